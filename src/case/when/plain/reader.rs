//! Takes tokens from left to right. Every step takes a place and gives what was found there with the place behind it.

use super::tokens::{Token, What, tokens};
use super::words::Phrases;

/// A text, taken apart.
pub(super) struct Reader<'a> {
    pub text: &'a str,
    tokens: Vec<Token>,
}

/// What stands at a place, and the place behind it.
pub(super) type Step<T> = Option<(T, usize)>;

impl<'a> Reader<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, tokens: tokens(text) }
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The token at a place.
    pub fn what(&self, at: usize) -> Option<&What> {
        self.tokens.get(at).map(|token| &token.what)
    }

    /// Where the token at a place begins, in bytes; the text's end behind the last one.
    pub fn start(&self, at: usize) -> usize {
        self.tokens.get(at).map_or(self.text.len(), |token| token.start)
    }

    /// Where the token before a place ends, in bytes.
    pub fn end_before(&self, at: usize) -> usize {
        at.checked_sub(1).and_then(|at| self.tokens.get(at)).map_or(0, |token| token.end)
    }

    /// The first place that begins at this byte or behind it.
    pub fn place_of(&self, byte: usize) -> usize {
        self.tokens.partition_point(|token| token.start < byte)
    }

    /// Whether nothing stands between the token at a place and the next one.
    pub fn is_joined(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.end == self.start(at + 1))
    }

    /// The place behind a sign, or the same place where there is none.
    pub fn past_sign(&self, at: usize, signs: &[char]) -> usize {
        at + usize::from(self.is_sign(at, signs))
    }

    /// Whether one of these signs stands there.
    pub fn is_sign(&self, at: usize, signs: &[char]) -> bool {
        matches!(self.what(at), Some(What::Sign(sign)) if signs.contains(sign))
    }

    /// The place behind as many of these words as there are.
    pub fn past_words(&self, at: usize, words: &[&str]) -> usize {
        let is_one = |at: usize| matches!(self.what(at), Some(What::Word(word)) if words.contains(&word.as_str()));
        (at..self.len()).find(|&at| !is_one(at)).unwrap_or_else(|| self.len().max(at))
    }

    /// The longest of these phrases that stands there. Hyphens between words may stand or not.
    pub fn phrase<T: Copy>(&self, at: usize, phrases: &Phrases<T>) -> Step<T> {
        let found = phrases.iter().filter_map(|&(phrase, means)| Some((means, self.past_phrase(at, phrase)?)));
        found.max_by_key(|&(_, behind)| behind)
    }

    /// The place behind any of these phrases.
    pub fn any(&self, at: usize, phrases: &[&str]) -> Option<usize> {
        phrases.iter().filter_map(|phrase| self.past_phrase(at, phrase)).max()
    }

    fn past_phrase(&self, at: usize, phrase: &str) -> Option<usize> {
        phrase.split(' ').try_fold(at, |at, word| {
            let at = if self.is_word(at, word) { at } else { self.past_sign(at, &['-']) };
            self.is_word(at, word).then_some(at + 1)
        })
    }

    fn is_word(&self, at: usize, word: &str) -> bool {
        matches!(self.what(at), Some(What::Word(there)) if there == word)
    }

    /// The number at a place, no ordinal, of so many digits at most.
    pub fn number(&self, at: usize, most: usize) -> Step<i64> {
        match self.what(at) {
            Some(&What::Number { value, digits, is_ordinal: false }) if digits <= most => Some((value, at + 1)),
            _ => None,
        }
    }

    /// Four digits.
    pub fn year(&self, at: usize) -> Step<i64> {
        match self.what(at) {
            Some(&What::Number { value, digits: 4, is_ordinal: false }) => Some((value, at + 1)),
            _ => None,
        }
    }
}
