//! What does not add up in a case, in words, and how it can be mended safely.
//!
//! Odd content is never refused: it opens, and is listed here. [`RULES`] is the catalogue; each family of rules has a
//! file; the case is gone through once, and each of them looks at every record. A [`Fix`] is a description of a repair that loses and claims nothing; whoever
//! asked for the list carries it out as an edit, which can be undone.
//!
//! Which statements need a source; a citation that only disputes a statement is none:
//!
//! | statement | is sourced by |
//! |---|---|
//! | incident, relation, activity, lever, survey | a citation of its own |
//! | participant | a citation of its own or of its incident |
//! | post | a citation of its own or of its actor |
//! | mandate | a citation of its own, or the decision that gives it |
//! | row of evidence | a citation of its own, or the record that it is |
//! | another value of a field | a citation of its own |
//! | relative date | none: it belongs to the record's date |
//! | hypothesis, rating, judgement, posture and its reasons | none: they are the officer's own, and rest on what they name |
//! | question, briefing, view | none: they state nothing |
//! | source, place, theme, actor, mission | none: what is claimed of them stands in posts, relations and mandates |

mod acronyms;
mod attribution;
mod catalogue;
mod dates;
mod fix;
mod kept;
mod loops;
mod markings;
mod names;
mod parts;
mod precision;
mod ranges;
mod references;
mod sources;
mod stand_in;
#[cfg(test)]
mod testing;
mod written;

pub use catalogue::{RULES, Rule};
pub use fix::{Act, Fix, Mended};

use super::dates::Dates;
use crate::case::{Case, Record, RecordId};

/// How grave a problem is, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The case contradicts itself.
    Error,
    /// A rule of the trade is broken.
    Warning,
    /// Worth a look.
    Note,
}

impl Severity {
    /// The word for it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// One thing that does not add up.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// How grave it is.
    pub severity: Severity,
    /// Where; `None` is the case as a whole.
    pub record: Option<RecordId>,
    /// In which field, named as in the file, with a dot before what lies inside it: `participants.party`.
    pub field: Option<&'static str>,
    /// The rule that is broken, for a program to tell by: a code of [`RULES`].
    pub code: &'static str,
    /// What is wrong and what to do, for a user.
    pub words: String,
    /// How it can be mended without a judgement, where it can.
    pub fix: Option<Fix>,
    /// How a record that is missing can be stood in for, where its kind tells what it is.
    pub stand_in: Option<Fix>,
}

impl Problem {
    /// Every way to mend it.
    pub fn fixes(&self) -> impl Iterator<Item = &Fix> {
        self.fix.iter().chain(&self.stand_in)
    }
}

/// A family of rules as it looks at one record after the other, in the order of the file.
trait Family {
    /// Looks at a record.
    fn look(&mut self, list: &mut List<'_>, id: RecordId, record: &Record);

    /// Tells what only follows from all of them.
    fn end(&self, _list: &mut List<'_>) {}
}

impl<F: FnMut(&mut List<'_>, RecordId, &Record)> Family for F {
    fn look(&mut self, list: &mut List<'_>, id: RecordId, record: &Record) {
        self(list, id, record);
    }
}

/// How a family begins: it tells what is wrong with the case as a whole.
type Begin = for<'a> fn(&mut List<'a>) -> Box<dyn Family + 'a>;

const FAMILIES: &[Begin] = &[
    references::begin,
    dates::begin,
    loops::begin,
    names::begin,
    sources::begin,
    attribution::begin,
    precision::begin,
    ranges::begin,
    markings::begin,
    acronyms::begin,
    kept::begin,
];

/// Everything in the case that does not add up: by severity, then record, the case first, then field.
pub fn problems(case: &Case, dates: &Dates) -> Vec<Problem> {
    problems_while(case, dates, &|| true).unwrap_or_default()
}

/// The same, or nothing as soon as nobody wants it any more.
pub fn problems_while(case: &Case, dates: &Dates, is_wanted: &dyn Fn() -> bool) -> Option<Vec<Problem>> {
    let mut list = List { case, dates, found: Vec::new(), record: None };
    let begun = |begin: &Begin| {
        list.record = None;
        begin(&mut list)
    };
    let mut families: Vec<_> = FAMILIES.iter().map(begun).collect();
    // All families look at a record while it is at hand: to fetch it takes longer than most of what they do.
    for (place, (id, record)) in case.records().enumerate() {
        if place.is_multiple_of(ROUND) && !is_wanted() {
            return None;
        }
        list.record = Some(id);
        for family in &mut families {
            family.look(&mut list, id, &record);
        }
    }
    for family in &families {
        list.record = None;
        family.end(&mut list);
    }
    list.found.sort_by(|one, other| {
        let key = |problem: &Problem| (problem.severity, problem.record, problem.field, problem.code);
        key(one).cmp(&key(other)).then_with(|| one.words.cmp(&other.words))
    });
    Some(list.found)
}

/// So many records are looked at before it is asked again whether somebody wants to know.
const ROUND: usize = 4096;

/// A list in the making, what it is made from, and the record that is being looked at.
struct List<'a> {
    case: &'a Case,
    dates: &'a Dates,
    found: Vec<Problem>,
    record: Option<RecordId>,
}

impl List<'_> {
    /// Adds a problem of the record that is being looked at.
    fn add(&mut self, rule: &Rule, field: impl Into<Option<&'static str>>, words: String) {
        self.mend(rule, field, words, None);
    }

    /// Adds a problem that may have a fix.
    fn mend(&mut self, rule: &Rule, field: impl Into<Option<&'static str>>, words: String, fix: Option<Fix>) {
        let (record, field) = (self.record, field.into());
        let stand_in = None;
        self.found.push(Problem { severity: rule.severity, record, field, code: rule.code, words, fix, stand_in });
    }

    /// Adds a way to mend the problem that was added last: a record that stands in for what is missing.
    fn stand_in(&mut self, stand_in: Option<Fix>) {
        if let Some(problem) = self.found.last_mut() {
            problem.stand_in = stand_in;
        }
    }

    /// The word for the record that is being looked at.
    fn kind(&self) -> &'static str {
        self.record.map_or("case", |id| id.kind().label())
    }
}

/// The beginning of a text that may be long.
fn cut(text: &str) -> String {
    const SHOWN: usize = 60;
    match text.char_indices().nth(SHOWN) {
        Some((at, _)) => text.get(..at).unwrap_or_default().trim_end().to_owned() + "…",
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::testing::{check, source};
    use super::*;
    use crate::case::{Level, SourceId};
    use crate::query::testing as t;

    #[test]
    fn a_sound_case_has_no_problem() {
        let mut incident = t::cited_incident("2009-03-02");
        incident.common = t::cited_by(&[1, 2]);
        incident.participants = vec![t::participant(1, t::actor_party(1))];
        let relation = crate::case::Relation { common: t::cited_by(&[1, 2]), ..t::relation(1, 2, "2008/2010") };
        let mut mandate = t::mandate(1, 1, Level::Mandated);
        mandate.decision = Some(SourceId::from_bits(1));
        let changes = [
            source(1, ""),
            source(2, ""),
            t::theme(1, "DT"),
            t::mission(1, "UN", "2008/.."),
            t::actor(1, "Ana"),
            t::actor(2, "Bia"),
            t::put_incident(1, incident),
            t::put_relation(1, relation),
            t::put_mandate(1, mandate),
        ];
        check(&changes, &[]);
    }

    #[test]
    fn the_gravest_comes_first() {
        let incident = t::put_incident(1, t::cited_incident("2009"));
        let changes = [t::actor(1, ""), incident, t::actor(2, "Ana"), t::actor(3, "ana")];
        let expected =
            ["error incident citations dangling", "warning actor name unnamed", "note actor name duplicate-name"];
        check(&changes, &expected);
    }

    #[test]
    fn a_long_text_is_cut() {
        assert_eq!(cut("short"), "short");
        assert_eq!(cut(&"é".repeat(61)), "é".repeat(60) + "…");
    }
}
