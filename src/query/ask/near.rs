//! What was perhaps meant: the nearest of some words.

use crate::query::folded::fold;

/// The nearest of some words to one that is none of them: one that it begins, or one that few letters make of it.
pub(in crate::query) fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = fold(word).chars().collect();
    let most = (word.len() / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let other: Vec<char> = fold(candidate).chars().collect();
        let is_begun = word.len() >= 2 && other.starts_with(&word);
        let far = if is_begun { 0 } else { distance(&word, &other, most) };
        if far <= most && best.is_none_or(|(least, _)| far < least) {
            best = Some((far, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// How many letters have to be put in, taken out or changed, two neighbours changing places being one; more than `most`
/// where it is clear early that it is more.
fn distance(one: &[char], other: &[char], most: usize) -> usize {
    if one.len().abs_diff(other.len()) > most {
        return most + 1;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (row, &letter) in one.iter().enumerate() {
        let mut next = vec![row + 1];
        for (column, &theirs) in other.iter().enumerate() {
            let at = |line: &[usize], place: usize| line.get(place).copied().unwrap_or(usize::MAX / 2);
            let mut steps = (at(&last, column) + usize::from(letter != theirs))
                .min(at(&last, column + 1) + 1)
                .min(at(&next, column) + 1);
            let is_swapped =
                row > 0 && column > 0 && one.get(row - 1) == Some(&theirs) && other.get(column - 1) == Some(&letter);
            if is_swapped {
                steps = steps.min(at(&before, column - 1) + 1);
            }
            next.push(steps);
        }
        before = std::mem::replace(&mut last, next);
    }
    last.last().copied().unwrap_or(most + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, expected: Option<&str>) {
        let words = ["kind", "actor", "theme", "place", "mission", "DT", "seizure", "coup attempt"];
        assert_eq!(nearest(word, words), expected, "{word}");
    }

    #[test]
    fn what_few_letters_make_another_word_is_near_it() {
        check("knd", Some("kind"));
        check("acotr", Some("actor"));
        check("thème", Some("theme"));
        check("DX", Some("DT"));
        check("sei", Some("seizure"));
        check("coup", Some("coup attempt"));
        check("zebra", None);
        check("", None);
    }
}
