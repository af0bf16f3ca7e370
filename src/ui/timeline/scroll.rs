//! Scrolling through lanes of which only those in view are measured.
//!
//! What is remembered is the lane at the top and how far it is scrolled out: so nothing moves when the height of a lane
//! far away turns out to be another. The scrollbar goes by the heights that are known and a guess for the others.

/// How tall a lane is that was not measured yet, in points: one row.
pub(super) const GUESS: f32 = 22.0;

/// Where the lanes are scrolled to.
#[derive(Debug, Default)]
pub(super) struct Scroll {
    /// The lane at the top.
    pub lane: usize,
    /// How much of it is above the view, in points.
    pub offset: f32,
    /// The height of every lane as it was last measured.
    heights: Vec<f32>,
}

impl Scroll {
    /// Begins anew with so many lanes, none of them measured; the lane at the top is given.
    pub fn renew(&mut self, count: usize, lane: usize) {
        self.heights.clear();
        self.heights.resize(count, GUESS);
        if lane >= count {
            self.offset = 0.0;
        }
        self.lane = lane.min(count.saturating_sub(1));
    }

    /// Whether nothing is scrolled out.
    pub fn is_at_top(&self) -> bool {
        self.lane == 0 && self.offset <= 0.0
    }

    /// Notes how tall a lane is.
    pub fn note(&mut self, lane: usize, height: f32) {
        if let Some(known) = self.heights.get_mut(lane) {
            *known = height;
        }
    }

    /// Scrolls by so many points, down where positive. Lanes on the way are measured.
    pub fn by(&mut self, points: f32, mut height: impl FnMut(usize) -> f32) {
        if !points.is_finite() {
            return;
        }
        self.offset += points;
        while self.offset < 0.0 && self.lane > 0 {
            self.lane -= 1;
            self.offset += self.measure(self.lane, &mut height);
        }
        self.offset = self.offset.max(0.0);
        while self.lane + 1 < self.heights.len() {
            let tall = self.measure(self.lane, &mut height);
            if self.offset < tall {
                break;
            }
            self.offset -= tall;
            self.lane += 1;
        }
        if self.lane + 1 >= self.heights.len() {
            self.offset = self.offset.min(self.measure(self.lane, &mut height));
        }
    }

    fn measure(&mut self, lane: usize, height: &mut impl FnMut(usize) -> f32) -> f32 {
        let tall = height(lane);
        self.note(lane, tall);
        tall
    }

    /// How far from the beginning the view begins, and how tall everything is, in points, as far as is known.
    pub fn place(&self) -> (f32, f32) {
        let above: f32 = self.heights.iter().take(self.lane).sum();
        (above + self.offset, self.heights.iter().sum())
    }

    /// Scrolls to so many points from the beginning, as far as heights are known.
    pub fn to(&mut self, points: f32) {
        let mut left = if points.is_finite() { points.max(0.0) } else { 0.0 };
        let last = self.heights.len().saturating_sub(1);
        for (lane, &height) in self.heights.iter().enumerate() {
            if left < height || lane == last {
                (self.lane, self.offset) = (lane, left.min(height));
                return;
            }
            left -= height;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scroll(count: usize) -> Scroll {
        let mut scroll = Scroll::default();
        scroll.renew(count, 0);
        scroll
    }

    #[test]
    fn only_lanes_on_the_way_are_measured() {
        let mut scroll = scroll(20_000);
        let mut measured = Vec::new();
        scroll.by(65.0, |lane| {
            measured.push(lane);
            30.0
        });
        assert_eq!((scroll.lane, scroll.offset), (2, 5.0));
        assert_eq!(measured, [0, 1, 2]);
        scroll.by(-40.0, |_| 30.0);
        assert_eq!((scroll.lane, scroll.offset), (0, 25.0));
        scroll.by(-400.0, |_| 30.0);
        assert_eq!((scroll.lane, scroll.offset), (0, 0.0));
        scroll.by(f32::NAN, |_| 30.0);
        assert_eq!((scroll.lane, scroll.offset), (0, 0.0));
    }

    #[test]
    fn there_is_nothing_below_the_last_lane() {
        let mut scroll = scroll(3);
        scroll.by(1e9, |_| 30.0);
        assert_eq!(scroll.lane, 2);
        scroll.by(-1e9, |_| 30.0);
        assert_eq!((scroll.lane, scroll.offset), (0, 0.0));
        let mut empty = Scroll::default();
        empty.by(10.0, |_| 0.0);
        assert_eq!(empty.place(), (0.0, 0.0));
    }

    #[test]
    fn the_scrollbar_leads_back_to_where_it_stands() {
        let mut scroll = scroll(1_000);
        scroll.by(5_000.0, |lane| if lane % 7 == 0 { 100.0 } else { 20.0 });
        let (before, (place, whole)) = ((scroll.lane, scroll.offset), scroll.place());
        assert!(place <= whole);
        scroll.to(0.0);
        assert_eq!((scroll.lane, scroll.offset), (0, 0.0));
        scroll.to(place);
        assert_eq!((scroll.lane, scroll.offset), before);
    }
}
