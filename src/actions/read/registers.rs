//! The books of an office: the letter book and the reception book of a period (LAW.md section 3, "Registers").
//!
//! A book has no gap, so each number stands in it. Of a case that its reader may not know of nothing else does.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::case_lists::titles_of;
use super::case_reads::Seen;
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::domain::case::Case;
use crate::domain::gate::Standing;
use crate::domain::ids::{CaseId, MemberId, UnitId};
use crate::domain::kind::{Channel, Identity, IneligibleGround, Kind};
use crate::domain::outcome::{CaseResult, ClosedAs};
use crate::domain::party::{PartyData, PartyRole};
use crate::domain::permission::{Role, may_know};
use crate::domain::refusal::Refusal;
use crate::domain::status::StatusCode;
use crate::domain::zone::{local_date, start_of};
use crate::store::letters::{Book, Letter};
use crate::store::parties::Party;
use crate::store::{Conn, case_keys, cases, documents, letters, parties};

/// Letters on a page.
pub const PAGE: usize = 40;
/// Letters in a file; a longer period is taken in parts.
pub const FILE: usize = 5000;
/// How many letters of a file are read at once.
const PART: usize = 500;

/// A unit and the days of a period, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    pub unit: UnitId,
    pub from: NaiveDate,
    pub to: NaiveDate,
}

codes! {
    /// Which book.
    pub enum Register {
        Letters = "letters",
        Reception = "reception",
    }
}

/// Who somebody is, as far as the reader may know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    Named(String),
    /// The letter bears no name.
    Nameless,
    /// The law, or the sender's wish, keeps it secret.
    Secret,
    /// There is nobody.
    Nobody,
}

/// A letter in a book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub number: String,
    pub year: i32,
    pub seq: i32,
    /// None: its reader may know nothing of it but that the number was given.
    pub known: Option<Known>,
}

/// What may be known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    pub case: CaseId,
    pub received_on: NaiveDate,
    pub channel: Channel,
    pub sender: Who,
    pub address: Option<String>,
    pub id_number: Option<String>,
    /// How many people stand behind it.
    pub people: i32,
    pub respondent: Who,
    /// The title; none for whom only the cover is.
    pub content: Option<String>,
    pub kind: Kind,
    pub eligible: Option<bool>,
    pub ineligible_ground: Option<IneligibleGround>,
    pub status: StatusCode,
    pub closed_as: Option<ClosedAs>,
    pub document_no: Option<String>,
    /// The end of the time limit that runs, or ran last.
    pub due: Option<NaiveDate>,
    pub result: Option<CaseResult>,
    pub instance: i32,
    pub late: bool,
    pub frozen: bool,
    /// The number of the case, where the letter did not open it.
    pub belongs_to: Option<String>,
}

/// A book of the unit opens to its clerks, officers and supervisors.
pub fn permit(ctx: &Context, me: MemberId, unit: UnitId, roles: &[Role]) -> Result<(), Refusal> {
    let held = ctx.directory.roles(me, unit);
    if held.iter().any(|role| roles.contains(role)) { Ok(()) } else { Err(Refusal::field("unit", "unit_unknown")) }
}

/// Whose books they are.
pub const STAFF: [Role; 3] = [Role::Clerk, Role::Officer, Role::Supervisor];

/// The days in their order.
pub fn ordered(period: &Period) -> Result<(), Refusal> {
    if period.from <= period.to { Ok(()) } else { Err(Refusal::field("to", "valid_to_before_from")) }
}

/// A page of a book after this year and number; and whether there are more.
pub fn page(
    ctx: &Context,
    conn: &mut Conn,
    me: MemberId,
    register: Register,
    period: &Period,
    after: Option<(i32, i32)>,
) -> Result<(Vec<Entry>, bool), ActionError> {
    let mut entries = part(ctx, conn, me, register, period, after, PAGE + 1)?;
    let more = entries.len() > PAGE;
    entries.truncate(PAGE);
    Ok((entries, more))
}

/// The whole of a book for a file. Refused where it is longer than [`FILE`].
pub fn whole(ctx: &Context, conn: &mut Conn, me: MemberId, register: Register, period: &Period) -> Result<Vec<Entry>, ActionError> {
    let mut all: Vec<Entry> = Vec::new();
    loop {
        let after = all.last().map(|e| (e.year, e.seq));
        let next = part(ctx, conn, me, register, period, after, PART)?;
        let ended = next.len() < PART;
        all.extend(next);
        if all.len() > FILE {
            return Err(Refusal::field("from", "period_too_long").with("most", FILE).into());
        }
        if ended {
            return Ok(all);
        }
    }
}

fn part(
    ctx: &Context,
    conn: &mut Conn,
    me: MemberId,
    register: Register,
    period: &Period,
    after: Option<(i32, i32)>,
    most: usize,
) -> Result<Vec<Entry>, ActionError> {
    permit(ctx, me, period.unit, &STAFF)?;
    ordered(period)?;
    let book = Book {
        unit: period.unit,
        from: start_of(period.from),
        to: start_of(period.to.succ_opt().unwrap_or(period.to)),
        channel: (register == Register::Reception).then_some(Channel::InPerson),
        after,
    };
    let letters = letters::book(conn, &book, i64::try_from(most).unwrap_or(i64::MAX))?;
    entries(ctx, conn, me, letters)
}

/// Cases, keys, parties, titles and documents in one query each, however many letters.
fn entries(ctx: &Context, conn: &mut Conn, me: MemberId, letters: Vec<Letter>) -> Result<Vec<Entry>, ActionError> {
    let mut ids: Vec<CaseId> = letters.iter().map(|l| l.case).collect();
    ids.sort_unstable();
    ids.dedup();
    let reader = ctx.directory.members.get(&me);
    let mut known = cases::load_all(conn, &ids)?;
    known.retain(|case| reader.is_some_and(|member| may_know(member, &ctx.directory, case)));
    let ids: Vec<CaseId> = known.iter().map(|c| c.id).collect();
    let titles = titles_of(ctx, conn, me, &known)?;
    let keys = case_keys::load_all(conn, &ctx.keys, &ids)?;
    let people = parties::load_all(conn, &keys)?;
    let papers = documents::load_all(conn, &ids)?;
    let by_id: HashMap<CaseId, &Case> = known.iter().map(|c| (c.id, c)).collect();
    let none: Vec<Party> = Vec::new();
    let entry = |letter: Letter| {
        let known = by_id.get(&letter.case).map(|case| {
            let paper = papers.get(&case.id).and_then(|all| all.iter().rev().find_map(|d| d.document_no.clone()));
            let content = titles.get(&case.id).cloned();
            known_of(ctx, me, case, &letter, people.get(&case.id).unwrap_or(&none), content, paper)
        });
        Entry { number: letter.number.to_string(), year: letter.number.year, seq: letter.number.seq, known }
    };
    Ok(letters.into_iter().map(entry).collect())
}

fn known_of(
    ctx: &Context,
    me: MemberId,
    case: &Case,
    letter: &Letter,
    people: &[Party],
    content: Option<String>,
    document_no: Option<String>,
) -> Known {
    let today = ctx.today();
    let seen = Seen { case: case.clone(), standing: Standing::member(me, case, &ctx.directory, ctx.clock.now()) };
    let open = seen.names(PartyRole::Petitioner);
    let first = of_role(case, people, PartyRole::Petitioner).filter(|_| open);
    Known {
        case: case.id,
        received_on: local_date(letter.received_at),
        channel: letter.channel,
        sender: sender(case, open, first),
        address: first.and_then(|p| p.address.clone()),
        id_number: first.and_then(|p| p.id_number.clone()),
        people: case.detail.signers.max(1),
        respondent: of_role(case, people, PartyRole::Respondent).and_then(|p| p.name.clone()).map_or(Who::Nobody, Who::Named),
        content,
        kind: case.kind,
        eligible: case.detail.eligible,
        ineligible_ground: case.detail.ineligible_ground,
        status: case.status.code(),
        closed_as: case.status.closed_as(),
        document_no,
        due: case.next_due,
        result: case.status.result(),
        instance: case.detail.instance,
        late: case.overdue(today),
        frozen: case.phase(today) != crate::domain::case::Phase::Open,
        belongs_to: (letter.number != case.number).then(|| case.number.to_string()),
    }
}

fn sender(case: &Case, open: bool, first: Option<&PartyData>) -> Who {
    match (case.identity, first.and_then(|p| p.name.clone())) {
        (Identity::Anonymous, _) => Who::Nameless,
        _ if !open => Who::Secret,
        (_, Some(name)) => Who::Named(name),
        (_, None) => Who::Nameless,
    }
}

/// The first of a role, as they were entered.
fn of_role<'p>(case: &Case, people: &'p [Party], role: PartyRole) -> Option<&'p PartyData> {
    let first = case.detail.parties.iter().find(|p| p.role == role)?;
    people.iter().find(|p| p.id == first.id).map(|p| &p.data)
}
