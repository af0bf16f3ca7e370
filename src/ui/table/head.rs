//! Over the rows: which records are listed, how many the filter hides, in which order, and what can be done with all of
//! them.

use egui::{ComboBox, Label, Margin, RichText};

use super::{Act, Scene, Twin};
use crate::case::RecordKind;
use crate::ui::tokens;
use crate::ui::widgets::{COMING, capitalised, small_button};

/// So many kinds are offered side by side; more of them in a list.
const SIDE_BY_SIDE: usize = 4;

/// Draws the head; whether another kind of record was chosen.
pub(super) fn head_ui(ui: &mut egui::Ui, twin: &mut Twin, scene: &Scene<'_>, acts: &mut Vec<Act>) -> bool {
    let mut chosen = None;
    egui::Frame::NONE.inner_margin(Margin::symmetric(8, 3)).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            chosen = kinds_ui(ui, twin);
            ui.add(Label::new(RichText::new(counted(twin, scene)).font(tokens::strong(12.0))).extend());
            let hidden = scene.rows.hidden;
            if hidden > 0 {
                ui.add(Label::new(format!("{hidden} hidden by the filter")).extend())
                    .on_hover_text("The as-of date, the brush and the kinds shown hold for every view");
            }
            if twin.list.is_late() {
                ui.weak("Putting the rows in order…");
            } else {
                ui.add(Label::new(RichText::new(order_words(scene)).weak()).truncate());
            }
            let count = scene.session.selection().records.iter().filter(|id| id.kind() == twin.kind).count();
            if count > 1 {
                let name = format!("Set for {count} rows…");
                if small_button(ui, &name, &name).clicked() {
                    acts.push(Act::Bulk);
                }
            }
            if small_button(ui, "Copy all", "Copy all rows").clicked() {
                acts.push(Act::CopyAll);
            }
        });
    });
    chosen.is_some_and(|kind| {
        twin.turn(kind);
        true
    })
}

fn kinds_ui(ui: &mut egui::Ui, twin: &Twin) -> Option<RecordKind> {
    let kinds = twin.kinds;
    let mut chosen = None;
    if kinds.len() > SIDE_BY_SIDE {
        let shown = capitalised(twin.kind.plural());
        let list = ComboBox::from_id_salt("kind of record").selected_text(&shown).height(420.0).show_ui(ui, |ui| {
            for &kind in kinds {
                if ui.selectable_label(kind == twin.kind, capitalised(kind.plural())).clicked() {
                    chosen = Some(kind);
                }
            }
        });
        list.response.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::ComboBox, true, format!("Records in the table: {shown}"))
        });
    } else if kinds.len() > 1 {
        for &kind in kinds {
            if ui.selectable_label(kind == twin.kind, capitalised(kind.plural())).clicked() {
                chosen = Some(kind);
            }
        }
    }
    chosen.filter(|&kind| kind != twin.kind)
}

fn counted(twin: &Twin, scene: &Scene<'_>) -> String {
    let (count, hidden) = (scene.rows.ids.len(), scene.rows.hidden);
    let all = count + hidden;
    let what = if all == 1 { twin.kind.label() } else { twin.kind.plural() };
    if hidden == 0 { format!("{count} {what}") } else { format!("{count} of {all} {what}") }
}

/// The way in which a column is sorted.
pub(super) const fn way(is_backwards: bool) -> &'static str {
    if is_backwards { "descending" } else { "ascending" }
}

/// By what the rows are sorted, in words.
fn order_words(scene: &Scene<'_>) -> String {
    let label = |id: &str| scene.columns.iter().find(|column| column.id == id).map_or("", |column| column.label);
    let sorting = scene.shape.sorting.iter();
    let by: Vec<String> = sorting.map(|sort| format!("{}, {}", label(&sort.column), way(sort.is_backwards))).collect();
    if by.is_empty() { String::new() } else { format!("by {}", by.join(", then ")) }
}

/// Says why there are no rows.
pub(super) fn empty_ui(ui: &mut egui::Ui, twin: &Twin, scene: &Scene<'_>) {
    let words = match (twin.list.is_late(), scene.rows.hidden) {
        (true, _) => COMING.to_owned(),
        (false, 0) => format!("No {} yet: add one from the menu Edit", twin.kind.label()),
        (false, hidden) => format!("The filter hides all {hidden} {}: clear it in the status bar", twin.kind.plural()),
    };
    ui.centered_and_justified(|ui| ui.weak(words));
}
