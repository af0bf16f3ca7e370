//! How many incidents lie where along the time axis: the heights of the density strip.

use crate::case::{Bounds, Moment};

/// Incidents per bin, over `bins` bins of equal length from the second `first` to the second `last`.
///
/// An incident weighs one, spread evenly over its possible part: a year does not pile up on 1 January. What lies
/// outside the strip is cut off, so the heights add up to the number of incidents wholly inside and the inner shares of
/// those that stick out. Incidents without both bounds are left out.
pub fn density(items: impl IntoIterator<Item = Bounds>, first: Moment, last: Moment, bins: usize) -> Vec<f64> {
    let mut heights = vec![0.0; bins];
    let length = seconds(first, last) + 1.0;
    if length < 1.0 || bins == 0 {
        return heights;
    }
    let bins_per_second = bins as f64 / length;
    for (start, end) in items.into_iter().map(Bounds::possible) {
        if start.is_bounded() && end.is_bounded() && start <= end {
            let from = seconds(first, start) * bins_per_second;
            let to = (seconds(first, end) + 1.0) * bins_per_second;
            spread(&mut heights, from, to);
        }
    }
    heights
}

/// Seconds from one moment to another, without overflow.
fn seconds(from: Moment, to: Moment) -> f64 {
    (i128::from(to.0) - i128::from(from.0)) as f64
}

/// Adds one, spread evenly from `from` to `to`, both in bins.
fn spread(heights: &mut [f64], from: f64, to: f64) {
    let first = from.max(0.0);
    let last = to.min(heights.len() as f64);
    if first >= last {
        return;
    }
    let share = 1.0 / (to - from);
    for (bin, height) in heights.iter_mut().enumerate().skip(floor(first)).take_while(|(bin, _)| (*bin as f64) < last) {
        let inner = last.min(bin as f64 + 1.0) - first.max(bin as f64);
        *height += inner.max(0.0) * share;
    }
}

/// The bin in which a place of 0 or more lies.
#[expect(clippy::cast_sign_loss, reason = "never negative")]
fn floor(place: f64) -> usize {
    place as usize
}

#[cfg(test)]
mod tests {
    use super::*;

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
