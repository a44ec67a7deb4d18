//! The form that takes papers, wherever it stands: for a submission, for a case at the desk, for the sender's own case.

use crate::actions::papers;
use crate::domain::paper::{MOST_BYTES, MOST_PAPERS, MOST_TOGETHER, PaperKind};
use crate::domain::refusal::Refusal;
use crate::http::pages::{Errors, Frame};
use crate::http::problem::Problem;
use crate::http::upload::Upload;

/// What `partials/papers_field.html` writes.
#[derive(Debug, Clone)]
pub struct PapersField {
    /// How many, how large.
    pub limits: String,
    /// Which kinds.
    pub kinds: String,
    /// The same for the chooser of the browser.
    pub accept: String,
    /// What is wrong with which file.
    pub wrong: Vec<String>,
}

impl PapersField {
    /// With what is wrong with the files that were sent.
    pub fn of(frame: &Frame, errors: &Errors) -> Self {
        let endings: Vec<&str> = PaperKind::ALL.iter().flat_map(|kind| kind.endings()).copied().collect();
        let count = |n: usize| n.to_string();
        let limits = [("files", count(MOST_PAPERS)), ("each", count(MOST_BYTES >> 20)), ("together", count(MOST_TOGETHER >> 20))];
        Self {
            limits: frame.say("submit-papers-limits", &limits),
            kinds: frame.t1("submit-papers-kinds", "kinds", endings.join(", ")),
            accept: endings.iter().map(|e| format!(".{e}")).collect::<Vec<_>>().join(","),
            wrong: errors.all.iter().filter(|e| e.field == "papers").map(|e| e.text.clone()).collect(),
        }
    }
}

/// What is wrong with the files that came, each by its name.
pub fn wrong(frame: &Frame, upload: &Upload) -> Errors {
    let mut errors = too_large(frame, upload);
    for refusal in upload.files.iter().filter_map(|new| papers::check(new).err()) {
        errors.add("papers", Problem::of(&refusal.into(), frame.lang, None).detail);
    }
    errors
}

/// Those of them that were read past.
pub fn too_large(frame: &Frame, upload: &Upload) -> Errors {
    let mut errors = Errors::default();
    for name in &upload.too_large {
        let refusal = Refusal::field("papers", "paper_too_large").with("name", name).with("most", MOST_BYTES >> 20);
        errors.add("papers", Problem::of(&refusal.into(), frame.lang, None).detail);
    }
    errors
}
