//! Which stretch of a damaged file is which field and which record: told by its lines, as far as it is laid out as we
//! write it.
//!
//! A line that opens a field at the indent of fields, or a record at the indent of records, begins a new stretch,
//! whatever stands before it; so does one that closes a table or the case. Each stretch is framed on its own, so that
//! what is damaged in it stays in it, and the time is in proportion to the length of the file.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::case::{RecordId, RecordKind};

use super::damage::MOST;
use super::frame::{ENDS_HERE, Field, Frame, Framer, HEADER_WORD, Loss, Stop, TWICE, table_of};
use super::places::{Places, indent, opened_id};
use super::scan::{Kind, Scanner, Token, slice};
use super::write::HEADER;

/// What a line begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Begins<'a> {
    /// A field of the file.
    Field {
        name: &'a str,
        /// Whether its value is in curly brackets: only there are records within.
        is_table: bool,
    },
    /// A record.
    Record(&'a str),
    /// The end of a table.
    Close,
    /// The end of the case.
    End,
    /// The end of the file.
    Nothing,
}

/// A stretch of the file that is framed on its own, and what begins the next one.
#[derive(Clone, Copy, Debug)]
struct Stretch<'a> {
    start: usize,
    end: usize,
    next: Begins<'a>,
}

#[derive(Debug)]
struct Salvage<'t, 'a> {
    framer: Framer<'t, 'a>,
    frame: Frame<'a>,
    /// Spaces before a field, and before a record.
    indents: (usize, usize),
    /// The table that is open, by its place among the fields.
    table: Option<usize>,
    tables: BTreeMap<RecordKind, usize>,
    named: BTreeSet<RecordKind>,
    /// Whether a line was lost in which a table may have begun or ended.
    is_adrift: bool,
}

/// Cuts a file into its fields and records by its lines; `None` where it is not laid out so. The scanner stands behind
/// the opening bracket.
pub(super) fn salvage<'a>(text: &'a str, places: &Places<'a>, scanner: Scanner<'a>) -> Option<Frame<'a>> {
    let first = scanner.peek().ok()??;
    let field = indent(text, first.at).filter(|&spaces| spaces > 0)?;
    let start = first.at - field;
    let ids: BTreeSet<usize> = lines(text, start)
        .filter_map(|line| {
            let spaces = spaces(line);
            (spaces > field && opened_id(line, spaces).is_some()).then_some(spaces)
        })
        .collect();
    // Ours wherever there is one, lest a single line that is damaged give another.
    let own = ids.get(&(2 * field)).or(ids.first()).copied().unwrap_or(2 * field);
    let indents = (field, own);
    let framer = Framer { text, places, scanner, inside: HEADER_WORD.to_owned(), long_text: None, indent: None };
    let mut salvage = Salvage {
        framer,
        frame: Frame::default(),
        indents,
        table: None,
        tables: BTreeMap::new(),
        named: BTreeSet::new(),
        is_adrift: true,
    };
    let mut begins: Vec<(usize, Begins<'a>)> = Vec::new();
    let mut at = start;
    for line in lines(text, start) {
        begins.extend(salvage.begins(line).map(|begins| (at, begins)));
        at += line.len();
    }
    let begins = without_stray_ends(&begins);
    let before = begins.first().map_or(text.len(), |&(at, _)| at);
    salvage.rest(Stretch { start, end: before, next: Begins::Nothing });
    salvage.stretches(&begins);
    Some(salvage.frame)
}

fn lines(text: &str, start: usize) -> impl Iterator<Item = &str> {
    slice(text, start, text.len()).split_inclusive('\n')
}

/// A bracket in a record does not end the case where more follows.
fn without_stray_ends<'a>(begins: &[(usize, Begins<'a>)]) -> Vec<(usize, Begins<'a>)> {
    let last = begins.iter().rposition(|(_, begins)| *begins != Begins::End);
    let mut sound: Vec<(usize, Begins<'a>)> = Vec::with_capacity(begins.len());
    for (place, &(at, begins)) in begins.iter().enumerate() {
        let is_in_record = matches!(sound.last(), Some((_, Begins::Record(_))));
        if begins != Begins::End || !is_in_record || last.is_none_or(|last| place > last) {
            sound.push((at, begins));
        }
    }
    sound
}

/// What a record is called whose id may be no id; empty for what is no text of one line.
fn place_of(id: Token<'_>) -> String {
    let text = id.text.strip_prefix('"').filter(|text| !text.contains('\n')).unwrap_or_default();
    text.trim_end_matches('"').to_owned()
}

fn spaces(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

impl<'a> Salvage<'_, 'a> {
    /// What a line begins, if anything.
    fn begins(&self, line: &'a str) -> Option<Begins<'a>> {
        let (field, record) = self.indents;
        let spaces = spaces(line);
        let rest = slice(line, spaces, line.len());
        if spaces == record
            && let Some(id) = opened_id(line, spaces)
        {
            return Some(Begins::Record(id));
        }
        match rest.chars().next()? {
            '}' if spaces == field => Some(Begins::Close),
            ')' if spaces < field && rest.trim_end() == ")" => Some(Begins::End),
            _ if spaces == field => {
                let (name, value) = rest.split_once(':')?;
                let name = name.trim_end();
                let plain = name.strip_prefix("r#").unwrap_or(name);
                let is_name =
                    !plain.is_empty() && plain.chars().all(|letter| letter.is_alphanumeric() || letter == '_');
                is_name.then(|| Begins::Field { name, is_table: value.trim_start().starts_with('{') })
            }
            _ => None,
        }
    }

    fn stretches(&mut self, begins: &[(usize, Begins<'a>)]) {
        let mut rest = begins;
        while let Some((&(start, first), after)) = rest.split_first() {
            if self.frame.losses.len() >= MOST {
                return;
            }
            let skipped = after.iter().take_while(|(_, next)| !first.ends_before(*next)).count();
            rest = after.get(skipped..).unwrap_or_default();
            let (end, next) = rest.first().copied().unwrap_or((self.framer.text.len(), Begins::Nothing));
            let stretch = Stretch { start, end, next };
            HEADER_WORD.clone_into(&mut self.framer.inside);
            match first {
                Begins::Field { name, .. } => self.field(name, stretch),
                Begins::Record(id) => self.records(id, stretch),
                Begins::Close => self.entries(stretch),
                Begins::End if self.ends(stretch) => return,
                Begins::End | Begins::Nothing => {}
            }
        }
        let at = self.framer.text.trim_end().len();
        if self.frame.losses.last().is_none_or(|last| last.problem != ENDS_HERE) {
            HEADER_WORD.clone_into(&mut self.framer.inside);
            self.lose(at, ENDS_HERE.to_owned(), None);
        }
    }

    /// A field of the file, or the head of a table.
    fn field(&mut self, name: &'a str, stretch: Stretch<'a>) {
        self.closes_table(stretch.start);
        self.go_to(stretch);
        let at = stretch.start + self.indents.0;
        if let Err(stop) = self.framer.name() {
            return self.stopped(stop, stretch, (name.to_owned(), at));
        }
        let first = self.framer.scanner.peek().ok().flatten();
        match (table_of(name), first) {
            (Some(kind), Some(first)) if first.text == "{" => {
                self.framer.scanner.go_to(first.end());
                // Of a table that is written twice, every record is read whose id is new.
                self.is_adrift = !self.named.insert(kind);
                if self.is_adrift {
                    self.lose(at, TWICE.to_owned(), None);
                    self.names_field(name);
                }
                self.table = Some(self.table_of(kind, name, at));
                self.entries_from_here(stretch);
            }
            // Its records tell by their ids where they belong.
            (Some(_), first) => {
                let problem = "an opening bracket { was expected".to_owned();
                let place = first.map_or(at, |first| first.at);
                self.stopped(Stop::Here(place, problem), stretch, (name.to_owned(), at));
                self.names_field(name);
                self.is_adrift = true;
            }
            (None, first) => self.value((name, at), first.map_or(at, |first| first.at), stretch),
        }
    }

    /// A field that is no table.
    fn value(&mut self, (name, at): (&'a str, usize), first: usize, stretch: Stretch<'a>) {
        let losses = self.frame.losses.len();
        let kept = (name.to_owned(), at);
        self.framer.long_text = None;
        match self.framer.value() {
            Ok(()) => {
                let value = first..self.framer.scanner.at();
                if self.after_value(stretch, &kept) {
                    self.frame.fields.push(Field { name, at, value, table: None, entries: Vec::new() });
                }
            }
            Err(stop) => self.stopped(stop, stretch, kept),
        }
        if self.frame.losses.get(losses).and_then(|loss| loss.kept.as_ref()).is_some_and(|(place, _)| place == name) {
            self.names_field(name);
        }
    }

    /// Says in the last loss which field it is about.
    fn names_field(&mut self, name: &str) {
        if let Some(last) = self.frame.losses.last_mut() {
            name.clone_into(&mut last.field);
        }
    }

    /// A record, with what follows it up to the next stretch.
    fn records(&mut self, id: &str, stretch: Stretch<'a>) {
        let own = id.parse().ok().map(RecordId::kind);
        if let Some(kind) = own
            && (self.table.is_none() || self.is_adrift)
        {
            self.table = Some(self.table_of(kind, kind.table(), stretch.start));
        }
        self.entries(stretch);
    }

    /// The place of a table among the fields.
    fn table_of(&mut self, kind: RecordKind, name: &'a str, at: usize) -> usize {
        let Frame { fields, .. } = &mut self.frame;
        *self.tables.entry(kind).or_insert_with(|| {
            fields.push(Field { name, at, value: at..at, table: Some(kind), entries: Vec::new() });
            fields.len() - 1
        })
    }

    fn entries(&mut self, stretch: Stretch<'a>) {
        self.go_to(stretch);
        self.entries_from_here(stretch);
    }

    /// Records and the end of their table, up to the end of the stretch.
    fn entries_from_here(&mut self, stretch: Stretch<'a>) {
        loop {
            HEADER_WORD.clone_into(&mut self.framer.inside);
            self.framer.long_text = None;
            let token = match self.framer.scanner.next() {
                Ok(None) => return,
                Ok(Some(token)) => token,
                Err(unclosed) => {
                    let at = unclosed.at;
                    return self.stopped(unclosed.into(), stretch, (String::new(), at));
                }
            };
            let goes_on = if token.text == "}" { self.close(token, stretch) } else { self.entry(token, stretch) };
            if !goes_on {
                return;
            }
        }
    }

    /// The end of a table with its comma; whether the stretch may go on.
    fn close(&mut self, bracket: Token<'a>, stretch: Stretch<'a>) -> bool {
        if self.table.take().is_none() && !self.is_adrift {
            self.lose(bracket.at, "this bracket closes nothing".to_owned(), None);
        }
        self.is_adrift = false;
        match self.framer.scanner.next() {
            Ok(None) if matches!(stretch.next, Begins::Field { .. }) => {
                self.lose(stretch.end + self.indents.0, "a comma was expected before this field".to_owned(), None);
                false
            }
            Ok(Some(Token { kind: Kind::Comma, .. })) => {
                self.rest(Stretch { start: self.framer.scanner.at(), ..stretch });
                false
            }
            Ok(None) => false,
            Ok(Some(Token { at, .. })) | Err(super::scan::Unclosed { at, .. }) => {
                self.rest(Stretch { start: at, ..stretch });
                false
            }
        }
    }

    /// A record with its comma; whether the stretch may go on.
    fn entry(&mut self, id: Token<'a>, stretch: Stretch<'a>) -> bool {
        let Some((index, kind)) = self.table.and_then(|at| Some((at, self.frame.fields.get(at)?.table?))) else {
            self.rest(Stretch { start: id.at, ..stretch });
            return false;
        };
        let entry = match self.framer.entry(kind, id) {
            Ok(entry) => entry,
            Err(stop) => {
                self.is_adrift |= id.kind != Kind::Text;
                self.stopped(stop, stretch, (place_of(id), id.at));
                return false;
            }
        };
        let kept = (entry.id.to_owned(), entry.at);
        let is_whole = self.after_value(stretch, &kept);
        if is_whole && let Some(field) = self.frame.fields.get_mut(index) {
            field.entries.push(entry);
        }
        is_whole
    }

    /// What follows a value in its stretch: a comma, and then nothing or something else that begins with a line of its
    /// own. Whether the value is whole; else all of the stretch is lost.
    fn after_value(&mut self, stretch: Stretch<'a>, kept: &(String, usize)) -> bool {
        let is_record = self.framer.inside != HEADER_WORD;
        let outside = self.outside(is_record);
        let has_comma = match self.framer.scanner.peek() {
            Ok(Some(comma)) if comma.kind == Kind::Comma => {
                self.framer.scanner.go_to(comma.end());
                true
            }
            _ => false,
        };
        let next = match self.framer.scanner.peek() {
            Ok(next) => next,
            // The next record's id may be what is not closed.
            Err(unclosed) if is_record && has_comma && self.is_within(outside, unclosed.at) => return true,
            Err(unclosed) => {
                self.stopped(unclosed.into(), stretch, kept.clone());
                return false;
            }
        };
        match next {
            None if has_comma => true,
            None => self.without_comma(stretch),
            Some(token) if is_record && token.text == "}" => true,
            // Text with a colon is another record of the table, whatever is wrong with its id.
            Some(token) if is_record && has_comma && token.kind == Kind::Text => true,
            Some(token) if has_comma && self.is_within(outside, token.at) => {
                if !is_record {
                    self.rest(Stretch { start: token.at, ..stretch });
                }
                true
            }
            Some(token) => {
                let close = if is_record { "}" } else { ")" };
                let problem = if has_comma || token.kind == Kind::Close {
                    "it ends before this: a bracket is closed too early, or too often".to_owned()
                } else {
                    format!("a comma or {close} was expected instead of {}", token.text)
                };
                self.stopped(Stop::Here(token.at, problem), stretch, kept.clone());
                false
            }
        }
    }

    /// A value that ends with its stretch needs a comma only before another one.
    fn without_comma(&mut self, stretch: Stretch<'a>) -> bool {
        let (field, record) = self.indents;
        match stretch.next {
            Begins::Record(_) => {
                self.lose(stretch.end + record, "a comma was expected before this record".to_owned(), None);
            }
            Begins::Field { .. } if self.framer.inside == HEADER_WORD => {
                self.lose(stretch.end + field, "a comma was expected before this field".to_owned(), None);
            }
            Begins::Field { .. } | Begins::Close | Begins::End | Begins::Nothing => {}
        }
        true
    }

    /// The most spaces before a line that is no part of the value that has just ended: any, where its last bracket
    /// stands where we write it; or else those before a field or a record.
    fn outside(&self, is_record: bool) -> usize {
        let own = if is_record { self.indents.1 } else { self.indents.0 };
        let last = self.framer.scanner.at().saturating_sub(1);
        let is_closed = slice(self.framer.text, last, last + 1).ends_with([')', ']', '}']);
        if is_closed && indent(self.framer.text, last) == Some(own) { usize::MAX } else { own }
    }

    /// Whether a token begins a line with no more spaces than that.
    fn is_within(&self, most: usize, at: usize) -> bool {
        indent(self.framer.text, at).is_some_and(|spaces| spaces <= most)
    }

    /// Text in which nothing begins that we know: lost as a whole.
    fn rest(&mut self, stretch: Stretch<'a>) {
        self.go_to(stretch);
        let (at, place) = match self.framer.scanner.next() {
            Ok(None) => return,
            Ok(Some(token)) => (token.at, place_of(token)),
            Err(unclosed) => (unclosed.at, String::new()),
        };
        HEADER_WORD.clone_into(&mut self.framer.inside);
        self.lose(at, "this is no field and no record".to_owned(), Some((place, at..stretch.end)));
        self.is_adrift = true;
    }

    /// The end of the case; whether it is the end of the file too, or what follows is not ours.
    fn ends(&mut self, stretch: Stretch<'a>) -> bool {
        self.closes_table(stretch.start);
        let text = self.framer.text;
        self.framer.scanner = Scanner::new(text);
        let bracket = spaces(slice(text, stretch.start, stretch.end));
        self.framer.scanner.go_to(stretch.start + bracket + 1);
        let after = match self.framer.scanner.peek() {
            Ok(None) => return true,
            Ok(Some(token)) => token.at,
            Err(unclosed) => unclosed.at,
        };
        let goes_on = stretch.next != Begins::Nothing && stretch.next != Begins::End && after >= stretch.end;
        let kept = (!goes_on).then(|| (String::new(), after..text.len()));
        self.lose(after, "the case has ended, but text follows".to_owned(), kept);
        !goes_on
    }

    /// The end of a table that has none of its own.
    fn closes_table(&mut self, at: usize) {
        if self.table.take().is_some() && !self.is_adrift {
            let at = at + spaces(slice(self.framer.text, at, self.framer.text.len()));
            self.lose(at, "} was expected before this, to end the table".to_owned(), None);
        }
    }

    fn go_to(&mut self, stretch: Stretch<'a>) {
        self.framer.scanner = Scanner::new(slice(self.framer.text, 0, stretch.end));
        self.framer.scanner.go_to(stretch.start);
    }

    /// Loses the rest of a stretch from a record or field on; an empty place stands for the table.
    fn stopped(&mut self, stop: Stop, stretch: Stretch<'a>, (place, from): (String, usize)) {
        let (at, problem) = match (stop, stretch.next) {
            (Stop::End | Stop::Open(..) | Stop::Unclosed(_), Begins::Nothing) => {
                (self.framer.text.trim_end().len(), ENDS_HERE.to_owned())
            }
            (stop @ Stop::Open(..), next) => {
                let before = match next {
                    Begins::Record(_) => "before the next record",
                    Begins::Field { .. } => "before the next field",
                    Begins::Close => "before the table ends",
                    Begins::End | Begins::Nothing => "before the case ends",
                };
                let (at, problem) = self.framer.words(stop);
                let is_bracket = at == from || self.framer.long_text != Some(at);
                (at, if is_bracket { format!("{problem} {before}") } else { problem })
            }
            (stop, _) => self.framer.words(stop),
        };
        self.lose(at, problem, Some((place, from..stretch.end)));
    }

    fn lose(&mut self, at: usize, problem: String, kept: Option<(String, Range<usize>)>) {
        let text = self.framer.text;
        let table = self.table.and_then(|table| self.frame.fields.get(table)).map_or(HEADER_WORD, |field| field.name);
        let kept = kept.map(|(place, stretch)| {
            let end = stretch.start + slice(text, stretch.start, stretch.end).trim_end().len();
            (if place.is_empty() { table.to_owned() } else { place }, stretch.start..end)
        });
        let record = self.framer.inside.clone();
        self.frame.losses.push(Loss { at, record, field: String::new(), problem, kept });
    }
}

impl Begins<'_> {
    /// Whether what begins so ends where that line begins.
    fn ends_before(self, next: Self) -> bool {
        match self {
            Self::Field { name, .. } if table_of(name).is_some() => true,
            // What we do not know may be a table with records in it, whatever their ids; what we know has none.
            Self::Field { name, is_table } => match next {
                Self::Field { .. } | Self::End => true,
                Self::Record(_) => !is_table || HEADER.contains(&name),
                Self::Close | Self::Nothing => false,
            },
            Self::Record(_) | Self::Close | Self::End | Self::Nothing => true,
        }
    }
}
