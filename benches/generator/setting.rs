//! Sources and places: what incidents cite, and where they happen.

use std::sync::Arc;

use sightline::case::{
    Case, Citation, Credibility, Extra, Place, PlaceId, PlaceKind, Position, Reliability, Source, SourceId, SourceKind,
    Stance,
};

use super::random::Random;
use super::{Country, World, dates, words};

const SOURCES: u64 = 1;
const PLACES: u64 = 2;

/// Codes that ISO 3166-1 leaves to its users: no country has one of them.
const CODES: &[&str] = &[
    "XA", "XB", "XC", "XD", "XE", "XF", "XG", "XH", "XI", "XJ", "XL", "XM", "XN", "XO", "XP", "XQ", "XR", "XS", "XT",
    "XU", "XV", "XW", "XX", "XY", "XZ", "QM", "QN", "QO", "QP", "QQ", "QR", "QS", "QT", "QU", "QV", "QW", "QX", "QY",
];

pub fn sources(case: &mut Case, world: &mut World, count: u64) {
    for place in 0..count {
        let mut random = world.random(SOURCES, place);
        let published = place * (dates::SPAN - 1) / (count - 1).max(1);
        let author = words::name(&mut random);
        let day = dates::text(published);
        let source = Source {
            kind: random.pick(SourceKind::ALL),
            title: format!("Report {} of {author} on the situation", place + 1),
            author: author.clone(),
            publisher: format!("{} Institute", words::name(&mut random)),
            published: dates::edtf(if random.percent(60) { &day } else { &day[..7] }),
            reference: format!("R/{}/{}", &day[..4], place + 1),
            reliability: random.percent(80).then(|| random.pick(Reliability::ALL)),
            origin: if random.percent(15) { format!("{} wire", random.pick(&["North", "South"])) } else { author },
            ..Source::default()
        };
        let id = SourceId::from_bits(random.bits());
        world.sources.push((id, published));
        drop(case.sources.insert(id, Arc::new(source)));
    }
}

/// Citations for what happened on a day: none of the sources is older, but for the last ones.
pub fn citations(random: &mut Random, world: &World, day: u64) -> Vec<Citation> {
    let first = world.sources.partition_point(|&(_, published)| published < day).min(world.sources.len() - 1);
    let later = &world.sources[first..];
    let count = random.weighed(&[(0, 1), (1, 24), (2, 50), (3, 25)]);
    (0..count)
        .map(|_| Citation {
            key: random.key(),
            source: later[random.popular(later.len() as u64) as usize].0,
            locator: if random.percent(70) { format!("p. {}", 1 + random.below(90)) } else { String::new() },
            credibility: random.percent(75).then(|| random.pick(Credibility::ALL)),
            stance: if random.percent(96) { Stance::Supports } else { Stance::Disputes },
            paraphrase: String::new(),
            attested: None,
            extra: Extra::default(),
        })
        .collect()
}

pub fn places(case: &mut Case, world: &mut World, count: u64) {
    let regions = (count / 60).clamp(2, 12);
    let countries = (count / 6).clamp(4, CODES.len() as u64);
    let mut region_ids = Vec::new();
    for place in 0..count {
        let mut random = world.random(PLACES, place);
        let id = PlaceId::from_bits(random.bits());
        let name = words::name(&mut random);
        let made = if place < regions {
            region_ids.push(id);
            Place { name: format!("{name} Region"), kind: PlaceKind::Region, ..Place::default() }
        } else if place < regions + countries {
            let code = CODES[world.countries.len()];
            let parent = Some(random.pick(&region_ids));
            world.countries.push(Country { name: name.clone(), code, id, cities: Vec::new() });
            Place { name, kind: PlaceKind::Country, country: code.to_owned(), parent, ..Place::default() }
        } else {
            city(&mut random, world, (id, name))
        };
        drop(case.places.insert(id, Arc::new(made)));
    }
}

fn city(random: &mut Random, world: &mut World, (id, name): (PlaceId, String)) -> Place {
    let cities: usize = world.countries.iter().map(|country| country.cities.len()).sum();
    // Every country has one before any has two.
    let number =
        if cities < world.countries.len() { cities } else { random.popular(world.countries.len() as u64) as usize };
    let country = &mut world.countries[number];
    country.cities.push((id, name.clone()));
    let degrees = |random: &mut Random, limit: u64| random.below(2000 * limit) as f64 / 1000.0 - limit as f64;
    Place {
        name,
        kind: PlaceKind::City,
        country: country.code.to_owned(),
        parent: Some(country.id),
        position: random.percent(80).then(|| Position {
            latitude: degrees(random, 60),
            longitude: degrees(random, 180),
            precision_km: 5.0,
        }),
        ..Place::default()
    }
}
