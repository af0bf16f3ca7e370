//! The records of a case as plain structs for `serde`, all fields with their types: what reads and writes the same
//! file without any code of ours.

#![expect(clippy::struct_field_names, reason = "the names are those of the file")]

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

macro_rules! words {
    ($($name:ident, default $default:ident { $($word:ident)+ })+) => { $(
        #[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
        pub enum $name { $($word),+ }

        impl Default for $name {
            fn default() -> Self {
                Self::$default
            }
        }
    )+ };
}

macro_rules! objects {
    ($($name:ident { $($field:ident: $type:ty),+ $(,)? })+) => { $(
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        #[serde(default)]
        pub struct $name { $(
            #[serde(skip_serializing_if = "is_default")]
            pub $field: $type,
        )+ }
    )+ };
}

words! {
    SourceKind, default Report { Report Decision Statement Press Interview Survey Book Article Website Other }
    Reliability, default F { A B C D E F }
    Credibility, default C6 { C1 C2 C3 C4 C5 C6 }
    Stance, default Supports { Supports Disputes }
    PlaceKind, default Site { Region Country Province City Site Sea }
    ActorKind, default Person {
        Person Role Faction StateBody State PoliticalParty Company CriminalNetwork ArmedGroup
        InternationalOrganization Mechanism Programme Instrument Group
    }
    World, default Political { Political Security Economic International Civil Criminal Armed }
    IncidentKind, default Other {
        Assassination CoupAttempt Coup Arrest Seizure Attack Kidnapping ArmedClash PremisesBreach
        Refuge Accusation Appointment Dismissal Election Statement Decision Meeting Sanctions
        Protest Situation Request Other
    }
    RelationKind, default Other {
        RivalOf AllyOf FamilyOf MemberOf Heads Chairs Leads Created Succeeded Appointed Supports
        Funds Assists Advises Hosts Builds BrokeredSupportFor CooperatesWith ConvenedWith
        RequestedHelpFrom SecretariatOf TookRefugeWith Accused Arrested Attacked Penetrated
        TradesWith Other
    }
    Direction, default Directed { Directed Mutual Undirected }
    Standing, default Reported { Confirmed Reported Assessed Suspected Alleged Contested Retracted }
    Basis, default Stated { Stated Inferred }
    Level, default Mandated { Mandated Requested Encouraged Active Resourced Analysed Excluded }
    Modality, default Assist { Monitor Assist Secure }
    Extent, default SomePoint { SomePoint Throughout }
    DayPart, default Morning { EarlyHours Dawn Morning Midday Afternoon Evening Night }
    Edge, default Start { Start End }
    Side, default After { After Before }
    Unit, default Days { Hours Days Weeks Months Years }
    VagueWord, default Soon { AFewHours AFewDays Shortly Soon SomeWeeks SomeMonths }
    ActivityKind, default Other {
        AwarenessRaising LegalAssistance Training ExpertiseBuilding Cooperation Equipment
        InformationSharing LinkAnalysis JointProgramming Secretariat Policing GoodOffices Convening
        PoliticalGuidance StrategicAnalysis Other
    }
    Consistency, default NA { CC C N I II NA }
    Likelihood, default RoughlyEven {
        AlmostNoChance VeryUnlikely Unlikely RoughlyEven Likely VeryLikely AlmostCertain
    }
    Confidence, default Low { Low Moderate High }
    Stand, default Undecided { Partner Target Both Undecided }
    LeverKind, default Other {
        OrganizationalPartners DiplomaticContacts LawEnforcementInterest PublicOpinion EconomicPower
        SocialOpprobrium ExecutivePolicing Other
    }
    LeverState, default Unknown { Unknown Available InUse Exhausted Unavailable }
    UnClass, default Unclassified { Unclassified Confidential StrictlyConfidential }
    Tlp, default Clear { Clear Green Amber AmberStrict Red }
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub enum Attribution {
    #[default]
    NotApplicable,
    NotNamed(String),
    Parties(Vec<String>),
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub enum Gap {
    #[default]
    Unstated,
    Exactly(u32, Unit),
    Between(u32, u32, Unit),
    Vague(VagueWord),
}

objects! {
    Marking { un: Option<UnClass>, tlp: Option<Tlp> }
    Paragraph { key: String, text: String }
    Citation {
        key: String, source: String, locator: String, credibility: Option<Credibility>, stance: Stance,
        paraphrase: String, attested: Option<String>,
    }
    Relative {
        key: String, edge: Edge, side: Side, gap: Gap, anchor: String, anchor_edge: Edge, citations: Vec<Citation>,
    }
    When {
        as_written: String, stated: Option<String>, part: Option<DayPart>, constraints: Vec<Relative>, extent: Extent,
    }
    Participant {
        key: String, party: String, role: String, standing: Standing, attributed_to: Attribution,
        citations: Vec<Citation>,
    }
    ThemeTag { theme: String, basis: Basis }
    Quantity { key: String, commodity: String, low: Option<u64>, best: Option<u64>, high: Option<u64>, unit: String }
    Casualties { low: Option<u32>, best: Option<u32>, high: Option<u32> }
    Post {
        key: String, title: String, body: Option<String>, when: When, standing: Standing, attributed_to: Attribution,
        citations: Vec<Citation>,
    }
    Position { latitude: f64, longitude: f64, precision_km: f64 }
    Hypothesis { key: String, text: String, origin: String, citations: Vec<Citation> }
    Rating { key: String, hypothesis: String, rating: Consistency, by: String, reason: String }
    Evidence { key: String, record: Option<String>, text: String, ratings: Vec<Rating>, citations: Vec<Citation> }
    Judgement {
        key: String, hypothesis: Option<String>, likelihood: Option<Likelihood>, confidence: Option<Confidence>,
        by: String, made: Option<String>, reason: String,
    }
    Source {
        kind: SourceKind, title: String, author: String, publisher: String, published: Option<String>,
        reference: String, reliability: Option<Reliability>, origin: String, public_label: String, marking: Marking,
        tags: Vec<String>, notes: Vec<Paragraph>, citations: Vec<Citation>,
    }
    Place {
        name: String, aliases: Vec<String>, kind: PlaceKind, country: String, parent: Option<String>,
        position: Option<Position>, marking: Marking, tags: Vec<String>, notes: Vec<Paragraph>,
        citations: Vec<Citation>,
    }
    Theme {
        code: String, name: String, definition: String, order: u32, marking: Marking, tags: Vec<String>,
        notes: Vec<Paragraph>, citations: Vec<Citation>,
    }
    Actor {
        kind: ActorKind, name: String, aliases: Vec<String>, country: String, world: Option<World>, posts: Vec<Post>,
        themes: Vec<String>, marking: Marking, tags: Vec<String>, notes: Vec<Paragraph>, citations: Vec<Citation>,
    }
    Mission {
        name: String, full_name: String, organization: String, group: String, order: u32, area: Vec<String>,
        when: When, predecessor: Option<String>, marking: Marking, tags: Vec<String>, notes: Vec<Paragraph>,
        citations: Vec<Citation>,
    }
    Incident {
        kind: IncidentKind, title: String, account: Vec<Paragraph>, when: When, place: Option<String>,
        participants: Vec<Participant>, themes: Vec<ThemeTag>, quantities: Vec<Quantity>,
        casualties: Option<Casualties>, standing: Standing, attributed_to: Attribution, missions: Vec<String>,
        marking: Marking, tags: Vec<String>, notes: Vec<Paragraph>, citations: Vec<Citation>,
    }
    Relation {
        from: String, kind: RelationKind, to: String, words: String, direction: Direction, when: When,
        standing: Standing, attributed_to: Attribution, marking: Marking, tags: Vec<String>, notes: Vec<Paragraph>,
        citations: Vec<Citation>,
    }
    Mandate {
        mission: String, theme: String, level: Level, modality: Option<Modality>, decision: Option<String>,
        when: When, attested: Option<String>, note: String, marking: Marking, tags: Vec<String>,
        notes: Vec<Paragraph>, citations: Vec<Citation>,
    }
    Survey {
        title: String, missions: Vec<String>, themes: Vec<String>, attested: Option<String>, marking: Marking,
        tags: Vec<String>, notes: Vec<Paragraph>, citations: Vec<Citation>,
    }
    Activity {
        title: String, mission: String, kind: ActivityKind, themes: Vec<String>, partners: Vec<String>, when: When,
        resources: Vec<Quantity>, marking: Marking, tags: Vec<String>, notes: Vec<Paragraph>,
        citations: Vec<Citation>,
    }
    Question {
        text: String, incidents: Vec<String>, hypotheses: Vec<Hypothesis>, evidence: Vec<Evidence>,
        judgements: Vec<Judgement>, marking: Marking, tags: Vec<String>, notes: Vec<Paragraph>,
        citations: Vec<Citation>,
    }
    Posture {
        actor: String, judgement: Stand, by: String, made: Option<String>, reasons: Vec<Paragraph>,
        engagement: Vec<String>, allegations: Vec<String>, review: Option<String>, marking: Marking,
        tags: Vec<String>, notes: Vec<Paragraph>, citations: Vec<Citation>,
    }
    Lever {
        name: String, kind: LeverKind, holder: Option<String>, over: Vec<String>, state: LeverState, last_used: When,
        result: String, marking: Marking, tags: Vec<String>, notes: Vec<Paragraph>, citations: Vec<Citation>,
    }
    File {
        format: u32, min_reader: u32, revision: String, parents: Vec<String>, lineage: Vec<String>, edited_by: String,
        edited_at: String, case: String, title: String, marking: Marking,
        sources: BTreeMap<String, Source>, places: BTreeMap<String, Place>, themes: BTreeMap<String, Theme>,
        actors: BTreeMap<String, Actor>, missions: BTreeMap<String, Mission>,
        incidents: BTreeMap<String, Incident>, relations: BTreeMap<String, Relation>,
        mandates: BTreeMap<String, Mandate>, surveys: BTreeMap<String, Survey>,
        activities: BTreeMap<String, Activity>, questions: BTreeMap<String, Question>,
        postures: BTreeMap<String, Posture>, levers: BTreeMap<String, Lever>,
    }
}
