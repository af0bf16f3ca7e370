//! When something happened: the source's words, a date in EDTF, and what is said relative to incidents; beside it the
//! bounds that follow.

use egui::DragValue;

use super::choice::{Combo, choice_ui, combo_ui, optional_ui, words_ui};
use super::citations::own_ui;
use super::date::{Entry, entry_ui};
use super::pick::{Wanted, pick_ui};
use super::text::hinted_ui;
use super::{Form, Keep, Same, cut, each_ui, kept, small_button};
use crate::case::when::{Edge, Gap, Relative, Side, Unit, VagueWord};
use crate::case::{Case, Edtf, Extent, Extra, IncidentId, RecordId, RecordKind, When};
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

/// The stated date. Words that can be read become the source's words too, unless others stand there.
fn stated_ui(ui: &mut egui::Ui, form: &mut Form<'_>, dated: DatedId, when: &mut When) {
    let (name, key) = ("Date", format!("{dated:?}/stated"));
    let entry = Entry { name, key: key.clone(), hint: "2009, 2009-12-28, late 2009", keep: Keep::AsWritten(dated) };
    let (response, said) = entry_ui(ui, form, entry, when.stated.as_ref());
    // What is no date leaves none behind: neither the one before nor the part of it that could be read.
    let said = said.unwrap_or_default();
    if when.stated != said.stated {
        when.stated = said.stated;
        when.part = said.part.or(when.part);
        if said.extent != Extent::default() {
            when.extent = said.extent;
        }
    }
    // Words that this field gave are replaced while they are typed; those that stood there before are not.
    let key = format!("{key}/words");
    let is_ours = when.as_written.is_empty() || form.typed(&key).as_ref() == Some(&when.as_written);
    let is_typed = response.has_focus() && is_ours;
    if is_typed {
        when.as_written = said.as_written;
    }
    form.remember(key, when.as_written.clone(), (is_typed, Keep::No));
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
    let is_derived = answers.dates.is_derived(dated);
    let derived = if is_derived { " (derived)" } else { "" };
    // The stated date tells its own bounds, as long as nothing else bears on them.
    let is_told = !is_derived && when.constraints.is_empty() && when.part.is_none();
    let label = (!is_told).then(|| ui.weak(format!("Possible: {}{derived}{}", span_words(bounds), when.doubt())));
    let key = (Same::of(&answers.dates), dated, form.session.generation());
    let about = kept(ui, ("bounds", dated), key, || About {
        chain: lines(&answers.dates.chain(form.case(), dated)),
        collisions: collisions(&answers.dates, form.case(), dated),
    });
    if let Some(label) = label.filter(|_| !about.chain.is_empty()) {
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
