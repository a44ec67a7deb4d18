//! Tables of real dates: each computed by hand with a wall calendar.

use redress::domain::deadline::{Answer, Given, NoAnswer, Question, compute_term};
use redress::domain::law::Law;
use redress::domain::outcome::Complexity;
use redress::domain::rulebook::{Duty, Figure};

use super::day;

fn ask(rule: &str, from: &str) -> Question {
    Question { rule: rule.into(), from: Some(day(from)), ..Question::default() }
}

fn at(rule: &str, from: &str, election_day: &str) -> Question {
    Question { election_day: Some(day(election_day)), ..ask(rule, from) }
}

fn answer(question: &Question) -> Answer {
    question.answer(Law::embedded()).unwrap()
}

#[test]
fn general_terms() {
    let table = [
        // LAW.md, section 4.
        ("d.intake", "2025-12-31", "2026-01-12", "2026-01-12"),
        ("d.transfer", "2024-04-26", "2024-05-07", "2024-05-07"),
        ("d.settle", "2026-01-17", "2026-02-16", "2026-02-23"),
        ("d.settle", "2026-07-23", "2026-08-22", "2026-08-22"),
        // 10 calendar days to Saturday 05/06/2021: Monday.
        ("c1.accept", "2021-05-26", "2021-06-05", "2021-06-07"),
        ("c1.settle", "2021-05-10", "2021-06-09", "2021-06-09"),
        // 30 days to Thursday 29/04/2021 stay; to 30/04 they pass a holiday, a weekend and 03/05.
        ("c1.settle", "2021-03-30", "2021-04-29", "2021-04-29"),
        ("c1.settle", "2021-03-31", "2021-04-30", "2021-05-04"),
        ("c1.file", "2025-01-10", "2025-04-10", "2025-04-10"),
        ("c1.send", "2021-04-28", "2021-05-05", "2021-05-05"),
        ("c2.settle", "2025-03-10", "2025-04-24", "2025-04-24"),
        ("c2.send", "2025-04-24", "2025-05-01", "2025-05-05"),
        ("d.publish", "2025-08-28", "2025-09-10", "2025-09-10"),
        ("reception.reply", "2021-04-19", "2021-05-06", "2021-05-06"),
        ("petition.process", "2026-02-06", "2026-02-27", "2026-02-27"),
        ("file.keep", "2024-02-29", "2025-02-28", "2025-02-28"),
        ("file.keep", "2026-11-20", "2027-11-20", "2027-11-20"),
    ];
    for (rule, from, unrolled, due) in table {
        let answer = answer(&ask(rule, from));
        assert_eq!((answer.unrolled, answer.due), (Some(day(unrolled)), Some(day(due))), "{rule} from {from}");
    }
}

#[test]
fn election_terms() {
    let table = [
        ("el.voter-list.file", "2016-04-12", "2016-05-22", Some("2016-05-12")),
        ("el.voter-list.settle", "2016-05-19", "2016-05-22", Some("2016-05-24")),
        ("el.voter-list.settle", "2026-02-14", "2026-03-15", Some("2026-02-19")),
        ("el.voter-list.settle", "2026-03-08", "2026-03-15", Some("2026-03-10")),
        ("el.voter-list.settle", "2026-03-13", "2026-03-15", Some("2026-03-13")),
        ("el.voter-list.court", "2026-02-20", "2026-03-15", Some("2026-03-09")),
        ("el.voter-list.court", "2026-03-10", "2026-03-15", None),
        ("el.voter-list.close", "2026-02-20", "2026-03-15", Some("2026-03-14")),
        ("el.nominee.verify", "2016-03-20", "2016-05-22", Some("2016-04-12")),
        ("el.nominee.verify", "2026-02-01", "2026-03-15", None),
        ("el.candidate.settle", "2026-02-27", "2026-03-15", Some("2026-03-04")),
        ("el.candidate.settle", "2026-03-04", "2026-03-15", Some("2026-03-04")),
        ("el.candidate.settle", "2026-03-05", "2026-03-15", None),
        ("el.station.settle", "2026-03-15", "2026-03-15", Some("2026-03-15")),
        ("el.result.file", "2016-06-01", "2016-05-22", Some("2016-06-06")),
        ("el.result.file", "2026-03-25", "2026-03-15", None),
        ("el.result.settle.na", "2016-06-13", "2016-05-22", Some("2016-07-13")),
        ("el.result.settle.council", "2016-06-06", "2016-05-22", Some("2016-06-26")),
        ("el.result.settle.council", "2026-03-27", "2026-03-15", None),
        ("el.other", "2026-03-01", "2026-03-15", None),
    ];
    for (rule, from, e, due) in table {
        let answer = answer(&at(rule, from, e));
        assert_eq!(answer.due, due.map(day), "{rule} from {from}, E {e}");
        assert_eq!(answer.unrolled, answer.due, "{rule}: election-track dates never move");
    }
    let other = answer(&at("el.other", "2026-03-01", "2026-03-15"));
    assert_eq!(other.office_target, Some(day("2026-03-06")));
    assert!(other.trace.iter().any(|s| s.note.en.contains("not law")));
}

#[test]
fn longer_terms() {
    let remote = |q: Question| Question { remote: true, ..q };
    let complex = |q: Question| Question { complexity: Some(Complexity::Complex), ..q };
    let start = "2025-03-03";
    let table = [
        (complex(ask("c1.settle", start)), 45),
        (remote(ask("c1.settle", start)), 45),
        (remote(complex(ask("c1.settle", start))), 60),
        (complex(ask("c2.settle", start)), 60),
        (remote(ask("c2.settle", start)), 60),
        (remote(complex(ask("c2.settle", start))), 70),
        (remote(ask("c2.file", start)), 45),
        (Question { extended: vec![30], ..complex(ask("d.settle", start)) }, 60),
        (Question { extended: vec![30, 10], complexity: Some(Complexity::SpeciallyComplex), ..ask("d.settle", start) }, 70),
        (Question { paused: vec![(day("2025-03-10"), day("2025-03-17"))], ..ask("d.settle", start) }, 37),
    ];
    for (question, days) in table {
        let answer = answer(&question);
        let length = answer.unrolled.map(|end| (end - day(start)).num_days());
        assert_eq!(length, Some(days), "{question:?}");
    }
    let several_places = answer(&Question { extended: vec![3], ..ask("d.intake", "2025-12-31") });
    assert_eq!(several_places.due, Some(day("2026-01-15")), "10 working days, Saturday 10/01 worked");
    let last = several_places.trace.iter().rev().find_map(|s| s.counted);
    assert_eq!(last, Some(10), "the extension counts on");
}

#[test]
fn the_trace_can_be_checked_with_a_wall_calendar() {
    let answer = answer(&ask("d.transfer", "2021-04-28"));
    let lines: Vec<String> = answer.trace.iter().map(|s| s.line("en")).collect();
    insta::assert_snapshot!(lines.join("\n"), @r"
    28/04/2021 day of the event, not counted (Civil Code 2015, art. 147)
    29/04/2021 counted, 1
    30/04/2021 Reunification Day, skipped
    01/05/2021 Saturday, skipped
    02/05/2021 Sunday, skipped
    03/05/2021 International Labour Day, day off in lieu, skipped
    04/05/2021 counted, 2
    05/05/2021 counted, 3
    06/05/2021 counted, 4
    07/05/2021 counted, 5
    07/05/2021 last day, until 24:00
    ");
    let complex = Question { complexity: Some(Complexity::Complex), extended: vec![2], ..ask("d.settle", "2026-01-15") };
    let term = compute_of(&complex);
    insta::assert_snapshot!(term.join("\n"), @r"
    15/01/2026 ngày của sự kiện, không tính (Bộ luật Dân sự 2015, điều 147)
    16/01/2026 - 14/02/2026 tính, 1-30
    14/02/2026 gia hạn thêm 2 ngày theo quyết định ngày 02/02/2026, tính tiếp từ ngày này
    15/02/2026 - 16/02/2026 tính, 31-32
    18/02/2026 tạm đình chỉ từ 03/02/2026 đến 05/02/2026: hạn lùi 2 ngày đến ngày này
    18/02/2026 Tết Nguyên đán, hạn chuyển tiếp
    19/02/2026 Tết Nguyên đán, hạn chuyển tiếp
    20/02/2026 Tết Nguyên đán, hạn chuyển tiếp
    21/02/2026 Thứ Bảy, hạn chuyển tiếp
    22/02/2026 Chủ nhật, hạn chuyển tiếp
    23/02/2026 ngày làm việc kế tiếp: ngày cuối (Bộ luật Dân sự 2015, điều 148)
    ");
}

/// The trace as a case keeps it: runs of days in one step.
fn compute_of(question: &Question) -> Vec<String> {
    let law = Law::embedded();
    let version = law.rulebook.version(&question.rule, "2018").unwrap();
    let given = Given {
        duty: Duty::Office,
        version,
        figure: None,
        start: question.from.unwrap(),
        receipt: question.from,
        election_day: None,
        complexity: question.complexity,
        remote: false,
        extensions: question.extended.iter().map(|days| (Some(day("2026-02-02")), *days)).collect(),
        pauses: vec![(day("2026-02-03"), day("2026-02-05"))],
        calendar: law.calendar.newest(),
    };
    compute_term(&given).unwrap().unwrap().trace.iter().map(|s| s.line("vi")).collect()
}

#[test]
fn versions_by_the_day_that_chooses_them() {
    let version = |q: &Question| (answer(q).version, answer(q).verified);
    assert_eq!(version(&ask("d.accept-notify", "2026-06-30")), ("2018".into(), true));
    assert_eq!(version(&ask("d.accept-notify", "2026-07-01")), ("2026".into(), false));
    assert_eq!(version(&ask("file.keep", "2021-11-14")), ("2014".into(), false));
    assert_eq!(version(&ask("file.keep", "2021-11-15")), ("2021".into(), true));
    assert_eq!(version(&at("el.voter-list.settle", "2025-06-01", "2025-06-30")), ("2015".into(), true));
    assert_eq!(version(&at("el.voter-list.settle", "2025-06-01", "2025-07-01")), ("2025".into(), true));
    assert_eq!(version(&at("el.voter-list.settle", "2026-03-08", "2026-03-15")), ("2025".into(), false), "the cap is not confirmed");
    for row in Law::embedded().rulebook.rows().filter(|r| r.version.version == "2026") {
        assert!(!row.version.verified && row.version.note.as_ref().unwrap().en.contains("136/2025"), "{}", row.rule.id);
    }
}

#[test]
fn what_has_no_answer_is_named() {
    let wrong = |q: Question| q.answer(Law::embedded()).unwrap_err().to_string();
    let complex = |q: Question| Question { complexity: Some(Complexity::Complex), ..q };
    assert_eq!(wrong(ask("d.intaek", "2025-01-01")), "d.intaek: no such rule (redress law rules lists them)");
    assert_eq!(wrong(ask("d.intake", "2026-12-28")), "no calendar is loaded for the year 2027");
    assert_eq!(wrong(ask("c1.settle", "2026-12-05")), "no calendar is loaded for the year 2027");
    assert_eq!(wrong(ask("d.intake", "2018-12-31")), "d.intake has no version for a start on 2018-12-31: the first holds from 2019-01-01");
    assert!(wrong(at("el.other", "2011-05-01", "2011-05-22")).contains("the election of 2011-05-22"));
    assert_eq!(wrong(complex(ask("c1.accept", "2025-01-02"))), "c1.accept does not know the option --complex");
    let specially = Question { complexity: Some(Complexity::SpeciallyComplex), ..ask("c1.settle", "2025-01-02") };
    assert_eq!(wrong(specially), "c1.settle does not know the option --specially-complex");
    assert_eq!(wrong(Question { remote: true, ..ask("d.settle", "2025-01-02") }), "d.settle does not know the option --remote");
    assert_eq!(wrong(Question { extended: vec![5], ..ask("c1.settle", "2025-01-02") }), "c1.settle does not know the option --extended");
    let pause = vec![(day("2025-01-05"), day("2025-01-09"))];
    assert_eq!(wrong(Question { paused: pause, ..ask("c1.settle", "2025-01-02") }), "c1.settle does not know the option --paused");
    assert_eq!(wrong(at("d.intake", "2025-01-02", "2026-03-15")), "d.intake does not know the option --election-day");
    assert!(matches!(ask("el.other", "2026-03-01").answer(Law::embedded()), Err(NoAnswer::ElectionDayMissing(_))));
    let no_from = Question { from: None, ..ask("d.intake", "2025-01-02") };
    assert!(matches!(no_from.answer(Law::embedded()), Err(NoAnswer::FromMissing(_))));
    let backwards = vec![(day("2025-01-09"), day("2025-01-05"))];
    assert!(matches!(Question { paused: backwards, ..ask("d.settle", "2025-01-02") }.answer(Law::embedded()), Err(NoAnswer::Pause { .. })));
    let twice = vec![(day("2025-03-10"), day("2025-03-20")), (day("2025-03-15"), day("2025-03-25"))];
    assert!(matches!(Question { paused: twice, ..ask("d.settle", "2025-01-02") }.answer(Law::embedded()), Err(NoAnswer::Pause { .. })));
}

#[test]
fn extensions_have_a_cap_and_a_count() {
    let refused = |complexity, extended: &[i64]| {
        let question = Question { complexity, extended: extended.to_vec(), ..ask("d.settle", "2025-01-02") };
        question.answer(Law::embedded()).is_err()
    };
    let (complex, specially) = (Some(Complexity::Complex), Some(Complexity::SpeciallyComplex));
    assert!(refused(None, &[1]));
    assert!(!refused(complex, &[30]));
    assert!(refused(complex, &[31]) && refused(complex, &[0]) && refused(complex, &[10, 10]));
    assert!(!refused(specially, &[30, 30]));
    assert!(refused(specially, &[30, 30, 1]));
}

#[test]
fn a_figure_of_the_office_is_used_and_cited() {
    let figure = |rule: &str, version: &str, amount| Figure {
        rule: rule.into(),
        version: version.into(),
        amount,
        source: "Nghị quyết 1/NQ-HĐBCQG".into(),
        revision: 1,
    };
    let law = Law::embedded();
    let set =
        vec![figure("el.result.settle.na", "2025", 15), figure("el.nominee.verify", "2025", 28), figure("petition.settle", "2014", 20)];
    let with = law.with(9, vec![], set).unwrap();
    let na = at("el.result.settle.na", "2026-03-26", "2026-03-15").answer(&with).unwrap();
    assert_eq!((na.due, na.verified, na.basis.as_str()), (Some(day("2026-04-10")), false, "Nghị quyết 1/NQ-HĐBCQG"));
    assert!(na.trace.iter().any(|s| s.note.en.contains("set by the office")));
    let nominee = at("el.nominee.verify", "2026-02-01", "2026-03-15").answer(&with).unwrap();
    assert_eq!(nominee.due, Some(day("2026-02-15")), "28 days before E");
    let petition = ask("petition.settle", "2025-01-02").answer(&with).unwrap();
    assert_eq!((petition.due, petition.office_target), (None, Some(day("2025-01-22"))));
    assert_eq!(law.with(9, vec![], vec![figure("c1.settle", "2011", 99)]).unwrap_err(), "c1.settle: the law's figure is confirmed");
}
