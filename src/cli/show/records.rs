//! The fields of every kind of record.
//!
//! A record is taken apart without `..`, so that a new field does not compile until it has a place here.

use serde_json::json;

use super::outline::Field;
use super::parts::{Told, date, reliability, unknown, word};
use crate::case::{
    Actor, ActorId, Casualties, Incident, IncidentId, Mandate, MandateId, Mission, MissionId, Participant, Place,
    Position, Post, Quantity, Record, RecordId, Relation, RelationId, Source, Survey, Theme, ThemeTag,
};
use crate::query::dates::DatedId;
use crate::query::sources::needs_source;

pub(super) type Part = (Vec<Field>, Vec<Field>);

impl Told<'_> {
    /// Every field of a record that is set; none where the case has no such record.
    pub(super) fn fields(&self, id: RecordId) -> Option<Vec<Field>> {
        let record = self.case.record(id)?;
        let told = Self { needs_source: needs_source(&record), ..*self };
        told.own_fields(id, record)
    }

    fn own_fields(&self, id: RecordId, record: Record) -> Option<Vec<Field>> {
        let fields = match (id, record) {
            (_, Record::Source(source)) => self.source(&source),
            (_, Record::Place(place)) => self.place(&place),
            (_, Record::Theme(theme)) => self.theme(&theme),
            (RecordId::Actor(id), Record::Actor(actor)) => self.actor(id, &actor),
            (RecordId::Mission(id), Record::Mission(mission)) => self.mission(id, &mission),
            (RecordId::Incident(id), Record::Incident(incident)) => self.incident(id, &incident),
            (RecordId::Relation(id), Record::Relation(relation)) => self.relation(id, &relation),
            (RecordId::Mandate(id), Record::Mandate(mandate)) => self.mandate(id, &mandate),
            (_, Record::Survey(survey)) => self.survey(&survey),
            (RecordId::Activity(id), Record::Activity(activity)) => self.activity(id, &activity),
            (_, Record::Question(question)) => self.question(&question),
            (_, Record::Posture(posture)) => self.posture(&posture),
            (RecordId::Lever(id), Record::Lever(lever)) => self.lever(id, &lever),
            (_, Record::Briefing(briefing)) => self.briefing(&briefing),
            (_, Record::View(view)) => self.view(&view),
            _ => return None,
        };
        Some(fields)
    }

    fn source(&self, source: &Source) -> Vec<Field> {
        let Source {
            kind,
            title,
            author,
            publisher,
            published,
            reference,
            reliability: letter,
            origin,
            public_label,
            common,
            extra,
        } = source;
        let own = [
            Field::text("title", "title", title),
            Some(word("kind", "kind", kind.label())),
            Field::text("author", "author", author),
            Field::text("publisher", "publisher", publisher),
            date("published", "published", published.as_ref()),
            Field::text("reference", "reference", reference),
            Some(reliability(*letter)),
            Field::text("origin", "origin", origin),
            Field::text("public_label", "public label", public_label),
        ];
        own.into_iter().flatten().chain(self.common(common, extra)).collect()
    }

    fn place(&self, place: &Place) -> Vec<Field> {
        let Place { name, aliases, kind, country, parent, position, common, extra } = place;
        let own = [
            Field::text("name", "name", name),
            names(aliases),
            Some(word("kind", "kind", kind.label())),
            Field::text("country", "country", country),
            parent.map(|id| self.record("parent", "lies in", id)),
            position.map(point),
        ];
        own.into_iter().flatten().chain(self.common(common, extra)).collect()
    }

    fn theme(&self, theme: &Theme) -> Vec<Field> {
        let Theme { code, name, definition, order, common, extra } = theme;
        let own = [
            Field::text("name", "name", name),
            Field::text("code", "code", code),
            Field::text("definition", "definition", definition),
            Some(number(*order)),
        ];
        own.into_iter().flatten().chain(self.common(common, extra)).collect()
    }

    fn actor(&self, id: ActorId, actor: &Actor) -> Vec<Field> {
        let Actor { kind, name, aliases, country, world, posts, themes, common, extra } = actor;
        let own = [
            Field::text("name", "name", name),
            names(aliases),
            Some(word("kind", "kind", kind.label())),
            Field::text("country", "country", country),
            world.map(|world| word("world", "world", world.label())),
            Field::parts("posts", "posts", posts.iter().map(|post| self.post(id, post)).collect()),
            self.records("themes", "themes", themes),
        ];
        own.into_iter().flatten().chain(self.common(common, extra)).collect()
    }

    fn post(&self, actor: ActorId, post: &Post) -> Part {
        let Post { key, title, body, when, standing, attributed_to, citations, extra } = post;
        let head = [
            Some(Field::silent("key", key.to_string().into())),
            Field::text("title", "post", if title.is_empty() { "untitled post" } else { title }),
            body.map(|id| self.record("body", "body", id)),
        ];
        let mut fields: Vec<Field> = self.when(DatedId::Post(actor, *key), when).into_iter().collect();
        fields.extend(self.standing(*standing, attributed_to));
        fields.extend(self.citations(citations).into_iter().chain(unknown(extra)));
        (head.into_iter().flatten().collect(), fields)
    }

    fn mission(&self, id: MissionId, mission: &Mission) -> Vec<Field> {
        let Mission { name, full_name, organization, group, order, area, when, predecessor, common, extra } = mission;
        let own = [
            Field::text("name", "name", name),
            Field::text("full_name", "full name", full_name),
            Field::text("organization", "organization", organization),
            Field::text("group", "group", group),
            Some(number(*order)),
            self.records("area", "area", area),
            self.when(id.into(), when),
            predecessor.map(|id| self.record("predecessor", "followed", id)),
        ];
        own.into_iter().flatten().chain(self.common(common, extra)).collect()
    }

    fn incident(&self, id: IncidentId, incident: &Incident) -> Vec<Field> {
        let Incident {
            kind,
            title,
            account,
            when,
            place,
            participants,
            themes,
            quantities,
            casualties,
            standing,
            attributed_to,
            missions,
            common,
            extra,
        } = incident;
        let account: Vec<String> = account.iter().map(|paragraph| paragraph.text.clone()).collect();
        let mut fields: Vec<Field> = Field::text("title", "title", title).into_iter().collect();
        fields.push(word("kind", "kind", kind.label()));
        fields.extend(self.standing(*standing, attributed_to));
        fields.push(Field::group("when", "date", self.when_fields(id.into(), when)));
        let own = [
            place.map(|id| self.record("place", "place", id)),
            Field::lines("account", "account", &account),
            Field::parts(
                "participants",
                "participants",
                participants.iter().map(|one| self.participant(one)).collect(),
            ),
            Field::parts("themes", "themes", themes.iter().map(|tag| self.theme_tag(*tag)).collect()),
            Field::parts("quantities", "amounts", quantities.iter().map(quantity).collect()),
            casualties.as_ref().map(deaths),
            self.records("missions", "missions", missions),
        ];
        fields.extend(own.into_iter().flatten());
        fields.extend(self.common(common, extra));
        fields
    }

    fn participant(&self, participant: &Participant) -> Part {
        let Participant { key, party, role, standing, attributed_to, citations, extra } = participant;
        let head = [
            Some(Field::silent("key", key.to_string().into())),
            Some(self.record("party", "party", *party)),
            Field::text("role", "role", role),
        ];
        let mut fields = self.standing(*standing, attributed_to);
        fields.extend(self.citations(citations).into_iter().chain(unknown(extra)));
        (head.into_iter().flatten().collect(), fields)
    }

    fn theme_tag(&self, tag: ThemeTag) -> Part {
        let ThemeTag { theme, basis } = tag;
        (vec![self.record("theme", "theme", theme), word("basis", "basis", basis.label())], Vec::new())
    }

    fn relation(&self, id: RelationId, relation: &Relation) -> Vec<Field> {
        let Relation { from, kind, to, words, direction, when, standing, attributed_to, common, extra } = relation;
        let mut fields = vec![self.record("from", "from", *from), word("kind", "kind", kind.label())];
        fields.extend(Field::text("words", "words", words));
        fields.push(self.record("to", "to", *to));
        fields.push(word("direction", "direction", direction.label()));
        fields.extend(self.standing(*standing, attributed_to));
        fields.extend(self.when(id.into(), when));
        fields.extend(self.common(common, extra));
        fields
    }

    fn mandate(&self, id: MandateId, mandate: &Mandate) -> Vec<Field> {
        let Mandate { mission, theme, level, modality, decision, when, attested, note, common, extra } = mandate;
        let own = [
            Some(self.record("mission", "mission", *mission)),
            Some(self.record("theme", "theme", *theme)),
            Some(word("level", "level", level.label())),
            modality.map(|modality| word("modality", "modality", modality.label())),
            decision.map(|id| self.record("decision", "decision", id)),
            self.when(id.into(), when),
            date("attested", "date for which it is said", attested.as_ref()),
            Field::text("note", "remark", note),
        ];
        own.into_iter().flatten().chain(self.common(common, extra)).collect()
    }

    fn survey(&self, survey: &Survey) -> Vec<Field> {
        let Survey { title, missions, themes, attested, common, extra } = survey;
        let own = [
            Field::text("title", "title", title),
            date("attested", "date for which it speaks", attested.as_ref()),
            self.records("missions", "missions", missions),
            self.records("themes", "themes", themes),
        ];
        own.into_iter().flatten().chain(self.common(common, extra)).collect()
    }
}

fn names(aliases: &[String]) -> Option<Field> {
    (!aliases.is_empty()).then(|| Field::line("aliases", "other names", aliases.join("; "), aliases.into()))
}

fn number(order: u32) -> Field {
    Field::line("order", "position in the order", order.to_string(), order.into())
}

fn point(position: Position) -> Field {
    let Position { latitude, longitude, precision_km } = position;
    let words = format!("{latitude}° north, {longitude}° east, within {precision_km} km");
    let value = json!({ "latitude": latitude, "longitude": longitude, "precision_km": precision_km });
    Field::line("position", "position", words, value)
}

pub(super) fn quantity(quantity: &Quantity) -> Part {
    let Quantity { key, commodity, low, best, high, unit, extra } = quantity;
    let words = match range(*low, *best, *high) {
        Some(range) => {
            [&range, unit, commodity].into_iter().filter(|word| !word.is_empty()).cloned().collect::<Vec<_>>().join(" ")
        }
        None => format!("{commodity}, number not stated"),
    };
    let silent = |key, text: &str| Field::silent(key, text.into());
    let mut head = vec![silent("key", &key.to_string()), Field::line("words", "words", words.clone(), words.into())];
    head.extend([silent("commodity", commodity), silent("unit", unit)]);
    head.extend(numbers([*low, *best, *high]));
    (head, unknown(extra).into_iter().collect())
}

fn deaths(casualties: &Casualties) -> Field {
    let Casualties { low, best, high, extra } = casualties;
    let three = [*low, *best, *high].map(|number| number.map(u64::from));
    let [low, best, high] = three;
    let words = range(low, best, high).unwrap_or_else(|| "not stated".to_owned());
    let head = Field::line("words", "number", words.clone(), words.into());
    Field::group("casualties", "deaths", std::iter::once(head).chain(numbers(three)).chain(unknown(extra)).collect())
}

fn numbers(three: [Option<u64>; 3]) -> impl Iterator<Item = Field> {
    ["low", "best", "high"].into_iter().zip(three).filter_map(|(key, number)| Some(Field::silent(key, number?.into())))
}

/// "5 (3–7)", or what there is of it.
fn range(low: Option<u64>, best: Option<u64>, high: Option<u64>) -> Option<String> {
    let span = match (low, high) {
        (Some(low), Some(high)) if low == high => Some(low.to_string()),
        (Some(low), Some(high)) => Some(format!("{low}–{high}")),
        (Some(low), None) => Some(format!("at least {low}")),
        (None, Some(high)) => Some(format!("at most {high}")),
        (None, None) => None,
    };
    match (best.map(|best| best.to_string()), span) {
        (Some(best), Some(span)) if best != span => Some(format!("{best} ({span})")),
        (best, span) => best.or(span),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(low: Option<u64>, best: Option<u64>, high: Option<u64>, expected: Option<&str>) {
        assert_eq!(range(low, best, high).as_deref(), expected);
    }

    #[test]
    fn a_range_says_what_is_stated_of_it() {
        check(None, None, None, None);
        check(None, Some(5), None, Some("5"));
        check(Some(3), Some(5), Some(7), Some("5 (3–7)"));
        check(Some(3), None, None, Some("at least 3"));
        check(None, Some(5), Some(7), Some("5 (at most 7)"));
        check(Some(5), Some(5), Some(5), Some("5"));
    }
}
