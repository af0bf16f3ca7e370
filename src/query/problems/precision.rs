//! Dates that are more precise than their source, or later than it.
//!
//! A stated date is held against the source's own words where these are understood whole (`written.rs`), unless another
//! value of the date, or a relative date, says as much as it does.

use super::catalogue::{AFTER_PUBLICATION, TOO_PRECISE};
use super::fix::{Act, Fix};
use super::parts::{Dated, Spot, date_of, dates};
use super::written::{Precision, Written, read};
use super::{Family, List, cut};
use crate::case::when::{Gap, Unit};
use crate::case::{Citation, Edtf, Moment, Record, RecordId, SourceId, Stance, When};

pub(super) fn begin<'a>(_list: &mut List<'a>) -> Box<dyn Family + 'a> {
    Box::new(move |list: &mut List<'_>, id: RecordId, record: &Record| {
        for dated in dates(record) {
            too_precise(list, id, record, &dated);
        }
        after_publication(list, record);
    })
}

/// What is wrong with a stated date.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Excess {
    Finer,
    Surer,
}

fn too_precise(list: &mut List<'_>, id: RecordId, record: &Record, dated: &Dated<'_>) {
    let when = dated.when;
    let Some(stated) = &when.stated else { return };
    // A distance from a dated incident may well give the day.
    if when.as_written.is_empty() || when.constraints.iter().any(|constraint| gives_days(constraint.gap)) {
        return;
    }
    let Some((written, own)) = read(&when.as_written).zip(Precision::of(stated)) else { return };
    let Some(excess) = excess(&written, own, stated) else { return };
    if dated.spot == Spot::Own && has_other_as_fine(record, dated.field, own) {
        return;
    }
    // Only the record's own date has room for the old one beside it, and a part of the day needs its day.
    let can_keep = dated.spot == Spot::Own && when.part.is_none();
    let fix = written.date.as_ref().filter(|&to| can_keep && is_widening(stated, to)).map(|to| {
        let of = cut(&list.case.title_of(id));
        let label = format!("Set the date {stated} of “{of}” to {to}, and keep the old one as another value");
        Fix { label, act: Act::Redate { record: id, from: stated.clone(), to: to.clone() } }
    });
    let words = words(&when.as_written, stated, (excess, &written, own));
    list.mend(&TOO_PRECISE, dated.field, words, fix);
}

fn excess(written: &Written, own: Precision, stated: &Edtf) -> Option<Excess> {
    let is_surer =
        (written.is_approximate && !stated.is_approximate()) || (written.is_uncertain && !stated.is_uncertain());
    if own < written.precision {
        Some(Excess::Finer)
    } else {
        (own == written.precision && is_surer).then_some(Excess::Surer)
    }
}

/// Whether another value of the same date is as precise.
fn has_other_as_fine(record: &Record, field: &str, own: Precision) -> bool {
    let others = record.common().alternatives.iter().filter(|other| other.field == field);
    others.filter_map(date_of).filter_map(precision_of).any(|other| other <= own)
}

/// The precision of a date by its source's words, or else as it is stated.
fn precision_of(when: &When) -> Option<Precision> {
    let written = read(&when.as_written).map(|written| written.precision);
    written.or_else(|| when.stated.as_ref().and_then(Precision::of))
}

/// Whether the new date leaves open all that the old one did, and does not make a moment of a period, which relative dates
/// may count from both ends of.
fn is_widening(old: &Edtf, new: &Edtf) -> bool {
    let ((first, last), (from, to)) = (old.bounds().possible(), new.bounds().possible());
    from <= first && last <= to && old.is_interval() == new.is_interval()
}

fn words(as_written: &str, stated: &Edtf, (excess, written, own): (Excess, &Written, Precision)) -> String {
    let as_written = cut(as_written);
    let instead = written.date.as_ref().map_or_else(|| "no more than they say".to_owned(), ToString::to_string);
    match excess {
        Excess::Finer => format!(
            "The date {stated} is precise to {}, but the source's words “{as_written}” are precise to {}: state {instead}",
            own.label(),
            written.precision.label()
        ),
        Excess::Surer => format!(
            "The date {stated} is stated without the doubt that the source's words “{as_written}” have: state {instead}"
        ),
    }
}

/// A date that none of the sources cited for it could know.
fn after_publication(list: &mut List<'_>, record: &Record) {
    let own = record.common().citations.as_slice();
    match record {
        Record::Incident(incident) => after_sources(list, "when", &incident.when, own),
        Record::Relation(relation) => after_sources(list, "when", &relation.when, own),
        Record::Activity(activity) => after_sources(list, "when", &activity.when, own),
        Record::Actor(actor) => {
            for post in &actor.posts {
                let citations = if post.citations.is_empty() { own } else { &post.citations };
                after_sources(list, "posts.when", &post.when, citations);
            }
        }
        // A mandate or mission may well lie ahead of its source: it is decided first.
        Record::Mandate(_)
        | Record::Mission(_)
        | Record::Lever(_)
        | Record::Source(_)
        | Record::Place(_)
        | Record::Theme(_)
        | Record::Survey(_)
        | Record::Question(_)
        | Record::Posture(_)
        | Record::Briefing(_)
        | Record::View(_) => {}
    }
}

fn after_sources(list: &mut List<'_>, field: &'static str, when: &When, citations: &[Citation]) {
    let Some(stated) = &when.stated else { return };
    let mut latest: Option<(Moment, SourceId, &Edtf)> = None;
    for citation in citations.iter().filter(|citation| citation.stance == Stance::Supports) {
        let Some(published) = list.case.sources.get(&citation.source).and_then(|source| source.published.as_ref())
        else {
            return;
        };
        let end = published.bounds().latest_end;
        if latest.as_ref().is_none_or(|(other, ..)| end > *other) {
            latest = Some((end, citation.source, published));
        }
    }
    let Some((end, source, published)) = latest else { return };
    if stated.bounds().earliest_start > end {
        let title = cut(&list.case.title_of(source.into()));
        let words = format!(
            "It is dated {stated}, after every source cited for it was published, the last of them “{title}” in \
             {published}: correct the date, or cite a later source"
        );
        list.add(&AFTER_PUBLICATION, field, words);
    }
}

/// Whether a distance is counted in days or finer: "some time after" gives no day.
const fn gives_days(gap: Gap) -> bool {
    match gap {
        Gap::Exactly(_, unit) | Gap::Between(_, _, unit) => matches!(unit, Unit::Hours | Unit::Days),
        Gap::Unstated | Gap::Vague(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::case::when::{Edge, Gap, Relative, Side, Unit};
    use crate::case::{Alternate, Alternative, Change, Extra, Incident, IncidentId, Key};
    use crate::query::problems::testing::{check, fixes, source, told};
    use crate::query::testing as t;

    fn incident(as_written: &str, stated: &str) -> Incident {
        let mut incident = Incident { common: t::cited_by(&[1, 2]), ..t::incident(stated) };
        as_written.clone_into(&mut incident.when.as_written);
        incident
    }

    fn with(incident: Incident) -> [Change; 3] {
        [source(1, ""), source(2, ""), t::put_incident(1, incident)]
    }

    fn check_date(as_written: &str, stated: &str, expected: Option<&str>) {
        let changes = with(incident(as_written, stated));
        let told = ["warning incident when too-precise"];
        check(&changes, if expected.is_some() { &told } else { &[] });
        let fix = expected.filter(|to| !to.is_empty());
        let label = fix
            .map(|to| format!("Set the date {stated} of “Something” to {to}, and keep the old one as another value"));
        assert_eq!(fixes(&changes), Vec::from_iter(label), "{as_written}, {stated}");
    }

    #[test]
    fn a_date_is_no_more_precise_than_its_words() {
        check_date("late 2009", "2009-12-28", Some("[2009-10..2009-12]"));
        check_date("late 2009", "2009-12", Some("[2009-10..2009-12]"));
        check_date("late 2009", "[2009-10..2009-12]", None);
        check_date("late 2009", "2009", None);
        check_date("2009", "2009-12-28", Some("2009"));
        check_date("2009", "2009-03/2009-11", Some(""));
        check_date("from 2008 to 2009", "2008-03/2009-11", Some("2008/2009"));
        check_date("since 2008", "2008-03/..", Some("2008/.."));
        check_date("2009", "2009/..", None);
        check_date("April 2010", "2010-04-01/..", Some(""));
        check_date("April 2010", "2010-04-30", Some("2010-04"));
        check_date("the 1990s", "1994", Some("199X"));
        check_date("2 March 2009", "2009-03-02T04:30:00", Some("2009-03-02"));
        check_date("2 March 2009", "2009-03-02", None);
        check_date("soon after", "2009-03-02", None);
    }

    #[test]
    fn what_could_not_be_kept_is_not_replaced() {
        let told = ["warning incident when too-precise"];
        let mut dawn = incident("late 2009", "2009-12-28");
        dawn.when.part = Some(crate::case::DayPart::Dawn);
        check(&with(dawn.clone()), &told);
        assert!(fixes(&with(dawn)).is_empty(), "its part of the day needs the day");
        let mut post = crate::case::Post {
            key: Key::from_bits(1),
            title: "Minister".to_owned(),
            body: None,
            when: t::when("2009-12-28"),
            standing: crate::case::Standing::Reported,
            attributed_to: crate::case::Attribution::NotApplicable,
            citations: vec![t::citation(1)],
            extra: Extra::default(),
        };
        "late 2009".clone_into(&mut post.when.as_written);
        let actor = crate::case::Actor { name: "Ana".to_owned(), posts: vec![post], ..crate::case::Actor::default() };
        let actor = Change::Actor(crate::case::ActorId::from_bits(1), Some(std::sync::Arc::new(actor)));
        check(&[source(1, ""), actor.clone()], &["warning actor posts.when too-precise"]);
        assert!(fixes(&[source(1, ""), actor]).is_empty(), "a post has no other values");
    }

    #[test]
    fn a_date_elsewhere_than_its_words_is_told_and_not_replaced() {
        check_date("late 2009", "2009-09-28", Some(""));
        check_date("March", "2009-03-02", Some(""));
    }

    #[test]
    fn a_doubt_of_the_source_is_kept() {
        check_date("c. 2009", "2009", Some("2009~"));
        check_date("c. 2009", "2009~", None);
        check_date("perhaps March 2009", "2009-03", Some("2009-03?"));
        check_date("around 2009", "200X", None);
    }

    #[test]
    fn what_another_value_or_a_distance_says_is_allowed() {
        let other = |as_written: &str, stated: &str| {
            let mut when = t::when(stated);
            as_written.clone_into(&mut when.as_written);
            let mut found = incident("2009", "2009-12-28");
            found.common.alternatives.push(Alternative {
                key: Key::from_bits(1),
                field: "when".to_owned(),
                value: Alternate::Date(when),
                citations: vec![t::citation(1)],
                extra: Extra::default(),
            });
            found
        };
        check(&with(other("", "2009-12-27")), &[]);
        check(&with(other("", "2008")), &["warning incident when too-precise"]);
        let both = ["warning incident alternatives.value too-precise", "warning incident when too-precise"];
        check(&with(other("2008", "2008-12-27")), &both);
        let relative = |gap| {
            let mut relative = incident("2009", "2009-12-28");
            relative.when.constraints.push(Relative {
                key: Key::from_bits(1),
                edge: Edge::Start,
                side: Side::After,
                gap,
                anchor: IncidentId::from_bits(2),
                anchor_edge: Edge::Start,
                citations: Vec::new(),
                extra: Extra::default(),
            });
            relative
        };
        let anchor = t::put_incident(2, incident("", "2009-12-25"));
        let counted = |gap| [with(relative(gap)).as_slice(), std::slice::from_ref(&anchor)].concat();
        check(&counted(Gap::Exactly(3, Unit::Days)), &[]);
        check(&counted(Gap::Unstated), &["warning incident when too-precise"]);
    }

    #[test]
    fn nothing_is_dated_after_all_of_its_sources() {
        check(&with(incident("", "2013-01-01")), &["warning incident when after-publication"]);
        check(&with(incident("", "2012-12-31")), &[]);
        check(&with(incident("", "2012/2014")), &[]);
        let words = told(&with(incident("", "2013")), "after-publication");
        assert!(words[0].ends_with("“Report 1” in 2012: correct the date, or cite a later source"), "{words:?}");
    }
}
