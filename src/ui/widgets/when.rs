//! When something happened: the source's words, a date in EDTF, and what is said relative to incidents; beside it the
//! bounds that follow.

use egui::DragValue;

use super::choice::{Combo, choice_ui, combo_ui, optional_ui, words_ui};
use super::citations::own_ui;
use super::pick::{Wanted, pick_ui};
use super::text::hinted_ui;
use super::{Form, Keep, Same, cut, each_ui, kept, small_button};
use crate::case::when::{Edge, Gap, Relative, Side, Unit, VagueWord};
use crate::case::{Case, Edtf, Extra, IncidentId, RecordId, RecordKind, When};
use crate::query::dates::{DatedId, Dates, span_words};

/// The rows of a date. `dated` names it among the answers.
pub(in crate::ui) fn when_ui(ui: &mut egui::Ui, form: &mut Form<'_>, dated: DatedId, when: &mut When) {
    stated_ui(ui, form, dated, when);
    drop(hinted_ui(ui, form, "As written", &mut when.as_written, "the source's words: late 2009"));
    if when.stated.as_ref().is_some_and(Edtf::is_single_day) || when.part.is_some() {
        optional_ui(ui, form, ("Part of day", "not stated"), &mut when.part);
    }
    if when.stated.is_some() {
        choice_ui(ui, form, "True", &mut when.extent);
    }
    each_ui(ui, form, &mut when.constraints, |relative| ("constraint", relative.key), relative_ui);
    let kinds = &[RecordKind::Incident];
    let wanted =
        Wanted { name: "Add a relative date", shown: "Relative to an incident…", kinds, creates: None, width: 170.0 };
    if let Some(RecordId::Incident(anchor)) = pick_ui(ui, form, wanted) {
        when.constraints.push(relative(form, anchor));
    }
    bounds_ui(ui, form, dated, when);
}

fn relative(form: &Form<'_>, anchor: IncidentId) -> Relative {
    Relative {
        key: form.session.host().key(),
        edge: Edge::default(),
        side: Side::default(),
        gap: Gap::default(),
        anchor,
        anchor_edge: Edge::default(),
        citations: Vec::new(),
        extra: Extra::default(),
    }
}

fn stated_ui(ui: &mut egui::Ui, form: &mut Form<'_>, dated: DatedId, when: &mut When) {
    let key = format!("{dated:?}/stated");
    let current = when.stated.as_ref().map(ToString::to_string).unwrap_or_default();
    let mut text = form.typed(&key).unwrap_or(current);
    let response = hinted_ui(ui, form, "Date", &mut text, "2009, 2009-12, 2009-12-28, 2009-10/..");
    let parsed = text.trim().parse::<Edtf>();
    match &parsed {
        _ if text.trim().is_empty() => when.stated = None,
        Ok(date) => {
            if when.stated.as_ref() != Some(date) {
                when.stated = Some(date.clone());
            }
        }
        Err(error) => {
            // What is no date leaves none behind: neither the one before nor the part of it that could be read.
            when.stated = None;
            let words = format!("⚠ {error}. Words such as “mid May” go under “As written”");
            ui.add(egui::Label::new(egui::RichText::new(words).color(form.theme.error())).wrap());
        }
    }
    let is_wrong = parsed.is_err() && !text.trim().is_empty();
    let keep = if is_wrong { Keep::AsWritten(dated) } else { Keep::No };
    form.remember(key, text, (response.has_focus() || is_wrong, keep));
}

/// One relative date; whether it is to be taken out.
fn relative_ui(ui: &mut egui::Ui, form: &mut Form<'_>, relative: &mut Relative) -> bool {
    let mut is_out = false;
    ui.horizontal_wrapped(|ui| {
        combo_ui(ui, form, ("Edge", 58.0), &mut relative.edge);
        gap_ui(ui, form, &mut relative.gap);
        combo_ui(ui, form, ("Side", 62.0), &mut relative.side);
        ui.weak("the");
        combo_ui(ui, form, ("Edge of the anchor", 58.0), &mut relative.anchor_edge);
        ui.weak("of");
        super::link_ui(ui, form, relative.anchor.into());
        is_out = small_button(ui, "×", "Remove the relative date").clicked();
    });
    own_ui(ui, form, &mut relative.citations, "Add a citation of this date");
    is_out
}

fn gap_ui(ui: &mut egui::Ui, form: &mut Form<'_>, gap: &mut Gap) {
    let offers = [
        ("some time", Gap::Unstated),
        ("exactly", Gap::Exactly(1, Unit::Days)),
        ("between", Gap::Between(1, 2, Unit::Days)),
        ("vaguely", Gap::Vague(VagueWord::Soon)),
    ];
    let is_such = |(_, offer): &(&str, Gap)| std::mem::discriminant(offer) == std::mem::discriminant(gap);
    let (labels, place) = (offers.map(|(label, _)| label), offers.iter().position(is_such));
    let combo = Combo { salt: egui::IdSalt::new("gap"), name: "Gap", width: 74.0, shown: None, is_cut: false };
    if let Some((_, offer)) = words_ui(ui, form, &combo, (&labels, place)).1.and_then(|place| offers.get(place)) {
        *gap = *offer;
    }
    match gap {
        Gap::Unstated => {}
        Gap::Exactly(count, unit) => {
            number_ui(ui, form, "Count", count);
            combo_ui(ui, form, ("Unit", 70.0), unit);
        }
        Gap::Between(least, most, unit) => {
            number_ui(ui, form, "At least", least);
            ui.weak("and");
            number_ui(ui, form, "At most", most);
            combo_ui(ui, form, ("Unit", 70.0), unit);
        }
        Gap::Vague(word) => combo_ui(ui, form, ("Vague word", 100.0), word),
    }
}

fn number_ui(ui: &mut egui::Ui, form: &mut Form<'_>, name: &str, number: &mut u32) {
    let response = ui.add(DragValue::new(number).range(0..=100_000).clamp_existing_to_range(false).speed(0.2));
    super::name(&response, name);
    form.touch_if(response.lost_focus() || response.drag_stopped());
}

/// What follows from the case as it is kept, and the chain from which it follows.
fn bounds_ui(ui: &mut egui::Ui, form: &Form<'_>, dated: DatedId, when: &When) {
    let answers = form.session.answers();
    if when.is_undated() {
        let is_in_a_lane = matches!(dated, DatedId::Record(RecordId::Incident(_)));
        ui.weak(if is_in_a_lane { "Undated: it stands in the undated lane" } else { "Undated" });
        return;
    }
    let bounds = answers.dates.bounds(dated);
    let derived = if answers.dates.is_derived(dated) { " (derived)" } else { "" };
    let label = ui.weak(format!("Possible: {}{derived}{}", span_words(bounds), when.doubt()));
    let key = (Same::of(&answers.dates), dated, form.session.generation());
    let about = kept(ui, ("bounds", dated), key, || About {
        chain: lines(&answers.dates.chain(form.case(), dated)),
        collisions: collisions(&answers.dates, form.case(), dated),
    });
    if !about.chain.is_empty() {
        drop(label.on_hover_text(&about.chain));
    }
    for words in &about.collisions {
        ui.colored_label(form.theme.error(), words);
    }
}

/// What is said of bounds.
struct About {
    /// The statements from which they follow, one a line.
    chain: String,
    /// What they collide with.
    collisions: Vec<String>,
}

/// The most lines of a chain of dates that are shown: one through a whole case has thousands.
const LINES: usize = 40;

fn lines(chain: &[String]) -> String {
    let shown = chain.get(..LINES).unwrap_or(chain).join("\n");
    if chain.len() > LINES { cut(format!("{shown}\nand {} more", chain.len() - LINES)) } else { cut(shown) }
}

/// The most collisions of one record that are told; the outline lists all.
const COLLISIONS: usize = 20;

fn collisions(dates: &Dates, case: &Case, id: DatedId) -> Vec<String> {
    let own = dates.contradictions().iter().filter(|found| found.records.contains(&id));
    own.take(COLLISIONS).map(|found| cut(format!("⚠ {}", found.words(case)))).collect()
}
