//! The tables behind the mandate matrix: missions, mandates, themes, surveys, activities.

use super::field::{choice, date, dated, field, labels, linked, optional, text, word};
use super::words::{DATE, WRITTEN, alone, label, names, ranked};
use super::{Cell, Column, Input, column};
use crate::case::{ActivityKind, Level, Modality, RecordKind};

pub(super) static MISSIONS: &[Column] = &[
    column!(Mission, "order", "Place in the matrix", 8, |_, _, it| Cell::Count(u64::from(it.order) + 1)),
    column!(Mission, "name", "Name", 18, |_, _, it| Cell::text(&it.name)).edited(text!(Mission, name)),
    column!(Mission, "full-name", "Full name", 44, |_, _, it| Cell::text(&it.full_name))
        .edited(text!(Mission, full_name)),
    column!(Mission, "organization", "Organization", 14, |_, _, it| Cell::text(&it.organization))
        .edited(text!(Mission, organization)),
    column!(Mission, "group", "Group", 24, |_, _, it| Cell::text(&it.group)).edited(text!(Mission, group)),
    DATE,
    column!(Mission, "area", "Area", 24, |told, _, it| names(told, it.area.iter().copied())),
    column!(Mission, "predecessor", "Followed", 16, |told, _, it| names(told, it.predecessor)).edited(linked!(
        Mission,
        predecessor,
        Mission
    )),
    WRITTEN,
];

pub(super) static MANDATES: &[Column] = &[
    column!(Mandate, "mission", "Mission", 18, |told, _, it| names(told, [it.mission])),
    column!(Mandate, "theme", "Theme", 26, |told, _, it| names(told, [it.theme])),
    column!(Mandate, "level", "Level", 12, |_, _, it| ranked(it.level)).edited(choice!(Mandate, level, Level)),
    column!(Mandate, "modality", "Modality", 12, |_, _, it| it.modality.map_or(Cell::Empty, label))
        .edited(optional!(Mandate, modality, Modality, "not said")),
    DATE,
    column!(Mandate, "attested", "Attested for", 14, |_, _, it| alone(it.attested.as_ref()))
        .edited(dated!(Mandate, attested)),
    column!(Mandate, "decision", "Decision", 28, |told, _, it| names(told, it.decision))
        .edited(linked!(Mandate, decision, Source)),
    column!(Mandate, "note", "Note", 36, |_, _, it| Cell::text(&it.note)).edited(text!(Mandate, note)),
    WRITTEN,
];

pub(super) static THEMES: &[Column] = &[
    column!(Theme, "order", "Place in the matrix", 8, |_, _, it| Cell::Count(u64::from(it.order) + 1)),
    column!(Theme, "code", "Code", 8, |_, _, it| Cell::text(&it.code)).edited(text!(Theme, code)),
    column!(Theme, "name", "Name", 30, |_, _, it| Cell::text(&it.name)).edited(text!(Theme, name)),
    column!(Theme, "definition", "Definition", 60, |_, _, it| Cell::text(&it.definition))
        .edited(text!(Theme, definition)),
];

pub(super) static SURVEYS: &[Column] = &[
    column!(Survey, "title", "Title", 40, |_, _, it| Cell::text(&it.title)).edited(text!(Survey, title)),
    column!(Survey, "attested", "Attested for", 14, |_, _, it| alone(it.attested.as_ref()))
        .edited(dated!(Survey, attested)),
    column!(Survey, "missions", "Missions", 30, |told, _, it| names(told, it.missions.iter().copied())),
    column!(Survey, "themes", "Themes", 30, |told, _, it| names(told, it.themes.iter().copied())),
];

pub(super) static ACTIVITIES: &[Column] = &[
    column!(Activity, "title", "Title", 40, |_, _, it| Cell::text(&it.title)).edited(text!(Activity, title)),
    column!(Activity, "mission", "Mission", 18, |told, _, it| names(told, [it.mission])),
    column!(Activity, "kind", "Kind", 24, |_, _, it| label(it.kind)).edited(choice!(Activity, kind, ActivityKind)),
    DATE,
    column!(Activity, "themes", "Themes", 26, |told, _, it| names(told, it.themes.iter().copied())),
    column!(Activity, "partners", "Partners", 26, |told, _, it| names(told, it.partners.iter().copied())),
    WRITTEN,
];
