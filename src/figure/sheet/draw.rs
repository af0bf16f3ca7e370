//! The signs as vector drawings: elements of SVG around the origin, eleven points wide, the same shapes as on the screen.

use super::Sign;
use crate::figure::{FindingGlyph, MatrixGlyph, Rgb};

/// A sign in this ink.
pub(super) fn sign(sign: Sign, ink: Rgb) -> String {
    let ink = ink.css();
    let stroke = format!("fill=\"none\" stroke=\"{ink}\" stroke-width=\"1.5\"");
    match sign {
        Sign::Glyph(glyph) => self::glyph(glyph, &ink),
        Sign::Finding(glyph) => finding(glyph, &ink),
        Sign::Surveyed => format!("<path d=\"M-4 0H4\" {stroke}/>"),
        Sign::Unsurveyed => hatched((-5.5, -5.5), (11.0, 11.0), &ink),
        Sign::Nothing => format!("<rect x=\"-5\" y=\"-5\" width=\"10\" height=\"10\" fill=\"none\" stroke=\"{ink}\"/>"),
        Sign::Possible => format!(
            "<rect x=\"-6\" y=\"-6\" width=\"12\" height=\"12\" fill=\"none\" stroke=\"{ink}\" stroke-dasharray=\"3 3\"/>{}",
            letter("?", &ink)
        ),
        Sign::Elsewhere => letter("*", &ink),
        Sign::Unsourced => format!(
            "<path d=\"M0 -4.5L5 4H-5Z\" fill=\"none\" stroke=\"{ink}\"/><path d=\"M0 -1.5V0.8\" stroke=\"{ink}\" \
             stroke-width=\"1.2\"/><circle cy=\"2.4\" r=\"0.7\" fill=\"{ink}\"/>"
        ),
        Sign::Stated | Sign::Acts => format!("<circle r=\"2.7\" fill=\"{ink}\"/>"),
        Sign::Inferred | Sign::MayAct => format!("<circle r=\"2.3\" fill=\"none\" stroke=\"{ink}\"/>"),
        Sign::Possibly => letter("?", &ink),
        Sign::Uncertain => {
            format!("<path d=\"M-6 0H6\" stroke=\"{ink}\" stroke-width=\"1.2\" stroke-dasharray=\"2.5 2\"/>")
        }
        Sign::Technical => format!("<rect x=\"-2.4\" y=\"-2.4\" width=\"4.8\" height=\"4.8\" fill=\"{ink}\"/>"),
        Sign::Political => format!("<path d=\"M0 -3.2L3.2 0L0 3.2L-3.2 0Z\" fill=\"{ink}\"/>"),
        Sign::OtherWork => {
            format!("<rect x=\"-1.9\" y=\"-1.9\" width=\"3.8\" height=\"3.8\" fill=\"none\" stroke=\"{ink}\"/>")
        }
        Sign::MayGoOn => format!("<path d=\"M0 -3L3 0L0 3L-3 0Z\" fill=\"none\" stroke=\"{ink}\"/>"),
        Sign::Staff => format!(
            "<circle cy=\"-2.6\" r=\"1.9\" fill=\"{ink}\"/><path d=\"M-3.2 3.8L-2 0.2H2L3.2 3.8Z\" fill=\"{ink}\"/>"
        ),
        Sign::Money => {
            format!("<circle r=\"3.4\" fill=\"none\" stroke=\"{ink}\"/><path d=\"M0 -1.7V1.7\" stroke=\"{ink}\"/>")
        }
    }
}

/// The glyph of a finding or of a difference.
fn finding(glyph: FindingGlyph, ink: &str) -> String {
    let line = |width: f64, path: &str| {
        format!("<path d=\"{path}\" fill=\"none\" stroke=\"{ink}\" stroke-width=\"{width}\"/>")
    };
    let ring = || format!("<circle r=\"4.9\" fill=\"none\" stroke=\"{ink}\" stroke-width=\"1.2\"/>");
    match glyph {
        FindingGlyph::FullTriangle => format!("<path d=\"M0 -5.2L5.6 4.6H-5.6Z\" fill=\"{ink}\"/>"),
        FindingGlyph::OpenTriangle => line(1.3, "M0 -4.2L4.7 4H-4.7Z"),
        FindingGlyph::Tick => line(2.8, "M-4.6 0.4L-1.4 3.6L4.8 -4"),
        FindingGlyph::OpenTick => line(1.0, "M-5.2 0.4L-3.5 -1.3L-1.3 1.1L3.8 -4.8L5.6 -3.1L-1.2 4.6Z"),
        FindingGlyph::FullBars => {
            format!("<path d=\"M-4.3 -4.8H-0.9V4.8H-4.3ZM0.9 -4.8H4.3V4.8H0.9Z\" fill=\"{ink}\"/>")
        }
        FindingGlyph::OpenBars => line(1.0, "M-3.8 -4.3H-1.4V4.3H-3.8ZM1.4 -4.3H3.8V4.3H1.4Z"),
        FindingGlyph::Plus => format!("{}{}", ring(), line(1.6, "M-2.8 0H2.8M0 -2.8V2.8")),
        FindingGlyph::Minus => format!("{}{}", ring(), line(1.6, "M-2.8 0H2.8")),
        FindingGlyph::ArrowUp => line(1.8, "M0 5V-4.6M-3.6 -1L0 -4.8L3.6 -1"),
        FindingGlyph::ArrowDown => line(1.8, "M0 -5V4.6M-3.6 1L0 4.8L3.6 1"),
        FindingGlyph::Arrows => line(1.4, "M-4.8 -2.2H4.4M1.8 -4.8L4.6 -2.2M4.8 2.2H-4.4M-1.8 4.8L-4.6 2.2"),
    }
}

fn glyph(glyph: MatrixGlyph, ink: &str) -> String {
    let stroke = format!("fill=\"none\" stroke=\"{ink}\" stroke-width=\"1.5\"");
    let open = format!("<rect x=\"-4.25\" y=\"-4.25\" width=\"8.5\" height=\"8.5\" rx=\"1\" {stroke}/>");
    match glyph {
        MatrixGlyph::FullSquare => {
            format!("<rect x=\"-5\" y=\"-5\" width=\"10\" height=\"10\" rx=\"1.5\" fill=\"{ink}\"/>")
        }
        MatrixGlyph::OpenSquare => open,
        MatrixGlyph::HalfSquare => format!("{open}<rect x=\"-5\" width=\"10\" height=\"5\" fill=\"{ink}\"/>"),
        MatrixGlyph::FullDisc => format!("<circle r=\"5.2\" fill=\"{ink}\"/>"),
        MatrixGlyph::Rings => format!("<circle r=\"5\" {stroke}/><circle r=\"2.2\" fill=\"{ink}\"/>"),
        MatrixGlyph::Lens => {
            format!("<circle cx=\"-1.2\" cy=\"-1.2\" r=\"3.8\" {stroke}/><path d=\"M1.6 1.6L5.4 5.4\" {stroke}/>")
        }
        MatrixGlyph::Cross => format!("<path d=\"M-4.4 -4.4L4.4 4.4M4.4 -4.4L-4.4 4.4\" {stroke}/>"),
    }
}

fn letter(letter: &str, ink: &str) -> String {
    format!("<text y=\"3.2\" font-size=\"9\" text-anchor=\"middle\" fill=\"{ink}\">{letter}</text>")
}

/// Hatching of a rectangle: lines of one point, six apart, each cut to it.
pub(super) fn hatched((left, top): (f64, f64), (width, height): (f64, f64), ink: &str) -> String {
    let (right, bottom) = (left + width, top + height);
    let mut lines = Vec::new();
    let mut x = left - height + 3.0;
    while x < right {
        // From the foot at x upwards to the right; what is left of the rectangle, or right of it, is cut off.
        let (from_x, from_y) = if x < left { (left, bottom - (left - x)) } else { (x, bottom) };
        let (end_x, end_y) = if x + height > right { (right, bottom - (right - x)) } else { (x + height, top) };
        lines.push(format!("M{from_x:.1} {from_y:.1}L{end_x:.1} {end_y:.1}"));
        x += 6.0;
    }
    let path = lines.concat();
    format!("<path d=\"{path}\" fill=\"none\" stroke=\"{ink}\" stroke-width=\"1\"/>")
}
