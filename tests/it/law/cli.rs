//! `redress law`: what it prints, and that each mistake is one line and exit 2.

use clap::Parser;
use redress::cli::law::{LawCommand, run};
use serde_json::Value;

#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    law: LawCommand,
}

fn law(line: &str) -> Result<String, (u8, String)> {
    let cli = Cli::parse_from(std::iter::once("law").chain(line.split_whitespace()));
    let mut out = Vec::new();
    run(&cli.law, &mut out).map_err(|e| (e.exit_code(), e.to_string()))?;
    Ok(String::from_utf8(out).unwrap())
}

fn json(line: &str) -> Value {
    serde_json::from_str(&law(&format!("{line} --json")).unwrap()).unwrap()
}

#[test]
fn due_as_json() {
    let due = json("due --rule d.settle --from 2026-01-17");
    assert_eq!(due["rule"], "d.settle");
    assert_eq!(due["version"], "2018");
    assert_eq!(due["duty"], "office");
    assert_eq!(due["from"], "2026-01-17");
    assert_eq!(due["unrolled"], "2026-02-16");
    assert_eq!(due["due"], "2026-02-23");
    assert_eq!(due["verified"], true);
    assert!(due["basis"].as_str().unwrap().contains("25/2018/QH14"));
    let trace = due["trace"].as_array().unwrap();
    let counted: Vec<i64> = trace.iter().filter_map(|s| s["counted"].as_i64()).collect();
    assert_eq!(counted, (1..=30).collect::<Vec<_>>(), "every day is a step");
    assert!(trace.iter().all(|s| s["date"].is_string() && s["note"]["vi"].is_string() && s["note"]["en"].is_string()));
    assert_eq!(json("due --rule el.other --from 2026-03-01 --election-day 2026-03-15")["due"], Value::Null);
    assert_eq!(json("due --rule el.voter-list.close --election-day 2026-03-15")["time"], "07:00");
}

#[test]
fn calendar_as_json() {
    let calendar = json("calendar --election-day 2026-03-15");
    let first = &calendar[0];
    assert_eq!(
        (first["id"].as_str(), first["offset_days"].as_i64(), first["date"].as_str()),
        (Some("el.committees"), Some(-105), Some("2025-11-30"))
    );
    assert!(first["name"]["vi"].is_string() && first["basis"].is_string() && first["verified"].is_boolean());
    assert!(first.get("time").is_none());
}

#[test]
fn rules_and_check_as_json() {
    let rules = json("rules");
    let rows = rules.as_array().unwrap();
    let row = rows.iter().find(|r| r["id"] == "el.voter-list.settle" && r["version"] == "2025").unwrap();
    assert_eq!((row["amount"].as_i64(), row["cap"].as_i64(), row["unit"].as_str()), (Some(5), Some(-5), Some("calendar_days")));
    assert_eq!(json("check")["wrong"], Value::Array(vec![]));
}

#[test]
fn plain_text() {
    insta::assert_snapshot!("due", law("due --rule d.intake --from 2025-12-31").unwrap());
    insta::assert_snapshot!("calendar", law("calendar --election-day 2026-03-15").unwrap());
    insta::assert_snapshot!("rules", law("rules").unwrap());
    assert!(law("check").unwrap().starts_with("The law is well formed"));
}

#[test]
fn a_mistake_is_one_line_and_exit_2() {
    let table = [
        ("due --rule x.y --from 2025-01-01", "x.y: no such rule"),
        ("due --rule d.intake --from 2026-12-30", "2027"),
        ("due --rule d.intake --from 2018-01-02", "first holds from 2019-01-01"),
        ("due --rule d.intake --from 2025-02-30", "--from: \"2025-02-30\" is not a date"),
        ("due --rule d.intake --from 2025-01-02 --complex", "--complex"),
        ("due --rule el.other --from 2025-01-02", "--election-day"),
        ("due --rule d.intake", "--from"),
        ("due --rule d.settle --from 2025-01-02 --complex --extended 31", "1 to 30 days"),
        ("due --rule d.settle --from 2025-01-02 --complex --extended 10,10", "at most 1"),
        ("due --rule d.settle --from 2025-01-02 --complex --extended x", "not a number of days"),
        ("due --rule d.settle --from 2025-01-02 --complex --specially-complex", "exclude each other"),
        ("due --rule c1.settle --from 2025-01-02 --paused 2025-01-03..2025-01-09", "--paused"),
        ("due --rule d.settle --from 2025-01-02 --paused 2025-01-03", "DATE..DATE"),
        ("calendar --election-day 2011-05-22", "22"),
    ];
    for (line, names) in table {
        let (code, error) = law(line).unwrap_err();
        assert_eq!(code, 2, "{line}");
        assert!(error.contains(names) && !error.contains('\n'), "{line}: {error}");
    }
}

/// `redress law rules | head -1`: whoever reads has heard enough.
#[test]
fn a_closed_pipe_ends_a_command_quietly() {
    for command in ["law rules", "law rules --json", "law calendar --election-day 2026-03-15", "law due --rule d.settle --from 2026-01-17"]
    {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut redress = std::process::Command::new(env!("CARGO_BIN_EXE_redress"));
        let ended = redress.args(command.split(' ')).stdout(writer).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&ended.stderr), "", "{command}");
        assert!(ended.status.success(), "{command}: {}", ended.status);
    }
    let folder = tempfile::tempdir().unwrap();
    for command in ["migrate", "user add lan --role admin --password-stdin", "user list"] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let (stdin, mut typed) = std::io::pipe().unwrap();
        std::io::Write::write_all(&mut typed, "con cò bay lả bay la\n".as_bytes()).unwrap();
        drop(typed);
        let mut redress = std::process::Command::new(env!("CARGO_BIN_EXE_redress"));
        let redress = redress.args(command.split(' ')).env("REDRESS_DATA", folder.path()).stdin(stdin);
        let ended = redress.stdout(writer).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&ended.stderr), "", "{command}");
        assert!(ended.status.success(), "{command}: {}", ended.status);
    }
}
