//! The story of a case: its register in plain words, each event with its legal date, who did it, and what was written.

use chrono::NaiveDate;

use super::at::At;
use crate::domain::classification::Classification;
use crate::domain::event::{By, Event, Recorded};
use crate::domain::ids::{CaseId, DocumentId};
use crate::domain::text::TextRef;
use crate::domain::zone::local_date;

/// Something that was written, under what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub label: String,
    pub text: String,
    /// There is more than is shown here.
    pub cut: bool,
}

/// An event as people read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Place in the register.
    pub seq: i64,
    /// Its legal date.
    pub on: NaiveDate,
    pub title: String,
    /// What it was, in a line; may be empty.
    pub note: String,
    /// Who entered it, and when, where that was another day.
    pub by: String,
    /// Entered from a signed paper.
    pub on_paper: bool,
    pub said: Vec<Said>,
    /// The office wrote it; none: it is no message.
    pub message: Option<bool>,
    /// The linked case, and its number.
    pub link: Option<(CaseId, String)>,
}

/// The events after `after`, oldest first; of each text at most so many characters.
pub fn story(at: At<'_>, after: i64, most: usize) -> Vec<Item> {
    at.sheet.register.iter().filter(|e| e.seq > after).map(|e| item(at, e, most)).collect()
}

/// The beginning of a text, at a blank where there is one near; and whether there is more.
pub fn cut(text: &str, most: usize) -> (String, bool) {
    if text.chars().count() <= most {
        return (text.to_owned(), false);
    }
    let start: String = text.chars().take(most).collect();
    let kept = match start.rfind(char::is_whitespace) {
        Some(blank) if blank * 2 > start.len() => start.get(..blank).unwrap_or(&start).to_owned(),
        _ => start,
    };
    (format!("{} …", kept.trim_end()), true)
}

fn item(at: At<'_>, recorded: &Recorded, most: usize) -> Item {
    let frame = at.frame;
    let said = |family: &str, text: &TextRef| {
        let (text, cut) = cut(at.sheet.text(text)?, most);
        Some(Said { label: frame.word("purpose", family), text, cut })
    };
    let texts = recorded.event.texts().into_iter().filter_map(|told| said(told.what, told.text)).collect();
    let who = match recorded.by {
        By::Member(id) => at.member_or_me(id),
        By::Citizen => at.role(crate::domain::party::PartyRole::Petitioner),
        By::System => frame.t("actor-system"),
    };
    let by =
        if local_date(recorded.at) == recorded.on { who } else { frame.t2("case-entered", "who", who, "day", frame.day_of(&recorded.at)) };
    let requested = matches!(recorded.event, Event::Withdrawn { form: None, .. });
    let title = if requested { frame.t("event-withdrawn-requested") } else { frame.word("event", recorded.event.code()) };
    let message = matches!(recorded.event, Event::MessageSent { .. }).then_some(recorded.by != By::Citizen);
    let link = linked(&recorded.event).and_then(|id| at.number(id).map(|n| (id, n.to_owned())));
    Item {
        seq: recorded.seq,
        on: recorded.on,
        title,
        note: note(at, &recorded.event).join(" · "),
        by,
        on_paper: recorded.on_paper,
        said: texts,
        message,
        link,
    }
}

/// The other case of an event.
const fn linked(event: &Event) -> Option<CaseId> {
    match event {
        Event::Received(received) => match received.origin {
            Some(origin) => Some(origin.case()),
            None => None,
        },
        Event::DispositionApproved { opens, .. } | Event::Appealed { opens, .. } => *opens,
        Event::Merged { into } => Some(*into),
        Event::Joined { from, .. } => Some(*from),
        _ => None,
    }
}

/// What an event was, in a few words.
fn note(at: At<'_>, event: &Event) -> Vec<String> {
    let word = |family: &str, code: &dyn std::fmt::Display| at.frame.word(family, code);
    match event {
        Event::Received(r) => vec![word("channel", &r.channel), word("form", &r.form), r.number.to_string()],
        Event::LetterAdded { number, channel, .. } => vec![word("channel", channel), number.to_string()],
        Event::PapersAdded { papers } => vec![at.frame.t1("case-papers-count", "papers", papers.len())],
        Event::Classified { classification, .. } | Event::Reclassified { classification, .. } => classified(at, classification),
        Event::SignatureRecorded { form } => vec![word("form", form)],
        Event::Assigned { assignee, serves, .. } => {
            let name = at.member_or_me(*assignee);
            vec![if *serves { at.frame.t1("case-serves", "name", name) } else { name }]
        }
        Event::DispositionProposed { disposition, ground, to, .. } => {
            let ground = (ground != "stated").then(|| word("ground", ground));
            let to = to.map(|to| at.destination(to));
            [word("disposition", disposition)].into_iter().chain(ground).chain(to).collect()
        }
        Event::DispositionApproved { disposition, document, within, .. } => {
            let body = within.map(|body| word("body", &body));
            [word("disposition", disposition)].into_iter().chain(body).chain(paper(at, *document)).collect()
        }
        Event::ComplexitySet { level, ground, further, .. } => {
            let grounds = std::iter::once(ground).chain(further).map(|g| word("complexity-ground", g));
            std::iter::once(word("complexity", level)).chain(grounds).collect()
        }
        Event::Extended { rule, ground, days, document } => {
            let days = at.frame.t1("case-days", "days", days);
            [at.rule(rule), days, word("complexity-ground", ground)].into_iter().chain(paper(at, *document)).collect()
        }
        Event::Suspended { ground, document, .. } => [word("suspension-ground", ground)].into_iter().chain(paper(at, *document)).collect(),
        Event::Resumed { document, .. } => paper(at, *document).into_iter().collect(),
        Event::AnswerRecorded { result, document, .. } => result.iter().map(|r| word("result", r)).chain(paper(at, *document)).collect(),
        Event::DecisionDrafted { result, .. } => vec![word("result", result)],
        Event::DecisionSigned { document, kind } => [word("document-kind", kind)].into_iter().chain(paper(at, *document)).collect(),
        Event::Served { document, party, means, .. } => {
            let kind = at.sheet.case.document(*document).map(|d| word("document-kind", &d.kind));
            kind.into_iter().chain([at.party(*party), word("means", means)]).collect()
        }
        Event::Withdrawn { scope, party, form, .. } => {
            let party = party.map(|p| at.party(p));
            [word("withdrawal-scope", scope)].into_iter().chain(party).chain(form.map(|f| word("form", &f))).collect()
        }
        Event::Terminated { ground, document, .. } => {
            [word("termination-ground", ground)].into_iter().chain(paper(at, *document)).collect()
        }
        Event::StruckOff { body, document, .. } | Event::HandedOver { to: body, document } => {
            [word("body", body)].into_iter().chain(paper(at, *document)).collect()
        }
        Event::Appealed { party, sent_to, .. } => [at.party(*party)].into_iter().chain(sent_to.map(|body| word("body", &body))).collect(),
        Event::Reopened { to, .. } => {
            use crate::domain::status::ProposedFrom;
            vec![match to {
                ProposedFrom::Screening => word("reopen-to", &"screening"),
                ProposedFrom::Accepted => word("reopen-to", &"accepted"),
            }]
        }
        Event::Corrected { field, .. } => vec![word("correctable", field)],
        Event::LawRecomputed { election, .. } => election.iter().map(|e| at.frame.day(&e.day)).collect(),
        Event::Joined { letters, .. } => vec![at.frame.t1("case-letters-joined", "letters", letters)],
        Event::RevealRequested { days, .. } => vec![at.frame.t1("case-days", "days", days)],
        Event::RevealGranted { to, hours, .. } => vec![at.member_or_me(*to), at.frame.t1("case-hours", "hours", hours)],
        Event::RevealRefused { to, .. } | Event::RevealRevoked { to, .. } => vec![at.member_or_me(*to)],
        Event::SentBack { .. }
        | Event::VerificationRecorded { .. }
        | Event::DialogueRecorded { .. }
        | Event::Urged { .. }
        | Event::MessageSent { .. }
        | Event::Published { .. }
        | Event::Merged { .. }
        | Event::ConflictDeclared { .. }
        | Event::ReceiptReissued { .. }
        | Event::ConflictFound { .. }
        | Event::ConflictConfirmed { .. }
        | Event::ConflictDismissed { .. }
        | Event::IdentityOpened { .. } => Vec::new(),
    }
}

fn classified(at: At<'_>, found: &Classification) -> Vec<String> {
    let frame = at.frame;
    let mut all = vec![frame.word("kind", found.kind), frame.word("matter", found.matter), frame.word("track", found.track)];
    all.extend(found.contest.map(|c| frame.word("contest", c)));
    all.push(frame.t1("case-decided-by", "body", frame.word("body", found.competent_body)));
    all.extend(found.ineligible_ground.map(|g| frame.word("ineligible-ground", g)));
    all
}

fn paper(at: At<'_>, id: DocumentId) -> Option<String> {
    at.document_no(id).map(|no| at.frame.t1("case-number", "number", no))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_at_a_blank_and_a_long_word_anywhere() {
        assert_eq!(cut("một hai ba", 20), ("một hai ba".to_owned(), false));
        assert_eq!(cut("một hai ba bốn", 11), ("một hai ba …".to_owned(), true));
        assert_eq!(cut(&"ẩ".repeat(30), 10), (format!("{} …", "ẩ".repeat(10)), true));
    }
}
