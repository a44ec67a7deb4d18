//! Clients that say nothing, or a byte now and then, from many addresses: an officer is served all the same, and the process
//! stays small. `REDRESS_TEST_SLOW_CLIENTS=3000x60` runs it with 3,000 of them for a minute.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, SocketAddrV4, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use socket2::{Domain, Socket, Type};

const PASSWORD: &str = "con cò bay lả bay la";
/// Addresses of the loopback network that the clients come from.
const SOURCES: usize = 60;
/// Threads that keep them.
const THREADS: usize = 4;

/// How many, and for how many seconds.
fn asked_for() -> (usize, u64) {
    let set = std::env::var("REDRESS_TEST_SLOW_CLIENTS").ok();
    let (clients, seconds) = set.as_deref().and_then(|set| set.split_once('x')).unwrap_or(("600", "10"));
    (clients.parse().unwrap(), seconds.parse().unwrap())
}

struct Office {
    child: Child,
    address: SocketAddr,
    _folder: tempfile::TempDir,
}

impl Drop for Office {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Office {
    fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let command = |arguments: &[&str]| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_redress"));
            command.args(arguments).env_clear().env("REDRESS_DATA", folder.path().join("data")).env("REDRESS_LISTEN", "127.0.0.1:0");
            command.env("REDRESS_LOG", "warn").env("REDRESS_RATES", "all=1000000");
            command
        };
        let mut adding = command(&["user", "add", "minh", "--role", "officer", "--unit", "VN", "--password-stdin"]);
        let mut adding = adding.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        writeln!(adding.stdin.take().unwrap(), "{PASSWORD}").unwrap();
        assert!(adding.wait().unwrap().success());
        let mut child = command(&["serve"]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().rsplit("//").next().unwrap().parse().unwrap();
        Self { child, address, _folder: folder }
    }

    /// A line of `/proc/PID/status`, in KiB.
    fn memory(&self, name: &str) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with(name)).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    }

    fn descriptors(&self) -> usize {
        std::fs::read_dir(format!("/proc/{}/fd", self.child.id())).unwrap().count()
    }
}

/// What a client does after it has connected: nothing; half a head and then a byte a second; a head and then a byte a second.
fn begins(at: usize) -> &'static [u8] {
    match at % 4 {
        0 | 1 => b"",
        2 => b"GET /livez HTTP/1.1\r\nhost: a\r\nx: ",
        _ => b"POST /api/v1/public/cases HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 100000\r\n\r\n{",
    }
}

fn connect(office: SocketAddr, at: usize) -> Option<TcpStream> {
    let source = Ipv4Addr::new(127, 0, 2, u8::try_from(at % SOURCES + 1).unwrap());
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None).ok()?;
    socket.bind(&SocketAddr::V4(SocketAddrV4::new(source, 0)).into()).ok()?;
    socket.connect_timeout(&office.into(), Duration::from_secs(2)).ok()?;
    let mut stream: TcpStream = socket.into();
    stream.write_all(begins(at)).ok()?;
    stream.set_nonblocking(true).ok()?;
    Some(stream)
}

/// Keeps every so-manieth client connected and dribbling; whoever is sent away comes again at once.
fn keep(office: SocketAddr, first: usize, clients: usize, open: &AtomicUsize, ended: &AtomicUsize, stop: &AtomicBool) {
    let places: Vec<usize> = (first..clients).step_by(THREADS).collect();
    let mut kept: Vec<Option<TcpStream>> = places.iter().map(|_| None).collect();
    while !stop.load(Ordering::Relaxed) {
        let round = Instant::now();
        for (place, client) in places.iter().zip(&mut kept) {
            if client.is_none() {
                *client = connect(office, *place);
                open.fetch_add(usize::from(client.is_some()), Ordering::Relaxed);
            }
            let Some(stream) = client else { continue };
            let dribbled = if place % 4 < 2 { Ok(()) } else { stream.write_all(b"x") };
            let mut part = [0; 1024];
            let gone = loop {
                match stream.read(&mut part) {
                    Ok(0) => break true,
                    Ok(_) => {}
                    Err(e) => break e.kind() != std::io::ErrorKind::WouldBlock,
                }
            };
            if dribbled.is_err() || gone {
                *client = None;
                open.fetch_sub(1, Ordering::Relaxed);
                ended.fetch_add(1, Ordering::Relaxed);
            }
        }
        std::thread::sleep(Duration::from_secs(1).saturating_sub(round.elapsed()));
    }
}

/// How long each request of an officer took, every one on a connection of its own; until the time is over.
fn officer(office: SocketAddr, token: &str, until: Instant) -> Vec<Duration> {
    let client = reqwest::blocking::Client::builder().pool_max_idle_per_host(0).timeout(Duration::from_secs(30)).build().unwrap();
    let mut took = Vec::new();
    for path in ["/api/v1/me", "/api/v1/cases", "/api/v1/units"].iter().cycle() {
        let begun = Instant::now();
        if begun >= until {
            break;
        }
        let answer = client.get(format!("http://{office}{path}")).bearer_auth(token).send().unwrap();
        assert_eq!(answer.status(), 200, "{path}");
        answer.bytes().unwrap();
        took.push(begun.elapsed());
        std::thread::sleep(Duration::from_millis(25));
    }
    took.sort_unstable();
    took
}

#[test]
fn an_officer_is_served_among_clients_that_only_wait() {
    let (clients, seconds) = asked_for();
    redress::http::connections::descriptors(clients + 1000);
    let office = Office::open();
    let sign_in = reqwest::blocking::Client::new().post(format!("http://{}/api/v1/session", office.address));
    let session: Value = sign_in.json(&json!({"username": "minh", "password": PASSWORD})).send().unwrap().json().unwrap();
    let token = session["access_token"].as_str().unwrap().to_owned();
    // The password took 64 MiB: the highest mark counts from here (proc(5), clear_refs).
    std::fs::write(format!("/proc/{}/clear_refs", office.child.id()), "5").unwrap();
    let quiet = office.memory("VmRSS");
    let (open, ended, stop) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicBool::new(false));
    let (took, most_open) = std::thread::scope(|threads| {
        for first in 0..THREADS {
            let (open, ended, stop, address) = (&open, &ended, &stop, office.address);
            threads.spawn(move || keep(address, first, clients, open, ended, stop));
        }
        let patience = Instant::now() + Duration::from_secs(30);
        while open.load(Ordering::Relaxed) < clients * 9 / 10 && Instant::now() < patience {
            std::thread::yield_now();
        }
        let most = open.load(Ordering::Relaxed);
        let took = officer(office.address, &token, Instant::now() + Duration::from_secs(seconds));
        stop.store(true, Ordering::Relaxed);
        (took, most)
    });
    let p95 = took[took.len() * 95 / 100];
    let peak = office.memory("VmHWM");
    eprintln!(
        "{clients} clients for {seconds} s: {most_open} open at once, {} sent away; officer: {} requests, p50 {:?}, p95 {p95:?}, \
         max {:?}; memory {quiet} -> {peak} KiB; {} descriptors at the end",
        ended.load(Ordering::Relaxed),
        took.len(),
        took[took.len() / 2],
        took[took.len() - 1],
        office.descriptors(),
    );
    assert!(most_open >= clients * 9 / 10, "{most_open} of {clients} were ever connected");
    assert!(ended.load(Ordering::Relaxed) > 0, "nobody who only waits is ever sent away");
    assert!(took.len() > 20, "{}", took.len());
    assert!(p95 < Duration::from_secs(1), "{p95:?}");
    // Some 25 KiB a connection beside what the office itself takes.
    assert!(peak < quiet + 40 * 1024 + u64::try_from(clients).unwrap() * 40, "{quiet} -> {peak} KiB");
}
