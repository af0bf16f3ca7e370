//! The fields of what the officer makes of a case: activities, questions, postures, levers, briefings and views.
//!
//! A record is taken apart without `..`, so that a new field does not compile until it has a place here.

use super::outline::Field;
use super::parts::{Told, date, unknown, word};
use super::records::{Part, quantity};
use crate::case::{
    Activity, ActivityId, Aspect, Briefing, Confidence, Evidence, Hypothesis, Judgement, Key, Lever, LeverId,
    Likelihood, Nature, Pin, PinnedPane, Posture, Question, Rating, Section, View,
};

impl Told<'_> {
    pub(super) fn activity(&self, id: ActivityId, activity: &Activity) -> Vec<Field> {
        let Activity { title, mission, kind, themes, partners, when, resources, common, extra } = activity;
        let own = [
            Field::text("title", "title", title),
            Some(self.record("mission", "mission", *mission)),
            Some(word("kind", "kind", kind.label())),
            kind.nature().map(|nature| word("nature", "nature", Nature::label(nature))),
            self.records("themes", "themes", themes),
            self.records("partners", "partners", partners),
            self.when(id.into(), when),
            Field::parts("resources", "resources", resources.iter().map(quantity).collect()),
        ];
        own.into_iter().flatten().chain(self.common(common, extra)).collect()
    }

    pub(super) fn question(&self, question: &Question) -> Vec<Field> {
        let Question { text, incidents, hypotheses, evidence, judgements, common, extra } = question;
        let own = [
            Field::text("text", "question", text),
            self.records("incidents", "incidents", incidents),
            Field::parts("hypotheses", "hypotheses", hypotheses.iter().map(|one| self.hypothesis(one)).collect()),
            Field::parts("evidence", "evidence", evidence.iter().map(|one| self.evidence(question, one)).collect()),
            Field::parts("judgements", "judgements", judgements.iter().map(|one| judgement(question, one)).collect()),
        ];
        own.into_iter().flatten().chain(self.common(common, extra)).collect()
    }

    fn hypothesis(&self, hypothesis: &Hypothesis) -> Part {
        let Hypothesis { key, text, origin, citations, extra } = hypothesis;
        let head = [Some(silent_key(*key)), Field::text("text", "hypothesis", text)];
        let rest = [Field::text("origin", "brought up by", origin), self.citations(citations), unknown(extra)];
        (head.into_iter().flatten().collect(), rest.into_iter().flatten().collect())
    }

    fn evidence(&self, question: &Question, evidence: &Evidence) -> Part {
        let Evidence { key, record, text, ratings, citations, extra } = evidence;
        let head = [
            Some(silent_key(*key)),
            Field::text("text", "evidence", text),
            record.map(|id| self.record("record", "record", id)),
        ];
        let rest = [
            Field::parts("ratings", "ratings", ratings.iter().map(|one| rating(question, one)).collect()),
            self.citations(citations),
            unknown(extra),
        ];
        (head.into_iter().flatten().collect(), rest.into_iter().flatten().collect())
    }

    pub(super) fn posture(&self, posture: &Posture) -> Vec<Field> {
        let Posture { actor, judgement, by, made, reasons, engagement, allegations, review, common, extra } = posture;
        let reasons: Vec<String> = reasons.iter().map(|reason| reason.text.clone()).collect();
        let own = [
            Some(self.record("actor", "actor", *actor)),
            Some(word("judgement", "judgement", judgement.label())),
            Field::text("by", "judged by", by),
            date("made", "judged", made.as_ref()),
            Field::lines("reasons", "reasons", &reasons),
            self.records("engagement", "engagement", engagement),
            self.records("allegations", "allegations", allegations),
            date("review", "to be looked at again", review.as_ref()),
        ];
        own.into_iter().flatten().chain(self.common(common, extra)).collect()
    }

    pub(super) fn lever(&self, id: LeverId, lever: &Lever) -> Vec<Field> {
        let Lever { name, kind, holder, over, state, last_used, result, common, extra } = lever;
        let own = [
            Field::text("name", "name", name),
            Some(word("kind", "kind", kind.label())),
            holder.map(|party| self.record("holder", "holder", party)),
            self.records("over", "over", over),
            Some(word("state", "state", state.label())),
            self.when(id.into(), last_used),
            Field::text("result", "result of the last use", result),
        ];
        own.into_iter().flatten().chain(self.common(common, extra)).collect()
    }

    pub(super) fn briefing(&self, briefing: &Briefing) -> Vec<Field> {
        let Briefing { title, template, language, query, as_of, sections, common, extra } = briefing;
        let own = [
            Field::text("title", "title", title),
            Field::text("template", "template", template),
            Field::text("language", "language", language),
            Field::text("query", "about", query),
            date("as_of", "as of", as_of.as_ref()),
            Field::parts("sections", "sections", sections.iter().map(section).collect()),
        ];
        own.into_iter().flatten().chain(self.common(common, extra)).collect()
    }

    pub(super) fn view(&self, view: &View) -> Vec<Field> {
        let View { name, aspect, workspace, inspectors, selection, pins, panes, common, extra } = view;
        let own = [
            workspace.map(|workspace| word("workspace", "workspace", workspace.label())),
            self.records("inspectors", "pinned", inspectors),
            self.records("selection", "selection", selection),
            Field::parts("pins", "pins", pins.iter().map(|pin| self.pin(*pin)).collect()),
            Field::parts("panes", "pinned panes", panes.iter().map(|pane| self.pane(pane)).collect()),
        ];
        let name = Field::text("name", "name", name).into_iter();
        let fields = name.chain(self.aspect(aspect)).chain(own.into_iter().flatten());
        fields.chain(self.common(common, extra)).collect()
    }

    fn pane(&self, pane: &PinnedPane) -> Part {
        let PinnedPane { pane, aspect, selection, pins, extra } = pane;
        let own = [
            self.records("selection", "selection", selection),
            Field::parts("pins", "pins", pins.iter().map(|pin| self.pin(*pin)).collect()),
            unknown(extra),
        ];
        let rest = self.aspect(aspect).into_iter().chain(own.into_iter().flatten());
        (vec![word("pane", "pane", pane.label())], rest.collect())
    }

    /// How the case is seen by the window or by a pane.
    fn aspect(&self, aspect: &Aspect) -> Vec<Field> {
        let hidden: Vec<String> = aspect.hidden_kinds.iter().map(|kind| kind.label().to_owned()).collect();
        let first = [
            Field::text("query", "shows", &aspect.query),
            Field::lines("hidden_kinds", "hidden kinds", &hidden),
            Some(word("lanes", "lanes by", aspect.lanes.label())),
        ];
        let rest = [
            Some(yes("has_incident_nodes", "incidents in the graph", aspect.has_incident_nodes)),
            Some(yes("has_untied", "untied parties in the graph", aspect.has_untied)),
            date("as_of", "as of", aspect.as_of.as_ref()),
            date("against", "compared with", aspect.against.as_ref()),
            date("brush", "part of time", aspect.brush.as_ref()),
            self.records("focus", "surroundings of", aspect.focus.as_slice()),
            Field::text("lens", "graph shows", &aspect.lens),
            number("steps", "steps around it", aspect.steps),
            number("most_nodes", "most nodes", aspect.most_nodes),
        ];
        first.into_iter().chain(of_matrix(aspect)).chain(rest).flatten().collect()
    }

    fn pin(&self, pin: Pin) -> Part {
        let Pin { party, x, y } = pin;
        let place = [Field::line("x", "x", x.to_string(), x.into()), Field::line("y", "y", y.to_string(), y.into())];
        (std::iter::once(self.record("party", "party", party)).chain(place).collect(), Vec::new())
    }
}

/// What the matrix shows, in what order, and what counts in it.
fn of_matrix(aspect: &Aspect) -> [Option<Field>; 10] {
    [
        Some(word("layer", "matrix shows", aspect.layer.label())),
        Some(word("group_by", "matrix grouped by", aspect.group_by.label())),
        Some(word("rows_by", "its rows by", aspect.rows_by.label())),
        Some(word("columns_by", "its columns by", aspect.columns_by.label())),
        Some(word("hides_empty", "hidden where empty", aspect.hides_empty.label())),
        aspect.least_reliability.map(|least| word("least_reliability", "least reliability that counts", least.label())),
        aspect.least_credibility.map(|least| word("least_credibility", "least credibility that counts", least.label())),
        aspect.least_standing.map(|least| word("least_standing", "least firm standing that counts", least.label())),
        date("counted_time", "time that counts", aspect.counted_time.as_ref()),
        Field::text("counted_query", "query that finds what counts", &aspect.counted_query),
    ]
}

fn yes(key: &'static str, label: &'static str, is_so: bool) -> Field {
    Field::line(key, label, if is_so { "yes" } else { "no" }, is_so.into())
}

fn number(key: &'static str, label: &'static str, number: Option<u32>) -> Option<Field> {
    number.map(|number| Field::line(key, label, number.to_string(), number.into()))
}

fn silent_key(key: Key) -> Field {
    Field::silent("key", key.to_string().into())
}

/// A hypothesis by its words; a key that has lost its hypothesis says so.
fn of_hypothesis(question: &Question, key: Key) -> Field {
    let found = question.hypotheses.iter().find(|hypothesis| hypothesis.key == key);
    let words = found.map_or_else(|| format!("{key}, which is not in the question"), |found| found.text.clone());
    Field::line("hypothesis", "hypothesis", words, key.to_string().into())
}

fn rating(question: &Question, rating: &Rating) -> Part {
    let Rating { key, hypothesis, rating, by, reason, extra } = rating;
    let head = vec![silent_key(*key), word("rating", "rating", rating.label()), of_hypothesis(question, *hypothesis)];
    let rest = [Field::text("by", "by", by), Field::text("reason", "reason", reason), unknown(extra)];
    (head, rest.into_iter().flatten().collect())
}

fn judgement(question: &Question, judgement: &Judgement) -> Part {
    let Judgement { key, hypothesis, likelihood, confidence, by, made, reason, extra } = judgement;
    let head = [
        Some(silent_key(*key)),
        likelihood.map(|word_| word("likelihood", "likelihood", Likelihood::label(word_))),
        confidence.map(|word_| word("confidence", "confidence", Confidence::label(word_))),
        hypothesis.map(|key| of_hypothesis(question, key)),
    ];
    let rest = [
        Field::text("by", "judged by", by),
        date("made", "judged", made.as_ref()),
        Field::text("reason", "reason", reason),
        unknown(extra),
    ];
    (head.into_iter().flatten().collect(), rest.into_iter().flatten().collect())
}

fn section(section: &Section) -> Part {
    let Section { key, title, query, layout, text, extra } = section;
    let text: Vec<String> = text.iter().map(|paragraph| paragraph.text.clone()).collect();
    let head = [Some(silent_key(*key)), Field::text("title", "heading", title)];
    let rest = [
        Field::text("query", "shows", query),
        Some(word("layout", "layout", layout.label())),
        Field::lines("text", "text", &text),
        unknown(extra),
    ];
    (head.into_iter().flatten().collect(), rest.into_iter().flatten().collect())
}
