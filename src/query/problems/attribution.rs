//! Allegations that do not say whose they are.

use super::catalogue::{UNATTRIBUTED, UNREASONED};
use super::parts::{participants, posts};
use super::{Family, List, cut};
use crate::case::{Attribution, Case, Citation, Participant, Post, Posture, Record, RecordId, Stand, Standing};

pub(super) fn begin<'a>(_list: &mut List<'a>) -> Box<dyn Family + 'a> {
    Box::new(move |list: &mut List<'_>, _: RecordId, record: &Record| {
        for statement in statements(record) {
            unattributed(list, &statement);
        }
        if let Record::Posture(posture) = record {
            unreasoned(list, posture);
        }
    })
}

/// A posture that has decided how to deal with somebody says why.
fn unreasoned(list: &mut List<'_>, posture: &Posture) {
    let has_reason = posture.reasons.iter().any(|reason| !reason.text.trim().is_empty());
    if posture.judgement != Stand::Undecided && !has_reason {
        let words =
            format!("It is decided ({}) without a reason: say why, or leave it undecided", posture.judgement.label());
        list.add(&UNREASONED, "reasons", words);
    }
}

/// What a record says with a standing.
#[derive(Clone, Copy)]
pub(super) struct Statement<'a> {
    /// What of the record it is.
    pub part: Part<'a>,
    /// How firmly it stands.
    pub standing: Standing,
    /// Whose it is, and the field in which that stands.
    pub author: (&'static str, &'a Attribution),
    /// Its own citations, and the field in which they stand.
    pub cited: (&'static str, &'a [Citation]),
}

/// What of a record says something.
#[derive(Clone, Copy)]
pub(super) enum Part<'a> {
    /// All of it, as it is called.
    Whole(&'static str),
    Participant(&'a Participant),
    Post(&'a Post),
}

impl Statement<'_> {
    /// What it is, in words.
    pub fn what(&self, case: &Case) -> String {
        match self.part {
            Part::Whole(what) => what.to_owned(),
            Part::Participant(part) => part_name(case, part),
            Part::Post(post) => post_name(post),
        }
    }
}

/// What a participant's part is called.
pub(super) fn part_name(case: &Case, part: &Participant) -> String {
    let name = cut(&case.party_name(part.party));
    if part.role.is_empty() {
        format!("The part of “{name}”, without a role,")
    } else {
        format!("The part as {} of “{name}”", part.role)
    }
}

/// What a post is called.
pub(super) fn post_name(post: &Post) -> String {
    format!("The post “{}”", cut(&post.title))
}

fn of_part(part: &Participant) -> Statement<'_> {
    Statement {
        part: Part::Participant(part),
        standing: part.standing,
        author: ("participants.attributed_to", &part.attributed_to),
        cited: ("participants.citations", &part.citations),
    }
}

fn of_post(post: &Post) -> Statement<'_> {
    Statement {
        part: Part::Post(post),
        standing: post.standing,
        author: ("posts.attributed_to", &post.attributed_to),
        cited: ("posts.citations", &post.citations),
    }
}

/// Everything that a record says with a standing: itself first, where it has one.
pub(super) fn statements(record: &Record) -> impl Iterator<Item = Statement<'_>> {
    let own = |what, standing, attributed_to| Statement {
        part: Part::Whole(what),
        standing,
        author: ("attributed_to", attributed_to),
        cited: ("citations", record.common().citations.as_slice()),
    };
    let whole = if let Record::Incident(incident) = record {
        Some(own("This incident", incident.standing, &incident.attributed_to))
    } else if let Record::Relation(relation) = record {
        Some(own("This relation", relation.standing, &relation.attributed_to))
    } else {
        None
    };
    whole.into_iter().chain(participants(record).iter().map(of_part)).chain(posts(record).iter().map(of_post))
}

fn unattributed(list: &mut List<'_>, statement: &Statement<'_>) {
    let Statement { part: _, standing, author: (field, author), cited: _ } = statement;
    let has_author = match author {
        Attribution::NotApplicable => false,
        Attribution::NotNamed(_) => true,
        Attribution::Parties(parties) => !parties.is_empty(),
    };
    if standing.needs_attribution() && !has_author {
        let what = statement.what(list.case);
        let words = format!("{what} is {}, but nobody says so: name who does, or “not named”", standing.label());
        list.add(&UNATTRIBUTED, *field, words);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::case::{Actor, ActorId, Change, Extra, Incident, Key};
    use crate::query::problems::testing::{check, source};
    use crate::query::testing as t;

    fn post(standing: Standing) -> Change {
        let post = Post {
            key: Key::from_bits(1),
            title: "Minister".to_owned(),
            body: None,
            when: t::when(""),
            standing,
            attributed_to: Attribution::NotApplicable,
            citations: vec![t::citation(1), t::citation(2)],
            extra: Extra::default(),
        };
        let actor = Actor { name: "Ana".to_owned(), posts: vec![post], ..Actor::default() };
        Change::Actor(ActorId::from_bits(1), Some(Arc::new(actor)))
    }

    #[test]
    fn a_posture_that_decides_gives_a_reason() {
        let posture = |judgement, reason: &str| {
            let reasons = vec![crate::case::Paragraph { key: Key::from_bits(1), text: reason.to_owned() }];
            let posture = Posture {
                actor: ActorId::from_bits(1),
                judgement,
                by: String::new(),
                made: None,
                reasons,
                engagement: Vec::new(),
                allegations: Vec::new(),
                review: None,
                common: crate::case::Common::default(),
                extra: Extra::default(),
            };
            [t::actor(1, "Ana"), Change::Posture(crate::case::PostureId::from_bits(1), Some(Arc::new(posture)))]
        };
        check(&posture(Stand::Target, " "), &["warning posture reasons unreasoned"]);
        check(&posture(Stand::Target, "He asked for it"), &[]);
        check(&posture(Stand::Undecided, ""), &[]);
    }

    #[test]
    fn an_allegation_without_an_author_is_a_problem() {
        let sourced = |post| [source(1, ""), source(2, ""), post];
        check(&sourced(post(Standing::Suspected)), &["warning actor posts.attributed_to unattributed"]);
        check(&sourced(post(Standing::Reported)), &[]);
        let cited = || Incident { common: t::cited_by(&[1, 2]), ..t::incident("2009-03-02") };
        let alleged = |attributed_to| Incident { standing: Standing::Alleged, attributed_to, ..cited() };
        let mut suspected = cited();
        suspected.participants = vec![t::participant(1, t::actor_party(1))];
        suspected.participants[0].standing = Standing::Suspected;
        let case = |incident| [source(1, ""), source(2, ""), t::actor(1, "Ana"), t::put_incident(1, incident)];
        let told = ["warning incident attributed_to unattributed"];
        check(&case(alleged(Attribution::NotApplicable)), &told);
        check(&case(alleged(Attribution::Parties(Vec::new()))), &told);
        check(&case(alleged(Attribution::NotNamed(String::new()))), &[]);
        check(&case(alleged(Attribution::Parties(vec![t::actor_party(1)]))), &[]);
        check(&case(suspected), &["warning incident participants.attributed_to unattributed"]);
    }
}
