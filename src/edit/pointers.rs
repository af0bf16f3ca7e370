//! Every place in a record where a source, a place, a theme or a party may be named, each with a name of its own, so that what was
//! turned to another record can be turned back.

use std::sync::Arc;

use crate::case::{
    Activity, Actor, ActorId, Alternate, Attribution, Citation, Common, Incident, Lever, Mandate, Party, PlaceId, Post,
    Posture, Question, Record, RecordId, SourceId, ThemeId, View, When,
};

/// What is done with what a place names.
pub(super) trait Visit {
    /// What a place that names one record names from now on.
    fn one(&mut self, place: &str, id: RecordId) -> RecordId;
    /// What a place that names several names from now on.
    fn list(&mut self, place: &str, ids: &mut Vec<RecordId>);
}

/// An id of one kind, as an id of any.
trait Reference: Copy + Into<RecordId> {
    fn of(id: RecordId) -> Option<Self>;
}

macro_rules! references {
    ($( $id:ident, $kind:ident; )+) => { $(
        impl Reference for $id {
            fn of(id: RecordId) -> Option<Self> {
                if let RecordId::$kind(id) = id { Some(id) } else { None }
            }
        }
    )+ };
}

references! { SourceId, Source; PlaceId, Place; ActorId, Actor; ThemeId, Theme; }

impl Reference for RecordId {
    fn of(id: RecordId) -> Option<Self> {
        Some(id)
    }
}

impl Reference for Party {
    fn of(id: RecordId) -> Option<Self> {
        if let RecordId::Mission(id) = id {
            return Some(Self::Mission(id));
        }
        if let RecordId::Actor(id) = id { Some(Self::Actor(id)) } else { None }
    }
}

/// Visits every place of a record.
pub(super) fn visit(record: &mut Record, visit: &mut dyn Visit) {
    let mut walk = Walk { visit };
    walk.common(record.common_mut());
    match record {
        Record::Source(_) | Record::Theme(_) | Record::Briefing(_) => {}
        Record::Survey(survey) => walk.list("themes", &mut Arc::make_mut(survey).themes),
        Record::Place(place) => walk.optional("parent", &mut Arc::make_mut(place).parent),
        Record::Actor(actor) => walk.actor(Arc::make_mut(actor)),
        Record::Mission(mission) => {
            let mission = Arc::make_mut(mission);
            walk.list("area", &mut mission.area);
            walk.when("when", &mut mission.when);
        }
        Record::Incident(incident) => walk.incident(Arc::make_mut(incident)),
        Record::Relation(relation) => {
            let relation = Arc::make_mut(relation);
            walk.one("from", &mut relation.from);
            walk.one("to", &mut relation.to);
            walk.attribution("attributed_to", &mut relation.attributed_to);
            walk.when("when", &mut relation.when);
        }
        Record::Mandate(mandate) => walk.mandate(Arc::make_mut(mandate)),
        Record::Activity(activity) => walk.activity(Arc::make_mut(activity)),
        Record::Question(question) => walk.question(Arc::make_mut(question)),
        Record::Posture(posture) => walk.posture(Arc::make_mut(posture)),
        Record::Lever(lever) => walk.lever(Arc::make_mut(lever)),
        Record::View(view) => walk.view(Arc::make_mut(view)),
    }
}

struct Walk<'a> {
    visit: &'a mut dyn Visit,
}

impl Walk<'_> {
    fn one<T: Reference>(&mut self, place: &str, reference: &mut T) {
        if let Some(next) = T::of(self.visit.one(place, (*reference).into())) {
            *reference = next;
        }
    }

    fn optional<T: Reference>(&mut self, place: &str, reference: &mut Option<T>) {
        if let Some(reference) = reference {
            self.one(place, reference);
        }
    }

    fn list<T: Reference>(&mut self, place: &str, references: &mut Vec<T>) {
        let mut ids: Vec<RecordId> = references.iter().map(|&id| id.into()).collect();
        self.visit.list(place, &mut ids);
        *references = ids.into_iter().filter_map(T::of).collect();
    }

    fn citations(&mut self, place: &str, citations: &mut [Citation]) {
        for citation in citations {
            self.one(&format!("{place}.{}.source", citation.key), &mut citation.source);
        }
    }

    fn attribution(&mut self, place: &str, attribution: &mut Attribution) {
        if let Attribution::Parties(parties) = attribution {
            self.list(place, parties);
        }
    }

    fn when(&mut self, place: &str, when: &mut When) {
        for constraint in &mut when.constraints {
            self.citations(&format!("{place}.{}.citations", constraint.key), &mut constraint.citations);
        }
    }

    fn common(&mut self, common: &mut Common) {
        self.citations("citations", &mut common.citations);
        self.list("distinct", &mut common.distinct);
        for other in &mut common.alternatives {
            let place = format!("alternatives.{}", other.key);
            match &mut other.value {
                Alternate::Text(_) => {}
                Alternate::Date(when) => self.when(&format!("{place}.value"), when),
                Alternate::Place(id) => self.one(&format!("{place}.value"), id),
                Alternate::Party(party) => self.one(&format!("{place}.value"), party),
            }
            self.citations(&format!("{place}.citations"), &mut other.citations);
        }
    }

    fn actor(&mut self, actor: &mut Actor) {
        self.list("themes", &mut actor.themes);
        for post in &mut actor.posts {
            let place = format!("posts.{}", post.key);
            let Post { key: _, title: _, body, when, standing: _, attributed_to, citations, extra: _ } = post;
            self.optional(&format!("{place}.body"), body);
            self.when(&format!("{place}.when"), when);
            self.attribution(&format!("{place}.attributed_to"), attributed_to);
            self.citations(&format!("{place}.citations"), citations);
        }
    }

    fn incident(&mut self, incident: &mut Incident) {
        self.when("when", &mut incident.when);
        self.optional("place", &mut incident.place);
        for participant in &mut incident.participants {
            let place = format!("participants.{}", participant.key);
            self.one(&format!("{place}.party"), &mut participant.party);
            self.attribution(&format!("{place}.attributed_to"), &mut participant.attributed_to);
            self.citations(&format!("{place}.citations"), &mut participant.citations);
        }
        self.attribution("attributed_to", &mut incident.attributed_to);
        for (place, tag) in incident.themes.iter_mut().enumerate() {
            self.one(&format!("themes.{place}.theme"), &mut tag.theme);
        }
    }

    fn mandate(&mut self, mandate: &mut Mandate) {
        self.one("theme", &mut mandate.theme);
        self.optional("decision", &mut mandate.decision);
        self.when("when", &mut mandate.when);
    }

    fn activity(&mut self, activity: &mut Activity) {
        self.list("themes", &mut activity.themes);
        self.list("partners", &mut activity.partners);
        self.when("when", &mut activity.when);
    }

    fn question(&mut self, question: &mut Question) {
        for hypothesis in &mut question.hypotheses {
            self.citations(&format!("hypotheses.{}.citations", hypothesis.key), &mut hypothesis.citations);
        }
        for evidence in &mut question.evidence {
            let place = format!("evidence.{}", evidence.key);
            self.optional(&format!("{place}.record"), &mut evidence.record);
            self.citations(&format!("{place}.citations"), &mut evidence.citations);
        }
    }

    fn posture(&mut self, posture: &mut Posture) {
        self.one("actor", &mut posture.actor);
        self.list("engagement", &mut posture.engagement);
        self.list("allegations", &mut posture.allegations);
    }

    fn lever(&mut self, lever: &mut Lever) {
        self.optional("holder", &mut lever.holder);
        self.list("over", &mut lever.over);
        self.when("last_used", &mut lever.last_used);
    }

    fn view(&mut self, view: &mut View) {
        self.list("selection", &mut view.selection);
        self.list("inspectors", &mut view.inspectors);
        self.optional("focus", &mut view.aspect.focus);
        for (place, pin) in view.pins.iter_mut().enumerate() {
            self.one(&format!("pins.{place}.party"), &mut pin.party);
        }
        for (place, pane) in view.panes.iter_mut().enumerate() {
            let place = format!("panes.{place}");
            self.optional(&format!("{place}.focus"), &mut pane.aspect.focus);
            self.list(&format!("{place}.selection"), &mut pane.selection);
            for (pin, pinned) in pane.pins.iter_mut().enumerate() {
                self.one(&format!("{place}.pins.{pin}.party"), &mut pinned.party);
            }
        }
    }
}

/// Turns what names one record to another, and takes down where.
pub(super) struct Turn {
    pub from: RecordId,
    pub to: RecordId,
    /// Each place; after a plus sign the place in a list out of which one was taken, since the list has the other already.
    pub places: Vec<String>,
}

impl Visit for Turn {
    fn one(&mut self, place: &str, id: RecordId) -> RecordId {
        if id != self.from {
            return id;
        }
        self.places.push(place.to_owned());
        self.to
    }

    fn list(&mut self, place: &str, ids: &mut Vec<RecordId>) {
        let mut has_it = ids.contains(&self.to);
        for (at, id) in std::mem::take(ids).into_iter().enumerate() {
            if id != self.from {
                ids.push(id);
            } else if has_it {
                self.places.push(format!("{place}+{at}"));
            } else {
                has_it = true;
                ids.push(self.to);
                self.places.push(place.to_owned());
            }
        }
    }
}

/// Turns back what was turned, where it has stayed.
pub(super) struct Back<'a> {
    pub from: RecordId,
    pub to: RecordId,
    /// Where.
    pub places: Vec<&'a str>,
    /// How many of the places were turned back.
    pub done: usize,
}

impl Visit for Back<'_> {
    fn one(&mut self, place: &str, id: RecordId) -> RecordId {
        if id != self.from || !self.places.contains(&place) {
            return id;
        }
        self.done += 1;
        self.to
    }

    fn list(&mut self, place: &str, ids: &mut Vec<RecordId>) {
        if ids.contains(&self.to) {
            return;
        }
        if self.places.contains(&place) {
            let Some(id) = ids.iter_mut().find(|id| **id == self.from) else { return };
            *id = self.to;
            self.done += 1;
        }
        let taken = |known: &&str| known.strip_prefix(place)?.strip_prefix('+')?.parse().ok();
        for at in self.places.iter().filter_map(taken).collect::<Vec<usize>>() {
            ids.insert(ids.len().min(at), self.to);
            self.done += 1;
        }
    }
}
