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
pub struct File {
    pub format: u32,
    pub revision: String,
    pub case: String,
    pub title: String,
    #[serde(default)]
    pub incidents: BTreeMap<String, Incident>,
    #[serde(default)]
    pub places: BTreeMap<String, Place>,
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
        (Some(Attribution::Parties(theirs)), case::Attribution::Parties(ours)) => {
            let id = |party: &case::Party| case::RecordId::from(*party).to_string();
            *theirs == ours.iter().map(id).collect::<Vec<_>>()
        }
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

#[test]
fn the_ron_crate_reads_the_same_values_as_we_do() {
    let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    let mut seen = 0;
    for seed in 0..60 {
        let mut case = made(seed);
        // Words of a newer version are for us only: serde's derive refuses them.
        case.incidents = case.incidents.into_iter().map(|(id, incident)| (id, known(&incident))).collect();
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
    incident.when.constraints.iter_mut().for_each(|constraint| constraint.extra.remove("gap"));
    Arc::new(incident)
}
