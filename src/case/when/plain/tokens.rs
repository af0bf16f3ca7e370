//! A text taken apart: numbers, words without case and accents, signs, and quoted titles.

use unicode_normalization::UnicodeNormalization as _;

/// A piece of the text, and where it stands there, in bytes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub what: What,
    pub start: usize,
    pub end: usize,
}

/// What a token is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum What {
    /// Digits; an ordinal such as `1er` or `2nd` has letters behind them.
    Number { value: i64, digits: usize, is_ordinal: bool },
    /// `1990s`.
    Decade(i64),
    /// Letters, or letters and digits, in lower case and without accents.
    Word(String),
    /// Any other character; every dash is `-`.
    Sign(char),
    /// What stands in quotation marks; the closing one may be missing at the end of the text.
    Quote(String),
}

/// The letters that follow the digits of an ordinal, in English and French.
const ORDINALS: &[&str] = &["st", "nd", "rd", "th", "er", "re", "e", "eme"];

/// Takes a text apart. Apostrophes only divide.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let (length, what) = next(rest);
        found.extend(what.map(|what| Token { what, start: at, end: at + length }));
        at += length;
    }
    found
}

/// How long the next piece is, and what it is, unless it only divides.
fn next(rest: &str) -> (usize, Option<What>) {
    let Some(first) = rest.chars().next() else { return (0, None) };
    if let Some(close) = closing(first) {
        let inside = rest.get(first.len_utf8()..).unwrap_or_default();
        let (title, end) = match inside.find(close) {
            Some(end) => (inside.get(..end).unwrap_or_default(), end + close.len_utf8()),
            None => (inside, inside.len()),
        };
        return (first.len_utf8() + end, Some(What::Quote(title.trim().to_owned())));
    }
    if first.is_alphanumeric() {
        let length = rest.find(|letter: char| !letter.is_alphanumeric() && !is_mark(letter)).unwrap_or(rest.len());
        return (length, Some(word(&fold(rest.get(..length).unwrap_or_default()))));
    }
    let what = match first {
        '\'' | '’' => None,
        '–' | '—' | '‑' | '−' => Some(What::Sign('-')),
        white if white.is_whitespace() => None,
        sign => Some(What::Sign(sign)),
    };
    (first.len_utf8(), what)
}

const fn closing(first: char) -> Option<char> {
    match first {
        '«' => Some('»'),
        '“' => Some('”'),
        '„' => Some('“'),
        '"' => Some('"'),
        _ => None,
    }
}

fn word(folded: &str) -> What {
    let digits = folded.bytes().take_while(u8::is_ascii_digit).count();
    let (number, letters) = folded.split_at_checked(digits).unwrap_or(("", folded));
    let Some(value) = number.parse().ok().filter(|_| digits <= 9) else { return What::Word(folded.to_owned()) };
    match letters {
        "" => What::Number { value, digits, is_ordinal: false },
        "s" if digits == 4 && value % 10 == 0 => What::Decade(value),
        letters if ORDINALS.contains(&letters) => What::Number { value, digits, is_ordinal: true },
        _ => What::Word(folded.to_owned()),
    }
}

/// Lower case without accents.
pub(super) fn fold(text: &str) -> String {
    text.nfd().filter(|&letter| !is_mark(letter)).flat_map(char::to_lowercase).collect()
}

const fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[What]) {
        let found: Vec<What> = tokens(text).into_iter().map(|token| token.what).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_text_is_numbers_words_signs_and_titles() {
        let number = |value, digits, is_ordinal| What::Number { value, digits, is_ordinal };
        let word = |word: &str| What::Word(word.to_owned());
        check("2nd MARCH, 2009", &[number(2, 1, true), word("march"), What::Sign(','), number(2009, 4, false)]);
        check("1er août", &[number(1, 1, true), word("aout")]);
        check("the 1990s", &[word("the"), What::Decade(1990)]);
        check("jusqu’à mi–mai", &[word("jusqu"), word("a"), word("mi"), What::Sign('-'), word("mai")]);
        check("après «PM held» .", &[word("apres"), What::Quote("PM held".to_owned()), What::Sign('.')]);
        check("after \"PM he", &[word("after"), What::Quote("PM he".to_owned())]);
        check("Q1 12345678901", &[word("q1"), word("12345678901")]);
    }

    #[test]
    fn every_token_says_where_it_stands() {
        let text = "début 2009";
        let places: Vec<&str> = tokens(text).iter().map(|token| &text[token.start..token.end]).collect();
        assert_eq!(places, ["début", "2009"]);
    }
}
