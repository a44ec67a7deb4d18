//! The course of a case: what happens to it and when, before any of it is done.

use chrono::{DateTime, Days, TimeDelta, Utc};

use super::dice::Dice;
use super::era::Era;
use super::office::{Appeal, Desk};
use super::topics::Topic;
use crate::domain::ids::UnitId;
use crate::domain::kind::{Contest, Kind, Matter, Track};
use crate::domain::outcome::{CaseResult, Disposition, DocumentKind};
use crate::domain::zone::local_date;

/// One thing that happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Classify,
    Assign,
    /// Another's letter on the same matter is joined to it.
    Join,
    Signature,
    Verify,
    Dialogue,
    Propose(Disposition),
    SendBack,
    Approve,
    Serve(DocumentKind),
    Complex,
    Extend,
    Suspend,
    Resume,
    Draft(CaseResult),
    Sign,
    Publish,
    AddLetter,
    Message,
    Withdraw,
    Terminate,
    Answer,
    Appeal,
    StrikeOff,
    HandOver,
}

/// What comes of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Settled,
    Refused,
    Guided,
    Returned,
    /// As a duplicate, without a name, or for want of a signature.
    Filed,
    Above,
    Outside,
    Withdrawn,
}

/// A case to come.
#[derive(Debug)]
pub struct Course {
    pub topic: &'static Topic,
    pub contest: Option<Contest>,
    pub desk: usize,
    pub received: DateTime<Utc>,
    pub online: bool,
    pub anonymous: bool,
    pub fate: Fate,
    pub steps: Vec<(DateTime<Utc>, Step)>,
    /// On the linked case, if one opens.
    pub linked: Vec<(DateTime<Utc>, Step)>,
    /// Each number of a letter book that it takes, in the order of taking: when, and whose book.
    pub numbers: Vec<(DateTime<Utc>, UnitId)>,
    /// How many cases it comes to: its own, one joined to it, one that it opens.
    pub cases: usize,
}

struct Way<'a> {
    era: &'a Era<'a>,
    dice: Dice,
    at: DateTime<Utc>,
    steps: Vec<(DateTime<Utc>, Step)>,
    /// Nothing more happens.
    over: bool,
    /// The freeze concerns it.
    freezes: bool,
    /// There is a next instance.
    appeals: bool,
}

impl Way<'_> {
    /// The next thing, so many days later. Something may always come between: then the case stays where it is.
    fn then(&mut self, days: (i64, i64), step: Step) {
        let at = self.era.later(&mut self.dice, self.at, days);
        self.over |= at > self.era.until || self.dice.percent(2);
        if self.over {
            return;
        }
        if self.freezes && local_date(at) >= self.era.freeze() && !matches!(step, Step::Classify | Step::Assign | Step::AddLetter) {
            self.stopped_by_law();
            return;
        }
        if matches!(step, Step::Sign | Step::Terminate) {
            // Signed or ended before the freeze, it is served and published at any time.
            self.freezes = false;
        }
        self.steps.push((at, step));
        self.at = at;
    }

    fn sometimes(&mut self, chance: usize, days: (i64, i64), step: Step) -> bool {
        let before = self.steps.len();
        if self.dice.percent(chance) {
            self.then(days, step);
        }
        self.steps.len() > before
    }

    /// Art. 61.2 and 61.4: struck off before the election, handed over after it, or left.
    fn stopped_by_law(&mut self) {
        self.over = true;
        let chance = self.dice.below(100);
        let (step, least) = match chance {
            0..8 => (Step::StrikeOff, start(self.era.freeze())),
            8..65 => (Step::HandOver, start(self.era.day + Days::new(1))),
            _ => return,
        };
        let at = self.era.later(&mut self.dice, self.at.max(least), (1, 3));
        let in_time = if step == Step::StrikeOff { local_date(at) < self.era.day } else { local_date(at) > self.era.day };
        if in_time && at <= self.era.until {
            self.steps.push((at, step));
            if step == Step::StrikeOff {
                let served = self.era.later(&mut self.dice, at, (0, 1));
                if served <= self.era.until {
                    self.steps.push((served, Step::Serve(DocumentKind::StrikeOff)));
                }
            }
        }
    }

    fn has(&self, step: Step) -> bool {
        self.steps.iter().any(|(_, s)| *s == step)
    }
}

fn start(day: chrono::NaiveDate) -> DateTime<Utc> {
    crate::domain::zone::start_of(day)
}

impl Course {
    /// The course of case `which` of this seed. None: there are no topics.
    pub fn of(era: &Era<'_>, desks: &[Desk], seed: u64, which: u64) -> Option<Self> {
        let mut dice = Dice::of(seed, which);
        let topic = Topic::any(&mut dice)?;
        let contest = topic.contest(&mut dice);
        let desk = dice.below(desks.len());
        let here = desks.get(desk)?;
        let online = here.public && dice.percent(if topic.kind == Kind::Feedback { 80 } else { 35 });
        let anonymous = online && topic.kind == Kind::Denunciation && dice.percent(20);
        let received = era.arrival(&mut dice, online);
        let freezes = topic.track == Track::Election && topic.matter.freezes();
        let fate = fate(&mut dice, topic, here, contest, (online, anonymous));
        let appeals = here.appeal(local_date(received)) != Appeal::Last;
        let mut way = Way { era, dice, at: received, steps: Vec::new(), over: received > era.until, freezes, appeals };
        let unsigned = online && topic.track == Track::General && matches!(topic.kind, Kind::Complaint | Kind::Denunciation);
        way.begin(topic, online, unsigned && !anonymous);
        way.go_on(topic, fate, anonymous, (unsigned && !way.has(Step::Signature)).then_some(fate));
        Some(Self::closed(way, topic, contest, desk, here, (received, online, anonymous, fate)))
    }

    fn closed(
        mut way: Way<'_>,
        topic: &'static Topic,
        contest: Option<Contest>,
        desk: usize,
        here: &Desk,
        (received, online, anonymous, fate): (DateTime<Utc>, bool, bool, Fate),
    ) -> Self {
        let mut numbers = vec![(received, here.unit)];
        let (mut cases, mut linked) = (1, Vec::new());
        let steps = std::mem::take(&mut way.steps);
        // What nobody came to sign is filed, whatever would else have come of it.
        let transferred = fate == Fate::Above && steps.iter().any(|(_, step)| *step == Step::Propose(Disposition::Transfer));
        for (at, step) in &steps {
            let above = match step {
                Step::Join => {
                    cases += 1;
                    numbers.push((*at - JOINED, here.unit));
                    None
                }
                Step::AddLetter => {
                    numbers.push((*at, here.unit));
                    None
                }
                Step::Approve if transferred => above(topic, here).map(|(unit, _)| unit),
                Step::Appeal => match here.appeal(local_date(received)) {
                    Appeal::Unit(unit) => Some(unit),
                    Appeal::Outside | Appeal::Last => None,
                },
                _ => None,
            };
            if let Some(unit) = above {
                cases += 1;
                numbers.push((*at, unit));
                linked = way.above(topic, *at);
            }
        }
        Self { topic, contest, desk, received, online, anonymous, fate, steps, linked, numbers, cases }
    }
}

/// A joined letter came so long before it was joined.
pub const JOINED: TimeDelta = TimeDelta::minutes(40);

/// The unit above whose body decides this.
pub fn above(topic: &Topic, desk: &Desk) -> Option<(UnitId, crate::domain::kind::Body)> {
    if topic.track == Track::Election { desk.above_election } else { desk.above_general }
}

fn fate(dice: &mut Dice, topic: &Topic, desk: &Desk, contest: Option<Contest>, (online, anonymous): (bool, bool)) -> Fate {
    let candidate = topic.track == Track::Election && topic.matter.freezes();
    if anonymous {
        return Fate::Filed;
    }
    let chance = dice.below(100);
    let fate = match (topic.track, topic.kind) {
        (Track::Election, _) if candidate && contest == Some(Contest::CouncilProvince) => Fate::Above,
        (Track::Election, _) => match chance {
            0..90 => Fate::Settled,
            90..94 => Fate::Refused,
            94..98 => Fate::Filed,
            _ => Fate::Withdrawn,
        },
        (Track::General, Kind::Complaint) => match chance {
            0..66 => Fate::Settled,
            66..74 => Fate::Refused,
            74..86 => Fate::Guided,
            86..90 => Fate::Returned,
            90..94 => Fate::Filed,
            _ => Fate::Withdrawn,
        },
        (Track::General, Kind::Denunciation) => match chance {
            0..66 => Fate::Settled,
            66..72 => Fate::Refused,
            72..84 => Fate::Above,
            84..92 => Fate::Outside,
            _ => Fate::Withdrawn,
        },
        (Track::General, Kind::Petition | Kind::Feedback) => match chance {
            0..68 => Fate::Settled,
            68..84 => Fate::Outside,
            84..92 => Fate::Guided,
            _ => Fate::Filed,
        },
    };
    match fate {
        Fate::Above if above(topic, desk).is_none() => Fate::Settled,
        // A clerk records a withdrawal: of a denunciation only one who registered it.
        Fate::Withdrawn if topic.kind == Kind::Denunciation && online => Fate::Settled,
        Fate::Settled | Fate::Refused | Fate::Guided | Fate::Returned | Fate::Filed | Fate::Above | Fate::Outside | Fate::Withdrawn => fate,
    }
}

impl Way<'_> {
    fn begin(&mut self, topic: &Topic, online: bool, waits: bool) {
        self.then((0, 2), Step::Classify);
        self.then((0, 1), Step::Assign);
        let assigned = self.at;
        if topic.matter == Matter::Other && !online && self.sometimes(25, (0, 0), Step::Join) && self.at - JOINED <= assigned {
            // The other letter must be the later one.
            self.steps.pop();
        }
        if waits {
            self.sometimes(75, (1, 6), Step::Signature);
        }
        if !(online && topic.kind == Kind::Denunciation) {
            self.sometimes(10, (0, 3), Step::AddLetter);
        }
    }

    fn go_on(&mut self, topic: &Topic, fate: Fate, anonymous: bool, unsigned: Option<Fate>) {
        let general = topic.track == Track::General;
        if unsigned.is_some() && !anonymous {
            // Nobody came to sign it.
            if self.dice.percent(60) {
                self.then((15, 25), Step::Propose(Disposition::File));
                self.then((1, 3), Step::Approve);
            }
            return;
        }
        if anonymous && general {
            self.then((1, 5), Step::Verify);
        }
        let days = if general { (2, 6) } else { (0, 2) };
        let (disposition, document) = match fate {
            Fate::Settled | Fate::Withdrawn => (Disposition::Accept, DocumentKind::Acceptance),
            Fate::Refused => (Disposition::Refuse, DocumentKind::Refusal),
            Fate::Guided => (Disposition::Guide, DocumentKind::Guidance),
            Fate::Returned => (Disposition::Return, DocumentKind::Return),
            Fate::Filed => (Disposition::File, DocumentKind::Filing),
            Fate::Above | Fate::Outside => (Disposition::Transfer, DocumentKind::Transfer),
        };
        self.then(days, Step::Propose(disposition));
        if self.sometimes(5, (0, 2), Step::SendBack) {
            self.then((0, 2), Step::Propose(disposition));
        }
        self.then((0, if general { 3 } else { 1 }), Step::Approve);
        if fate != Fate::Settled && fate != Fate::Withdrawn {
            // Disposed of, the law stops it no more.
            self.freezes = false;
        }
        self.then((0, if general { 3 } else { 1 }), Step::Serve(document));
        match fate {
            Fate::Settled => self.settle(topic),
            Fate::Withdrawn => {
                self.then((2, 8), Step::Withdraw);
                self.then((1, 4), Step::Terminate);
                self.then((0, 3), Step::Serve(DocumentKind::Termination));
            }
            Fate::Outside => {
                self.sometimes(55, (12, 35), Step::Answer);
            }
            Fate::Refused | Fate::Guided | Fate::Returned | Fate::Filed | Fate::Above => {}
        }
    }

    fn settle(&mut self, topic: &Topic) {
        let general = topic.track == Track::General;
        let long = if general { (3, 8) } else { (0, 2) };
        self.sometimes(60, long, Step::Verify);
        self.sometimes(12, (0, 3), Step::Message);
        match topic.kind {
            Kind::Complaint if general => {
                self.sometimes(50, (2, 5), Step::Dialogue);
                self.sometimes(12, (0, 3), Step::Complex);
            }
            Kind::Denunciation if general => {
                if self.sometimes(25, (1, 3), Step::Complex) {
                    self.then((0, 3), Step::Extend);
                    self.then((0, 2), Step::Serve(DocumentKind::Extension));
                }
                if self.sometimes(10, (1, 3), Step::Suspend) {
                    self.then((0, 3), Step::Serve(DocumentKind::Suspension));
                    if !self.sometimes(60, (8, 20), Step::Resume) {
                        return;
                    }
                    self.then((0, 3), Step::Serve(DocumentKind::Resumption));
                }
            }
            Kind::Complaint | Kind::Denunciation | Kind::Petition | Kind::Feedback => {}
        }
        let result = result(&mut self.dice, topic.kind);
        self.then(if general { (4, 14) } else { (0, 3) }, Step::Draft(result));
        if self.sometimes(7, (0, 2), Step::SendBack) {
            self.then((0, 3), Step::Draft(result));
        }
        self.then((0, 3), Step::Sign);
        let denunciation = topic.kind == Kind::Denunciation;
        self.then((0, 3), Step::Serve(if denunciation { DocumentKind::Conclusion } else { DocumentKind::Decision }));
        if denunciation {
            self.sometimes(80, (0, 4), Step::Publish);
        } else if general && topic.kind == Kind::Complaint && result != CaseResult::Justified && self.appeals {
            self.sometimes(25, (2, 15), Step::Appeal);
        }
    }

    /// What happens on the linked case in the unit above, which opened at this moment.
    fn above(&mut self, topic: &Topic, opened: DateTime<Utc>) -> Vec<(DateTime<Utc>, Step)> {
        self.at = opened;
        self.over = false;
        self.freezes = topic.track == Track::Election && topic.matter.freezes();
        self.then((0, 2), Step::Classify);
        self.then((0, 2), Step::Assign);
        self.then((1, 5), Step::Propose(Disposition::Accept));
        self.then((0, 3), Step::Approve);
        self.then((0, 3), Step::Serve(DocumentKind::Acceptance));
        self.settle_above(topic.kind);
        std::mem::take(&mut self.steps)
    }

    fn settle_above(&mut self, kind: Kind) {
        let result = result(&mut self.dice, kind);
        self.then((5, 20), Step::Draft(result));
        self.then((0, 4), Step::Sign);
        self.then((0, 4), Step::Serve(if kind == Kind::Denunciation { DocumentKind::Conclusion } else { DocumentKind::Decision }));
    }
}

fn result(dice: &mut Dice, kind: Kind) -> CaseResult {
    dice.one(CaseResult::of(kind)).copied().unwrap_or(CaseResult::Answered)
}
