//! The way back: every value that a case had since it was opened, without a limit.

use std::ops::Range;

use super::Plan;
use super::difference::difference_of;
use crate::case::{Case, Change, Record, RecordId};

/// A case with its past and its undone future.
#[derive(Clone, Debug)]
pub struct History {
    present: Case,
    generation: u64,
    /// The highest generation given so far, so that no two values share one.
    newest: u64,
    saved: u64,
    undo: Vec<Step>,
    redo: Vec<Step>,
}

/// When something was done, and by whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// The time in UTC: `2011-08-01T10:00:00Z`.
    pub at: String,
    /// The officer's name; empty where it was not given.
    pub by: String,
}

/// An act of the past that changed a record.
#[derive(Clone, Debug, PartialEq)]
pub struct Deed {
    /// What was done: "Change the title of “…”".
    pub label: String,
    /// When, and by whom.
    pub stamp: Stamp,
    /// What became of the record, a line for each field: "title “…” → “…”"; empty where it was added.
    pub lines: Vec<String>,
    /// The record before it; `None` where it was added.
    pub before: Option<Record>,
}

/// An edit that was just undone or done again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stepped {
    /// What it does: "Add incident “…”".
    pub label: String,
    /// The records that it alters; empty where it alters the header alone.
    pub changed: Vec<RecordId>,
}

/// One edit, with the value on its other side: before it on the undo stack, after it on the redo stack.
#[derive(Clone, Debug)]
struct Step {
    edit: Stepped,
    stamp: Stamp,
    case: Case,
    generation: u64,
}

impl History {
    /// A history that begins with this value, which counts as saved: it was just read, or holds nothing yet.
    pub const fn new(case: Case) -> Self {
        Self { present: case, generation: 0, newest: 0, saved: 0, undo: Vec::new(), redo: Vec::new() }
    }

    /// The present value.
    pub const fn present(&self) -> &Case {
        &self.present
    }

    /// The number of the present value: each new value has a higher one, and undo brings back the old number.
    pub const fn generation(&self) -> u64 {
        self.generation
    }

    /// Whether the present value is the one last saved, be it by way of undo.
    pub const fn is_saved(&self) -> bool {
        self.saved == self.generation
    }

    /// Remembers that the value of this generation is on the disk. Saving runs in the background: by its end, the
    /// present may be a later value.
    pub const fn mark_saved(&mut self, generation: u64) {
        self.saved = generation;
    }

    /// Does what was planned, and remembers when and by whom. A plan that alters nothing leaves no step, and what was
    /// undone can still be redone.
    pub fn act(&mut self, plan: Plan, stamp: Stamp) {
        if plan.changes.is_empty() {
            return;
        }
        let next = self.present.with(&plan.changes);
        let changed = plan.changes.iter().filter_map(Change::target).collect();
        let case = std::mem::replace(&mut self.present, next);
        let edit = Stepped { label: plan.label, changed };
        self.undo.push(Step { edit, stamp, case, generation: self.generation });
        self.redo.clear();
        self.newest += 1;
        self.generation = self.newest;
    }

    /// Takes back the last edit.
    pub fn undo(&mut self) -> Option<Stepped> {
        let mut step = self.undo.pop()?;
        self.swap(&mut step);
        let edit = step.edit.clone();
        self.redo.push(step);
        Some(edit)
    }

    /// Does again what was last undone.
    pub fn redo(&mut self) -> Option<Stepped> {
        let mut step = self.redo.pop()?;
        self.swap(&mut step);
        let edit = step.edit.clone();
        self.undo.push(step);
        Some(edit)
    }

    /// How many acts changed a record since the case was opened, and hold.
    pub fn deed_count(&self, id: RecordId) -> usize {
        self.undo.iter().filter(|step| step.edit.changed.contains(&id)).count()
    }

    /// Those of these acts that stand at these places, the newest first.
    pub fn deeds(&self, id: RecordId, places: Range<usize>) -> Vec<Deed> {
        // What a step led to is the value before the next one.
        let afters = std::iter::once(&self.present).chain(self.undo.iter().rev().map(|step| &step.case));
        let steps = self.undo.iter().rev().zip(afters).filter(|(step, _)| step.edit.changed.contains(&id));
        let deed = |(step, after): (&Step, &Case)| Deed {
            label: step.edit.label.clone(),
            stamp: step.stamp.clone(),
            lines: difference_of(&step.case, after, id),
            before: step.case.record(id),
        };
        steps.skip(places.start).take(places.len()).map(deed).collect()
    }

    /// What undo would take back.
    pub fn undo_label(&self) -> Option<&str> {
        self.undo.last().map(|step| step.edit.label.as_str())
    }

    /// What redo would do again.
    pub fn redo_label(&self) -> Option<&str> {
        self.redo.last().map(|step| step.edit.label.as_str())
    }

    const fn swap(&mut self, step: &mut Step) {
        std::mem::swap(&mut self.present, &mut step.case);
        std::mem::swap(&mut self.generation, &mut step.generation);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::case::{Actor, ActorId, CaseId, Extra, Header, Marking};
    use crate::edit::{Edit, plan};

    fn header(title: &str) -> Header {
        Header {
            case: CaseId::from_bits(1),
            title: title.to_owned(),
            marking: Marking::default(),
            vague: std::collections::BTreeMap::new(),
            damaged: Vec::new(),
            extra: Extra::default(),
        }
    }

    fn act(history: &mut History, at: &str, edit: &Edit) {
        let plan = plan(history.present(), edit).unwrap();
        history.act(plan, Stamp { at: at.to_owned(), by: "Ana".to_owned() });
    }

    #[test]
    fn the_past_of_a_record_has_what_holds_the_newest_first() {
        let id = RecordId::from(ActorId::from_bits(1));
        let named = |name: &str| Record::Actor(Arc::new(Actor { name: name.to_owned(), ..Actor::default() }));
        let mut history = History::new(Case::new(header("A case")));
        assert_eq!(history.deeds(id, 0..9), [], "nothing has been done yet");
        act(&mut history, "09:00", &Edit::Put(id, named("Ana")));
        act(&mut history, "10:00", &Edit::Put(id, named("Bia")));
        act(&mut history, "10:30", &Edit::Header(header("Another case")));
        act(&mut history, "11:00", &Edit::Put(id, named("Cleo")));
        let told = |history: &History| {
            let deeds = history.deeds(id, 0..9);
            assert_eq!(deeds.len(), history.deed_count(id));
            deeds.iter().map(|deed| format!("{} {}", deed.stamp.at, deed.lines.join("; "))).collect::<Vec<_>>()
        };
        let [first, second, third] = ["09:00 ", "10:00 name “Ana” → “Bia”", "11:00 name “Bia” → “Cleo”"];
        assert_eq!(told(&history), [third, second, first]);
        assert_eq!(
            history.deeds(id, 1..3).iter().map(|deed| deed.before.clone()).collect::<Vec<_>>(),
            [Some(named("Ana")), None]
        );
        drop(history.undo());
        assert_eq!(told(&history), [second, first], "what was undone is not in it");
        drop(history.redo());
        assert_eq!(told(&history).len(), 3);
    }
}
