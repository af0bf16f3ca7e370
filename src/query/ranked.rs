//! Names in the order in which somebody who types a few letters may mean them.
//!
//! Names are compared as [`fold`](super::folded::fold) gives them. Whole names come before beginnings of names, these
//! before beginnings of words, these before parts of words, and letters with others between them come last.

use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::folded::fold;
use crate::case::{Case, Record, RecordId, RecordKind};

/// How well a name fits what was typed, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It is the name.
    Whole,
    /// The name begins with it.
    Beginning,
    /// Each of its words begins a word of the name.
    Words,
    /// Each of its words lies within the name.
    Inside,
    /// Its letters stand in the name in their order, with others between them.
    Letters,
}

/// A name that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ranked<T> {
    /// What has the name.
    pub of: T,
    /// Which of its names it is, from zero.
    pub name: usize,
    /// How well it fits.
    pub fit: Fit,
    /// The same with all else that counts, less for what comes first. Where letters stand apart, their closeness counts
    /// before it.
    pub score: u32,
}

/// What was typed, ready to be compared with many names.
pub struct Typed {
    folded: String,
    words: Vec<String>,
    /// The letters without spaces.
    letters: String,
    matcher: Matcher,
}

/// Letters that stand apart say little where they are few.
const FEWEST_LETTERS: usize = 3;

impl Typed {
    /// What was typed.
    pub fn of(text: &str) -> Self {
        let words: Vec<String> = fold(text).split_whitespace().map(str::to_owned).collect();
        Self { folded: words.join(" "), letters: words.concat(), words, matcher: Matcher::new(Config::DEFAULT) }
    }

    /// Whether nothing was typed.
    pub const fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// How well the best of some folded names, parted by line ends, fits, and which it is. Names whose letters stand apart
    /// are asked for only where `is_loose`.
    fn best(&self, names: &str, is_loose: bool) -> Option<(Fit, usize)> {
        // Most names do not have the letters at all.
        if !self.words.iter().all(|word| names.contains(word.as_str())) {
            let has_letters =
                |name: &str| is_loose && self.letters.len() >= FEWEST_LETTERS && has_in_order(name, &self.letters);
            return names.split('\n').position(has_letters).map(|name| (Fit::Letters, name));
        }
        let fits = names.split('\n').zip(0..).filter_map(|(name, place)| Some((self.fit(name)?, place)));
        // Words that lie in different names of one record find it too, by its first name.
        Some(fits.min().unwrap_or((Fit::Inside, 0)))
    }

    fn fit(&self, name: &str) -> Option<Fit> {
        if name == self.folded {
            return Some(Fit::Whole);
        }
        if name.starts_with(&self.folded) {
            return Some(Fit::Beginning);
        }
        if self.words.iter().all(|word| begins_word(name, word)) {
            return Some(Fit::Words);
        }
        self.words.iter().all(|word| name.contains(word.as_str())).then_some(Fit::Inside)
    }

    /// How close together the letters stand, more for closer ones.
    fn closeness(&mut self, name: &str) -> u16 {
        let (mut one, mut other) = (Vec::new(), Vec::new());
        let (name, letters) = (Utf32Str::new(name, &mut one), Utf32Str::new(&self.letters, &mut other));
        self.matcher.fuzzy_match(name, letters).unwrap_or(0)
    }
}

/// Whether a word of the name begins so.
fn begins_word(name: &str, word: &str) -> bool {
    name.match_indices(word).any(|(at, _)| {
        name.get(..at).and_then(|before| before.chars().next_back()).is_none_or(|before| !before.is_alphanumeric())
    })
}

/// Whether the letters stand in the name in their order.
fn has_in_order(name: &str, letters: &str) -> bool {
    let mut rest = name.bytes();
    letters.bytes().all(|letter| rest.any(|other| other == letter))
}

/// How far a kind of record stands behind the ones that are meant most often. What is called after others – a relation, a
/// mandate, a posture – stands behind those others however well it fits.
pub(super) const fn weight(kind: RecordKind) -> u32 {
    match kind {
        RecordKind::Actor => 0,
        RecordKind::Mission => 1,
        RecordKind::Incident | RecordKind::Theme => 2,
        RecordKind::Place => 3,
        RecordKind::Source | RecordKind::Question => 4,
        RecordKind::Lever | RecordKind::Briefing | RecordKind::View | RecordKind::Survey | RecordKind::Activity => 5,
        RecordKind::Posture => 16,
        RecordKind::Relation => 17,
        RecordKind::Mandate => 18,
    }
}

/// What a step from one fit to the next weighs, and having been selected lately.
const STEP: u32 = 10;
const LATELY: u32 = 5;

/// The most names that are found, of which the best come first.
pub const MOST: usize = 200;

/// The records whose names fit what was typed, at most [`MOST`], the best first. `names` gives each record with its folded
/// names, parted by line ends, the title first; `lately` are those that were selected lately.
pub fn records<'a>(
    typed: &mut Typed,
    names: &(impl Iterator<Item = (RecordId, &'a str)> + Clone),
    lately: &[RecordId],
) -> Vec<Ranked<RecordId>> {
    if typed.is_empty() {
        return Vec::new();
    }
    let found = |typed: &Typed, is_loose: bool| {
        let fits = names.clone().filter_map(|(id, names)| Some((id, names, typed.best(names, is_loose)?)));
        let ranked = fits.map(|(of, names, (fit, name))| {
            let late = if lately.contains(&of) { 0 } else { LATELY };
            (names, Ranked { of, name, fit, score: fit as u32 * STEP + weight(of.kind()) + late })
        });
        best(ranked.collect())
    };
    let strict = found(typed, false);
    if strict.len() >= MOST {
        return strict.into_iter().map(|(_, ranked)| ranked).collect();
    }
    let mut loose: Vec<_> = found(typed, true).into_iter().filter(|(_, ranked)| ranked.fit == Fit::Letters).collect();
    loose.sort_by_cached_key(|(names, ranked)| {
        let name = names.split('\n').nth(ranked.name).unwrap_or_default();
        (std::cmp::Reverse(typed.closeness(name)), ranked.score)
    });
    strict.into_iter().chain(loose).map(|(_, ranked)| ranked).take(MOST).collect()
}

/// The best of what was found: by score, then shorter names first, then by name.
fn best(mut found: Vec<(&str, Ranked<RecordId>)>) -> Vec<(&str, Ranked<RecordId>)> {
    let key = |(names, ranked): &(&str, Ranked<RecordId>)| {
        (ranked.score, names.split('\n').nth(ranked.name).map_or(0, str::len))
    };
    let order = |one: &(&str, Ranked<RecordId>), other: &(&str, Ranked<RecordId>)| {
        key(one).cmp(&key(other)).then_with(|| one.0.cmp(other.0)).then_with(|| one.1.of.cmp(&other.1.of))
    };
    if found.len() > MOST {
        let _nth = found.select_nth_unstable_by(MOST, order);
        found.truncate(MOST);
    }
    found.sort_by(order);
    found
}

/// The names of a few things that fit what was typed, the best first; by their place in the list.
pub fn labels(typed: &mut Typed, labels: &[&str]) -> Vec<Ranked<usize>> {
    let folded: Vec<String> = labels.iter().map(|label| fold(label)).collect();
    let fits = folded.iter().zip(0..).filter_map(|(label, of)| {
        let (fit, name) = typed.best(label, true)?;
        Some((label.as_str(), Ranked { of, name, fit, score: fit as u32 * STEP + LATELY }))
    });
    let mut found: Vec<_> = fits.collect();
    found.sort_by_cached_key(|(label, ranked)| {
        let closeness = if ranked.fit == Fit::Letters { typed.closeness(label) } else { 0 };
        (ranked.score, std::cmp::Reverse(closeness), ranked.of)
    });
    found.into_iter().map(|(_, ranked)| ranked).collect()
}

/// Every name by which a record is found, its title first.
pub fn names(case: &Case, id: RecordId) -> Vec<String> {
    let mut names = vec![case.title_of(id)];
    let mut add = |name: &String| {
        if !name.is_empty() {
            names.push(name.clone());
        }
    };
    match case.record(id) {
        Some(Record::Actor(actor)) => actor.aliases.iter().for_each(add),
        Some(Record::Place(place)) => place.aliases.iter().for_each(add),
        Some(Record::Mission(mission)) => add(&mission.full_name),
        Some(Record::Source(source)) => [&source.author, &source.reference].into_iter().for_each(add),
        Some(Record::Theme(theme)) => add(&theme.code),
        Some(
            Record::Incident(_)
            | Record::Relation(_)
            | Record::Mandate(_)
            | Record::Survey(_)
            | Record::Activity(_)
            | Record::Question(_)
            | Record::Posture(_)
            | Record::Lever(_)
            | Record::Briefing(_)
            | Record::View(_),
        )
        | None => {}
    }
    names
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::case::{Actor, ActorId, Change, Incident, IncidentId, Mission, MissionId};
    use crate::query::testing as t;

    fn case() -> Case {
        let actor = |n: u64, name: &str, aliases: &[&str]| {
            let aliases = aliases.iter().map(|&alias| alias.to_owned()).collect();
            let actor = Actor { name: name.to_owned(), aliases, ..Actor::default() };
            Change::Actor(ActorId::from_bits(n), Some(Arc::new(actor)))
        };
        let incident = |n: u64, title: &str| {
            let incident = Incident { title: title.to_owned(), ..Incident::default() };
            Change::Incident(IncidentId::from_bits(n), Some(Arc::new(incident)))
        };
        let mission = Mission {
            name: "UNIOGBIS".to_owned(),
            full_name: "UN Integrated Peacebuilding Office in Guinea-Bissau".to_owned(),
            ..Mission::default()
        };
        t::case(&[
            actor(1, "José Américo Bubo Na Tchuto", &["Bubo", "the Admiral"]),
            actor(2, "João Bernardo Vieira", &["Nino"]),
            actor(3, "Port authority", &[]),
            actor(4, "Airport police", &[]),
            incident(1, "Bubo Na Tchuto takes refuge"),
            incident(2, "Report on the port"),
            Change::Mission(MissionId::from_bits(1), Some(Arc::new(mission))),
            t::put_relation(1, t::relation(2, 1, "")),
        ])
    }

    /// The titles found, in their order, each with the other name by which it was found.
    fn check(text: &str, lately: &[RecordId], expected: &[&str]) {
        let case = case();
        let folded: Vec<(RecordId, String)> =
            case.records().map(|(id, _)| (id, fold(&names(&case, id).join("\n")))).collect();
        let listed = folded.iter().map(|(id, names)| (*id, names.as_str()));
        let found = records(&mut Typed::of(text), &listed, lately);
        let shown = found.iter().map(|one| {
            let (title, name) = (case.title_of(one.of), names(&case, one.of).swap_remove(one.name));
            if title == name { title } else { format!("{title} ({name})") }
        });
        assert_eq!(shown.collect::<Vec<_>>(), expected, "{text}");
    }

    const BUBO: &str = "José Américo Bubo Na Tchuto";
    const REFUGE: &str = "Bubo Na Tchuto takes refuge";
    const VIEIRA: &str = "João Bernardo Vieira";
    const ALLIES: &str = "João Bernardo Vieira is an ally of José Américo Bubo Na Tchuto";

    #[test]
    fn whole_names_come_before_beginnings_words_parts_and_letters() {
        let bubo = format!("{BUBO} (Bubo)");
        check("bubo", &[], &[&bubo, REFUGE, ALLIES]);
        check("admiral", &[], &[&format!("{BUBO} (the Admiral)")]);
        // The letters of a name stand in another one as well: that comes last.
        check("Joao", &[], &[VIEIRA, ALLIES, BUBO]);
        check("tchuto jose", &[], &[BUBO, ALLIES]);
        check("port", &[], &["Port authority", "Report on the port", "Airport police"]);
        check("jbv", &[], &[VIEIRA, ALLIES]);
        check("peacebuilding", &[], &["UNIOGBIS (UN Integrated Peacebuilding Office in Guinea-Bissau)"]);
        check("xq", &[], &[]);
        check("", &[], &[]);
    }

    #[test]
    fn what_was_selected_lately_comes_before_its_like() {
        let report = IncidentId::from_bits(2).into();
        check("port", &[], &["Port authority", "Report on the port", "Airport police"]);
        check("re", &[], &["Report on the port", REFUGE]);
        check("re", &[IncidentId::from_bits(1).into()], &["Report on the port", REFUGE]);
        check("on", &[report], &["Report on the port"]);
    }

    #[test]
    fn labels_are_found_by_their_words_and_letters() {
        let all = ["Undo", "Add incident", "Add actor", "Lanes by actor", "Open by path…"];
        let check = |text: &str, expected: &[usize]| {
            let found = labels(&mut Typed::of(text), &all);
            assert_eq!(found.iter().map(|one| one.of).collect::<Vec<_>>(), expected, "{text}");
        };
        check("add", &[1, 2]);
        check("actor", &[2, 3]);
        check("actor add", &[2]);
        check("oppath", &[4]);
        check("adinc", &[1]);
    }
}
