//! A mail server on loopback that speaks real SMTP over real sockets, with TLS where a test wants it, and misbehaves by a script.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};

/// What the server does with one mail, or one connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Does {
    Takes,
    /// Answers so to this command; `.` is the end of the data.
    Answers(&'static str, &'static str),
    /// Says nothing more at this command, until the client gives up.
    HangsAt(&'static str),
    /// Hangs up at this command.
    DropsAt(&'static str),
    /// Takes the mail, keeps it, and hangs up before it says so.
    TakesAndDrops,
}

/// How connections are secured.
#[derive(Clone)]
pub enum Secured {
    Plain,
    /// Offers STARTTLS.
    StartTls(Arc<rustls::ServerConfig>),
}

/// A mail that the server has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    pub to: String,
    pub bytes: Vec<u8>,
}

/// By whom it is told what to do with the mail to this address, at the so-manieth time it hears of it, from 0.
type Script = dyn Fn(&str, usize) -> Does + Send + Sync;

struct Shared {
    script: Box<Script>,
    /// At the greeting and EHLO, of each connection.
    door: Box<dyn Fn(usize) -> Does + Send + Sync>,
    secured: Secured,
    kept: Mutex<Vec<Kept>>,
    /// Each command as it came, with `TLS ` before it where it came so.
    heard: Mutex<Vec<String>>,
    seen: Mutex<std::collections::HashMap<String, usize>>,
    connections: Mutex<usize>,
    /// The most connections at once.
    stop: AtomicBool,
}

pub struct SmtpServer {
    pub address: SocketAddr,
    shared: Arc<Shared>,
    accepting: Option<JoinHandle<()>>,
}

/// A certificate for this name, signed by itself, and a server's setting with it; the certificate as PEM.
pub fn certificate(name: &str) -> (Arc<rustls::ServerConfig>, String) {
    let made = rcgen::generate_simple_self_signed(vec![name.to_owned()]).unwrap();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
    let chain = vec![CertificateDer::from(made.cert.der().to_vec())];
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    (Arc::new(config.with_no_client_auth().with_single_cert(chain, key).unwrap()), made.cert.pem())
}

impl SmtpServer {
    pub fn start(
        secured: Secured,
        door: impl Fn(usize) -> Does + Send + Sync + 'static,
        script: impl Fn(&str, usize) -> Does + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared {
            script: Box::new(script),
            door: Box::new(door),
            secured,
            kept: Mutex::default(),
            heard: Mutex::default(),
            seen: Mutex::default(),
            connections: Mutex::default(),
            stop: AtomicBool::new(false),
        });
        let of_all = Arc::clone(&shared);
        let accepting = std::thread::spawn(move || {
            for stream in listener.incoming() {
                if of_all.stop.load(Ordering::SeqCst) {
                    break;
                }
                let (Ok(stream), mine) = (stream, Arc::clone(&of_all)) else { continue };
                std::thread::spawn(move || mine.serve(stream));
            }
        });
        Self { address, shared, accepting: Some(accepting) }
    }

    pub fn kept(&self) -> Vec<Kept> {
        self.shared.kept.lock().unwrap().clone()
    }

    pub fn heard(&self) -> Vec<String> {
        self.shared.heard.lock().unwrap().clone()
    }
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        self.shared.stop.store(true, Ordering::SeqCst);
        // Wakes the thread that waits for a connection.
        drop(TcpStream::connect(self.address));
        if let Some(accepting) = self.accepting.take() {
            accepting.join().unwrap();
        }
    }
}

/// Plain, or with TLS on top.
trait Wire: Read + Write {}
impl<T: Read + Write> Wire for T {}

struct Talk {
    wire: BufReader<Box<dyn Wire>>,
    tls: bool,
}

impl Talk {
    fn say(&mut self, line: &str) -> bool {
        let wire = self.wire.get_mut();
        wire.write_all(format!("{line}\r\n").as_bytes()).and_then(|()| wire.flush()).is_ok()
    }

    fn line(&mut self) -> Option<Vec<u8>> {
        let mut line = Vec::new();
        match self.wire.read_until(b'\n', &mut line) {
            Ok(read) if read > 0 => Some(line),
            _ => None,
        }
    }

    /// Until the client has gone, or for so long that it surely has lost patience.
    fn hang(&mut self) {
        while self.line().is_some() {}
    }
}

impl Shared {
    fn serve(&self, stream: TcpStream) {
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        let number = {
            let mut connections = self.connections.lock().unwrap();
            *connections += 1;
            *connections - 1
        };
        let door = (self.door)(number);
        let under = stream.try_clone().unwrap();
        let mut talk = Talk { wire: BufReader::new(Box::new(stream)), tls: false };
        match door {
            Does::HangsAt("greeting") => return talk.hang(),
            Does::Answers("greeting", answer) => {
                talk.say(answer);
                return;
            }
            _ => talk.say("220 mail.test ESMTP"),
        };
        let (mut to, mut does) = (String::new(), Does::Takes);
        while let Some(line) = talk.line() {
            let line = String::from_utf8_lossy(&line).trim_end().to_owned();
            let command = line.split([' ', ':']).next().unwrap_or_default().to_uppercase();
            self.heard.lock().unwrap().push(format!("{}{line}", if talk.tls { "TLS " } else { "" }));
            if command == "RCPT" {
                to = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                let mut seen = self.seen.lock().unwrap();
                let times = seen.entry(to.clone()).or_default();
                does = (self.script)(&to, *times);
                *times += 1;
            }
            let now = if ["EHLO", "AUTH", "STARTTLS"].contains(&command.as_str()) { door } else { does };
            match now {
                Does::HangsAt(at) if at == command => return talk.hang(),
                Does::DropsAt(at) if at == command => return,
                Does::Answers(at, answer) if at == command => {
                    talk.say(answer);
                    continue;
                }
                _ => {}
            }
            let said = match command.as_str() {
                "EHLO" => {
                    let offers = matches!(self.secured, Secured::StartTls(_)) && !talk.tls;
                    talk.say("250-mail.test")
                        && talk.say("250-8BITMIME")
                        && talk.say(if offers { "250-STARTTLS" } else { "250-PIPELINING" })
                        && talk.say("250 AUTH PLAIN LOGIN")
                }
                "STARTTLS" => {
                    let Secured::StartTls(config) = &self.secured else {
                        talk.say("502 no");
                        continue;
                    };
                    talk.say("220 go on");
                    let connection = rustls::ServerConnection::new(Arc::clone(config)).unwrap();
                    let over = rustls::StreamOwned::new(connection, under.try_clone().unwrap());
                    talk = Talk { wire: BufReader::new(Box::new(over)), tls: true };
                    true
                }
                "AUTH" => talk.say("235 2.7.0 welcome"),
                "DATA" => match self.data(&mut talk, &to, does) {
                    Some(said) => said,
                    None => return,
                },
                "QUIT" => {
                    talk.say("221 bye");
                    return;
                }
                "MAIL" | "RCPT" | "RSET" | "NOOP" => talk.say("250 2.0.0 ok"),
                _ => talk.say("500 what?"),
            };
            if !said {
                return;
            }
        }
    }

    /// None: the connection is over.
    fn data(&self, talk: &mut Talk, to: &str, does: Does) -> Option<bool> {
        talk.say("354 go on");
        let mut bytes = Vec::new();
        loop {
            let line = talk.line()?;
            if line == b".\r\n" {
                break;
            }
            bytes.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
        }
        match does {
            Does::HangsAt(".") => {
                talk.hang();
                return None;
            }
            Does::DropsAt(".") => return None,
            Does::Answers(".", answer) => return Some(talk.say(answer)),
            _ => {}
        }
        self.kept.lock().unwrap().push(Kept { to: to.to_owned(), bytes });
        if does == Does::TakesAndDrops { None } else { Some(talk.say("250 2.0.0 taken")) }
    }
}
