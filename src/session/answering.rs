//! The thread on which answers are worked out, so that nothing that grows with the case is done in a frame.
//!
//! The session sends a job for every new value of the case or of what is shown, waits for as long as its host has
//! patience, and goes on with the answers that it has. A later job supersedes an earlier one. Answers come in the order
//! in which they were worked out, so that none is ever replaced by an older one; those of a case that is no longer open
//! are dropped.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use super::answers::{Piece, Shown, Waste};
use super::host::Wake;
use super::known::{Job, Known};
use super::scene::{Scenes, Whose};
use crate::case::Case;

/// The session's end of the thread.
#[derive(Default)]
pub(super) struct Answering {
    thread: Option<Thread>,
    /// What is asked now.
    asked: Option<Job>,
    /// The number of the newest job that was answered to its end.
    answered: u64,
}

/// The thread died while it worked.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Died;

/// The thread, from the session's side; dropping it ends what it does.
struct Thread {
    orders: Sender<Order>,
    told: Receiver<Told>,
    shared: Arc<Shared>,
}

/// What both threads look at.
#[derive(Default)]
struct Shared {
    /// The number of the newest job.
    wanted: AtomicU64,
    /// Whether the session waits: then nobody has to be woken.
    is_awaited: AtomicBool,
}

enum Order {
    Answer(Box<Job>),
    /// Something to take apart.
    Drop(Waste),
}

/// What the thread says of the job with that number.
struct Told {
    number: u64,
    opened: u32,
    /// A new answer, and for whom; `None` at the end of the job.
    piece: Option<(Whose, Piece)>,
}

impl Answering {
    /// Whether answers are being worked out.
    pub fn is_busy(&self) -> bool {
        self.thread.is_some() && self.answered != self.newest()
    }

    /// The number of the newest job.
    fn newest(&self) -> u64 {
        self.asked.as_ref().map_or(0, |job| job.number)
    }

    /// Asks for the answers to what is there now, if it is new. Whether it was: then what comes is to be taken in.
    pub fn ask(
        &mut self,
        (opened, case): (u32, &Case),
        shown: BTreeMap<Whose, Shown>,
        scenes: &mut Scenes,
        wake: &Wake,
    ) -> bool {
        if let Some(old) = self.asked.as_ref().filter(|old| old.opened == opened) {
            if old.case.is_same(case) && old.shown == shown {
                return false;
            }
            scenes.raise_marking(&old.case, case);
        }
        let job = Job { number: self.newest() + 1, opened, case: case.clone(), shown };
        scenes.set_renewing(true);
        if self.thread.is_none() {
            self.thread = Thread::start(Arc::clone(wake), serve).ok();
        }
        if let Some(old) = self.asked.replace(job.clone()) {
            self.discard(Box::new(old));
        }
        if let Some(thread) = &self.thread {
            thread.shared.wanted.store(job.number, Ordering::Relaxed);
            // Up to the next look at what is told, nobody has to be woken.
            thread.shared.is_awaited.store(true, Ordering::Release);
            thread.send(Order::Answer(Box::new(job)));
        } else {
            // Without a thread the window waits, but does not go without answers.
            let mut take = |whose, piece| drop(scenes.take(whose, piece));
            let _is_whole = Known::of(opened).answer(&job, &|| true, &mut take);
            self.answered = job.number;
            scenes.set_renewing(false);
        }
        true
    }

    /// Takes in what has been worked out, and waits so long for the end of the newest job.
    pub fn take_in(&mut self, patience: Duration, scenes: &mut Scenes) -> Result<(), Died> {
        let Some(thread) = self.thread.take() else { return Ok(()) };
        let deadline = Instant::now().checked_add(patience);
        let mut is_waiting = if patience.is_zero() { thread.stop_waiting() } else { true };
        loop {
            if is_waiting && self.answered == self.newest() {
                is_waiting = thread.stop_waiting();
            }
            let left = deadline.map_or(patience, |deadline| deadline.saturating_duration_since(Instant::now()));
            match thread.next(if is_waiting { left } else { Duration::ZERO }) {
                Ok(Some(told)) => self.take(told, &thread, scenes),
                Ok(None) if !is_waiting => break,
                Ok(None) => is_waiting = thread.stop_waiting(),
                Err(Died) => {
                    // What killed it would kill the next one: that is asked when the case has changed.
                    self.answered = self.newest();
                    return Err(Died);
                }
            }
        }
        self.thread = Some(thread);
        scenes.set_renewing(self.is_busy());
        Ok(())
    }

    fn take(&mut self, told: Told, thread: &Thread, scenes: &mut Scenes) {
        let is_open = self.asked.as_ref().is_some_and(|job| job.opened == told.opened);
        match told.piece {
            // Between this job and the newest one, something may have come to be marked higher.
            Some((_, Piece::Marking(_))) if told.number != self.newest() => {}
            Some((whose, piece)) if is_open => {
                scenes.take(whose, piece).into_iter().for_each(|old| thread.send(Order::Drop(old)));
            }
            Some((_, piece)) => thread.send(Order::Drop(Box::new(piece))),
            None => self.answered = told.number,
        }
    }

    /// Takes something apart on the thread.
    pub fn discard(&self, waste: Waste) {
        if let Some(thread) = &self.thread {
            thread.send(Order::Drop(waste));
        }
    }
}

impl Thread {
    fn start(wake: Wake, work: fn(&Receiver<Order>, &Teller)) -> io::Result<Self> {
        let (orders, received) = channel();
        let (send, told) = channel();
        let shared = Arc::new(Shared::default());
        let teller = Teller { send, shared: Arc::clone(&shared), wake };
        let thread = std::thread::Builder::new().name("answers".to_owned());
        drop(thread.spawn(move || work(&received, &teller))?);
        Ok(Self { orders, told, shared })
    }

    /// Sends an order. Where the thread has died, the next look at what it tells finds that.
    fn send(&self, order: Order) {
        drop(self.orders.send(order));
    }

    /// What was told next, if it comes within that time.
    fn next(&self, patience: Duration) -> Result<Option<Told>, Died> {
        match self.told.recv_timeout(patience) {
            Ok(told) => Ok(Some(told)),
            Err(RecvTimeoutError::Timeout) => Ok(None),
            Err(RecvTimeoutError::Disconnected) => Err(Died),
        }
    }

    /// From now on the window is woken; what was told before without waking it can be taken in. Whether still waiting: no.
    fn stop_waiting(&self) -> bool {
        let _was_awaited = self.shared.is_awaited.swap(false, Ordering::AcqRel);
        false
    }
}

impl Drop for Thread {
    fn drop(&mut self) {
        self.shared.wanted.store(u64::MAX, Ordering::Relaxed);
    }
}

/// How the thread tells what it has worked out.
struct Teller {
    send: Sender<Told>,
    shared: Arc<Shared>,
    wake: Wake,
}

impl Teller {
    fn is_wanted(&self, job: &Job) -> bool {
        self.shared.wanted.load(Ordering::Relaxed) == job.number
    }

    fn tell(&self, job: &Job, piece: Option<(Whose, Piece)>) {
        // Nobody listens only when the session is gone.
        drop(self.send.send(Told { number: job.number, opened: job.opened, piece }));
        // An exchange and no look: so the session, once it has stopped waiting, sees what was told before.
        let is_awaited = self.shared.is_awaited.fetch_and(true, Ordering::AcqRel);
        if !is_awaited {
            (self.wake)();
        }
    }
}

/// Answers the newest job, again and again, and takes apart what is no longer needed when there is time for it.
fn serve(orders: &Receiver<Order>, teller: &Teller) {
    let mut known = Known::of(0);
    let mut waste: Vec<Waste> = Vec::new();
    while let Some(job) = newest(orders, &mut waste) {
        if !known.is_of(job.opened) {
            waste.push(Box::new(std::mem::replace(&mut known, Known::of(job.opened))));
        }
        let is_wanted = || teller.is_wanted(&job);
        if known.answer(&job, &is_wanted, &mut |whose, piece| teller.tell(&job, Some((whose, piece)))) {
            teller.tell(&job, None);
            waste.clear();
        }
    }
}

/// Waits for a job, and takes the newest where there are several; `None` once the session is gone.
fn newest(orders: &Receiver<Order>, waste: &mut Vec<Waste>) -> Option<Box<Job>> {
    let mut newest = None;
    let mut order = orders.recv().ok();
    while let Some(one) = order {
        match one {
            Order::Answer(job) => newest = Some(job),
            Order::Drop(old) => waste.push(old),
        }
        order = if newest.is_some() {
            orders.try_recv().ok()
        } else {
            waste.clear();
            orders.recv().ok()
        };
    }
    newest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::file::empty_case;
    use crate::session::view::ViewState;

    #[test]
    fn a_thread_that_dies_is_told_once_and_replaced() {
        fn die(orders: &Receiver<Order>, _teller: &Teller) {
            let _job = newest(orders, &mut Vec::new());
        }
        let (wake, case): (Wake, _) = (Arc::new(|| {}), empty_case(1));
        let mut scenes = Scenes::new(&case, ViewState::default());
        let mut answering = Answering { thread: Thread::start(Arc::clone(&wake), die).ok(), ..Answering::default() };
        assert!(answering.ask((1, &case), scenes.shown(&case), &mut scenes, &wake));
        assert_eq!(answering.take_in(Duration::MAX, &mut scenes), Err(Died));
        assert!(!scenes.own.answers.is_current() && !answering.is_busy());
        assert!(!answering.ask((1, &case), scenes.shown(&case), &mut scenes, &wake), "the same is not asked again");
        assert!(!scenes.own.answers.is_current());
        let next = case.with(&[crate::case::Change::Theme(crate::case::ThemeId::from_bits(1), Some(Arc::default()))]);
        assert!(answering.ask((1, &next), scenes.shown(&next), &mut scenes, &wake));
        assert_eq!(answering.take_in(Duration::MAX, &mut scenes), Ok(()));
        assert!(scenes.own.answers.is_current());
    }

    #[test]
    fn nobody_is_woken_who_waits() {
        let woken = Arc::new(AtomicU64::new(0));
        let counter = Arc::clone(&woken);
        let wake: Wake = Arc::new(move || {
            let _before = counter.fetch_add(1, Ordering::Relaxed);
        });
        let case = empty_case(1);
        let (mut answering, mut scenes) = (Answering::default(), Scenes::new(&case, ViewState::default()));
        let mut ask = |case: &Case, answering: &mut Answering, patience| {
            assert!(answering.ask((1, case), scenes.shown(case), &mut scenes, &wake));
            assert_eq!(answering.take_in(patience, &mut scenes), Ok(()));
        };
        ask(&case, &mut answering, Duration::MAX);
        assert_eq!(woken.load(Ordering::Relaxed), 0);
        let next = case.with(&[crate::case::Change::Theme(crate::case::ThemeId::from_bits(1), Some(Arc::default()))]);
        ask(&next, &mut answering, Duration::ZERO);
        // Either all of it came before the session stopped waiting, or the window is woken for the rest.
        while answering.is_busy() && woken.load(Ordering::Relaxed) == 0 {
            std::thread::sleep(Duration::from_millis(1));
        }
    }
}
