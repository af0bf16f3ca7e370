//! Colours, light and dark. Data hues are those of Okabe and Ito (2008), safe for colour blindness.
//!
//! Text on its ground has a contrast of at least 4.5 : 1 (WCAG 2.1 AA); a test holds it.

use crate::case::{Marking, Tlp, UnClass, World};

/// A colour of the sRGB space, eight bits a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// A colour as it is usually written: `0xRRGGBB`.
    pub const fn hex(value: u32) -> Self {
        Self((value >> 16) as u8, (value >> 8) as u8, value as u8)
    }
}

/// Every colour of one look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// Behind everything.
    pub ground: Rgb,
    /// Behind a pane.
    pub pane: Rgb,
    /// Behind every second row, and behind headers.
    pub band: Rgb,
    /// Fine lines between things.
    pub rule: Rgb,
    /// Text.
    pub ink: Rgb,
    /// Text of second rank.
    pub ink_soft: Rgb,
    /// What can be pressed, before it is touched.
    pub control: Rgb,
    /// What can be pressed, under the pointer.
    pub control_hover: Rgb,
    /// The one accent: selection, focus, links.
    pub accent: Rgb,
    /// Behind what is selected.
    pub selection: Rgb,
    /// Behind what is under the pointer.
    pub hover: Rgb,
    /// Something is wrong.
    pub error: Rgb,
    /// Something wants a look.
    pub warning: Rgb,
    /// Something is as it should be.
    pub good: Rgb,
    /// Marks of incidents.
    pub mark: Rgb,
    /// Where a date is only possible.
    pub mark_faded: Rgb,
    /// What is derived from other dates.
    pub derived: Rgb,
    /// Edges of the graph.
    pub edge: Rgb,
    /// A mandate's cell.
    pub mandate: Rgb,
    /// Fills by world, in the order of [`World::ALL`], then for none.
    pub worlds: [Rgb; 8],
}

/// The light look.
pub const LIGHT: Palette = Palette {
    ground: Rgb::hex(0x00EE_EDE9),
    pane: Rgb::hex(0x00FC_FBF8),
    band: Rgb::hex(0x00F3_F1EC),
    rule: Rgb::hex(0x00D8_D4CB),
    ink: Rgb::hex(0x001C_1D21),
    ink_soft: Rgb::hex(0x005A_5A60),
    control: Rgb::hex(0x00EA_E7E0),
    control_hover: Rgb::hex(0x00DF_DBD2),
    accent: Rgb::hex(0x000B_5CA8),
    selection: Rgb::hex(0x00CF_E2F4),
    hover: Rgb::hex(0x00EA_F1F8),
    error: Rgb::hex(0x00B3_261E),
    warning: Rgb::hex(0x008A_5300),
    good: Rgb::hex(0x0000_6B4F),
    mark: Rgb::hex(0x002B_4C6F),
    mark_faded: Rgb::hex(0x00A9_BDD1),
    derived: Rgb::hex(0x00A8_4300),
    edge: Rgb::hex(0x005E_6470),
    mandate: Rgb::hex(0x0000_6B4F),
    worlds: [
        Rgb::hex(0x0056_B4E9),
        Rgb::hex(0x0000_72B2),
        Rgb::hex(0x00F0_E442),
        Rgb::hex(0x0000_9E73),
        Rgb::hex(0x00CC_79A7),
        Rgb::hex(0x00D5_5E00),
        Rgb::hex(0x00E6_9F00),
        Rgb::hex(0x00C9_C6BF),
    ],
};

/// The dark look.
pub const DARK: Palette = Palette {
    ground: Rgb::hex(0x0013_1518),
    pane: Rgb::hex(0x001B_1E22),
    band: Rgb::hex(0x0023_272C),
    rule: Rgb::hex(0x003A_3F46),
    ink: Rgb::hex(0x00E8_E6E1),
    ink_soft: Rgb::hex(0x00B6_B6B2),
    control: Rgb::hex(0x002C_3138),
    control_hover: Rgb::hex(0x0038_3F48),
    accent: Rgb::hex(0x007C_BDF0),
    selection: Rgb::hex(0x0023_4362),
    hover: Rgb::hex(0x0029_313A),
    error: Rgb::hex(0x00FF_8A80),
    warning: Rgb::hex(0x00F2_B84B),
    good: Rgb::hex(0x005F_CFA8),
    mark: Rgb::hex(0x0092_B8DD),
    mark_faded: Rgb::hex(0x0044_586C),
    derived: Rgb::hex(0x00F0_9A5B),
    edge: Rgb::hex(0x009A_A0AA),
    mandate: Rgb::hex(0x005F_CFA8),
    worlds: [
        Rgb::hex(0x0056_B4E9),
        Rgb::hex(0x003F_8FCB),
        Rgb::hex(0x00E3_D840),
        Rgb::hex(0x0017_A880),
        Rgb::hex(0x00CC_79A7),
        Rgb::hex(0x00E0_6F1F),
        Rgb::hex(0x00E6_9F00),
        Rgb::hex(0x0062_6770),
    ],
};

/// The fill of an actor by its world; the last one where none is stated.
pub fn world_colour(palette: &Palette, world: Option<World>) -> Rgb {
    let place = world.and_then(|world| World::ALL.iter().position(|&other| other == world)).unwrap_or(7);
    palette.worlds.get(place).copied().unwrap_or(palette.edge)
}

/// Ground and ink of a marking's banner: the TLP colours of FIRST, or by classification where no TLP label is set.
pub const fn marking_colours(marking: Marking) -> (Rgb, Rgb) {
    const BLACK: Rgb = Rgb::hex(0);
    const WHITE: Rgb = Rgb::hex(0x00FF_FFFF);
    match (marking.tlp, marking.un) {
        (Some(Tlp::Red), _) => (BLACK, Rgb::hex(0x00FF_6A6A)),
        (Some(Tlp::Amber | Tlp::AmberStrict), _) => (BLACK, Rgb::hex(0x00FF_C000)),
        (Some(Tlp::Green), _) => (BLACK, Rgb::hex(0x0033_FF00)),
        (None, Some(UnClass::StrictlyConfidential)) => (Rgb::hex(0x00B3_261E), WHITE),
        (None, Some(UnClass::Confidential)) => (Rgb::hex(0x0000_4A86), WHITE),
        (Some(Tlp::Clear), _) | (None, Some(UnClass::Unclassified) | None) => (BLACK, WHITE),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance of WCAG 2.1.
    fn luminance(Rgb(red, green, blue): Rgb) -> f64 {
        let channel = |value: u8| {
            let share = f64::from(value) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { libm::pow((share + 0.055) / 1.055, 2.4) }
        };
        0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue)
    }

    fn contrast(one: Rgb, other: Rgb) -> f64 {
        let (light, dark) = (luminance(one).max(luminance(other)), luminance(one).min(luminance(other)));
        (light + 0.05) / (dark + 0.05)
    }

    #[test]
    fn text_stands_out_from_every_ground() {
        for palette in [LIGHT, DARK] {
            for ground in [palette.pane, palette.band, palette.ground, palette.selection, palette.hover] {
                for ink in [palette.ink, palette.ink_soft] {
                    assert!(contrast(ink, ground) >= 4.5, "{ink:?} on {ground:?}: {}", contrast(ink, ground));
                }
            }
            for ink in [palette.error, palette.warning, palette.good, palette.accent, palette.derived] {
                assert!(contrast(ink, palette.pane) >= 4.5, "{ink:?}: {}", contrast(ink, palette.pane));
            }
        }
    }

    #[test]
    fn every_banner_can_be_read() {
        for &tlp in Tlp::ALL {
            let (ground, ink) = marking_colours(Marking { un: None, tlp: Some(tlp) });
            assert!(contrast(ground, ink) >= 4.5, "{tlp:?}");
        }
        for &un in UnClass::ALL {
            let (ground, ink) = marking_colours(Marking { un: Some(un), tlp: None });
            assert!(contrast(ground, ink) >= 4.5, "{un:?}");
        }
    }
}
