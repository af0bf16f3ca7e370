//! Naming in place: a field over the header of a mission or theme, or where a new one is to stand.
//!
//! Nothing is added before it has a name, so that adding is one step. Enter and leaving keep, Escape calls off.

use std::sync::Arc;

use egui::{Area, Frame, Id, Key, Order, Pos2, TextEdit};

use super::grid::header_id;
use crate::case::{Mission, MissionId, Record, RecordId, Theme, ThemeId};
use crate::edit::Edit;
use crate::session::{Command, Commands, Session, Sight};
use crate::ui::widgets;

/// What is being named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Record(RecordId),
    /// A mission that is to stand after this one.
    NewMission(Option<MissionId>),
    /// A theme that is to stand after this one.
    NewTheme(Option<ThemeId>),
}

/// A name being typed.
pub(super) struct Naming {
    what: What,
    /// In which of the cases opened since the start.
    opened: u32,
    name: String,
    /// The code of a theme.
    code: String,
    /// Where the field stands; the header gives it as soon as it is drawn.
    at: Option<Pos2>,
    has_begun: bool,
    /// For how many frames no field of it has had the keyboard.
    idle: u8,
}

impl Naming {
    /// Renames a mission or theme.
    pub fn rename(session: Sight<'_>, id: RecordId) -> Option<Self> {
        let (name, code) = if let Record::Mission(mission) = session.case().record(id)? {
            (mission.name.clone(), String::new())
        } else if let Record::Theme(theme) = session.case().record(id)? {
            (theme.name.clone(), theme.code.clone())
        } else {
            return None;
        };
        Some(Self { name, code, ..Self::of(What::Record(id), session) })
    }

    /// Names a new mission, of the same group as the one after which it is to stand.
    pub fn new_mission(session: Sight<'_>, after: Option<MissionId>, at: Pos2) -> Self {
        Self { at: Some(at), ..Self::of(What::NewMission(after), session) }
    }

    /// Names a new theme.
    pub fn new_theme(session: Sight<'_>, after: Option<ThemeId>, at: Pos2) -> Self {
        Self { at: Some(at), ..Self::of(What::NewTheme(after), session) }
    }

    fn of(what: What, session: Sight<'_>) -> Self {
        let opened = session.generation().0;
        Self { what, opened, name: String::new(), code: String::new(), at: None, has_begun: false, idle: 0 }
    }

    /// Where the header of the record stands.
    pub fn place(&mut self, id: RecordId, at: Pos2) {
        if self.what == What::Record(id) {
            self.at = Some(at);
        }
    }

    const fn is_theme(&self) -> bool {
        matches!(self.what, What::NewTheme(_) | What::Record(RecordId::Theme(_)))
    }

    /// Keeps the name; gives the record that has it. A name of nothing leaves everything as it is.
    pub fn keep(self, session: &Session, commands: &mut Commands) -> Option<RecordId> {
        if self.opened != session.generation().0 || self.name.trim().is_empty() {
            return None;
        }
        let (name, code) = (self.name.trim().to_owned(), self.code.trim().to_owned());
        match self.what {
            What::Record(id) => {
                let record = renamed(session.case().record(id)?, name, code);
                commands.send(Command::Edit(Edit::Put(id, record)));
                Some(id)
            }
            What::NewMission(after) => {
                let id = MissionId::from_bits(session.host().bits()).into();
                let beside = after.and_then(|after| session.case().missions.get(&after));
                let (organization, group) =
                    beside.map(|mission| (mission.organization.clone(), mission.group.clone())).unwrap_or_default();
                let mission = Mission { name, organization, group, ..Mission::default() };
                add((id, Record::Mission(Arc::new(mission))), after.map(Into::into), commands);
                Some(id)
            }
            What::NewTheme(after) => {
                let id = ThemeId::from_bits(session.host().bits()).into();
                let theme = Theme { code, name, ..Theme::default() };
                add((id, Record::Theme(Arc::new(theme))), after.map(Into::into), commands);
                Some(id)
            }
        }
    }
}

fn add((id, record): (RecordId, Record), after: Option<RecordId>, commands: &mut Commands) {
    let edit = match after {
        Some(after) => Edit::Insert { id, record, after },
        None => Edit::Put(id, record),
    };
    commands.send(Command::Edit(edit));
    commands.send(Command::Select(id));
}

fn renamed(mut record: Record, name: String, code: String) -> Record {
    if let Record::Mission(mission) = &mut record {
        Arc::make_mut(mission).name = name;
    } else if let Record::Theme(theme) = &mut record {
        let theme = Arc::make_mut(theme);
        (theme.name, theme.code) = (name, code);
    }
    record
}

/// What became of the field in this frame.
enum Left {
    No,
    Kept,
    CalledOff,
}

/// Draws the field, if there is one; gives the record that has just been named.
pub(super) fn naming_ui(
    ui: &egui::Ui,
    naming: &mut Option<Naming>,
    (session, commands): (Sight<'_>, &mut Commands),
) -> Option<RecordId> {
    let current = naming.as_mut()?;
    let at = current.at?;
    let area = Area::new(Id::unique("naming in the matrix")).order(Order::Foreground).fixed_pos(at);
    let left = area
        .show(ui.ctx(), |ui| Frame::popup(ui.style()).inner_margin(3.0).show(ui, |ui| fields_ui(ui, current)).inner);
    match left.inner {
        Left::No => None,
        Left::CalledOff => {
            if let Some(Naming { what: What::Record(id), .. }) = naming.take() {
                ui.memory_mut(|memory| memory.request_focus(header_id(id)));
            }
            None
        }
        Left::Kept => naming.take()?.keep(session.window(), commands),
    }
}

fn fields_ui(ui: &mut egui::Ui, naming: &mut Naming) -> Left {
    ui.horizontal(|ui| {
        let kind = if naming.is_theme() { "Theme" } else { "Mission" };
        let width = if naming.is_theme() { 150.0 } else { 220.0 };
        let field = TextEdit::singleline(&mut naming.name).desired_width(width).hint_text("Name").char_limit(200);
        let name = ui.add(field);
        widgets::name(&name, format!("{kind} name"));
        let mut fields = vec![name];
        if naming.is_theme() {
            let field = TextEdit::singleline(&mut naming.code).desired_width(40.0).hint_text("Code").char_limit(8);
            let code = ui.add(field);
            widgets::name(&code, format!("{kind} code"));
            fields.push(code);
        }
        if !naming.has_begun {
            naming.has_begun = true;
            fields.iter().take(1).for_each(egui::Response::request_focus);
            return Left::No;
        }
        left(ui, &fields, naming)
    })
    .inner
}

fn left(ui: &egui::Ui, fields: &[egui::Response], naming: &mut Naming) -> Left {
    let is_left = fields.iter().any(egui::Response::lost_focus);
    if is_left && ui.input(|input| input.key_pressed(Key::Escape)) {
        return Left::CalledOff;
    }
    if is_left && ui.input(|input| input.key_pressed(Key::Enter)) {
        return Left::Kept;
    }
    // Between two fields the keyboard is nowhere for a frame.
    naming.idle = if fields.iter().any(egui::Response::has_focus) { 0 } else { naming.idle + 1 };
    if naming.idle == 0 {
        return Left::No;
    }
    ui.ctx().request_repaint();
    if naming.idle > 2 { Left::Kept } else { Left::No }
}
