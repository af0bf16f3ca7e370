//! How firmly a statement stands and whose it is, in words.

use super::common::{Attribution, Standing};
use super::tables::Case;

/// A standing with whose statement it is: "alleged by United States", "suspected by “many observers”, not named by the
/// source". Empty for what is plainly reported.
pub fn standing_words(case: &Case, standing: Standing, attribution: &Attribution) -> String {
    let by = match attribution {
        Attribution::NotApplicable if standing.needs_attribution() => " – by whom is not recorded".to_owned(),
        Attribution::NotApplicable => String::new(),
        Attribution::Parties(parties) if parties.is_empty() => " – by whom is not recorded".to_owned(),
        Attribution::NotNamed(words) if words.is_empty() => " – by whom is not named by the source".to_owned(),
        Attribution::NotNamed(words) => format!(" by “{words}”, not named by the source"),
        Attribution::Parties(parties) => {
            let names: Vec<String> = parties.iter().map(|&party| case.party_name(party)).collect();
            format!(" by {}", names.join(" and "))
        }
    };
    if standing == Standing::Reported && by.is_empty() { String::new() } else { format!("{}{by}", standing.label()) }
}
