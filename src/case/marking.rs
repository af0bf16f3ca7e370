//! How far information may travel: a UN classification (ST/SGB/2007/6) and a TLP 2.0 label, each with its own order.

use super::vocabulary::vocabulary;

vocabulary! {
    /// Classification of the United Nations, ST/SGB/2007/6.
    UnClass, default Unclassified {
        Unclassified = "UNCLASSIFIED",
        Confidential = "CONFIDENTIAL",
        StrictlyConfidential = "STRICTLY CONFIDENTIAL",
    }
}

vocabulary! {
    /// Traffic Light Protocol 2.0 of FIRST.
    Tlp, default Clear {
        Clear = "TLP:CLEAR",
        Green = "TLP:GREEN",
        Amber = "TLP:AMBER",
        AmberStrict = "TLP:AMBER+STRICT",
        Red = "TLP:RED",
    }
}

/// A pair of labels; what is `None` inherits the case's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Marking {
    /// Classification of the United Nations.
    pub un: Option<UnClass>,
    /// Traffic Light Protocol.
    pub tlp: Option<Tlp>,
}

impl Marking {
    /// The highest of both orders: what is not known counts as this.
    pub const HIGHEST: Self = Self { un: Some(UnClass::StrictlyConfidential), tlp: Some(Tlp::Red) };

    /// The higher of the two in each order.
    #[must_use]
    pub fn max(self, other: Self) -> Self {
        Self { un: self.un.max(other.un), tlp: self.tlp.max(other.tlp) }
    }

    /// This marking, with what it leaves open taken from `parent`.
    #[must_use]
    pub fn or(self, parent: Self) -> Self {
        Self { un: self.un.or(parent.un), tlp: self.tlp.or(parent.tlp) }
    }

    /// Whether neither half is set.
    pub const fn is_inherited(self) -> bool {
        self.un.is_none() && self.tlp.is_none()
    }

    /// The words of a banner: "CONFIDENTIAL · TLP:AMBER", or "NOT MARKED".
    pub fn banner(self) -> String {
        let words: Vec<&str> = [self.un.map(UnClass::label), self.tlp.map(Tlp::label)].into_iter().flatten().collect();
        if words.is_empty() { "NOT MARKED".to_owned() } else { words.join(" · ") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_half_is_maximised_alone() {
        let one = Marking { un: Some(UnClass::Confidential), tlp: Some(Tlp::Green) };
        let other = Marking { un: None, tlp: Some(Tlp::Red) };
        assert_eq!(one.max(other), Marking { un: Some(UnClass::Confidential), tlp: Some(Tlp::Red) });
    }

    #[test]
    fn an_open_half_is_inherited() {
        let case = Marking { un: Some(UnClass::Unclassified), tlp: Some(Tlp::Clear) };
        let record = Marking { un: None, tlp: Some(Tlp::Amber) };
        assert_eq!(record.or(case).banner(), "UNCLASSIFIED · TLP:AMBER");
        assert_eq!(Marking::default().banner(), "NOT MARKED");
    }
}
