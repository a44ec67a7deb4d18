//! Everything that the page of a case shows to one member, read at one state.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::assignees::{self, AssigneeView};
use super::case_reads::{self, DocumentView, LetterView, PartyView, Seen, anonymised};
use super::case_view::CaseView;
use super::mails::{self, MailView};
use super::papers;
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::actions::papers::Paper;
use crate::actions::retain::{self, HoldView};
use crate::domain::case::Case;
use crate::domain::deadline::Deadline;
use crate::domain::event::Recorded;
use crate::domain::extension;
use crate::domain::gate::{self, Entry, Standing};
use crate::domain::ids::{CaseId, MemberId, TextId};
use crate::domain::kind::Kind;
use crate::domain::number::Number;
use crate::domain::outcome::ComplexityGround;
use crate::domain::permission::may_know;
use crate::domain::publication;
use crate::domain::refusal::Refusal;
use crate::domain::text::TextRef;
use crate::domain::verb::Verb;
use crate::store::{Conn, case_keys, cases, deadlines, events, letters, texts};

/// A case, for one member, on one day.
#[derive(Debug)]
pub struct Sheet {
    pub me: MemberId,
    /// Today in Vietnam.
    pub today: NaiveDate,
    pub case: Case,
    pub view: CaseView,
    pub standing: Standing,
    /// Every verb, and how it would be entered now or why it is refused.
    pub acts: Vec<(Verb, Result<Entry, Refusal>)>,
    pub register: Vec<Recorded>,
    /// What was written in the course of it, as far as this reader may read it.
    pub texts: HashMap<TextId, String>,
    pub letters: Vec<LetterView>,
    /// As far as this reader may read letters.
    pub papers: Vec<Paper>,
    /// Whether papers may be added now, or why not.
    pub adds_papers: Result<(), Refusal>,
    pub documents: Vec<DocumentView>,
    pub parties: Vec<PartyView>,
    pub deadlines: Vec<Deadline>,
    pub mails: Vec<MailView>,
    /// The holds that keep it from being anonymised; none: they are not for this reader.
    pub holds: Option<Vec<HoldView>>,
    /// Those to whom `assign` may give it; nobody where that is not possible.
    pub assignees: Vec<AssigneeView>,
}

/// The sheet of a case, if this member may know of it. Run it within `store.snapshot`: all of it is of one moment.
pub fn sheet(ctx: &Context, conn: &mut Conn, me: MemberId, id: CaseId) -> Result<Sheet, ActionError> {
    let seen = case_reads::see(ctx, conn, me, id)?;
    let today = ctx.today();
    let register = events::load(conn, id)?;
    let texts = written(ctx, conn, me, &seen, &register)?;
    let view = case_reads::view(ctx, conn, me, &seen)?;
    let clocks = deadlines::load(conn, id)?;
    let destroyed = anonymised(conn, &seen.case)?;
    let offered = |verb: Verb| {
        if destroyed {
            return Err(Refusal::state("anonymised"));
        }
        let entry = gate::gate(verb, &seen.case, &seen.standing, today)?;
        idle(ctx, verb, &seen.case, &clocks, today).map(|()| entry)
    };
    let acts: Vec<(Verb, Result<Entry, Refusal>)> = Verb::ALL.iter().map(|verb| (*verb, offered(*verb))).collect();
    let given = acts.iter().any(|(verb, found)| *verb == Verb::Assign && found.is_ok());
    let assignees = if given { assignees::assignees(ctx, conn, me, &seen)? } else { Vec::new() };
    Ok(Sheet {
        me,
        today,
        view,
        acts,
        texts,
        letters: case_reads::post(ctx, conn, me, &seen)?,
        papers: papers::for_member(ctx, conn, me, &seen)?,
        adds_papers: gate::papers(&seen.case, &seen.standing, today),
        documents: case_reads::papers(conn, &seen.case)?,
        parties: case_reads::addressees(ctx, conn, &seen, false)?,
        deadlines: clocks,
        mails: mails::of_case(ctx, conn, &seen)?,
        holds: retain::holds_of(ctx, conn, me, &seen.case)?,
        assignees,
        register,
        standing: seen.standing,
        case: seen.case,
    })
}

impl Sheet {
    /// How this verb would be entered now, or why it is refused.
    pub fn act(&self, verb: Verb) -> Result<Entry, &Refusal> {
        match self.acts.iter().find(|(v, _)| *v == verb) {
            Some((_, found)) => found.as_ref().copied(),
            None => Ok(Entry::Own),
        }
    }

    /// Whether this verb is possible now.
    pub fn may(&self, verb: Verb) -> bool {
        self.act(verb).is_ok()
    }

    /// A text that this reader may read.
    pub fn text(&self, text: &TextRef) -> Option<&str> {
        self.texts.get(&text.id).map(String::as_str)
    }
}

/// Refuses what the gate lets pass and what there is nothing for: the act itself would say the same.
fn idle(ctx: &Context, verb: Verb, case: &Case, clocks: &[Deadline], today: NaiveDate) -> Result<(), Refusal> {
    if gate::has_object(verb, case, today) {
        return Ok(());
    }
    match verb {
        Verb::Publish => publication::to_publish(case).map(|_| ()),
        Verb::Extend => {
            let ground = if case.kind == Kind::Complaint { ComplexityGround::ComplexMatter } else { ComplexityGround::SeveralPlaces };
            let tried = |d: &Deadline| extension::extend(case, clocks, &ctx.law, &d.rule, ground, 1, today);
            let refused: Vec<Refusal> = clocks.iter().filter(|d| d.is_office_running()).filter_map(|d| tried(d).err()).collect();
            // Of a rule that can be extended at all more is to be said than of the others.
            let telling = refused.iter().find(|r| r.code != "rule_not_extendable").or_else(|| refused.first());
            Err(telling.cloned().unwrap_or(Refusal::state("nothing_to_extend")))
        }
        Verb::Serve => Err(Refusal::state("nothing_to_serve")),
        Verb::Reopen => Err(Refusal::state("never_classified")),
        _ => Ok(()),
    }
}

/// Reasons, findings, drafts, messages. Letters are read apart; corrected values and what may name a sender whose identity is
/// sealed are not opened here.
fn written(
    ctx: &Context,
    conn: &mut Conn,
    me: MemberId,
    seen: &Seen,
    register: &[Recorded],
) -> Result<HashMap<TextId, String>, ActionError> {
    if !seen.content(me) {
        return Ok(HashMap::new());
    }
    let ids: Vec<TextId> =
        register.iter().flat_map(|e| e.event.texts()).filter(|t| !(t.may_name && seen.case.confidential)).map(|t| t.text.id).collect();
    let key = case_keys::load(conn, &ctx.keys, seen.case.id)?;
    Ok(texts::get_all(conn, &key, seen.case.id, &ids)?.into_iter().collect())
}

/// The case of this number in a letter book, as this member may know of it: for a merger, typed by number.
pub fn numbered(ctx: &Context, conn: &mut Conn, me: MemberId, typed: &str) -> Result<Option<CaseId>, ActionError> {
    let Some(member) = ctx.directory.members.get(&me) else { return Ok(None) };
    for typed in [typed.trim().to_owned(), typed.trim().to_uppercase()] {
        let Ok(number) = typed.parse::<Number>() else { continue };
        for id in letters::cases_of(conn, &number)? {
            if cases::load(conn, id)?.is_some_and(|case| may_know(member, &ctx.directory, &case)) {
                return Ok(Some(id));
            }
        }
    }
    Ok(None)
}
