//! Every kind of record with its table, listed once for all that is done with each of them.

use std::fmt::{Debug, Display};
use std::str::FromStr;
use std::sync::Arc;

use crate::case::{
    Activity, ActivityId, Actor, ActorId, Briefing, BriefingId, Case, Change, IdError, Incident, IncidentId, Lever,
    LeverId, Mandate, MandateId, Mission, MissionId, Place, PlaceId, Posture, PostureId, Question, QuestionId,
    RecordKind, Relation, RelationId, Source, SourceId, Survey, SurveyId, Table, Theme, ThemeId, View, ViewId,
};

use super::value::Value;

/// A record of one kind.
pub(super) trait Stored: Value + Clone + Send + Sync {
    /// Its id.
    type Id: FromStr<Err = IdError> + Display + Debug + Ord + Copy + Send + Sync;
    /// Its kind.
    const KIND: RecordKind;

    /// Every record of the kind.
    fn table(case: &Case) -> &Table<Self::Id, Self>;
    /// The same, to be filled.
    fn table_mut(case: &mut Case) -> &mut Table<Self::Id, Self>;
    /// What makes it a record of a case.
    fn put(id: Self::Id, record: Arc<Self>) -> Change;
    /// The record that such a change puts there.
    fn taken(change: Change) -> Option<(Self::Id, Arc<Self>)>;
}

macro_rules! stored {
    ($( $kind:ident, $table:ident, $id:ident; )+) => { $(
        impl Stored for $kind {
            type Id = $id;
            const KIND: RecordKind = RecordKind::$kind;

            fn table(case: &Case) -> &Table<$id, Self> {
                &case.$table
            }

            fn table_mut(case: &mut Case) -> &mut Table<$id, Self> {
                &mut case.$table
            }

            fn put(id: $id, record: Arc<Self>) -> Change {
                Change::$kind(id, Some(record))
            }

            fn taken(change: Change) -> Option<($id, Arc<Self>)> {
                if let Change::$kind(id, Some(record)) = change { Some((id, record)) } else { None }
            }
        }
    )+ };
}

stored! {
    Source, sources, SourceId;
    Place, places, PlaceId;
    Theme, themes, ThemeId;
    Actor, actors, ActorId;
    Mission, missions, MissionId;
    Incident, incidents, IncidentId;
    Relation, relations, RelationId;
    Mandate, mandates, MandateId;
    Survey, surveys, SurveyId;
    Activity, activities, ActivityId;
    Question, questions, QuestionId;
    Posture, postures, PostureId;
    Lever, levers, LeverId;
    Briefing, briefings, BriefingId;
    View, views, ViewId;
}

/// Calls a function for the type that records of this kind have: `by_kind!(kind, function(arguments))`.
macro_rules! by_kind {
    ($kind:expr, $function:ident $arguments:tt) => {{
        use crate::case::{self, RecordKind};
        match $kind {
            RecordKind::Source => $function::<case::Source> $arguments,
            RecordKind::Place => $function::<case::Place> $arguments,
            RecordKind::Theme => $function::<case::Theme> $arguments,
            RecordKind::Actor => $function::<case::Actor> $arguments,
            RecordKind::Mission => $function::<case::Mission> $arguments,
            RecordKind::Incident => $function::<case::Incident> $arguments,
            RecordKind::Relation => $function::<case::Relation> $arguments,
            RecordKind::Mandate => $function::<case::Mandate> $arguments,
            RecordKind::Survey => $function::<case::Survey> $arguments,
            RecordKind::Activity => $function::<case::Activity> $arguments,
            RecordKind::Question => $function::<case::Question> $arguments,
            RecordKind::Posture => $function::<case::Posture> $arguments,
            RecordKind::Lever => $function::<case::Lever> $arguments,
            RecordKind::Briefing => $function::<case::Briefing> $arguments,
            RecordKind::View => $function::<case::View> $arguments,
        }
    }};
}
pub(super) use by_kind;
