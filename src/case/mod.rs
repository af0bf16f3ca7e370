//! What a case is: plain data without input and output, clock or window.
//!
//! A [`Case`] is a value: a header and one persistent map per kind of record. It is cheap to clone and never altered in
//! place; [`Case::with`] takes [`Change`]s and gives the next case. All else follows from that: undo keeps the old
//! value, saving works on a clone in a background thread, and a difference is a list of changes.

mod actor;
mod common;
mod grade;
mod id;
mod incident;
mod mandate;
mod marking;
mod mission;
mod place;
mod references;
mod relation;
mod source;
mod survey;
mod tables;
mod theme;
pub(crate) mod vocabulary;
pub mod when;

pub use actor::{Actor, ActorKind, Post, World};
pub use common::{Attribution, Citation, Common, Extra, Paragraph, Party, Stance, Standing};
pub use grade::{Credibility, Reliability, grade, is_judged};
pub use id::{
    ActorId, CaseId, IdError, IncidentId, Key, MandateId, MissionId, PlaceId, RelationId, SourceId, SurveyId, ThemeId,
};
pub use incident::{Basis, Casualties, Incident, IncidentKind, Participant, Quantity, ROLES, ThemeTag};
pub use mandate::{Level, Mandate, Modality};
pub use marking::{Marking, Tlp, UnClass};
pub use mission::Mission;
pub use place::{Place, PlaceKind, Position};
pub use references::{Target, targets};
pub use relation::{Direction, Relation, RelationKind};
pub use source::{Source, SourceKind};
pub use survey::Survey;
pub use tables::{Case, Change, Header, Record, RecordId, RecordKind, Table};
pub use theme::Theme;
pub use vocabulary::Vocabulary;
pub use when::{Bounds, DayPart, Edtf, Extent, Moment, When};
