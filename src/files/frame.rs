//! Which stretch of a file is which field and which record: brackets are matched, nothing is interpreted.
//!
//! The scan is iterative and brackets are nested 64 deep at most. It ends at the first thing that does not match;
//! `salvage.rs` then goes by lines.

use std::ops::Range;

use crate::case::RecordKind;

use super::damage::ReadError;
use super::places::{Places, indent, opened_id};
use super::scan::{Kind, Scanner, Token, Unclosed};

/// Brackets may be nested so deep.
const DEPTH: usize = 64;

/// A file cut into fields.
#[derive(Debug, Default)]
pub(super) struct Frame<'a> {
    pub fields: Vec<Field<'a>>,
    pub losses: Vec<Loss>,
    /// Whether it was not cut to its end.
    pub is_cut_short: bool,
}

/// One field of the file; a table has entries as well.
#[derive(Debug)]
pub(super) struct Field<'a> {
    pub name: &'a str,
    pub at: usize,
    pub value: Range<usize>,
    /// The kind of record, if it is a table of them.
    pub table: Option<RecordKind>,
    pub entries: Vec<Entry<'a>>,
}

/// One record of a table.
#[derive(Debug)]
pub(super) struct Entry<'a> {
    /// Its id, without quotation marks.
    pub id: &'a str,
    pub at: usize,
    pub value: Range<usize>,
}

/// Something that is wrong at a place, and what cannot be read because of it.
#[derive(Debug)]
pub(super) struct Loss {
    pub at: usize,
    /// The record with its id, or "header".
    pub record: String,
    /// The field with those that it lies in, or empty.
    pub field: String,
    pub problem: String,
    /// The stretch that cannot be read, with its record's id or field's name; `None` where nothing is lost.
    pub kept: Option<(String, Range<usize>)>,
}

/// Why framing cannot go on where it is.
#[derive(Debug)]
pub(super) enum Stop {
    /// The text ends where something should follow.
    End,
    /// The text ends before this bracket is closed.
    Open(usize, char),
    /// The text ends before this text or comment is closed.
    Unclosed(Unclosed),
    /// Something does not match here.
    Here(usize, String),
}

impl From<Unclosed> for Stop {
    fn from(unclosed: Unclosed) -> Self {
        Self::Unclosed(unclosed)
    }
}

pub(super) const ENDS_HERE: &str = "the file ends here: its end is missing";

const UNCLOSED_TEXT: &str = "the text that begins here is not closed: a quotation mark was expected";

pub(super) const TWICE: &str = "the field is written twice";

pub(super) const HEADER_WORD: &str = "header";

/// A scanner that knows what it is in.
#[derive(Debug)]
pub(super) struct Framer<'t, 'a> {
    pub text: &'a str,
    pub places: &'t Places<'a>,
    pub scanner: Scanner<'a>,
    /// What is being read: "header", "incident inc-…".
    pub inside: String,
    /// Where the first text of the record begins that runs over the end of a line: if anything is wrong afterwards, its
    /// quotation mark is missing, since we write none that does.
    pub long_text: Option<usize>,
    /// Spaces before the record that is being read. A text in which a line opens another record has lost its quotation
    /// mark, whatever closes it.
    pub indent: Option<usize>,
}

/// Passes the opening bracket of a file.
pub(super) fn open<'a>(text: &'a str, places: &Places<'a>) -> Result<Scanner<'a>, ReadError> {
    let no_case = |at, reason: &str| ReadError::NotACase { reason: reason.to_owned(), line: places.line(at) };
    let mut scanner = Scanner::new(text);
    let mut first = scanner.next();
    if matches!(first, Ok(Some(Token { kind: Kind::Word, .. }))) {
        first = scanner.next();
    }
    match first {
        Ok(Some(Token { text: "(", .. })) => Ok(scanner),
        Ok(token) => Err(no_case(token.map_or(0, |token| token.at), "it does not begin with an opening bracket (")),
        Err(unclosed) => Err(no_case(unclosed.at, "it begins with a comment that is not closed")),
    }
}

/// Cuts a file into its fields and records, up to the first thing that does not match.
pub(super) fn frame<'a>(text: &'a str, places: &Places<'a>, scanner: Scanner<'a>) -> Frame<'a> {
    let inside = HEADER_WORD.to_owned();
    let mut framer = Framer { text, places, scanner, inside, long_text: None, indent: None };
    let mut frame = Frame::default();
    let mut since = framer.scanner.at();
    if let Err(stop) = framer.fields(&mut frame, &mut since) {
        let at = text.trim_end().len();
        let (at, problem) = match stop {
            Stop::End | Stop::Open(..) => (at, ENDS_HERE.to_owned()),
            Stop::Unclosed(_) | Stop::Here(..) => framer.words(stop),
        };
        // What has just ended may have ended too early: it is no more trusted than what follows.
        frame.fields.retain(|field| field.table.is_some() || field.at < since);
        frame.fields.iter_mut().for_each(|field| field.entries.retain(|entry| entry.at < since));
        let place = framer.inside.rsplit(' ').next().unwrap_or_default().to_owned();
        let kept = Some((place, since..text.trim_end().len()));
        frame.losses.push(Loss { at, record: framer.inside, field: String::new(), problem, kept });
        frame.is_cut_short = true;
    }
    frame
}

impl<'a> Framer<'_, 'a> {
    /// Every field; `since` is where the field or record begins that is not surely whole.
    fn fields(&mut self, frame: &mut Frame<'a>, since: &mut usize) -> Result<(), Stop> {
        loop {
            let before = self.scanner.at();
            let name = self.name().inspect_err(|stop| {
                // A text that ends between two fields ends after the first.
                if matches!(stop, Stop::End) {
                    *since = before;
                }
            })?;
            let Some(name) = name else { break };
            HEADER_WORD.clone_into(&mut self.inside);
            *since = name.at;
            let first = self.scanner.peek()?.ok_or(Stop::End)?;
            let table = table_of(name.text).filter(|_| first.text == "{");
            let mut entries = Vec::new();
            let result = match table {
                Some(kind) => self.entries(kind, &mut entries, since),
                None => self.value(),
            };
            if table.is_some() || result.is_ok() {
                let value = first.at..self.scanner.at();
                frame.fields.push(Field { name: name.text, at: name.at, value, table, entries });
            }
            result?;
            if table.is_some() {
                *since = self.scanner.at();
            }
            self.comma(")")?;
        }
        *since = self.scanner.at();
        match self.scanner.next()? {
            None => Ok(()),
            Some(token) => {
                *since = token.at;
                Err(Stop::Here(token.at, "the case has ended, but text follows".to_owned()))
            }
        }
    }

    /// The next field's name with its colon; `None` at the closing bracket.
    pub fn name(&mut self) -> Result<Option<Token<'a>>, Stop> {
        let name = self.scanner.next()?.ok_or(Stop::End)?;
        if name.text == ")" {
            return Ok(None);
        }
        let colon = self.scanner.next()?.ok_or(Stop::End)?;
        if name.kind == Kind::Word && colon.kind == Kind::Colon {
            return Ok(Some(name));
        }
        Err(Stop::Here(name.at, "the name of a field and a colon were expected".to_owned()))
    }

    fn entries(&mut self, kind: RecordKind, entries: &mut Vec<Entry<'a>>, since: &mut usize) -> Result<(), Stop> {
        self.scanner.next()?;
        *since = self.scanner.at();
        loop {
            let Some(id) = self.scanner.next()? else {
                *since = self.scanner.at();
                return Err(Stop::End);
            };
            if id.text == "}" {
                return Ok(());
            }
            if id.kind == Kind::Text {
                *since = id.at;
            }
            self.indent = indent(self.text, id.at);
            entries.push(self.entry(kind, id)?);
            HEADER_WORD.clone_into(&mut self.inside);
            self.comma("}")?;
        }
    }

    /// A record from its id on, without the comma that follows it.
    pub fn entry(&mut self, kind: RecordKind, id: Token<'a>) -> Result<Entry<'a>, Stop> {
        self.long_text = None;
        if id.text.contains('\n') {
            return Err(Stop::Here(id.at, UNCLOSED_TEXT.to_owned()));
        }
        let quoted = id.text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
        let Some(name) = quoted else {
            let problem = format!("the id of a record of {} was expected, in quotation marks", kind.plural());
            return Err(Stop::Here(id.at, problem));
        };
        self.inside = format!("{} {name}", kind.label());
        let colon = self.scanner.next()?.ok_or(Stop::End)?;
        if colon.kind != Kind::Colon {
            return Err(Stop::Here(colon.at, "a colon was expected after the id".to_owned()));
        }
        let first = self.scanner.peek()?.ok_or(Stop::End)?;
        self.value()?;
        Ok(Entry { id: name, at: id.at, value: first.at..self.scanner.at() })
    }

    /// Skips one value: up to the comma or closing bracket that ends it.
    pub fn value(&mut self) -> Result<(), Stop> {
        let mut open: Vec<Token<'a>> = Vec::new();
        let mut is_empty = true;
        loop {
            let Some(token) = self.scanner.peek()? else {
                return match open.last() {
                    Some(open) => Err(Stop::Open(open.at, bracket(open))),
                    None if is_empty => Err(Stop::End),
                    None => Ok(()),
                };
            };
            if open.is_empty() && matches!(token.kind, Kind::Comma | Kind::Close) {
                return Ok(());
            }
            is_empty = false;
            if self.has_record(token) {
                return Err(Stop::Here(token.at, UNCLOSED_TEXT.to_owned()));
            }
            self.scanner.go_to(token.end());
            if self.long_text.is_none() && token.kind == Kind::Text && token.text.contains('\n') {
                self.long_text = Some(token.at);
            }
            match token.kind {
                Kind::Open if open.len() == DEPTH => {
                    return Err(Stop::Here(token.at, format!("brackets are nested more than {DEPTH} deep")));
                }
                Kind::Open => open.push(token),
                Kind::Close => self.check_pair(open.pop(), token)?,
                Kind::Comma | Kind::Colon | Kind::Text | Kind::Word => {}
            }
        }
    }

    /// Whether a text has a line that opens a record.
    fn has_record(&self, token: Token<'a>) -> bool {
        let Some(own) = self.indent.filter(|_| token.kind == Kind::Text) else { return false };
        let lines = token.text.match_indices('\n').map(|(at, _)| token.at + at + 1);
        lines
            .map(|start| start + own)
            .any(|at| opened_id(self.text, at).is_some() && indent(self.text, at) == Some(own))
    }

    fn check_pair(&self, open: Option<Token<'a>>, close: Token<'a>) -> Result<(), Stop> {
        let Some(open) = open else { return Ok(()) };
        if closing(open.text) == close.text {
            return Ok(());
        }
        let line = self.places.line(open.at);
        let problem = format!(
            "{} was expected here instead of {}, for the {} in line {line}",
            closing(open.text),
            close.text,
            open.text
        );
        Err(Stop::Here(close.at, problem))
    }

    /// Passes the comma after a field or record, which may be missing before the closing bracket.
    pub fn comma(&mut self, close: &str) -> Result<(), Stop> {
        let token = self.scanner.peek()?.ok_or(Stop::End)?;
        if token.kind == Kind::Comma {
            self.scanner.go_to(token.end());
        } else if token.text != close {
            return Err(Stop::Here(token.at, format!("a comma or {close} was expected instead of {}", token.text)));
        }
        Ok(())
    }

    /// Where and why framing stopped, where the file goes on.
    pub fn words(&self, stop: Stop) -> (usize, String) {
        let here = match stop {
            Stop::End => (self.scanner.at(), "a value was expected".to_owned()),
            Stop::Open(at, bracket) => (at, format!("the {bracket} in line {} is not closed", self.places.line(at))),
            Stop::Unclosed(Unclosed { at, is_comment: true }) => {
                return (at, "this comment is not closed: */ was expected".to_owned());
            }
            Stop::Unclosed(Unclosed { at, is_comment: false }) => (at, UNCLOSED_TEXT.to_owned()),
            Stop::Here(at, problem) => (at, problem),
        };
        self.long_text.map_or(here, |at| (at, UNCLOSED_TEXT.to_owned()))
    }
}

/// The kind of record that a table of that name has.
pub(super) fn table_of(name: &str) -> Option<RecordKind> {
    RecordKind::ALL.iter().copied().find(|kind| kind.table() == name)
}

fn bracket(token: &Token<'_>) -> char {
    token.text.chars().next().unwrap_or('(')
}

fn closing(open: &str) -> &'static str {
    match open {
        "(" => ")",
        "[" => "]",
        _ => "}",
    }
}
