//! Dates of generated records: as precise, and as doubtful, as those of real reports.

use sightline::case::when::{Edge, Gap, Relative, Side, Unit, VagueWord};
use sightline::case::{DayPart, Edtf, Extent, Extra, IncidentId, When};

use super::random::Random;

/// Days of a year in which every month has 28, so that each is one of any calendar.
const YEAR: u64 = 12 * 28;

/// Days from the beginning of 1990 to the middle of 2026.
pub const SPAN: u64 = 36 * YEAR + YEAR / 2;

/// A day of the span; later years are busier.
pub fn day(random: &mut Random) -> u64 {
    random.below(SPAN).max(random.below(SPAN))
}

/// A day as EDTF.
pub fn text(day: u64) -> String {
    format!("{}-{:02}-{:02}", 1990 + day / YEAR, day % YEAR / 28 + 1, day % 28 + 1)
}

/// A date that is one by construction.
pub fn edtf(text: &str) -> Option<Edtf> {
    text.parse().ok()
}

/// A date alone.
pub fn stated(text: &str) -> When {
    When { stated: edtf(text), ..When::default() }
}

/// What holds from a day on, for so many days or until further notice.
pub fn period(random: &mut Random, first: u64, longest: u64) -> When {
    let year = |day: u64| 1990 + day / YEAR;
    let last = first + 1 + random.below(longest);
    let text = match random.below(10) {
        0..5 => format!("{}/{}", year(first), year(last)),
        5..7 => format!("{}/..", year(first)),
        _ => format!("{}/{}", &text(first)[..7], &text(last)[..7]),
    };
    When { extent: Extent::Throughout, ..stated(&text) }
}

/// When something about that day happened, as a source would have it.
pub fn when(random: &mut Random, day: u64) -> When {
    let full = text(day);
    let (year, month) = (&full[..4], &full[..7]);
    let later = |days: u64| text(day + days);
    let text = match random.below(1000) {
        0..540 => full,
        540..680 => month.to_owned(),
        680..750 => year.to_owned(),
        750..830 => format!("{full}/{}", later(1 + random.below(20))),
        830..870 => format!("{month}/{}", &later(28 + random.below(300))[..7]),
        870..890 => format!("[{month}..{}]", &later(28 + random.below(100))[..7]),
        890..930 => format!("{full}?"),
        930..965 => format!("{month}~"),
        965..990 => format!("{year}~"),
        990..994 => format!("{full}T{:02}:{:02}:00", random.below(24), 15 * random.below(4)),
        _ => format!("{year}/.."),
    };
    let mut when = stated(&text);
    if when.stated.as_ref().is_some_and(Edtf::is_single_day) && !text.contains('T') && random.percent(8) {
        when.part = Some(random.pick(DayPart::ALL));
    }
    when
}

/// When something happened, counted from another incident, and from nothing else: so that nothing can collide.
pub fn relative(random: &mut Random, anchor: IncidentId) -> When {
    let count = 1 + random.below(40) as u32;
    let gap = match random.below(5) {
        0..2 => Gap::Exactly(count, Unit::Days),
        2 => Gap::Between(1, 1 + count / 8, random.pick(&[Unit::Weeks, Unit::Months])),
        3 => Gap::Vague(random.pick(VagueWord::ALL)),
        _ => Gap::Unstated,
    };
    let constraint = Relative {
        key: random.key(),
        edge: Edge::Start,
        side: if random.percent(85) { Side::After } else { Side::Before },
        gap,
        anchor,
        anchor_edge: Edge::Start,
        citations: Vec::new(),
        extra: Extra::default(),
    };
    When { constraints: vec![constraint], ..When::default() }
}
