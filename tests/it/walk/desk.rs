//! The office of the walks on a database: its context, a case as it is stored, and what lies in all tables.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use chrono::{DateTime, Duration, Utc};
use diesel::prelude::*;
use diesel::sql_types::Text;
use redress::actions::context::Context;
use redress::actions::error::ActionError;
use redress::actions::record;
use redress::clock::{MovableClock, Randomness};
use redress::domain::ids::CaseId;
use redress::domain::law::Law;
use redress::mail::Sender;
use redress::seal::Keys;
use redress::store::{Conn, Store, StoreError, elections, members, parties, units};

use super::office::File;
use super::world::{ELECTION, EVERYBODY, PROVINCE, World, worlds};

/// Gives numbers that never come twice: the clock stands still, and nothing else tells identifiers apart.
struct Counting(AtomicU32);

impl Randomness for Counting {
    fn fill(&self, buffer: &mut [u8]) {
        for chunk in buffer.chunks_mut(4) {
            let next = self.0.fetch_add(1, Ordering::Relaxed).to_le_bytes();
            chunk.copy_from_slice(&next[..chunk.len()]);
        }
    }
}

/// Numbers from this one on.
pub fn counting(from: u32) -> Arc<dyn Randomness> {
    Arc::new(Counting(AtomicU32::new(from)))
}

/// Enters the units, members and the election that all worlds share.
pub fn found(store: &Store) {
    let world = &worlds()[0];
    store
        .write(|c| {
            let mut all: Vec<_> = world.directory.units.values().collect();
            all.sort_by_key(|u| (u.id != PROVINCE, u.id));
            for unit in all {
                units::insert(c, unit)?;
            }
            for member in EVERYBODY {
                members::insert(c, &world.directory.members[&member], "", DateTime::UNIX_EPOCH)?;
            }
            elections::insert(c, &world.directory.elections[&ELECTION])
        })
        .unwrap();
}

/// The context in which this world acts on the store, and its clock.
pub fn context(store: &Store, world: &World, now: DateTime<Utc>) -> (Context, Arc<MovableClock>) {
    static NUMBERS: AtomicU32 = AtomicU32::new(0);
    let clock = Arc::new(MovableClock::still(now));
    let sender = Sender {
        from: "redress@example.vn".parse().unwrap(),
        reply_to: None,
        public_url: "http://127.0.0.1".to_owned(),
        retry_first: Duration::minutes(1),
        intake: None,
    };
    let ctx = Context {
        store: store.clone(),
        keys: Arc::new(Keys::from_secrets(vec![(1, [7; 32].into())]).unwrap()),
        clock: clock.clone(),
        random: counting(NUMBERS.fetch_add(50_000, Ordering::Relaxed)),
        directory: Arc::new(world.directory.clone()),
        law: Arc::new(Law::embedded().clone()),
        sender: Arc::new(sender),
        policy: redress::config::Policy::default(),
    };
    (ctx, clock)
}

/// The case as it is stored.
pub fn file(ctx: &Context, id: CaseId) -> File {
    ctx.store
        .read(|c| {
            let loaded = record::load(c, &ctx.keys, id)?.expect("the case is there");
            let data = parties::load(c, &loaded.key, id)?.into_iter().map(|p| (p.id, p.data)).collect();
            Ok::<_, ActionError>(File { case: loaded.case, history: loaded.history, deadlines: loaded.deadlines, data })
        })
        .unwrap()
}

#[derive(QueryableByName)]
struct Value {
    #[diesel(sql_type = Text)]
    value: String,
}

fn values(c: &mut Conn, sql: &str) -> Result<Vec<String>, StoreError> {
    let rows: Vec<Value> = match c {
        Conn::Sqlite(c) => diesel::sql_query(sql).load(c)?,
        Conn::Postgres(c) => diesel::sql_query(sql).load(c)?,
    };
    Ok(rows.into_iter().map(|row| row.value).collect())
}

/// A digest of every row of every table.
pub fn fingerprint(store: &Store) -> u64 {
    let mut all = DefaultHasher::new();
    store
        .read(|c| {
            let sqlite = matches!(c, Conn::Sqlite(_));
            let tables = if sqlite {
                "SELECT name AS value FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY 1"
            } else {
                "SELECT tablename::text AS value FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
            };
            for table in values(c, tables)? {
                let rows = if sqlite {
                    let columns = values(c, &format!("SELECT 'quote(\"' || name || '\")' AS value FROM pragma_table_info('{table}')"))?;
                    format!("SELECT {} AS value FROM \"{table}\" ORDER BY 1", columns.join(" || ',' || "))
                } else {
                    format!("SELECT t::text AS value FROM \"{table}\" t ORDER BY 1")
                };
                (table, values(c, &rows)?).hash(&mut all);
            }
            Ok::<_, StoreError>(())
        })
        .unwrap();
    all.finish()
}

/// Every book of letters is without a gap: 1 to n, each number once, n the last that was given. How many letters there are.
pub fn books_are_gapless(store: &Store) -> usize {
    use redress::store::schema::{letter_book, letters};
    let (given, books) = store
        .read(|c| {
            let given: Vec<(i64, i32, i32)> = letters::table
                .select((letters::unit_id, letters::year, letters::seq))
                .order((letters::unit_id, letters::year, letters::seq))
                .load(c)?;
            let books: Vec<(i64, i32, i32)> = letter_book::table
                .select((letter_book::unit_id, letter_book::year, letter_book::last_seq))
                .order((letter_book::unit_id, letter_book::year))
                .load(c)?;
            Ok::<_, StoreError>((given, books))
        })
        .unwrap();
    let expected: Vec<(i64, i32, i32)> = books.iter().flat_map(|(unit, year, last)| (1..=*last).map(|seq| (*unit, *year, seq))).collect();
    assert_eq!(given, expected, "the letter books");
    given.len()
}
