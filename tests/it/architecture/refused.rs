//! The rules themselves are tested: small wrong sources, each refused with its file, line and reason.

use super::{Finding, MOST_LINES, rules, too_long};
use crate::source::Source;

fn broken(path: &str, text: &str) -> Vec<(usize, String)> {
    let findings = rules::broken(&[Source::parse(path, text)]);
    assert!(findings.iter().all(|f| f.file == path), "{findings:?}");
    findings.into_iter().map(|Finding { line, reason, .. }| (line, reason)).collect()
}

fn refused(path: &str, text: &str, line: usize, word: &str) {
    let found = broken(path, text);
    assert!(found.len() == 1 && found[0].0 == line && found[0].1.contains(word), "{path}: {text:?}: {found:?}");
}

fn allowed(path: &str, text: &str) {
    assert_eq!(broken(path, text), [], "{path}: {text:?}");
}

#[test]
fn an_import_against_the_arrows() {
    refused("src/domain/case.rs", "\nuse crate::store::Store;", 2, "`domain` may not import `store` (it may import nothing of ours)");
    refused("src/domain/mod.rs", "use super::clock::Clock;", 1, "`domain` may not import `clock`");
    refused("src/domain/deadline/trace.rs", "use super::super::super::clock;", 1, "`domain` may not import `clock`");
    refused("src/domain/deadline/trace.rs", "use self::super::super::super::clock;", 1, "`domain` may not import `clock`");
    refused("src/domain/case.rs", "mod inner { use super::super::super::clock; }", 1, "`domain` may not import `clock`");
    refused("src/store/cases.rs", "use crate::{domain::ids, actions::record};", 1, "`store` may not import `actions`");
    refused("src/store/cases.rs", "use crate::{\n    domain::{ids, case},\n    mail,\n};", 3, "`store` may not import `mail`");
    refused("src/store/cases.rs", "fn f() {\n crate::mail::send(); }", 2, "`store` may not import `mail`");
    refused("src/store/cases.rs", "macro_rules! m { () => { $crate::mail::send() } }", 1, "`store` may not import `mail`");
    refused("src/texts.rs", "use redress::domain::kind::Kind;", 1, "`texts` may not import `domain`");
    refused("src/http/mod.rs", "use crate::seal::Keys;", 1, "`http` may not import `seal`");
    refused("src/clock.rs", "#[cfg(feature = \"x\")] use crate::config::Config;", 1, "`clock` may not import `config`");
    refused("src/lib.rs", "pub mod domain;\npub use crate::domain::case::Case;", 2, "`lib` may not import `domain`");
}

#[test]
fn an_import_along_the_arrows() {
    allowed("src/actions/classify_case.rs", "use crate::{domain::ids, store::{self, Conn}, seal};\nuse super::record::record;");
    allowed("src/store/cases.rs", "//! See crate::mail.\nuse crate::domain::ids; const S: &str = \"crate::mail::x\"; pub(crate) fn f() {}");
    allowed("src/domain/deadline/trace.rs", "use super::super::ids; use super::compute; use self::steps::Step;");
    allowed("src/main.rs", "use redress::cli; use redress::http;");
    allowed("src/store/mod.rs", "crate::each_backend!(conn, { 1 });");
    allowed("src/store/cases.rs", "#[cfg(test)]\nmod tests { use crate::mail::Mail; use crate::actions; }");
}

#[test]
fn a_way_round_the_table() {
    refused("src/store/cases.rs", "use crate::*;", 1, "not imported as a whole");
    refused("src/store/cases.rs", "use crate as ours;", 1, "not imported as a whole");
    refused("src/store/cases.rs", "use crate::{self as ours};", 1, "not imported as a whole");
    refused("src/store/cases.rs", "use crate::Helper;", 1, "`crate::Helper` is no module of the table");
    refused("src/helpers/mod.rs", "pub fn help() {}", 1, "`helpers` has no row in the table");
}

#[test]
fn a_file_of_tests_is_exempt_only_when_it_is_declared_so() {
    let tests = Source::parse("src/store/walk.rs", "use crate::actions;");
    let declared = Source::parse("src/store/mod.rs", "#[cfg(test)]\nmod walk;");
    let shipped = Source::parse("src/store/mod.rs", "mod walk;");
    assert_eq!(rules::broken(&[declared, tests.clone()]), []);
    assert_eq!(rules::broken(&[shipped, tests]).len(), 1);
}

#[test]
fn a_crate_where_it_does_not_belong() {
    refused("src/domain/case.rs", "use tokio::sync::Mutex;", 1, "`domain` may not use `tokio`");
    refused("src/domain/case.rs", "use actix_web::web;", 1, "`domain` may not use `actix_web`");
    refused("src/domain/case.rs", "fn f(m: lettre::Message) {}", 1, "`domain` may not use `lettre`");
    refused("src/domain/case.rs", "fn f() { let n: u8 = rand::random(); }", 1, "`domain` may not use `rand`");
    refused("src/domain/case.rs", "use std::fs;", 1, "`domain` may not use `std::fs`");
    refused("src/http/api.rs", "\n\nuse diesel::prelude::*;", 3, "only src/store may use `diesel`");
    refused("src/actions/assign.rs", "#[derive(diesel::Queryable)] struct Row;", 1, "only src/store may use `diesel`");
    refused("src/cli/migrate.rs", "use diesel_migrations::MigrationHarness;", 1, "only src/store may use `diesel_migrations`");
    let both = broken("src/domain/case.rs", "use diesel::prelude::*; use tokio;");
    assert_eq!(both.len(), 2, "{both:?}");
    allowed("src/store/conn.rs", "use diesel::prelude::*; use tokio::sync::Mutex;");
    allowed("src/domain/case.rs", "use std::collections::HashMap; use chrono::NaiveDate; fn tokio(rand: u32) {}");
}

#[test]
fn a_write_from_http() {
    refused("src/http/pages/case.rs", "async fn f() {\n app.store.write(|c| Ok(())) }", 2, "`http` only reads from the store");
    refused("src/http/api/cases.rs", "let w = Store::write(&store, f);", 1, "`http` only reads from the store");
    allowed("src/http/pages/case.rs", "app.store.read(|c| Ok(())); write!(f, \"x\"); out.write_str(s);");
    allowed("src/actions/assign.rs", "store.write(|c| Ok(()));");
}

#[test]
fn a_clock_of_ones_own() {
    refused("src/jobs/remind.rs", "fn f() {\n let now = Utc::now(); }", 2, "only src/clock.rs asks");
    refused("src/jobs/remind.rs", "let now = chrono::Local::now();", 1, "only src/clock.rs asks");
    refused("src/seal/keys.rs", "let now = std::time::SystemTime::now();", 1, "only src/clock.rs asks");
    refused("src/seal/keys.rs", "#[cfg(test)] mod tests { fn f() { Utc::now(); } }", 1, "only src/clock.rs asks");
    allowed("src/clock.rs", "fn now() { Utc::now(); }");
    allowed("src/jobs/remind.rs", "clock.now(); Instant::now();");
}

#[test]
fn a_file_too_long() {
    let long = "\n".repeat(MOST_LINES + 1);
    let found = too_long(&[Source::parse("src/store/cases.rs", &long), Source::parse("src/store/schema.rs", &long)]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].to_string(), "src/store/cases.rs:401: 401 lines; at most 400: split by subject");
    assert_eq!(too_long(&[Source::parse("src/store/cases.rs", &"\n".repeat(MOST_LINES))]), []);
}
