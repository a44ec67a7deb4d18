//! Accounts: made, changed, disabled. An admin keeps those of the units in whose subtree the role was given.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::context::Context;
use super::error::ActionError;
use super::idempotent::{self, Request};
use super::{mails, second_factor, suspects};
use crate::domain::account::Username;
use crate::domain::contact::{Email, Phone};
use crate::domain::day::Day;
use crate::domain::directory::{Directory, Grant, Member};
use crate::domain::ids::{MemberId, SessionId, UnitId};
use crate::domain::party::PartyField;
use crate::domain::password::{Password, prepared};
use crate::domain::permission::Role;
use crate::domain::refusal::Refusal;
use crate::domain::second_factor::Change;
use crate::domain::text::Line;
use crate::mail::{Mail, SupervisorNamed};
use crate::seal::{Keys, Passwords};
use crate::store::revisions::{Revision, bump};
use crate::store::{Conn, StoreError, account_changes, directory, member_marks, members, one_time_links, sessions};
use crate::texts::Lang;

/// A role to give in a unit and its subtree.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewGrant {
    pub role: Role,
    pub unit: UnitId,
}

/// Fields of a new account.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewUser {
    pub username: Username,
    pub name: Line,
    pub email: Option<Email>,
    /// `vi` unless given.
    pub language: Option<Lang>,
    pub grants: Vec<NewGrant>,
    /// Absent: nobody signs in until a one-time link has set one.
    pub password: Option<Password>,
    /// By what else this person is recognised among the parties of cases.
    pub marks: Option<NewMarks>,
}

/// What an admin changes; absent stays as it is, `null` takes away.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UserChange {
    pub name: Option<Line>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<Email>)]
    pub email: Option<Option<Email>>,
    pub language: Option<Lang>,
    pub grants: Option<Vec<NewGrant>>,
    pub disabled: Option<bool>,
    /// Away up to and including this day.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<Day>)]
    pub absent_until: Option<Option<Day>>,
    /// Takes the place of all given before.
    pub marks: Option<NewMarks>,
}

/// By what a member is recognised among the parties of cases besides the account's name and address, so that a possible
/// conflict of interest is noticed. Kept as keyed digests: given, and never shown again.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewMarks {
    /// Other whole names.
    #[serde(default)]
    pub names: Vec<Line>,
    #[serde(default)]
    pub phones: Vec<Phone>,
    #[serde(default)]
    pub emails: Vec<Email>,
    /// Of the citizen's identity card.
    pub id_number: Option<Line>,
}

impl NewMarks {
    fn digests(&self, keys: &Keys) -> Vec<(PartyField, String)> {
        let names = self.names.iter().map(|n| (PartyField::Name, n.as_str()));
        let phones = self.phones.iter().map(|p| (PartyField::Phone, p.as_str()));
        let emails = self.emails.iter().map(|e| (PartyField::Email, e.as_str()));
        let card = self.id_number.iter().map(|n| (PartyField::IdNumber, n.as_str()));
        let all = names.chain(phones).chain(emails).chain(card);
        all.filter_map(|(field, value)| Some((field, member_marks::digest(keys, field, value)?))).collect()
    }
}

/// What members change of their own account.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnChange {
    pub language: Option<Lang>,
    /// Away up to and including this day.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<Day>)]
    pub absent_until: Option<Option<Day>>,
}

/// A field that was given, if only as `null`.
pub(super) fn given<'de, T: Deserialize<'de>, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Option<T>>, D::Error> {
    Option::<T>::deserialize(from).map(Some)
}

/// Whether the member is admin of this unit.
pub fn keeps(directory: &Directory, admin: MemberId, unit: UnitId) -> bool {
    directory.roles(admin, unit).contains(&Role::Admin)
}

/// Whether the member is admin of the whole tree: what is not of one unit (calendars, law) is theirs.
pub fn keeps_all(directory: &Directory, admin: MemberId) -> bool {
    directory.units.values().filter(|u| u.parent.is_none()).all(|root| keeps(directory, admin, root.id))
}

/// Whether an admin sees an account: one with a role in their units; without any role, or with all, the admin of everything.
pub fn sees(directory: &Directory, admin: MemberId, member: &Member) -> bool {
    keeps_all(directory, admin) || member.grants.iter().any(|g| keeps(directory, admin, g.unit))
}

/// Grants as asked, each once; only units that this admin keeps. None as `by`: the command line, which keeps everything.
fn grants(directory: &Directory, by: Option<MemberId>, asked: &[NewGrant]) -> Result<Vec<Grant>, Refusal> {
    let mut grants: Vec<Grant> = Vec::new();
    for grant in asked {
        let known = directory.units.contains_key(&grant.unit) && by.is_none_or(|admin| keeps(directory, admin, grant.unit));
        if !known {
            return Err(Refusal::field("grants", "unknown_unit"));
        }
        let grant = Grant { role: grant.role, unit: grant.unit };
        if !grants.contains(&grant) {
            grants.push(grant);
        }
    }
    let everything = by.is_none_or(|admin| keeps_all(directory, admin));
    if grants.is_empty() && !everything {
        return Err(Refusal::field("grants", "grants_needed"));
    }
    Ok(grants)
}

/// Makes an account and gives what `view` shows of it.
pub fn create<T: Serialize + DeserializeOwned>(
    ctx: &Context,
    passwords: Passwords,
    by: Option<MemberId>,
    request: Request<'_>,
    new: &NewUser,
    view: impl Fn(&Member) -> T,
) -> Result<T, ActionError> {
    let hash = new.password.as_ref().map(|password| passwords.hash(password.as_bytes())).transpose()?;
    let now = ctx.clock.now();
    idempotent::once(ctx, request, |conn| {
        let directory = current(conn)?;
        let member = Member {
            id: MemberId(ctx.id(now)),
            username: new.username.as_str().to_owned(),
            name: new.name.as_str().to_owned(),
            email: new.email.as_ref().map(|e| e.as_str().to_owned()),
            language: new.language.unwrap_or_default().as_str().to_owned(),
            disabled: false,
            absent_until: None,
            grants: grants(&directory, by, &new.grants)?,
        };
        if let Some(password) = &new.password {
            fits(&directory, &member, password, "password")?;
        }
        let inserted = match &hash {
            Some(hash) => members::insert(conn, &member, hash, now),
            None => members::insert_invited(conn, &member, now),
        };
        match inserted {
            Err(StoreError::Duplicate(name)) if name.contains("username") => Err(Refusal::field("username", "username_taken").into()),
            inserted => {
                inserted?;
                recognise(ctx, conn, member.id, new.marks.as_ref())?;
                if by.is_some() {
                    tell_supervisors(ctx, conn, &directory, &member, &member.grants)?;
                }
                Ok(view(&member))
            }
        }
    })
}

/// Changes an account. A disabled one loses its sessions at once.
pub fn change<T>(
    ctx: &Context,
    by: Option<MemberId>,
    id: MemberId,
    change: &UserChange,
    view: impl Fn(&Member) -> T,
) -> Result<T, ActionError> {
    let now = ctx.clock.now();
    ctx.store.write(|conn| {
        let directory = current(conn)?;
        let before = seen(&directory, by, id)?;
        let mut member = before.clone();
        if let Some(name) = &change.name {
            member.name = name.as_str().to_owned();
        }
        if let Some(email) = &change.email {
            if before.email.as_deref() != email.as_ref().map(Email::as_str) {
                whole(&directory, by, before)?;
            }
            member.email = email.as_ref().map(|e| e.as_str().to_owned());
        }
        if let Some(language) = change.language {
            member.language = language.as_str().to_owned();
        }
        if let Some(until) = change.absent_until {
            member.absent_until = until.map(Into::into);
        }
        if let Some(asked) = &change.grants {
            // Roles in units of other admins stay as they are.
            let kept = |g: &&Grant| by.is_some_and(|admin| !keeps(&directory, admin, g.unit));
            let others: Vec<Grant> = before.grants.iter().filter(kept).copied().collect();
            member.grants = [others, grants(&directory, by, asked)?].concat();
        }
        member.disabled = change.disabled.unwrap_or(before.disabled);
        guard_admins(&directory, by, before, &member)?;
        // What was held before goes on, unless the account was disabled meanwhile.
        let held = |grant| before.grants.contains(&grant) && !before.disabled;
        members::update(conn, &member, |grant| if held(grant) { directory.since.get(&(id, grant)).copied() } else { Some(now) })?;
        let known = |m: &Member| (m.name.clone(), m.email.clone(), m.grants.clone(), m.disabled);
        if change.marks.is_some() || known(before) != known(&member) {
            recognise(ctx, conn, id, change.marks.as_ref())?;
        }
        let marked = change.marks.is_some() || (&member.name, &member.email) != (&before.name, &before.email);
        if let Some(admin) = by.filter(|_| marked) {
            note_marks(ctx, conn, &directory, admin, id)?;
        }
        if by.is_some() && !member.disabled {
            let new: Vec<Grant> = member.grants.iter().filter(|grant| !held(**grant)).copied().collect();
            tell_supervisors(ctx, conn, &directory, &member, &new)?;
        }
        if member.disabled {
            sessions::end_all(conn, id, None, now)?;
        }
        // A link lies in the mailbox it was sent to.
        if member.disabled || member.email != before.email {
            one_time_links::end_all(conn, id, now)?;
        }
        Ok(view(&member))
    })
}

/// Tells the supervisors of a unit, and of those above it, that an admin made another one: an admin who makes accounts to grant
/// openings with is seen before they can.
fn tell_supervisors(ctx: &Context, conn: &mut Conn, directory: &Directory, new: &Member, grants: &[Grant]) -> Result<(), ActionError> {
    let at = ctx.clock.now();
    for grant in grants.iter().filter(|grant| grant.role == Role::Supervisor) {
        let chain = directory.chain(grant.unit);
        let unit = directory.units.get(&grant.unit).map(|unit| unit.name.clone()).unwrap_or_default();
        let above = |m: &&Member| m.grants.iter().any(|g| g.role == Role::Supervisor && chain.contains(&g.unit));
        for member in directory.members.values().filter(|m| m.id != new.id && !m.disabled).filter(above) {
            let mail = Mail::SupervisorNamed(SupervisorNamed { unit: unit.clone(), name: new.name.clone(), at });
            mails::post_to_member(ctx, conn, member, &mail)?;
        }
    }
    Ok(())
}

/// So often a day an admin may change by what members are recognised: nobody tries one name after the other on an account and
/// looks which case disappears from it.
const MARKS_A_DAY: i64 = 20;

/// On record, told to the holder, and counted.
fn note_marks(ctx: &Context, conn: &mut Conn, directory: &Directory, admin: MemberId, id: MemberId) -> Result<(), ActionError> {
    let since = ctx.clock.now() - chrono::Duration::days(1);
    if account_changes::done_by(conn, admin, Change::Marks, since)? >= MARKS_A_DAY {
        return Err(Refusal::state("marks_too_often").with("most", MARKS_A_DAY).into());
    }
    second_factor::note(ctx, conn, directory, admin, id, Change::Marks)
}

/// Before a member with these marks and roles sees a case: their possible conflicts.
fn recognise(ctx: &Context, conn: &mut Conn, id: MemberId, marks: Option<&NewMarks>) -> Result<(), ActionError> {
    if let Some(marks) = marks {
        member_marks::replace(conn, id, &marks.digests(&ctx.keys))?;
    }
    let directory = directory::load(conn)?;
    suspects::of_member(ctx, conn, &directory, id)
}

/// The tree never loses its last admin, and nobody locks themselves out.
fn guard_admins(directory: &Directory, by: Option<MemberId>, before: &Member, after: &Member) -> Result<(), Refusal> {
    let admin = |m: &Member| !m.disabled && m.grants.iter().any(|g| g.role == Role::Admin);
    if admin(before) && !admin(after) {
        if by == Some(before.id) {
            return Err(Refusal::state("own_account"));
        }
        if !directory.members.values().any(|m| m.id != before.id && admin(m)) {
            return Err(Refusal::state("last_admin"));
        }
    }
    Ok(())
}

/// Changes one's own account.
pub fn change_own<T>(ctx: &Context, id: MemberId, change: &OwnChange, view: impl Fn(&Member) -> T) -> Result<T, ActionError> {
    let change = UserChange { language: change.language, absent_until: change.absent_until, ..UserChange::default() };
    self::change(ctx, None, id, &change, view)
}

/// Sets a password; all sessions of the account end but `keep`.
pub fn set_password(
    ctx: &Context,
    passwords: Passwords,
    by: Option<MemberId>,
    id: MemberId,
    new: &Password,
    keep: Option<SessionId>,
) -> Result<(), ActionError> {
    let hash = passwords.hash(new.as_bytes())?;
    let now = ctx.clock.now();
    ctx.store.write(|conn| {
        let directory = directory::load(conn)?;
        let member = seen(&directory, by, id)?;
        whole(&directory, by, member)?;
        fits(&directory, member, new, if by.is_some() { "password" } else { "new" })?;
        members::set_password(conn, id, &hash)?;
        one_time_links::end_all(conn, id, now)?;
        if let Some(admin) = by.filter(|admin| *admin != id) {
            second_factor::note(ctx, conn, &directory, admin, id, Change::Password)?;
        }
        Ok(sessions::end_all(conn, id, keep, now)?)
    })
}

/// Refuses a password that is hardly more than a name: of the account, of its holder, of their units.
pub(super) fn fits(directory: &Directory, member: &Member, password: &Password, field: &'static str) -> Result<(), Refusal> {
    let units = member.grants.iter().filter_map(|g| directory.units.get(&g.unit)).flat_map(|u| [u.name.as_str(), u.sign.as_str()]);
    let mut names = [member.username.as_str(), member.name.as_str()].into_iter().chain(units);
    if password.names(&mut names) { Err(Refusal::field(field, "password_names_you")) } else { Ok(()) }
}

/// The directory as it stands in this transaction, which is now the only one to change it.
pub(super) fn current(conn: &mut Conn) -> Result<Directory, StoreError> {
    bump(conn, Revision::Directory)?;
    directory::load(conn)
}

/// What gives somebody else's account away (its address, its password, a link that sets one) is for an admin of every unit
/// in which it holds a role: whoever keeps one ward must not become, by a colleague who also works above it, admin of all.
pub(super) fn whole(directory: &Directory, by: Option<MemberId>, member: &Member) -> Result<(), Refusal> {
    let kept = |admin| keeps_all(directory, admin) || member.grants.iter().all(|g| keeps(directory, admin, g.unit));
    if by.is_none_or(|admin| admin == member.id || kept(admin)) { Ok(()) } else { Err(Refusal::state("roles_elsewhere")) }
}

pub(super) fn seen(directory: &Directory, by: Option<MemberId>, id: MemberId) -> Result<&Member, Refusal> {
    let member = directory.members.get(&id).ok_or(Refusal::missing("user_not_found"))?;
    if by.is_none_or(|admin| sees(directory, admin, member)) { Ok(member) } else { Err(Refusal::missing("user_not_found")) }
}

/// Sets one's own password; the other sessions end. False: the present one is not the one given.
pub fn change_own_password(
    ctx: &Context,
    passwords: Passwords,
    member: MemberId,
    session: SessionId,
    present: &str,
    new: &Password,
) -> Result<bool, ActionError> {
    let username = ctx.directory.members.get(&member).map(|m| m.username.clone()).unwrap_or_default();
    let found = ctx.store.read(|conn| members::credentials(conn, &username))?;
    if !passwords.verify(prepared(present).as_bytes(), found.as_ref().and_then(|c| c.password_hash.as_deref()))? {
        return Ok(false);
    }
    set_password(ctx, passwords, None, member, new, Some(session))?;
    Ok(true)
}
