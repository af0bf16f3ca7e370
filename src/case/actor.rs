//! Who acts: persons, groups, bodies, states, networks and instruments. Missions are no actors.

use super::common::{Attribution, Citation, Common, Extra, Standing};
use super::id::{ActorId, Key, ThemeId};
use super::vocabulary::vocabulary;
use super::when::When;

/// An actor.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Actor {
    /// What kind of actor: its shape in the graph.
    pub kind: ActorKind,
    /// Its name.
    pub name: String,
    /// Other names, ranks and spellings.
    pub aliases: Vec<String>,
    /// ISO 3166-1 alpha-2 code of its country, or empty.
    pub country: String,
    /// Its world, by office and membership, *never* by allegation: its fill in the graph.
    pub world: Option<World>,
    /// Posts that it held.
    pub posts: Vec<Post>,
    /// Themes that it is active in.
    pub themes: Vec<ThemeId>,
    /// Marking, tags, notes and citations.
    pub common: Common,
    /// Fields that this version does not know.
    pub extra: Extra,
}

vocabulary! {
    /// Kind of an actor.
    ActorKind, default Person {
        Person = "person",
        Role = "role",
        Faction = "faction",
        StateBody = "state body",
        State = "state",
        PoliticalParty = "political party",
        Company = "company",
        CriminalNetwork = "criminal network",
        ArmedGroup = "armed group",
        InternationalOrganization = "international organization",
        Mechanism = "mechanism",
        Programme = "programme",
        Instrument = "instrument",
        Group = "group",
    }
}

vocabulary! {
    /// The world that an actor belongs to by office and membership.
    World, default Political {
        Political = "political",
        Security = "security",
        Economic = "economic",
        International = "international",
        Civil = "civil",
        Criminal = "criminal",
        Armed = "armed",
    }
}

/// A post that an actor held.
#[derive(Clone, Debug, PartialEq)]
pub struct Post {
    /// Its identity within the record.
    pub key: Key,
    /// What it is called: "Prime Minister".
    pub title: String,
    /// The body in which the post is held.
    pub body: Option<ActorId>,
    /// When it was held.
    pub when: When,
    /// How firmly that stands.
    pub standing: Standing,
    /// Whose statement it is.
    pub attributed_to: Attribution,
    /// Who says so.
    pub citations: Vec<Citation>,
    /// Fields that this version does not know.
    pub extra: Extra,
}
