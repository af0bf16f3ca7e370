//! How far work on a file has come, and the wish to end it: seen and said from another thread.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// How far work on a file has come, and the wish to end it.
#[derive(Debug, Default)]
pub struct Watch {
    done: AtomicU64,
    total: AtomicU64,
    is_cancelled: AtomicBool,
}

impl Watch {
    /// Asks for the end of the work. What has been replaced already stays so.
    pub fn cancel(&self) {
        self.is_cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether somebody asked for the end.
    pub fn is_cancelled(&self) -> bool {
        self.is_cancelled.load(Ordering::Relaxed)
    }

    /// Bytes that are done.
    pub fn done(&self) -> u64 {
        self.done.load(Ordering::Relaxed)
    }

    /// Bytes in all, each counted as often as it is handled; 0 as long as nobody knows.
    pub fn total(&self) -> u64 {
        self.total.load(Ordering::Relaxed)
    }

    /// The part that is done, from 0 to 1.
    pub fn fraction(&self) -> f32 {
        let total = self.total();
        if total == 0 { 0.0 } else { (self.done() as f32 / total as f32).min(1.0) }
    }

    /// So many bytes are to be done in all.
    pub(crate) fn expect(&self, bytes: u64) {
        self.total.store(bytes, Ordering::Relaxed);
    }

    /// So many bytes are done by now.
    pub(crate) fn reach(&self, bytes: u64) {
        self.done.store(bytes, Ordering::Relaxed);
    }

    /// So many more bytes are done.
    pub(crate) fn advance(&self, bytes: u64) {
        self.done.fetch_add(bytes, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_part_that_is_done_never_exceeds_all() {
        let watch = Watch::default();
        assert!((watch.fraction() - 0.0).abs() < f32::EPSILON);
        watch.expect(200);
        watch.advance(50);
        assert!((watch.fraction() - 0.25).abs() < f32::EPSILON);
        watch.advance(500);
        assert!((watch.fraction() - 1.0).abs() < f32::EPSILON);
        assert!(!watch.is_cancelled());
        watch.cancel();
        assert!(watch.is_cancelled());
    }
}
