//! What a user may do to a case: an [`Edit`] is planned into [`Change`]s, and [`History`] keeps the way back.
//!
//! Planning is pure: the same case and the same edit give the same plan. Ids of new records come inside the edit.

mod difference;
mod fields;
mod history;
mod label;
mod merge;
mod order;
mod pointers;
mod prefer;
mod redate;
mod references;
mod remove;
mod retheme;
mod together;
mod value;

use std::collections::BTreeSet;
use std::sync::Arc;

pub use difference::{Line, difference, difference_of};
pub use fields::field_words;
pub use history::{Deed, History, Stamp, Stepped};
pub use merge::is_mergeable;
pub use prefer::prefer;
pub use redate::kept_date;
pub use references::without;

use crate::case::{
    Case, Change, Header, IncidentId, Key, Record, RecordId, RecordKind, ThemeId, When, namers, targets,
};
use value::Names;

/// One thing that a user does to a case.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Creates or replaces one whole record: a form edits a copy and sends it when the field is left.
    Put(RecordId, Record),
    /// Removes records.
    Remove(Vec<RecordId>, References),
    /// Replaces what is said of the case as a whole.
    Header(Header),
    /// Creates a mission or theme that stands right after another of its kind.
    Insert {
        /// The new record's id.
        id: RecordId,
        /// The new record; its order is that of its place.
        record: Record,
        /// After which one it stands.
        after: RecordId,
    },
    /// Lets two missions, or two themes, change places.
    Swap(RecordId, RecordId),
    /// Takes a mission or theme to a place right beside another of its kind.
    Place {
        /// The one that moves.
        id: RecordId,
        /// The other.
        beside: RecordId,
        /// Whether it stands after the other, and not before it.
        is_after: bool,
    },
    /// Gives an incident another date: the end of a drag on the timeline. The old one stays as another value where a
    /// source says it.
    MoveIncident {
        /// The incident.
        id: IncidentId,
        /// Its new date.
        when: When,
    },
    /// Gives a field the value of one of its alternatives; the value that it had becomes the alternative.
    Prefer {
        /// The record.
        id: RecordId,
        /// The alternative.
        alternative: Key,
    },
    /// Lets a record take in another that is the same, which stays in it as it was.
    Merge {
        /// The one that stays, with its id and its name.
        keep: RecordId,
        /// The other, whose names become other names.
        gone: RecordId,
    },
    /// Makes a record that was taken in one of its own again.
    Split {
        /// The one that holds it.
        from: RecordId,
        /// Its key there.
        merged: Key,
    },
    /// Lets themes take the place of others: each pair is the old one, which goes, and the one that everything then names.
    ReplaceThemes(Vec<(ThemeId, ThemeId)>),
    /// Remembers that two records are not the same, or forgets it.
    Distinct {
        /// The one.
        one: RecordId,
        /// The other.
        other: RecordId,
        /// Whether they are two.
        is_distinct: bool,
    },
    /// Does several edits one after the other as one step, or none of them.
    Together {
        /// What they do together, for the menu: "Add 6 incidents".
        label: String,
        /// The edits, each planned against the case that those before it leave.
        edits: Vec<Self>,
    },
}

/// What happens to records that name a removed one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum References {
    /// Nothing is removed as long as another record names it.
    Refuse,
    /// What names it is cleaned; a relation or mandate that means nothing without it goes too.
    Clear,
}

/// What an edit comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// What it does, for the menu: "Add incident “…”".
    pub label: String,
    /// What becomes of each record; empty where the edit alters nothing.
    pub changes: Vec<Change>,
    /// The record to show afterwards.
    pub focus: Option<RecordId>,
}

impl Plan {
    fn nothing(focus: Option<RecordId>) -> Self {
        Self { label: "No change".to_owned(), changes: Vec::new(), focus }
    }
}

/// Tells which records of a case name one of these, themselves aside.
pub type Namers<'a> = dyn Fn(&Case, &BTreeSet<RecordId>) -> BTreeSet<RecordId> + 'a;

/// Why an edit cannot be done.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The edit is about a record that the case does not have.
    #[error("There is no {} {id} in this case: it may have been removed, look for it under another name", .id.kind().label())]
    NoRecord {
        /// The record meant.
        id: RecordId,
    },
    /// The id is of one kind and the record of another.
    #[error("{id} is the id of a {} and cannot hold a {}: give the record an id of its own kind", .id.kind().label(), .record.label())]
    WrongKind {
        /// The id.
        id: RecordId,
        /// The kind of the record that was sent.
        record: RecordKind,
    },
    /// The record names another that the case does not have.
    #[error("{what} names the {} {missing}, which is not in this case: choose another, or add it first", .missing.kind().label())]
    MissingReference {
        /// The record that names it, in quotation marks.
        what: String,
        /// What is missing.
        missing: RecordId,
    },
    /// Records outside of the removed ones still name one of them.
    #[error("{what} still named by {}: change that first, or remove it everywhere", label::count(.referrers.len(), "record"))]
    StillCited {
        /// What is named, with its verb: "“Ana” is".
        what: String,
        /// The records that were to be removed.
        records: Vec<RecordId>,
        /// The records that name one of them.
        referrers: Vec<RecordId>,
    },
    /// The record has no such alternative.
    #[error("This other value is not in the record any more: choose another, or add it again")]
    NoAlternative {
        /// The alternative meant.
        alternative: Key,
    },
    /// The alternative names a field that cannot hold its value.
    #[error(
        "The record has no field “{field}” that could hold all of this other value: shorten it to what the field takes, \
         or add it to another field and remove it here"
    )]
    NoField {
        /// The field's name in the file.
        field: String,
    },
    /// The alternative says nothing, and would only empty the field.
    #[error("The other value for “{field}” is empty: fill it in first, or remove it")]
    EmptyValue {
        /// The field's name in the file.
        field: String,
    },
    /// No source says the alternative, and some say the value that it would replace.
    #[error(
        "No source says the other value for “{field}”: cite one first. Else it would stand on the sources of the value \
         that it replaces"
    )]
    UnsourcedValue {
        /// The field's name in the file.
        field: String,
    },
    /// Records of this kind have no order that somebody could change.
    #[error("A {} has no place in an order: only missions and themes do", .id.kind().label())]
    NoOrder {
        /// The record meant.
        id: RecordId,
    },
    /// The two are no pair that could be one.
    #[error("{who} cannot be merged: only two actors, two places or two sources can")]
    NotMergeable {
        /// Both, in quotation marks.
        who: String,
    },
    /// The case says that they are two.
    #[error("{who} cannot be merged, since {by}: change that first if they are the same")]
    Tied {
        /// Both, in quotation marks.
        who: String,
        /// What says so.
        by: String,
    },
    /// The record holds no such other one, or that stands in the case.
    #[error("There is nothing to split from {who}: undo may have brought it back already")]
    NotMerged {
        /// The record, in quotation marks.
        who: String,
    },
    /// A theme is to take the place of another and be replaced itself.
    #[error("{what} is to be replaced itself and cannot take the place of another theme: choose one that stays")]
    ReplacedTheme {
        /// The theme, in quotation marks.
        what: String,
    },
    /// The header carries the identity of another case.
    #[error("The identity of a case cannot be changed: save a copy as a new case instead")]
    OtherCase,
}

/// Plans an edit against a case. To remove a record takes a look at every one.
pub fn plan(case: &Case, edit: &Edit) -> Result<Plan, EditError> {
    plan_by(case, edit, &namers)
}

/// Plans an edit against a case where somebody knows who names whom: `namers` gives the records of this case, or of one that
/// differs from it by edits, that name one of those asked about, themselves aside.
pub fn plan_by(case: &Case, edit: &Edit, namers: &Namers<'_>) -> Result<Plan, EditError> {
    match edit {
        Edit::Put(id, record) => put(case, *id, record.clone()),
        Edit::Remove(ids, references) => remove::plan((case, namers), ids, *references),
        Edit::Header(header) => put_header(case, header.clone()),
        Edit::Insert { id, record, after } => order::insert(case, *id, record.clone(), *after),
        Edit::Swap(id, with) => order::swap(case, *id, *with),
        Edit::Place { id, beside, is_after } => order::place(case, *id, (*beside, *is_after)),
        Edit::MoveIncident { id, when } => redate::plan(case, *id, when),
        Edit::Prefer { id, alternative } => plan_prefer(case, *id, *alternative),
        Edit::Merge { keep, gone } => merge::merge((case, namers), *keep, *gone),
        Edit::Split { from, merged } => merge::split(case, *from, *merged),
        Edit::ReplaceThemes(pairs) => retheme::plan((case, namers), pairs),
        Edit::Distinct { one, other, is_distinct } => merge::distinct(case, (*one, *other), *is_distinct),
        Edit::Together { label, edits } => together::plan((case, namers), label, edits),
    }
}

fn put(case: &Case, id: RecordId, record: Record) -> Result<Plan, EditError> {
    let old = case.record(id);
    if old.as_ref() == Some(&record) {
        return Ok(Plan::nothing(Some(id)));
    }
    let record = match &old {
        Some(old) => fields::settled(old, record),
        None => record,
    };
    let kind = fields::kind(&record);
    let Some(change) = fields::change(id, record.clone()) else {
        return Err(EditError::WrongKind { id, record: kind });
    };
    let next = case.with(std::slice::from_ref(&change));
    // What a file left dangling stays editable: only a reference that this edit brings in is refused.
    let known = old.as_ref().map(targets).unwrap_or_default();
    let is_new = |id: &RecordId| !next.has(*id) && known.iter().all(|(known, _)| known != id);
    if let Some(missing) = targets(&record).into_iter().map(|(id, _)| id).find(is_new) {
        return Err(EditError::MissingReference { what: label::quoted(&next.title_of(id)), missing });
    }
    let names = Names { old: case, new: &next };
    let label = match &old {
        None => format!("Add {} {}", kind.label(), label::quoted(&next.title_of(id))),
        Some(old) => label::change(&fields::touched(old, &record, &names), &label::quoted(&next.title_of(id))),
    };
    Ok(Plan { label, changes: vec![change], focus: Some(id) })
}

fn put_header(case: &Case, mut header: Header) -> Result<Plan, EditError> {
    if header.case != case.header.case {
        return Err(EditError::OtherCase);
    }
    if header == *case.header {
        return Ok(Plan::nothing(None));
    }
    fields::settle_header(&case.header, &mut header);
    let touched = fields::touched_header(&case.header, &header, &Names { old: case, new: case });
    let label = label::change(&touched, "the case");
    Ok(Plan { label, changes: vec![Change::Header(Arc::new(header))], focus: None })
}

fn plan_prefer(case: &Case, id: RecordId, alternative: Key) -> Result<Plan, EditError> {
    let record = case.record(id).ok_or(EditError::NoRecord { id })?;
    let plan = put(case, id, prefer(&record, alternative)?)?;
    let field = record.common().alternatives.iter().find(|other| other.key == alternative);
    let words = field.and_then(|other| field_words(id.kind(), &other.field)).unwrap_or("value");
    let title = label::quoted(&case.with(&plan.changes).title_of(id));
    Ok(Plan { label: format!("Prefer another {words} of {title}"), ..plan })
}
