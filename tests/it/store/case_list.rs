//! Lists against a model in memory: `Scope::sees`, `Case::phase`, `Case::overdue` and a plain sort say what must be found.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use redress::domain::case::{Case, Phase};
use redress::domain::ids::{CaseId, MemberId, UnitId};
use redress::domain::kind::{Kind, Matter, Track};
use redress::domain::permission::{Scope, may_know};
use redress::domain::status::StatusCode;
use redress::store::case_list::{self, Assignee, Cursor, Filter, Sort};
use redress::store::{Store, cases};

use crate::support::db::each_db;
use crate::support::sample::{Maker, directory, found_office, today};

const SORTS: [Sort; 5] = [Sort::NextDue, Sort::Received, Sort::Newest, Sort::Number, Sort::NumberDown];

fn seeded(store: &Store, seed: u64, many: i64) -> Vec<Case> {
    found_office(store);
    let mut maker = Maker::new(seed);
    let mut all: Vec<Case> = (1..=many).map(|id| maker.case(id)).collect();
    for case in &mut all {
        // A freeze is that of an election.
        if case.detail.election.is_none() {
            case.freezes_on = None;
        }
    }
    store.write(|c| all.iter().try_for_each(|case| cases::insert(c, case))).unwrap();
    all
}

fn matches(case: &Case, filter: &Filter, today: NaiveDate) -> bool {
    (filter.status.is_empty() || filter.status.contains(&case.status.code()))
        && filter.kind.is_none_or(|k| k == case.kind)
        && filter.matter.is_none_or(|m| m == case.matter)
        && filter.track.is_none_or(|t| t == case.track)
        && (filter.units.is_empty() || filter.units.contains(&case.unit))
        && match filter.assignee {
            None => true,
            Some(Assignee::Member(m)) => case.assignee == Some(m),
            Some(Assignee::Nobody) => case.assignee.is_none() && case.status.is_open(),
        }
        && filter.overdue.is_none_or(|o| case.overdue(today) == o)
        && filter.phase.is_none_or(|p| case.phase(today) == p)
        && filter.due_before.is_none_or(|day| case.next_due.is_some_and(|due| due < day))
        && filter.to_serve.is_none_or(|s| case.to_serve == s)
        && filter.suspended.is_none_or(|s| case.detail.suspended.is_some() == s)
        && filter.awaits_answer.is_none_or(|a| case.detail.awaits_answer == a)
        && filter.ids.as_ref().is_none_or(|ids| ids.contains(&case.id))
}

fn expected(all: &[Case], scope: &Scope, filter: &Filter, sort: Sort) -> Vec<CaseId> {
    let mut seen: Vec<&Case> = all.iter().filter(|case| scope.sees(case) && matches(case, filter, today())).collect();
    match sort {
        Sort::NextDue => seen.sort_by_key(|c| (c.next_due.unwrap_or(NaiveDate::MAX), c.id)),
        Sort::Received => seen.sort_by_key(|c| (c.received_at, c.id)),
        Sort::Newest => seen.sort_by_key(|c| std::cmp::Reverse((c.received_at, c.id))),
        Sort::Number => seen.sort_by_key(|c| (c.number.year, c.number.seq, c.id)),
        Sort::NumberDown => seen.sort_by_key(|c| std::cmp::Reverse((c.number.year, c.number.seq, c.id))),
    }
    seen.iter().map(|c| c.id).collect()
}

/// All pages, each reached by the cursor of the one before, through its text.
fn paged(store: &Store, scope: &Scope, filter: &Filter, sort: Sort, limit: usize) -> Vec<CaseId> {
    let mut found = Vec::new();
    let mut after: Option<Cursor> = None;
    loop {
        let page = store.read(|c| case_list::page(c, scope, filter, today(), sort, after.as_ref(), limit)).unwrap();
        assert!(page.cases.len() <= limit && !(page.cases.is_empty() && page.next.is_some()));
        found.extend(page.cases.iter().map(|c| c.id));
        match page.next {
            Some(next) => after = Some(next.to_string().parse().unwrap()),
            None => return found,
        }
    }
}

fn scopes() -> Vec<Scope> {
    let office = directory();
    let mut members: Vec<_> = office.members.values().collect();
    members.sort_by_key(|m| m.id);
    members.into_iter().map(|m| Scope::of(m, &office)).collect()
}

fn filters() -> Vec<Filter> {
    let one = |set: &dyn Fn(&mut Filter)| {
        let mut filter = Filter::default();
        set(&mut filter);
        filter
    };
    let mut all = vec![
        Filter::default(),
        one(&|f| f.status = vec![StatusCode::Received, StatusCode::Closed]),
        one(&|f| f.kind = Some(Kind::Denunciation)),
        one(&|f| f.matter = Some(Matter::Candidate)),
        one(&|f| f.track = Some(Track::Election)),
        one(&|f| f.units = vec![UnitId(100)]),
        one(&|f| f.units = vec![UnitId(100), UnitId(111)]),
        one(&|f| f.assignee = Some(Assignee::Nobody)),
        one(&|f| f.due_before = Some(today() + Days::new(2))),
        one(&|f| f.ids = Some(vec![CaseId(3), CaseId(5), CaseId(7), CaseId(9999)])),
        one(&|f| {
            f.overdue = Some(true);
            f.units = vec![UnitId(110)];
            f.status = vec![StatusCode::Received, StatusCode::Screening];
        }),
    ];
    for yes in [true, false] {
        all.extend([
            one(&|f| f.overdue = Some(yes)),
            one(&|f| f.to_serve = Some(yes)),
            one(&|f| f.suspended = Some(yes)),
            one(&|f| f.awaits_answer = Some(yes)),
        ]);
    }
    all.extend(StatusCode::ALL.iter().map(|s| one(&|f| f.status = vec![*s])));
    all.extend(Phase::ALL.iter().map(|p| one(&|f| f.phase = Some(*p))));
    all.extend([2, 5, 8].iter().map(|m| one(&|f| f.assignee = Some(Assignee::Member(MemberId(*m))))));
    all
}

#[test]
fn what_sql_finds_is_what_the_scope_sees_in_every_order() {
    each_db(|store| {
        let all = seeded(store, 11, 300);
        let mut seen_by: Vec<usize> = Vec::new();
        for scope in scopes() {
            for sort in SORTS {
                let filter = Filter::default();
                assert_eq!(paged(store, &scope, &filter, sort, 7), expected(&all, &scope, &filter, sort), "{scope:?} {sort:?}");
            }
            seen_by.push(expected(&all, &scope, &Filter::default(), Sort::NextDue).len());
        }
        let office = directory();
        for (scope, case) in scopes().iter().flat_map(|scope| all.iter().map(move |case| (scope, case))) {
            let one = may_know(&office.members[&scope.member()], &office, case);
            assert_eq!(one, scope.sees(case), "{scope:?} {}", case.id);
        }
        // The sample tells the roles apart; observer, member without role and disabled account see nothing.
        assert_eq!(seen_by[8..10], [0, 0]);
        assert_eq!(seen_by[11], 0);
        assert!(seen_by[..8].iter().all(|n| *n > 0 && *n < all.len()), "{seen_by:?}");
        assert!(seen_by.iter().collect::<BTreeSet<_>>().len() > 8, "{seen_by:?}");
    });
}

#[test]
fn every_filter_finds_what_it_says() {
    each_db(|store| {
        let all = seeded(store, 12, 300);
        for filter in filters() {
            let mut found = 0;
            for scope in scopes() {
                let expected = expected(&all, &scope, &filter, Sort::NextDue);
                assert_eq!(paged(store, &scope, &filter, Sort::NextDue, 100), expected, "{scope:?} {filter:?}");
                let count = store.read(|c| case_list::count(c, &scope, &filter, today())).unwrap();
                assert_eq!((count.cases, count.more), (expected.len(), false));
                found += expected.len();
            }
            assert!(found > 0, "the sample has nothing to find for {filter:?}");
        }
    });
}

#[test]
fn counting_stops_at_a_thousand() {
    each_db(|store| {
        found_office(store);
        let mut maker = Maker::new(13);
        let office = directory();
        let scope = Scope::of(&office.members[&MemberId(6)], &office);
        let mut case = maker.case(1);
        case.detail.excluded.clear();
        let mut count = |from: i64, to: i64| {
            store
                .write(|c| {
                    (from..=to).try_for_each(|id| {
                        case.id = CaseId(id);
                        case.number.seq = i32::try_from(id).unwrap();
                        cases::insert(c, &case)
                    })
                })
                .unwrap();
            let count = store.read(|c| case_list::count(c, &scope, &Filter::default(), today())).unwrap();
            (count.cases, count.more)
        };
        assert_eq!(count(1, 1000), (1000, false));
        assert_eq!(count(1001, 1001), (1000, true));
    });
}

#[test]
fn a_cursor_of_another_order_begins_anew() {
    each_db(|store| {
        let all = seeded(store, 14, 20);
        let scope = &scopes()[5];
        let cursor = Cursor::Number(2099, 1, CaseId(1));
        let page = store.read(|c| case_list::page(c, scope, &Filter::default(), today(), Sort::NextDue, Some(&cursor), 100)).unwrap();
        assert_eq!(page.cases.len(), expected(&all, scope, &Filter::default(), Sort::NextDue).len());
    });
}
