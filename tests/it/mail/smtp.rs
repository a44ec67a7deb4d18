//! SMTP against a peer that answers by a script.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread::JoinHandle;

use redress::config::{SmtpUrl, Tls};
use redress::domain::ids::MailId;
use redress::mail::transport::{Failure, Outgoing, Smtp, Transport};

/// What a peer does in one connection.
#[derive(Clone, Copy)]
enum Scene {
    /// Takes whatever comes.
    Takes,
    /// Says this instead of a greeting.
    Greets(&'static str),
    /// Answers so to this command.
    Answers(&'static str, &'static str),
    /// Hangs up at this command.
    DropsAt(&'static str),
    /// Takes one mail, then hangs up.
    TakesOne,
}

/// A peer on loopback: one scene a connection, in this order. Gives the commands of each and what came as data.
fn peer(scenes: Vec<Scene>) -> (u16, JoinHandle<Vec<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let playing = move || scenes.into_iter().map(|scene| play(listener.accept().unwrap().0, scene)).collect();
    (port, std::thread::spawn(playing))
}

fn play(stream: TcpStream, scene: Scene) -> Vec<String> {
    let mut to = stream.try_clone().unwrap();
    let mut say = |line: &str| to.write_all(format!("{line}\r\n").as_bytes()).is_ok();
    let mut heard = Vec::new();
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    match scene {
        Scene::Greets(other) => {
            say(other);
            return heard;
        }
        _ => say("220 peer.example ESMTP"),
    };
    while let Some(line) = lines.next() {
        let command = line.split([' ', ':']).next().unwrap().to_uppercase();
        heard.push(line.clone());
        match scene {
            Scene::DropsAt(at) if at == command => return heard,
            Scene::Answers(at, answer) if at == command => {
                say(answer);
                continue;
            }
            _ => {}
        }
        match command.as_str() {
            "EHLO" => say("250-peer.example") && say("250 8BITMIME"),
            "DATA" => {
                say("354 go on");
                let mut data = String::new();
                for line in lines.by_ref() {
                    if line == "." {
                        break;
                    }
                    data.push_str(line.strip_prefix('.').unwrap_or(&line));
                    data.push_str("\r\n");
                }
                heard.push(data);
                if matches!(scene, Scene::DropsAt("end of data")) {
                    return heard;
                }
                say("250 2.0.0 taken");
                if matches!(scene, Scene::TakesOne) {
                    return heard;
                }
                true
            }
            "QUIT" => {
                say("221 bye");
                return heard;
            }
            _ => say("250 ok"),
        };
    }
    heard
}

const BYTES: &[u8] = b"From: a@example.vn\r\nTo: b@example.org\r\nSubject: x\r\n\r\nfirst\r\n.second begins with a dot\r\n";

fn url(port: u16, tls: Tls) -> SmtpUrl {
    SmtpUrl { host: "127.0.0.1".to_owned(), port, tls, credentials: None }
}

fn send(smtp: &Smtp) -> Result<String, Failure> {
    smtp.send(&Outgoing { id: MailId(1), from: "a@example.vn", to: "b@example.org", bytes: BYTES, sealed: None })
}

fn one(scene: Scene) -> Result<String, Failure> {
    let (port, peer) = peer(vec![scene]);
    let smtp = Smtp::new(&url(port, Tls::Loopback), None).unwrap();
    let sent = send(&smtp);
    drop(smtp);
    peer.join().unwrap();
    sent
}

#[test]
fn a_mail_is_handed_over_as_it_is_and_the_connection_kept() {
    let (port, peer) = peer(vec![Scene::Takes]);
    let smtp = Smtp::new(&url(port, Tls::Loopback), None).unwrap();
    assert_eq!(send(&smtp), Ok("250".to_owned()));
    assert_eq!(send(&smtp), Ok("250".to_owned()));
    drop(smtp);
    let heard = peer.join().unwrap();
    let bodies: Vec<&String> = heard[0].iter().filter(|l| l.contains("Subject: x")).collect();
    assert_eq!(bodies.len(), 2);
    assert!(bodies.iter().all(|b| b.as_bytes() == BYTES), "{bodies:?}");
    assert_eq!(heard[0].iter().filter(|l| l.starts_with("EHLO")).count(), 1);
    assert_eq!(heard[0].iter().filter(|l| l.starts_with("RCPT TO:<b@example.org>")).count(), 2);
}

#[test]
fn a_connection_that_ended_is_opened_again() {
    let (port, peer) = peer(vec![Scene::TakesOne, Scene::TakesOne]);
    let smtp = Smtp::new(&url(port, Tls::Loopback), None).unwrap();
    assert_eq!(send(&smtp), Ok("250".to_owned()));
    assert_eq!(send(&smtp), Ok("250".to_owned()));
    drop(smtp);
    assert_eq!(peer.join().unwrap().len(), 2);
}

#[test]
fn answers_are_told_apart() {
    let later = |answer: &str| Err(Failure::Later(answer.to_owned()));
    let down = |answer: &str| Err(Failure::Down(answer.to_owned()));
    let never = |answer: &str| Err(Failure::Never(answer.to_owned()));
    assert_eq!(one(Scene::Answers("RCPT", "450 4.2.1 <b@example.org> mailbox busy")), later("450 4.2.1"));
    assert_eq!(one(Scene::Answers("RCPT", "550 5.1.1 <b@example.org>: no such user")), never("550 5.1.1"));
    assert_eq!(one(Scene::Answers("MAIL", "552 b@example.org too much")), never("552"));
    assert_eq!(one(Scene::Answers("MAIL", "421 4.3.2 shutting down")), later("421 4.3.2"));
    // Who is not let in at all has had no mail refused.
    assert_eq!(one(Scene::Greets("421 busy")), down("421"));
    assert_eq!(one(Scene::Greets("554 5.7.1 you are blocked")), down("554 5.7.1"));
    assert!(matches!(one(Scene::Greets("hello")), Err(Failure::Down(_))));
    assert!(matches!(one(Scene::DropsAt("EHLO")), Err(Failure::Down(_))));
    for at in ["MAIL", "RCPT", "DATA", "end of data"] {
        assert!(matches!(one(Scene::DropsAt(at)), Err(Failure::Later(_))), "{at}");
    }
}

#[test]
fn nobody_there_is_no_refusal() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let smtp = Smtp::new(&url(port, Tls::Loopback), None).unwrap();
    assert_eq!(send(&smtp), Err(Failure::Down("no connection".to_owned())));
}

#[test]
fn without_tls_nothing_goes_to_another_machine() {
    let (port, peer) = peer(vec![Scene::Takes]);
    let required = SmtpUrl { credentials: Some(("office".into(), "secret".into())), ..url(port, Tls::Required) };
    let smtp = Smtp::new(&required, None).unwrap();
    assert!(matches!(send(&smtp), Err(Failure::Down(_))));
    drop(smtp);
    let heard = peer.join().unwrap().concat();
    assert!(heard.iter().all(|l| !l.starts_with("MAIL") && !l.starts_with("AUTH") && !l.contains("Subject")), "{heard:?}");
}
