//! The form of an incident.

use egui::Response;

use super::alternatives::field_ui;
use super::common::{common_ui, paragraphs_ui};
use crate::case::{
    Attribution, Basis, Casualties, Extra, Incident, Participant, Party, ROLES, RecordId, RecordKind, Standing,
    ThemeTag,
};
use crate::ui::widgets::attribution::{compact_ui, standing_ui};
use crate::ui::widgets::choice::{choice_ui, combo_ui};
use crate::ui::widgets::field::at_ui;
use crate::ui::widgets::members::{self, many_ui, one_ui};
use crate::ui::widgets::number::optional_ui;
use crate::ui::widgets::pick::{Wanted, add_party_ui, party_ui, pick_ui};
use crate::ui::widgets::quantities::{self, quantities_ui};
use crate::ui::widgets::text::line_ui;
use crate::ui::widgets::when::when_ui;
use crate::ui::widgets::{Form, citations, each_ui, part_ui, row_ui, small_button, titled};

pub(super) fn incident_ui(ui: &mut egui::Ui, form: &mut Form<'_>, incident: &mut Incident) -> Response {
    let title =
        field_ui(ui, form, (&incident.common, "title"), |ui, form| line_ui(ui, form, "Title", &mut incident.title));
    field_ui(ui, form, (&incident.common, "kind"), |ui, form| choice_ui(ui, form, "Kind", &mut incident.kind));
    part_ui(ui, "When");
    field_ui(ui, form, (&incident.common, "when"), |ui, form| {
        when_ui(ui, form, form.record.into(), &mut incident.when);
    });
    part_ui(ui, "Where and how firmly");
    field_ui(ui, form, (&incident.common, "place"), |ui, form| {
        one_ui(ui, form, members::place("Place"), &mut incident.place);
    });
    at_ui(ui, form, "attributed_to", |ui, form| {
        at_ui(ui, form, "standing", |ui, form| {
            standing_ui(ui, form, &mut incident.standing, &mut incident.attributed_to);
        });
    });
    part_ui(ui, "Who");
    field_ui(ui, form, (&incident.common, "participants"), |ui, form| {
        participants_ui(ui, form, &mut incident.participants);
    });
    field_ui(ui, form, (&incident.common, "missions"), |ui, form| {
        many_ui(ui, form, members::mission("Missions"), &mut incident.missions);
    });
    part_ui(ui, "Themes");
    field_ui(ui, form, (&incident.common, "themes"), |ui, form| themes_ui(ui, form, &mut incident.themes));
    part_ui(ui, "Account");
    field_ui(ui, form, (&incident.common, "account"), |ui, form| {
        paragraphs_ui(ui, form, "paragraph", &mut incident.account);
    });
    field_ui(ui, form, (&incident.common, "casualties"), |ui, form| casualties_ui(ui, form, &mut incident.casualties));
    field_ui(ui, form, (&incident.common, "quantities"), |ui, form| {
        quantities_ui(ui, form, &quantities::GOODS, &mut incident.quantities);
    });
    common_ui(ui, form, &mut incident.common);
    title
}

fn participants_ui(ui: &mut egui::Ui, form: &mut Form<'_>, participants: &mut Vec<Participant>) {
    each_ui(ui, form, participants, |participant| ("participant", participant.key), participant_ui);
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
    let name = titled(form.case(), participant.party);
    let mut is_out = false;
    ui.horizontal(|ui| {
        let width = (ui.available_width() - 36.0).max(60.0);
        party_ui(ui, form, ("Participant", width), &mut participant.party);
        is_out = small_button(ui, "×", &format!("Remove {name} from the incident")).clicked();
    });
    row_ui(ui, "Role", |ui, _| role_ui(ui, form, &name, &mut participant.role));
    compact_ui(ui, form, (&name, &mut participant.standing), &mut participant.attributed_to);
    citations::own_ui(ui, form, &mut participant.citations, "Add a citation of this part");
    ui.add_space(3.0);
    is_out
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

fn themes_ui(ui: &mut egui::Ui, form: &mut Form<'_>, themes: &mut Vec<ThemeTag>) {
    each_ui(ui, form, themes, |tag| ("theme", tag.theme), theme_ui);
    let kinds = &[RecordKind::Theme];
    let creates = Some(RecordKind::Theme);
    let wanted = Wanted { name: "Add a theme", shown: "Add a theme…", kinds, creates, width: 110.0 };
    if let Some(RecordId::Theme(theme)) = pick_ui(ui, form, wanted)
        && themes.iter().all(|tag| tag.theme != theme)
    {
        themes.push(ThemeTag { theme, basis: Basis::default() });
    }
}

/// One theme; whether it is to be taken out.
fn theme_ui(ui: &mut egui::Ui, form: &mut Form<'_>, tag: &mut ThemeTag) -> bool {
    let name = titled(form.case(), tag.theme);
    ui.horizontal(|ui| {
        combo_ui(ui, form, (&format!("Basis of {name}"), 84.0), &mut tag.basis);
        ui.add(egui::Label::new(&name).truncate());
        small_button(ui, "×", &format!("Take out {name}")).clicked()
    })
    .inner
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
            optional_ui(ui, form, &format!("{name} number of deaths"), number);
        }
        is_out = small_button(ui, "×", "Remove deaths").clicked();
    });
    if is_out {
        *casualties = None;
        form.is_touched = true;
    }
}
