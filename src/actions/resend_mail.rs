//! A mail that failed, or was sent and got lost, is sent again with the same bytes.

use super::context::Context;
use super::error::ActionError;
use super::mails::secret;
use super::manage_users::{keeps, keeps_all};
use crate::domain::case::Case;
use crate::domain::ids::{CaseId, MailId, MemberId};
use crate::domain::permission::{Role, Scope};
use crate::domain::refusal::Refusal;
use crate::mail::is_neutral;
use crate::store::outbox::{self, Posted};
use crate::store::{StoreError, cases};

/// Puts the mail back into the queue.
///
/// For admins of the unit, and for clerks, officers and supervisors who see its case. Refuses a mail that still waits, and one
/// that told something before its case became secret.
pub fn resend(ctx: &Context, by: MemberId, id: MailId) -> Result<Posted, ActionError> {
    resend_where(ctx, by, id, |_| true)
}

/// The same for a mail of this case; one of another is not found.
pub fn resend_of(ctx: &Context, by: MemberId, case: CaseId, id: MailId) -> Result<Posted, ActionError> {
    resend_where(ctx, by, id, |mail| mail.case == Some(case))
}

fn resend_where(ctx: &Context, by: MemberId, id: MailId, fits: impl Fn(&Posted) -> bool) -> Result<Posted, ActionError> {
    let now = ctx.clock.now();
    ctx.store.write(|conn| {
        let unknown = || Refusal::missing("mail_not_found");
        let mail = outbox::find(conn, id)?.filter(&fits).ok_or_else(unknown)?;
        match mail.case {
            Some(case) => {
                let case = cases::load(conn, case)?.ok_or(StoreError::Corrupt("the case of a mail"))?;
                if !may_resend(ctx, by, &case) {
                    return Err(unknown().into());
                }
                if secret(&case) && !is_neutral(&mail.kind) {
                    return Err(Refusal::state("mail_told_before_sealing").into());
                }
            }
            None if keeps_all(&ctx.directory, by) => {}
            None => return Err(unknown().into()),
        }
        if !outbox::resend(conn, id, now)? {
            return Err(Refusal::state("mail_waits").into());
        }
        outbox::find(conn, id)?.ok_or_else(|| unknown().into())
    })
}

fn may_resend(ctx: &Context, by: MemberId, case: &Case) -> bool {
    let works = |role: &Role| matches!(role, Role::Clerk | Role::Officer | Role::Supervisor);
    let sees = || ctx.directory.members.get(&by).is_some_and(|m| Scope::of(m, &ctx.directory).sees(case));
    keeps(&ctx.directory, by, case.unit) || ctx.directory.roles(by, case.unit).iter().any(works) && sees()
}
