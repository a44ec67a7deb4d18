//! Checking who somebody is: from the address and device they come from, through the gate, to the password and its code.

use std::time::Instant;

use actix_web::{HttpRequest, web};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::actor::Caller;
use super::cookies::{self, Purpose};
use super::error::ApiError;
use super::gate::{Standing, Visitor};
use super::limits::source;
use super::shared::{Shared, block};
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::actions::manage_users;
use crate::actions::sign_in::{self, Entered, SignedIn, Typed};
use crate::domain::ids::MemberId;
use crate::domain::password::Password;
use crate::domain::second_factor::Code;

/// What was typed. Wiped after use.
pub struct Credentials {
    pub username: String,
    pub password: Zeroizing<String>,
    pub code: Option<Zeroizing<String>>,
}

impl Credentials {
    fn typed(&self, wait: Option<u64>) -> Typed<'_> {
        // While codes are guessed at none is looked at, as if it had not been given.
        let code = self.code.as_ref().filter(|_| wait.is_none()).map(|code| code.as_str());
        Typed { username: &self.username, password: &self.password, code }
    }
}

/// For how many seconds this code is not looked at, because too many wrong ones were typed for the account. A recovery code
/// always is: nobody guesses one of those, and its owner gets in by it while somebody else guesses.
fn code_wait(shared: &Shared, visitor: &Visitor, standing: Standing, code: Option<&str>) -> Option<u64> {
    let code = code?;
    if matches!(Code::parse(code), Some(Code::Recovery(_))) {
        return None;
    }
    let wait = shared.gate.code_wait(visitor, standing, Instant::now());
    (!wait.is_zero()).then(|| wait.as_secs() + 1)
}

/// What is told once the password was right: the code is asked for, or, where one was given and not looked at, when to come
/// with it again.
fn told<T>(entered: Entered<T>, wait: Option<u64>) -> Result<Entered<T>, ApiError> {
    match (entered, wait) {
        (Entered::CodeNeeded(_), Some(seconds)) => Err(ApiError::TooMany(seconds)),
        (entered, _) => Ok(entered),
    }
}

/// Who comes with this request for this account: a device that has its cookie was here before.
pub fn visitor(shared: &Shared, req: &HttpRequest, username: &str) -> Visitor {
    let device = cookies::read(req, shared.secure(), Purpose::Device).filter(|cookie| {
        cookie.split_once('.').is_some_and(|(nonce, mark)| mark.as_bytes().ct_eq(mark_of(shared, username, nonce).as_bytes()).into())
    });
    Visitor::new(source(req, &shared.app.config.proxies), username, device)
}

/// What the cookie of a device holds: nothing of the person, and good for this account only.
pub fn device(shared: &Shared, ctx: &Context, username: &str) -> String {
    let nonce = ctx.token();
    format!("{nonce}.{}", mark_of(shared, username, &nonce))
}

fn mark_of(shared: &Shared, username: &str, nonce: &str) -> String {
    shared.app.keys.token_hash(&format!("device of {username} {nonce}"))
}

/// Runs one check behind the gate, and counts what came of it.
async fn checked<T: Send + 'static>(
    shared: &web::Data<Shared>,
    visitor: &Visitor,
    (standing, looked_at): (Standing, bool),
    check: impl FnOnce() -> Result<Entered<T>, ActionError> + Send + 'static,
) -> Result<Entered<T>, ApiError> {
    let place = shared.gate.enter(visitor, standing).await?;
    let entered = block(move || {
        let _place = place;
        check()
    })
    .await?;
    let now = Instant::now();
    match &entered {
        Entered::In(_) => shared.gate.passed(visitor, now),
        Entered::CodeNeeded(_) => {}
        Entered::No => {
            shared.gate.failed(visitor, standing, now);
            if looked_at {
                shared.gate.code_failed(visitor, now);
            }
        }
    }
    Ok(entered)
}

/// Opens a session of a program.
pub async fn sign_in(
    shared: &web::Data<Shared>,
    ctx: Context,
    visitor: &Visitor,
    given: Credentials,
) -> Result<Entered<SignedIn>, ApiError> {
    let standing = shared.gate.knock(visitor, Instant::now())?;
    let wait = code_wait(shared, visitor, standing, given.code.as_ref().map(|code| code.as_str()));
    let how = (standing, given.code.is_some() && wait.is_none());
    let passwords = shared.app.passwords;
    told(checked(shared, visitor, how, move || sign_in::sign_in(&ctx, passwords, given.typed(wait))).await?, wait)
}

/// Opens a session of a browser; gives the token for its cookie.
pub async fn sign_in_browser(
    shared: &web::Data<Shared>,
    ctx: Context,
    visitor: &Visitor,
    given: Credentials,
) -> Result<Entered<String>, ApiError> {
    let standing = shared.gate.knock(visitor, Instant::now())?;
    let passwords = shared.app.passwords;
    checked(shared, visitor, (standing, false), move || sign_in::sign_in_browser(&ctx, passwords, given.typed(None))).await
}

/// The second step of a browser. None: the code is wrong, or nothing is awaited.
pub async fn take_code(
    shared: &web::Data<Shared>,
    ctx: Context,
    visitor: &Visitor,
    (token, code): (String, Zeroizing<String>),
) -> Result<Option<String>, ApiError> {
    let now = Instant::now();
    let standing = shared.gate.knock(visitor, now)?;
    if let Some(seconds) = code_wait(shared, visitor, standing, Some(&code)) {
        return Err(ApiError::TooMany(seconds));
    }
    let taken = block(move || sign_in::take_code(&ctx, &token, &code)).await?;
    if taken.is_some() {
        shared.gate.passed(visitor, now);
    } else {
        shared.gate.failed(visitor, standing, now);
        shared.gate.code_failed(visitor, now);
    }
    Ok(taken)
}

/// Whoever has a session proves again who they are.
pub async fn confirm(
    shared: &web::Data<Shared>,
    req: &HttpRequest,
    caller: &Caller,
    (password, code): (Zeroizing<String>, Option<Zeroizing<String>>),
) -> Result<(), ApiError> {
    let visitor = of_session(shared, req, caller);
    let standing = shared.gate.knock(&visitor, Instant::now())?;
    let (ctx, session, member) = (caller.ctx.clone(), caller.session, caller.member);
    let wait = code_wait(shared, &visitor, standing, code.as_ref().map(|code| code.as_str()));
    let how = (standing, code.is_some() && wait.is_none());
    let passwords = shared.app.passwords;
    let entered = checked(shared, &visitor, how, move || {
        let code = code.as_ref().filter(|_| wait.is_none()).map(|code| code.as_str());
        sign_in::confirm(&ctx, passwords, session, member, (password.as_str(), code))
    });
    match told(entered.await?, wait)? {
        Entered::In(()) => Ok(()),
        Entered::CodeNeeded(_) => Err(ApiError::CodeRequired),
        Entered::No => Err(ApiError::BadCredentials),
    }
}

/// Sets one's own password, knowing the present one: false where it is not that.
pub async fn change_password(
    shared: &web::Data<Shared>,
    req: &HttpRequest,
    caller: &Caller,
    (present, new): (Zeroizing<String>, Password),
) -> Result<bool, ApiError> {
    let visitor = of_session(shared, req, caller);
    let standing = shared.gate.knock(&visitor, Instant::now())?;
    let place = shared.gate.enter(&visitor, standing).await?;
    let (ctx, member, session, passwords) = (caller.ctx.clone(), caller.member, caller.session, shared.app.passwords);
    let changed: bool = block(move || {
        let _place = place;
        manage_users::change_own_password(&ctx, passwords, member, session, &present, &new)
    })
    .await?;
    if !changed {
        shared.gate.failed(&visitor, standing, Instant::now());
    }
    Ok(changed)
}

/// Whoever has a session is known; one that guesses at its holder's password is a stranger soon.
pub fn of_session(shared: &Shared, req: &HttpRequest, caller: &Caller) -> Visitor {
    let username = caller.ctx.directory.members.get(&caller.member).map(|m| m.username.clone()).unwrap_or_default();
    Visitor::new(source(req, &shared.app.config.proxies), &username, Some(format!("session {}", caller.session)))
}

/// The name that an account signs in with.
pub fn username(ctx: &Context, member: MemberId) -> String {
    ctx.directory.members.get(&member).map(|m| m.username.clone()).unwrap_or_default()
}
