//! The program itself: started, asked, ended.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

fn redress(folder: &std::path::Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_redress"));
    command.current_dir(folder).env_clear().env("REDRESS_DATA", folder.join("data")).env("REDRESS_LISTEN", "127.0.0.1:0");
    command
}

/// Ends with the test, whatever becomes of it.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn it_serves_from_any_folder_and_ends_when_told() {
    let folder = tempfile::tempdir().unwrap();
    let added =
        redress(folder.path()).args(["user", "add", "--username", "admin", "--name", "Quản trị", "--role", "admin"]).output().unwrap();
    let said = String::from_utf8(added.stdout).unwrap();
    assert!(added.status.success(), "{}", String::from_utf8_lossy(&added.stderr));
    let password = said.lines().find_map(|l| l.strip_prefix("Password, shown only now: ")).unwrap().to_owned();

    let mut command = redress(folder.path());
    let mut child = Running(command.arg("serve").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap());
    let mut lines = BufReader::new(child.0.stdout.take().unwrap()).lines();
    let line = lines.next().unwrap().unwrap();
    let address = line.rsplit(' ').next().unwrap().to_owned();
    let client = reqwest::blocking::Client::new();
    assert_eq!(client.get(format!("{address}/livez")).send().unwrap().status(), 200);
    assert_eq!(client.get(format!("{address}/readyz")).send().unwrap().status(), 200);
    let sign_in = serde_json::json!({"username": "admin", "password": password});
    let session: serde_json::Value = client.post(format!("{address}/api/v1/session")).json(&sign_in).send().unwrap().json().unwrap();
    let token = session["access_token"].as_str().unwrap();
    let users = client.get(format!("{address}/api/v1/users?cursor=secret")).bearer_auth(token).send().unwrap();
    assert_eq!(users.status(), 422);

    let begun = Instant::now();
    assert!(Command::new("kill").arg("-TERM").arg(child.0.id().to_string()).status().unwrap().success());
    let ended = child.0.wait().unwrap();
    assert_eq!(ended.code(), Some(0));
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
    assert!(lines.next().is_none(), "one line on standard output, not more");
    let mut log = String::new();
    child.0.stderr.take().unwrap().read_to_string(&mut log).unwrap();
    assert!(log.contains("/api/v1/users"), "{log}");
    for secret in [token, &password, "cursor", "secret", "127.0.0.1", "Quản trị"] {
        assert!(!log.contains(secret), "the log tells {secret}:\n{log}");
    }
}

#[test]
fn wrong_settings_are_told_all_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = redress(folder.path());
    let output = command.env("REDRESS_LISTEN", "0.0.0.0:80").env("REDRESS_DATABASE_URL", "mysql://x").arg("serve").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("REDRESS_BEHIND_PROXY") && said.contains("REDRESS_DATABASE_URL"), "{said}");
    assert_eq!(said.lines().count(), 2, "{said}");
    assert!(!folder.path().join("data").exists(), "nothing was begun");
}

#[test]
fn accounts_are_listed_disabled_and_never_the_last_admin() {
    let folder = tempfile::tempdir().unwrap();
    let user = |args: &[&str]| {
        let output = redress(folder.path()).arg("user").args(args).output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let file = folder.path().join("password");
    std::fs::write(&file, "một mật khẩu dài\n").unwrap();
    let file = file.to_str().unwrap();
    let add = |name: &str, role: &str| {
        user(&["add", "--username", name, "--name", "Người", "--role", role, "--unit", "VN", "--password-file", file])
    };
    // Four eyes need two: said from the first account on, though no letter has come yet.
    for (name, role, supervisors) in
        [("admin", "admin", Some(0)), ("tuan", "supervisor", Some(1)), ("dung", "supervisor", None), ("bao", "officer", None)]
    {
        let (code, _, said) = add(name, role);
        let warned = supervisors.map(|n| format!(" has {n} supervisors; approving and signing need two."));
        assert_eq!(code, Some(0));
        assert!(warned.as_ref().map_or(said.is_empty(), |warned| said.contains(warned)), "{name}: {said}");
    }
    assert_eq!(user(&["add", "lan", "--name", "Người", "--role", "clerk", "--password-file", file]).0, Some(0));
    let (code, _, said) = add("lan", "clerk");
    assert_eq!((code, said.as_str()), (Some(2), "redress: Another account has this name.\n"));
    let (code, _, said) = add("Lan", "clerk");
    assert!(code == Some(2) && said.starts_with("redress: --username: "), "{said}");
    let (code, _, said) = add("hoa", "king");
    assert!(code == Some(2) && said.starts_with("redress: --role: ") && said.contains("supervisor"), "{said}");
    assert_eq!(user(&["disable", "lan"]).0, Some(0));
    assert_eq!(user(&["disable", "admin"]).0, Some(2));
    let (_, listed, _) = user(&["list"]);
    let line = |name: &str, state: &str, role: &str| format!("{name}\tNgười\t{state}\t{role} VN\n");
    let expected = [
        line("admin", "active", "admin"),
        line("bao", "active", "officer"),
        line("dung", "active", "supervisor"),
        line("lan", "disabled", "clerk"),
        line("tuan", "active", "supervisor"),
    ];
    assert_eq!(listed, expected.concat());
}
