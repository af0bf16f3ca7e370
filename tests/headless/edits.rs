//! Edits: what they are called, what they refuse, and that every one of them can be taken back.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a helper of tests may fail like the tests")]

use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::prelude::*;
use sightline::case::when::{Edge, Gap, Relative, Side, Unit, VagueWords};
use sightline::case::{
    Activity, ActivityId, ActivityKind, Actor, ActorId, Alternate, Alternative, Aspect, Attribution, Basis, Briefing,
    BriefingId, Case, CaseId, Change, Citation, Common, Consistency, Direction, Edtf, Evidence, Extra, Header,
    Hypothesis, Incident, IncidentId, IncidentKind, Key, Level, Lever, LeverId, Mandate, MandateId, Marking, Mission,
    MissionId, Pane, Paragraph, Participant, Party, Pin, PinnedPane, Place, PlaceId, Post, Posture, PostureId,
    Question, QuestionId, Rating, Record, RecordId, RecordKind, Relation, RelationId, RelationKind, Section,
    SectionLayout, Source, SourceId, Stance, Stand, Standing, Survey, SurveyId, Theme, ThemeId, ThemeTag, View, ViewId,
    When, targets,
};
use sightline::edit::{Edit, EditError, History, References, Stamp, difference, plan, without};

fn header(title: &str) -> Header {
    Header {
        case: CaseId::from_bits(1),
        title: title.to_owned(),
        marking: Marking::default(),
        vague: VagueWords::new(),
        damaged: Vec::new(),
        extra: Extra::default(),
    }
}

fn empty() -> Case {
    Case::new(header("A case"))
}

fn key(bits: u8) -> Key {
    Key::from_bits(u32::from(bits))
}

fn id(kind: RecordKind, bits: u8) -> RecordId {
    let bits = u64::from(bits);
    match kind {
        RecordKind::Source => SourceId::from_bits(bits).into(),
        RecordKind::Place => PlaceId::from_bits(bits).into(),
        RecordKind::Theme => ThemeId::from_bits(bits).into(),
        RecordKind::Actor => ActorId::from_bits(bits).into(),
        RecordKind::Mission => MissionId::from_bits(bits).into(),
        RecordKind::Incident => IncidentId::from_bits(bits).into(),
        RecordKind::Relation => RelationId::from_bits(bits).into(),
        RecordKind::Mandate => MandateId::from_bits(bits).into(),
        RecordKind::Survey => SurveyId::from_bits(bits).into(),
        RecordKind::Activity => ActivityId::from_bits(bits).into(),
        RecordKind::Question => QuestionId::from_bits(bits).into(),
        RecordKind::Posture => PostureId::from_bits(bits).into(),
        RecordKind::Lever => LeverId::from_bits(bits).into(),
        RecordKind::Briefing => BriefingId::from_bits(bits).into(),
        RecordKind::View => ViewId::from_bits(bits).into(),
    }
}

fn citation(bits: u8) -> Citation {
    Citation {
        key: key(bits),
        source: SourceId::from_bits(bits.into()),
        locator: String::new(),
        credibility: None,
        stance: Stance::Supports,
        paraphrase: String::new(),
        attested: None,
        extra: Extra::default(),
    }
}

fn party(bits: u8) -> Party {
    if bits.is_multiple_of(2) {
        Party::Actor(ActorId::from_bits(bits.into()))
    } else {
        Party::Mission(MissionId::from_bits(bits.into()))
    }
}

fn when(bits: u8) -> When {
    let constraint = Relative {
        key: key(1),
        edge: Edge::Start,
        side: Side::After,
        gap: Gap::Exactly(95, Unit::Days),
        anchor: IncidentId::from_bits(bits.into()),
        anchor_edge: Edge::Start,
        citations: vec![citation(bits)],
        extra: Extra::default(),
    };
    When { constraints: vec![constraint], ..dated("2009-12") }
}

fn dated(text: &str) -> When {
    When { stated: text.parse::<Edtf>().ok(), ..When::default() }
}

fn participant(bits: u8, party: Party, accuser: Party) -> Participant {
    Participant {
        key: key(bits),
        party,
        role: "accused".to_owned(),
        standing: Standing::Alleged,
        attributed_to: Attribution::Parties(vec![accuser]),
        citations: vec![citation(bits)],
        extra: Extra::default(),
    }
}

fn common(bits: u8) -> Common {
    Common { citations: vec![citation(bits)], ..Common::default() }
}

#[expect(clippy::too_many_lines, reason = "one row for each kind of record")]
/// A record of that kind that names as much as it can: records of number `b`, `c` and `d`.
fn record(kind: RecordKind, title: &str, [b, c, d]: [u8; 3]) -> Record {
    let (title, extra) = (title.to_owned(), Extra::default());
    let common = Common { alternatives: alternatives([b, c, d]), ..common(b) };
    let attributed_to = Attribution::Parties(vec![party(c), party(d)]);
    let (theme, mission, place) =
        (ThemeId::from_bits(b.into()), MissionId::from_bits(c.into()), PlaceId::from_bits(d.into()));
    match kind {
        RecordKind::Source => Record::Source(Arc::new(Source { title, common, ..Source::default() })),
        RecordKind::Theme => Record::Theme(Arc::new(Theme { name: title, common, ..Theme::default() })),
        RecordKind::Place => {
            Record::Place(Arc::new(Place { name: title, parent: Some(place), common, ..Place::default() }))
        }
        RecordKind::Actor => {
            let body = Some(ActorId::from_bits(d.into()));
            let (key, when, citations) = (key(d), when(c), vec![citation(c)]);
            let standing = Standing::Reported;
            let post = Post { key, title: "Chief".to_owned(), body, when, standing, attributed_to, citations, extra };
            let (themes, posts) = (vec![theme], vec![post]);
            Record::Actor(Arc::new(Actor { name: title, posts, themes, common, ..Actor::default() }))
        }
        RecordKind::Mission => {
            let (area, when, predecessor) = (vec![place], when(b), Some(mission));
            Record::Mission(Arc::new(Mission { name: title, area, when, predecessor, common, ..Mission::default() }))
        }
        RecordKind::Incident => Record::Incident(Arc::new(Incident {
            title,
            when: when(c),
            place: Some(place),
            participants: vec![participant(1, party(b), party(c)), participant(2, party(c), party(d))],
            themes: vec![ThemeTag { theme, basis: Basis::Stated }],
            standing: Standing::Alleged,
            attributed_to,
            missions: vec![mission],
            common,
            ..Incident::default()
        })),
        RecordKind::Relation => Record::Relation(Arc::new(Relation {
            from: party(b),
            kind: RelationKind::Accused,
            to: party(c),
            words: title,
            direction: Direction::Directed,
            when: when(d),
            standing: Standing::Alleged,
            attributed_to,
            common,
            extra,
        })),
        RecordKind::Mandate => Record::Mandate(Arc::new(Mandate {
            mission,
            theme,
            level: Level::Mandated,
            modality: None,
            decision: Some(SourceId::from_bits(d.into())),
            when: when(d),
            attested: None,
            note: title,
            common,
            extra,
        })),
        RecordKind::Survey => {
            let (missions, themes) = (vec![mission], vec![theme]);
            Record::Survey(Arc::new(Survey { title, missions, themes, common, ..Survey::default() }))
        }
        RecordKind::Activity => Record::Activity(Arc::new(Activity {
            title,
            mission,
            kind: ActivityKind::Training,
            themes: vec![theme],
            partners: vec![party(b), party(d)],
            when: when(d),
            resources: Vec::new(),
            common,
            extra,
        })),
        RecordKind::Question => {
            let incidents = [b, c].map(|bits| IncidentId::from_bits(bits.into())).to_vec();
            let hypotheses = vec![Hypothesis {
                key: key(1),
                text: title.clone(),
                origin: title.clone(),
                citations: vec![citation(c)],
                extra,
            }];
            let evidence =
                vec![evidence(1, Some(id(RecordKind::Incident, d))), evidence(2, Some(id(RecordKind::Source, c)))];
            Record::Question(Arc::new(Question {
                text: title,
                incidents,
                hypotheses,
                evidence,
                common,
                ..Question::default()
            }))
        }
        RecordKind::Posture => Record::Posture(Arc::new(Posture {
            actor: ActorId::from_bits(b.into()),
            judgement: Stand::Both,
            by: title,
            made: None,
            reasons: vec![Paragraph { key: key(1), text: "Reason".to_owned() }],
            engagement: vec![id(RecordKind::Activity, c), id(RecordKind::Incident, d)],
            allegations: vec![id(RecordKind::Incident, b), id(RecordKind::Relation, d)],
            review: None,
            common,
            extra,
        })),
        RecordKind::Lever => {
            let (holder, over, last_used) = (Some(party(b)), vec![party(c), party(d)], when(c));
            Record::Lever(Arc::new(Lever { name: title, holder, over, last_used, common, ..Lever::default() }))
        }
        RecordKind::Briefing => {
            let text = vec![Paragraph { key: key(2), text: "Text".to_owned() }];
            let (key, query, layout) = (key(1), String::new(), SectionLayout::Prose);
            let sections = vec![Section { key, title: title.clone(), query, layout, text, extra }];
            Record::Briefing(Arc::new(Briefing { title, sections, common, ..Briefing::default() }))
        }
        RecordKind::View => {
            let selection = vec![id(RecordKind::Place, b), id(RecordKind::View, c), id(RecordKind::Question, d)];
            let pins = [b, c].map(|bits| Pin { party: party(bits), x: 1.0, y: -2.5 }).to_vec();
            let pane = PinnedPane {
                pane: Pane::Graph,
                aspect: Aspect { focus: Some(id(RecordKind::Actor, d)), ..Aspect::default() },
                selection: vec![id(RecordKind::Actor, b), id(RecordKind::Incident, c)],
                pins: pins.clone(),
                ..PinnedPane::default()
            };
            Record::View(Arc::new(View { name: title, selection, pins, panes: vec![pane], common, ..View::default() }))
        }
    }
}

/// A row of evidence that rests on a record.
fn evidence(bits: u8, record: Option<RecordId>) -> Evidence {
    let rating = Rating {
        key: key(bits),
        hypothesis: key(1),
        rating: Consistency::I,
        by: String::new(),
        reason: String::new(),
        extra: Extra::default(),
    };
    let (ratings, citations) = (vec![rating], vec![citation(bits)]);
    Evidence { key: key(bits), record, text: "Seen".to_owned(), ratings, citations, extra: Extra::default() }
}

/// Values that disagree with a record's own, of every kind that names a record.
fn alternatives([b, c, d]: [u8; 3]) -> Vec<Alternative> {
    let values = [
        Alternate::Text("other".to_owned()),
        Alternate::Date(when(b)),
        Alternate::Place(PlaceId::from_bits(c.into())),
        Alternate::Party(party(d)),
    ];
    let alternative = |(bits, value)| Alternative {
        key: key(bits),
        field: "when".to_owned(),
        value,
        citations: vec![citation(b)],
        extra: Extra::default(),
    };
    (1..).zip(values).map(alternative).collect()
}

/// Every id that stands in the record's debug text: what [`targets`] must know, whatever fields a record has.
fn ids_in(record: &Record) -> BTreeSet<RecordId> {
    let text = format!("{record:?}");
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').filter_map(|word| word.parse().ok()).collect()
}

/// Every record that this one names, once each.
fn named(record: &Record) -> BTreeSet<RecordId> {
    targets(record).into_iter().map(|(id, _)| id).collect()
}

fn any_kind() -> impl Strategy<Value = RecordKind> {
    proptest::sample::select(RecordKind::ALL)
}

fn any_edit() -> impl Strategy<Value = Edit> {
    let put = (any_kind(), 0..4_u8, "[a-c]{1,2}", [0..4_u8, 0..4_u8, 0..4_u8])
        .prop_map(|(kind, bits, title, names)| Edit::Put(id(kind, bits), record(kind, &title, names)));
    // Records that name nothing, so that there is something to name.
    let plain = (0..4_u8, "[a-c]{1,2}").prop_map(|(bits, name)| {
        let source = Source { title: name, ..Source::default() };
        Edit::Put(id(RecordKind::Source, bits), Record::Source(Arc::new(source)))
    });
    let how = proptest::sample::select(vec![References::Refuse, References::Clear]);
    let remove = (proptest::collection::vec((any_kind(), 0..4_u8), 1..3), how)
        .prop_map(|(ids, how)| Edit::Remove(ids.into_iter().map(|(kind, bits)| id(kind, bits)).collect(), how));
    let moved = (0..4_u8, "20[01][0-9]")
        .prop_map(|(bits, date)| Edit::MoveIncident { id: IncidentId::from_bits(bits.into()), when: dated(&date) });
    let named = "[a-c]{1,2}".prop_map(|title| Edit::Header(header(&title)));
    let pair = || (any_kind(), 0..4_u8, 0..4_u8);
    let merge = pair().prop_map(|(kind, keep, gone)| Edit::Merge { keep: id(kind, keep), gone: id(kind, gone) });
    let distinct = pair().prop_map(|(kind, one, other)| Edit::Distinct {
        one: id(kind, one),
        other: id(kind, other),
        is_distinct: one < other,
    });
    prop_oneof![6 => put, 1 => plain, 2 => remove, 1 => moved, 1 => named, 2 => merge, 1 => distinct]
}

/// Four records of each kind that name others, put without a plan since some name one another.
pub fn full() -> Case {
    let mut case = empty();
    for &kind in RecordKind::ALL {
        for bits in 0..4_u8 {
            let names = [bits, (bits + 1) % 4, (bits + 2) % 4];
            case = case.with(&[change(id(kind, bits), record(kind, "x", names))]);
        }
    }
    case
}

/// A change without a plan, for a case whose records name one another.
fn change(id: RecordId, record: Record) -> Change {
    match (id, record) {
        (RecordId::Source(id), Record::Source(record)) => Change::Source(id, Some(record)),
        (RecordId::Place(id), Record::Place(record)) => Change::Place(id, Some(record)),
        (RecordId::Theme(id), Record::Theme(record)) => Change::Theme(id, Some(record)),
        (RecordId::Actor(id), Record::Actor(record)) => Change::Actor(id, Some(record)),
        (RecordId::Mission(id), Record::Mission(record)) => Change::Mission(id, Some(record)),
        (RecordId::Incident(id), Record::Incident(record)) => Change::Incident(id, Some(record)),
        (RecordId::Relation(id), Record::Relation(record)) => Change::Relation(id, Some(record)),
        (RecordId::Mandate(id), Record::Mandate(record)) => Change::Mandate(id, Some(record)),
        (RecordId::Survey(id), Record::Survey(record)) => Change::Survey(id, Some(record)),
        (RecordId::Activity(id), Record::Activity(record)) => Change::Activity(id, Some(record)),
        (RecordId::Question(id), Record::Question(record)) => Change::Question(id, Some(record)),
        (RecordId::Posture(id), Record::Posture(record)) => Change::Posture(id, Some(record)),
        (RecordId::Lever(id), Record::Lever(record)) => Change::Lever(id, Some(record)),
        (RecordId::Briefing(id), Record::Briefing(record)) => Change::Briefing(id, Some(record)),
        (RecordId::View(id), Record::View(record)) => Change::View(id, Some(record)),
        (id, _) => Change::removal(id),
    }
}

fn all_records(case: &Case) -> Vec<(RecordId, Record)> {
    let ids = RecordKind::ALL.iter().flat_map(|&kind| case.ids(kind));
    ids.filter_map(|id| Some((id, case.record(id)?))).collect()
}

fn dangling(case: &Case) -> Vec<(RecordId, RecordId)> {
    let named =
        all_records(case).into_iter().flat_map(|(id, record)| named(&record).into_iter().map(move |to| (id, to)));
    named.filter(|(_, to)| !case.has(*to)).collect()
}

proptest! {
    #[test]
    fn whatever_was_done_can_be_undone_and_done_again(edits in proptest::collection::vec(any_edit(), 1..20)) {
        let start = full();
        let mut history = History::new(start.clone());
        let mut steps = 0;
        for edit in &edits {
            let before = history.present().clone();
            let Ok(plan) = plan(&before, edit) else { continue };
            steps += usize::from(!plan.changes.is_empty());
            history.act(plan, Stamp::default());
            prop_assert_eq!(dangling(history.present()), vec![]);
            prop_assert_eq!(difference(&before, history.present()).is_empty(), before == *history.present());
        }
        let (end, generation) = (history.present().clone(), history.generation());
        for _ in 0..steps {
            prop_assert!(history.undo().is_some());
        }
        prop_assert!(history.undo().is_none());
        prop_assert_eq!(history.present(), &start);
        prop_assert!(history.is_saved());
        for _ in 0..steps {
            prop_assert!(history.redo().is_some());
        }
        prop_assert!(history.redo().is_none());
        prop_assert_eq!(history.present(), &end);
        prop_assert_eq!(history.generation(), generation);
    }

    #[test]
    fn a_removal_everywhere_leaves_no_trace_and_every_accusation_its_accuser(kind in any_kind(), bits in 0..4_u8) {
        let case = full();
        let gone = id(kind, bits);
        let plan = plan(&case, &Edit::Remove(vec![gone], References::Clear)).unwrap();
        let next = case.with(&plan.changes);
        prop_assert!(!next.has(gone));
        prop_assert_eq!(dangling(&next), vec![]);
        for incident in next.incidents.values() {
            let attributions = incident.participants.iter().map(|one| &one.attributed_to);
            for attribution in attributions.chain([&incident.attributed_to]) {
                prop_assert_ne!(attribution, &Attribution::NotApplicable);
                prop_assert_ne!(attribution, &Attribution::Parties(vec![]));
            }
        }
    }

    #[test]
    fn a_record_names_what_stands_in_it_and_can_do_without(kind in any_kind(), names in [0..9_u8, 0..9_u8, 0..9_u8]) {
        let record = record(kind, "x", names);
        let found = named(&record);
        prop_assert_eq!(&found, &ids_in(&record));
        for target in found {
            if let Some(left) = without(&empty(), &record, &BTreeSet::from([target])) {
                prop_assert!(!named(&left).contains(&target));
            }
        }
    }
}

const INCIDENT: u8 = 9;

fn ana() -> ActorId {
    ActorId::from_bits(2)
}

/// A case with the sources, parties and places that the incident of the label tests may name.
fn stage() -> Case {
    let actor = |name: &str| Record::Actor(Arc::new(Actor { name: name.to_owned(), ..Actor::default() }));
    let source = Source { title: "Report".to_owned(), ..Source::default() };
    let theme = Theme { name: "Drug trafficking".to_owned(), ..Theme::default() };
    let place = Place { name: "Bissau".to_owned(), ..Place::default() };
    let incident = Incident {
        title: "Coup".to_owned(),
        when: dated("2009-12"),
        participants: vec![participant(1, Party::Actor(ana()), Party::Actor(ActorId::from_bits(4)))],
        ..Incident::default()
    };
    empty().with(&[
        change(id(RecordKind::Source, 1), Record::Source(Arc::new(source))),
        change(id(RecordKind::Theme, 1), Record::Theme(Arc::new(theme))),
        change(id(RecordKind::Place, 1), Record::Place(Arc::new(place))),
        change(id(RecordKind::Actor, 2), actor("Ana")),
        change(id(RecordKind::Actor, 4), actor("Bia")),
        change(id(RecordKind::Incident, INCIDENT), Record::Incident(Arc::new(incident))),
    ])
}

/// Changes the incident of [`stage`] and holds the label and the difference against what is expected.
fn check(alter: impl FnOnce(&mut Incident), label: &str, lines: &[&str]) {
    let case = stage();
    let incident_id = IncidentId::from_bits(INCIDENT.into());
    let mut incident = Incident::clone(&case.incidents[&incident_id]);
    alter(&mut incident);
    let plan = plan(&case, &Edit::Put(incident_id.into(), Record::Incident(Arc::new(incident)))).unwrap();
    assert_eq!(plan.label, label);
    let words: Vec<String> = difference(&case, &case.with(&plan.changes)).iter().map(ToString::to_string).collect();
    assert_eq!(words, lines);
}

#[test]
fn a_label_names_the_act_and_the_record() {
    check(|_| {}, "No change", &[]);
    check(|it| it.when = dated("2010-01"), "Change the date of “Coup”", &["incident “Coup”: date 2009-12 → 2010-01"]);
    check(
        |it| it.title = "Putsch".into(),
        "Change the title of “Putsch”",
        &["incident “Putsch”: title “Coup” → “Putsch”"],
    );
    check(
        |it| it.common.citations.push(citation(1)),
        "Add a citation to “Coup”",
        &["incident “Coup”: citation “Report” added"],
    );
    check(
        |it| it.participants.clear(),
        "Remove participant “Ana” from “Coup”",
        &["incident “Coup”: participant “Ana” removed"],
    );
    check(
        |it| it.participants[0].role = "victim".into(),
        "Change participant “Ana” of “Coup”",
        &["incident “Coup”: participant “Ana” (role “accused” → “victim”)"],
    );
    check(
        |it| it.account = (1..4).map(|bits| Paragraph { key: key(bits), text: "…".into() }).collect(),
        "Add 3 paragraphs to “Coup”",
        &["incident “Coup”: paragraph “…” added; paragraph “…” added; paragraph “…” added"],
    );
    check(
        |it| {
            it.kind = IncidentKind::Coup;
            it.place = Some(PlaceId::from_bits(1));
            it.standing = Standing::Confirmed;
        },
        "Change 3 fields of “Coup”",
        &[
            "incident “Coup”: kind other → coup",
            "incident “Coup”: place set to “Bissau”",
            "incident “Coup”: standing reported → confirmed",
        ],
    );
}

#[test]
fn a_long_title_is_cut_between_characters() {
    let source = Source { title: "é".repeat(61), ..Source::default() };
    let edit = Edit::Put(id(RecordKind::Source, 7), Record::Source(Arc::new(source)));
    let plan = plan(&empty(), &edit).unwrap();
    assert_eq!(plan.label, format!("Add source “{}…”", "é".repeat(60)));
    assert_eq!(plan.focus, Some(id(RecordKind::Source, 7)));
}

#[test]
fn a_refusal_says_what_where_and_what_to_do() {
    let refused = |edit: &Edit| plan(&stage(), edit).unwrap_err().to_string();
    assert_eq!(
        refused(&Edit::Remove(vec![ana().into()], References::Refuse)),
        "“Ana” is still named by 1 record: change that first, or remove it everywhere"
    );
    let place = Place { name: "Port".to_owned(), parent: Some(PlaceId::from_bits(5)), ..Place::default() };
    assert_eq!(
        refused(&Edit::Put(id(RecordKind::Place, 3), Record::Place(Arc::new(place)))),
        "“Port” names the place pla-000000000005, which is not in this case: choose another, or add it first"
    );
    assert!(matches!(
        plan(&stage(), &Edit::Put(id(RecordKind::Place, 3), Record::Theme(Arc::default()))),
        Err(EditError::WrongKind { record: RecordKind::Theme, .. })
    ));
}

#[test]
fn a_removed_accuser_stays_as_a_name() {
    let case = stage();
    let bia = ActorId::from_bits(4);
    let plan = plan(&case, &Edit::Remove(vec![bia.into()], References::Clear)).unwrap();
    assert_eq!(plan.label, "Remove actor “Bia”, named by 1 record");
    let next = case.with(&plan.changes);
    let incident = &next.incidents[&IncidentId::from_bits(INCIDENT.into())];
    assert_eq!(incident.participants[0].attributed_to, Attribution::NotNamed("Bia".to_owned()));
}

#[test]
fn what_a_file_left_dangling_can_still_be_edited() {
    let mut broken = Place { parent: Some(PlaceId::from_bits(5)), ..Place::default() };
    let place = id(RecordKind::Place, 3);
    let case = empty().with(&[change(place, Record::Place(Arc::new(broken.clone())))]);
    broken.name = "Port".to_owned();
    assert!(plan(&case, &Edit::Put(place, Record::Place(Arc::new(broken)))).is_ok());
}

#[test]
fn a_new_value_takes_the_place_of_a_word_that_this_version_does_not_know() {
    let case = stage();
    let incident_id = IncidentId::from_bits(INCIDENT.into());
    let mut incident = Incident::clone(&case.incidents[&incident_id]);
    incident.extra.insert("kind".to_owned(), "Sabotage".to_owned());
    incident.extra.insert("weather".to_owned(), "\"rain\"".to_owned());
    incident.participants[0].extra.insert("standing".to_owned(), "Rumoured".to_owned());
    let case = case.with(&[change(incident_id.into(), Record::Incident(Arc::new(incident.clone())))]);
    incident.kind = IncidentKind::Coup;
    incident.participants[0].standing = Standing::Confirmed;
    let plan = plan(&case, &Edit::Put(incident_id.into(), Record::Incident(Arc::new(incident)))).unwrap();
    assert_eq!(plan.label, "Change 2 fields of “Coup”");
    let next = case.with(&plan.changes);
    let left = &next.incidents[&incident_id];
    assert_eq!(left.extra.iter().collect::<Vec<_>>(), [("weather", "\"rain\"")]);
    assert!(left.participants[0].extra.is_empty());
}

#[test]
fn a_save_in_the_background_vouches_for_the_value_that_it_wrote() {
    let mut history = History::new(empty());
    assert!(history.is_saved());
    let saving = history.generation();
    history.act(plan(history.present(), &Edit::Header(header("Another"))).unwrap(), Stamp::default());
    history.mark_saved(saving);
    assert!(!history.is_saved());
    assert_eq!(history.undo_label(), Some("Change the title of the case"));
    let undone = history.undo().map(|edit| edit.label);
    assert_eq!(undone.as_deref(), history.redo_label());
    assert!(history.is_saved());
    history.act(plan(history.present(), &Edit::Header(header("A third"))).unwrap(), Stamp::default());
    assert_eq!(history.redo_label(), None);
    assert!(!history.is_saved());
}
