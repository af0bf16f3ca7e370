//! The form of an incident.

use egui::Response;

use super::{common_ui, paragraphs_ui};
use crate::case::{
    Attribution, Basis, Casualties, Extra, Incident, MissionId, Participant, Party, PlaceId, ROLES, RecordId,
    RecordKind, Standing, ThemeTag,
};
use crate::ui::widgets::attribution::{compact_ui, standing_ui};
use crate::ui::widgets::choice::{choice_ui, combo_ui};
use crate::ui::widgets::pick::{Wanted, add_party_ui, party_ui, pick_ui};
use crate::ui::widgets::text::line_ui;
use crate::ui::widgets::when::when_ui;
use crate::ui::widgets::{Form, Keep, citations, link_ui, part_ui, row_ui, small_button};

pub(super) fn incident_ui(ui: &mut egui::Ui, form: &mut Form<'_>, incident: &mut Incident) -> Response {
    let title = line_ui(ui, form, "Title", &mut incident.title);
    choice_ui(ui, form, "Kind", &mut incident.kind);
    part_ui(ui, "When");
    when_ui(ui, form, form.record.into(), &mut incident.when);
    part_ui(ui, "Where and how firmly");
    place_ui(ui, form, &mut incident.place);
    standing_ui(ui, form, &mut incident.standing, &mut incident.attributed_to);
    part_ui(ui, "Who");
    participants_ui(ui, form, &mut incident.participants);
    missions_ui(ui, form, &mut incident.missions);
    part_ui(ui, "Themes");
    themes_ui(ui, form, &mut incident.themes);
    part_ui(ui, "Account");
    paragraphs_ui(ui, form, "paragraph", &mut incident.account);
    casualties_ui(ui, form, &mut incident.casualties);
    common_ui(ui, form, &mut incident.common);
    title
}

pub(super) fn place_ui(ui: &mut egui::Ui, form: &mut Form<'_>, place: &mut Option<PlaceId>) {
    row_ui(ui, "Place", |ui, _| {
        let shown = place.map_or("not stated".to_owned(), |id| form.case().title_of(id.into()));
        let width = ui.available_width() - if place.is_some() { 52.0 } else { 0.0 };
        let kinds = &[RecordKind::Place];
        let wanted = Wanted { name: "Place", shown: &shown, kinds, creates: Some(RecordKind::Place), width };
        if let Some(RecordId::Place(chosen)) = pick_ui(ui, form, wanted) {
            *place = Some(chosen);
        }
        if let Some(id) = *place {
            if small_button(ui, "→", "Show the place").clicked() {
                form.commands.send(crate::session::Command::Select(id.into()));
            }
            if small_button(ui, "×", "Clear the place").clicked() {
                *place = None;
                form.is_touched = true;
            }
        }
    });
}

fn participants_ui(ui: &mut egui::Ui, form: &mut Form<'_>, participants: &mut Vec<Participant>) {
    let mut gone = None;
    for (place, participant) in participants.iter_mut().enumerate() {
        let is_out = ui.push_id(("participant", participant.key), |ui| participant_ui(ui, form, participant)).inner;
        if is_out {
            gone = Some(place);
        }
    }
    if let Some(place) = gone {
        drop(participants.remove(place));
        form.is_touched = true;
    }
    row_ui(ui, "Add", |ui, _| {
        if let Some(party) = add_party_ui(ui, form, "Add a participant") {
            participants.push(blank(form, party));
        }
    });
}

fn blank(form: &Form<'_>, party: Party) -> Participant {
    Participant {
        key: form.session.host().key(),
        party,
        role: String::new(),
        standing: Standing::default(),
        attributed_to: Attribution::default(),
        citations: Vec::new(),
        extra: Extra::default(),
    }
}

/// One participant; whether it is to be taken out.
fn participant_ui(ui: &mut egui::Ui, form: &mut Form<'_>, participant: &mut Participant) -> bool {
    let name = form.case().party_name(participant.party);
    let mut is_out = false;
    ui.horizontal(|ui| {
        let width = (ui.available_width() - 26.0).max(60.0);
        party_ui(ui, form, ("Participant", width), &mut participant.party);
        is_out = small_button(ui, "×", &format!("Remove {name} from the incident")).clicked();
    });
    row_ui(ui, "Role", |ui, _| role_ui(ui, form, &name, &mut participant.role));
    compact_ui(ui, form, (&name, &mut participant.standing), &mut participant.attributed_to);
    let title = format!("{} of their own", count(participant.citations.len()));
    egui::CollapsingHeader::new(egui::RichText::new(title).small()).id_salt("own citations").show(ui, |ui| {
        citations::list_ui(ui, form, &mut participant.citations, "Add a citation of this part");
    });
    ui.add_space(3.0);
    is_out
}

fn count(citations: usize) -> String {
    if citations == 1 { "1 citation".to_owned() } else { format!("{citations} citations") }
}

fn role_ui(ui: &mut egui::Ui, form: &mut Form<'_>, name: &str, role: &mut String) {
    let field =
        egui::TextEdit::singleline(role).hint_text("as what").desired_width(ui.available_width() - 32.0).char_limit(80);
    let response = ui.add(field);
    crate::ui::widgets::name(&response, format!("Role of {name}"));
    form.touch_if(response.lost_focus());
    let offers = small_button(ui, "▼", &format!("Usual roles of {name}"));
    let chosen = egui::Popup::menu(&offers).show(|ui| {
        egui::ScrollArea::vertical()
            .max_height(260.0)
            .show(ui, |ui| ROLES.iter().find(|&&offered| ui.button(offered).clicked()).copied())
    });
    if let Some(chosen) = chosen.and_then(|shown| shown.inner.inner) {
        chosen.clone_into(role);
        form.is_touched = true;
    }
}

fn missions_ui(ui: &mut egui::Ui, form: &mut Form<'_>, missions: &mut Vec<MissionId>) {
    row_ui(ui, "Missions", |ui, _| {
        ui.horizontal_wrapped(|ui| {
            let mut gone = None;
            for (place, &id) in missions.iter().enumerate() {
                link_ui(ui, form, id.into());
                if small_button(ui, "×", &format!("Take out {}", form.case().title_of(id.into()))).clicked() {
                    gone = Some(place);
                }
            }
            if let Some(place) = gone {
                missions.remove(place);
                form.is_touched = true;
            }
            let kinds = &[RecordKind::Mission];
            let wanted = Wanted { name: "Add a mission named", shown: "Add…", kinds, creates: None, width: 60.0 };
            if let Some(RecordId::Mission(id)) = pick_ui(ui, form, wanted)
                && !missions.contains(&id)
            {
                missions.push(id);
            }
        });
    });
}

fn themes_ui(ui: &mut egui::Ui, form: &mut Form<'_>, themes: &mut Vec<ThemeTag>) {
    let mut gone = None;
    for (place, tag) in themes.iter_mut().enumerate() {
        ui.push_id(("theme", tag.theme), |ui| {
            ui.horizontal(|ui| {
                let name = form.case().title_of(tag.theme.into());
                combo_ui(ui, form, (&format!("Basis of {name}"), 84.0), &mut tag.basis);
                ui.add(egui::Label::new(&name).truncate());
                if small_button(ui, "×", &format!("Take out {name}")).clicked() {
                    gone = Some(place);
                }
            });
        });
    }
    if let Some(place) = gone {
        themes.remove(place);
        form.is_touched = true;
    }
    let kinds = &[RecordKind::Theme];
    let wanted = Wanted { name: "Add a theme", shown: "Add a theme…", kinds, creates: None, width: 110.0 };
    if let Some(RecordId::Theme(theme)) = pick_ui(ui, form, wanted)
        && themes.iter().all(|tag| tag.theme != theme)
    {
        themes.push(ThemeTag { theme, basis: Basis::default() });
    }
}

fn casualties_ui(ui: &mut egui::Ui, form: &mut Form<'_>, casualties: &mut Option<Casualties>) {
    part_ui(ui, "Deaths");
    let Some(numbers) = casualties else {
        if small_button(ui, "+ Add deaths", "Add deaths").clicked() {
            *casualties = Some(Casualties::default());
            form.is_touched = true;
        }
        return;
    };
    let mut is_out = false;
    ui.horizontal(|ui| {
        for (name, number) in [("Low", &mut numbers.low), ("Best", &mut numbers.best), ("High", &mut numbers.high)] {
            ui.weak(name);
            optional_number_ui(ui, form, name, number);
        }
        is_out = small_button(ui, "×", "Remove deaths").clicked();
    });
    if is_out {
        *casualties = None;
        form.is_touched = true;
    }
}

fn optional_number_ui(ui: &mut egui::Ui, form: &mut Form<'_>, name: &str, number: &mut Option<u32>) {
    let key = format!("{}/deaths/{name}", form.record);
    let current = number.map(|number| number.to_string()).unwrap_or_default();
    let mut text = form.typed(&key).unwrap_or(current);
    let response = ui.add(egui::TextEdit::singleline(&mut text).desired_width(40.0).char_limit(9));
    crate::ui::widgets::name(&response, format!("{name} number of deaths"));
    let parsed = text.trim().parse::<u32>();
    let is_wrong = parsed.is_err() && !text.trim().is_empty();
    match parsed {
        Ok(parsed) => *number = Some(parsed),
        Err(_) if is_wrong => drop(ui.colored_label(form.theme.error(), "⚠ a whole number")),
        Err(_) => *number = None,
    }
    let keep = if is_wrong { Keep::AsNote(format!("Deaths, {}", name.to_lowercase())) } else { Keep::No };
    form.remember(key, text, (response.has_focus() || is_wrong, keep));
    form.touch_if(response.lost_focus());
}
