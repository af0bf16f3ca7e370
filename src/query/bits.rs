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

    /// How many numbers are in the set.
    pub fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
