//! The queue: once each, again when it failed, never twice by two senders.

use std::collections::HashSet;

use chrono::Duration;
use diesel::prelude::*;
use redress::actions::resend_mail;
use redress::domain::ids::MailId;
use redress::jobs::send_mail::{Report, send_due};
use redress::mail::transport::{Failure, Memory};
use redress::store::outbox::{self, NewMail};
use redress::store::{StoreError, schema};
use serde_json::json;

use super::desk::Desk;
use crate::support::app::{TestApp, each_app};

/// Puts mails in that belong to no case.
fn fill(app: &TestApp, ids: std::ops::Range<i64>) {
    let key = app.app.keys.purpose("outbox");
    let now = app.context().clock.now();
    app.app
        .store
        .write::<_, StoreError>(|c| {
            for id in ids.clone() {
                let recipient = format!("m{id}@example.org");
                let new = NewMail {
                    id: MailId(id),
                    case: None,
                    event: None,
                    kind: "receipt",
                    language: "vi",
                    created_at: now,
                    recipient: &recipient,
                    subject: "s",
                    bytes: recipient.as_bytes(),
                    message_id: "<x@y>",
                    destination: &outbox::destination(&app.app.keys, &recipient),
                };
                outbox::insert(c, &key, &new)?;
            }
            Ok(())
        })
        .unwrap();
}

fn find(app: &TestApp, id: i64) -> outbox::Posted {
    app.app.store.read::<_, StoreError>(|c| Ok(outbox::find(c, MailId(id))?.unwrap())).unwrap()
}

#[test]
fn sixteen_senders_send_each_mail_once() {
    each_app(|app| {
        fill(app, 1..501);
        let memory = Memory::default();
        let contexts: Vec<_> = (0..16).map(|_| app.context()).collect();
        std::thread::scope(|threads| {
            for ctx in &contexts {
                threads.spawn(|| send_due(ctx, &memory).unwrap());
            }
        });
        let sent = memory.sent();
        let ids: HashSet<MailId> = sent.iter().map(|s| s.id).collect();
        assert_eq!((sent.len(), ids.len()), (500, 500));
        assert!(sent.iter().all(|s| s.to == format!("m{}@example.org", s.id.0) && s.bytes == s.to.as_bytes()));
        let counts = app.app.store.read(outbox::counts).unwrap();
        assert_eq!((counts.queued, counts.failed, counts.oldest), (0, 0, None));
    });
}

#[test]
fn a_lease_keeps_others_away_until_it_ends() {
    each_app(|app| {
        fill(app, 1..4);
        let store = &app.app.store;
        let claim = |holder: &str, most: i64| {
            let now = app.context().clock.now();
            store.write(|c| outbox::claim(c, holder, now, now + Duration::minutes(10), most, &[])).unwrap().len()
        };
        assert_eq!((claim("a", 2), claim("b", 5), claim("c", 5)), (2, 1, 0));
        assert!(!store.read(|c| outbox::due(c, app.context().clock.now())).unwrap());
        app.clock.advance(Duration::minutes(10));
        assert!(store.read(|c| outbox::due(c, app.context().clock.now())).unwrap());
        assert_eq!(claim("c", 5), 3);
        let now = app.context().clock.now();
        let concluded = |holder: &str| store.write(|c| outbox::sent(c, MailId(1), holder, now, "250")).unwrap();
        assert!(!concluded("a"), "the lease was lost");
        assert!(concluded("c") && !concluded("c"));
        store.write(|c| outbox::release(c, "c")).unwrap();
        assert_eq!(claim("d", 5), 2);
    });
}

#[test]
fn what_fails_is_tried_again_ever_later_for_five_days() {
    each_app(|app| {
        fill(app, 1..2);
        let memory = Memory::default();
        memory.fail((0..1000).map(|_| Failure::Later("450 4.2.0".to_owned())));
        let ctx = app.context();
        let begun = ctx.clock.now();
        let mut waits = Vec::new();
        loop {
            let report = send_due(&ctx, &memory).unwrap();
            let mail = find(app, 1);
            assert_eq!(mail.last_answer.as_deref(), Some("450 4.2.0"));
            if report.failed == 1 {
                assert_eq!(mail.state, "failed");
                break;
            }
            assert_eq!((report, mail.state.as_str()), (Report { retried: 1, ..Report::default() }, "queued"));
            let wait = mail.next_at - ctx.clock.now();
            app.clock.advance(wait - Duration::milliseconds(1));
            assert_eq!(send_due(&ctx, &memory).unwrap(), Report::default(), "not yet");
            app.clock.advance(Duration::milliseconds(1));
            waits.push(wait);
        }
        for (at, wait) in waits.iter().enumerate() {
            let plain = Duration::minutes(1 << at.min(6)).min(Duration::hours(1));
            assert!(*wait >= plain && *wait <= plain + plain / 4, "{at}: {wait}");
        }
        let tried = ctx.clock.now() - begun;
        assert!(tried <= Duration::days(5) && tried > Duration::days(5) - Duration::minutes(80), "{tried}");
        assert_eq!(usize::try_from(find(app, 1).attempts).unwrap(), waits.len() + 1);
    });
}

#[test]
fn one_bad_mail_stops_no_other() {
    each_app(|app| {
        fill(app, 1..6);
        app.app
            .store
            .write::<_, StoreError>(|c| {
                let row = schema::outbox::table.filter(schema::outbox::id.eq(2));
                diesel::update(row).set(schema::outbox::sealed_bytes.eq(vec![1_u8; 60])).execute(c)?;
                let row = schema::outbox::table.filter(schema::outbox::id.eq(3));
                diesel::update(row).set(schema::outbox::sealed_recipient.eq(Vec::<u8>::new())).execute(c)?;
                Ok(())
            })
            .unwrap();
        let memory = Memory::default();
        memory.fail([Failure::Never("550 5.1.1".to_owned())]);
        let report = send_due(&app.context(), &memory).unwrap();
        assert_eq!(report, Report { sent: 2, retried: 0, failed: 3 });
        let states: Vec<String> = (1..6).map(|id| find(app, id).state).collect();
        assert_eq!(states, ["failed", "failed", "failed", "sent", "sent"]);
        assert_eq!(find(app, 1).last_answer.as_deref(), Some("550 5.1.1"));
        assert_eq!(app.app.store.read(outbox::counts).unwrap().failed, 3);
    });
}

#[test]
fn a_resend_has_the_same_bytes_and_is_for_those_who_see_the_case() {
    each_app(|app| {
        let desk = Desk::open(app);
        let case = desk.receive(json!({}));
        let mail = &desk.mails(case)[0];
        let refusal = |by| format!("{:?}", resend_mail::resend(&desk.ctx(), by, mail.posted.id).unwrap_err());
        assert!(refusal(desk.clerk).contains("mail_waits"));
        let memory = Memory::default();
        send_due(&desk.ctx(), &memory).unwrap();
        app.clock.advance(Duration::days(6));
        let stranger = Desk::account(app, "stranger", "Người Phường Khác", &[("clerk", desk.next_ward)]);
        assert!(refusal(stranger).contains("mail_not_found"));
        let again = resend_mail::resend(&desk.ctx(), desk.clerk, mail.posted.id).unwrap();
        assert_eq!((again.state.as_str(), again.attempts, again.sent_at), ("queued", 0, None));
        assert_eq!(send_due(&desk.ctx(), &memory).unwrap().sent, 1);
        let sent = memory.sent();
        assert_eq!(sent.len(), 2);
        assert!(sent[0] == sent[1] && sent[0].bytes == mail.bytes && sent[0].to == "lan@example.org");
        assert!(desk.mails(case)[0].posted.sent_at.is_some());
    });
}
