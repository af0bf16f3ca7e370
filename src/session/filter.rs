//! The query that filters every view, as it is typed, and whether what is only possible stays.

use crate::query::ask::{Parsed, Query, parse};

/// The query that filters every view.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// The query as somebody typed it; empty shows everything. One that cannot be asked filters nothing, and says so.
    pub text: String,
    /// Whether only what the query surely finds is shown, and not what it possibly finds.
    pub is_surely: bool,
}

impl Filter {
    /// The filter of a saved query: asked as a whole only for what is sure, it is the choice beside the text.
    pub fn of_saved(saved: &str) -> Self {
        let parsed = parse(saved);
        if !parsed.is_right() {
            return Self { text: saved.to_owned(), is_surely: false };
        }
        match parsed.query.split() {
            (query, true) => Self { text: query.to_string(), is_surely: true },
            (_, false) => Self { text: saved.trim().to_owned(), is_surely: false },
        }
    }

    /// The filter as it is saved.
    pub fn to_saved(&self) -> String {
        let parsed = self.parsed();
        if self.is_surely && parsed.is_right() {
            parsed.query.surely().to_string()
        } else {
            self.text.trim().to_owned()
        }
    }

    /// The text understood as a query.
    pub fn parsed(&self) -> Parsed {
        parse(&self.text)
    }

    /// What is asked; `None` where nothing is, or where the text cannot be asked.
    pub(super) fn query(&self) -> Option<Query> {
        let parsed = self.parsed();
        (parsed.is_right() && parsed.query.0.is_some()).then_some(parsed.query)
    }

    /// Whether there is a text that cannot be asked.
    pub fn is_wrong(&self) -> bool {
        !self.parsed().is_right()
    }

    /// Whether nothing is filtered.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(saved: &str, text: &str, is_surely: bool) {
        let filter = Filter::of_saved(saved);
        assert_eq!((filter.text.as_str(), filter.is_surely), (text, is_surely), "{saved}");
        assert_eq!(filter.to_saved(), saved);
    }

    #[test]
    fn the_choice_between_surely_and_possibly_is_saved_with_the_text() {
        check("", "", false);
        check("theme:DT  drugs", "theme:DT  drugs", false);
        check("surely (theme:DT drugs)", "theme:DT drugs", true);
        check("surely a or b", "surely a or b", false);
        check("theme:(", "theme:(", false);
    }
}
