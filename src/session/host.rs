//! What comes in from outside: time, randomness, and a way to wake the window.

use std::cell::Cell;
use std::sync::Arc;
use std::time::Duration;

use crate::case::Key;

/// A way to wake the window, from any thread.
pub(super) type Wake = Arc<dyn Fn() + Send + Sync>;

/// The outside world, as far as a session needs it.
pub struct Host {
    /// The time now, as it is written into a saved file: `2011-08-01T10:00:00Z`.
    pub now: Box<dyn Fn() -> String>,
    /// Wakes the window when background work has something to show; called from any thread.
    pub wake: Arc<dyn Fn() + Send + Sync>,
    /// How long the window waits for the answers to what was done, before it goes on with those that it has.
    pub patience: Duration,
    fresh: Cell<u64>,
}

impl Host {
    /// A host with its clock, its seed for new identities, and its way to wake the window. Its patience is that of a
    /// window: a small case is answered in the same frame, and no frame is late for a large one.
    pub fn new(now: Box<dyn Fn() -> String>, seed: u64, wake: Arc<dyn Fn() + Send + Sync>) -> Self {
        Self { now, wake, patience: Duration::from_millis(4), fresh: Cell::new(seed) }
    }

    /// A host for tests and for work without a window: a fixed clock, a fixed seed, nobody to wake, and patience without
    /// end.
    pub fn still() -> Self {
        let host = Self::new(Box::new(|| "2011-08-01T10:00:00Z".to_owned()), 1, Arc::new(|| {}));
        Self { patience: Duration::MAX, ..host }
    }

    /// Bits for a new identity: `SplitMix64` (Steele, Lea and Flood 2014) from the seed, which the program draws from
    /// the operating system.
    pub fn bits(&self) -> u64 {
        let next = self.fresh.get().wrapping_add(0x9e37_79b9_7f4a_7c15);
        self.fresh.set(next);
        let mixed = (next ^ (next >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A new key for something inside a record.
    pub fn key(&self) -> Key {
        Key::from_bits((self.bits() >> 32) as u32)
    }
}
