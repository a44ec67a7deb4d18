//! Units, members and elections: what the rules need to know of the office. Loaded as a whole, kept in memory, few.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::event::ElectionRef;
use super::ids::{ElectionId, MemberId, UnitId};
use super::kind::{Body, Contest};
use super::party::PartyField;
use super::permission::Role;
use super::reminder::Settings;

codes! {
    /// What a unit is.
    pub enum Level {
        Country = "country",
        Province = "province",
        /// Until 30/06/2025.
        District = "district",
        Ward = "ward",
        PollingArea = "polling_area",
    }
}

/// A unit of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    pub id: UnitId,
    pub parent: Option<UnitId>,
    pub level: Level,
    pub name: String,
    /// Short sign in numbers, e.g. `CK`.
    pub sign: String,
    /// Remote or hard to travel: longer terms of the Complaint Law.
    pub remote: bool,
    /// The bodies that this unit works for; a case of one of these is handled here.
    pub bodies: Vec<Body>,
    /// The public may submit here.
    pub public: bool,
    /// First day on which it exists.
    pub valid_from: Option<NaiveDate>,
    /// Last day on which it exists.
    pub valid_to: Option<NaiveDate>,
    /// When it reminds; none: as the unit above it.
    pub reminders: Option<Settings>,
}

impl Unit {
    /// Exists on this day.
    pub fn exists_on(&self, day: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }
}

/// A role in a unit and its subtree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Grant {
    pub role: Role,
    pub unit: UnitId,
}

/// An account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub id: MemberId,
    /// The name to sign in with.
    pub username: String,
    pub name: String,
    pub email: Option<String>,
    /// `vi` or `en`.
    pub language: String,
    pub disabled: bool,
    /// Away up to and including this day.
    pub absent_until: Option<NaiveDate>,
    pub grants: Vec<Grant>,
}

impl Member {
    /// What the account says of the person. One word is no name by which to tell people apart.
    pub fn marks(&self) -> Vec<(PartyField, &str)> {
        let name = (self.name.split_whitespace().count() > 1).then_some((PartyField::Name, self.name.as_str()));
        name.into_iter().chain(self.email.as_deref().map(|email| (PartyField::Email, email))).collect()
    }

    /// May act on this day: not disabled, not away.
    pub fn present(&self, today: NaiveDate) -> bool {
        !self.disabled && self.absent_until.is_none_or(|until| until < today)
    }
}

/// One election day with its contests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Election {
    pub id: ElectionId,
    pub name: String,
    /// E, in Vietnam's time.
    pub day: NaiveDate,
    pub contests: Vec<Contest>,
    /// Units in whose subtrees it is held.
    pub units: Vec<UnitId>,
    /// When the voter lists were really posted; absent: the timetable's day.
    pub voter_list_posted: Option<NaiveDate>,
    /// When the list of candidates was really published.
    pub candidate_list_published: Option<NaiveDate>,
    /// When the result was really published.
    pub result_published: Option<NaiveDate>,
    /// Cases count as election track from E - this many days ...
    pub opens_before: i64,
    /// ... to E + this many days.
    pub closes_after: i64,
}

impl Election {
    /// The day that the office entered for a milestone of the timetable; none: the timetable's own holds.
    pub fn really(&self, milestone: &str) -> Option<NaiveDate> {
        match milestone {
            super::election::VOTER_LIST_POSTED => self.voter_list_posted,
            super::election::CANDIDATE_LIST_PUBLISHED => self.candidate_list_published,
            "el.result.publish.council" | "el.result.publish.na" => self.result_published,
            _ => None,
        }
    }

    /// What a case keeps of it.
    pub const fn reference(&self) -> ElectionRef {
        ElectionRef {
            id: self.id,
            day: self.day,
            voter_list_posted: self.voter_list_posted,
            candidate_list_published: self.candidate_list_published,
            result_published: self.result_published,
        }
    }

    /// Whether letters of this day count as election track before they are classified.
    pub fn open_on(&self, today: NaiveDate) -> bool {
        let from_e = (today - self.day).num_days();
        -self.opens_before <= from_e && from_e <= self.closes_after
    }
}

/// Everything together, at one revision of the database.
#[derive(Debug, Clone, Default)]
pub struct Directory {
    pub revision: i64,
    pub units: HashMap<UnitId, Unit>,
    pub members: HashMap<MemberId, Member>,
    pub elections: HashMap<ElectionId, Election>,
    /// Whose account has a second factor.
    pub second_factors: HashSet<MemberId>,
    /// Since when a role is held without a break: given, and its account not disabled. Absent: since before that was kept.
    pub since: HashMap<(MemberId, Grant), DateTime<Utc>>,
    /// How units remind where nothing is set.
    standard: Settings,
    /// What is looked up at every request, found once. The maps above are not changed after the first look.
    index: OnceLock<Index>,
}

/// Who holds what where, and what lies below what.
#[derive(Debug, Clone, Default)]
struct Index {
    children: HashMap<UnitId, Vec<UnitId>>,
    /// Ascending by member.
    holders: HashMap<(Role, UnitId), Vec<MemberId>>,
    /// By folded name of more than one word, and by folded address of e-mail.
    bearing: HashMap<(PartyField, String), Vec<MemberId>>,
}

impl Directory {
    /// Everything together.
    pub fn new(
        revision: i64,
        units: HashMap<UnitId, Unit>,
        members: HashMap<MemberId, Member>,
        elections: HashMap<ElectionId, Election>,
    ) -> Self {
        Self { revision, units, members, elections, ..Self::default() }
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| {
            let mut index = Index::default();
            for unit in self.units.values() {
                if let Some(parent) = unit.parent {
                    index.children.entry(parent).or_default().push(unit.id);
                }
            }
            for member in self.members.values() {
                for (field, value) in member.marks() {
                    if let Some(folded) = field.fold(value) {
                        index.bearing.entry((field, folded)).or_default().push(member.id);
                    }
                }
                for grant in &member.grants {
                    index.holders.entry((grant.role, grant.unit)).or_default().push(member.id);
                }
            }
            index.holders.values_mut().for_each(|members| members.sort_unstable());
            index
        })
    }

    /// The unit and its ancestors, nearest first.
    pub fn chain(&self, unit: UnitId) -> Vec<UnitId> {
        let mut chain = Vec::new();
        let mut next = Some(unit);
        while let Some(id) = next {
            if chain.contains(&id) {
                break;
            }
            chain.push(id);
            next = self.units.get(&id).and_then(|u| u.parent);
        }
        chain
    }

    /// The unit above all; none where there is none, or several.
    pub fn root(&self) -> Option<UnitId> {
        let mut roots = self.units.values().filter(|u| u.parent.is_none());
        roots.next().filter(|_| roots.next().is_none()).map(|u| u.id)
    }

    /// Whether `unit` is `root` or lies below it.
    pub fn within(&self, unit: UnitId, root: UnitId) -> bool {
        self.chain(unit).contains(&root)
    }

    /// The unit and all below it, ascending.
    pub fn below(&self, root: UnitId) -> Vec<UnitId> {
        let mut below: Vec<UnitId> = self.units.get(&root).map(|u| u.id).into_iter().collect();
        let mut at = 0;
        while let Some(unit) = below.get(at) {
            at += 1;
            let children = self.index().children.get(unit).cloned().unwrap_or_default();
            below.extend(children.into_iter().filter(|child| *child != root));
        }
        below.sort_unstable();
        below
    }

    /// How many trees there are.
    pub fn roots(&self) -> usize {
        self.units.values().filter(|u| u.parent.is_none()).count()
    }

    /// The roles of a member on cases of this unit.
    pub fn roles(&self, member: MemberId, unit: UnitId) -> Vec<Role> {
        let chain = self.chain(unit);
        let Some(member) = self.members.get(&member).filter(|m| !m.disabled) else {
            return Vec::new();
        };
        let mut roles: Vec<Role> = member.grants.iter().filter(|g| chain.contains(&g.unit)).map(|g| g.role).collect();
        roles.sort_unstable();
        roles.dedup();
        roles
    }

    /// Since when a member holds one of these roles in this unit or above it without a break. None: they hold none, or did
    /// before that was kept.
    pub fn held_since(&self, member: MemberId, roles: &[Role], unit: UnitId) -> Option<DateTime<Utc>> {
        let chain = self.chain(unit);
        let grants = self.members.get(&member).into_iter().flat_map(|m| &m.grants);
        let here = grants.filter(|g| roles.contains(&g.role) && chain.contains(&g.unit));
        let since: Option<Vec<_>> = here.map(|g| self.since.get(&(member, *g)).copied()).collect();
        since?.into_iter().min()
    }

    /// Members who hold this role in the unit or above it and may act on this day, nearest unit first.
    pub fn holders(&self, role: Role, unit: UnitId, today: NaiveDate) -> Vec<MemberId> {
        let mut found = Vec::new();
        for at in self.chain(unit) {
            for member in self.index().holders.get(&(role, at)).into_iter().flatten() {
                let present = self.members.get(member).is_some_and(|m| m.present(today));
                if present && !found.contains(member) {
                    found.push(*member);
                }
            }
        }
        found
    }

    /// Who holds this role in this very unit, ascending.
    pub fn holding(&self, role: Role, unit: UnitId) -> &[MemberId] {
        self.index().holders.get(&(role, unit)).map(Vec::as_slice).unwrap_or_default()
    }

    /// The members whose account has this folded value: a whole name, or an address of e-mail.
    pub fn bearing(&self, field: PartyField, folded: &str) -> &[MemberId] {
        self.index().bearing.get(&(field, folded.to_owned())).map(Vec::as_slice).unwrap_or_default()
    }

    /// When the unit reminds: as it set itself, else as the nearest unit above that did, else as the standard says.
    pub fn reminding(&self, unit: UnitId) -> &Settings {
        let set = |id: UnitId| self.units.get(&id).and_then(|u| u.reminders.as_ref());
        self.chain(unit).into_iter().find_map(set).unwrap_or(&self.standard)
    }

    /// The election of this id, if it is held in this unit.
    pub fn election_in(&self, id: ElectionId, unit: UnitId) -> Option<&Election> {
        let chain = self.chain(unit);
        self.elections.get(&id).filter(|e| e.units.iter().any(|u| chain.contains(u)))
    }

    /// The elections held in this unit and open on this day, soonest first.
    pub fn open_elections(&self, unit: UnitId, today: NaiveDate) -> Vec<&Election> {
        let chain = self.chain(unit);
        let mut open: Vec<&Election> =
            self.elections.values().filter(|e| e.open_on(today) && e.units.iter().any(|u| chain.contains(u))).collect();
        open.sort_by_key(|e| (e.day, e.id));
        open
    }
}
