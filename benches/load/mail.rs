//! Requests beside a mail server that misbehaves: 2,000 mails wait, the server that sends them is the one that answers.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::time::Duration;

use crate::client::{self, Measured};
use crate::office::Office;

/// Mails that wait.
const MAILS: usize = 2_000;
/// Each is measured so often, in turn with a server that sends nothing; the middle of them counts.
const ROUNDS: usize = 5;

/// What the mail server does.
#[derive(Debug, Clone, Copy)]
enum Peer {
    /// Says nothing at all.
    Silent,
    /// Says nothing after the first command.
    HangsAt(&'static str),
    /// Hangs up after what is sent as data.
    DropsAfterData,
    /// Answers so to the recipient.
    Answers(&'static str),
    /// Takes everything.
    Takes,
}

const PEERS: [(&str, Peer); 7] = [
    ("takes all", Peer::Takes),
    ("is silent", Peer::Silent),
    ("hangs at EHLO", Peer::HangsAt("EHLO")),
    ("hangs at RCPT", Peer::HangsAt("RCPT")),
    ("drops after DATA", Peer::DropsAfterData),
    ("answers 421", Peer::Answers("421 4.3.2 closing")),
    ("answers 450", Peer::Answers("450 4.2.0 busy")),
];

/// Prints how long requests take with each mail server, beside one that sends nothing; how many were slowed by more than a tenth.
pub fn measure(office: &Office, lasting: Duration) -> usize {
    {
        let server = office.serve();
        server.sign_in();
        client::submit_so_many(server.address(), MAILS);
    }
    println!("{MAILS} mails wait; one client reads cases; of {ROUNDS} rounds the middle");
    println!("{:<22}{:>12}{:>12}{:>12}  against no sending", "the mail server", "a second", "p50 ms", "p99 ms");
    let mut slowed = 0;
    for (name, peer) in PEERS {
        let at = listen(peer);
        let (mut with, mut without) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            without.push(read(office, None, lasting));
            with.push(read(office, Some(at), lasting));
        }
        let (with, without) = (middle(with), middle(without));
        let ms = |d: Duration| d.as_secs_f64() * 1000.0;
        let ratio = with.p99.as_secs_f64() / without.p99.as_secs_f64();
        let late = if ratio > 1.1 { ": SLOWED" } else { "" };
        slowed += usize::from(ratio > 1.1);
        println!(
            "{name:<22}{:>12.0}{:>12.3}{:>12.3}  p50 {:.2}, p99 {ratio:.2}{late}",
            with.a_second,
            ms(with.p50),
            ms(with.p99),
            with.p50.as_secs_f64() / without.p50.as_secs_f64()
        );
    }
    slowed
}

fn read(office: &Office, smtp: Option<SocketAddr>, lasting: Duration) -> Measured {
    let server = smtp.map_or_else(|| office.serve(), |at| office.serve_sending(at));
    let token = server.sign_in();
    let bearer = [("authorization", format!("Bearer {token}"))];
    let each: Vec<String> = server.some_cases(&token).iter().map(|id| format!("/api/v1/cases/{id}")).collect();
    client::gets_of(server.address(), &each, &bearer, 1, lasting)
}

fn middle(mut all: Vec<Measured>) -> Measured {
    all.sort_by_key(|measured| measured.p99);
    all.swap_remove(all.len() / 2)
}

fn listen(peer: Peer) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            std::thread::spawn(move || play(stream, peer));
        }
    });
    address
}

/// One connection, until the other side hangs up.
fn play(stream: TcpStream, peer: Peer) {
    let Ok(mut to) = stream.try_clone() else { return };
    let mut say = |line: &str| to.write_all(format!("{line}\r\n").as_bytes()).is_ok();
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    if !matches!(peer, Peer::Silent) && !say("220 peer.example ESMTP") {
        return;
    }
    while let Some(line) = lines.next() {
        let command = line.split([' ', ':']).next().unwrap_or_default().to_uppercase();
        let hangs = matches!(peer, Peer::Silent) || matches!(peer, Peer::HangsAt(at) if at == command);
        let goes_on = match (command.as_str(), peer) {
            _ if hangs => true,
            ("EHLO", _) => say("250 peer.example"),
            ("RCPT", Peer::Answers(other)) => say(other) && !other.starts_with("421"),
            ("DATA", _) => {
                say("354 go on");
                lines.by_ref().take_while(|line| line != ".").for_each(drop);
                !matches!(peer, Peer::DropsAfterData) && say("250 taken")
            }
            ("QUIT", _) => return,
            _ => say("250 ok"),
        };
        if !goes_on {
            return;
        }
    }
}
