//! Sightline, an offline case workbench for desk officers of political missions.
//!
//! The floors, in the order to read them; a floor imports only from those above it in this list.

pub mod case;
pub mod cli;
#[cfg(feature = "window")]
pub mod desktop;
pub mod disk;
pub mod edit;
pub mod figure;
pub mod files;
pub mod query;
pub mod session;
#[cfg(feature = "window")]
pub mod ui;
