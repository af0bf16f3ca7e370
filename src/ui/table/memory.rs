//! What tables remember: of each pane whether it is shown as one, of which kind; of each kind its order and widths. This
//! machine's, and no part of a case.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{CHARACTER, Twin};
use crate::case::RecordKind;
use crate::query::tables::{Column, Sorting, usual};
use crate::session::{Commands, Session};
use crate::ui::layout::Pane;

/// The tables of all panes.
#[derive(Default)]
pub(in crate::ui) struct Tables {
    shown: BTreeMap<Pane, bool>,
    twins: BTreeMap<Pane, Twin>,
    shapes: BTreeMap<RecordKind, Shape>,
}

/// How the table of a kind of record looks.
pub(in crate::ui) struct Shape {
    /// By which columns it is sorted.
    pub sorting: Vec<Sorting>,
    /// Widths of columns, where they are not the first ones, in points.
    widths: BTreeMap<String, f32>,
}

/// What is remembered, as it is written.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Written {
    panes: BTreeMap<Pane, (bool, String)>,
    kinds: BTreeMap<String, WrittenShape>,
}

/// By which columns a table is sorted, each with whether backwards, and the widths of its columns.
type WrittenShape = (Vec<(String, bool)>, BTreeMap<String, f32>);

impl Tables {
    /// The tables as they were written; as at first where there is nothing that can be read.
    pub fn new(written: Option<&str>) -> Self {
        let written: Written = written.and_then(|text| ron::from_str(text).ok()).unwrap_or_default();
        let mut tables = Self::default();
        for (pane, (is_shown, name)) in written.panes {
            let kind = pane.kinds().iter().copied().find(|kind| kind.table() == name);
            if let Some(kind) = kind {
                drop(tables.twins.insert(pane, Twin::new(pane.kinds(), kind)));
                tables.shown.insert(pane, is_shown);
            }
        }
        for (name, (sorting, widths)) in written.kinds {
            if let Some(&kind) = RecordKind::ALL.iter().find(|kind| kind.table() == name) {
                let sorting =
                    sorting.into_iter().map(|(column, is_backwards)| Sorting { column, is_backwards }).collect();
                let widths = widths.into_iter().filter(|(_, width)| (24.0..=1200.0).contains(width)).collect();
                drop(tables.shapes.insert(kind, Shape { sorting, widths }));
            }
        }
        tables
    }

    /// What is to be remembered, as text.
    pub fn write(&self) -> Option<String> {
        let is_shown = |pane: &Pane| self.shown.get(pane).copied().unwrap_or(false);
        let panes = self.twins.iter().map(|(pane, twin)| (*pane, (is_shown(pane), twin.kind.table().to_owned())));
        let kinds = self.shapes.iter().map(|(kind, shape)| {
            let sorting = shape.sorting.iter().map(|sort| (sort.column.clone(), sort.is_backwards)).collect();
            (kind.table().to_owned(), (sorting, shape.widths.clone()))
        });
        ron::to_string(&Written { panes: panes.collect(), kinds: kinds.collect() }).ok()
    }

    /// Whether a pane is shown as a table.
    pub fn is_shown(&self, pane: Pane) -> bool {
        self.shown.get(&pane).copied().unwrap_or(false)
    }

    /// Shows a pane as a table, or as itself again.
    pub fn toggle(&mut self, pane: Pane) {
        if !pane.kinds().is_empty() {
            let is_shown = self.is_shown(pane);
            self.shown.insert(pane, !is_shown);
        }
    }

    /// Sends what is being typed into a cell.
    pub fn flush(&mut self, session: &Session, commands: &mut Commands) {
        self.twins.values_mut().for_each(|twin| twin.flush(session, commands));
    }

    /// The table of a pane, and how it looks.
    pub fn of(&mut self, pane: Pane) -> Option<(&mut Twin, &mut Shape)> {
        let &first = pane.kinds().first()?;
        let twin = self.twins.entry(pane).or_insert_with(|| Twin::new(pane.kinds(), first));
        let kind = twin.kind;
        let shape = self.shapes.entry(kind).or_insert_with(|| Shape::of(kind));
        Some((twin, shape))
    }
}

impl Shape {
    fn of(kind: RecordKind) -> Self {
        Self { sorting: usual(kind), widths: BTreeMap::new() }
    }

    /// The width of a column, in points.
    pub fn width(&self, column: &Column) -> f32 {
        self.widths.get(column.id).copied().unwrap_or_else(|| first_width(column))
    }

    /// Where a column stands in the order, and whether backwards.
    pub fn order(&self, column: &str) -> Option<(usize, bool)> {
        let place = self.sorting.iter().position(|sort| sort.column == column)?;
        Some((place, self.sorting.get(place)?.is_backwards))
    }

    /// Keeps the widths that columns were given.
    pub fn keep(&mut self, columns: &[&'static Column], given: impl Fn(&str) -> Option<f32>) {
        for column in columns {
            if let Some(width) = given(column.id).filter(|width| (width - self.width(column)).abs() > 0.01) {
                self.widths.insert(column.id.to_owned(), width);
            }
        }
    }

    /// Sorts by a column: the other way, where it is sorted by it already; beside the first one, or alone.
    pub fn sort(&mut self, column: &str, is_added: bool) {
        let known = self.sorting.iter().position(|sort| sort.column == column);
        if let Some(sort) = known.and_then(|place| self.sorting.get_mut(place)) {
            sort.is_backwards = !sort.is_backwards;
            if !is_added {
                self.sorting.retain(|sort| sort.column == column);
            }
        } else {
            self.sorting.truncate(usize::from(is_added));
            self.sorting.push(Sorting { column: column.to_owned(), is_backwards: false });
        }
    }
}

/// Room for as many characters as a column is made for, or for its name.
fn first_width(column: &Column) -> f32 {
    (f32::from(column.chars) * CHARACTER).max(column.label.chars().count() as f32 * 7.2 + 10.0) + 12.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_comes_back() {
        let mut tables = Tables::default();
        tables.toggle(Pane::Graph);
        let (twin, shape) = tables.of(Pane::Graph).unwrap();
        assert_eq!(twin.kind, RecordKind::Actor);
        shape.sort("kind", false);
        shape.sort("name", true);
        shape.sort("name", true);
        shape.widths.insert("name".to_owned(), 321.0);
        let written = tables.write().unwrap();
        let mut again = Tables::new(Some(&written));
        assert!(again.is_shown(Pane::Graph) && !again.is_shown(Pane::Timeline));
        let (_, shape) = again.of(Pane::Graph).unwrap();
        let sorting: Vec<_> = shape.sorting.iter().map(|sort| (sort.column.as_str(), sort.is_backwards)).collect();
        assert_eq!(sorting, [("kind", false), ("name", true)]);
        assert_eq!(shape.widths.get("name"), Some(&321.0));
        assert_eq!(again.write(), Some(written));
    }

    #[test]
    fn what_cannot_be_read_is_as_at_first() {
        assert!(!Tables::new(Some("nonsense")).is_shown(Pane::Graph));
        assert!(!Tables::new(None).is_shown(Pane::Graph));
    }

    #[test]
    fn a_click_sorts_a_second_one_turns_and_shift_adds() {
        let mut shape = Shape::of(RecordKind::Incident);
        let mut check = |column: &str, is_added: bool, expected: &[(&str, bool)]| {
            shape.sort(column, is_added);
            let sorting: Vec<_> = shape.sorting.iter().map(|sort| (sort.column.as_str(), sort.is_backwards)).collect();
            assert_eq!(sorting, expected);
        };
        check("kind", false, &[("kind", false)]);
        check("kind", false, &[("kind", true)]);
        check("date", true, &[("kind", true), ("date", false)]);
        check("date", true, &[("kind", true), ("date", true)]);
        check("title", true, &[("kind", true), ("title", false)]);
        check("title", false, &[("title", true)]);
    }
}
