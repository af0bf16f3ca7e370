//! When two names, or two origins, are one.

use unicode_normalization::UnicodeNormalization as _;

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
}
