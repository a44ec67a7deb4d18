//! The life of a case: its course, done by the actions, in memory.

mod aside;
mod steps;
mod words;

use anyhow::{Context as _, anyhow, ensure};
use chrono::{DateTime, Days, TimeDelta, Utc};

use self::words::{line, text};
use super::course::{Course, Fate, JOINED};
use super::dice::Dice;
use super::office::Desk;
use super::people;
use crate::actions as a;
use crate::actions::act::{Act, Opening};
use crate::actions::bulk::{Desk as Table, Made};
use crate::actions::error::ActionError;
use crate::actions::receive_case::{ArrivedAt, ChosenIdentity, ReceiveCase};
use crate::domain::day::Day;
use crate::domain::event::{By, Origin};
use crate::domain::ids::{ElectionId, MemberId};
use crate::domain::kind::{Body, Channel, Kind, Matter, Track};
use crate::domain::receipt::ReceiptCode;
use crate::domain::zone::local_date;
use crate::store::StoreError;

/// What every life needs.
pub struct World<'a> {
    pub table: Table<'a>,
    pub desks: &'a [Desk],
    pub election: ElectionId,
}

impl std::fmt::Debug for World<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("World")
    }
}

/// A case and the people on it.
struct Life<'a> {
    world: &'a World<'a>,
    course: &'a Course,
    desk: &'a Desk,
    dice: Dice,
    /// The numbers it takes, in the order of taking.
    numbers: std::slice::Iter<'a, i32>,
    clerk: By,
    officer: MemberId,
    /// Two heads: what one of them does, the other may look at.
    heads: [MemberId; 2],
    /// The case that was joined.
    joined: Option<Made>,
    opening: Option<Opening>,
    /// Of the linked case in a unit above.
    above: bool,
}

type Lived<T> = Result<T, ActionError>;

/// Lives the course of case `which`; gives all cases it comes to.
pub fn live(world: &World<'_>, course: &Course, seed: u64, which: u64, numbers: &[i32]) -> anyhow::Result<Vec<Made>> {
    let desk = world.desks.get(course.desk).context("the desk of a course")?;
    let dice = Dice::of(!seed, which);
    let life = Life::at(world, course, desk, dice, numbers.iter(), &[]);
    let mut life = life.context("a desk without people")?;
    let mut made = life.receive(course.received, None).map_err(said)?;
    let mut linked = None;
    for (at, step) in &course.steps {
        let failed = || format!("{:?} of a {} about {} at {at}", step, course.topic.kind, course.topic.matter);
        made = life.step(made, *at, *step).map_err(said).with_context(failed)?;
        if let Some(opening) = life.opening.take() {
            linked = Some(life.go_above(&made, &opening, *at).map_err(said).with_context(failed)?);
        }
    }
    // A number that nobody takes would be a gap in the book.
    ensure!(life.numbers.next().is_none(), "a course takes fewer numbers than it foresaw");
    Ok([Some(made), life.joined, linked].into_iter().flatten().collect())
}

/// An error of an action, with what a refusal names.
fn said(error: ActionError) -> anyhow::Error {
    match error {
        ActionError::Refused { refusal, .. } => anyhow!("refused: {refusal:?}"),
        other => other.into(),
    }
}

impl<'a> Life<'a> {
    /// With people of this desk who are not excluded. None: there are not enough.
    fn at(
        world: &'a World<'a>,
        course: &'a Course,
        desk: &'a Desk,
        mut dice: Dice,
        numbers: std::slice::Iter<'a, i32>,
        excluded: &[MemberId],
    ) -> Option<Self> {
        let mut any = |of: &[MemberId]| {
            let free: Vec<MemberId> = of.iter().copied().filter(|m| !excluded.contains(m)).collect();
            let first = dice.below(free.len());
            let both = (free.get(first).copied(), free.get((first + 1) % free.len().max(1)).copied());
            Option::zip(both.0, both.1)
        };
        let ((clerk, _), (officer, _), (one, other)) = (any(&desk.clerks)?, any(&desk.officers)?, any(&desk.supervisors)?);
        let clerk = By::Member(clerk);
        let (heads, joined, opening, above) = ([one, other], None, None, false);
        (one != other).then_some(Self { world, course, desk, dice, numbers, clerk, officer, heads, joined, opening, above })
    }

    fn number(&mut self) -> Lived<i32> {
        Ok(*self.numbers.next().ok_or(StoreError::Corrupt("a course takes more numbers than it foresaw"))?)
    }

    /// Does a verb at a moment.
    fn act<A: Act>(&mut self, made: Made, at: DateTime<Utc>, by: By, act: &A) -> Lived<Made> {
        let (made, opens) = self.world.table.act(at, made, by, act, None, None)?;
        self.opening = opens;
        Ok(made)
    }

    fn officer(&self) -> By {
        By::Member(self.officer)
    }

    fn head(&self, which: usize) -> By {
        By::Member(self.heads.get(which).copied().unwrap_or(self.officer))
    }

    /// A letter of the course; `like`: it comes as another did.
    fn receive(&mut self, at: DateTime<Utc>, like: Option<Channel>) -> Lived<Made> {
        let course = self.course;
        let (title, body) = course.topic.letter(&mut self.dice);
        let dice = &mut self.dice;
        let kind = course.topic.kind;
        let signers = if kind == Kind::Complaint && dice.percent(6) { dice.between(5, 16) } else { 1 };
        let letter = ReceiveCase {
            kind,
            matter: course.topic.matter,
            identity: if course.anonymous { ChosenIdentity::Anonymous } else { ChosenIdentity::Named },
            title: line(&title)?,
            body: text(&body)?,
            language: None,
            occurred_on: dice.percent(50).then(|| Day(local_date(at) - Days::new(u64::try_from(dice.between(1, 40)).unwrap_or(1)))),
            polling_area: if course.topic.track == Track::Election { dice.one(&self.desk.areas).copied() } else { None },
            unit: Some(self.desk.unit),
            election: Some(self.world.election),
            contest: course.contest,
            channel: (!course.online)
                .then(|| if dice.percent(65) { Channel::InPerson } else { Channel::Post })
                .map(|drawn| like.unwrap_or(drawn)),
            received_at: (!course.online).then_some(ArrivedAt::Moment(at)),
            form: None,
            petitioner: (!course.anonymous).then(|| people::sender(dice)),
            respondent: (!course.topic.respondent.is_empty())
                .then(|| people::respondent(dice, (!course.topic.respondent.starts_with("Công chức")).then_some(course.topic.respondent))),
            signers: (signers > 1).then(|| i32::try_from(signers).unwrap_or(5)),
            representatives: if signers > 1 { (0..2).filter_map(|_| people::representative(dice)).collect() } else { Vec::new() },
            sent_by: None,
        };
        let code = ReceiptCode::from_random(dice.next());
        let by = if course.online { By::Citizen } else { self.clerk };
        let number = self.number()?;
        self.world.table.receive(at, by, &letter, number, code)
    }

    fn body(&self) -> Body {
        let (general, election) = (self.desk.general, self.desk.election);
        match (self.course.topic.track, self.course.fate) {
            (Track::General, _) if self.above => general,
            (Track::Election, _) if self.above => election,
            (Track::Election, Fate::Above) => self.desk.above_election.map_or(election, |(_, body)| body),
            (Track::General, Fate::Above) => self.desk.above_general.map_or(general, |(_, body)| body),
            (_, Fate::Outside) => Body::Other,
            (_, Fate::Guided) => self.desk.above_general.map_or(Body::Other, |(_, body)| body),
            (_, Fate::Returned) => Body::Court,
            (Track::Election, _) if self.course.topic.matter == Matter::VoterList => general,
            (Track::Election, _) => election,
            (Track::General, _) => general,
        }
    }

    /// A neighbour's letter on the same matter, received, taken up and joined to this case.
    fn join(&mut self, made: Made, at: DateTime<Utc>) -> Lived<Made> {
        let received = at - JOINED;
        // Who came in person is owed an answer of their own: joined to a case that came by post, that would be lost.
        let twin = self.receive(received, Some(made.case.channel))?;
        let twin = self.classify(twin, received + TimeDelta::minutes(9))?;
        let assign =
            a::assign_case::AssignCase { assignee: self.officer, note: None, signed_by: None, document_no: None, document_date: None };
        let by = self.head(0);
        let twin = self.act(twin, received + TimeDelta::minutes(21), by, &assign)?;
        let merge = a::merge_case::MergeCase { into: made.case.id };
        let mut into = Some(made);
        let (twin, _) = self.world.table.act(at, twin, self.officer(), &merge, None, Some(&mut into))?;
        self.joined = Some(twin);
        into.ok_or_else(|| StoreError::Corrupt("a case that another was joined to").into())
    }

    /// The linked case in the unit above, as far as somebody there takes it up.
    fn go_above(&mut self, from: &Made, opening: &Opening, at: DateTime<Utc>) -> Lived<Made> {
        let number = self.number()?;
        let by = if matches!(opening.origin, Origin::Appeal(_)) { By::Citizen } else { self.head(0) };
        let mut made = self.world.table.open_linked(at, from, opening, by, number)?;
        let desk = self.world.desks.iter().find(|d| d.unit == opening.unit);
        let life = desk.and_then(|desk| Life::at(self.world, self.course, desk, self.dice.clone(), [].iter(), &opening.excluded));
        let Some(mut life) = life else { return Ok(made) };
        life.above = true;
        for (at, step) in &self.course.linked {
            made = life.step(made, *at, *step)?;
        }
        Ok(made)
    }
}
