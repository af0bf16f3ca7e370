//! The catalogue of rules: each with its code, its severity and what it finds.

use super::Severity;

/// A rule that a case may break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The word for it, the same for ever, for a program to tell by.
    pub code: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// What it finds, in one line.
    pub about: &'static str,
}

macro_rules! rules {
    ($( $name:ident, $severity:ident, $code:literal, $about:literal; )+) => {
        $( pub(super) const $name: Rule = Rule { code: $code, severity: Severity::$severity, about: $about }; )+

        /// Every rule, the gravest first.
        pub const RULES: &[Rule] = &[ $( $name ),+ ];
    };
}

rules! {
    DANGLING, Error, "dangling", "a field names a record that the case does not have";
    DANGLING_KEY, Error, "dangling-key", "a rating or judgement is of a hypothesis that its question does not have";
    SELF_DATED, Error, "self-dated", "a relative date of an incident counts from that incident itself";
    CONTRADICTION, Error, "contradiction", "dates cannot all hold, or something ends before it starts";
    LOOP, Error, "loop", "a place lies in itself, or a mission follows itself";

    UNNAMED, Warning, "unnamed", "a record has no name or title";
    UNSOURCED, Warning, "unsourced", "a statement rests on no source";
    UNATTRIBUTED, Warning, "unattributed", "an allegation or suspicion does not say whose it is";
    UNREASONED, Warning, "unreasoned", "a posture has decided and gives no reason";
    SELF_RELATION, Warning, "self-relation", "a relation has the same party at both ends";
    TOO_PRECISE, Warning, "too-precise", "a stated date is more precise, or surer, than the words of its source";
    AFTER_PUBLICATION, Warning, "after-publication", "a date lies after every source cited for it was published";
    PREDECESSOR_ORDER, Warning, "predecessor-order", "a mission begins before the one that it follows";
    REVIEW_ORDER, Warning, "review-order", "a posture is to be looked at again before it was made";
    DAY_PART, Warning, "day-part", "a part of the day stands with a date that is no single day";
    REVERSED_RANGE, Warning, "reversed-range", "a lowest number is above the highest, or the best lies outside of both";
    ALTERNATIVE_FIELD, Warning, "alternative-field", "another value is given for a field that cannot have it";
    BELOW_CONTENTS, Warning, "below-contents", "a record is marked lower than one that it names or cites";
    DAMAGED, Warning, "damaged", "the text of a damaged record is kept and waits to be looked after";

    SINGLE_ORIGIN, Note, "single-origin", "every source that supports a statement goes back to one origin";
    LONE_ACCUSATION, Note, "lone-accusation", "an accusation goes back to one origin alone";
    ATTESTED_LATE, Note, "attested-late", "a source speaks for a date after its own publication";
    DUPLICATE_NAME, Note, "duplicate-name", "two records of a kind, or an actor and a mission, have one name";
    SIMILAR_NAME, Note, "similar-name", "two such names differ in accents alone";
    DUPLICATE_ALIAS, Note, "duplicate-alias", "a record has one name twice";
    LOWER_MARKING, Note, "lower-marking", "a record is marked lower than the case";
    CASE_MARKING, Note, "case-marking", "the case is marked lower than a record in it";
    BRIEFING_MARKING, Note, "briefing-marking", "a briefing is marked lower than records that it may show";
    UNDEFINED_ACRONYM, Note, "undefined-acronym", "an acronym is spelled out nowhere in the case";
    NEWER, Note, "newer", "a field is kept that this version does not know";
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_code_is_there_once_and_the_gravest_come_first() {
        let codes: BTreeSet<_> = RULES.iter().map(|rule| rule.code).collect();
        assert_eq!(codes.len(), RULES.len());
        assert!(RULES.is_sorted_by_key(|rule| rule.severity));
        for rule in RULES {
            let is_sober = rule.about.starts_with(char::is_lowercase) && !rule.about.ends_with('.');
            assert!(is_sober && rule.code.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-'));
        }
    }
}
