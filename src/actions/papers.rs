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
    pub(super) fn paper(&self, id: PaperId, letter: Option<LetterId>) -> Paper {
        Paper { id, letter, name: self.name.clone(), kind: self.kind, size: self.size, sha256: self.sha256.clone() }
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
    if new.content.is_empty() {
        return Err(Refusal::field("papers", "paper_empty").with("name", name).into());
    }
    if new.content.len() > MOST_BYTES {
        return Err(Refusal::field("papers", "paper_too_large").with("name", name).with("most", MOST_BYTES >> 20).into());
    }
    let Some(kind) = PaperKind::of(&name, &new.content) else {
        return Err(Refusal::field("papers", "paper_kind").with("name", name).into());
    };
    let key = SealKey::random()?;
    let object = ctx.token();
    let sealed = key.seal(&Place::named("files", "content", &object), &new.content)?;
    let sha256 = Sha256::digest(new.content.as_slice()).iter().map(|b| format!("{b:02x}")).collect();
    let key = Zeroizing::new(URL_SAFE_NO_PAD.encode(key.expose()));
    Ok(Ready { sheet: Sheet { name, kind, size: new.content.len(), sha256, key }, object, sealed })
}

/// Refuses what would be too many papers, or too much together.
pub(super) fn fits(there: &[(Attachment, Sheet)], new: &Sheet) -> Result<(), Refusal> {
    if there.len() >= MOST_PAPERS {
        return Err(Refusal::field("papers", "papers_too_many").with("name", &new.name).with("most", MOST_PAPERS));
    }
    let together: usize = there.iter().map(|(_, sheet)| sheet.size).sum::<usize>() + new.size;
    if together > MOST_TOGETHER {
        return Err(Refusal::field("papers", "papers_too_large").with("name", &new.name).with("most", MOST_TOGETHER >> 20));
    }
    Ok(())
}

/// A row for it under this key.
pub(super) fn row(ctx: &Context, key: &SealKey, at: DateTime<Utc>, sheet: &Sheet, object: &str) -> Result<Attachment, ActionError> {
    let id = PaperId(ctx.id(at));
    let plain = Zeroizing::new(serde_json::to_vec(sheet).map_err(|_| unfit())?);
    Ok(Attachment { id, letter: None, object: object.to_owned(), sealed: key.seal(&row_place(id), &plain)? })
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
