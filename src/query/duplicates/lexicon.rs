//! The distinct words of many names, and which of them may be like each other.
//!
//! Near are words that have the same consonants, the same but for one, or a line of a list in common: whatever else is
//! like another by ear lies further apart than one consonant, which only long words bear.

use std::collections::BTreeMap;

use super::name::Word;
use super::pace::Pace;
use super::words::Line;

/// What tells two words apart, whatever stands around them.
type Spelling = (String, bool, Option<Vec<char>>);

/// Distinct words by number.
#[derive(Default)]
pub(super) struct Lexicon {
    words: Vec<Word>,
    numbers: BTreeMap<Spelling, u32>,
}

impl Lexicon {
    /// The number of a word, which is taken up if it is new.
    pub fn number(&mut self, word: &Word) -> u32 {
        let spelling = (word.text.clone(), word.is_bare, word.sharp.clone());
        *self.numbers.entry(spelling).or_insert_with(|| {
            self.words.push(word.clone());
            self.words.len() as u32 - 1
        })
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// The word of a number.
    pub fn word(&self, number: u32) -> Option<&Word> {
        self.words.get(number as usize)
    }

    /// Of each word those that are near it. A letter that stands alone is near none.
    /// `None` where the pace says so.
    pub fn near(&self, pace: Pace<'_>) -> Option<Near> {
        let none = vec![Vec::new(); self.words.len()];
        let mut near = Near { same: none.clone(), apart: none, groups: Vec::new() };
        let keys = self.keys();
        for (done, group) in keys.chunk_by(|one, other| one.0 == other.0).enumerate() {
            pace.step((done, keys.len()), 2048)?;
            let words: Vec<u32> = group.iter().map(|&(_, word)| word).collect();
            let is_same = group.first().is_some_and(|((kind, _), _)| *kind != Kind::Apart);
            for &word in &words {
                let list = if is_same { &mut near.same } else { &mut near.apart };
                if let Some(groups) = list.get_mut(word as usize) {
                    groups.push(near.groups.len() as u32);
                }
            }
            near.groups.push(words);
        }
        Some(near)
    }

    /// Each key with each word that has it, in order.
    fn keys(&self) -> Vec<((Kind, u64), u32)> {
        let words = self.words.iter().zip(0..).filter(|(word, _)| word.text.len() > 1);
        let mut keys: Vec<((Kind, u64), u32)> =
            words.flat_map(|(word, at)| keys_of(word).into_iter().map(move |key| (key, at))).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// Each word of some length by its consonants and by the given names that it is, in order.
    pub fn by_bones(&self) -> Vec<(u64, u32)> {
        let words = self.words.iter().zip(0..).filter(|(word, _)| word.text.len() > 4);
        let mut keys: Vec<(u64, u32)> =
            words.flat_map(|(word, at)| whole_keys(&word.skeleton, &word.given).map(move |key| (key, at))).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}

/// Words in groups of those that are near each other.
pub(super) struct Near {
    /// Of each word the groups in which all are the same but for vowels, or are one by a list.
    same: Vec<Vec<u32>>,
    /// Of each word the groups in which one consonant may differ.
    apart: Vec<Vec<u32>>,
    groups: Vec<Vec<u32>>,
}

impl Near {
    /// The words that are the same as one but for vowels, or by a list: itself among them, some more than once.
    pub fn same(&self, word: u32) -> impl Iterator<Item = u32> {
        self.words(&self.same, word)
    }

    /// The words from which one differs by a consonant at most.
    pub fn apart(&self, word: u32) -> impl Iterator<Item = u32> {
        self.words(&self.apart, word)
    }

    fn words<'a>(&'a self, groups: &'a [Vec<u32>], word: u32) -> impl Iterator<Item = u32> + 'a {
        let groups = groups.get(word as usize).into_iter().flatten();
        groups.filter_map(|&group| self.groups.get(group as usize)).flatten().copied()
    }

    /// Sums something up over the words that are near one: the same but for vowels, and all.
    pub fn sums(&self, words: usize, of: impl Fn(u32) -> usize) -> Vec<(usize, usize)> {
        let sizes: Vec<usize> = self.groups.iter().map(|words| words.iter().map(|&word| of(word)).sum()).collect();
        let sum = |groups: Option<&Vec<u32>>| {
            groups.into_iter().flatten().filter_map(|&group| sizes.get(group as usize)).sum::<usize>()
        };
        let both = |word: usize| (sum(self.same.get(word)), sum(self.apart.get(word)));
        (0..words).map(both).map(|(same, apart)| (same, same + apart)).collect()
    }
}

/// What two words have in common that share a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// Their consonants, or a line of a list.
    Same,
    /// Their consonants but for one.
    Apart,
}

/// What has a key, of a list in order.
pub(super) fn members(keys: &[(u64, u32)], key: u64) -> impl Iterator<Item = u32> + '_ {
    let from = keys.partition_point(|&(other, _)| other < key);
    keys.iter().skip(from).take_while(move |&&(other, _)| other == key).map(|&(_, at)| at)
}

/// Of a word with more consonants than this, none is left out.
const LONGEST: usize = 64;

/// The keys of which two words that are alike share one, as a rule: their consonants, with each of them left out once,
/// and the lines of the lists in which they stand.
fn keys_of(word: &Word) -> Vec<(Kind, u64)> {
    let bones = word.skeleton.as_bytes();
    let mut keys: Vec<(Kind, u64)> = whole_keys(&word.skeleton, &word.given).map(|key| (Kind::Same, key)).collect();
    keys.extend(word.common.map(|common| (Kind::Same, hashed(b'c', common.line.to_le_bytes()))));
    keys.push((Kind::Apart, hashed(b's', bones.iter().copied())));
    // What is longer is no word of a name, and would take time by its square.
    for left_out in (0..bones.len()).filter(|_| bones.len() <= LONGEST) {
        let rest = bones.iter().enumerate().filter(|&(at, _)| at != left_out);
        keys.push((Kind::Apart, hashed(b's', rest.map(|(_, bone)| *bone))));
    }
    keys
}

/// The keys of words that are the same but for vowels, or forms of one given name.
pub(super) fn whole_keys(skeleton: &str, given: &[Line]) -> impl Iterator<Item = u64> {
    let lines = given.iter().map(|line| hashed(b'g', line.to_le_bytes()));
    std::iter::once(hashed(b's', skeleton.bytes())).chain(lines)
}

/// FNV-1a over bytes of one kind.
pub(super) fn hashed(kind: u8, bytes: impl IntoIterator<Item = u8>) -> u64 {
    let all = std::iter::once(kind).chain(bytes);
    all.fold(0xcbf2_9ce4_8422_2325, |bits, byte| (bits ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
