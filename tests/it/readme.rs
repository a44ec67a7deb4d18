//! README and CONTRIBUTING say what is there: their paths, their settings, their table of imports.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::architecture::{ALL, TABLE};
use crate::source::{Sort, Source};

fn document(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// What stands between backquotes on one line.
fn quoted(text: &str) -> Vec<&str> {
    text.lines().flat_map(|line| line.split('`').skip(1).step_by(2)).collect()
}

#[test]
fn paths_exist() {
    const BELOW: [&str; 6] = ["src/", "law/", "locales/", "migrations/", "tests/", ".ci/"];
    for name in ["README.md", "CONTRIBUTING.md"] {
        let text = document(name);
        let paths = quoted(&text).into_iter().filter(|path| BELOW.iter().any(|b| path.starts_with(b)) && !path.contains('<'));
        let missing: Vec<&str> = paths.filter(|path| !Path::new(env!("CARGO_MANIFEST_DIR")).join(path).exists()).collect();
        assert!(missing.is_empty(), "{name} names {missing:?}, which are not there");
    }
}

#[test]
fn settings_are_those_that_are_read() {
    let read: BTreeSet<String> = Source::all_below("src")
        .iter()
        .flat_map(|source| source.tokens.windows(3).map(<[_]>::to_vec).collect::<Vec<_>>())
        .filter(|three| three[0].is("env") && three[1].is("=") && three[2].sort == Sort::Text)
        .map(|three| three[2].text.clone())
        .filter(|name| name.starts_with("REDRESS_"))
        .collect();
    let text = document("README.md");
    let rows = text.lines().filter(|line| line.starts_with("| `REDRESS_"));
    let told: BTreeSet<String> = rows.flat_map(|row| quoted(row.split('|').nth(1).unwrap())).map(str::to_owned).collect();
    assert_eq!(read, told, "src (left) and the table of README.md (right)");
}

#[test]
fn the_table_of_imports_is_the_tested_one() {
    let text = document("CONTRIBUTING.md");
    let start = text.find("| module |").unwrap();
    let mut told = BTreeSet::new();
    for row in text[start..].lines().skip(2).take_while(|line| line.starts_with('|')) {
        let cells: Vec<&str> = row.split('|').collect();
        for module in quoted(cells[1]) {
            let may = if cells[3].trim() == "all" { vec!["all"] } else { quoted(cells[3]) };
            told.insert((module.to_owned(), may.join(", ")));
        }
    }
    let row = |(module, may): &(&str, &[&str])| ((*module).to_owned(), if *may == ALL { "all".to_owned() } else { may.join(", ") });
    let tested: BTreeSet<(String, String)> = TABLE.iter().filter(|(module, _)| *module != "lib").map(row).collect();
    assert_eq!(told, tested, "CONTRIBUTING.md (left) and tests/it/architecture.rs (right)");
}
