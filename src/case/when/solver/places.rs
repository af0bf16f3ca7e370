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
        let next = self.last.load(Ordering::Relaxed) + 1;
        let found = match self.sorted.get(next) {
            Some((other, _)) if *other == id => next,
            _ => self.sorted.binary_search_by(|(other, _)| other.cmp(&id)).ok()?,
        };
        self.last.store(found, Ordering::Relaxed);
        self.sorted.get(found).map(|&(_, place)| place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
