//! Giving a case to an officer; or, to a clerk, to serve its documents.

use serde::Deserialize;
use utoipa::ToSchema;

use super::act::{Act, CaseFile, Decided, Keep, Purpose, Signature, Signer};
use crate::domain::case::Case;
use crate::domain::day::Day;
use crate::domain::directory::Directory;
use crate::domain::event::Event;
use crate::domain::gate::{Entry, Standing};
use crate::domain::ids::MemberId;
use crate::domain::permission::Role;
use crate::domain::refusal::Refusal;
use crate::domain::text::{DocumentNo, Text};
use crate::domain::verb::Verb;

/// Fields of `assign`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AssignCase {
    /// An officer of the unit; a clerk is given the case to serve.
    pub assignee: MemberId,
    pub note: Option<Text>,
    pub signed_by: Option<Signer>,
    pub document_no: Option<DocumentNo>,
    pub document_date: Option<Day>,
}

/// Whether the case can be given to this member by somebody of this standing, or from a signed paper: true, to a clerk who
/// serves it.
pub(super) fn accepts(
    case: &Case,
    directory: &Directory,
    standing: &Standing,
    on_paper: bool,
    assignee: MemberId,
) -> Result<bool, Refusal> {
    let member = directory.members.get(&assignee).ok_or(Refusal::field("assignee", "assignee_outside_unit"))?;
    let roles = directory.roles(assignee, case.unit);
    let serves = !roles.contains(&Role::Officer);
    if member.disabled {
        return Err(Refusal::field("assignee", "assignee_disabled"));
    }
    if serves && !roles.contains(&Role::Clerk) {
        return Err(Refusal::field("assignee", "assignee_outside_unit"));
    }
    if case.bars(assignee) {
        return Err(Refusal::field("assignee", "assignee_in_conflict"));
    }
    if !standing.has(Role::Supervisor) && !on_paper && standing.by.member() != Some(assignee) {
        return Err(Refusal::role("officer_takes_only_for_self"));
    }
    if !serves && !case.status.is_open() {
        return Err(Refusal::state("wrong_status").with("status", case.status.code()));
    }
    let already = if serves { case.detail.servers.contains(&assignee) } else { case.assignee == Some(assignee) };
    if already { Err(Refusal::state("already_assigned_so")) } else { Ok(serves) }
}

impl Act for AssignCase {
    const VERB: Verb = Verb::Assign;

    fn decide(&self, file: &CaseFile<'_>, keep: &mut Keep<'_>) -> Result<Decided, Refusal> {
        let on_paper = file.entry == Entry::OnPaper;
        let serves = accepts(file.case, file.directory, file.standing, on_paper, self.assignee)?;
        let signature = Signature {
            by: self.signed_by.as_ref(),
            document_no: self.document_no.as_ref(),
            document_date: self.document_date.map(Day::into),
        };
        let on = signature.instruction(file, keep)?;
        let note = keep.opt_text(Purpose::Note, self.note.as_ref());
        Ok(Decided::event(Event::Assigned { assignee: self.assignee, serves, note }, on))
    }
}
