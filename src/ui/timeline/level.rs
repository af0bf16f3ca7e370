//! What of a lane can be told apart: marks with labels, plain marks, or how dense they are.
//!
//! Each lane has a level of its own, which goes by what of it lies in the time in view, and not by what else is in view:
//! so a lane looks the same wherever it is scrolled to. Plain marks and densities are rectangles of one mesh, without
//! soft edges; nothing else is as quick.

use std::cmp::Ordering;

use egui::{Color32, Mesh, Rangef, Rect, Vec2};

use super::place::ROW;
use super::scale::Scale;
use crate::query::density::Density;
use crate::query::lanes::{Lane, Lanes, Mark, Precision};
use crate::ui::tokens::Theme;

/// The most marks of a lane that have labels: so that no lane alone fills more than a view or two.
const MOST_LABELLED: usize = 120;
/// The same where there are more marks in view than can be read.
const FEW_LABELLED: usize = 6;
/// More marks than that in the time in view cannot be read.
const CROWD: usize = 1_500;
/// Points of width that a plain mark needs for itself, on an average.
const ROOM: f32 = 1.5;
/// Width of a bin of the density, in points.
const BIN: f32 = 3.0;
/// Width of a day that has no width at the zoom, in points.
const DAY: f32 = 3.0;

/// What of a lane is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    /// Marks with labels, in as many rows as they need.
    Labelled,
    /// Plain marks, in one row.
    Marks,
    /// How many there are where, in one row.
    Density,
}

impl Level {
    /// The level of a lane: by how much of it lies in the time in view; up to so many marks have labels. Counts no further
    /// than it has to.
    pub fn of(lane: Lane<'_>, scale: &Scale, labelled: usize) -> Self {
        let most = most_marks(scale);
        let (first, last) = scale.ends();
        let count = if lane.count <= labelled { 0 } else { lane.within(first, last).take(most + 1).count() };
        match count {
            count if count <= labelled => Self::Labelled,
            count if count <= most => Self::Marks,
            _ => Self::Density,
        }
    }
}

/// Up to how many marks of a lane have labels: by how many lie in the time in view, in whichever lanes.
pub(super) fn most_labelled(lanes: &Lanes, scale: &Scale) -> usize {
    let (first, last) = scale.ends();
    let count = if lanes.count() <= CROWD { 0 } else { lanes.within(first, last).take(CROWD + 1).count() };
    if count > CROWD { FEW_LABELLED } else { MOST_LABELLED }
}

#[expect(clippy::cast_sign_loss, reason = "not below zero after `max`")]
fn most_marks(scale: &Scale) -> usize {
    ((scale.right - scale.left).max(0.0) / ROOM) as usize
}

/// The row of a lane that has one.
pub(super) fn row(top: f32) -> Rangef {
    Rangef::new(top + 2.0, top + 2.0 + ROW)
}

/// Adds the plain marks of a lane to a mesh.
pub(super) fn marks<'a>(
    mesh: &mut Mesh,
    found: impl Iterator<Item = Mark<'a>>,
    (top, scale): (f32, &Scale),
    theme: Theme,
) {
    let row = row(top);
    // Iterated from within: chained iterators are several times as quick so.
    found.for_each(|mark| plain(mesh, &mark, (row, scale), theme));
}

/// One plain mark: solid where certain, faded where only possible, a whisker where derived, hollow where its standing is
/// less than a report.
fn plain(mesh: &mut Mesh, mark: &Mark<'_>, (row, scale): (Rangef, &Scale), theme: Theme) {
    let (earliest, latest) = mark.possible;
    let whole = Rangef::new(row.min + 4.0, row.max - 4.0);
    let thin = whole.shrink(whole.span() * 0.25);
    let middle = whole.center();
    let is_hollow = mark.standing.is_uncertain();
    let fill = |colour: Color32| if is_hollow { theme.mark() } else { colour };
    let possible = at_least(scale.x(earliest), scale.x(latest), scale, 1.5);
    if mark.is_derived {
        let line = Rangef::new(middle - 0.75, middle + 0.75);
        mesh.add_colored_rect(Rect::from_x_y_ranges(possible, line), theme.derived());
        for x in [possible.min, possible.max - 1.0] {
            mesh.add_colored_rect(Rect::from_x_y_ranges(x..=x + 1.0, whole), theme.derived());
        }
    } else if mark.precision != Precision::Exact {
        boxed(mesh, Rect::from_x_y_ranges(possible, thin), fill(theme.mark_faded()), is_hollow.then(|| theme.pane()));
    }
    let certain = mark.item.bounds.certain().map(|(from, to)| (scale.x(from), scale.x(to)));
    let is_day = mark.precision == Precision::Exact && !mark.is_derived;
    if let Some((from, to)) = certain.or_else(|| is_day.then_some((possible.min, possible.max))) {
        let core = Rect::from_x_y_ranges(at_least(from, to, scale, DAY), whole);
        boxed(mesh, core, theme.mark(), is_hollow.then(|| theme.pane()));
    }
}

/// From one place to another, cut to the strip and widened to what can be seen.
fn at_least(from: f32, to: f32, scale: &Scale, width: f32) -> Rangef {
    let (from, to) = (from.max(scale.left - DAY), to.min(scale.right + DAY));
    if to - from >= width {
        Rangef::new(from, to)
    } else {
        let middle = f32::midpoint(from, to);
        Rangef::new(middle - width / 2.0, middle + width / 2.0)
    }
}

/// A filled box, or a hollow one where the colour of its inside is given.
fn boxed(mesh: &mut Mesh, rect: Rect, colour: Color32, inside: Option<Color32>) {
    mesh.add_colored_rect(rect, colour);
    if let Some(inside) = inside {
        let inner = rect.shrink2(Vec2::splat(1.0));
        if inner.is_positive() {
            mesh.add_colored_rect(inner, inside);
        }
    }
}

/// Adds to a mesh how dense a lane is: the height of a column is its share of the lane's fullest one; solid from below
/// what is known to the day, faded what is known less well, and in the colour of what is derived the rest. What is open
/// to one side has no density, and is a line at the foot.
pub(super) fn density<'a>(
    mesh: &mut Mesh,
    found: impl Iterator<Item = Mark<'a>>,
    (top, scale): (f32, &Scale),
    theme: Theme,
) {
    let bins = bins(scale);
    let (first, last) = scale.ends();
    let mut layers = [(); 3].map(|()| Density::new(first, last, bins));
    let mut open: Option<Rangef> = None;
    let [exact, vague, derived] = &mut layers;
    // Iterated from within: chained iterators are several times as quick so.
    found.for_each(|mark| {
        let layer = match (mark.is_derived, mark.precision) {
            (true, _) => &mut *derived,
            (false, Precision::Exact) => &mut *exact,
            (false, Precision::Range | Precision::Open) => &mut *vague,
        };
        if !layer.add(mark.possible) {
            let (from, to) = mark.possible;
            let part = Rangef::new(scale.x(from).max(scale.left), scale.x(to).min(scale.right));
            open = Some(open.map_or(part, |whole| Rangef::new(whole.min.min(part.min), whole.max.max(part.max))));
        }
    });
    let row = row(top).shrink(1.0);
    if let Some(part) = open {
        mesh.add_colored_rect(Rect::from_x_y_ranges(part, row.max - 1.0..=row.max), theme.mark_faded());
    }
    let colours = [theme.mark(), theme.mark_faded(), theme.derived()];
    columns(mesh, &layers.map(|layer| layer.heights()), (row, scale), colours);
}

/// Adds columns of several layers to a mesh, one above the other.
fn columns(mesh: &mut Mesh, layers: &[Vec<f64>; 3], (row, scale): (Rangef, &Scale), colours: [Color32; 3]) {
    let [exact, vague, derived] = layers;
    let sums = || exact.iter().zip(vague).zip(derived).map(|((&exact, &vague), &derived)| [exact, vague, derived]);
    let fullest = sums().map(|parts| parts.iter().sum::<f64>()).fold(0.0, f64::max);
    if fullest <= 0.0 {
        return;
    }
    let width = (scale.right - scale.left) / exact.len().max(1) as f32;
    mesh.reserve_vertices(exact.len() * 8);
    mesh.reserve_triangles(exact.len() * 4);
    for (column, parts) in sums().enumerate() {
        let left = scale.left + column as f32 * width;
        let mut foot = row.max;
        for (part, colour) in parts.into_iter().zip(colours) {
            if part > 0.0 {
                // However few they are, they can be seen.
                let head = foot - ((part / fullest) as f32 * row.span()).max(0.75);
                mesh.add_colored_rect(Rect::from_x_y_ranges(left..=left + width, head..=foot), colour);
                foot = head;
            }
        }
    }
}

#[expect(clippy::cast_sign_loss, reason = "not below zero after `max`")]
fn bins(scale: &Scale) -> usize {
    ((scale.right - scale.left).max(BIN) / BIN) as usize
}

/// The mark nearest to a place, and no farther than `reach` points; of those on which it lies, the shortest, and of
/// these that whose middle is the nearest.
pub(super) fn nearest<'a>(lane: Lane<'a>, x: f32, scale: &Scale, reach: f32) -> Option<Mark<'a>> {
    let (first, last) = (scale.moment(x - reach - DAY), scale.moment(x + reach + DAY));
    let near = lane.within(first, last).filter_map(|mark| {
        let (earliest, latest) = mark.possible;
        let drawn = at_least(scale.x(earliest), scale.x(latest), scale, DAY);
        let distance = (drawn.min - x).max(x - drawn.max).max(0.0);
        // Whole points: what looks as long is as long.
        let key = [distance.round(), drawn.span().round(), (drawn.center() - x).abs()];
        (distance <= reach).then_some((key, mark))
    });
    let order = |(one, _): &([f32; 3], Mark<'a>), (other, _): &([f32; 3], Mark<'a>)| {
        one.iter()
            .zip(other)
            .map(|(one, other)| one.total_cmp(other))
            .find(|order| order.is_ne())
            .unwrap_or(Ordering::Equal)
    };
    near.min_by(order).map(|(_, mark)| mark)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::query::chronicle::Chronicle;
    use crate::query::dates::Dates;
    use crate::query::lanes::{LaneBy, Window, lanes};
    use crate::query::testing as t;

    fn days(count: u64) -> Lanes {
        let date = |n: u64| crate::case::when::civil::day(crate::case::Moment(i64::try_from(n).unwrap() * 86_400));
        let changes: Vec<_> = (1..=count).map(|n| t::put_incident(n, t::incident(&date(n)))).collect();
        let case = t::case(&changes);
        lanes(&Arc::new(Chronicle::of(&case, &Dates::of(&case))), LaneBy::Kind, &Window::default())
    }

    fn theme() -> Theme {
        let mut theme = None;
        egui::__run_test_ui(|ui| theme = Some(Theme::of(ui)));
        theme.unwrap()
    }

    fn scale(days: (f64, f64)) -> Scale {
        Scale { first: days.0 * 86_400.0, last: days.1 * 86_400.0, left: 0.0, right: 600.0 }
    }

    fn check(count: u64, view: (f64, f64), expected: Level) {
        let lanes = days(count);
        let scale = scale(view);
        let level = Level::of(lanes.lane(0).unwrap(), &scale, most_labelled(&lanes, &scale));
        assert_eq!(level, expected, "{count} incidents, {view:?}");
    }

    #[test]
    fn the_level_goes_by_what_is_in_view() {
        check(100, (0.0, 1_000.0), Level::Labelled);
        check(300, (0.0, 1_000.0), Level::Marks);
        check(300, (0.0, 100.0), Level::Labelled);
        check(900, (0.0, 1_000.0), Level::Density);
        check(900, (0.0, 300.0), Level::Marks);
        check(900, (5_000.0, 6_000.0), Level::Labelled);
        check(1_600, (0.0, 100.0), Level::Labelled);
        assert_eq!(most_labelled(&days(1_600), &scale((0.0, 1_600.0))), FEW_LABELLED);
        assert_eq!(most_labelled(&days(1_600), &scale((0.0, 1_400.0))), MOST_LABELLED);
    }

    #[test]
    fn the_nearest_mark_is_found() {
        let lanes = days(900);
        let lane = lanes.lane(0).unwrap();
        let view = scale((0.0, 900.0));
        let id = |x: f32| nearest(lane, x, &view, 4.0).map(|mark| mark.item.incident);
        let third = scale((0.0, 900.0)).x(crate::case::Moment(300 * 86_400 + 43_200));
        assert_eq!(id(third), Some(crate::case::IncidentId::from_bits(300)));
        assert_eq!(nearest(lane, 300.0, &scale((5_000.0, 6_000.0)), 4.0), None);
    }

    #[test]
    fn whatever_the_dates_are_the_mesh_is_finite() {
        let dates = ["-9999", "9999", "-9999/9999", "../2009", "2009/..", "2009-03-02", "2009-03-02T10:00:00"];
        let changes: Vec<_> = (1..).zip(dates).map(|(n, date)| t::put_incident(n, t::incident(date))).collect();
        let case = t::case(&changes);
        let lanes = lanes(&Arc::new(Chronicle::of(&case, &Dates::of(&case))), LaneBy::Kind, &Window::default());
        for view in [(0.0, 0.3), (-4_000_000.0, 3_000_000.0), (14_000.0, 14_400.0), (0.0, f64::NAN)] {
            let theme = theme();
            let mut mesh = Mesh::default();
            let found = || lanes.lane(0).unwrap().marks();
            marks(&mut mesh, found(), (0.0, &scale(view)), theme);
            density(&mut mesh, found(), (0.0, &scale(view)), theme);
            assert!(!mesh.is_empty());
            let near = |x: f32| x.is_finite() && x.abs() < 10_000.0;
            assert!(mesh.vertices.iter().all(|vertex| near(vertex.pos.x) && near(vertex.pos.y)), "{view:?}");
        }
    }
}
