//! The head of the matrix: what its cells show, and what that comes to in words.

use egui::{Role, WidgetInfo};

use super::{counting, order, years};
use crate::query::as_of::Holds;
use crate::query::evidence::Layer;
use crate::query::gaps::{Class, Difference, Gaps, Turn};
use crate::session::{Answers, Command, Commands, Sight};
use crate::ui::names::Names;
use crate::ui::search::{Memory, Scope, Search, search_ui};
use crate::ui::tokens::{self, Theme};
use crate::ui::widgets::{Same, kept};

/// The layers to choose from, the order, the years, what counts, and what it comes to.
pub(super) fn head_ui(
    ui: &mut egui::Ui,
    (memory, names): (&mut Memory, &Names),
    session: Sight<'_>,
    commands: &mut Commands,
) {
    egui::Frame::NONE.inner_margin(egui::Margin::symmetric(8, 2)).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        // One line that wraps: in a small pane, a line for each part would leave no room for the table.
        ui.horizontal_wrapped(|ui| {
            let spacing = ui.spacing().clone();
            layers_ui(ui, session, commands);
            *ui.spacing_mut() = spacing;
            years::years_ui(ui, session, commands);
            if session.view().layer == Layer::Difference || session.view().against.is_some() {
                years::against_ui(ui, session, commands);
            }
            counting::counting_ui(ui, session, commands);
            if session.view().layer != Layer::Level || session.view().threshold.asked().is_some() || memory.is_wanted()
            {
                let mut search = Search { scope: Scope::Matrix, width: QUERY, memory, names };
                search_ui(ui, &mut search, session, commands);
            }
            let words = counts(ui, session);
            // What is short goes to the next line as a whole.
            let mode = if words.len() < 40 { egui::TextWrapMode::Extend } else { egui::TextWrapMode::Wrap };
            ui.add(egui::Label::new(egui::RichText::new(words).small()).wrap_mode(mode));
        });
    });
}

/// Width of the box for the query by which incidents count, in points.
const QUERY: f32 = 120.0;

/// The layers, so close together that they have room in one line of a small pane, and the order.
fn layers_ui(ui: &mut egui::Ui, session: Sight<'_>, commands: &mut Commands) {
    ui.spacing_mut().item_spacing.x = 1.0;
    ui.spacing_mut().button_padding.x = 4.0;
    for (place, &layer) in Layer::ALL.iter().enumerate() {
        let is_chosen = session.view().layer == layer;
        let button = ui.selectable_label(is_chosen, egui::RichText::new(layer.label()).font(tokens::label()));
        let name = format!("Layer: {}", layer.label());
        button.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_chosen, &name));
        if button.on_hover_text(format!("{} (in a cell: {})", tip(layer), place + 1)).clicked() {
            commands.send(Command::Layer(layer));
        }
    }
    ui.add_space(4.0);
    order::order_ui(ui, session, commands);
    if is_filtered(session) {
        ui.colored_label(Theme::of(ui).warning(), "Incidents: only those that the query finds")
            .on_hover_text("Mandates all stand, whatever the query asks");
    }
}

/// Whether its cells count the incidents of a query alone.
pub(super) fn is_filtered(session: Sight<'_>) -> bool {
    session.view().layer != Layer::Level && session.answers().hits.as_ref().is_some_and(|hits| !hits.is_wrong())
}

/// What a layer shows, in a sentence.
const fn tip(layer: Layer) -> &'static str {
    match layer {
        Layer::Level => "How far the mandate goes, and to do what",
        Layer::Activities => "How many activities there are, technical and political",
        Layer::Incidents => "How many incidents lie behind each cell",
        Layer::Resources => "With which staff and money, as far as it is stated",
        Layer::Gap => "What happens without a mandate, and which mandates meet nothing",
        Layer::Difference => "What is different since the date compared with",
        Layer::Both => "Levels, and incidents below them",
        Layer::All => "Level, gap, incidents and activities",
    }
}

/// What the layer comes to: "12 gaps surely, 41 possibly".
fn counts(ui: &egui::Ui, session: Sight<'_>) -> String {
    let answers = session.answers();
    match session.view().layer {
        Layer::Level | Layer::Both => cells(answers.matrix.total, "filled"),
        Layer::Incidents => format!("Incidents: {}", answers.evidence.total.words()),
        Layer::Activities => answers.gaps.work.total.words(),
        Layer::Resources => match answers.gaps.work.total.resource_words() {
            words if words.is_empty() => "No activity has staff or money stated: that is not a “no”".to_owned(),
            words => format!("In all: {words}"),
        },
        Layer::Gap | Layer::All => {
            let words = kept(ui, "counts of gaps", Same::of(&answers.gaps), || of_gaps(&answers.gaps));
            (*words).clone()
        }
        Layer::Difference => of_difference(ui, answers),
    }
}

fn cells(count: usize, what: &str) -> String {
    if count == 1 { format!("1 cell {what}") } else { format!("{count} cells {what}") }
}

fn of_gaps(gaps: &Gaps) -> String {
    let both = |(surely, possibly): (usize, usize)| match possibly {
        0 => surely.to_string(),
        possibly => format!("{surely} + {possibly} possibly"),
    };
    let (surely, possibly) = gaps.count(Class::Gap);
    let gap = if surely == 1 { "1 gap surely".to_owned() } else { format!("{surely} gaps surely") };
    let acting = gaps.all().filter(|(_, _, finding)| finding.acting != Holds::No).count();
    let mut parts = vec![
        format!("{gap}, {possibly} possibly"),
        format!("both {}", both(gaps.count(Class::Both))),
        format!("dormant {}", both(gaps.count(Class::Dormant))),
    ];
    if acting > 0 {
        parts.push(format!("acting without a sure mandate {acting}"));
    }
    if !gaps.nobody.is_empty() {
        parts.push(format!("where there is no mission {}", gaps.nobody.len()));
    }
    parts.join(" · ")
}

fn of_difference(ui: &egui::Ui, answers: &Answers) -> String {
    let Some(known) = &answers.difference else {
        return "Choose an earlier date to compare with: nothing is compared yet".to_owned();
    };
    let words = kept(ui, "counts of the difference", Same::of(known), || difference_words(known));
    (*words).clone()
}

fn difference_words(difference: &Difference) -> String {
    let turns = [Turn::Added, Turn::Ended, Turn::Strengthened, Turn::Weakened, Turn::Replaced];
    let turns = turns.into_iter().map(|turn| (difference.count(turn), turn.label()));
    let all = turns.chain([(difference.evidenced(), "with new evidence")]);
    let parts: Vec<String> =
        all.filter(|(count, _)| *count > 0).map(|(count, label)| format!("{count} {label}")).collect();
    if parts.is_empty() { "Nothing is different between the two dates".to_owned() } else { parts.join(", ") }
}
