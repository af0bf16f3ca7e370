//! Colours, light and dark, each with usual and with strong contrasts. Data hues are those of Okabe and Ito (2008), safe
//! for colour blindness.
//!
//! Text on its ground has a contrast of at least 4.5 : 1 (WCAG 2.1 AA), and of 7 : 1 (AAA) where contrasts are strong; a
//! test holds it.

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
    /// Evidence without a mandate.
    pub gap: Rgb,
    /// A mandate without evidence.
    pub dormant: Rgb,
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
    gap: Rgb::hex(0x00A8_4300),
    dormant: Rgb::hex(0x007A_3B69),
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
    gap: Rgb::hex(0x00F0_9A5B),
    dormant: Rgb::hex(0x00DE_A3C6),
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

/// The light look with strong contrasts: text at 7 : 1 and more, lines that can be seen, no faint fills.
pub const LIGHT_STRONG: Palette = Palette {
    ground: Rgb::hex(0x00F2_F2F2),
    pane: Rgb::hex(0x00FF_FFFF),
    band: Rgb::hex(0x00F0_F0F0),
    rule: Rgb::hex(0x0059_5959),
    ink: Rgb::hex(0x0000_0000),
    ink_soft: Rgb::hex(0x0024_2424),
    control: Rgb::hex(0x00F4_F4F4),
    control_hover: Rgb::hex(0x00D6_D6D6),
    accent: Rgb::hex(0x0000_3A8C),
    selection: Rgb::hex(0x00B8_D7FF),
    hover: Rgb::hex(0x00DD_EBFF),
    error: Rgb::hex(0x0090_0000),
    warning: Rgb::hex(0x0063_3700),
    good: Rgb::hex(0x0000_4A2E),
    mark: Rgb::hex(0x0000_2050),
    mark_faded: Rgb::hex(0x0062_7F9C),
    derived: Rgb::hex(0x0080_2800),
    edge: Rgb::hex(0x0033_3333),
    mandate: Rgb::hex(0x0000_4A2E),
    gap: Rgb::hex(0x0080_2800),
    dormant: Rgb::hex(0x0058_1A46),
    worlds: LIGHT.worlds,
};

/// The dark look with strong contrasts.
pub const DARK_STRONG: Palette = Palette {
    ground: Rgb::hex(0x000C_0C0C),
    pane: Rgb::hex(0x0000_0000),
    band: Rgb::hex(0x0014_1414),
    rule: Rgb::hex(0x00A6_A6A6),
    ink: Rgb::hex(0x00FF_FFFF),
    ink_soft: Rgb::hex(0x00E6_E6E6),
    control: Rgb::hex(0x001A_1A1A),
    control_hover: Rgb::hex(0x0033_3333),
    accent: Rgb::hex(0x008F_D0FF),
    selection: Rgb::hex(0x000B_3D6E),
    hover: Rgb::hex(0x0028_2828),
    error: Rgb::hex(0x00FF_A8A0),
    warning: Rgb::hex(0x00FF_D166),
    good: Rgb::hex(0x007C_F0C0),
    mark: Rgb::hex(0x00B8_DCFF),
    mark_faded: Rgb::hex(0x006E_8CAB),
    derived: Rgb::hex(0x00FF_B27A),
    edge: Rgb::hex(0x00D0_D0D0),
    mandate: Rgb::hex(0x007C_F0C0),
    gap: Rgb::hex(0x00FF_B27A),
    dormant: Rgb::hex(0x00F7_BDE0),
    worlds: DARK.worlds,
};

/// Every look, each told from the others by the colour of its panes.
pub const LOOKS: [&Palette; 4] = [&LIGHT, &DARK, &LIGHT_STRONG, &DARK_STRONG];

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
        (None, Some(UnClass::StrictlyConfidential)) => (Rgb::hex(0x00A0_1F18), WHITE),
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

    /// Text on every ground it may stand on; the accent is also that of the ring around what has the keyboard.
    fn check(palette: &Palette, text: f64, line: f64) {
        let enough = |ink: Rgb, ground: Rgb, least: f64| {
            assert!(contrast(ink, ground) >= least, "{ink:?} on {ground:?}: {}", contrast(ink, ground));
        };
        let grounds = [palette.pane, palette.band, palette.ground, palette.selection, palette.hover];
        for ground in grounds {
            for ink in [palette.ink, palette.ink_soft] {
                enough(ink, ground, text);
            }
            enough(palette.accent, ground, 3.0);
        }
        for control in [palette.control, palette.control_hover] {
            enough(palette.ink, control, text);
        }
        for ink in [palette.error, palette.warning, palette.good, palette.accent, palette.derived] {
            enough(ink, palette.pane, text);
        }
        for ink in [palette.mark, palette.edge, palette.mandate, palette.gap, palette.dormant] {
            enough(ink, palette.pane, 3.0);
        }
        for ink in [palette.rule, palette.mark_faded] {
            enough(ink, palette.pane, line);
        }
    }

    #[test]
    fn text_stands_out_from_every_ground() {
        check(&LIGHT, 4.5, 1.0);
        check(&DARK, 4.5, 1.0);
        check(&LIGHT_STRONG, 7.0, 3.0);
        check(&DARK_STRONG, 7.0, 3.0);
    }

    #[test]
    fn every_look_is_known_by_its_panes() {
        for (place, look) in LOOKS.iter().enumerate() {
            let same = LOOKS.iter().filter(|other| other.pane == look.pane).count();
            assert_eq!(same, 1, "look {place}");
        }
    }

    #[test]
    fn every_banner_can_be_read() {
        for &tlp in Tlp::ALL {
            let (ground, ink) = marking_colours(Marking { un: None, tlp: Some(tlp) });
            assert!(contrast(ground, ink) >= 7.0, "{tlp:?}");
        }
        for &un in UnClass::ALL {
            let (ground, ink) = marking_colours(Marking { un: Some(un), tlp: None });
            assert!(contrast(ground, ink) >= 7.0, "{un:?}");
        }
    }
}
