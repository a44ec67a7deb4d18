//! An office and cases of every shape, made up from a seed.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, TimeZone, Utc};
use diesel::prelude::*;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};

use redress::domain::case::{Case, Clock, Detail, Done, Extension, Issued, Link, LinkKind, Service, Suspension, Withdrawal};
use redress::domain::directory::{Directory, Grant, Level, Member, Unit};
use redress::domain::event::{ElectionRef, Origin};
use redress::domain::ids::{CaseId, DocumentId, ElectionId, MemberId, PartyId, UnitId};
use redress::domain::kind::{Body, Channel, Contest, Form, Identity, IneligibleGround, Kind, Matter, Track};
use redress::domain::number::Number;
use redress::domain::outcome::{CaseResult, ClosedAs, Complexity, Disposition, DocumentKind, Means, SuspensionGround, WithdrawalScope};
use redress::domain::party::{PartyRef, PartyRole};
use redress::domain::permission::Role;
use redress::domain::status::{Destination, ProposedFrom, Status};
use redress::seal::Keys;
use redress::store::schema::{members, party_index, units};
use redress::store::{Store, StoreError, parties};

/// The day on which the sample lives: some cases are late, some frozen, some past their election.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2021, 5, 20).unwrap()
}

/// Country 1; provinces 10, 11; wards 100, 101 in the one, 110, 111 in the other.
const UNITS: &[(i64, Option<i64>, Level)] = &[
    (1, None, Level::Country),
    (10, Some(1), Level::Province),
    (11, Some(1), Level::Province),
    (100, Some(10), Level::Ward),
    (101, Some(10), Level::Ward),
    (110, Some(11), Level::Ward),
    (111, Some(11), Level::Ward),
];

/// Members 1 to 12: each role in a ward, a province, the country; several roles; none; a disabled account.
const MEMBERS: &[(i64, &[(Role, i64)])] = &[
    (1, &[(Role::Clerk, 100)]),
    (2, &[(Role::Officer, 100)]),
    (3, &[(Role::Supervisor, 100)]),
    (4, &[(Role::Clerk, 10)]),
    (5, &[(Role::Officer, 11)]),
    (6, &[(Role::Supervisor, 1)]),
    (7, &[(Role::Clerk, 100), (Role::Officer, 110), (Role::Supervisor, 111)]),
    (8, &[(Role::Officer, 1)]),
    (9, &[(Role::Observer, 1), (Role::Admin, 1)]),
    (10, &[]),
    (11, &[(Role::Clerk, 1)]),
    (12, &[(Role::Supervisor, 1)]),
];

/// The office in memory. Member 12 is disabled.
pub fn directory() -> Directory {
    let unit = |(id, parent, level): &(i64, Option<i64>, Level)| Unit {
        id: UnitId(*id),
        parent: parent.map(UnitId),
        level: *level,
        name: format!("unit {id}"),
        sign: format!("U{id}"),
        remote: false,
        bodies: vec![],
        public: true,
        valid_from: None,
        valid_to: None,
        reminders: None,
    };
    let member = |(id, grants): &(i64, &[(Role, i64)])| Member {
        id: MemberId(*id),
        username: format!("m{id}"),
        name: format!("member {id}"),
        email: None,
        language: "vi".into(),
        disabled: *id == 12,
        absent_until: None,
        grants: grants.iter().map(|(role, unit)| Grant { role: *role, unit: UnitId(*unit) }).collect(),
    };
    let units = UNITS.iter().map(|u| (UnitId(u.0), unit(u))).collect();
    let members = MEMBERS.iter().map(|m| (MemberId(m.0), member(m))).collect();
    Directory::new(1, units, members, std::collections::HashMap::new())
}

/// Enters units and members.
pub fn found_office(store: &Store) {
    store
        .write(|c| {
            for (id, parent, level) in UNITS {
                let row = (
                    units::id.eq(id),
                    units::parent.eq(parent),
                    units::level.eq(level.as_str()),
                    units::name.eq("x"),
                    units::sign.eq(format!("U{id}")),
                    (units::remote.eq(false), units::bodies.eq("[]"), units::public.eq(true)),
                );
                diesel::insert_into(units::table).values(row).execute(c)?;
            }
            for (id, _) in MEMBERS {
                let row = (
                    members::id.eq(id),
                    members::username.eq(format!("m{id}")),
                    members::name.eq("x"),
                    (members::language.eq("vi"), members::disabled.eq(false)),
                    members::created_at.eq(DateTime::<Utc>::UNIX_EPOCH.naive_utc()),
                );
                diesel::insert_into(members::table).values(row).execute(c)?;
            }
            Ok::<_, StoreError>(())
        })
        .unwrap();
}

/// Makes cases up; the same seed makes the same.
pub struct Maker(pub StdRng);

impl Maker {
    pub fn new(seed: u64) -> Self {
        Self(StdRng::seed_from_u64(seed))
    }

    fn any<T: Copy>(&mut self, of: &[T]) -> T {
        *of.choose(&mut self.0).unwrap()
    }

    fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.0.random_bool(0.4) { Some(make(self)) } else { None }
    }

    fn some<T>(&mut self, mut make: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.0.random_range(0..3)).map(|_| make(self)).collect()
    }

    /// A day around [`today`], close enough that many cases share one.
    fn day(&mut self) -> NaiveDate {
        today() - Days::new(8) + Days::new(self.0.random_range(0..16))
    }

    fn time(&mut self) -> DateTime<Utc> {
        let hour = Utc.with_ymd_and_hms(2021, 5, 10, 1, 0, 0).unwrap() + TimeDelta::hours(self.0.random_range(0..40));
        if self.0.random_bool(0.5) { hour } else { hour + TimeDelta::microseconds(self.0.random_range(1..1_000_000)) }
    }

    fn member(&mut self) -> MemberId {
        MemberId(self.0.random_range(1..=12))
    }

    fn status(&mut self) -> Status {
        match self.0.random_range(0..8) {
            0 | 1 => Status::Received,
            2 => Status::Screening,
            3 => Status::Proposed {
                disposition: self.any(Disposition::ALL),
                ground: "stated".into(),
                to: self.maybe(|m| if m.0.random() { Destination::Unit(UnitId(10)) } else { Destination::Body(Body::Court) }),
                by: self.member(),
                from: self.any(&[ProposedFrom::Screening, ProposedFrom::Accepted]),
            },
            4 => Status::Accepted,
            5 => Status::Drafted { result: self.any(CaseResult::ALL), by: self.member() },
            6 => Status::Settled { result: self.any(CaseResult::ALL) },
            _ => Status::Closed {
                how: self.any(ClosedAs::ALL),
                result: self.maybe(|m| m.any(CaseResult::ALL)),
                by: self.maybe(Self::member),
            },
        }
    }

    fn party(&mut self) -> PartyRef {
        PartyRef {
            id: PartyId(self.0.random_range(1..1000)),
            role: self.any(PartyRole::ALL),
            named: self.0.random(),
            email: self.0.random(),
            post: self.0.random(),
            left: self.0.random(),
        }
    }

    fn issued(&mut self) -> Issued {
        Issued {
            id: DocumentId(self.0.random_range(1..1000)),
            kind: self.any(DocumentKind::ALL),
            on: self.day(),
            services: self.some(|m| Service {
                party: PartyId(m.0.random_range(1..1000)),
                role: m.any(PartyRole::ALL),
                done: m.maybe(|m| Done { on: m.day(), means: m.any(Means::ALL) }),
            }),
        }
    }

    fn detail(&mut self) -> Detail {
        Detail {
            remote: self.0.random(),
            election: self.maybe(|m| ElectionRef {
                id: ElectionId(1),
                day: m.day(),
                voter_list_posted: m.maybe(Self::day),
                candidate_list_published: m.maybe(Self::day),
                result_published: m.maybe(Self::day),
            }),
            occurred_on: self.maybe(Self::day),
            language: "vi".into(),
            signers: self.0.random_range(1..20),
            parties: self.some(Self::party),
            since: self.day(),
            letters: self.0.random_range(1..5),
            instance: self.any(&[1, 2]),
            origin: self.maybe(|m| if m.0.random() { Origin::Transfer(CaseId(5)) } else { Origin::Appeal(CaseId(6)) }),
            next: self.some(|m| Link { kind: m.any(LinkKind::ALL), case: CaseId(7) }),
            joined: self.some(|m| CaseId(m.0.random_range(1..1000))),
            excluded: if self.0.random_bool(0.3) { vec![self.member()] } else { vec![] },
            suspects: vec![],
            cleared: vec![],
            reveals: vec![],
            out_of_time: self.0.random(),
            classified_by: self.maybe(Self::member),
            eligible: self.maybe(|m| m.0.random()),
            ineligible_ground: self.maybe(|m| m.any(IneligibleGround::ALL)),
            complexity: self.maybe(|m| m.any(Complexity::ALL)),
            extensions: self.some(|m| Extension { rule: "d.settle".into(), days: 30, on: m.day() }),
            running: self.some(|m| Clock {
                rule: "c1.settle".into(),
                due: m.maybe(Self::day),
                paused: m.0.random(),
                extendable: m.0.random(),
                missing_year: m.maybe(|m| m.0.random_range(2027..2030)),
            }),
            suspended: self.maybe(|m| Suspension { since: m.day(), ground: m.any(SuspensionGround::ALL) }),
            withdrawals: self.some(|m| Withdrawal {
                scope: m.any(WithdrawalScope::ALL),
                party: m.maybe(|m| PartyId(m.0.random_range(1..1000))),
                form: m.maybe(|m| m.any(Form::ALL)),
                on: m.day(),
                all_signers: m.0.random(),
            }),
            documents: self.some(Self::issued),
            servers: if self.0.random_bool(0.3) { vec![self.member()] } else { vec![] },
            acted: self.some(Self::member),
            awaits_answer: self.0.random(),
            published_on: self.maybe(Self::day),
            law_revision: 1,
        }
    }

    /// A case of any shape that this number in the book can have.
    pub fn case(&mut self, id: i64) -> Case {
        let unit = self.any(UNITS).0;
        let detail = self.detail();
        let number = Number { seq: i32::try_from(id).unwrap(), year: self.any(&[2020, 2021]), sign: format!("U{unit}") };
        Case {
            id: CaseId(id),
            number,
            unit: UnitId(unit),
            kind: self.any(Kind::ALL),
            matter: self.any(Matter::ALL),
            contest: self.maybe(|m| m.any(Contest::ALL)),
            track: self.any(Track::ALL),
            channel: self.any(Channel::ALL),
            form: self.any(Form::ALL),
            identity: self.any(Identity::ALL),
            confidential: self.0.random(),
            status: self.status(),
            competent_body: self.maybe(|m| m.any(Body::ALL)),
            assignee: self.maybe(Self::member),
            registered_by: self.maybe(Self::member),
            received_at: self.time(),
            first_received_at: self.time(),
            polling_area: self.maybe(|m| UnitId(m.any(UNITS).0)),
            next_due: self.maybe(Self::day),
            freezes_on: self.maybe(Self::day),
            to_serve: self.0.random(),
            version: self.0.random_range(1..100),
            detail,
        }
    }
}

/// The cases that the blind index holds for this name or number, the newest first.
pub fn named(store: &Store, keys: &Keys, value: &str) -> Vec<CaseId> {
    let digests = parties::digests(keys, value);
    let ids: Vec<i64> = store
        .read(|c| {
            let rows = party_index::table.filter(party_index::blind.eq_any(digests)).select(party_index::case_id);
            Ok::<_, StoreError>(rows.distinct().order(party_index::case_id.desc()).load(c)?)
        })
        .unwrap();
    ids.into_iter().map(CaseId).collect()
}
