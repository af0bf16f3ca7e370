//! Which stretch of a file is which field and which record: brackets are matched, nothing is interpreted.
//!
//! A record whose brackets or quotation marks do not match is reported; framing goes on at the next line that opens a
//! record at the same indent, so that one damaged record does not hide the next. The scan is iterative and brackets are
//! nested 64 deep at most.

use std::ops::Range;

use crate::case::RecordKind;

use super::damage::{Damage, MOST, ReadError, line_and_column};
use super::scan::{Kind, Scanner, Token, Unclosed, slice};

/// Brackets may be nested so deep.
const DEPTH: usize = 64;

/// A file cut into fields.
#[derive(Debug, Default)]
pub(super) struct Frame<'a> {
    pub fields: Vec<Field<'a>>,
    pub damages: Vec<Damage>,
}

/// One field of the file; a table has entries as well.
#[derive(Debug)]
pub(super) struct Field<'a> {
    pub name: &'a str,
    pub at: usize,
    pub value: Range<usize>,
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

/// Why framing cannot go on where it is.
enum Stop {
    /// The text ends too early.
    End,
    /// Something does not match here.
    Here(usize, String),
}

impl From<Unclosed> for Stop {
    fn from(unclosed: Unclosed) -> Self {
        if unclosed.is_comment {
            Self::Here(unclosed.at, "this comment is not closed: */ was expected".to_owned())
        } else {
            Self::Here(unclosed.at, UNCLOSED_TEXT.to_owned())
        }
    }
}

const UNCLOSED_TEXT: &str = "the text that begins here is not closed: a quotation mark was expected";

struct Framer<'a> {
    text: &'a str,
    scanner: Scanner<'a>,
    frame: Frame<'a>,
    /// What is being read: "header", "incident inc-…".
    inside: String,
    /// Where the first text of the record begins that runs over the end of a line: if anything is wrong afterwards, its
    /// quotation mark is missing, since we write none that does.
    long_text: Option<usize>,
}

/// Cuts a file into its fields and records.
pub(super) fn frame(text: &str) -> Result<Frame<'_>, ReadError> {
    let mut framer = Framer {
        text,
        scanner: Scanner::new(text),
        frame: Frame::default(),
        inside: "header".to_owned(),
        long_text: None,
    };
    framer.open()?;
    match framer.fields() {
        Ok(()) => {}
        Err(Stop::Here(at, problem)) => framer.damage(at, problem),
        Err(Stop::End) if framer.frame.damages.is_empty() => {
            let (line, _) = line_and_column(text, text.trim_end().len());
            return Err(ReadError::Truncated { inside: framer.inside, line });
        }
        Err(Stop::End) => framer.damage(text.trim_end().len(), "the file ends here: its end is missing".to_owned()),
    }
    Ok(framer.frame)
}

impl<'a> Framer<'a> {
    fn open(&mut self) -> Result<(), ReadError> {
        let mut first = self.scanner.next();
        if matches!(first, Ok(Some(Token { kind: Kind::Word, .. }))) {
            first = self.scanner.next();
        }
        match first {
            Ok(Some(Token { text: "(", .. })) => Ok(()),
            Ok(token) => {
                let (line, _) = line_and_column(self.text, token.map_or(0, |token| token.at));
                Err(ReadError::NotACase { reason: "it does not begin with an opening bracket (".to_owned(), line })
            }
            Err(unclosed) => {
                let (line, _) = line_and_column(self.text, unclosed.at);
                Err(ReadError::NotACase { reason: "it begins with a comment that is not closed".to_owned(), line })
            }
        }
    }

    fn fields(&mut self) -> Result<(), Stop> {
        while let Some(name) = self.name()? {
            "header".clone_into(&mut self.inside);
            let table = RecordKind::ALL.iter().copied().find(|kind| kind.table() == name.text);
            let first = self.scanner.peek()?.ok_or(Stop::End)?;
            let mut entries = Vec::new();
            if let Some(kind) = table
                && first.text == "{"
            {
                entries = self.entries(kind)?;
            } else {
                self.value(None)?;
            }
            let value = first.at..self.end_of_last();
            self.frame.fields.push(Field { name: name.text, at: name.at, value, table, entries });
            self.comma(")")?;
        }
        match self.scanner.next()? {
            None => Ok(()),
            Some(token) => Err(Stop::Here(token.at, "the case has ended, but text follows".to_owned())),
        }
    }

    /// The next field's name with its colon; `None` at the closing bracket.
    fn name(&mut self) -> Result<Option<Token<'a>>, Stop> {
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

    fn entries(&mut self, kind: RecordKind) -> Result<Vec<Entry<'a>>, Stop> {
        let mut entries = Vec::new();
        self.scanner.next()?;
        loop {
            let id = self.scanner.next()?.ok_or(Stop::End)?;
            if id.text == "}" {
                return Ok(entries);
            }
            let indent = self.indent(id.at);
            self.long_text = None;
            match self.entry(kind, id, indent) {
                Ok(entry) => entries.push(entry),
                Err(Stop::End) if self.resumption(id.end(), indent).is_none() => return Err(Stop::End),
                Err(stop) => self.resume(id, indent, stop)?,
            }
            "header".clone_into(&mut self.inside);
        }
    }

    fn entry(&mut self, kind: RecordKind, id: Token<'a>, indent: Option<usize>) -> Result<Entry<'a>, Stop> {
        let quoted = id.text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
        let Some(name) = quoted else {
            return Err(Stop::Here(
                id.at,
                format!("the id of a record of {} was expected, in quotation marks", kind.plural()),
            ));
        };
        self.inside = format!("{} {name}", kind.label());
        let colon = self.scanner.next()?.ok_or(Stop::End)?;
        if colon.kind != Kind::Colon {
            return Err(Stop::Here(colon.at, "a colon was expected after the id".to_owned()));
        }
        let first = self.scanner.peek()?.ok_or(Stop::End)?;
        self.value(indent)?;
        let value = first.at..self.end_of_last();
        self.comma("}")?;
        Ok(Entry { id: name, at: id.at, value })
    }

    /// Skips one value: up to the comma or closing bracket that ends it.
    fn value(&mut self, indent: Option<usize>) -> Result<(), Stop> {
        let mut open: Vec<Token<'a>> = Vec::new();
        loop {
            let token = self.scanner.peek()?.ok_or(Stop::End)?;
            if open.is_empty() && matches!(token.kind, Kind::Comma | Kind::Close) {
                return Ok(());
            }
            self.check_line(token, indent, open.last())?;
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

    fn check_pair(&self, open: Option<Token<'a>>, close: Token<'a>) -> Result<(), Stop> {
        let Some(open) = open else { return Ok(()) };
        if closing(open.text) == close.text {
            return Ok(());
        }
        let line = self.line(open.at);
        let problem = format!(
            "{} was expected here instead of {}, for the {} in line {line}",
            closing(open.text),
            close.text,
            open.text
        );
        Err(Stop::Here(close.at, problem))
    }

    /// A line that opens the next record must not come while this one is open, nor inside a text.
    fn check_line(&self, token: Token<'a>, indent: Option<usize>, open: Option<&Token<'a>>) -> Result<(), Stop> {
        if token.kind != Kind::Text || indent.is_none() {
            return Ok(());
        }
        if self.opens_record(token.at, indent) {
            return Err(open.map_or_else(
                || Stop::Here(token.at, "a comma was expected before this record".to_owned()),
                |open| {
                    let line = self.line(open.at);
                    Stop::Here(
                        open.at,
                        format!("the {} in line {line} is not closed before the next record", open.text),
                    )
                },
            ));
        }
        let lines = token.text.match_indices('\n').map(|(at, _)| token.at + at + 1);
        let mut starts = lines.map(|start| start + indent.unwrap_or_default());
        if starts.any(|at| self.opens_record(at, indent)) {
            return Err(Stop::Here(token.at, UNCLOSED_TEXT.to_owned()));
        }
        Ok(())
    }

    fn comma(&mut self, close: &str) -> Result<(), Stop> {
        let token = self.scanner.peek()?.ok_or(Stop::End)?;
        if token.kind == Kind::Comma {
            self.scanner.go_to(token.end());
        } else if token.text != close {
            return Err(Stop::Here(token.at, format!("a comma or {close} was expected instead of {}", token.text)));
        }
        Ok(())
    }

    /// Reports what stopped a record and goes on at the next one, or at the end of the table.
    fn resume(&mut self, id: Token<'a>, indent: Option<usize>, stop: Stop) -> Result<(), Stop> {
        let (at, problem) = match (stop, self.long_text) {
            (Stop::Here(..), Some(at)) => (at, UNCLOSED_TEXT.to_owned()),
            (Stop::Here(at, problem), None) => (at, problem),
            (Stop::End, _) => (id.at, "the record is not closed".to_owned()),
        };
        match self.resumption(id.end(), indent) {
            Some(next) => {
                self.damage(at, problem);
                self.scanner.go_to(next);
                Ok(())
            }
            None if problem == UNCLOSED_TEXT => Err(Stop::End),
            None => Err(Stop::Here(at, problem)),
        }
    }

    /// Where the next record opens at that indent, or the table ends.
    fn resumption(&self, from: usize, indent: Option<usize>) -> Option<usize> {
        let indent = indent?;
        let rest = slice(self.text, from, self.text.len());
        rest.match_indices('\n').map(|(at, _)| from + at + 1).find_map(|start| {
            let line = slice(self.text, start, self.text.len());
            let spaces = line.bytes().take_while(|&byte| byte == b' ').count();
            let ends_table = spaces < indent && line.as_bytes().get(spaces) == Some(&b'}');
            (ends_table || self.opens_record(start + indent, Some(indent))).then_some(start + spaces)
        })
    }

    /// Spaces before that offset, if the line has nothing else there.
    fn indent(&self, at: usize) -> Option<usize> {
        // Only the spaces are walked back over: a line may be megabytes long.
        let before = slice(self.text, 0, at);
        let rest = before.trim_end_matches(' ');
        (rest.is_empty() || rest.ends_with('\n')).then_some(before.len() - rest.len())
    }

    /// Whether a line of that indent has `"abc-000000000000": (` at the offset.
    fn opens_record(&self, at: usize, indent: Option<usize>) -> bool {
        let rest = slice(self.text, at, self.text.len());
        let Some((id, rest)) = rest.strip_prefix('"').and_then(|rest| rest.split_at_checked(16)) else { return false };
        let is_id = id.bytes().enumerate().all(|(place, byte)| match place {
            0..3 => byte.is_ascii_lowercase(),
            3 => byte == b'-',
            _ => byte.is_ascii_alphanumeric(),
        });
        is_id && rest.starts_with("\": (") && indent.is_some() && self.indent(at) == indent
    }

    /// Where the last token that was taken ends.
    fn end_of_last(&self) -> usize {
        self.scanner.at()
    }

    /// The line of an offset; not counted once there are more damages than are told, which would take for ever.
    fn line(&self, at: usize) -> usize {
        if self.frame.damages.len() < MOST { line_and_column(self.text, at).0 } else { 0 }
    }

    fn damage(&mut self, at: usize, problem: String) {
        if self.frame.damages.len() >= MOST {
            return;
        }
        let (line, column) = line_and_column(self.text, at);
        let record = self.inside.clone();
        self.frame.damages.push(Damage::new((line, column), record, String::new(), problem));
    }
}

fn closing(open: &str) -> &'static str {
    match open {
        "(" => ")",
        "[" => "]",
        _ => "}",
    }
}
