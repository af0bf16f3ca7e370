//! A matrix as a sheet to hand on: everything that the screen says of it, in words and signs, and its writers.
//!
//! A [`Sheet`] is neutral: whatever layer of the matrix is turned into one, each writer is a pure function from it to
//! bytes, and the same sheet gives the same bytes on every machine. No writer knows the clock, the user or the machine.
//!
//! Every format bears the marking, the as-of date, the layer and the filter; none says anything by colour alone, and an
//! empty cell says in words which kind of empty it is.

mod clean;
mod csv;
mod draw;
mod html;
mod json;
mod long;
mod markdown;
mod of_matrix;
mod png;
mod sign;
mod svg;
mod xlsx;

pub use of_matrix::{Subject, bare, sheet};
pub use sign::{Sign, Tone};

use crate::case::Marking;
use crate::query::evidence::Tally;

/// A matrix with all that is said of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// What it is: "Mandate matrix: Guinea-Bissau".
    pub title: String,
    /// What it shows and for when, each a name and a value: layer, as-of date, filter.
    pub about: Vec<(&'static str, String)>,
    /// The highest marking of the case and all that it holds.
    pub marking: Marking,
    /// The columns, from the left.
    pub columns: Vec<Column>,
    /// The rows, by group.
    pub groups: Vec<Group>,
    /// What is counted in the last row: "Missions".
    pub counted: &'static str,
    /// What is counted in each column.
    pub totals: Vec<Total>,
    /// What is counted in all.
    pub total: Total,
    /// What the signs mean that are used.
    pub legend: Vec<(Sign, &'static str)>,
    /// What stands behind the cells, a row for each statement.
    pub long: Vec<Long>,
    /// What a reader must know beside the legend, a sentence each.
    pub notes: Vec<&'static str>,
}

/// A column: a theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its code, where it has one.
    pub short: String,
    /// Its name.
    pub name: String,
}

/// Rows that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// By what they do: "UN · field missions", "West Africa".
    pub heading: String,
    /// Its rows.
    pub rows: Vec<Row>,
    /// What is counted in it.
    pub total: Total,
}

/// A row: a mission.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its organization, or empty.
    pub organization: String,
    /// Its group within that, or empty.
    pub group: String,
    /// Its short name.
    pub name: String,
    /// Its full name, or empty.
    pub full_name: String,
    /// What is to be said of it as of the date: "not then"; or empty.
    pub remark: &'static str,
    /// A cell for each column.
    pub cells: Vec<Cell>,
    /// What is counted in it.
    pub total: Total,
}

/// One cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// What is drawn, where anything is.
    pub sign: Option<Sign>,
    /// The colour that says the same again.
    pub tone: Tone,
    /// The short word that stands with the sign: "mand.".
    pub label: String,
    /// What is open about it: [`Sign::Possible`], [`Sign::Elsewhere`], [`Sign::Unsourced`].
    pub doubts: Vec<Sign>,
    /// How many statements stand behind its sign; shown where there are several.
    pub count: usize,
    /// Incidents that are counted in it.
    pub tally: Tally,
    /// All of it in words: "mandated (possibly, unsourced)"; never empty.
    pub words: String,
    /// What stands behind it, a line for each statement, with its sources.
    pub behind: Vec<String>,
}

/// What is counted at the end of a row or column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Total {
    /// Nothing.
    None,
    /// Filled cells.
    Filled(usize),
    /// Incidents, each once.
    Incidents(Tally),
}

/// A table in which every row stands for one statement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Long {
    /// What its rows are.
    pub title: &'static str,
    /// Names of the columns.
    pub columns: &'static [&'static str],
    /// The rows, a text for each column.
    pub rows: Vec<Vec<String>>,
}

impl Sheet {
    /// As text with tabs, which spreadsheets paste into cells.
    pub fn tsv(&self) -> String {
        csv::tsv(&self.cleaned())
    }

    /// Every row, from top to bottom.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.groups.iter().flat_map(|group| &group.rows)
    }
}

impl Column {
    /// "Drug trafficking (DT)".
    pub fn heading(&self) -> String {
        if self.short.is_empty() || self.short == self.name {
            self.name.clone()
        } else {
            format!("{} ({})", self.name, self.short)
        }
    }

    /// Its code, or its name where it has none.
    pub fn code(&self) -> &str {
        if self.short.is_empty() { &self.name } else { &self.short }
    }
}

impl Row {
    /// "UNIOGBIS (not then)".
    pub fn heading(&self) -> String {
        if self.remark.is_empty() { self.name.clone() } else { format!("{} ({})", self.name, self.remark) }
    }
}

impl Cell {
    /// Whether this is open about it.
    pub fn has(&self, doubt: Sign) -> bool {
        self.doubts.contains(&doubt)
    }

    /// What follows its word: "?*".
    fn suffix(&self) -> String {
        [Sign::Possible, Sign::Elsewhere].into_iter().filter(|&doubt| self.has(doubt)).map(Sign::text).collect()
    }

    /// Its sign and word as text, then what is counted in it: "■ mand.?* ×2 ⚠ ●3 ○1 ?2".
    pub fn short(&self) -> String {
        self.lines().join(" ")
    }

    /// The same as lines: what stands behind its sign, and what is counted in it. None of them is empty.
    pub fn lines(&self) -> Vec<String> {
        let main = format!("{} {}", self.sign.map_or("", Sign::text), self.label).trim().to_owned();
        let level = (!main.is_empty()).then(|| format!("{main}{}", self.suffix()));
        let several = (self.count > 1).then(|| format!("×{}", self.count));
        let unsourced = self.has(Sign::Unsourced).then(|| Sign::Unsourced.text().to_owned());
        let counts = sign::counts(self.tally).map(|(sign, count)| format!("{}{count}", sign.text()));
        let uncertain = (self.tally.uncertain.count() > 0).then(|| Sign::Uncertain.text().to_owned());
        let level: Vec<String> = level.into_iter().chain(several).chain(unsourced).collect();
        let counts: Vec<String> = counts.chain(uncertain).collect();
        [level, counts].into_iter().filter(|parts| !parts.is_empty()).map(|parts| parts.join(" ")).collect()
    }
}

impl Total {
    /// "5", "3 + 1 inferred", or nothing where there is nothing.
    pub fn words(self) -> String {
        match self {
            Self::None => String::new(),
            Self::Filled(count) => count.to_string(),
            Self::Incidents(tally) if tally.is_empty() => String::new(),
            Self::Incidents(tally) => tally.words(),
        }
    }

    /// The same as signs with numbers: "●3 ○1".
    pub fn short(self) -> String {
        match self {
            Self::None | Self::Filled(_) => self.words(),
            Self::Incidents(tally) => Cell { tally, ..Cell::default() }.short(),
        }
    }
}

impl Long {
    /// The columns of which any row says something, by their places: for those who read.
    pub fn told(&self) -> Vec<usize> {
        let is_told = |&place: &usize| self.rows.iter().any(|row| row.get(place).is_some_and(|text| !text.is_empty()));
        (0..self.columns.len()).filter(is_told).collect()
    }
}

/// Why a sheet cannot be written in a format.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// The format has not so much room.
    #[error("The matrix has {columns} columns and {rows} rows, more than {format} can hold: export it as CSV")]
    TooLarge {
        /// The format's name.
        format: &'static str,
        /// Columns of the matrix.
        columns: usize,
        /// Rows of the matrix.
        rows: usize,
    },
    /// A library that writes the format refused.
    #[error("The matrix could not be written as {format}: {problem}. Another format may do")]
    Refused {
        /// The format's name.
        format: &'static str,
        /// In its words.
        problem: String,
    },
}

/// A format in which a sheet is handed on.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// What it is called: "Excel workbook".
    pub name: &'static str,
    /// How its files end, without the dot.
    pub extension: &'static str,
    /// Whether it is text, which may go to a terminal.
    pub is_text: bool,
    write: fn(&Sheet) -> Result<Vec<u8>, SheetError>,
}

impl Format {
    /// The bytes of a sheet. Characters that steer a terminal or turn the direction of others become spaces.
    pub fn write(&self, sheet: &Sheet) -> Result<Vec<u8>, SheetError> {
        (self.write)(&sheet.cleaned())
    }

    /// The format whose files end so, in either case.
    pub fn of_extension(extension: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|format| format.extension.eq_ignore_ascii_case(extension))
    }
}

/// Every format, that of the office first.
pub static FORMATS: [Format; 7] = [
    Format { name: "Excel workbook", extension: "xlsx", is_text: false, write: xlsx::write },
    Format { name: "CSV", extension: "csv", is_text: true, write: |sheet| Ok(csv::write(sheet).into_bytes()) },
    Format { name: "Picture", extension: "png", is_text: false, write: png::write },
    Format {
        name: "Vector drawing",
        extension: "svg",
        is_text: true,
        write: |sheet| Ok(svg::write(sheet).into_bytes()),
    },
    Format { name: "HTML page", extension: "html", is_text: true, write: |sheet| Ok(html::write(sheet).into_bytes()) },
    Format { name: "Markdown", extension: "md", is_text: true, write: |sheet| Ok(markdown::write(sheet).into_bytes()) },
    Format { name: "JSON", extension: "json", is_text: true, write: |sheet| Ok(json::write(sheet).into_bytes()) },
];
