//! How many incidents lie where along the time axis: the heights of the density strip.

use crate::case::Moment;

/// Bins of equal length, to which incidents are added one by one, each in the same time however long it lasts: only where
/// the height changes is kept, and summed up at the end.
#[derive(Clone, Debug)]
pub struct Density {
    /// What the height of a bin has more than that of the one before.
    steps: Vec<f64>,
    first: Moment,
    bins_per_second: f64,
}

impl Density {
    /// So many bins of equal length from the second `first` to the second `last`.
    pub fn new(first: Moment, last: Moment, bins: usize) -> Self {
        let length = seconds(first, last) + 1.0;
        let bins_per_second = if length < 1.0 { 0.0 } else { bins as f64 / length };
        Self { steps: vec![0.0; bins + 1], first, bins_per_second }
    }

    /// Adds an incident, which weighs one, spread evenly over its possible part, which is given: a year does not pile up on 1 January.
    /// What lies outside is cut off. One without both bounds is left out; whether it was added.
    pub fn add(&mut self, (start, end): (Moment, Moment)) -> bool {
        let is_closed = start.is_bounded() && end.is_bounded() && start <= end;
        if is_closed {
            let from = seconds(self.first, start) * self.bins_per_second;
            let to = (seconds(self.first, end) + 1.0) * self.bins_per_second;
            self.spread(from, to);
        }
        is_closed
    }

    /// Adds one, spread evenly from `from` to `to`, both in bins.
    fn spread(&mut self, from: f64, to: f64) {
        let bins = self.steps.len().saturating_sub(1);
        let (first, last) = (from.max(0.0), to.min(bins as f64));
        if first >= last {
            return;
        }
        let share = 1.0 / (to - from);
        let (head, tail) = (floor(first), floor(last).min(bins.saturating_sub(1)));
        if head == tail {
            self.step(head, (last - first) * share);
            self.step(head + 1, (first - last) * share);
            return;
        }
        // The first bin in part, whole ones, the last bin in part.
        let (into, out) = ((head + 1) as f64 - first, last - tail as f64);
        self.step(head, into * share);
        self.step(head + 1, (1.0 - into) * share);
        self.step(tail, (out - 1.0) * share);
        self.step(tail + 1, -out * share);
    }

    fn step(&mut self, bin: usize, height: f64) {
        if let Some(step) = self.steps.get_mut(bin) {
            *step += height;
        }
    }

    /// The height of each bin. The heights add up to the number of incidents wholly inside and the inner shares of those
    /// that stick out.
    pub fn heights(&self) -> Vec<f64> {
        let mut height = 0.0;
        let bins = self.steps.split_last().map_or(&[][..], |(_, bins)| bins);
        let summed = bins.iter().map(|step| {
            height += step;
            // What went in and out again leaves no trace but that of rounding.
            if height < 1e-9 { 0.0 } else { height }
        });
        summed.collect()
    }
}

/// Seconds from one moment to another, without overflow; to the second within millions of years.
fn seconds(from: Moment, to: Moment) -> f64 {
    to.0 as f64 - from.0 as f64
}

/// The bin in which a place of 0 or more lies.
#[expect(clippy::cast_sign_loss, reason = "never negative")]
fn floor(place: f64) -> usize {
    place as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Bounds;

    fn density(items: impl IntoIterator<Item = Bounds>, first: Moment, last: Moment, bins: usize) -> Vec<f64> {
        let mut density = Density::new(first, last, bins);
        for bounds in items {
            let _added = density.add(bounds.possible());
        }
        density.heights()
    }

    /// Spans of seconds over a strip from 0 to 99 in four bins.
    fn check(spans: &[(i64, i64)], expected: [f64; 4]) {
        let items = spans.iter().map(|&(first, last)| Bounds::within(Moment(first), Moment(last)));
        let heights = density(items, Moment(0), Moment(99), 4);
        let near = heights.iter().zip(expected).all(|(height, expected)| (height - expected).abs() < 1e-9);
        assert!(near && heights.len() == 4, "{heights:?}, expected {expected:?}");
    }

    #[test]
    fn a_vague_date_is_spread_over_all_of_its_possible_part() {
        check(&[(0, 99)], [0.25; 4]);
        check(&[(20, 29)], [0.5, 0.5, 0.0, 0.0]);
        check(&[(0, 24), (3, 3), (99, 99)], [2.0, 0.0, 0.0, 1.0]);
    }

    #[test]
    fn only_the_inner_share_counts_of_what_sticks_out() {
        check(&[(-100, 99)], [0.125; 4]);
        check(&[(-50, -1), (100, 200)], [0.0; 4]);
    }

    #[test]
    fn what_has_an_open_end_is_left_out() {
        check(&[(i64::MIN, 50), (50, i64::MAX)], [0.0; 4]);
        assert_eq!(density([Bounds::UNKNOWN], Moment(9), Moment(0), 2), [0.0; 2]);
        assert!(density([], Moment(0), Moment(9), 0).is_empty());
    }

    #[test]
    fn the_heights_add_up_to_the_incidents_inside() {
        let items = (0..500_i64).map(|n| Bounds::within(Moment(n * 977 % 80_000), Moment(n * 977 % 80_000 + n * 31)));
        let sum: f64 = density(items, Moment(0), Moment(99_999), 733).iter().sum();
        assert!((sum - 500.0).abs() < 1e-6, "{sum}");
    }
}
