//! The history of a record: who changed what in it since the case was opened, and the way back to each earlier value.

use egui::{CollapsingHeader, Label, RichText};

use crate::edit::{Deed, Edit};
use crate::files::Lineage;
use crate::session::Command;
use crate::ui::tokens;
use crate::ui::widgets::page::Page;
use crate::ui::widgets::{Form, cut, kept, small_button, titled};

/// The part of a form that tells what was done to its record, folded.
pub(super) fn history_ui(ui: &mut egui::Ui, form: &mut Form<'_>) {
    let (history, id) = (form.session.history(), form.record);
    let now = (id, form.session.generation());
    let count = *kept(ui, "count of deeds", now, || history.deed_count(id));
    let title = if count == 0 { "History".to_owned() } else { format!("History  {count}") };
    CollapsingHeader::new(title).id_salt("history").show(ui, |ui| {
        if count == 0 {
            ui.add(Label::new(RichText::new("Unchanged since it was opened").weak()).wrap());
        }
        let page = Page::of(ui, "deeds", count);
        let deeds = kept(ui, "deeds", (now, page.range()), || history.deeds(id, page.range()));
        for (place, deed) in (page.range().start + 1..).zip(deeds.iter()) {
            ui.push_id(place, |ui| deed_ui(ui, form, deed));
        }
        page.turn_ui(ui);
        let file = file_words(&form.session.file().lineage);
        ui.add(Label::new(RichText::new(file).weak()).wrap());
    });
}

fn deed_ui(ui: &mut egui::Ui, form: &mut Form<'_>, deed: &Deed) {
    let when = time_words(&deed.stamp.at);
    let by = if deed.stamp.by.is_empty() { "you" } else { &deed.stamp.by };
    ui.add(Label::new(RichText::new(format!("{when}, {by}")).font(tokens::strong(12.0))).wrap());
    ui.add(Label::new(cut(deed.label.clone())).wrap());
    for line in &deed.lines {
        ui.add(Label::new(RichText::new(cut(line.clone())).color(form.theme.ink_soft())).wrap());
    }
    if let Some(before) = &deed.before {
        let name = format!("Go back to before this: {}", deed.label);
        let button = small_button(ui, "Go back to before this", &name);
        if button.on_hover_text("Gives the record the values that it had then; can be undone").clicked() {
            let label = format!("Go back in “{}” to before {when}", titled(form.case(), form.record));
            let edits = vec![Edit::Put(form.record, before.clone())];
            // What is being typed is kept first, as a step of its own.
            form.after.push(Command::Edit(Edit::Together { label, edits }));
        }
    }
    ui.add_space(3.0);
}

/// A time as it is told: "2011-08-01, 10:00 UTC".
fn time_words(at: &str) -> String {
    match at.split_once('T').map(|(day, time)| (day, time.get(..5))) {
        Some((day, Some(time))) => format!("{day}, {time} UTC"),
        _ => at.to_owned(),
    }
}

/// Who saved the file last, and when, as its head says.
fn file_words(lineage: &Lineage) -> String {
    let by = if lineage.edited_by.is_empty() { "nobody named" } else { &lineage.edited_by };
    if lineage.edited_at.is_empty() {
        "The file does not say when it was saved last".to_owned()
    } else {
        format!("The file was last saved {} by {by}; what was done before is not in it", time_words(&lineage.edited_at))
    }
}
