//! The papers of a case, for whoever may read its letters.

use zeroize::Zeroizing;

use super::case_reads::Seen;
use crate::actions::add_papers::of_case;
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::actions::papers::{self, Paper};
use crate::domain::ids::{CaseId, MemberId, PaperId};
use crate::domain::refusal::Refusal;
use crate::store::Conn;

/// For the sender.
pub fn for_sender(ctx: &Context, conn: &mut Conn, case: CaseId) -> Result<Vec<Paper>, ActionError> {
    Ok(of_case(ctx, conn, case)?.into_iter().map(|(row, sheet)| sheet.paper(row.id, row.letter)).collect())
}

/// For a member; none for whom only the cover is.
pub fn for_member(ctx: &Context, conn: &mut Conn, me: MemberId, seen: &Seen) -> Result<Vec<Paper>, ActionError> {
    if seen.content(me) { for_sender(ctx, conn, seen.case.id) } else { Ok(Vec::new()) }
}

/// One paper of this case with its content. Whoever calls has made sure that the reader may read its letters.
///
/// Blocks, and holds no connection while the bytes come.
pub fn content(ctx: &Context, case: CaseId, id: PaperId) -> Result<(Paper, Zeroizing<Vec<u8>>), ActionError> {
    let all = ctx.store.read(|conn| of_case(ctx, conn, case))?;
    let (row, sheet) = all.into_iter().find(|(row, _)| row.id == id).ok_or(Refusal::missing("paper_not_found"))?;
    let content = papers::content(ctx, &row, &sheet)?;
    Ok((sheet.paper(row.id, row.letter), content))
}
