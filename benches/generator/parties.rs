//! Actors and their relations: communities, in which few are known to all.

use std::sync::Arc;

use sightline::case::{
    Actor, ActorId, ActorKind, Attribution, Case, Common, Direction, Extra, Party, Post, Relation, RelationId,
    RelationKind, Standing, When, World as Sphere,
};

use super::random::Random;
use super::setting::citations;
use super::{World, dates, words};

const ACTORS: u64 = 3;
const RELATIONS: u64 = 4;

/// How firmly things stand, in reports.
const STANDINGS: &[(Standing, u64)] = &[
    (Standing::Confirmed, 22),
    (Standing::Reported, 48),
    (Standing::Assessed, 8),
    (Standing::Suspected, 6),
    (Standing::Alleged, 10),
    (Standing::Contested, 5),
    (Standing::Retracted, 1),
];

const KINDS: &[(ActorKind, u64)] = &[
    (ActorKind::Person, 68),
    (ActorKind::StateBody, 8),
    (ActorKind::Company, 6),
    (ActorKind::ArmedGroup, 5),
    (ActorKind::CriminalNetwork, 4),
    (ActorKind::PoliticalParty, 3),
    (ActorKind::Faction, 3),
    (ActorKind::InternationalOrganization, 2),
    (ActorKind::Group, 1),
];

pub fn actors(case: &mut Case, world: &mut World, count: u64) {
    for place in 0..count {
        let mut random = world.random(ACTORS, place);
        let id = ActorId::from_bits(random.bits());
        let country = world.home(place % world.communities);
        let kind = random.weighed(KINDS);
        let name = if kind == ActorKind::Person {
            format!("{} {}", words::name(&mut random), words::name(&mut random))
        } else {
            words::organization(&mut random, &country.name)
        };
        let actor = Actor {
            kind,
            aliases: if random.percent(12) { vec![format!("“{}”", words::name(&mut random))] } else { Vec::new() },
            country: country.code.to_owned(),
            world: random.percent(85).then(|| random.pick(Sphere::ALL)),
            posts: if random.percent(10) { vec![post(&mut random, world)] } else { Vec::new() },
            themes: if random.percent(15) { vec![random.pick(&world.themes)] } else { Vec::new() },
            name,
            ..Actor::default()
        };
        world.actors.push(id);
        drop(case.actors.insert(id, Arc::new(actor)));
    }
}

fn post(random: &mut Random, world: &World) -> Post {
    let first = random.below(dates::SPAN);
    Post {
        key: random.key(),
        title: random.pick(&["Minister", "Commander", "Director", "Governor", "Judge"]).to_owned(),
        body: world.actors.get(random.below(world.actors.len() as u64 + 1) as usize).copied(),
        when: dates::period(random, first, 2000),
        standing: Standing::Reported,
        attributed_to: Attribution::NotApplicable,
        citations: citations(random, world, first),
        extra: Extra::default(),
    }
}

/// Somebody from a community, or, one time in so many of a hundred, from anywhere.
pub fn party(random: &mut Random, world: &World, (community, strangers): (u64, u64)) -> Party {
    let count = world.actors.len() as u64;
    let place = if random.percent(strangers) {
        random.popular(count)
    } else {
        let members = (count.saturating_sub(community) / world.communities).max(1);
        random.popular(members) * world.communities + community
    };
    if random.percent(3) {
        return Party::Mission(random.pick(&world.missions));
    }
    Party::Actor(world.actors[(place % count) as usize])
}

/// How firmly something stands, and whose statement it is where that has to be said.
pub fn standing(random: &mut Random, world: &World, community: u64) -> (Standing, Attribution) {
    let standing = random.weighed(STANDINGS);
    let author = if !standing.needs_attribution() {
        Attribution::NotApplicable
    } else if random.percent(40) {
        Attribution::NotNamed(random.pick(&["several residents", "a former officer", "the press"]).to_owned())
    } else {
        Attribution::Parties(vec![party(random, world, (community, 30))])
    };
    (standing, author)
}

pub fn relations(case: &mut Case, world: &World, count: u64) {
    for place in 0..count {
        let mut random = world.random(RELATIONS, place);
        let id = RelationId::from_bits(random.bits());
        let community = random.popular(world.communities);
        let from = party(&mut random, world, (community, 5));
        let other = party(&mut random, world, (community, 20));
        let to = if other == from { Party::Mission(random.pick(&world.missions)) } else { other };
        let first = random.below(dates::SPAN);
        let (standing, attributed_to) = standing(&mut random, world, community);
        let kind = random.pick(RelationKind::ALL);
        let relation = Relation {
            from,
            kind,
            to,
            words: if random.percent(20) { format!("is said to be {}", kind.label()) } else { String::new() },
            direction: random.weighed(&[(Direction::Directed, 7), (Direction::Mutual, 2), (Direction::Undirected, 1)]),
            when: if random.percent(70) { dates::period(&mut random, first, 3000) } else { When::default() },
            standing,
            attributed_to,
            common: Common { citations: citations(&mut random, world, first), ..Common::default() },
            extra: Extra::default(),
        };
        drop(case.relations.insert(id, Arc::new(relation)));
    }
}
