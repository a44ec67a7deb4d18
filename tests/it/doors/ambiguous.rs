//! Messages that two programs may read in two ways (RFC 9112 section 11.2), on raw sockets: each is refused, or read in one way
//! that does nobody harm. The snapshot is the table to review: what was answered, and whether the connection was closed.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use crate::support::app::TestApp;

/// What must never be taken for a request where it stands in a body: an address that answers 404 with this in its metrics.
const HIDDEN: &str = "GET /api/v1/hidden HTTP/1.1\r\nhost: a\r\n\r\n";

/// A message, and how many requests it holds when it is read as the RFC says: an ambiguous one holds at most one.
struct Message {
    name: &'static str,
    bytes: Vec<u8>,
    requests: usize,
}

fn message(name: &'static str, requests: usize, text: impl AsRef<[u8]>) -> Message {
    Message { name, bytes: text.as_ref().to_vec(), requests }
}

/// A head for a body, ambiguous by these lines, and a request hidden in the body.
fn smuggling(name: &'static str, lines: &str) -> Message {
    let head = "POST /api/v1/session HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n";
    message(name, 1, format!("{head}{lines}\r\n0\r\n\r\n{HIDDEN}"))
}

/// A head without a body, odd by this line.
fn odd(name: &'static str, line: &str) -> Message {
    message(name, 1, format!("GET /livez HTTP/1.1\r\nhost: a\r\n{line}\r\n"))
}

/// A first line, with a good host.
fn first(name: &'static str, line: &str) -> Message {
    message(name, 1, format!("{line}\r\nhost: a\r\n\r\n"))
}

/// A chunked body.
fn chunked(name: &'static str, body: &str) -> Message {
    let head = "POST /api/v1/session HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n";
    message(name, 1, format!("{head}{body}"))
}

fn lengths() -> Vec<Message> {
    vec![
        smuggling("length and encoding", "content-length: 5\r\ntransfer-encoding: chunked\r\n"),
        smuggling("encoding and length", "transfer-encoding: chunked\r\ncontent-length: 5\r\n"),
        smuggling("two lengths", "content-length: 5\r\ncontent-length: 60\r\n"),
        smuggling("the same length twice", "content-length: 5\r\ncontent-length: 5\r\n"),
        smuggling("a list of lengths", "content-length: 5, 60\r\n"),
        smuggling("a list of the same length", "content-length: 5, 5\r\n"),
        smuggling("a length with a sign", "content-length: +5\r\n"),
        smuggling("a negative length", "content-length: -5\r\n"),
        smuggling("a length in hexadecimal", "content-length: 0x5\r\n"),
        smuggling("a length with a fraction", "content-length: 5.0\r\n"),
        smuggling("an empty length", "content-length:\r\n"),
        smuggling("a length beyond 64 bits", "content-length: 18446744073709551621\r\n"),
        smuggling("a length in quotes", "content-length: \"5\"\r\n"),
        smuggling("a length with an underscore", "content_length: 5\r\ntransfer-encoding: chunked\r\n"),
    ]
}

fn encodings() -> Vec<Message> {
    vec![
        smuggling("two encodings", "transfer-encoding: chunked\r\ntransfer-encoding: identity\r\n"),
        smuggling("an unknown encoding before", "transfer-encoding: xchunked\r\ncontent-length: 5\r\n"),
        smuggling("encodings in a list", "transfer-encoding: gzip, chunked\r\n"),
        smuggling("chunked not last", "transfer-encoding: chunked, identity\r\n"),
        smuggling("identity and a length", "transfer-encoding: identity\r\ncontent-length: 5\r\n"),
        smuggling("an encoding with a blank before the colon", "transfer-encoding : chunked\r\ncontent-length: 5\r\n"),
        smuggling("an encoding with a tab", "transfer-encoding:\tchunked\r\n").holding(2),
        smuggling("an encoding with a vertical tab", "transfer-encoding: \u{b}chunked\r\ncontent-length: 5\r\n"),
        smuggling("an encoding in quotes", "transfer-encoding: \"chunked\"\r\ncontent-length: 5\r\n"),
        smuggling("an encoding in capitals", "TRANSFER-ENCODING: CHUNKED\r\n").holding(2),
        smuggling("an encoding on a folded line", "transfer-encoding:\r\n chunked\r\ncontent-length: 5\r\n"),
        smuggling("an empty encoding", "transfer-encoding:\r\ncontent-length: 5\r\n"),
        smuggling("an encoding behind another line end", "x: y\rtransfer-encoding: chunked\r\ncontent-length: 5\r\n"),
        message(
            "an encoding in HTTP/1.0",
            1,
            format!("POST /api/v1/session HTTP/1.0\r\nhost: a\r\ntransfer-encoding: chunked\r\ncontent-length: 5\r\n\r\n0\r\n\r\n{HIDDEN}"),
        ),
    ]
}

fn chunks() -> Vec<Message> {
    vec![
        chunked("a chunk extension", &format!("2;a=b\r\n{{}}\r\n0\r\n\r\n{HIDDEN}")).holding(2),
        chunked("a chunk extension with a line end", &format!("2;a\n{{}}\r\n0\r\n\r\n{HIDDEN}")),
        chunked("a chunk extension in quotes", &format!("2;a=\"\r\n\"\r\n0\r\n\r\n{HIDDEN}")),
        chunked("a trailer that is a length", &format!("2\r\n{{}}\r\n0\r\ncontent-length: 60\r\n\r\n{HIDDEN}")).holding(2),
        chunked("a trailer that is a token", &format!("2\r\n{{}}\r\n0\r\nauthorization: Bearer x\r\n\r\n{HIDDEN}")).holding(2),
        chunked("a size beyond 64 bits", &format!("10000000000000002\r\n{{}}\r\n0\r\n\r\n{HIDDEN}")),
        chunked("a size with a sign", &format!("+2\r\n{{}}\r\n0\r\n\r\n{HIDDEN}")),
        chunked("a size with a prefix", &format!("0x2\r\n{{}}\r\n0\r\n\r\n{HIDDEN}")),
        chunked("a size that is too small", &format!("1\r\n{{}}\r\n0\r\n\r\n{HIDDEN}")),
        chunked("a size of nothing", &format!("\r\n{{}}\r\n0\r\n\r\n{HIDDEN}")),
        chunked("chunks behind bare line ends", &format!("2\n{{}}\n0\n\n{HIDDEN}")),
    ]
}

fn hosts() -> Vec<Message> {
    vec![
        message("no host", 1, "GET /livez HTTP/1.1\r\n\r\n"),
        message("two hosts", 1, "GET /livez HTTP/1.1\r\nhost: a\r\nhost: b\r\n\r\n"),
        message("an empty host", 1, "GET /livez HTTP/1.1\r\nhost:\r\n\r\n"),
        message("a host with a user", 1, "GET /livez HTTP/1.1\r\nhost: a@b\r\n\r\n"),
        message("a host that is a list", 1, "GET /livez HTTP/1.1\r\nhost: a, b\r\n\r\n"),
        message("a host with a path", 1, "GET /livez HTTP/1.1\r\nhost: a/b\r\n\r\n"),
        message("an absolute address of another host", 1, "GET http://b/livez HTTP/1.1\r\nhost: a\r\n\r\n"),
        message("an absolute address of this host", 1, "GET http://a/livez HTTP/1.1\r\nhost: a\r\n\r\n"),
        message("no host in HTTP/1.0", 1, "GET /livez HTTP/1.0\r\n\r\n"),
    ]
}

fn lines() -> Vec<Message> {
    vec![
        odd("a folded line", "x: y\r\n z\r\n"),
        odd("a blank before a colon", "x : y\r\n"),
        odd("a line without a colon", "xy\r\n"),
        odd("a line without a name", ": y\r\n"),
        odd("a blank before a name", " x: y\r\n"),
        odd("a NUL in a value", "x: a\0b\r\n"),
        odd("a NUL in a name", "x\0: a\r\n"),
        odd("a bare CR in a value", "x: a\rb\r\n"),
        odd("a letter beyond ASCII in a name", "xé: a\r\n"),
        odd("two cookies", "cookie: redress=a\r\ncookie: redress=b\r\n"),
        odd("two tokens", "authorization: Bearer a\r\nauthorization: Bearer b\r\n"),
        odd("an upgrade", "connection: upgrade\r\nupgrade: websocket\r\n"),
        odd("an upgrade to HTTP/2", "connection: upgrade, http2-settings\r\nupgrade: h2c\r\nhttp2-settings: AAMAAABkAAQCAAAAAAIAAAAA\r\n"),
        odd("a hundred headers", &"x: y\r\n".repeat(100)),
        odd("a header of 200,000 letters", &format!("x: {}\r\n", "y".repeat(200_000))),
        message("bare line ends", 1, "GET /livez HTTP/1.1\nhost: a\n\n"),
        message("empty lines before", 1, "\r\n\r\nGET /livez HTTP/1.1\r\nhost: a\r\n\r\n"),
        message(
            "an upgrade with a length",
            1,
            format!("POST /api/v1/session HTTP/1.1\r\nhost: a\r\nupgrade: websocket\r\ncontent-length: 2\r\n\r\n{{}}{HIDDEN}"),
        ),
        message(
            "two types",
            1,
            "POST /api/v1/session HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-type: text/plain\r\ncontent-length: 2\r\n\r\n{}",
        ),
    ]
}

fn first_lines() -> Vec<Message> {
    vec![
        first("no version", "GET /livez"),
        first("HTTP/0.9", "GET /livez HTTP/0.9"),
        first("HTTP/2 in words", "GET /livez HTTP/2.0"),
        first("HTTP/1.10", "GET /livez HTTP/1.10"),
        first("a version in small letters", "GET /livez http/1.1"),
        first("two blanks", "GET  /livez HTTP/1.1"),
        first("a tab", "GET\t/livez\tHTTP/1.1"),
        first("a blank in the address", "GET /livez x HTTP/1.1"),
        first("a method in small letters", "get /livez HTTP/1.1"),
        first("a method with a colon", "GE:T /livez HTTP/1.1"),
        first("CONNECT", "CONNECT a:80 HTTP/1.1"),
        first("an asterisk", "OPTIONS * HTTP/1.1"),
        first("an address without a slash", "GET livez HTTP/1.1"),
        first("a fragment", "GET /livez#x HTTP/1.1"),
        first("a NUL in the address", "GET /livez\0 HTTP/1.1"),
        first("a letter beyond ASCII in the address", "GET /livez\u{e9} HTTP/1.1"),
        first("an address of 100,000 letters", &format!("GET /{} HTTP/1.1", "a".repeat(100_000))),
        first("half an escape", "GET /livez%2 HTTP/1.1"),
        first("the start of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n"),
        message("TLS on this port", 1, b"\x16\x03\x01\x00\x05\x01\x00\x00\x01\x00"),
    ]
}

/// What is plain and must work: else the table would show nothing.
fn plain() -> Vec<Message> {
    let request = "GET /livez HTTP/1.1\r\nhost: a\r\n\r\n";
    vec![
        message("three requests at once", 3, request.repeat(3)),
        message("forty requests at once", 40, request.repeat(40)),
        message(
            "a body and a request",
            2,
            format!("POST /api/v1/session HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{{}}{request}"),
        ),
    ]
}

impl Message {
    fn holding(self, requests: usize) -> Self {
        Self { requests, ..self }
    }
}

/// The statuses of all answers, in order, the last bytes, and whether the server closed the connection.
fn answers(app: &TestApp, sent: &[u8]) -> (Vec<u16>, bool) {
    let mut connection = TcpStream::connect(app.address).unwrap();
    connection.set_read_timeout(Some(Duration::from_millis(700))).unwrap();
    // Whoever refuses may close while the rest is still being sent.
    let _ = connection.write_all(sent);
    let (mut got, mut part) = (Vec::new(), [0; 65536]);
    let closed = loop {
        match connection.read(&mut part) {
            Ok(0) => break true,
            Ok(n) => got.extend_from_slice(&part[..n]),
            Err(e) if matches!(e.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => break false,
            Err(_) => break true,
        }
    };
    let text = String::from_utf8_lossy(&got);
    let statuses = text.match_indices("HTTP/1.").filter_map(|(at, _)| text.get(at + 9..at + 12)?.parse().ok()).collect();
    (statuses, closed)
}

#[test]
fn every_ambiguous_message_is_read_in_one_harmless_way() {
    let app = TestApp::sqlite();
    let all: Vec<Message> = [lengths(), encodings(), chunks(), hosts(), lines(), first_lines(), plain()].into_iter().flatten().collect();
    assert!(all.len() >= 60, "{}", all.len());
    // Each on a connection of its own, many at once: most of the time is waiting.
    let seen: Vec<(Vec<u16>, bool)> = std::thread::scope(|threads| {
        let asked: Vec<_> = all.iter().map(|message| threads.spawn(|| answers(&app, &message.bytes))).collect();
        asked.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let (mut table, mut wrong) = (String::new(), Vec::new());
    for (message, (statuses, closed)) in all.iter().zip(&seen) {
        let end = if *closed { "closed" } else { "open" };
        let mut shown: Vec<String> = statuses.iter().map(u16::to_string).collect();
        shown.truncate(4);
        table.push_str(&format!("{:<45}{:<3} {:<18}{end}\n", message.name, statuses.len(), shown.join(" ")));
        assert!(statuses.iter().all(|status| *status < 500), "{}: {statuses:?}", message.name);
        // What comes behind a refusal may be refused too, but not routed.
        let routed = statuses.iter().rposition(|status| *status != 400).map_or(0, |last| last + 1);
        if routed > message.requests {
            wrong.push(format!("{}: something in the body was taken for a request: {statuses:?}", message.name));
        }
    }
    assert!(wrong.is_empty(), "{}\n{table}", wrong.join("\n"));
    // It still serves, and nothing hidden was ever routed.
    app.get("/livez").send().expect(200);
    insta::assert_snapshot!(table);
}
