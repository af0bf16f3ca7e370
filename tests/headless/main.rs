//! Tests without a window.

mod disk;
mod edits;
mod files;
mod floors;
mod maker;
mod oracle;
mod sample;
mod tidy;
