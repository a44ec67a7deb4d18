//! A PostgreSQL of the test process's own: one cluster in a temporary folder, without fsync, a database per test.
//!
//! `REDRESS_TEST_POSTGRES_URL` names a server to use instead (an account that may create databases). Without either, tests
//! on PostgreSQL say by name that they are skipped; with `REDRESS_REQUIRE_POSTGRES=1`, as in CI, they fail.

use std::io::Read;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use diesel::prelude::*;

/// Creates an empty database and gives its address. None: there is no PostgreSQL here.
pub fn database() -> Option<String> {
    static SERVER: OnceLock<Option<String>> = OnceLock::new();
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let server = SERVER.get_or_init(|| std::env::var("REDRESS_TEST_POSTGRES_URL").ok().or_else(start)).as_ref();
    let Some(server) = server else {
        assert!(std::env::var("REDRESS_REQUIRE_POSTGRES").is_err(), "REDRESS_REQUIRE_POSTGRES is set and no PostgreSQL was found");
        return None;
    };
    let name = format!("t{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    let mut admin = PgConnection::establish(&format!("{server}/postgres")).expect("the server of the tests answers");
    let create = format!("CREATE DATABASE {name} ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");
    diesel::sql_query(create).execute(&mut admin).expect("a database can be created");
    Some(format!("{server}/{name}"))
}

/// The folder of initdb, pg_ctl and postgres: the newest installed by the distribution, else that of the path.
fn programs() -> Option<PathBuf> {
    let mut installed: Vec<PathBuf> =
        std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|e| e.path().join("bin")).collect();
    installed.sort();
    let path = std::env::var_os("PATH").unwrap_or_default();
    installed.into_iter().rev().chain(std::env::split_paths(&path)).find(|p| p.join("initdb").exists() && p.join("pg_ctl").exists())
}

/// PostgreSQL refuses to run as root; then another account of the machine runs it.
fn other_account() -> Option<&'static str> {
    let root = Command::new("id").arg("-u").output().is_ok_and(|o| o.stdout.trim_ascii() == b"0");
    let exists = |name: &&str| Command::new("id").arg(name).stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|s| s.success());
    root.then(|| ["postgres", "nobody"].into_iter().find(exists)).flatten()
}

fn start() -> Option<String> {
    let programs = programs()?;
    let account = other_account();
    // Sockets have short paths: never below a long TMPDIR.
    let folder = tempfile::Builder::new().prefix("redress-pg-").tempdir_in("/tmp").ok()?.keep();
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o755)).ok()?;
    let data = folder.join("data");
    std::fs::create_dir(&data).ok()?;
    if let Some(account) = account {
        let owned = Command::new("chown").arg(account).arg(&folder).arg(&data).status().is_ok_and(|s| s.success());
        assert!(owned, "the folder of the cluster can be given to {account}");
    }
    let port = TcpListener::bind("127.0.0.1:0").ok()?.local_addr().ok()?.port();
    watch(&programs, &folder, &data, account);
    let run = |program: &str, arguments: &[&str]| {
        let mut command = as_account(account, &programs.join(program));
        let output = command.args(arguments).current_dir(&folder).stdin(Stdio::null()).output().expect("the program starts");
        assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    };
    let data = data.to_str()?;
    run("initdb", &["-D", data, "-U", "redress", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"]);
    let options = format!(
        "-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c synchronous_commit=off \
         -c full_page_writes=off -c max_connections=300 -c shared_buffers=64MB"
    );
    let log = folder.join("log");
    run("pg_ctl", &["-D", data, "-w", "-l", log.to_str()?, "-o", &options, "start"]);
    Some(format!("postgres://redress@127.0.0.1:{port}"))
}

fn as_account(account: Option<&str>, program: &Path) -> Command {
    match account {
        None => Command::new(program),
        Some(account) => {
            let mut command = Command::new("setpriv");
            command.args(["--reuid", account, "--regid", account, "--clear-groups", "--"]);
            if account == "nobody" {
                command = Command::new("setpriv");
                command.args(["--reuid", "nobody", "--clear-groups", "--"]);
            }
            command.arg(program);
            command
        }
    }
}

/// A child that waits for the end of our pipe to it, which comes with the end of this process however it ends; then it
/// stops the cluster and removes its folder.
#[allow(clippy::zombie_processes, reason = "it outlives this process: that is what it is for")]
fn watch(programs: &Path, folder: &Path, data: &Path, account: Option<&str>) {
    let stop = as_account(account, &programs.join("pg_ctl"));
    let words: Vec<String> =
        std::iter::once(stop.get_program()).chain(stop.get_args()).map(|w| format!("'{}'", w.to_string_lossy())).collect();
    let script = format!(
        "trap '' INT TERM HUP; echo ready; cat > /dev/null; {} -D '{}' -m immediate stop > /dev/null 2>&1; rm -rf '{}'",
        words.join(" "),
        data.display(),
        folder.display()
    );
    let mut child = Command::new("sh")
        .args(["-c", &script])
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("a shell starts");
    let mut said = [0; 5];
    child.stdout.take().expect("its output is ours").read_exact(&mut said).expect("it answers");
    // Our end of the pipe stays open as long as this process lives.
    std::mem::forget(child.stdin.take());
}
