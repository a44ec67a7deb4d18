//! A PostgreSQL of the measurement's own, durable as one in an office.

use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use diesel::prelude::*;

/// A cluster in a temporary folder.
pub struct Server {
    folder: PathBuf,
    programs: PathBuf,
    port: u16,
    account: Option<&'static str>,
}

impl Server {
    /// None: its programs are not here.
    pub fn start() -> Option<Self> {
        let mut installed: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
            .ok()?
            .flatten()
            .map(|e| e.path().join("bin"))
            .filter(|p| p.join("initdb").exists())
            .collect();
        installed.sort();
        let programs = installed.pop()?;
        let root = Command::new("id").arg("-u").output().is_ok_and(|o| o.stdout.trim_ascii() == b"0");
        let exists =
            |name: &&str| Command::new("id").arg(name).stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|s| s.success());
        // It refuses to run as root.
        let account = root.then(|| ["postgres", "nobody"].into_iter().find(exists)).flatten();
        let folder = tempfile::Builder::new().prefix("redress-bench-").tempdir_in("/tmp").ok()?.keep();
        if let Some(account) = account {
            Command::new("chown").arg(account).arg(&folder).status().ok()?;
        }
        let port = TcpListener::bind("127.0.0.1:0").ok()?.local_addr().ok()?.port();
        let server = Self { folder, programs, port, account };
        let data = server.folder.join("data").display().to_string();
        server.run("initdb", &["-D", &data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C"]);
        let options = format!(
            "-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={} -c shared_buffers=512MB",
            server.folder.display()
        );
        server.run("pg_ctl", &["-D", &data, "-w", "-l", &server.folder.join("log").display().to_string(), "-o", &options, "start"]);
        let mut admin = PgConnection::establish(&server.url("postgres")).unwrap();
        for name in ["redress", "limits"] {
            diesel::sql_query(format!("CREATE DATABASE {name} TEMPLATE template0")).execute(&mut admin).unwrap();
        }
        Some(server)
    }

    /// The address of one of its databases.
    pub fn url(&self, name: &str) -> String {
        format!("postgres://postgres@127.0.0.1:{}/{name}", self.port)
    }

    fn run(&self, program: &str, arguments: &[&str]) {
        let program = self.programs.join(program);
        let mut command = match self.account {
            Some(account) => {
                let mut command = Command::new("setpriv");
                command.args(["--reuid", account, "--regid", account, "--clear-groups", "--"]).arg(program);
                command
            }
            None => Command::new(program),
        };
        let ended = command.args(arguments).current_dir("/tmp").stdout(Stdio::null()).stderr(Stdio::inherit()).status().unwrap();
        assert!(ended.success());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let data = self.folder.join("data").display().to_string();
        self.run("pg_ctl", &["-D", &data, "-m", "immediate", "stop"]);
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
