//! The signs of a sheet: what is drawn in its cells, and the character that stands for it where nothing can be drawn.

use crate::figure::{MatrixGlyph, Palette, Rgb};
use crate::query::evidence::Tally;

/// What is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// The glyph of a level.
    Glyph(MatrixGlyph),
    /// A short dash: somebody looked and found nothing.
    Surveyed,
    /// Hatching: nobody looked.
    Unsurveyed,
    /// An empty box: no incident in the case, which is no "no".
    Nothing,
    /// A dashed outline: it only possibly holds.
    Possible,
    /// A star: it is said for another date.
    Elsewhere,
    /// An exclamation mark in a triangle: no source says it.
    Unsourced,
    /// A dot: incidents whose source states the theme.
    Stated,
    /// A ring: incidents whose theme the officer inferred.
    Inferred,
    /// A question mark: incidents that only possibly belong there.
    Possibly,
    /// A line of dashes: some incidents are less than reported.
    Uncertain,
}

impl Sign {
    /// The character that stands for it. Each is a character of its own, but that two things are open to question.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Glyph(MatrixGlyph::FullSquare) => "■",
            Self::Glyph(MatrixGlyph::OpenSquare) => "□",
            Self::Glyph(MatrixGlyph::HalfSquare) => "◧",
            Self::Glyph(MatrixGlyph::FullDisc) => "⬤",
            Self::Glyph(MatrixGlyph::Rings) => "◎",
            Self::Glyph(MatrixGlyph::Lens) => "⌕",
            Self::Glyph(MatrixGlyph::Cross) => "✕",
            Self::Surveyed => "–",
            Self::Unsurveyed => "▨",
            Self::Nothing => "",
            Self::Possible | Self::Possibly => "?",
            Self::Elsewhere => "*",
            Self::Unsourced => "⚠",
            Self::Stated => "●",
            Self::Inferred => "○",
            Self::Uncertain => "┄",
        }
    }
}

/// The signs under which incidents are counted, each with its number. They are never added up.
pub(super) fn counts(tally: Tally) -> impl Iterator<Item = (Sign, usize)> {
    let counts = [(Sign::Stated, tally.stated), (Sign::Inferred, tally.inferred), (Sign::Possibly, tally.possibly)];
    counts.into_iter().filter(|(_, count)| *count > 0)
}

/// What a colour says, which the sign says as well; its name in the palette.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Nothing: the cell is empty.
    #[default]
    Plain,
    /// A mandate.
    Mandate,
    /// Incidents.
    Evidence,
    /// A source says no.
    No,
}

impl Tone {
    /// The colour of the sign.
    pub const fn ink(self, palette: &Palette) -> Rgb {
        match self {
            Self::Plain => palette.ink_soft,
            Self::Mandate => palette.mandate,
            Self::Evidence => palette.mark,
            Self::No => palette.error,
        }
    }

    /// The ground of its cell where cells are filled: the ink, much thinned.
    pub fn ground(self, palette: &Palette) -> Option<Rgb> {
        (self != Self::Plain).then(|| thinned(self.ink(palette), palette.pane))
    }
}

/// One part of ink in eight parts of ground.
fn thinned(Rgb(red, green, blue): Rgb, Rgb(ground_red, ground_green, ground_blue): Rgb) -> Rgb {
    let mixed = |ink: u8, ground: u8| ((u16::from(ink) + 7 * u16::from(ground)) / 8) as u8;
    Rgb(mixed(red, ground_red), mixed(green, ground_green), mixed(blue, ground_blue))
}

impl Rgb {
    /// As it is written in a style sheet: `#00694f`.
    pub fn css(self) -> String {
        let Self(red, green, blue) = self;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }

    /// As one number: `0x00694f`.
    pub fn number(self) -> u32 {
        let Self(red, green, blue) = self;
        u32::from_be_bytes([0, red, green, blue])
    }
}
