//! What a case is: plain data without input and output, clock or window.
//!
//! A [`Case`] is a value: a header and one persistent map per kind of record. It is cheap to clone and never altered in
//! place; [`Case::with`] takes [`Change`]s and gives the next case. All else follows from that: undo keeps the old
//! value, saving works on a clone in a background thread, and a difference is a list of changes.

mod activity;
mod actor;
mod alternative;
mod briefing;
mod common;
mod damaged;
mod dated;
mod grade;
mod id;
mod incident;
mod lever;
mod mandate;
mod marking;
mod merged;
mod mission;
mod named_by;
mod place;
mod posture;
mod question;
mod references;
mod relation;
mod said;
mod source;
mod survey;
mod tables;
mod theme;
mod view;
pub(crate) mod vocabulary;
pub mod when;

pub use activity::{Activity, ActivityKind, Nature};
pub use actor::{Actor, ActorKind, Post, World};
pub use alternative::{Alternate, AlternateKind, Alternative, NoSuchField};
pub use briefing::{Briefing, Section, SectionLayout};
pub use common::{Attribution, Citation, Common, Extra, Paragraph, Party, Stance, Standing, is_supported};
pub use damaged::Damaged;
pub use grade::{Credibility, Reliability, grade, is_judged};
pub use id::{
    ActivityId, ActorId, BriefingId, CaseId, IdError, IncidentId, Key, LeverId, MandateId, MissionId, PlaceId,
    PostureId, QuestionId, RelationId, SourceId, SurveyId, ThemeId, ViewId,
};
pub use incident::{Basis, Casualties, Incident, IncidentKind, Participant, Quantity, ROLES, ThemeTag};
pub use lever::{Lever, LeverKind, LeverState};
pub use mandate::{Level, Mandate, Modality};
pub use marking::{Marking, Tlp, UnClass};
pub use merged::Merged;
pub use mission::Mission;
pub use named_by::{NamedBy, namers};
pub use place::{Place, PlaceKind, Position};
pub use posture::{Posture, Stand};
pub use question::{Confidence, Consistency, Evidence, Hypothesis, Judgement, Likelihood, Question, Rating};
pub use references::{Target, add_targets, targets};
pub use relation::{Direction, Relation, RelationKind};
pub use said::standing_words;
pub use source::{Source, SourceKind};
pub use survey::Survey;
pub use tables::{Case, Change, Header, Record, RecordId, RecordKind, Table};
pub use theme::Theme;
pub use view::{Aspect, GroupBy, HidesEmpty, LaneBy, Layer, Pane, Pin, PinnedPane, SortBy, View, Workspace};
pub use vocabulary::Vocabulary;
pub use when::{Bounds, DayPart, Edtf, Extent, Moment, When};
