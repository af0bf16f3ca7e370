//! Lists of numbers, kept one after the other.

use std::ops::Range;

/// Lists of numbers, one after the other.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    /// Where each list ends.
    ends: Vec<u32>,
    numbers: Vec<u32>,
}

impl Rows {
    /// The list with this number; an empty one where there is none.
    pub fn row(&self, number: usize) -> &[u32] {
        self.rows(&(number..number + 1))
    }

    /// The lists with these numbers, as one.
    pub fn rows(&self, range: &Range<usize>) -> &[u32] {
        let end = |number: usize| number.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.numbers.get(end(range.start) as usize..end(range.end) as usize).unwrap_or_default()
    }

    /// How many numbers stand in all lists together.
    pub const fn len(&self) -> usize {
        self.numbers.len()
    }

    /// Puts a number at the end of the list that is being made.
    pub fn push(&mut self, number: u32) {
        self.numbers.push(number);
    }

    /// Ends the list that is being made.
    pub fn end_row(&mut self) {
        self.ends.push(self.numbers.len() as u32);
    }

    /// Puts another number in the place of each.
    pub fn renumber(&mut self, number: impl Fn(u32) -> u32) {
        self.numbers.iter_mut().for_each(|old| *old = number(*old));
    }

    /// The numbers of the lists in which each number below `count` stands.
    pub fn inverted(&self, count: usize) -> Self {
        // Where each list begins, which becomes where it ends as it is filled.
        let mut ends = vec![0_u32; count + 1];
        self.each_once(count, |_, number| {
            if let Some(end) = ends.get_mut(number + 1) {
                *end += 1;
            }
        });
        let mut sum = 0;
        for end in &mut ends {
            sum += *end;
            *end = sum;
        }
        let mut numbers = vec![0; sum as usize];
        self.each_once(count, |row, number| {
            let Some(end) = ends.get_mut(number) else { return };
            if let Some(place) = numbers.get_mut(*end as usize) {
                *place = row;
            }
            *end += 1;
        });
        ends.truncate(count);
        Self { ends, numbers }
    }

    /// Every list with every number below `count` that stands in it, once.
    fn each_once(&self, count: usize, mut tell: impl FnMut(u32, usize)) {
        let mut seen_in = vec![u32::MAX; count];
        for row in 0..self.ends.len() {
            for &number in self.row(row) {
                if let Some(seen) = seen_in.get_mut(number as usize).filter(|seen| **seen != row as u32) {
                    *seen = row as u32;
                    tell(row as u32, number as usize);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_told_by_number_and_by_what_stands_in_them() {
        let mut rows = Rows::default();
        for list in [&[2, 0, 2][..], &[], &[1, 2]] {
            for &number in list {
                rows.push(number);
            }
            rows.end_row();
        }
        let check =
            |rows: &Rows, expected: [&[u32]; 4]| assert_eq!([0, 1, 2, 3].map(|number| rows.row(number)), expected);
        check(&rows, [&[2, 0, 2], &[], &[1, 2], &[]]);
        assert_eq!(rows.len(), 5);
        assert_eq!((rows.rows(&(1..3)), rows.rows(&(2..2)), rows.rows(&(0..9))), (&[1, 2][..], &[][..], &[][..]));
        check(&rows.inverted(3), [&[0], &[2], &[0, 2], &[]]);
        rows.renumber(|number| 10 - number);
        check(&rows, [&[8, 10, 8], &[], &[9, 8], &[]]);
    }
}
