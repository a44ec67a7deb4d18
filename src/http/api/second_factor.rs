//! The second factor of one's own account, and for admins that of others.

use actix_web::web;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::session::Secret;
use super::{nothing, ok};
use crate::actions::second_factor as action;
use crate::domain::ids::MemberId;
use crate::http::actor::{Caller, needs_second_factor};
use crate::http::body::Body;
use crate::http::error::{Answer, ApiError};
use crate::http::params::PathId;
use crate::http::shared::{Shared, block};

/// How one's own second factor stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct SecondFactorView {
    /// Since when there is one.
    pub enrolled_at: Option<DateTime<Utc>>,
    /// The office asks one of this account.
    pub needed: bool,
    /// Recovery codes that were not used.
    pub recovery_codes_left: i64,
}

/// What an app is given; not shown again.
#[derive(Debug, Serialize, ToSchema)]
pub struct OfferedView {
    /// In base 32.
    pub secret: String,
    /// For a QR code.
    #[schema(example = "otpauth://totp/Redress-redress.example:lan?secret=...")]
    pub uri: String,
}

/// The first code of the app.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FirstCode {
    #[schema(value_type = String, max_length = 1000)]
    pub code: Secret,
}

/// Codes that each work once instead of one from the app; not shown again.
#[derive(Debug, Serialize, ToSchema)]
pub struct RecoveryCodesView {
    pub recovery_codes: Vec<String>,
}

/// How it stands.
pub async fn show(shared: web::Data<Shared>, caller: Caller) -> Answer {
    let member = caller.ctx.directory.members.get(&caller.member).ok_or(ApiError::NoSession)?;
    let needed = needs_second_factor(shared.app.config.second_factor, member);
    let state = block(move || action::state(&caller.ctx, caller.member)).await?;
    Ok(ok(&SecondFactorView { enrolled_at: state.enrolled_at, needed, recovery_codes_left: state.codes_left }))
}

/// Makes a secret for an app.
pub async fn begin(caller: Caller) -> Answer {
    let offered = block(move || action::begin(&caller.ctx, caller.member)).await?;
    Ok(ok(&OfferedView { secret: offered.secret.to_string(), uri: offered.uri.to_string() }))
}

/// Takes the first code.
pub async fn confirm(caller: Caller, body: Body<FirstCode>) -> Answer {
    let confirmed = block(move || action::confirm(&caller.ctx, caller.member, caller.session, &body.value.code.0)).await?;
    let recovery_codes = confirmed.ok_or(ApiError::Field { field: "code".into(), code: "wrong_code", args: vec![] })?;
    Ok(ok(&RecoveryCodesView { recovery_codes }))
}

/// New recovery codes.
pub async fn renew_codes(caller: Caller) -> Answer {
    let recovery_codes = block(move || action::renew_codes(&caller.ctx, caller.member)).await?;
    Ok(ok(&RecoveryCodesView { recovery_codes }))
}

/// Gives it up, where the office does not ask for it.
pub async fn disable(shared: web::Data<Shared>, caller: Caller) -> Answer {
    give_up(&shared, caller).await?;
    Ok(nothing())
}

/// The same for a page.
pub async fn give_up(shared: &Shared, caller: Caller) -> Result<(), ApiError> {
    let member = caller.ctx.directory.members.get(&caller.member).ok_or(ApiError::NoSession)?;
    if needs_second_factor(shared.app.config.second_factor, member) {
        return Err(crate::domain::refusal::Refusal::state("second_factor_kept").into());
    }
    block(move || action::disable(&caller.ctx, caller.member)).await
}

/// An admin takes away that of somebody who lost theirs.
pub async fn reset(caller: Caller, id: PathId<MemberId>) -> Answer {
    block(move || action::reset(&caller.ctx, caller.member, id.0)).await?;
    Ok(nothing())
}

/// An admin ends all sessions of an account.
pub async fn end_sessions(caller: Caller, id: PathId<MemberId>) -> Answer {
    block(move || action::end_sessions(&caller.ctx, caller.member, id.0)).await?;
    Ok(nothing())
}
