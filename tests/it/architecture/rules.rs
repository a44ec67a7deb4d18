//! What a file may use, by the module it lies in.

use std::collections::HashSet;

use super::{Finding, TABLE};
use crate::source::{Source, Token, reads};

/// Crates that only these modules may use. A crate that is not named may be used anywhere.
const KEPT_IN: &[(&str, &[&str])] =
    &[("diesel", &["store"]), ("diesel_migrations", &["store"]), ("libsqlite3_sys", &["store"]), ("pq_sys", &["store"])];

/// What the pure rules do without: the world comes in as arguments.
const NOT_IN_DOMAIN: &[&str] = &["actix_web", "actix_rt", "actix_multipart", "lettre", "tokio", "rand", "reqwest", "tracing"];
const NOT_IN_DOMAIN_OF_STD: &[&str] = &["fs", "net", "env", "process", "thread"];

/// Every place in these files that breaks a rule.
pub fn broken(sources: &[Source]) -> Vec<Finding> {
    let for_tests: HashSet<Vec<String>> = sources.iter().flat_map(Source::test_modules).collect();
    let mut findings = Vec::new();
    for source in sources {
        findings.extend(clocks(source));
        if !for_tests.contains(&source.module()) {
            let code = source.without_tests();
            findings.extend(imports(&code));
            findings.extend(crates(&code));
            findings.extend(writes(&code));
        }
    }
    findings
}

/// The module of the table in which a file lies.
fn home(source: &Source) -> String {
    source.module().into_iter().next().unwrap_or_else(|| "lib".to_owned())
}

fn finding(source: &Source, at: usize, reason: String) -> Finding {
    Finding { file: source.path.clone(), line: source.tokens.get(at).map_or(1, |t| t.line), reason }
}

/// Imports between our modules, by `use` and by paths in expressions.
fn imports(source: &Source) -> Vec<Finding> {
    let home = home(source);
    let Some((_, may)) = TABLE.iter().find(|(module, _)| *module == home) else {
        return vec![finding(source, 0, format!("`{home}` has no row in the table of tests/it/architecture.rs"))];
    };
    let mut findings = Vec::new();
    for (at, used) in used_modules(source) {
        if used == "*" {
            findings.push(finding(source, at, "the root of the crate is not imported as a whole: name the module".to_owned()));
        } else if !TABLE.iter().any(|(module, _)| *module == used) {
            findings.push(finding(source, at, format!("`crate::{used}` is no module of the table of tests/it/architecture.rs")));
        } else if used != home && !may.contains(&used.as_str()) {
            let allowed = if may.is_empty() { "nothing of ours".to_owned() } else { may.join(", ") };
            findings.push(finding(source, at, format!("`{home}` may not import `{used}` (it may import {allowed})")));
        }
    }
    findings
}

/// The modules at the root of the crate that a file names, each with its place; `*` for the root itself.
fn used_modules(source: &Source) -> Vec<(usize, String)> {
    let tokens = &source.tokens;
    let mut used = Vec::new();
    let mut inline: Vec<usize> = Vec::new();
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate() {
        if token.is("{") {
            depth += 1;
            if at >= 2 && tokens[at - 2].is("mod") {
                inline.push(depth);
            }
        } else if token.is("}") {
            if inline.last() == Some(&depth) {
                inline.pop();
            }
            depth -= 1;
        }
        if let Some(next) = root_path(tokens, at, source.module().len() + inline.len()) {
            used.extend(heads(tokens, next));
        }
    }
    used
}

/// If a path to the root of the crate starts at `at`, the place after the root. `level`: how deep this module lies below the root.
fn root_path(tokens: &[Token], at: usize, level: usize) -> Option<usize> {
    let continues = at > 0 && tokens[at - 1].is("::");
    let root = tokens[at].is("crate") || (tokens[at].is("redress") && !continues);
    if root && tokens.get(at + 1).is_some_and(|t| t.is("::") || t.is("as")) {
        return Some(at + 1);
    }
    let from_self = at >= 2 && tokens[at - 2].is("self");
    if !tokens[at].is("super") || (continues && !from_self) {
        return None;
    }
    let mut ups = 1;
    while reads(tokens, at + 2 * ups - 1, &["::", "super"]) {
        ups += 1;
    }
    (ups == level).then_some(at + 2 * ups - 1)
}

/// The first names after the root: one, or those of a group in braces. A macro of the crate (`crate::name!`) is no module.
fn heads(tokens: &[Token], at: usize) -> Vec<(usize, String)> {
    if !tokens[at].is("::") {
        return vec![(at, "*".to_owned())];
    }
    let is_macro = |at: usize| tokens.get(at + 1).is_some_and(|t| t.is("!"));
    let first = at + 1;
    if !tokens.get(first).is_some_and(|t| t.is("{")) {
        return tokens.get(first).filter(|_| !is_macro(first)).map(|t| (first, t.text.clone())).into_iter().collect();
    }
    let mut heads = Vec::new();
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate().skip(first) {
        if token.is("{") {
            depth += 1;
        } else if token.is("}") {
            depth -= 1;
        }
        if depth == 0 {
            break;
        }
        let starts = tokens[at - 1].is(",") || at == first + 1;
        if depth == 1 && starts && at > first {
            heads.push((at, if token.is("self") { "*".to_owned() } else { token.text.clone() }));
        }
    }
    heads
}

/// Crates where they do not belong.
fn crates(source: &Source) -> Vec<Finding> {
    let home = home(source);
    let mut findings = Vec::new();
    for (at, token) in source.tokens.iter().enumerate() {
        let after = at.checked_sub(1).map(|before| &source.tokens[before]);
        let named = reads(&source.tokens, at + 1, &["::"]) || after.is_some_and(|t| t.is("use") || t.is("crate"));
        if !named || after.is_some_and(|t| t.is("::")) {
            continue;
        }
        if let Some((name, homes)) = KEPT_IN.iter().find(|(name, _)| token.is(name))
            && !homes.contains(&home.as_str())
        {
            findings.push(finding(source, at, format!("only src/{} may use `{name}`", homes.join(", src/"))));
        }
        let of_std = token.is("std") && source.tokens.get(at + 2).is_some_and(|t| NOT_IN_DOMAIN_OF_STD.iter().any(|name| t.is(name)));
        if home == "domain" && (of_std || NOT_IN_DOMAIN.iter().any(|name| token.is(name))) {
            let name = if of_std { format!("std::{}", source.tokens[at + 2].text) } else { token.text.clone() };
            findings.push(finding(source, at, format!("the rules are pure: `domain` may not use `{name}`")));
        }
    }
    findings
}

/// Writing to the store from `http`: whatever changes something is an action.
fn writes(source: &Source) -> Vec<Finding> {
    if home(source) != "http" {
        return Vec::new();
    }
    let write = |at: &usize| {
        let before = at.checked_sub(1).map(|before| &source.tokens[before]);
        source.tokens[*at].is("write") && before.is_some_and(|t| t.is(".") || t.is("::")) && reads(&source.tokens, at + 1, &["("])
    };
    let reason = "`http` only reads from the store: what changes something is an action (src/actions)";
    (0..source.tokens.len()).filter(write).map(|at| finding(source, at, reason.to_owned())).collect()
}

/// Asking what time it is, anywhere but in `src/clock.rs`: tests too are told.
fn clocks(source: &Source) -> Vec<Finding> {
    if source.path == "src/clock.rs" {
        return Vec::new();
    }
    let asks = |at: &usize| ["Utc", "Local", "SystemTime"].iter().any(|clock| reads(&source.tokens, *at, &[clock, "::", "now"]));
    let reason = "only src/clock.rs asks what time it is: take the Clock or the time as an argument";
    (0..source.tokens.len()).filter(asks).map(|at| finding(source, at, reason.to_owned())).collect()
}
