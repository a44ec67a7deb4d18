//! Letters that come in, and what the model makes of them (DESIGN.md 6, "Intake").

use chrono::{Days, NaiveDate};
use redress::actions::receive_case::{ArrivedAt, ChosenIdentity, Petitioner, ReceiveCase, Representative, Respondent};
use redress::domain::case::Case;
use redress::domain::contact::{Email, Phone};
use redress::domain::day::Day;
use redress::domain::event::By;
use redress::domain::ids::{ElectionId, UnitId};
use redress::domain::kind::{Channel, Contest, Form, Identity, Kind, Matter, Track};
use redress::domain::permission::Role;
use redress::domain::refusal::Sort;
use redress::domain::text::{Line, Text};

use super::chance::Chance;
use super::model::{Model, Person, St};
use super::world::{AREA, CLERK, ELECTION, NEIGHBOUR, OFFICER, OTHER_WARD, PROVINCE_OFFICER, SUPERVISOR, WARD, World};

/// Stands in every text that people type; no event may hold it.
pub const TYPED: &str = "zqx";
/// The sender's name, typed too.
pub const NAME: &str = "Zqx Nguyễn Văn An";
const PHONE: &str = "0912 345 678";

pub fn line(what: &str) -> Line {
    Line::parse(&format!("{TYPED} {what}")).unwrap()
}

pub fn text(what: &str) -> Text {
    Text::parse(&format!("{TYPED} {what}")).unwrap()
}

/// Whether what was typed shows in this JSON, in any case. Identifiers are left out: chance puts any three letters into one.
pub fn leaks(json: &str) -> bool {
    let identifier = |part: &&str| part.len() == 13 && part.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
    let rest = json.split('"').filter(|part| !identifier(part)).collect::<Vec<_>>().join("\"").to_lowercase();
    rest.contains(TYPED) || rest.contains("345 678") || rest.contains("001085")
}

/// A letter, sound or with a slip here and there, and who brings it.
pub fn letter(chance: &mut Chance, world: &World, today: NaiveDate, slips: usize) -> (By, ReceiveCase) {
    let by = if chance.percent(40) {
        By::Citizen
    } else if chance.percent(slips) {
        By::Member(chance.of(&[SUPERVISOR, NEIGHBOUR, PROVINCE_OFFICER]))
    } else {
        By::Member(chance.of(&[CLERK, OFFICER]))
    };
    let staff = by != By::Citizen || chance.percent(slips);
    let kind = chance.of(&[Kind::Complaint, Kind::Complaint, Kind::Denunciation, Kind::Denunciation, Kind::Petition, Kind::Feedback]);
    let matter =
        if chance.percent(45) { chance.of(&[Matter::Candidate, Matter::Other, Matter::AdministrativeAct]) } else { chance.of(Matter::ALL) };
    let identity = chance.of(&[ChosenIdentity::Named, ChosenIdentity::Named, ChosenIdentity::Confidential, ChosenIdentity::Anonymous]);
    let anonymous = identity == ChosenIdentity::Anonymous && !chance.percent(slips);
    let received = today.checked_sub_days(Days::new(u64::try_from(chance.below(8)).unwrap())).unwrap();
    let late = if chance.percent(slips) { today.succ_opt().unwrap() } else { received };
    let signers = chance.of(&[None, None, Some(1), Some(3), Some(7), Some(12)]);
    let most = [0, 0, 2, 2, 5][[None, Some(1), Some(3), Some(7), Some(12)].iter().position(|s| *s == signers).unwrap()];
    let speakers = if chance.percent(slips) { most + 1 } else { chance.below(most + 1) };
    let letter = ReceiveCase {
        kind,
        matter,
        identity,
        title: line("title"),
        body: text("body"),
        language: None,
        occurred_on: chance.maybe(50, |c| Day(if c.percent(slips) { today.succ_opt().unwrap() } else { received })),
        polling_area: chance.maybe(30, |c| if c.percent(slips) { WARD } else { AREA }),
        unit: chance.maybe(30, |c| if c.percent(slips) { OTHER_WARD } else { WARD }),
        election: chance.maybe(10, |c| if c.percent(slips) { ElectionId(77) } else { ELECTION }).filter(|_| world.election.is_some()),
        contest: matter.needs_contest().then(|| chance.of(Contest::ALL)).filter(|_| chance.percent(90)),
        channel: chance.maybe(60, |c| c.of(Channel::ALL)).filter(|_| staff),
        received_at: chance.maybe(40, |_| ArrivedAt::Day(Day(late))).filter(|_| staff),
        form: chance.maybe(40, |c| if anonymous { Form::Unsigned } else { c.of(Form::ALL) }).filter(|_| staff),
        petitioner: (!anonymous).then(|| petitioner(chance, slips)),
        respondent: chance
            .maybe(70, |c| Respondent { name: c.maybe(80, |_| line("respondent")), position: c.maybe(50, |_| line("position")) }),
        signers,
        representatives: if anonymous { Vec::new() } else { (0..speakers).map(|_| representative()).collect() },
        sent_by: chance.maybe(20, |_| line("body")).filter(|_| staff),
    };
    (by, letter)
}

fn petitioner(chance: &mut Chance, slips: usize) -> Petitioner {
    let bare = chance.percent(slips / 2);
    Petitioner {
        name: (!chance.percent(slips / 2)).then(|| Line::parse(NAME).unwrap()),
        address: chance.maybe(50, |_| line("street")).filter(|_| !bare),
        phone: (!bare).then(|| Phone::parse(PHONE).unwrap()),
        email: chance.maybe(50, |_| Email::parse("zqx@example.vn").unwrap()).filter(|_| !bare),
        id_number: chance.maybe(30, |_| Line::parse("001085000123").unwrap()),
        no_mail: false,
    }
}

fn representative() -> Representative {
    Representative { name: line("speaker"), phone: Some(Phone::parse(PHONE).unwrap()), email: None }
}

/// Why the letter must be refused; empty: it must be taken.
pub fn judge(letter: &ReceiveCase, by: By, world: &World, today: NaiveDate) -> Vec<Sort> {
    let mut why = Vec::new();
    let mut field = |wrong: bool| {
        if wrong && !why.contains(&Sort::Field) {
            why.push(Sort::Field);
        }
    };
    let staff = by.member();
    let for_staff = letter.channel.is_some() || letter.received_at.is_some() || letter.form.is_some() || letter.sent_by.is_some();
    field(staff.is_none() && for_staff);
    field(letter.polling_area.is_some_and(|area| area != AREA));
    // The polling area lies in the ward.
    field(letter.polling_area == Some(AREA) && letter.unit.is_some_and(|u| u != WARD));
    field(staff.is_none() && letter.unit.is_some_and(|u| u != WARD));
    let received = arrival(letter, today);
    field(received > today);
    field(letter.occurred_on.is_some_and(|d| d.0 > received));
    field(letter.election.is_some_and(|e| e != ELECTION));
    let anonymous = letter.identity == ChosenIdentity::Anonymous;
    field(anonymous && letter.form.is_some_and(Form::is_signed));
    field(anonymous && (letter.petitioner.is_some() || !letter.representatives.is_empty()));
    let sender = letter.petitioner.as_ref();
    field(!anonymous && sender.is_none_or(|p| p.name.is_none() || (p.address.is_none() && p.phone.is_none() && p.email.is_none())));
    let most = match letter.signers.unwrap_or(1) {
        1 => 0,
        2..=10 => 2,
        _ => 5,
    };
    field(letter.representatives.len() > most);
    if let Some(member) = staff {
        let unit = unit_of(letter, by);
        let roles = world.roles(member, unit);
        if !roles.contains(&Role::Clerk) && !roles.contains(&Role::Officer) {
            why.extend([Sort::Role, Sort::Field]);
        }
    }
    why
}

fn unit_of(letter: &ReceiveCase, by: By) -> UnitId {
    match (letter.unit, letter.polling_area, by) {
        (Some(unit), ..) => unit,
        (None, Some(_), _) => WARD,
        (None, None, By::Member(NEIGHBOUR)) => OTHER_WARD,
        (None, None, By::Member(PROVINCE_OFFICER)) => super::world::PROVINCE,
        (None, None, _) => WARD,
    }
}

fn arrival(letter: &ReceiveCase, today: NaiveDate) -> NaiveDate {
    match letter.received_at {
        Some(ArrivedAt::Day(day)) => day.0,
        Some(ArrivedAt::Moment(_)) | None => today,
    }
}

impl Model {
    /// The case that the letter opens.
    pub fn received(letter: &ReceiveCase, by: By, world: &World, today: NaiveDate, case: &Case) -> Self {
        let received = arrival(letter, today);
        let from_e = world.election.map(|e| (received - e).num_days());
        let open = from_e.is_some_and(|d| (-105..=60).contains(&d));
        let electoral = !matches!(letter.matter, Matter::AdministrativeAct | Matter::OfficialConduct | Matter::Other);
        let channel = letter.channel.unwrap_or(if by == By::Citizen { Channel::Online } else { Channel::InPerson });
        let on_paper = matches!(channel, Channel::InPerson | Channel::Post | Channel::Transferred | Channel::Assigned);
        let anonymous = letter.identity == ChosenIdentity::Anonymous;
        let form = letter.form.unwrap_or(if on_paper && !anonymous { Form::Signed } else { Form::Unsigned });
        let identity = match letter.identity {
            ChosenIdentity::Anonymous => Identity::Anonymous,
            ChosenIdentity::Named if letter.kind != Kind::Denunciation => Identity::Named,
            ChosenIdentity::Named | ChosenIdentity::Confidential => Identity::Confidential,
        };
        Self {
            id: case.id,
            unit: unit_of(letter, by),
            status: St::Received,
            kind: letter.kind,
            matter: letter.matter,
            track: if open && electoral { Track::Election } else { Track::General },
            contest: letter.contest,
            identity,
            form,
            channel,
            sealed: letter.kind == Kind::Denunciation || identity == Identity::Confidential,
            election: world.election.filter(|_| open || letter.election.is_some()),
            body: None,
            eligible: None,
            instance: 1,
            assignee: None,
            registered_by: by.member(),
            classifier: None,
            servers: Vec::new(),
            excluded: Vec::new(),
            reveals: Vec::new(),
            acted: Vec::new(),
            suspended: None,
            complexity: None,
            grounds: Vec::new(),
            extensions: Vec::new(),
            people: people(letter, case),
            documents: Vec::new(),
            withdrawals: Vec::new(),
            awaits_answer: false,
            appealed: false,
            published: false,
            letters: 1,
            signers: letter.signers.unwrap_or(1),
            linked: false,
            signature: false,
            occurred: letter.occurred_on.map(|d| d.0),
            received,
            first_received: received,
            first_step: None,
            since: received,
        }
    }
}

/// The parties of the letter, in their order; their identifiers are the program's.
fn people(letter: &ReceiveCase, case: &Case) -> Vec<Person> {
    use redress::domain::party::PartyRole::{Petitioner, Representative, Respondent, SendingBody};
    let sender = letter.petitioner.as_ref();
    let mut expected = vec![(Petitioner, sender.is_some(), sender.is_some_and(|p| p.email.is_some()))];
    expected.extend(letter.representatives.iter().map(|r| (Representative, true, r.email.is_some())));
    expected.extend(letter.respondent.iter().filter(|r| r.name.is_some() || r.position.is_some()).map(|_| (Respondent, true, false)));
    expected.extend(letter.sent_by.iter().map(|_| (SendingBody, true, false)));
    let kept = &case.detail.parties;
    assert_eq!(kept.iter().map(|p| p.role).collect::<Vec<_>>(), expected.iter().map(|e| e.0).collect::<Vec<_>>(), "parties");
    let person = |(p, (role, reachable, email)): (&redress::domain::party::PartyRef, (_, bool, bool))| Person {
        id: p.id,
        role,
        reachable,
        email,
        left: false,
    };
    kept.iter().zip(expected).map(person).collect()
}
