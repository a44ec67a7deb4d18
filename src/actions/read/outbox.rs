//! The mails of the demo, opened: its readers are the people they went to. Nothing else reads a mail again.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::domain::ids::{CaseId, MailId};
use crate::mail::{is_neutral, text_of};
use crate::store::{StoreError, case_keys, outbox};

/// A mail as it is read.
#[derive(Debug, Clone)]
pub struct Letter {
    pub id: MailId,
    pub kind: String,
    /// `vi` or `en`.
    pub language: String,
    /// `queued`, `sent` or `failed`.
    pub state: String,
    pub at: DateTime<Utc>,
    /// About a secret case: it tells nothing.
    pub secret: bool,
    pub to: String,
    pub subject: String,
    pub text: String,
}

/// The mails older than `before`, the newest first, at most `most`. In two queries, however many.
pub fn letters(ctx: &Context, before: Option<MailId>, most: i64) -> Result<Vec<Letter>, ActionError> {
    Ok(ctx.store.snapshot(|conn| {
        let rows = outbox::whole(conn, before, most)?;
        let cases: Vec<CaseId> = rows.iter().filter_map(|row| row.mail.case).collect::<BTreeSet<_>>().into_iter().collect();
        let keys = case_keys::load_all(conn, &ctx.keys, &cases)?;
        let own = ctx.keys.purpose("outbox");
        let open = |row: outbox::Whole| {
            let key = match row.mail.case {
                Some(case) => keys.get(&case).ok_or(StoreError::Corrupt("the key of a case"))?,
                None => &own,
            };
            let (to, subject, bytes) = row.open(key)?;
            Ok::<_, StoreError>(Letter {
                id: row.mail.id,
                secret: is_neutral(&row.mail.kind),
                kind: row.mail.kind,
                language: row.mail.language,
                state: row.mail.state,
                at: row.mail.created_at,
                to,
                subject,
                text: text_of(&bytes).unwrap_or_default(),
            })
        };
        rows.into_iter().map(open).collect::<Result<Vec<_>, _>>()
    })?)
}
