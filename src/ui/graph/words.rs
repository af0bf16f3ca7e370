//! What the pointer is told in the graph, and how much of it is shown.

use super::cast::record;
use crate::case::{Case, IncidentId, Key, Record, RecordId, RecordKind, is_supported};
use crate::figure;
use crate::query::dates::told_span;
use crate::query::network::{Counts, EdgeId, Focus, Network, Node};
use crate::session::{QueryLens, Sight};

/// What the pointer is told of a relation, or of a part in an incident.
pub(super) fn edge_words(session: Sight<'_>, edge: EdgeId) -> String {
    match edge {
        EdgeId::Relation(_) => relation_words(session, record(edge)),
        EdgeId::Participation(id, key) => part_words(session, id, key),
    }
}

fn part_words(session: Sight<'_>, id: IncidentId, key: Key) -> String {
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

fn relation_words(session: Sight<'_>, id: RecordId) -> String {
    let case = session.case();
    let Some(Record::Relation(relation)) = case.record(id) else { return case.title_of(id) };
    let bounds = session.answers().dates.bounds(id);
    let when = told_span(bounds, &relation.when);
    let standing = figure::standing_words(case, relation.standing, &relation.attributed_to);
    let sourced = if relation.common.is_supported() { "" } else { "\nunsourced" };
    format!("{}\n{when}\n{standing}{sourced}", case.title_of(id)).trim_end().to_owned()
}

/// What the pointer is told of a node.
pub(super) fn node_words(session: Sight<'_>, node: &Node) -> String {
    let (case, id) = (session.case(), RecordId::from(node.id));
    let words = match case.record(id) {
        Some(Record::Actor(actor)) => {
            let world = actor.world.map_or("world not stated", crate::case::World::label);
            format!("{}\n{}, {world}", actor.name, actor.kind.label())
        }
        Some(Record::Mission(mission)) => {
            format!("{}\nmission\n{}", mission.name, mission.full_name).trim_end().to_owned()
        }
        _ => case.title_of(id),
    };
    let held_back = match node.held_back {
        0 => String::new(),
        held => format!("\n{} of {} ties are not drawn", number(held), number(node.degree)),
    };
    let found = if node.is_found { "\nfound by the lens" } else { "" };
    format!("{words}{found}{held_back}\nDouble click for its surroundings, drag to pin")
}

/// "Around Bubo (1 step)".
pub(in crate::ui) fn focus_words(case: &Case, focus: Focus) -> String {
    format!("Around {} ({})", short(&case.title_of(focus.on.into())), steps(focus.steps))
}

/// "Lens: theme:DT (1 step)".
pub(in crate::ui) fn lens_words(lens: &QueryLens) -> String {
    format!("Lens: {} ({})", short(&lens.filter.to_saved()), steps(lens.steps))
}

fn short(text: &str) -> String {
    let short: String = text.chars().take(40).collect();
    let cut = if short.len() < text.len() { "…" } else { "" };
    format!("{short}{cut}")
}

fn steps(steps: u8) -> String {
    if steps == 1 { "1 step".to_owned() } else { format!("{steps} steps") }
}

/// What the focus or the lens leaves out, or that it cannot be asked.
pub(super) fn beyond(session: Sight<'_>) -> String {
    let (view, network) = (session.view(), &session.answers().network);
    if view.focus.is_none() && is_lens_wrong(session) {
        return "The query of the lens cannot be asked, and everything is shown".to_owned();
    }
    let Counts { parties, relations, incidents } = network.beyond;
    let counted = [(parties, "party", "parties"), (relations, "relation", "relations")];
    let counted = counted.into_iter().chain([(incidents, "incident", "incidents")]).filter(|(count, ..)| *count > 0);
    let parts: Vec<String> = counted.map(|(count, one, many)| share((count, 0), one, many)).collect();
    if parts.is_empty() {
        "Nothing lies beyond the lens".to_owned()
    } else {
        format!("Beyond the lens: {}", parts.join(", "))
    }
}

/// Whether the query of the lens cannot be asked.
pub(in crate::ui) fn is_lens_wrong(session: Sight<'_>) -> bool {
    let has_wrong = || session.answers().found.as_ref().is_some_and(|found| found.is_wrong());
    session.view().lens.filter.is_wrong() || has_wrong()
}

/// Why the graph is empty, where that is for its lens.
pub(super) fn nobody_found(session: Sight<'_>) -> Option<&'static str> {
    let found = session.answers().found.as_ref().filter(|_| session.answers().network.found_steps.is_some())?;
    let has_incidents = !found.of(RecordKind::Incident).is_empty();
    Some(if has_incidents && session.view().lens.steps == 0 && !session.view().has_incident_nodes {
        "The lens finds incidents, which are no nodes here: with 1 step, it shows who took part"
    } else {
        "The lens finds nobody and nothing that is drawn here: Show all, below, puts it away"
    })
}

/// "26 parties, 21 relations", and incidents where they are shown.
pub(super) fn counts(network: &Network) -> String {
    let Counts { parties, relations, incidents } = network.shown();
    let held = network.held_back;
    let parties = share((parties, held.parties), "party", "parties");
    let relations = share((relations, held.relations), "relation", "relations");
    if incidents + held.incidents == 0 {
        return format!("{parties}, {relations}");
    }
    format!("{parties}, {relations}, {}", share((incidents, held.incidents), "incident", "incidents"))
}

/// How much is held back, and what to do to see it; nothing where all is shown.
pub(super) fn held_back(network: &Network) -> Option<String> {
    if network.held_back.is_empty() {
        return None;
    }
    let words = if network.is_partial() {
        "the nearest and best connected; select to see others"
    } else {
        "the best connected; select or focus to see others"
    };
    Some(format!("{} – {words}", counts(network)))
}

/// "400 of 20,012 parties", or "1 party" where none is held back.
fn share((shown, held): (usize, usize), one: &str, many: &str) -> String {
    match (shown, held) {
        (1, 0) => format!("1 {one}"),
        (_, 0) => format!("{} {many}", number(shown)),
        _ => format!("{} of {} {many}", number(shown), number(shown + held)),
    }
}

/// A number with a comma before each three digits.
pub(super) fn number(count: usize) -> String {
    let digits = count.to_string();
    let mut words = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_held_back_is_counted_in_words() {
        let check = |shown, held, expected: &str| {
            assert_eq!(share((shown, held), "party", "parties"), expected);
        };
        check(1, 0, "1 party");
        check(0, 0, "0 parties");
        check(26, 0, "26 parties");
        check(400, 19_612, "400 of 20,012 parties");
        check(1, 1_234_566, "1 of 1,234,567 parties");
    }
}
