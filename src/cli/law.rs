//! `redress law ...`: the law in force, its calendar, one computation with its working. Reads what the program carries.

use std::io::Write;

use chrono::{Datelike, NaiveDate};
use clap::Subcommand;
use serde_json::json;

use crate::domain::day::shown;
use crate::domain::deadline::{Answer, NoAnswer, Question};
use crate::domain::election::Milestone;
use crate::domain::law::Law;
use crate::domain::outcome::Complexity;
use crate::domain::rulebook::{Row, check};

mod text;

/// What can be asked of the law.
#[derive(Debug, Clone, Subcommand)]
pub enum LawCommand {
    /// The milestones of an election, in the order of dates
    Calendar {
        /// Election day, YYYY-MM-DD
        #[arg(long, value_name = "DATE")]
        election_day: String,
        #[arg(long)]
        json: bool,
    },
    /// One deadline, with every day counted or skipped
    Due(DueArgs),
    /// Whether the law's files are well formed, cited, total and unambiguous
    Check {
        #[arg(long)]
        json: bool,
    },
    /// Every rule in every version
    Rules {
        #[arg(long)]
        json: bool,
    },
}

/// What a deadline is computed from. Values are read here, so that each mistake is one line.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct DueArgs {
    /// The rule, e.g. d.intake
    #[arg(long)]
    pub rule: String,
    /// Day of the starting event, YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// Election day, for rules of the election track
    #[arg(long, value_name = "DATE")]
    pub election_day: Option<String>,
    /// The case is complex
    #[arg(long)]
    pub complex: bool,
    /// The case is specially complex (denunciations)
    #[arg(long)]
    pub specially_complex: bool,
    /// The unit is remote
    #[arg(long)]
    pub remote: bool,
    /// Days of each extension
    #[arg(long, value_name = "DAYS[,DAYS]", value_delimiter = ',', allow_hyphen_values = true)]
    pub extended: Vec<String>,
    /// A suspension, the second day not included
    #[arg(long, value_name = "DATE..DATE")]
    pub paused: Vec<String>,
    #[arg(long)]
    pub json: bool,
}

/// Why there is no answer. Shown as it is, on one line (a failed check: one line each).
#[derive(Debug, thiserror::Error)]
pub enum LawCliError {
    #[error(transparent)]
    NoAnswer(#[from] NoAnswer),
    #[error("{option}: {value:?} is not a date YYYY-MM-DD")]
    NotADate { option: &'static str, value: String },
    #[error("--extended: {0:?} is not a number of days")]
    NotDays(String),
    #[error("--paused: {0:?} is not DATE..DATE")]
    NotAPause(String),
    #[error("--complex and --specially-complex exclude each other")]
    TwoComplexities,
    #[error("no timetable holds for an election on {0}: the Election Law of 2015 is the first known")]
    NoTimetable(NaiveDate),
    /// A file of the law cannot be read.
    #[error("{0}")]
    Broken(String),
    /// What `check` found.
    #[error("{}", .0.join("\n"))]
    Wrong(Vec<String>),
    #[error("the answer could not be written: {0}")]
    Output(#[from] std::io::Error),
}

impl LawCliError {
    /// The exit status: 2 for a question that has no answer, 1 for law that is wrong or output that fails.
    pub const fn exit_code(&self) -> u8 {
        match self {
            Self::NoAnswer(_)
            | Self::NotADate { .. }
            | Self::NotDays(_)
            | Self::NotAPause(_)
            | Self::TwoComplexities
            | Self::NoTimetable(_) => 2,
            Self::Broken(_) | Self::Wrong(_) | Self::Output(_) => 1,
        }
    }
}

/// Answers on `out`.
pub fn run(command: &LawCommand, out: &mut dyn Write) -> Result<(), LawCliError> {
    let law = Law::read_embedded().map_err(LawCliError::Broken)?;
    match command {
        LawCommand::Calendar { election_day, json } => {
            let day = date("--election-day", election_day)?;
            let milestones = law.timetable.milestones(day);
            if milestones.is_empty() {
                return Err(LawCliError::NoTimetable(day));
            }
            if *json { in_json(out, &milestones) } else { calendar(out, day, &milestones) }
        }
        LawCommand::Due(args) => {
            let answer = args.question()?.answer(&law)?;
            if args.json { in_json(out, &answer) } else { due(out, &answer) }
        }
        LawCommand::Check { json } => checked(out, &law, *json),
        LawCommand::Rules { json } => {
            let rows: Vec<Row<'_>> = law.rulebook.rows().collect();
            if *json { in_json(out, &rows) } else { Ok(text::rules(out, law.rulebook.rules())?) }
        }
    }
}

impl DueArgs {
    fn question(&self) -> Result<Question, LawCliError> {
        let complexity = match (self.complex, self.specially_complex) {
            (false, false) => None,
            (true, false) => Some(Complexity::Complex),
            (false, true) => Some(Complexity::SpeciallyComplex),
            (true, true) => return Err(LawCliError::TwoComplexities),
        };
        let days = |given: &String| given.trim().parse().map_err(|_| LawCliError::NotDays(given.clone()));
        Ok(Question {
            rule: self.rule.clone(),
            from: self.from.as_ref().map(|given| date("--from", given)).transpose()?,
            election_day: self.election_day.as_ref().map(|given| date("--election-day", given)).transpose()?,
            complexity,
            remote: self.remote,
            extended: self.extended.iter().map(days).collect::<Result<_, _>>()?,
            paused: self.paused.iter().map(|given| pause(given)).collect::<Result<_, _>>()?,
        })
    }
}

fn date(option: &'static str, given: &str) -> Result<NaiveDate, LawCliError> {
    let written = given.len() == 10 && given.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let parsed = NaiveDate::parse_from_str(given, "%Y-%m-%d").ok().filter(|d| written && (1900..2200).contains(&d.year()));
    parsed.ok_or_else(|| LawCliError::NotADate { option, value: given.to_owned() })
}

fn pause(given: &str) -> Result<(NaiveDate, NaiveDate), LawCliError> {
    let (since, until) = given.split_once("..").ok_or_else(|| LawCliError::NotAPause(given.to_owned()))?;
    Ok((date("--paused", since)?, date("--paused", until)?))
}

fn in_json(out: &mut dyn Write, value: &impl serde::Serialize) -> Result<(), LawCliError> {
    let text = serde_json::to_string_pretty(value).map_err(std::io::Error::from)?;
    Ok(writeln!(out, "{text}")?)
}

fn calendar(out: &mut dyn Write, day: NaiveDate, milestones: &[Milestone]) -> Result<(), LawCliError> {
    writeln!(out, "Election day {} ({})\n", shown(day), day.weekday())?;
    for m in milestones {
        let time = m.time.as_deref().unwrap_or("     ");
        let confirmed = if m.verified { "" } else { " [not confirmed]" };
        writeln!(
            out,
            "{} {} {time}  {:<6} {} / {}{confirmed}",
            m.date.weekday(),
            shown(m.date),
            text::from_e(m.offset_days),
            m.name.en,
            m.name.vi
        )?;
        writeln!(out, "                              {}", m.basis)?;
    }
    Ok(())
}

fn due(out: &mut dyn Write, answer: &Answer) -> Result<(), LawCliError> {
    writeln!(out, "{} ({}): {} / {}", answer.rule, answer.version, answer.name.en, answer.name.vi)?;
    writeln!(out, "Basis:  {}{}", answer.basis, if answer.verified { "" } else { " [not confirmed]" })?;
    if let Some(note) = &answer.note {
        writeln!(out, "Note:   {}", note.en)?;
    }
    writeln!(out, "From:   {} ({})", shown(answer.from), answer.from.weekday())?;
    match (answer.due, &answer.time) {
        (Some(due), Some(time)) => writeln!(out, "Due:    {} ({}), {time}", shown(due), due.weekday())?,
        (Some(due), None) => writeln!(out, "Due:    {} ({}), until 24:00", shown(due), due.weekday())?,
        (None, _) => writeln!(out, "Due:    no date")?,
    }
    if let Some(target) = answer.office_target {
        writeln!(out, "Target: {} ({}), the office's own, not law", shown(target), target.weekday())?;
    }
    writeln!(out)?;
    for step in &answer.trace {
        writeln!(out, "  {} {}", step.date.weekday(), step.line("en"))?;
    }
    Ok(())
}

fn checked(out: &mut dyn Write, law: &Law, json: bool) -> Result<(), LawCliError> {
    let wrong = check(law);
    let (rules, versions) = (law.rulebook.rules().len(), law.rulebook.rows().count());
    let years: Vec<i32> = law.calendar.years().collect();
    if json {
        in_json(out, &json!({ "rules": rules, "versions": versions, "calendars": years, "wrong": wrong }))?;
    }
    if !wrong.is_empty() {
        return Err(LawCliError::Wrong(wrong));
    }
    if !json {
        let years = years.iter().map(i32::to_string).collect::<Vec<_>>().join(", ");
        writeln!(out, "The law is well formed, cited, total and unambiguous: {rules} rules in {versions} versions; calendars {years}.")?;
    }
    Ok(())
}
