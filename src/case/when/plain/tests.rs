//! Dates in words against tables, and against what the words allow.

use proptest::prelude::*;

use super::*;
use crate::case::when::Moment;
use crate::case::when::civil::{Date, days_in_month};
use crate::case::when::relative::{Edge, Gap, Side, Unit, VagueWord};

#[test]
fn a_day_is_read_in_every_order_and_in_both_languages() {
    for words in [
        "2 March 2009",
        "2 march, 2009",
        "March 2, 2009",
        "MARCH 2nd 2009",
        "2nd of March 2009",
        "the 2nd of March, 2009",
        "on 2 March 2009",
        "Monday 2 March 2009",
        "Monday, March 2, 2009",
        "2 Mar. 2009",
        "le 2 mars 2009",
        "2 MARS 2009",
        "lundi 2 mars 2009",
        "lundi, le 2 mars 2009",
        "2009-03-02",
        "2009/3/2",
    ] {
        check(words, "2009-03-02");
    }
    check("1er avril 2010", "2010-04-01");
    check("le 1er août 2010", "2010-08-01");
    check("14 juil. 2009", "2009-07-14");
    check("29 Feb 2008", "2008-02-29");
}

#[test]
fn every_month_has_its_names() {
    let months = [
        ["January", "janvier", "JAN"],
        ["February", "février", "fevr"],
        ["March", "mars", "Mar"],
        ["April", "avril", "avr."],
        ["May", "mai", "MAY"],
        ["June", "juin", "jun"],
        ["July", "juillet", "juil."],
        ["August", "août", "aout"],
        ["September", "septembre", "Sept."],
        ["October", "octobre", "oct"],
        ["November", "novembre", "nov"],
        ["December", "décembre", "DÉC"],
    ];
    for (number, names) in (1..).zip(months) {
        for name in names {
            check(&format!("{name} 2010"), &format!("2010-{number:02}"));
            check(&format!("{} 2010", name.to_uppercase()), &format!("2010-{number:02}"));
        }
    }
}

#[test]
fn numbers_alone_are_read_only_where_they_can_mean_one_day() {
    check("13/3/2009", "2009-03-13");
    check("3/13/2009", "2009-03-13");
    check("3.3.2009", "2009-03-03");
    refused("2/3/2009", "day or month first? Write 2009-03-02 or 2009-02-03");
    refused("2.3.2009", "day or month first? Write 2009-03-02 or 2009-02-03");
    refused("13/3/09", "say the year with four digits, as in 2 March 2009");
    refused("31/4/2009", "");
}

#[test]
fn a_part_of_a_period_is_a_set_within_it() {
    check("late 2009", "[2009-10..2009-12]");
    check("early 2009", "[2009-01..2009-03]");
    check("mid-2009", "[2009-04..2009-09]");
    check("in mid 2009", "[2009-04..2009-09]");
    check("début 2009", "[2009-01..2009-03]");
    check("à la fin de 2009", "[2009-10..2009-12]");
    check("mid-May 2010", "[2010-05-11..2010-05-20]");
    check("la mi-mai 2010", "[2010-05-11..2010-05-20]");
    check("fin décembre 2009", "[2009-12-21..2009-12-31]");
    check("late February 2008", "[2008-02-21..2008-02-29]");
    check("the end of June 2010", "[2010-06-21..2010-06-30]");
    check("first half of 2009", "[2009-01..2009-06]");
    check("second half of May 2010", "[2010-05-16..2010-05-31]");
    check("1er trimestre 2009", "[2009-01..2009-03]");
    check("Q3 2009", "[2009-07..2009-09]");
    check("the fourth quarter of 2009", "[2009-10..2009-12]");
    check("the 1990s", "199X");
    check("les années 1990", "199X");
    check("late 1990s", "[1996..1999]");
    check("summer 2009", "2009-22");
    check("été 2009", "2009-22");
    check("in the autumn of 2009", "2009-23");
    check("winter 2009", "[2008-12..2010-02]");
    check("winter 2009/10", "2009-28");
    check("hiver 2009-2010", "2009-28");
}

#[test]
fn doubt_is_kept() {
    check("c. June 2010", "2010-06~");
    check("about 2010", "2010~");
    check("circa 2 March 2009", "2009-03-02~");
    check("vers juin 2010", "2010-06~");
    check("perhaps 2010", "2010?");
    check("c. late 2009", "[2009-10~..2009-12~]");
    check("around summer 2009", "2009-22~");
}

#[test]
fn two_dates_say_what_stands_between_them() {
    check("between March and June 2010", "[2010-03..2010-06]");
    check("entre mars et juin 2010", "[2010-03..2010-06]");
    check("between late 2009 and mid-2010", "[2009-10..2010-09]");
    check("between 2 and 5 March 2009", "[2009-03-02..2009-03-05]");
    check("March or April 2010", "[2010-03,2010-04]");
    check("2 ou 3 mars 2009", "[2009-03-02,2009-03-03]");
    check("from 1 April to 5 April 2010", "2010-04-01/2010-04-05");
    check("from 1 to 5 April 2010", "2010-04-01/2010-04-05");
    check("du 1er au 5 avril 2010", "2010-04-01/2010-04-05");
    check("1–5 April 2010", "2010-04-01/2010-04-05");
    check("from March 2010 until June", "2010-03/2010-06");
    check("March–June 2010", "2010-03/2010-06");
    check("December to February 2010", "2009-12/2010-02");
    check("2008–2010", "2008/2010");
    check("de 2008 à 2010", "2008/2010");
    check("from 2009-03-02 to 2009-03-05", "2009-03-02/2009-03-05");
    check("late 2008 to mid-2010", "[2008-10..2008-12]/[2010-04..2010-09]");
    refused("between June 2010 and March 2010", "the end lies before the beginning");
}

#[test]
fn one_date_may_bound_what_is_said() {
    check("since 2008", "2008/..");
    check("depuis mars 2008", "2008-03/..");
    check("from 2008 onwards", "2008/..");
    check("until June 2010", "../2010-06");
    check("jusqu’en juin 2010", "../2010-06");
    check("before June 2010", "[..2010-05]");
    check("avant 2010", "[..2009]");
    check("after 28 February 2009", "[2009-03-01..]");
    check("by 2010", "[..2010]");
    let plain = read("throughout 2009").unwrap();
    assert_eq!((plain.stated.unwrap().as_str(), plain.extent), ("2009", Extent::Throughout));
}

#[test]
fn a_part_of_the_day_stands_beside_the_day() {
    use DayPart::{Afternoon, Dawn, EarlyHours, Evening, Morning, Night};
    part("early hours of 2 March 2009", "2009-03-02", Some(EarlyHours));
    part("in the early hours of 2 March 2009", "2009-03-02", Some(EarlyHours));
    part("2009-03-02 early", "2009-03-02", Some(EarlyHours));
    part("2 March 2009, in the evening", "2009-03-02", Some(Evening));
    part("at dawn on March 2, 2009", "2009-03-02", Some(Dawn));
    part("the afternoon of 2 March 2009", "2009-03-02", Some(Afternoon));
    part("night of 1 March 2009", "2009-03-01", Some(Night));
    part("the night of 1 to 2 March 2009", "2009-03-01", Some(Night));
    part("dans la nuit du 1er au 2 mars 2009", "2009-03-01", Some(Night));
    part("nuit du 28 février au 1er mars 2009", "2009-02-28", Some(Night));
    part("le matin du 2 mars 2009", "2009-03-02", Some(Morning));
    part("2 mars 2009 dans l'après-midi", "2009-03-02", Some(Afternoon));
    part("early morning of 2 March 2009", "2009-03-02", None);
    part("2 March 2009", "2009-03-02", None);
    refused("night of 1 to 3 March 2009", "a night lies between a day and the next");
}

#[test]
fn what_is_relative_names_its_incident() {
    use Gap::{Between, Exactly, Unstated, Vague};
    use Side::{After, Before};
    relative("95 days after «PM arrested»", (Exactly(95, Unit::Days), After), "PM arrested");
    relative("ninety-five days after “PM arrested”", (Exactly(95, Unit::Days), After), "PM arrested");
    relative("quatre-vingt-quinze jours après «PM»", (Exactly(95, Unit::Days), After), "PM");
    relative("three weeks before \"PM arrested\"", (Exactly(3, Unit::Weeks), Before), "PM arrested");
    relative("soon after \"PM arr", (Vague(VagueWord::Soon), After), "PM arr");
    relative("peu après «PM»", (Vague(VagueWord::Shortly), After), "PM");
    relative("trois jours après «PM»", (Exactly(3, Unit::Days), After), "PM");
    relative("a hundred and twenty days after «PM»", (Exactly(120, Unit::Days), After), "PM");
    relative("a month before «PM»", (Exactly(1, Unit::Months), Before), "PM");
    relative("a few days after «PM»", (Vague(VagueWord::AFewDays), After), "PM");
    relative("two to three weeks after «PM»", (Between(2, 3, Unit::Weeks), After), "PM");
    relative("within 30 days after «PM»", (Between(0, 30, Unit::Days), After), "PM");
    relative("the day after «PM»", (Exactly(1, Unit::Days), After), "PM");
    relative("la veille de «PM»", (Exactly(1, Unit::Days), Before), "PM");
    relative("on the same day as «PM»", (Exactly(0, Unit::Days), After), "PM");
    relative("after @inc-000000000001", (Unstated, After), "inc-000000000001");
    relative("before inc-000000000001", (Unstated, Before), "inc-000000000001");
    let plain = read("3 days after the end of «PM»").unwrap();
    assert_eq!(plain.offset.unwrap().anchor_edge, Edge::End);
}

#[test]
fn what_is_no_date_says_how_to_write_one() {
    refused("", "write 2009");
    refused("soon", "write 2009");
    refused("30 February 2009", "");
    refused("2 March", "say the year");
    refused("Tuesday 2 March 2009", "2009-03-02 was a Monday");
    refused("2 March 2009 in Bissau", "“in Bissau” does not belong there");
}

#[test]
fn edtf_stays_as_it_was_typed() {
    for text in ["2009-03-02", "2009?", "2009-10/..", "[2009-10..2009-12]", "199X", "2009-22"] {
        let plain = read(text).unwrap();
        assert_eq!((plain.stated.unwrap().as_str(), plain.as_written.as_str()), (text, ""));
    }
    assert_eq!(read("Late  2009").unwrap().as_written, "Late  2009");
}

#[test]
fn dates_are_found_within_a_line() {
    within("2009-03-02 early: shootout kills Vieira", &["2009-03-02 early"]);
    within("PM held in the early hours of 1 April 2010 in Bissau", &["in the early hours of 1 April 2010"]);
    within("late 2009, cocaine found", &["late 2009"]);
    within("three days after «PM held», the Chief of Staff was freed", &["three days after «PM held»"]);
    within("The army may march on parliament", &[]);
    within("May 3 battalions hold", &["May 3"]);
    within("2 tonnes seized, 14 held", &[]);
    within("Elections of 2009 and 2010", &["2009", "2010"]);
    assert!(dates_in("1000 kg")[0].is_bare_year);
}

/// Words with a year, a month and a day, and what they allow: from the first second to the last.
type Template = (&'static str, fn(i64, i64, i64) -> (Date, Date));

const fn date(year: i64, month: i64, day: i64) -> Date {
    Date { year, month, day }
}

/// Written anew from what the words mean, not from what the reader does.
const TEMPLATES: &[Template] = &[
    ("{d} {m} {y}", |y, m, d| (date(y, m, d), date(y, m, d))),
    ("le {d} {m} {y}", |y, m, d| (date(y, m, d), date(y, m, d))),
    ("{m} {d}, {y}", |y, m, d| (date(y, m, d), date(y, m, d))),
    ("evening of {d} {m} {y}", |y, m, d| (date(y, m, d), date(y, m, d))),
    ("{m} {y}", |y, m, _| (date(y, m, 1), date(y, m, days_in_month(y, m)))),
    ("early {m} {y}", |y, m, _| (date(y, m, 1), date(y, m, 15))),
    ("late {m} {y}", |y, m, _| (date(y, m, 15), date(y, m, days_in_month(y, m)))),
    ("fin {m} {y}", |y, m, _| (date(y, m, 15), date(y, m, days_in_month(y, m)))),
    ("mid-{m} {y}", |y, m, _| (date(y, m, 8), date(y, m, 23))),
    ("late {y}", |y, _, _| (date(y, 7, 1), date(y, 12, 31))),
    ("début {y}", |y, _, _| (date(y, 1, 1), date(y, 6, 30))),
    ("{y}", |y, _, _| (date(y, 1, 1), date(y, 12, 31))),
    ("winter {y}", |y, _, _| (date(y - 1, 12, 1), date(y + 1, 3, 20))),
    ("between {m} and December {y}", |y, m, _| (date(y, m, 1), date(y, 12, 31))),
    ("from {d} {m} {y} to {y2}", |y, m, d| (date(y, m, d), date(y + 1, 12, 31))),
];

proptest! {
    #[test]
    fn nothing_read_lies_outside_of_what_the_words_allow(
        which in 0..TEMPLATES.len(), year in 1900_i64..2100, month in 1_i64..=12, day in 1_i64..=28, is_french: bool,
    ) {
        const NAMES: [[&str; 12]; 2] = [
            ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
             "November", "December"],
            ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
             "décembre"],
        ];
        let (template, allowed) = TEMPLATES[which];
        let name = NAMES[usize::from(is_french)][usize::try_from(month - 1).unwrap()];
        let words = template
            .replace("{y2}", &(year + 1).to_string())
            .replace("{y}", &year.to_string())
            .replace("{m}", name)
            .replace("{d}", &day.to_string());
        let (first, last) = allowed(year, month, day);
        let (earliest, latest) = read(&words).unwrap().stated.unwrap().bounds().possible();
        prop_assert!(first.first_second() <= earliest, "{}", words);
        prop_assert!(latest < Moment(last.first_second().0 + 86_400), "{}", words);
    }

    #[test]
    fn no_text_makes_it_fail(text in ".{0,60}") {
        drop(read(&text));
        for found in dates_in(&text) {
            prop_assert!(text.get(found.span).is_some());
        }
    }
}

fn check(words: &str, expected: &str) {
    let plain = read(words).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(plain.stated.as_ref().map(Edtf::as_str), Some(expected), "{words}");
    assert_eq!((plain.part, plain.offset), (None, None), "{words}");
}

fn part(words: &str, expected: &str, part: Option<DayPart>) {
    let plain = read(words).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!((plain.stated.as_ref().map(Edtf::as_str), plain.part), (Some(expected), part), "{words}");
}

fn relative(words: &str, (gap, side): (Gap, Side), anchor: &str) {
    let plain = read(words).unwrap_or_else(|error| panic!("{error}"));
    let expected = Offset { gap, side, anchor: anchor.to_owned(), anchor_edge: Edge::Start };
    assert_eq!(plain.offset, Some(expected), "{words}");
    assert_eq!((plain.stated, plain.as_written.as_str()), (None, words));
}

fn refused(words: &str, reason: &str) {
    let error = read(words).expect_err(words);
    assert!(error.reason.starts_with(reason), "{words}: {}", error.reason);
}

fn within(line: &str, expected: &[&str]) {
    let found: Vec<String> = dates_in(line).into_iter().map(|found| line[found.span].to_owned()).collect();
    assert_eq!(found, expected, "{line}");
}
