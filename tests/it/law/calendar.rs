//! The timetables against the dates of the official calendars.

use redress::domain::election::freeze_from;
use redress::domain::law::Law;

use super::day;

fn check(election_day: &str, known: &[(&str, i64, &str)]) {
    let milestones = Law::embedded().timetable.milestones(day(election_day));
    for (id, offset, date) in known {
        let found: Vec<_> = milestones.iter().filter(|m| m.id == *id).map(|m| (m.offset_days, m.date)).collect();
        assert_eq!(found, [(*offset, day(date))], "{id}");
    }
    assert!(milestones.is_sorted_by_key(|m| m.date));
}

#[test]
fn the_election_of_15_march_2026() {
    check(
        "2026-03-15",
        &[
            ("el.committees", -105, "2025-11-30"),
            ("el.boards", -70, "2026-01-04"),
            ("el.teams", -43, "2026-01-31"),
            ("el.dossiers.close", -42, "2026-02-01"),
            ("el.voter-list.post", -40, "2026-02-03"),
            ("el.consultation.third.opens", -23, "2026-02-20"),
            ("el.consultation.third", -21, "2026-02-22"),
            ("el.candidate-list.publish", -17, "2026-02-26"),
            ("el.candidate-list.post", -16, "2026-02-27"),
            ("el.freeze", -10, "2026-03-05"),
            ("el.voter-list.settle-end", -5, "2026-03-10"),
            ("el.voter-list.court-limit", -5, "2026-03-10"),
            ("el.voter-list.close", -1, "2026-03-14"),
            ("el.day", 0, "2026-03-15"),
            ("el.record.team", 3, "2026-03-18"),
            ("el.record.board", 5, "2026-03-20"),
            ("el.result.publish.council", 10, "2026-03-25"),
            ("el.result.publish.na", 10, "2026-03-25"),
        ],
    );
    let milestones = Law::embedded().timetable.milestones(day("2026-03-15"));
    assert_eq!(milestones.len(), 18);
    let closes = milestones.iter().find(|m| m.id == "el.voter-list.close").unwrap();
    assert_eq!(closes.time.as_deref(), Some("07:00"));
    assert!(milestones.iter().all(|m| m.id != "el.consultation.first" && m.id != "el.constituencies"), "those are of the old timetable");
}

#[test]
fn the_election_of_22_may_2016() {
    check(
        "2016-05-22",
        &[
            ("el.committees", -105, "2016-02-07"),
            ("el.consultation.first", -95, "2016-02-17"),
            ("el.constituencies", -80, "2016-03-03"),
            ("el.boards", -70, "2016-03-13"),
            ("el.dossiers.close", -70, "2016-03-13"),
            ("el.teams", -50, "2016-04-02"),
            ("el.voter-list.post", -40, "2016-04-12"),
            ("el.consultation.third", -35, "2016-04-17"),
            ("el.candidate-list.publish", -25, "2016-04-27"),
            ("el.candidate-list.post", -20, "2016-05-02"),
            ("el.freeze", -10, "2016-05-12"),
            ("el.voter-list.court-limit", -5, "2016-05-17"),
            ("el.voter-list.close", -1, "2016-05-21"),
            ("el.day", 0, "2016-05-22"),
            ("el.record.team", 3, "2016-05-25"),
            ("el.record.board", 5, "2016-05-27"),
            ("el.result.publish.council", 10, "2016-06-01"),
            ("el.result.publish.na", 20, "2016-06-11"),
        ],
    );
    assert_eq!(Law::embedded().timetable.milestones(day("2016-05-22")).len(), 18);
}

#[test]
fn the_timetable_changes_with_elections_of_july_2025() {
    let law = Law::embedded();
    assert_eq!(law.timetable.version(day("2025-06-30")).unwrap().version, "2015");
    assert_eq!(law.timetable.version(day("2025-07-01")).unwrap().version, "2025");
    assert!(law.timetable.milestones(day("2011-05-22")).is_empty(), "the Election Law of 2015 did not exist");
}

#[test]
fn the_freeze_of_the_founding_story() {
    assert_eq!(freeze_from(day("2021-05-23")), day("2021-05-13"));
}

#[test]
fn the_calendars_that_are_shipped() {
    let law = Law::embedded();
    assert_eq!(law.calendar.years().collect::<Vec<_>>(), [2021, 2022, 2023, 2024, 2025, 2026]);
    let counts: Vec<_> = (2021..=2026)
        .map(|year| {
            let year = law.calendar.newest().year(year).unwrap();
            (year.off.len(), year.worked.len())
        })
        .collect();
    assert_eq!(counts, [(11, 0), (11, 0), (11, 0), (12, 1), (12, 1), (14, 2)]);
}
