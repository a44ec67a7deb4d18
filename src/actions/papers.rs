//! How papers are kept: each sealed under a key of its own, which its row seals under the key of the form or of the case.
//! So a paper becomes the case's by sealing one row anew; its bytes stay where they are.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::context::Context;
use super::error::ActionError;
use crate::domain::ids::{LetterId, PaperId};
use crate::domain::paper::{MOST_BYTES, MOST_PAPERS, MOST_TOGETHER, PaperKind, clean_name};
use crate::domain::refusal::Refusal;
use crate::seal::{Place, SealKey};
use crate::store::StoreError;
use crate::store::attachments::Attachment;

/// A file as it came.
pub struct NewPaper {
    /// As the browser says; cleaned here.
    pub name: String,
    pub content: Zeroizing<Vec<u8>>,
}

/// Neither its name nor its content.
impl std::fmt::Debug for NewPaper {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "NewPaper({} bytes)", self.content.len())
    }
}

/// A paper that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    pub id: PaperId,
    /// The letter it came with.
    pub letter: Option<LetterId>,
    pub name: String,
    pub kind: PaperKind,
    /// In bytes.
    pub size: usize,
    /// SHA-256 of its content, in hexadecimal.
    pub sha256: String,
    /// When it was added; of secret submissions by the public the hour.
    pub added_at: DateTime<Utc>,
}

/// What a row seals.
#[derive(Serialize, Deserialize)]
pub(super) struct Sheet {
    name: String,
    kind: PaperKind,
    size: usize,
    sha256: String,
    /// The key of its bytes, base64url.
    key: Zeroizing<String>,
}

impl Sheet {
    /// For whoever reads it.
    pub(super) fn paper(&self, row: &Attachment) -> Paper {
        Paper {
            id: row.id,
            letter: row.letter,
            name: self.name.clone(),
            kind: self.kind,
            size: self.size,
            sha256: self.sha256.clone(),
            added_at: row.added_at,
        }
    }

    /// The same file under the same name.
    pub(super) fn is(&self, other: &Self) -> bool {
        self.sha256 == other.sha256 && self.name == other.name
    }

    /// What the register keeps of it.
    pub(super) fn digest(&self, ctx: &Context, id: PaperId) -> String {
        ctx.keys.text_digest(id.0, &self.sha256)
    }

    fn key(&self) -> Result<SealKey, ActionError> {
        let bytes = URL_SAFE_NO_PAD.decode(self.key.as_bytes()).ok().map(Zeroizing::new);
        bytes.and_then(|b| SealKey::from_bytes(&b)).ok_or_else(|| unfit().into())
    }
}

fn unfit() -> StoreError {
    StoreError::Corrupt("attachments.sealed")
}

fn row_place(id: PaperId) -> Place {
    Place::row("attachments", "sealed", id.0)
}

/// A file that passed, sealed, its bytes not yet anywhere.
pub(super) struct Ready {
    pub sheet: Sheet,
    /// A random name that says nothing.
    pub object: String,
    pub sealed: Vec<u8>,
}

/// Checks kind and size of a file and seals it. Refuses, by its name, what is empty, too large or of a kind that is not taken.
pub(super) fn prepare(ctx: &Context, new: &NewPaper) -> Result<Ready, ActionError> {
    let name = clean_name(&new.name);
    let kind = kind_of(&name, &new.content)?;
    let key = SealKey::random()?;
    let object = ctx.token();
    let sealed = key.seal(&Place::named("files", "content", &object), &new.content)?;
    let sha256 = Sha256::digest(new.content.as_slice()).iter().map(|b| format!("{b:02x}")).collect();
    let key = Zeroizing::new(URL_SAFE_NO_PAD.encode(key.expose()));
    Ok(Ready { sheet: Sheet { name, kind, size: new.content.len(), sha256, key }, object, sealed })
}

/// Refuses, by the name of the one that is over, what would be too many papers of one letter, or too much together.
pub(super) fn fits<'a>(there: &[(Attachment, Sheet)], new: impl IntoIterator<Item = &'a Sheet>) -> Result<(), Refusal> {
    let (mut count, mut together) = (there.len(), there.iter().map(|(_, sheet)| sheet.size).sum::<usize>());
    for sheet in new {
        (count, together) = (count + 1, together + sheet.size);
        if count > MOST_PAPERS {
            return Err(Refusal::field("papers", "papers_too_many").with("name", &sheet.name).with("most", MOST_PAPERS));
        }
        if together > MOST_TOGETHER {
            return Err(Refusal::field("papers", "papers_too_large").with("name", &sheet.name).with("most", MOST_TOGETHER >> 20));
        }
    }
    Ok(())
}

/// Refuses what is no paper that is taken, as [`crate::actions::add_papers`] would: to tell of several what is wrong with each.
pub fn check(new: &NewPaper) -> Result<(), Refusal> {
    kind_of(&clean_name(&new.name), &new.content).map(|_| ())
}

fn kind_of(name: &str, content: &[u8]) -> Result<PaperKind, Refusal> {
    if content.is_empty() {
        return Err(Refusal::field("papers", "paper_empty").with("name", name));
    }
    if content.len() > MOST_BYTES {
        return Err(Refusal::field("papers", "paper_too_large").with("name", name).with("most", MOST_BYTES >> 20));
    }
    PaperKind::of(name, content).ok_or_else(|| Refusal::field("papers", "paper_kind").with("name", name))
}

/// A row for it under this key.
pub(super) fn row(ctx: &Context, key: &SealKey, at: DateTime<Utc>, sheet: &Sheet, object: &str) -> Result<Attachment, ActionError> {
    let id = PaperId(ctx.id(at));
    let plain = Zeroizing::new(serde_json::to_vec(sheet).map_err(|_| unfit())?);
    Ok(Attachment { id, letter: None, object: object.to_owned(), sealed: key.seal(&row_place(id), &plain)?, added_at: at })
}

/// The rows with what they seal.
pub(super) fn opened(key: &SealKey, rows: Vec<Attachment>) -> Result<Vec<(Attachment, Sheet)>, ActionError> {
    let open = |row: Attachment| {
        let plain = key.open(&row_place(row.id), &row.sealed)?;
        let sheet = serde_json::from_slice(&plain).map_err(|_| unfit())?;
        Ok((row, sheet))
    };
    rows.into_iter().map(open).collect()
}

/// The content of a paper.
pub(super) fn content(ctx: &Context, row: &Attachment, sheet: &Sheet) -> Result<Zeroizing<Vec<u8>>, ActionError> {
    let sealed = ctx.store.files()?.get(&row.object)?.ok_or(StoreError::Corrupt("a paper's bytes are not there"))?;
    Ok(sheet.key()?.open(&Place::named("files", "content", &row.object), &sealed)?)
}
