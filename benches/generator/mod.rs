//! Cases of any size for measurements, made from a seed: the same size and seed give the same case on every machine.
//!
//! All names are invented. What a case of N incidents holds:
//!
//! | records | how many | of note |
//! |---|---|---|
//! | incidents | N | every kind, some often; 1990 to 2026, later years busier; 3 % undated, 3 % relative to others |
//! | actors | N / 5 | in communities of about 40, each at home in one country; few take part in much (a power law) |
//! | relations | 3 N / 5 | four of five within a community |
//! | sources | N / 200, at least 20 | published from 1990 to 2026; nothing is cited from before it happened |
//! | places | N / 50, at least 20 | cities in countries in regions |
//! | missions × themes | 60 × 40, below 10,000 incidents 20 × 12 | two of five cells have a mandate, some up to three |
//! | activities, surveys | 4 a mission, one for 10 missions | |
//! | questions, levers, postures | 5, 12, 20 | |

#![expect(clippy::indexing_slicing, reason = "lists of words, and of records that are there by construction")]

mod dates;
mod incidents;
mod judgements;
mod matrix;
mod parties;
pub mod random;
mod setting;
pub mod words;

use sightline::case::when::VagueWords;
use sightline::case::{
    ActorId, Case, CaseId, Extra, Header, Marking, MissionId, PlaceId, SourceId, ThemeId, Tlp, UnClass,
};

use random::Random;

/// The records that others name, in the order in which they were made.
struct World {
    seed: u64,
    /// Each source with the day on which it was published, the earliest first.
    sources: Vec<(SourceId, u64)>,
    /// The cities of each country, with their names.
    countries: Vec<Country>,
    actors: Vec<ActorId>,
    /// How many communities there are: actor and country number so many belong to the community of the remainder.
    communities: u64,
    missions: Vec<MissionId>,
    themes: Vec<ThemeId>,
}

/// A country as incidents see it.
struct Country {
    name: String,
    code: &'static str,
    id: PlaceId,
    cities: Vec<(PlaceId, String)>,
}

impl World {
    /// Randomness for one record of a table, the same whatever else a case holds.
    fn random(&self, table: u64, place: u64) -> Random {
        Random::of(self.seed, table, place)
    }

    /// The country in which a community is at home.
    fn home(&self, community: u64) -> &Country {
        &self.countries[(community % self.countries.len() as u64) as usize]
    }
}

/// The case with so many incidents that a seed gives.
pub fn case(incidents: usize, seed: u64) -> Case {
    let count = incidents as u64;
    let mut case = Case::new(header(count, seed));
    let mut world = World {
        seed,
        sources: Vec::new(),
        countries: Vec::new(),
        actors: Vec::new(),
        communities: (count / 200).max(4),
        missions: Vec::new(),
        themes: Vec::new(),
    };
    setting::sources(&mut case, &mut world, (count / 200).max(20));
    setting::places(&mut case, &mut world, (count / 50).max(20));
    let (missions, themes) = if incidents < 10_000 { (20, 12) } else { (60, 40) };
    matrix::themes(&mut case, &mut world, themes);
    matrix::missions(&mut case, &mut world, missions);
    parties::actors(&mut case, &mut world, (count / 5).max(8));
    incidents::incidents(&mut case, &world, count);
    parties::relations(&mut case, &world, count * 3 / 5);
    matrix::mandates(&mut case, &world);
    matrix::surveys(&mut case, &world);
    matrix::activities(&mut case, &world);
    judgements::judgements(&mut case, &world);
    case
}

pub fn header(count: u64, seed: u64) -> Header {
    Header {
        case: CaseId::from_bits(Random::of(seed, 0, 0).bits()),
        title: format!("A generated case of {count} incidents"),
        marking: Marking { un: Some(UnClass::Confidential), tlp: Some(Tlp::Amber) },
        vague: VagueWords::new(),
        damaged: Vec::new(),
        extra: Extra::default(),
    }
}
