//! `redress intake mail`: takes messages from a mail server, one on standard input or those of a maildir. How it ends tells the
//! server what to do (sysexits.h): 0 taken, 65 it never will be, 75 try again later.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use clap::Subcommand;

use super::{Failed, open_beside};
use crate::actions::receive_mail::{Became, NotTaken, take};
use crate::app::App;
use crate::config::Config;
use crate::logging;
use crate::mail::incoming::MOST_BYTES;

/// What comes in.
#[derive(Debug, Subcommand)]
pub enum IntakeCommand {
    /// E-mail: answers to mails of cases, new letters, and reports on mails that came back; exit 0 taken, 65 bad, 75 try again
    Mail {
        /// To whom the server delivers it [default: what the head of the message says]
        #[arg(long)]
        recipient: Option<String>,
        /// Take every message in `new` of this maildir and move it to `cur`, instead of one from standard input
        #[arg(long, conflicts_with = "recipient")]
        maildir: Option<PathBuf>,
    },
}

/// EX_DATAERR and EX_TEMPFAIL.
const BAD: u8 = 65;
const AGAIN: u8 = 75;

/// Runs it.
pub fn run(config: Config, command: &IntakeCommand) -> Result<(), Failed> {
    let IntakeCommand::Mail { recipient, maildir } = command;
    logging::start(&config.log.filter, config.log.json);
    // Whatever is wrong with the machine, the server keeps the message and comes again.
    let app = open_beside(config).map_err(|failed| Failed { code: AGAIN, ..failed })?;
    match maildir {
        Some(folder) => all_of(&app, folder),
        None => one(&app, &read(std::io::stdin().lock())?, recipient.as_deref()),
    }
}

/// One byte more than is taken is enough to see that it is too large.
fn read(from: impl Read) -> Result<Vec<u8>, Failed> {
    let mut raw = Vec::new();
    let most = u64::try_from(MOST_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    from.take(most).read_to_end(&mut raw).map_err(|error| Failed { code: AGAIN, error: error.into() })?;
    Ok(raw)
}

fn one(app: &App, raw: &[u8], recipient: Option<&str>) -> Result<(), Failed> {
    let ctx = app.context_now().map_err(|error| Failed { code: AGAIN, error: error.into() })?;
    match take(&ctx, raw, recipient) {
        Ok(became) => {
            tracing::info!(code = word(became), "a message came in");
            Ok(())
        }
        Err(why) => {
            let code = exit_code(&why);
            tracing::warn!(error = %why, "a message was not taken");
            Err(Failed { code, error: why.into() })
        }
    }
}

/// What a mail server is told.
pub fn exit_code(why: &NotTaken) -> u8 {
    match why {
        NotTaken::Unreadable(_) | NotTaken::NoSender | NotTaken::Empty => BAD,
        NotTaken::TooMany | NotTaken::Action(_) => AGAIN,
    }
}

const fn word(became: Became) -> &'static str {
    match became {
        Became::Letter(_) => "letter",
        Became::Message(_) => "message",
        Became::Report(_) => "report",
        Became::Nothing => "nothing",
        Became::TakenBefore => "taken before",
    }
}

/// The oldest first. What can be tried again stays in `new`; what never will be taken goes to `cur` marked as flagged, for
/// somebody to look at.
fn all_of(app: &App, folder: &Path) -> Result<(), Failed> {
    let trouble = |error: std::io::Error| Failed { code: AGAIN, error: error.into() };
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(folder.join("new")).map_err(trouble)? {
        let entry = entry.map_err(trouble)?;
        if entry.file_type().map_err(trouble)?.is_file() {
            files.push(entry.path());
        }
    }
    files.sort();
    let (mut kept, mut again) = (folder.join("cur"), None);
    fs::create_dir_all(&kept).map_err(trouble)?;
    for file in files {
        let Some(name) = file.file_name().and_then(|n| n.to_str()).map(str::to_owned) else { continue };
        let taken = one(app, &read(fs::File::open(&file).map_err(trouble)?)?, None);
        let flag = match taken {
            Ok(()) => "S",
            Err(failed) if failed.code == BAD => "F",
            Err(failed) => {
                again = Some(failed);
                continue;
            }
        };
        kept.push(format!("{}:2,{flag}", name.split(":2,").next().unwrap_or(&name)));
        fs::rename(&file, &kept).map_err(trouble)?;
        kept.pop();
    }
    again.map_or(Ok(()), Err)
}
