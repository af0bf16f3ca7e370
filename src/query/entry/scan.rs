//! A line taken apart: what signs introduce, and the plain text between.

use std::ops::Range;

/// A stretch of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Plain text.
    Text(Range<usize>),
    /// What a sign introduces.
    Tag(Tag),
}

/// A sign with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tag {
    /// `@`, `+`, `#`, `!`, `^`, or `?` for the whole incident.
    pub sign: char,
    /// All of it.
    pub span: Range<usize>,
    /// The name without its sign and quotation marks.
    pub name: String,
    /// Where the name stands, with its quotation marks.
    pub name_span: Range<usize>,
    /// Whether the name stood in quotation marks: it is meant as it stands.
    pub is_quoted: bool,
    /// The role behind `:`.
    pub role: String,
    /// Where the role stands, with its quotation marks.
    pub role_span: Range<usize>,
    /// How much is doubted: `?` once is 1, twice is 2.
    pub doubt: u8,
    /// Who says so, behind `?`; `-` where the source names nobody.
    pub by: String,
    /// Where that stands.
    pub by_span: Range<usize>,
    /// Whether that stood in quotation marks.
    pub is_by_quoted: bool,
}

pub(super) const SIGNS: [char; 6] = ['@', '+', '#', '!', '^', '?'];

/// Takes a line apart.
pub(super) fn pieces(line: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let (mut at, mut text) = (0, 0);
    let mut is_start = true;
    let mut quote = None;
    while let Some(letter) = line.get(at..).and_then(|rest| rest.chars().next()) {
        if quote.is_none() && is_start && SIGNS.contains(&letter) && has_name(line, at, letter) {
            pieces.extend((text < at).then_some(Piece::Text(text..at)));
            let tag = tag(line, at, letter);
            (at, text) = (tag.span.end, tag.span.end);
            pieces.push(Piece::Tag(tag));
            continue;
        }
        // Within a quoted title nothing is a sign.
        quote = match quote {
            Some(close) if close == letter => None,
            None => closing(letter),
            open => open,
        };
        is_start = letter.is_whitespace();
        at += letter.len_utf8();
    }
    pieces.extend((text < line.len()).then_some(Piece::Text(text..line.len())));
    pieces
}

/// Whether a name follows the sign, which else is a sign of the text.
fn has_name(line: &str, at: usize, sign: char) -> bool {
    let rest = line.get(at..).unwrap_or_default();
    let next = rest.trim_start_matches(if sign == '?' { '?' } else { '\0' });
    let next = if sign == '?' { next } else { rest.get(sign.len_utf8()..).unwrap_or_default() };
    let first = next.chars().next();
    first.is_some_and(|first| {
        first.is_alphanumeric() || closing(first).is_some() || (first == '-' && "?^".contains(sign))
    })
}

const fn closing(open: char) -> Option<char> {
    match open {
        '"' => Some('"'),
        '“' => Some('”'),
        '«' => Some('»'),
        _ => None,
    }
}

fn tag(line: &str, at: usize, sign: char) -> Tag {
    let mut reader = Reader { line, at };
    let mut tag = Tag {
        sign,
        span: at..at,
        name: String::new(),
        name_span: at..at,
        is_quoted: false,
        role: String::new(),
        role_span: at..at,
        doubt: 0,
        by: String::new(),
        by_span: at..at,
        is_by_quoted: false,
    };
    if sign != '?' {
        reader.at += sign.len_utf8();
        let ends = if sign == '^' { "" } else { ":?,;" };
        let begin = reader.at;
        (tag.name, tag.is_quoted) = reader.name(ends);
        tag.name_span = begin..reader.at;
        if sign == '+' && reader.take(':') {
            let begin = reader.at;
            (tag.role, _) = reader.name("?,;");
            tag.role_span = begin..reader.at;
        }
    }
    if "+#?".contains(sign) {
        while tag.doubt < 2 && reader.take('?') {
            tag.doubt += 1;
        }
        if tag.doubt > 0 && sign != '#' {
            let begin = reader.at;
            (tag.by, tag.is_by_quoted) = reader.name(",;:");
            tag.by_span = begin..reader.at;
        }
    }
    tag.span.end = reader.at;
    tag
}

struct Reader<'a> {
    line: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.line.get(self.at..).unwrap_or_default()
    }

    fn take(&mut self, letter: char) -> bool {
        let is_there = self.rest().starts_with(letter);
        self.at += if is_there { letter.len_utf8() } else { 0 };
        is_there
    }

    /// A name up to white space or one of these letters, or up to the closing quotation mark.
    fn name(&mut self, ends: &str) -> (String, bool) {
        if let Some((open, close)) = self.rest().chars().next().and_then(|open| Some((open, closing(open)?))) {
            self.at += open.len_utf8();
            let rest = self.rest();
            let length = rest.find(close).unwrap_or(rest.len());
            let name = rest.get(..length).unwrap_or_default().trim().to_owned();
            self.at += length;
            let _is_closed = self.take(close);
            return (name, true);
        }
        let rest = self.rest();
        let length = rest.find(|letter: char| letter.is_whitespace() || ends.contains(letter)).unwrap_or(rest.len());
        // A sign at the end belongs to the sentence.
        let name = rest.get(..length).unwrap_or_default().trim_end_matches([',', ';', ':', '.']).to_owned();
        self.at += name.len();
        (name, false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every tag as sign, name, role, doubt and by whom.
    fn check(line: &str, expected: &[(char, &str, &str, u8, &str)]) {
        let pieces = pieces(line);
        let tags: Vec<_> = pieces
            .iter()
            .filter_map(|piece| if let Piece::Tag(tag) = piece { Some(tag) } else { None })
            .map(|tag| (tag.sign, tag.name.as_str(), tag.role.as_str(), tag.doubt, tag.by.as_str()))
            .collect();
        assert_eq!(tags, expected, "{line}");
    }

    #[test]
    fn a_sign_before_a_word_introduces_a_name() {
        check(
            "Shootout @Bissau #drugs +vieira:victim",
            &[('@', "Bissau", "", 0, ""), ('#', "drugs", "", 0, ""), ('+', "vieira", "victim", 0, "")],
        );
        check("+\"João Silva\":leader?police, held", &[('+', "João Silva", "leader", 1, "police")]);
        check("#drugs? +bubo?? ?-", &[('#', "drugs", "", 1, ""), ('+', "bubo", "", 2, ""), ('?', "", "", 1, "-")]);
        check("^S/2011/388 p. 3 B2", &[('^', "S/2011/388", "", 0, "")]);
        check("held +bubo?\"many observers\".", &[('+', "bubo", "", 1, "many observers")]);
    }

    #[test]
    fn signs_within_a_text_stay_text() {
        check("A+B, 3 + 4, what? a@b, C# and R&D!", &[]);
        check("after «PM held @Bissau»", &[]);
        check("+ and # alone", &[]);
    }
}
