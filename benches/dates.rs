//! How long the relative dates of a large case take: chains and stars of 10,000.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use sightline::case::when::relative::{Edge, Gap, Relative, Side, Unit, VagueWords};
use sightline::case::when::solver::{Dated, solve};
use sightline::case::{Edtf, Extra, IncidentId, Key, When};

const COUNT: u64 = 10_000;

/// A record that lies so many units after another one.
fn relative(anchor: u64, unit: Unit) -> When {
    let constraint = Relative {
        key: Key::from_bits(0),
        edge: Edge::Start,
        side: Side::After,
        gap: Gap::Exactly(1, unit),
        anchor: IncidentId::from_bits(anchor),
        anchor_edge: Edge::Start,
        citations: Vec::new(),
        extra: Extra::default(),
    };
    When { constraints: vec![constraint], ..When::default() }
}

fn stated(text: &str) -> When {
    When { stated: text.parse::<Edtf>().ok(), ..When::default() }
}

/// Chains of so many records each, the first of each dated. Units alternate, as they do in reports.
fn chains(length: u64) -> Vec<When> {
    let unit = |place: u64| if place.is_multiple_of(10) { Unit::Months } else { Unit::Days };
    (0..COUNT)
        .map(
            |place| {
                if place.is_multiple_of(length) {
                    stated("[2009-10..2009-12]")
                } else {
                    relative(place - 1, unit(place))
                }
            },
        )
        .collect()
}

/// The same chain, written from its end to its beginning.
fn backwards() -> Vec<When> {
    let last = COUNT - 1;
    (0..COUNT).map(|place| if place == last { stated("2009") } else { relative(place + 1, Unit::Days) }).collect()
}

fn star() -> Vec<When> {
    (0..COUNT).map(|place| if place == 0 { stated("2009") } else { relative(0, Unit::Days) }).collect()
}

/// A star of which every ray contradicts its stated date.
fn wrong_star() -> Vec<When> {
    let mut whens = star();
    for when in whens.iter_mut().skip(1) {
        when.stated = "2012".parse().ok();
    }
    whens
}

fn dates(criterion: &mut Criterion) {
    let cases = [
        ("chain of 10,000", chains(COUNT)),
        ("chain of 10,000, backwards", backwards()),
        ("100 chains of 100", chains(100)),
        ("star of 10,000", star()),
        ("star of 10,000 contradictions", wrong_star()),
        ("10,000 stated dates", vec![stated("2009"); 10_000]),
    ];
    for (name, whens) in cases {
        let dated: Vec<Dated<'_, u64>> =
            (0..).zip(&whens).map(|(id, when)| Dated { id, when, incident: Some(IncidentId::from_bits(id)) }).collect();
        let vague = VagueWords::new();
        criterion.bench_function(name, |bencher| bencher.iter(|| solve(black_box(&dated), &vague)));
    }
}

criterion_group!(benches, dates);
criterion_main!(benches);
