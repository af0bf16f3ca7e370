//! What kind of actor a name may be of, told by its legal form and by its words of organizations.
//!
//! Only what a name says of itself: a company, a body of the state, a party, or else a group. Nobody is taken for criminal
//! or armed because of a name.

use super::name::{Name, spelt};
use super::words::words;
use crate::case::ActorKind;

/// Words of organizations that tell the kind, each by one of its forms in the lists.
const KINDS: &[(&str, ActorKind)] = &[
    ("ministry", ActorKind::StateBody),
    ("police", ActorKind::StateBody),
    ("army", ActorKind::StateBody),
    ("court", ActorKind::StateBody),
    ("party", ActorKind::PoliticalParty),
    ("bank", ActorKind::Company),
    ("airline", ActorKind::Company),
    ("company", ActorKind::Company),
];

/// The kind that a name tells of; `None` where it may as well be a person's.
pub fn kind_of_name(text: &str) -> Option<ActorKind> {
    let name = Name::read(text);
    let known = words();
    let own: Vec<&str> = name.readings().iter().flatten().map(|word| word.text.as_str()).collect();
    let has_form = || text.split_whitespace().any(|word| known.clear_form(&spelt(word)).is_some());
    if has_form() {
        return Some(ActorKind::Company);
    }
    if !name.is_of_organization() {
        return None;
    }
    let is_of = |of: &str| {
        let line = known.common(of).map(|common| common.line);
        line.is_some() && own.iter().any(|word| known.common(word).map(|common| common.line) == line)
    };
    let kind = KINDS.iter().find(|(word, _)| is_of(word)).map(|&(_, kind)| kind);
    Some(kind.unwrap_or(ActorKind::Group))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expected: Option<ActorKind>) {
        assert_eq!(kind_of_name(name), expected, "{name}");
    }

    #[test]
    fn a_name_tells_its_kind_by_legal_form_and_words() {
        check("Atlantic Fishing Ltd", Some(ActorKind::Company));
        check("Agromar Lda.", Some(ActorKind::Company));
        check("Mar Azul S.A.R.L.", Some(ActorKind::Company));
        check("Ocean Trading Company", Some(ActorKind::Company));
        check("Banco da União", Some(ActorKind::Company));
        check("Ministry of the Interior", Some(ActorKind::StateBody));
        check("Ministério do Interior", Some(ActorKind::StateBody));
        check("Judicial Police", Some(ActorKind::StateBody));
        check("Partido da Renovação Social", Some(ActorKind::PoliticalParty));
        check("Network of Fishing Agencies", Some(ActorKind::Group));
    }

    #[test]
    fn a_name_of_a_person_tells_nothing() {
        for name in
            ["João Bernardo Vieira", "Maria da Silva", "General Na Waie", "Lee Min Ho", "Sa", "As", "", "Иван Петров"]
        {
            check(name, None);
        }
    }
}
