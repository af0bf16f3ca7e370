//! Fields that name other records: one, or a list.

use super::pick::{Wanted, pick_ui};
use super::{Form, link_ui, row_ui, small_button};
use crate::case::{RecordId, RecordKind};
use crate::session::Command;

/// What a field may name: the kind of record, how its id is told from others, and whether one may be created in place.
#[derive(Clone, Copy)]
pub(in crate::ui) struct Named<I> {
    /// The field's name.
    pub name: &'static str,
    /// The kind of record.
    pub kind: RecordKind,
    /// The id, if it is of that kind.
    pub id: fn(RecordId) -> Option<I>,
    /// Whether a record that nobody has yet is created in place.
    pub can_create: bool,
}

macro_rules! named {
    ($( $function:ident, $variant:ident, $id:ident, $can_create:literal; )+) => { $(
        #[doc = concat!("A field that names a ", stringify!($variant), ".")]
        pub(in crate::ui) const fn $function(name: &'static str) -> Named<crate::case::$id> {
            const fn id(id: RecordId) -> Option<crate::case::$id> {
                if let RecordId::$variant(id) = id { Some(id) } else { None }
            }
            Named { name, kind: RecordKind::$variant, id, can_create: $can_create }
        }
    )+ };
}

named! {
    actor, Actor, ActorId, true;
    mission, Mission, MissionId, false;
    place, Place, PlaceId, true;
    source, Source, SourceId, true;
    theme, Theme, ThemeId, false;
}

/// A row for one record, or none.
pub(in crate::ui) fn one_ui<I: Copy + Into<RecordId>>(
    ui: &mut egui::Ui,
    form: &mut Form<'_>,
    named: Named<I>,
    value: &mut Option<I>,
) {
    row_ui(ui, named.name, |ui, _| {
        let shown = value.map_or("not stated".to_owned(), |id| form.case().title_of(id.into()));
        let width = ui.available_width() - if value.is_some() { 62.0 } else { 0.0 };
        let creates = named.can_create.then_some(named.kind);
        let wanted = Wanted { name: named.name, shown: &shown, kinds: &[named.kind], creates, width };
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
            values.retain(|&id| {
                link_ui(ui, form, id.into());
                let name = format!("Take {} out of {}", form.case().title_of(id.into()), named.name.to_lowercase());
                !small_button(ui, "×", &name).clicked()
            });
            form.touch_if(values.len() < count);
            let name = format!("Add to {}", named.name.to_lowercase());
            let creates = named.can_create.then_some(named.kind);
            let wanted = Wanted { name: &name, shown: "Add…", kinds: &[named.kind], creates, width: 60.0 };
            if let Some(chosen) = pick_ui(ui, form, wanted).and_then(named.id)
                && !values.contains(&chosen)
            {
                values.push(chosen);
            }
        });
    });
}
