//! The table of incidents.

use super::field::{choice, field, labels, linked, text, word};
use super::words::{DATE, WRITTEN, label, names, ranked, said_by, stood};
use super::{Cell, Column, Input, Told, column};
use crate::case::{Basis, IncidentKind, Participant, RecordKind, Standing, standing_words};

pub(super) static COLUMNS: &[Column] = &[
    DATE,
    column!(Incident, "title", "Title", 44, |_, _, it| stood(&it.title, it.standing)).edited(text!(Incident, title)),
    column!(Incident, "standing", "Standing", 11, |_, _, it| ranked(it.standing))
        .edited(choice!(Incident, standing, Standing)),
    column!(Incident, "said-by", "Said by", 22, |told, _, it| said_by(told, it.standing, &it.attributed_to)),
    column!(Incident, "kind", "Kind", 16, |_, _, it| label(it.kind)).edited(choice!(Incident, kind, IncidentKind)),
    column!(Incident, "place", "Place", 18, |told, _, it| names(told, it.place))
        .edited(linked!(Incident, place, Place)),
    column!(Incident, "actors", "Actors", 40, |told, _, it| {
        let parts: Vec<String> = it.participants.iter().map(|part| part_words(told, part)).collect();
        Cell::text(&parts.join("; "))
    }),
    column!(Incident, "themes", "Themes", 26, |told, _, it| {
        let themes = it.themes.iter().map(|tag| {
            let name = told.case.title_of(tag.theme.into());
            if tag.basis == Basis::Inferred { format!("{name} (inferred)") } else { name }
        });
        Cell::text(&themes.collect::<Vec<_>>().join("; "))
    }),
    column!(Incident, "missions", "Missions", 16, |told, _, it| names(told, it.missions.iter().copied())),
    WRITTEN,
];

/// Who took part and as what; how firmly that stands and who says so, where it is less than a report.
fn part_words(told: &Told<'_>, part: &Participant) -> String {
    let name = told.case.party_name(part.party);
    let standing = if part.standing.is_uncertain() {
        standing_words(told.case, part.standing, &part.attributed_to)
    } else {
        String::new()
    };
    let about: Vec<&str> = [part.role.as_str(), &standing].into_iter().filter(|words| !words.is_empty()).collect();
    if about.is_empty() { name } else { format!("{name} ({})", about.join(", ")) }
}
