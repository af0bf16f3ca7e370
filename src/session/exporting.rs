//! Handing on the matrix as its pane shows it, pinned or not: as a file, written on a thread, or as text for the clipboard.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::command::Request;
use super::question::Question;
use super::scene::Canvas;
use super::store::Session;
use super::work::{ExportDone, ExportError, ExportJob, Work};
use crate::disk::{Difference, Expected, SaveError};
use crate::figure::sheet::{FORMATS, Format, Sheet, Subject, bare};

/// Said where the matrix is still that of an earlier value of the case.
const NOT_READY: &str = "What the matrix shows is still being worked out: export it again in a moment";

impl Session {
    /// The matrix as it is shown, without what stands behind its cells.
    pub fn matrix_sheet(&self) -> Sheet {
        let (shown, query) = (self.sight(Some(Canvas::Matrix)), self.sheet_query());
        let answers = shown.answers();
        let subject = Subject {
            case: self.case(),
            dates: &answers.dates,
            arrangement: &answers.arrangement,
            evidence: &answers.evidence,
            gaps: &answers.gaps,
            difference: answers.difference.as_deref(),
            as_of: shown.view().as_of.as_ref(),
            against: shown.view().against.as_ref(),
            query: &query,
            threshold: &shown.view().threshold,
        };
        bare(&subject, shown.view().layer)
    }

    /// The query by which the incidents behind the cells are filtered.
    fn sheet_query(&self) -> String {
        let filter = &self.sight(Some(Canvas::Matrix)).view().filter;
        if filter.is_wrong() { String::new() } else { filter.to_saved() }
    }

    /// Asks where to export the matrix.
    pub(super) fn ask_where_to_export(&mut self) {
        if !self.answers().is_current() {
            self.tell(NOT_READY);
        } else if self.desk.question.is_none() {
            self.call_off();
            self.desk.request = Some(Request::ChooseExport(self.export_suggestion()));
        }
    }

    /// Beside the case, and named after it.
    fn export_suggestion(&self) -> PathBuf {
        let path = self.file.save_suggestion();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let stem = name.strip_suffix(".case.ron").or_else(|| name.strip_suffix(".ron")).unwrap_or(&name);
        path.with_file_name(format!("{stem}-matrix.{}", FORMATS[0].extension))
    }

    /// Exports the matrix where somebody chose in a dialog, which has asked about the name that it gave.
    pub(super) fn export_chosen(&mut self, chosen: &Path) {
        let (path, _) = with_format(chosen.to_owned());
        let expected = if path == chosen { Expected::Anything } else { Expected::New };
        self.export(path, expected);
    }

    /// Exports the matrix there, if what is there is as expected.
    pub(super) fn export(&mut self, path: PathBuf, expected: Expected) {
        let (path, format) = with_format(path);
        if self.work.is_some() {
            self.tell(super::filing::STILL_BUSY);
            return;
        }
        if !self.answers().is_current() {
            self.tell(NOT_READY);
            return;
        }
        if self.file.path.as_deref().is_some_and(|own| is_same(own, &path)) {
            self.fail("The matrix was not exported: that is the file of the case itself. Choose another name");
            return;
        }
        let shown = self.sight(Some(Canvas::Matrix));
        let (view, answers) = (shown.view(), shown.answers());
        let job = ExportJob {
            path,
            expected,
            format,
            case: self.case().clone(),
            dates: Arc::clone(&answers.dates),
            arrangement: Arc::clone(&answers.arrangement),
            evidence: Arc::clone(&answers.evidence),
            gaps: Arc::clone(&answers.gaps),
            difference: answers.difference.clone(),
            as_of: view.as_of.clone(),
            against: view.against.clone(),
            query: self.sheet_query(),
            threshold: view.threshold.clone(),
            layer: view.layer,
        };
        match Work::export(job, Arc::clone(&self.host.wake)) {
            Ok(work) => self.work = Some(work),
            Err(error) => self.fail(format!("The matrix was not exported: no thread could be started ({error})")),
        }
    }

    /// What the export came to.
    pub(super) fn exported(&mut self, done: ExportDone) {
        let ExportDone { path, format, result } = done;
        match result {
            Ok(marking) => {
                self.tell(format!("Exported {} as {}, marked {}", path.display(), format.name, marking.banner()));
            }
            Err(ExportError::Save(SaveError::ChangedOnDisk { difference: Difference::Appeared, .. }))
                if self.desk.question.is_none() =>
            {
                self.desk.question = Some(Question::ReplaceExport(path));
            }
            Err(error) => self.fail(error.to_string()),
        }
        if let Some(then) = self.desk.after_save.take() {
            self.then(then);
        }
    }
}

/// The format by the extension of a name; a name without a known one gets the usual.
fn with_format(path: PathBuf) -> (PathBuf, &'static Format) {
    let known = path.extension().and_then(|extension| Format::of_extension(&extension.to_string_lossy()));
    if let Some(format) = known {
        return (path, format);
    }
    let usual = &FORMATS[0];
    (path.with_added_extension(usual.extension), usual)
}

fn is_same(one: &Path, other: &Path) -> bool {
    let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    absolute(one) == absolute(other)
}
