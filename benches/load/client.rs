//! Clients that cost little: blocking sockets kept open, the answer's length read and nothing parsed.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Barrier;
use std::time::{Duration, Instant};

/// What was measured.
#[derive(Debug, Clone)]
pub struct Measured {
    pub a_second: f64,
    pub p50: Duration,
    pub p99: Duration,
}

impl Measured {
    /// Of these times of single requests, by so many at once.
    pub fn of(mut took: Vec<Duration>, whole: Duration) -> Self {
        took.sort_unstable();
        let at = |share: f64| took.get(((took.len() as f64 - 1.0) * share) as usize).copied().unwrap_or_default();
        Self { a_second: took.len() as f64 / whole.as_secs_f64(), p50: at(0.5), p99: at(0.99) }
    }
}

type Headers<'a> = [(&'a str, String)];

/// `GET` of one path.
pub fn gets(address: SocketAddr, path: &str, headers: &Headers<'_>, clients: usize, lasting: Duration) -> Measured {
    gets_of(address, &[path.to_owned()], headers, clients, lasting)
}

/// `GET` of these paths, each client beginning elsewhere.
pub fn gets_of(address: SocketAddr, paths: &[String], headers: &Headers<'_>, clients: usize, lasting: Duration) -> Measured {
    let request = |path: &String| {
        let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n{headers}\r\n").into_bytes()
    };
    let requests: Vec<Vec<u8>> = paths.iter().map(request).collect();
    run(address, clients, lasting, 200, |client, at| requests[(client * 7 + at) % requests.len()].clone())
}

/// Letters by the public, each another.
pub fn submits(address: SocketAddr, clients: usize, lasting: Duration) -> Measured {
    run(address, clients, lasting, 201, letter)
}

/// So many letters by the public, one after the other.
pub fn submit_so_many(address: SocketAddr, many: usize) {
    let mut connection = Connection::open(address);
    for at in 0..many {
        connection.ask(&letter(0, at), 201);
    }
}

fn letter(client: usize, at: usize) -> Vec<u8> {
    let body = serde_json::json!({"kind": "complaint", "matter": "administrative_act", "identity": "named",
            "title": "Khiếu nại quyết định xử phạt", "body": format!("Tôi không đồng ý với quyết định số {client}-{at}. Đề nghị xem xét lại."),
            "unit": super::office::ward(), "petitioner": {"name": "Nguyễn Thị Đo", "phone": "0912345678", "email": "do@example.org"}})
        .to_string();
    let head = format!("content-type: application/json\r\ncontent-length: {}\r\n", body.len());
    format!("POST /api/v1/public/cases HTTP/1.1\r\nhost: localhost\r\n{head}\r\n{body}").into_bytes()
}

fn run(address: SocketAddr, clients: usize, lasting: Duration, expected: u16, make: impl Fn(usize, usize) -> Vec<u8> + Sync) -> Measured {
    let gate = Barrier::new(clients);
    let (times, whole): (Vec<Vec<Duration>>, Vec<Duration>) = std::thread::scope(|threads| {
        let client = |number: usize| {
            let (gate, make) = (&gate, &make);
            threads.spawn(move || {
                let mut connection = Connection::open(address);
                // What is met for the first time is not measured.
                for at in 0..20 {
                    connection.ask(&make(number, at), expected);
                }
                gate.wait();
                let begun = Instant::now();
                let mut took = Vec::new();
                while begun.elapsed() < lasting {
                    let request = make(number, 20 + took.len());
                    let asked = Instant::now();
                    connection.ask(&request, expected);
                    took.push(asked.elapsed());
                }
                (took, begun.elapsed())
            })
        };
        let threads: Vec<_> = (0..clients).map(client).collect();
        threads.into_iter().map(|t| t.join().unwrap()).unzip()
    });
    Measured::of(times.concat(), whole.into_iter().max().unwrap_or_default())
}

/// A connection that is kept.
pub struct Connection(BufReader<TcpStream>);

impl Connection {
    /// To this address.
    pub fn open(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_nodelay(true).unwrap();
        Self(BufReader::with_capacity(256 * 1024, stream))
    }

    /// Sends a request; its answer must have this status. Gives head and body.
    pub fn ask(&mut self, request: &[u8], expected: u16) -> (String, Vec<u8>) {
        self.0.get_mut().write_all(request).unwrap();
        let (mut head, mut length) = (String::new(), 0);
        loop {
            let begins = head.len();
            assert!(self.0.read_line(&mut head).unwrap() > 0, "the server hung up");
            let line = head[begins..].trim_end();
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse().unwrap();
            }
            if line.is_empty() {
                break;
            }
        }
        let mut body = vec![0; length];
        self.0.read_exact(&mut body).unwrap();
        let status: u16 = head.split(' ').nth(1).and_then(|s| s.parse().ok()).unwrap();
        assert_eq!(status, expected, "{head}\n{}", String::from_utf8_lossy(&body));
        (head, body)
    }
}
