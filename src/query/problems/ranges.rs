//! Numbers in the wrong order: a lowest above the highest, or a best one outside of both.
//!
//! Which of them is wrong nobody but the officer can tell: there is no fix.

use super::catalogue::REVERSED_RANGE;
use super::parts::{dates, quantities};
use super::{Family, List, cut};
use crate::case::when::{Gap, Relative};
use crate::case::{Record, RecordId};

pub(super) fn begin<'a>(list: &mut List<'a>) -> Box<dyn Family + 'a> {
    for (&word, &(least, most, unit)) in &list.case.header.vague {
        if least > most {
            let what = format!("“{}” means {least} to {most} {}", word.label(), unit.label());
            reversed(list, "vague", &what);
        }
    }
    Box::new(move |list: &mut List<'_>, _: RecordId, record: &Record| {
        let (field, amounts) = quantities(record);
        for amount in amounts {
            let what = || format!("The amount of {}", cut(&amount.commodity));
            range(list, field, &what, [amount.low, amount.best, amount.high]);
        }
        if let Record::Incident(incident) = record
            && let Some(number) = &incident.casualties
        {
            let numbers = [number.low, number.best, number.high].map(|number| number.map(u64::from));
            range(list, "casualties", &|| "The number of deaths".to_owned(), numbers);
        }
        for dated in dates(record) {
            for relative in &dated.when.constraints {
                gap(list, dated.field, relative);
            }
        }
    })
}

fn range(list: &mut List<'_>, field: &'static str, what: &dyn Fn() -> String, [low, best, high]: [Option<u64>; 3]) {
    let least = low.unwrap_or(0);
    let most = high.unwrap_or(u64::MAX);
    if least > most {
        reversed(list, field, &format!("{} is given as {least} at least and {most} at most", what()));
    } else if let Some(best) = best.filter(|&best| best < least || best > most) {
        let words =
            format!("{} has a best number, {best}, outside of its lowest and highest: correct one of them", what());
        list.add(&REVERSED_RANGE, field, words);
    }
}

fn gap(list: &mut List<'_>, field: &'static str, relative: &Relative) {
    if let Gap::Between(least, most, unit) = relative.gap
        && least > most
    {
        let what = format!("A relative date is {least} to {most} {} {}", unit.label(), relative.side.label());
        reversed(list, field, &what);
    }
}

/// Tells a range whose lowest number is above its highest.
fn reversed(list: &mut List<'_>, field: &'static str, what: &str) {
    list.add(&REVERSED_RANGE, field, format!("{what}: correct one of the two, or exchange them"));
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::case::when::{Edge, Gap, Relative, Side, Unit, VagueWord};
    use crate::case::{Casualties, Change, Extra, Incident, IncidentId, Key, Quantity};
    use crate::query::problems::testing::{check, fixes, source};
    use crate::query::testing as t;

    fn check_incident(change: impl Fn(&mut Incident), expected: &[&str]) {
        let mut incident = Incident { common: t::cited_by(&[1, 2]), ..t::incident("") };
        change(&mut incident);
        let anchor = Incident { common: t::cited_by(&[1, 2]), ..t::incident("2009-03-02") };
        let changes = [source(1, ""), source(2, ""), t::put_incident(1, incident), t::put_incident(2, anchor)];
        check(&changes, expected);
        assert!(fixes(&changes).is_empty(), "which number is right is a judgement");
    }

    #[test]
    fn numbers_go_from_the_lowest_to_the_highest() {
        let told = ["warning incident casualties reversed-range"];
        let dead = |low, best, high| {
            move |incident: &mut Incident| {
                incident.casualties = Some(Casualties { low, best, high, extra: Extra::default() });
            }
        };
        check_incident(dead(Some(3), None, Some(7)), &[]);
        check_incident(dead(Some(7), None, Some(3)), &told);
        check_incident(dead(Some(7), Some(5), Some(3)), &told);
        check_incident(dead(Some(7), Some(9), Some(3)), &told);
        check_incident(dead(Some(3), Some(9), Some(7)), &told);
        check_incident(dead(None, Some(9), Some(7)), &told);
        check_incident(dead(Some(3), Some(3), None), &[]);
        let amount = |incident: &mut Incident| {
            incident.quantities = vec![Quantity {
                key: Key::from_bits(1),
                commodity: "cocaine".to_owned(),
                low: Some(700),
                best: None,
                high: Some(600),
                unit: "kg".to_owned(),
                extra: Extra::default(),
            }];
        };
        check_incident(amount, &["warning incident quantities reversed-range"]);
    }

    #[test]
    fn gaps_go_from_the_least_to_the_most() {
        let gap = |gap| {
            move |incident: &mut Incident| {
                incident.when.constraints.push(Relative {
                    key: Key::from_bits(1),
                    edge: Edge::Start,
                    side: Side::After,
                    gap,
                    anchor: IncidentId::from_bits(2),
                    anchor_edge: Edge::Start,
                    citations: Vec::new(),
                    extra: Extra::default(),
                });
            }
        };
        check_incident(gap(Gap::Between(2, 3, Unit::Weeks)), &[]);
        check_incident(gap(Gap::Between(3, 2, Unit::Weeks)), &["warning incident when reversed-range"]);
        let mut header = (*t::empty().header).clone();
        header.vague.insert(VagueWord::Soon, (9, 3, Unit::Days));
        check(&[Change::Header(Arc::new(header))], &["warning case vague reversed-range"]);
    }
}
