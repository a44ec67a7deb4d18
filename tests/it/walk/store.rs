//! Shorter walks through the store, on both databases: what is stored is what the pure domain says, to the letter.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use redress::actions::context::Context;
use redress::actions::error::ActionError;
use redress::actions::intake;
use redress::actions::perform::Done;
use redress::actions::receive_case::ReceiveCase;
use redress::actions::record::take_clocks;
use redress::domain::apply;
use redress::domain::case::Case;
use redress::domain::deadline::{self, Deadline};
use redress::domain::event::{By, Correction, Event, Origin};
use redress::domain::ids::CaseId;
use redress::domain::kind::{Channel, Identity};
use redress::domain::law::Law;
use redress::domain::party::PartyRole;
use redress::domain::zone::local_date;
use redress::store::Store;

use super::chance::Chance;
use super::checks;
use super::deed::Deed;
use super::desk;
use super::fields::Scene;
use super::intakes;
use super::model::{Model, Person, St};
use super::moves::Mover;
use super::office::{After, File, Office};
use super::pure::{compare, days, first_day, morning, setting};
use super::world::{World, mood, world};
use crate::support::db::each_db;

/// What the walks on one database reached.
#[derive(Debug, Default)]
pub struct Reached {
    pub accepted: usize,
    pub refused: usize,
    pub transfers: usize,
    pub appeals: usize,
    pub mergers: usize,
}

/// A sequence of moves on some cases.
pub struct Walk<'a> {
    pub ctx: Context,
    world: &'a World,
    office: Office<'a>,
    pub models: Vec<Model>,
    pub reached: &'a mut Reached,
}

#[test]
fn walks_through_the_store() {
    let (walks, moves) = (setting("REDRESS_STORE_WALKS", 60), 15);
    each_db(|store| {
        desk::found(store);
        let mut reached = Reached::default();
        for number in 0..walks {
            walk(store, number, moves, &mut reached);
        }
        assert!(desk::books_are_gapless(store) > 100);
        if walks >= 60 {
            let few = reached.accepted < 200 || reached.refused < 100;
            // Mergers and appeals are seldom reached by chance: `directed` has its own.
            assert!(!few && reached.transfers > 0, "{reached:?}");
        }
    });
}

fn walk(store: &Store, number: u64, moves: usize, reached: &mut Reached) {
    let mut chance = Chance::new(setting("REDRESS_WALK_SEED", 2021).wrapping_mul(1_000_003).wrapping_add(number));
    let world = world(&mut chance);
    let mood = mood(&mut chance);
    let start = morning(first_day(&mut chance, world)) + Duration::milliseconds(i64::try_from(number).unwrap());
    let (ctx, clock) = desk::context(store, world, start);
    let mut walk = Walk::new(ctx, world, start, reached);
    walk.receive(&mut chance);
    clock.advance(Duration::days(days(&mut chance)));
    walk.receive(&mut chance);
    for _ in 0..moves {
        clock.advance(Duration::days(days(&mut chance)) + Duration::minutes(1));
        walk.step(&mut chance, mood);
    }
}

impl<'a> Walk<'a> {
    /// In this world from this moment on.
    pub fn new(ctx: Context, world: &'a World, start: DateTime<Utc>, reached: &'a mut Reached) -> Self {
        Self { ctx, world, office: Office::new(world, start), models: Vec::new(), reached }
    }

    fn today(&mut self) -> NaiveDate {
        self.office.now = self.ctx.clock.now();
        self.office.today()
    }

    fn receive(&mut self, chance: &mut Chance) {
        let today = self.today();
        for slips in [15, 0, 0, 0] {
            let (by, letter) = intakes::letter(chance, self.world, today, slips);
            if self.comes(by, &letter) {
                return;
            }
        }
        panic!("no sound letter in four");
    }

    /// A letter comes in, here and in the pure office alike; whether it was taken.
    pub fn comes(&mut self, by: By, letter: &ReceiveCase) -> bool {
        let today = self.today();
        let before = desk::fingerprint(&self.ctx.store);
        match (self.office.receive(by, letter), intake::receive(&self.ctx, by, letter)) {
            (Err(pure), Err(ActionError::Refused { refusal, .. })) => {
                assert_eq!(pure, refusal, "{letter:?}");
                assert_eq!(before, desk::fingerprint(&self.ctx.store), "a refused letter left something");
                false
            }
            (Ok(_), Ok(receipt)) => {
                let case = receipt.loaded.case;
                let stored = desk::file(&self.ctx, case.id);
                assert_eq!(stored.case, case);
                replays(&stored);
                let model = Model::received(letter, by, self.world, today, &case);
                model.agrees(&case);
                self.models.push(model);
                true
            }
            (pure, stored) => panic!("{by:?} {letter:?}\npurely {:?}\nstored {stored:?}", pure.map(|f| f.case)),
        }
    }

    fn step(&mut self, chance: &mut Chance, (slips, odd): (usize, usize)) {
        let today = self.today();
        let at = if chance.percent(70) { self.models.len() - 1 } else { chance.below(self.models.len()) };
        let other = if at == 0 { 1 } else { chance.below(at) };
        let mut mover = Mover { chance, world: self.world, model: &self.models[at], other: self.models[other].id, today, slips, odd };
        let (by, deed) = mover.next();
        self.does(at, other, by, &deed);
    }

    /// Somebody does something to the case `at`, here and in the pure office alike; whether it was accepted.
    pub fn does(&mut self, at: usize, other: usize, by: By, deed: &Deed) -> bool {
        let today = self.today();
        let (file, other_file) = (self.file(at), self.file(other));
        let scene = Scene { world: self.world, today, deadlines: &file.deadlines, data: &file.data, other: &self.models[other] };
        let verdict = self.models[at].judge(deed, by, scene);
        let pure = self.office.act(&file, Some(&other_file), by, deed);
        compare(pure.as_ref().err(), &verdict, &(by, deed), &self.models[at]);
        let before = desk::fingerprint(&self.ctx.store);
        match (pure, deed.perform(&self.ctx, by, file.case.id, None)) {
            (Err(pure), Err(ActionError::Refused { refusal, .. })) => {
                self.reached.refused += 1;
                if matches!(refusal.code, "merged" | "goes_on_elsewhere") {
                    // Where it went on, only the store can say.
                    assert!(refusal.args.iter().any(|(name, into)| *name == "into" && into != "?"), "{refusal:?}");
                } else {
                    assert_eq!(pure, refusal, "{by:?} {deed:?}");
                }
                assert_eq!(before, desk::fingerprint(&self.ctx.store), "a refused act left something: {by:?} {deed:?}");
                false
            }
            // What another case says, only the store knows.
            (Ok(_), Err(ActionError::Refused { refusal, .. })) if refusal.code == "receipt_after_link" => {
                assert_eq!(before, desk::fingerprint(&self.ctx.store), "a refused act left something: {by:?} {deed:?}");
                false
            }
            (Ok(after), Ok(done)) => {
                self.reached.accepted += 1;
                let stored = self.file(at);
                self.agrees(&after, &done, &stored);
                let model_before = self.models[at].clone();
                checks::moved(&file, &model_before, &stored, today);
                if by == By::Citizen && (model_before.sealed || model_before.identity != Identity::Named) {
                    self.hides_the_minute(&file, &stored, done.opened.as_ref());
                }
                self.models[at].follow(deed, by, stored.history.last().unwrap(), today, self.world);
                self.models[at].agrees(&stored.case);
                self.travelled(at, today);
                if after.joined.is_some() {
                    self.joined(&model_before, other, by);
                }
                if let Some(opened) = done.opened {
                    self.opened(&model_before, &file.case, &opened, by);
                }
                true
            }
            (pure, stored) => panic!("{by:?} {deed:?}\npurely {:?}\nstored {stored:?}", pure.map(|a| a.file.case)),
        }
    }

    pub fn file(&self, at: usize) -> File {
        desk::file(&self.ctx, self.models[at].id)
    }

    /// The row is what replaying the register gives, and what the pure domain came to.
    fn agrees(&self, after: &After, done: &Done, stored: &File) {
        assert_eq!(stored.case, done.case, "the case that the caller was given");
        assert_eq!((&stored.case.status, stored.case.version), (&after.file.case.status, after.file.case.version));
        assert_eq!((stored.case.next_due, &stored.case.detail.running), (after.file.case.next_due, &after.file.case.detail.running));
        assert_eq!(done.opened.is_some(), after.opens.is_some(), "a linked case");
        replays(stored);
    }

    /// Of what a secret sender does, only the hour is kept: in times, and in the identifiers that are made of times.
    fn hides_the_minute(&self, before: &File, stored: &File, opened: Option<&Case>) {
        let whole = |at: DateTime<Utc>| assert_eq!(at.timestamp_millis() % 3_600_000, 0, "{at} tells the minute");
        let last = stored.history.last().unwrap();
        let mut ids = vec![last.id.0];
        identifiers(&serde_json::to_value(&last.event).unwrap(), &mut ids);
        // Parties that the event only names may have been entered by the office a moment ago; those it adds are its own.
        let named: Vec<i64> = before.case.detail.parties.iter().map(|p| p.id.0).collect();
        ids.retain(|id| !named.contains(id));
        whole(last.at);
        if let Some(opened) = opened {
            ids.push(opened.id.0);
            whole(opened.received_at);
        }
        // Those of the office's own are small numbers; others may be older than today.
        let made = ids.into_iter().map(|id| DateTime::UNIX_EPOCH + Duration::milliseconds((id >> 22) + 1_577_836_800_000));
        made.filter(|at| (self.ctx.clock.now() - *at).num_hours() < 2).for_each(whole);
    }

    /// A conflict, and the day the first of linked cases came, are recorded on the others as well.
    fn travelled(&mut self, at: usize, today: NaiveDate) {
        for other in (0..self.models.len()).filter(|other| *other != at) {
            let stored = self.file(other);
            let model = &mut self.models[other];
            match &stored.history.last().unwrap().event {
                Event::ConflictDeclared { member, .. } if !model.excluded.contains(member) => model.exclude(*member),
                Event::Corrected { change: Correction::FirstReceivedAt { new, .. }, .. } => model.first_received = local_date(*new),
                _ => continue,
            }
            model.first_step = Some(model.first_step.map_or(today, |step| step.min(today)));
            replays(&stored);
            self.models[other].agrees(&stored.case);
        }
    }

    fn joined(&mut self, from: &Model, into: usize, by: By) {
        self.reached.mergers += 1;
        let stored = self.file(into);
        replays(&stored);
        self.models[into].joined(from, by, stored.history.last().unwrap());
        self.models[into].agrees(&stored.case);
        let people = stored.case.detail.parties.iter().filter(|p| stored.data.contains_key(&p.id)).count();
        assert_eq!(people, self.models[into].people.len(), "every party's data came along");
    }

    /// The linked case: its own number, its clocks start today; secrecy, conflicts and parties travel.
    fn opened(&mut self, from: &Model, before: &Case, opened: &Case, by: By) {
        let today = self.today();
        let stored = desk::file(&self.ctx, opened.id);
        assert_eq!(&stored.case, opened);
        replays(&stored);
        let transfer = opened.detail.origin == Some(Origin::Transfer(from.id));
        if transfer {
            self.reached.transfers += 1;
        } else {
            self.reached.appeals += 1;
            assert_eq!(opened.detail.origin, Some(Origin::Appeal(from.id)));
        }
        assert_eq!(opened.first_received_at, before.first_received_at, "when it first arrived anywhere");
        assert!(opened.confidential || !before.confidential, "the seal travels");
        assert!(before.detail.excluded.iter().all(|m| opened.detail.excluded.contains(m)), "conflicts travel");
        let Event::Received(received) = &stored.history[0].event else { panic!("a receipt") };
        assert_eq!(received.law_revision, self.ctx.law.revision);
        let who = if by == By::Citizen { By::Citizen } else { By::System };
        assert_eq!((stored.history.len(), stored.history[0].by, opened.registered_by), (1, who, None));
        let channel = match by {
            _ if transfer => Channel::Transferred,
            By::Citizen => Channel::Online,
            By::Member(_) | By::System => Channel::InPerson,
        };
        let model = from.linked(opened, channel, today);
        model.agrees(opened);
        assert!(opened.detail.parties.iter().all(|p| stored.data.contains_key(&p.id)), "every party's data came along");
        self.models.push(model);
    }
}

fn replays(stored: &File) {
    let law = Law::embedded();
    let mut case = apply::open(stored.case.id, &stored.history[0]).unwrap();
    let mut deadlines: Vec<Deadline> = Vec::new();
    for (at, recorded) in stored.history.iter().enumerate() {
        if at > 0 {
            case = apply::apply(case, recorded).unwrap();
        }
        deadlines = deadline::compute(&deadlines, &stored.history[..=at], law).unwrap();
        take_clocks(&mut case, &deadlines, law);
    }
    assert_eq!(case, stored.case, "the row and the replay of its register");
    deadlines.sort_by(|a, b| (a.started_seq, &a.rule).cmp(&(b.started_seq, &b.rule)));
    assert_eq!(deadlines, stored.deadlines, "the deadlines stored and computed");
}

impl Model {
    /// The case that a transfer or an appeal opens.
    fn linked(&self, opened: &Case, channel: Channel, today: NaiveDate) -> Self {
        let transfer = channel == Channel::Transferred;
        let people = self.people.iter().filter(|p| !p.left && p.role != PartyRole::ReceivingBody);
        let left = self.people.iter().filter(|p| p.left && p.role == PartyRole::Petitioner).count();
        let ids = opened.detail.parties.iter().map(|p| p.id);
        let mut excluded = self.excluded.clone();
        if !transfer {
            excluded.extend(self.acted.iter().filter(|m| !self.excluded.contains(m)));
        }
        Self {
            id: opened.id,
            unit: opened.unit,
            status: St::Received,
            channel,
            body: None,
            instance: if transfer { self.instance } else { self.instance + 1 },
            assignee: None,
            registered_by: None,
            classifier: None,
            servers: Vec::new(),
            excluded,
            eligible: None,
            first_step: None,
            signers: (self.signers - i32::try_from(left).unwrap()).max(1),
            published: false,
            linked: true,
            signature: false,
            acted: Vec::new(),
            suspended: None,
            complexity: None,
            grounds: Vec::new(),
            extensions: Vec::new(),
            people: people.zip(ids).map(|(p, id)| Person { id, ..*p }).collect(),
            documents: Vec::new(),
            withdrawals: Vec::new(),
            awaits_answer: false,
            appealed: false,
            letters: 1,
            received: today,
            since: today,
            ..self.clone()
        }
    }
}

/// Every identifier in an event.
fn identifiers(value: &serde_json::Value, found: &mut Vec<i64>) {
    match value {
        serde_json::Value::String(text) => found.extend(text.parse::<CaseId>().map(|id| id.0)),
        serde_json::Value::Array(all) => all.iter().for_each(|v| identifiers(v, found)),
        serde_json::Value::Object(all) => all.values().for_each(|v| identifiers(v, found)),
        serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::Number(_) => {}
    }
}

/// The case of this letter, received on the store without a slip.
pub fn received(ctx: &Context, by: By, letter: &redress::actions::receive_case::ReceiveCase) -> CaseId {
    intake::receive(ctx, by, letter).unwrap().loaded.case.id
}
