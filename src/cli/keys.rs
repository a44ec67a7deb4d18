//! `redress keys`: which office keys there are, changing the one in force, a recovery file. See docs/keys.md.

use std::io::BufRead;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow};
use zeroize::Zeroizing;

use super::out::say;
use super::{Failed, open};
use crate::actions::rotate_keys::{self, Status};
use crate::config::Config;
use crate::seal::recovery;

/// Office keys.
#[derive(Debug, clap::Subcommand)]
pub enum KeysCommand {
    /// Show the keys, the one in force, and how many cases' keys each wraps
    Status {
        #[arg(long)]
        json: bool,
    },
    /// Put a new key in force and wrap every case's key by it, while the office works; goes on where it broke off
    Rotate {
        /// Only make the file of the new key, to be copied to other machines first
        #[arg(long)]
        prepare: bool,
        #[arg(long)]
        json: bool,
    },
    /// Write all keys into a new file, sealed under a passphrase
    ExportRecovery {
        /// The file to write
        to: PathBuf,
        #[command(flatten)]
        passphrase: Passphrase,
        #[arg(long)]
        json: bool,
    },
    /// Put the keys of a recovery file into the folder of keys; overwrites none
    ImportRecovery {
        /// The file to read
        from: PathBuf,
        #[command(flatten)]
        passphrase: Passphrase,
        #[arg(long)]
        json: bool,
    },
}

/// Where the passphrase comes from: never the command line, which others see.
#[derive(Debug, clap::Args)]
pub struct Passphrase {
    /// A file whose first line is the passphrase [default: the first line of standard input]
    #[arg(long)]
    passphrase_file: Option<PathBuf>,
}

impl Passphrase {
    fn read(&self) -> Result<Zeroizing<String>, Failed> {
        let mut line = Zeroizing::new(String::new());
        match &self.passphrase_file {
            Some(path) => {
                let file = std::fs::File::open(path).with_context(|| path.display().to_string())?;
                std::io::BufReader::new(file).read_line(&mut line)?;
            }
            None => {
                std::io::stdin().lock().read_line(&mut line)?;
            }
        }
        let passphrase = line.trim_end_matches(['\r', '\n']);
        if passphrase.chars().count() < recovery::LEAST_PASSPHRASE {
            return Err(Failed::usage(anyhow!("the passphrase has at least {} characters", recovery::LEAST_PASSPHRASE)));
        }
        Ok(Zeroizing::new(passphrase.to_owned()))
    }
}

/// Runs it.
pub fn run(config: Config, command: &KeysCommand) -> Result<(), Failed> {
    match command {
        KeysCommand::Status { json } => {
            let status = rotate_keys::status(&open(config)?.context_now()?)?;
            if *json { say(serde_json::to_string_pretty(&status)?)? } else { show(&status)? }
        }
        KeysCommand::Rotate { prepare: true, json } => {
            let ctx = open(config)?.context_now()?;
            let key = ctx.keys.make_next()?;
            told(*json, &serde_json::json!({ "prepared": key }), format!("Key {key} made; it wraps nothing yet."))?;
        }
        KeysCommand::Rotate { prepare: false, json } => {
            let ctx = open(config)?.context_now()?;
            let done = rotate_keys::rotate(&ctx, |_| ())?;
            let what = if done.new { "is in force" } else { "was in force already; an earlier rotation is finished" };
            told(*json, &serde_json::to_value(&done)?, format!("Key {} {what}; {} keys of cases wrapped anew.", done.key, done.wrapped))?;
        }
        KeysCommand::ExportRecovery { to, passphrase, json } => {
            let passphrase = passphrase.read()?;
            let cost = config.password_cost;
            let ids = recovery::export(&open(config)?.keys, &passphrase, cost, to)?;
            written(*json, &ids, to)?;
        }
        KeysCommand::ImportRecovery { from, passphrase, json } => {
            let passphrase = passphrase.read()?;
            // Not the office itself: without its keys it does not open.
            let folder = config.data.join("keys");
            let ids = recovery::import(from, &passphrase, &folder)?;
            written(*json, &ids, &folder)?;
        }
    }
    Ok(())
}

fn told(json: bool, value: &serde_json::Value, sentence: String) -> Result<(), Failed> {
    if json {
        say(serde_json::to_string_pretty(value)?)?;
    } else {
        say(sentence)?;
    }
    Ok(())
}

fn written(json: bool, ids: &[String], to: &Path) -> Result<(), Failed> {
    let value = serde_json::json!({ "keys": ids, "written": to.display().to_string() });
    told(json, &value, format!("Keys {} written to {}.", ids.join(", "), to.display()))
}

fn show(status: &Status) -> Result<(), Failed> {
    for key in &status.keys {
        let force = if key.id == status.in_force { "  in force" } else { "" };
        let here = if key.here { "" } else { "  FILE MISSING" };
        say(format_args!("{}  wraps {} keys of cases{force}{here}", key.id, key.wraps))?;
    }
    if status.root_is_a_key {
        say("The root secret is the first key itself: see docs/keys.md before that file is destroyed.")?;
    }
    Ok(())
}
