//! Shapes, line styles and glyphs: what says the same as colour does, for eyes and printers without it.

use crate::case::{ActorKind, Level, Standing};

/// The outline of a party in the graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A person.
    Disc,
    /// A role that nobody is named for.
    Ring,
    /// A state.
    Square,
    /// A body of a state or of an organization.
    RoundedSquare,
    /// An organization of states.
    Hexagon,
    /// A mission.
    Pentagon,
    /// A group under arms.
    Triangle,
    /// A criminal network.
    TriangleDown,
    /// A mechanism, a programme or an instrument.
    Diamond,
    /// A company or a party.
    Trapezium,
    /// Any other group.
    Octagon,
}

/// The shape of an actor by its kind. Missions are pentagons.
pub const fn actor_shape(kind: ActorKind) -> Shape {
    match kind {
        ActorKind::Person => Shape::Disc,
        ActorKind::Role => Shape::Ring,
        ActorKind::State => Shape::Square,
        ActorKind::StateBody => Shape::RoundedSquare,
        ActorKind::InternationalOrganization => Shape::Hexagon,
        ActorKind::ArmedGroup | ActorKind::Faction => Shape::Triangle,
        ActorKind::CriminalNetwork => Shape::TriangleDown,
        ActorKind::Mechanism | ActorKind::Programme | ActorKind::Instrument => Shape::Diamond,
        ActorKind::Company | ActorKind::PoliticalParty => Shape::Trapezium,
        ActorKind::Group => Shape::Octagon,
    }
}

/// How a line is drawn: lengths of dash and gap in points, and its width in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LineStyle {
    /// Length of a dash; `None` is a solid line.
    pub dash: Option<(f32, f32)>,
    /// Width of the line.
    pub width: f32,
    /// Whether the line is crossed out.
    pub is_struck: bool,
}

/// The line of a relation, from its standing alone.
pub const fn line_style(standing: Standing) -> LineStyle {
    let (dash, width, is_struck) = match standing {
        Standing::Confirmed => (None, 2.2, false),
        Standing::Reported => (None, 1.4, false),
        Standing::Assessed => (Some((10.0, 4.0)), 1.4, false),
        Standing::Suspected => (Some((6.0, 5.0)), 1.4, false),
        Standing::Alleged => (Some((1.5, 4.0)), 1.8, false),
        Standing::Contested => (Some((8.0, 3.0)), 1.4, true),
        Standing::Retracted => (Some((1.5, 7.0)), 1.0, true),
    };
    LineStyle { dash, width, is_struck }
}

/// The glyph of a cell of the mandate matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatrixGlyph {
    /// Mandated.
    FullSquare,
    /// Requested.
    OpenSquare,
    /// Encouraged.
    HalfSquare,
    /// Active.
    FullDisc,
    /// Resourced.
    Rings,
    /// Analysed.
    Lens,
    /// Excluded.
    Cross,
}

/// The glyph of a level, its short word, and the letter that stands for it where there is no room for a word. The letter
/// is also the key that sets the level.
pub const fn level_glyph(level: Level) -> (MatrixGlyph, &'static str, &'static str) {
    let (glyph, word) = match level {
        Level::Mandated => (MatrixGlyph::FullSquare, "mand."),
        Level::Requested => (MatrixGlyph::OpenSquare, "req."),
        Level::Encouraged => (MatrixGlyph::HalfSquare, "enc."),
        Level::Active => (MatrixGlyph::FullDisc, "act."),
        Level::Resourced => (MatrixGlyph::Rings, "res."),
        Level::Analysed => (MatrixGlyph::Lens, "anal."),
        Level::Excluded => (MatrixGlyph::Cross, "excl."),
    };
    (glyph, word, level.letter())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Vocabulary as _;

    #[test]
    fn every_standing_has_a_line_of_its_own() {
        for (place, &one) in Standing::ALL.iter().enumerate() {
            for &other in &Standing::ALL[place + 1..] {
                assert_ne!(line_style(one), line_style(other), "{} and {}", one.name(), other.name());
            }
        }
    }

    #[test]
    fn every_level_has_a_glyph_and_a_word_of_its_own() {
        for (place, &one) in Level::ALL.iter().enumerate() {
            for &other in &Level::ALL[place + 1..] {
                assert_ne!(level_glyph(one).0, level_glyph(other).0);
                assert_ne!(level_glyph(one).1, level_glyph(other).1);
                assert_ne!(level_glyph(one).2, level_glyph(other).2);
            }
        }
    }
}
