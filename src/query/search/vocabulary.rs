//! The words of a text as a search sees them, and the words of a whole case by number.

use crate::query::bits::Bits;
use crate::query::folded::fold;

/// Tells every word of a text: what [`fold`] leaves of it, parted by whatever is neither letter nor digit. Only an
/// apostrophe parts nothing, so that "sanaa" finds "Sana’a".
pub(super) fn each_word(text: &str, tell: &mut dyn FnMut(&str)) {
    for chunk in text.split_whitespace() {
        if chunk.bytes().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit()) {
            tell(chunk);
            continue;
        }
        let mut folded = fold(chunk);
        folded.retain(|letter| letter != '\'');
        folded
            .split(|letter: char| !letter.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty())
            .for_each(&mut *tell);
    }
}

/// What stands before and behind every word in the letters of a vocabulary.
const EDGE: &str = "\n";

/// Different words, numbered in the order in which they came.
#[derive(Clone, Debug)]
pub(super) struct Vocabulary {
    /// All words one after the other, with an edge before the first and behind each.
    letters: String,
    /// Where each word begins.
    starts: Vec<u32>,
    /// An open hash table of words: their number and one, or zero for a free slot. Its length is a power of two.
    slots: Vec<u32>,
}

/// Where in a word a piece has to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum At {
    /// Anywhere.
    Inside,
    /// At its beginning.
    Beginning,
    /// At its end.
    End,
    /// It is the whole word.
    Whole,
}

impl Vocabulary {
    pub fn new() -> Self {
        Self { letters: EDGE.to_owned(), starts: Vec::new(), slots: vec![0; 1 << 10] }
    }

    /// How many words there are.
    pub const fn len(&self) -> usize {
        self.starts.len()
    }

    /// The number of a word, which is added if it is new.
    pub fn number(&mut self, word: &str) -> u32 {
        let slot = match self.slot(word) {
            Ok(number) => return number,
            Err(slot) => slot,
        };
        let number = self.len() as u32;
        self.starts.push(self.letters.len() as u32);
        self.letters.push_str(word);
        self.letters.push_str(EDGE);
        if let Some(free) = self.slots.get_mut(slot) {
            *free = number + 1;
        }
        if self.len() * 2 > self.slots.len() {
            self.grow();
        }
        number
    }

    /// The words that have this piece there, in the order of their numbers.
    pub fn having(&self, piece: &str, at: At) -> Vec<u32> {
        let wanted = match at {
            At::Inside => piece.to_owned(),
            At::Beginning => format!("{EDGE}{piece}"),
            At::End => format!("{piece}{EDGE}"),
            At::Whole => return self.slot(piece).into_iter().collect(),
        };
        let mut found: Vec<u32> = Vec::new();
        let mut number = 0;
        for (at, _) in self.letters.match_indices(&wanted) {
            // An edge before a word counts as its own: it is the place behind it that lies in the word.
            let place = (at + usize::from(wanted.starts_with(EDGE))) as u32;
            while self.starts.get(number).is_some_and(|&start| start <= place) {
                number += 1;
            }
            let word = number.saturating_sub(1) as u32;
            if found.last() != Some(&word) {
                found.push(word);
            }
        }
        found
    }

    /// The number of the word, or the free slot in which it would stand.
    fn slot(&self, word: &str) -> Result<u32, usize> {
        let last = self.slots.len() - 1;
        let mut slot = hash(word) as usize & last;
        loop {
            match self.slots.get(slot) {
                None | Some(0) => return Err(slot),
                Some(&taken) if self.is_word(taken - 1, word) => return Ok(taken - 1),
                Some(_) => slot = (slot + 1) & last,
            }
        }
    }

    fn is_word(&self, number: u32, word: &str) -> bool {
        let Some(&start) = self.starts.get(number as usize) else { return false };
        let rest = self.letters.as_bytes().get(start as usize..).unwrap_or_default();
        rest.starts_with(word.as_bytes()) && rest.get(word.len()) == EDGE.as_bytes().first()
    }

    fn grow(&mut self) {
        let last = self.slots.len() * 2 - 1;
        self.slots = vec![0; last + 1];
        for (number, word) in (1..).zip(self.letters.split(EDGE).skip(1)).take(self.starts.len()) {
            let mut slot = hash(word) as usize & last;
            while self.slots.get(slot).is_some_and(|&taken| taken != 0) {
                slot = (slot + 1) & last;
            }
            if let Some(free) = self.slots.get_mut(slot) {
                *free = number;
            }
        }
    }
}

/// FNV-1a, with its upper bits mixed in: the same on every machine.
fn hash(word: &str) -> u64 {
    let step = |hash: u64, letter: u8| (hash ^ u64::from(letter)).wrapping_mul(0x0100_0000_01b3);
    let hash = word.bytes().fold(0xcbf2_9ce4_8422_2325, step);
    hash ^ (hash >> 32)
}

/// Some words of a vocabulary, as a set.
pub(super) fn set(vocabulary: &Vocabulary, words: &[u32]) -> Bits {
    let mut set = Bits::none(vocabulary.len());
    let _added = set.add_all(words);
    set
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let mut words = Vec::new();
        each_word(text, &mut |word| words.push(word.to_owned()));
        assert_eq!(words, expected, "{text}");
    }

    #[test]
    fn words_are_letters_and_digits_without_accents() {
        check("João Bernardo “Nino” Vieira", &["joao", "bernardo", "nino", "vieira"]);
        check("S/2011/388, paras. 3–4", &["s", "2011", "388", "paras", "3", "4"]);
        check("Sana’a, N'Djamena", &["sanaa", "ndjamena"]);
        check("Путин и 中国", &["putin", "i", "zhongguo"]);
        check(" – … \n", &[]);
    }

    #[test]
    fn a_word_keeps_its_number_however_many_come() {
        let mut vocabulary = Vocabulary::new();
        let words: Vec<String> = (0..5_000_u64).map(|n| format!("w{}", n * 7919 % 5_000)).collect();
        let numbers: Vec<u32> = words.iter().map(|word| vocabulary.number(word)).collect();
        assert_eq!(numbers, (0..5_000).collect::<Vec<u32>>());
        assert!(words.iter().zip(numbers).all(|(word, number)| vocabulary.number(word) == number));
    }

    #[test]
    fn a_piece_is_found_where_it_is_to_stand() {
        let mut vocabulary = Vocabulary::new();
        for word in ["", "port", "airport", "report", "ports", "sport", "or", "oror"] {
            let _number = vocabulary.number(word);
        }
        let check =
            |piece: &str, at: At, expected: &[u32]| assert_eq!(vocabulary.having(piece, at), expected, "{piece}");
        check("port", At::Inside, &[1, 2, 3, 4, 5]);
        check("port", At::Beginning, &[1, 4]);
        check("port", At::End, &[1, 2, 3, 5]);
        check("port", At::Whole, &[1]);
        check("or", At::Inside, &[1, 2, 3, 4, 5, 6, 7]);
        check("or", At::Beginning, &[6, 7]);
        check("or", At::End, &[6, 7]);
        check("rep", At::End, &[]);
        check("x", At::Inside, &[]);
        check("x", At::Whole, &[]);
    }
}
