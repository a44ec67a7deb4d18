//! What the API shows of a case to members.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use super::links::{LinkView, Links};
use crate::domain::case::{Case, Phase};
use crate::domain::deadline::{Deadline, State, TraceStep};
use crate::domain::directory::Directory;
use crate::domain::event::{By, Recorded};
use crate::domain::ids::{CaseId, EventId, MemberId, PartyId, RevealId, UnitId};
use crate::domain::kind::{Body, Channel, Contest, Form, Identity, Kind, Matter, Track};
use crate::domain::outcome::{CaseResult, ClosedAs, Complexity, SuspensionGround};
use crate::domain::party::PartyRole;
use crate::domain::reveal::Reveal;
use crate::domain::rulebook::Duty;
use crate::domain::status::StatusCode;
use crate::domain::suspect::Suspect;
use crate::domain::verb::Verb;

/// A unit by its name.
#[derive(Debug, Serialize, ToSchema)]
pub struct UnitRef {
    pub id: UnitId,
    pub name: String,
}

impl UnitRef {
    /// By the directory.
    pub fn of(id: UnitId, directory: &Directory) -> Self {
        Self { id, name: directory.units.get(&id).map(|u| u.name.clone()).unwrap_or_default() }
    }
}

/// A suspension that runs.
#[derive(Debug, Serialize, ToSchema)]
pub struct SuspensionView {
    pub since: NaiveDate,
    pub ground: SuspensionGround,
}

/// An extension granted.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExtensionView {
    pub rule: String,
    pub days: i64,
    pub on: NaiveDate,
}

/// An opening of the sealed identity that was asked for.
#[derive(Debug, Serialize, ToSchema)]
pub struct RevealView {
    pub id: RevealId,
    /// Who asked, and to whom alone it is granted.
    pub by: MemberId,
    pub on: NaiveDate,
    /// For how many days it is wanted.
    pub days: i64,
    /// The grant holds until then; none: it waits for a decision.
    pub until: Option<DateTime<Utc>>,
}

impl RevealView {
    fn of(reveal: &Reveal) -> Self {
        Self { id: reveal.id, by: reveal.by, on: reveal.on, days: reveal.days, until: reveal.until }
    }
}

/// A party, without name.
#[derive(Debug, Serialize, ToSchema)]
pub struct PartyIdView {
    pub id: PartyId,
    pub role: PartyRole,
    /// Has withdrawn and left the case.
    pub left: bool,
}

/// A case.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseView {
    pub id: CaseId,
    /// Its number in the letter book, e.g. `0012/2026/CK`.
    pub number: String,
    pub kind: Kind,
    pub matter: Matter,
    pub contest: Option<Contest>,
    /// Provisional until somebody classifies.
    pub track: Track,
    pub channel: Channel,
    pub form: Form,
    pub identity: Identity,
    pub confidential: bool,
    pub status: StatusCode,
    pub closed_as: Option<ClosedAs>,
    pub result: Option<CaseResult>,
    /// 1 first, 2 second.
    pub instance: i32,
    pub links: Vec<LinkView>,
    pub unit: UnitRef,
    pub competent_body: Option<Body>,
    pub assignee: Option<MemberId>,
    pub title: Option<String>,
    pub received_at: DateTime<Utc>,
    pub first_received_at: DateTime<Utc>,
    /// The earliest due date of an office rule that runs, Vietnam's day.
    pub next_due: Option<NaiveDate>,
    pub overdue: bool,
    pub phase: Phase,
    pub suspended: Option<SuspensionView>,
    pub extensions: Vec<ExtensionView>,
    pub complex: Option<Complexity>,
    /// How many letters it has.
    pub letters: i32,
    pub signers: i32,
    pub parties: Vec<PartyIdView>,
    /// Something issued is still to be served.
    pub to_serve: bool,
    /// Sent to a body outside whose answer has not come.
    pub awaits_answer: bool,
    /// Openings of the sealed identity that wait or were granted, the oldest first.
    pub reveals: Vec<RevealView>,
    /// Members who may be in conflict: for whoever may say whether they are.
    pub possible_conflicts: Vec<Suspect>,
    /// Its entity tag: for `If-Match`.
    pub version: i64,
    /// The verbs this caller may use now.
    pub allowed: Vec<Verb>,
}

impl CaseView {
    /// For a caller who may use `allowed` and know of `links`, on this day.
    pub fn of(case: &Case, title: Option<String>, allowed: Vec<Verb>, links: &Links, directory: &Directory, today: NaiveDate) -> Self {
        Self {
            id: case.id,
            number: case.number.to_string(),
            kind: case.kind,
            matter: case.matter,
            contest: case.contest,
            track: case.track,
            channel: case.channel,
            form: case.form,
            identity: case.identity,
            confidential: case.confidential,
            status: case.status.code(),
            closed_as: case.status.closed_as(),
            result: case.status.result(),
            instance: case.detail.instance,
            links: links.shown(case),
            unit: UnitRef::of(case.unit, directory),
            competent_body: case.competent_body,
            assignee: case.assignee,
            title,
            received_at: case.received_at,
            first_received_at: case.first_received_at,
            next_due: case.next_due,
            overdue: case.overdue(today),
            phase: case.phase(today),
            suspended: case.detail.suspended.map(|s| SuspensionView { since: s.since, ground: s.ground }),
            extensions: case.detail.extensions.iter().map(|e| ExtensionView { rule: e.rule.clone(), days: e.days, on: e.on }).collect(),
            complex: case.detail.complexity,
            letters: case.detail.letters,
            signers: case.detail.signers,
            parties: case.detail.parties.iter().map(|p| PartyIdView { id: p.id, role: p.role, left: p.left }).collect(),
            to_serve: case.to_serve,
            awaits_answer: case.detail.awaits_answer,
            reveals: case.detail.reveals.iter().map(RevealView::of).collect(),
            possible_conflicts: if allowed.contains(&Verb::ConfirmConflict) { case.detail.suspects.clone() } else { Vec::new() },
            version: case.version,
            allowed,
        }
    }
}

codes! {
    /// Where a deadline stands.
    pub enum DeadlineState {
        Running = "running",
        Paused = "paused",
        Met = "met",
        Void = "void",
    }
}

/// A time limit on a case, with its working.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeadlineView {
    pub rule: String,
    pub version: String,
    pub duty: Duty,
    /// The article, as it is cited.
    pub basis: String,
    /// Whether the law's figure is confirmed.
    pub verified: bool,
    /// The figure is the office's own; `basis` is its source.
    pub set_by_office: bool,
    /// The day it counts from.
    pub starts_at: NaiveDate,
    /// Last day, until 24:00 in Vietnam; none where law sets no length.
    pub due: Option<NaiveDate>,
    /// The end before it moved off a day off.
    pub unrolled: Option<NaiveDate>,
    /// A target of the office; not law.
    pub office_target: Option<NaiveDate>,
    /// The year whose calendar is not loaded, for want of which there is no date.
    pub missing_year: Option<i32>,
    /// The first day on which the rule was law: what started it came before, and nothing is due by it.
    pub law_from: Option<NaiveDate>,
    pub state: DeadlineState,
    pub met_on: Option<NaiveDate>,
    pub missed: bool,
    pub trace: Vec<TraceStep>,
}

impl DeadlineView {
    /// As it stands on this day.
    pub fn of(deadline: &Deadline, today: NaiveDate) -> Self {
        let (state, met_on) = match deadline.state {
            State::Running => (DeadlineState::Running, None),
            State::Paused => (DeadlineState::Paused, None),
            State::Met { on } => (DeadlineState::Met, Some(on)),
            State::Void => (DeadlineState::Void, None),
        };
        Self {
            rule: deadline.rule.clone(),
            version: deadline.version.clone(),
            duty: deadline.duty,
            basis: deadline.basis.clone(),
            verified: deadline.verified,
            set_by_office: deadline.set_by_office,
            starts_at: deadline.starts_on,
            due: deadline.due,
            unrolled: deadline.unrolled,
            office_target: deadline.office_target,
            missing_year: deadline.missing_year,
            law_from: deadline.law_from,
            state,
            met_on,
            missed: deadline.missed(today),
            trace: deadline.trace.clone(),
        }
    }
}

/// An event of the register.
#[derive(Debug, Serialize, ToSchema)]
pub struct EventView {
    pub id: EventId,
    pub seq: i64,
    pub r#type: crate::domain::event::EventCode,
    /// When it was entered.
    pub at: DateTime<Utc>,
    /// Its legal date.
    pub on: NaiveDate,
    pub by: Actor,
    /// Four eyes on paper.
    pub on_paper: bool,
    /// Ids, codes, dates and digests; no personal data, no free text.
    #[schema(value_type = Object)]
    pub data: serde_json::Value,
}

/// Who did it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Actor {
    /// member, citizen or system.
    pub role: &'static str,
    pub member: Option<MemberId>,
    pub name: Option<String>,
}

impl EventView {
    /// With the member's name by the directory, and without the ids of cases that `links` hides.
    pub fn of(recorded: &Recorded, links: &Links, directory: &Directory) -> Self {
        let by = match recorded.by {
            By::Member(id) => Actor { role: "member", member: Some(id), name: directory.members.get(&id).map(|m| m.name.clone()) },
            By::Citizen => Actor { role: "citizen", member: None, name: None },
            By::System => Actor { role: "system", member: None, name: None },
        };
        let mut data = serde_json::to_value(&recorded.event).unwrap_or_default();
        if let Some(fields) = data.as_object_mut() {
            fields.remove("type");
            // Who agrees with whom is for those who decide on it.
            fields.remove("suspects");
        }
        links.hide(&mut data);
        Self {
            id: recorded.id,
            seq: recorded.seq,
            r#type: recorded.event.code(),
            at: recorded.at,
            on: recorded.on,
            by,
            on_paper: recorded.on_paper,
            data,
        }
    }
}
