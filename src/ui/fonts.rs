//! The embedded faces: Inter for Latin, Greek and Cyrillic, Noto Sans Arabic; both under the SIL Open Font License.
//!
//! What they lack, egui's own fallback faces give, and in a real window the system's fonts.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily};

use crate::figure::faces::{ARABIC, REGULAR, SEMI_BOLD};

/// The family of headings and of what is selected.
pub(super) fn strong() -> FontFamily {
    FontFamily::Name("strong".into())
}

/// Installs the embedded faces.
pub fn install(ctx: &egui::Context) {
    let mut fonts = FontDefinitions::default();
    for (name, bytes) in [("inter", REGULAR), ("inter-semi-bold", SEMI_BOLD), ("noto-arabic", ARABIC)] {
        drop(fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes))));
    }
    let fallback = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let chain = |first: &str| {
        [first, "noto-arabic"].into_iter().map(str::to_owned).chain(fallback.iter().cloned()).collect::<Vec<_>>()
    };
    let (regular, semi_bold) = (chain("inter"), chain("inter-semi-bold"));
    drop(fonts.families.insert(FontFamily::Proportional, regular));
    drop(fonts.families.insert(strong(), semi_bold));
    if let Some(family) = fonts.families.get_mut(&FontFamily::Monospace) {
        family.push("inter".to_owned());
    }
    ctx.set_fonts(fonts);
}
