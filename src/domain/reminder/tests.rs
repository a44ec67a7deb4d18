//! Steps against a wall calendar, and what holds of all of them.

use proptest::prelude::*;

use super::*;
use crate::domain::deadline::{Given as Term, State, compute_term, left};
use crate::domain::law::Law;
use crate::domain::rulebook::Duty;

fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

/// A deadline of this rule in its newest version, started on this day, for E = 15/03/2026.
fn deadline(rule: &str, start: NaiveDate, extensions: &[i64], pauses: &[(NaiveDate, NaiveDate)]) -> (Deadline, Unit) {
    let law = Law::embedded();
    let version = law.rulebook.rule(rule).unwrap().versions.last().unwrap();
    let given = Term {
        duty: Duty::Office,
        version,
        figure: None,
        start,
        receipt: Some(start),
        election_day: Some(day("2026-03-15")),
        complexity: None,
        remote: false,
        extensions: extensions.iter().map(|days| (None, *days)).collect(),
        pauses: pauses.to_vec(),
        calendar: law.calendar.newest(),
    };
    let term = compute_term(&given).unwrap().unwrap();
    let deadline = Deadline {
        rule: rule.to_owned(),
        version: version.version.clone(),
        duty: Duty::Office,
        started_seq: 1,
        starts_on: start,
        due: term.due,
        unrolled: term.unrolled,
        office_target: term.office_target,
        state: State::Running,
        verified: term.verified,
        set_by_office: false,
        missing_year: None,
        law_from: None,
        basis: version.basis.clone(),
        trace: term.trace,
    };
    (deadline, version.unit)
}

fn given<'a>(track: Track, stops: Option<NaiveDate>, unit: Unit, settings: &'a Settings) -> Given<'a> {
    Given { track, stops, unit, settings, calendar: Law::embedded().calendar.newest() }
}

fn told(track: Track, stops: Option<&str>, rule: &str, start: &str) -> Vec<String> {
    let (deadline, unit) = deadline(rule, day(start), &[], &[]);
    let settings = Settings::default();
    let steps = steps(&given(track, stops.map(day), unit, &settings), &deadline);
    steps.iter().map(|s| format!("{} {}", s.on.format("%d/%m"), s.what.word())).collect()
}

#[test]
fn the_steps_of_each_kind_of_term() {
    let general = |rule, start| told(Track::General, None, rule, start);
    let election = |rule, start| told(Track::Election, None, rule, start);
    // 30 calendar days to Wednesday 04/02.
    let settle = ["20/01 half", "01/02 before_3", "03/02 before_1", "04/02 after_0", "06/02 after_2", "11/02 after_5"];
    assert_eq!(general("c1.settle", "2026-01-05"), settle);
    // 7 working days to Monday 12/01; Saturday 10/01 is worked.
    assert_eq!(general("d.intake", "2025-12-31"), ["10/01 before_1", "12/01 after_0", "14/01 after_2", "19/01 after_5"]);
    // 10 working days over Tết to Monday 02/03.
    let petition = ["23/02 half", "25/02 before_3", "27/02 before_1", "02/03 after_0", "04/03 after_2", "09/03 after_5"];
    assert_eq!(general("petition.process", "2026-02-09"), petition);
    // 5 calendar days; on every day of the week, Tết or not.
    assert_eq!(election("el.voter-list.settle", "2026-02-10"), ["14/02 before_1", "15/02 after_0", "16/02 after_1", "17/02 after_2"]);
    // At once.
    assert_eq!(election("el.station.settle", "2026-03-15"), ["15/03 at_once", "16/03 after_1", "17/03 after_2"]);
    // No length in law: nothing, though the office has a target.
    assert_eq!(election("el.other", "2026-02-10"), Vec::<String>::new());
}

/// E = 15/03/2026: E-10 = 05/03, so that E-13, E-12, E-11 are 02/03, 03/03, 04/03.
#[test]
fn a_candidates_case_is_told_of_the_freeze_and_of_nothing_after_it() {
    let candidate = |start| told(Track::Election, Some("2026-03-05"), "el.candidate.settle", start);
    assert_eq!(candidate("2026-02-26"), ["02/03 freeze_3", "03/03 freeze_2", "04/03 after_0"]);
    assert_eq!(candidate("2026-02-10"), ["21/02 half", "01/03 before_3", "02/03 freeze_3", "03/03 freeze_2", "04/03 after_0"]);
    assert_eq!(candidate("2026-03-04"), ["04/03 at_once"]);
}

#[test]
fn senders_are_told_of_lateness_on_the_day_after_and_of_the_freeze_on_its_first() {
    let settings = Settings::default();
    let notices = |stops: Option<&str>, rule: &str, start: &str| {
        let (deadline, unit) = deadline(rule, day(start), &[], &[]);
        let given = given(Track::Election, stops.map(day), unit, &settings);
        notices(&given, &deadline).iter().map(|n| format!("{} {}", n.at.to_rfc3339(), n.what)).collect::<Vec<_>>()
    };
    assert_eq!(notices(None, "el.voter-list.settle", "2026-02-10"), ["2026-02-16T00:30:00+00:00 sender_late"]);
    let frozen = ["2026-03-05T00:30:00+00:00 sender_frozen"];
    assert_eq!(notices(Some("2026-03-05"), "el.candidate.settle", "2026-02-26"), frozen);
}

#[test]
fn extensions_lengthen_a_term_and_what_does_not_run_tells_nothing() {
    let settings = Settings::default();
    let (mut long, unit) = deadline("d.intake", day("2025-12-31"), &[3], &[]);
    let given = given(Track::General, None, unit, &settings);
    let words = |d: &Deadline| steps(&given, d).iter().map(|s| s.what.word()).collect::<Vec<_>>();
    assert_eq!(words(&long), ["half", "before_3", "before_1", "after_0", "after_2", "after_5"], "ten working days are a long term");
    for state in [State::Paused, State::Void, State::Met { on: day("2026-01-02") }] {
        long.state = state;
        assert!(words(&long).is_empty() && notices(&given, &long).is_empty(), "{state:?}");
    }
    (long.state, long.duty) = (State::Running, Duty::Citizen);
    assert!(words(&long).is_empty(), "a right of the sender is no duty");
}

#[test]
fn first_is_told_as_soon_as_known_and_the_rest_at_the_units_hour() {
    let settings = Settings { at: "06:15".parse().unwrap(), before_short: "4, 5".parse().unwrap(), ..Settings::default() };
    let (deadline, unit) = deadline("el.voter-list.settle", day("2026-02-10"), &[], &[]);
    let at = |s: &Due<Step>| format!("{} {}", s.what.word(), s.at.to_rfc3339());
    let told: Vec<String> = steps(&given(Track::Election, None, unit, &settings), &deadline).iter().map(at).collect();
    let expected = ["before_5 2026-02-09T17:00:00+00:00", "before_4 2026-02-10T23:15:00+00:00"];
    assert_eq!(told.get(..2).unwrap(), expected, "at midnight of the first day; at 06:15 of the second");
}

#[test]
fn the_last_day_before_the_freeze_is_told_where_no_other_step_falls_on_it() {
    let settings = Settings { after_general: "".parse().unwrap(), ..Settings::default() };
    let (deadline, unit) = deadline("c1.settle", day("2025-06-07"), &[], &[]);
    assert_eq!(deadline.due, Some(day("2025-07-07")));
    let all = steps(&given(Track::General, Some(day("2025-07-08")), unit, &settings), &deadline);
    let last = all.last().unwrap();
    assert_eq!((last.on, last.what), (day("2025-07-07"), Step::Freeze(1)));
}

fn counts() -> impl Strategy<Value = DayCounts> {
    prop::collection::btree_set(0_i64..=60, 0..=5).prop_map(|days| {
        let written: Vec<String> = days.iter().map(ToString::to_string).collect();
        written.join(",").parse().unwrap()
    })
}

proptest! {
    #[test]
    fn one_step_a_day_in_order_within_the_term_and_as_far_off_as_it_says(
        rule in prop::sample::select(vec!["c1.accept", "c1.settle", "d.intake", "petition.process", "el.voter-list.settle", "c1.send"]),
        start in 0_i64..300,
        extension in prop::option::of(1_i64..20),
        stops in prop::option::of(0_i64..400),
        before_long in counts(), before_short in counts(), after in counts(), half: bool,
    ) {
        let start = days_after(day("2025-06-01"), start);
        let extensions: Vec<i64> = extension.into_iter().collect();
        let (deadline, unit) = deadline(rule, start, &extensions, &[]);
        let settings = Settings { half, before_long, before_short, after_general: after.clone(), after_election: after, ..Settings::default() };
        let stops = stops.map(|days| days_after(start, days));
        let given = given(Track::General, stops, unit, &settings);
        let due = deadline.due.unwrap();
        let steps = steps(&given, &deadline);
        prop_assert!(steps.windows(2).all(|two| matches!(two, [a, b] if a.on < b.on && a.at < b.at)));
        for step in &steps {
            prop_assert!(step.on >= start && stops.is_none_or(|from| step.on < from));
            match step.what {
                Step::Before(units) => {
                    let left = left(due, step.on, unit, given.calendar);
                    prop_assert!(left.days == units && left.unit == unit && step.on < due);
                }
                Step::Half => prop_assert!(step.on < due),
                // E-11, the last day before the freeze, is a day to be told of although it is the last of the term too.
                Step::Freeze(ahead) => prop_assert!(step.on <= due && stops == Some(days_after(step.on, ahead))),
                Step::AtOnce => prop_assert!(step.on == start && due <= start),
                Step::After { days, .. } => prop_assert!(step.on >= due && (days > 0) == (step.on > due)),
            }
        }
        let first = first_look(&given, &deadline);
        prop_assert_eq!(first, steps.first().map(|s| s.at).into_iter().chain(notices(&given, &deadline).first().map(|n| n.at)).min());
    }
}
