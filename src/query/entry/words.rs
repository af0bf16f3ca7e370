//! The names of the records of one kind, to be looked up by what is said of them: each look is one into sorted lists, and
//! what it costs follows from how many names have the rarest word said.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::case::{Case, Record, RecordId, RecordKind};
use crate::query::bits::Bits;
use crate::query::folded::fold;
use crate::query::rows::Rows;

/// How well words that are said fit a name; each way includes those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// They are the name.
    Name,
    /// Each is a word of it.
    Words,
    /// Each is the beginning of a word of it.
    Beginnings,
}

impl Fit {
    /// All ways, the best first.
    pub const ALL: [Self; 3] = [Self::Name, Self::Words, Self::Beginnings];

    /// Whether words fit a name so well, which has these words of its own.
    pub fn holds(self, own: &[String], said: &[String]) -> bool {
        match self {
            Self::Name => own == said,
            Self::Words => said.iter().all(|said| own.contains(said)),
            Self::Beginnings => said.iter().all(|said| own.iter().any(|own| own.starts_with(said.as_str()))),
        }
    }
}

/// The names of one kind of record. Names are numbered in the order of their records, words in the order of letters.
#[derive(Clone, Debug)]
pub(super) struct Called {
    /// Every word of any name.
    words: Vec<Box<str>>,
    /// The words of each name, in the order in which they stand.
    names: Rows,
    /// The names that have each word.
    having: Rows,
    /// Whose each name is.
    owners: Vec<RecordId>,
    /// The names in the order of their words, and those with the same words in their own order.
    sorted: Vec<u32>,
}

impl Called {
    /// Looks at every record of that kind.
    pub fn of(case: &Case, kind: RecordKind) -> Self {
        let (mut names, mut owners) = (Rows::default(), Vec::new());
        // Words are numbered as they come, until all are known.
        let mut numbers: BTreeMap<Box<str>, u32> = BTreeMap::new();
        for id in case.ids(kind) {
            for name in names_of(case, id) {
                for word in split(&fold(&name)) {
                    let next = numbers.len() as u32;
                    let number = numbers.get(word).copied();
                    names.push(number.unwrap_or_else(|| *numbers.entry(word.into()).or_insert(next)));
                }
                names.end_row();
                owners.push(id);
            }
        }
        let mut places = vec![0; numbers.len()];
        for (place, &number) in (0..).zip(numbers.values()) {
            if let Some(known) = places.get_mut(number as usize) {
                *known = place;
            }
        }
        names.renumber(|number| places.get(number as usize).copied().unwrap_or_default());
        let mut sorted: Vec<u32> = (0..owners.len() as u32).collect();
        sorted.sort_by_key(|&name| names.row(name as usize));
        let having = names.inverted(numbers.len());
        Self { words: numbers.into_keys().collect(), names, having, owners, sorted }
    }

    /// The records with a name that these words fit so well, or better, in order.
    pub fn fitting(&self, said: &[String], fit: Fit) -> impl Iterator<Item = RecordId> {
        let (names, ranges) = match fit {
            Fit::Name => (self.called(said).to_vec(), Vec::new()),
            Fit::Words => self.rarest(said.iter().map(|word| self.whole(word)).collect()),
            Fit::Beginnings => self.rarest(said.iter().map(|word| self.beginning(word)).collect()),
        };
        let holds =
            move |own: &[u32]| ranges.iter().all(|range| own.iter().any(|&word| range.contains(&(word as usize))));
        let names = names.into_iter().map(|name| name as usize).filter(move |&name| holds(self.names.row(name)));
        let mut last = None;
        names.filter_map(|name| self.owners.get(name).copied()).filter(move |&id| last.replace(id) != Some(id))
    }

    /// The names that have these words and no others, in this order.
    fn called(&self, said: &[String]) -> &[u32] {
        let numbers = said.iter().map(|word| Some(self.number(word)? as u32));
        let Some(wanted) = numbers.collect::<Option<Vec<u32>>>() else { return &[] };
        let own = |&name: &u32| self.names.row(name as usize);
        let from = self.sorted.partition_point(|name| own(name) < wanted.as_slice());
        let rest = self.sorted.get(from..).unwrap_or_default();
        rest.get(..rest.partition_point(|name| own(name) == wanted.as_slice())).unwrap_or_default()
    }

    /// The names that have the rarest of these ranges of words; and the others, which are to be looked for in each.
    fn rarest(&self, mut ranges: Vec<Range<usize>>) -> (Vec<u32>, Vec<Range<usize>>) {
        let rarest =
            (0..ranges.len()).min_by_key(|&place| ranges.get(place).map(|range| self.having.rows(range).len()));
        let Some(rarest) = rarest.map(|place| ranges.swap_remove(place)) else { return (Vec::new(), ranges) };
        let names = self.having.rows(&rarest);
        if rarest.len() == 1 {
            return (names.to_vec(), ranges);
        }
        // The names of several words, put in order.
        let mut having = Bits::none(self.owners.len());
        let _added = having.add_all(names);
        (having.numbers().collect(), ranges)
    }

    fn number(&self, word: &str) -> Option<usize> {
        self.words.binary_search_by(|own| own.as_ref().cmp(word)).ok()
    }

    /// The words that are this one: one or none.
    fn whole(&self, word: &str) -> Range<usize> {
        self.number(word).map_or(0..0, |number| number..number + 1)
    }

    /// The words that begin so.
    fn beginning(&self, said: &str) -> Range<usize> {
        let from = self.words.partition_point(|word| word.as_ref() < said);
        let rest = self.words.get(from..).unwrap_or_default();
        from..from + rest.partition_point(|word| word.starts_with(said))
    }
}

/// The names by which a record is found.
pub(super) fn names_of(case: &Case, id: RecordId) -> Vec<String> {
    match case.record(id) {
        Some(Record::Source(source)) => vec![source.reference.clone(), source.title.clone()],
        Some(Record::Place(place)) => with(&place.name, &place.aliases),
        Some(Record::Theme(theme)) => vec![theme.code.clone(), theme.name.clone()],
        Some(Record::Actor(actor)) => with(&actor.name, &actor.aliases),
        Some(Record::Mission(mission)) => vec![mission.name.clone(), mission.full_name.clone()],
        Some(Record::Incident(incident)) => vec![incident.title.clone()],
        _ => Vec::new(),
    }
}

fn with(name: &str, aliases: &[String]) -> Vec<String> {
    std::iter::once(name).chain(aliases.iter().map(String::as_str)).map(str::to_owned).collect()
}

/// The words of a folded text.
pub(super) fn split(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// The words of a text, folded.
pub(super) fn words(text: &str) -> Vec<String> {
    split(&fold(text)).map(str::to_owned).collect()
}
