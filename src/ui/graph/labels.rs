//! The labels of the graph: each only where no other label or node stands.

use std::cmp::Reverse;
use std::sync::Arc;

use egui::{Color32, Galley, Pos2, Rect, Vec2};

use super::paint::{Drawn, Line, Picture, Spot};
use super::taken::Taken;
use crate::case::Standing;
use crate::query::network::{Edge, EdgeId};
use crate::ui::tokens;

/// The labels of edges: where each was set, and how many must say their standing and found no room.
type Said = (Vec<(EdgeId, Rect)>, usize);

/// Square points of the view for each label that is tried, and in a crowd: more would find no room, or leave none.
const ROOM: (f32, f32) = (1200.0, 4000.0);
/// In a crowd, labels may cover nodes that are smaller than that, in points: they would find no room beside so many.
const LARGE: f32 = 6.0;

/// Labels, each only where no other label or node stands. First what is selected or under the pointer, then relations
/// that are less than reported (they must say so in words), then parties by degree, then all other relations.
pub(super) fn labels(picture: &Picture<'_>, drawn: &Drawn) -> Said {
    let mut taken = Taken::new(picture.view);
    let is_crowd = drawn.is_crowd();
    for spot in drawn.nodes.iter().filter(|spot| !is_crowd || spot.radius >= LARGE) {
        taken.add(Rect::from_center_size(spot.at, Vec2::splat(spot.radius * 1.7)));
    }
    let edges = &picture.cast.network.edges;
    let lines = drawn.lines.iter().filter_map(|line| Some((line, edges.get(line.place)?)));
    let (uncertain, plain): (Vec<_>, Vec<_>) = lines.partition(|(_, edge)| edge.standing.is_uncertain());
    let mut nodes: Vec<_> = drawn.nodes.iter().map(|spot| (Reverse(picture.node_weight(spot)), spot)).collect();
    nodes.sort_by_key(|&(weight, spot)| (weight, !picture.is_found(spot), Reverse(spot.degree), spot.id));
    // In a crowd, names come before standings: those are said by the lines, and counted.
    let mut said = if is_crowd {
        node_labels(picture, (nodes, true), &mut taken);
        edge_labels(picture, (uncertain, true), &mut taken)
    } else {
        let said = edge_labels(picture, (uncertain, false), &mut taken);
        node_labels(picture, (nodes, false), &mut taken);
        said
    };
    said.0.extend(edge_labels(picture, (plain, is_crowd), &mut taken).0);
    said
}

#[expect(clippy::cast_sign_loss, reason = "an area is no less than zero")]
fn tries(picture: &Picture<'_>, is_crowd: bool) -> usize {
    let room = if is_crowd { ROOM.1 } else { ROOM.0 };
    let tries = (picture.view.area().max(0.0) / room) as usize;
    tries.clamp(20, 2000)
}

fn node_labels(picture: &Picture<'_>, (nodes, is_crowd): (Vec<(Reverse<u8>, &Spot)>, bool), taken: &mut Taken) {
    let mut left = tries(picture, is_crowd);
    for (Reverse(weight), spot) in nodes {
        if left == 0 && weight == 0 {
            break;
        }
        left = left.saturating_sub(1);
        node_label(picture, (spot, weight), taken);
    }
}

/// The label of a party: below it, beside it or above it.
fn node_label(picture: &Picture<'_>, (spot, weight): (&Spot, u8), taken: &mut Taken) {
    let Some(role) = picture.cast.roles.get(spot.place) else { return };
    let (at, radius) = (spot.at, spot.radius);
    // What a query finds itself is told from what is around it.
    let font = if picture.is_found(spot) { tokens::strong(tokens::small().size) } else { tokens::small() };
    // What has no room whole is cut shorter before it is left out.
    for (width, is_needed) in [(130.0, false), (76.0, weight == 2)] {
        let text = galley(picture, &role.title, (font.clone(), width), picture.theme.ink());
        let size = text.size();
        let spots = [
            Pos2::new(at.x - size.x / 2.0, at.y + radius + 3.0),
            Pos2::new(at.x + radius + 5.0, at.y - size.y / 2.0),
            Pos2::new(at.x - radius - 5.0 - size.x, at.y - size.y / 2.0),
            Pos2::new(at.x - size.x / 2.0, at.y - radius - 3.0 - size.y),
        ];
        if set(picture, (&text, &spots), taken, is_needed).is_some() {
            return;
        }
    }
}

/// The labels of relations, somewhere along their lines.
fn edge_labels(picture: &Picture<'_>, (lines, is_crowd): (Vec<(&Line, &Edge)>, bool), taken: &mut Taken) -> Said {
    let weighed = lines.into_iter().map(|(line, edge)| (Reverse(picture.edge_weight(line.place, edge)), line, edge));
    let mut lines: Vec<_> = weighed.collect();
    lines.sort_by_key(|&(weight, _, edge)| (weight, edge.id));
    let mut left = if is_crowd { tries(picture, true) / 2 } else { usize::MAX };
    let (mut set, mut unsaid) = (Vec::new(), 0);
    for (Reverse(weight), line, edge) in lines {
        let is_tried = weight > 0 || (left > 0 && (!is_crowd || has_room(picture, line)));
        left -= usize::from(is_tried && left > 0);
        match is_tried.then(|| edge_label(picture, (line, edge), (weight, is_crowd), taken)).flatten() {
            Some(rect) => set.push((edge.id, rect)),
            None => unsaid += usize::from(edge.standing.is_uncertain()),
        }
    }
    (set, unsaid)
}

/// Whether a line is long enough for its label, told by the number of its letters.
fn has_room(picture: &Picture<'_>, line: &Line) -> bool {
    let letters = picture.cast.words.get(line.place).map_or(0, |words| words.chars().count().min(40));
    length(&line.points) > letters as f32 * 3.2
}

fn length(line: &[Pos2]) -> f32 {
    line.first().zip(line.last()).map_or(0.0, |(from, to)| from.distance(*to))
}

/// The label of one relation; where it was set. The standing comes first, so that it is never cut off.
fn edge_label(
    picture: &Picture<'_>,
    (line, edge): (&Line, &Edge),
    (weight, is_crowd): (u8, bool),
    taken: &mut Taken,
) -> Option<Rect> {
    let is_uncertain = edge.standing.is_uncertain();
    let ink = if weight == 2 { picture.theme.accent() } else { picture.theme.ink_soft() };
    let words = picture.cast.words.get(line.place)?;
    let line = line.points.as_slice();
    let text = galley(picture, words, (tokens::tiny(), 190.0), ink);
    if length(line) < text.size().x * 0.6 && weight < 2 && !is_uncertain {
        return None;
    }
    let found = set(picture, (&text, &beside(line, &text)), taken, weight == 2);
    if found.is_some() || !is_uncertain {
        return found;
    }
    // At the least the standing itself is said: wherever there is room, and of an accusation in any case. In a crowd,
    // words upon words would say nothing.
    let text = galley(picture, edge.standing.label(), (tokens::tiny(), 190.0), ink);
    let must_be_said = match edge.standing {
        Standing::Suspected | Standing::Alleged | Standing::Contested | Standing::Retracted => !is_crowd,
        Standing::Confirmed | Standing::Reported | Standing::Assessed => false,
    };
    let spots: Vec<Pos2> = std::iter::once(off_the_line(line, &text)).chain(beside(line, &text)).collect();
    set(picture, (&text, &spots), taken, must_be_said)
}

/// Spots for a label along a line, on it and a little to either side.
fn beside(line: &[Pos2], text: &Galley) -> Vec<Pos2> {
    let across = match line {
        [from, .., to] => (*to - *from).normalized().rot90(),
        _ => Vec2::ZERO,
    };
    let shares = [0.5, 0.4, 0.6, 0.3, 0.7];
    let offsets = [0.0, 8.0, -8.0];
    offsets
        .iter()
        .flat_map(|&offset| shares.map(|share| along(line, share) + across * offset - text.size() / 2.0))
        .collect()
}

/// A spot beside the middle of a line, where it covers neither the line nor its ends.
fn off_the_line(line: &[Pos2], text: &Galley) -> Pos2 {
    let across = match line {
        [from, .., to] => (*to - *from).normalized().rot90(),
        _ => Vec2::ZERO,
    };
    let size = text.size();
    let room = f32::midpoint(across.x.abs() * size.x, across.y.abs() * size.y) + 2.0;
    along(line, 0.5) + across * room - size / 2.0
}

fn galley(picture: &Picture<'_>, words: &str, (font, width): (egui::FontId, f32), ink: Color32) -> Arc<Galley> {
    let mut job = egui::text::LayoutJob::simple_singleline(words.to_owned(), font, ink);
    job.wrap = egui::text::TextWrapping::truncate_at_width(width);
    picture.painter.ctx().fonts_mut(|fonts| fonts.layout_job(job))
}

/// Sets a label at the first of these spots that is free; one that must be seen is set in any case. Where it was set.
fn set(
    picture: &Picture<'_>,
    (text, spots): (&Arc<Galley>, &[Pos2]),
    taken: &mut Taken,
    is_needed: bool,
) -> Option<Rect> {
    let rect = |&spot: &Pos2| Rect::from_min_size(spot, text.size()).expand2(Vec2::new(2.0, 0.0));
    let free = spots.iter().map(rect).find(|rect| taken.is_free(*rect));
    let rect = free.or_else(|| spots.first().map(rect).filter(|_| is_needed))?;
    picture.painter.rect_filled(rect, 2.0, picture.theme.pane().gamma_multiply(0.85));
    let ink = text.job.sections.first().map_or(picture.theme.ink(), |section| section.format.color);
    picture.painter.galley(rect.min + Vec2::new(2.0, 0.0), Arc::clone(text), ink);
    taken.add(rect);
    Some(rect)
}

/// The point at a share of a line's length, its points taken as evenly apart.
fn along(line: &[Pos2], share: f32) -> Pos2 {
    let steps = line.len().saturating_sub(1) as f32;
    let passed = (share * steps).floor();
    let mut rest = line.iter().enumerate().skip_while(|(place, _)| (*place as f32) < passed).map(|(_, point)| *point);
    let before = rest.next().unwrap_or_default();
    before.lerp(rest.next().unwrap_or(before), share * steps - passed)
}
