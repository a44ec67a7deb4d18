//! Numbers have no gap: not by refusals, not under contention.

use std::sync::Mutex;

use redress::domain::ids::UnitId;
use redress::store::{StoreError, letter_book};

use crate::support::db::each_db;
use crate::support::sample::found_office;

#[test]
fn sixteen_writers_and_every_third_refused_leave_no_gap() {
    each_db(|store| {
        found_office(store);
        let given = Mutex::new(Vec::new());
        std::thread::scope(|scope| {
            for writer in 0..16 {
                let given = &given;
                scope.spawn(move || {
                    for turn in 0..12 {
                        let refuse = (writer + turn) % 3 == 0;
                        let done = store.write(|c| {
                            let seq = letter_book::allot(c, UnitId(100), 2026)?;
                            if refuse { Err(StoreError::Corrupt("on purpose")) } else { Ok(seq) }
                        });
                        match done {
                            Ok(seq) => given.lock().unwrap().push(seq),
                            Err(StoreError::Corrupt("on purpose")) if refuse => {}
                            Err(other) => panic!("{other}"),
                        }
                    }
                });
            }
        });
        let mut given = given.into_inner().unwrap();
        given.sort_unstable();
        assert_eq!(given, (1..=128).collect::<Vec<i32>>());
    });
}

#[test]
fn each_unit_and_year_has_a_series_of_its_own() {
    each_db(|store| {
        found_office(store);
        let next = |unit: i64, year| store.write(|c| letter_book::allot(c, UnitId(unit), year)).unwrap();
        assert_eq!([next(100, 2026), next(100, 2026), next(101, 2026), next(100, 2027), next(100, 2026)], [1, 2, 1, 1, 3]);
    });
}
