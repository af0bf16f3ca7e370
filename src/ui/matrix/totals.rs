//! Totals of the layer that is shown: by mission, by theme and in all, as figures and in words.

use std::sync::Arc;

use egui::{Align2, Id, Mesh, Pos2, Rect, Role, Sense, UiBuilder, Vec2, WidgetInfo};

use super::{Scene, glyphs};
use crate::case::RecordId;
use crate::figure::counted_words;
use crate::query::evidence::{Layer, Tally};
use crate::query::gaps::{Amount, Counts, Done};
use crate::session::Sight;
use crate::ui::tokens;
use crate::ui::widgets::{Same, kept, titled};

/// What the layer counts cell by cell, counted once for each answer.
pub(super) fn counts(ui: &egui::Ui, session: Sight<'_>) -> Option<Arc<Counts>> {
    let answers = session.answers();
    match session.view().layer {
        Layer::Gap | Layer::All => Some(kept(ui, "gap counts", Same::of(&answers.gaps), || answers.gaps.counts())),
        Layer::Difference => {
            let known = answers.difference.as_ref()?;
            Some(kept(ui, "difference counts", Same::of(known), || known.counts()))
        }
        Layer::Level | Layer::Activities | Layer::Incidents | Layer::Resources | Layer::Both => None,
    }
}

fn counted(counts: &Counts, of: Option<RecordId>) -> (usize, usize) {
    match of {
        Some(RecordId::Mission(id)) => counts.of_mission(id),
        Some(RecordId::Theme(id)) => counts.of_theme(id),
        _ => counts.total,
    }
}

/// A total as it is drawn and told.
struct Total {
    /// What is sure.
    strong: String,
    /// What is possible, or of another unit.
    small: String,
    /// In words, with of what and of whom.
    words: String,
}

fn total(scene: &Scene<'_>, of: Option<RecordId>) -> Option<Total> {
    let session = scene.session;
    let layer = scene.layer;
    let name = of.map_or_else(|| "in all".to_owned(), |id| titled(session.case(), id));
    let (strong, small, said) = match layer {
        Layer::Level | Layer::Both | Layer::Incidents => return None,
        Layer::Activities => of_work(done(session, of)?),
        Layer::Resources => of_resources(done(session, of)?)?,
        Layer::Gap | Layer::All => {
            let (surely, possibly) = counted(scene.counts.as_ref()?, of);
            (figure(surely), possible(possibly), format!("{surely} surely, {possibly} possibly"))
        }
        Layer::Difference => {
            let (cells, _) = counted(scene.counts.as_ref()?, of);
            (figure(cells), String::new(), format!("{cells} {}", if cells == 1 { "cell" } else { "cells" }))
        }
    };
    Some(Total { strong, small, words: format!("{}, {name}: {said}", counted_words(layer)) })
}

fn done(session: Sight<'_>, of: Option<RecordId>) -> Option<&Done> {
    let work = &session.answers().gaps.work;
    match of {
        Some(RecordId::Mission(id)) => work.of_mission(id),
        Some(RecordId::Theme(id)) => work.of_theme(id),
        _ => Some(&work.total),
    }
}

fn of_work(done: &Done) -> (String, String, String) {
    (figure(done.surely()), possible(done.possibly), done.words())
}

fn of_resources(done: &Done) -> Option<(String, String, String)> {
    let staff = done.resources.iter().find(|amount| amount.is_staff());
    let other = done.resources.iter().find(|amount| !amount.is_staff());
    let short = |amount: Option<&Amount>| amount.map(Amount::short).unwrap_or_default();
    (!done.resources.is_empty()).then(|| (short(staff), short(other), done.resource_words()))
}

/// A count; nothing for none, which is no "no".
fn figure(count: usize) -> String {
    if count == 0 { String::new() } else { count.to_string() }
}

fn possible(count: usize) -> String {
    if count == 0 { String::new() } else { format!("{count}?") }
}

/// Draws the total of a mission, of a theme or of all in its place.
pub(super) fn total_ui(ui: &egui::Ui, scene: &Scene<'_>, rect: Rect, of: Option<RecordId>) {
    if scene.layer == Layer::Incidents {
        let evidence = &scene.session.answers().evidence;
        let tally = match of {
            Some(RecordId::Mission(id)) => evidence.of_mission(id),
            Some(RecordId::Theme(id)) => evidence.of_theme(id),
            _ => evidence.total,
        };
        tally_ui(ui, scene, (rect, tally), of);
        return;
    }
    let visible = rect.intersect(ui.clip_rect());
    let Some(total) = visible.is_positive().then(|| total(scene, of)).flatten() else { return };
    let painter = ui.painter().with_clip_rect(visible);
    let (upper, lower) = if total.strong.is_empty() || total.small.is_empty() { (0.0, 0.0) } else { (-6.0, 7.0) };
    let at = |lift: f32| Pos2::new(rect.center().x, rect.center().y + lift);
    painter.text(at(upper), Align2::CENTER_CENTER, &total.strong, tokens::strong(12.0), scene.theme.ink());
    painter.text(at(lower), Align2::CENTER_CENTER, &total.small, tokens::small(), scene.theme.ink_soft());
    say_ui(ui, visible, of, total.words);
}

/// A total of incidents, each ground apart; in words to the pointer and to screen readers. Nothing stands where there
/// are none: that is not a "no".
fn tally_ui(ui: &egui::Ui, scene: &Scene<'_>, (rect, tally): (Rect, Tally), of: Option<RecordId>) {
    let visible = rect.intersect(ui.clip_rect());
    if !visible.is_positive() {
        return;
    }
    if !tally.is_empty() {
        let painter = ui.painter().with_clip_rect(visible);
        let mut mesh = Mesh::default();
        glyphs::tally(&painter, &scene.words, &mut mesh, (rect, tally), scene.theme.mark());
        painter.add(mesh);
    }
    let name = of.map_or_else(|| "in all".to_owned(), |id| titled(scene.session.case(), id));
    say_ui(ui, visible, of, format!("Incidents, {name}: {}", tally.words()));
}

fn say_ui(ui: &egui::Ui, visible: Rect, of: Option<RecordId>, words: String) {
    let response = ui.interact(visible, Id::unique(("total", of)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
    drop(response.on_hover_text(words));
}

/// The totals of all themes, and of all.
pub(super) fn of_themes_ui(ui: &mut egui::Ui, scene: &Scene<'_>, band: Rect) {
    let themes = &scene.session.answers().arrangement.matrix.themes;
    let mut columns = ui.new_child(UiBuilder::new().max_rect(band).id_salt("totals"));
    columns.set_clip_rect(scene.grid.body.intersect(ui.clip_rect()));
    let shown = scene.grid.columns(themes.len());
    for (place, &id) in themes.iter().enumerate().skip(shown.start).take(shown.len()) {
        let left = scene.grid.column(place);
        let rect = Rect::from_min_size(Pos2::new(left, band.top()), Vec2::new(scene.grid.column, band.height()));
        total_ui(&columns, scene, rect, Some(id.into()));
    }
    total_ui(ui, scene, super::headers::last(scene, band), None);
}
