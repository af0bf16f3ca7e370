//! The names of a case as the window knows them, for completion.

use crate::case::{RecordId, RecordKind};
use crate::query::ask::{Field, Values};
use crate::query::folded::fold;
use crate::session::Sight;
use crate::ui::names::Names;

/// The names of a case as the window knows them: in order and folded already.
pub(super) struct Known<'a> {
    pub names: &'a Names,
    pub session: Sight<'a>,
}

/// Tags are looked for in so many records; in a larger case those of the rest are not offered.
const TAGGED: usize = 20_000;

#[expect(clippy::wildcard_enum_match_arm, reason = "the other fields take no names")]
const fn kinds(field: Field) -> &'static [RecordKind] {
    match field {
        Field::Actor => &[RecordKind::Actor, RecordKind::Mission],
        Field::Theme => &[RecordKind::Theme],
        Field::Mission => &[RecordKind::Mission],
        Field::Place => &[RecordKind::Place],
        Field::Source => &[RecordKind::Source],
        _ => &[],
    }
}

impl Values for Known<'_> {
    fn names(&self, field: Field, text: &str, most: usize) -> Vec<(RecordId, String)> {
        let case = self.session.case();
        let found = self.names.find_all(kinds(field), text).into_iter().take(most);
        let named = found.map(|id| {
            // A theme is written by its code, unless its name was begun.
            let code =
                if let RecordId::Theme(id) = id { case.themes.get(&id).map(|theme| theme.code.clone()) } else { None };
            let code = code.filter(|code| !code.is_empty() && fold(code).starts_with(&fold(text)));
            (id, code.unwrap_or_else(|| case.title_of(id)))
        });
        named.collect()
    }

    fn tags(&self) -> Vec<String> {
        let mut tags = std::collections::BTreeSet::new();
        for (_, record) in self.session.case().records().take(TAGGED) {
            tags.extend(record.common().tags.iter().cloned());
        }
        tags.into_iter().collect()
    }
}
