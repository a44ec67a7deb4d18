//! A client that asks much and takes nothing of the answers does not keep them in memory for ever.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use socket2::{Domain, Socket, Type};

use crate::support::app::TestApp;

/// Requests on one connection, for what is large.
const ASKED: usize = 400;

/// Asks without reading for so long, then reads what comes; how many bytes that is.
fn taken(app: &TestApp, silent: Duration) -> usize {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
    socket.set_recv_buffer_size(4096).unwrap();
    socket.connect(&app.address.into()).unwrap();
    let mut stream: TcpStream = socket.into();
    let asked = b"GET /api/openapi.json HTTP/1.1\r\nhost: a\r\n\r\n".repeat(ASKED);
    let mut writer = stream.try_clone().unwrap();
    // It ends when all is sent, or with the connection.
    let writing = std::thread::spawn(move || drop(writer.write_all(&asked)));
    std::thread::sleep(silent);
    stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    let (mut read, mut part) = (0, vec![0; 65536]);
    while let Ok(bytes) = stream.read(&mut part) {
        if bytes == 0 {
            break;
        }
        read += bytes;
    }
    drop(stream.shutdown(std::net::Shutdown::Both));
    writing.join().unwrap();
    read
}

#[test]
fn who_takes_nothing_of_the_answers_is_cut_off() {
    let app = TestApp::sqlite_with(|config| config.limits.unread = Duration::from_secs(1));
    let one = app.get("/api/openapi.json").send().text.len();
    assert!(one > 50_000, "{one}");
    // Who takes them at once has them all; who waits gets what the system had taken off the server's hands, and no more.
    assert!(taken(&app, Duration::ZERO) > one * ASKED);
    let late = taken(&app, Duration::from_secs(6));
    assert!(late < one * ASKED / 2, "{late} bytes of {} came after all", one * ASKED);
}
