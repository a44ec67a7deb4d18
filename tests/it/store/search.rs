//! Search finds the same on both databases, and no input breaks it.

use redress::domain::ids::{CaseId, MemberId};
use redress::domain::permission::Scope;
use redress::store::case_list::{self, Filter, Sort};
use redress::store::{Store, cases, search, titles};

use crate::support::db::each_db;
use crate::support::sample::{Maker, directory, found_office, today};

const TITLES: [&str; 4] = [
    "Khiếu nại về danh sách cử tri khu phố 3, số 0012/2026/CK",
    "Đơn của cử tri về đường ĐÊ bị lấn chiếm",
    "Danh sách người ứng cử niêm yết muộn",
    "Voter list posted late (polling area 3)",
];

fn found(store: &Store, q: &str) -> Vec<i64> {
    let office = directory();
    let scope = Scope::of(&office.members[&MemberId(6)], &office);
    let filter = Filter { q: Some(q.into()), ..Filter::default() };
    let page = store.read(|c| case_list::page(c, &scope, &filter, today(), Sort::Number, None, 100)).unwrap();
    let mut ids: Vec<i64> = page.cases.iter().map(|case| case.id.0).collect();
    ids.sort_unstable();
    ids
}

fn seeded(store: &Store) {
    found_office(store);
    let mut maker = Maker::new(21);
    store
        .write(|c| {
            (1..).zip(TITLES).try_for_each(|(id, title)| {
                let mut case = maker.case(id);
                case.detail.excluded.clear();
                cases::insert(c, &case)?;
                titles::set(c, case.id, title)?;
                search::put(c, case.id, title)
            })
        })
        .unwrap();
}

#[test]
fn folded_words_are_found_by_their_beginnings_and_all_must_match() {
    each_db(|store| {
        seeded(store);
        assert_eq!(found(store, "danh sach"), [1, 3]);
        assert_eq!(found(store, "DANH SÁCH cử"), [1, 3]);
        assert_eq!(found(store, "duong de"), [2]);
        assert_eq!(found(store, "đường"), [2]);
        assert_eq!(found(store, "vot lis"), [4]);
        assert_eq!(found(store, "0012/2026"), [1]);
        assert_eq!(found(store, "3"), [1, 4]);
        assert_eq!(found(store, "sach khong"), Vec::<i64>::new());
        assert_eq!(found(store, "ach"), Vec::<i64>::new());
        assert_eq!(found(store, " \t "), [1, 2, 3, 4]);
        assert_eq!(found(store, "')(*&"), Vec::<i64>::new());
    });
}

#[test]
fn the_languages_of_the_databases_are_only_words() {
    each_db(|store| {
        seeded(store);
        for q in [
            "\"",
            "'",
            "NEAR(a b)",
            "danh OR voter",
            "danh*",
            "a:b",
            "-late",
            "& | !",
            "\\",
            "{x} : y",
            "(",
            "😀",
            "Ⓐ²",
            "\u{0301}",
            "%",
            "'); DROP",
        ] {
            found(store, q);
        }
        assert_eq!(found(store, "danh OR voter"), Vec::<i64>::new());
        assert_eq!(found(store, &"danh ".repeat(1000)), [1, 3]);
    });
}

#[test]
fn a_new_title_replaces_the_old() {
    each_db(|store| {
        seeded(store);
        store
            .write(|c| {
                titles::set(c, CaseId(1), "Thùng phiếu")?;
                search::put(c, CaseId(1), "Thùng phiếu")
            })
            .unwrap();
        assert_eq!(found(store, "danh sach"), [3]);
        assert_eq!(found(store, "thung"), [1]);
        let titles = store.read(|c| titles::of(c, &[CaseId(1), CaseId(2), CaseId(999)])).unwrap();
        assert_eq!((titles.len(), titles[&CaseId(1)].as_str()), (2, "Thùng phiếu"));
    });
}
