//! kind x matter x track x contest x instance -> rules: the table that people review.

use std::collections::BTreeMap;
use std::fmt::Write;

use redress::domain::kind::Contest;
use redress::domain::law::Law;
use redress::domain::rulebook::{Rulebook, check, table};

#[test]
fn the_law_is_well_formed_cited_total_and_unambiguous() {
    assert_eq!(check(Law::embedded()), Vec::<String>::new());
}

/// Rules, and the contests they are for in the first and in the second instance.
type Lines = BTreeMap<String, [Vec<&'static str>; 2]>;

/// The shipped law with one thing changed.
fn broken(from: &str, to: &str) -> Vec<String> {
    let rules = include_str!("../../../law/vn/rules.toml");
    assert!(rules.contains(from), "{from}");
    check(&Law { rulebook: Rulebook::parse(&rules.replacen(from, to, 1)).unwrap(), ..Law::embedded().clone() })
}

#[test]
fn what_is_wrong_with_the_law_is_named() {
    let table = [
        ("basis = \"Luật Bầu cử 85/2015/QH13, điều 33\"", "basis = \"\"", "el.voter-list.settle: version 2015: no basis is cited"),
        ("valid_to = \"2025-06-30\"", "valid_to = \"2025-07-30\"", "el.voter-list.file: versions 2015 and 2025 overlap"),
        ("valid_to = \"2025-06-30\"", "valid_to = \"2025-06-01\"", "el.voter-list.file: no version holds from 2025-06-02 until 2025"),
        ("matter = [\"organisation\", ", "matter = [", "no office rule for complaint organisation election no contest instance 1"),
        ("id = \"c2.accept\"", "id = \"c1.accept\"", "c1.accept: the id is used twice"),
        ("or_passed = \"c1.settle\"", "or_passed = \"c2.settle\"", "c2.file: or_passed names c2.settle, which must stand before it"),
        ("offset = 3\n", "offset = 4\n", "el.record.team: version 2015: another day or hour in the timetable"),
        ("amount = 30\n", "amount = 30\nroll = true\n", "el.voter-list.file: version 2015: election-track dates never move"),
        ("remote_complex = 60\n", "", "c1.settle: version 2011: complex and remote_complex go together"),
    ];
    for (from, to, line) in table {
        let wrong = broken(from, to);
        assert!(wrong.iter().any(|w| w == line), "{line}\n{wrong:#?}");
    }
    let rules = include_str!("../../../law/vn/rules.toml");
    let unread = Rulebook::parse(&rules.replacen("duty = \"office\"", "duty = \"offic\"", 1)).unwrap_err();
    assert!(unread.contains("offic") && unread.contains("line ") && !unread.contains('\n'), "{unread}");
}

#[test]
fn every_cell_and_its_rules() {
    // Kind, matter and track in the order of the table; under them the rules, and for which contests and instances they are.
    let mut groups: Vec<(String, Lines)> = Vec::new();
    for (cell, rules) in table(Law::embedded()) {
        let rules = match rules {
            Ok(rules) => rules.iter().map(|r| r.id.as_str()).collect::<Vec<_>>().join(" "),
            Err(code) => format!("refused: {code}"),
        };
        assert!(!rules.is_empty());
        let group = format!("{} {} {}", cell.kind, cell.matter, cell.track);
        if groups.last().is_none_or(|(last, _)| *last != group) {
            groups.push((group, BTreeMap::new()));
        }
        let contests = &mut groups.last_mut().unwrap().1.entry(rules).or_default()[usize::from(cell.instance == 2)];
        contests.push(cell.contest.map_or("none", Contest::as_str));
    }
    let mut shown = String::new();
    for (group, lines) in &groups {
        writeln!(shown, "{group}").unwrap();
        for (rules, [first, second]) in lines {
            if first == second {
                writeln!(shown, "    {}: {rules}", named(first)).unwrap();
            } else {
                for (instance, contests) in [("first", first), ("second", second)].iter().filter(|(_, c)| !c.is_empty()) {
                    writeln!(shown, "    {}, {instance} instance: {rules}", named(contests)).unwrap();
                }
            }
        }
    }
    insta::assert_snapshot!(shown);
}

fn named(contests: &[&str]) -> String {
    match contests {
        ["none", "na", "council_province", "council_district", "council_commune"] => "any".into(),
        ["na", "council_province", "council_district", "council_commune"] => "any contest".into(),
        ["council_province", "council_district", "council_commune"] => "any council".into(),
        ["none"] => "no contest".into(),
        some => some.join(", "),
    }
}
