//! Incidents: by far the most of what a case holds.

use std::sync::Arc;

use sightline::case::when::When;
use sightline::case::{
    Alternate, Alternative, Basis, Case, Casualties, Common, Extra, Incident, IncidentId, IncidentKind, Marking,
    Paragraph, Participant, Quantity, ROLES, ThemeTag, Tlp, UnClass,
};

use super::random::Random;
use super::setting::citations;
use super::{World, dates, parties, words};

const INCIDENTS: u64 = 5;
const IDS: u64 = 6;

const KINDS: &[(IncidentKind, u64)] = &[
    (IncidentKind::Attack, 16),
    (IncidentKind::ArmedClash, 12),
    (IncidentKind::Arrest, 11),
    (IncidentKind::Seizure, 10),
    (IncidentKind::Statement, 8),
    (IncidentKind::Meeting, 7),
    (IncidentKind::Protest, 6),
    (IncidentKind::Accusation, 5),
    (IncidentKind::Kidnapping, 4),
    (IncidentKind::Decision, 4),
    (IncidentKind::Appointment, 3),
    (IncidentKind::Situation, 3),
    (IncidentKind::Dismissal, 2),
    (IncidentKind::Request, 2),
    (IncidentKind::Assassination, 2),
    (IncidentKind::Election, 1),
    (IncidentKind::Sanctions, 1),
    (IncidentKind::PremisesBreach, 1),
    (IncidentKind::Refuge, 1),
    (IncidentKind::CoupAttempt, 1),
    (IncidentKind::Coup, 1),
    (IncidentKind::Other, 2),
];

const TAGS: &[&str] = &["border", "cocaine", "elections", "fuel", "gold", "port", "prison", "weapons"];

pub fn incidents(case: &mut Case, world: &World, count: u64) {
    for place in 0..count {
        drop(case.incidents.insert(id(world, place), Arc::new(incident(world, place))));
    }
}

/// The incident of that number.
pub fn id(world: &World, place: u64) -> IncidentId {
    IncidentId::from_bits(world.random(IDS, place).bits())
}

fn incident(world: &World, place: u64) -> Incident {
    let random = &mut world.random(INCIDENTS, place);
    let community = random.popular(world.communities);
    let country = world.home(community);
    let (city, city_name) = &country.cities[random.popular(country.cities.len() as u64) as usize];
    let city_name = &words::spelled(random, city_name);
    let kind = random.weighed(KINDS);
    let day = dates::day(random);
    let title = words::title(random, kind.label(), city_name);
    let (standing, attributed_to) = parties::standing(random, world, community);
    let participants = random.weighed(&[(0, 15), (1, 30), (2, 30), (3, 15), (4, 10)]);
    Incident {
        kind,
        title,
        account: vec![Paragraph { key: random.key(), text: words::narrative(random, city_name) }],
        when: when(random, world, (place, day)),
        place: random.percent(92).then(|| if random.percent(85) { *city } else { country.id }),
        participants: (0..participants).map(|_| participant(random, world, community)).collect(),
        themes: themes(random, world),
        quantities: quantities(random, kind),
        casualties: casualties(random, kind),
        standing,
        attributed_to,
        missions: if random.percent(12) { vec![random.pick(&world.missions)] } else { Vec::new() },
        common: common(random, world, day),
        extra: Extra::default(),
    }
}

/// Dated, but for 3 % that are not and 3 % that are dated by an earlier one.
fn when(random: &mut Random, world: &World, (place, day): (u64, u64)) -> When {
    match random.below(100) {
        0..3 => When { as_written: "on a date not given".to_owned(), ..When::default() },
        3..6 if place > 0 => dates::relative(random, id(world, random_earlier(place, day))),
        _ => dates::when(random, day),
    }
}

/// An earlier number, seldom that of another relative date: chains stay short, as they do in reports.
const fn random_earlier(place: u64, day: u64) -> u64 {
    day.wrapping_mul(0x9e37_79b9) % place
}

fn participant(random: &mut Random, world: &World, community: u64) -> Participant {
    let (standing, attributed_to) = parties::standing(random, world, community);
    Participant {
        key: random.key(),
        party: parties::party(random, world, (community, 15)),
        role: ROLES[random.popular(ROLES.len() as u64) as usize].to_owned(),
        standing,
        attributed_to,
        citations: Vec::new(),
        extra: Extra::default(),
    }
}

fn themes(random: &mut Random, world: &World) -> Vec<ThemeTag> {
    let mut tags: Vec<ThemeTag> = Vec::new();
    for _ in 0..random.weighed(&[(0, 10), (1, 50), (2, 30), (3, 10)]) {
        let theme = world.themes[random.popular(world.themes.len() as u64) as usize];
        if tags.iter().all(|tag| tag.theme != theme) {
            tags.push(ThemeTag { theme, basis: random.weighed(&[(Basis::Stated, 7), (Basis::Inferred, 3)]) });
        }
    }
    tags
}

fn quantities(random: &mut Random, kind: IncidentKind) -> Vec<Quantity> {
    if kind != IncidentKind::Seizure {
        return Vec::new();
    }
    let low = 1 + random.popular(5000);
    let commodity = random.pick(&["cocaine", "ammunition", "fuel", "gold", "ivory"]);
    vec![Quantity {
        key: random.key(),
        commodity: commodity.to_owned(),
        low: Some(low),
        best: random.percent(50).then_some(low + low / 10),
        high: Some(low + low / 5),
        unit: "kg".to_owned(),
        extra: Extra::default(),
    }]
}

fn casualties(random: &mut Random, kind: IncidentKind) -> Option<Casualties> {
    let is_violent = [IncidentKind::Attack, IncidentKind::ArmedClash, IncidentKind::Assassination].contains(&kind);
    let low = random.popular(40) as u32;
    (is_violent && random.percent(60)).then(|| Casualties {
        low: Some(low),
        best: Some(low + low / 4),
        high: Some(low + low / 2),
        extra: Extra::default(),
    })
}

fn common(random: &mut Random, world: &World, day: u64) -> Common {
    let mut common = Common { citations: citations(random, world, day), ..Common::default() };
    if random.percent(2) {
        common.marking = Marking { un: Some(UnClass::Confidential), tlp: Some(Tlp::Amber) };
    }
    for _ in 0..random.weighed(&[(0, 8), (1, 2), (2, 1)]) {
        common.tags.insert(random.pick(TAGS).to_owned());
    }
    if random.percent(1) {
        common.alternatives = vec![Alternative {
            key: random.key(),
            field: "when".to_owned(),
            value: Alternate::Date(dates::stated(&dates::text(day + 3))),
            citations: citations(random, world, day + 3),
            extra: Extra::default(),
        }];
    }
    common
}
