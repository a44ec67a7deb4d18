//! Accounts, for admins.

use actix_web::{HttpRequest, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{created, nothing, ok};
use crate::actions::idempotent::Request;
use crate::actions::manage_users::{self, NewUser, UserChange};
use crate::domain::directory::Member;
use crate::domain::ids::{MemberId, UnitId};
use crate::domain::password::Password;
use crate::domain::permission::Role;
use crate::http::actor::Caller;
use crate::http::body::Body;
use crate::http::cursor::{Limit, Page, decode};
use crate::http::error::{Answer, ApiError};
use crate::http::headers::IdempotencyKey;
use crate::http::limits::source;
use crate::http::params::{Params, PathId};
use crate::http::shared::{Shared, block};

/// A role in a unit and its subtree.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct GrantView {
    pub role: Role,
    pub unit: UnitId,
}

/// An account.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct UserView {
    pub id: MemberId,
    pub username: String,
    pub name: String,
    pub email: Option<String>,
    /// `vi` or `en`.
    pub language: String,
    pub disabled: bool,
    /// Away up to and including this day.
    pub absent_until: Option<NaiveDate>,
    pub grants: Vec<GrantView>,
}

impl UserView {
    /// Of an account.
    pub fn of(member: &Member) -> Self {
        Self {
            id: member.id,
            username: member.username.clone(),
            name: member.name.clone(),
            email: member.email.clone(),
            language: member.language.clone(),
            disabled: member.disabled,
            absent_until: member.absent_until,
            grants: member.grants.iter().map(|g| GrantView { role: g.role, unit: g.unit }).collect(),
        }
    }
}

/// Which accounts.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Of this unit alone, not of those below it.
    unit: Option<UnitId>,
    /// Who hold this role.
    role: Option<Role>,
    #[param(inline)]
    limit: Option<Limit>,
    cursor: Option<String>,
}

/// A password for somebody.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPassword {
    pub password: Password,
}

/// Accounts of the units that the caller keeps.
pub async fn list(caller: Caller, params: Params<List>) -> Answer {
    let list = params.0;
    let after: Option<String> = decode(list.cursor.as_deref())?;
    let limit = list.limit.unwrap_or_default();
    let directory = &caller.ctx.directory;
    let granted = |m: &&Member| {
        let fits = |g: &crate::domain::directory::Grant| list.role.is_none_or(|r| r == g.role) && list.unit.is_none_or(|u| u == g.unit);
        (list.role.is_none() && list.unit.is_none()) || m.grants.iter().any(fits)
    };
    let seen = |m: &&Member| manage_users::sees(directory, caller.member, m);
    let mut members: Vec<&Member> = directory.members.values().filter(granted).filter(seen).collect();
    members.sort_by(|a, b| a.username.cmp(&b.username));
    let rest = members.into_iter().filter(|m| after.as_ref().is_none_or(|a| m.username > *a)).take(limit.rows() + 1).collect();
    Ok(ok(&Page::of(rest, limit, |m: &&Member| m.username.clone(), UserView::of)))
}

/// One account.
pub async fn show(caller: Caller, id: PathId<MemberId>) -> Answer {
    let directory = &caller.ctx.directory;
    let member = directory.members.get(&id.0).filter(|m| manage_users::sees(directory, caller.member, m)).ok_or(ApiError::NotFound)?;
    Ok(ok(&UserView::of(member)))
}

/// Makes an account.
pub async fn create(shared: web::Data<Shared>, req: HttpRequest, caller: Caller, key: IdempotencyKey, body: Body<NewUser>) -> Answer {
    let passwords = shared.app.passwords;
    let place = shared.gate.member(source(&req, &shared.app.config.proxies), format!("session {}", caller.session)).await?;
    let view = block(move || {
        let _place = place;
        let scope = format!("create_user {}", caller.member);
        let request = Request { scope: &scope, key: key.0.as_deref(), bytes: &body.raw };
        manage_users::create(&caller.ctx, passwords, Some(caller.member), request, &body.value, UserView::of)
    })
    .await?;
    Ok(created(&view))
}

/// Changes an account.
pub async fn change(caller: Caller, id: PathId<MemberId>, body: Body<UserChange>) -> Answer {
    let view = block(move || manage_users::change(&caller.ctx, Some(caller.member), id.0, &body.value, UserView::of)).await?;
    Ok(ok(&view))
}

/// Sets a password.
pub async fn set_password(
    shared: web::Data<Shared>,
    req: HttpRequest,
    caller: Caller,
    id: PathId<MemberId>,
    body: Body<NewPassword>,
) -> Answer {
    let passwords = shared.app.passwords;
    let place = shared.gate.member(source(&req, &shared.app.config.proxies), format!("session {}", caller.session)).await?;
    block(move || {
        let _place = place;
        manage_users::set_password(&caller.ctx, passwords, Some(caller.member), id.0, &body.value.password, None)
    })
    .await?;
    Ok(nothing())
}
