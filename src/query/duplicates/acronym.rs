//! Whether letters stand for words: "UNODC" for "United Nations Office on Drugs and Crime".

use super::name::Word;

/// How surely letters stand for words; 0 where they do not.
///
/// The letters are taken from the beginnings of the words in turn. Little words may give none, one other word of many may
/// be passed over, and a word may give several, as "Bissau" does in UNIOGBIS.
pub(super) fn stands_for(letters: &str, words: &[&Word]) -> f64 {
    let says = |word: &Word| word.common.is_none_or(|common| common.weight > 0.0);
    let telling: Vec<&Word> = words.iter().copied().filter(|word| says(word)).collect();
    if letters.len() < 2 || telling.len() < 2 || !letters.bytes().all(|letter| letter.is_ascii_lowercase()) {
        return 0.0;
    }
    let initials = |words: &[&Word]| words.iter().filter_map(|word| word.text.chars().next()).collect::<String>();
    if initials(&telling) == letters || initials(words) == letters {
        return if letters.len() > 2 { 0.9 } else { 0.7 };
    }
    let passed = usize::from(telling.len() > 4);
    if letters.len() > 3 && fits(letters, &telling, passed) { 0.75 } else { 0.0 }
}

/// The letters with which those that stand for words may begin.
pub(super) fn first_letters(words: &[Word]) -> impl Iterator<Item = char> {
    let says = |word: &&Word| word.common.is_none_or(|common| common.weight > 0.0);
    let telling = words.iter().filter(says).take(2);
    words.iter().take(1).chain(telling).filter_map(|word| word.text.chars().next())
}

/// Whether the letters can be taken from the beginnings of all words, but for as many as may be passed over.
fn fits(letters: &str, words: &[&Word], passed: usize) -> bool {
    let Some((word, rest)) = words.split_first() else { return letters.is_empty() };
    let common = word.text.bytes().zip(letters.bytes()).take(3).take_while(|(one, other)| one == other).count();
    let taken = (1..=common).rev().any(|count| fits(letters.get(count..).unwrap_or_default(), rest, passed));
    taken || (passed > 0 && fits(letters, rest, passed - 1))
}
