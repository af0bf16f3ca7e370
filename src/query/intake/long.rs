//! A table with a claim in each row.

use super::cell::{self, Style};
use super::headers::key;
use super::shape::long_head;
use super::{Axis, Fault, Grid, Place, Said};
use crate::case::when::plain;
use crate::case::{Case, Edtf, Modality, SourceId, When};
use crate::query::folded::fold;

/// The columns that are read, by any of their names.
const COLUMNS: [(&str, &[&str]); 12] = [
    ("mission", &["mission"]),
    ("theme", &["theme"]),
    ("level", &["level"]),
    ("modality", &["modality"]),
    ("decision", &["decision", "resolution", "document"]),
    ("paragraph", &["paragraph", "para", "para."]),
    ("from", &["from", "since", "start"]),
    ("to", &["to", "until", "end"]),
    ("attested", &["attested for", "attested"]),
    ("note", &["note", "notes", "remark", "remarks"]),
    ("organization", &["organization", "organisation"]),
    ("group", &["group"]),
];

/// One row of a long table.
pub(super) struct Row {
    pub at: usize,
    pub mission: Place,
    pub theme: Place,
    pub within: (String, String),
    pub said: Said,
    /// Whether a plain mark stands for its level.
    pub is_mark: bool,
}

/// The rows that claim something, with what could not be read. A row is left out where its level cannot be read; any other
/// field that cannot be read is left empty.
pub(super) fn rows(case: &Case, grid: &Grid, style: Style) -> (Vec<Row>, Vec<Fault>) {
    let Some(head) = long_head(grid) else {
        let words = "No row names the columns “Mission” and “Theme”: choose another layout".to_owned();
        return (Vec::new(), vec![Fault { place: Place { row: 0, column: 0 }, words }]);
    };
    let mut faults = Vec::new();
    let columns = Columns { case, grid, head };
    if columns.is_of_others() {
        let words =
            "Its rows tell of incidents, activities or findings, and claim nothing: choose another table of the file";
        return (Vec::new(), vec![Fault { place: Place { row: head, column: 0 }, words: words.to_owned() }]);
    }
    let is_row = |&row: &usize| ["mission", "theme"].iter().all(|name| !columns.text(row, name).is_empty());
    let rows = (head + 1..grid.rows.len()).filter(is_row).filter_map(|row| columns.row(row, style, &mut faults));
    let rows = rows.collect();
    (rows, faults)
}

struct Columns<'a> {
    case: &'a Case,
    grid: &'a Grid,
    head: usize,
}

impl Columns<'_> {
    fn place(&self, row: usize, name: &str) -> Option<Place> {
        let (_, names) = COLUMNS.iter().find(|(own, _)| *own == name)?;
        let is_meant = |column: &usize| {
            let text = fold(self.grid.at(Place { row: self.head, column: *column }));
            names.contains(&text.as_str())
        };
        (0..self.grid.width()).find(is_meant).map(|column| Place { row, column })
    }

    /// Whether its rows are of something else that has a mission and a theme, as our own sheets have them: without a level,
    /// each would pass for a mandate.
    fn is_of_others(&self) -> bool {
        let has = |wanted: &str| {
            (0..self.grid.width()).any(|column| fold(self.grid.at(Place { row: self.head, column })) == wanted)
        };
        !has("level") && ["incident", "activity", "finding", "change"].into_iter().any(has)
    }

    fn text(&self, row: usize, name: &str) -> &str {
        self.place(row, name).map_or("", |place| self.grid.at(place))
    }

    fn row(&self, row: usize, style: Style, faults: &mut Vec<Fault>) -> Option<Row> {
        let (mission, theme) = (self.place(row, "mission")?, self.place(row, "theme")?);
        let mut fault = |name: &str, words: String| {
            let place = self.place(row, name).unwrap_or(mission);
            faults.push(Fault { place, words });
        };
        let text = self.text(row, "level");
        let marks = cell::read(text, style);
        let level = match marks.as_ref().map(|marks| marks.levels.as_slice()) {
            Some([]) if text.is_empty() => style.mark,
            Some([level]) => *level,
            // A row that says that there is none.
            Some([]) => return None,
            Some(_) | None => {
                fault("level", format!("“{text}” is no single level: the row is left out"));
                return None;
            }
        };
        let said = Said {
            level,
            modality: self.read(row, "modality", &mut fault, modality),
            decision: self.read(row, "decision", &mut fault, |text| decision(self.case, text)),
            paragraph: self.text(row, "paragraph").to_owned(),
            when: self.when(row, &mut fault),
            attested: self.read(row, "attested", &mut fault, date),
            note: self.text(row, "note").to_owned(),
        };
        let within = (self.text(row, "organization").to_owned(), self.text(row, "group").to_owned());
        let is_mark = text.is_empty() || marks.is_some_and(|marks| marks.is_mark);
        Some(Row { at: row, mission, theme, within, said, is_mark })
    }

    fn read<T>(
        &self,
        row: usize,
        name: &str,
        fault: &mut impl FnMut(&str, String),
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Option<T> {
        let text = self.text(row, name);
        // Two dots are an open end.
        if text.is_empty() || text == ".." {
            return None;
        }
        read(text).map_err(|words| fault(name, format!("{words}: it is left empty"))).ok()
    }

    /// From when until when; of two ends the same day, month or year is that date, and a missing end is open.
    fn when(&self, row: usize, fault: &mut impl FnMut(&str, String)) -> When {
        let from = self.read(row, "from", fault, date);
        let to = self.read(row, "to", fault, date);
        let text = match (&from, &to) {
            (None, None) => return When::default(),
            (Some(from), Some(to)) if from == to => from.to_string(),
            (from, to) => {
                let end = |end: &Option<Edtf>| end.as_ref().map_or_else(|| "..".to_owned(), ToString::to_string);
                format!("{}/{}", end(from), end(to))
            }
        };
        match text.parse() {
            Ok(stated) => When { stated: Some(stated), ..When::default() },
            Err(error) => {
                fault("from", format!("{error}: it is kept as the source's words"));
                When { as_written: text, ..When::default() }
            }
        }
    }
}

/// A date in EDTF or in plain words.
fn date(text: &str) -> Result<Edtf, String> {
    let plain = plain::read(text).map_err(|error| error.to_string())?;
    plain.stated.ok_or_else(|| format!("“{text}” is no date of its own"))
}

fn modality(text: &str) -> Result<Modality, String> {
    let word = fold(text);
    let found = Modality::ALL.iter().find(|modality| modality.label() == word);
    found.copied().ok_or_else(|| format!("“{text}” is none of monitor, assist, secure"))
}

/// The source that has this title or reference.
fn decision(case: &Case, text: &str) -> Result<SourceId, String> {
    let wanted = key(Axis::Theme, text).1;
    let is_meant = |title: &str, reference: &str| {
        let names = [title.to_owned(), reference.to_owned(), format!("{title} {reference}")];
        names.iter().any(|name| key(Axis::Theme, name).1 == wanted)
    };
    let mut found = case.sources.iter().filter(|(_, source)| is_meant(&source.title, &source.reference));
    match (found.next(), found.next()) {
        (Some((&id, _)), None) => Ok(id),
        (Some(_), Some(_)) => Err(format!("Several sources are called “{text}”")),
        (None, _) => Err(format!("No source is called “{text}”: add it first, to have it as the decision")),
    }
}
