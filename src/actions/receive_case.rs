//! Receipt of a letter: a case begins, numbered, with a receipt for the sender.

mod senders;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::act::{Keep, Purpose};
use crate::domain::contact::{Email, Phone};
use crate::domain::day::Day;
use crate::domain::directory::{Directory, Election, Level, Unit};
use crate::domain::event::{By, Received};
use crate::domain::ids::{ElectionId, LetterId, MemberId, UnitId};
use crate::domain::kind::{Channel, Contest, Form, Identity, Kind, Matter, Track};
use crate::domain::number::Number;
use crate::domain::permission::Role;
use crate::domain::refusal::Refusal;
use crate::domain::text::{Line, Text};
use crate::domain::zone::{cut_to_hour, local_date};

codes! {
    /// What a sender may choose: a false name is found, not chosen.
    pub enum ChosenIdentity {
        Named = "named",
        Confidential = "confidential",
        Anonymous = "anonymous",
    }
}

codes! {
    /// In whose language the sender is answered.
    pub enum Language {
        Vi = "vi",
        En = "en",
    }
}

/// Who sends the letter.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Petitioner {
    pub name: Option<Line>,
    pub address: Option<Line>,
    pub phone: Option<Phone>,
    pub email: Option<Email>,
    pub id_number: Option<Line>,
    /// No mails about how it goes on: that it is late, paused, resumed or stopped by law. What the law owes is sent all the same.
    #[serde(default)]
    pub no_mail: bool,
}

/// About whom it is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Respondent {
    pub name: Option<Line>,
    pub position: Option<Line>,
}

/// One of the senders, who speaks for all (ND 124/2020 art. 6).
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Representative {
    pub name: Line,
    pub phone: Option<Phone>,
    pub email: Option<Email>,
}

/// When paper came: a day, or a moment.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(untagged)]
pub enum ArrivedAt {
    /// In whole milliseconds, as every time here.
    Moment(DateTime<Utc>),
    Day(Day),
}

impl<'de> Deserialize<'de> for ArrivedAt {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        use chrono::SubsecRound;
        let written = String::deserialize(from)?;
        match DateTime::parse_from_rfc3339(&written) {
            Ok(moment) => Ok(Self::Moment(moment.to_utc().trunc_subsecs(3))),
            Err(_) => written.parse().map(Self::Day).map_err(serde::de::Error::custom),
        }
    }
}

/// The fields of an intake, by staff and by the public.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReceiveCase {
    pub kind: Kind,
    pub matter: Matter,
    pub identity: ChosenIdentity,
    pub title: Line,
    pub body: Text,
    /// vi (default) or en.
    pub language: Option<Language>,
    pub occurred_on: Option<Day>,
    /// A polling area's unit.
    pub polling_area: Option<UnitId>,
    /// Default: the polling area's ward, else the caller's, else the only one open to the public.
    pub unit: Option<UnitId>,
    /// Default: the only open one.
    pub election: Option<ElectionId>,
    pub contest: Option<Contest>,
    /// Staff only: how it came.
    pub channel: Option<Channel>,
    /// Staff only: when paper came that came earlier.
    pub received_at: Option<ArrivedAt>,
    /// Staff only: default by the channel.
    pub form: Option<Form>,
    /// A name and one way of contact, unless anonymous.
    pub petitioner: Option<Petitioner>,
    pub respondent: Option<Respondent>,
    /// How many signed; default 1.
    #[schema(minimum = 1, maximum = 100_000)]
    pub signers: Option<i32>,
    #[serde(default)]
    #[schema(max_items = 5)]
    pub representatives: Vec<Representative>,
    /// Staff only: the body that sent the letter in, of a transferred or assigned one.
    pub sent_by: Option<Line>,
}

/// Who brings a letter in, and what is known around it.
#[derive(Debug)]
pub struct Intake<'a> {
    pub by: By,
    pub directory: &'a Directory,
    pub now: DateTime<Utc>,
    pub law_revision: i64,
    /// It came by e-mail, without a form that its sender filled in.
    pub mailed: bool,
}

impl ReceiveCase {
    /// The sender is not to be known: confidential, anonymous, or a denunciation.
    pub fn is_secret(&self) -> bool {
        self.identity != ChosenIdentity::Named || self.kind == Kind::Denunciation
    }

    /// The first event of a case: number 0, since the book allots it when it is recorded.
    pub fn decide(&self, intake: &Intake<'_>, keep: &mut Keep<'_>) -> Result<Received, Refusal> {
        let staff = intake.by.member();
        self.fields_for(staff)?;
        let today = local_date(intake.now);
        let unit = self.unit(intake, staff)?;
        self.may_register(intake, staff, unit)?;
        let received_at = self.arrival(intake.now, today)?;
        let on = local_date(received_at);
        if let Some(occurred) = self.occurred_on {
            before_receipt("occurred_on", occurred.0, on, today)?;
        }
        let election = self.election(intake, unit, on)?;
        if let (Some(contest), Some(election)) = (self.contest, election)
            && !election.contests.contains(&contest)
        {
            return Err(Refusal::field("contest", "contest_not_held"));
        }
        let channel = self.channel.unwrap_or(match (staff, intake.mailed) {
            (_, true) => Channel::Email,
            (Some(_), false) => Channel::InPerson,
            (None, false) => Channel::Online,
        });
        let form = self.form.unwrap_or(match channel {
            Channel::InPerson | Channel::Post | Channel::Transferred | Channel::Assigned => Form::Signed,
            Channel::Press | Channel::Online | Channel::Email => Form::Unsigned,
        });
        if form.is_signed() && self.identity == ChosenIdentity::Anonymous {
            return if self.form.is_some() {
                Err(Refusal::field("form", "anonymous_cannot_sign"))
            } else {
                self.received(intake, keep, Facts { unit, received_at, election, channel, form: Form::Unsigned, staff })
            };
        }
        self.received(intake, keep, Facts { unit, received_at, election, channel, form, staff })
    }

    fn received(&self, intake: &Intake<'_>, keep: &mut Keep<'_>, facts: Facts<'_>) -> Result<Received, Refusal> {
        let parties = self.parties(keep)?;
        // The sender's own title is sealed; the plain one is written by whoever classifies.
        keep.text(Purpose::Title, self.title.as_str());
        let election_track = facts.election.is_some_and(|e| e.open_on(local_date(facts.received_at))) && self.matter.is_electoral();
        let identity = match (self.identity, self.kind) {
            // Every denunciation is confidential by law, whatever was ticked (Luật Tố cáo arts. 8, 56).
            (ChosenIdentity::Named, Kind::Denunciation) | (ChosenIdentity::Confidential, _) => Identity::Confidential,
            (ChosenIdentity::Named, Kind::Complaint | Kind::Petition | Kind::Feedback) => Identity::Named,
            (ChosenIdentity::Anonymous, _) => Identity::Anonymous,
        };
        // The time of a secret submission by the public is cut to the hour: it could be matched with who was seen where.
        let secret = facts.staff.is_none() && identity != Identity::Named;
        let received_at = if secret { cut_to_hour(facts.received_at) } else { facts.received_at };
        Ok(Received {
            number: Number { seq: 0, year: year_of(received_at), sign: facts.unit.sign.clone() },
            unit: facts.unit.id,
            remote: facts.unit.remote,
            kind: self.kind,
            matter: self.matter,
            track: if election_track { Track::Election } else { Track::General },
            contest: self.contest,
            channel: facts.channel,
            form: facts.form,
            identity,
            received_at,
            first_received_at: received_at,
            occurred_on: self.occurred_on.map(Day::into),
            polling_area: self.polling_area,
            election: facts.election.map(Election::reference),
            signers: self.signers.unwrap_or(1),
            parties,
            letter: LetterId(keep.id()),
            body: keep.text(Purpose::Letter, self.body.as_str()),
            language: self.language.unwrap_or(Language::Vi).as_str().to_owned(),
            registered_by: facts.staff,
            instance: 1,
            origin: None,
            excluded: Vec::new(),
            suspects: Vec::new(),
            confidential: identity == Identity::Confidential,
            out_of_time: false,
            law_revision: intake.law_revision,
        })
    }

    fn fields_for(&self, staff: Option<MemberId>) -> Result<(), Refusal> {
        if staff.is_some() {
            return Ok(());
        }
        let given = [
            (self.channel.is_some(), "channel"),
            (self.received_at.is_some(), "received_at"),
            (self.form.is_some(), "form"),
            (self.sent_by.is_some(), "sent_by"),
        ];
        match given.iter().find(|(there, _)| *there) {
            Some((_, field)) => Err(Refusal::field(field, "for_staff")),
            None => Ok(()),
        }
    }

    fn unit<'d>(&self, intake: &Intake<'d>, staff: Option<MemberId>) -> Result<&'d Unit, Refusal> {
        let directory = intake.directory;
        let area = match self.polling_area {
            Some(id) => {
                let unit = directory.units.get(&id).filter(|u| u.level == Level::PollingArea);
                Some(unit.ok_or(Refusal::field("polling_area", "polling_area_unknown"))?)
            }
            None => None,
        };
        let chosen = match (self.unit, area) {
            (Some(unit), _) => unit,
            (None, Some(area)) => area.parent.ok_or(Refusal::field("unit", "unit_needed"))?,
            (None, None) => default_unit(directory, staff).ok_or(Refusal::field("unit", "unit_needed"))?,
        };
        let open_here = |u: &&Unit| u.level != Level::PollingArea && (staff.is_some() || u.public);
        let unit = directory.units.get(&chosen).filter(open_here).ok_or(Refusal::field("unit", "unit_unknown"))?;
        if !unit.exists_on(local_date(intake.now)) {
            return Err(Refusal::field("unit", "unit_not_in_being"));
        }
        if let Some(area) = area
            && !directory.within(area.id, unit.id)
        {
            return Err(Refusal::field("polling_area", "polling_area_outside_unit"));
        }
        Ok(unit)
    }

    fn may_register(&self, intake: &Intake<'_>, staff: Option<MemberId>, unit: &Unit) -> Result<(), Refusal> {
        let Some(member) = staff else { return Ok(()) };
        let roles = intake.directory.roles(member, unit.id);
        if roles.iter().any(|r| matches!(r, Role::Clerk | Role::Officer)) {
            return Ok(());
        }
        Err(if self.unit.is_some() {
            Refusal::field("unit", "unit_unknown")
        } else {
            Refusal::role("role_lacks_verb").with("roles", "clerk, officer")
        })
    }

    fn arrival(&self, now: DateTime<Utc>, today: NaiveDate) -> Result<DateTime<Utc>, Refusal> {
        let at = match self.received_at {
            None => now,
            Some(ArrivedAt::Moment(at)) => at,
            Some(ArrivedAt::Day(day)) if day.0 == today => now,
            Some(ArrivedAt::Day(day)) => crate::domain::zone::start_of(day.0),
        };
        if at > now || local_date(at) > today {
            return Err(Refusal::field("received_at", "date_in_future").with("today", today.format("%d/%m/%Y")));
        }
        not_too_old("received_at", at, now)?;
        Ok(at)
    }

    fn election<'d>(&self, intake: &Intake<'d>, unit: &Unit, on: NaiveDate) -> Result<Option<&'d Election>, Refusal> {
        let open = intake.directory.open_elections(unit.id, on);
        match self.election {
            Some(id) => {
                let election = intake.directory.election_in(id, unit.id);
                Ok(Some(election.ok_or(Refusal::field("election", "election_unknown"))?))
            }
            None if open.len() > 1 && self.matter.is_electoral() => Err(Refusal::field("election", "election_needed")),
            None => Ok(open.first().copied()),
        }
    }
}

/// What an intake comes to before its parties.
struct Facts<'d> {
    unit: &'d Unit,
    received_at: DateTime<Utc>,
    election: Option<&'d Election>,
    channel: Channel,
    form: Form,
    staff: Option<MemberId>,
}

/// The caller's only unit with a register, else the only one open to the public.
fn default_unit(directory: &Directory, staff: Option<MemberId>) -> Option<UnitId> {
    let mut own: Vec<UnitId> = match staff.and_then(|m| directory.members.get(&m)) {
        Some(member) => member.grants.iter().filter(|g| matches!(g.role, Role::Clerk | Role::Officer)).map(|g| g.unit).collect(),
        None => directory.units.values().filter(|u| u.public && u.level != Level::PollingArea).map(|u| u.id).collect(),
    };
    own.sort_unstable();
    own.dedup();
    match own.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

/// Nothing older than the first elections with data here; a slip of the pen otherwise.
pub(super) fn not_too_old(field: &'static str, at: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), Refusal> {
    if (now - at).num_days() > 3660 { Err(Refusal::field(field, "date_too_old")) } else { Ok(()) }
}

/// A letter tells of what has happened: by the day it came.
pub(super) fn before_receipt(field: &'static str, occurred: NaiveDate, receipt: NaiveDate, today: NaiveDate) -> Result<(), Refusal> {
    if occurred > today {
        return Err(Refusal::field(field, "date_in_future").with("today", today.format("%d/%m/%Y")));
    }
    if occurred > receipt {
        return Err(Refusal::field(field, "date_after_receipt").with("receipt", receipt.format("%d/%m/%Y")));
    }
    Ok(())
}

fn year_of(at: DateTime<Utc>) -> i32 {
    use chrono::Datelike;
    local_date(at).year()
}
