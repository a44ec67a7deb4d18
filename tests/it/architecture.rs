//! The arrows of the design go one way. This test reads the source and refuses what the table below does not allow:
//! imports, a clock or a database where none belongs, files too long to read.

mod refused;
mod rules;

use crate::source::Source;

/// Who may import whom: a module, and what of ours it may use. The same table as in CONTRIBUTING.md.
pub const TABLE: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("clock", &[]),
    ("config", &[]),
    ("logging", &["config"]),
    ("texts", &[]),
    ("seal", &["config"]),
    ("store", &["domain", "seal", "config"]),
    ("mail", &["domain", "config", "texts"]),
    ("actions", &["domain", "seal", "store", "mail", "clock", "config", "texts"]),
    ("app", &["actions", "domain", "seal", "store", "mail", "clock", "config"]),
    ("jobs", &["app", "actions", "store", "mail", "domain", "texts"]),
    ("http", &["app", "actions", "domain", "store", "config", "texts"]),
    ("cli", ALL),
    ("main", ALL),
    // Declares the modules, nothing else.
    ("lib", &[]),
];

/// What commands may use: everything.
pub const ALL: &[&str] =
    &["domain", "clock", "config", "logging", "texts", "seal", "store", "mail", "actions", "app", "jobs", "http", "cli"];

/// No file is longer; `schema.rs` is a list.
const MOST_LINES: usize = 400;
/// Half of the files are at most this long. To come down to 100 as the project grows.
const MEDIAN_LINES: usize = 130;

/// A place that breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub file: String,
    pub line: usize,
    pub reason: String,
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.reason)
    }
}

fn none(findings: &[Finding]) {
    let shown: Vec<String> = findings.iter().map(Finding::to_string).collect();
    assert!(shown.is_empty(), "\n{}\n", shown.join("\n"));
}

#[test]
fn arrows_go_one_way() {
    let sources = Source::all_below("src");
    assert!(sources.len() > 10, "the source was not found");
    none(&rules::broken(&sources));
}

#[test]
fn files_can_be_read_at_a_sitting() {
    let sources = [Source::all_below("src"), Source::all_below("tests")].concat();
    none(&too_long(&sources));
    let mut lines: Vec<usize> = sources.iter().map(|s| s.lines).collect();
    lines.sort_unstable();
    let median = lines[lines.len() / 2];
    println!("{} files, median {median} lines, longest {}", lines.len(), lines[lines.len() - 1]);
    assert!(median <= MEDIAN_LINES, "half of the files have more than {median} lines; at most {MEDIAN_LINES}: split by subject");
}

fn too_long(sources: &[Source]) -> Vec<Finding> {
    let long = |s: &&Source| s.lines > MOST_LINES && !s.path.ends_with("/schema.rs");
    let finding = |s: &Source| Finding {
        file: s.path.clone(),
        line: s.lines,
        reason: format!("{} lines; at most {MOST_LINES}: split by subject", s.lines),
    };
    sources.iter().filter(long).map(finding).collect()
}
