//! Where each record stands among those that were solved.

use std::sync::atomic::{AtomicUsize, Ordering};

/// Places by id. Whoever goes through a case asks for one id after the other, so that the next one is looked at first.
#[derive(Debug)]
pub(super) struct Places<K> {
    sorted: Vec<(K, usize)>,
    /// Where the last answer was. It makes no answer another one, only sooner.
    last: AtomicUsize,
}

impl<K: Clone> Clone for Places<K> {
    fn clone(&self) -> Self {
        Self { sorted: self.sorted.clone(), last: AtomicUsize::default() }
    }
}

impl<K: Copy + Ord> Places<K> {
    /// Of several places of one id, the last counts.
    pub fn new(mut places: Vec<(K, usize)>) -> Self {
        places.sort_unstable_by(|(one, here), (other, there)| one.cmp(other).then(there.cmp(here)));
        places.dedup_by_key(|(id, _)| *id);
        Self { sorted: places, last: AtomicUsize::default() }
    }

    /// The place of an id.
    pub fn get(&self, id: K) -> Option<usize> {
        let mut last = self.last.load(Ordering::Relaxed);
        let place = self.get_after(id, &mut last);
        self.last.store(last, Ordering::Relaxed);
        place
    }

    /// The same, next to where the last answer was: for whoever goes through a part while others go through other parts.
    pub fn get_after(&self, id: K, last: &mut usize) -> Option<usize> {
        let found = match self.sorted.get(*last + 1) {
            Some((other, _)) if *other == id => *last + 1,
            _ => self.sorted.binary_search_by(|(other, _)| other.cmp(&id)).ok()?,
        };
        *last = found;
        self.sorted.get(found).map(|&(_, place)| place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_goes_through_a_part_keeps_a_place_of_their_own() {
        let places = Places::new((0..10).map(|id| (id * 2, id)).collect());
        let (mut one, mut other) = (0, 0);
        for (id, far) in (0..10).zip((0..20).rev()) {
            assert_eq!(places.get_after(id, &mut one), (id % 2 == 0).then_some(id / 2));
            assert_eq!(places.get_after(far, &mut other), (far % 2 == 0).then_some(far / 2));
        }
        assert_eq!((one, other), (4, 5), "each is where its last id was found");
    }

    #[test]
    fn ids_are_found_in_any_order() {
        let places = Places::new([5, 1, 9, 3, 1].into_iter().zip(0..).collect());
        let check = |ids: &[i32], expected: &[Option<usize>]| {
            assert_eq!(ids.iter().map(|&id| places.get(id)).collect::<Vec<_>>(), expected, "{ids:?}");
        };
        check(&[1, 3, 5, 9, 10], &[Some(4), Some(3), Some(0), Some(2), None]);
        check(&[9, 9, 1, 3, 1], &[Some(2), Some(2), Some(4), Some(3), Some(4)]);
        check(&[0, 2, 3, 4, 5], &[None, None, Some(3), None, Some(0)]);
        assert_eq!(Places::<i32>::new(Vec::new()).get(1), None);
    }
}
