//! The exchange of a field's value with another one that somebody says.

use std::collections::BTreeSet;

use super::EditError;
use crate::case::{Alternate, Alternative, Citation, Key, NoSuchField, Record, When, is_supported};

/// The record with the value of an alternative in its field, and the old value as the alternative.
///
/// The record gains the alternative's citations. The old value gets copies of the citations that the record had before,
/// but for those that are the alternative's own: these say the new value. Where nothing would be left, it gets all of
/// them. Citations that came into the record with the old value leave it again. A field that was empty leaves no
/// alternative behind. Preferring the old value again gives the values and the record's citations as they were.
///
/// An alternative that says nothing is refused: it would only empty the field. So is one that no source says, where the
/// record's sources say the present value.
pub fn prefer(record: &Record, alternative: Key) -> Result<Record, EditError> {
    let alternatives = &record.common().alternatives;
    let found = alternatives.iter().enumerate().find(|(_, other)| other.key == alternative);
    let (place, chosen) = found.ok_or(EditError::NoAlternative { alternative })?;
    if is_blank(&chosen.value) {
        return Err(EditError::EmptyValue { field: chosen.field.clone() });
    }
    // A value that nobody says must not stand on the sources of the one that it replaces.
    let is_filled = record.disputed(&chosen.field).is_some_and(|value| !is_blank(&value));
    if is_filled && record.common().is_supported() && !is_supported(&chosen.citations) {
        return Err(EditError::UnsourcedValue { field: chosen.field.clone() });
    }
    let next = record.with_disputed(&chosen.field, &chosen.value);
    let mut next = next.map_err(|NoSuchField| EditError::NoField { field: chosen.field.clone() })?;
    let mut keys = keys(record);
    let citations = copies(&record.common().citations, chosen, &mut keys);
    let old = record.disputed(&chosen.field).filter(|value| !is_blank(value));
    let common = next.common_mut();
    if old.is_some() {
        common.citations.retain(|one| says_it(&chosen.citations, one) || !is_brought_in(&chosen.field, one));
    }
    bring_in(&mut common.citations, record, chosen, &mut keys);
    match (old, common.alternatives.get_mut(place)) {
        (Some(value), Some(left)) => {
            left.value = value;
            left.citations = citations;
        }
        _ => drop(common.alternatives.remove(place)),
    }
    Ok(next)
}

/// Adds the citations of an alternative to those of the record, which has each of them once.
fn bring_in(citations: &mut Vec<Citation>, record: &Record, chosen: &Alternative, keys: &mut BTreeSet<Key>) {
    let fields = super::fields::kind(record).disputable();
    let is_of_another =
        |one: &Citation| fields.iter().any(|(field, _)| *field != chosen.field && is_brought_in(field, one));
    for citation in &chosen.citations {
        match citations.iter_mut().find(|one| is_same(one, citation)) {
            // What two fields have brought in does not leave with one of them.
            Some(one) if is_of_another(one) => one.key = fresh(&format!("{}{}", chosen.key, one.key), keys),
            Some(_) => {}
            None => {
                let key = unused(mark(&chosen.field, citation), keys);
                citations.push(Citation { key, ..citation.clone() });
            }
        }
    }
}

/// Whether a citation came into the record with a value of that field; not where its words were altered since.
fn is_brought_in(field: &str, citation: &Citation) -> bool {
    citation.key == Key::from_bits(mark(field, citation))
}

/// The key of a citation that comes into the record with a value of that field. By it the citation is known again when
/// the value leaves.
fn mark(field: &str, citation: &Citation) -> u32 {
    let Citation { key: _, source, locator, stance, paraphrase, credibility: _, attested: _, extra: _ } = citation;
    hashed(&format!("{field}\n{source}\n{locator}\n{}\n{paraphrase}", stance.label()))
}

/// The citations that stand for the old value, with keys of their own.
fn copies(earlier: &[Citation], chosen: &Alternative, keys: &mut BTreeSet<Key>) -> Vec<Citation> {
    let own: Vec<&Citation> = earlier.iter().filter(|citation| !says_it(&chosen.citations, citation)).collect();
    let own = if own.is_empty() { earlier.iter().collect() } else { own };
    own.into_iter()
        .map(|citation| Citation { key: fresh(&format!("{}{}", chosen.key, citation.key), keys), ..citation.clone() })
        .collect()
}

/// Whether one of the citations is this one, whatever its key.
fn says_it(citations: &[Citation], citation: &Citation) -> bool {
    citations.iter().any(|other| is_same(other, citation))
}

pub(super) fn is_same(one: &Citation, other: &Citation) -> bool {
    Citation { key: other.key, ..one.clone() } == *other
}

/// Whether a value says nothing.
fn is_blank(value: &Alternate) -> bool {
    match value {
        Alternate::Text(text) => text.trim().is_empty(),
        Alternate::Date(when) => {
            let When { as_written, stated: _, part, constraints: _, extent: _, extra } = when;
            when.is_undated() && as_written.trim().is_empty() && part.is_none() && extra.is_empty()
        }
        Alternate::Place(_) | Alternate::Party(_) => false,
    }
}

pub(super) fn keys(record: &Record) -> BTreeSet<Key> {
    let common = record.common();
    let others = common.alternatives.iter().flat_map(|other| &other.citations);
    common.citations.iter().chain(others).map(|citation| citation.key).collect()
}

/// A key that the record does not use yet. It follows from the keys that it stands for, so that the same edit of two
/// copies of a case gives the same keys.
pub(super) fn fresh(text: &str, keys: &mut BTreeSet<Key>) -> Key {
    unused(hashed(text), keys)
}

/// The key of these bits, or the next one that the record does not use.
fn unused(mut bits: u32, keys: &mut BTreeSet<Key>) -> Key {
    loop {
        let key = Key::from_bits(bits);
        if keys.insert(key) {
            return key;
        }
        bits = bits.wrapping_add(1);
    }
}

/// FNV-1a over the letters.
fn hashed(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |bits, byte| (bits ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::case::{Common, Credibility, Extra, Incident, PlaceId, Source, SourceId, Stance};

    const OTHER: Key = Key::from_bits(77);

    fn citation(key: u32, source: u64) -> Citation {
        Citation {
            key: Key::from_bits(key),
            source: SourceId::from_bits(source),
            locator: String::new(),
            credibility: Some(Credibility::C2),
            stance: Stance::Supports,
            paraphrase: String::new(),
            attested: None,
            extra: Extra::default(),
        }
    }

    fn other(field: &str, value: Alternate, citations: Vec<Citation>) -> Alternative {
        Alternative { key: OTHER, field: field.to_owned(), value, citations, extra: Extra::default() }
    }

    fn text(value: &str) -> Alternate {
        Alternate::Text(value.to_owned())
    }

    /// An incident of this title, cited by these sources, with another value.
    fn incident(title: &str, sources: &[u64], alternative: Alternative) -> Record {
        let citations = (1..).zip(sources).map(|(key, &source)| citation(key, source)).collect();
        let common = Common { citations, alternatives: vec![alternative], ..Common::default() };
        Record::Incident(Arc::new(Incident { title: title.to_owned(), common, ..Incident::default() }))
    }

    #[test]
    fn what_no_source_says_does_not_take_the_place_of_what_one_says() {
        let unsourced =
            |cited: &[u64], title| prefer(&incident(title, cited, other("title", text("New"), Vec::new())), OTHER);
        assert_eq!(unsourced(&[1], "Old"), Err(EditError::UnsourcedValue { field: "title".to_owned() }));
        assert!(unsourced(&[], "Old").is_ok(), "nothing is taken away where nothing is sourced");
        assert!(unsourced(&[1], "").is_ok(), "nor where there was no value");
    }

    fn sources(citations: &[Citation]) -> Vec<SourceId> {
        citations.iter().map(|citation| citation.source).collect()
    }

    /// The value of the field, who cites the record, and the other values with theirs.
    fn check(record: &Record, field: &str, value: &Alternate, cited: &[u64], others: &[(&Alternate, &[u64])]) {
        let ids = |numbers: &[u64]| numbers.iter().copied().map(SourceId::from_bits).collect::<Vec<_>>();
        assert_eq!(record.disputed(field).as_ref(), Some(value));
        assert_eq!(sources(&record.common().citations), ids(cited), "of the record");
        let found: Vec<_> =
            record.common().alternatives.iter().map(|other| (&other.value, sources(&other.citations))).collect();
        let expected: Vec<_> = others.iter().map(|(value, cited)| (*value, ids(cited))).collect();
        assert_eq!(found, expected, "other values");
        let mut keys: Vec<Key> = record.common().citations.iter().map(|citation| citation.key).collect();
        keys.extend(
            record.common().alternatives.iter().flat_map(|other| &other.citations).map(|citation| citation.key),
        );
        let count = keys.len();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), count, "each citation has a key of its own");
    }

    #[test]
    fn values_change_places_and_take_their_sources_along() {
        let (old, new) = (text("A clash"), text("A mutiny"));
        let before = incident("A clash", &[1, 2], other("title", new.clone(), vec![citation(1, 3)]));
        let after = prefer(&before, OTHER).unwrap();
        check(&after, "title", &new, &[1, 2, 3], &[(&old, &[1, 2])]);
        let again = prefer(&after, OTHER).unwrap();
        check(&again, "title", &old, &[1, 2], &[(&new, &[3])]);
        assert_eq!(again.common().citations, before.common().citations, "and the record's citations are as before");
        let third = prefer(&again, OTHER).unwrap();
        check(&third, "title", &new, &[1, 2, 3], &[(&old, &[1, 2])]);
    }

    #[test]
    fn a_citation_that_the_officer_added_or_altered_stays() {
        let (old, new) = (text("A clash"), text("A mutiny"));
        let before = incident("A clash", &[1], other("title", new.clone(), vec![citation(1, 3), citation(2, 4)]));
        let mut after = prefer(&before, OTHER).unwrap();
        after.common_mut().citations.push(citation(50, 5));
        after.common_mut().citations[2].paraphrase = "The officer's words".to_owned();
        let again = prefer(&after, OTHER).unwrap();
        check(&again, "title", &old, &[1, 4, 5], &[(&new, &[3, 4, 5])]);
    }

    #[test]
    fn what_two_fields_brought_in_does_not_leave_with_one() {
        let place = Alternate::Place(PlaceId::from_bits(5));
        let mut before = incident("A clash", &[1], other("title", text("A mutiny"), vec![citation(1, 3)]));
        let second = Key::from_bits(78);
        let with_place = Alternative { key: second, ..other("place", place, vec![citation(2, 3)]) };
        before.common_mut().alternatives.push(with_place);
        let both = prefer(&prefer(&before, OTHER).unwrap(), second).unwrap();
        let again = prefer(&both, OTHER).unwrap();
        assert_eq!(sources(&again.common().citations), [1, 3].map(SourceId::from_bits), "the place still rests on it");
    }

    #[test]
    fn an_empty_value_is_refused() {
        let check = |field: &str, value: Alternate| {
            let refused = EditError::EmptyValue { field: field.to_owned() };
            assert_eq!(prefer(&incident("A clash", &[1], other(field, value, Vec::new())), OTHER), Err(refused));
        };
        check("title", text(""));
        check("title", text(" "));
        check("when", Alternate::Date(When::default()));
        check("when", Alternate::Date(When { extent: crate::case::Extent::Throughout, ..When::default() }));
        let written = Alternate::Date(When { as_written: "one day".to_owned(), ..When::default() });
        assert!(prefer(&incident("A clash", &[1], other("when", written, Vec::new())), OTHER).is_ok());
    }

    #[test]
    fn a_citation_that_is_there_already_comes_no_second_time() {
        let (old, new) = (text("A clash"), text("A mutiny"));
        let before = incident("A clash", &[1, 2], other("title", new.clone(), vec![citation(9, 2)]));
        check(&prefer(&before, OTHER).unwrap(), "title", &new, &[1, 2], &[(&old, &[1])]);
        let before = incident("A clash", &[2], other("title", new.clone(), vec![citation(9, 2)]));
        check(&prefer(&before, OTHER).unwrap(), "title", &new, &[2], &[(&old, &[2])]);
    }

    #[test]
    fn an_empty_field_leaves_nothing_behind() {
        let place = Alternate::Place(PlaceId::from_bits(5));
        for (field, value) in [("title", text("A mutiny")), ("place", place)] {
            let before = incident("", &[1], other(field, value.clone(), vec![citation(9, 2)]));
            check(&prefer(&before, OTHER).unwrap(), field, &value, &[1, 2], &[]);
        }
    }

    #[test]
    fn a_date_alone_takes_the_place_of_a_date() {
        let published = |text: &str| Alternate::Date(When { stated: text.parse().ok(), ..When::default() });
        let common =
            Common { alternatives: vec![other("published", published("2010"), Vec::new())], ..Common::default() };
        let source = Source { published: "2009".parse().ok(), common, ..Source::default() };
        let after = prefer(&Record::Source(Arc::new(source)), OTHER).unwrap();
        check(&after, "published", &published("2010"), &[], &[(&published("2009"), &[])]);
    }

    #[test]
    fn what_cannot_be_preferred_is_refused() {
        let before = incident("A clash", &[1], other("account", text("x"), Vec::new()));
        assert_eq!(prefer(&before, OTHER), Err(EditError::NoField { field: "account".to_owned() }));
        let gone = Key::from_bits(5);
        assert_eq!(prefer(&before, gone), Err(EditError::NoAlternative { alternative: gone }));
    }
}
