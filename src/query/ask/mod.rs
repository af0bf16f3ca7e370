//! The query language: one for the search box, filters, lists on the command line, and whatever else asks which records
//! are meant.
//!
//! # Grammar
//!
//! ```text
//! query  = [ either ]
//! either = both { "or" both }
//! both   = one { [ "and" ] one }             side by side means "and"
//! one    = ( "not" | "-" | "surely" ) one | "(" either ")" | word | "phrase" | "unsourced" | field ":" [ compare ] value
//! compare = "<" | "<=" | "=" | ">=" | ">"     for grades and markings
//! value  = word | "phrase"                    what has spaces or brackets in it stands in quotes; \" is a quote
//! ```
//!
//! Small and capital letters, accents and scripts make no difference (`query::folded::fold`). An empty query finds
//! everything.
//!
//! # What the parts mean
//!
//! | part | finds a record |
//! |---|---|
//! | `word`, `"a phrase"` | that has it anywhere in its own texts, or in a name of an actor, mission, place or theme that it names |
//! | `kind:seizure` | of this kind: kinds of incidents, relations, actors, places, sources, activities and levers, by label or by name in the file |
//! | `is:incident` | that is such a record; `is:undated` has a date of which nothing is known |
//! | `actor:Bubo` | that is the actor or mission, or names it: as a party, as whose statement it is, in a post, as partner or holder |
//! | `mission:UNIOGBIS` | that is the mission, or names it; a mission's predecessor does not count |
//! | `theme:DT` | that is the theme, by code or name, or names it |
//! | `place:Bissau` | that is the place, lies in it, or names it or what lies in it: incidents happened there, missions cover it |
//! | `source:S/2011/388` | that is the source, by title, reference, author, publisher, origin or public label, or cites it, in any of its parts; mandates also by the decision that gives them |
//! | `tag:drugs` | that has the tag |
//! | `after:2009-06` | that was going on, or happened, not before the first moment of June 2009 |
//! | `before:2010` | that was going on, or happened, before the first moment of 2010 |
//! | `on:2009` | that was going on, or happened, at some moment of 2009 |
//! | `status:alleged` | whose standing it is, or that of a part in it: incidents with those who took part, relations, and actors by a post |
//! | `grade:<=B2` | whose grade is at least as good as B2 in both halves: A or B, *and* 1 or 2 |
//! | `marking:>=amber` | that is marked so, or higher; what is unmarked has the marking of its case |
//! | `unsourced` | that is a statement without a citation that supports it |
//!
//! **Names.** What is exactly one of the names or aliases means the records called so; else every record is meant that
//! has a word of a name beginning so. A name that means nothing in the case finds nothing and is a warning, never an
//! error: the query stays right when the case grows.
//!
//! **Dates** are EDTF; incidents, relations, missions, mandates, activities and levers have the bounds that follow in the
//! whole case, actors those of their posts, sources the date of publication, surveys the date for which they speak, postures
//! the date on which they were made. What has no date of its own (a place, a theme, a question …) is not found by one.
//!
//! **Grades** compare letter with letter and digit with digit, never as one number. A record's grade is that of its best
//! supporting citation: of the one that no other beats, or, where letter and digit disagree (A3 and B1), of each of these.
//! `grade:<=B` asks the letter alone and `grade:<=2` the digit alone. F and 6 say that it *cannot be judged*: they are no
//! step of the scale, and only `grade:F6`, `grade:F` and `grade:6` find them. What was not graded yet has no grade:
//! `grade:none` finds it and nothing else does. A source has a letter only, and is found by a letter only.
//!
//! **Markings** compare in one order, UN or TLP, which the word tells. What is not marked in that order is not found;
//! `marking:none` finds what has no marking at all.
//!
//! # Surely and possibly
//!
//! Dates are uncertain, so that an answer is one of three: *surely*, *possibly* or *no*. "And" is as good as its worst part,
//! "or" as its best, "not" turns surely and no round and leaves possibly as it is (Kleene's strong logic). An undated
//! incident is possibly before any date and possibly after it. Who asks decides whether possibly is enough; within a query
//! `surely` says that it is not: `surely on:2009` is yes where that is sure, and no everywhere else.

mod complete;
mod fields;
mod hits;
mod judge;
mod lex;
mod names;
mod near;
mod parse;
mod resolve;
mod syntax;
#[cfg(test)]
mod tests;
mod texts;

pub use complete::{Completion, Values, complete};
pub use fields::{FIELDS, Field, FieldRow};
pub use hits::{Hit, Hits, find};
pub(in crate::query) use near::nearest;
pub use parse::{Parsed, parse};
pub use resolve::Asked;
pub use syntax::{Compare, Expr, GradeTest, Issue, Query, Severity, Span, Term, Test};
pub use texts::{Scan, Texts};
