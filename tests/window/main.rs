//! The window, driven as a user drives it: found by accessible names, checked on the session, and a few pictures.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a helper of tests may fail like the tests")]

mod forms;
mod matrix;
mod open;
mod overlay;
mod pictures;
mod records;
mod selecting;
mod soft;
mod sources;
mod typing;
