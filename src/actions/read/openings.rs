//! When the identity of a sender was opened, for the sender: on which days, never by whom. Wherever their data went: by
//! transfer, in a second instance, in the case that theirs was joined to, there from that moment on.

use chrono::NaiveDate;

use crate::actions::error::ActionError;
use crate::actions::open_linked::root;
use crate::domain::case::{Case, LinkKind};
use crate::domain::event::{Event, Recorded};
use crate::domain::ids::CaseId;
use crate::store::{Conn, cases, events};

/// The days, ascending; one for each opening.
pub fn openings(conn: &mut Conn, case: &Case) -> Result<Vec<NaiveDate>, ActionError> {
    let (mut days, mut seen) = (Vec::new(), Vec::new());
    // Of each case, after which event the sender's data are there.
    let mut ahead: Vec<(CaseId, i64)> = vec![(root(conn, case)?, 0)];
    while let Some((id, from)) = ahead.pop() {
        if seen.contains(&id) {
            continue;
        }
        seen.push(id);
        let Some(case) = cases::load(conn, id)? else { continue };
        let register = events::load(conn, id)?;
        let opens = |event: &Event| matches!(event, Event::IdentityOpened { .. } | Event::ReceiptReissued { reveal: Some(_), .. });
        let opened = |e: &&Recorded| e.seq > from && opens(&e.event);
        days.extend(register.iter().filter(opened).map(|e| e.on));
        for link in &case.detail.next {
            let from = if link.kind == LinkKind::Merge { joined(conn, link.case, id)? } else { 0 };
            ahead.push((link.case, from));
        }
    }
    days.sort_unstable();
    Ok(days)
}

/// The event by which a case was joined to this one.
fn joined(conn: &mut Conn, into: CaseId, from: CaseId) -> Result<i64, ActionError> {
    let register = events::load(conn, into)?;
    let by = |e: &&Recorded| matches!(&e.event, Event::Joined { from: joined, .. } if *joined == from);
    Ok(register.iter().find(by).map_or(0, |e| e.seq))
}
