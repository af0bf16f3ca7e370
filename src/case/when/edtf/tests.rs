//! Dates by example: what is read, how it is bounded, what is refused and in which words.

use proptest::prelude::*;

use super::*;
use crate::case::when::bounds::Moment;

fn read(text: &str) -> Edtf {
    text.parse().unwrap_or_else(|err| panic!("{err}"))
}

/// The possible time, as civil text.
fn check(text: &str, level: u8, expected: &str) {
    let edtf = read(text);
    let (first, last) = edtf.bounds().possible();
    assert_eq!(civil::span(first, last), expected, "{text}");
    assert_eq!(edtf.level(), level, "{text}");
    assert_eq!(edtf.to_string(), text);
}

fn refuse(text: &str, position: usize, reason: &str) {
    let err = text.parse::<Edtf>().expect_err(text);
    assert_eq!((err.position, err.reason.as_str()), (position, reason), "{text}");
}

#[test]
fn level_0_has_dates_times_and_intervals() {
    check("2009", 0, "2009");
    check("2009-03", 0, "2009-03");
    check("2009-03-01", 0, "2009-03-01");
    check("0000", 0, "0000");
    check("2009-03-01T20:15:00", 0, "2009-03-01T20:15:00");
    check("2009-03-01T20:15:00-04:30", 0, "2009-03-01T20:15:00");
    check("2009-03-01T24:00:00Z", 0, "2009-03-02T00:00:00");
    check("2004-06/2006-08-15", 0, "2004-06-01..2006-08-15");
}

#[test]
fn level_1_has_doubt_seasons_gaps_and_open_ends() {
    check("2009~", 1, "2009");
    check("2009-03?", 1, "2009-03");
    check("2009-21", 1, "2009-03..2009-05");
    check("2009-23", 1, "2009-09..2009-11");
    check("2009-24", 1, "2009-10..2009-12");
    check("201X", 1, "2010..2019");
    check("20XX", 1, "2000..2099");
    check("2009-XX-XX", 1, "2009");
    check("2008-02-XX", 1, "2008-02");
    check("2009-10/..", 1, "2009-10..");
    check("/2009-10-12", 1, "..2009-10-12");
    check("-0044-03", 1, "-0044-03");
    check("-01XX", 1, "-0199..-0100");
    check("Y-17000", 1, "Y-17000");
}

#[test]
fn level_2_has_parts_sets_and_scales() {
    check("2009-~03", 2, "2009-03");
    check("?2009-03-~01", 2, "2009-03-01");
    check("2009-28", 2, "2009-12..2010-02");
    check("2009-36", 2, "2009-10..2009-12");
    check("2009-41", 2, "2009-07..2009-12");
    check("15XX-02-29", 2, "1504-02-29..1596-02-29");
    check("1930-X0-10", 2, "1930-01-10..1930-10-10");
    check("2009-X2", 2, "2009-02..2009-12");
    check("200X-1X-3X", 2, "2000-10-30..2009-12-31");
    check("1950S2", 2, "1900..1999");
    check("Y-171010000S3", 2, "Y-171999999..Y-171000000");
    check("Y17E4", 2, "Y170000");
    check("[2009-10..2009-12]", 2, "2009-10..2009-12");
    check("[..2008,2009-10,2011]", 2, "..2011");
}

#[test]
fn years_beyond_any_count_have_no_bound() {
    check("Y9E999999999999", 2, "Y199999999999..");
    assert_eq!(read("Y-9E99").bounds().earliest_start, Moment::BEGINNING);
}

#[test]
fn an_interval_has_the_bounds_of_its_two_ends() {
    let bounds = read("2009/2010-04").bounds();
    assert_eq!(civil::span(bounds.earliest_start, bounds.latest_start), "2009");
    assert_eq!(civil::span(bounds.earliest_end, bounds.latest_end), "2010-04");
    let nested = read("1984-11-12/1984-11-XX").bounds();
    assert_eq!(
        civil::span(nested.earliest_end, nested.latest_end),
        "1984-11-12..1984-11-30",
        "no end before the start"
    );
    let open = read("2009-10/..").bounds();
    assert_eq!(open.latest_end, Moment::END);
    let sets = read("[2008-06..2008-08]/[2009-10..2009-12]").bounds();
    assert_eq!(civil::span(sets.earliest_start, sets.latest_start), "2008-06..2008-08");
}

#[test]
fn one_of_lies_within_and_all_of_goes_through() {
    assert_eq!(
        read("[2008,2010]").bounds(),
        Bounds::within(read("2008").bounds().earliest_start, read("2010").bounds().latest_end)
    );
    let all = read("{2009-10,2008-06..2008-08}").bounds();
    assert_eq!(civil::span(all.earliest_start, all.latest_start), "2008-06");
    assert_eq!(civil::span(all.earliest_end, all.latest_end), "2009-10");
    assert!(read("{2008,2010}").is_interval());
    assert!(!read("[2008,2010]").is_interval());
    assert_eq!(read("{..1984}").bounds().earliest_start, Moment::BEGINNING);
}

#[test]
fn doubt_is_told_apart() {
    for (text, uncertain, approximate) in
        [("2009", false, false), ("2009?", true, false), ("2009-~03", false, true), ("2008/2009%", true, true)]
    {
        assert_eq!((read(text).is_uncertain(), read(text).is_approximate()), (uncertain, approximate), "{text}");
    }
}

#[test]
fn a_day_or_finer_takes_a_part_of_the_day() {
    for (text, expected) in [
        ("2009-03-01~", true),
        ("2009-03-01T10:00:00", true),
        ("2009-03", false),
        ("2009-03-0X", false),
        ("2009-03-01/2009-03-01", false),
    ] {
        assert_eq!(read(text).is_single_day(), expected, "{text}");
    }
}

#[test]
fn what_no_calendar_has_is_refused() {
    refuse("2010-02-30", 8, "February 2010 has 28 days");
    refuse("2010-03-00", 8, "days are counted from 01");
    refuse("19X1-02-29", 8, "no such month has a day 29");
    refuse("2009-13", 5, "there is no month 13; months are 01–12, seasons 21–41");
    refuse("2009-21-01", 5, "a season takes no day");
    refuse("2010/2009", 5, "it ends before it starts");
    refuse("2009-03-01T24:00:01", 11, "a time lies between 00:00:00 and 23:59:59, or is 24:00:00");
    refuse("-0000", 1, "year 0 has no sign");
}

#[test]
fn a_slip_is_named_where_it_is() {
    refuse("", 0, "it is empty");
    refuse("2009-3", 5, "a month of two digits is expected at character 6");
    refuse("12345", 4, "a year has four digits; write Y before a longer one");
    refuse("Y2006", 1, "Y takes a year of more than four digits, or an exponent: Y17E7");
    refuse("2009 -03", 4, "a space at character 5 does not belong there");
    refuse("März 2009", 1, "“ä” at character 2 does not belong there");
    refuse("[2009", 5, "a set that opens with [ closes with ]");
    refuse("[2009,..2008]", 6, "“..” opens the first member of a set, or closes the last");
    refuse("2009/2010/2011", 9, "an interval has one stroke");
    let err = "2010-02-30".parse::<Edtf>().unwrap_err();
    assert_eq!(err.to_string(), "“2010-02-30” is no date: February 2010 has 28 days");
}

#[test]
fn a_long_text_is_not_read() {
    let err = format!("[{}2009]", "2009,".repeat(100)).parse::<Edtf>().unwrap_err();
    assert_eq!(err.to_string(), "“[2009,2009,2009,2009…” is no date: it has more than 200 characters");
}

#[test]
fn a_date_is_made_from_numbers() {
    assert_eq!(Edtf::day(2009, 3, 1).unwrap().as_str(), "2009-03-01");
    assert_eq!(Edtf::month(-44, 3).unwrap().as_str(), "-0044-03");
    assert_eq!(Edtf::year(12_345).unwrap().as_str(), "Y12345");
    assert!(Edtf::day(2009, 2, 29).is_err());
}

proptest! {
    #[test]
    fn no_text_is_too_odd(text in "[0-9XYESTZ?~%./,:+\\-\\[\\]{}]{0,30}") {
        if let Ok(edtf) = text.parse::<Edtf>() {
            let bounds = edtf.bounds();
            prop_assert!(bounds.earliest_start <= bounds.latest_start && bounds.earliest_end <= bounds.latest_end);
            prop_assert!(bounds.earliest_start <= bounds.latest_end);
        }
    }

    #[test]
    fn near_misses_are_not_too_odd(
        text in "[-Y]{0,1}[0-9X]{4}(-[0-9X?~%]{2,3}){0,2}(S[0-9])?(T[0-9:]{8}[Z+-]?)?([/,.]{1,2}[0-9X]{4}(-[0-9X]{2}){0,2})?"
    ) {
        if let Ok(edtf) = text.parse::<Edtf>() {
            prop_assert_eq!(edtf.as_str(), text);
        }
    }

    #[test]
    fn every_day_reads_as_itself(days in -4_000_000_i64..2_900_000) {
        let moment = Moment(days * civil::DAY);
        let (first, last) = read(&civil::day(moment)).bounds().possible();
        prop_assert_eq!((first, last), (moment, Moment(moment.0 + civil::DAY - 1)));
    }
}
