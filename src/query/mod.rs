//! What a user may ask of a case. Pure and deterministic; nothing here alters a case.

pub mod as_of;
pub mod ask;
pub mod attention;
pub mod bits;
pub mod brush;
mod by_id;
pub mod chronicle;
pub mod cores;
pub mod dates;
pub mod density;
pub mod duplicates;
pub mod entry;
pub mod evidence;
pub mod findings;
pub mod folded;
pub mod gaps;
pub mod lanes;
pub mod layout;
pub mod likeness;
pub mod matrix;
pub mod meter;
pub mod network;
pub mod openings;
pub mod overlap;
pub mod problems;
pub mod ranked;
pub mod redate;
pub mod references;
mod rows;
pub mod search;
pub mod sieve;
pub mod sources;
pub mod succession;
pub mod summary;
pub mod tables;
#[cfg(test)]
pub(crate) mod testing;
