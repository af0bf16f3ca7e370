//! What is searched for: words, phrases and ids.

use super::vocabulary::each_word;
use crate::case::{
    ActivityId, ActorId, BriefingId, IncidentId, LeverId, MandateId, MissionId, PlaceId, PostureId, QuestionId,
    RecordKind, RelationId, SourceId, SurveyId, ThemeId, ViewId,
};

/// Something that a text must hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Term {
    /// One word, to be found anywhere in a word; or several, to be found one after the other, of which the first may be
    /// the end of a word and the last the beginning of one.
    pub words: Vec<String>,
    /// The beginning of an id, where it is one as well.
    pub id: Option<(RecordKind, String)>,
}

impl Term {
    /// The words as they stand in a text of folded words.
    pub fn text(&self) -> String {
        self.words.join(" ")
    }
}

/// What ends and begins a phrase.
const QUOTES: &[char] = &['"', '“', '”', '„', '«', '»'];

/// What the ids of each kind begin with, in the order of the kinds.
const PREFIXES: [&str; RecordKind::ALL.len()] = [
    SourceId::PREFIX,
    PlaceId::PREFIX,
    ThemeId::PREFIX,
    ActorId::PREFIX,
    MissionId::PREFIX,
    IncidentId::PREFIX,
    RelationId::PREFIX,
    MandateId::PREFIX,
    SurveyId::PREFIX,
    ActivityId::PREFIX,
    QuestionId::PREFIX,
    PostureId::PREFIX,
    LeverId::PREFIX,
    BriefingId::PREFIX,
    ViewId::PREFIX,
];

/// The terms of a search, parted by spaces; what stands in quotation marks is one. A phrase that is not closed yet ends
/// with the search.
pub(super) fn terms(words: &str) -> Vec<Term> {
    let mut terms = Vec::new();
    for (place, part) in words.split(QUOTES).enumerate() {
        if place % 2 == 1 {
            terms.push(Term { words: folded(part), id: None });
        } else {
            terms.extend(part.split_whitespace().map(|word| Term { words: folded(word), id: id(word) }));
        }
    }
    terms.retain(|term| !term.words.is_empty());
    terms
}

fn folded(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    each_word(text, &mut |word| words.push(word.to_owned()));
    words
}

/// The word as the beginning of an id: a prefix, a hyphen, and at least one digit of it.
fn id(word: &str) -> Option<(RecordKind, String)> {
    let word = word.to_ascii_lowercase();
    let (prefix, rest) = word.split_once('-')?;
    let (kind, _) = RecordKind::ALL.iter().zip(PREFIXES).find(|(_, of_kind)| *of_kind == prefix)?;
    let is_id = (1..=12).contains(&rest.len()) && rest.bytes().all(|letter| letter.is_ascii_alphanumeric());
    is_id.then_some((*kind, word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::RecordId;

    fn check(search: &str, expected: &[&str]) {
        let texts: Vec<String> = terms(search).iter().map(Term::text).collect();
        assert_eq!(texts, expected, "{search}");
    }

    #[test]
    fn spaces_part_terms_and_quotation_marks_hold_them_together() {
        check("", &[]);
        check(" … ", &[]);
        check("João arrest", &["joao", "arrest"]);
        check("\"prime minister\" arrest", &["prime minister", "arrest"]);
        check("“prime minister” «Côte d’Ivoire»", &["prime minister", "cote divoire"]);
        check("arrest \"prime min", &["arrest", "prime min"]);
        check("S/2011/388 #drugs", &["s 2011 388", "drugs"]);
        check("\"\" a", &["a"]);
    }

    #[test]
    fn an_id_is_told_by_its_prefix() {
        let check = |word: &str, expected: Option<&str>| {
            assert_eq!(id(word).map(|(_, begin)| begin).as_deref(), expected, "{word}");
        };
        check("inc-7h2k", Some("inc-7h2k"));
        check("INC-7H2K9M4X0Q5W", Some("inc-7h2k9m4x0q5w"));
        check("inc-", None);
        check("drug-related", None);
        check("act-7h2k9m4x0q5w0", None);
        for &kind in RecordKind::ALL {
            let prefix = PREFIXES[kind as usize];
            assert_eq!(id(&format!("{prefix}-0")), Some((kind, format!("{prefix}-0"))));
        }
        let incident = RecordId::Incident(IncidentId::from_bits(1));
        assert_eq!(id(&incident.to_string()).map(|(kind, _)| kind), Some(incident.kind()));
    }
}
