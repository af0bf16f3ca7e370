//! How many incidents count, each on its ground, and how many of them are less than reported.

use super::{Basis, Behind, Standing, Weight};

/// How many incidents count. The grounds are kept apart: nothing here adds them up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// On a theme that the source states.
    pub stated: usize,
    /// On a theme that the officer inferred.
    pub inferred: usize,
    /// Those that only possibly belong here, on either ground.
    pub possibly: usize,
    /// Which of all these are less than reported.
    pub uncertain: Uncertain,
}

/// How many incidents are less than reported, by their standing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Uncertain {
    /// Assessed: somebody's judgement.
    pub assessed: usize,
    /// Suspected.
    pub suspected: usize,
    /// Alleged.
    pub alleged: usize,
    /// Contested.
    pub contested: usize,
}

impl Tally {
    /// How many of these count.
    pub(in crate::query) fn of(behind: &[Behind]) -> Self {
        let mut tally = Self::default();
        for one in behind {
            tally.add((one.weight, one.basis, one.standing));
        }
        tally
    }

    /// Counts one more, if its weight counts at all.
    pub(super) const fn add(&mut self, (weight, basis, standing): (Weight, Basis, Standing)) {
        match (weight, basis) {
            (Weight::Counted, Basis::Stated) => self.stated += 1,
            (Weight::Counted, Basis::Inferred) => self.inferred += 1,
            (Weight::Possibly, _) => self.possibly += 1,
            (Weight::Below | Weight::OutsideLife | Weight::Retracted, _) => return,
        }
        if let Some(count) = self.uncertain.of(standing) {
            *count += 1;
        }
    }

    /// Counts what another one counts.
    pub(super) const fn add_all(&mut self, other: Self) {
        let Self { stated, inferred, possibly, uncertain } = other;
        self.stated += stated;
        self.inferred += inferred;
        self.possibly += possibly;
        let Uncertain { assessed, suspected, alleged, contested } = uncertain;
        self.uncertain.assessed += assessed;
        self.uncertain.suspected += suspected;
        self.uncertain.alleged += alleged;
        self.uncertain.contested += contested;
    }

    /// Takes one back that was counted.
    pub(super) const fn take(&mut self, (weight, basis, standing): (Weight, Basis, Standing)) {
        match (weight, basis) {
            (Weight::Counted, Basis::Stated) => self.stated -= 1,
            (Weight::Counted, Basis::Inferred) => self.inferred -= 1,
            (Weight::Possibly, _) => self.possibly -= 1,
            (Weight::Below | Weight::OutsideLife | Weight::Retracted, _) => return,
        }
        if let Some(count) = self.uncertain.of(standing) {
            *count -= 1;
        }
    }

    /// These and others, where no incident is in both.
    pub(in crate::query) const fn with(self, other: Self) -> Self {
        let (one, more) = (self.uncertain, other.uncertain);
        Self {
            stated: self.stated + other.stated,
            inferred: self.inferred + other.inferred,
            possibly: self.possibly + other.possibly,
            uncertain: Uncertain {
                assessed: one.assessed + more.assessed,
                suspected: one.suspected + more.suspected,
                alleged: one.alleged + more.alleged,
                contested: one.contested + more.contested,
            },
        }
    }

    /// Whether anything counts for certain, on either ground.
    pub const fn is_sure(self) -> bool {
        self.stated > 0 || self.inferred > 0
    }

    /// Whether there is nothing, not even possibly.
    pub const fn is_empty(self) -> bool {
        !self.is_sure() && self.possibly == 0
    }

    /// "3 + 1 inferred, 1 possibly, 2 of them less than reported (alleged)".
    pub fn words(self) -> String {
        let counted = match (self.stated, self.inferred) {
            (0, 0) => None,
            (stated, 0) => Some(stated.to_string()),
            (0, inferred) => Some(format!("{inferred} inferred")),
            (stated, inferred) => Some(format!("{stated} + {inferred} inferred")),
        };
        let possibly = (self.possibly > 0).then(|| format!("{} possibly", self.possibly));
        let words: Vec<String> = counted.into_iter().chain(possibly).chain(self.uncertain.words()).collect();
        if words.is_empty() { "No incident in the case: that is not a “no”".to_owned() } else { words.join(", ") }
    }
}

impl Uncertain {
    /// The count of that standing, if it is less than reported.
    const fn of(&mut self, standing: Standing) -> Option<&mut usize> {
        match standing {
            Standing::Assessed => Some(&mut self.assessed),
            Standing::Suspected => Some(&mut self.suspected),
            Standing::Alleged => Some(&mut self.alleged),
            Standing::Contested => Some(&mut self.contested),
            // What is retracted is not counted to begin with.
            Standing::Confirmed | Standing::Reported | Standing::Retracted => None,
        }
    }

    /// How many, of whichever standing.
    pub const fn count(self) -> usize {
        self.assessed + self.suspected + self.alleged + self.contested
    }

    /// "2 of them less than reported (1 suspected, 1 alleged)".
    fn words(self) -> Option<String> {
        let by_standing = [
            (self.assessed, Standing::Assessed),
            (self.suspected, Standing::Suspected),
            (self.alleged, Standing::Alleged),
            (self.contested, Standing::Contested),
        ];
        let told: Vec<_> = by_standing.into_iter().filter(|(count, _)| *count > 0).collect();
        let standings = match told.as_slice() {
            [] => return None,
            [(_, standing)] => standing.label().to_owned(),
            several => {
                let parts = several.iter().map(|(count, standing)| format!("{count} {}", standing.label()));
                parts.collect::<Vec<_>>().join(", ")
            }
        };
        Some(format!("{} of them less than reported ({standings})", self.count()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(counted: &[(Weight, Basis, Standing)]) -> Tally {
        let mut tally = Tally::default();
        for &one in counted {
            tally.add(one);
        }
        tally
    }

    #[test]
    fn a_tally_is_told_in_words() {
        use Basis::{Inferred, Stated};
        use Standing::{Alleged, Assessed, Confirmed, Contested, Reported, Suspected};
        use Weight::{Counted, OutsideLife, Possibly, Retracted};
        let check = |counted: &[(Weight, Basis, Standing)], expected: &str| assert_eq!(of(counted).words(), expected);
        check(&[(Counted, Stated, Reported); 3], "3");
        check(&[(Counted, Stated, Confirmed), (Counted, Inferred, Reported)], "1 + 1 inferred");
        check(&[(Counted, Inferred, Reported)], "1 inferred");
        check(&[(Possibly, Inferred, Reported)], "1 possibly");
        check(&[], "No incident in the case: that is not a “no”");
        check(&[(Counted, Inferred, Alleged)], "1 inferred, 1 of them less than reported (alleged)");
        check(
            &[(Counted, Stated, Reported), (Counted, Stated, Suspected), (Possibly, Stated, Suspected)],
            "2, 1 possibly, 2 of them less than reported (suspected)",
        );
        check(
            &[(Counted, Stated, Contested), (Counted, Stated, Assessed), (Possibly, Stated, Contested)],
            "2, 1 possibly, 3 of them less than reported (1 assessed, 2 contested)",
        );
        check(
            &[(OutsideLife, Stated, Alleged), (Retracted, Stated, Alleged)],
            "No incident in the case: that is not a “no”",
        );
    }

    #[test]
    fn what_is_less_than_reported_is_counted_as_such() {
        for &standing in Standing::ALL {
            let tally = of(&[(Weight::Counted, Basis::Stated, standing)]);
            // Nothing of a retracted incident gets so far.
            let expected = usize::from(standing.is_uncertain() && standing != Standing::Retracted);
            assert_eq!(tally.uncertain.count(), expected, "{}", standing.label());
        }
    }
}
