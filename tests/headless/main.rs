//! Tests without a window.

mod answers;
mod cli;
mod compare;
mod damage;
mod disk;
mod edits;
mod files;
mod filter;
mod find;
mod findings;
mod floors;
mod flying_blind;
mod gaps;
mod generated;
#[path = "../../benches/generator/mod.rs"]
mod generator;
mod golden;
mod handbook;
mod hostile;
mod intake;
mod layers;
mod maker;
mod merging;
mod names;
mod oracle;
mod pinned;
mod retheme;
mod reuse;
mod sample;
mod saving;
mod session;
mod sheets;
mod spaces;
mod tidy;
#[path = "../../benches/generator/twins.rs"]
mod twins;
