//! What one cell of a table says.

use crate::case::Level;
use crate::query::folded::fold;

/// How marks are meant in a table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    /// For what level a plain mark stands.
    pub mark: Level,
    /// Whether `x` is the letter of a level, as others are.
    pub has_letters: bool,
}

/// What a cell says: levels, a remark, and signs of footnotes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks {
    pub levels: Vec<Level>,
    pub note: String,
    pub footnotes: Vec<String>,
    /// Whether a plain mark is among them.
    pub is_mark: bool,
}

/// What a cell says; `None` where it cannot be read.
pub(super) fn read(text: &str, style: Style) -> Option<Marks> {
    let mut marks = Marks::default();
    let rest = without_remarks(of_level(text.trim()), &mut marks);
    let rest = without_signs(&rest, &mut marks);
    if is_blank(&rest) {
        // A remark alone claims nothing, and is no blank either.
        return marks.note.is_empty().then(Marks::default);
    }
    for part in rest.split([',', ';', '/', '&', '+', '\n']).map(str::trim).filter(|part| !part.is_empty()) {
        let is_mark = is_mark(part, style.has_letters);
        let level = if is_mark { style.mark } else { level(part)? };
        marks.is_mark |= is_mark;
        if !marks.levels.contains(&level) {
            marks.levels.push(level);
        }
    }
    // All that stood there were signs.
    (!marks.levels.is_empty()).then_some(marks)
}

/// Whether a cell is the letter of a level and of nothing else: then `x` is one, too.
pub(super) fn is_letter(text: &str) -> bool {
    let text = text.trim();
    Level::ALL.iter().any(|&level| level != Level::Excluded && level.letter().eq_ignore_ascii_case(text))
}

/// The level that a word names: by its name, by no less than its first three letters, or by its letter.
pub(super) fn level(word: &str) -> Option<Level> {
    let word = fold(word.trim().trim_end_matches('.'));
    let is_meant = |level: &&Level| {
        let is_begun = word.len() >= 3 && level.label().starts_with(word.as_str());
        is_begun || level.letter().eq_ignore_ascii_case(&word)
    };
    Level::ALL.iter().find(is_meant).copied()
}

fn is_mark(word: &str, has_letters: bool) -> bool {
    const MARKS: [&str; 14] = ["✓", "✔", "☑", "☒", "●", "•", "■", "⬛", "yes", "y", "oui", "true", "1", "×"];
    let word = word.to_lowercase();
    MARKS.contains(&word.as_str()) || (word == "x" && !has_letters)
}

/// Words for nothing. What our own sheets say of empty cells is among them.
fn is_blank(text: &str) -> bool {
    let word = fold(text);
    let words = ["", "-", "--", ".", "0", "no", "non", "none", "nil", "n/a", "na", "?", "blank", "empty", "false"];
    let begins = ["surveyed", "not surveyed", "there are claims, but none", "no incident", "no activity", "no staff"];
    words.contains(&word.as_str())
        || text.chars().all(|letter| matches!(letter, '-' | '–' | '—' | '·' | '…' | '▨' | '☐' | '?' | '.'))
        || begins.iter().any(|begin| word.starts_with(begin))
}

/// Of a sheet that tells more than levels, the level.
fn of_level(text: &str) -> &str {
    let ends = [". Finding: ", ". incidents: ", ". No incident in the case"];
    let end = ends.iter().filter_map(|end| text.find(end)).min();
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

/// Takes what stands in brackets out: a number is the sign of a footnote, our own remarks say nothing of the claim, and
/// all else is a remark of the source.
fn without_remarks(text: &str, marks: &mut Marks) -> String {
    let mut rest = String::new();
    let mut depth = 0_usize;
    let mut inner = String::new();
    for letter in text.chars() {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    take_remark(std::mem::take(&mut inner).trim(), marks);
                }
            }
            letter if depth > 0 => inner.push(letter),
            letter => rest.push(letter),
        }
    }
    // A bracket that nothing closes is text.
    if depth > 0 {
        rest.push('(');
        rest.push_str(&inner);
    }
    rest
}

fn take_remark(inner: &str, marks: &mut Marks) {
    const OWN: [&str; 3] = ["possibly", "unsourced", "attested for another date"];
    let is_own = inner.split(',').all(|part| OWN.contains(&part.trim()));
    if inner.is_empty() || is_own {
        return;
    }
    if inner.chars().all(|letter| letter.is_ascii_digit()) {
        marks.footnotes.push(inner.to_owned());
    } else if marks.note.is_empty() {
        inner.clone_into(&mut marks.note);
    } else {
        marks.note = format!("{}; {inner}", marks.note);
    }
}

/// Takes signs out that say nothing of the claim: those of footnotes, and those of our own sheets beside the word.
fn without_signs(text: &str, marks: &mut Marks) -> String {
    let text = text.replace(", attested for another date", "");
    let is_count = |word: &&str| {
        let number = word.trim_start_matches(['×', '●', '○', '?', '▪', '◆', '▫', '◇']);
        !number.is_empty() && number.len() < word.len() && number.chars().all(|letter| letter.is_ascii_digit())
    };
    let is_remark = |word: &&str| is_count(word) || ["┄", "⚠", "⚙", "⚙?"].contains(word);
    let words: Vec<&str> = without_findings(&text).into_iter().filter(|word| !is_remark(word)).collect();
    let has_words = words.iter().any(|word| word.chars().any(char::is_alphabetic));
    let is_sign = |word: &&str| has_words && ["■", "□", "◧", "⬤", "◎", "⌕", "✕", "▨"].contains(word);
    let mut rest: Vec<String> = Vec::new();
    for word in words.into_iter().filter(|word| !is_sign(word)) {
        let bare = word.trim_end_matches(is_footnote);
        marks
            .footnotes
            .extend(word.get(bare.len()..).unwrap_or_default().chars().map(|letter| footnote(letter).to_string()));
        let bare = if bare.len() > 1 { bare.trim_end_matches('?') } else { bare };
        rest.extend((!bare.is_empty()).then(|| bare.to_owned()));
    }
    rest.join(" ")
}

/// The words of a text without what our own sheets say of a finding beside a level: its sign, and the word after it.
fn without_findings(text: &str) -> Vec<&str> {
    const FINDINGS: [&str; 6] = ["▲", "△", "✔", "✓", "▮▮", "▯▯"];
    const SAID: [&str; 6] = ["gap", "gap?", "both", "both?", "dorm.", "dorm.?"];
    let mut words: Vec<&str> = Vec::new();
    for word in text.split_whitespace() {
        let is_told = SAID.contains(&word) && words.last().is_some_and(|last| FINDINGS.contains(last));
        if is_told {
            let _sign = words.pop();
        } else {
            words.push(word);
        }
    }
    words
}

/// Whether a letter is the sign of a footnote.
pub(super) fn is_footnote(letter: char) -> bool {
    matches!(letter, '*' | '†' | '‡' | '¹' | '²' | '³' | '⁴'..='⁹')
}

/// The sign of a footnote as it is looked up: a raised digit as a digit.
fn footnote(letter: char) -> char {
    match letter {
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴'..='⁹' => char::from(b'4' + (u32::from(letter) - u32::from('⁴')) as u8),
        letter => letter,
    }
}

/// The footnote that a line below a table is: its sign, and its text.
pub(super) fn footnote_line(line: &str) -> Option<(String, &str)> {
    let line = line.trim();
    let first = line.chars().next()?;
    let rest = line.get(first.len_utf8()..).unwrap_or_default();
    if is_footnote(first) {
        return Some((footnote(first).to_string(), rest.trim()));
    }
    let (sign, text) = line.strip_prefix(['[', '('])?.split_once([']', ')'])?;
    let is_number = !sign.is_empty() && sign.chars().all(|letter| letter.is_ascii_digit());
    is_number.then(|| (sign.to_owned(), text.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use Level::{Active, Excluded, Mandated, Requested};

    fn check(text: &str, has_letters: bool, expected: Option<(&[Level], &str, &[&str])>) {
        let marks = read(text, Style { mark: Mandated, has_letters });
        let footnotes = |marks: &Marks| marks.footnotes.join(" ");
        let found = marks.as_ref().map(|marks| (marks.levels.as_slice(), marks.note.as_str(), footnotes(marks)));
        assert_eq!(found, expected.map(|(levels, note, signs)| (levels, note, signs.join(" "))), "{text:?}");
    }

    #[test]
    fn marks_and_levels_are_read() {
        for text in ["x", "X", " x ", "✓", "✔", "●", "■", "yes", "Y", "1", "mandated", "Mand.", "m", "M", "mandat"]
        {
            check(text, false, Some((&[Mandated], "", &[])));
        }
        check("X", true, Some((&[Excluded], "", &[])));
        check("a", true, Some((&[Active], "", &[])));
        check("requested; active", false, Some((&[Requested, Active], "", &[])));
        check("M/A", true, Some((&[Mandated, Active], "", &[])));
    }

    #[test]
    fn blanks_claim_nothing() {
        for text in
            ["", " ", "-", "–", "—", "·", "no", "None", "0", "n/a", "?", "▨", "Surveyed for 2011-07, and nothing found"]
        {
            check(text, false, Some((&[], "", &[])));
        }
    }

    #[test]
    fn remarks_and_footnotes_are_kept() {
        check("x (since 2010)", false, Some((&[Mandated], "since 2010", &[])));
        check("active [by request] (limited)", false, Some((&[Active], "by request; limited", &[])));
        check("x¹", false, Some((&[Mandated], "", &["1"])));
        check("x*†", false, Some((&[Mandated], "", &["*", "†"])));
        check("x [2]", false, Some((&[Mandated], "", &["2"])));
    }

    #[test]
    fn what_our_own_sheets_say_is_read_again() {
        check("■ mand.", false, Some((&[Mandated], "", &[])));
        check("■ mand.?* ×2 ⚠ ●3 ○1 ?2 ┄", false, Some((&[Mandated], "", &["*"])));
        check("⬤ act.\n●3 ┄", false, Some((&[Active], "", &[])));
        check("▨ ○2 ┄", false, Some((&[], "", &[])));
        check("mandated (possibly, unsourced), active", false, Some((&[Mandated, Active], "", &[])));
        check("active. incidents: 2 + 1 inferred", false, Some((&[Active], "", &[])));
        check("✕ excl.", false, Some((&[Excluded], "", &[])));
        check("■ mand.?* ×2 ⚠ ▲ gap ⚙?\n●3 ┄\n▪1 ◇2", false, Some((&[Mandated], "", &["*"])));
        check("– △ gap?\n?2", false, Some((&[], "", &[])));
        check("✓ both?", false, Some((&[], "", &[])));
        let all = "mandated (unsourced). Finding: mandated and evidenced: 1 incident, and it is mandated. incidents: 1";
        check(all, false, Some((&[Mandated], "", &[])));
    }

    #[test]
    fn what_is_no_mark_is_a_fault() {
        for text in ["see annex", "2", "x since 2010", "(only a remark)", "○", "maybe", "x (", "active mission"] {
            check(text, false, None);
        }
    }
}
