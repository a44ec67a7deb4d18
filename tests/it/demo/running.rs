//! The program itself: what a newcomer types and sees.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use reqwest::blocking::Client;
use serde_json::{Value, json};

/// The demo, running until it is dropped.
struct Demo {
    process: Child,
    printed: String,
    address: String,
}

impl Demo {
    fn start(folder: &Path, more: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_redress"));
        command.arg("demo").args(more).env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("REDRESS_DATA", folder).env("REDRESS_LISTEN", "127.0.0.1:0").env("REDRESS_LOG", "warn");
        let mut process = command.stdout(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let mut printed = String::new();
        for line in lines {
            let line = line.unwrap();
            printed = printed + &line + "\n";
            // The last line.
            if line.contains("base64 -d") {
                break;
            }
        }
        let first = printed.lines().next().unwrap_or_default();
        let address = first.strip_prefix("Redress answers on ").unwrap_or_else(|| panic!("{printed}")).to_owned();
        Self { process, printed, address }
    }

    fn forward(&self, by: &Value) -> (u16, Value) {
        let answer = Client::new().post(format!("{}/api/v1/demo/clock", self.address)).json(by).send().unwrap();
        (answer.status().as_u16(), answer.json().unwrap())
    }

    /// Ends it as an operator does; it must say that all went well.
    fn end(mut self) {
        let told = Command::new("kill").arg(self.process.id().to_string()).status().unwrap();
        assert!(told.success() && self.process.wait().unwrap().success());
    }

    /// The number and code of the printed receipt.
    fn receipt(&self) -> &str {
        self.printed.lines().find(|l| l.contains("receipt code")).unwrap()
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn refused(folder: &Path, more: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_redress"));
    let output = command.arg("demo").args(more).env("REDRESS_DATA", folder).env("REDRESS_LISTEN", "127.0.0.1:0").output().unwrap();
    assert!(!output.status.success());
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn a_restart_goes_on_where_the_clock_stood_and_fresh_begins_anew() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("demo-data");
    let first = Demo::start(&data, &[]);
    assert!(first.printed.contains("10/05/2021 08:0"), "{}", first.printed);
    assert_eq!(first.forward(&json!({ "days": 2 })).1["today"], "2021-05-12");
    assert_eq!(first.forward(&json!({ "hours": 24 })).1["today"], "2021-05-13");
    for wrong in [json!({}), json!({ "days": 0 }), json!({ "days": 61 }), json!({ "hours": 1441 }), json!({ "days": 1, "hours": 1 })] {
        assert_eq!(first.forward(&wrong).0, 422, "{wrong}");
    }
    let receipt = first.receipt().to_owned();
    first.end();
    let again = Demo::start(&data, &[]);
    assert!(again.printed.contains("13/05/2021 08:0"), "{}", again.printed);
    assert_eq!(again.receipt(), receipt);
    again.end();
    let fresh = Demo::start(&data, &["--fresh"]);
    assert!(fresh.printed.contains("10/05/2021 08:0") && fresh.receipt() != receipt);
}

#[test]
fn a_folder_or_database_of_somebody_elses_is_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("redress.sqlite3"), "an office").unwrap();
    for more in [&[][..], &["--fresh"]] {
        assert!(refused(folder.path(), more).contains("not a demo's"));
    }
    assert_eq!(std::fs::read(folder.path().join("redress.sqlite3")).unwrap(), b"an office");
}

/// The printed lines, pasted into a shell, walk the case to its closing and show the freeze.
#[test]
fn the_printed_lines_walk_a_case() {
    let folder = tempfile::tempdir().unwrap();
    let demo = Demo::start(&folder.path().join("d"), &[]);
    let lines: Vec<&str> = demo.printed.lines().skip_while(|l| !l.trim_start().starts_with("A=http")).collect();
    let script = format!("set -eo pipefail\n{}\n", lines.join("\n"));
    let output = Command::new("bash").arg("-c").arg(&script).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{script}\n{said}\n{}", String::from_utf8_lossy(&output.stderr));
    for seen in [
        r#""status":"screening""#,
        r#""status":"proposed""#,
        r#""status":"accepted""#,
        r#""status":"drafted""#,
        r#""status":"settled""#,
        r#""status":"closed""#,
        r#"["el.voter-list.settle","2021-05-15","met"]"#,
        r#""today":"2021-05-13""#,
    ] {
        assert!(said.contains(seen), "{seen} is not in\n{said}");
    }
    assert_eq!(said.matches("ứng cử").count(), 3, "three titles of cases that the law has stopped at the ward:\n{said}");
    assert!(said.contains("bảy công nhân trọ"), "late after three days:\n{said}");
}
