//! The processes of a fleet: each ends when it is told to, and says whether it is well.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

fn redress(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_redress"));
    command.current_dir(folder).env_clear().env("REDRESS_DATA", folder.join("data")).env("REDRESS_LISTEN", "127.0.0.1:0");
    command.args(arguments);
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

impl Running {
    /// Started; gives its first line.
    fn start(mut command: Command) -> (Self, String) {
        let mut child = Self(command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap());
        let line = BufReader::new(child.0.stdout.take().unwrap()).lines().next().unwrap().unwrap();
        (child, line)
    }

    /// Told to end, it does: cleanly, and within 10 seconds.
    fn end(mut self) {
        let begun = Instant::now();
        assert!(Command::new("kill").arg("-TERM").arg(self.0.id().to_string()).status().unwrap().success());
        assert_eq!(self.0.wait().unwrap().code(), Some(0));
        assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&[output.stdout.as_slice(), output.stderr.as_slice()].concat()).into_owned()
}

#[test]
fn jobs_and_requests_in_processes_of_their_own_end_when_told() {
    let folder = tempfile::tempdir().unwrap();
    let (work, line) = Running::start(redress(folder.path(), &["work"]));
    assert_eq!(line, "Redress works");
    let (serve, line) = Running::start(redress(folder.path(), &["serve", "--no-jobs"]));
    let address = line.strip_prefix("Redress answers on http://").unwrap();
    let health = redress(folder.path(), &["health", "--listen", address]).output().unwrap();
    assert_eq!((health.status.code(), said(&health).as_str()), (Some(0), "ready\n"));
    let (both, _) = Running::start(redress(folder.path(), &["serve"]));
    work.end();
    serve.end();
    both.end();
    let health = redress(folder.path(), &["health", "--listen", address]).output().unwrap();
    assert_eq!(health.status.code(), Some(1));
    assert_eq!(said(&health).lines().count(), 1, "{}", said(&health));
}

/// A certificate for another name than this machine's, and another one.
fn certificate(folder: &Path, name: &str) -> [String; 2] {
    let [key, chain] = ["key", "crt"].map(|end| folder.join(format!("{name}.{end}")).to_str().unwrap().to_owned());
    let made = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1"])
        .args(["-subj", "/CN=redress.example.vn", "-keyout", &key, "-out", &chain])
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", said(&made));
    [chain, key]
}

#[test]
fn health_is_asked_over_tls_and_trusts_only_the_own_certificate() {
    let folder = tempfile::tempdir().unwrap();
    let [chain, key] = certificate(folder.path(), "own");
    let tls = |chain: &str, key: &str| ["--tls-cert", chain, "--tls-key", key].map(str::to_owned);
    let mut command = redress(folder.path(), &["serve", "--no-jobs"]);
    command.args(tls(&chain, &key));
    let (serve, line) = Running::start(command);
    let address = line.strip_prefix("Redress answers on https://").unwrap();
    let ask = |chain: &str, key: &str| redress(folder.path(), &["health", "--listen", address]).args(tls(chain, key)).output().unwrap();
    let health = ask(&chain, &key);
    assert_eq!(health.status.code(), Some(0), "{}", said(&health));
    let [other_chain, other_key] = certificate(folder.path(), "other");
    assert_eq!(ask(&other_chain, &other_key).status.code(), Some(1));
    let plain = redress(folder.path(), &["health", "--listen", address]).output().unwrap();
    assert_eq!(plain.status.code(), Some(1), "{}", said(&plain));
    serve.end();
}
