//! The visual grammar: one language of colours, shapes, line styles and glyphs for the window and for what is exported.
//!
//! Everything here is data. `ui/` converts it and adds space, type and radii; nothing else names a colour. Meaning never
//! rests on colour alone: shape, line style or a glyph says it too.

pub mod faces;
mod finding;
mod glyph;
mod palette;
pub mod sheet;
mod words;

pub use crate::case::standing_words;
pub use finding::{Emptiness, FindingGlyph, class_glyph, emptiness, turn_glyph};
pub use glyph::{LineStyle, MatrixGlyph, Shape, actor_shape, level_glyph, line_style};
pub use palette::{DARK, DARK_STRONG, LIGHT, LIGHT_STRONG, LOOKS, Palette, Rgb, marking_colours, world_colour};
pub use words::{
    behind_words, blank_words, claim_words, counted_words, difference_words, is_resourced, resource_words, work_words,
};
