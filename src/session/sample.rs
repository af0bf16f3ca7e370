//! The cases that come with the program.

use std::fmt;

/// A case that comes with the program: a copy of it is opened, never the original.
#[derive(PartialEq, Eq)]
pub struct Sample {
    /// What it is called in a menu.
    pub title: &'static str,
    /// What a copy of it is called when it is first saved.
    pub name: &'static str,
    /// The file.
    pub bytes: &'static [u8],
}

/// Every sample; a first start opens the first.
pub static SAMPLES: [Sample; 2] = [
    Sample {
        title: "Flying blind, 2011",
        name: "flying-blind-2011.case.ron",
        bytes: include_bytes!("../../cases/flying-blind-2011.case.ron"),
    },
    Sample {
        title: "Guinea-Bissau, 2009–2010",
        name: "guinea-bissau.case.ron",
        bytes: include_bytes!("../../cases/guinea-bissau.case.ron"),
    },
];

impl fmt::Debug for Sample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}
