//! Signing in and out, and one's own account.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zeroize::Zeroizing;

use super::users::UserView;
use super::{nothing, ok};
use crate::actions::manage_users::{self, OwnChange};
use crate::actions::sign_in::{self, Entered, SignedIn};
use crate::domain::ids::SessionId;
use crate::domain::password::Password;
use crate::domain::text::Line;
use crate::http::actor::{Anybody, Caller};
use crate::http::body::Body;
use crate::http::error::{Answer, ApiError};
use crate::http::params::PathId;
use crate::http::proof::{self, Credentials};
use crate::http::shared::{Shared, block};
use crate::http::tokens::ACCESS_SECONDS;
use crate::store::sessions::OwnSession;

/// A name and a password; and a code, of an account with a second factor.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    pub username: Line,
    #[schema(value_type = String, format = Password, max_length = 1000)]
    pub password: Secret,
    /// Six digits of the app, or a recovery code.
    #[schema(value_type = Option<String>, max_length = 1000)]
    pub code: Option<Secret>,
}

/// A fresh proof of who asks.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Proof {
    #[schema(value_type = String, format = Password, max_length = 1000)]
    pub password: Secret,
    /// Six digits of the app, or a recovery code; of an account with a second factor.
    #[schema(value_type = Option<String>, max_length = 1000)]
    pub code: Option<Secret>,
}

/// A refresh token.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Refresh {
    #[schema(value_type = String, max_length = 1000)]
    pub refresh_token: Secret,
}

/// The password that one has, and the one to come.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnPassword {
    #[schema(value_type = String, format = Password, max_length = 1000)]
    pub current: Secret,
    pub new: Password,
}

/// A secret as it was sent: wiped after use, in no log.
pub struct Secret(pub Zeroizing<String>);

impl Secret {
    /// The longest that is looked at, in characters.
    const MOST: usize = 1000;
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let sent = Zeroizing::new(String::deserialize(from)?);
        if sent.chars().count() > Self::MOST {
            return Err(serde::de::Error::custom(crate::domain::text::Violation::TooLong(Self::MOST)));
        }
        Ok(Self(sent))
    }
}

/// A session that was opened or renewed.
#[derive(Debug, Serialize, ToSchema)]
pub struct SessionView {
    /// For `Authorization: Bearer`.
    pub access_token: String,
    #[schema(example = "Bearer")]
    pub token_type: &'static str,
    /// Seconds until the access token ends.
    pub expires_in: i64,
    /// For the next renewal; works once.
    pub refresh_token: String,
}

fn view(shared: &Shared, signed_in: SignedIn) -> Result<SessionView, ApiError> {
    let (now, id) = (shared.app.clock.now(), shared.app.random.u64());
    let token = shared.tokens.issue(signed_in.member, signed_in.session, id, now).ok_or(ApiError::Internal)?;
    Ok(SessionView { access_token: token, token_type: "Bearer", expires_in: ACCESS_SECONDS, refresh_token: signed_in.refresh_token })
}

/// Opens a session. Unknown name, wrong password, wrong code, disabled account: one answer, after one time.
pub async fn sign_in(shared: web::Data<Shared>, req: HttpRequest, anybody: Anybody, body: Body<SignIn>) -> Answer {
    let SignIn { username, password, code } = body.value;
    let visitor = proof::visitor(&shared, &req, username.as_str());
    let given = Credentials { username: username.as_str().to_owned(), password: password.0, code: code.map(|code| code.0) };
    match proof::sign_in(&shared, anybody.ctx, &visitor, given).await? {
        Entered::In(signed_in) => Ok(ok(&view(&shared, signed_in)?)),
        Entered::CodeNeeded(_) => Err(ApiError::CodeRequired),
        Entered::No => Err(ApiError::BadCredentials),
    }
}

/// Proves again who asks, for what takes a fresh proof.
pub async fn confirm(shared: web::Data<Shared>, req: HttpRequest, caller: Caller, body: Body<Proof>) -> Answer {
    let Proof { password, code } = body.value;
    proof::confirm(&shared, &req, &caller, (password.0, code.map(|code| code.0))).await?;
    Ok(nothing())
}

/// Renews a session.
pub async fn refresh(shared: web::Data<Shared>, anybody: Anybody, body: Body<Refresh>) -> Answer {
    let signed_in = block(move || sign_in::refresh(&anybody.ctx, &body.value.refresh_token.0)).await?;
    Ok(ok(&view(&shared, signed_in.ok_or(ApiError::NoSession)?)?))
}

/// Ends the session that asks.
pub async fn sign_out(caller: Caller) -> Answer {
    block(move || sign_in::sign_out(&caller.ctx, caller.session)).await?;
    Ok(nothing())
}

/// The account that asks.
pub async fn me(caller: Caller) -> Answer {
    let member = caller.ctx.directory.members.get(&caller.member).ok_or(ApiError::NoSession)?;
    Ok(ok(&UserView::of(member)))
}

/// Changes one's own language and absence.
pub async fn change_me(caller: Caller, body: Body<OwnChange>) -> Answer {
    let view = block(move || manage_users::change_own(&caller.ctx, caller.member, &body.value, UserView::of)).await?;
    Ok(ok(&view))
}

/// Changes one's own password, knowing the present one.
pub async fn change_my_password(shared: web::Data<Shared>, req: HttpRequest, caller: Caller, body: Body<OwnPassword>) -> Answer {
    let OwnPassword { current, new } = body.value;
    if proof::change_password(&shared, &req, &caller, (current.0, new)).await? {
        Ok(HttpResponse::NoContent().finish())
    } else {
        Err(ApiError::Field { field: "current".into(), code: "wrong_password", args: vec![] })
    }
}

/// A session of one's own.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnSessionView {
    pub id: SessionId,
    /// `api` or `browser`.
    pub kind: String,
    /// The one that asks.
    pub current: bool,
    pub created_at: DateTime<Utc>,
    /// Ends then at the latest.
    pub expires_at: DateTime<Utc>,
    /// The hour in which it was last used.
    pub last_used_at: Option<DateTime<Utc>>,
}

/// One's own sessions, the newest first.
pub async fn my_sessions(caller: Caller) -> Answer {
    let (ctx, me, current) = (caller.ctx, caller.member, caller.session);
    let sessions = block(move || sign_in::own_sessions(&ctx, me)).await?;
    let view = |s: &OwnSession| OwnSessionView {
        id: s.id,
        kind: s.audience.clone(),
        current: s.id == current,
        created_at: s.created_at,
        expires_at: s.expires_at,
        last_used_at: s.last_used_at,
    };
    Ok(ok(&serde_json::json!({ "items": sessions.iter().map(view).collect::<Vec<_>>() })))
}

/// Ends a session of one's own.
pub async fn end_my_session(caller: Caller, id: PathId<SessionId>) -> Answer {
    let ended: bool = block(move || sign_in::end_own(&caller.ctx, caller.member, id.0)).await?;
    if ended { Ok(nothing()) } else { Err(ApiError::NotFound) }
}
