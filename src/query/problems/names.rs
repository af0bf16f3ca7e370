//! Records without a name, and names that two records share.
//!
//! Names are compared composed (NFC), without differences of case and with single spaces; what is then still different
//! but for its accents is told as similar. Actors and missions share their names; of places, only those of one kind
//! that may lie in one country do; sources are one where title and reference are, or title, author and date where none
//! has a reference.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::catalogue::{DUPLICATE_ALIAS, DUPLICATE_NAME, Rule, SIMILAR_NAME, UNNAMED};
use super::fix::{Act, Fix};
use super::{Family, List, cut};
use crate::case::{PlaceKind, Record, RecordId, RecordKind};
use crate::query::folded::folded;

pub(super) fn begin<'a>(list: &mut List<'a>) -> Box<dyn Family + 'a> {
    if list.case.header.title.trim().is_empty() {
        list.add(&UNNAMED, "title", "The case has no title: give it one".to_owned());
    }
    let mut seen = Seen::default();
    Box::new(move |list: &mut List<'_>, id: RecordId, record: &Record| {
        unnamed(list, record);
        duplicate_aliases(list, id, record);
        for name in names(record) {
            seen.tell(list, id, &name);
        }
    })
}

fn unnamed(list: &mut List<'_>, record: &Record) {
    let (field, name) = match record {
        Record::Source(source) => ("title", &source.title),
        Record::Place(place) => ("name", &place.name),
        Record::Theme(theme) => ("name", &theme.name),
        Record::Actor(actor) => ("name", &actor.name),
        Record::Mission(mission) => ("name", &mission.name),
        Record::Incident(incident) => ("title", &incident.title),
        Record::Survey(survey) => ("title", &survey.title),
        Record::Activity(activity) => ("title", &activity.title),
        Record::Question(question) => ("text", &question.text),
        Record::Lever(lever) => ("name", &lever.name),
        Record::Briefing(briefing) => ("title", &briefing.title),
        Record::View(view) => ("name", &view.name),
        Record::Relation(_) | Record::Mandate(_) | Record::Posture(_) => return,
    };
    if name.trim().is_empty() {
        list.add(&UNNAMED, field, format!("This {} has no {field}: give it one", list.kind()));
    }
}

/// The names under which a record may be found, with those that may not have the same.
fn names(record: &Record) -> Vec<Name<'_>> {
    let name = |space, field, text| Name { space, field, text, rest: String::new(), country: "" };
    match record {
        Record::Actor(actor) => with_aliases(name(Space::Party, "name", &actor.name), &actor.aliases),
        Record::Mission(mission) => {
            vec![name(Space::Party, "name", &mission.name), name(Space::Party, "full_name", &mission.full_name)]
        }
        Record::Place(place) => {
            let first = Name { country: &place.country, ..name(Space::Place(place.kind), "name", &place.name) };
            with_aliases(first, &place.aliases)
        }
        Record::Theme(theme) => {
            vec![name(Space::Code, "code", &theme.code), name(Space::Theme, "name", &theme.name)]
        }
        Record::Source(source) => {
            let published = source.published.as_ref().map_or("", |date| date.as_str());
            let rest = match source.reference.trim() {
                "" => format!("\n{}\n{published}", source.author),
                reference => reference.to_owned(),
            };
            vec![Name { rest, ..name(Space::Source, "title", &source.title) }]
        }
        Record::Incident(_)
        | Record::Relation(_)
        | Record::Mandate(_)
        | Record::Survey(_)
        | Record::Activity(_)
        | Record::Question(_)
        | Record::Posture(_)
        | Record::Lever(_)
        | Record::Briefing(_)
        | Record::View(_) => Vec::new(),
    }
}

fn with_aliases<'a>(first: Name<'a>, aliases: &'a [String]) -> Vec<Name<'a>> {
    let others = aliases.iter().map(|alias| Name { field: "aliases", text: alias, ..first.clone() });
    let others: Vec<_> = others.collect();
    std::iter::once(first).chain(others).collect()
}

/// Within what a name is to be the only one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Space {
    Party,
    Place(PlaceKind),
    Code,
    Theme,
    Source,
}

/// A name of a record.
#[derive(Clone)]
struct Name<'a> {
    space: Space,
    field: &'static str,
    text: &'a str,
    /// What else has to be the same.
    rest: String,
    /// The country, for places of the same name in two.
    country: &'a str,
}

/// Those that had a name first, by the country in which they did.
type Firsts = BTreeMap<(Space, String), BTreeMap<String, RecordId>>;

/// The names so far.
#[derive(Default)]
struct Seen {
    same: Firsts,
    similar: Firsts,
    /// Pairs that were told, each once.
    told: BTreeSet<(RecordId, RecordId)>,
}

impl Seen {
    fn tell(&mut self, list: &mut List<'_>, id: RecordId, name: &Name<'_>) {
        let key = folded(name.text);
        if key.is_empty() {
            return;
        }
        let bare = unaccented(&key);
        let rest = folded(&name.rest);
        let country = folded(name.country);
        let keyed = |key: String| (name.space, format!("{key}\n{rest}"));
        let same = first_of(&mut self.same, keyed(key), &country, id);
        let similar = first_of(&mut self.similar, keyed(bare), &country, id);
        let (rule, other) = match (same, similar) {
            (Some(other), _) => (&DUPLICATE_NAME, other),
            (None, Some(other)) => (&SIMILAR_NAME, other),
            (None, None) => return,
        };
        if self.told.insert((id, other)) {
            list.add(rule, name.field, words(list, rule, name.text, other));
        }
    }
}

/// Another record that had the name before, in the same country or in none.
fn first_of(firsts: &mut Firsts, key: (Space, String), country: &str, id: RecordId) -> Option<RecordId> {
    let by_country = firsts.entry(key).or_default();
    let anywhere = || by_country.first_key_value().map(|(_, id)| id).filter(|_| country.is_empty());
    let found = by_country.get(country).or_else(|| by_country.get("")).or_else(anywhere).copied();
    by_country.entry(country.to_owned()).or_insert(id);
    found.filter(|&other| other != id)
}

fn words(list: &List<'_>, rule: &Rule, name: &str, other: RecordId) -> String {
    let (name, kind, title) = (cut(name), other.kind().label(), cut(&list.case.title_of(other)));
    let names = if *rule == SIMILAR_NAME { "differs in accents alone from a name of" } else { "also names" };
    let what = if other.kind() == RecordKind::Source {
        format!("“{name}” is also the title of another source with the same reference or date")
    } else {
        format!("“{name}” {names} the {kind} “{title}”")
    };
    format!("{what}: merge them if they are one")
}

/// Names that a record has twice.
fn duplicate_aliases(list: &mut List<'_>, id: RecordId, record: &Record) {
    let (name, aliases) = if let Record::Actor(actor) = record {
        (&actor.name, &actor.aliases)
    } else if let Record::Place(place) = record {
        (&place.name, &place.aliases)
    } else {
        return;
    };
    let mut seen = BTreeSet::from([folded(name)]);
    for (place, alias) in aliases.iter().enumerate() {
        if !seen.insert(folded(alias)) {
            let words = format!("The other name “{}” is there already: remove it", cut(alias));
            let label = format!("Remove the repeated name “{}” of “{}”", cut(alias), cut(name));
            let act = Act::DropAlias { record: id, place, alias: alias.clone() };
            list.mend(&DUPLICATE_ALIAS, "aliases", words, Some(Fix { label, act }));
        }
    }
}

/// A folded name without its accents, and without the letters that have no accent to lose.
fn unaccented(name: &str) -> String {
    if name.is_ascii() {
        return name.to_owned();
    }
    let plain = |letter| match letter {
        'ø' => 'o',
        'ł' => 'l',
        'đ' => 'd',
        'ı' => 'i',
        '’' => '\'',
        '‑' | '–' => '-',
        letter => letter,
    };
    name.nfd().filter(|&letter| !is_combining_mark(letter)).map(plain).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::case::{Actor, ActorId, Change, Mission, MissionId, Place, PlaceId, Source, SourceId, Theme, ThemeId};
    use crate::query::problems::testing::{check, fixes, told};
    use crate::query::testing as t;

    #[test]
    fn names_are_compared_without_case_and_composition() {
        let changes = [t::actor(1, "José  Müller"), t::actor(2, "JOSE\u{301} mu\u{308}ller")];
        check(&changes, &["note actor name duplicate-name"]);
        check(&[t::actor(1, "José  Müller"), t::actor(2, "Jose Muller")], &["note actor name similar-name"]);
        check(&[t::actor(1, "Ana"), t::actor(2, "Bia")], &[]);
        check(&[t::actor(1, " ")], &["warning actor name unnamed"]);
    }

    #[test]
    fn an_actor_and_a_mission_of_one_name_are_told_once() {
        let mission = Mission { name: "UNIOGBIS".to_owned(), full_name: "uniogbis".to_owned(), ..Mission::default() };
        let mission = Change::Mission(MissionId::from_bits(1), Some(Arc::new(mission)));
        let changes = [t::actor(1, "UNIOGBIS"), mission];
        check(&changes, &["note mission name duplicate-name"]);
        assert_eq!(
            told(&changes, "duplicate-name"),
            ["“UNIOGBIS” also names the actor “UNIOGBIS”: merge them if they are one"]
        );
    }

    fn place(n: u64, name: &str, kind: PlaceKind, country: &str) -> Change {
        let place = Place { name: name.to_owned(), kind, country: country.to_owned(), ..Place::default() };
        Change::Place(PlaceId::from_bits(n), Some(Arc::new(place)))
    }

    #[test]
    fn places_of_one_name_may_lie_in_two_countries_or_be_of_two_kinds() {
        let case =
            |kind, first, second| [place(1, "San José", PlaceKind::City, first), place(2, "san josé", kind, second)];
        let note = ["note place name duplicate-name"];
        check(&case(PlaceKind::City, "CR", "CR"), &note);
        check(&case(PlaceKind::City, "CR", ""), &note);
        check(&case(PlaceKind::City, "", "US"), &note);
        check(&case(PlaceKind::City, "CR", "US"), &[]);
        check(&case(PlaceKind::Province, "CR", "CR"), &[]);
    }

    #[test]
    fn codes_of_themes_and_titles_of_sources_are_compared_too() {
        let theme = |n, code: &str, name: &str| {
            let theme = Theme { code: code.to_owned(), name: name.to_owned(), ..Theme::default() };
            Change::Theme(ThemeId::from_bits(n), Some(Arc::new(theme)))
        };
        check(&[theme(1, "DT", "Drugs"), theme(2, "dt", "Death")], &["note theme code duplicate-name"]);
        check(&[theme(1, "DT", "Drugs"), theme(2, "DR", "DT")], &[]);
        let source = |n, reference: &str, published: &str| {
            let source = Source {
                title: "Report".to_owned(),
                reference: reference.to_owned(),
                published: Some(t::date(published)),
                ..Source::default()
            };
            Change::Source(SourceId::from_bits(n), Some(Arc::new(source)))
        };
        let note = ["note source title duplicate-name"];
        check(&[source(1, "S/2011/388", "2011"), source(2, "s/2011/388", "2012")], &note);
        check(&[source(1, "S/2011/388", "2011"), source(2, "S/2012/1", "2011")], &[]);
        check(&[source(1, "", "2011-05"), source(2, "", "2011-05")], &note);
        check(&[source(1, "", "2011-05"), source(2, "", "2011-06")], &[]);
    }

    #[test]
    fn a_name_that_is_there_twice_can_be_removed() {
        let aliases = ["ANA", "Anna", "anna", "Ána"].map(str::to_owned).to_vec();
        let actor = Actor { name: "Ana".to_owned(), aliases, ..Actor::default() };
        let changes = [Change::Actor(ActorId::from_bits(1), Some(Arc::new(actor)))];
        check(&changes, &["note actor aliases duplicate-alias"; 2]);
        assert_eq!(
            fixes(&changes),
            ["Remove the repeated name “ANA” of “Ana”", "Remove the repeated name “anna” of “Ana”"]
        );
    }
}
