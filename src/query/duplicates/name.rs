//! A name as its words.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::sounds::{skeleton, sounds};
use super::words::{Common, Line, words};

/// A name, read once to be compared often: its words, in each of the ways in which it may be read.
#[derive(Clone, Debug)]
pub struct Name {
    readings: Vec<Vec<Word>>,
    is_of_organization: bool,
}

/// A word of a name.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that its letters or signs say")]
pub(super) struct Word {
    /// In small Latin letters.
    pub text: String,
    /// By its sounds, and by its sounds where accents make others.
    pub sounds: Vec<char>,
    pub sharp: Option<Vec<char>>,
    /// Its consonants.
    pub skeleton: String,
    /// Whether its script writes no vowels.
    pub is_bare: bool,
    /// Whether it is written in capitals.
    pub is_capital: bool,
    /// Whether it stands in quotation marks or brackets, or after them.
    pub is_aside: bool,
    /// Whether a comma follows.
    pub has_comma: bool,
    /// Whether it was written together with the next: with a hyphen, or in a script without spaces.
    pub is_bound: bool,
    /// The given names that it is.
    pub given: Vec<Line>,
    /// What it says of an organization.
    pub common: Option<Common>,
    /// The number that it is.
    pub number: Option<u32>,
}

/// A word in small Latin letters, as the lists have it: those of scripts without vowels are kept apart by a sign.
pub(super) fn spelt(word: &str) -> String {
    let mut text = String::with_capacity(word.len() + 1);
    if is_bare(word) {
        text.push('~');
    }
    latin(word, &mut text);
    text
}

fn latin(word: &str, text: &mut String) {
    let plain: String = word.nfkd().filter(|&letter| !is_combining_mark(letter)).collect();
    let is_greek = plain.chars().any(|letter| matches!(letter, '\u{370}'..='\u{3ff}'));
    let plain = if is_greek {
        plain.to_lowercase().replace("ου", "ou").replace("αυ", "av").replace("ευ", "ev")
    } else {
        plain
    };
    for letter in plain.chars() {
        let letters = if letter.is_ascii() { "" } else { any_ascii::any_ascii_char(letter) };
        if letter.is_ascii_alphanumeric() {
            text.push(letter.to_ascii_lowercase());
        }
        text.extend(letters.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()));
    }
}

fn is_bare(word: &str) -> bool {
    word.chars()
        .any(|letter| matches!(letter, '\u{590}'..='\u{77f}' | '\u{900}'..='\u{dff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'))
}

/// Letters that are words or syllables of their own.
const fn is_syllable(letter: char) -> bool {
    matches!(letter, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}')
}

impl Name {
    /// Reads a name.
    pub fn read(text: &str) -> Self {
        let mut readings: Vec<Vec<Word>> = Vec::new();
        for part in parts(text) {
            let words = read(&part);
            if !words.is_empty() && readings.len() < 4 {
                readings.push(words);
            }
        }
        let is_of_organization = readings.first().is_some_and(|words| looks_like_organization(words, text));
        Self { readings, is_of_organization }
    }

    /// Whether its words are those of an organization.
    pub fn is_of_organization(&self) -> bool {
        self.is_of_organization
    }

    /// The ways in which it may be read.
    pub(super) fn readings(&self) -> &[Vec<Word>] {
        &self.readings
    }
}

/// The name itself, what it is without its brackets, and what stands in them or after "alias".
fn parts(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    for mark in [" a.k.a. ", " aka ", " alias ", " also known as ", " f.k.a. ", " formerly "] {
        if let Some(at) = lower.find(mark).filter(|&at| lower.len() == text.len() && text.is_char_boundary(at)) {
            let (first, rest) = (text.get(..at), text.get(at + mark.len()..));
            return [first, rest].into_iter().flatten().flat_map(parts).collect();
        }
    }
    let Some((before, rest)) = text.split_once(['(', '[']) else { return vec![text.to_owned()] };
    let (within, after) = rest.split_once([')', ']']).unwrap_or((rest, ""));
    let mut parts = vec![format!("{before} {after}")];
    // In brackets stands another name, or something about the name: one word of it in capitals is an acronym.
    let is_acronym = !within.contains(' ') && within.len() > 1 && within.chars().all(|letter| !letter.is_lowercase());
    parts.push(if is_acronym { within.to_owned() } else { format!("{before} \"{within}\" {after}") });
    parts
}

#[expect(clippy::struct_excessive_bools, reason = "each is one thing that the signs around it say")]
struct Piece {
    text: String,
    is_aside: bool,
    has_comma: bool,
    is_bound: bool,
}

/// Cuts a name into pieces at spaces, hyphens and other signs; dots between single letters go.
fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut piece = String::new();
    let mut is_aside = false;
    let end = |piece: &mut String, pieces: &mut Vec<Piece>, is_aside: bool, is_bound: bool| {
        if !piece.is_empty() {
            pieces.push(Piece { text: std::mem::take(piece), is_aside, has_comma: false, is_bound });
        }
    };
    for letter in text.chars() {
        match letter {
            '\'' | '’' | 'ʼ' | 'ʿ' | 'ʾ' | '`' | '´' | '‘' | 'ʹ' | 'ʻ' => {}
            '"' | '“' | '”' | '„' | '«' | '»' => {
                end(&mut piece, &mut pieces, is_aside, false);
                is_aside = !is_aside;
            }
            ',' | ';' => {
                end(&mut piece, &mut pieces, is_aside, false);
                if let Some(last) = pieces.last_mut() {
                    last.has_comma = true;
                }
            }
            '&' | '+' => {
                end(&mut piece, &mut pieces, is_aside, false);
                "and".clone_into(&mut piece);
                end(&mut piece, &mut pieces, is_aside, false);
            }
            letter if is_syllable(letter) => {
                end(&mut piece, &mut pieces, is_aside, true);
                piece.push(letter);
                end(&mut piece, &mut pieces, is_aside, true);
            }
            '.' => piece.push('.'),
            letter if letter.is_alphanumeric() || is_combining_mark(letter) => piece.push(letter),
            letter => end(&mut piece, &mut pieces, is_aside, matches!(letter, '-' | '‐' | '‑' | '–')),
        }
    }
    end(&mut piece, &mut pieces, is_aside, false);
    pieces
}

/// "عبد", servant, is one name with what follows.
fn with_servants(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match joined.last_mut().filter(|last| last.text == "عبد") {
            Some(last) => last.text.push_str(&piece.text),
            None => joined.push(piece),
        }
    }
    joined
}

/// The words of a name in order.
fn read(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    for piece in with_servants(pieces(text)) {
        let letters = piece.text.chars().filter(|&letter| letter != '.').count();
        let groups: Vec<&str> = piece.text.split('.').filter(|part| !part.is_empty()).collect();
        // "J.B." are two initials, "S.A." too, until it is known what is named; "Dr.Who" are two words.
        let is_letters = groups.len() > 1 && groups.iter().all(|part| part.chars().count() == 1);
        if is_letters || groups.len() > 1 {
            for (at, group) in groups.iter().enumerate() {
                let has_comma = piece.has_comma && at + 1 == groups.len();
                found.extend(word(group, &Piece { text: String::new(), has_comma, is_bound: is_letters, ..piece }));
            }
        } else if letters > 0 {
            found.extend(word(&piece.text.replace('.', ""), &piece));
        }
    }
    found
}

fn word(text: &str, piece: &Piece) -> Option<Word> {
    let bare = is_bare(text);
    let stem =
        if bare { text.strip_prefix("ال").filter(|rest| rest.chars().count() > 1).unwrap_or(text) } else { text };
    let spelling = spelt(stem);
    let plain = spelling.trim_start_matches('~').to_owned();
    if plain.is_empty() {
        return None;
    }
    let sounds = sounds(&plain);
    let sharp = accented(stem).map(|text| self::sounds(&text)).filter(|sharp| *sharp != sounds);
    let words = words();
    Some(Word {
        skeleton: skeleton(&sounds),
        is_bare: bare,
        is_capital: text.chars().count() > 1 && text.chars().all(|letter| letter.is_uppercase() || letter.is_numeric()),
        is_aside: piece.is_aside,
        has_comma: piece.has_comma,
        is_bound: piece.is_bound,
        given: words.given(&spelling).to_vec(),
        common: words.common(&spelling),
        number: number(&plain),
        sharp,
        sounds,
        text: plain,
    })
}

/// The word as it sounds where its accents make other sounds; `None` where it has none of these.
fn accented(text: &str) -> Option<String> {
    let small = text.to_lowercase();
    let mut spelling = String::with_capacity(text.len());
    let mut has_any = false;
    for letter in small.nfc() {
        let sound = match letter {
            'č' | 'ć' | 'ç' => "ch",
            'š' | 'ş' | 'ș' | 'ś' => "sh",
            'ž' | 'ż' | 'ź' => "zh",
            'đ' => "dj",
            'ñ' => "ny",
            'ã' => "an",
            'ț' | 'ţ' => "ts",
            'ö' | 'ø' | 'å' => "o",
            'ä' | 'æ' => "e",
            _ => "",
        };
        has_any |= !sound.is_empty();
        if sound.is_empty() { latin(letter.encode_utf8(&mut [0; 4]), &mut spelling) } else { spelling.push_str(sound) }
    }
    has_any.then_some(spelling)
}

/// The number that a word is, in digits, as an ordinal or in Roman letters.
fn number(text: &str) -> Option<u32> {
    let digits = text.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    if !digits.is_empty() && ["", "st", "nd", "rd", "th", "e", "eme", "o", "a"].contains(&text.get(digits.len()..)?) {
        return digits.parse().ok();
    }
    let words: &[(&[&str], u32)] = &[
        (&["first", "premier", "primero", "erste", "pervyi"], 1),
        (&["ii", "second", "deuxieme", "segundo", "zweite"], 2),
        (&["iii", "third", "troisieme", "tercero", "dritte"], 3),
        (&["iv", "fourth"], 4),
        (&["fifth"], 5),
        (&["vi", "sixth"], 6),
        (&["vii", "seventh"], 7),
        (&["viii", "eighth"], 8),
        (&["ix", "ninth"], 9),
        (&["xi"], 11),
        (&["xii"], 12),
    ];
    words.iter().find(|(words, _)| words.contains(&text)).map(|&(_, number)| number)
}

fn looks_like_organization(found: &[Word], text: &str) -> bool {
    let list = words();
    let ends = found.iter().rev().take(3).chain(found.iter().take(1));
    let is_all_capital = !text.chars().any(char::is_lowercase);
    let has_form = ends.into_iter().any(|word| {
        let is_form = list.clear_form(&word.text).is_some() && word.given.is_empty();
        is_form || (word.is_capital && !is_all_capital && found.len() > 1 && list.form(&word.text).is_some())
    });
    let dotted =
        found.windows(2).any(|pair| matches!(pair, [one, other] if one.is_bound && is_form_of_two(one, other)));
    let common = |word: &&Word| word.common.is_some_and(|common| common.weight > 0.0) && !list.is_title(&word.text);
    let telling = found.iter().filter(common).count();
    let has_given = found.iter().any(|word| !word.given.is_empty());
    let is_joined = !has_given && found.iter().any(|word| ["of", "for", "and"].contains(&word.text.as_str()));
    has_form || dotted || is_joined || telling > 1 || (telling == 1 && (!has_given || found.len() > 3))
}

fn is_form_of_two(one: &Word, other: &Word) -> bool {
    let both = format!("{}{}", one.text, other.text);
    one.text.len() == 1 && other.text.len() == 1 && ["sa", "ag", "nv", "bv", "as"].contains(&both.as_str())
}
