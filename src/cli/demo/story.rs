//! The story of the spring of 2021: cases as a script (`story/*.toml`), played through the real actions in the order of time.

use std::collections::HashMap;

use anyhow::{Context as _, anyhow, bail};
use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, TimeZone, Utc};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::fill::{self, Fields};
use super::steps;
use crate::actions::context::Context;
use crate::actions::intake;
use crate::actions::receive_case::ReceiveCase;
use crate::actions::remind::remind_all;
use crate::clock::{Clock, MovableClock};
use crate::domain::event::By;
use crate::domain::ids::CaseId;
use crate::domain::receipt::ReceiptCode;
use crate::domain::zone::{ZONE, local_date, start_of};

const SCRIPTS: &[(&str, &str)] = &[
    ("complaints", include_str!("story/complaints.toml")),
    ("denunciations", include_str!("story/denunciations.toml")),
    ("petitions", include_str!("story/petitions.toml")),
    ("voter_list", include_str!("story/voter_list.toml")),
    ("candidates", include_str!("story/candidates.toml")),
    ("polling", include_str!("story/polling.toml")),
];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Script {
    case: Vec<Told>,
}

/// A case of the script: its letter, and what was done with it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Told {
    /// Its name in the script.
    id: String,
    /// When the letter was entered: `dd/mm hh:mm` of 2021, in Vietnam.
    at: String,
    /// `citizen`, or the name of an account.
    by: String,
    letter: Map<String, Value>,
    #[serde(default)]
    steps: Vec<Step>,
}

#[derive(Debug, Clone, Deserialize)]
struct Step {
    at: String,
    by: String,
    /// The slug of a verb.
    #[serde(rename = "do")]
    verb: String,
    /// The case that opened out of this one, by its unit's sign: the step is done on it.
    on_link: Option<String>,
    #[serde(flatten)]
    fields: Fields,
}

/// What happens at one moment.
enum Act<'a> {
    Receive(&'a Told),
    Step(&'a Told, &'a Step),
}

/// What became of the script.
#[derive(Debug, Default)]
pub struct Story {
    /// Cases by their name in the script.
    pub cases: HashMap<String, CaseId>,
    /// What their senders took home.
    pub receipts: HashMap<String, (String, ReceiptCode)>,
    /// Cases that opened out of others, with the sign of their unit.
    pub linked: HashMap<(String, String), CaseId>,
}

/// Plays the whole script. The clock is `ctx`'s own; it is set to the moment of each act.
pub fn tell(ctx: &Context, clock: &MovableClock) -> anyhow::Result<Story> {
    let mut told = Vec::new();
    for (name, text) in SCRIPTS {
        let script: Script = toml::from_str(text).with_context(|| format!("story/{name}.toml"))?;
        told.extend(script.case);
    }
    let mut acts: Vec<(DateTime<Utc>, Act<'_>)> = Vec::new();
    for case in &told {
        acts.push((moment(&case.at)?, Act::Receive(case)));
        for step in &case.steps {
            acts.push((moment(&step.at)?, Act::Step(case, step)));
        }
    }
    // Stable: what the script has at one moment stays in its order.
    acts.sort_by_key(|(at, _)| *at);
    let mut story = Story::default();
    for (at, act) in acts {
        mornings(ctx, clock, at)?;
        clock.set(at);
        match act {
            Act::Receive(case) => receive(ctx, &mut story, case).with_context(|| format!("{} ({}): receive", case.id, case.at))?,
            Act::Step(case, step) => {
                play(ctx, &mut story, case, step).with_context(|| format!("{} ({} {}): {}", case.id, step.at, step.by, step.verb))?;
            }
        }
    }
    Ok(story)
}

/// The mornings up to a moment, from where the clock stands: what time limits bring is told on the day it is due.
pub fn mornings(ctx: &Context, clock: &MovableClock, until: DateTime<Utc>) -> anyhow::Result<()> {
    // After the last of the office's hours at which mails go.
    let eight = |day: NaiveDate| start_of(day) + TimeDelta::hours(8);
    let first = local_date(clock.now());
    for day in first.iter_days().map(eight).take_while(|at| *at <= until).filter(|at| *at > clock.now()).collect::<Vec<_>>() {
        clock.set(day);
        remind_all(ctx, &|| true)?;
    }
    Ok(())
}

/// `dd/mm hh:mm` of 2021, in Vietnam's time.
fn moment(written: &str) -> anyhow::Result<DateTime<Utc>> {
    let local = NaiveDateTime::parse_from_str(&format!("2021 {written}"), "%Y %d/%m %H:%M").with_context(|| written.to_owned())?;
    let at = ZONE.from_local_datetime(&local).earliest().ok_or_else(|| anyhow!("{written}: no such moment"))?;
    Ok(at.with_timezone(&Utc))
}

fn by(ctx: &Context, name: &str) -> anyhow::Result<By> {
    if name == "citizen" { Ok(By::Citizen) } else { fill::member(ctx, name).map(By::Member) }
}

fn receive(ctx: &Context, story: &mut Story, case: &Told) -> anyhow::Result<()> {
    let mut letter = case.letter.clone();
    fill::letter(ctx, &mut letter)?;
    let letter: ReceiveCase = serde_json::from_value(Value::Object(letter))?;
    let receipt = intake::receive(ctx, by(ctx, &case.by)?, &letter).map_err(steps::said)?;
    let received = &receipt.loaded.case;
    if story.cases.insert(case.id.clone(), received.id).is_some() {
        bail!("two cases of the script have this name");
    }
    story.receipts.insert(case.id.clone(), (received.number.to_string(), receipt.code));
    Ok(())
}

fn play(ctx: &Context, story: &mut Story, told: &Told, step: &Step) -> anyhow::Result<()> {
    let id = match &step.on_link {
        Some(unit) => story.linked.get(&(told.id.clone(), unit.clone())),
        None => story.cases.get(&told.id),
    };
    let id = *id.ok_or_else(|| anyhow!("the case is not there yet"))?;
    let by = by(ctx, &step.by)?;
    let done = steps::play(ctx, story, by, id, &step.verb, &step.fields, &told.letter)?;
    if let Some(opened) = done.and_then(|done| done.opened) {
        let sign = ctx.directory.units.get(&opened.unit).map(|u| u.sign.clone()).unwrap_or_default();
        story.linked.insert((told.id.clone(), sign), opened.id);
    }
    Ok(())
}
