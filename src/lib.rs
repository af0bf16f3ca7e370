//! Sightline, an offline case workbench for desk officers of political missions.
//!
//! The floors, in the order to read them; a floor imports only from those above it in this list.

pub mod case;
pub mod edit;
pub mod query;
pub mod files;
pub mod figure;
pub mod disk;
pub mod session;
pub mod cli;
#[cfg(feature = "window")]
pub mod ui;
#[cfg(feature = "window")]
pub mod desktop;
