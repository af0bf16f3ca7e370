//! The embedded faces: Inter for Latin, Greek and Cyrillic, Noto Sans Arabic; both under the SIL Open Font License.

/// Inter, regular.
pub static REGULAR: &[u8] = include_bytes!("../../assets/fonts/Inter-Regular.otf");
/// Inter, semi-bold: headings and what stands out.
pub static SEMI_BOLD: &[u8] = include_bytes!("../../assets/fonts/Inter-SemiBold.otf");
/// Noto Sans Arabic, regular.
pub static ARABIC: &[u8] = include_bytes!("../../assets/fonts/NotoSansArabic-Regular.ttf");
