//! What may be meant while a query is being typed: fields, then their values out of the case.

use super::fields::{FIELDS, Field, Half, Is, kinds};
use super::lex::{Piece, tokens};
use super::names::each_name;
use super::resolve::all_tags;
use super::syntax::{Span, value};
use crate::case::{Case, RecordId, RecordKind, Standing};
use crate::query::folded::fold;

/// Something that can be put into the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What of the text it replaces.
    pub span: Span,
    /// What is put there.
    pub text: String,
    /// What it is, in a few words.
    pub detail: String,
    /// Whether the part is whole with it, so that a space may follow.
    pub is_whole: bool,
}

/// Where the names and tags of a case come from.
pub trait Values {
    /// Records that a field can mean, by the name under which the text finds them: the best first, at most so many.
    fn names(&self, field: Field, text: &str, most: usize) -> Vec<(RecordId, String)>;
    /// Every tag.
    fn tags(&self) -> Vec<String>;
}

impl Values for Case {
    fn names(&self, field: Field, text: &str, most: usize) -> Vec<(RecordId, String)> {
        let wanted = fold(text);
        let (mut first, mut rest) = (Vec::new(), Vec::new());
        each_name(self, field, &mut |id, name| {
            let folded = fold(name);
            let is_known = |list: &[(RecordId, String)]| list.last().is_some_and(|(last, _)| *last == id);
            if folded.contains(&wanted) && !is_known(&first) && !is_known(&rest) {
                let to = if folded.starts_with(&wanted) { &mut first } else { &mut rest };
                to.push((id, name.to_owned()));
            }
        });
        first.into_iter().chain(rest).take(most).collect()
    }

    fn tags(&self) -> Vec<String> {
        all_tags(self)
    }
}

/// So many are offered.
const MOST: usize = 12;

/// What may be meant at the cursor, which stands at this byte of the text.
pub fn complete(text: &str, cursor: usize, values: &dyn Values) -> Vec<Completion> {
    let (tokens, _) = tokens(text);
    let at = tokens.iter().find(|token| token.span.start < cursor && cursor <= token.span.end);
    let Some(token) = at else { return fields("", Span { start: cursor, end: cursor }) };
    let upto = |start: usize| text.get(start..cursor).unwrap_or_default();
    match &token.piece {
        Piece::Text { is_quoted: true, .. } | Piece::Open | Piece::Close => Vec::new(),
        Piece::Text { .. } | Piece::And | Piece::Or | Piece::Not | Piece::Surely => {
            // A sign before the word is no part of it.
            let start = token.span.start + usize::from(token.piece == Piece::Not && upto(token.span.start) == "-");
            words(upto(start), Span { start, end: token.span.end.max(cursor) }, values)
        }
        Piece::Field { name, value_span, .. } if cursor < value_span.start => {
            let end = token.span.start + name.len() + 1;
            fields(upto(token.span.start), Span { start: token.span.start, end })
        }
        Piece::Field { name, value_span, .. } => {
            Field::of(name).map_or_else(Vec::new, |field| of_field(field, upto(value_span.start), *value_span, values))
        }
    }
}

/// Fields that begin so.
fn fields(begin: &str, span: Span) -> Vec<Completion> {
    let begin = fold(begin);
    let row = |row: &super::FieldRow| Completion {
        span,
        text: format!("{}:", row.name),
        detail: row.meaning.to_owned(),
        is_whole: false,
    };
    let begins =
        |row: &&super::FieldRow| row.name.starts_with(&begin) || row.also.iter().any(|also| also.starts_with(&begin));
    let fields = FIELDS.iter().filter(begins).map(row);
    let unsourced =
        Completion { span, text: "unsourced".to_owned(), detail: "no citation supports it".to_owned(), is_whole: true };
    fields.chain("unsourced".starts_with(&begin).then_some(unsourced)).collect()
}

/// Fields that begin so, then names that have it in them.
fn words(begin: &str, span: Span, values: &dyn Values) -> Vec<Completion> {
    let mut found = fields(begin, span);
    if begin.chars().count() >= 2 {
        for field in [Field::Actor, Field::Theme, Field::Place] {
            let names = values.names(field, begin, 4);
            found.extend(names.into_iter().map(|(id, name)| named(field, id, &name, span, true)));
        }
    }
    found.truncate(MOST);
    found
}

fn named(field: Field, id: RecordId, name: &str, span: Span, is_with_field: bool) -> Completion {
    let name = value(name);
    // A mission is found as a party too.
    let field = if field == Field::Actor && id.kind() == RecordKind::Mission { Field::Mission } else { field };
    let text = if is_with_field { format!("{}:{name}", field.name()) } else { name };
    Completion { span, text, detail: id.kind().label().to_owned(), is_whole: true }
}

/// Values of a field that fit what stands there.
fn of_field(field: Field, typed: &str, span: Span, values: &dyn Values) -> Vec<Completion> {
    let bare = typed.trim_start_matches(super::syntax::is_quote);
    let of_list = |words: Vec<(String, &str)>| listed(words, bare, span);
    match field {
        Field::Kind => {
            let mut words: Vec<(String, &str)> = Vec::new();
            for (label, _, kind) in kinds() {
                if words.iter().all(|(word, _)| word != label) {
                    words.push((label.to_owned(), kind.of_what()));
                }
            }
            of_list(words)
        }
        Field::Is => {
            let kinds = RecordKind::ALL.iter().map(|&kind| (Is::Record(kind).word().to_owned(), kind.plural()));
            let more = [("undated", "nothing is known of the date"), ("unsourced", "no citation supports it")];
            of_list(kinds.chain(more.map(|(word, what)| (word.to_owned(), what))).collect())
        }
        Field::Status => of_list(Standing::ALL.iter().map(|one| (one.label().to_owned(), "standing")).collect()),
        Field::Tag => of_list(values.tags().into_iter().map(|tag| (tag, "tag")).collect()),
        Field::Marking => {
            let signs =
                Half::all().filter(|half| *half != Half::None).map(|half| (format!(">={}", half.word()), "or higher"));
            of_list(Half::all().map(|half| (half.word().to_owned(), "marking")).chain(signs).collect())
        }
        Field::Grade => {
            let best = ["A1", "B2", "C3"].map(|grade| (format!("<={grade}"), "at least as good in both halves"));
            let more =
                [("<=B", "letter at least as good"), ("<=2", "digit at least as good"), ("none", "not graded yet")];
            of_list(best.into_iter().chain(more.map(|(word, what)| (word.to_owned(), what))).collect())
        }
        Field::After | Field::Before | Field::On => Vec::new(),
        Field::Actor | Field::Theme | Field::Mission | Field::Place | Field::Source => {
            let names = values.names(field, bare, MOST);
            names.into_iter().map(|(id, name)| named(field, id, &name, span, false)).collect()
        }
    }
}

/// Words of a closed list: those that begin so, then those that have it in them.
fn listed(words: Vec<(String, &str)>, typed: &str, span: Span) -> Vec<Completion> {
    let wanted = fold(typed);
    let (first, rest): (Vec<_>, Vec<_>) = words
        .into_iter()
        .filter(|(word, _)| fold(word).contains(&wanted))
        .partition(|(word, _)| fold(word).starts_with(&wanted));
    let all = first.into_iter().chain(rest).take(MOST);
    all.map(|(word, what)| {
        let sign = super::Compare::SIGNS.iter().find_map(|(sign, _)| word.starts_with(sign).then_some(*sign));
        let text = sign.map_or_else(|| value(&word), |sign| format!("{sign}{}", value(word.trim_start_matches(sign))));
        Completion { span, text, detail: what.to_owned(), is_whole: true }
    })
    .collect()
}
