//! The case as one persistent map per kind of record, and the one atom of alteration.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use imbl::OrdMap;
use imbl::ordmap::DiffItem;

use super::common::{Common, Extra, Party};
use super::damaged::Damaged;
use super::id::{
    ActivityId, ActorId, BriefingId, CaseId, IdError, IncidentId, LeverId, MandateId, MissionId, PlaceId, PostureId,
    QuestionId, RelationId, SourceId, SurveyId, ThemeId, ViewId,
};
use super::marking::Marking;
use super::when::VagueWords;
use super::{
    Activity, Actor, Briefing, Incident, Lever, Mandate, Mission, Place, Posture, Question, Relation, Source, Survey,
    Theme, View,
};

/// Records of one kind by id: persistent, so that a clone shares everything.
pub type Table<K, V> = OrdMap<K, Arc<V>>;

/// What is said of the case as a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    /// The identity of the case, the same in every copy.
    pub case: CaseId,
    /// Its title.
    pub title: String,
    /// The marking that unmarked records inherit.
    pub marking: Marking,
    /// The meanings that this case gives to vague words, where they differ from the usual.
    pub vague: VagueWords,
    /// Text of records that could not be read, until somebody has looked after it.
    pub damaged: Vec<Damaged>,
    /// Fields and tables that this version does not know.
    pub extra: Extra,
}

/// The id of a record of any kind in one number, in the same order: four bits for the kind, and the 60 of the id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Packed(u64);

const _: () = assert!(RecordKind::ALL.len() <= 16, "a kind has four bits in a packed id");

macro_rules! tables {
    ($( $kind:ident, $table:ident, $id:ident, $one:literal, $many:literal; )+) => {
        /// A case: a value that is never altered in place.
        #[derive(Clone, Debug, PartialEq)]
        pub struct Case {
            /// What is said of the case as a whole.
            pub header: Arc<Header>,
            $(
                #[doc = concat!("Every ", $one, " by id.")]
                pub $table: Table<$id, $kind>,
            )+
        }

        /// What one record becomes, or that it is gone (`None`), or what the header becomes. Nothing else alters a
        /// case.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Change {
            /// What the header becomes.
            Header(Arc<Header>),
            $(
                #[doc = concat!("What one ", $one, " becomes.")]
                $kind($id, Option<Arc<$kind>>),
            )+
        }

        /// The id of a record of any kind.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum RecordId {
            $(
                #[doc = concat!("A ", $one, ".")]
                $kind($id),
            )+
        }

        /// A kind of record.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum RecordKind {
            $(
                #[doc = concat!("A ", $one, ".")]
                $kind,
            )+
        }

        /// A record of any kind.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Record {
            $(
                #[doc = concat!("A ", $one, ".")]
                $kind(Arc<$kind>),
            )+
        }

        impl Case {
            /// An empty case.
            pub fn new(header: Header) -> Self {
                Self { header: Arc::new(header), $( $table: Table::new(), )+ }
            }

            /// The case after these changes, in their order.
            #[must_use]
            pub fn with(&self, changes: &[Change]) -> Self {
                let mut next = self.clone();
                for change in changes {
                    match change {
                        Change::Header(header) => next.header = Arc::clone(header),
                        $( Change::$kind(id, record) => put(&mut next.$table, *id, record.as_ref()), )+
                    }
                }
                next
            }

            /// What turns this case into the other: the header first, then records by kind and id.
            pub fn changes_to(&self, other: &Self) -> Vec<Change> {
                let mut changes = Vec::new();
                if self.header != other.header {
                    changes.push(Change::Header(Arc::clone(&other.header)));
                }
                $( changes.extend(difference(&self.$table, &other.$table).map(|(id, record)| Change::$kind(id, record))); )+
                changes
            }

            /// The record with that id.
            pub fn record(&self, id: RecordId) -> Option<Record> {
                match id {
                    $( RecordId::$kind(id) => self.$table.get(&id).cloned().map(Record::$kind), )+
                }
            }

            /// Whether there is a record with that id.
            pub fn has(&self, id: RecordId) -> bool {
                match id {
                    $( RecordId::$kind(id) => self.$table.contains_key(&id), )+
                }
            }

            /// Whether both cases have the very same records of that kind, told without looking at them.
            pub fn shares(&self, other: &Self, kind: RecordKind) -> bool {
                match kind {
                    $( RecordKind::$kind => self.$table.ptr_eq(&other.$table), )+
                }
            }

            /// Whether both are the very same value, told without looking at the records.
            pub fn is_same(&self, other: &Self) -> bool {
                Arc::ptr_eq(&self.header, &other.header) $( && self.$table.ptr_eq(&other.$table) )+
            }

            /// How many records of that kind there are.
            pub fn count(&self, kind: RecordKind) -> usize {
                match kind {
                    $( RecordKind::$kind => self.$table.len(), )+
                }
            }

            /// The highest marking of the case and all that it holds, each half for itself.
            pub fn highest_marking(&self) -> Marking {
                let own = self.header.marking;
                $( let own = self.$table.values().fold(own, |highest, record| highest.max(record.common.marking)); )+
                own
            }

            /// Every record with its id, by kind and id.
            pub fn records(&self) -> impl Iterator<Item = (RecordId, Record)> {
                std::iter::empty()
                    $( .chain(self.$table.iter().map(|(&id, record)| (RecordId::$kind(id), Record::$kind(Arc::clone(record))))) )+
            }

            /// Every id of that kind, in order.
            pub fn ids(&self, kind: RecordKind) -> Vec<RecordId> {
                match kind {
                    $( RecordKind::$kind => self.$table.keys().map(|&id| RecordId::$kind(id)).collect(), )+
                }
            }
        }

        impl Change {
            /// The marking that the record or the header has after it; none where the record is gone.
            pub fn marking(&self) -> Option<Marking> {
                match self {
                    Self::Header(header) => Some(header.banner_marking()),
                    $( Self::$kind(_, record) => record.as_ref().map(|record| record.common.marking), )+
                }
            }

            /// The record that changes, or `None` for the header.
            pub const fn target(&self) -> Option<RecordId> {
                match self {
                    Self::Header(_) => None,
                    $( Self::$kind(id, _) => Some(RecordId::$kind(*id)), )+
                }
            }

            /// Whether the record is gone after it.
            pub const fn is_removal(&self) -> bool {
                match self {
                    Self::Header(_) => false,
                    $( Self::$kind(_, record) => record.is_none(), )+
                }
            }

            /// The change that removes a record.
            pub const fn removal(id: RecordId) -> Self {
                match id {
                    $( RecordId::$kind(id) => Self::$kind(id, None), )+
                }
            }
        }

        impl RecordId {
            /// The kind of the record.
            pub const fn kind(self) -> RecordKind {
                match self {
                    $( Self::$kind(_) => RecordKind::$kind, )+
                }
            }

            /// The id in half of the space.
            pub(super) const fn packed(self) -> Packed {
                let bits = match self {
                    $( Self::$kind(id) => id.bits(), )+
                };
                Packed((self.kind() as u64) << 60 | bits)
            }
        }

        impl Packed {
            /// The id that was packed.
            pub(super) fn record(self) -> Option<RecordId> {
                let kind = RecordKind::ALL.get((self.0 >> 60) as usize)?;
                Some(match kind {
                    $( RecordKind::$kind => RecordId::$kind($id::from_bits(self.0)), )+
                })
            }
        }

        impl RecordKind {
            /// Every kind, in the order of the file.
            pub const ALL: &'static [Self] = &[ $( Self::$kind ),+ ];

            /// The word for one of them.
            pub const fn label(self) -> &'static str {
                match self { $( Self::$kind => $one, )+ }
            }

            /// The word for several.
            pub const fn plural(self) -> &'static str {
                match self { $( Self::$kind => $many, )+ }
            }

            /// The name of the table in a file.
            pub const fn table(self) -> &'static str {
                match self { $( Self::$kind => stringify!($table), )+ }
            }
        }

        impl Record {
            /// The part that every kind of record has.
            pub fn common(&self) -> &Common {
                match self { $( Self::$kind(record) => &record.common, )+ }
            }

            /// The same part, to be altered.
            pub fn common_mut(&mut self) -> &mut Common {
                match self { $( Self::$kind(record) => &mut Arc::make_mut(record).common, )+ }
            }

            /// Fields that this version does not know.
            pub fn extra(&self) -> &Extra {
                match self { $( Self::$kind(record) => &record.extra, )+ }
            }
        }

        impl fmt::Display for RecordId {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self { $( Self::$kind(id) => fmt::Display::fmt(id, f), )+ }
            }
        }

        impl FromStr for RecordId {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                $(
                    if text.strip_prefix($id::PREFIX).is_some_and(|rest| rest.starts_with('-')) {
                        return text.parse().map(Self::$kind);
                    }
                )+
                Err(IdError {
                    text: text.to_owned(),
                    what: "record id",
                    expected: [ $( $id::PREFIX ),+ ].join("-, ") + "- and twelve characters",
                })
            }
        }

        $(
            impl From<$id> for RecordId {
                fn from(id: $id) -> Self {
                    Self::$kind(id)
                }
            }
        )+
    };
}

// The order is the order in the file: what others refer to comes first.
tables! {
    Source, sources, SourceId, "source", "sources";
    Place, places, PlaceId, "place", "places";
    Theme, themes, ThemeId, "theme", "themes";
    Actor, actors, ActorId, "actor", "actors";
    Mission, missions, MissionId, "mission", "missions";
    Incident, incidents, IncidentId, "incident", "incidents";
    Relation, relations, RelationId, "relation", "relations";
    Mandate, mandates, MandateId, "mandate", "mandates";
    Survey, surveys, SurveyId, "survey", "surveys";
    Activity, activities, ActivityId, "activity", "activities";
    Question, questions, QuestionId, "question", "questions";
    Posture, postures, PostureId, "posture", "postures";
    Lever, levers, LeverId, "lever", "levers";
    Briefing, briefings, BriefingId, "briefing", "briefings";
    View, views, ViewId, "view", "views";
}

impl fmt::Debug for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl From<Party> for RecordId {
    fn from(party: Party) -> Self {
        match party {
            Party::Actor(id) => Self::Actor(id),
            Party::Mission(id) => Self::Mission(id),
        }
    }
}

impl Header {
    /// What the header alone says of the marking under which the case is shown.
    fn banner_marking(&self) -> Marking {
        let is_unknown = self.damaged.iter().any(|damaged| damaged.text.contains("marking"));
        let unknown = if is_unknown { Marking::HIGHEST } else { Marking::default() };
        self.marking.max(unknown)
    }
}

impl Case {
    /// The marking under which the case is shown and passed on: the highest of it and all that it holds. Text that could
    /// not be read and speaks of a marking counts as the highest there is.
    pub fn banner_marking(&self) -> Marking {
        self.highest_marking().max(self.header.banner_marking())
    }

    /// The name of a party, or its id where the case has no such record.
    pub fn party_name(&self, party: Party) -> String {
        self.title_of(party.into())
    }

    /// What a record is called wherever it is named in one line; its id where the case has no such record.
    pub fn title_of(&self, id: RecordId) -> String {
        let title = self.record(id).map(|record| match record {
            Record::Source(source) => source.title.clone(),
            Record::Place(place) => place.name.clone(),
            Record::Theme(theme) => theme.name.clone(),
            Record::Actor(actor) => actor.name.clone(),
            Record::Mission(mission) => mission.name.clone(),
            Record::Incident(incident) => incident.title.clone(),
            Record::Survey(survey) => survey.title.clone(),
            Record::Activity(activity) => activity.title.clone(),
            Record::Question(question) => question.text.clone(),
            Record::Posture(posture) => {
                format!("Posture on {}: {}", self.title_of(posture.actor.into()), posture.judgement.label())
            }
            Record::Lever(lever) => lever.name.clone(),
            Record::Briefing(briefing) => briefing.title.clone(),
            Record::View(view) => view.name.clone(),
            Record::Relation(relation) => {
                let (from, to) = (self.party_name(relation.from), self.party_name(relation.to));
                let said = format!("{from} {} {to}", relation.clause());
                // What is less than a report says so wherever it is named.
                let standing = relation.standing;
                if standing.is_uncertain() { format!("{}: {said}", standing.label()) } else { said }
            }
            Record::Mandate(mandate) => format!(
                "{} {} on {}",
                self.title_of(mandate.mission.into()),
                mandate.level.label(),
                self.title_of(mandate.theme.into())
            ),
        });
        match title {
            Some(title) if title.trim().is_empty() => format!("untitled {}", id.kind().label()),
            Some(title) => title,
            None => id.to_string(),
        }
    }
}

fn put<K: Ord + Clone, V>(table: &mut Table<K, V>, id: K, record: Option<&Arc<V>>) {
    drop(match record {
        Some(record) => table.insert(id, Arc::clone(record)),
        None => table.remove(&id),
    });
}

fn difference<'a, K: Ord + Copy, V: PartialEq>(
    old: &'a Table<K, V>,
    new: &'a Table<K, V>,
) -> impl Iterator<Item = (K, Option<Arc<V>>)> + 'a {
    old.diff(new).map(|item| match item {
        DiffItem::Add(&id, record) | DiffItem::Update { new: (&id, record), .. } => (id, Some(Arc::clone(record))),
        DiffItem::Remove(&id, _) => (id, None),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn empty() -> Case {
        Case::new(Header {
            case: CaseId::from_bits(1),
            title: "A case".to_owned(),
            marking: Marking::default(),
            vague: VagueWords::new(),
            damaged: Vec::new(),
            extra: Extra::default(),
        })
    }

    fn named(name: &str) -> Arc<Actor> {
        Arc::new(Actor { name: name.to_owned(), ..Actor::default() })
    }

    #[test]
    fn a_change_leaves_the_old_value_as_it_was() {
        let id = ActorId::from_bits(7);
        let old = empty();
        let new = old.with(&[Change::Actor(id, Some(named("Ana")))]);
        assert_eq!(old.actors.len(), 0);
        assert_eq!(new.title_of(id.into()), "Ana");
    }

    #[test]
    fn a_difference_leads_from_one_case_to_the_other() {
        let [first, second, third] = [1, 2, 3].map(ActorId::from_bits);
        let old = empty().with(&[Change::Actor(first, Some(named("Ana"))), Change::Actor(second, Some(named("Bia")))]);
        let new = old.with(&[
            Change::Actor(first, None),
            Change::Actor(second, Some(named("Béa"))),
            Change::Actor(third, Some(named("Cleo"))),
        ]);
        let changes = old.changes_to(&new);
        assert_eq!(changes.len(), 3);
        assert_eq!(old.with(&changes), new);
        assert!(new.changes_to(&new).is_empty());
    }

    #[test]
    fn a_text_whose_marking_cannot_be_read_counts_as_the_highest() {
        let with = |text: &str| {
            let mut header = (*empty().header).clone();
            header.damaged.push(Damaged {
                key: super::super::Key::from_bits(1),
                place: String::new(),
                problem: String::new(),
                text: text.to_owned(),
                extra: Extra::default(),
            });
            empty().with(&[Change::Header(Arc::new(header))]).banner_marking()
        };
        assert_eq!(with("title: \"x\""), Marking::default());
        assert_eq!(with("marking: (tlp: Amb"), Marking::HIGHEST);
    }

    #[test]
    fn any_records_id_is_told_by_its_prefix() {
        let id = RecordId::Mission(MissionId::from_bits(9));
        assert_eq!(id.to_string().parse(), Ok(id));
        assert!("xyz-000000000000".parse::<RecordId>().is_err());
    }
}
