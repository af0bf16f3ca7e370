//! A sheet as a picture: its vector drawing at twice its size, with the program's own faces, so that it is the same on
//! every machine. A letter that these faces lack is drawn as an empty box: the other formats keep it.

use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use super::{Sheet, SheetError, svg};
use crate::figure::faces;

/// Pixels for each point.
const SCALE: f32 = 2.0;

/// The most pixels of a picture: four bytes each while it is drawn.
const MOST: f32 = 100_000_000.0;

pub(super) fn write(sheet: &Sheet) -> Result<Vec<u8>, SheetError> {
    let refused = |problem: String| SheetError::Refused { format: FORMAT, problem };
    let tree = Tree::from_str(&svg::write(sheet), &options()).map_err(|error| refused(error.to_string()))?;
    let (width, height) = (tree.size().width() * SCALE, tree.size().height() * SCALE);
    let too_large = SheetError::TooLarge { format: FORMAT, columns: sheet.columns.len(), rows: sheet.rows().count() };
    if width * height > MOST {
        return Err(too_large);
    }
    #[expect(clippy::cast_sign_loss, reason = "a picture has a size")]
    let mut pixels = Pixmap::new(width.ceil() as u32, height.ceil() as u32).ok_or(too_large)?;
    resvg::render(&tree, Transform::from_scale(SCALE, SCALE), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| refused(error.to_string()))
}

const FORMAT: &str = "a picture";

/// The program's faces and no others; nothing is loaded from anywhere.
fn options() -> Options<'static> {
    let mut fonts = fontdb::Database::new();
    for face in [faces::REGULAR, faces::SEMI_BOLD, faces::ARABIC] {
        fonts.load_font_data(face.to_vec());
    }
    fonts.set_sans_serif_family("Inter");
    Options { font_family: "Inter".to_owned(), fontdb: Arc::new(fonts), ..Options::default() }
}
