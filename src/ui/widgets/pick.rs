//! A field that searches records by name, and creates one in place where none has the name.

use std::sync::Arc;

use egui::{Key, Popup, PopupCloseBehavior, ScrollArea, TextEdit};
use unicode_normalization::UnicodeNormalization as _;

use super::{Form, Keep, name};
use crate::case::{
    Actor, ActorId, Case, Incident, IncidentId, Mission, MissionId, Party, Place, PlaceId, Record, RecordId,
    RecordKind, Source, SourceId, Theme, ThemeId,
};
use crate::edit::Edit;
use crate::session::Command;

/// What a field looks for.
#[derive(Clone, Copy)]
pub(in crate::ui) struct Wanted<'a> {
    /// The field's name, for tests and screen readers.
    pub name: &'a str,
    /// What it shows.
    pub shown: &'a str,
    /// The kinds of records that it offers.
    pub kinds: &'a [RecordKind],
    /// The kind that it may create.
    pub creates: Option<RecordKind>,
    /// Width of the field, in points.
    pub width: f32,
}

/// A button that opens a search over records; gives the one that was chosen or created.
pub(in crate::ui) fn pick_ui(ui: &mut egui::Ui, form: &mut Form<'_>, wanted: Wanted<'_>) -> Option<RecordId> {
    let button = egui::Button::new(wanted.shown).truncate().min_size(egui::vec2(wanted.width, 0.0));
    let button = ui.add_sized([wanted.width, ui.spacing().interact_size.y], button);
    let label = format!("{}: {}", wanted.name, wanted.shown);
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, &label));
    let key = format!("{}/pick/{}", form.record, wanted.name);
    let just_opened = button.clicked();
    if just_opened {
        form.remember(key.clone(), String::new(), (true, Keep::No));
    }
    let popup = Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside).width(280.0);
    let chosen = popup.show(|ui| search_ui(ui, form, &wanted, (&key, just_opened))).and_then(|shown| shown.inner);
    form.touch_if(chosen.is_some());
    chosen
}

fn search_ui(
    ui: &mut egui::Ui,
    form: &mut Form<'_>,
    wanted: &Wanted<'_>,
    (key, just_opened): (&str, bool),
) -> Option<RecordId> {
    let mut text = form.typed(key).unwrap_or_default();
    let field = TextEdit::singleline(&mut text).hint_text("Type to search").desired_width(f32::INFINITY);
    let field = ui.add(field);
    name(&field, format!("Search {}", wanted.name));
    if just_opened {
        field.request_focus();
    }
    form.remember(key.to_owned(), text.clone(), (true, Keep::No));
    let says_kind = wanted.kinds.len() > 2;
    // A record is not offered to itself: it cannot be dated by itself, nor lie in itself.
    let mut found = matches(form.case(), wanted.kinds, &text);
    found.retain(|(_, id)| *id != form.record);
    let is_entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    // An empty search names nobody: Enter then takes nothing.
    let is_named = !text.trim().is_empty();
    let mut chosen = found.first().map(|(_, id)| *id).filter(|_| is_entered && is_named);
    ScrollArea::vertical().max_height(260.0).show(ui, |ui| {
        for (place, (name, id)) in found.iter().take(200).enumerate() {
            // What Enter would take is marked.
            let kind = id.kind().label();
            let shown = if says_kind { format!("{name} – {kind}") } else { name.clone() };
            if ui.selectable_label(place == 0 && is_named, shown).on_hover_text(kind).clicked() {
                chosen = Some(*id);
            }
        }
        if found.is_empty() {
            ui.weak("No record has this name");
        }
    });
    let create = wanted.creates.filter(|_| is_named);
    if let Some(kind) = create {
        let label = format!("Create {} “{}”", kind.label(), text.trim());
        if ui.button(label).clicked() || (is_entered && found.is_empty()) {
            chosen = created(form, kind, text.trim());
        }
    }
    if chosen.is_some() {
        ui.close();
    }
    chosen
}

/// Records of these kinds one of whose names has the text in it, those that begin with it first.
fn matches(case: &Case, kinds: &[RecordKind], text: &str) -> Vec<(String, RecordId)> {
    let wanted = fold(text.trim());
    let mut found: Vec<(bool, String, RecordId)> = kinds
        .iter()
        .flat_map(|&kind| case.ids(kind))
        .filter_map(|id| {
            let names: Vec<String> = names(case, id).iter().map(|name| fold(name)).collect();
            let is_first = names.iter().any(|name| name.starts_with(&wanted));
            names.iter().any(|name| name.contains(&wanted)).then(|| (!is_first, case.title_of(id), id))
        })
        .collect();
    found.sort();
    found.into_iter().map(|(_, name, id)| (name, id)).collect()
}

fn names(case: &Case, id: RecordId) -> Vec<String> {
    let mut names = vec![case.title_of(id)];
    match case.record(id) {
        Some(Record::Actor(actor)) => names.extend(actor.aliases.iter().cloned()),
        Some(Record::Place(place)) => names.extend(place.aliases.iter().cloned()),
        Some(Record::Mission(mission)) => names.push(mission.full_name.clone()),
        Some(Record::Source(source)) => names.extend([source.author.clone(), source.reference.clone()]),
        Some(Record::Theme(theme)) => names.push(theme.code.clone()),
        Some(
            Record::Incident(_)
            | Record::Relation(_)
            | Record::Mandate(_)
            | Record::Survey(_)
            | Record::Activity(_)
            | Record::Question(_)
            | Record::Posture(_)
            | Record::Lever(_)
            | Record::Briefing(_)
            | Record::View(_),
        )
        | None => {}
    }
    names
}

/// Lower case without accents, so that "Joao" finds "João".
fn fold(text: &str) -> String {
    text.nfd()
        .filter(|letter| !unicode_normalization::char::is_combining_mark(*letter))
        .collect::<String>()
        .to_lowercase()
}

/// A new record of this kind and name, where a name is enough to begin with.
fn created(form: &mut Form<'_>, kind: RecordKind, name: &str) -> Option<RecordId> {
    let bits = form.session.host().bits();
    let (id, record) = named(kind, form.case(), (bits, name.to_owned()))?;
    form.commands.send(Command::Edit(Edit::Put(id, record)));
    Some(id)
}

fn named(kind: RecordKind, case: &Case, (bits, name): (u64, String)) -> Option<(RecordId, Record)> {
    Some(match kind {
        RecordKind::Actor => {
            (ActorId::from_bits(bits).into(), Record::Actor(Arc::new(Actor { name, ..Actor::default() })))
        }
        RecordKind::Place => {
            (PlaceId::from_bits(bits).into(), Record::Place(Arc::new(Place { name, ..Place::default() })))
        }
        RecordKind::Source => {
            (SourceId::from_bits(bits).into(), Record::Source(Arc::new(Source { title: name, ..Source::default() })))
        }
        RecordKind::Theme => {
            let order = case.themes.values().map(|theme| theme.order).max().unwrap_or(0) + 1;
            (ThemeId::from_bits(bits).into(), Record::Theme(Arc::new(Theme { name, order, ..Theme::default() })))
        }
        RecordKind::Mission => {
            let order = case.missions.values().map(|mission| mission.order).max().unwrap_or(0) + 1;
            let mission = Mission { name, order, ..Mission::default() };
            (MissionId::from_bits(bits).into(), Record::Mission(Arc::new(mission)))
        }
        RecordKind::Incident => {
            let incident = Incident { title: name, ..Incident::default() };
            (IncidentId::from_bits(bits).into(), Record::Incident(Arc::new(incident)))
        }
        RecordKind::Relation
        | RecordKind::Mandate
        | RecordKind::Survey
        | RecordKind::Activity
        | RecordKind::Question
        | RecordKind::Posture
        | RecordKind::Lever
        | RecordKind::Briefing
        | RecordKind::View => return None,
    })
}

/// The party that a record is, if it is one.
pub(in crate::ui) const fn as_party(id: RecordId) -> Option<Party> {
    match id {
        RecordId::Actor(id) => Some(Party::Actor(id)),
        RecordId::Mission(id) => Some(Party::Mission(id)),
        RecordId::Source(_)
        | RecordId::Place(_)
        | RecordId::Theme(_)
        | RecordId::Incident(_)
        | RecordId::Relation(_)
        | RecordId::Mandate(_)
        | RecordId::Survey(_)
        | RecordId::Activity(_)
        | RecordId::Question(_)
        | RecordId::Posture(_)
        | RecordId::Lever(_)
        | RecordId::Briefing(_)
        | RecordId::View(_) => None,
    }
}

/// A field for a party.
pub(in crate::ui) fn party_ui(ui: &mut egui::Ui, form: &mut Form<'_>, (name, width): (&str, f32), party: &mut Party) {
    let shown = form.case().party_name(*party);
    let kinds = &[RecordKind::Actor, RecordKind::Mission];
    let wanted = Wanted { name, shown: &shown, kinds, creates: Some(RecordKind::Actor), width };
    if let Some(chosen) = pick_ui(ui, form, wanted).and_then(as_party) {
        *party = chosen;
    }
}

/// A field that adds a party, actor or mission, to a list.
pub(in crate::ui) fn add_party_ui(ui: &mut egui::Ui, form: &mut Form<'_>, name: &str) -> Option<Party> {
    let kinds = &[RecordKind::Actor, RecordKind::Mission];
    let wanted = Wanted { name, shown: "Add…", kinds, creates: Some(RecordKind::Actor), width: 60.0 };
    pick_ui(ui, form, wanted).and_then(as_party)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_without_its_accents() {
        assert_eq!(fold("João"), fold("Joao"));
        assert_eq!(fold("CÔTE D’IVOIRE"), fold("cote d’ivoire"));
    }
}
