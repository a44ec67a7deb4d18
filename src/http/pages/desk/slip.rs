//! The receipt slip, to be printed on A5 and given to the citizen. The receipt code stands here and nowhere else.

use askama::Template;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::super::{Frame, Sample, qr};
use crate::actions::context::Context;
use crate::actions::intake::Receipt;
use crate::domain::classification::needs_signature;
use crate::domain::deadline::{Deadline, State};
use crate::domain::ids::MemberId;
use crate::domain::kind::{Identity, Kind, Matter};
use crate::domain::names::Names;
use crate::domain::permission::may_know;
use crate::domain::rulebook::Duty;

/// A date that follows from the receipt.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Step {
    pub names: Names,
    /// Ours to do; else a right of the sender that ends.
    pub ours: bool,
    pub due: Option<NaiveDate>,
    /// The day it counts from.
    pub from: NaiveDate,
    pub basis: String,
    pub verified: bool,
    /// The first day on which the rule was law, where the letter came before it.
    #[serde(default)]
    pub law_from: Option<NaiveDate>,
}

/// What the slip says.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Slip {
    pub case: String,
    pub number: String,
    /// Sixteen digits in four groups.
    pub code: String,
    pub received_at: DateTime<Utc>,
    pub kind: Kind,
    pub matter: Matter,
    pub unit: String,
    /// Who took it in.
    pub member: String,
    pub steps: Vec<Step>,
    /// The law asks for a signature that is still missing.
    pub to_sign: bool,
    /// About a result, without contest: no rule on results applies before it is classified.
    pub no_contest: bool,
    /// Where the sender follows the case.
    pub track: String,
    /// Whoever took it in may open the case: an officer does not find what is sealed.
    #[serde(default)]
    pub opens: bool,
}

impl Slip {
    /// Of a letter that was just taken in by this member.
    pub fn of(ctx: &Context, me: MemberId, receipt: &Receipt) -> Self {
        let taker = ctx.directory.members.get(&me);
        let case = &receipt.loaded.case;
        let to_sign = needs_signature(case.kind, case.track) && !case.form.is_signed() && case.identity != Identity::Anonymous;
        let running = receipt.loaded.deadlines.iter().filter(|d| d.state == State::Running);
        let mut steps: Vec<Step> = running.filter_map(|d| step(ctx, d)).collect();
        steps.sort_by_key(|step| (!step.ours, step.due.is_none(), step.due));
        Self {
            case: case.id.to_string(),
            number: case.number.to_string(),
            code: receipt.code.to_string(),
            received_at: case.received_at,
            kind: case.kind,
            matter: case.matter,
            unit: ctx.directory.units.get(&case.unit).map(|u| u.name.clone()).unwrap_or_default(),
            member: taker.map(|m| m.name.clone()).unwrap_or_default(),
            steps,
            to_sign,
            no_contest: case.matter == Matter::Result && case.contest.is_none(),
            track: format!("{}/track", ctx.sender.public_url),
            opens: taker.is_some_and(|m| may_know(m, &ctx.directory, case)),
        }
    }
}

/// What concerns the sender: what the office owes, and rights that end.
fn step(ctx: &Context, deadline: &Deadline) -> Option<Step> {
    let ours = match deadline.duty {
        Duty::Office => true,
        Duty::Citizen => false,
        Duty::Milestone | Duty::Retention => return None,
    };
    // A right without a last day has nothing to say yet.
    if !ours && deadline.due.is_none() {
        return None;
    }
    let names = ctx.law.rulebook.rule(&deadline.rule)?.names.clone();
    let basis = deadline.basis.clone();
    Some(Step { names, ours, due: deadline.due, from: deadline.starts_on, basis, verified: deadline.verified, law_from: deadline.law_from })
}

/// The page of a slip.
#[derive(Template)]
#[template(path = "pages/desk/slip.html")]
pub struct SlipPage<'a> {
    frame: &'a Frame,
    slip: &'a Slip,
}

impl<'a> SlipPage<'a> {
    /// Of this slip.
    pub const fn of(frame: &'a Frame, slip: &'a Slip) -> Self {
        Self { frame, slip }
    }

    /// The code in its groups.
    fn groups(&self) -> Vec<&str> {
        self.slip.code.split(' ').collect()
    }

    /// The address of the track page, drawn.
    fn qr(&self) -> String {
        qr::svg(&self.slip.track, &self.frame.t("slip-qr"))
    }
}

/// The page with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    let slip = Slip {
        case: "0E5K6ZJ3Q8M2T".into(),
        number: "0012/2021/CK".into(),
        code: "4821 0937 5516 2049".into(),
        received_at: frame.now,
        kind: Kind::Complaint,
        matter: Matter::VoterList,
        unit: "Phường Cự Khối".into(),
        member: "Nguyễn Thị Hương Thảo".into(),
        steps: vec![
            Step {
                names: Names::fixed("Giải quyết khiếu nại về danh sách cử tri", "Settle a complaint about the voter list"),
                ours: true,
                due: frame.today.succ_opt(),
                from: frame.today,
                basis: "Luật Bầu cử 85/2015/QH13, điều 33".into(),
                verified: true,
                law_from: None,
            },
            Step {
                names: Names::fixed("Khởi kiện tại tòa", "Sue in court"),
                ours: false,
                due: frame.today.succ_opt(),
                from: frame.today,
                basis: "Luật TTHC 93/2015/QH13, điều 116".into(),
                verified: false,
                law_from: None,
            },
        ],
        to_sign: false,
        no_contest: false,
        track: "https://redress.example/track".into(),
        opens: true,
    };
    let unsigned = Slip { steps: Vec::new(), to_sign: true, no_contest: true, ..slip.clone() };
    vec![Sample::of("desk/slip", &SlipPage::of(frame, &slip)), Sample::of("desk/slip to be signed", &SlipPage::of(frame, &unsigned))]
}
