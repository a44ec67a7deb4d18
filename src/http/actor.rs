//! Who asks: a member by an access token or a cookie, a citizen by a track token, or nobody. The table of routes says who may.

use std::future::{Ready, ready};
use std::rc::Rc;
use std::sync::Arc;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::header;
use actix_web::middleware::Next;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use chrono::{DateTime, Utc};

use super::cookies::{self, Purpose};
use super::csrf::{self, Expected};
use super::error::ApiError;
use super::fresh;
use super::headers::bearer;
use super::limits::{Class, source};
use super::pages;
use super::queue::STRANGER;
use super::route::{Face, Route};
use super::shared::{Shared, block};
use crate::actions::context::Context;
use crate::actions::sign_in::{API, BROWSER, touch};
use crate::app::Office;
use crate::config::SecondFactor;
use crate::domain::directory::Member;
use crate::domain::ids::{CaseId, MemberId, SessionId};
use crate::domain::permission::Role;
use crate::domain::second_factor::is_privileged;
use crate::store::directory::{self, Revisions};
use crate::store::sessions::noted;
use crate::store::{Conn, StoreError, sessions, track_tokens};
use crate::texts::Lang;

/// Who may use a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permission {
    /// Everybody.
    Public,
    /// Every member with a session.
    SignedIn,
    /// Members who hold one of these roles in some unit; in which, the action looks.
    Role(&'static [Role]),
    /// Whoever has a track token, for the case it was given for.
    Track,
    /// Whoever keeps this machine running: by the token of `REDRESS_METRICS_TOKEN_FILE`, or on the machine itself.
    Operator,
}

/// A member with a session that lives.
#[derive(Debug, Clone)]
pub struct Caller {
    pub member: MemberId,
    pub session: SessionId,
    /// The language of the answer: what the request asks for, else the member's own.
    pub lang: Lang,
    /// When they last proved who they are.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// They have proved so by their password alone where they need a second factor, which they are yet to set up.
    pub unenrolled: bool,
    /// What an action is given, at the newest state of the office.
    pub ctx: Context,
}

impl Caller {
    /// Whether they hold this role somewhere.
    pub fn has(&self, role: Role) -> bool {
        self.ctx.directory.members.get(&self.member).is_some_and(|m| m.grants.iter().any(|g| g.role == role))
    }
}

/// A citizen with a track token.
#[derive(Debug, Clone)]
pub struct Tracked {
    /// The case it was given for.
    pub case: CaseId,
    pub lang: Lang,
    pub ctx: Context,
}

/// Somebody of whom nothing is known.
#[derive(Debug, Clone)]
pub struct Anybody {
    pub lang: Lang,
    pub ctx: Context,
}

/// The language named in the address.
pub fn named_language(req: &HttpRequest) -> Option<Lang> {
    req.query_string().split('&').find_map(|pair| pair.strip_prefix("lang=")).and_then(|tag| tag.parse().ok())
}

/// The language a reader chose: `?lang=` now, or earlier in this browser.
fn chosen_language(req: &HttpRequest) -> Option<Lang> {
    let kept = || cookies::read(req, false, Purpose::Language).and_then(|tag| tag.parse().ok());
    named_language(req).or_else(kept)
}

/// The language a request asks for: chosen, then `Accept-Language`.
pub fn asked_language(req: &HttpRequest) -> Option<Lang> {
    let accepted = || req.headers().get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).and_then(Lang::accepted);
    chosen_language(req).or_else(accepted)
}

/// The language of the answer: asked for, else that of the member, else Vietnamese.
pub fn language(req: &HttpRequest) -> Lang {
    let own = || req.extensions().get::<Rc<Caller>>().map(|c| c.lang);
    asked_language(req).or_else(own).unwrap_or_default()
}

/// Lets a request in, or answers why not. What it learned of the caller is handed on to the extractors below.
pub async fn admit<B: MessageBody + 'static>(
    shared: web::Data<Shared>,
    door: Door,
    req: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let counted = shared.limiter.class(door.class, source(req.request(), &shared.app.config.proxies));
    let counted = counted.and_then(|()| stranger_counts(&shared, door, req.path()));
    let foreign = door.face == Face::Page && !req.method().is_safe() && !csrf::same_origin(req.request(), &shared.app.config.public_url);
    let admitted = match (counted, door.permission) {
        (Err(error), _) => Err(error),
        (Ok(()), _) if foreign => Err(ApiError::ForeignForm),
        (Ok(()), Permission::Public) if greets(&shared, req.request(), door.face) => {
            match member(&shared, req.request(), door, None).await {
                // A session that ended is no reason to keep anybody from what is everybody's.
                Err(ApiError::NoSession | ApiError::SecondFactorNeeded) => Ok(()),
                other => other,
            }
        }
        (Ok(()), Permission::Public) => {
            expect_form(&shared, req.request(), door.face);
            Ok(())
        }
        (Ok(()), Permission::SignedIn) => member(&shared, req.request(), door, None).await,
        (Ok(()), Permission::Role(roles)) => member(&shared, req.request(), door, Some(roles)).await,
        (Ok(()), Permission::Track) => citizen(&shared, req.request(), door.face).await,
        (Ok(()), Permission::Operator) => operator(&shared, req.request()),
    };
    match admitted {
        Ok(()) if is_stranger(door) => STRANGER.scope((), next.call(req)).await.map(ServiceResponse::map_into_boxed_body),
        Ok(()) => next.call(req).await.map(ServiceResponse::map_into_boxed_body),
        // Whoever opens a page without being signed in comes to it by way of the page to sign in.
        Err(ApiError::NoSession) if door.face == Face::Page && req.method().is_safe() => {
            let way = if door.permission == Permission::Track { "/track".to_owned() } else { pages::sign_in::way_to(req.path()) };
            let answer = pages::see_other(&way);
            Ok(req.into_response(answer).map_into_boxed_body())
        }
        // There is one thing to do first, and nothing else.
        Err(ApiError::SecondFactorNeeded) if door.face == Face::Page => {
            Ok(req.into_response(pages::see_other("/account/second-factor")).map_into_boxed_body())
        }
        Err(ApiError::Reauthenticate) if door.face == Face::Page => fresh::ask(&shared, req, next).await,
        Err(error) => Ok(req.error_response(error).map_into_boxed_body()),
    }
}

/// What a route asks of whoever comes.
#[derive(Debug, Clone, Copy)]
pub struct Door {
    pub face: Face,
    pub permission: Permission,
    pub class: Class,
    pub fresh: bool,
    pub enrolling: bool,
}

impl Door {
    /// Of a row of the table.
    pub const fn of(route: &Route) -> Self {
        Self { face: route.face, permission: route.permission, class: route.class, fresh: route.fresh, enrolling: route.enrolling }
    }
}

/// Whoever needs no session. Who is signing in is a member on the way: they are not to wait behind a flood.
fn is_stranger(door: Door) -> bool {
    door.permission == Permission::Public && door.class != Class::SignIn
}

/// Strangers together have a limit of their own. Not whether this machine lives: what asks that would end it.
fn stranger_counts(shared: &Shared, door: Door, path: &str) -> Result<(), ApiError> {
    if is_stranger(door) && !["/livez", "/readyz"].contains(&path) { shared.limiter.stranger() } else { Ok(()) }
}

/// Public pages that have no form of their own know a member who has signed in.
fn greets(shared: &Shared, req: &HttpRequest, face: Face) -> bool {
    let page = face == Face::Page && ["/", "/figures", "/calendar"].contains(&req.path());
    page && cookies::read(req, shared.secure(), Purpose::Session).is_some()
}

/// What was half filled in without an account, or is opened by a link, belongs to whoever has its cookie.
fn expect_form(shared: &Shared, req: &HttpRequest, face: Face) {
    let purpose = match req.path() {
        "/password/new" | "/invitation" => Purpose::Link,
        "/sign-in/code" => Purpose::Step,
        path if path.starts_with("/submit/") => Purpose::Form,
        _ => return,
    };
    if face == Face::Page
        && let Some(cookie) = cookies::read(req, shared.secure(), purpose)
    {
        req.extensions_mut().insert(Rc::new(Expected(csrf::token(shared, &cookie))));
    }
}

/// What lets somebody in, looked up by its key, and the office at the revisions that were found beside it.
async fn at_door<T, F>(shared: &web::Data<Shared>, look: F) -> Result<(T, Office), ApiError>
where
    T: Send + 'static,
    F: Fn(&mut Conn) -> Result<Option<(T, Revisions)>, StoreError> + Send + 'static,
{
    if let Some(hand) = shared.app.store.at_hand() {
        let (found, revisions) = hand.read(&look)?.ok_or(ApiError::NoSession)?;
        if let Some(office) = shared.app.office_kept(revisions) {
            return Ok((found, office));
        }
    }
    let app = Arc::clone(&shared.app);
    block(move || {
        let (found, revisions) = app.store.read(&look)?.ok_or(ApiError::NoSession)?;
        Ok::<_, ApiError>((found, app.office(revisions)?))
    })
    .await
}

/// The session of the access token, or of the cookie.
async fn member(shared: &web::Data<Shared>, req: &HttpRequest, door: Door, roles: Option<&'static [Role]>) -> Result<(), ApiError> {
    let face = door.face;
    let now = shared.app.clock.now();
    let ((session, claimed, live), office) = match face {
        Face::Data => {
            let (claimed, session) = bearer(req.headers()).and_then(|token| shared.tokens.read(token, now)).ok_or(ApiError::NoSession)?;
            let found =
                move |conn: &mut Conn| Ok(sessions::live(conn, session, API, now)?.map(|live| ((session, claimed, live), live.revisions)));
            at_door(shared, found).await?
        }
        Face::Page => {
            let cookie = cookies::read(req, shared.secure(), Purpose::Session).ok_or(ApiError::NoSession)?;
            req.extensions_mut().insert(Rc::new(Expected(csrf::token(shared, &cookie))));
            let (hash, idle) = (shared.app.keys.token_hash(&cookie), shared.app.config.policy.idle);
            let found = move |conn: &mut Conn| {
                let found = sessions::live_by_token(conn, &hash, BROWSER, now, idle)?;
                Ok(found.map(|(session, live)| ((session, live.member, live), live.revisions)))
            };
            at_door(shared, found).await?
        }
    };
    let account = office.directory.members.get(&live.member).filter(|m| !m.disabled && m.id == claimed).ok_or(ApiError::NoSession)?;
    let holds = roles.is_none_or(|roles| account.grants.iter().any(|g| roles.contains(&g.role)));
    let own = account.language.parse().unwrap_or_default();
    // Every browser says what it accepts; of a person who signed in we know it better.
    let asked = if face == Face::Page { chosen_language(req) } else { asked_language(req) };
    let lang = asked.unwrap_or(own);
    let unenrolled =
        needs_second_factor(shared.app.config.second_factor, account) && !office.directory.second_factors.contains(&account.id);
    let caller = Caller { member: live.member, session, lang, confirmed_at: live.confirmed_at, unenrolled, ctx: shared.context(office) };
    if live.last_used_at.is_none_or(|at| at < noted(now)) {
        note_use(&caller);
    }
    let is_fresh = fresh::is(&caller, now);
    // Also for whom the role does not let in: the refusal is in their language.
    req.extensions_mut().insert(Rc::new(caller));
    match (holds, unenrolled && !door.enrolling) {
        (_, true) => Err(ApiError::SecondFactorNeeded),
        (false, false) => Err(ApiError::Forbidden),
        (true, false) if door.fresh && !is_fresh => Err(ApiError::Reauthenticate),
        (true, false) => Ok(()),
    }
}

/// Whether the office lets this member do nothing before they have a second factor.
pub fn needs_second_factor(policy: SecondFactor, member: &Member) -> bool {
    match policy {
        SecondFactor::Off => false,
        SecondFactor::All => true,
        SecondFactor::Privileged => is_privileged(member),
    }
}

/// Once in five minutes a session's use is noted; nobody waits for it.
fn note_use(caller: &Caller) {
    let (ctx, session) = (caller.ctx.clone(), caller.session);
    actix_web::rt::spawn(async move {
        if block(move || touch(&ctx, session)).await.is_err() {
            tracing::debug!("the use of a session was not noted");
        }
    });
}

async fn citizen(shared: &web::Data<Shared>, req: &HttpRequest, face: Face) -> Result<(), ApiError> {
    let now = shared.app.clock.now();
    let token = match face {
        Face::Data => bearer(req.headers()).map(str::to_owned),
        Face::Page => cookies::read(req, shared.secure(), Purpose::Track),
    };
    let token = token.ok_or(ApiError::NoSession)?;
    if face == Face::Page {
        req.extensions_mut().insert(Rc::new(Expected(csrf::token(shared, &token))));
    }
    let hash = shared.app.keys.token_hash(&token);
    let (case, office) = at_door(shared, move |conn: &mut Conn| track_tokens::case_of(conn, &hash, now)).await?;
    let lang = asked_language(req).unwrap_or_default();
    req.extensions_mut().insert(Rc::new(Tracked { case, lang, ctx: shared.context(office) }));
    Ok(())
}

/// Where a token is set, it alone lets in: a proxy on this machine would lend its address to everybody. Without one, only
/// what comes from this machine and was not forwarded for somebody else.
fn operator(shared: &Shared, req: &HttpRequest) -> Result<(), ApiError> {
    if let Some(token) = &shared.app.config.metrics_token {
        let given = bearer(req.headers()).is_some_and(|given| token.is(given));
        return if given { Ok(()) } else { Err(ApiError::NoSession) };
    }
    let local = req.peer_addr().is_some_and(|peer| peer.ip().to_canonical().is_loopback());
    let forwarded = ["forwarded", "x-forwarded-for", "x-real-ip", "via"].iter().any(|name| req.headers().contains_key(*name));
    if local && !forwarded { Ok(()) } else { Err(ApiError::NotFound) }
}

/// What the guard of the route left; without it the route has the wrong permission, and nobody is let in.
fn left<T: Clone + 'static>(req: &HttpRequest) -> Ready<Result<T, ApiError>> {
    ready(req.extensions().get::<Rc<T>>().map(|found| T::clone(found)).ok_or(ApiError::NoSession))
}

impl FromRequest for Caller {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;
    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        left(req)
    }
}

impl FromRequest for Tracked {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;
    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        left(req)
    }
}

impl FromRequest for Anybody {
    type Error = ApiError;
    type Future = std::pin::Pin<Box<dyn Future<Output = Result<Self, ApiError>>>>;
    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let lang = language(req);
        let shared = req.app_data::<web::Data<Shared>>().cloned();
        Box::pin(async move {
            let shared = shared.ok_or(ApiError::Internal)?;
            let (_, office) = at_door(&shared, |conn| Ok(Some(((), directory::revisions(conn)?)))).await?;
            Ok(Self { lang, ctx: shared.context(office) })
        })
    }
}
