//! Fields that name other records: one, or a list.

use super::page::Page;
use super::pick::{Wanted, as_party, pick_ui};
use super::{Form, link_ui, row_ui, small_button, titled};
use crate::case::{Party, RecordId, RecordKind};
use crate::session::Command;

/// What a field may name: the kinds of record, how its id is told from others, and what may be created in place.
#[derive(Clone, Copy)]
pub(in crate::ui) struct Named<I> {
    /// The field's name.
    pub name: &'static str,
    /// The kinds of record.
    pub kinds: &'static [RecordKind],
    /// The id, if it is of one of those kinds.
    pub id: fn(RecordId) -> Option<I>,
    /// The kind of which a record that nobody has yet is created in place.
    pub creates: Option<RecordKind>,
}

macro_rules! named {
    ($( $function:ident, $variant:ident, $id:ident; )+) => { $(
        #[doc = concat!("A field that names a ", stringify!($variant), ".")]
        pub(in crate::ui) const fn $function(name: &'static str) -> Named<crate::case::$id> {
            const fn id(id: RecordId) -> Option<crate::case::$id> {
                if let RecordId::$variant(id) = id { Some(id) } else { None }
            }
            Named { name, kinds: &[RecordKind::$variant], id, creates: Some(RecordKind::$variant) }
        }
    )+ };
}

named! {
    actor, Actor, ActorId;
    incident, Incident, IncidentId;
    mission, Mission, MissionId;
    place, Place, PlaceId;
    source, Source, SourceId;
    theme, Theme, ThemeId;
}

/// A field that names a party; an actor is created in place.
pub(in crate::ui) const fn party(name: &'static str) -> Named<Party> {
    Named { name, kinds: &[RecordKind::Actor, RecordKind::Mission], id: as_party, creates: Some(RecordKind::Actor) }
}

/// A field that names a record of any kind; which one to create nobody could tell.
pub(in crate::ui) const fn any(name: &'static str) -> Named<RecordId> {
    Named { name, kinds: RecordKind::ALL, id: Some, creates: None }
}

/// A row for one record, or none.
pub(in crate::ui) fn one_ui<I: Copy + Into<RecordId>>(
    ui: &mut egui::Ui,
    form: &mut Form<'_>,
    named: Named<I>,
    value: &mut Option<I>,
) {
    row_ui(ui, named.name, |ui, _| {
        let shown = value.map_or("not stated".to_owned(), |id| titled(form.case(), id));
        let width = ui.available_width() - if value.is_some() { 62.0 } else { 0.0 };
        let wanted = Wanted { name: named.name, shown: &shown, kinds: named.kinds, creates: named.creates, width };
        if let Some(chosen) = pick_ui(ui, form, wanted).and_then(named.id) {
            *value = Some(chosen);
        }
        let Some(id) = *value else { return };
        let what = named.name.to_lowercase();
        if small_button(ui, "→", &format!("Show the {what}")).clicked() {
            form.commands.send(Command::Select(id.into()));
        }
        if small_button(ui, "×", &format!("Clear the {what}")).clicked() {
            *value = None;
            form.is_touched = true;
        }
    });
}

/// A row for one record that is always there.
pub(in crate::ui) fn fixed_ui<I: Copy + Into<RecordId>>(
    ui: &mut egui::Ui,
    form: &mut Form<'_>,
    named: Named<I>,
    value: &mut I,
) {
    row_ui(ui, named.name, |ui, _| {
        let shown = titled(form.case(), *value);
        let width = ui.available_width() - 36.0;
        let wanted = Wanted { name: named.name, shown: &shown, kinds: named.kinds, creates: named.creates, width };
        if let Some(chosen) = pick_ui(ui, form, wanted).and_then(named.id) {
            *value = chosen;
        }
        if small_button(ui, "→", &format!("Show the {}", named.name.to_lowercase())).clicked() {
            form.commands.send(Command::Select((*value).into()));
        }
    });
}

/// A row for a list of records, each once.
pub(in crate::ui) fn many_ui<I: Copy + Eq + Into<RecordId>>(
    ui: &mut egui::Ui,
    form: &mut Form<'_>,
    named: Named<I>,
    values: &mut Vec<I>,
) {
    row_ui(ui, named.name, |ui, _| {
        ui.horizontal_wrapped(|ui| {
            let count = values.len();
            let (page, mut place) = (Page::of(ui, named.name, count), 0);
            values.retain(|&id| {
                place += 1;
                if !page.range().contains(&(place - 1)) {
                    return true;
                }
                link_ui(ui, form, id.into());
                let name = format!("Take {} out of {}", titled(form.case(), id), named.name.to_lowercase());
                !small_button(ui, "×", &name).clicked()
            });
            page.turn_ui(ui);
            form.touch_if(values.len() < count);
            add_ui(ui, form, named, values);
        });
    });
}

/// A button that adds a record to a list, once.
pub(in crate::ui) fn add_ui<I: Copy + Eq + Into<RecordId>>(
    ui: &mut egui::Ui,
    form: &mut Form<'_>,
    named: Named<I>,
    values: &mut Vec<I>,
) {
    let name = format!("Add to {}", named.name.to_lowercase());
    let wanted = Wanted { name: &name, shown: "Add…", kinds: named.kinds, creates: named.creates, width: 60.0 };
    if let Some(chosen) = pick_ui(ui, form, wanted).and_then(named.id)
        && !values.contains(&chosen)
    {
        values.push(chosen);
    }
}
