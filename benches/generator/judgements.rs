//! Questions, levers and postures: few, and tied to the rest.

use std::sync::Arc;

use sightline::case::{
    Case, Common, Confidence, Consistency, Evidence, Extra, Hypothesis, Judgement, Key, Lever, LeverId, LeverKind,
    LeverState, Likelihood, Paragraph, Party, Posture, PostureId, Question, QuestionId, Rating, Stand,
};

use super::random::Random;
use super::setting::citations;
use super::{World, dates, incidents, parties, words};

const QUESTIONS: u64 = 12;
const LEVERS: u64 = 13;
const POSTURES: u64 = 14;

pub fn judgements(case: &mut Case, world: &World) {
    let count = case.incidents.len() as u64;
    for place in 0..5 {
        let mut random = world.random(QUESTIONS, place);
        let id = QuestionId::from_bits(random.bits());
        drop(case.questions.insert(id, Arc::new(question(&mut random, world, count))));
    }
    for place in 0..12 {
        let mut random = world.random(LEVERS, place);
        let id = LeverId::from_bits(random.bits());
        drop(case.levers.insert(id, Arc::new(lever(&mut random, world, place))));
    }
    for place in 0..20 {
        let mut random = world.random(POSTURES, place);
        let id = PostureId::from_bits(random.bits());
        drop(case.postures.insert(id, Arc::new(posture(&mut random, world, (place, count)))));
    }
}

fn question(random: &mut Random, world: &World, count: u64) -> Question {
    let mut happened = Vec::new();
    for _ in 0..4 {
        happened.push(incidents::id(world, random.below(count.max(1))));
    }
    let hypotheses: Vec<Hypothesis> = ["A feud within the forces", "A quarrel over a shipment", "An election plot"]
        .into_iter()
        .map(|text| Hypothesis {
            key: random.key(),
            text: text.to_owned(),
            origin: String::new(),
            citations: Vec::new(),
            extra: Extra::default(),
        })
        .collect();
    let evidence = happened.iter().map(|&incident| Evidence {
        key: random.key(),
        record: Some(incident.into()),
        text: String::new(),
        ratings: hypotheses.iter().map(|hypothesis| rating(random, hypothesis)).collect(),
        citations: Vec::new(),
        extra: Extra::default(),
    });
    let evidence = evidence.collect();
    let first = hypotheses.first().map(|hypothesis| hypothesis.key);
    Question {
        text: format!("Who was behind the events in {}?", world.home(random.bits()).name),
        incidents: happened,
        hypotheses,
        evidence,
        judgements: vec![judgement(random, first)],
        ..Question::default()
    }
}

fn judgement(random: &mut Random, hypothesis: Option<Key>) -> Judgement {
    Judgement {
        key: random.key(),
        hypothesis,
        likelihood: Some(random.pick(Likelihood::ALL)),
        confidence: Some(random.pick(Confidence::ALL)),
        by: "The desk".to_owned(),
        made: dates::edtf("2026-06-01"),
        reason: "It fits most of what is known".to_owned(),
        extra: Extra::default(),
    }
}

fn rating(random: &mut Random, hypothesis: &Hypothesis) -> Rating {
    Rating {
        key: random.key(),
        hypothesis: hypothesis.key,
        rating: random.pick(Consistency::ALL),
        by: String::new(),
        reason: String::new(),
        extra: Extra::default(),
    }
}

fn lever(random: &mut Random, world: &World, place: u64) -> Lever {
    let day = random.below(dates::SPAN);
    let community = place % world.communities;
    Lever {
        name: format!("Contacts with the {} Committee", words::name(random)),
        kind: random.pick(LeverKind::ALL),
        holder: world.missions.first().copied().map(Party::Mission),
        over: vec![parties::party(random, world, (community, 0))],
        state: random.pick(LeverState::ALL),
        last_used: dates::when(random, day),
        common: Common { citations: citations(random, world, day), ..Common::default() },
        ..Lever::default()
    }
}

fn posture(random: &mut Random, world: &World, (place, count): (u64, u64)) -> Posture {
    let key = random.key();
    Posture {
        actor: world.actors[(place % world.actors.len() as u64) as usize],
        judgement: random.pick(Stand::ALL),
        by: "The desk".to_owned(),
        made: dates::edtf("2025-03-01"),
        reasons: vec![Paragraph { key, text: "Met twice, and kept what was agreed".to_owned() }],
        engagement: vec![incidents::id(world, random.below(count.max(1))).into()],
        allegations: vec![incidents::id(world, random.below(count.max(1))).into()],
        review: dates::edtf("2026-12-01"),
        common: Common::default(),
        extra: Extra::default(),
    }
}
