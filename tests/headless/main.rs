//! Tests without a window.

mod cli;
mod disk;
mod edits;
mod files;
mod floors;
mod maker;
mod oracle;
mod sample;
mod saving;
mod session;
mod tidy;
