//! The tables of what is thought and made of a case: questions, postures, levers, briefings, views.

use super::field::{choice, date, dated, field, labels, text, word};
use super::words::{DATE, WRITTEN, alone, label, names};
use super::{Cell, Column, Input, column};
use crate::case::{LaneBy, LeverKind, LeverState, Stand};

pub(super) static QUESTIONS: &[Column] = &[
    column!(Question, "text", "Question", 60, |_, _, it| Cell::text(&it.text)).edited(text!(Question, text)),
    column!(Question, "hypotheses", "Hypotheses", 12, |_, _, it| Cell::Count(it.hypotheses.len() as u64)),
    column!(Question, "evidence", "Pieces of evidence", 12, |_, _, it| Cell::Count(it.evidence.len() as u64)),
    column!(Question, "judgements", "Judgements", 12, |_, _, it| Cell::Count(it.judgements.len() as u64)),
    column!(Question, "incidents", "Incidents", 40, |told, _, it| names(told, it.incidents.iter().copied())),
];

pub(super) static POSTURES: &[Column] = &[
    column!(Posture, "actor", "Actor", 30, |told, _, it| names(told, [it.actor])),
    column!(Posture, "judgement", "Judgement", 22, |_, _, it| label(it.judgement))
        .edited(choice!(Posture, judgement, Stand)),
    column!(Posture, "by", "Judged by", 20, |_, _, it| Cell::text(&it.by)).edited(text!(Posture, by)),
    column!(Posture, "made", "Made", 14, |_, _, it| alone(it.made.as_ref())).edited(dated!(Posture, made)),
    column!(Posture, "review", "Review", 14, |_, _, it| alone(it.review.as_ref())).edited(dated!(Posture, review)),
    column!(Posture, "engagement", "Engagements", 12, |_, _, it| Cell::Count(it.engagement.len() as u64)),
    column!(Posture, "allegations", "Allegations", 12, |_, _, it| Cell::Count(it.allegations.len() as u64)),
];

pub(super) static LEVERS: &[Column] = &[
    column!(Lever, "name", "Name", 34, |_, _, it| Cell::text(&it.name)).edited(text!(Lever, name)),
    column!(Lever, "kind", "Kind", 28, |_, _, it| label(it.kind)).edited(choice!(Lever, kind, LeverKind)),
    column!(Lever, "state", "State", 14, |_, _, it| label(it.state)).edited(choice!(Lever, state, LeverState)),
    column!(Lever, "holder", "Held by", 24, |told, _, it| names(told, it.holder)),
    column!(Lever, "over", "Over", 24, |told, _, it| names(told, it.over.iter().copied())),
    DATE,
    column!(Lever, "result", "Result", 36, |_, _, it| Cell::text(&it.result)).edited(text!(Lever, result)),
    WRITTEN,
];

pub(super) static BRIEFINGS: &[Column] = &[
    column!(Briefing, "title", "Title", 44, |_, _, it| Cell::text(&it.title)).edited(text!(Briefing, title)),
    column!(Briefing, "language", "Language", 10, |_, _, it| Cell::text(&it.language))
        .edited(text!(Briefing, language)),
    column!(Briefing, "as-of", "As of", 14, |_, _, it| alone(it.as_of.as_ref())).edited(dated!(Briefing, as_of)),
    column!(Briefing, "sections", "Sections", 10, |_, _, it| Cell::Count(it.sections.len() as u64)),
];

pub(super) static VIEWS: &[Column] = &[
    column!(View, "name", "Name", 34, |_, _, it| Cell::text(&it.name)).edited(text!(View, name)),
    column!(View, "as-of", "As of", 14, |_, _, it| alone(it.aspect.as_of.as_ref())).edited(dated!(View, aspect.as_of)),
    column!(View, "lanes", "Lanes by", 12, |_, _, it| label(it.aspect.lanes)).edited(choice!(
        View,
        aspect.lanes,
        LaneBy
    )),
    column!(View, "hidden", "Hidden kinds", 30, |_, _, it| {
        Cell::text(&it.aspect.hidden_kinds.iter().map(|kind| kind.label()).collect::<Vec<_>>().join("; "))
    }),
    column!(View, "selection", "Selected", 10, |_, _, it| Cell::Count(it.selection.len() as u64)),
];
