//! The signs of a sheet: what is drawn in its cells, and the character that stands for it where nothing can be drawn.

use crate::figure::{FindingGlyph, MatrixGlyph, Palette, Rgb};
use crate::query::as_of::Holds;
use crate::query::evidence::Tally;
use crate::query::gaps::{Amount, Done};

/// What is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// The glyph of a level.
    Glyph(MatrixGlyph),
    /// The glyph of what mandate and evidence come to, or of what is different.
    Finding(FindingGlyph),
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
    /// A small disc: the mission acts without a mandate.
    Acts,
    /// A small ring: it may act without a mandate.
    MayAct,
    /// A small square: technical work.
    Technical,
    /// A small diamond: political work.
    Political,
    /// An open square: work that is neither by its kind.
    OtherWork,
    /// An open diamond: work that only possibly goes on.
    MayGoOn,
    /// A head with shoulders: staff.
    Staff,
    /// A coin: money, or whatever else is counted.
    Money,
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
            Self::Finding(glyph) => finding(glyph),
            Self::Surveyed => "–",
            Self::Unsurveyed => "▨",
            Self::Nothing => "",
            Self::Possible | Self::Possibly => "?",
            Self::Elsewhere => "*",
            Self::Unsourced => "⚠",
            Self::Stated => "●",
            Self::Inferred => "○",
            Self::Uncertain => "┄",
            Self::Acts => "⚙",
            Self::MayAct => "⚙?",
            Self::Technical => "▪",
            Self::Political => "◆",
            Self::OtherWork => "▫",
            Self::MayGoOn => "◇",
            Self::Staff => "♟",
            Self::Money => "¤",
        }
    }

    /// The tone in which it is drawn.
    pub const fn tone(self) -> Tone {
        match self {
            Self::Glyph(MatrixGlyph::Cross) => Tone::No,
            Self::Finding(
                FindingGlyph::FullTriangle | FindingGlyph::OpenTriangle | FindingGlyph::Minus | FindingGlyph::ArrowDown,
            ) => Tone::Gap,
            Self::Finding(FindingGlyph::FullBars | FindingGlyph::OpenBars) => Tone::Dormant,
            Self::Glyph(_)
            | Self::Finding(FindingGlyph::Tick | FindingGlyph::OpenTick | FindingGlyph::Plus | FindingGlyph::ArrowUp)
            | Self::Acts
            | Self::MayAct => Tone::Mandate,
            Self::Stated
            | Self::Inferred
            | Self::Possibly
            | Self::Uncertain
            | Self::Technical
            | Self::Political
            | Self::OtherWork
            | Self::MayGoOn
            | Self::Staff
            | Self::Money => Tone::Evidence,
            Self::Finding(FindingGlyph::Arrows)
            | Self::Surveyed
            | Self::Unsurveyed
            | Self::Nothing
            | Self::Possible
            | Self::Elsewhere
            | Self::Unsourced => Tone::Plain,
        }
    }

    /// The sign of acting without a mandate.
    pub(super) const fn of_acting(acting: Holds) -> Option<Self> {
        match acting {
            Holds::Surely => Some(Self::Acts),
            Holds::Possibly => Some(Self::MayAct),
            Holds::No => None,
        }
    }
}

const fn finding(glyph: FindingGlyph) -> &'static str {
    match glyph {
        FindingGlyph::FullTriangle => "▲",
        FindingGlyph::OpenTriangle => "△",
        FindingGlyph::Tick => "✔",
        FindingGlyph::OpenTick => "✓",
        FindingGlyph::FullBars => "▮▮",
        FindingGlyph::OpenBars => "▯▯",
        FindingGlyph::Plus => "⊕",
        FindingGlyph::Minus => "⊖",
        FindingGlyph::ArrowUp => "↑",
        FindingGlyph::ArrowDown => "↓",
        FindingGlyph::Arrows => "⇄",
    }
}

/// The signs under which incidents are counted, each with its number. They are never added up.
pub(super) fn counts(tally: Tally) -> impl Iterator<Item = (Sign, usize)> {
    let counts = [(Sign::Stated, tally.stated), (Sign::Inferred, tally.inferred), (Sign::Possibly, tally.possibly)];
    counts.into_iter().filter(|(_, count)| *count > 0)
}

/// The signs under which activities are counted, each with its number.
pub(super) fn work(done: &Done) -> Vec<(Sign, String)> {
    let counts = [
        (Sign::Technical, done.technical),
        (Sign::Political, done.political),
        (Sign::OtherWork, done.other),
        (Sign::MayGoOn, done.possibly),
    ];
    counts.into_iter().filter(|(_, count)| *count > 0).map(|(sign, count)| (sign, count.to_string())).collect()
}

/// So much staff or money: its sign, and the amount with its unit.
pub(super) fn amount(amount: &Amount) -> (Sign, String) {
    let sign = if amount.is_staff() { Sign::Staff } else { Sign::Money };
    (sign, format!("{} {}", amount.short(), amount.unit).trim().to_owned())
}

/// What a colour says, which the sign says as well; its name in the palette.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Nothing: the cell is empty.
    #[default]
    Plain,
    /// A mandate.
    Mandate,
    /// Incidents, and what missions do.
    Evidence,
    /// A source says no.
    No,
    /// Something happens without a mandate, or a mandate is less than it was.
    Gap,
    /// A mandate that meets nothing.
    Dormant,
}

impl Tone {
    /// The colour of the sign.
    pub const fn ink(self, palette: &Palette) -> Rgb {
        match self {
            Self::Plain => palette.ink_soft,
            Self::Mandate => palette.mandate,
            Self::Evidence => palette.mark,
            Self::No => palette.error,
            Self::Gap => palette.gap,
            Self::Dormant => palette.dormant,
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::case::Level;
    use crate::figure;

    #[test]
    fn no_two_signs_that_are_drawn_in_one_place_are_one_text() {
        let levels = Level::ALL.iter().map(|&level| Sign::Glyph(figure::level_glyph(level).0));
        let findings = FindingGlyph::ALL.map(Sign::Finding);
        let others = [
            Sign::Surveyed,
            Sign::Unsurveyed,
            Sign::Elsewhere,
            Sign::Unsourced,
            Sign::Stated,
            Sign::Inferred,
            Sign::Possibly,
            Sign::Uncertain,
            Sign::Acts,
            Sign::MayAct,
            Sign::Technical,
            Sign::Political,
            Sign::OtherWork,
            Sign::MayGoOn,
            Sign::Staff,
            Sign::Money,
        ];
        let texts: Vec<&str> = levels.chain(findings).chain(others).map(Sign::text).collect();
        assert_eq!(texts.iter().collect::<BTreeSet<_>>().len(), texts.len(), "{texts:?}");
        assert!(texts.iter().all(|text| !text.is_empty() && !text.starts_with(['=', '+', '-', '@'])));
    }
}
