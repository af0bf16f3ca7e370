//! Who is tied to whom.

use super::common::{Attribution, Common, Extra, Party, Standing};
use super::vocabulary::vocabulary;
use super::when::When;

/// A relation between two parties.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    /// From whom.
    pub from: Party,
    /// What kind of relation.
    pub kind: RelationKind,
    /// To whom.
    pub to: Party,
    /// What the source calls it, where the kind's words are too coarse: "accused of drug trafficking".
    pub words: String,
    /// Whether it runs one way.
    pub direction: Direction,
    /// When it held.
    pub when: When,
    /// How firmly it stands.
    pub standing: Standing,
    /// Whose statement it is.
    pub attributed_to: Attribution,
    /// Marking, tags, notes and citations.
    pub common: Common,
    /// Fields that this version does not know.
    pub extra: Extra,
}

impl RelationKind {
    /// The kind as the verb of a sentence: "is a rival of" where the label is a noun.
    pub fn clause(self) -> &'static str {
        const NOUNS: [(RelationKind, &str); 6] = [
            (RelationKind::RivalOf, "is a rival of"),
            (RelationKind::AllyOf, "is an ally of"),
            (RelationKind::FamilyOf, "is family of"),
            (RelationKind::MemberOf, "is a member of"),
            (RelationKind::SecretariatOf, "is the secretariat of"),
            (RelationKind::Other, "is related to"),
        ];
        NOUNS.iter().find(|(kind, _)| *kind == self).map_or(self.label(), |(_, clause)| clause)
    }
}

impl Relation {
    /// The verb between the two parties in a sentence: the source's words, or the kind's.
    pub fn clause(&self) -> &str {
        if self.words.is_empty() { self.kind.clause() } else { &self.words }
    }

    /// The source's words for it, or the kind's.
    pub fn label(&self) -> &str {
        if self.words.is_empty() { self.kind.label() } else { &self.words }
    }
}

vocabulary! {
    /// Kind of a relation, read from its first party to its second.
    RelationKind, default Other {
        RivalOf = "rival of",
        AllyOf = "ally of",
        FamilyOf = "family of",
        MemberOf = "member of",
        Heads = "heads",
        Chairs = "chairs",
        Leads = "leads",
        Created = "created",
        Succeeded = "succeeded",
        Appointed = "appointed",
        Supports = "supports",
        Funds = "funds",
        Assists = "assists",
        Advises = "advises",
        Hosts = "hosts",
        Builds = "builds",
        BrokeredSupportFor = "brokered support for",
        CooperatesWith = "cooperates with",
        ConvenedWith = "convened with",
        RequestedHelpFrom = "requested help from",
        SecretariatOf = "secretariat of",
        TookRefugeWith = "took refuge with",
        Accused = "accused",
        Arrested = "arrested",
        Attacked = "attacked",
        Penetrated = "penetrated",
        TradesWith = "trades with",
        Other = "related to",
    }
}

vocabulary! {
    /// Whether a relation runs one way.
    Direction, default Directed {
        Directed = "one way",
        Mutual = "both ways",
        Undirected = "no direction",
    }
}
