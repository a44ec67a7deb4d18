//! The office without a store: what `actions::perform` and `actions::record` do, purely.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use redress::actions::act::{CaseFile, Keep, Kept, Opening, PartyChange};
use redress::actions::receive_case::{Intake, ReceiveCase};
use redress::actions::record::{set_value, take_clocks, value_of};
use redress::domain::apply;
use redress::domain::case::Case;
use redress::domain::correction::Correctable;
use redress::domain::deadline::{self, Deadline};
use redress::domain::event::{By, Event, Recorded};
use redress::domain::gate::{self, Standing};
use redress::domain::ids::{CaseId, EventId, PartyId, TextId};
use redress::domain::law::Law;
use redress::domain::party::PartyData;
use redress::domain::permission::may_know;
use redress::domain::refusal::Refusal;
use redress::domain::zone::local_date;

use super::deed::Deed;
use super::world::World;

/// A case with its register.
#[derive(Debug, Clone)]
pub struct File {
    pub case: Case,
    pub history: Vec<Recorded>,
    pub deadlines: Vec<Deadline>,
    pub data: HashMap<PartyId, PartyData>,
}

/// What an accepted act comes to.
#[derive(Debug)]
pub struct After {
    pub file: File,
    pub opens: Option<Opening>,
    /// The case on the other side of a merger, as it then stands.
    pub joined: Option<File>,
}

/// The office at one moment.
#[derive(Debug)]
pub struct Office<'w> {
    pub world: &'w World,
    pub now: DateTime<Utc>,
    next: i64,
}

impl<'w> Office<'w> {
    pub const fn new(world: &'w World, now: DateTime<Utc>) -> Self {
        Self { world, now, next: 1000 }
    }

    pub fn today(&self) -> NaiveDate {
        local_date(self.now)
    }

    pub fn receive(&mut self, by: By, letter: &ReceiveCase) -> Result<File, Refusal> {
        let intake = Intake { by, directory: &self.world.directory, now: self.now, law_revision: 0, mailed: false };
        let next = &mut self.next;
        let (received, kept) = keeping(next, &HashMap::new(), |keep| letter.decide(&intake, keep))?;
        let on = local_date(received.received_at);
        let id = CaseId(self.id());
        let recorded = self.record(1, Event::Received(Box::new(received)), on, by, false);
        let mut case = apply::open(id, &recorded).unwrap();
        let history = vec![recorded];
        let deadlines = deadline::compute(&[], &history, Law::embedded()).unwrap();
        take_clocks(&mut case, &deadlines, Law::embedded());
        let mut file = File { case, history, deadlines, data: HashMap::new() };
        file.learn(&kept);
        Ok(file)
    }

    /// Whether somebody may do this to the case now, and what becomes of it.
    pub fn act(&mut self, file: &File, other: Option<&File>, by: By, deed: &Deed) -> Result<After, Refusal> {
        let today = self.today();
        let standing = self.standing(&file.case, by)?;
        let entry = gate::gate(deed.verb(), &file.case, &standing, today)?;
        let wanted = deed.other();
        // A case named as its own other half is found, as any other.
        let other = if wanted == Some(file.case.id) { Some(file) } else { other };
        let other = other.filter(|o| Some(o.case.id) == wanted && self.standing(&o.case, by).is_ok());
        let view = CaseFile {
            case: &file.case,
            history: &file.history,
            deadlines: &file.deadlines,
            directory: &self.world.directory,
            law: Law::embedded(),
            standing: &standing,
            entry,
            today,
            other: other.map(|o| &o.case),
            other_deadlines: other.map_or(&[], |o| &o.deadlines),
        };
        let (decided, kept) = keeping(&mut self.next, &file.data, |keep| deed.decide(&view, keep))?;
        let paper = entry == gate::Entry::OnPaper;
        let mut after = self.then(file, decided.event, decided.on, by, paper);
        after.learn(&kept);
        let joined = decided.also.map(|(_, event)| self.then(other.unwrap(), event, decided.on, by, false));
        Ok(After { file: after, opens: decided.opens, joined })
    }

    /// What somebody is to the case.
    pub fn standing(&self, case: &Case, by: By) -> Result<Standing, Refusal> {
        let directory = &self.world.directory;
        match by {
            By::Member(member) if may_know(&directory.members[&member], directory, case) => {
                Ok(Standing::member(member, case, directory, self.now))
            }
            By::Member(_) => Err(Refusal::missing("case_not_found")),
            By::Citizen | By::System => Ok(Standing { by, ..Standing::citizen() }),
        }
    }

    /// The case after one more event.
    fn then(&mut self, file: &File, event: Event, on: NaiveDate, by: By, on_paper: bool) -> File {
        let recorded = self.record(file.case.version + 1, event, on, by, on_paper);
        let mut case = apply::apply(file.case.clone(), &recorded).expect("what was decided can follow");
        let mut history = file.history.clone();
        history.push(recorded);
        let deadlines = deadline::compute(&file.deadlines, &history, Law::embedded()).expect("a register has deadlines");
        take_clocks(&mut case, &deadlines, Law::embedded());
        File { case, history, deadlines, data: file.data.clone() }
    }

    fn record(&mut self, seq: i64, event: Event, on: NaiveDate, by: By, on_paper: bool) -> Recorded {
        Recorded { id: EventId(self.id()), seq, at: self.now, on, by, on_paper, event }
    }

    const fn id(&mut self) -> i64 {
        self.next += 1;
        self.next
    }
}

impl File {
    /// Keeps what parties' data an act left.
    fn learn(&mut self, kept: &Kept) {
        for change in &kept.parties {
            match change {
                PartyChange::Add(party, data) => {
                    self.data.insert(party.id, data.clone());
                }
                PartyChange::Set(party, field, value) => {
                    set_value(self.data.entry(*party).or_default(), *field, value.clone());
                }
            }
        }
    }
}

fn keeping<T>(
    next: &mut i64,
    data: &HashMap<PartyId, PartyData>,
    decide: impl FnOnce(&mut Keep<'_>) -> Result<T, Refusal>,
) -> Result<(T, Kept), Refusal> {
    let mut ids = || {
        *next += 1;
        *next
    };
    // A stand-in for the keyed digest: it shows how long a text is, never what it says.
    let digest = |_: TextId, text: &str| format!("digest-{}", text.len());
    let present = |party: PartyId, field: Correctable| value_of(data.get(&party)?, field);
    let mut keep = Keep::new(&mut ids, &digest, &present);
    let decided = decide(&mut keep)?;
    Ok((decided, keep.kept))
}
