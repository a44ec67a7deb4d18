//! Three hundred of them on both databases.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;
use redress::app::App;
use redress::cli::seed::{SeedCommand, seed};
use redress::domain::apply;
use redress::domain::case::{Case, Detail};
use redress::domain::deadline;
use redress::domain::ids::CaseId;
use redress::domain::permission::Scope;
use redress::domain::text::fold;
use redress::store::case_list::{self, Filter, Sort};
use redress::store::{StoreError, case_keys, cases, deadlines, documents, events, letters, parties, schema, texts, titles};

use crate::support::app::config;
use crate::support::postgres;

fn command(cases: usize, seed: u64) -> SeedCommand {
    SeedCommand { cases, seed, election_day: "2026-03-15".parse().unwrap() }
}

pub fn each(test: impl Fn(&App)) {
    let folder = tempfile::tempdir().unwrap();
    let urls = [Some(format!("sqlite:{}", folder.path().join("a.sqlite3").display())), postgres::database()];
    for (at, url) in urls.into_iter().enumerate() {
        let Some(url) = url else {
            eprintln!("SKIPPED on PostgreSQL (no server found)");
            continue;
        };
        test(&App::open(config(&folder.path().join(at.to_string()), &url)).unwrap());
    }
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    n: i64,
}

fn all(app: &App) -> Vec<Case> {
    let ids: Vec<i64> = app.store.read(|c| Ok::<_, StoreError>(schema::cases::table.select(schema::cases::id).load(c)?)).unwrap();
    let ids: Vec<CaseId> = ids.into_iter().map(CaseId).collect();
    app.store.read(|c| cases::load_all(c, &ids)).unwrap()
}

/// Every register replays to its row, its deadlines are those of the register, and what is sealed opens.
#[test]
fn a_seeded_case_is_its_register() {
    each(|app| {
        assert_eq!(seed(app, &command(300, 7), |_| ()).unwrap(), 300);
        let ctx = app.context_now().unwrap();
        let made = all(app);
        assert_eq!(made.len(), 300);
        let mut purposes = BTreeSet::new();
        for case in &made {
            let id = case.id;
            let register = app.store.read(|c| events::load(c, id)).unwrap();
            assert!(register.is_sorted_by_key(|e| e.at) && register.last().unwrap().at <= ctx.clock.now(), "{}", case.number);
            let (first, later) = register.split_first().unwrap();
            let replayed = later.iter().fold(apply::open(id, first).unwrap(), |c, e| apply::apply(c, e).unwrap());
            let detail = Detail { running: case.detail.running.clone(), ..replayed.detail };
            assert_eq!(&Case { next_due: case.next_due, detail, ..replayed }, case);

            let mut kept = app.store.read(|c| deadlines::load(c, id)).unwrap();
            let mut computed = deadline::compute(&kept, &register, &ctx.law).unwrap();
            kept.sort_by_key(|d| (d.rule.clone(), d.started_seq));
            computed.sort_by_key(|d| (d.rule.clone(), d.started_seq));
            assert_eq!(kept, computed, "{}", case.number);
            assert_eq!(case.next_due, deadline::next_due(&kept));

            let key = app.store.read(|c| case_keys::load(c, &app.keys, id)).unwrap();
            let opened = app.store.read(|c| parties::load(c, &key, id)).unwrap();
            let known: BTreeSet<_> = case.detail.parties.iter().map(|p| p.id).collect();
            assert_eq!(opened.iter().map(|p| p.id).collect::<BTreeSet<_>>(), known);
            for party in &opened {
                if let Some(name) = &party.data.name {
                    let found = crate::support::sample::named(&app.store, &app.keys, name);
                    assert!(found.contains(&id));
                }
                assert!(party.data.email.is_none(), "nobody is ever written to");
            }
            let held = app.store.read(|c| letters::load(c, id)).unwrap();
            assert!(held.iter().all(|l| app.store.read(|c| texts::get(c, &key, id, l.text)).unwrap().is_some()));
            let papers: BTreeSet<_> = app.store.read(|c| documents::load(c, id)).unwrap().into_iter().map(|d| d.id).collect();
            assert!(case.detail.documents.iter().all(|d| papers.contains(&d.id)));
            let own = app.store.read(|c| texts::first_of(c, &key, id, "title")).unwrap();
            assert!(own.is_some());
            purposes.insert(case.status.code());
        }
        assert_eq!(purposes.len(), 7, "every status: {purposes:?}");
        // Not looked up while they were written, every reference is there; and afterwards they are looked up again.
        if app.store.is_sqlite() {
            let count = |sql: &str| app.store.write(|c| Ok::<_, StoreError>(diesel::sql_query(sql).get_result::<Count>(c)?.n)).unwrap();
            assert_eq!(count("SELECT count(*) AS n FROM pragma_foreign_key_check"), 0);
            assert_eq!(count("SELECT foreign_keys AS n FROM pragma_foreign_keys"), 1);
            assert_eq!(count("SELECT cache_size AS n FROM pragma_cache_size"), -8000);
        }
    });
}

/// Each book has its numbers from 1 without a gap, in the order in which letters came.
#[test]
fn the_books_have_no_gap() {
    each(|app| {
        seed(app, &command(150, 1), |_| ()).unwrap();
        seed(app, &command(151, 2), |_| ()).unwrap();
        let mut books = BTreeMap::<_, Vec<i32>>::new();
        let made = all(app);
        assert_eq!(made.len(), 301);
        for case in &made {
            for letter in app.store.read(|c| letters::load(c, case.id)).unwrap() {
                books.entry((letter.unit, letter.number.year)).or_default().push(letter.number.seq);
            }
        }
        for (book, mut numbers) in books {
            numbers.sort_unstable();
            assert!(numbers.iter().copied().eq(1..=i32::try_from(numbers.len()).unwrap()), "{book:?}: {numbers:?}");
        }
        // The next letter that really comes gets the next number.
        let case = &made[0];
        let last = made.iter().flat_map(|c| app.store.read(|conn| letters::load(conn, c.id)).unwrap());
        let last = last.filter(|l| l.unit == case.unit && l.number.year == case.number.year).map(|l| l.number.seq).max().unwrap();
        let next = app.store.write(|c| redress::store::letter_book::allot(c, case.unit, case.number.year)).unwrap();
        assert_eq!(next, last + 1);
    });
}

/// The same seed gives the same cases in another database, and is not taken twice by one.
#[test]
fn the_same_seed_gives_the_same_cases() {
    let folder = tempfile::tempdir().unwrap();
    let office = |name: &str| {
        let url = format!("sqlite:{}", folder.path().join(name).join("a.sqlite3").display());
        App::open(config(&folder.path().join(name), &url)).unwrap()
    };
    let (one, other) = (office("one"), office("other"));
    let shape = |app: &App| {
        let mut shapes: Vec<String> = all(app)
            .iter()
            .map(|c| {
                let title = app.store.read(|conn| titles::of(conn, &[c.id])).unwrap().remove(&c.id);
                format!("{} {} {} {:?} {} {title:?}", c.id, c.number, c.status.code(), c.received_at, c.version)
            })
            .collect();
        shapes.sort();
        shapes
    };
    seed(&one, &command(80, 5), |_| ()).unwrap();
    seed(&other, &command(80, 5), |_| ()).unwrap();
    assert_eq!(shape(&one), shape(&other));
    let again = seed(&one, &command(80, 5), |_| ()).unwrap_err().to_string();
    assert!(again.contains("choose another --seed"), "{again}");
    assert_eq!(all(&one).len(), 80);
}

/// Titles are found without diacritics, and an office that is there is used.
#[test]
fn titles_are_found_in_the_office_that_is_there() {
    each(|app| {
        redress::cli::demo::build(app).unwrap();
        let before: BTreeSet<CaseId> = all(app).iter().map(|c| c.id).collect();
        let units = app.context_now().unwrap().directory.units.len();
        seed(app, &SeedCommand { election_day: "2021-05-23".parse().unwrap(), ..command(60, 3) }, |_| ()).unwrap();
        let ctx = app.context_now().unwrap();
        assert_eq!(ctx.directory.units.len(), units);
        let seeded: Vec<Case> = all(app).into_iter().filter(|c| !before.contains(&c.id)).collect();
        assert_eq!(seeded.len(), 60);
        let ward = ctx.directory.units.values().find(|u| u.sign == "CK").unwrap().id;
        assert!(seeded.iter().any(|c| c.unit == ward));
        let khanh = ctx.directory.members.values().find(|m| m.username == "khanh").unwrap();
        let scope = Scope::of(khanh, &ctx.directory);
        let mine = seeded.iter().find(|c| c.unit == ward && c.detail.classified_by.is_some()).unwrap();
        let title = app.store.read(|c| titles::of(c, &[mine.id])).unwrap().remove(&mine.id).unwrap();
        let filter = Filter { q: Some(fold(&title)), ids: Some(vec![mine.id]), ..Filter::default() };
        let page = app.store.read(|c| case_list::page(c, &scope, &filter, ctx.today(), Sort::Newest, None, 10)).unwrap();
        assert_eq!(page.cases.len(), 1, "{title}");
    });
}
