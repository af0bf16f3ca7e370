//! Words that are known: given names in their spellings, words of organizations, legal forms, titles and little words.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::name::spelt;

/// A line of one of the lists, by its number.
pub(super) type Line = u16;

/// A word of organizations.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Common {
    /// The line in which it stands.
    pub line: Line,
    /// How much it says, from 0 to 1.
    pub weight: f64,
}

impl Common {
    /// Whether it is a country or of one: their lines have a weight of their own.
    pub fn is_geographic(self) -> bool {
        (self.weight - GEOGRAPHIC).abs() < 1e-6
    }
}

/// Every list, by the words as [`spelt`] gives them.
pub(super) struct Words {
    given: BTreeMap<String, Vec<Line>>,
    common: BTreeMap<String, Common>,
    forms: BTreeMap<String, Line>,
    titles: BTreeMap<String, Line>,
    particles: BTreeMap<String, Line>,
    families: BTreeMap<String, Line>,
}

/// How much the name of a country says of an organization.
const GEOGRAPHIC: f64 = 0.31;
/// How much a word of organizations says where its line does not tell.
const HALF: f64 = 0.5;

/// Legal forms that are words of other kinds too: alone they say nothing of what is named.
const DOUBTFUL: &[&str] =
    &["as", "pat", "too", "sia", "tas", "se", "la", "da", "ip", "ou", "ao", "pt", "tov", "prat", "ooj"];

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut given: BTreeMap<String, Vec<Line>> = BTreeMap::new();
    for (line, _, word) in entries(include_str!("../../../assets/names/given.txt")) {
        let lines = given.entry(word).or_default();
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    let common = entries(include_str!("../../../assets/names/words.txt"))
        .map(|(line, weight, word)| (word, Common { line, weight }))
        .collect();
    let plain = |text: &'static str| entries(text).map(|(line, _, word)| (word, line)).collect();
    Words {
        given,
        common,
        forms: plain(include_str!("../../../assets/names/forms.txt")),
        titles: plain(include_str!("../../../assets/names/titles.txt")),
        particles: plain(include_str!("../../../assets/names/particles.txt")),
        families: plain(include_str!("../../../assets/names/families.txt")),
    }
});

/// The lists that the program brings along.
pub(super) fn words() -> &'static Words {
    &WORDS
}

/// Every word of a list with the number of its line and the line's weight.
fn entries(text: &'static str) -> impl Iterator<Item = (Line, f64, String)> {
    let lines = text.lines().filter(|line| !line.starts_with('#')).zip(0..);
    lines.flat_map(|(line, number)| {
        let (weight, rest) = match line.strip_prefix('=').and_then(|line| line.split_once(' ')) {
            Some((weight, rest)) => (weight.parse().unwrap_or(HALF), rest),
            None => (HALF, line),
        };
        let words = rest.split_whitespace().filter(|word| !word.ends_with(':'));
        words.map(move |word| (number, weight, spelt(word))).filter(|(_, _, word)| !word.is_empty())
    })
}

impl Words {
    /// The lines of given names in which a word stands.
    pub fn given(&self, word: &str) -> &[Line] {
        self.given.get(word).map_or(&[], Vec::as_slice)
    }

    /// What a word of organizations says.
    pub fn common(&self, word: &str) -> Option<Common> {
        self.common.get(word).copied()
    }

    /// The legal form that a word is.
    pub fn form(&self, word: &str) -> Option<Line> {
        self.forms.get(word).copied()
    }

    /// The legal form that a word is and hardly anything else.
    pub fn clear_form(&self, word: &str) -> Option<Line> {
        if word.len() < 3 || DOUBTFUL.contains(&word) { None } else { self.form(word) }
    }

    /// Whether a word is a title or a rank.
    pub fn is_title(&self, word: &str) -> bool {
        self.titles.contains_key(word)
    }

    /// Whether a word is a family name of East Asia.
    pub fn is_family(&self, word: &str) -> bool {
        self.families.contains_key(word)
    }

    /// Whether a word is one that names of persons have or have not.
    pub fn is_particle(&self, word: &str) -> bool {
        self.particles.contains_key(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_known_in_every_spelling_and_script() {
        let line = words().given("mohammed");
        let check = |word: &str| assert!(words().given(&spelt(word)).iter().any(|one| line.contains(one)), "{word}");
        check("Muhammad");
        check("محمد");
        check("Мохаммед");
    }

    #[test]
    fn every_line_tells_of_more_than_letters() {
        let words = words();
        assert!(words.given.len() > 1500 && words.common.len() > 500 && words.forms.len() > 80);
        assert_eq!(words.common("bank").map(|common| common.line), words.common("banque").map(|common| common.line));
        assert_eq!(
            words.common("bank").map(|common| common.line),
            words.common(&spelt("Банк")).map(|common| common.line)
        );
        assert_ne!(words.form("gmbh"), words.form("ag"));
    }
}
