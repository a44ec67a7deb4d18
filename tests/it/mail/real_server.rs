//! The outbox against a mail server that misbehaves: real sockets, real TLS.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use chrono::Duration as Wait;
use redress::config::{SmtpUrl, Tls};
use redress::domain::ids::MailId;
use redress::jobs::send_mail::send_due;
use redress::mail::transport::{Failure, Outgoing, Smtp, Transport};
use redress::store::outbox::{self, NewMail};
use redress::store::{StoreError, mail_attempts};

use crate::support::app::{TestApp, each_app};
use crate::support::smtp::{Does, Secured, SmtpServer, certificate};

/// Puts mails in that belong to no case, to these addresses, from this id on.
fn fill(app: &TestApp, first: i64, addresses: &[String]) {
    let key = app.app.keys.purpose("outbox");
    let now = app.context().clock.now();
    let put = |c: &mut redress::store::Conn| {
        for (id, recipient) in (first..).zip(addresses) {
            let message_id = format!("<m{id}@example.vn>");
            let bytes = format!("From: a@example.vn\r\nTo: {recipient}\r\nMessage-ID: {message_id}\r\nSubject: s\r\n\r\n.dot\r\n{id}\r\n");
            let new = NewMail {
                id: MailId(id),
                case: None,
                event: None,
                kind: "message",
                language: "vi",
                created_at: now,
                recipient,
                subject: "s",
                bytes: bytes.as_bytes(),
                message_id: &message_id,
                destination: &outbox::destination(&app.app.keys, recipient),
            };
            outbox::insert(c, &key, &new)?;
        }
        Ok::<_, StoreError>(())
    };
    app.app.store.write(put).unwrap();
}

fn find(app: &TestApp, id: i64) -> outbox::Posted {
    app.app.store.read::<_, StoreError>(|c| Ok(outbox::find(c, MailId(id))?.unwrap())).unwrap()
}

fn url(server: &SmtpServer, tls: Tls) -> SmtpUrl {
    SmtpUrl { host: "127.0.0.1".into(), port: server.address.port(), tls, credentials: Some(("office".into(), "geheim".into())) }
}

fn plain(server: &SmtpServer, patience: Duration) -> Smtp {
    Smtp::new(&SmtpUrl { credentials: None, ..url(server, Tls::Loopback) }, None).unwrap().patient(patience)
}

/// What happens to the mail of this number, the first times; afterwards it is taken.
fn fate(number: usize) -> Vec<Does> {
    match number % 20 {
        1 => vec![Does::Answers("RCPT", "450 4.2.0 busy")],
        2 => vec![Does::Answers("RCPT", "550 5.1.1 nobody")],
        3 => vec![Does::Answers(".", "451 4.3.0 later"), Does::Answers("RCPT", "421 4.3.2 closing")],
        4 => vec![Does::DropsAt("RCPT"), Does::DropsAt("DATA")],
        5 => vec![Does::DropsAt(".")],
        6 => vec![Does::TakesAndDrops],
        7 => vec![Does::Answers("DATA", "421 4.3.2 closing")],
        8 => vec![Does::Answers(".", "554 5.6.0 spam")],
        9 if number % 400 == 9 => vec![Does::HangsAt(["RCPT", "DATA", "."][number / 400 % 3])],
        _ => vec![],
    }
}

fn number(address: &str) -> usize {
    address.split_once('@').unwrap().0[1..].parse().unwrap()
}

#[test]
fn of_two_thousand_mails_to_a_misbehaving_server_none_is_lost() {
    const MAILS: usize = 2000;
    each_app(|app| {
        let server = SmtpServer::start(
            Secured::Plain,
            |connection| match connection % 50 {
                7 => Does::Answers("greeting", "421 4.3.2 too many"),
                13 => Does::DropsAt("EHLO"),
                _ => Does::Takes,
            },
            |to, times| fate(number(to)).get(times).copied().unwrap_or(Does::Takes),
        );
        let addresses: Vec<String> = (0..MAILS).map(|n| format!("m{n}@d{}.example", n % 37)).collect();
        fill(app, 1, &addresses);
        let smtp = plain(&server, Duration::from_millis(600));
        // Two instances, and the clock going on as it would: until nothing waits.
        let (one, other) = (app.context(), app.context());
        for _ in 0..4000 {
            std::thread::scope(|threads| {
                threads.spawn(|| send_due(&one, &smtp).unwrap());
                send_due(&other, &smtp).unwrap();
            });
            if app.app.store.read(outbox::counts).unwrap().queued == 0 {
                break;
            }
            app.clock.advance(Wait::minutes(2));
        }
        let mut times: HashMap<String, Vec<Vec<u8>>> = HashMap::new();
        for kept in server.kept() {
            times.entry(kept.to).or_default().push(kept.bytes);
        }
        for (n, address) in addresses.iter().enumerate() {
            let id = i64::try_from(n).unwrap() + 1;
            let refused = fate(n).iter().any(|d| matches!(d, Does::Answers(_, a) if a.starts_with("55")));
            let mail = find(app, id);
            let copies = times.get(address).map_or(&[][..], Vec::as_slice);
            let (state, most) = if refused { ("failed", 0) } else { ("sent", if fate(n) == [Does::TakesAndDrops] { 2 } else { 1 }) };
            assert_eq!((mail.state.as_str(), copies.len()), (state, most), "{address}: {:?}", mail.last_answer);
            assert!(copies.iter().all(|c| *c == copies[0] && String::from_utf8_lossy(c).contains(&format!("Message-ID: <m{id}@"))));
        }
        let tries = |id: i64| {
            let all = app.app.store.read(|c| mail_attempts::of_mails(c, &[MailId(id)], 20)).unwrap();
            all.into_iter().filter(|t| t.outcome != "down").map(|t| format!("{} {}", t.outcome, t.answer)).collect::<Vec<_>>()
        };
        assert_eq!(tries(2), ["later 450 4.2.0", "sent 250"]);
        assert_eq!(tries(3), ["never 550 5.1.1"]);
        assert_eq!(tries(4), ["later 451 4.3.0", "later 421 4.3.2", "sent 250"]);
    });
}

#[test]
fn a_domain_that_hangs_does_not_hold_up_the_others() {
    each_app(|app| {
        let server = SmtpServer::start(
            Secured::Plain,
            |_| Does::Takes,
            |to, _| if to.ends_with("@slow.example") { Does::HangsAt("RCPT") } else { Does::Takes },
        );
        // Forty to the slow one lie before all others.
        let slow: Vec<String> = (0..40).map(|n| format!("m{n}@slow.example")).collect();
        let others: Vec<String> = (0..60).map(|n| format!("m{n}@d{}.example", n % 3)).collect();
        fill(app, 1, &slow);
        fill(app, 1001, &others);
        let smtp = plain(&server, Duration::from_secs(6));
        let begun = Instant::now();
        let report = send_due(&app.context(), &smtp).unwrap();
        // One of the slow was tried; with one after the other it would have been four minutes.
        assert_eq!((report.sent, report.retried, report.failed), (60, 1, 0));
        assert!(begun.elapsed() < Duration::from_secs(30), "{:?}", begun.elapsed());
        assert_eq!(server.kept().len(), 60);
        let waits = find(app, 20);
        assert!(waits.attempts == 0 && waits.next_at >= app.context().clock.now() + Wait::minutes(5), "left in peace for a while");
        assert_eq!(find(app, 1).last_answer.as_deref(), Some("no answer in time"));
    });
}

#[test]
fn what_comes_in_while_a_slow_one_is_on_its_way_does_not_wait_for_it() {
    let app = TestApp::sqlite();
    let server = SmtpServer::start(
        Secured::Plain,
        |_| Does::Takes,
        |to, _| if to.ends_with("@slow.example") { Does::HangsAt("RCPT") } else { Does::Takes },
    );
    fill(&app, 1, &["m0@slow.example".to_owned()]);
    let smtp = plain(&server, Duration::from_secs(15));
    let ctx = app.context();
    std::thread::scope(|threads| {
        let running = threads.spawn(|| send_due(&ctx, &smtp).unwrap());
        while !server.heard().iter().any(|l| l.starts_with("RCPT")) {
            std::thread::yield_now();
        }
        fill(&app, 2, &["m1@fast.example".to_owned()]);
        while server.kept().is_empty() {
            assert!(!running.is_finished(), "it waited for the slow one");
            std::thread::yield_now();
        }
        assert!(!running.is_finished() && find(&app, 1).state == "queued");
        assert_eq!(running.join().unwrap().sent, 1);
    });
}

#[test]
fn a_server_that_cannot_be_spoken_to_is_tried_once_a_look() {
    let app = TestApp::sqlite();
    let server = SmtpServer::start(Secured::Plain, |_| Does::HangsAt("greeting"), |_, _| Does::Takes);
    fill(&app, 1, &(0..50).map(|n| format!("m{n}@d{n}.example")).collect::<Vec<_>>());
    let smtp = plain(&server, Duration::from_millis(300));
    let report = send_due(&app.context(), &smtp).unwrap();
    assert!((1..=4).contains(&report.retried) && report.sent + report.failed == 0, "{report:?}");
    assert!(find(&app, 50).attempts == 0);
}

const BYTES: &[u8] = b"From: a@example.vn\r\nTo: b@example.org\r\n\r\nx\r\n";

fn send(smtp: &Smtp) -> Result<String, Failure> {
    smtp.send(&Outgoing { id: MailId(1), from: "a@example.vn", to: "b@example.org", bytes: BYTES, sealed: None })
}

#[test]
fn over_tls_credentials_and_mail_pass_and_nothing_before_it() {
    let (config, pem) = certificate("127.0.0.1");
    let server = SmtpServer::start(Secured::StartTls(config), |_| Does::Takes, |_, _| Does::Takes);
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), pem).unwrap();
    let smtp = Smtp::new(&url(&server, Tls::Required), Some(file.path())).unwrap();
    assert_eq!(send(&smtp), Ok("250".to_owned()));
    let heard = server.heard();
    assert!(heard.iter().any(|l| l.starts_with("TLS AUTH PLAIN")), "{heard:?}");
    assert!(heard.iter().all(|l| l.starts_with("TLS ") || l.starts_with("EHLO") || l.starts_with("STARTTLS")), "{heard:?}");
    assert_eq!(server.kept()[0].bytes, BYTES);
}

#[test]
fn with_a_wrong_or_unknown_certificate_or_without_starttls_nothing_is_said() {
    let (known, pem) = certificate("127.0.0.1");
    let (elsewhere, of_elsewhere) = certificate("mail.elsewhere.example");
    let file = |pem: String| {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), pem).unwrap();
        file
    };
    let (pem, of_elsewhere) = (file(pem), file(of_elsewhere));
    let table = [
        ("another host's", Secured::StartTls(elsewhere), Some(of_elsewhere.path())),
        ("nobody's", Secured::StartTls(known), None),
        ("stripped", Secured::Plain, Some(pem.path())),
    ];
    for (what, secured, trusted) in table {
        let server = SmtpServer::start(secured, |_| Does::Takes, |_, _| Does::Takes);
        let smtp = Smtp::new(&url(&server, Tls::Required), trusted).unwrap();
        assert!(matches!(send(&smtp), Err(Failure::Down(_))), "{what}");
        let heard = server.heard().join("\n");
        for word in ["AUTH", "MAIL", "RCPT", "DATA", "geheim", "Z2VoZWlt"] {
            assert!(!heard.contains(word), "{what}: {heard}");
        }
        assert!(server.kept().is_empty(), "{what}");
    }
}

#[test]
fn a_server_that_refuses_the_password_has_refused_no_mail() {
    let (config, pem) = certificate("127.0.0.1");
    let refuses = |_| Does::Answers("AUTH", "535 5.7.8 wrong");
    let server = SmtpServer::start(Secured::StartTls(config), refuses, |_, _| Does::Takes);
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), pem).unwrap();
    let smtp = Smtp::new(&url(&server, Tls::Required), Some(file.path())).unwrap();
    assert_eq!(send(&smtp), Err(Failure::Down("535 5.7.8".to_owned())));
    assert!(server.kept().is_empty());
}
