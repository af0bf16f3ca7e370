//! What kind of incident the words of a title speak of: a guess, and shown as one.

use crate::case::IncidentKind;
use crate::query::folded::fold;

/// Beginnings of words, English and French. The first row of which a word begins one of the title counts.
const SIGNS: &[(&[&str], IncidentKind)] = &[
    (&["attempted coup", "coup attempt", "failed coup", "tentative de coup"], IncidentKind::CoupAttempt),
    (&["coup"], IncidentKind::Coup),
    (&["assassin", "murder"], IncidentKind::Assassination),
    (&["kidnap", "abduct", "enlev"], IncidentKind::Kidnapping),
    (&["arrest", "detain", "detention"], IncidentKind::Arrest),
    (&["seize", "seizure", "saisie", "saisi "], IncidentKind::Seizure),
    (&["clash", "shootout", "firefight", "affrontement"], IncidentKind::ArmedClash),
    (&["asylum", "refuge ", "asile"], IncidentKind::Refuge),
    (&["breach", "storms ", "stormed "], IncidentKind::PremisesBreach),
    (&["attack", "ambush", "raid", "attaque"], IncidentKind::Attack),
    (&["accus"], IncidentKind::Accusation),
    (&["appoint", "nomme", "nomination"], IncidentKind::Appointment),
    (&["dismiss", "sacked", "limog"], IncidentKind::Dismissal),
    (&["election", "elected", "runoff"], IncidentKind::Election),
    (&["sanction"], IncidentKind::Sanctions),
    (&["protest", "demonstrat", "manifest"], IncidentKind::Protest),
    (&["meeting", "summit", "talks ", "meets ", "reunion"], IncidentKind::Meeting),
    (&["resolution", "decree", "decision", "decides"], IncidentKind::Decision),
    (&["statement", "declares", "declared", "declaration", "announce"], IncidentKind::Statement),
    (&["request", "asks for", "demande"], IncidentKind::Request),
];

/// The kind that a title speaks of, and the words that say so.
pub(super) fn guess(title: &str) -> Option<(IncidentKind, &'static str)> {
    let words: String = fold(title)
        .split(|letter: char| !letter.is_alphanumeric())
        .fold(String::from(" "), |all, word| if word.is_empty() { all } else { all + word + " " });
    SIGNS.iter().find_map(|&(signs, kind)| {
        let sign = signs.iter().find(|sign| words.contains(&format!(" {sign}")))?;
        Some((kind, sign.trim_end()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(title: &str, expected: Option<IncidentKind>) {
        assert_eq!(guess(title).map(|(kind, _)| kind), expected, "{title}");
    }

    #[test]
    fn a_title_speaks_of_its_kind() {
        check("Arrest of the Prime Minister", Some(IncidentKind::Arrest));
        check("PM Gomes is arrested", Some(IncidentKind::Arrest));
        check("Attempted coup d’état", Some(IncidentKind::CoupAttempt));
        check("Coup d’État", Some(IncidentKind::Coup));
        check("Saisie de 14 kg de cocaïne", Some(IncidentKind::Seizure));
        check("Guests arrive", None);
        check("", None);
    }
}
