//! Signing in and out, and one's own account.

use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zeroize::Zeroizing;

use super::users::UserView;
use super::{nothing, ok};
use crate::actions::manage_users::{self, OwnChange};
use crate::actions::sign_in::{self, SignedIn};
use crate::domain::account::Password;
use crate::domain::text::Line;
use crate::http::actor::{Anybody, Caller};
use crate::http::body::Body;
use crate::http::error::{Answer, ApiError};
use crate::http::shared::{Shared, block};
use crate::http::tokens::ACCESS_SECONDS;

/// A name and a password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    pub username: Line,
    #[schema(value_type = String, format = Password, max_length = 1000)]
    pub password: Secret,
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
pub struct Secret(Zeroizing<String>);

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

/// Opens a session. Unknown name, wrong password, disabled account: one answer, after one time.
pub async fn sign_in(shared: web::Data<Shared>, anybody: Anybody, body: Body<SignIn>) -> Answer {
    let SignIn { username, password } = body.value;
    shared.limiter.account(username.as_str())?;
    let passwords = shared.app.passwords;
    let place = place(&shared).await?;
    let signed_in = block(move || {
        let _place = place;
        sign_in::sign_in(&anybody.ctx, passwords, username.as_str(), password.0.as_bytes())
    })
    .await?;
    Ok(ok(&view(&shared, signed_in.ok_or(ApiError::BadCredentials)?)?))
}

/// Waits until a password may be checked: each takes 64 MiB and a core for a while. 503 when too many wait.
pub async fn place(shared: &Shared) -> Result<tokio::sync::OwnedSemaphorePermit, ApiError> {
    shared.passwords.enter().await
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
pub async fn change_my_password(shared: web::Data<Shared>, caller: Caller, body: Body<OwnPassword>) -> Answer {
    let passwords = shared.app.passwords;
    let place = place(&shared).await?;
    let changed: bool = block(move || {
        let _place = place;
        let OwnPassword { current, new } = body.value;
        manage_users::change_own_password(&caller.ctx, passwords, caller.member, caller.session, current.0.as_bytes(), &new)
    })
    .await?;
    if changed {
        Ok(HttpResponse::NoContent().finish())
    } else {
        Err(ApiError::Field { field: "current".into(), code: "wrong_password", args: vec![] })
    }
}
