//! The ways in: what `write` promises.

use std::sync::Barrier;
use std::sync::atomic::{AtomicU32, Ordering};

use diesel::prelude::*;
use redress::store::schema::{revisions, units};
use redress::store::{Conn, Options, Store, StoreError};

use crate::support::db::{each_db, sqlite};

fn value(c: &mut Conn) -> Result<i64, StoreError> {
    Ok(revisions::table.filter(revisions::name.eq("law")).select(revisions::value).first(c)?)
}

fn set(c: &mut Conn, to: i64) -> Result<usize, StoreError> {
    Ok(diesel::update(revisions::table.filter(revisions::name.eq("law"))).set(revisions::value.eq(to)).execute(c)?)
}

#[test]
fn an_error_rolls_back_and_ok_stays() {
    each_db(|store| {
        let refused: Result<(), StoreError> = store.write(|c| {
            set(c, 7)?;
            Err(StoreError::Stale)
        });
        assert!(matches!(refused, Err(StoreError::Stale)));
        assert_eq!(store.read(value).unwrap(), 1);
        store.write(|c| set(c, 8)).unwrap();
        assert_eq!(store.read(value).unwrap(), 8);
    });
}

#[test]
fn a_panic_rolls_back_and_the_store_goes_on() {
    each_db(|store| {
        let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            store.write::<(), StoreError>(|c| {
                set(c, 7)?;
                panic!("on purpose");
            })
        }));
        assert!(panicked.is_err());
        assert_eq!(store.read(value).unwrap(), 1);
        store.write(|c| set(c, 8)).unwrap();
        assert_eq!(store.read(value).unwrap(), 8);
    });
}

/// Read, then write what was read plus one: loses none under contention on either database, where the update names the old value.
#[test]
fn sixteen_writers_lose_no_update() {
    const EACH: i64 = 20;
    each_db(|store| {
        let start = Barrier::new(16);
        let ran = AtomicU32::new(0);
        std::thread::scope(|scope| {
            for _ in 0..16 {
                scope.spawn(|| {
                    start.wait();
                    for _ in 0..EACH {
                        loop {
                            let done = store.write(|c| {
                                ran.fetch_add(1, Ordering::Relaxed);
                                let old = value(c)?;
                                let row = revisions::table.filter(revisions::name.eq("law")).filter(revisions::value.eq(old));
                                match diesel::update(row).set(revisions::value.eq(old + 1)).execute(c)? {
                                    1 => Ok(()),
                                    _ => Err(StoreError::Stale),
                                }
                            });
                            match done {
                                Ok(()) => break,
                                Err(StoreError::Stale) => {}
                                Err(other) => panic!("{other}"),
                            }
                        }
                    }
                });
            }
        });
        assert_eq!(store.read(value).unwrap(), 1 + 16 * EACH);
        if store.is_sqlite() {
            assert_eq!(ran.load(Ordering::Relaxed), 16 * 20, "with one writer nobody is ever stale");
        }
    });
}

/// Acts that share a commit stand and fall alone: every second is refused, and exactly the others are there.
#[test]
fn acts_in_one_commit_are_refused_one_by_one() {
    each_db(|store| {
        let start = Barrier::new(16);
        std::thread::scope(|scope| {
            for id in 0..16_i64 {
                let start = &start;
                scope.spawn(move || {
                    start.wait();
                    let done = store.write(|c| {
                        insert_unit(c, id)?;
                        if id % 2 == 1 { Err(StoreError::Stale) } else { Ok(()) }
                    });
                    assert_eq!(done.is_ok(), id % 2 == 0);
                });
            }
        });
        let ids: Vec<i64> = store.read(|c| Ok::<_, StoreError>(units::table.select(units::id).order(units::id).load(c)?)).unwrap();
        assert_eq!(ids, [0, 2, 4, 6, 8, 10, 12, 14]);
    });
}

fn insert_unit(c: &mut Conn, id: i64) -> Result<usize, StoreError> {
    let row = (
        units::id.eq(id),
        units::level.eq("ward"),
        units::name.eq("A"),
        units::sign.eq("A"),
        units::remote.eq(false),
        units::bodies.eq("[]"),
        units::public.eq(true),
    );
    Ok(diesel::insert_into(units::table).values(row).execute(c)?)
}

#[test]
fn a_duplicate_is_named_and_does_not_spoil_what_comes_after() {
    each_db(|store| {
        store.write(|c| insert_unit(c, 1)).unwrap();
        let again = store.write(|c| insert_unit(c, 1));
        assert!(matches!(&again, Err(StoreError::Duplicate(name)) if name.contains("units")), "{again:?}");
        store.write(|c| insert_unit(c, 2)).unwrap();
    });
}

/// Two acts take two rows in opposite order: PostgreSQL breaks the deadlock by failing one, which runs again and succeeds.
#[test]
fn a_deadlock_is_run_again() {
    each_db(|store| {
        if store.is_sqlite() {
            return;
        }
        let both_hold_one = Barrier::new(2);
        let runs = AtomicU32::new(0);
        std::thread::scope(|scope| {
            for names in [["law", "directory"], ["directory", "law"]] {
                let (both_hold_one, runs) = (&both_hold_one, &runs);
                scope.spawn(move || {
                    let mut first_run = true;
                    store
                        .write(|c| {
                            runs.fetch_add(1, Ordering::Relaxed);
                            for (at, name) in names.into_iter().enumerate() {
                                let row = revisions::table.filter(revisions::name.eq(name));
                                diesel::update(row).set(revisions::value.eq(revisions::value + 1)).execute(c)?;
                                if at == 0 && std::mem::take(&mut first_run) {
                                    both_hold_one.wait();
                                }
                            }
                            Ok::<_, StoreError>(())
                        })
                        .unwrap();
                });
            }
        });
        assert_eq!(runs.load(Ordering::Relaxed), 3, "one of the two was run a second time");
        let values: Vec<i64> = store.read(|c| Ok::<_, StoreError>(revisions::table.select(revisions::value).load(c)?)).unwrap();
        assert_eq!(values, [3, 3]);
    });
}

#[test]
fn a_snapshot_sees_one_state_and_a_reader_cannot_write() {
    each_db(|store| {
        let (before, after) = store
            .snapshot(|c| {
                let before = value(c)?;
                store.write(|c| set(c, 9))?;
                Ok::<_, StoreError>((before, value(c)?))
            })
            .unwrap();
        assert_eq!((before, after), (1, 1));
        assert_eq!(store.read(value).unwrap(), 9);
        if store.is_sqlite() {
            assert!(store.read(|c| set(c, 10)).is_err());
        }
        assert!(store.snapshot(|c| set(c, 10)).is_err());
        assert_eq!(store.read(value).unwrap(), 9);
    });
}

/// A write that was acknowledged is in the file for a process that opens it anew.
#[test]
fn what_was_acknowledged_is_there_after_opening_again() {
    let (store, folder) = sqlite();
    store.write(|c| set(c, 5)).unwrap();
    let url = format!("sqlite:{}", folder.path().join("redress.db").display());
    let other = Store::open(&url, &Options::default()).unwrap();
    other.migrate().unwrap();
    assert_eq!(other.read(value).unwrap(), 5);
}

#[test]
fn ready_only_once_it_is_migrated() {
    each_db(|store| store.ready().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&format!("sqlite:{}", folder.path().join("a.db").display()), &Options::default()).unwrap();
    assert!(store.ready().is_err());
}

/// Several instances start at once on one database.
#[test]
fn migrations_may_run_at_once() {
    each_db(|store| {
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| store.migrate().unwrap());
            }
        });
        store.ready().unwrap();
    });
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("a.db").display());
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| Store::open(&url, &Options::default()).unwrap().migrate().unwrap());
        }
    });
}
