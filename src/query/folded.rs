//! Texts for comparison: when two names, or two origins, are one, and what a search looks at.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// A name for comparison: composed (NFC), without differences of case and with single spaces.
///
/// Upper case first, then lower, comes close to full case folding: ß is ss, and both forms of sigma are one.
pub(super) fn folded(name: &str) -> String {
    let mut spaced = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !spaced.is_empty() {
            spaced.push(' ');
        }
        spaced.push_str(word);
    }
    if spaced.is_ascii() {
        spaced.make_ascii_lowercase();
        return spaced;
    }
    let upper: String = spaced.nfc().flat_map(char::to_uppercase).collect();
    upper.chars().flat_map(char::to_lowercase).nfc().collect()
}

/// A text for searching: lower case, without accents, and in Latin letters, so that "Joao" finds "João" and "Putin" finds
/// "Путин". Letters of other scripts are transliterated as the crate `any_ascii` does.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for letter in text.nfd().filter(|&letter| !is_combining_mark(letter)) {
        if letter.is_ascii() {
            folded.push(letter.to_ascii_lowercase());
        } else {
            folded.extend(any_ascii::any_ascii_char(letter).chars().map(|letter| letter.to_ascii_lowercase()));
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_spaces_and_composition_make_no_difference() {
        let check = |one: &str, other: &str, is_one: bool| assert_eq!(folded(one) == folded(other), is_one, "{one}");
        check("A  wire", " a WIRE ", true);
        check("E\u{301}tat", "état", true);
        check("Straße", "STRASSE", true);
        check("Etat", "État", false);
    }

    #[test]
    fn a_search_needs_no_accents_and_no_other_script() {
        let check = |text: &str, expected: &str| assert_eq!(fold(text), expected, "{text}");
        check("João Bernardo “Nino” Vieira", "joao bernardo \"nino\" vieira");
        check("Straße, Łódź, Ærø", "strasse, lodz, aero");
        check("Путин", "putin");
        check("القذافي", "lqdhfy");
    }
}
