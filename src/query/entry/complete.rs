//! What may be meant by the word at the cursor.

use std::ops::Range;

use super::Known;
use super::scan::{Piece, Tag, pieces};
use crate::case::{IncidentKind, ROLES, RecordId, RecordKind};
use crate::query::folded::fold;

/// What may stand at the cursor instead of what stands there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completions {
    /// The stretch that an offer replaces.
    pub span: Range<usize>,
    /// What is offered, the best first.
    pub offers: Vec<Offer>,
}

/// One thing that may be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What it is called.
    pub label: String,
    /// What it is.
    pub kind: &'static str,
    /// What stands in the line for it.
    pub text: String,
}

/// What may be meant at the cursor, which stands behind so many bytes; nothing where no sign stands before the word.
pub fn complete(line: &str, cursor: usize, known: Known<'_>) -> Completions {
    if let Some(found) = reading(line, cursor, known).or_else(|| anchor(line, cursor, known)) {
        return found;
    }
    let tag = pieces(line).into_iter().find_map(|piece| match piece {
        Piece::Tag(tag) if tag.span.start < cursor && cursor <= tag.span.end => Some(tag),
        Piece::Tag(_) | Piece::Text(_) => None,
    });
    let Some(tag) = tag else { return bare(line, cursor, known) };
    if cursor <= tag.name_span.end {
        return of_sign(tag.sign, tag.name_span.clone(), &tag.name, known);
    }
    if !tag.by_span.is_empty() && cursor >= tag.by_span.start {
        return of_sign('+', tag.by_span.clone(), &tag.by, known);
    }
    roles(&tag, cursor)
}

/// A sign with no name behind it yet.
fn bare(line: &str, cursor: usize, known: Known<'_>) -> Completions {
    let before = line.get(..cursor).unwrap_or_default();
    let mut letters = before.chars().rev();
    let (sign, lead) = (letters.next(), letters.next());
    match sign {
        Some(sign @ ('@' | '+' | '#' | '!' | '^')) if lead.is_none_or(char::is_whitespace) => {
            of_sign(sign, cursor..cursor, "", known)
        }
        _ => Completions::default(),
    }
}

fn of_sign(sign: char, span: Range<usize>, said: &str, known: Known<'_>) -> Completions {
    let kinds: &[RecordKind] = match sign {
        '@' => &[RecordKind::Place],
        '#' => &[RecordKind::Theme],
        '^' => &[RecordKind::Source],
        '!' => return kinds(span, said),
        _ => &[RecordKind::Actor, RecordKind::Mission],
    };
    let offers = known.names.offered(kinds, said).into_iter().map(|id| offer(known, id)).collect();
    Completions { span, offers }
}

/// What stands in the line for a record: its code or symbol where that means it alone, or else its name in quotation marks.
fn offer(known: Known<'_>, id: RecordId) -> Offer {
    let case = known.names.case();
    let short = if let RecordId::Theme(id) = id {
        case.themes.get(&id).map(|theme| theme.code.clone())
    } else if let RecordId::Source(id) = id {
        case.sources.get(&id).map(|source| source.reference.clone())
    } else {
        None
    };
    let label = case.title_of(id);
    let is_alone = |name: &str| known.names.is_alone(id, name);
    let short = short.or_else(|| Some(label.clone())).filter(|short| {
        !short.is_empty() && !short.contains(|letter: char| letter.is_whitespace() || "\"?:,;".contains(letter))
    });
    let text = match short.filter(|short| is_alone(short)) {
        Some(short) => short,
        None if is_alone(&label) && !label.contains('"') => format!("\"{label}\""),
        None => id.to_string(),
    };
    Offer { label, kind: id.kind().label(), text }
}

fn kinds(span: Range<usize>, said: &str) -> Completions {
    let wanted = fold(&said.replace('-', " "));
    let fits = |label: &str| label.starts_with(&wanted) || label.split(' ').any(|word| word.starts_with(&wanted));
    let kinds = IncidentKind::ALL.iter().map(|kind| kind.label()).filter(|label| fits(label));
    let offers = kinds.map(|label| Offer { label: label.to_owned(), kind: "kind", text: label.replace(' ', "-") });
    Completions { span, offers: offers.take(8).collect() }
}

fn roles(tag: &Tag, cursor: usize) -> Completions {
    if tag.sign != '+' || cursor < tag.role_span.start || tag.role.is_empty() {
        return Completions::default();
    }
    let wanted = fold(&tag.role.replace('-', " "));
    let fitting = ROLES.iter().filter(|role| role.starts_with(&wanted) && **role != wanted);
    let offers = fitting.map(|role| Offer { label: (*role).to_owned(), kind: "role", text: role.replace(' ', "-") });
    Completions { span: tag.role_span.clone(), offers: offers.take(8).collect() }
}

/// The source behind "reading:".
fn reading(line: &str, cursor: usize, known: Known<'_>) -> Option<Completions> {
    let (head, rest) = line.split_once(':')?;
    let is_such = ["reading", "r"].contains(&head.trim().to_lowercase().as_str());
    let begin = line.len() - rest.trim_start().len();
    let said = rest.trim_start();
    let length = said.find(char::is_whitespace).unwrap_or(said.len());
    (is_such && cursor >= begin && cursor <= begin + length)
        .then(|| of_sign('^', begin..begin + length, said.get(..length).unwrap_or_default(), known))
}

/// The incident whose title is being typed behind "after" or "before".
fn anchor(line: &str, cursor: usize, known: Known<'_>) -> Option<Completions> {
    let before = line.get(..cursor)?;
    let (begin, open) = before.char_indices().rev().find(|(_, letter)| ['"', '«', '“'].contains(letter))?;
    let lead = fold(before.get(..begin)?.trim_end());
    let is_relative = ["after", "before", "apres", "avant", "following", "day as", "de la", "du"].iter();
    if !is_relative.clone().any(|word| lead.ends_with(word)) || before.get(..begin)?.matches('"').count() % 2 != 0 {
        return None;
    }
    let start = begin + open.len_utf8();
    let said = before.get(start..)?;
    let close = match open {
        '«' => '»',
        '“' => '”',
        _ => '"',
    };
    let closed = line.get(cursor..).and_then(|rest| rest.find(close)).map_or(cursor, |at| cursor + at);
    let found = known.names.offered(&[RecordKind::Incident], said);
    let offers = found.into_iter().map(|id| {
        let label = known.names.case().title_of(id);
        let is_alone = known.names.is_alone(id, &label);
        let text = if is_alone && !label.contains(close) { label.clone() } else { id.to_string() };
        let end = if closed == cursor && !line.get(cursor..).is_some_and(|rest| rest.starts_with(close)) {
            close.to_string()
        } else {
            String::new()
        };
        Offer { label, kind: "incident", text: format!("{text}{end}") }
    });
    let offers: Vec<Offer> = offers.collect();
    (!offers.is_empty()).then_some(Completions { span: start..closed, offers })
}
