//! The contract of an action, carried out: permit, load, decide, record, in one transaction.

use chrono::{DateTime, Utc};

use super::act::{Act, CaseFile, Decided, Keep, Kept, Opening};
pub use super::context::Context;
use super::error::ActionError;
use super::record::{self, Entry, Loaded, Recorder, today};
use super::{linked_events, open_linked, suspects};
use crate::domain::case::Case;
use crate::domain::correction::Correctable;
use crate::domain::event::By;
use crate::domain::gate::{self, Standing};
use crate::domain::ids::{CaseId, PartyId, TextId};
use crate::domain::party::PartyData;
use crate::domain::permission::may_know;
use crate::domain::receipt::ReceiptCode;
use crate::domain::refusal::Refusal;
use crate::domain::status::StatusCode;
use crate::domain::verb::Verb;
use crate::store::{Conn, StoreError, cases, receipts, retention, track_tokens};

/// What an act left.
#[derive(Debug)]
pub struct Done {
    pub case: Case,
    /// The linked case that opened.
    pub opened: Option<Case>,
    /// A new receipt code, to be given to the sender.
    pub receipt: Option<ReceiptCode>,
}

impl Context {
    /// A recorder for a transaction at this moment.
    pub fn recorder<'a>(&'a self, conn: &'a mut Conn, now: DateTime<Utc>, id: &'a dyn Fn(DateTime<Utc>) -> i64) -> Recorder<'a> {
        Recorder { conn, keys: &self.keys, law: &self.law, directory: &self.directory, sender: &self.sender, now, id }
    }
}

/// Does `act` to the case, as `by`. `if_match`: the version the caller read.
pub fn perform<A: Act>(ctx: &Context, by: By, id: CaseId, if_match: Option<i64>, act: &A) -> Result<Done, ActionError> {
    ctx.write(|conn| perform_in(ctx, conn, by, id, if_match, act))
}

/// The same inside a transaction of the caller's.
pub fn perform_in<A: Act>(ctx: &Context, conn: &mut Conn, by: By, id: CaseId, if_match: Option<i64>, act: &A) -> Result<Done, ActionError> {
    let now = ctx.clock.now();
    let loaded = record::load(conn, &ctx.keys, id)?.ok_or(Refusal::missing("case_not_found"))?;
    let standing = standing(ctx, by, &loaded.case, now)?;
    if if_match.is_some_and(|version| version != loaded.case.version) {
        return Err(ActionError::Stale);
    }
    if loaded.case.status.code() == StatusCode::Closed && retention::is_destroyed(conn, id)? {
        return Err(Refusal::state("anonymised").into());
    }
    let ids = |at| ctx.id(at);
    let mut recorder = ctx.recorder(conn, now, &ids);
    act_on(ctx, &mut recorder, loaded, &standing, act)
}

/// What the actor is to the case; for whom it does not exist, it is not found.
pub fn standing(ctx: &Context, by: By, case: &Case, now: DateTime<Utc>) -> Result<Standing, Refusal> {
    match by {
        By::Citizen => Ok(Standing::citizen()),
        By::System => Ok(Standing { by: By::System, ..Standing::citizen() }),
        By::Member(member) => {
            let known = ctx.directory.members.get(&member).is_some_and(|m| may_know(m, &ctx.directory, case));
            if known { Ok(Standing::member(member, case, &ctx.directory, now)) } else { Err(Refusal::missing("case_not_found")) }
        }
    }
}

fn act_on<A: Act>(ctx: &Context, recorder: &mut Recorder<'_>, loaded: Loaded, standing: &Standing, act: &A) -> Result<Done, ActionError> {
    let day = today(recorder.now);
    let refused = |refusal, case: &Case| ActionError::Refused { refusal, allowed: gate::allowed(case, standing, day) };
    let entry = match gate::gate(A::VERB, &loaded.case, standing, day) {
        Ok(entry) => entry,
        Err(refusal) => {
            let refusal = led_on(ctx, recorder, standing.by, &loaded.case, refusal)?;
            return Err(refused(refusal, &loaded.case));
        }
    };
    let other = match act.other() {
        Some(other) => record::load(recorder.conn, recorder.keys, other)?,
        None => None,
    };
    let other = match other {
        Some(other) if self::standing(ctx, standing.by, &other.case, recorder.now).is_ok() => Some(other),
        _ => None,
    };
    let opened_parties = if A::NEEDS_PARTIES { recorder.parties(&loaded)? } else { Vec::new() };
    let present = |party: PartyId, field: Correctable| {
        let (_, data) = opened_parties.iter().find(|(id, _)| *id == party)?;
        record::value_of(data, field)
    };
    let (moment, make) = (recorder.moment(standing.by, &loaded.case), recorder.id);
    let mut ids = || make(moment);
    let digest = |id: TextId, text: &str| ctx.keys.text_digest(id.0, text);
    let mut keep = Keep::new(&mut ids, &digest, &present);
    let file = CaseFile {
        case: &loaded.case,
        history: &loaded.history,
        deadlines: &loaded.deadlines,
        directory: &ctx.directory,
        law: &ctx.law,
        standing,
        entry,
        today: day,
        other: other.as_ref().map(|o| &o.case),
        other_deadlines: other.as_ref().map_or(&[], |o| &o.deadlines),
    };
    let Decided { event, on, opens, also } = act.decide(&file, &mut keep).map_err(|r| refused(r, &loaded.case))?;
    let kept = keep.kept;
    let entry = Entry { event, on, by: standing.by, on_paper: entry == gate::Entry::OnPaper };
    let after = recorder.record(loaded, entry, &kept)?;
    if let (Some((_, event)), Some(other)) = (also, other) {
        join(recorder, &after, other, Entry { event, on, by: standing.by, on_paper: false }, &kept)?;
    }
    linked_events::follow(recorder, &after, standing.by, &kept)?;
    let brings = after.history.last().is_some_and(|last| suspects::may_bring(&last.event));
    let after = if brings { suspects::again(recorder, after)? } else { after };
    let opened = match opens {
        Some(opening) => Some(open(recorder, &after, opening, standing.by)?),
        None => None,
    };
    let receipt = if kept.new_receipt { Some(new_receipt(ctx, recorder, &after.case)?) } else { None };
    Ok(Done { case: after.case, opened, receipt })
}

/// A merged or transferred case tells by number where it went on; by id only to whom that case exists.
fn led_on(ctx: &Context, recorder: &mut Recorder<'_>, by: By, case: &Case, refusal: Refusal) -> Result<Refusal, ActionError> {
    let (Some(link), "merged" | "goes_on_elsewhere") = (case.detail.next.last(), refusal.code) else { return Ok(refusal) };
    let into = cases::load(recorder.conn, link.case)?.ok_or(StoreError::Corrupt("the case that another went on as"))?;
    let into = if refusal.code == "merged" { into } else { open_linked::newest(recorder.conn, into)? };
    let told = Refusal { args: Vec::new(), ..refusal }.with("into", &into.number);
    let knows = by.member().is_some() && standing(ctx, by, &into, recorder.now).is_ok();
    Ok(if knows { told.with("case", into.id) } else { told })
}

fn open(recorder: &mut Recorder<'_>, from: &Loaded, opening: Opening, by: By) -> Result<Case, ActionError> {
    open_linked::open_linked(recorder, from, opening, by).map(|loaded| loaded.case)
}

/// The other half of a merger: the senders of the joined case stay parties of this one.
fn join(recorder: &mut Recorder<'_>, from: &Loaded, into: Loaded, entry: Entry, kept: &Kept) -> Result<(), ActionError> {
    let data = recorder.parties(from)?;
    let into = recorder.record(into, entry, &Kept::default())?;
    for (old, copy) in &kept.copies {
        if let Some((_, data)) = data.iter().find(|(id, _)| id == old) {
            recorder.add_party(&into, copy, data.clone())?;
        }
    }
    suspects::again(recorder, into)?;
    Ok(())
}

/// The receipt belongs to the first of linked cases: one code opens the newest link. What the old code opened is closed at once.
fn new_receipt(ctx: &Context, recorder: &mut Recorder<'_>, case: &Case) -> Result<ReceiptCode, ActionError> {
    let code = ReceiptCode::from_random(ctx.random.u64());
    let root = open_linked::root(recorder.conn, case)?;
    receipts::set(recorder.conn, &ctx.keys, root, &code, recorder.now)?;
    let first = cases::load(recorder.conn, root)?.ok_or(StoreError::Corrupt("the first of linked cases"))?;
    for id in linked_events::descendants(recorder.conn, &first)?.into_iter().chain([root]) {
        track_tokens::forget(recorder.conn, id)?;
    }
    Ok(code)
}

/// The verbs that this actor may use on the case now.
pub fn allowed(ctx: &Context, by: By, case: &Case) -> Vec<Verb> {
    let now = ctx.clock.now();
    standing(ctx, by, case, now).map_or_else(|_| Vec::new(), |standing| gate::allowed(case, &standing, today(now)))
}

/// Names of the data of parties, for whoever may open them.
pub type Opened = Vec<(PartyId, PartyData)>;
