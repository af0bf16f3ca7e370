//! The labels of the graph: each only where no other label or node stands.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{Color32, Galley, Pos2, Rect, Vec2};

use super::paint::{Drawn, Picture, record};
use crate::case::{RecordId, Standing};
use crate::query::as_of::Holds;
use crate::query::network::{Edge, EdgeId, Network};
use crate::ui::tokens;

/// The line of each edge.
type Lines<'a> = BTreeMap<EdgeId, &'a Vec<Pos2>>;

/// Labels, each only where no other label or node stands. First what is selected or under the pointer, then relations
/// that are less than reported (they must say so in words), then parties by degree, then all other relations.
pub(super) fn labels(picture: &Picture<'_>, network: &Network, drawn: &Drawn) -> Vec<(EdgeId, Rect)> {
    let mut taken: Vec<Rect> =
        drawn.nodes.iter().map(|&(_, at, radius)| Rect::from_center_size(at, Vec2::splat(radius * 1.7))).collect();
    let lines: Lines<'_> = drawn.edges.iter().map(|(id, line)| (*id, line)).collect();
    let (uncertain, plain): (Vec<_>, Vec<_>) = network.edges.iter().partition(|edge| edge.standing.is_uncertain());
    let mut nodes: Vec<_> = drawn.nodes.iter().zip(&drawn.degrees).collect();
    nodes.sort_by_key(|((id, ..), degree)| (Reverse(weight(picture, *id)), Reverse(**degree), *id));
    let mut set = edge_labels(picture, (uncertain, &lines), &mut taken);
    for (&node, _) in nodes {
        node_label(picture, node, &mut taken);
    }
    set.extend(edge_labels(picture, (plain, &lines), &mut taken));
    set
}

/// How much a label is wanted: 2 for what is selected or under the pointer, 1 for what has to do with it.
fn weight(picture: &Picture<'_>, id: RecordId) -> u8 {
    let selection = picture.session.selection();
    let is_meant = selection.has(id) || picture.session.view().hover == Some(id);
    if is_meant { 2 } else { u8::from(selection.is_related(id)) }
}

/// The label of a party: below it, beside it or above it.
fn node_label(picture: &Picture<'_>, (id, at, radius): (RecordId, Pos2, f32), taken: &mut Vec<Rect>) {
    let name = picture.session.case().title_of(id);
    // What has no room whole is cut shorter before it is left out.
    for (width, is_needed) in [(130.0, false), (76.0, weight(picture, id) == 2)] {
        let text = galley(picture, &name, (tokens::small(), width), picture.theme.ink());
        let size = text.size();
        let spots = [
            Pos2::new(at.x - size.x / 2.0, at.y + radius + 3.0),
            Pos2::new(at.x + radius + 5.0, at.y - size.y / 2.0),
            Pos2::new(at.x - radius - 5.0 - size.x, at.y - size.y / 2.0),
            Pos2::new(at.x - size.x / 2.0, at.y - radius - 3.0 - size.y),
        ];
        if set(picture, (&text, &spots), taken, is_needed) {
            return;
        }
    }
}

/// The labels of relations, somewhere along their lines; where each was set.
fn edge_labels(
    picture: &Picture<'_>,
    (mut edges, lines): (Vec<&Edge>, &Lines<'_>),
    taken: &mut Vec<Rect>,
) -> Vec<(EdgeId, Rect)> {
    edges.sort_by_key(|edge| (Reverse(weight(picture, record(edge.id))), edge.id));
    let mut set = Vec::new();
    for edge in edges {
        let Some(&line) = lines.get(&edge.id) else { continue };
        if edge_label(picture, edge, line, taken) {
            set.extend(taken.last().map(|&rect| (edge.id, rect)));
        }
    }
    set
}

/// The label of one relation; whether it was set. The standing comes first, so that it is never cut off.
fn edge_label(picture: &Picture<'_>, edge: &Edge, line: &[Pos2], taken: &mut Vec<Rect>) -> bool {
    let (is_uncertain, weight) = (edge.standing.is_uncertain(), weight(picture, record(edge.id)));
    let ink = if weight == 2 { picture.theme.accent() } else { picture.theme.ink_soft() };
    let standing = edge.standing.label();
    // What only possibly holds on the as-of date says so in a word, and never by its ink alone.
    let possibly = if edge.holds == Holds::Possibly { "possibly " } else { "" };
    let words = if is_uncertain { format!("{standing}: {}", edge.label) } else { edge.label.clone() };
    let words = format!("{possibly}{words}");
    let text = galley(picture, &words, (tokens::tiny(), 190.0), ink);
    let length = line.first().zip(line.last()).map_or(0.0, |(from, to)| from.distance(*to));
    if length < text.size().x * 0.6 && weight < 2 && !is_uncertain {
        return false;
    }
    if set(picture, (&text, &beside(line, &text)), taken, weight == 2) {
        return true;
    }
    // At the least the standing itself is said: wherever there is room, and of an accusation in any case.
    let text = galley(picture, standing, (tokens::tiny(), 190.0), ink);
    let must_be_said = match edge.standing {
        Standing::Suspected | Standing::Alleged | Standing::Contested | Standing::Retracted => true,
        Standing::Confirmed | Standing::Reported | Standing::Assessed => false,
    };
    let spots: Vec<Pos2> = std::iter::once(off_the_line(line, &text)).chain(beside(line, &text)).collect();
    is_uncertain && set(picture, (&text, &spots), taken, must_be_said)
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

/// Sets a label at the first of these spots that is free; one that must be seen is set in any case. Whether it was set.
fn set(picture: &Picture<'_>, (text, spots): (&Arc<Galley>, &[Pos2]), taken: &mut Vec<Rect>, is_needed: bool) -> bool {
    let rect = |&spot: &Pos2| Rect::from_min_size(spot, text.size()).expand2(Vec2::new(2.0, 0.0));
    let is_free = |rect: &Rect| picture.view.contains_rect(*rect) && !taken.iter().any(|other| other.intersects(*rect));
    let free = spots.iter().map(rect).find(is_free);
    let Some(rect) = free.or_else(|| spots.first().map(rect).filter(|_| is_needed)) else { return false };
    picture.painter.rect_filled(rect, 2.0, picture.theme.pane().gamma_multiply(0.85));
    let ink = text.job.sections.first().map_or(picture.theme.ink(), |section| section.format.color);
    picture.painter.galley(rect.min + Vec2::new(2.0, 0.0), Arc::clone(text), ink);
    taken.push(rect);
    true
}

/// The point at a share of a line's length, its points taken as evenly apart.
fn along(line: &[Pos2], share: f32) -> Pos2 {
    let steps = line.len().saturating_sub(1) as f32;
    let passed = (share * steps).floor();
    let mut rest = line.iter().enumerate().skip_while(|(place, _)| (*place as f32) < passed).map(|(_, point)| *point);
    let before = rest.next().unwrap_or_default();
    before.lerp(rest.next().unwrap_or(before), share * steps - passed)
}
