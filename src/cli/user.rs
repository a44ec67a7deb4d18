//! `redress user`: the first admin, and help when nobody can sign in.

use std::path::PathBuf;

use anyhow::{Context as _, anyhow};
use base64::Engine;

use super::out::{self, say};
use super::{Failed, open};
use crate::actions::context::Context;
use crate::actions::idempotent::Request;
use crate::actions::manage_users::{self, NewGrant, NewUser, UserChange};
use crate::config::Config;
use crate::domain::account::Username;
use crate::domain::contact::Email;
use crate::domain::directory::{Directory, Level, Member, Unit};
use crate::domain::ids::{MemberId, UnitId};
use crate::domain::password::Password;
use crate::domain::permission::Role;
use crate::domain::text::Line;
use crate::texts::{self, Lang};

/// Accounts.
#[derive(Debug, clap::Subcommand)]
pub enum UserCommand {
    /// Make an account
    Add(Add),
    /// Show all accounts
    List,
    /// Disable an account; its sessions end
    Disable {
        /// The name to sign in with
        username: String,
    },
}

/// A new account.
#[derive(Debug, clap::Args)]
pub struct Add {
    /// The name to sign in with: small letters, digits, dots, hyphens
    #[arg(required_unless_present = "username")]
    sign_in_as: Option<String>,
    /// The same
    #[arg(long, conflicts_with = "sign_in_as")]
    username: Option<String>,
    /// The person's name [default: the name to sign in with]
    #[arg(long)]
    name: Option<String>,
    /// clerk, officer, supervisor, observer or admin; may be given several times
    #[arg(long, required = true)]
    role: Vec<String>,
    /// Sign or id of the unit in which the roles are held [default: the only one without a unit above it]
    #[arg(long)]
    unit: Option<String>,
    /// Address of e-mail
    #[arg(long)]
    email: Option<String>,
    /// vi or en
    #[arg(long, default_value = "vi")]
    language: String,
    /// A file that holds the password; without it one is made and shown once
    #[arg(long)]
    password_file: Option<PathBuf>,
    /// The password is the first line of standard input
    #[arg(long, conflicts_with = "password_file")]
    password_stdin: bool,
}

impl Add {
    fn username(&self) -> &str {
        self.sign_in_as.as_deref().or(self.username.as_deref()).unwrap_or_default()
    }
}

/// Runs it.
pub fn run(config: Config, command: &UserCommand) -> Result<(), Failed> {
    let app = open(config)?;
    let ctx = app.context_now()?;
    match command {
        UserCommand::Add(add) => {
            let (new, shown) = new_user(&ctx, add)?;
            let request = Request { scope: "command line", key: None, bytes: &[] };
            manage_users::create(&ctx, app.passwords, None, request, &new, |member| member.id).map_err(said)?;
            say(format_args!("Account {} made.", new.username.as_str()))?;
            if let Some(password) = shown {
                say(format_args!("Password, shown only now: {password}"))?;
            }
        }
        UserCommand::List => list(&ctx.directory)?,
        UserCommand::Disable { username } => {
            let id = by_name(&ctx.directory, username)?;
            let change = UserChange { disabled: Some(true), ..UserChange::default() };
            manage_users::change(&ctx, None, id, &change, |_| ()).map_err(said)?;
            say(format_args!("Account {username} disabled."))?;
        }
    }
    warn(&app.context_now()?)
}

/// A refusal as a sentence.
fn said(error: crate::actions::error::ActionError) -> Failed {
    match error {
        crate::actions::error::ActionError::Refused { refusal, .. } => {
            let sentence = texts::text(Lang::En, &format!("refusal-{}", refusal.code), &refusal.args);
            Failed::usage(anyhow!(sentence.unwrap_or_else(|| refusal.code.to_owned())))
        }
        other => other.into(),
    }
}

fn new_user(ctx: &Context, add: &Add) -> Result<(NewUser, Option<String>), Failed> {
    let wrong = |field: &str, error: &dyn std::fmt::Display| {
        let said = crate::http::serde_problem::field_problem(field, &error.to_string());
        let problem = crate::http::problem::Problem::of(&said, Lang::En, None);
        Failed::usage(anyhow!("--{field}: {}", problem.detail))
    };
    let unit = unit(&ctx.directory, add.unit.as_deref())?;
    let mut grants = Vec::new();
    for role in &add.role {
        grants.push(NewGrant { role: role.parse::<Role>().map_err(|e| wrong("role", &e))?, unit });
    }
    let (written, shown) = if let Some(file) = &add.password_file {
        let read = std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
        (read.trim_end_matches(['\r', '\n']).to_owned(), None)
    } else if add.password_stdin {
        let mut line = String::new();
        std::io::stdin().read_line(&mut line).context("standard input cannot be read")?;
        (line.trim_end_matches(['\r', '\n']).to_owned(), None)
    } else {
        let mut bytes = [0; 15];
        ctx.random.fill(&mut bytes);
        let made = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes);
        (made.clone(), Some(made))
    };
    let new = NewUser {
        marks: None,
        username: add.username().parse::<Username>().map_err(|e| wrong("username", &e))?,
        name: Line::parse(add.name.as_deref().unwrap_or(add.username())).map_err(|e| wrong("name", &e))?,
        email: add.email.as_deref().map(Email::parse).transpose().map_err(|e| wrong("email", &e))?,
        language: Some(add.language.parse::<Lang>().map_err(|()| Failed::usage(anyhow!("--language: vi or en")))?),
        grants,
        password: Some(written.parse::<Password>().map_err(|e| wrong("password", &e))?),
    };
    Ok((new, shown))
}

/// The unit of this sign or id; without one, the root of the tree.
fn unit(directory: &Directory, asked: Option<&str>) -> Result<UnitId, Failed> {
    let id = asked.and_then(|a| a.parse::<UnitId>().ok());
    let fits = |u: &&Unit| match asked {
        Some(asked) => u.sign == asked || Some(u.id) == id,
        None => u.parent.is_none(),
    };
    let mut found = directory.units.values().filter(fits);
    match (found.next(), found.next()) {
        (Some(unit), None) => Ok(unit.id),
        (None, _) => Err(Failed::usage(anyhow!("--unit: there is no such unit"))),
        (Some(_), Some(_)) => Err(Failed::usage(anyhow!("--unit: several units fit; give the id"))),
    }
}

fn by_name(directory: &Directory, username: &str) -> Result<MemberId, Failed> {
    let found = directory.members.values().find(|m| m.username == username);
    found.map(|m| m.id).ok_or_else(|| Failed::usage(anyhow!("there is no account {username}")))
}

fn list(directory: &Directory) -> Result<(), Failed> {
    let mut members: Vec<&Member> = directory.members.values().collect();
    members.sort_by(|a, b| a.username.cmp(&b.username));
    for member in members {
        let sign = |id: &UnitId| directory.units.get(id).map_or("?", |u| u.sign.as_str());
        let roles: Vec<String> = member.grants.iter().map(|g| format!("{} {}", g.role, sign(&g.unit))).collect();
        let state = if member.disabled { "disabled" } else { "active" };
        say(format_args!("{}\t{}\t{state}\t{}", member.username, member.name, roles.join(", ")))?;
    }
    Ok(())
}

/// Units that are named one by one; of more only their number is told.
const NAMED: usize = 10;

/// Four eyes need two: says which units that work on cases, or will, have fewer than two supervisors.
fn warn(ctx: &Context) -> Result<(), Failed> {
    let numbered = ctx.store.read(crate::store::units::with_numbers)?;
    let directory = &ctx.directory;
    let staffed = |unit: UnitId| {
        let works = |role| matches!(role, Role::Clerk | Role::Officer | Role::Supervisor);
        directory.members.values().any(|m| !m.disabled && m.grants.iter().any(|g| g.unit == unit && works(g.role)))
    };
    let parent = |unit: &Unit| directory.units.values().any(|u| u.parent == Some(unit.id) && u.level != Level::PollingArea);
    // A unit that only holds others together has no cases of its own.
    let works = |u: &&Unit| numbered.contains(&u.id) || !u.bodies.is_empty() || staffed(u.id) || !parent(u);
    let here = directory.units.values().filter(|u| u.level != Level::PollingArea && u.exists_on(ctx.today()));
    let mut short: Vec<(&Unit, usize)> = here
        .filter(works)
        .map(|u| (u, directory.holders(Role::Supervisor, u.id, ctx.today()).len()))
        .filter(|(_, holders)| *holders < 2)
        .collect();
    short.sort_by_key(|(unit, _)| unit.id);
    for (unit, holders) in short.iter().take(NAMED) {
        out::warn(format_args!("Warning: {} ({}) has {holders} supervisors; approving and signing need two.", unit.name, unit.sign));
    }
    if short.len() > NAMED {
        out::warn(format_args!("Warning: so have {} more units.", short.len() - NAMED));
    }
    Ok(())
}
