//! The second factor of an account: set up, used, given up, and taken away by an admin, each on record.

use chrono::{DateTime, Duration, Utc};
use zeroize::Zeroizing;

use super::context::Context;
use super::error::ActionError;
use super::mails;
use super::manage_users::{current, seen, whole};
use crate::domain::directory::{Directory, Member};
use crate::domain::ids::{MemberId, SessionId};
use crate::domain::refusal::Refusal;
use crate::domain::second_factor::{Change, Code, recovery_code, shown};
use crate::mail::{AccountChanged, Mail};
use crate::seal::{Place, SealError, TOTP_SECRET, Totp};
use crate::store::account_changes::{self, Entry};
use crate::store::{Conn, directory, second_factors as factors, sessions};

/// How long the first code is waited for.
const PENDING: Duration = Duration::minutes(30);
/// How many recovery codes there are.
const CODES: usize = 10;

/// What an app is given; shown once.
#[derive(Debug)]
pub struct Offered {
    /// In base 32.
    pub secret: Zeroizing<String>,
    /// `otpauth://totp/...`, for the QR code.
    pub uri: Zeroizing<String>,
}

/// How an account stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State {
    pub enrolled_at: Option<DateTime<Utc>>,
    /// Recovery codes that were not used.
    pub codes_left: i64,
}

fn place(column: &str, member: MemberId) -> Place {
    Place::row("second_factors", column, member.0)
}

fn open(ctx: &Context, column: &str, member: MemberId, sealed: &[u8]) -> Result<Totp, SealError> {
    Totp::of(&ctx.keys.purpose("second factors").open(&place(column, member), sealed)?)
}

/// How the second factor of an account stands.
pub fn state(ctx: &Context, member: MemberId) -> Result<State, ActionError> {
    Ok(ctx.store.read(|conn| {
        let enrolled_at = factors::of_member(conn, member)?.and_then(|factor| factor.enrolled_at);
        Ok::<_, crate::store::StoreError>(State { enrolled_at, codes_left: factors::codes_left(conn, member)? })
    })?)
}

/// What happened to an account, the newest first.
pub fn history(ctx: &Context, member: MemberId) -> Result<Vec<Entry>, ActionError> {
    Ok(ctx.store.read(|conn| account_changes::of_member(conn, member))?)
}

/// Makes a secret for an app. What the account has stays good until the first code of the new one is typed.
pub fn begin(ctx: &Context, member: MemberId) -> Result<Offered, ActionError> {
    let mut secret = Zeroizing::new([0; TOTP_SECRET]);
    ctx.random.fill(secret.as_mut_slice());
    let sealed = ctx.keys.purpose("second factors").seal(&place("sealed_pending", member), secret.as_slice())?;
    let until = ctx.clock.now() + PENDING;
    ctx.store.write(|conn| factors::begin(conn, member, &sealed, until))?;
    offered(ctx, member, &Totp::of(secret.as_slice())?)
}

/// What was offered and not yet confirmed. None: nothing, or too long ago.
pub fn pending(ctx: &Context, member: MemberId) -> Result<Option<Offered>, ActionError> {
    let Some((sealed, _)) = waiting(ctx, ctx.store.read(|conn| factors::of_member(conn, member))?) else { return Ok(None) };
    offered(ctx, member, &open(ctx, "sealed_pending", member, &sealed)?).map(Some)
}

fn waiting(ctx: &Context, factor: Option<factors::Factor>) -> Option<(Vec<u8>, DateTime<Utc>)> {
    factor?.pending.filter(|(_, until)| *until > ctx.clock.now())
}

fn offered(ctx: &Context, member: MemberId, totp: &Totp) -> Result<Offered, ActionError> {
    let username = ctx.directory.members.get(&member).map(|m| m.username.clone()).unwrap_or_default();
    let host = ctx.sender.public_url.split("://").nth(1).unwrap_or_default();
    Ok(Offered { secret: totp.base32(), uri: totp.uri(&format!("Redress-{host}"), &username) })
}

/// The first code of the app: from now on the account has this second factor; its other sessions end. Gives the recovery codes,
/// which nobody sees again. None: the code is wrong, or nothing was offered.
pub fn confirm(ctx: &Context, member: MemberId, session: SessionId, code: &str) -> Result<Option<Vec<String>>, ActionError> {
    let now = ctx.clock.now();
    let Some(Code::Timed(code)) = Code::parse(code) else { return Ok(None) };
    let fresh = new_codes(ctx);
    ctx.write(|conn| {
        let Some((sealed, _)) = waiting(ctx, factors::of_member(conn, member)?) else { return Ok(None) };
        let plain = ctx.keys.purpose("second factors").open(&place("sealed_pending", member), &sealed)?;
        let Some(step) = Totp::of(&plain)?.step_of(&code, now) else { return Ok(None) };
        let directory = current(conn)?;
        let sealed = ctx.keys.purpose("second factors").seal(&place("sealed_secret", member), &plain)?;
        factors::enrol(conn, member, &sealed, step, now)?;
        factors::put_codes(conn, member, &hashes(ctx, member, &fresh))?;
        // Whoever came in with the password alone before is asked for both now.
        sessions::end_all(conn, member, Some(session), now)?;
        note(ctx, conn, &directory, member, member, Change::Enrolled)?;
        Ok(Some(fresh.iter().map(|code| shown(code)).collect()))
    })
}

fn new_codes(ctx: &Context) -> Vec<String> {
    let code = |_| {
        let mut bytes = [0; Code::RECOVERY];
        ctx.random.fill(&mut bytes);
        recovery_code(bytes)
    };
    (0..CODES).map(code).collect()
}

fn hashes(ctx: &Context, member: MemberId, codes: &[String]) -> Vec<String> {
    codes.iter().map(|code| hash(ctx, member, code)).collect()
}

fn hash(ctx: &Context, member: MemberId, code: &str) -> String {
    ctx.keys.token_hash(&format!("recovery code of {member} {code}"))
}

/// New recovery codes in the place of the old. Refuses whoever has no second factor.
pub fn renew_codes(ctx: &Context, member: MemberId) -> Result<Vec<String>, ActionError> {
    let fresh = new_codes(ctx);
    ctx.write(|conn| {
        let directory = directory::load(conn)?;
        if !directory.second_factors.contains(&member) {
            return Err(Refusal::state("no_second_factor").into());
        }
        factors::put_codes(conn, member, &hashes(ctx, member, &fresh))?;
        note(ctx, conn, &directory, member, member, Change::NewCodes)?;
        Ok(fresh.iter().map(|code| shown(code)).collect())
    })
}

/// Gives up the own second factor.
pub fn disable(ctx: &Context, member: MemberId) -> Result<(), ActionError> {
    ctx.write(|conn| {
        let directory = current(conn)?;
        if !factors::remove(conn, member)? {
            return Err(Refusal::state("no_second_factor").into());
        }
        note(ctx, conn, &directory, member, member, Change::Disabled)
    })
}

/// An admin takes away the second factor of whoever lost theirs; the account's sessions end, and its holder is told.
pub fn reset(ctx: &Context, by: MemberId, id: MemberId) -> Result<(), ActionError> {
    let now = ctx.clock.now();
    ctx.write(|conn| {
        let directory = current(conn)?;
        foreign(&directory, by, id)?;
        if !factors::remove(conn, id)? {
            return Err(Refusal::state("no_second_factor").into());
        }
        sessions::end_all(conn, id, None, now)?;
        note(ctx, conn, &directory, by, id, Change::Reset)
    })
}

/// An admin ends all sessions of an account, e.g. of a telephone that was lost.
pub fn end_sessions(ctx: &Context, by: MemberId, id: MemberId) -> Result<(), ActionError> {
    let now = ctx.clock.now();
    ctx.write(|conn| {
        let directory = directory::load(conn)?;
        foreign(&directory, by, id)?;
        sessions::end_all(conn, id, None, now)?;
        note(ctx, conn, &directory, by, id, Change::SessionsEnded)
    })
}

/// An account that this admin keeps as a whole, and that is not their own.
fn foreign(directory: &Directory, by: MemberId, id: MemberId) -> Result<(), Refusal> {
    whole(directory, Some(by), seen(directory, Some(by), id)?)?;
    if by == id { Err(Refusal::state("own_account")) } else { Ok(()) }
}

/// Whether the code is good for this account now; it is used up. One of an account without a second factor never is.
pub fn prove(ctx: &Context, conn: &mut Conn, member: MemberId, code: &str) -> Result<bool, ActionError> {
    let now = ctx.clock.now();
    let Some(sealed) = factors::of_member(conn, member)?.and_then(|factor| factor.sealed_secret) else { return Ok(false) };
    match Code::parse(code) {
        Some(Code::Timed(code)) => match open(ctx, "sealed_secret", member, &sealed)?.step_of(&code, now) {
            Some(step) => Ok(factors::use_step(conn, member, step)?),
            None => Ok(false),
        },
        Some(Code::Recovery(code)) => {
            let good = factors::use_code(conn, member, &hash(ctx, member, &code), now)?;
            if good {
                note(ctx, conn, &ctx.directory, member, member, Change::CodeUsed)?;
            }
            Ok(good)
        }
        None => Ok(false),
    }
}

/// Puts a change on record and tells the holder of the account.
pub(super) fn note(
    ctx: &Context,
    conn: &mut Conn,
    directory: &Directory,
    by: MemberId,
    id: MemberId,
    what: Change,
) -> Result<(), ActionError> {
    let at = ctx.clock.now();
    account_changes::insert(conn, ctx.id(at), id, &Entry { by, what, at })?;
    let Some(member) = directory.members.get(&id) else { return Ok(()) };
    mails::post_to_member(ctx, conn, member, &told(directory, member, what, at))?;
    Ok(())
}

fn told(directory: &Directory, member: &Member, what: Change, at: DateTime<Utc>) -> Mail {
    let unit = member.grants.first().map(|g| g.unit).or_else(|| directory.root()).and_then(|u| directory.units.get(&u));
    let unit = unit.map(|u| u.name.clone()).unwrap_or_default();
    Mail::AccountChanged(AccountChanged { unit, username: member.username.clone(), what, at })
}
