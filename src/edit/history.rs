//! The way back: every value that a case had since it was opened, without a limit.

use super::Plan;
use crate::case::{Case, Change, RecordId};

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

    /// Does what was planned. A plan that alters nothing leaves no step, and what was undone can still be redone.
    pub fn act(&mut self, plan: Plan) {
        if plan.changes.is_empty() {
            return;
        }
        let next = self.present.with(&plan.changes);
        let changed = plan.changes.iter().filter_map(Change::target).collect();
        let case = std::mem::replace(&mut self.present, next);
        let edit = Stepped { label: plan.label, changed };
        self.undo.push(Step { edit, case, generation: self.generation });
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
