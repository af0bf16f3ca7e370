//! Tables and what they come to.

use super::*;
use crate::case::{Case, Change, Citation, Record, RecordId};
use crate::query::testing as t;

fn grid(text: &str) -> Grid {
    let rows = text.lines().map(|line| line.split('|').map(|cell| cell.trim().to_owned()).collect());
    Grid { rows: rows.collect() }
}

/// Two missions, “Mission 1” and “Mission 2”, and the themes DT, CT and CB; the first is mandated on DT.
fn case() -> Case {
    let themes = [t::theme(1, "DT"), t::theme(2, "CT"), t::theme(3, "CB")];
    let missions = [t::mission(1, "UN", ""), t::mission(2, "UN", "")];
    let claim = [t::put_mandate(1, t::mandate(1, 1, Level::Mandated))];
    t::case(&themes.into_iter().chain(missions).chain(claim).collect::<Vec<Change>>())
}

/// A proposal in words: a line for each claim, then one for each fault.
fn told(proposal: &Proposal) -> Vec<String> {
    let claims = proposal.claims.iter().map(|claim| {
        let (mission, theme) = (&proposal.missions[claim.mission].text, &proposal.themes[claim.theme].text);
        let outcome = match claim.outcome {
            Outcome::New => "new",
            Outcome::Beside(_) => "beside",
            Outcome::Same(_) => "same",
            Outcome::Twice => "twice",
            Outcome::LeftOut => "left out",
        };
        let note = if claim.said.note.is_empty() { String::new() } else { format!(" ({})", claim.said.note) };
        format!("{} {mission} × {theme} {}{note}: {outcome}", claim.place.name(), claim.said.level.label())
    });
    claims.chain(proposal.faults.iter().map(|fault| format!("! {}: {}", fault.place.name(), fault.words))).collect()
}

fn check(text: &str, choices: &Choices, layout: Layout, expected: &[&str]) {
    let proposal = propose(&case(), &grid(text), choices);
    assert_eq!(told(&proposal), expected, "{text}");
    assert_eq!(proposal.layout, layout, "{text}");
}

#[test]
fn a_wide_table_is_read_whichever_way_it_lies() {
    let expected = ["B2 Mission 1 × DT mandated: same", "C3 Mission 2 × CT active: new"];
    let down = " | DT | CT\nMission 1 | x | -\nMission 2 | | active\n";
    check(down, &Choices::default(), Layout::MissionsDown, &expected);
    let across = " | Mission 1 | Mission 2\nDT | x |\nCT | - | active\n";
    check(
        across,
        &Choices::default(),
        Layout::ThemesDown,
        &["B2 Mission 1 × DT mandated: same", "C3 Mission 2 × CT active: new"],
    );
    let with_more = "Table 1: who does what\n\nOrganization | Mission | Drugs (DT) | CT | Total\nUN\nUN | MISSION  1 | X | | 1\nUN | Mission 2¹ | | act. | 1\nTotal | | 1 | 1\n¹ since 2010\n";
    let proposal = propose(&case(), &grid(with_more), &Choices::default());
    let expected = ["C5 MISSION  1 × Drugs (DT) mandated: left out", "D6 Mission 2 × CT active: new"];
    assert_eq!(told(&proposal), expected, "DT is called so by nobody");
    assert_eq!(proposal.themes[0].nearest, None);
    assert_eq!(proposal.themes[0].target, Target::LeaveOut);
}

#[test]
fn what_is_there_stands_beside_or_alone_as_the_officer_says() {
    let table = " | DT | CT\nMission 1 | requested | x\n";
    let beside = Choices::default();
    let all = ["B2 Mission 1 × DT requested: beside", "C2 Mission 1 × CT mandated: new"];
    check(table, &beside, Layout::MissionsDown, &all);
    let alone = Choices { leaves_others: true, ..Choices::default() };
    let one = ["B2 Mission 1 × DT requested: left out", "C2 Mission 1 × CT mandated: new"];
    check(table, &alone, Layout::MissionsDown, &one);
    let active = Choices { mark: Level::Active, ..Choices::default() };
    check(
        " | DT\nMission 1 | x\nMission 1 | x\n",
        &active,
        Layout::MissionsDown,
        &["B2 Mission 1 × DT active: beside", "B3 Mission 1 × DT active: twice"],
    );
}

#[test]
fn a_letter_among_letters_is_a_level() {
    let table = " | DT | CT | CB\nMission 2 | X | M | r\n";
    check(
        table,
        &Choices::default(),
        Layout::MissionsDown,
        &["B2 Mission 2 × DT excluded: new", "C2 Mission 2 × CT mandated: new", "D2 Mission 2 × CB requested: new"],
    );
}

#[test]
fn remarks_and_footnotes_stay_with_their_claims() {
    let table = " | DT | CT\nMission 2 | x (by request) | x¹\n¹ since 2010 only\n";
    check(
        table,
        &Choices::default(),
        Layout::MissionsDown,
        &["B2 Mission 2 × DT mandated (by request): new", "C2 Mission 2 × CT mandated (since 2010 only): new"],
    );
}

#[test]
fn what_cannot_be_read_is_told_with_its_place() {
    let table = " | DT | CT\nMission 2 | see annex | x\n";
    check(
        table,
        &Choices::default(),
        Layout::MissionsDown,
        &["C2 Mission 2 × CT mandated: new", "! B2: “see annex” is no mark and no level: the cell is left out"],
    );
}

#[test]
fn a_name_that_nobody_has_is_left_out_until_the_officer_says_more() {
    let table = " | DT | Cybercrime\nMision 2 | x | x\nAnother | x |\n";
    let proposal = propose(&case(), &grid(table), &Choices::default());
    assert!(proposal.claims.iter().all(|claim| claim.outcome == Outcome::LeftOut));
    assert_eq!(proposal.missions[0].nearest, Some(crate::case::MissionId::from_bits(2).into()));
    let nearest = proposal.missions[0].nearest.unwrap();
    let targets = [
        (proposal.missions[0].key.clone(), Target::Record(nearest)),
        (proposal.missions[1].key.clone(), Target::Create),
        (proposal.themes[1].key.clone(), Target::Create),
    ];
    let choices = Choices { targets: targets.into(), ..Choices::default() };
    check(
        table,
        &choices,
        Layout::MissionsDown,
        &["B2 Mision 2 × DT mandated: new", "C2 Mision 2 × Cybercrime mandated: new", "B3 Another × DT mandated: new"],
    );
    let proposal = propose(&case(), &grid(table), &choices);
    assert_eq!(proposal.created(), [1, 1]);
    let made = made(&case(), &proposal);
    let kinds: Vec<&str> = made.iter().map(|(id, _)| id.kind().label()).collect();
    assert_eq!(kinds, ["mission", "theme", "mandate", "mandate", "mandate"]);
}

#[test]
fn an_empty_case_gets_every_name_of_the_table() {
    let table = "Organization | Group | Mission | Drug trafficking (DT) | CT\nUN | field | UNOWA | x | \nOSCE | | Mission to Serbia | | active\n";
    let empty = t::empty();
    let proposal = propose(&empty, &grid(table), &Choices::default());
    assert_eq!(
        told(&proposal),
        ["D2 UNOWA × Drug trafficking (DT) mandated: new", "E3 Mission to Serbia × CT active: new"]
    );
    let made = made(&empty, &proposal);
    let Record::Mission(mission) = &made[0].1 else { panic!("a mission comes first") };
    assert_eq!(
        (mission.name.as_str(), mission.organization.as_str(), mission.group.as_str()),
        ("UNOWA", "UN", "field")
    );
    let themes: Vec<(&str, &str)> = made
        .iter()
        .filter_map(|(_, record)| {
            if let Record::Theme(theme) = record { Some((theme.code.as_str(), theme.name.as_str())) } else { None }
        })
        .collect();
    assert_eq!(themes, [("DT", "Drug trafficking"), ("CT", "CT")]);
}

#[test]
fn a_long_table_gives_every_field_of_a_claim() {
    let table = "Mission | Theme | Level | Modality | From | To | Note | Attested for\n\
                 Mission 2 | DT | requested | assist | 2008 | 2010 | urged | 2011-07\n\
                 Mission 2 | CT | | secure | | March 2009 | |\n\
                 Mission 2 | CB | perhaps | | | | |\n\
                 Mission 1 | DT | mandated | help | | | |\n";
    let proposal = propose(&case(), &grid(table), &Choices::default());
    assert_eq!(
        told(&proposal),
        [
            "B2 Mission 2 × DT requested (urged): new",
            "B3 Mission 2 × CT mandated: new",
            "B5 Mission 1 × DT mandated: same",
            "! C4: “perhaps” is no single level: the row is left out",
            "! D5: “help” is none of monitor, assist, secure: it is left empty",
        ]
    );
    let said = &proposal.claims[0].said;
    assert_eq!(said.when.stated.as_ref().unwrap().as_str(), "2008/2010");
    assert_eq!(said.attested.as_ref().unwrap().as_str(), "2011-07");
    assert_eq!(said.modality, Some(Modality::Assist));
    let open = proposal.claims[1].said.when.stated.as_ref().unwrap();
    assert_eq!(open.as_str(), "../2009-03");
}

#[test]
fn places_are_named_as_a_spreadsheet_does() {
    let check = |row, column, expected: &str| assert_eq!(Place { row, column }.name(), expected);
    check(0, 0, "A1");
    check(9, 25, "Z10");
    check(0, 26, "AA1");
    check(0, 701, "ZZ1");
    check(0, 702, "AAA1");
}

/// The records of a proposal, each cited once.
fn made(case: &Case, proposal: &Proposal) -> Vec<(RecordId, Record)> {
    let bits = std::cell::Cell::new(100);
    let next = || bits.replace(bits.get() + 1);
    let cite = || -> Option<Citation> { Some(t::citation(1)) };
    records(case, proposal, &Fresh { bits: &next, cite: &cite })
}

#[test]
fn rows_of_incidents_and_findings_are_no_mandates() {
    let list = "Mission | Theme\nMission 2 | CT\n";
    check(list, &Choices::default(), Layout::Long, &["B2 Mission 2 × CT mandated: new"]);
    for column in ["Incident", "Activity", "Finding", "Change"] {
        let table = format!("Mission | Theme | {column}\nMission 2 | CT | A seizure\n");
        let words = "! A1: Its rows tell of incidents, activities or findings, and claim nothing: choose another table of the file";
        check(&table, &Choices::default(), Layout::Long, &[words]);
    }
    let with_level = "Mission | Theme | Level | Finding\nMission 2 | CT | active | gap\n";
    check(with_level, &Choices::default(), Layout::Long, &["B2 Mission 2 × CT active: new"]);
}

#[test]
fn what_our_own_sheets_say_of_themselves_is_no_theme() {
    let about = "Mission | DT | Total | Shows | As of | Compared with | Left out | Marking";
    let row = "Mission 2 | active | 1 | level of the mandates | 2011 | 2009 | 3 empty rows hidden | TLP:RED";
    let expected = ["B2 Mission 2 × DT active: new"];
    check(&format!("{about}\n{row}\n"), &Choices::default(), Layout::MissionsDown, &expected);
    let gaps = format!("{about}\n{}\n", row.replace("level of the mandates", "gaps"));
    let words = "! A1: It shows gaps, and claims nothing: hand on the layer of the levels to read it again";
    check(&gaps, &Choices::default(), Layout::MissionsDown, &[words]);
}
