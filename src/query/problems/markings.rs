//! Markings that are lower than what they stand on.
//!
//! Classification and TLP are compared each for itself. What is unmarked has the case's marking. Only that of the case
//! can be raised without a judgement: a record may well travel further than what it stands on.

use std::collections::BTreeMap;

use super::catalogue::{BELOW_CONTENTS, BRIEFING_MARKING, CASE_MARKING, LOWER_MARKING};
use super::fix::{Act, Fix};
use super::{Family, List, cut};
use crate::case::{Briefing, Marking, Record, RecordId, targets};

pub(super) fn begin<'a>(list: &mut List<'a>) -> Box<dyn Family + 'a> {
    let case = list.case;
    let markings = case.records().map(|(id, record)| (id, record.common().marking));
    let marked: BTreeMap<RecordId, Marking> = markings.filter(|(_, marking)| !marking.is_inherited()).collect();
    // Where all is unmarked, all has the same marking.
    if marked.is_empty() {
        return Box::new(|_: &mut List<'_>, _: RecordId, _: &Record| {});
    }
    let own = case.header.marking;
    let highest = marked.values().copied().fold(own, Marking::max);
    header(list, highest, &marked);
    Box::new(move |list: &mut List<'_>, _: RecordId, record: &Record| {
        let marking = record.common().marking;
        lower_than_the_case(list, marking);
        // Nearly always, nothing in the case is marked higher.
        if lacking(marking.or(own), highest).is_some() {
            below_contents(list, record, &marked);
        }
        if let Record::Briefing(briefing) = record {
            of_briefing(list, briefing, (marking.or(own), highest));
        }
    })
}

/// The halves of `own` that lie below those of `other`, as what they should be; none where none does.
fn lacking(own: Marking, other: Marking) -> Option<Marking> {
    let marking =
        Marking { un: other.un.filter(|_| own.un < other.un), tlp: other.tlp.filter(|_| own.tlp < other.tlp) };
    (!marking.is_inherited()).then_some(marking)
}

/// The halves of `own` that are too low, in words: "marked TLP:GREEN", "not marked".
fn part(own: Marking, lacking: Marking) -> String {
    let part = Marking { un: own.un.filter(|_| lacking.un.is_some()), tlp: own.tlp.filter(|_| lacking.tlp.is_some()) };
    if part.is_inherited() { "not marked".to_owned() } else { format!("marked {}", part.banner()) }
}

fn header(list: &mut List<'_>, highest: Marking, marked: &BTreeMap<RecordId, Marking>) {
    let own = list.case.header.marking;
    let Some(lacking) = lacking(own, highest) else { return };
    let first = marked.iter().find(|(_, marking)| {
        lacking.un.is_some_and(|un| marking.un == Some(un)) || lacking.tlp.is_some_and(|tlp| marking.tlp == Some(tlp))
    });
    let title = first.map(|(&id, _)| cut(&list.case.title_of(id))).unwrap_or_default();
    let words = format!(
        "The case is {}, but holds what is marked {}, such as “{title}”: raise its marking, which unmarked records \
         inherit",
        part(own, lacking),
        lacking.banner()
    );
    let label = format!("Raise the marking of the case to {}", lacking.banner());
    list.mend(&CASE_MARKING, "marking", words, Some(Fix { label, act: Act::Mark { to: lacking } }));
}

fn lower_than_the_case(list: &mut List<'_>, own: Marking) {
    let case = list.case.header.marking;
    let set = |lacking: Marking| Marking {
        un: lacking.un.filter(|_| own.un.is_some()),
        tlp: lacking.tlp.filter(|_| own.tlp.is_some()),
    };
    let Some(lacking) = lacking(own, case).map(set).filter(|lacking| !lacking.is_inherited()) else { return };
    let words = format!(
        "It is {}, below the case's {}: raise it, or make sure that it may travel further",
        part(own, lacking),
        lacking.banner()
    );
    list.add(&LOWER_MARKING, "marking", words);
}

fn below_contents(list: &mut List<'_>, record: &Record, marked: &BTreeMap<RecordId, Marking>) {
    let own = record.common().marking.or(list.case.header.marking);
    let mut highest = Marking::default();
    let mut reason = None;
    for (target, _) in targets(record) {
        let Some(&marking) = marked.get(&target) else { continue };
        if lacking(own.max(highest), marking).is_some() {
            reason = Some(target);
        }
        highest = highest.max(marking);
    }
    let (Some(reason), Some(lacking)) = (reason, lacking(own, highest)) else { return };
    let inherits = record.common().marking.is_inherited() && !list.case.header.marking.is_inherited();
    let by = if inherits { " by the case" } else { "" };
    let words = format!(
        "It is {}{by}, but it names what is marked {}, such as the {} “{}”: raise it, or make sure that it gives nothing of \
         that away",
        part(own, lacking),
        lacking.banner(),
        reason.kind().label(),
        cut(&list.case.title_of(reason))
    );
    list.add(&BELOW_CONTENTS, "marking", words);
}

/// Which records a query selects is not known here, but none of them is marked higher than the highest of the case.
fn of_briefing(list: &mut List<'_>, briefing: &Briefing, (own, highest): (Marking, Marking)) {
    let shows_records = briefing.sections.iter().any(|section| !section.query.is_empty());
    let Some(lacking) = lacking(own, highest).filter(|_| shows_records) else { return };
    let words = format!(
        "It is {}, but the case that it selects from holds what is marked {}: raise it, or make sure that none of that \
         is in it",
        part(own, lacking),
        lacking.banner()
    );
    list.add(&BRIEFING_MARKING, "marking", words);
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::case::{
        BriefingId, Change, Extra, Incident, Key, Section, SectionLayout, Source, SourceId, Tlp, UnClass,
    };
    use crate::query::problems::testing::{check, fixes, source, told};
    use crate::query::testing as t;

    fn tlp(tlp: Option<Tlp>) -> Marking {
        Marking { un: None, tlp }
    }

    fn case(header: Option<Tlp>, incident: Option<Tlp>, cited: Option<Tlp>) -> Vec<Change> {
        let mut head = (*t::empty().header).clone();
        head.marking = tlp(header);
        let mut second = Source { title: "Cable".to_owned(), ..Source::default() };
        second.common.marking = tlp(cited);
        let mut told = Incident { common: t::cited_by(&[1, 2]), ..t::incident("2009") };
        told.common.marking = tlp(incident);
        vec![
            Change::Header(Arc::new(head)),
            source(1, ""),
            Change::Source(SourceId::from_bits(2), Some(Arc::new(second))),
            t::put_incident(1, told),
        ]
    }

    #[test]
    fn a_record_is_marked_no_lower_than_what_it_names() {
        let (green, amber, red) = (Some(Tlp::Green), Some(Tlp::Amber), Some(Tlp::Red));
        let (below, lower) = ("warning incident marking below-contents", "note incident marking lower-marking");
        let case_note = "note case marking case-marking";
        check(&case(None, None, None), &[]);
        check(&case(red, None, amber), &["note source marking lower-marking"]);
        check(&case(amber, None, red), &[below, case_note]);
        check(&case(amber, green, None), &[lower]);
        check(&case(amber, red, red), &[case_note]);
        check(&case(red, amber, red), &[below, lower]);
        check(&case(None, green, amber), &[below, case_note]);
        let told = told(&case(amber, None, red), "below-contents");
        let expected = "It is marked TLP:AMBER by the case, but it names what is marked TLP:RED, such as the source \
                        “Cable”: raise it, or make sure that it gives nothing of that away";
        assert_eq!(told, [expected]);
        assert!(fixes(&case(red, amber, red)).is_empty(), "whether it may travel further is a judgement");
        assert_eq!(fixes(&case(amber, None, red)), ["Raise the marking of the case to TLP:RED"]);
    }

    #[test]
    fn each_half_is_compared_alone() {
        let both = Marking { un: Some(UnClass::Confidential), tlp: Some(Tlp::Green) };
        let other = Marking { un: None, tlp: Some(Tlp::Red) };
        assert_eq!(lacking(both, other), Some(tlp(Some(Tlp::Red))));
        assert_eq!(lacking(other, both), Some(Marking { un: both.un, tlp: None }));
        assert_eq!(lacking(both, both), None);
    }

    #[test]
    fn a_briefing_is_marked_no_lower_than_what_it_may_show() {
        let briefing = |query: &str| {
            let section = Section {
                key: Key::from_bits(1),
                title: "Incidents".to_owned(),
                query: query.to_owned(),
                layout: SectionLayout::List,
                text: Vec::new(),
                extra: Extra::default(),
            };
            let briefing = Briefing { title: "Note".to_owned(), sections: vec![section], ..Briefing::default() };
            Change::Briefing(BriefingId::from_bits(1), Some(Arc::new(briefing)))
        };
        let changes = |query| [case(Some(Tlp::Amber), Some(Tlp::Red), None), vec![briefing(query)]].concat();
        let note = "note case marking case-marking";
        check(&changes("kind:arrest"), &[note, "note briefing marking briefing-marking"]);
        check(&changes(""), &[note]);
    }
}
