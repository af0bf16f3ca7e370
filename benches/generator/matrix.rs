//! Themes, missions, and what missions are to do and do about themes.

use std::sync::Arc;

use sightline::case::when::When;
use sightline::case::{
    Activity, ActivityId, ActivityKind, Case, Common, Extra, Level, Mandate, MandateId, Mission, MissionId, Modality,
    Survey, SurveyId, Theme, ThemeId,
};

use super::random::Random;
use super::setting::citations;
use super::{World, dates, parties, words};

const THEMES: u64 = 7;
const MISSIONS: u64 = 8;
const MANDATES: u64 = 9;
const SURVEYS: u64 = 10;
const ACTIVITIES: u64 = 11;

const GOODS: &[&str] = &["Drugs", "Arms", "Fuel", "Gold", "Timber", "Ivory", "Cattle", "Antiquities", "Waste", "Money"];
const DEEDS: &[&str] = &["trafficking", "at borders", "and elections", "and armed groups"];

/// Up to 40 themes: each of ten goods with each of four aspects.
pub fn themes(case: &mut Case, world: &mut World, count: u64) {
    for place in 0..count {
        let mut random = world.random(THEMES, place);
        let id = ThemeId::from_bits(random.bits());
        let (good, deed) = (GOODS[place as usize % GOODS.len()], DEEDS[place as usize / GOODS.len() % DEEDS.len()]);
        let theme = Theme {
            code: format!("{}{}", &good[..2].to_uppercase(), place / GOODS.len() as u64 + 1),
            name: format!("{good} {deed}"),
            definition: format!("What concerns {} {deed}, across borders or within one country", good.to_lowercase()),
            order: place as u32,
            ..Theme::default()
        };
        world.themes.push(id);
        drop(case.themes.insert(id, Arc::new(theme)));
    }
}

pub fn missions(case: &mut Case, world: &mut World, count: u64) {
    for place in 0..count {
        let mut random = world.random(MISSIONS, place);
        let id = MissionId::from_bits(random.bits());
        let country = world.home(place);
        let first = random.below(dates::SPAN / 2);
        let mission = Mission {
            name: format!("Mission {} {}", country.name, place + 1),
            full_name: format!("Political Mission number {} in {}", place + 1, country.name),
            organization: random.pick(&["UN", "EU", "AU"]).to_owned(),
            group: format!("Group {}", place % 6 + 1),
            order: place as u32,
            area: vec![country.id],
            when: dates::period(&mut random, first, 9000),
            ..Mission::default()
        };
        world.missions.push(id);
        drop(case.missions.insert(id, Arc::new(mission)));
    }
}

/// Claims for two of five cells.
pub fn mandates(case: &mut Case, world: &World) {
    let cells = world.missions.iter().flat_map(|&mission| world.themes.iter().map(move |&theme| (mission, theme)));
    for (place, cell) in (0..).zip(cells) {
        let mut random = world.random(MANDATES, place);
        if random.percent(60) {
            continue;
        }
        for _ in 0..random.weighed(&[(1, 7), (2, 2), (3, 1)]) {
            let id = MandateId::from_bits(random.bits());
            drop(case.mandates.insert(id, Arc::new(mandate(&mut random, world, cell))));
        }
    }
}

fn mandate(random: &mut Random, world: &World, (mission, theme): (MissionId, ThemeId)) -> Mandate {
    let first = random.below(dates::SPAN);
    let decision = random.percent(50).then(|| random.pick(&world.sources).0);
    Mandate {
        mission,
        theme,
        level: random.weighed(&[
            (Level::Mandated, 40),
            (Level::Requested, 8),
            (Level::Encouraged, 12),
            (Level::Active, 20),
            (Level::Resourced, 8),
            (Level::Analysed, 8),
            (Level::Excluded, 4),
        ]),
        modality: random.percent(40).then(|| random.pick(Modality::ALL)),
        decision,
        when: if random.percent(75) { dates::period(random, first, 4000) } else { When::default() },
        attested: if random.percent(30) { dates::edtf(&dates::text(first)[..4]) } else { None },
        note: String::new(),
        common: Common { citations: citations(random, world, first), ..Common::default() },
        extra: Extra::default(),
    }
}

/// Each looked at ten missions, in a third of the themes.
pub fn surveys(case: &mut Case, world: &World) {
    for (place, missions) in (0..).zip(world.missions.chunks(10)) {
        let mut random = world.random(SURVEYS, place);
        let id = SurveyId::from_bits(random.bits());
        let survey = Survey {
            title: format!("Review {} of mandates", place + 1),
            missions: missions.to_vec(),
            themes: world.themes.iter().copied().filter(|_| random.percent(33)).collect(),
            attested: dates::edtf("2011"),
            common: Common { citations: citations(&mut random, world, dates::SPAN / 2), ..Common::default() },
            ..Survey::default()
        };
        drop(case.surveys.insert(id, Arc::new(survey)));
    }
}

/// Four activities of each mission.
pub fn activities(case: &mut Case, world: &World) {
    for (place, &mission) in (0..).zip(world.missions.iter().flat_map(|mission| [mission; 4])) {
        let mut random = world.random(ACTIVITIES, place);
        let id = ActivityId::from_bits(random.bits());
        let first = random.below(dates::SPAN);
        let kind = random.pick(ActivityKind::ALL);
        let activity = Activity {
            title: words::title(&mut random, kind.label(), &world.home(place / 4).name),
            mission,
            kind,
            themes: vec![random.pick(&world.themes)],
            partners: vec![parties::party(&mut random, world, (place / 4 % world.communities, 10))],
            when: dates::period(&mut random, first, 1000),
            resources: Vec::new(),
            common: Common { citations: citations(&mut random, world, first), ..Common::default() },
            extra: Extra::default(),
        };
        drop(case.activities.insert(id, Arc::new(activity)));
    }
}
