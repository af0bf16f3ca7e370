//! A set of small numbers, one bit each.

/// A set of numbers below a length.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bits {
    words: Vec<u64>,
}

impl Bits {
    /// A set without members, for numbers below `length`.
    pub fn none(length: usize) -> Self {
        Self { words: vec![0; length.div_ceil(64)] }
    }

    /// The set of those numbers below `length` for which this holds.
    pub fn of(length: usize, holds: impl Fn(usize) -> bool) -> Self {
        let word = |first: usize| {
            (first..length.min(first + 64)).fold(0, |word, number| word | (u64::from(holds(number)) << (number % 64)))
        };
        Self { words: (0..length).step_by(64).map(word).collect() }
    }

    /// Whether the number is in the set.
    pub fn has(&self, number: u32) -> bool {
        self.words.get(number as usize / 64).is_some_and(|word| word >> (number % 64) & 1 == 1)
    }

    /// Adds a number; one beyond the length is left out.
    pub fn insert(&mut self, number: u32) {
        if let Some(word) = self.words.get_mut(number as usize / 64) {
            *word |= 1 << (number % 64);
        }
    }

    /// Adds numbers; how many of them are new.
    pub fn add_all(&mut self, numbers: &[u32]) -> usize {
        let mut added = 0;
        for &number in numbers {
            if let Some(word) = self.words.get_mut(number as usize / 64) {
                let bit = 1 << (number % 64);
                added += usize::from(*word & bit == 0);
                *word |= bit;
            }
        }
        added
    }

    /// Takes a number out.
    pub fn remove(&mut self, number: u32) {
        if let Some(word) = self.words.get_mut(number as usize / 64) {
            *word &= !(1 << (number % 64));
        }
    }

    /// Takes out whatever is not in the other set.
    pub fn keep_those_of(&mut self, other: &Self) {
        let others = other.words.iter().copied().chain(std::iter::repeat(0));
        self.words.iter_mut().zip(others).for_each(|(word, other)| *word &= other);
    }

    /// The numbers in the set, in order.
    pub fn numbers(&self) -> impl Iterator<Item = u32> {
        self.words.iter().zip(0..).flat_map(|(&word, place)| Ones(word).map(move |bit| place * 64 + bit))
    }

    /// How many numbers are in the set.
    pub fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }
}

/// The places of the bits that are set in a word.
struct Ones(u64);

impl Iterator for Ones {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let bit = (self.0 != 0).then(|| self.0.trailing_zeros())?;
        self.0 &= self.0 - 1;
        Some(bit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_added_to_and_cut() {
        let mut set = Bits::none(200);
        assert_eq!(set.add_all(&[3, 64, 199, 3, 500]), 3);
        assert_eq!(set.add_all(&[64, 65]), 1);
        set.remove(3);
        assert_eq!(set.numbers().collect::<Vec<_>>(), [64, 65, 199]);
        set.keep_those_of(&Bits::of(100, |number| number % 2 == 0));
        assert_eq!(set.numbers().collect::<Vec<_>>(), [64]);
    }

    #[test]
    fn a_set_holds_what_was_put_in() {
        let even = Bits::of(131, |number| number % 2 == 0);
        assert_eq!(even.count(), 66);
        assert!((0..200).all(|number| even.has(number) == (number % 2 == 0 && number < 131)));
        let mut built = Bits::none(131);
        (0..400).step_by(2).filter(|&number| number < 131).for_each(|number| built.insert(number));
        assert_eq!(built, even);
        built.insert(4_000);
        assert_eq!(built, even, "what is beyond the length is left out");
    }
}
