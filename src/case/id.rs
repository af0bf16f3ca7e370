//! Identities: random, never reused, never derived from a name.
//!
//! A record's id is 60 random bits, written as a prefix by kind and twelve characters of Crockford's base 32
//! (`inc-7h2k9m4x0q5w`). What lives inside a record has a [`Key`] of 30 bits in six characters.

use std::fmt;
use std::str::FromStr;

/// Crockford's base 32 in lower case: no `i`, `l`, `o` and `u`, and in ascending byte order, so that ids sort alike as
/// numbers and as text.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Why a text is no id or key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{text}” is no {what}: expected {expected}")]
pub struct IdError {
    /// What was read.
    pub text: String,
    /// What it should have been: "incident id".
    pub what: &'static str,
    /// The form that is accepted.
    pub expected: String,
}

/// The digit that a letter is.
const fn digit(letter: u8) -> Option<u64> {
    let digit = match letter {
        b'0'..=b'9' => letter - b'0',
        b'a'..=b'h' => letter - b'a' + 10,
        b'j'..=b'k' => letter - b'j' + 18,
        b'm'..=b'n' => letter - b'm' + 20,
        b'p'..=b't' => letter - b'p' + 22,
        b'v'..=b'z' => letter - b'v' + 27,
        _ => return None,
    };
    Some(digit as u64)
}

fn decode(text: &str, length: usize) -> Option<u64> {
    if text.len() != length {
        return None;
    }
    text.bytes().try_fold(0, |bits, letter| Some((bits << 5) | digit(letter)?))
}

fn encode<const LENGTH: usize>(bits: u64, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut letters = [b'0'; LENGTH];
    for (place, letter) in letters.iter_mut().rev().enumerate() {
        *letter = ALPHABET.get((bits >> (5 * place)) as usize & 31).copied().unwrap_or(b'0');
    }
    f.write_str(std::str::from_utf8(&letters).unwrap_or_default())
}

macro_rules! ids {
    ($( $name:ident, $prefix:literal, $what:literal; )+) => { $(
        #[doc = concat!("The identity of a ", $what, ", written `", $prefix, "-` and twelve characters.")]
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u64);

        impl $name {
            /// The prefix that tells the kind.
            pub const PREFIX: &'static str = $prefix;

            /// The id with the lowest 60 of these bits.
            pub const fn from_bits(bits: u64) -> Self {
                Self(bits & ((1 << 60) - 1))
            }

            /// Its 60 bits.
            pub const fn bits(self) -> u64 {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!($prefix, "-"))?;
                encode::<12>(self.0, f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                text.strip_prefix(concat!($prefix, "-"))
                    .and_then(|rest| decode(rest, 12))
                    .map(Self)
                    .ok_or_else(|| IdError {
                        text: text.to_owned(),
                        what: concat!($what, " id"),
                        expected: concat!(
                            $prefix, "- and twelve of the digits 0–9 and the letters a–z without i, l, o, u"
                        ).to_owned(),
                    })
            }
        }
    )+ };
}

ids! {
    CaseId, "cas", "case";
    SourceId, "src", "source";
    PlaceId, "pla", "place";
    ThemeId, "thm", "theme";
    ActorId, "act", "actor";
    IncidentId, "inc", "incident";
    RelationId, "rel", "relation";
    MissionId, "mis", "mission";
    MandateId, "man", "mandate";
    SurveyId, "sur", "survey";
    ActivityId, "atv", "activity";
    QuestionId, "que", "question";
    PostureId, "pos", "posture";
    LeverId, "lev", "lever";
    BriefingId, "bri", "briefing";
    ViewId, "vie", "view";
}

/// The identity, within its record, of a citation, a participant, a post, a date constraint or a paragraph.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(u32);

impl Key {
    /// The key with the lowest 30 of these bits.
    pub const fn from_bits(bits: u32) -> Self {
        Self(bits & ((1 << 30) - 1))
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        encode::<6>(u64::from(self.0), f)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Key {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        decode(text, 6).and_then(|bits| u32::try_from(bits).ok()).map(Self).ok_or_else(|| IdError {
            text: text.to_owned(),
            what: "key",
            expected: "six of the digits 0–9 and the letters a–z without i, l, o, u".to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_read_as_it_was_written() {
        let id = IncidentId::from_bits(0x0123_4567_89ab_cdef);
        assert_eq!(id.to_string().parse::<IncidentId>(), Ok(id));
        let key = Key::from_bits(0x1234_5678);
        assert_eq!(key.to_string().parse::<Key>(), Ok(key));
    }

    #[test]
    fn every_letter_of_the_alphabet_is_its_digit_and_no_other_is_one() {
        for letter in 0..=255 {
            let place = ALPHABET.iter().position(|&other| other == letter);
            assert_eq!(digit(letter), place.map(|place| place as u64), "{letter}");
        }
    }

    #[test]
    fn another_kind_another_length_and_other_letters_are_refused() {
        for text in ["act-000000000000", "inc-00000000000", "inc-00000000000i", "inc-00000000000A", "000000000000", ""]
        {
            assert!(text.parse::<IncidentId>().is_err(), "{text}");
        }
    }

    #[test]
    fn ids_sort_alike_as_numbers_and_as_text() {
        let ids: Vec<_> = (0..2000_u64).map(|n| ActorId::from_bits(n.wrapping_mul(0x9e37_79b9_7f4a_7c15))).collect();
        let mut by_number = ids.clone();
        by_number.sort();
        let mut by_text = ids;
        by_text.sort_by_key(ToString::to_string);
        assert_eq!(by_number, by_text);
    }
}
