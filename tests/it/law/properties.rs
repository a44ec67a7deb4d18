//! What holds for every date, length and pause.

use chrono::{Duration, NaiveDate};
use proptest::prelude::*;
use redress::domain::deadline::{Given, Question, Term, compute_term, every_day};
use redress::domain::law::Law;
use redress::domain::outcome::Complexity;
use redress::domain::rulebook::{Cell, Duty, Rule, Unit, Version, table};

use super::day;

/// A start early enough that its end stays within the calendars.
fn start() -> impl Strategy<Value = NaiveDate> {
    (0_i64..1825).prop_map(|days| day("2021-01-01") + Duration::days(days))
}

fn given(version: &Version, from: NaiveDate) -> Given<'_> {
    Given {
        duty: Duty::Office,
        version,
        figure: None,
        start: from,
        receipt: Some(from),
        election_day: None,
        complexity: None,
        remote: false,
        extensions: vec![],
        pauses: vec![],
        calendar: Law::embedded().calendar.newest(),
    }
}

fn term(given: &Given<'_>) -> Term {
    compute_term(given).unwrap().unwrap()
}

fn settle() -> Version {
    Law::embedded().rulebook.version("d.settle", "2018").unwrap().clone()
}

fn with(amount: i64, unit: Unit) -> Version {
    Version { amount: Some(amount), unit, roll: unit == Unit::CalendarDays, extensions: None, ..settle() }
}

fn unit() -> impl Strategy<Value = Unit> {
    prop_oneof![Just(Unit::CalendarDays), Just(Unit::WorkingDays)]
}

proptest! {
    #[test]
    fn a_due_date_is_a_working_day(from in start(), amount in 1_i64..120, unit in unit()) {
        let version = with(amount, unit);
        let term = term(&given(&version, from));
        prop_assert!(Law::embedded().calendar.newest().day(term.due.unwrap()).unwrap().is_working());
        prop_assert!(term.due >= term.unrolled);
    }

    #[test]
    fn more_days_never_end_earlier(from in start(), amount in 1_i64..120, more in 0_i64..60, unit in unit()) {
        let (short, long) = (with(amount, unit), with(amount + more, unit));
        prop_assert!(term(&given(&short, from)).due <= term(&given(&long, from)).due);
        let later = from + Duration::days(more);
        prop_assert!(term(&given(&short, from)).due <= term(&given(&short, later)).due);
    }

    #[test]
    fn pausing_moves_the_unrolled_end_by_exactly_the_days(from in start(), at in 0_i64..30, days in 0_i64..200) {
        let version = settle();
        let since = from + Duration::days(at);
        let paused = Given { pauses: vec![(since, since + Duration::days(days))], ..given(&version, from) };
        let (before, after) = (term(&given(&version, from)).unrolled.unwrap(), term(&paused).unrolled.unwrap());
        prop_assert_eq!((after - before).num_days(), days);
    }

    #[test]
    fn extending_moves_the_unrolled_end_by_exactly_the_days(from in start(), first in 1_i64..=30, second in 1_i64..=30) {
        let version = settle();
        let extended = Given { extensions: vec![(None, first), (None, second)], ..given(&version, from) };
        let (before, after) = (term(&given(&version, from)).unrolled.unwrap(), term(&extended).unrolled.unwrap());
        prop_assert_eq!((after - before).num_days(), first + second);
    }

    #[test]
    fn computing_twice_is_the_same(from in start(), amount in 0_i64..120, unit in unit()) {
        let version = with(amount, unit);
        prop_assert_eq!(term(&given(&version, from)), term(&given(&version, from)));
    }

    #[test]
    fn the_trace_counts_every_day_of_the_term_once(from in start(), amount in 1_i64..120, unit in unit()) {
        let version = with(amount, unit);
        let term = term(&given(&version, from));
        let steps = every_day(&term.trace);
        let counted: Vec<i64> = steps.iter().filter_map(|s| s.counted).collect();
        prop_assert_eq!(counted, (1..=amount).collect::<Vec<_>>());
        let last = steps.iter().rfind(|s| s.counted.is_some()).unwrap().date;
        prop_assert_eq!(Some(last), term.unrolled);
        prop_assert_eq!(steps.last().map(|s| s.date), term.due);
    }

    /// In every cell that classification lets through, for every election and start: at least one office rule, and of each
    /// rule exactly one version.
    #[test]
    fn choosing_a_rule_is_total_and_unambiguous(e in 0_i64..7000, from in 0_i64..3000, at in 0_usize..800) {
        let e = day("2015-09-01") + Duration::days(e);
        let from = day("2019-01-01") + Duration::days(from);
        let cells: Vec<(Cell, Vec<&Rule>)> =
            table(Law::embedded()).into_iter().filter_map(|(cell, rules)| rules.ok().map(|r| (cell, r))).collect();
        let (cell, rules) = &cells[at % cells.len()];
        let holding = |rule: &Rule| rule.versions.iter().filter(|v| v.holds(if rule.id.starts_with("el.") { e } else { from })).count();
        for rule in rules {
            prop_assert_eq!(holding(rule), 1, "{} in {:?}", rule.id, cell);
        }
        prop_assert!(rules.iter().any(|r| r.duty == Duty::Office), "{:?}", cell);
    }

    #[test]
    fn no_question_breaks_the_engine(at in 0_usize..100, from in start(), e in start(), flags in 0_u8..16, days in -5_i64..40) {
        let rules = Law::embedded().rulebook.rules();
        let rule = &rules[at % rules.len()];
        let complexity = match flags & 3 { 0 => None, 1 => Some(Complexity::Complex), _ => Some(Complexity::SpeciallyComplex) };
        let question = Question {
            rule: rule.id.clone(),
            from: Some(from),
            election_day: rule.id.starts_with("el.").then_some(e),
            complexity,
            remote: flags & 4 != 0,
            extended: if flags & 8 != 0 { vec![days] } else { vec![] },
            paused: vec![],
        };
        if let Ok(answer) = question.answer(Law::embedded()) {
            prop_assert!(answer.duty != Duty::Office || answer.due.is_none_or(|due| due >= from), "{:?}", answer);
            prop_assert!(!answer.trace.is_empty());
        }
    }
}
