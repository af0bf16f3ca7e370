//! An open case without a window: the store, what is selected and filtered, files, work in the background, notices.
//!
//! A view reads `&Session` and sends [`Command`]s; [`Session::run`] is the only door through which anything changes.
//! Time, randomness and the way to wake a sleeping window come in through [`Host`], so that every test can fix them.

mod answering;
mod answers;
mod blank;
mod cell;
mod command;
mod desk;
mod exporting;
mod file;
mod filing;
mod fill;
mod filter;
mod host;
mod intake;
mod known;
mod lens;
mod pinned;
mod play;
mod question;
mod reading;
mod sample;
mod saved;
mod scene;
mod selection;
mod settle;
mod store;
mod trail;
mod view;
mod work;

pub use answers::Answers;
pub use command::{Command, Commands, FileCommand, Looks, New, Request};
pub use desk::{Notice, NoticeKind};
pub use file::FileState;
pub use filter::Filter;
pub use host::Host;
pub use intake::{Intake, IntakeCommand};
pub use lens::QueryLens;
pub use question::{Answer, Question, Then};
pub use sample::{SAMPLES, Sample};
pub use scene::{Canvas, Sight};
pub use selection::Selection;
pub use settle::Settled;
pub use store::Session;
pub use view::{Aim, ViewState};
pub use work::Busy;
