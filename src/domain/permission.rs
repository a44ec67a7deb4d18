//! Who may do what: the table of roles and verbs.

use super::case::Case;
use super::directory::{Directory, Member};
use super::ids::{MemberId, UnitId};
use super::status::StatusCode;
use super::verb::Verb;

codes! {
    /// A role, held in a unit and its subtree. Citizens have no account.
    pub enum Role {
        Clerk = "clerk",
        Officer = "officer",
        Supervisor = "supervisor",
        Observer = "observer",
        Admin = "admin",
    }
}

/// Which roles may enter a verb at all; what the state of the case adds is in `domain/gate.rs`.
/// Citizens: the verbs of [`citizen_may`].
pub const fn roles_for(verb: Verb) -> &'static [Role] {
    use Role::{Clerk, Officer, Supervisor};
    match verb {
        Verb::Classify | Verb::RecordSignature | Verb::RecordAnswer | Verb::Message | Verb::Serve | Verb::Correct => &[Clerk, Officer],
        Verb::AddLetter | Verb::Withdraw | Verb::ReissueReceipt | Verb::Appeal => &[Clerk],
        Verb::ProposeDisposition | Verb::RecordVerification | Verb::RecordDialogue | Verb::DraftDecision | Verb::Publish | Verb::Merge => {
            &[Officer]
        }
        Verb::Assign | Verb::Urge => &[Officer, Supervisor],
        Verb::Reclassify
        | Verb::ApproveDisposition
        | Verb::SendBack
        | Verb::SetComplexity
        | Verb::Extend
        | Verb::Suspend
        | Verb::Resume
        | Verb::SignDecision
        | Verb::Terminate
        | Verb::StrikeOff
        | Verb::HandOver
        | Verb::Reopen
        | Verb::GrantReveal
        | Verb::RefuseReveal
        | Verb::RevokeReveal
        | Verb::ConfirmConflict
        | Verb::DismissConflict => &[Supervisor],
        Verb::DeclareConflict | Verb::OpenIdentity | Verb::RequestReveal => &[Clerk, Officer, Supervisor],
    }
}

/// What a citizen does with number and receipt code, without an account.
pub const fn citizen_may(verb: Verb) -> bool {
    matches!(verb, Verb::AddLetter | Verb::Message | Verb::Withdraw | Verb::Appeal)
}

/// A verb that only a supervisor enters: the step goes up the tree, or to a signed paper, when none is eligible.
pub fn supervisors_only(verb: Verb) -> bool {
    roles_for(verb) == [Role::Supervisor]
}

/// A step that a supervisor enters: with none eligible, a clerk enters it from a signed paper. `assign` is one, though an
/// officer takes a free case too.
pub fn entered_on_paper(verb: Verb) -> bool {
    supervisors_only(verb) || verb == Verb::Assign
}

/// The roles that may ask for a verb: those who hold it, and the clerk who may have to enter it from a signed paper.
pub fn roles_asking(verb: Verb) -> &'static [Role] {
    match verb {
        Verb::Assign => &[Role::Officer, Role::Supervisor, Role::Clerk],
        _ if entered_on_paper(verb) => &[Role::Supervisor, Role::Clerk],
        _ => roles_for(verb),
    }
}

/// Where a role is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// In every unit of the tree.
    Everywhere,
    /// In these, subtrees included, ascending; none: the role is not held.
    Units(Vec<UnitId>),
}

impl Reach {
    /// Whether the role is held nowhere.
    pub const fn is_nowhere(&self) -> bool {
        match self {
            Self::Everywhere => false,
            Self::Units(units) => units.is_empty(),
        }
    }

    /// Whether this unit is in it.
    pub fn holds(&self, unit: UnitId) -> bool {
        match self {
            Self::Everywhere => true,
            Self::Units(units) => units.binary_search(&unit).is_ok(),
        }
    }
}

/// The cases a member may find and open; lists take one, and only [`Scope::of`] makes it.
///
/// Officers: those of their units that are not confidential, and any assigned to them. Clerks: every unclassified letter of
/// their units, afterwards what is not confidential, and of the confidential what they registered or were given to serve.
/// Supervisors: all of the subtree. Nobody a case they are in conflict with; observers and admins none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    member: MemberId,
    clerk: Reach,
    officer: Reach,
    supervisor: Reach,
}

impl Scope {
    /// What this member may see, by the directory as it stands. A disabled account sees nothing.
    pub fn of(member: &Member, directory: &Directory) -> Self {
        let reach = |role: Role| {
            let held = member.grants.iter().filter(|g| g.role == role && !member.disabled);
            let mut units: Vec<UnitId> = held.flat_map(|g| directory.below(g.unit)).collect();
            units.sort_unstable();
            units.dedup();
            if !units.is_empty() && units.len() == directory.units.len() { Reach::Everywhere } else { Reach::Units(units) }
        };
        Self { member: member.id, clerk: reach(Role::Clerk), officer: reach(Role::Officer), supervisor: reach(Role::Supervisor) }
    }

    /// Whose it is.
    pub const fn member(&self) -> MemberId {
        self.member
    }

    /// Where this role is held; for roles that see no case, nowhere.
    pub const fn reach(&self, role: Role) -> &Reach {
        const NOWHERE: &Reach = &Reach::Units(Vec::new());
        match role {
            Role::Clerk => &self.clerk,
            Role::Officer => &self.officer,
            Role::Supervisor => &self.supervisor,
            Role::Observer | Role::Admin => NOWHERE,
        }
    }

    /// Whether the member may know that this case exists.
    pub fn sees(&self, case: &Case) -> bool {
        let held = Held {
            clerk: self.clerk.holds(case.unit),
            officer: self.officer.holds(case.unit),
            officer_anywhere: !self.officer.is_nowhere(),
            supervisor: self.supervisor.holds(case.unit),
        };
        held.sees(self.member, case)
    }
}

/// What a member holds on the unit of a case.
struct Held {
    clerk: bool,
    officer: bool,
    officer_anywhere: bool,
    supervisor: bool,
}

impl Held {
    fn sees(&self, member: MemberId, case: &Case) -> bool {
        let mine = Some(member);
        let officer = self.officer && !case.confidential || case.assignee == mine && self.officer_anywhere;
        let clerk = self.clerk
            && (case.status.code() == StatusCode::Received
                || !case.confidential
                || case.registered_by == mine
                || case.detail.servers.contains(&member));
        (officer || clerk || self.supervisor) && !case.bars(member)
    }
}

/// Whether this member may know that this case exists: [`Scope::sees`] for one case, without finding all units first.
pub fn may_know(member: &Member, directory: &Directory, case: &Case) -> bool {
    let roles = directory.roles(member.id, case.unit);
    let held = Held {
        clerk: roles.contains(&Role::Clerk),
        officer: roles.contains(&Role::Officer),
        officer_anywhere: !member.disabled && member.grants.iter().any(|g| g.role == Role::Officer),
        supervisor: roles.contains(&Role::Supervisor),
    };
    held.sees(member.id, case)
}
