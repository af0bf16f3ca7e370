//! Source grading by the Admiralty code (NATO AJP-2.1): a letter for the source, a digit for the information.
//!
//! The two are never joined into one number. *Not yet graded* is `None`: shown as `F` and `6`, and kept apart from a
//! judged `F6`.

use super::vocabulary::vocabulary;

vocabulary! {
    /// Reliability of a source.
    Reliability, default F {
        A = "A – completely reliable",
        B = "B – usually reliable",
        C = "C – fairly reliable",
        D = "D – not usually reliable",
        E = "E – unreliable",
        F = "F – reliability cannot be judged",
    }
}

vocabulary! {
    /// Credibility of a piece of information; in a file `C1` to `C6`.
    Credibility, default C6 {
        C1 = "1 – confirmed by other sources",
        C2 = "2 – probably true",
        C3 = "3 – possibly true",
        C4 = "4 – doubtful",
        C5 = "5 – improbable",
        C6 = "6 – truth cannot be judged",
    }
}

/// Letter and digit as an officer reads them; what is not yet graded is `F` or `6` and says so in [`is_judged`].
pub fn grade(reliability: Option<Reliability>, credibility: Option<Credibility>) -> String {
    let first = |label: &'static str| label.chars().next().unwrap_or('?');
    format!("{}{}", first(reliability.unwrap_or_default().label()), first(credibility.unwrap_or_default().label()))
}

/// Whether both halves of a grade were judged by somebody.
pub const fn is_judged(reliability: Option<Reliability>, credibility: Option<Credibility>) -> bool {
    reliability.is_some() && credibility.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_yet_graded_reads_f6_and_is_not_judged() {
        assert_eq!(grade(None, None), "F6");
        assert!(!is_judged(None, None));
        assert_eq!(grade(Some(Reliability::B), Some(Credibility::C2)), "B2");
        assert!(is_judged(Some(Reliability::F), Some(Credibility::C6)));
    }
}
