//! Space, type and colour of the window. Colours come from `figure/`; this is the one place that turns them into egui's.

use egui::{Color32, CornerRadius, FontFamily, FontId, Stroke, Style, TextStyle, Visuals, style::WidgetVisuals};

use super::fonts;
use crate::case::World;
use crate::figure::{self, DARK, DARK_STRONG, LIGHT, LIGHT_STRONG, LOOKS, Palette, Rgb};

/// Space between neighbours that belong together, in points.
pub const GAP: f32 = 6.0;
/// Space around the content of a pane, in points.
pub const MARGIN: f32 = 8.0;
/// Corner radius of what can be pressed, in points.
const RADIUS: u8 = 3;

/// Colours of the window in egui's terms.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    palette: &'static Palette,
}

#[expect(clippy::disallowed_methods, reason = "the one place that turns the palette's colours into egui's")]
pub(super) const fn colour(Rgb(red, green, blue): Rgb) -> Color32 {
    Color32::from_rgb(red, green, blue)
}

macro_rules! colours {
    ($( $(#[$meta:meta])* $name:ident )+) => {
        impl Theme {
            $( $(#[$meta])* pub const fn $name(self) -> Color32 { colour(self.palette.$name) } )+
        }
    };
}

colours! {
    /// Behind everything.
    ground
    /// Behind a pane.
    pane
    /// Behind every second row, and behind headers.
    band
    /// Fine lines.
    rule
    /// Text.
    ink
    /// Text of second rank.
    ink_soft
    /// The one accent.
    accent
    /// Behind what is selected.
    selection
    /// Behind what is under the pointer.
    hover
    /// Something is wrong.
    error
    /// Something wants a look.
    warning
    /// Something is as it should be.
    good
    /// Marks of incidents.
    mark
    /// Where a date is only possible.
    mark_faded
    /// What is derived from other dates.
    derived
    /// Edges of the graph.
    edge
    /// A mandate's cell.
    mandate
    /// Evidence without a mandate.
    gap
    /// A mandate without evidence.
    dormant
}

impl Theme {
    /// The theme of this part of the window.
    pub fn of(ui: &egui::Ui) -> Self {
        let pane = ui.visuals().panel_fill;
        let look = LOOKS.into_iter().find(|look| colour(look.pane) == pane);
        Self { palette: look.unwrap_or(if ui.visuals().dark_mode { &DARK } else { &LIGHT }) }
    }

    /// Whether contrasts are strong.
    pub fn is_strong(self) -> bool {
        *self.palette == LIGHT_STRONG || *self.palette == DARK_STRONG
    }

    /// A colour for what is not to catch the eye: so much of it, or all of it where contrasts are strong.
    pub fn faint(self, colour: Color32, share: f32) -> Color32 {
        if self.is_strong() { colour } else { colour.gamma_multiply(share) }
    }

    /// The fill of an actor by its world.
    pub fn world(self, world: Option<World>) -> Color32 {
        colour(figure::world_colour(self.palette, world))
    }
}

/// Font of body text in the semi-bold face.
pub fn strong(size: f32) -> FontId {
    FontId::new(size, fonts::strong())
}

/// Font of small labels, in points.
pub fn small() -> FontId {
    FontId::new(11.0, FontFamily::Proportional)
}

/// Font of what can be chosen where there is little room.
pub fn label() -> FontId {
    FontId::new(12.0, FontFamily::Proportional)
}

/// Font of what stands within a cell.
pub fn tiny() -> FontId {
    FontId::new(9.5, FontFamily::Proportional)
}

/// Font of body text.
pub fn body() -> FontId {
    FontId::new(13.0, FontFamily::Proportional)
}

/// Gives both looks of egui our type scale, spacing and colours.
pub fn apply(ctx: &egui::Context) {
    apply_look(ctx, Look::default());
}

/// What of the window's look the user or the system may wish otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// Contrasts are strong.
    pub is_strong: bool,
    /// Nothing moves that need not.
    pub is_still: bool,
}

/// Gives both looks of egui our type scale, spacing and colours, as wished.
pub(super) fn apply_look(ctx: &egui::Context, look: Look) {
    let palettes = if look.is_strong { [&LIGHT_STRONG, &DARK_STRONG] } else { [&LIGHT, &DARK] };
    for (theme, palette) in [egui::Theme::Light, egui::Theme::Dark].into_iter().zip(palettes) {
        ctx.style_mut_of(theme, |style| {
            set_type(style);
            set_spacing(style);
            style.visuals = visuals(theme, palette);
            if look.is_strong {
                strengthen(&mut style.visuals);
            }
            if look.is_still {
                style.animation_time = 0.0;
                style.scroll_animation = egui::style::ScrollAnimation::none();
                style.visuals.text_cursor.blink = false;
            }
        });
    }
}

/// Whether nothing is to move that need not.
pub(super) fn is_still(ui: &egui::Ui) -> bool {
    ui.style().animation_time <= 0.0
}

/// Draws thicker lines around what can be pressed, and a ground around what has the keyboard.
fn strengthen(visuals: &mut Visuals) {
    let widgets = &mut visuals.widgets;
    for state in [&mut widgets.noninteractive, &mut widgets.inactive, &mut widgets.hovered] {
        state.bg_stroke.width = 1.5;
    }
    for state in [&mut widgets.active, &mut widgets.open] {
        state.bg_stroke.width = 2.5;
    }
    visuals.selection.stroke.width = 2.5;
    visuals.window_stroke.width = 2.0;
}

fn set_type(style: &mut Style) {
    style.text_styles = [
        (TextStyle::Heading, strong(15.0)),
        (TextStyle::Body, body()),
        (TextStyle::Button, body()),
        (TextStyle::Small, small()),
        (TextStyle::Monospace, FontId::new(12.5, FontFamily::Monospace)),
    ]
    .into();
}

fn set_spacing(style: &mut Style) {
    style.spacing.item_spacing = egui::vec2(GAP, 4.0);
    style.spacing.button_padding = egui::vec2(7.0, 2.0);
    style.spacing.interact_size = egui::vec2(30.0, 22.0);
    style.spacing.menu_margin = egui::Margin::same(6);
    style.spacing.scroll = egui::style::ScrollStyle::solid();
    style.spacing.scroll.bar_width = 8.0;
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.35;
    style.animation_time = 0.08;
}

fn visuals(theme: egui::Theme, palette: &Palette) -> Visuals {
    let mut visuals = match theme {
        egui::Theme::Light => Visuals::light(),
        egui::Theme::Dark => Visuals::dark(),
    };
    let rule = Stroke::new(1.0, colour(palette.rule));
    visuals.panel_fill = colour(palette.pane);
    visuals.window_fill = colour(palette.pane);
    visuals.window_stroke = rule;
    visuals.extreme_bg_color = colour(palette.pane);
    visuals.faint_bg_color = colour(palette.band);
    visuals.code_bg_color = colour(palette.band);
    visuals.hyperlink_color = colour(palette.accent);
    visuals.warn_fg_color = colour(palette.warning);
    visuals.error_fg_color = colour(palette.error);
    visuals.weak_text_color = Some(colour(palette.ink_soft));
    visuals.selection.bg_fill = colour(palette.selection);
    visuals.selection.stroke = Stroke::new(1.5, colour(palette.accent));
    visuals.window_corner_radius = CornerRadius::same(5);
    visuals.menu_corner_radius = CornerRadius::same(4);
    visuals.striped = false;
    let ink = Stroke::new(1.0, colour(palette.ink));
    let state = |fill: Rgb, border: Rgb| WidgetVisuals {
        bg_fill: colour(fill),
        weak_bg_fill: colour(fill),
        bg_stroke: Stroke::new(1.0, colour(border)),
        corner_radius: CornerRadius::same(RADIUS),
        fg_stroke: ink,
        expansion: 0.0,
    };
    visuals.widgets.noninteractive = state(palette.pane, palette.rule);
    visuals.widgets.inactive = state(palette.control, palette.rule);
    visuals.widgets.hovered = state(palette.control_hover, palette.ink_soft);
    visuals.widgets.active = state(palette.control_hover, palette.accent);
    visuals.widgets.open = state(palette.control, palette.accent);
    visuals
}
