//! Dates, and what does not add up among them, in words.

use super::DatedId;
use crate::case::when::solver::{Part, stated_bounds};
use crate::case::when::{Edge, Gap, Relative, Side, Unit, civil};
use crate::case::{Case, Edtf, Key, Moment, When};

/// Statements that can't all hold; without any one of them, the rest could. The relative dates among them are left out
/// of every bound until one of them is corrected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// Whose dates collide, each once.
    pub records: Vec<DatedId>,
    /// The statements, in order from one stated date to the other.
    pub parts: Vec<Part<DatedId>>,
}

impl Contradiction {
    pub(super) fn of(parts: &[Part<DatedId>]) -> Self {
        let mut records = Vec::new();
        for part in parts {
            if !records.contains(&part.record()) {
                records.push(part.record());
            }
        }
        Self { records, parts: parts.to_vec() }
    }

    /// What collides and what to do, in words.
    pub fn words(&self, case: &Case) -> String {
        if let Some(collision) = self.pair(case).and_then(|pair| pair.words(case)) {
            return format!("{collision}. Both dates are kept; correct one of them or the constraint");
        }
        let statements: Vec<String> = self.parts.iter().map(|&part| statement(case, part)).collect();
        format!(
            "These statements cannot all hold: {}. Stated dates are kept and the relative ones are not used; correct \
             one of them",
            statements.join("; ")
        )
    }

    /// The commonest contradiction: two stated dates and the constraint between them.
    fn pair<'a>(&self, case: &'a Case) -> Option<Pair<'a>> {
        let mut constraints = self.parts.iter().filter_map(|part| match *part {
            Part::Constraint(own, key) => Some((own, key)),
            Part::Stated(_) => None,
        });
        let (own, key) = constraints.next()?;
        let own_when = own.when(case)?;
        let constraint = constraint_of(own_when, key)?;
        let anchor = DatedId::from(constraint.anchor);
        let is_pair = constraints.next().is_none()
            && anchor != own
            && [own, anchor].iter().all(|&id| self.parts.contains(&Part::Stated(id)));
        let anchor = Edged { id: anchor, edge: constraint.anchor_edge, when: anchor.when(case)? };
        is_pair.then_some(Pair { own: Edged { id: own, edge: constraint.edge, when: own_when }, constraint, anchor })
    }
}

/// An edge of something dated.
struct Edged<'a> {
    id: DatedId,
    edge: Edge,
    when: &'a When,
}

impl Edged<'_> {
    fn is_interval(&self) -> bool {
        self.when.stated.as_ref().is_some_and(Edtf::is_interval)
    }

    fn name(&self, case: &Case) -> String {
        let title = self.id.title(case);
        match self.edge {
            Edge::End => format!("the end of “{title}”"),
            Edge::Start if self.is_interval() => format!("the start of “{title}”"),
            Edge::Start => format!("“{title}”"),
        }
    }

    /// Its date as stated; of an interval, that of the edge.
    fn date(&self) -> String {
        if self.is_interval() {
            let (first, last) = self.span();
            civil::span(first, last)
        } else {
            date_words(self.when)
        }
    }

    fn span(&self) -> (Moment, Moment) {
        let bounds = stated_bounds(self.when);
        match self.edge {
            Edge::Start => (bounds.earliest_start, bounds.latest_start),
            Edge::End => (bounds.earliest_end, bounds.latest_end),
        }
    }
}

/// Two stated dates and the constraint between them.
struct Pair<'a> {
    own: Edged<'a>,
    constraint: &'a Relative,
    anchor: Edged<'a>,
}

impl Pair<'_> {
    fn words(&self, case: &Case) -> Option<String> {
        let name = sentence(&self.own.name(case));
        let (date, anchor, anchor_date) = (self.own.date(), self.anchor.name(case), self.anchor.date());
        let (gap, side) = (self.constraint.gap, self.constraint.side);
        let Some((one, other, unit)) = gap.range(&case.header.vague) else {
            return Some(format!(
                "{name} is dated {date}, but should come {} {anchor}, dated {anchor_date}",
                side.label()
            ));
        };
        let (least, most) = (i64::from(one.min(other)), i64::from(one.max(other)));
        let (own_span, anchor_span) = (self.own.span(), self.anchor.span());
        let moments = [own_span.0, own_span.1, anchor_span.0, anchor_span.1];
        if !moments.iter().all(|moment| moment.is_bounded()) {
            return None;
        }
        let [own_first, own_last, from, to] = moments.map(|moment| civil::index(moment, unit));
        let (expected, apart) = match side {
            Side::After => ((from + least, to + most), (own_first - to, own_last - from)),
            Side::Before => ((from - most, to - least), (from - own_last, to - own_first)),
        };
        let expected = civil::span(civil::first_of(expected.0, unit), civil::last_of(expected.1, unit));
        let apart = apart_words(apart, (least, most), unit);
        let gap = gap_words(gap, side);
        Some(format!("{name} is dated {date}, but {gap} {anchor} ({anchor_date}) is {expected}: the dates are {apart}"))
    }
}

/// How far two dates are apart: "94 days apart, not 95".
fn apart_words((low, high): (i64, i64), (least, most): (i64, i64), unit: Unit) -> String {
    if high < 0 {
        return format!("{} apart in the other order", count_words(-high, -low, unit));
    }
    let low = low.max(0);
    if low <= most && least <= high {
        return "in the other order".to_owned();
    }
    let wanted = if least == most { least.to_string() } else { format!("{least}–{most}") };
    format!("{} apart, not {wanted}", count_words(low, high, unit))
}

fn count_words(low: i64, high: i64, unit: Unit) -> String {
    let unit = unit.label();
    match (low, high) {
        (1, 1) => format!("1 {}", unit.trim_end_matches('s')),
        (low, high) if low == high => format!("{low} {unit}"),
        (low, high) => format!("{low}–{high} {unit}"),
    }
}

/// The gap as a clause before its anchor.
fn gap_words(gap: Gap, side: Side) -> String {
    let words = gap.words(side);
    if matches!(gap, Gap::Exactly(0, _)) { words + " as" } else { words }
}

/// One statement, in words.
pub(super) fn statement(case: &Case, part: Part<DatedId>) -> String {
    let id = part.record();
    let title = id.title(case);
    let Some(when) = id.when(case) else {
        return format!("the date of “{title}”");
    };
    let Part::Constraint(_, key) = part else {
        return format!("“{title}” is dated {}", date_words(when));
    };
    let Some(constraint) = constraint_of(when, key) else {
        return format!("a relative date of “{title}”");
    };
    let anchor = DatedId::from(constraint.anchor);
    let undated = When::default();
    let own = Edged { id, edge: constraint.edge, when };
    let anchor = Edged { id: anchor, edge: constraint.anchor_edge, when: anchor.when(case).unwrap_or(&undated) };
    format!("{} is {} {}", own.name(case), gap_words(constraint.gap, constraint.side), anchor.name(case))
}

fn constraint_of(when: &When, key: Key) -> Option<&Relative> {
    when.constraints.iter().find(|constraint| constraint.key == key)
}

/// The stated date as it was typed, with the part of the day.
fn date_words(when: &When) -> String {
    let stated = when.stated.as_ref().map_or("..", |stated| stated.as_str());
    match when.part {
        Some(part) if when.stated.as_ref().is_some_and(Edtf::is_single_day) => {
            format!("{stated}, {}", part.label())
        }
        _ => stated.to_owned(),
    }
}

/// The text with a capital letter.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
