//! Drawing the graph: edges below, then nodes, then labels where there is room.

use std::collections::BTreeMap;

use egui::{Align2, Color32, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2};

use super::labels;
use crate::case::{Direction, IncidentId, Key, Record, RecordId, is_supported};
use crate::figure::{self, LineStyle};
use crate::query::dates::told_span;
use crate::query::network::{Edge, EdgeId, Network};
use crate::session::Session;
use crate::ui::tokens::{self, Theme};

/// What is needed to draw the graph.
pub(super) struct Picture<'a> {
    pub session: &'a Session,
    pub theme: Theme,
    pub painter: Painter,
    /// Where each node stands on the screen.
    pub places: &'a BTreeMap<RecordId, Pos2>,
    pub view: Rect,
    /// Whether what has nothing to do with the selection is drawn fainter: only where something here has.
    pub is_fading: bool,
}

/// What was drawn, to be touched.
#[derive(Default)]
pub(super) struct Drawn {
    /// Nodes with their places and radii on the screen.
    pub nodes: Vec<(RecordId, Pos2, f32)>,
    pub(super) degrees: Vec<usize>,
    pub(super) edges: Vec<(EdgeId, Vec<Pos2>)>,
    labels: Vec<(EdgeId, Rect)>,
}

impl Drawn {
    /// The edge whose label or line is at a place of the screen, the line within six points.
    pub fn edge_at(&self, pointer: Pos2) -> Option<EdgeId> {
        let label = self.labels.iter().find(|(_, rect)| rect.contains(pointer)).map(|(id, _)| *id);
        let near = self.edges.iter().map(|(id, line)| (*id, distance(line, pointer))).filter(|&(_, far)| far < 6.0);
        let nearest = near.min_by(|(_, one), (_, other)| one.total_cmp(other)).map(|(id, _)| id);
        label.or(nearest)
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

/// The record that an edge stands for; a part in an incident stands for the incident.
pub(super) fn record(edge: EdgeId) -> RecordId {
    match edge {
        EdgeId::Relation(id) => id.into(),
        EdgeId::Participation(id, _) => id.into(),
    }
}

/// Radius of a node, in points, by its degree.
fn radius(degree: usize) -> f32 {
    7.0 + libm::sqrtf(degree as f32) * 1.6
}

/// Draws everything that is in view.
pub(super) fn paint(picture: &Picture<'_>, network: &Network) -> Drawn {
    let mut drawn = Drawn::default();
    let radii: BTreeMap<RecordId, f32> =
        network.nodes.iter().map(|node| (node.id.into(), radius(node.degree))).collect();
    for edge in &network.edges {
        let end = |place: usize| {
            let id = RecordId::from(network.nodes.get(place)?.id);
            Some((*picture.places.get(&id)?, radii.get(&id).copied().unwrap_or(8.0)))
        };
        let (Some(from), Some(to)) = (end(edge.from), end(edge.to)) else { continue };
        let line = curve(edge, from, to);
        paint_edge(picture, edge, &line);
        drawn.edges.push((edge.id, line));
    }
    for node in &network.nodes {
        let id = RecordId::from(node.id);
        if let Some(&at) = picture.places.get(&id) {
            let radius = radius(node.degree);
            paint_node(picture, id, at, radius);
            drawn.nodes.push((id, at, radius));
            drawn.degrees.push(node.degree);
        }
    }
    drawn.labels = labels::labels(picture, network, &drawn);
    drawn
}

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
    let bend = across * (edge.fan as f32 * 17.0);
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

fn colour(picture: &Picture<'_>, id: RecordId) -> (Color32, f32) {
    let selection = picture.session.selection();
    if selection.has(id) || picture.session.view().hover == Some(id) {
        (picture.theme.accent(), 1.4)
    } else if !picture.is_fading || selection.is_related(id) {
        (picture.theme.edge(), 1.0)
    } else {
        (picture.theme.edge().gamma_multiply(0.45), 1.0)
    }
}

fn paint_edge(picture: &Picture<'_>, edge: &Edge, line: &[Pos2]) {
    let LineStyle { dash, width, is_struck } = figure::line_style(edge.standing);
    let (ink, wider) = colour(picture, record(edge.id));
    let stroke = Stroke::new(width * wider, ink);
    match dash {
        Some((dash, gap)) => picture.painter.extend(Shape::dashed_line(line, stroke, dash, gap)),
        None => _ = picture.painter.line(line.to_vec(), stroke),
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

fn paint_node(picture: &Picture<'_>, id: RecordId, at: Pos2, radius: f32) {
    let theme = picture.theme;
    let (shape, fill) = look(picture, id);
    let selection = picture.session.selection();
    let is_faint = picture.is_fading && !selection.has(id) && !selection.is_related(id);
    if selection.has(id) {
        picture.painter.circle(at, radius + 5.0, theme.selection(), Stroke::new(2.0, theme.accent()));
    } else if picture.session.view().hover == Some(id) {
        picture.painter.circle_filled(at, radius + 5.0, theme.hover());
    } else if selection.is_related(id) {
        picture.painter.circle_stroke(at, radius + 4.0, Stroke::new(1.0, theme.accent().gamma_multiply(0.7)));
    }
    let strength = if is_faint { 0.5 } else { 1.0 };
    let outline = Stroke::new(1.3, theme.ink().gamma_multiply(strength));
    paint_shape(&picture.painter, shape, (at, radius), (fill.gamma_multiply(strength), outline));
    let is_pinned =
        crate::ui::widgets::pick::as_party(id).is_some_and(|party| picture.session.view().pins.contains_key(&party));
    if is_pinned {
        picture.painter.circle_filled(at, 2.2, theme.ink());
    }
}

/// Shape by kind, fill by world; missions belong to the international world, incidents are small diamonds.
fn look(picture: &Picture<'_>, id: RecordId) -> (figure::Shape, Color32) {
    let theme = picture.theme;
    match picture.session.case().record(id) {
        Some(Record::Actor(actor)) => (figure::actor_shape(actor.kind), theme.world(actor.world)),
        Some(Record::Mission(_)) => (figure::Shape::Pentagon, theme.world(Some(crate::case::World::International))),
        _ => (figure::Shape::Diamond, theme.mark_faded()),
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

/// What the pointer is told of a relation, or of a part in an incident.
pub(super) fn edge_words(session: &Session, edge: EdgeId) -> String {
    match edge {
        EdgeId::Relation(id) => relation_words(session, id.into()),
        EdgeId::Participation(id, key) => part_words(session, id, key),
    }
}

fn part_words(session: &Session, id: IncidentId, key: Key) -> String {
    let case = session.case();
    let title = case.title_of(id.into());
    let Some(incident) = case.incidents.get(&id) else { return title };
    let Some(part) = incident.participants.iter().find(|part| part.key == key) else { return title };
    let role = if part.role.is_empty() { "participant" } else { &part.role };
    let standing = figure::standing_words(case, part.standing, &part.attributed_to);
    let is_bare = !is_supported(&part.citations) && !incident.common.is_supported();
    let sourced = if is_bare { "\nunsourced" } else { "" };
    format!("{} as {role}\n{standing}{sourced}\nin: {title}", case.party_name(part.party)).replace("\n\n", "\n")
}

fn relation_words(session: &Session, id: RecordId) -> String {
    let case = session.case();
    let Some(Record::Relation(relation)) = case.record(id) else { return case.title_of(id) };
    let bounds = session.answers().dates.bounds(id);
    let when = told_span(bounds, &relation.when);
    let standing = figure::standing_words(case, relation.standing, &relation.attributed_to);
    let sourced = if relation.common.is_supported() { "" } else { "\nunsourced" };
    format!("{}\n{when}\n{standing}{sourced}", case.title_of(id)).trim_end().to_owned()
}

/// What the pointer is told of a party.
pub(super) fn node_words(session: &Session, id: RecordId) -> String {
    let case = session.case();
    match case.record(id) {
        Some(Record::Actor(actor)) => {
            let world = actor.world.map_or("world not stated", crate::case::World::label);
            format!("{}\n{}, {world}\nDrag to pin, double click to let go", actor.name, actor.kind.label())
        }
        Some(Record::Mission(mission)) => {
            format!("{}\nmission\n{}", mission.name, mission.full_name).trim_end().to_owned()
        }
        _ => case.title_of(id),
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
