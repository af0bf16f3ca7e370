//! Drawing the graph: edges below, then nodes, then labels where there is room. What lies outside of the view makes no
//! shapes.

use egui::{Align2, Color32, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2};

use super::cast::{Cast, Fill, record};
use super::labels;
use super::ribbon::{Pen, Ribbons};
use crate::case::{Direction, RecordId};
use crate::figure::{self, LineStyle};
use crate::query::layout;
use crate::query::network::{Edge, EdgeId, Network};
use crate::session::Sight;
use crate::ui::tokens::{self, Theme};

/// More edges than that in view are a crowd: they are drawn as one mesh, and say their standing in words only where there
/// is room.
const CROWD: usize = 300;
/// The most dashes in a crowd; where there would be more, they are drawn longer.
const DASHES: f32 = 6_000.0;
/// How faint the lines of a crowd become, at the most: it is then the nodes that are read, and the ties of those that are
/// meant.
const FAINTEST: f32 = 0.3;

/// What is needed to draw the graph.
pub(super) struct Picture<'a> {
    pub session: Sight<'a>,
    pub theme: Theme,
    pub painter: Painter,
    pub cast: &'a Cast,
    /// Where each node stands on the screen, in the order of the network.
    pub places: &'a [Option<Pos2>],
    pub view: Rect,
    /// Whether what has nothing to do with the selection is drawn fainter: only where something here has.
    pub is_fading: bool,
    /// How large nodes are drawn, of their full size.
    pub size: f32,
}

impl Picture<'_> {
    fn network(&self) -> &Network {
        &self.cast.network
    }

    /// How much a record is meant: 2 for what is selected or under the pointer, 1 for what has to do with it.
    pub fn weight(&self, id: RecordId, is_lit: bool) -> u8 {
        let selection = self.session.selection();
        if selection.has(id) || self.session.view().hover == Some(id) {
            2
        } else {
            u8::from(is_lit || selection.is_related(id))
        }
    }

    /// Whether the query of the lens finds the node itself.
    pub fn is_found(&self, spot: &Spot) -> bool {
        self.network().nodes.get(spot.place).is_some_and(|node| node.is_found)
    }

    pub fn node_weight(&self, spot: &Spot) -> u8 {
        self.weight(spot.id, is(&self.cast.lit.nodes, spot.place))
    }

    pub fn edge_weight(&self, place: usize, edge: &Edge) -> u8 {
        self.weight(record(edge.id), is(&self.cast.lit.edges, place))
    }
}

fn is(marks: &[bool], place: usize) -> bool {
    marks.get(place).copied().unwrap_or_default()
}

/// A node in view.
pub(super) struct Spot {
    /// Its place in the network.
    pub place: usize,
    pub id: RecordId,
    pub at: Pos2,
    /// On the screen, in points.
    pub radius: f32,
    pub degree: usize,
}

/// An edge in view.
pub(super) struct Line {
    /// Its place in the network.
    pub place: usize,
    pub points: Vec<Pos2>,
    bounds: Rect,
}

/// What was drawn, to be touched.
#[derive(Default)]
pub(super) struct Drawn {
    /// Nodes in the order of the network.
    pub nodes: Vec<Spot>,
    pub lines: Vec<Line>,
    pub labels: Vec<(EdgeId, Rect)>,
    /// How many edges in view are less than reported, and say so by their line alone.
    pub unsaid: usize,
}

impl Drawn {
    /// Whether there is so much in view that not everything can be said in words.
    pub const fn is_crowd(&self) -> bool {
        self.lines.len() > CROWD
    }

    /// The edge whose label or line is at a place of the screen, the line within six points.
    pub fn edge_at(&self, network: &Network, pointer: Pos2) -> Option<EdgeId> {
        let label = self.labels.iter().find(|(_, rect)| rect.contains(pointer)).map(|(id, _)| *id);
        // Few lines pass near the pointer: only these are looked at along their length.
        let near = self.lines.iter().filter(|line| line.bounds.expand(6.0).contains(pointer));
        let near = near.map(|line| (line.place, distance(&line.points, pointer))).filter(|&(_, far)| far < 6.0);
        let nearest = near.min_by(|(_, one), (_, other)| one.total_cmp(other)).map(|(place, _)| place);
        label.or_else(|| nearest.and_then(|place| network.edges.get(place)).map(|edge| edge.id))
    }

    /// The place in [`Self::nodes`] of the node under the pointer, the upper one where two overlap.
    pub fn node_at(&self, pointer: Pos2) -> Option<usize> {
        self.nodes.iter().rposition(|spot| spot.at.distance(pointer) <= spot.radius + 2.0)
    }
}

fn distance(line: &[Pos2], point: Pos2) -> f32 {
    line.windows(2)
        .filter_map(|pair| match pair {
            [from, to] => {
                let along = *to - *from;
                let share = ((point - *from).dot(along) / along.length_sq().max(1e-6)).clamp(0.0, 1.0);
                Some(point.distance(*from + along * share))
            }
            _ => None,
        })
        .fold(f32::INFINITY, f32::min)
}

/// Draws everything that is in view.
pub(super) fn paint(picture: &Picture<'_>) -> Drawn {
    let mut drawn = Drawn { nodes: spots(picture), ..Drawn::default() };
    drawn.lines = lines(picture);
    paint_edges(picture, &drawn);
    for spot in &drawn.nodes {
        paint_node(picture, spot);
    }
    (drawn.labels, drawn.unsaid) = labels::labels(picture, &drawn);
    drawn
}

fn radius(picture: &Picture<'_>, degree: usize) -> f32 {
    layout::radius(degree) * picture.size
}

fn spots(picture: &Picture<'_>) -> Vec<Spot> {
    let nodes = picture.network().nodes.iter().zip(picture.places).enumerate();
    let spots = nodes.filter_map(|(place, (node, at))| {
        let radius = radius(picture, node.degree);
        // With the ring around what is selected.
        let is_in_view = |at: &Pos2| picture.view.expand(radius + 8.0).contains(*at);
        let at = at.filter(is_in_view)?;
        Some(Spot { place, id: node.id.into(), at, radius, degree: node.degree })
    });
    spots.collect()
}

fn lines(picture: &Picture<'_>) -> Vec<Line> {
    let nodes = &picture.network().nodes;
    let end = |place: usize| {
        let node = nodes.get(place)?;
        Some((picture.places.get(place).copied().flatten()?, radius(picture, node.degree)))
    };
    let line = |(place, edge): (usize, &Edge)| {
        let (from, to) = (end(edge.from)?, end(edge.to)?);
        // How far it can lie beside the straight line between its ends.
        let bent = edge.fan.unsigned_abs() as f32 * BEND + if edge.is_loop() { from.1 + 30.0 } else { 0.0 };
        let bounds = Rect::from_two_pos(from.0, to.0).expand(bent + 2.0);
        let points = picture.view.intersects(bounds).then(|| curve(edge, from, to))?;
        Some(Line { place, points, bounds })
    };
    picture.network().edges.iter().enumerate().filter_map(line).collect()
}

/// How far apart the edges between the same two nodes are bent, in points.
const BEND: f32 = 17.0;

/// The line of an edge: straight, or bent aside where several run between the same two parties.
fn curve(edge: &Edge, (from, trim_from): (Pos2, f32), (to, trim_to): (Pos2, f32)) -> Vec<Pos2> {
    if edge.is_loop() {
        let centre = from + Vec2::new(0.0, -trim_from - 12.0);
        return (0..=20)
            .map(|step| {
                let turn = step as f32 / 20.0 * std::f32::consts::TAU;
                centre + Vec2::new(libm::sinf(turn) * 10.0, libm::cosf(turn) * 13.0)
            })
            .collect();
    }
    // The bend is measured in one sense for both directions, so that fanned edges do not cross.
    let (low, high) = if edge.from < edge.to { (from, to) } else { (to, from) };
    let across = (high - low).normalized().rot90();
    let bend = across * (edge.fan as f32 * BEND);
    let control = from.lerp(to, 0.5) + bend * 2.0;
    let steps = if edge.fan == 0 { 1_u8 } else { 24 };
    let whole: Vec<Pos2> = (0..=steps)
        .map(|step| {
            let t = f32::from(step) / f32::from(steps);
            let (one, two) = (from.lerp(control, t), control.lerp(to, t));
            one.lerp(two, t)
        })
        .collect();
    trimmed(&whole, trim_from + 2.0, trim_to + 3.0)
}

/// A line without what lies within these distances of its ends; whole where nothing would be left.
fn trimmed(line: &[Pos2], from: f32, to: f32) -> Vec<Pos2> {
    let (Some(&first), Some(&last)) = (line.first(), line.last()) else { return Vec::new() };
    if first.distance(last) <= from + to && line.len() == 2 {
        return line.to_vec();
    }
    let cut = |points: Vec<Pos2>, end: Pos2, radius: f32| {
        let mut rest: Vec<Pos2> = points.iter().copied().skip_while(|point| point.distance(end) < radius).collect();
        let inside = points.get(points.len() - rest.len().min(points.len()) - usize::from(rest.len() < points.len()));
        if let (Some(&inside), Some(&outside)) = (inside, rest.first()) {
            let (near, far) = (inside.distance(end), outside.distance(end));
            let share = if far > near { ((radius - near) / (far - near)).clamp(0.0, 1.0) } else { 0.0 };
            rest.insert(0, inside.lerp(outside, share));
        }
        rest
    };
    let mut kept = cut(line.to_vec(), first, from);
    kept.reverse();
    let mut kept = cut(kept, last, to);
    kept.reverse();
    if kept.len() < 2 { line.to_vec() } else { kept }
}

fn colour(picture: &Picture<'_>, place: usize, id: RecordId) -> (Color32, f32) {
    let selection = picture.session.selection();
    if selection.has(id) || picture.session.view().hover == Some(id) {
        (picture.theme.accent(), 1.4)
    } else if is(&picture.cast.lit.edges, place) {
        (picture.theme.accent(), 1.2)
    } else if !picture.is_fading || selection.is_related(id) {
        (picture.theme.edge(), 1.0)
    } else {
        (picture.theme.faint(picture.theme.edge(), 0.45), 1.0)
    }
}

/// Draws the edges, those that have to do with what is under the pointer over the others.
fn paint_edges(picture: &Picture<'_>, drawn: &Drawn) {
    let view = picture.view;
    let mut ribbons = Ribbons::new(view, picture.painter.pixels_per_point());
    let styled = |line: &Line| picture.network().edges.get(line.place).map(|edge| figure::line_style(edge.standing));
    let is_crowd = drawn.is_crowd();
    let dashes =
        |line: &Line| styled(line).and_then(|style| style.dash).map_or(0.0, |dash| ribbons.dashes(&line.points, dash));
    let dashes: f32 = if is_crowd { drawn.lines.iter().map(dashes).sum() } else { 0.0 };
    let longer = (dashes / DASHES).max(1.0);
    let faint = (CROWD as f32 / drawn.lines.len().max(1) as f32).sqrt().clamp(FAINTEST, 1.0);
    let (lit, plain): (Vec<_>, Vec<_>) = drawn.lines.iter().partition(|line| is(&picture.cast.lit.edges, line.place));
    for line in plain.into_iter().chain(lit) {
        let Some(edge) = picture.network().edges.get(line.place) else { continue };
        // What leaves the view by far is cut at its edge before anything is made of it.
        if is_crowd || !view.expand(FAR_OUT).contains_rect(line.bounds) {
            ribbon(picture, &mut ribbons, (line, edge), (longer, faint));
        } else {
            paint_edge(picture, line, edge);
        }
    }
    ribbons.paint(&picture.painter);
}

/// A line that reaches further out of the view than that, in points, is cut.
const FAR_OUT: f32 = 2000.0;
/// A line that is shorter, in points, has no arrow and no sign in a crowd.
const ARROW_ROOM: f32 = 44.0;

fn ribbon(picture: &Picture<'_>, ribbons: &mut Ribbons, (line, edge): (&Line, &Edge), (longer, faint): (f32, f32)) {
    let LineStyle { dash, width, is_struck } = figure::line_style(edge.standing);
    let (ink, wider) = colour(picture, line.place, record(edge.id));
    let is_meant = picture.edge_weight(line.place, edge) > 0;
    let (ink, width) = if is_meant { (ink, width * wider) } else { (ink.gamma_multiply(faint), width) };
    let dash = dash.map(|(dash, gap)| (dash * longer, gap * longer));
    ribbons.line(&line.points, Pen { width, ink, dash });
    let ends = line.points.first().zip(line.points.last());
    if ends.is_none_or(|(from, to)| from.distance(*to) < ARROW_ROOM) {
        return;
    }
    if is_struck && let Some(middle) = middle(&line.points) {
        let arm = Vec2::splat(4.0);
        ribbons.line(&[middle - arm, middle + arm], Pen { width, ink, dash: None });
        ribbons.line(&[middle - arm.rot90(), middle + arm.rot90()], Pen { width, ink, dash: None });
    }
    let mut head = |tip: Option<&Pos2>, tail: Option<&Pos2>| {
        let Some((&tip, &tail)) = tip.zip(tail) else { return };
        let along = (tip - tail).normalized();
        if along.is_finite() && picture.view.expand(12.0).contains(tip) {
            ribbons.arrow((tip, along), 8.5 * picture.size.max(0.5), ink);
        }
    };
    let (count, points) = (line.points.len(), &line.points);
    if edge.direction == Direction::Directed || edge.direction == Direction::Mutual {
        head(points.last(), points.get(count.saturating_sub(2)));
    }
    if edge.direction == Direction::Mutual {
        head(points.first(), points.get(1));
    }
}

fn paint_edge(picture: &Picture<'_>, line: &Line, edge: &Edge) {
    let LineStyle { dash, width, is_struck } = figure::line_style(edge.standing);
    let (ink, wider) = colour(picture, line.place, record(edge.id));
    let line = &line.points;
    let stroke = Stroke::new(width * wider, ink);
    match dash {
        Some((dash, gap)) => picture.painter.extend(Shape::dashed_line(line, stroke, dash, gap)),
        None => _ = picture.painter.line(line.clone(), stroke),
    }
    let middle = middle(line);
    if is_struck && let Some(middle) = middle {
        let arm = Vec2::splat(4.0);
        picture.painter.line_segment([middle - arm, middle + arm], stroke);
        picture.painter.line_segment([middle - arm.rot90(), middle + arm.rot90()], stroke);
    }
    if edge.direction == Direction::Directed || edge.direction == Direction::Mutual {
        arrow(picture, line.iter().rev(), ink);
    }
    if edge.direction == Direction::Mutual {
        arrow(picture, line.iter(), ink);
    }
}

fn middle(line: &[Pos2]) -> Option<Pos2> {
    match line {
        [from, to] => Some(from.lerp(*to, 0.5)),
        _ => line.get(line.len() / 2).copied(),
    }
}

/// An arrow head at the first point of a line, pointing along it.
fn arrow<'a>(picture: &Picture<'_>, mut line: impl Iterator<Item = &'a Pos2>, ink: Color32) {
    let (Some(&tip), Some(&tail)) = (line.next(), line.next()) else { return };
    let along = (tip - tail).normalized();
    if !along.is_finite() {
        return;
    }
    let side = along.rot90() * 3.6;
    let base = tip - along * 8.5;
    picture.painter.add(Shape::convex_polygon(vec![tip, base + side, base - side], ink, Stroke::NONE));
}

fn paint_node(picture: &Picture<'_>, spot: &Spot) {
    let &Spot { place, id, at, radius, .. } = spot;
    let theme = picture.theme;
    let Some(role) = picture.cast.roles.get(place) else { return };
    let selection = picture.session.selection();
    let is_lit = is(&picture.cast.lit.nodes, place);
    let is_faint = picture.is_fading && !selection.has(id) && !selection.is_related(id) && !is_lit;
    if selection.has(id) {
        picture.painter.circle(at, radius + 5.0, theme.selection(), Stroke::new(2.0, theme.accent()));
    } else if picture.session.view().hover == Some(id) {
        picture.painter.circle_filled(at, radius + 5.0, theme.hover());
    } else if is_lit || selection.is_related(id) {
        picture.painter.circle_stroke(at, radius + 4.0, Stroke::new(1.0, theme.faint(theme.accent(), 0.7)));
    }
    let strength = if is_faint { 0.5 } else { 1.0 };
    let outline = Stroke::new(1.3 * picture.size, theme.faint(theme.ink(), strength));
    let fill = match role.fill {
        Fill::World(world) => theme.world(world),
        Fill::Incident => theme.mark_faded(),
    };
    paint_shape(&picture.painter, role.shape, (at, radius), (fill.gamma_multiply(strength), outline));
    let is_pinned =
        crate::ui::widgets::pick::as_party(id).is_some_and(|party| picture.session.view().pins.contains_key(&party));
    if is_pinned {
        picture.painter.circle_filled(at, 2.2, theme.ink());
    }
}

/// Paints a shape of the visual grammar.
pub(super) fn paint_shape(
    painter: &Painter,
    shape: figure::Shape,
    (at, radius): (Pos2, f32),
    (fill, outline): (Color32, Stroke),
) {
    use figure::Shape as Outline;
    let polygon = |sides: u8, turn: f32, size: f32| {
        let points = (0..sides)
            .map(|corner| {
                let angle = (f32::from(corner) / f32::from(sides) + turn) * std::f32::consts::TAU;
                at + Vec2::new(libm::sinf(angle), -libm::cosf(angle)) * size
            })
            .collect();
        painter.add(Shape::convex_polygon(points, fill, outline));
    };
    match shape {
        Outline::Disc => drop(painter.circle(at, radius, fill, outline)),
        Outline::Ring => {
            painter.circle(at, radius, fill, outline);
            painter.circle_stroke(at, radius * 0.55, outline);
        }
        Outline::Square => polygon(4, 0.125, radius * 1.2),
        Outline::RoundedSquare => {
            let rect = Rect::from_center_size(at, Vec2::splat(radius * 1.75));
            painter.rect(rect, radius * 0.5, fill, outline, StrokeKind::Middle);
        }
        Outline::Hexagon => polygon(6, 0.0, radius * 1.1),
        Outline::Pentagon => polygon(5, 0.0, radius * 1.15),
        Outline::Triangle => polygon(3, 0.0, radius * 1.25),
        Outline::TriangleDown => polygon(3, 0.5, radius * 1.25),
        Outline::Diamond => polygon(4, 0.0, radius * 1.15),
        Outline::Octagon => polygon(8, 0.0625, radius * 1.05),
        Outline::Trapezium => {
            let corners = [(-0.6, -0.8), (0.6, -0.8), (1.1, 0.8), (-1.1, 0.8)];
            let points = corners.map(|(x, y)| at + Vec2::new(x, y) * radius).to_vec();
            painter.add(Shape::convex_polygon(points, fill, outline));
        }
    }
}

/// A sample of a line for the legend.
pub(super) fn sample_line(painter: &Painter, rect: Rect, style: LineStyle, ink: Color32) {
    let line = [rect.left_center(), rect.right_center()];
    let stroke = Stroke::new(style.width, ink);
    match style.dash {
        Some((dash, gap)) => painter.extend(Shape::dashed_line(&line, stroke, dash, gap)),
        None => _ = painter.line(line.to_vec(), stroke),
    }
    if style.is_struck {
        painter.text(rect.center(), Align2::CENTER_CENTER, "×", tokens::small(), ink);
    }
}
