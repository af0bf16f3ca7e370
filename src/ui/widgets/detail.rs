//! What tells a record from others of its name, in one line: kind, country, date, and the name by which it was found.

use crate::case::{Case, Record, RecordId};
use crate::query::dates::{Dates, span_words};
use crate::query::folded::fold;

/// The line under a record that the text has found.
pub(super) fn detail(case: &Case, dates: &Dates, (id, text): (RecordId, &str)) -> String {
    let Some(record) = case.record(id) else { return String::new() };
    let mut parts: Vec<String> = match &record {
        Record::Actor(actor) => vec![actor.kind.label().to_owned(), actor.country.clone()],
        Record::Place(place) => {
            let parent = place.parent.map(|parent| case.title_of(parent.into())).unwrap_or_default();
            vec![place.kind.label().to_owned(), parent, place.country.clone()]
        }
        Record::Source(source) => {
            let published = source.published.as_ref().map(ToString::to_string).unwrap_or_default();
            vec![source.kind.label().to_owned(), source.author.clone(), published]
        }
        Record::Incident(incident) => {
            let bounds = dates.bounds(id);
            let date = if bounds.is_unknown() { "undated".to_owned() } else { span_words(bounds) };
            vec![incident.kind.label().to_owned(), date]
        }
        Record::Mission(mission) => vec![mission.organization.clone(), mission.full_name.clone()],
        Record::Theme(theme) => vec![theme.code.clone()],
        Record::Relation(_)
        | Record::Mandate(_)
        | Record::Survey(_)
        | Record::Activity(_)
        | Record::Question(_)
        | Record::Posture(_)
        | Record::Lever(_)
        | Record::Briefing(_)
        | Record::View(_) => Vec::new(),
    };
    parts.extend(other_name(&record, (&case.title_of(id), text)));
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

/// The other name that has the text, where the first one has it not.
fn other_name(record: &Record, (title, text): (&str, &str)) -> Option<String> {
    let wanted = fold(text.trim());
    let aliases = if let Record::Actor(actor) = record {
        &actor.aliases
    } else if let Record::Place(place) = record {
        &place.aliases
    } else {
        return None;
    };
    if wanted.is_empty() || fold(title).contains(&wanted) {
        return None;
    }
    aliases.iter().find(|alias| fold(alias).contains(&wanted)).map(|alias| format!("also “{alias}”"))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::case::{Actor, ActorId, Change};
    use crate::query::testing as t;

    #[test]
    fn the_name_by_which_an_actor_was_found_is_told() {
        let actor = Actor {
            name: "José Na Tchuto".to_owned(),
            aliases: vec!["The Admiral".to_owned(), "Bubo".to_owned()],
            country: "GW".to_owned(),
            ..Actor::default()
        };
        let id = ActorId::from_bits(1);
        let case = t::case(&[Change::Actor(id, Some(Arc::new(actor)))]);
        let dates = Dates::of(&case);
        let check = |text: &str, expected: &str| assert_eq!(detail(&case, &dates, (id.into(), text)), expected);
        check("", "person · GW");
        check("jose", "person · GW");
        check("BUBO", "person · GW · also “Bubo”");
    }
}
