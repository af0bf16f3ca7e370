//! Invented names, titles and narratives.

use super::random::Random;

const FIRST: &[&str] = &[
    "Ar", "Bel", "Cor", "Dan", "El", "Fa", "Gor", "Hal", "Il", "Jo", "Kar", "Lu", "Mar", "Nor", "Or", "Pel", "Ran",
    "Sal", "Tor", "Ul", "Var", "Wen", "Yar", "Zel",
];
const MIDDLE: &[&str] = &[
    "a", "adi", "ale", "ami", "ane", "asu", "ela", "emi", "eno", "era", "eto", "ida", "ilo", "ima", "ino", "iru",
    "oda", "oli", "ona", "ora", "osi", "ude", "uma", "uri",
];
const LAST: &[&str] = &[
    "bar", "dan", "dor", "fen", "kan", "kov", "lan", "len", "mar", "min", "ne", "nor", "ra", "ri", "sa", "ta", "vi",
    "za",
];

/// The same letters with marks.
const ACCENTS: &[(char, char)] =
    &[('a', 'á'), ('e', 'é'), ('o', 'ö'), ('i', 'í'), ('u', 'ü'), ('n', 'ñ'), ('s', 'š'), ('z', 'ž'), ('c', 'ç')];

/// A name of one word.
pub fn name(random: &mut Random) -> String {
    let mut name = random.pick(FIRST).to_owned();
    for _ in 0..=random.below(2) {
        name.push_str(random.pick(MIDDLE));
    }
    name.push_str(random.pick(LAST));
    spelled(random, &name)
}

/// A name as one of several sources spells it: six in a hundred give letters marks that others leave out.
pub fn spelled(random: &mut Random, name: &str) -> String {
    if random.percent(6) { accented(name) } else { name.to_owned() }
}

pub fn accented(name: &str) -> String {
    let with = |letter: char| ACCENTS.iter().find(|(plain, _)| *plain == letter).map_or(letter, |(_, marked)| *marked);
    name.chars().map(with).collect()
}

const SENTENCES: &[&str] = &[
    "Two residents of {} told the mission that vehicles without plates had left the compound before dawn.",
    "The authorities in {} said that an inquiry was under way and gave no further details.",
    "A convoy was stopped at the northern checkpoint of {} and searched for several hours.",
    "According to a port official, cargo bound for {} was unloaded at night under guard.",
    "The interior ministry denied that its units had been present in {} on that day.",
    "Community leaders in {} asked for patrols along the river road and for a hotline.",
    "Payments were traced to a trading house registered in {} by two brothers.",
    "The commander of the garrison at {} was seen at the airstrip with three foreigners.",
    "Local radio in {} repeated the claim, but named no witness and no document.",
    "Negotiations broke off when the delegation from {} left the hall in protest.",
    "Customs officers in {} found false bottoms in four of the seven containers.",
    "Schools and the main market of {} stayed closed until the end of the week.",
];

/// A narrative of about 300 characters.
pub fn narrative(random: &mut Random, place: &str) -> String {
    let mut text = String::with_capacity(400);
    while text.len() < 250 {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&random.pick(SENTENCES).replace("{}", place));
    }
    text
}

const DETAILS: &[&str] = &[
    "of a deputy commander",
    "of two customs officers",
    "by an unknown armed group",
    "after a night of clashes",
    "of the provincial council",
    "over control of the port",
    "during the rainy season",
    "of a former minister",
    "by members of the guard",
    "before the second round",
];

/// A title of five to ten words, such as "Arrest of two customs officers near Karadan".
pub fn title(random: &mut Random, what: &str, place: &str) -> String {
    let mut letters = what.chars();
    let what: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    let near = random.pick(&["in", "near", "outside of"]);
    format!("{what} {} {near} {place}", random.pick(DETAILS))
}

const TRADES: &[&str] = &["Shipping", "Trading", "Mining", "Fuel", "Timber", "Fishing", "Security"];

/// A name of an organization.
pub fn organization(random: &mut Random, place: &str) -> String {
    let own = name(random);
    match random.below(6) {
        0 => format!("{own} {} Company", random.pick(TRADES)),
        1 => format!("{own} Front of {place}"),
        2 => format!("{own} Brigade"),
        3 => format!("Party of {own} in {place}"),
        4 => format!("{own} Committee"),
        _ => format!("{} Office of {place} ({own})", random.pick(TRADES)),
    }
}
