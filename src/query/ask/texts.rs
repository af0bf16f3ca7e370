//! Which records have a text: asked of an index, or of every record where there is none.

use super::syntax::is_quote;
use crate::case::{Case, RecordId};
use crate::query::folded::fold;
use crate::query::search::{Index, says};

/// What knows which records have a text in them.
pub trait Texts {
    /// The records that have the text in one of their own, in the order of the file: its words one after the other. A text
    /// without words is nowhere.
    fn containing(&self, text: &str) -> Vec<RecordId>;
}

/// Looks at every record.
#[derive(Clone, Copy, Debug)]
pub struct Scan<'a>(pub &'a Case);

impl Texts for Scan<'_> {
    fn containing(&self, text: &str) -> Vec<RecordId> {
        let Some(phrase) = phrase(text) else { return Vec::new() };
        self.0.records().filter(|(id, record)| says(record, *id, &phrase)).map(|(id, _)| id).collect()
    }
}

impl Texts for Index {
    fn containing(&self, text: &str) -> Vec<RecordId> {
        phrase(text).map(|phrase| Self::containing(self, &phrase)).unwrap_or_default()
    }
}

/// The text as one phrase; nothing where it has no words. A single word may be the beginning of an id as well.
fn phrase(text: &str) -> Option<String> {
    let text: String = text.chars().map(|letter| if is_quote(letter) { ' ' } else { letter }).collect();
    let has_words = fold(&text).chars().any(char::is_alphanumeric);
    let is_single = text.split_whitespace().count() == 1;
    has_words.then(|| if is_single { text } else { format!("\"{text}\"") })
}

/// A text for comparison: folded, with single spaces.
pub(super) fn spaced(text: &str) -> String {
    let folded = fold(text);
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}
