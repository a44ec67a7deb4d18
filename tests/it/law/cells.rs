//! kind x matter x track x contest x instance -> rules: the table that people review.

use std::collections::BTreeMap;
use std::fmt::Write;

use redress::domain::kind::Contest;
use redress::domain::law::Law;
use redress::domain::rulebook::{check, table};

#[test]
fn the_law_is_well_formed_cited_total_and_unambiguous() {
    assert_eq!(check(Law::embedded()), Vec::<String>::new());
}

#[test]
fn every_cell_and_its_rules() {
    // Kind, matter and track in the order of the table; under them the rules, and for which contests and instances they are.
    let mut groups: Vec<(String, BTreeMap<String, [Vec<&str>; 2]>)> = Vec::new();
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
