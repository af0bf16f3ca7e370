//! Which records a record names, and what is left of it when some of them are gone.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::case::{
    Activity, Actor, Alternate, Alternative, Attribution, Case, Citation, Common, Incident, Lever, Mandate, Mission,
    Place, Posture, Question, Record, RecordId, Relation, Survey, View, When,
};

/// What is left of a record once `gone` are removed; `None` where it means nothing without them and must go too.
///
/// A post outlives its body, and a statement whose last author goes keeps the author's name as the words of the source;
/// `case` is the case before the removal, for those names.
pub fn without(case: &Case, record: &Record, gone: &BTreeSet<RecordId>) -> Option<Record> {
    let sweep = Sweep { case, gone };
    let mut left = record.clone();
    match &mut left {
        Record::Source(source) => sweep.common(&mut Arc::make_mut(source).common),
        Record::Theme(theme) => sweep.common(&mut Arc::make_mut(theme).common),
        Record::Place(place) => sweep.place(Arc::make_mut(place)),
        Record::Actor(actor) => sweep.actor(Arc::make_mut(actor)),
        Record::Mission(mission) => sweep.mission(Arc::make_mut(mission)),
        Record::Incident(incident) => sweep.incident(Arc::make_mut(incident)),
        Record::Relation(relation) => {
            if sweep.is_gone(relation.from) || sweep.is_gone(relation.to) {
                return None;
            }
            sweep.relation(Arc::make_mut(relation));
        }
        Record::Mandate(mandate) => {
            if sweep.is_gone(mandate.mission) || sweep.is_gone(mandate.theme) {
                return None;
            }
            sweep.mandate(Arc::make_mut(mandate));
        }
        Record::Survey(survey) => sweep.survey(Arc::make_mut(survey)),
        Record::Activity(activity) => {
            if sweep.is_gone(activity.mission) {
                return None;
            }
            sweep.activity(Arc::make_mut(activity));
        }
        Record::Question(question) => sweep.question(Arc::make_mut(question)),
        Record::Posture(posture) => {
            if sweep.is_gone(posture.actor) {
                return None;
            }
            sweep.posture(Arc::make_mut(posture));
        }
        Record::Lever(lever) => sweep.lever(Arc::make_mut(lever)),
        Record::Briefing(briefing) => sweep.common(&mut Arc::make_mut(briefing).common),
        Record::View(view) => sweep.view(Arc::make_mut(view)),
    }
    Some(left)
}

struct Sweep<'a> {
    case: &'a Case,
    gone: &'a BTreeSet<RecordId>,
}

impl Sweep<'_> {
    fn is_gone(&self, id: impl Into<RecordId>) -> bool {
        self.gone.contains(&id.into())
    }

    fn optional<T: Copy + Into<RecordId>>(&self, reference: &mut Option<T>) {
        if reference.is_some_and(|id| self.is_gone(id)) {
            *reference = None;
        }
    }

    fn list<T: Copy + Into<RecordId>>(&self, references: &mut Vec<T>) {
        references.retain(|&id| !self.is_gone(id));
    }

    fn citations(&self, citations: &mut Vec<Citation>) {
        citations.retain(|citation| !self.is_gone(citation.source));
    }

    fn common(&self, common: &mut Common) {
        self.citations(&mut common.citations);
        self.list(&mut common.distinct);
        common.alternatives.retain(|alternative| !self.has_lost_value(alternative));
        for alternative in &mut common.alternatives {
            if let Alternate::Date(when) = &mut alternative.value {
                self.when(when);
            }
            self.citations(&mut alternative.citations);
        }
    }

    fn has_lost_value(&self, alternative: &Alternative) -> bool {
        match alternative.value {
            Alternate::Text(_) | Alternate::Date(_) => false,
            Alternate::Place(place) => self.is_gone(place),
            Alternate::Party(party) => self.is_gone(party),
        }
    }

    /// An allegation never loses its "accused by": the names of the last parties stay as words.
    fn attribution(&self, attribution: &mut Attribution) {
        let Attribution::Parties(parties) = attribution else { return };
        if parties.is_empty() {
            return;
        }
        let names: Vec<String> = parties.iter().map(|&party| self.case.party_name(party)).collect();
        self.list(parties);
        if parties.is_empty() {
            *attribution = Attribution::NotNamed(names.join(", "));
        }
    }

    fn when(&self, when: &mut When) {
        when.constraints.retain(|constraint| !self.is_gone(constraint.anchor));
        for constraint in &mut when.constraints {
            self.citations(&mut constraint.citations);
        }
    }

    fn actor(&self, actor: &mut Actor) {
        for post in &mut actor.posts {
            self.optional(&mut post.body);
            self.attribution(&mut post.attributed_to);
            self.citations(&mut post.citations);
            self.when(&mut post.when);
        }
        self.list(&mut actor.themes);
        self.common(&mut actor.common);
    }

    fn incident(&self, incident: &mut Incident) {
        self.optional(&mut incident.place);
        incident.themes.retain(|tag| !self.is_gone(tag.theme));
        self.list(&mut incident.missions);
        incident.participants.retain(|participant| !self.is_gone(participant.party));
        for participant in &mut incident.participants {
            self.attribution(&mut participant.attributed_to);
            self.citations(&mut participant.citations);
        }
        self.attribution(&mut incident.attributed_to);
        self.when(&mut incident.when);
        self.common(&mut incident.common);
    }

    fn place(&self, place: &mut Place) {
        self.optional(&mut place.parent);
        self.common(&mut place.common);
    }

    fn mission(&self, mission: &mut Mission) {
        self.list(&mut mission.area);
        self.optional(&mut mission.predecessor);
        self.when(&mut mission.when);
        self.common(&mut mission.common);
    }

    fn relation(&self, relation: &mut Relation) {
        self.attribution(&mut relation.attributed_to);
        self.when(&mut relation.when);
        self.common(&mut relation.common);
    }

    fn mandate(&self, mandate: &mut Mandate) {
        self.optional(&mut mandate.decision);
        self.when(&mut mandate.when);
        self.common(&mut mandate.common);
    }

    fn survey(&self, survey: &mut Survey) {
        self.list(&mut survey.missions);
        self.list(&mut survey.themes);
        self.common(&mut survey.common);
    }

    fn activity(&self, activity: &mut Activity) {
        self.list(&mut activity.themes);
        self.list(&mut activity.partners);
        self.when(&mut activity.when);
        self.common(&mut activity.common);
    }

    /// A row of evidence keeps its words when its record goes.
    fn question(&self, question: &mut Question) {
        self.list(&mut question.incidents);
        for hypothesis in &mut question.hypotheses {
            self.citations(&mut hypothesis.citations);
        }
        for evidence in &mut question.evidence {
            if let Some(gone) = evidence.record.filter(|&id| self.is_gone(id))
                && evidence.text.is_empty()
            {
                evidence.text = self.case.title_of(gone);
            }
            self.optional(&mut evidence.record);
            self.citations(&mut evidence.citations);
        }
        self.common(&mut question.common);
    }

    fn posture(&self, posture: &mut Posture) {
        self.list(&mut posture.engagement);
        self.list(&mut posture.allegations);
        self.common(&mut posture.common);
    }

    fn lever(&self, lever: &mut Lever) {
        self.optional(&mut lever.holder);
        self.list(&mut lever.over);
        self.when(&mut lever.last_used);
        self.common(&mut lever.common);
    }

    fn view(&self, view: &mut View) {
        self.list(&mut view.selection);
        self.list(&mut view.inspectors);
        self.optional(&mut view.aspect.focus);
        view.pins.retain(|pin| !self.is_gone(pin.party));
        for pane in &mut view.panes {
            self.list(&mut pane.selection);
            self.optional(&mut pane.aspect.focus);
            pane.pins.retain(|pin| !self.is_gone(pin.party));
        }
        self.common(&mut view.common);
    }
}
