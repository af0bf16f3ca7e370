//! Questions that wait for an answer, as modal dialogs.

use std::path::PathBuf;

use egui::{Id, Key, Modal};

use super::tokens::{self, Theme};
use super::widgets::{cut, titled};
use crate::figure::sheet::FORMATS;
use crate::session::{Answer, Command, Commands, Question, Session};

/// The path being typed.
#[derive(Default)]
pub(super) struct Memory {
    path: String,
    asked: Option<Question>,
    /// Whether the field of the path has yet to get the cursor.
    wants_focus: bool,
}

/// Shows the open question, if there is one.
pub(super) fn dialogs_ui(ctx: &egui::Context, memory: &mut Memory, session: &Session, commands: &mut Commands) {
    let question = session.question();
    if memory.asked.as_ref() != question {
        memory.asked = question.cloned();
        memory.wants_focus = true;
        memory.path = match question {
            Some(Question::SavePath(path) | Question::ExportPath(path)) => path.display().to_string(),
            _ => String::new(),
        };
    }
    let Some(question) = question else { return };
    let response = Modal::new(Id::unique("question")).show(ctx, |ui| {
        ui.set_width(460.0);
        question_ui(ui, question, memory, session)
    });
    let escaped = response.should_close() || ctx.input(|input| input.key_pressed(Key::Escape));
    let answer = response.inner.or_else(|| escaped.then_some(Answer::Cancel));
    if let Some(answer) = answer {
        commands.send(Command::Answer(answer));
    }
}

fn question_ui(ui: &mut egui::Ui, question: &Question, memory: &mut Memory, session: &Session) -> Option<Answer> {
    match question {
        Question::Unsaved(_) => unsaved_ui(ui, session),
        Question::ChangedOnDisk(file) => {
            let words = format!(
                "{} was changed by somebody else since it was opened here. Saving now would overwrite that",
                file.display()
            );
            choices_ui(ui, "The file has changed", &words, &instead("Overwrite it"))
        }
        Question::Exists(file) => {
            let words = format!("There is a file {} already. Saving there would replace it", file.display());
            choices_ui(ui, "The file exists", &words, &instead("Replace it"))
        }
        Question::Large(file) => {
            let words =
                format!("{} is larger than 256 MiB: reading it may take minutes and much memory", file.display());
            choices_ui(ui, "A large file", &words, &[("Open it all the same", Answer::Yes), ("Cancel", Answer::Cancel)])
        }
        Question::LosesComments(file) => {
            let words = format!("Comments in {} are not kept when it is saved. Notes on records are", file.display());
            choices_ui(ui, "The file has comments", &words, &instead("Save without them"))
        }
        Question::StillCited { records, referrers } => cited_ui(ui, session, records, referrers),
        Question::OpenPath => path_ui(ui, "Open a case", "Open", memory),
        Question::SavePath(_) => path_ui(ui, "Save the case as", "Save", memory),
        Question::ImportPath => {
            path_ui(ui, "Import a table into the matrix, from .xlsx, CSV or text", "Import", memory)
        }
        Question::ExportPath(_) => {
            let known: Vec<&str> = FORMATS.iter().map(|format| format.extension).collect();
            let title = format!("Export the matrix, by extension as {}", known.join(", "));
            path_ui(ui, &title, "Export", memory)
        }
        Question::ReplaceExport(file) => {
            let words = format!("There is a file {} already. Exporting there would replace it", file.display());
            let choices = [("Cancel", Answer::Cancel), ("Replace it", Answer::Yes)];
            choices_ui(ui, "The file exists", &words, &choices)
        }
    }
}

/// The choices where saving would lose something.
fn instead(anyway: &str) -> [(&str, Answer); 3] {
    [("Save under another name…", Answer::SaveAs), (anyway, Answer::Yes), ("Cancel", Answer::Cancel)]
}

fn unsaved_ui(ui: &mut egui::Ui, session: &Session) -> Option<Answer> {
    choices_ui(
        ui,
        "Save the changes first?",
        &format!("“{}” has changes that are not in a file yet", cut(session.case().header.title.clone())),
        &[("Save", Answer::Save), ("Do not save", Answer::Discard), ("Cancel", Answer::Cancel)],
    )
}

fn cited_ui(
    ui: &mut egui::Ui,
    session: &Session,
    records: &[crate::case::RecordId],
    referrers: &[crate::case::RecordId],
) -> Option<Answer> {
    let case = session.case();
    let names: Vec<String> = records.iter().take(3).map(|&id| format!("“{}”", titled(case, id))).collect();
    let more =
        if records.len() > names.len() { format!(" and {} more", records.len() - names.len()) } else { String::new() };
    heading_ui(ui, &cut(format!("Delete {}{more}?", names.join(", "))));
    ui.label(format!("It is named by {}:", count(referrers.len())));
    let height = ui.text_style_height(&egui::TextStyle::Body);
    egui::ScrollArea::vertical().max_height(140.0).show_rows(ui, height, referrers.len(), |ui, rows| {
        for &id in referrers.get(rows).unwrap_or_default() {
            let words = format!("{}: {}", id.kind().label(), titled(case, id));
            ui.add(egui::Label::new(egui::RichText::new(&words).weak()).truncate()).on_hover_text(&words);
        }
    });
    ui.add_space(tokens::GAP);
    ui.label("Deleting takes it out of all of them; relations and mandates that have no other party go too. One undo brings everything back");
    buttons_ui(ui, &[("Cancel", Answer::Cancel), ("Delete everywhere", Answer::Yes)])
}

fn count(records: usize) -> String {
    if records == 1 { "1 record".to_owned() } else { format!("{records} records") }
}

fn path_ui(ui: &mut egui::Ui, title: &str, verb: &str, memory: &mut Memory) -> Option<Answer> {
    let Memory { path, wants_focus, .. } = memory;
    heading_ui(ui, title);
    let label = ui.label("Path of the file");
    let field = egui::TextEdit::singleline(path).desired_width(f32::INFINITY).hint_text("/home/…/case.case.ron");
    let field = ui.add(field).labelled_by(label.id);
    // Once: then Tab goes on to the buttons.
    if std::mem::take(wants_focus) {
        field.request_focus();
    }
    let is_entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let mut answer = None;
    ui.add_space(tokens::GAP);
    ui.horizontal(|ui| {
        let go = ui.add_enabled(!path.trim().is_empty(), egui::Button::new(verb));
        if (go.clicked() || is_entered) && !path.trim().is_empty() {
            answer = Some(Answer::Path(PathBuf::from(path.trim())));
        }
        if ui.button("Cancel").clicked() {
            answer = Some(Answer::Cancel);
        }
    });
    answer
}

fn choices_ui(ui: &mut egui::Ui, title: &str, words: &str, choices: &[(&str, Answer)]) -> Option<Answer> {
    heading_ui(ui, title);
    ui.label(words);
    buttons_ui(ui, choices)
}

fn heading_ui(ui: &mut egui::Ui, title: &str) {
    ui.add(egui::Label::new(egui::RichText::new(title).font(tokens::strong(15.0)).color(Theme::of(ui).ink())).wrap());
    ui.add_space(tokens::GAP);
}

/// The first choice is the one that Enter takes.
fn buttons_ui(ui: &mut egui::Ui, choices: &[(&str, Answer)]) -> Option<Answer> {
    ui.add_space(tokens::GAP * 2.0);
    ui.horizontal(|ui| {
        let mut answer = None;
        for (place, (label, meaning)) in choices.iter().enumerate() {
            let button = ui.button(*label);
            if place == 0 && ui.memory(|memory| memory.focused().is_none()) {
                button.request_focus();
            }
            if button.clicked() {
                answer = Some(meaning.clone());
            }
        }
        answer
    })
    .inner
}
