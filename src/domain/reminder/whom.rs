//! To whom a step is told. Never to one who is in conflict with the case, may not know of it, is away or disabled.

use chrono::NaiveDate;

use crate::domain::case::Case;
use crate::domain::directory::Directory;
use crate::domain::gate::other_eyes;
use crate::domain::ids::MemberId;
use crate::domain::missing::Actor;
use crate::domain::permission::{Role, may_know};
use crate::domain::status::StatusCode;
use crate::domain::verb::Verb;

/// Whoever must act, each once. Where the assigned officer cannot, the supervisors, who can give the case to another.
pub fn pressed(case: &Case, actor: Actor, verb: Verb, directory: &Directory, today: NaiveDate) -> Vec<MemberId> {
    let chain = Chain { case, directory, today };
    let officer = chain.officer();
    let found = match actor {
        Actor::Officer => officer,
        Actor::Nobody => {
            let clerks = if case.status.code() == StatusCode::Received { chain.nearest(Role::Clerk) } else { Vec::new() };
            [clerks, chain.nearest(Role::Supervisor)].concat()
        }
        Actor::Head => {
            let mut heads = chain.levels(Role::Supervisor);
            let other = other_eyes(verb, case);
            heads.iter_mut().for_each(|level| level.retain(|m| Some(*m) != other));
            let near = heads.into_iter().find(|level| !level.is_empty());
            // With nobody eligible a clerk enters it from a signed paper.
            near.unwrap_or_else(|| chain.nearest(Role::Clerk))
        }
        Actor::Clerk => {
            let given: Vec<MemberId> = case.detail.servers.iter().copied().filter(|m| chain.able(*m)).collect();
            let clerks = if given.is_empty() { chain.nearest(Role::Clerk) } else { given };
            if clerks.is_empty() { officer } else { clerks }
        }
    };
    each_once(if found.is_empty() { chain.nearest(Role::Supervisor) } else { found })
}

/// The officer, the supervisors of the unit, else of the nearest above it, and those of so many units above these.
pub fn escalated(case: &Case, level: usize, directory: &Directory, today: NaiveDate) -> Vec<MemberId> {
    let chain = Chain { case, directory, today };
    let supervisors = chain.levels(Role::Supervisor).into_iter().take(level.saturating_add(1)).flatten();
    each_once(chain.officer().into_iter().chain(supervisors).collect())
}

/// The supervisors of the unit, else of the nearest above it.
pub fn supervisors(case: &Case, directory: &Directory, today: NaiveDate) -> Vec<MemberId> {
    Chain { case, directory, today }.nearest(Role::Supervisor)
}

struct Chain<'a> {
    case: &'a Case,
    directory: &'a Directory,
    today: NaiveDate,
}

impl Chain<'_> {
    fn able(&self, member: MemberId) -> bool {
        let known = self.directory.members.get(&member).filter(|m| m.present(self.today));
        known.is_some_and(|m| may_know(m, self.directory, self.case))
    }

    fn officer(&self) -> Vec<MemberId> {
        self.case.assignee.into_iter().filter(|m| self.able(*m)).collect()
    }

    /// The holders of a role, unit by unit upwards; units without one are left out.
    fn levels(&self, role: Role) -> Vec<Vec<MemberId>> {
        let holders = |unit| self.directory.holding(role, unit).iter().copied().filter(|m| self.able(*m)).collect::<Vec<_>>();
        self.directory.chain(self.case.unit).into_iter().map(holders).filter(|found| !found.is_empty()).collect()
    }

    fn nearest(&self, role: Role) -> Vec<MemberId> {
        self.levels(role).into_iter().next().unwrap_or_default()
    }
}

fn each_once(members: Vec<MemberId>) -> Vec<MemberId> {
    let mut once: Vec<MemberId> = Vec::with_capacity(members.len());
    for member in members {
        if !once.contains(&member) {
            once.push(member);
        }
    }
    once
}
