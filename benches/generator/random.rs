//! Randomness from a seed, and the choices that a case is made of. Whole numbers alone: no machine differs.

use sightline::case::Key;

/// `SplitMix64` (Steele, Lea and Flood 2014).
pub struct Random(u64);

impl Random {
    /// The numbers of one record: those of others may change without changing these.
    pub fn of(seed: u64, table: u64, place: u64) -> Self {
        let mut random = Self(seed);
        random.0 = random.bits() ^ table;
        random.0 = random.bits() ^ place;
        random
    }

    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn key(&mut self) -> Key {
        Key::from_bits((self.bits() >> 32) as u32)
    }

    /// A whole number below a limit above zero.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.bits() % limit
    }

    /// True so many times in a hundred.
    pub fn percent(&mut self, of_100: u64) -> bool {
        self.below(100) < of_100
    }

    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len() as u64) as usize]
    }

    /// One of several by its weight. The weights are more than nothing in sum.
    pub fn weighed<T: Copy>(&mut self, from: &[(T, u64)]) -> T {
        let mut left = self.below(from.iter().map(|(_, weight)| weight).sum());
        for &(value, weight) in from {
            if left < weight {
                return value;
            }
            left -= weight;
        }
        from[0].0
    }

    /// A whole number below a limit, the small ones far more often: the cube of an even number from 0 to 1, times it.
    pub fn popular(&mut self, limit: u64) -> u64 {
        let even = self.bits() >> 32;
        let square = (even * even) >> 32;
        let cube = (square * even) >> 32;
        (cube * limit) >> 32
    }
}
