//! Which pairs of very many names are worth a comparison, found without going through all pairs.
//!
//! Two names of one have, on the side of the shorter, a word like each of its words. So each name is taken for the shorter
//! one, those are looked up that have a word like its rarest, and of these the ones that have words like all others stay.
//! Beside that: names of the same letters, words written together, and letters that stand for words.

use super::acronym::{first_letters, stands_for};
use super::lexicon::{Lexicon, Near, hashed, members, whole_keys};
use super::name::Word;
use super::pace::Pace;
use super::pairs::{Weighed, is_written_so};
use super::sounds::{skeleton, sounds};
use super::words::words;
use super::{organizations, persons};

/// So many partners of one name are compared: those that its words are most like, and then those next to it.
const PARTNERS: usize = 96;
/// Of names with the same letters, each is compared with so many that follow.
const NEXT: usize = 12;
/// So many words of a name stand close together; with more, it is always looked at in full.
const HEAD: usize = 5;
/// More words of a name are not looked up.
const WORDS: usize = 32;
/// Below this likeness, on the average of its words, no name comes to a score that counts.
const LEAST: f64 = 0.64;

/// One way of reading one name of a record.
pub(super) struct Reading {
    record: u32,
    numbers: Numbers,
    /// The numbers of its words, and what each weighs.
    words: Vec<(u32, f64)>,
    total: f64,
    /// Whether all its words count: no initial, nothing aside.
    is_plain: bool,
    /// Whether the other may have any number of words more.
    is_open: bool,
}

impl Reading {
    /// What the words weigh at the places of these bits.
    fn lacking(&self, bits: u32) -> f64 {
        let words = self.words.iter().enumerate().filter(|&(place, _)| bits & 1 << place != 0);
        words.map(|(_, (_, weight))| weight).sum()
    }
}

/// Which numbers a name has; 0 for none. What has others is never the same, however alike the words are.
type Numbers = u64;

/// Whether names may be of one by their numbers: they have the same, or one of them has none.
const fn may_be_one(one: Numbers, other: Numbers) -> bool {
    one == other || one == 0 || other == 0
}

/// A name in letters, or with words that letters may stand for.
struct Lettered {
    record: u32,
    numbers: Numbers,
    words: Vec<Word>,
}

/// All names of one kind, to be looked up.
pub(super) struct Blocks {
    is_person: bool,
    lexicon: Lexicon,
    readings: Vec<Reading>,
    /// Names without their letters that stand for words: these look others up, and are not looked up.
    seekers: Vec<Reading>,
    short: Vec<Lettered>,
    long: Vec<Lettered>,
    /// Runs of words that may be written together, each with the reading in which it stands.
    runs: Vec<(u32, Vec<Word>)>,
    /// The names by all their letters, in order of those.
    wholes: Vec<(u64, u32)>,
}

impl Blocks {
    /// No names yet, of persons or of anything else.
    pub fn new(is_person: bool) -> Self {
        let (readings, seekers, short, long) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let (lexicon, runs, wholes) = (Lexicon::default(), Vec::new(), Vec::new());
        Self { is_person, lexicon, readings, seekers, short, long, runs, wholes }
    }

    /// Takes up one reading of a name.
    pub fn add(&mut self, record: u32, name: &[Word]) {
        let weighed = if self.is_person { persons::weighed(name) } else { organizations::weighed(name) };
        let letters = weighed.iter().filter(|part| self.is_person || part.weight > 0.0);
        let whole = hashed(b'w', letters.flat_map(|part| part.word.text.bytes()));
        let numbers = numbers(name, self.is_person);
        self.wholes.push((whole ^ numbers, record));
        let at = self.readings.len() as u32;
        self.add_runs(at, &weighed);
        let reading = self.reading((record, numbers), &weighed);
        self.readings.push(reading);
        if !self.is_person {
            self.add_letters((record, numbers), weighed);
        }
    }

    fn reading(&mut self, (record, numbers): (u32, Numbers), weighed: &[Weighed]) -> Reading {
        let kept = weighed.iter().filter(|part| !part.is_left_out).take(WORDS);
        let words: Vec<(u32, f64)> = kept.map(|part| (self.lexicon.number(&part.word), part.weight)).collect();
        let total = words.iter().map(|(_, weight)| weight).sum();
        let is_plain = !self.is_person || words.iter().all(|&(_, weight)| weight > 0.0);
        Reading { record, numbers, words, total, is_plain, is_open: self.is_person }
    }

    fn add_runs(&mut self, at: u32, weighed: &[Weighed]) {
        for count in 2..=4 {
            for run in weighed.windows(count) {
                if run.iter().map(|part| part.word.text.len()).sum::<usize>() > 4 {
                    self.runs.push((at, run.iter().map(|part| part.word.clone()).collect()));
                }
            }
        }
    }

    /// Takes up a name for what letters say: its own, or those of its words.
    fn add_letters(&mut self, (record, numbers): (u32, Numbers), weighed: Vec<Weighed>) {
        let is_short = |word: &Word| (2..=10).contains(&word.text.len()) && word.common.is_none();
        let place = weighed.iter().position(|part| is_short(&part.word));
        if let Some(place) = place {
            let mut others = weighed.clone();
            let short = others.remove(place);
            let has_others = others.iter().any(|part| part.weight > 0.0 && part.word.text != short.word.text);
            if !has_others {
                self.short.push(Lettered { record, numbers, words: vec![short.word] });
            } else if short.word.is_capital {
                let seeker = Reading { is_open: true, ..self.reading((record, numbers), &others) };
                self.seekers.push(seeker);
            }
        }
        let words: Vec<Word> = weighed.into_iter().map(|part| part.word).filter(|word| !word.is_aside).collect();
        if words.len() > 1 {
            self.long.push(Lettered { record, numbers, words });
        }
    }

    /// The pairs of records worth a comparison. `tied` gives the records that the case ties to one so that a part of a name
    /// may do. `None` where the pace says so.
    pub fn pairs(mut self, tied: &(dyn Fn(u32) -> Vec<u32> + Sync), pace: Pace<'_>) -> Option<Vec<(u32, u32)>> {
        let mut pairs = Vec::new();
        self.same_letters(&mut pairs);
        self.acronyms(&mut pairs, pace.part(0.0, 0.1))?;
        let runs = self.written_together(pace.part(0.1, 0.2))?;
        let index = Index::of(&self, runs, tied, pace.part(0.2, 0.2))?;
        let all: Vec<(u32, &Reading)> = (0..).zip(self.readings.iter().chain(&self.seekers)).collect();
        let found = pace.part(0.2, 1.0).shared(&all, 256, |part| {
            let mut marks = Marks::new(&self);
            let partners = |&(at, reading): &(u32, &Reading)| {
                let found = index.partners((at, reading), &mut marks);
                let pair = |other: u32| (reading.record.min(other), reading.record.max(other));
                found.into_iter().map(pair).collect::<Vec<_>>()
            };
            part.iter().flat_map(partners).collect()
        })?;
        pairs.extend(found);
        Some(pairs)
    }

    fn same_letters(&mut self, pairs: &mut Vec<(u32, u32)>) {
        self.wholes.sort_unstable();
        self.wholes.dedup();
        for (at, &(whole, record)) in self.wholes.iter().enumerate() {
            let same = self.wholes.iter().skip(at + 1).take(NEXT).take_while(|&&(other, _)| other == whole);
            pairs.extend(same.map(|&(_, other)| (record, other)));
        }
    }

    /// Of each word the readings in which it stands, by their numbers.
    fn postings(&self) -> Vec<Vec<(Numbers, u32)>> {
        let mut postings: Vec<Vec<(Numbers, u32)>> = vec![Vec::new(); self.lexicon.len()];
        for (reading, at) in self.readings.iter().zip(0..) {
            let one = (reading.numbers, at);
            for &(word, _) in &reading.words {
                if let Some(readings) = postings.get_mut(word as usize).filter(|list| list.last() != Some(&one)) {
                    readings.push(one);
                }
            }
        }
        for list in &mut postings {
            list.sort_unstable();
        }
        postings
    }

    /// Of each word the readings that have it in parts, in order.
    fn written_together(&self, pace: Pace<'_>) -> Option<Vec<Vec<u32>>> {
        let keys = self.lexicon.by_bones();
        let mut found: Vec<Vec<u32>> = vec![Vec::new(); self.lexicon.len()];
        for (place, (at, run)) in self.runs.iter().enumerate() {
            pace.step((place, self.runs.len()), 512)?;
            let text: String = run.iter().map(|word| word.text.as_str()).collect();
            let bones = skeleton(&sounds(&text));
            for number in whole_keys(&bones, words().given(&text)).flat_map(|key| members(&keys, key)) {
                let is_so = self.lexicon.word(number).is_some_and(|word| is_written_so(word, run, &text));
                if let Some(readings) = found.get_mut(number as usize).filter(|_| is_so) {
                    readings.push(*at);
                }
            }
        }
        for readings in &mut found {
            readings.sort_unstable();
            readings.dedup();
        }
        Some(found)
    }

    /// Names in letters beside those whose words begin with these.
    fn acronyms(&self, pairs: &mut Vec<(u32, u32)>, pace: Pace<'_>) -> Option<()> {
        let mut firsts: Vec<(u64, u32)> = Vec::new();
        for (long, at) in self.long.iter().zip(0..) {
            firsts.extend(first_letters(&long.words).map(|letter| (u64::from(u32::from(letter)), at)));
        }
        firsts.sort_unstable();
        firsts.dedup();
        for (place, short) in self.short.iter().enumerate() {
            pace.step((place, self.short.len()), 16)?;
            let Some(letters) = short.words.first().map(|word| word.text.as_str()) else { continue };
            let Some(first) = letters.chars().next() else { continue };
            for at in members(&firsts, u64::from(u32::from(first))) {
                let is_meant =
                    |long: &&Lettered| long.record != short.record && may_be_one(long.numbers, short.numbers);
                let Some(long) = self.long.get(at as usize).filter(is_meant) else { continue };
                if stands_for(letters, &long.words.iter().collect::<Vec<_>>()) > 0.0 {
                    pairs.push((short.record.min(long.record), short.record.max(long.record)));
                }
            }
        }
        Some(())
    }
}

/// Everything that names are looked up in.
struct Index<'a> {
    blocks: &'a Blocks,
    likeness: fn(&Word, &Word) -> f64,
    near: Near,
    /// Of each word the readings in which it stands, by their numbers, and those that have it in parts.
    postings: Vec<Vec<(Numbers, u32)>>,
    runs: Vec<Vec<u32>>,
    /// Of each word, in how many readings at most there is one that is the same but for vowels, and one that is near.
    reach: Vec<(usize, usize)>,
    /// The first words of each reading, close together: most readings are turned down by these.
    heads: Vec<[u32; HEAD]>,
    tied: &'a (dyn Fn(u32) -> Vec<u32> + Sync),
}

/// Room for one look-up after the other.
struct Marks {
    /// The marks of each word.
    near: Vec<Mark>,
    /// Of each word and each reading, the name for which it was looked at last.
    words: Vec<u32>,
    readings: Vec<u32>,
}

/// For which name a word was marked; which words of it are near, and which are the same but for vowels: a bit for each.
#[derive(Clone, Copy)]
struct Mark {
    at: u32,
    near: u32,
    same: u32,
}

impl Marks {
    fn new(blocks: &Blocks) -> Self {
        let (words, readings) = (blocks.lexicon.len(), blocks.readings.len());
        let none = Mark { at: u32::MAX, near: 0, same: 0 };
        Self { near: vec![none; words], words: vec![u32::MAX; words], readings: vec![u32::MAX; readings] }
    }

    fn mark(&mut self, at: u32, reading: &Reading, near: &Near) {
        for (place, &(word, _)) in reading.words.iter().enumerate() {
            near.same(word).for_each(|word| self.add(word, Mark { at, near: 1 << place, same: 1 << place }));
            near.apart(word).for_each(|word| self.add(word, Mark { at, near: 1 << place, same: 0 }));
        }
    }

    fn add(&mut self, word: u32, mark: Mark) {
        if let Some(old) = self.near.get_mut(word as usize) {
            let is_of_it = old.at == mark.at;
            *old =
                if is_of_it { Mark { near: old.near | mark.near, same: old.same | mark.same, ..mark } } else { mark };
        }
    }

    /// Which words of a name some words are near, and to which they are the same but for vowels.
    fn bits(&self, at: u32, words: impl IntoIterator<Item = u32>) -> (u32, u32) {
        let marks = words.into_iter().filter_map(|word| self.near.get(word as usize)).filter(|mark| mark.at == at);
        marks.fold((0, 0), |(near, same), mark| (near | mark.near, same | mark.same))
    }
}

/// Whether something is looked at for the first time for a name.
fn is_new(seen: &mut [u32], place: u32, at: u32) -> bool {
    seen.get_mut(place as usize).is_some_and(|seen| std::mem::replace(seen, at) != at)
}

/// A name that is looked up as the shorter one.
struct Sought<'a> {
    at: u32,
    reading: &'a Reading,
    /// The places of the words that say something, the rarest first.
    order: Vec<usize>,
    /// Where it is a single name, the records with which that may be enough though they have others.
    tied: Vec<u32>,
    /// Whether a name has one of its words in parts.
    has_runs: bool,
    /// A bit for each place in the order.
    all: u32,
}

impl<'a> Index<'a> {
    fn of(
        blocks: &'a Blocks,
        runs: Vec<Vec<u32>>,
        tied: &'a (dyn Fn(u32) -> Vec<u32> + Sync),
        pace: Pace<'_>,
    ) -> Option<Self> {
        let near = blocks.lexicon.near(pace)?;
        let postings = blocks.postings();
        pace.step((0, 1), 1)?;
        let reach = near.sums(blocks.lexicon.len(), |word| list(&postings, word).len());
        let head = |reading: &Reading| {
            let mut head = [u32::MAX; HEAD];
            head.iter_mut().zip(&reading.words).for_each(|(place, &(word, _))| *place = word);
            head
        };
        let heads = blocks.readings.iter().map(head).collect();
        let likeness = if blocks.is_person { persons::alike } else { organizations::likeness };
        Some(Self { blocks, likeness, near, postings, runs, reach, heads, tied })
    }

    /// The records that a name, as the shorter one, may share with others.
    fn partners(&self, (at, reading): (u32, &Reading), marks: &mut Marks) -> Vec<u32> {
        marks.mark(at, reading, &self.near);
        let sought = self.sought(at, reading);
        let mut found: Vec<(f64, u32)> = Vec::new();
        let (words, is_near) = self.needed(&sought);
        for word in words {
            for other in self.near.same(word) {
                if is_new(&mut marks.words, other, at) {
                    self.look(&sought, self.standing(other, reading.numbers), marks, &mut found);
                }
            }
            for other in self.near.apart(word).filter(|_| is_near) {
                if is_new(&mut marks.words, other, at) {
                    self.look(&sought, self.standing(other, reading.numbers), marks, &mut found);
                }
            }
            self.look(&sought, list(&self.runs, word).iter().copied(), marks, &mut found);
        }
        if found.len() > PARTNERS {
            found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.abs_diff(at).cmp(&b.1.abs_diff(at))));
            found.truncate(PARTNERS);
        }
        found
            .iter()
            .filter_map(|&(_, other)| self.blocks.readings.get(other as usize))
            .map(|other| other.record)
            .collect()
    }

    /// The readings in which a word stands and whose numbers are these, or none; of a name without numbers, all of them.
    fn standing(&self, word: u32, numbers: Numbers) -> impl Iterator<Item = u32> {
        let all = list(&self.postings, word);
        let of = |numbers: Numbers| {
            let from = all.partition_point(|&(other, _)| other < numbers);
            let to = all.partition_point(|&(other, _)| other <= numbers);
            all.get(from..to).unwrap_or_default()
        };
        let (same, without) = if numbers == 0 { (all, &[][..]) } else { (of(numbers), of(0)) };
        same.iter().chain(without).map(|&(_, at)| at)
    }

    fn look(
        &self,
        sought: &Sought<'_>,
        among: impl Iterator<Item = u32>,
        marks: &mut Marks,
        found: &mut Vec<(f64, u32)>,
    ) {
        for at in among {
            let head = self.heads.get(at as usize).filter(|head| head.contains(&u32::MAX) && !sought.has_runs);
            let is_hopeless = head.is_some_and(|head| {
                let (near, same) = marks.bits(sought.at, *head);
                self.lacks(sought, near, same)
            });
            if is_hopeless || !is_new(&mut marks.readings, at, sought.at) {
                continue;
            }
            let Some(other) = self.blocks.readings.get(at as usize) else { continue };
            if other.record != sought.reading.record && may_be_one(other.numbers, sought.reading.numbers) {
                found.extend(self.alike(sought, (at, other), marks).map(|alike| (alike, at)));
            }
        }
    }

    fn sought<'b>(&self, at: u32, reading: &'b Reading) -> Sought<'b> {
        let words = reading.words.iter().enumerate().filter(|(_, (_, weight))| *weight > 0.0);
        let reach = |word: u32| self.reach.get(word as usize).map_or(0, |reach| reach.1);
        let mut order: Vec<(usize, usize)> = words.map(|(place, &(word, _))| (reach(word), place)).collect();
        order.sort_unstable();
        let order: Vec<usize> = order.into_iter().map(|(_, place)| place).collect();
        let is_single = self.blocks.is_person && reading.words.len() == 1;
        let mut tied = if is_single { (self.tied)(reading.record) } else { Vec::new() };
        tied.sort_unstable();
        let has_runs = reading.words.iter().any(|&(word, _)| !list(&self.runs, word).is_empty());
        let all = order.iter().fold(0, |bits, &place| bits | 1 << place);
        Sought { at, reading, order, tied, has_runs, all }
    }

    /// The words by which a name is looked up, and whether those that are near do: so many of the rarest that another name,
    /// which has none like them, lacks too much; or all, where fewer have one of them the same but for vowels.
    fn needed(&self, sought: &Sought<'_>) -> (Vec<u32>, bool) {
        let (mut sum, spare) = (0.0, self.spare(sought.reading.total) + 1e-9);
        let words = sought.order.iter().filter_map(|&place| sought.reading.words.get(place));
        let all: Vec<u32> = words.clone().map(|&(word, _)| word).collect();
        let is_needed = |&&(_, weight): &&(u32, f64)| {
            let is_needed = sum <= spare;
            sum += weight;
            is_needed
        };
        let rarest: Vec<u32> = words.take_while(is_needed).map(|&(word, _)| word).collect();
        let reach = |words: &[u32]| {
            let reach = words.iter().filter_map(|&word| self.reach.get(word as usize));
            reach.fold((0, 0), |(same, near), reach| (same + reach.0, near + reach.1))
        };
        let is_by_same = self.blocks.is_person && all.len() > 1 && reach(&all).0 < reach(&rarest).1;
        if is_by_same { (all, false) } else { (rarest, true) }
    }

    /// Whether a name lacks too much of which these words are near, and those the same but for vowels: all but one are to be.
    fn lacks(&self, sought: &Sought<'_>, near: u32, same: u32) -> bool {
        if (sought.all & near & !same).count_ones() > 1 {
            return true;
        }
        let missing = sought.all & !near;
        let spare = self.spare(sought.reading.total) + 1e-9;
        missing != 0 && (spare < 1e-6 || sought.reading.lacking(missing) > spare)
    }

    /// How much of a name may have nothing like it in another name of the same, by what all its words weigh.
    fn spare(&self, total: f64) -> f64 {
        match self.blocks.is_person {
            true if total < 4.0 => 0.0,
            true => 1.0,
            // What is left over of an organization is less than three tenths of what is paired.
            false => total * 0.3 / 1.3,
        }
    }

    /// How alike a name is to another; `None` where it lacks too much for a comparison.
    fn alike(&self, sought: &Sought<'_>, (at, other): (u32, &Reading), marks: &Marks) -> Option<f64> {
        let (reading, is_person) = (sought.reading, self.blocks.is_person);
        if is_person
            && reading.words.len() == 1
            && other.total > 1.0
            && sought.tied.binary_search(&other.record).is_err()
        {
            return None;
        }
        let (near, same) = marks.bits(sought.at, other.words.iter().map(|&(word, _)| word));
        let in_parts = |place: usize| reading.words.get(place).is_some_and(|&(word, _)| self.is_in_parts(word, at));
        let joined = sought.order.iter().filter(|&&place| sought.has_runs && in_parts(place));
        let joined = joined.fold(0, |bits, &place| bits | 1 << place);
        if self.lacks(sought, near | joined, same | joined) {
            return None;
        }
        let spare = self.spare(reading.total) + 1e-9;
        let (mut lacking, mut sum, mut is_joined) = (0.0, 0.0, false);
        for &place in &sought.order {
            let &(word, weight) = reading.words.get(place)?;
            let mut closest = self.closest((sought.at, place, word), other, marks);
            if closest <= 0.0 && joined & 1 << place != 0 {
                (closest, is_joined) = (1.0, true);
            }
            sum += weight * closest;
            lacking += if closest > 0.0 { 0.0 } else { weight };
            if lacking > spare {
                return None;
            }
        }
        let paired = reading.total - lacking;
        let unlike =
            other.words.iter().filter(|&&(word, _)| marks.bits(sought.at, [word]).0 == 0).map(|(_, weight)| weight);
        if !reading.is_open && !is_joined && lacking + unlike.sum::<f64>() > 0.3 * paired + 1e-9 {
            return None;
        }
        let is_close = sum >= LEAST * paired || !reading.is_plain;
        let is_worth = is_close && (!is_person || self.has_names_for_initials(reading, other));
        is_worth.then(|| sum / reading.total.max(other.total).max(1e-9))
    }

    /// Whether a reading has a word in parts.
    fn is_in_parts(&self, word: u32, at: u32) -> bool {
        list(&self.runs, word).binary_search(&at).is_ok()
    }

    /// How alike the closest word of another name is to the word at a place.
    fn closest(&self, (at, place, word): (u32, usize, u32), other: &Reading, marks: &Marks) -> f64 {
        let lexicon = &self.blocks.lexicon;
        let near = other.words.iter().filter(|&&(against, _)| marks.bits(at, [against]).0 & 1 << place != 0);
        let alike = near.filter_map(|&(against, _)| {
            let words = lexicon.word(word).zip(lexicon.word(against))?;
            Some(if against == word { 1.0 } else { (self.likeness)(words.0, words.1) })
        });
        alike.fold(0.0, f64::max)
    }

    /// Whether each initial of a person has a name in the other.
    fn has_names_for_initials(&self, reading: &Reading, other: &Reading) -> bool {
        let mut initials = self.words(reading).filter(|word| word.text.len() == 1 && word.number.is_none());
        initials.all(|initial| self.words(other).any(|word| persons::alike(initial, word) > 0.0))
    }

    fn words<'b>(&'b self, reading: &'b Reading) -> impl Iterator<Item = &'b Word> {
        reading.words.iter().filter_map(|&(word, _)| self.blocks.lexicon.word(word))
    }
}

/// The numbers of a name as one.
fn numbers(name: &[Word], is_person: bool) -> Numbers {
    let numbers = if is_person { persons::ranks(name) } else { organizations::numbered(name) };
    match numbers.len() {
        0 => 0,
        // Of several ranks one may be the same, and that is enough.
        2.. if is_person => 0,
        _ => hashed(b'n', numbers.into_iter().flat_map(u32::to_le_bytes)),
    }
}

fn list<T>(lists: &[Vec<T>], at: u32) -> &[T] {
    lists.get(at as usize).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::super::Name;
    use super::*;

    fn pairs(is_person: bool, names: &[&str]) -> Vec<(u32, u32)> {
        let mut blocks = Blocks::new(is_person);
        for (name, at) in names.iter().zip(0..) {
            Name::read(name).readings().iter().for_each(|reading| blocks.add(at, reading));
        }
        let mut pairs = blocks.pairs(&|_| Vec::new(), Pace { go_on: &|_| true, from: 0.0, to: 1.0 }).unwrap();
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    #[test]
    fn names_that_differ_by_a_number_are_not_compared_and_those_without_one_are() {
        let check = |names: &[&str], expected: &[(u32, u32)]| {
            assert_eq!(pairs(false, names), expected, "{names:?}");
            let has_letters = names.contains(&"UN") || names.contains(&"UN 4");
            assert_eq!(pairs(true, names), if has_letters { &[] } else { expected }, "persons: {names:?}");
        };
        check(&["Vessel 00123", "Vessel 00124", "Vessel 125"], &[]);
        check(&["Vessel 00123", "Vessel 123", "Vessel 124"], &[(0, 1)]);
        check(&["Vessel 00123", "Vessel", "Vessel 124"], &[(0, 1), (1, 2)]);
        check(&["UN 4", "United Nations 5"], &[]);
        check(&["UN", "United Nations"], &[(0, 1)]);
    }
}
