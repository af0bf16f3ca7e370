//! The lists of the preview: names, cells, and what could not be read. Only the rows in view are drawn.

use egui::{Label, RichText, ScrollArea};

use crate::case::{RecordId, RecordKind, SourceId};
use crate::query::intake::{Axis, Fault, Header, Outcome, Proposed, Target};
use crate::session::{Commands, Intake, IntakeCommand, Session};
use crate::ui::names::Names;
use crate::ui::tokens::Theme;
use crate::ui::widgets::pick::{Wanted, pick_ui};
use crate::ui::widgets::{Form, Texts, cut, small_button, titled};

/// Which list is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum List {
    /// Names of missions.
    #[default]
    Missions,
    /// Names of themes.
    Themes,
    /// What becomes of each claim.
    Claims,
    /// What could not be read.
    Faults,
}

impl List {
    const ALL: [Self; 4] = [Self::Missions, Self::Themes, Self::Claims, Self::Faults];

    fn words(self, intake: &Intake) -> String {
        let proposal = &intake.proposal;
        let (name, count) = match self {
            Self::Missions => ("Missions", proposal.missions.len()),
            Self::Themes => ("Themes", proposal.themes.len()),
            Self::Claims => ("Claims", proposal.claims.len()),
            Self::Faults => ("Not read", proposal.faults.len()),
        };
        format!("{name} ({count})")
    }
}

/// The names of the table of one kind.
pub(super) fn headers(intake: &Intake, axis: Axis) -> &[Header] {
    match axis {
        Axis::Mission => &intake.proposal.missions,
        Axis::Theme => &intake.proposal.themes,
    }
}

/// Which list is shown, one of four.
pub(super) fn tabs_ui(ui: &mut egui::Ui, list: &mut List, intake: &Intake) {
    ui.horizontal_wrapped(|ui| {
        for one in List::ALL {
            let words = one.words(intake);
            let tab = ui.selectable_label(*list == one, &words);
            tab.widget_info(|| egui::WidgetInfo::selected(egui::Role::Tab, true, *list == one, &words));
            if tab.clicked() {
                *list = one;
            }
        }
    });
}

/// The list that is shown, so many points high.
pub(super) fn list_ui(
    ui: &mut egui::Ui,
    (list, height): (List, f32),
    texts: &mut Texts,
    (session, names, intake): (&Session, &Names, &Intake),
    commands: &mut Commands,
) {
    let proposal = &intake.proposal;
    let row = ui.spacing().interact_size.y;
    let area = ScrollArea::vertical().id_salt(list.words(intake)).max_height(height).min_scrolled_height(height);
    let area = area.auto_shrink([false, true]);
    let mut show = |ui: &mut egui::Ui, axis: Axis, order: &[usize], rows: std::ops::Range<usize>| {
        let headers = headers(intake, axis);
        let shown = order.get(rows).unwrap_or_default().iter().filter_map(|&place| headers.get(place));
        shown.for_each(|header| header_ui(ui, (axis, header), texts, (session, names, &mut *commands)));
    };
    match list {
        List::Missions | List::Themes => {
            let (axis, order) = match list {
                List::Missions => (Axis::Mission, &intake.order.0),
                List::Themes | List::Claims | List::Faults => (Axis::Theme, &intake.order.1),
            };
            area.show_rows(ui, row, order.len(), |ui, rows| show(ui, axis, order, rows));
        }
        List::Claims => {
            area.show_rows(ui, row, proposal.claims.len(), |ui, rows| {
                let shown = proposal.claims.get(rows).unwrap_or_default();
                for claim in shown {
                    line_ui(ui, claim_words(intake, claim));
                }
            });
        }
        List::Faults => {
            area.show_rows(ui, row, proposal.faults.len(), |ui, rows| {
                let shown = proposal.faults.get(rows).unwrap_or_default();
                for fault in shown {
                    line_ui(ui, fault_words(fault));
                }
            });
        }
    }
}

fn line_ui(ui: &mut egui::Ui, words: String) {
    let words = cut(words);
    ui.horizontal(|ui| ui.add(Label::new(&words).truncate()).on_hover_text(&words));
}

fn fault_words(fault: &Fault) -> String {
    format!("⚠ {}: {}", fault.place.name(), fault.words)
}

/// "C4: UNOWA × Drug trafficking, mandated: new".
fn claim_words(intake: &Intake, claim: &Proposed) -> String {
    let text =
        |headers: &[Header], place: usize| headers.get(place).map(|header| header.text.clone()).unwrap_or_default();
    let (mission, theme) = (text(&intake.proposal.missions, claim.mission), text(&intake.proposal.themes, claim.theme));
    let outcome = match claim.outcome {
        Outcome::New => "new",
        Outcome::Beside(_) => "new, beside another claim of the case",
        Outcome::Same(_) => "the case has it already",
        Outcome::Twice => "the table has it already",
        Outcome::LeftOut => "left out",
    };
    let note = if claim.said.note.is_empty() { String::new() } else { format!(" ({})", claim.said.note) };
    format!("{}: {mission} × {theme}, {}{note}: {outcome}", claim.place.name(), claim.said.level.label())
}

/// A name of the table, and what becomes of it.
fn header_ui(
    ui: &mut egui::Ui,
    (axis, header): (Axis, &Header),
    texts: &mut Texts,
    (session, names, commands): (&Session, &Names, &mut Commands),
) {
    let case = session.case();
    ui.push_id(&header.key, |ui| {
        ui.horizontal(|ui| {
            let text = cut(format!("{}: {}", header.place.name(), header.text));
            let ink = if header.target == Target::LeaveOut { Theme::of(ui).warning() } else { Theme::of(ui).ink() };
            let label = Label::new(RichText::new(&text).color(ink)).truncate();
            ui.add_sized([270.0, ui.spacing().interact_size.y], label).on_hover_text(&text);
            let shown = match header.target {
                Target::Record(id) => titled(case, id),
                Target::Create => "create it".to_owned(),
                Target::LeaveOut => "left out".to_owned(),
            };
            let kinds: &[RecordKind] = match axis {
                Axis::Mission => &[RecordKind::Mission],
                Axis::Theme => &[RecordKind::Theme],
            };
            let name = format!("{} is", cut(header.text.clone()));
            let wanted = Wanted { name: &name, shown: &shown, kinds, creates: None, width: 210.0 };
            let (nobody, theme) = (RecordId::from(SourceId::from_bits(0)), Theme::of(ui));
            let chosen = pick_ui(ui, &mut Form::new((session, names, commands), texts, nobody, theme), wanted);
            let near = header.nearest.filter(|&id| header.target != Target::Record(id));
            let chosen = chosen.map(Target::Record).or_else(|| offers_ui(ui, header, (near, session)));
            if let Some(target) = chosen {
                super::send(commands, IntakeCommand::Target(header.key.clone(), target));
            }
        });
    });
}

/// What a name could become beside what it is: what has nearly this name, a new record, nothing.
fn offers_ui(ui: &mut egui::Ui, header: &Header, (near, session): (Option<RecordId>, &Session)) -> Option<Target> {
    let text = cut(header.text.clone());
    let mut chosen = None;
    if let Some(id) = near {
        let title = titled(session.case(), id);
        if small_button(ui, &format!("{title}?"), &format!("{text} is {title}")).clicked() {
            chosen = Some(Target::Record(id));
        }
    }
    if header.target != Target::Create && small_button(ui, "Create", &format!("Create {text}")).clicked() {
        chosen = Some(Target::Create);
    }
    if header.target != Target::LeaveOut && small_button(ui, "Leave out", &format!("Leave out {text}")).clicked() {
        chosen = Some(Target::LeaveOut);
    }
    chosen
}
