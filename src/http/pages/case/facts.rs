//! What is known of a case beside its story: badges, facts, parties, documents, mails, linked cases.

use chrono::NaiveDate;

use super::at::At;
use crate::actions::read::mails::MailState;
use crate::actions::read::notices::issued_here;
use crate::domain::case::Phase;
use crate::domain::classification::needs_signature;
use crate::domain::ids::{CaseId, MailId};
use crate::domain::kind::Identity;
use crate::http::pages::Frame;

/// What the transport into files answers.
const WRITTEN: &str = "written";

/// A badge: its class without `badge-`, and its word.
pub type Badge = (String, String);

/// Status, kind, matter, track, and whatever else must be seen at once.
pub fn badges(at: At<'_>) -> Vec<Badge> {
    let (frame, case, today) = (at.frame, &at.sheet.case, at.sheet.today);
    let status = case.status.code();
    let word = case
        .status
        .closed_as()
        .map_or_else(|| frame.word("status", status), |how| frame.t1("case-closed", "how", frame.word("closed-as", how)));
    let mut all = vec![(status.to_string(), word)];
    let mut add = |class: &str, word: String| all.push((class.to_owned(), word));
    if case.overdue(today) {
        add("late", frame.t("field-overdue"));
    }
    let phase = case.phase(today);
    if phase != Phase::Open {
        add(phase.as_str(), frame.word("phase", phase));
    }
    if case.detail.suspended.is_some() {
        add("paused", frame.t("field-suspended"));
    }
    add("kind", frame.word("kind", case.kind));
    add("matter", frame.word("matter", case.matter));
    if let Some(contest) = case.contest {
        add("contest", frame.word("contest", contest));
    }
    let provisional = case.detail.classified_by.is_none();
    let track = frame.word("track", case.track);
    add(case.track.as_str(), if provisional { frame.t1("case-provisional", "track", track) } else { track });
    if case.identity == Identity::Anonymous {
        add("anonymous", frame.word("identity", case.identity));
    }
    if case.confidential && case.identity != Identity::Anonymous {
        add("confidential", frame.t("field-confidential"));
    }
    if needs_signature(case.kind, case.track) && !case.form.is_signed() {
        add("unsigned", frame.word("form", case.form));
    }
    if let Some(level) = case.detail.complexity {
        add("complex", frame.word("complexity", level));
    }
    if let Some(result) = case.status.result() {
        add("result", frame.word("result", result));
    }
    if case.to_serve {
        add("to_serve", frame.t("field-to_serve"));
    }
    all
}

/// A fact: its name and what it is.
pub type Fact = (String, String);

/// Facts of the receipt and of the handling.
pub fn facts(at: At<'_>) -> Vec<Fact> {
    let (frame, case) = (at.frame, &at.sheet.case);
    let mut all = vec![(frame.t("field-unit"), at.unit(case.unit))];
    let mut add = |name: &str, value: Option<String>| all.extend(value.map(|value| (frame.t(name), value)));
    add("case-assignee", Some(case.assignee.map_or_else(|| frame.t("case-unassigned"), |m| at.member_or_me(m))));
    let servers: Vec<String> = case.detail.servers.iter().map(|m| at.member_or_me(*m)).collect();
    add("case-servers", (!servers.is_empty()).then(|| servers.join(", ")));
    add("field-competent_body", case.competent_body.map(|b| frame.word("body", b)));
    add("field-received_at", Some(frame.moment(&case.received_at)));
    add("field-first_received_at", (case.first_received_at != case.received_at).then(|| frame.moment(&case.first_received_at)));
    add("field-channel", Some(frame.word("channel", case.channel)));
    add("field-form", Some(frame.word("form", case.form)));
    add("field-identity", Some(frame.word("identity", case.identity)));
    add("field-polling_area", case.polling_area.map(|u| at.unit(u)));
    add("field-occurred_on", case.detail.occurred_on.map(|d| frame.day(&d)));
    add("field-signers", (case.detail.signers > 1).then(|| case.detail.signers.to_string()));
    add("field-instance", (case.detail.instance > 1).then(|| case.detail.instance.to_string()));
    add(
        "field-election",
        case.detail.election.map(|e| at.directory.elections.get(&e.id).map_or_else(|| frame.day(&e.day), |e| e.name.clone())),
    );
    let suspended = case
        .detail
        .suspended
        .map(|s| frame.t2("case-suspended-since", "day", frame.day(&s.since), "ground", frame.word("suspension-ground", s.ground)));
    add("field-suspended", suspended);
    all
}

/// A party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub role: String,
    /// None: sealed, or there is no name.
    pub name: Option<String>,
    pub sealed: bool,
    pub left: bool,
    /// Address, telephone and the like.
    pub lines: Vec<String>,
}

/// The parties, as far as this reader may know them.
pub fn people(at: At<'_>) -> Vec<Person> {
    at.sheet.parties.iter().map(|party| person(at, party)).collect()
}

/// One party.
pub fn person(at: At<'_>, party: &crate::actions::read::case_reads::PartyView) -> Person {
    let lines = [&party.position, &party.address, &party.phone, &party.email, &party.id_number];
    let name = party.name.as_ref().map(|name| at.frame.maybe(&format!("body-{name}")).unwrap_or_else(|| name.clone()));
    Person {
        role: at.role(party.role),
        name,
        sealed: party.sealed,
        left: party.left,
        lines: lines.into_iter().flatten().cloned().collect(),
    }
}

/// A service of a document: on whom, and how and when; none: still owed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceLine {
    pub party: String,
    pub done: Option<String>,
}

/// A document of the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentLine {
    /// The notice to print; none of what the office did not issue.
    pub notice: Option<String>,
    pub kind: String,
    pub number: Option<String>,
    pub date: Option<NaiveDate>,
    /// Name, office and body of the signer.
    pub signer: String,
    pub services: Vec<ServiceLine>,
}

/// The documents, the newest first.
pub fn documents(at: At<'_>) -> Vec<DocumentLine> {
    let line = |d: &crate::actions::read::case_reads::DocumentView| {
        let service = |s: &crate::actions::read::case_reads::ServiceView| ServiceLine {
            party: at.party(s.party),
            done: s.means.zip(s.served_on).map(|(means, on)| format!("{}, {}", at.frame.word("means", means), at.frame.day(&on))),
        };
        let signer = [&d.signer_name, &d.signer_office, &d.signing_body].into_iter().flatten();
        let body = |text: &String| at.frame.maybe(&format!("body-{text}")).unwrap_or_else(|| text.clone());
        DocumentLine {
            notice: issued_here(d.kind).then(|| format!("/cases/{}/notices/{}", at.sheet.view.id, d.id)),
            kind: at.frame.word("document-kind", d.kind),
            number: d.document_no.clone(),
            date: d.document_date,
            signer: signer.map(body).collect::<Vec<_>>().join(", "),
            services: d.services.iter().map(service).collect(),
        }
    };
    at.sheet.documents.iter().rev().map(line).collect()
}

/// A mail that the case caused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailLine {
    pub id: MailId,
    pub kind: String,
    /// Masked; none where the case is secret.
    pub recipient: Option<String>,
    pub state: String,
    pub badge: &'static str,
    /// When it was put in, or sent.
    pub when: String,
    pub answer: Option<String>,
    /// Each try: when, what it came to, what was said.
    pub tries: Vec<String>,
    /// It may be sent again: it does not wait.
    pub resend: bool,
    /// It could not be sent.
    pub failed: bool,
    /// How many of the same went out one after the other; the newest is told.
    pub times: usize,
}

/// The newest so many, what is alike and went out in a row as one; and whatever could not be sent, however old.
pub fn mails_in_short(at: At<'_>, most: usize) -> Vec<MailLine> {
    let mut lines: Vec<MailLine> = Vec::new();
    for mail in mails(at) {
        let alike = |last: &&mut MailLine| {
            !last.failed && !mail.failed && (&last.kind, &last.recipient, &last.state) == (&mail.kind, &mail.recipient, &mail.state)
        };
        match lines.last_mut().filter(alike) {
            Some(last) => last.times += 1,
            None => lines.push(mail),
        }
    }
    let mut nth = 0;
    lines.retain(|line| {
        nth += 1;
        nth <= most || line.failed
    });
    lines
}

/// The mails, the newest first.
pub fn mails(at: At<'_>) -> Vec<MailLine> {
    let line = |m: &crate::actions::read::mails::MailView| MailLine {
        id: m.id,
        kind: at.frame.word("mail-kind", &m.kind),
        recipient: m.recipient.clone(),
        state: at.frame.word("mail-state", m.state),
        badge: match m.state {
            MailState::Sent => "badge-in_time",
            MailState::Failed => "badge-late",
            MailState::Queued => "badge-paused",
        },
        when: at.frame.moment(&m.sent_at.unwrap_or(m.queued_at)),
        answer: m.last_answer.as_deref().map(|answer| answered(at.frame, answer)),
        tries: m
            .tries
            .iter()
            .map(|t| format!("{}: {} ({})", at.frame.moment(&t.at), at.frame.word("mail-outcome", t.outcome), t.answer))
            .collect(),
        resend: m.state != MailState::Queued,
        failed: m.state == MailState::Failed,
        times: 1,
    };
    at.sheet.mails.iter().rev().map(line).collect()
}

/// A linked case; none: not one that this reader may open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkLine {
    pub how: String,
    pub number: String,
    pub case: Option<CaseId>,
}

/// The linked cases, the one it came from first.
pub fn links(at: At<'_>) -> Vec<LinkLine> {
    let line = |link: &crate::actions::read::links::LinkView| LinkLine {
        how: at.frame.word(&format!("link-{}", link.direction), link.kind),
        number: link.number.clone(),
        case: link.case,
    };
    at.sheet.view.links.iter().map(line).collect()
}

/// What became of a mail, in words: the server's own answer, or that it was put into a file.
pub fn answered(frame: &Frame, answer: &str) -> String {
    if answer == WRITTEN { frame.t("mail-answer-written") } else { answer.to_owned() }
}
