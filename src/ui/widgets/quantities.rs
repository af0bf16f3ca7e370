//! Amounts: of goods in an incident, of staff and money in an activity.

use super::number::optional_ui;
use super::text::hinted_ui;
use super::{Form, each_ui, part_ui, small_button};
use crate::case::{Extra, Quantity};

/// What a list of amounts is called, and its fields.
pub(in crate::ui) struct Words {
    /// The heading.
    title: &'static str,
    /// One of them.
    one: &'static str,
    /// Of what it is an amount: the field's name and an example.
    what: (&'static str, &'static str),
    /// An example of a unit.
    unit: &'static str,
}

/// Amounts of goods.
pub(in crate::ui) const GOODS: Words =
    Words { title: "Quantities", one: "quantity", what: ("Goods", "cocaine"), unit: "kg" };

/// Staff and money.
pub(in crate::ui) const RESOURCES: Words =
    Words { title: "Resources", one: "resource", what: ("What", "staff, budget"), unit: "persons, or a currency: EUR" };

/// The part of a form that shows amounts.
pub(in crate::ui) fn quantities_ui(
    ui: &mut egui::Ui,
    form: &mut Form<'_>,
    words: &Words,
    quantities: &mut Vec<Quantity>,
) {
    part_ui(ui, words.title);
    let one = words.one;
    each_ui(
        ui,
        form,
        quantities,
        |quantity| (one, quantity.key),
        |ui, form, quantity| quantity_ui(ui, form, words, quantity),
    );
    if small_button(ui, &format!("+ Add a {one}"), &format!("Add a {one}")).clicked() {
        quantities.push(Quantity {
            key: form.session.host().key(),
            commodity: String::new(),
            low: None,
            best: None,
            high: None,
            unit: String::new(),
            extra: Extra::default(),
        });
    }
}

/// One amount; whether it is to be taken out.
fn quantity_ui(ui: &mut egui::Ui, form: &mut Form<'_>, words: &Words, quantity: &mut Quantity) -> bool {
    let (what, example) = words.what;
    hinted_ui(ui, form, what, &mut quantity.commodity, example);
    hinted_ui(ui, form, "Unit", &mut quantity.unit, words.unit);
    let (key, one) = (quantity.key, words.one);
    ui.horizontal(|ui| {
        let numbers = [("Low", &mut quantity.low), ("Best", &mut quantity.best), ("High", &mut quantity.high)];
        for (name, number) in numbers {
            ui.weak(name);
            optional_ui(ui, form, &format!("{name} {one} {key}"), number);
        }
        small_button(ui, "×", &format!("Remove the {one}")).clicked()
    })
    .inner
}
