//! A form that somebody fills in over several pages, without an account. What was answered lies sealed under a key that needs
//! the cookie of that browser; it is gone once it is sent, or an hour after the last answer, and its papers with it.
//!
//! One browser may have several such forms, by small numbers: two tabs do not write over each other.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::context::Context;
use super::error::ActionError;
use super::idempotent::{self, Request};
use super::intake;
use super::papers;
use super::receive_case::{Intake, ReceiveCase};
use crate::actions::act::Keep;
use crate::domain::event::By;
use crate::domain::ids::{CaseId, PartyId, TextId};
use crate::domain::refusal::Refusal;
use crate::domain::zone::cut_to_hour;
use crate::seal::{Place, SealKey};
use crate::store::attachments::{self, Owner};
use crate::store::{Conn, StoreError, half_forms};

/// How long a form is kept after the last answer.
pub const MINUTES: i64 = 60;

/// The most forms of one browser at once.
const MOST: u8 = 9;

/// What was answered so far.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct HalfForm {
    /// Fields as they were typed.
    pub fields: Vec<(String, String)>,
    /// The steps that were answered.
    pub done: Vec<String>,
    /// Under which it is sent once, however often somebody presses the button.
    key: String,
}

/// Names only.
impl std::fmt::Debug for HalfForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "HalfForm({} fields, {:?})", self.fields.len(), self.done)
    }
}

/// What became of a form that was sent: enough to show its receipt until it is left.
#[derive(Clone, Serialize, Deserialize)]
pub struct Sent {
    pub case: CaseId,
    /// Number in the letter book.
    pub number: String,
    /// The receipt code, in four groups.
    pub code: Zeroizing<String>,
}

/// Never the code.
impl std::fmt::Debug for Sent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sent({:?})", self.case)
    }
}

/// A form of this browser.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Kept {
    Filling(HalfForm),
    Sent(Sent),
}

/// Whose form, and which: the cookie's token and a small number.
#[derive(Clone)]
pub struct Holder {
    pub token: String,
    pub no: u8,
}

/// Never the token.
impl std::fmt::Debug for Holder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Holder({})", self.no)
    }
}

impl Holder {
    fn name(&self) -> Zeroizing<String> {
        Zeroizing::new(format!("form {} {}", self.no, self.token))
    }

    pub(super) fn hash(&self, ctx: &Context) -> String {
        ctx.keys.token_hash(&self.name())
    }

    /// The key of form and papers: neither the cookie nor the office key alone gives it.
    pub(super) fn key(&self, ctx: &Context) -> SealKey {
        ctx.keys.request_key(&self.name())
    }
}

fn seal(ctx: &Context, holder: &Holder, kept: &Kept) -> Result<Vec<u8>, ActionError> {
    let plain = Zeroizing::new(serde_json::to_vec(kept).map_err(|_| StoreError::Corrupt("half_forms.sealed"))?);
    Ok(holder.key(ctx).seal(&Place::named("half_forms", "sealed", &holder.hash(ctx)), &plain)?)
}

fn open(ctx: &Context, holder: &Holder, sealed: &[u8]) -> Result<Kept, ActionError> {
    let plain = holder.key(ctx).open(&Place::named("half_forms", "sealed", &holder.hash(ctx)), sealed)?;
    serde_json::from_slice(&plain).map_err(|_| StoreError::Corrupt("half_forms.sealed").into())
}

fn until(now: DateTime<Utc>) -> DateTime<Utc> {
    now + Duration::minutes(MINUTES)
}

/// The forms of this browser that live, by number.
pub fn all(ctx: &Context, token: &str) -> Result<Vec<(u8, Kept)>, ActionError> {
    let holders: Vec<(String, Holder)> =
        (1..=MOST).map(|no| Holder { token: token.to_owned(), no }).map(|holder| (holder.hash(ctx), holder)).collect();
    let hashes: Vec<String> = holders.iter().map(|(hash, _)| hash.clone()).collect();
    let now = ctx.clock.now();
    let rows = ctx.store.read(|conn| half_forms::load(conn, &hashes, now))?;
    let mut found = Vec::new();
    for (hash, holder) in &holders {
        if let Some((_, sealed)) = rows.iter().find(|(h, _)| h == hash) {
            found.push((holder.no, open(ctx, holder, sealed)?));
        }
    }
    Ok(found)
}

/// One form; none: expired, sent away, or nobody's.
pub fn find(ctx: &Context, holder: &Holder) -> Result<Option<Kept>, ActionError> {
    let (now, hash) = (ctx.clock.now(), holder.hash(ctx));
    let rows = ctx.store.read(|conn| half_forms::load(conn, &[hash], now))?;
    rows.first().map(|(_, sealed)| open(ctx, holder, sealed)).transpose()
}

/// Begins a form with these answers: a further one of a browser whose token is known, else under a fresh token.
pub fn begin(ctx: &Context, token: Option<&str>, answered: &HalfForm) -> Result<Holder, ActionError> {
    let live = match token {
        Some(token) => all(ctx, token)?.iter().map(|(no, _)| *no).collect(),
        None => Vec::new(),
    };
    // A token that opens nothing may be of somebody else's choice.
    let token = token.filter(|_| !live.is_empty()).map_or_else(|| ctx.token(), str::to_owned);
    let kept = Kept::Filling(HalfForm { key: ctx.token(), ..answered.clone() });
    let mut free = (1..=MOST).filter(|no| !live.contains(no));
    loop {
        let Some(no) = free.next() else { return Err(Refusal::state("too_many_forms").with("most", MOST).into()) };
        let holder = Holder { token: token.clone(), no };
        let (sealed, hash, now) = (seal(ctx, &holder, &kept)?, holder.hash(ctx), ctx.clock.now());
        match ctx.store.write(|conn| half_forms::insert(conn, &hash, &sealed, until(now))) {
            Ok(()) => return Ok(holder),
            // Another tab took the number, or one that has expired still has it.
            Err(StoreError::Duplicate(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
}

/// Changes a form that is being filled in, alone; what was sent stays as it is. It lives an hour more. None: there is none.
pub fn change(ctx: &Context, holder: &Holder, act: impl Fn(&mut HalfForm)) -> Result<Option<Kept>, ActionError> {
    ctx.write(|conn| {
        let Some(mut kept) = hold(ctx, conn, holder)? else { return Ok(None) };
        if let Kept::Filling(form) = &mut kept {
            act(form);
            half_forms::replace(conn, &holder.hash(ctx), &seal(ctx, holder, &kept)?)?;
        }
        Ok(Some(kept))
    })
}

pub(super) fn hold(ctx: &Context, conn: &mut Conn, holder: &Holder) -> Result<Option<Kept>, ActionError> {
    let now = ctx.clock.now();
    let sealed = half_forms::hold(conn, &holder.hash(ctx), now, until(now))?;
    sealed.map(|sealed| open(ctx, holder, &sealed)).transpose()
}

/// Whether a letter of the public would be received as it stands; refuses as [`submit`] would, and keeps nothing.
pub fn check(ctx: &Context, letter: &ReceiveCase) -> Result<(), Refusal> {
    let now = ctx.clock.now();
    let mut ids = || ctx.id(now);
    let (digest, present) = (|_: TextId, _: &str| String::new(), |_: PartyId, _| None);
    let mut keep = Keep::new(&mut ids, &digest, &present);
    let intake = Intake { by: By::Citizen, directory: &ctx.directory, now, law_revision: ctx.law.revision, mailed: false };
    letter.decide(&intake, &mut keep).map(|_| ())
}

/// Sends the letter that a form has become: once, however often it is asked. Case, papers and receipt in one transaction;
/// what was typed leaves the form with it. None: the form is gone.
pub fn submit(ctx: &Context, holder: &Holder, letter: &ReceiveCase) -> Result<Option<Sent>, ActionError> {
    let form = match find(ctx, holder)? {
        None => return Ok(None),
        Some(Kept::Sent(sent)) => return Ok(Some(sent)),
        Some(Kept::Filling(form)) => form,
    };
    let request = Request { scope: "half form", key: Some(&form.key), bytes: &[] };
    idempotent::once(ctx, request, |conn| {
        match hold(ctx, conn, holder)? {
            None => return Ok(None),
            Some(Kept::Sent(sent)) => return Ok(Some(sent)),
            Some(Kept::Filling(_)) => {}
        }
        let receipt = intake::receive_in(ctx, conn, By::Citizen, letter)?;
        let case = &receipt.loaded.case;
        adopt(ctx, conn, holder, letter, &receipt)?;
        let sent = Sent { case: case.id, number: case.number.to_string(), code: Zeroizing::new(receipt.code.to_string()) };
        half_forms::replace(conn, &holder.hash(ctx), &seal(ctx, holder, &Kept::Sent(sent.clone()))?)?;
        Ok(Some(sent))
    })
}

/// The papers of the form become the case's, sealed under its key, with fresh identifiers that tell no more of the time than the case.
fn adopt(ctx: &Context, conn: &mut Conn, holder: &Holder, letter: &ReceiveCase, receipt: &intake::Receipt) -> Result<(), ActionError> {
    let rows = papers::opened(&holder.key(ctx), attachments::of_form(conn, &holder.hash(ctx))?)?;
    let now = ctx.clock.now();
    let moment = if letter.is_secret() { cut_to_hour(now) } else { now };
    let came_with = receipt.loaded.history.iter().find_map(|e| match &e.event {
        crate::domain::event::Event::Received(received) => Some(received.letter),
        _ => None,
    });
    let owner = Owner::Case { case: receipt.loaded.case.id, letter: came_with };
    for (row, sheet) in &rows {
        let fresh = papers::row(ctx, &receipt.loaded.key, moment, sheet, &row.object)?;
        attachments::insert(conn, owner, &fresh)?;
    }
    let old: Vec<_> = rows.iter().map(|(row, _)| row.id).collect();
    Ok(attachments::forget(conn, &old)?)
}

/// Forgets a form, or the receipt of one that was sent.
pub fn leave(ctx: &Context, holder: &Holder) -> Result<(), ActionError> {
    forget(ctx, &holder.hash(ctx))
}

/// Forgets forms that have expired, with their papers; how many.
pub fn forget_expired(ctx: &Context) -> Result<usize, ActionError> {
    let now = ctx.clock.now();
    let expired = ctx.store.read(|conn| half_forms::expired(conn, now, 200))?;
    for hash in &expired {
        forget(ctx, hash)?;
    }
    Ok(expired.len())
}

/// Bytes first: a row without them is tried again, bytes without a row would lie there for ever.
fn forget(ctx: &Context, hash: &str) -> Result<(), ActionError> {
    let rows = ctx.store.read(|conn| attachments::of_form(conn, hash))?;
    for row in &rows {
        ctx.store.files()?.delete(&row.object)?;
    }
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    ctx.write(|conn| {
        attachments::forget(conn, &ids)?;
        Ok(half_forms::forget(conn, hash)?)
    })
}
