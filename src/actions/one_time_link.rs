//! Links that work once and let their holder set a password: invitations, made by an admin, and new passwords, asked for by
//! whoever forgot theirs. Each is for one of the two only; using one ends the account's other links and all its sessions.

use chrono::{DateTime, Duration, Utc};

use super::context::Context;
use super::error::ActionError;
use super::mails;
use super::manage_users::{fits, seen, whole};
use crate::domain::directory::{Directory, Member};
use crate::domain::ids::{MailId, MemberId};
use crate::domain::password::Password;
use crate::domain::refusal::Refusal;
use crate::mail::{Mail, OneTime};
use crate::seal::Passwords;
use crate::store::{Conn, directory, members, one_time_links as links, outbox, sessions};
use crate::texts::Lang;

codes! {
    /// What a link is for.
    pub enum Audience {
        /// The first password of an account.
        Invite = "invite",
        /// Another password.
        Reset = "reset",
    }
}

impl Audience {
    /// Where it leads; the token follows after a slash.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Invite => "/invitation",
            Self::Reset => "/password/new",
        }
    }

    /// How long it works.
    pub const fn life(self) -> Duration {
        match self {
            Self::Invite => Duration::days(7),
            Self::Reset => Duration::hours(24),
        }
    }
}

/// How a link reaches the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    Mail,
    /// The admin sees it once and hands it over.
    Shown,
}

/// So many links for a new password may be open at once: whoever keeps asking in somebody's name fills no mailbox.
const MOST: i64 = 3;

/// A link that was made.
#[derive(Debug, Clone)]
pub struct Made {
    pub audience: Audience,
    /// The whole address. It gives the account to whoever has it.
    pub link: String,
    pub until: DateTime<Utc>,
}

/// An admin makes a link for an account: an invitation while it has no password, else for a new one.
///
/// For an admin of every unit in which the account has a role; refuses disabled accounts, and to mail without an address.
pub fn make(ctx: &Context, by: MemberId, id: MemberId, delivery: Delivery) -> Result<Made, ActionError> {
    let (now, token) = (ctx.clock.now(), ctx.token());
    ctx.write(|conn| {
        let directory = directory::load(conn)?;
        let member = seen(&directory, Some(by), id)?;
        whole(&directory, Some(by), member)?;
        if member.disabled {
            return Err(Refusal::state("account_disabled").into());
        }
        let audience = if members::has_password(conn, id)? { Audience::Reset } else { Audience::Invite };
        let until = now + audience.life();
        links::insert(conn, &ctx.keys.token_hash(&token), id, audience.as_str(), until)?;
        let path = format!("{}/{token}", audience.path());
        if delivery == Delivery::Mail && post(ctx, conn, &directory, member, audience, &path, until)?.is_none() {
            return Err(Refusal::state("account_without_address").into());
        }
        Ok(Made { audience, link: format!("{}{path}", ctx.sender.public_url), until })
    })
}

/// Somebody forgot the password of this account: a link goes to its address, if there is such an account with one.
///
/// Whether there is shows neither in words nor in time: a mail is made and written for a stranger too, and taken back.
pub fn forgotten(ctx: &Context, username: &str) -> Result<(), ActionError> {
    let (now, token) = (ctx.clock.now(), ctx.token());
    let known = ctx.directory.members.values().find(|m| m.username == username && !m.disabled && m.email.is_some());
    let stranger = stranger(username);
    let member = known.unwrap_or(&stranger);
    let (audience, path) = (Audience::Reset, format!("{}/{token}", Audience::Reset.path()));
    let until = now + audience.life();
    ctx.write(|conn| {
        links::forget_expired(conn, now)?;
        let open = links::open_of(conn, member.id, audience.as_str(), now)?;
        let Some(mail) = post(ctx, conn, &ctx.directory, member, audience, &path, until)? else { return Ok(()) };
        if known.is_some() && open < MOST {
            links::insert(conn, &ctx.keys.token_hash(&token), member.id, audience.as_str(), until)?;
        } else {
            outbox::take_back(conn, mail)?;
        }
        Ok(())
    })
}

/// Whom nobody knows.
fn stranger(username: &str) -> Member {
    Member {
        id: MemberId(-1),
        username: username.chars().take(40).collect(),
        name: "Nguyễn Văn A".to_owned(),
        email: Some("nobody@example.org".to_owned()),
        language: Lang::Vi.as_str().to_owned(),
        disabled: false,
        absent_until: None,
        grants: Vec::new(),
    }
}

/// Puts the mail with a link into the outbox. None: the account has no address that a mail can be sent to.
fn post(
    ctx: &Context,
    conn: &mut Conn,
    directory: &Directory,
    member: &Member,
    audience: Audience,
    path: &str,
    until: DateTime<Utc>,
) -> Result<Option<MailId>, ActionError> {
    let unit = member.grants.first().map(|g| g.unit).or_else(|| directory.root()).and_then(|u| directory.units.get(&u));
    let once =
        OneTime { unit: unit.map(|u| u.name.clone()).unwrap_or_default(), username: member.username.clone(), path: path.to_owned(), until };
    let mail = match audience {
        Audience::Invite => Mail::Invite(once),
        Audience::Reset => Mail::ResetPassword(once),
    };
    mails::post_to_member(ctx, conn, member, &mail)
}

/// The account of a link that may still be used for this. Changes nothing: mail servers open links too.
pub fn open(ctx: &Context, audience: Audience, token: &str) -> Result<Option<Member>, ActionError> {
    let (now, hash) = (ctx.clock.now(), ctx.keys.token_hash(token));
    let found = ctx.store.read(|conn| links::open(conn, &hash, audience.as_str(), now))?;
    Ok(found.and_then(|link| ctx.directory.members.get(&link.member)).filter(|m| !m.disabled).cloned())
}

/// Sets a password by a link, which is used up with all others of the account; all its sessions end. False: the link is not,
/// or no longer, good for this.
pub fn use_up(ctx: &Context, passwords: Passwords, audience: Audience, token: &str, new: &Password) -> Result<bool, ActionError> {
    // Hashing is dear: not for whoever tries tokens.
    if open(ctx, audience, token)?.is_none() {
        return Ok(false);
    }
    let password = passwords.hash(new.as_bytes())?;
    let (now, hash) = (ctx.clock.now(), ctx.keys.token_hash(token));
    ctx.write(|conn| {
        let Some(link) = links::open(conn, &hash, audience.as_str(), now)? else { return Ok(false) };
        let directory = directory::load(conn)?;
        let Some(member) = directory.members.get(&link.member).filter(|m| !m.disabled) else { return Ok(false) };
        fits(&directory, member, new, "new")?;
        if !links::use_up(conn, &hash, now)? {
            return Ok(false);
        }
        members::set_password(conn, link.member, &password)?;
        links::end_all(conn, link.member, now)?;
        sessions::end_all(conn, link.member, None, now)?;
        Ok(true)
    })
}
