//! What is drawn of a web: counts, as-of dates, the budget and the focus.

use proptest::prelude::*;

use super::*;
use crate::case::{ActorId, Change};
use crate::query::ask::{Scan, find, parse};
use crate::query::testing as t;

fn ask(changes: &[Change], ask: &Ask) -> Network {
    let case = t::case(changes);
    network(&case, &Dates::of(&case), ask)
}

fn actors() -> Vec<Change> {
    vec![t::actor(1, "Ana"), t::actor(2, "Bia"), t::actor(3, "Cleo"), t::mission(1, "UN", "")]
}

fn related(pairs: &[(u64, u64)]) -> Vec<Change> {
    let mut changes = actors();
    changes.extend((1..).zip(pairs).map(|(n, &(from, to))| t::put_relation(n, t::relation(from, to, ""))));
    changes
}

fn check_fan(pairs: &[(u64, u64)], expected: &[i32]) {
    let network = ask(&related(pairs), &Ask::default());
    assert_eq!(network.edges.iter().map(|edge| edge.fan).collect::<Vec<_>>(), expected, "{pairs:?}");
}

#[test]
fn edges_between_the_same_two_fan_out_evenly() {
    check_fan(&[(1, 2)], &[0]);
    check_fan(&[(1, 2), (2, 1)], &[1, -1]);
    check_fan(&[(1, 2), (2, 1), (1, 2), (1, 3)], &[0, 1, -1, 0]);
    check_fan(&[(1, 2), (2, 1), (1, 2), (1, 2)], &[1, -1, 2, -2]);
    check_fan(&[(1, 1), (1, 1)], &[0, 1]);
}

#[test]
fn degree_counts_ends() {
    let network = ask(&related(&[(1, 2), (1, 1), (2, 1)]), &Ask::default());
    assert_eq!(network.nodes.iter().map(|node| node.degree).collect::<Vec<_>>(), [4, 2]);
    assert!(network.edges[1].is_loop());
    assert!(!network.edges[0].is_loop());
}

/// Of relations held in 2008–2010, in 2012, and undated.
fn check_as_of(date: &str, expected: &[(u64, Holds)]) {
    let mut changes = actors();
    for (n, held) in (1..).zip(["2008/2010", "2012", ""]) {
        changes.push(t::put_relation(n, t::relation(1, 2, held)));
    }
    let network = ask(&changes, &Ask { as_of: AsOf::of(&t::date(date)), ..Ask::default() });
    let found: Vec<_> = network.edges.iter().map(|edge| (edge.id, edge.holds)).collect();
    let expected: Vec<_> =
        expected.iter().map(|&(n, holds)| (EdgeId::Relation(RelationId::from_bits(n)), holds)).collect();
    assert_eq!(found, expected, "{date}");
    assert_eq!(network.hidden, 3 - expected.len());
}

#[test]
fn relations_that_surely_do_not_hold_are_left_out_and_counted() {
    check_as_of("2009", &[(1, Holds::Surely), (3, Holds::Possibly)]);
    check_as_of("2010-05", &[(1, Holds::Possibly), (3, Holds::Possibly)]);
    check_as_of("2012", &[(2, Holds::Surely), (3, Holds::Possibly)]);
    check_as_of("2015", &[(3, Holds::Possibly)]);
}

#[test]
fn incidents_and_isolated_parties_appear_on_request() {
    let mut changes = actors();
    let mut incident = t::incident("2009");
    incident.participants = vec![t::participant(1, t::actor_party(3)), t::participant(2, t::actor_party(9))];
    changes.push(t::put_incident(1, incident));
    let party = |n| NodeId::Party(Party::Actor(ActorId::from_bits(n)));
    let ids = |network: &Network| network.nodes.iter().map(|node| node.id).collect::<Vec<_>>();
    let plain = ask(&changes, &Ask::default());
    assert_eq!((ids(&plain), plain.edges.len()), (vec![party(3)], 0));
    let isolated = ask(&changes, &Ask { show_isolated: true, ..Ask::default() });
    assert_eq!(isolated.nodes.len(), 4);
    let tied = ask(&changes, &Ask { show_incidents: true, ..Ask::default() });
    assert_eq!(ids(&tied), [party(3), NodeId::Incident(IncidentId::from_bits(1))]);
    assert_eq!((tied.edges[0].label.as_str(), tied.unplaced), ("involved", 1));
    let before = AsOf::of(&t::date("2008"));
    let earlier = ask(&changes, &Ask { show_incidents: true, as_of: before, ..Ask::default() });
    assert_eq!((earlier.nodes.len(), earlier.hidden, earlier.untied), (0, 0, 4));
    let hidden_kinds = BTreeSet::from([t::incident("2009").kind]);
    let filtered = ask(&changes, &Ask { show_incidents: true, hidden_kinds, ..Ask::default() });
    assert_eq!((filtered.nodes.len(), filtered.untied), (0, 4), "the filter reaches incidents in the graph");
}

fn hubs(parties: u64) -> Vec<Change> {
    // Everybody is tied to the first, every third one to the second as well.
    let mut changes: Vec<_> = (1..=parties).map(|n| t::actor(n, &format!("Actor {n}"))).collect();
    let mut pairs: Vec<(u64, u64)> = (2..=parties).map(|n| (1, n)).collect();
    pairs.extend((3..=parties).step_by(3).map(|n| (2, n)));
    changes.extend((1..).zip(pairs).map(|(n, (from, to))| t::put_relation(n, t::relation(from, to, ""))));
    changes
}

fn seen(changes: &[Change], ask: &Ask, lens: &Lens) -> Network {
    let case = t::case(changes);
    Web::of(&case, &Dates::of(&case), ask).network(&case, lens)
}

fn actor(n: u64) -> NodeId {
    NodeId::Party(Party::Actor(ActorId::from_bits(n)))
}

fn check_most(most: usize, first: &[u64], expected: &[u64]) {
    let meant = first.iter().copied().map(actor).collect();
    let lens = Lens { most: Most(most), first: meant, ..Lens::default() };
    let network = seen(&hubs(12), &Ask::default(), &lens);
    let found: Vec<_> = network.nodes.iter().map(|node| node.id).collect();
    assert_eq!(found, expected.iter().copied().map(actor).collect::<Vec<_>>(), "{most} with {first:?} first");
    assert_eq!(network.held_back.parties, 12 - expected.len());
    assert_eq!(network.held_back.relations, 15 - network.edges.len());
}

#[test]
fn the_best_connected_are_drawn_after_what_is_selected() {
    check_most(12, &[], &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    check_most(4, &[], &[1, 2, 3, 6]);
    check_most(4, &[11], &[1, 2, 3, 11]);
    check_most(2, &[10, 11, 12], &[10, 12]);
    check_most(0, &[11], &[]);
}

#[test]
fn a_node_knows_its_ties_that_are_not_drawn() {
    let network = seen(&hubs(12), &Ask::default(), &Lens { most: Most(3), ..Lens::default() });
    let ties: Vec<_> = network.nodes.iter().map(|node| (node.degree, node.held_back)).collect();
    assert_eq!(ties, [(11, 9), (5, 3), (2, 0)]);
}

#[test]
fn many_ties_between_few_are_held_back_too() {
    let mut pairs = vec![(1, 2); 40];
    pairs.push((2, 3));
    let network = seen(&related(&pairs), &Ask::default(), &Lens { most: Most(3), ..Lens::default() });
    assert_eq!((network.edges.len(), network.held_back.relations), (Most(3).edges(), 41 - Most(3).edges()));
    let last = EdgeId::Relation(RelationId::from_bits(41));
    assert!(network.edges.iter().any(|edge| edge.id == last), "each pair comes before a pair comes twice");
}

/// A chain 1–2–3–4–5, with 3 and 6 in one incident.
fn chain() -> Vec<Change> {
    let mut changes: Vec<_> = (1..=7).map(|n| t::actor(n, &format!("Actor {n}"))).collect();
    changes.extend((1..=4).map(|n| t::put_relation(n, t::relation(n, n + 1, ""))));
    let mut incident = t::incident("2009");
    incident.participants = vec![t::participant(1, t::actor_party(3)), t::participant(2, t::actor_party(6))];
    changes.push(t::put_incident(1, incident));
    changes
}

fn check_focus(on: NodeId, (steps, show_incidents): (u8, bool), expected: &[u64]) {
    let ask = Ask { show_incidents, ..Ask::default() };
    let lens = Lens { focus: Some(Focus { on, steps }), ..Lens::default() };
    let network = seen(&chain(), &ask, &lens);
    let parties = network.nodes.iter().map(|node| node.id).filter(|id| matches!(id, NodeId::Party(_)));
    let expected: Vec<_> = expected.iter().copied().map(actor).collect();
    assert_eq!(parties.collect::<Vec<_>>(), expected, "{steps} around {on}");
    let shown = network.shown();
    assert_eq!(shown.parties + network.beyond.parties + network.untied, 7);
    assert_eq!(shown.relations + network.beyond.relations, 4);
    assert!(network.held_back.is_empty());
}

#[test]
fn a_focus_reaches_so_many_steps() {
    check_focus(actor(1), (1, false), &[1, 2]);
    check_focus(actor(1), (2, false), &[1, 2, 3]);
    check_focus(actor(3), (1, false), &[2, 3, 4]);
    check_focus(actor(3), (1, true), &[2, 3, 4, 6]);
    check_focus(actor(6), (1, false), &[6]);
    check_focus(actor(6), (1, true), &[3, 6]);
    check_focus(actor(6), (2, true), &[2, 3, 4, 6]);
    check_focus(actor(7), (2, true), &[7]);
    let incident = NodeId::Incident(IncidentId::from_bits(1));
    check_focus(incident, (1, true), &[3, 6]);
    check_focus(incident, (1, false), &[3, 6]);
    check_focus(incident, (2, false), &[2, 3, 4, 6]);
}

/// What a query finds of a case.
fn found(changes: &[Change], query: &str, steps: u8) -> Found {
    let case = t::case(changes);
    let hits = find(&case, &Dates::of(&case), &parse(query).query, &Scan(&case));
    Found { hits: Arc::new(hits), steps }
}

/// The chain, with the second tie an accusation.
fn chain_with_accusation() -> Vec<Change> {
    let mut changes = chain();
    let kind = RelationKind::Accused;
    changes.push(t::put_relation(2, crate::case::Relation { kind, ..t::relation(2, 3, "") }));
    changes
}

fn check_found(query: &str, (steps, show_incidents): (u8, bool), parties: &[u64], relations: &[u64]) {
    let changes = chain_with_accusation();
    let ask = Ask { show_incidents, ..Ask::default() };
    let network = seen(&changes, &ask, &Lens { found: Some(found(&changes, query, steps)), ..Lens::default() });
    let shown = network.nodes.iter().map(|node| node.id).filter(|id| matches!(id, NodeId::Party(_)));
    let parties: Vec<_> = parties.iter().copied().map(actor).collect();
    assert_eq!(shown.collect::<Vec<_>>(), parties, "{steps} around {query}");
    let edges = network.edges.iter().map(|edge| edge.id).filter(|id| matches!(id, EdgeId::Relation(_)));
    let relations: Vec<_> = relations.iter().map(|&n| EdgeId::Relation(RelationId::from_bits(n))).collect();
    assert_eq!(edges.collect::<Vec<_>>(), relations, "{steps} around {query}");
    let counts = network.shown();
    assert_eq!(counts.parties + network.beyond.parties + network.untied, 7);
    assert_eq!(counts.relations + network.beyond.relations, 4);
    assert_eq!(counts.incidents + network.beyond.incidents, usize::from(show_incidents));
    assert_eq!((network.found_steps, network.is_partial()), (Some(steps), true));
}

#[test]
fn a_query_shows_what_it_finds_and_so_many_steps_around() {
    // A party, even one that nothing ties.
    check_found("is:actor \"Actor 1\"", (0, false), &[1], &[]);
    check_found("is:actor \"Actor 1\"", (1, false), &[1, 2], &[1]);
    check_found("is:actor \"Actor 1\"", (2, false), &[1, 2, 3], &[1, 2]);
    check_found("is:actor \"Actor 7\"", (0, false), &[7], &[]);
    // Of a relation both ends; a tie between these that the query does not find, only with a step.
    check_found("kind:accused", (0, false), &[2, 3], &[2]);
    check_found("kind:accused", (1, false), &[1, 2, 3, 4], &[1, 2, 3]);
    // Between two that it finds, every tie.
    check_found("is:actor (\"Actor 2\" or \"Actor 3\")", (0, false), &[2, 3], &[2]);
    // An incident is a node, or those who took part in it are one step away.
    check_found("is:incident", (0, true), &[], &[]);
    check_found("is:incident", (0, false), &[], &[]);
    check_found("is:incident", (1, true), &[3, 6], &[]);
    check_found("is:incident", (1, false), &[3, 6], &[]);
    check_found("is:incident", (2, false), &[2, 3, 4, 6], &[2, 3]);
    check_found("is:actor \"Actor 6\"", (1, true), &[3, 6], &[]);
    check_found("nobody", (2, true), &[], &[]);
}

#[test]
fn what_a_query_finds_itself_is_told_from_what_is_around_it_and_comes_first() {
    let changes = chain_with_accusation();
    let asked = found(&changes, "is:actor \"Actor 1\"", 1);
    let network = seen(&changes, &Ask::default(), &Lens { found: Some(asked), ..Lens::default() });
    assert_eq!(network.nodes.iter().map(|node| node.is_found).collect::<Vec<_>>(), [true, false]);
    let asked = Some(found(&changes, "is:actor (\"Actor 1\" or \"Actor 7\")", 2));
    let network = seen(&changes, &Ask::default(), &Lens { most: Most(2), found: asked, ..Lens::default() });
    let ids: Vec<_> = network.nodes.iter().map(|node| node.id).collect();
    assert_eq!((ids, network.held_back.parties), (vec![actor(1), actor(7)], 2));
}

#[test]
fn a_lens_shows_nothing_that_the_filter_leaves_out() {
    let changes = chain_with_accusation();
    let hits = Some(found(&changes, "kind:accused", 0).hits);
    let check = |query: &str, expected: &[u64]| {
        let lens = Lens { found: Some(found(&changes, query, 2)), ..Lens::default() };
        let network = seen(&changes, &Ask { hits: hits.clone(), ..Ask::default() }, &lens);
        let ids: Vec<_> = network.nodes.iter().map(|node| node.id).collect();
        assert_eq!(ids, expected.iter().copied().map(actor).collect::<Vec<_>>(), "{query}");
        assert_eq!(network.shown().parties + network.beyond.parties + network.untied, 7);
    };
    check("is:actor", &[2, 3]);
    check("is:actor \"Actor 2\"", &[2, 3]);
    check("is:actor \"Actor 7\"", &[]);
    check("is:incident", &[]);
}

#[test]
fn a_focus_goes_before_a_query() {
    let changes = chain();
    let focus = Some(Focus { on: actor(1), steps: 1 });
    let asked = Some(found(&changes, "is:actor \"Actor 5\"", 1));
    let network = seen(&changes, &Ask::default(), &Lens { focus, found: asked, ..Lens::default() });
    assert_eq!((network.focus, network.found_steps, network.place(actor(5))), (focus, None, None));
}

#[test]
fn a_focus_on_what_is_gone_is_none() {
    let lens = Lens { focus: Some(Focus { on: actor(99), steps: 1 }), ..Lens::default() };
    let network = seen(&chain(), &Ask::default(), &lens);
    assert_eq!((network.focus, network.nodes.len()), (None, 6));
}

#[test]
fn a_brush_leaves_out_what_surely_lies_elsewhere() {
    let mut changes = actors();
    for (n, held) in (1..).zip(["2008/2010", "2012", ""]) {
        changes.push(t::put_relation(n, t::relation(1, 2, held)));
    }
    let (first, last) = t::date("2011/2013").bounds().possible();
    let network = ask(&changes, &Ask { brush: Some((first, last)), ..Ask::default() });
    assert_eq!((network.edges.len(), network.hidden), (2, 1));
}

#[test]
fn incidents_that_bring_together_come_first_and_newer_before_older() {
    let mut changes = hubs(12);
    let dated = [("2001", vec![1]), ("2005", vec![1]), ("1999", vec![1, 2]), ("2003", vec![11, 12])];
    for (n, (date, who)) in (1..).zip(dated) {
        let parts = (1..).zip(who).map(|(key, party)| t::participant(key, t::actor_party(party)));
        let participants = parts.collect();
        changes.push(t::put_incident(n, crate::case::Incident { participants, ..t::incident(date) }));
    }
    let asked = Ask { show_incidents: true, ..Ask::default() };
    let network = seen(&changes, &asked, &Lens { most: Most(4), ..Lens::default() });
    let incident = |n| NodeId::Incident(IncidentId::from_bits(n));
    let ids: Vec<_> = network.nodes.iter().map(|node| node.id).collect();
    assert_eq!(ids, [actor(1), actor(2), incident(2), incident(3)]);
    assert_eq!((network.held_back.incidents, network.held_back.parties), (2, 10));
}

/// Some find parties, some relations or incidents, one only possibly, one nothing.
const QUERIES: &[&str] = &[
    "\"Actor 2\"",
    "\"Actor 7\" or \"Actor 8\"",
    "is:relation",
    "is:incident",
    "surely before:2005",
    "before:2005",
    "x",
];

proptest! {
    #[test]
    fn shown_and_held_back_and_hidden_are_all(
        pairs in prop::collection::vec((1_u64..30, 1_u64..34), 0..80),
        parts in prop::collection::vec(prop::collection::vec(1_u64..34, 0..5), 0..20),
        (most, show_isolated, show_incidents) in (0_usize..40, any::<bool>(), any::<bool>()),
        (focus, first) in (prop::option::of((1_u64..34, 1_u8..3)), prop::collection::vec(1_u64..34, 0..4)),
        asked in prop::option::of((prop::sample::select(QUERIES), 0_u8..3)),
        filter in prop::option::of(prop::sample::select(QUERIES)),
        dated in any::<bool>(),
    ) {
        let mut changes: Vec<_> = (1..30).map(|n| t::actor(n, &format!("Actor {n}"))).collect();
        for (n, &(from, to)) in (1..).zip(&pairs) {
            changes.push(t::put_relation(n, t::relation(from, to, if n % 3 == 0 { "2001" } else { "" })));
        }
        for (n, who) in (1..).zip(&parts) {
            let parts = (1..).zip(who).map(|(key, &party)| t::participant(key, t::actor_party(party)));
            let participants = parts.collect();
            changes.push(t::put_incident(n, crate::case::Incident { participants, ..t::incident("2009") }));
        }
        let as_of = dated.then(|| AsOf::of(&t::date("2010"))).flatten();
        let found_by = |query| found(&changes, query, 0).hits;
        let hits = filter.map(found_by);
        let asked_for = Ask { as_of, show_isolated, show_incidents, hits: hits.clone(), ..Ask::default() };
        let focus = focus.map(|(on, steps)| Focus { on: actor(on), steps });
        let through = asked.map(|(query, steps)| Found { hits: found_by(query), steps });
        let first = first.into_iter().map(actor).collect();
        let lens = Lens { most: Most(most), focus, found: through, first };
        let found = seen(&changes, &asked_for, &lens);
        let all = found.shown().and(found.held_back).and(found.beyond);
        let is_left = |id: RecordId| hits.as_ref().is_none_or(|hits| hits.has(id));
        let is_lost = |n: usize| (dated && n.is_multiple_of(3)) || !is_left(RelationId::from_bits(n as u64).into());
        let missing = (1..).zip(&pairs).filter(|&(n, &(_, to))| to >= 30 && !is_lost(n)).count();
        let incidents = (1..).zip(&parts).filter(|&(n, _)| is_left(IncidentId::from_bits(n).into())).count();
        prop_assert_eq!(all.parties + found.untied, 29);
        prop_assert_eq!(all.relations + found.hidden + missing, pairs.len());
        prop_assert_eq!(all.incidents, if show_incidents { incidents } else { 0 });
        prop_assert!(found.nodes.len() <= most && found.edges.len() <= lens.most.edges());
        prop_assert!(found.nodes.is_sorted_by_key(|node| node.id));
        let ends = found.edges.iter().flat_map(|edge| [edge.from, edge.to]);
        prop_assert!(ends.into_iter().all(|end| end < found.nodes.len()));
        prop_assert_eq!(&found, &seen(&changes, &asked_for, &lens));
    }
}
