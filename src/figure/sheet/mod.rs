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
mod layers;
mod legend;
mod long;
mod markdown;
mod of_matrix;
mod png;
mod sign;
mod svg;
mod work;
mod xlsx;

pub use of_matrix::{Subject, bare, has_incidents, sheet};
pub use sign::{Sign, Tone};

use crate::case::Marking;
use crate::query::evidence::Tally;
use crate::query::gaps::Amount;

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
    /// What stands beside its sign: what is open about it ([`Sign::Possible`], [`Sign::Elsewhere`], [`Sign::Unsourced`]),
    /// whether the mission acts all the same, and what kind of blank a finding stands on.
    pub marks: Vec<Sign>,
    /// How many statements stand behind its sign; shown where there are several.
    pub count: usize,
    /// A second sign with its word, where a cell shows two layers side by side.
    pub beside: Option<(Sign, &'static str)>,
    /// Incidents that are counted in it.
    pub tally: Tally,
    /// Two bars, each so long: incidents whose theme is stated and inferred, or technical and political work.
    pub bars: Option<(usize, usize)>,
    /// What else is counted in it, in lines: signs, each with its number or amount.
    pub counted: Vec<Vec<(Sign, String)>>,
    /// All of it in words: "mandated (possibly, unsourced)"; never empty.
    pub words: String,
    /// What stands behind it, a line for each statement, with its sources.
    pub behind: Vec<String>,
}

/// What is counted at the end of a row or column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Total {
    /// Nothing.
    #[default]
    None,
    /// Filled cells.
    Filled(usize),
    /// Incidents, each once.
    Incidents(Tally),
    /// So many gaps, activities or changes: surely, and possibly.
    Counted(usize, usize),
    /// Staff and money, each unit by itself.
    Amounts(Vec<Amount>),
}

/// A sign with what stands at it, as a cell shows it.
pub(super) struct Piece {
    pub sign: Option<Sign>,
    pub words: String,
    /// Whether a space parts the two.
    pub is_apart: bool,
}

impl Piece {
    const fn sign(sign: Sign) -> Self {
        Self { sign: Some(sign), words: String::new(), is_apart: false }
    }

    const fn counted(sign: Sign, words: String) -> Self {
        Self { sign: Some(sign), words, is_apart: false }
    }

    const fn told(sign: Option<Sign>, words: String) -> Self {
        Self { sign, words, is_apart: true }
    }

    /// With its sign as this text.
    fn with(&self, sign: &str) -> String {
        let gap = if self.is_apart && !sign.is_empty() && !self.words.is_empty() { " " } else { "" };
        format!("{sign}{gap}{}", self.words)
    }

    fn text(&self) -> String {
        self.with(self.sign.map_or("", Sign::text))
    }
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
    /// Whether this stands beside its sign.
    pub fn has(&self, mark: Sign) -> bool {
        self.marks.contains(&mark)
    }

    /// What follows its word: "?*".
    fn suffix(&self) -> String {
        [Sign::Possible, Sign::Elsewhere].into_iter().filter(|&mark| self.has(mark)).map(Sign::text).collect()
    }

    /// Its marks that do not follow its word.
    fn own_marks(&self) -> impl Iterator<Item = Sign> {
        self.marks.iter().copied().filter(|mark| !matches!(mark, Sign::Possible | Sign::Elsewhere))
    }

    /// What it shows, line by line: its sign and word with what stands beside them, and what is counted in it.
    pub(super) fn pieces(&self) -> Vec<Vec<Piece>> {
        let main = Piece::told(self.sign, format!("{}{}", self.label, self.suffix()));
        let several = (self.count > 1).then(|| Piece::told(None, format!("×{}", self.count)));
        let unsourced = self.has(Sign::Unsourced).then(|| Piece::sign(Sign::Unsourced));
        let beside = self.beside.map(|(sign, word)| Piece::told(Some(sign), word.to_owned()));
        let marks = self.own_marks().filter(|mark| *mark != Sign::Unsourced).map(Piece::sign);
        let first = [main].into_iter().chain(several).chain(unsourced).chain(beside).chain(marks).collect();
        let counts = sign::counts(self.tally).map(|(sign, count)| Piece::counted(sign, count.to_string()));
        let uncertain = (self.tally.uncertain.count() > 0).then(|| Piece::sign(Sign::Uncertain));
        let more = self
            .counted
            .iter()
            .map(|line| line.iter().map(|(sign, words)| Piece::counted(*sign, words.clone())).collect::<Vec<_>>());
        [first, counts.chain(uncertain).collect()].into_iter().chain(more).collect()
    }

    /// Its sign and word as text, then what is counted in it: "■ mand.?* ×2 ⚠ ●3 ○1 ?2".
    pub fn short(&self) -> String {
        self.lines().join(" ")
    }

    /// The same as lines: what stands behind its sign, and what is counted in it. None of them is empty.
    pub fn lines(&self) -> Vec<String> {
        joined(&self.pieces(), Piece::text, " ")
    }
}

/// Pieces as lines of text. What is empty is left out.
pub(super) fn joined(lines: &[Vec<Piece>], text: impl Fn(&Piece) -> String, gap: &str) -> Vec<String> {
    let line = |line: &Vec<Piece>| line.iter().map(&text).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(gap);
    lines.iter().map(line).filter(|line| !line.is_empty()).collect()
}

impl Total {
    /// "5", "3 + 1 inferred", "3 surely, 2 possibly", or nothing where there is nothing.
    pub fn words(&self) -> String {
        match self {
            Self::None | Self::Counted(0, 0) => String::new(),
            Self::Filled(count) | Self::Counted(count, 0) => count.to_string(),
            Self::Incidents(tally) if tally.is_empty() => String::new(),
            Self::Incidents(tally) => tally.words(),
            Self::Counted(0, possibly) => format!("{possibly} possibly"),
            Self::Counted(surely, possibly) => format!("{surely} surely, {possibly} possibly"),
            Self::Amounts(amounts) => amounts.iter().map(Amount::words).collect::<Vec<_>>().join("; "),
        }
    }

    /// The same as signs with numbers: "●3 ○1", "3 + 2?".
    pub fn short(&self) -> String {
        match self {
            Self::None | Self::Filled(_) | Self::Counted(_, 0) => self.words(),
            Self::Incidents(tally) => Cell { tally: *tally, ..Cell::default() }.short(),
            Self::Counted(0, possibly) => format!("{possibly}?"),
            Self::Counted(surely, possibly) => format!("{surely} + {possibly}?"),
            Self::Amounts(amounts) => {
                let counted = amounts.iter().map(|one| vec![sign::amount(one)]).collect();
                Cell { counted, ..Cell::default() }.short()
            }
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
