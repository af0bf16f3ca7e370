//! Where a moment stands on the screen, and which ticks make sense at a zoom: from decades to hours.

use crate::case::Moment;
use crate::case::when::civil;

/// Year, month and day of a moment.
fn date(moment: Moment) -> (i64, i64, i64) {
    let (civil::Date { year, month, day }, _) = civil::split(moment);
    (year, month, day)
}

/// The first second of a day.
fn start_of_day(year: i64, month: i64, day: i64) -> Moment {
    civil::Date { year, month, day }.first_second()
}

/// The shortest span that the view shows, in seconds: six hours.
const MIN_SPAN: f64 = 6.0 * 3600.0;
/// The longest: all years that four digits can name.
const MAX_SPAN: f64 = 20_000.0 * YEAR;
/// Moments outside of the years −10,000 to 10,000 are not panned to.
const LIMITS: (f64, f64) = (-11_970.0 * YEAR, 8_030.0 * YEAR);
/// A view of all dates is no longer than that, in seconds: what lies elsewhere is rather a slip of the keyboard.
pub(super) const SENSIBLE_SECONDS: i64 = 600 * 31_557_600;
const HOUR: f64 = 3600.0;
const DAY: f64 = 86_400.0;
const YEAR: f64 = 365.25 * DAY;

/// The part of time that a strip of the screen shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scale {
    /// First second shown.
    pub first: f64,
    /// Last second shown.
    pub last: f64,
    /// Left edge of the strip, in points.
    pub left: f32,
    /// Right edge of the strip, in points.
    pub right: f32,
}

impl Scale {
    /// Where a moment stands, in points; far outside of the strip for "no bound".
    pub fn x(&self, moment: Moment) -> f32 {
        self.to_screen(moment.0 as f64)
    }

    /// Where a second stands, in points. Every coordinate goes through here: it is finite, and far-away ones are clamped,
    /// so that no shape has absurd corners.
    pub fn to_screen(self, second: f64) -> f32 {
        let share = (second - self.first) / (self.last - self.first);
        let x = f64::from(self.left) + share * f64::from(self.right - self.left);
        let x = if x.is_nan() { f64::from(self.left) } else { x };
        x.clamp(f64::from(self.left) - 4_000.0, f64::from(self.right) + 4_000.0) as f32
    }

    /// The second at a place, in points.
    pub fn second(&self, x: f32) -> f64 {
        let share = f64::from(x - self.left) / f64::from((self.right - self.left).max(1.0));
        self.first + share * (self.last - self.first)
    }

    /// The moment at a place, in points; never "no bound".
    pub fn moment(&self, x: f32) -> Moment {
        Moment(self.second(x).clamp(LIMITS.0, LIMITS.1) as i64)
    }

    /// The first and the last second between the edges.
    pub const fn ends(&self) -> (Moment, Moment) {
        (Moment(self.first as i64), Moment(self.last as i64))
    }

    /// Points a second.
    pub fn density(&self) -> f64 {
        f64::from(self.right - self.left) / (self.last - self.first)
    }
}

/// The part of time in view.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Span {
    pub first: f64,
    pub last: f64,
}

impl Span {
    /// A span around these moments, with some room.
    pub fn around(moments: impl Iterator<Item = Moment>) -> Self {
        let (mut first, mut last) = (f64::INFINITY, f64::NEG_INFINITY);
        for moment in moments.filter(|moment| moment.is_bounded()) {
            let second = moment.0 as f64;
            (first, last) = (first.min(second), last.max(second));
        }
        if first > last {
            // Nothing is dated: the years around the turn of the century's first decade, as good as any.
            (first, last) = (1_230_768_000.0, 1_325_376_000.0);
        }
        let room = ((last - first) * 0.06).max(2.0 * DAY);
        // Labels stand right of their marks.
        Self { first: first - room, last: last + room * 2.5 }.checked()
    }

    /// The span moved by so many seconds.
    pub fn panned(self, seconds: f64) -> Self {
        Self { first: self.first + seconds, last: self.last + seconds }.checked()
    }

    /// The span made shorter (`factor` above 1) or longer, while the second `fixed` keeps its place.
    pub fn zoomed(self, factor: f64, fixed: f64) -> Self {
        let length = self.last - self.first;
        let wanted = (length / factor).clamp(MIN_SPAN, MAX_SPAN);
        let share = ((fixed - self.first) / length).clamp(0.0, 1.0);
        let first = fixed - share * wanted;
        Self { first, last: first + wanted }.checked()
    }

    /// The span within what can be shown; a span that is no number becomes the default.
    fn checked(self) -> Self {
        if !self.first.is_finite() || !self.last.is_finite() || self.last <= self.first {
            return Self { first: 1_230_768_000.0, last: 1_325_376_000.0 };
        }
        let length = (self.last - self.first).clamp(MIN_SPAN, MAX_SPAN);
        let first = self.first.clamp(LIMITS.0, LIMITS.1 - length);
        Self { first, last: first + length }
    }
}

/// A tick of the axis.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tick {
    /// Where it stands.
    pub moment: Moment,
    /// What is written at it.
    pub label: String,
}

/// A unit of the axis: how long it is at least, in seconds, and how it steps.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Step {
    Hours(i64),
    Days(i64),
    Months(i64),
    Years(i64),
}

impl Step {
    const ALL: [Self; 18] = [
        Self::Hours(1),
        Self::Hours(3),
        Self::Hours(6),
        Self::Hours(12),
        Self::Days(1),
        Self::Days(7),
        Self::Months(1),
        Self::Months(3),
        Self::Months(6),
        Self::Years(1),
        Self::Years(2),
        Self::Years(5),
        Self::Years(10),
        Self::Years(50),
        Self::Years(100),
        Self::Years(500),
        Self::Years(1_000),
        Self::Years(5_000),
    ];

    const fn seconds(self) -> f64 {
        match self {
            Self::Hours(count) => count as f64 * HOUR,
            Self::Days(count) => count as f64 * DAY,
            Self::Months(count) => count as f64 * 28.0 * DAY,
            Self::Years(count) => count as f64 * 365.0 * DAY,
        }
    }

    /// The first tick at or before a second.
    fn floor(self, second: f64) -> i64 {
        let moment = Moment(second as i64);
        let (year, month, _) = date(moment);
        match self {
            Self::Hours(count) => (moment.0.div_euclid(3600 * count)) * 3600 * count,
            Self::Days(count) => (moment.0.div_euclid(86_400 * count)) * 86_400 * count,
            Self::Months(count) => {
                let first = (month - 1).div_euclid(count) * count + 1;
                start_of_day(year, first, 1).0
            }
            Self::Years(count) => start_of_day(year.div_euclid(count) * count, 1, 1).0,
        }
    }

    /// The tick after one.
    fn next(self, tick: i64) -> i64 {
        let (year, month, _) = date(Moment(tick));
        match self {
            Self::Hours(count) => tick + 3600 * count,
            Self::Days(count) => tick + 86_400 * count,
            Self::Months(count) => {
                let index = month - 1 + count;
                start_of_day(year + index.div_euclid(12), index.rem_euclid(12) + 1, 1).0
            }
            Self::Years(count) => start_of_day(year + count, 1, 1).0,
        }
    }

    fn label(self, tick: i64) -> String {
        let (year, month, day) = date(Moment(tick));
        match self {
            Self::Hours(_) => format!("{:02}:00", tick.rem_euclid(86_400) / 3600),
            Self::Days(_) => day.to_string(),
            Self::Months(_) => month_name(month).to_owned(),
            Self::Years(_) => year.to_string(),
        }
    }

    /// The unit above: what a row over the ticks says.
    const fn above(self) -> Option<Self> {
        match self {
            Self::Hours(_) => Some(Self::Days(1)),
            Self::Days(_) => Some(Self::Months(1)),
            Self::Months(_) => Some(Self::Years(1)),
            Self::Years(_) => None,
        }
    }

    fn full_label(self, tick: i64) -> String {
        let (year, month, day) = date(Moment(tick));
        let name = month_name(month);
        match self {
            Self::Hours(_) | Self::Days(_) => format!("{day} {name} {year}"),
            Self::Months(_) => format!("{name} {year}"),
            Self::Years(_) => year.to_string(),
        }
    }
}

fn month_name(month: i64) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|place| MONTHS.get(place)).copied().unwrap_or("?")
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Least distance between two ticks with labels, in points.
const ROOM: f64 = 46.0;

/// The fine ticks in view, and the coarse ones that say in which day, month or year they lie.
pub(super) fn ticks(scale: &Scale) -> (Vec<Tick>, Vec<Tick>) {
    let fits = |step: &&Step| step.seconds() * scale.density() >= ROOM;
    let step = Step::ALL.iter().find(fits).copied().unwrap_or(Step::Years(5_000));
    let fine = run(scale, step, Step::label);
    let coarse = step.above().map(|above| run(scale, above, Step::full_label)).unwrap_or_default();
    (fine, coarse)
}

fn run(scale: &Scale, step: Step, label: fn(Step, i64) -> String) -> Vec<Tick> {
    let mut ticks = Vec::new();
    let mut tick = step.floor(scale.first);
    // A span holds at most some dozens of ticks; the limit guards against a step that does not advance.
    while (tick as f64) <= scale.last && ticks.len() < 2_000 {
        ticks.push(Tick { moment: Moment(tick), label: label(step, tick) });
        let next = step.next(tick);
        if next <= tick {
            break;
        }
        tick = next;
    }
    ticks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(first: (i64, i64, i64), last: (i64, i64, i64), width: f32) -> Vec<String> {
        let at = |(year, month, day)| start_of_day(year, month, day).0 as f64;
        let scale = Scale { first: at(first), last: at(last), left: 0.0, right: width };
        ticks(&scale).0.into_iter().map(|tick| tick.label).collect()
    }

    #[test]
    fn ticks_go_from_decades_to_hours() {
        assert_eq!(labels((1950, 1, 1), (1990, 1, 1), 300.0), ["1950", "1960", "1970", "1980", "1990"]);
        assert_eq!(labels((2009, 1, 1), (2009, 4, 1), 300.0), ["Jan", "Feb", "Mar", "Apr"]);
        assert_eq!(labels((2009, 3, 1), (2009, 3, 3), 300.0), ["00:00", "12:00", "00:00", "12:00", "00:00"]);
    }

    #[test]
    fn ticks_never_crowd() {
        for days in [1_u32, 3, 10, 40, 200, 1_000, 5_000, 40_000] {
            let scale = Scale { first: 0.0, last: f64::from(days) * DAY, left: 0.0, right: 700.0 };
            let xs: Vec<f32> = ticks(&scale).0.iter().map(|tick| scale.x(tick.moment)).collect();
            assert!(xs.len() >= 2, "{days} days");
            assert!(xs.windows(2).all(|pair| pair[1] - pair[0] > 40.0), "{days} days: {xs:?}");
        }
    }

    #[test]
    fn the_second_under_the_pointer_stays_while_zooming() {
        let span = Span { first: 0.0, last: 100.0 * DAY };
        let zoomed = span.zoomed(4.0, 30.0 * DAY);
        assert!((zoomed.last - zoomed.first - 25.0 * DAY).abs() < 1.0);
        assert!(((30.0 * DAY - zoomed.first) / (zoomed.last - zoomed.first) - 0.3).abs() < 1e-9);
    }

    #[test]
    fn absurd_spans_are_brought_back() {
        for span in [
            Span { first: f64::NAN, last: 1.0 },
            Span { first: 0.0, last: f64::INFINITY },
            Span { first: 5.0, last: 5.0 },
            Span { first: -1e18, last: 1e18 },
        ] {
            let checked = span.checked();
            assert!(checked.first.is_finite() && checked.last > checked.first);
            assert!(checked.last - checked.first <= MAX_SPAN);
        }
    }
}
