//! A row is a case, exactly; an old version changes nothing.

use chrono::NaiveDate;
use redress::domain::case::Case;
use redress::domain::deadline::{Deadline, State};
use redress::domain::event::{By, Event, Recorded};
use redress::domain::ids::{CaseId, EventId, MemberId};
use redress::domain::kind::Form;
use redress::domain::rulebook::Duty;
use redress::domain::status::Status;
use redress::store::{Store, StoreError, cases, conflicts, deadlines, events};

use crate::support::db::each_db;
use crate::support::sample::{Maker, found_office};

fn load(store: &Store, id: CaseId) -> Case {
    store.read(|c| cases::load(c, id)).unwrap().unwrap()
}

#[test]
fn every_shape_of_a_case_comes_back_as_it_was() {
    each_db(|store| {
        found_office(store);
        let mut maker = Maker::new(1);
        for id in 1..=200 {
            let case = maker.case(id);
            store.write(|c| cases::insert(c, &case)).unwrap();
            assert_eq!(load(store, case.id), case);
            // Every column can change, and to NULL.
            let mut after = maker.case(id);
            after.version = case.version + 1;
            store.write(|c| cases::update(c, &case, &after)).unwrap();
            assert_eq!(load(store, case.id), after);
            for member in case.detail.excluded.iter().chain(&after.detail.excluded) {
                assert!(store.read(|c| conflicts::has(c, case.id, *member)).unwrap());
            }
        }
        assert_eq!(store.read(|c| cases::load(c, CaseId(999))).unwrap(), None);
        let all = store.read(|c| cases::load_all(c, &[CaseId(3), CaseId(4), CaseId(999)])).unwrap();
        assert_eq!(all.len(), 2);
    });
}

#[test]
fn a_stale_version_changes_nothing() {
    each_db(|store| {
        found_office(store);
        let mut case = Maker::new(2).case(1);
        case.detail.excluded.clear();
        store.write(|c| cases::insert(c, &case)).unwrap();
        let mut first = case.clone();
        first.version += 1;
        first.status = Status::Accepted;
        store.write(|c| cases::update(c, &case, &first)).unwrap();
        let mut second = case.clone();
        second.version += 1;
        second.detail.excluded.push(MemberId(2));
        assert!(matches!(store.write(|c| cases::update(c, &case, &second)), Err(StoreError::Stale)));
        assert_eq!(load(store, case.id), first);
        assert!(!store.read(|c| conflicts::has(c, case.id, MemberId(2))).unwrap());
    });
}

#[test]
fn a_number_opens_its_case_and_is_given_once() {
    each_db(|store| {
        found_office(store);
        let mut maker = Maker::new(3);
        let (one, mut other) = (maker.case(1), maker.case(2));
        other.unit = one.unit;
        other.number = one.number.clone();
        store.write(|c| cases::insert(c, &one)).unwrap();
        assert_eq!(store.read(|c| cases::by_number(c, &one.number)).unwrap(), [one]);
        assert!(matches!(store.write(|c| cases::insert(c, &other)), Err(StoreError::Duplicate(_))));
    });
}

#[test]
fn events_come_back_in_order_and_a_place_is_taken_once() {
    each_db(|store| {
        found_office(store);
        let case = Maker::new(4).case(1);
        let event = |id: i64, seq, by, on_paper| Recorded {
            id: EventId(id),
            seq,
            at: case.received_at,
            on: NaiveDate::from_ymd_opt(2021, 5, 1).unwrap(),
            by,
            on_paper,
            event: Event::SignatureRecorded { form: Form::Signed },
        };
        let all = [event(9, 1, By::Citizen, false), event(8, 2, By::Member(MemberId(3)), true), event(7, 3, By::System, false)];
        store
            .write(|c| {
                cases::insert(c, &case)?;
                [2, 0, 1].iter().try_for_each(|at: &usize| events::append(c, case.id, &all[*at]))
            })
            .unwrap();
        assert_eq!(store.read(|c| events::load(c, case.id)).unwrap(), all);
        let again = store.write(|c| events::append(c, case.id, &event(6, 2, By::System, false)));
        assert!(matches!(again, Err(StoreError::Duplicate(_))));
    });
}

#[test]
fn deadlines_are_replaced_whole() {
    each_db(|store| {
        found_office(store);
        let case = Maker::new(5).case(1);
        let day = NaiveDate::from_ymd_opt(2021, 5, 1).unwrap();
        let deadline = |rule: &str, seq, state| Deadline {
            rule: rule.into(),
            version: "1".into(),
            duty: Duty::Office,
            started_seq: seq,
            starts_on: day,
            due: Some(day),
            unrolled: None,
            office_target: None,
            state,
            verified: true,
            set_by_office: false,
            missing_year: None,
            law_from: None,
            basis: "art. 27".into(),
            trace: vec![],
        };
        let before = vec![deadline("c1.accept", 1, State::Running), deadline("c1.settle", 4, State::Paused)];
        let after = vec![deadline("c1.accept", 1, State::Met { on: day }), deadline("c1.send", 9, State::Void)];
        store
            .write(|c| {
                cases::insert(c, &case)?;
                deadlines::replace(c, case.id, &before, &[])
            })
            .unwrap();
        assert_eq!(store.read(|c| deadlines::load(c, case.id)).unwrap(), before);
        store.write(|c| deadlines::replace(c, case.id, &after, &[])).unwrap();
        assert_eq!(store.read(|c| deadlines::load(c, case.id)).unwrap(), after);
        store.write(|c| deadlines::replace(c, case.id, &[], &[])).unwrap();
        assert_eq!(store.read(|c| deadlines::load(c, case.id)).unwrap(), []);
    });
}
