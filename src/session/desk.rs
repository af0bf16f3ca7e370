//! What lies on the desk: notices, the open question, and what waits for the end of a save or a choice.

use super::command::Request;
use super::intake::Intake;
use super::question::{Question, Then};

/// What lies on the desk.
#[derive(Default)]
pub(super) struct Desk {
    /// How many cases were opened or begun.
    pub opened: u32,
    /// How often a field was to be shown.
    pub aims: u64,
    pub notices: Vec<Notice>,
    pub question: Option<Question>,
    pub request: Option<Request>,
    /// The table that is being looked at.
    pub intake: Option<Box<Intake>>,
    pub after_save: Option<Then>,
    pub has_agreed_to_lose_comments: bool,
    /// The generation whose unsaved changes the user gave up for another file, before choosing that.
    pub agreed_to_lose: Option<u64>,
    /// The generation at which the file that is being read was asked for.
    pub opening_from: u64,
}

/// Something said to the user once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How it is meant.
    pub kind: NoticeKind,
    /// What happened, what was kept, what to do.
    pub words: String,
}

/// How a notice is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// For information: goes away by itself.
    Done,
    /// Something failed: stays until it is put away.
    Failure,
}
