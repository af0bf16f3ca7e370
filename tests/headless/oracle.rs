//! The `ron` crate with `serde`'s own derive as a second reader of what we write.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;

use sightline::case;
use sightline::files::{Lineage, write};

use super::maker::made;

#[derive(Debug, Deserialize)]
pub enum Attribution {
    NotApplicable,
    NotNamed(String),
    Parties(Vec<String>),
}

#[derive(Debug, Deserialize)]
pub enum Unit {
    Hours,
    Days,
    Weeks,
    Months,
    Years,
}

#[derive(Debug, Deserialize)]
pub enum Soonness {
    AFewHours,
    AFewDays,
    Shortly,
    Soon,
    SomeWeeks,
    SomeMonths,
}

#[derive(Debug, Default, Deserialize)]
pub enum Gap {
    #[default]
    Unstated,
    Exactly(u32, Unit),
    Between(u32, u32, Unit),
    Vague(Soonness),
}

#[derive(Debug, Deserialize)]
pub struct Paragraph {
    pub key: String,
    #[serde(default)]
    pub text: String,
}

#[derive(Debug, Deserialize)]
pub struct Relative {
    pub anchor: String,
    #[serde(default)]
    pub gap: Gap,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct When {
    pub as_written: String,
    pub stated: Option<String>,
    pub constraints: Vec<Relative>,
}

#[derive(Debug, Deserialize)]
pub struct Quantity {
    pub key: String,
    pub low: Option<u64>,
    pub best: Option<u64>,
}

#[derive(Debug, Deserialize)]
pub struct Incident {
    pub title: String,
    #[serde(default)]
    pub account: Vec<Paragraph>,
    #[serde(default)]
    pub when: When,
    pub place: Option<String>,
    #[serde(default)]
    pub quantities: Vec<Quantity>,
    pub attributed_to: Option<Attribution>,
    #[serde(default)]
    pub tags: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub struct Position {
    pub latitude: f64,
    pub longitude: f64,
    pub precision_km: f64,
}

#[derive(Debug, Deserialize)]
pub struct Place {
    pub name: String,
    pub position: Option<Position>,
}

#[derive(Debug, Deserialize)]
pub enum Alternate {
    Text(String),
    Date(When),
    Place(String),
    Party(String),
}

#[derive(Debug, Deserialize)]
pub struct Alternative {
    pub key: String,
    pub value: Alternate,
}

#[derive(Debug, Deserialize)]
pub struct Activity {
    pub title: String,
    pub mission: String,
    #[serde(default)]
    pub partners: Vec<String>,
    #[serde(default)]
    pub when: When,
    #[serde(default)]
    pub resources: Vec<Quantity>,
    #[serde(default)]
    pub alternatives: Vec<Alternative>,
}

#[derive(Debug, Deserialize)]
pub struct Rating {
    pub hypothesis: String,
    #[serde(default)]
    pub reason: String,
}

#[derive(Debug, Deserialize)]
pub struct Evidence {
    pub record: Option<String>,
    #[serde(default)]
    pub ratings: Vec<Rating>,
}

#[derive(Debug, Deserialize)]
pub enum Likelihood {
    AlmostNoChance,
    VeryUnlikely,
    Unlikely,
    RoughlyEven,
    Likely,
    VeryLikely,
    AlmostCertain,
}

#[derive(Debug, Deserialize)]
pub struct Judgement {
    pub hypothesis: Option<String>,
    pub likelihood: Option<Likelihood>,
    pub made: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct Question {
    pub text: String,
    #[serde(default)]
    pub incidents: Vec<String>,
    #[serde(default)]
    pub hypotheses: Vec<Paragraph>,
    #[serde(default)]
    pub evidence: Vec<Evidence>,
    #[serde(default)]
    pub judgements: Vec<Judgement>,
}

#[derive(Debug, Deserialize)]
pub struct Posture {
    pub actor: String,
    #[serde(default)]
    pub reasons: Vec<Paragraph>,
    #[serde(default)]
    pub engagement: Vec<String>,
    #[serde(default)]
    pub allegations: Vec<String>,
    pub review: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct Lever {
    pub name: String,
    pub holder: Option<String>,
    #[serde(default)]
    pub over: Vec<String>,
    #[serde(default)]
    pub last_used: When,
    #[serde(default)]
    pub result: String,
}

#[derive(Debug, Deserialize)]
pub struct Section {
    pub key: String,
    #[serde(default)]
    pub query: String,
    #[serde(default)]
    pub text: Vec<Paragraph>,
}

#[derive(Debug, Deserialize)]
pub struct Briefing {
    pub title: String,
    #[serde(default)]
    pub language: String,
    pub as_of: Option<String>,
    #[serde(default)]
    pub sections: Vec<Section>,
}

#[derive(Debug, Deserialize)]
pub struct Pin {
    pub party: String,
    pub x: f64,
    pub y: f64,
}

#[derive(Debug, Deserialize)]
pub struct View {
    pub name: String,
    #[serde(default)]
    pub has_incident_nodes: bool,
    #[serde(default)]
    pub selection: Vec<String>,
    #[serde(default)]
    pub pins: Vec<Pin>,
    #[serde(default)]
    pub panes: Vec<PinnedPane>,
}

#[derive(Debug, Deserialize)]
pub struct PinnedPane {
    #[serde(default)]
    pub query: String,
    pub as_of: Option<String>,
    #[serde(default)]
    pub selection: Vec<String>,
    #[serde(default)]
    pub pins: Vec<Pin>,
}

#[derive(Debug, Deserialize)]
pub struct Damaged {
    pub key: String,
    #[serde(default)]
    pub place: String,
    #[serde(default)]
    pub problem: String,
    #[serde(default)]
    pub text: String,
}

#[derive(Debug, Deserialize)]
pub struct File {
    pub format: u32,
    pub revision: String,
    pub case: String,
    pub title: String,
    #[serde(default)]
    pub incidents: BTreeMap<String, Incident>,
    #[serde(default)]
    pub places: BTreeMap<String, Place>,
    #[serde(default)]
    pub activities: BTreeMap<String, Activity>,
    #[serde(default)]
    pub questions: BTreeMap<String, Question>,
    #[serde(default)]
    pub postures: BTreeMap<String, Posture>,
    #[serde(default)]
    pub levers: BTreeMap<String, Lever>,
    #[serde(default)]
    pub briefings: BTreeMap<String, Briefing>,
    #[serde(default)]
    pub views: BTreeMap<String, View>,
    #[serde(default)]
    pub damaged: Vec<Damaged>,
}

fn gap_words(gap: &Gap) -> String {
    match gap {
        Gap::Unstated => "Unstated".to_owned(),
        Gap::Exactly(count, unit) => format!("Exactly({count}, {unit:?})"),
        Gap::Between(least, most, unit) => format!("Between({least}, {most}, {unit:?})"),
        Gap::Vague(word) => format!("Vague({word:?})"),
    }
}

fn attributions_agree(theirs: Option<&Attribution>, ours: &case::Attribution) -> bool {
    match (theirs, ours) {
        (None | Some(Attribution::NotApplicable), case::Attribution::NotApplicable) => true,
        (Some(Attribution::NotNamed(theirs)), case::Attribution::NotNamed(ours)) => theirs == ours,
        (Some(Attribution::Parties(theirs)), case::Attribution::Parties(ours)) => *theirs == parties(ours),
        _ => false,
    }
}

fn incidents_agree(theirs: &Incident, ours: &case::Incident) {
    assert_eq!(theirs.title, ours.title);
    assert_eq!(theirs.place, ours.place.map(|id| id.to_string()));
    assert_eq!(theirs.tags.iter().collect::<Vec<_>>(), ours.common.tags.iter().collect::<Vec<_>>());
    assert!(attributions_agree(theirs.attributed_to.as_ref(), &ours.attributed_to));
    let account: Vec<_> = theirs.account.iter().map(|note| (note.key.clone(), note.text.clone())).collect();
    let expected: Vec<_> = ours.account.iter().map(|note| (note.key.to_string(), note.text.clone())).collect();
    assert_eq!(account, expected);
    let amounts: Vec<_> = theirs.quantities.iter().map(|one| (one.key.clone(), one.low, one.best)).collect();
    let expected: Vec<_> = ours.quantities.iter().map(|one| (one.key.to_string(), one.low, one.best)).collect();
    assert_eq!(amounts, expected);
    whens_agree(&theirs.when, &ours.when);
}

fn whens_agree(theirs: &When, ours: &case::When) {
    assert_eq!(theirs.as_written, ours.as_written);
    assert_eq!(theirs.stated, ours.stated.as_ref().map(ToString::to_string));
    assert_eq!(theirs.constraints.len(), ours.constraints.len());
    for (theirs, ours) in theirs.constraints.iter().zip(&ours.constraints) {
        assert_eq!(theirs.anchor, ours.anchor.to_string());
        assert_eq!(gap_words(&theirs.gap), format!("{:?}", ours.gap));
    }
}

fn parties(parties: &[case::Party]) -> Vec<String> {
    parties.iter().map(|party| case::RecordId::from(*party).to_string()).collect()
}

fn words<T: ToString>(all: &[T]) -> Vec<String> {
    all.iter().map(ToString::to_string).collect()
}

fn paragraphs_agree(theirs: &[Paragraph], ours: &[case::Paragraph]) {
    let theirs: Vec<_> = theirs.iter().map(|one| (one.key.clone(), one.text.clone())).collect();
    assert_eq!(theirs, ours.iter().map(|one| (one.key.to_string(), one.text.clone())).collect::<Vec<_>>());
}

fn activities_agree(theirs: &Activity, ours: &case::Activity) {
    assert_eq!((&theirs.title, &theirs.mission), (&ours.title, &ours.mission.to_string()));
    assert_eq!(theirs.partners, parties(&ours.partners));
    let amounts: Vec<_> = theirs.resources.iter().map(|one| (one.key.clone(), one.low, one.best)).collect();
    let expected: Vec<_> = ours.resources.iter().map(|one| (one.key.to_string(), one.low, one.best)).collect();
    assert_eq!(amounts, expected);
    whens_agree(&theirs.when, &ours.when);
    assert_eq!(theirs.alternatives.len(), ours.common.alternatives.len());
    for (theirs, ours) in theirs.alternatives.iter().zip(&ours.common.alternatives) {
        assert_eq!(theirs.key, ours.key.to_string());
        match (&theirs.value, &ours.value) {
            (Alternate::Text(theirs), case::Alternate::Text(ours)) => assert_eq!(theirs, ours),
            (Alternate::Date(theirs), case::Alternate::Date(ours)) => whens_agree(theirs, ours),
            (Alternate::Place(theirs), case::Alternate::Place(ours)) => assert_eq!(*theirs, ours.to_string()),
            (Alternate::Party(theirs), case::Alternate::Party(ours)) => {
                assert_eq!(*theirs, case::RecordId::from(*ours).to_string());
            }
            (theirs, ours) => assert_eq!(format!("{theirs:?}"), format!("{ours:?}"), "another kind of value"),
        }
    }
}

fn questions_agree(theirs: &Question, ours: &case::Question) {
    assert_eq!((&theirs.text, &theirs.incidents), (&ours.text, &words(&ours.incidents)));
    let named: Vec<_> = theirs.hypotheses.iter().map(|one| (one.key.clone(), one.text.clone())).collect();
    assert_eq!(named, ours.hypotheses.iter().map(|one| (one.key.to_string(), one.text.clone())).collect::<Vec<_>>());
    let rows: Vec<_> = theirs.evidence.iter().map(|row| (row.record.clone(), row.ratings.len())).collect();
    let expected = ours.evidence.iter().map(|row| (row.record.map(|id| id.to_string()), row.ratings.len()));
    assert_eq!(rows, expected.collect::<Vec<_>>());
    let ratings = theirs.evidence.iter().flat_map(|row| &row.ratings);
    let expected = ours.evidence.iter().flat_map(|row| &row.ratings);
    for (theirs, ours) in ratings.zip(expected) {
        assert_eq!((&theirs.hypothesis, &theirs.reason), (&ours.hypothesis.to_string(), &ours.reason));
    }
    let found = theirs
        .judgements
        .iter()
        .map(|one| (one.hypothesis.clone(), one.likelihood.as_ref().map(|word| format!("{word:?}")), one.made.clone()));
    let expected = ours.judgements.iter().map(|one| {
        (
            one.hypothesis.map(|key| key.to_string()),
            one.likelihood.map(|word| format!("{word:?}")),
            one.made.as_ref().map(ToString::to_string),
        )
    });
    assert_eq!(found.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
}

fn postures_agree(theirs: &Posture, ours: &case::Posture) {
    assert_eq!(
        (&theirs.actor, &theirs.review),
        (&ours.actor.to_string(), &ours.review.as_ref().map(ToString::to_string))
    );
    assert_eq!((&theirs.engagement, &theirs.allegations), (&words(&ours.engagement), &words(&ours.allegations)));
    paragraphs_agree(&theirs.reasons, &ours.reasons);
}

fn levers_agree(theirs: &Lever, ours: &case::Lever) {
    assert_eq!((&theirs.name, &theirs.result), (&ours.name, &ours.result));
    assert_eq!(
        (theirs.holder.as_slice(), &theirs.over),
        (parties(ours.holder.as_slice()).as_slice(), &parties(&ours.over))
    );
    whens_agree(&theirs.last_used, &ours.last_used);
}

fn briefings_agree(theirs: &Briefing, ours: &case::Briefing) {
    assert_eq!((&theirs.title, &theirs.language), (&ours.title, &ours.language));
    assert_eq!(theirs.as_of, ours.as_of.as_ref().map(ToString::to_string));
    assert_eq!(theirs.sections.len(), ours.sections.len());
    for (theirs, ours) in theirs.sections.iter().zip(&ours.sections) {
        assert_eq!((&theirs.key, &theirs.query), (&ours.key.to_string(), &ours.query));
        paragraphs_agree(&theirs.text, &ours.text);
    }
}

fn views_agree(theirs: &View, ours: &case::View) {
    assert_eq!((&theirs.name, theirs.has_incident_nodes), (&ours.name, ours.aspect.has_incident_nodes));
    assert_eq!(theirs.selection, words(&ours.selection));
    let pins: Vec<_> = theirs.pins.iter().map(|pin| (pin.party.clone(), pin.x, pin.y)).collect();
    let expected = ours.pins.iter().map(|pin| (case::RecordId::from(pin.party).to_string(), pin.x, pin.y));
    assert_eq!(pins, expected.collect::<Vec<_>>());
    assert_eq!(theirs.panes.len(), ours.panes.len());
    for (theirs, ours) in theirs.panes.iter().zip(&ours.panes) {
        let as_of = ours.aspect.as_of.as_ref().map(ToString::to_string);
        assert_eq!((&theirs.query, &theirs.as_of), (&ours.aspect.query, &as_of));
        assert_eq!((&theirs.selection, theirs.pins.len()), (&words(&ours.selection), ours.pins.len()));
    }
}

/// Every record of a table agrees with ours; how many there are.
fn tables_agree<T, I: Ord + ToString, V>(
    theirs: &BTreeMap<String, T>,
    ours: &case::Table<I, V>,
    agree: impl Fn(&T, &V),
) -> usize {
    let ids: Vec<String> = ours.keys().map(ToString::to_string).collect();
    assert_eq!(theirs.keys().cloned().collect::<Vec<_>>(), ids);
    theirs.values().zip(ours.values()).for_each(|(theirs, ours)| agree(theirs, ours));
    theirs.len()
}

#[test]
fn the_ron_crate_reads_the_judgements_as_we_do() {
    let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    let mut seen = [0; 7];
    for seed in 0..60 {
        let case = readable(made(seed));
        let mut file: File = options.from_str(&write(&case, &Lineage::default())).unwrap();
        let damaged = std::mem::take(&mut file.damaged);
        let found = [
            tables_agree(&file.activities, &case.activities, activities_agree),
            tables_agree(&file.questions, &case.questions, questions_agree),
            tables_agree(&file.postures, &case.postures, postures_agree),
            tables_agree(&file.levers, &case.levers, levers_agree),
            tables_agree(&file.briefings, &case.briefings, briefings_agree),
            tables_agree(&file.views, &case.views, views_agree),
            damaged.len(),
        ];
        let texts: Vec<_> = damaged.into_iter().map(|one| [one.key, one.place, one.problem, one.text]).collect();
        let ours = case.header.damaged.iter();
        let ours = ours.map(|one| [one.key.to_string(), one.place.clone(), one.problem.clone(), one.text.clone()]);
        assert_eq!(texts, ours.collect::<Vec<_>>());
        seen.iter_mut().zip(found).for_each(|(seen, found)| *seen += found);
    }
    assert!(seen.iter().all(|&seen| seen > 30), "{seen:?}");
}

/// The case without words of a newer version, which are for us only: serde's derive refuses them.
fn readable(mut case: case::Case) -> case::Case {
    case.incidents = case.incidents.into_iter().map(|(id, incident)| (id, known(&incident))).collect();
    case.activities = case.activities.into_iter().map(|(id, activity)| (id, known_activity(&activity))).collect();
    case.levers = case.levers.into_iter().map(|(id, lever)| (id, known_lever(&lever))).collect();
    case
}

fn forget_gaps(when: &mut case::When) {
    when.constraints.iter_mut().for_each(|constraint| constraint.extra.remove("gap"));
}

fn known_activity(activity: &case::Activity) -> Arc<case::Activity> {
    let mut activity = activity.clone();
    forget_gaps(&mut activity.when);
    for alternative in &mut activity.common.alternatives {
        alternative.extra.remove("value");
        if let case::Alternate::Date(when) = &mut alternative.value {
            forget_gaps(when);
        }
    }
    Arc::new(activity)
}

fn known_lever(lever: &case::Lever) -> Arc<case::Lever> {
    let mut lever = lever.clone();
    forget_gaps(&mut lever.last_used);
    Arc::new(lever)
}

#[test]
fn the_ron_crate_reads_the_same_values_as_we_do() {
    let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    let mut seen = 0;
    for seed in 0..60 {
        let mut case = made(seed);
        case = readable(case);
        let text = write(&case, &Lineage::default());
        let file: File = options.from_str(&text).unwrap();
        assert_eq!((file.format, file.case), (1, case.header.case.to_string()));
        assert_eq!(file.title, case.header.title);
        assert!(file.revision.starts_with("b3:"));
        assert_eq!(file.incidents.len(), case.incidents.len());
        for (theirs, ours) in file.incidents.values().zip(case.incidents.values()) {
            incidents_agree(theirs, ours);
            seen += 1;
        }
        for (theirs, ours) in file.places.values().zip(case.places.values()) {
            assert_eq!(theirs.name, ours.name);
            let position = theirs.position.as_ref().map(|at| (at.latitude, at.longitude, at.precision_km));
            assert_eq!(position, ours.position.map(|at| (at.latitude, at.longitude, at.precision_km)));
        }
    }
    assert!(seen > 50);
}

fn known(incident: &case::Incident) -> Arc<case::Incident> {
    let mut incident = incident.clone();
    incident.extra.remove("kind");
    incident.extra.remove("standing");
    forget_gaps(&mut incident.when);
    Arc::new(incident)
}
