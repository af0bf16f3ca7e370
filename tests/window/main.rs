//! The window, driven as a user drives it: found by accessible names, checked on the session, and a few pictures.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a helper of tests may fail like the tests")]

mod canvases;
mod findings;
mod forms;
#[path = "../../benches/generator/mod.rs"]
mod generator;
mod graph;
mod grid;
mod help;
mod helping;
mod hostile_panes;
mod intake;
mod large;
mod late;
mod layers;
mod lens;
mod main_job;
mod matrix;
mod named;
mod open;
mod opening;
mod overlay;
mod palette;
mod pictures;
mod pinning;
mod quick;
mod records;
mod search;
mod selecting;
mod sheets;
mod soft;
mod sources;
mod spaces;
mod table;
mod timeline;
mod twins;
mod typing;
