//! The matrix as a sheet to hand on: `sightline matrix --format xlsx -o FILE`.
//!
//! A format that is text goes to the output where no file is named. A file that is there already is replaced only on
//! demand, and then whole.

use std::io;
use std::path::{Path, PathBuf};

use clap::builder::PossibleValuesParser;

use super::state::Asked;
use super::text::{one_line, table};
use super::{FINE, Streams, UNUSABLE, naming, tell};
use crate::case;
use crate::disk::{self, Expected};
use crate::figure::sheet::{FORMATS, Format, Sheet, Subject, has_incidents, sheet};

/// What is exported, how, and where to.
#[derive(Debug, clap::Args)]
pub(super) struct Options {
    /// What the cells show: how far the mandates go, activities, incidents, staff and money, where mandates and evidence
    /// do not meet, what is different between two dates (with --between), mandates with incidents, or all
    #[arg(long)]
    layer: Option<Layer>,
    /// The format; without it, that of OUT's extension, or aligned text
    #[arg(long, value_parser = PossibleValuesParser::new(FORMATS.iter().map(|format| format.extension)))]
    format: Option<String>,
    /// The file to write; text goes to the output without it
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
    /// Replace OUT where it is there already
    #[arg(long, requires = "output")]
    force: bool,
}

/// A layer of the matrix.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Layer {
    // Words of help for each would make clap lay the whole help out in another way.
    Mandate,
    Activities,
    Evidence,
    Resources,
    Gap,
    Difference,
    Both,
    All,
}

impl Layer {
    const fn of_case(self) -> case::Layer {
        match self {
            Self::Mandate => case::Layer::Level,
            Self::Activities => case::Layer::Activities,
            Self::Evidence => case::Layer::Incidents,
            Self::Resources => case::Layer::Resources,
            Self::Gap => case::Layer::Gap,
            Self::Difference => case::Layer::Difference,
            Self::Both => case::Layer::Both,
            Self::All => case::Layer::All,
        }
    }
}

impl Options {
    /// The layer of the sheet that is wanted, if one is; or why what is asked does not fit together.
    pub fn layer(&self, asked: &Asked) -> Result<Option<case::Layer>, String> {
        let is_compared = asked.dates.len() > 1;
        let usual = if is_compared { Layer::Difference } else { Layer::Mandate };
        let layer = self.layer.unwrap_or(usual).of_case();
        match (layer == case::Layer::Difference, is_compared) {
            (true, false) => {
                return Err(
                    "--layer difference: name the two dates that are compared, with --between FROM TO".to_owned()
                );
            }
            (false, true) => {
                return Err(
                    "--between: only the layer difference compares two dates; use --as-of for another".to_owned()
                );
            }
            (true, true) | (false, false) => {}
        }
        if !asked.threshold.is_none() && !has_incidents(layer) {
            return Err("--min-grade: it says what counts as evidence; choose a --layer that shows some".to_owned());
        }
        let is_asked = is_compared || self.layer.is_some() || self.format.is_some() || self.output.is_some();
        Ok(is_asked.then_some(layer))
    }
}

pub(super) fn run(
    options: &Options,
    (subject, layer): (&Subject<'_>, case::Layer),
    streams: &mut Streams<'_>,
) -> io::Result<u8> {
    let sheet = sheet(subject, layer);
    let written = match (format(options), options.output.as_deref()) {
        (Err(words), _) => Err(words),
        (Ok(None), _) => return write!(streams.out, "{}", words(&sheet)).map(|()| FINE),
        (Ok(Some(format)), Some(path)) => save(&sheet, format, (path, options.force)),
        (Ok(Some(format)), None) if !format.is_text => {
            Err(format!("--format {}: this is no text; name the file to write with -o", format.extension))
        }
        (Ok(Some(format)), None) => format.write(&sheet).map_err(|error| error.to_string()),
    };
    match written {
        Ok(bytes) => streams.out.write_all(&bytes).map(|()| FINE),
        Err(words) => tell(&words, streams).map(|()| UNUSABLE),
    }
}

/// The format that is asked for, or follows from the name of the file.
fn format(options: &Options) -> Result<Option<&'static Format>, String> {
    if let Some(name) = &options.format {
        return Ok(Format::of_extension(name));
    }
    let Some(path) = &options.output else { return Ok(None) };
    let extension = path.extension().map(|extension| extension.to_string_lossy().into_owned()).unwrap_or_default();
    let known = || FORMATS.iter().map(|format| format.extension).collect::<Vec<_>>().join(", ");
    let wrong = || format!("{}: no format has this extension; use --format, one of {}", path.display(), known());
    Format::of_extension(&extension).map(Some).ok_or_else(wrong)
}

/// Writes the file; what is to be said of it.
fn save(sheet: &Sheet, format: &Format, (path, is_forced): (&Path, bool)) -> Result<Vec<u8>, String> {
    let bytes = format.write(sheet).map_err(|error| error.to_string())?;
    let expected = if is_forced { Expected::Anything } else { Expected::New };
    let forced = if disk::is_there(path) && !is_forced { " (--force)" } else { "" };
    disk::save(path, &bytes, expected).map_err(|error| format!("{}{forced}", naming(path, &error)))?;
    let (file, marking) = (one_line(&path.display().to_string()), sheet.marking.banner());
    Ok(format!("{file}: written as {}, marked {marking}\n", format.name).into_bytes())
}

/// The sheet as aligned text.
fn words(sheet: &Sheet) -> String {
    let codes = sheet.columns.iter().map(|column| one_line(column.code()));
    let mut rows = vec![std::iter::once(String::new()).chain(codes).chain(["total".to_owned()]).collect::<Vec<_>>()];
    for group in &sheet.groups {
        rows.push(vec![one_line(&group.heading)]);
        for row in &group.rows {
            let cells = row.cells.iter().map(|cell| one_line(&cell.short()));
            let name = format!("  {}", one_line(&row.heading()));
            rows.push(std::iter::once(name).chain(cells).chain([one_line(&row.total.short())]).collect());
        }
    }
    let totals = sheet.totals.iter().chain([&sheet.total]).map(|total| one_line(&total.short()));
    rows.push(std::iter::once(sheet.counted.to_lowercase()).chain(totals).collect());
    let row = |mark: &str, meaning: &str| vec![one_line(mark), one_line(meaning)];
    let signs = sheet.legend.iter().map(|(sign, meaning)| row(sign.text(), meaning));
    let themes = sheet.columns.iter().map(|column| row(column.code(), &column.name));
    let about = sheet.about.iter().map(|(name, value)| row(name, value));
    let legend: Vec<_> = about.chain(signs).chain(themes).chain([row("Marking", &sheet.marking.banner())]).collect();
    format!("{}\n{}", table(&rows), table(&legend))
}
