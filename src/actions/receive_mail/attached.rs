//! The files of a message: kept as papers where they fit, named in the text where they do not.

use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::actions::papers::{NewPaper, Ready, prepare, row};
use crate::domain::ids::{CaseId, LetterId, PaperId};
use crate::domain::paper::{MOST_PAPERS, MOST_TOGETHER, clean_name};
use crate::domain::text::Text;
use crate::mail::incoming::Incoming;
use crate::seal::SealKey;
use crate::store::Conn;
use crate::store::attachments::{self, Owner};
use crate::texts::{Lang, text};

/// The most characters of a text; what is longer is kept whole as a paper.
const MOST_TEXT: usize = 19_000;

/// What a message brings: its text, fit to be kept, and its papers, sealed.
pub(super) struct Brought {
    pub body: Text,
    papers: Vec<Ready>,
}

/// Makes it of this text and the files. None: there is nothing.
///
/// Files that are not taken are named below the text, so that whoever reads it asks for them.
pub(super) fn bring(ctx: &Context, mail: &Incoming, said: &str) -> Result<Option<Brought>, ActionError> {
    let (mut papers, mut left_out, mut together) = (Vec::new(), Vec::new(), 0_usize);
    let whole = (said.chars().count() > MOST_TEXT).then(|| NewPaper { name: "thu.txt".into(), content: said.as_bytes().to_vec().into() });
    let files = mail.attached.iter().map(|file| NewPaper { name: file.name.clone(), content: file.content.clone() });
    for new in whole.into_iter().chain(files) {
        let size = new.content.len();
        let fits = papers.len() < MOST_PAPERS && together + size <= MOST_TOGETHER;
        match fits.then(|| prepare(ctx, &new)) {
            Some(Ok(ready)) => {
                together += size;
                papers.push(ready);
            }
            Some(Err(ActionError::Refused { .. })) | None => left_out.push(clean_name(&new.name)),
            Some(Err(error)) => return Err(error),
        }
    }
    let mut body: String = said.chars().take(MOST_TEXT).collect();
    if body.is_empty() && (!papers.is_empty() || !left_out.is_empty()) {
        body = note("mail-in-no-text", &[]);
    }
    if !left_out.is_empty() {
        let names: String = left_out.join(", ").chars().take(800).collect();
        body = format!("{body}\n\n{}", note("mail-in-left-out", &[("names", names)]));
    }
    Ok(Text::parse(&body).ok().map(|body| Brought { body, papers }))
}

/// The office's own remark, in its language.
pub(super) fn note(id: &str, args: &[(&'static str, String)]) -> String {
    text(Lang::Vi, id, args).unwrap_or_default()
}

impl Brought {
    /// Puts the bytes of its papers where papers are kept.
    pub(super) fn put(&self, ctx: &Context) -> Result<(), ActionError> {
        let files = ctx.store.files()?;
        for ready in &self.papers {
            files.put(&ready.object, ready.sealed.clone())?;
        }
        Ok(())
    }

    /// Takes them away again: the message was not taken.
    pub(super) fn discard(&self, ctx: &Context) -> Result<(), ActionError> {
        let files = ctx.store.files()?;
        for ready in &self.papers {
            files.delete(&ready.object)?;
        }
        Ok(())
    }

    /// Enters its papers as those of a case, in the transaction that takes the message; their ids with what the register keeps.
    pub(super) fn enter(
        &self,
        ctx: &Context,
        conn: &mut Conn,
        key: &SealKey,
        owner: (CaseId, Option<LetterId>),
        at: chrono::DateTime<chrono::Utc>,
    ) -> Result<Vec<(PaperId, String)>, ActionError> {
        let mut digests = Vec::new();
        let owner = Owner::Case { case: owner.0, letter: owner.1 };
        for ready in &self.papers {
            let entered = row(ctx, key, at, &ready.sheet, &ready.object)?;
            attachments::insert(conn, owner, &entered)?;
            digests.push((entered.id, ready.sheet.digest(ctx, entered.id)));
        }
        Ok(digests)
    }

    /// Whether it brings papers.
    pub(super) fn has_papers(&self) -> bool {
        !self.papers.is_empty()
    }
}
