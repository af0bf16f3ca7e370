//! The years of the case: a slider moves the as-of date, a button plays them, and a second date is compared with.

use egui::{Id, Slider};

use crate::case::Edtf;
use crate::case::when::{Unit, civil};
use crate::query::as_of::AsOf;
use crate::session::{Command, Commands, Sight};
use crate::ui::tokens;
use crate::ui::widgets::free_date::{Field, Typed, free_date_ui};
use crate::ui::widgets::{Same, kept, name, small_button};

/// Seconds that a year is shown while the years are played.
const PACE: f64 = 1.2;

/// The most years that a slider leads through: more cannot be told apart.
const MOST: i64 = 400;

/// The date compared with.
pub(super) fn against_ui(ui: &mut egui::Ui, session: Sight<'_>, commands: &mut Commands) {
    let current = session.view().against.as_ref().map(ToString::to_string).unwrap_or_default();
    ui.label("Compared with");
    let field = Field { name: "Compared with", hint: "an earlier date", width: 92.0 };
    if let Some(Typed(date)) = free_date_ui(ui, &field, &current, commands) {
        commands.send(Command::Against(date));
    }
    if !current.is_empty() && small_button(ui, "×", "Compare with nothing").clicked() {
        commands.send(Command::Against(None));
    }
}

/// The room that the years need in a line, in points.
const WIDTH: f32 = 210.0;

/// The slider, with the button that plays the years, or steps where nothing is to move by itself.
pub(super) fn years_ui(ui: &mut egui::Ui, session: Sight<'_>, commands: &mut Commands) {
    let Some((first, last)) = range(ui, session) else { return };
    // A slider does not go to the next line by itself.
    if ui.available_size_before_wrap().x < WIDTH {
        ui.end_row();
    }
    let shown = session.view().as_of.as_ref().and_then(AsOf::of).map(|date| civil::index(date.first, Unit::Years));
    let next = match shown {
        Some(year) => (year < last).then(|| (year + 1).max(first)),
        None => Some(first),
    };
    if let Some(year) = play_ui(ui, session, (first, next)) {
        send(year, commands);
    }
    let mut year = shown.unwrap_or(last).clamp(first, last);
    ui.spacing_mut().slider_width = 72.0;
    let slider = ui.add(Slider::new(&mut year, first..=last).show_value(false).step_by(1.0));
    name(&slider, "Year of the as-of date");
    if slider.changed() {
        send(year, commands);
    }
    let words = session.view().as_of.as_ref().map_or_else(|| "all dates".to_owned(), |date| format!("as of {date}"));
    ui.label(words);
    drop(slider.on_hover_text(format!("From {first} to {last}; arrow keys go year by year")));
}

fn send(year: i64, commands: &mut Commands) {
    if let Ok(year) = Edtf::year(year) {
        commands.send(Command::AsOf(Some(year)));
    }
}

/// Begins, ends and goes on playing; the year that is to be shown now.
fn play_ui(ui: &mut egui::Ui, session: Sight<'_>, (first, next): (i64, Option<i64>)) -> Option<i64> {
    let id = Id::unique("years of the matrix are played");
    if tokens::is_still(ui) {
        ui.data_mut(|data| data.remove::<f64>(id));
        let is_there = next.is_some();
        let step = ui.add_enabled_ui(is_there, |ui| small_button(ui, "▶", "Show the next year")).inner;
        return next.filter(|_| step.clicked());
    }
    // When the next year is to come, as long as they are played.
    let due: Option<f64> = ui.data(|data| data.get_temp(id));
    let now = ui.input(|input| input.time);
    let (sign, words) = if due.is_some() { ("‖", "Pause") } else { ("▶", "Play the years") };
    let is_pressed = small_button(ui, sign, words).clicked();
    let is_due = match due {
        Some(_) if is_pressed || next.is_none() => {
            ui.data_mut(|data| data.remove::<f64>(id));
            return None;
        }
        // No year is left before it has been seen.
        Some(due) => due <= now && !session.window().is_answering(),
        None => is_pressed,
    };
    if is_due {
        ui.data_mut(|data| data.insert_temp(id, now + PACE));
    }
    if is_due || due.is_some() {
        let wait = (due.unwrap_or(now + PACE) - now).max(0.05);
        ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(wait));
    }
    // From the end they begin again.
    is_due.then(|| next.unwrap_or(first))
}

/// The first and the last year in which something of the case may lie: incidents, and the lives of missions.
fn range(ui: &egui::Ui, session: Sight<'_>) -> Option<(i64, i64)> {
    let answers = session.answers();
    *kept(ui, "years", (Same::of(&answers.dates), Same::of(&answers.matrix)), || {
        let lives = answers.matrix.rows().flat_map(|row| {
            let (first, last) = answers.dates.bounds(row.mission).possible();
            [first, last]
        });
        let extent = answers.lanes.chronicle().extent().into_iter().flat_map(|(first, last)| [first, last]);
        let years: Vec<i64> = lives
            .chain(extent)
            .filter(|moment| moment.is_bounded())
            .map(|moment| civil::index(moment, Unit::Years))
            .collect();
        let (first, last) = (*years.iter().min()?, *years.iter().max()?);
        (first < last).then(|| (first.max(last - MOST), last))
    })
}
