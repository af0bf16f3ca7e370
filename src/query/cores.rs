//! Work in parts, on every core that there is.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, Builder};

/// More threads than this gain nothing: memory is what they would wait for.
const MOST: usize = 8;

/// What so many parts come to, in their order, whoever did them. With one core, or where no thread can be had, the
/// calling thread does them all.
pub fn in_order<T: Send>(parts: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let take = || {
        let mut done = Vec::new();
        loop {
            let part = next.fetch_add(1, Ordering::Relaxed);
            if part >= parts {
                return done;
            }
            done.push((part, work(part)));
        }
    };
    let cores = thread::available_parallelism().map_or(1, usize::from).min(MOST).min(parts);
    let mut done = thread::scope(|scope| {
        let start = |_| Builder::new().name("cores".to_owned()).spawn_scoped(scope, take).ok();
        let others: Vec<_> = (1..cores).filter_map(start).collect();
        let mut done = take();
        for other in others {
            match other.join() {
                Ok(more) => done.extend(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    });
    done.sort_unstable_by_key(|&(part, _)| part);
    done.into_iter().map(|(_, result)| result).collect()
}

/// Two works at once; where no thread can be had, one after the other.
pub fn both<A: Send, B>(one: impl Fn() -> A + Sync, other: impl FnOnce() -> B) -> (A, B) {
    thread::scope(|scope| {
        let aside = Builder::new().name("cores".to_owned()).spawn_scoped(scope, &one).ok();
        let other = other();
        let one = match aside.map(thread::ScopedJoinHandle::join) {
            Some(done) => done.unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            None => one(),
        };
        (one, other)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_works_are_done() {
        assert_eq!(both(|| 1, || "two"), (1, "two"));
    }

    #[test]
    fn every_part_is_done_once_and_in_order() {
        for parts in [0, 1, 2, 1000] {
            assert_eq!(in_order(parts, |part| part * 2), (0..parts).map(|part| part * 2).collect::<Vec<_>>());
        }
    }
}
