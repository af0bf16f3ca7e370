//! The parts that records share as fields: references, dates, standings, citations, and what every record has.

use serde_json::{Value, json};

use super::outline::{Field, Item};
use crate::case::when::{Gap, Relative};
use crate::case::{
    Alternate, Alternative, Attribution, Case, Citation, Common, Credibility, Edtf, Extent, Extra, Merged, RecordId,
    Reliability, Standing, When, grade,
};
use crate::cli::text::{earliest, latest};
use crate::figure;
use crate::query::dates::{DatedId, Dates, span_words};

/// A case whose dates are solved: what the fields of a record are told from.
pub(super) struct Told<'a> {
    pub(super) case: &'a Case,
    pub(super) dates: &'a Dates,
    /// Whether the record that is shown is a statement, which must have citations.
    pub(super) needs_source: bool,
}

/// A word or text of a vocabulary, which is always set.
pub(super) fn word(key: &'static str, label: &'static str, word: &'static str) -> Field {
    Field::line(key, label, word, word.into())
}

pub(super) fn date(key: &'static str, label: &'static str, date: Option<&Edtf>) -> Option<Field> {
    Field::text(key, label, &date.map(ToString::to_string).unwrap_or_default())
}

/// The letter of a source's reliability, and what it means.
pub(super) fn reliability(reliability: Option<Reliability>) -> Field {
    let words = reliability.map_or("F – not yet graded", Reliability::label);
    let letter = reliability.map(|letter| letter.label().chars().take(1).collect::<String>());
    Field::line("reliability", "reliability", words, letter.into())
}

impl Told<'_> {
    /// "Title (id)".
    pub(super) fn name(&self, id: RecordId) -> String {
        let title = self.case.title_of(id);
        if self.case.has(id) { format!("{title} ({id})") } else { format!("{id}, which is not in the case") }
    }

    /// "“Title” (id)", within a sentence.
    pub(super) fn quoted(&self, id: RecordId) -> String {
        if self.case.has(id) { format!("“{}” ({id})", self.case.title_of(id)) } else { self.name(id) }
    }

    fn value(&self, id: RecordId) -> Value {
        json!({ "id": id.to_string(), "title": self.case.has(id).then(|| self.case.title_of(id)) })
    }

    pub(super) fn record(&self, key: &'static str, label: &'static str, id: impl Into<RecordId>) -> Field {
        let id = id.into();
        Field::line(key, label, self.name(id), self.value(id))
    }

    pub(super) fn records<I: Copy + Into<RecordId>>(
        &self,
        key: &'static str,
        label: &'static str,
        ids: &[I],
    ) -> Option<Field> {
        let values: Vec<Value> = ids.iter().map(|&id| self.value(id.into())).collect();
        Field::items(key, label, ids.iter().map(|&id| Item::line(self.name(id.into()))).collect(), values.into())
    }

    /// A date as stated and as it follows; none where nothing at all is known of it.
    pub(super) fn when(&self, id: DatedId, when: &When) -> Option<Field> {
        let is_told = !when.as_written.is_empty() || !when.is_undated() || !when.extra.is_empty();
        let has_bounds = !self.dates.bounds(id).is_unknown();
        (is_told || has_bounds).then(|| Field::group("when", "date", self.when_fields(id, when)))
    }

    pub(super) fn when_fields(&self, id: DatedId, when: &When) -> Vec<Field> {
        let extra = unknown(&when.extra);
        self.told_when(when).into_iter().chain(self.bounds(id)).chain(extra).collect()
    }

    /// What a date says of itself, without what follows from it.
    fn told_when(&self, when: &When) -> Vec<Field> {
        let When { as_written, stated, part, constraints, extent, extra: _ } = when;
        let extent = match extent {
            Extent::SomePoint => Field::silent("extent", extent.label().into()),
            Extent::Throughout => word("extent", "extent", extent.label()),
        };
        let own = [
            Field::text("as_written", "as written", as_written),
            date("stated", "stated", stated.as_ref()),
            part.map(|part| word("part", "part of the day", part.label())),
            Some(extent),
            Field::parts("constraints", "relative dates", constraints.iter().map(|one| self.relative(one)).collect()),
        ];
        own.into_iter().flatten().collect()
    }

    /// What follows for a date, and from what.
    fn bounds(&self, id: DatedId) -> Vec<Field> {
        let bounds = self.dates.bounds(id);
        let is_derived = self.dates.is_derived(id);
        let chain = if is_derived { self.dates.chain(self.case, id) } else { Vec::new() };
        let colliding = self.dates.contradictions().iter().filter(|found| found.records.contains(&id));
        let colliding: Vec<String> = colliding.map(|found| found.words(self.case)).collect();
        let span = span_words(bounds);
        let words = if is_derived { format!("{span}, derived from other dates") } else { span.clone() };
        let span = Field::line("span", "span", words, span.into());
        let bound = |key, label, text: String| {
            let value = text.clone().into();
            if bounds.is_unknown() { Field::silent(key, value) } else { Field::line(key, label, text, value) }
        };
        let four = [
            bound("earliest_start", "earliest start", earliest(bounds.earliest_start)),
            bound("latest_start", "latest start", latest(bounds.latest_start)),
            bound("earliest_end", "earliest end", earliest(bounds.earliest_end)),
            bound("latest_end", "latest end", latest(bounds.latest_end)),
        ];
        let how = [
            Some(Field::silent("derived", is_derived.into())),
            Field::lines("chain", "follows from", &chain),
            Field::lines("contradictions", "contradictions", &colliding),
        ];
        std::iter::once(span).chain(four).chain(how.into_iter().flatten()).collect()
    }

    /// "start: 95 days after the start of “Title” (id)".
    fn relative(&self, relative: &Relative) -> (Vec<Field>, Vec<Field>) {
        let Relative { key, edge, side, gap, anchor, anchor_edge, citations, extra } = relative;
        let join = if matches!(gap, Gap::Exactly(0, _)) { " as" } else { "" };
        let (edge, gap, anchor_edge) = (edge.label(), gap.words(*side), anchor_edge.label());
        let name = self.quoted((*anchor).into());
        let words = format!("{edge}: {gap}{join} the {anchor_edge} of {name}");
        let head = vec![
            Field::silent("key", key.to_string().into()),
            Field::line("words", "words", words.clone(), words.into()),
            Field::silent("anchor", self.value((*anchor).into())),
        ];
        (head, self.citations(citations).into_iter().chain(unknown(extra)).collect())
    }

    /// How firmly something stands, with whose statement it is.
    pub(super) fn standing(&self, standing: Standing, attribution: &Attribution) -> Vec<Field> {
        let words = figure::standing_words(self.case, standing, attribution);
        let words = if words.is_empty() { standing.label().to_owned() } else { words };
        let standing = Field::line("standing", "standing", words, standing.label().into());
        let by = match attribution {
            Attribution::NotApplicable => None,
            Attribution::NotNamed(words) => Some(Field::silent("attributed_to", json!({ "not_named": words }))),
            Attribution::Parties(parties) => self.records("attributed_to", "attributed to", parties),
        };
        std::iter::once(standing).chain(by).collect()
    }

    pub(super) fn citations(&self, citations: &[Citation]) -> Option<Field> {
        Field::parts("citations", "citations", citations.iter().map(|citation| self.citation(citation)).collect())
    }

    /// The citations of a statement, which must have some.
    pub(super) fn sources(&self, citations: &[Citation]) -> Field {
        let none = || Field::line("citations", "citations", "none: unsourced", json!([]));
        self.citations(citations).unwrap_or_else(none)
    }

    fn citation(&self, citation: &Citation) -> (Vec<Field>, Vec<Field>) {
        let Citation { key, source, locator, credibility, stance, paraphrase, attested, extra } = citation;
        let reliability = self.case.sources.get(source).and_then(|source| source.reliability);
        let letters = grade(reliability, *credibility);
        let head = [
            Some(Field::silent("key", key.to_string().into())),
            Some(Field::line(
                "grade",
                "grade",
                format!("{letters}{}", ungraded(reliability, *credibility)),
                letters.into(),
            )),
            Some(Field::silent("reliability_judged", reliability.is_some().into())),
            Some(Field::silent("credibility_judged", credibility.is_some().into())),
            Some(self.record("source", "source", *source)),
            Field::text("locator", "locator", locator),
            Some(word("stance", "stance", stance.label())),
        ];
        let rest = [
            Field::text("paraphrase", "paraphrase", paraphrase),
            date("attested", "date for which it is said", attested.as_ref()),
            unknown(extra),
        ];
        (head.into_iter().flatten().collect(), rest.into_iter().flatten().collect())
    }

    /// A value of a field that others say.
    fn alternative(&self, alternative: &Alternative) -> (Vec<Field>, Vec<Field>) {
        let Alternative { key, field, value, citations, extra } = alternative;
        let label = "value";
        let (line, group) = match value {
            Alternate::Text(text) => (Field::text("value", label, text), None),
            Alternate::Date(when) => {
                // It has no bounds of its own in the case.
                let told = self.told_when(when).into_iter().chain(unknown(&when.extra));
                (None, Some(Field::group("value", label, told.collect())))
            }
            Alternate::Place(place) => (Some(self.record("value", label, *place)), None),
            Alternate::Party(party) => (Some(self.record("value", label, *party)), None),
        };
        let head = [
            Some(Field::silent("key", key.to_string().into())),
            Field::text("field", "field", &field.replace('_', " ")),
            line,
        ];
        let rest = [group, Some(self.sources(citations)), unknown(extra)];
        (head.into_iter().flatten().collect(), rest.into_iter().flatten().collect())
    }

    fn merged(merged: &Merged) -> (Vec<Field>, Vec<Field>) {
        let Merged { key, id, source: _, place: _, actor: _, marking: _, gained, pointed, extra } = merged;
        let head = vec![
            Field::silent("key", key.to_string().into()),
            Field::silent("id", id.to_string().into()),
            Field::line("name", "name", merged.name(), merged.name().into()),
        ];
        let rest = [
            Field::lines("gained", "gained", gained),
            Field::lines("pointed", "places turned", pointed),
            unknown(extra),
        ];
        (head, rest.into_iter().flatten().collect())
    }

    /// What every record has, and what this version does not know of it.
    pub(super) fn common(&self, common: &Common, extra: &Extra) -> Vec<Field> {
        let Common { marking, tags, notes, citations, alternatives, distinct, merged } = common;
        let whole = marking.or(self.case.header.marking);
        let inherited = match (marking.is_inherited(), whole == *marking) {
            (true, _) => ", inherited from the case",
            (false, true) => "",
            (false, false) => ", in part inherited from the case",
        };
        let tags: Vec<String> = tags.iter().cloned().collect();
        let notes: Vec<String> = notes.iter().map(|note| note.text.clone()).collect();
        let own = (!marking.is_inherited()).then(|| marking.banner());
        let value = json!({ "banner": whole.banner(), "own": own });
        let cited = if self.needs_source { Some(self.sources(citations)) } else { self.citations(citations) };
        let fields = [
            Some(Field::line("marking", "marking", format!("{}{inherited}", whole.banner()), value)),
            (!tags.is_empty()).then(|| Field::line("tags", "tags", tags.join(", "), tags.into())),
            Field::lines("notes", "notes", &notes),
            cited,
            Field::parts(
                "alternatives",
                "other values",
                alternatives.iter().map(|one| self.alternative(one)).collect(),
            ),
            self.records("distinct", "not the same as", distinct),
            Field::parts("merged", "merged from", merged.iter().map(Self::merged).collect()),
            unknown(extra),
        ];
        fields.into_iter().flatten().collect()
    }
}

/// What of a grade nobody has judged yet.
const fn ungraded(reliability: Option<Reliability>, credibility: Option<Credibility>) -> &'static str {
    match (reliability, credibility) {
        (Some(_), Some(_)) => "",
        (None, None) => " not yet graded",
        (None, Some(_)) => " (reliability not yet graded)",
        (Some(_), None) => " (credibility not yet graded)",
    }
}

/// Fields that this version does not know, as they stand in the file.
pub(super) fn unknown(extra: &Extra) -> Option<Field> {
    let lines = extra.iter().map(|(name, text)| Item::line(format!("{name}: {text}"))).collect();
    let value = extra.iter().map(|(name, text)| (name.to_owned(), Value::from(text))).collect();
    Field::items("extra", "not known to this version", lines, Value::Object(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::when::{Edge, Side, Unit};
    use crate::case::{Change, DayPart, Extent, Incident, IncidentId, Key, Level, MandateId, SourceId, SurveyId};
    use crate::cli::show::outline::words;
    use crate::query::testing as t;

    fn shown(changes: &[Change], id: impl Into<RecordId>) -> Vec<String> {
        let case = t::case(changes);
        let dates = Dates::of(&case);
        let told = Told { case: &case, dates: &dates, needs_source: false };
        let shown = words(&told.fields(id.into()).unwrap());
        shown.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
    }

    #[test]
    fn what_needs_a_source_and_has_none_is_told() {
        let check = |changes: &[Change], id: RecordId, expected: bool| {
            let shown = shown(changes, id);
            assert_eq!(shown.iter().any(|line| line == "citations none: unsourced"), expected, "{shown:?}");
        };
        let mandate = |decision: Option<u64>| {
            let mut mandate = t::mandate(1, 1, Level::Mandated);
            mandate.decision = decision.map(SourceId::from_bits);
            t::put_mandate(1, mandate)
        };
        let id = MandateId::from_bits(1).into();
        check(&[mandate(None)], id, true);
        check(&[mandate(Some(1))], id, false);
        check(&[t::survey(1, &[], &[], "2011")], SurveyId::from_bits(1).into(), true);
        check(&[t::put_incident(1, t::incident("2009"))], IncidentId::from_bits(1).into(), true);
        check(&[t::actor(1, "Ana")], crate::case::ActorId::from_bits(1).into(), false);
    }

    #[test]
    fn another_date_is_shown_whole() {
        let mut when = t::when("2010-03-23");
        "at dawn, ninety-five days later".clone_into(&mut when.as_written);
        when.part = Some(DayPart::Dawn);
        when.extent = Extent::Throughout;
        when.constraints.push(Relative {
            key: Key::from_bits(2),
            edge: Edge::Start,
            side: Side::After,
            gap: Gap::Exactly(95, Unit::Days),
            anchor: IncidentId::from_bits(2),
            anchor_edge: Edge::Start,
            citations: Vec::new(),
            extra: Extra::default(),
        });
        when.extra.insert("zone".to_owned(), "\"UTC\"".to_owned());
        let mut incident = t::incident("2010");
        incident.common.alternatives.push(Alternative {
            key: Key::from_bits(1),
            field: "when".to_owned(),
            value: Alternate::Date(when),
            citations: Vec::new(),
            extra: Extra::default(),
        });
        let anchor = Incident { title: "Refuge".to_owned(), ..t::incident("2009-12-18") };
        let shown = shown(&[t::put_incident(1, incident), t::put_incident(2, anchor)], IncidentId::from_bits(1));
        let shown = shown.join("\n");
        for part in ["at dawn, ninety-five", "2010-03-23", "dawn", "throughout", "95 days after", "zone: \"UTC\""] {
            assert!(shown.contains(part), "{part} in {shown}");
        }
    }
}
