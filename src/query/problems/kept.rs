//! What is kept though it is not understood: fields of newer versions, and damaged texts.

use super::catalogue::{DAMAGED, NEWER};
use super::parts::extras;
use super::{Family, List, cut};
use crate::case::{Extra, Record, RecordId};

pub(super) fn begin<'a>(list: &mut List<'a>) -> Box<dyn Family + 'a> {
    let header = &list.case.header;
    newer(list, &header.extra);
    for damaged in &header.damaged {
        newer(list, &damaged.extra);
        let words = format!(
            "The text of a damaged record, {}, is kept and takes no part in the case ({}){}: enter it anew from its text, \
             then remove the text",
            cut(&damaged.place),
            cut(&damaged.problem),
            if damaged.text.contains("marking") { "; its marking is not known and counts as the highest" } else { "" }
        );
        list.add(&DAMAGED, "damaged", words);
    }
    Box::new(move |list: &mut List<'_>, _: RecordId, record: &Record| {
        for extra in extras(record) {
            newer(list, extra);
        }
    })
}

fn newer(list: &mut List<'_>, extra: &Extra) {
    for (field, text) in extra.iter() {
        let words = format!("“{field}: {}” is kept as it stands: this version does not know it", cut(text));
        list.add(&NEWER, None, words);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::case::{Change, Damaged, Extra, Key};
    use crate::query::problems::testing::{check, source};
    use crate::query::testing as t;

    #[test]
    fn fields_of_newer_versions_are_told_wherever_they_stand() {
        let mut incident = t::incident("2009");
        incident.common = t::cited_by(&[1, 2]);
        let mut extra = Extra::default();
        extra.insert("weather".to_owned(), "\"dry\"".to_owned());
        let note = ["note incident - newer"];
        let sources = [source(1, ""), source(2, "")];
        let mut own = incident.clone();
        own.extra = extra.clone();
        check(&[sources.as_slice(), &[t::put_incident(1, own)]].concat(), &note);
        incident.common.citations[1].extra = extra;
        check(&[sources.as_slice(), &[t::put_incident(1, incident)]].concat(), &note);
    }

    #[test]
    fn each_damaged_text_is_told() {
        let damaged = Damaged {
            key: Key::from_bits(1),
            place: "inc-000000000001".to_owned(),
            problem: "a comma is missing".to_owned(),
            text: "(title: )".to_owned(),
            extra: Extra::default(),
        };
        let mut header = (*t::empty().header).clone();
        header.damaged = vec![damaged.clone(), damaged];
        check(&[Change::Header(Arc::new(header))], &["warning case damaged damaged"; 2]);
    }
}
