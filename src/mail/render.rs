//! From a mail's data to what is read: subject, text and HTML, in the reader's language.

mod timely;

use askama::Template;
use chrono::NaiveDate;

use super::citizen::{Letter, Paper, Place};
use super::member::Task;
use super::message::clean;
use super::{Mail, MailError, Sender, is_to_member};
use crate::domain::day::shown;
use crate::domain::kind::Body;
use crate::domain::outcome::{CaseResult, ClosedAs, Disposition};
use crate::domain::sentence::Sentence;
use crate::domain::zone::{ZONE, local_date};
use crate::texts::{Lang, text, word};

/// Who reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    /// As it is greeted and addressed; none, or a secret case: without a name.
    pub name: Option<String>,
    pub lang: Lang,
}

/// How a mail reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    pub subject: String,
    pub text: String,
    pub html: String,
}

/// Words a mail for this reader.
pub fn render(mail: &Mail, reader: &Reader, sender: &Sender) -> Result<Rendered, MailError> {
    let say = Say::of(mail, reader, sender);
    let (subject, text, html) = templates(mail, &say).map_err(|error| MailError::Build(error.to_string()))?;
    Ok(Rendered { subject: clean(&subject, SUBJECT), text: tidy(&text), html: tidy(&html) })
}

/// The longest subject, in characters.
const SUBJECT: usize = 150;

/// Each mail with its three templates.
macro_rules! mails {
    ($($mail:pat => $kind:ident: $subject:tt, $text:tt, $html:tt;)+) => {
        $(mod $kind {
            use super::{Say, Template};

            #[derive(Template)]
            #[template(path = $subject)]
            pub struct Subject<'a> {
                pub say: &'a Say,
            }

            #[derive(Template)]
            #[template(path = $text)]
            pub struct Text<'a> {
                pub say: &'a Say,
            }

            #[derive(Template)]
            #[template(path = $html)]
            pub struct Html<'a> {
                pub say: &'a Say,
            }
        })+

        fn templates(mail: &Mail, say: &Say) -> askama::Result<(String, String, String)> {
            Ok(match mail {
                $($mail => ($kind::Subject { say }.render()?, $kind::Text { say }.render()?, $kind::Html { say }.render()?),)+
            })
        }
    };
}

mails! {
    Mail::Receipt(_) => receipt: "mail/receipt/subject.txt", "mail/receipt/body.txt", "mail/receipt/body.html";
    Mail::ApproveDisposition(_) => approve_disposition: "mail/approve_disposition/subject.txt", "mail/approve_disposition/body.txt", "mail/approve_disposition/body.html";
    Mail::Extend(_) => extend: "mail/extend/subject.txt", "mail/extend/body.txt", "mail/extend/body.html";
    Mail::Suspend(_) => suspend: "mail/suspend/subject.txt", "mail/suspend/body.txt", "mail/suspend/body.html";
    Mail::Resume(_) => resume: "mail/resume/subject.txt", "mail/resume/body.txt", "mail/resume/body.html";
    Mail::Serve(_) => serve: "mail/serve/subject.txt", "mail/serve/body.txt", "mail/serve/body.html";
    Mail::Closed(_) => closed: "mail/closed/subject.txt", "mail/closed/body.txt", "mail/closed/body.html";
    Mail::Message(_) => message: "mail/message/subject.txt", "mail/message/body.txt", "mail/message/body.html";
    Mail::ReissueReceipt(_) => reissue_receipt: "mail/reissue_receipt/subject.txt", "mail/reissue_receipt/body.txt", "mail/reissue_receipt/body.html";
    Mail::News { .. } => news: "mail/news/subject.txt", "mail/news/body.txt", "mail/news/body.html";
    Mail::AssignCase(_) => assign_case: "mail/assign_case/subject.txt", "mail/assign_case/body.txt", "mail/assign_case/body.html";
    Mail::ProposeDisposition(_) => propose_disposition: "mail/propose_disposition/subject.txt", "mail/propose_disposition/body.txt", "mail/propose_disposition/body.html";
    Mail::DraftDecision(_) => draft_decision: "mail/draft_decision/subject.txt", "mail/draft_decision/body.txt", "mail/draft_decision/body.html";
    Mail::SendBack(_) => send_back: "mail/send_back/subject.txt", "mail/send_back/body.txt", "mail/send_back/body.html";
    Mail::Arrived(_) => arrived: "mail/arrived/subject.txt", "mail/arrived/body.txt", "mail/arrived/body.html";
    Mail::Undelivered(_) => undelivered: "mail/undelivered/subject.txt", "mail/undelivered/body.txt", "mail/undelivered/body.html";
    Mail::PossibleConflict(_) => possible_conflict: "mail/possible_conflict/subject.txt", "mail/possible_conflict/body.txt", "mail/possible_conflict/body.html";
    Mail::DeskNews { .. } => desk_news: "mail/desk_news/subject.txt", "mail/desk_news/body.txt", "mail/desk_news/body.html";
    Mail::Remind(_) => remind: "mail/remind/subject.txt", "mail/remind/body.txt", "mail/remind/body.html";
    Mail::Escalate(_) => escalate: "mail/escalate/subject.txt", "mail/escalate/body.txt", "mail/escalate/body.html";
    Mail::Digest(_) => digest: "mail/digest/subject.txt", "mail/digest/body.txt", "mail/digest/body.html";
    Mail::ToHandOver(_) => to_hand_over: "mail/to_hand_over/subject.txt", "mail/to_hand_over/body.txt", "mail/to_hand_over/body.html";
    Mail::NoCalendar(_) => no_calendar: "mail/no_calendar/subject.txt", "mail/no_calendar/body.txt", "mail/no_calendar/body.html";
    Mail::Late(_) => late: "mail/late/subject.txt", "mail/late/body.txt", "mail/late/body.html";
    Mail::Frozen(_) => frozen: "mail/frozen/subject.txt", "mail/frozen/body.txt", "mail/frozen/body.html";
    Mail::Invite(_) => invite: "mail/invite/subject.txt", "mail/invite/body.txt", "mail/invite/body.html";
    Mail::ResetPassword(_) => reset_password: "mail/reset_password/subject.txt", "mail/reset_password/body.txt", "mail/reset_password/body.html";
    Mail::AccountChanged(_) => account_changed: "mail/account_changed/subject.txt", "mail/account_changed/body.txt", "mail/account_changed/body.html";
    Mail::SupervisorNamed(_) => supervisor_named: "mail/supervisor_named/subject.txt", "mail/supervisor_named/body.txt", "mail/supervisor_named/body.html";
}

/// What templates ask: the texts of the reader's language with this mail's values.
struct Say {
    lang: Lang,
    args: Vec<(&'static str, String)>,
    greeting: &'static str,
    /// How the reader gets to more, and where.
    way: &'static str,
    link: String,
    /// Who signs: of a secret case not what the office is for.
    signature: &'static str,
    footer: &'static str,
    /// Of a list: its parts, each a heading with lines.
    parts: Vec<(String, Vec<String>)>,
}

impl Say {
    fn of(mail: &Mail, reader: &Reader, sender: &Sender) -> Self {
        let to_member = is_to_member(mail.kind());
        let name = reader.name.as_deref().map(|n| clean(n, NAME)).filter(|n| !n.is_empty() && !mail.is_neutral());
        let greeting = match (to_member, &name) {
            (false, Some(_)) => "mail-greeting-named",
            (false, None) => "mail-greeting",
            (true, Some(_)) => "mail-greeting-member-named",
            (true, None) => "mail-greeting-member",
        };
        let (way, path) = match (task(mail), mail) {
            (_, Mail::Invite(link) | Mail::ResetPassword(link)) => ("mail-way-once", link.path.clone()),
            (_, Mail::AccountChanged(_)) => ("mail-way-account", "/account".to_owned()),
            (_, Mail::NoCalendar(_)) => ("mail-way-calendars", "/admin/calendars".to_owned()),
            (Some(task), _) => ("mail-way-case", format!("/cases/{}", task.case)),
            (None, _) if to_member => ("mail-way-desk", "/desk".to_owned()),
            (None, _) if mail.is_neutral() => ("mail-way-news", "/track".to_owned()),
            (None, _) => ("mail-way-track", "/track".to_owned()),
        };
        let footer = match (to_member, &sender.intake) {
            (true, _) => "mail-footer-member",
            (false, Some(_)) => "mail-footer-answer",
            (false, None) => "mail-footer",
        };
        let signature = if mail.is_neutral() { "mail-unit" } else { "mail-office" };
        let link = format!("{}{path}", sender.public_url);
        let mut say = Self { lang: reader.lang, args: Vec::new(), greeting, way, link, signature, footer, parts: Vec::new() };
        say.give("name", name.unwrap_or_default());
        say.give("unit", clean(mail.unit(), NAME));
        say.give("office", say.t("mail-office"));
        say.take(mail);
        say
    }

    /// The text of this id.
    fn t(&self, id: &str) -> String {
        text(self.lang, id, &self.args).unwrap_or_else(|| id.to_owned())
    }

    /// Whether this mail has such a value.
    fn has(&self, name: &str) -> bool {
        self.args.iter().any(|(n, value)| *n == name && !value.is_empty())
    }

    fn give(&mut self, name: &'static str, value: impl ToString) {
        self.args.push((name, value.to_string()));
    }

    fn give_day(&mut self, name: &'static str, day: Option<NaiveDate>) {
        self.give(name, day.map(shown).unwrap_or_default());
    }

    fn give_flag(&mut self, name: &'static str, flag: bool) {
        self.give(name, if flag { "yes" } else { "" });
    }

    /// The values of this mail.
    fn take(&mut self, mail: &Mail) {
        match mail {
            Mail::Receipt(m) => {
                self.letter(&m.letter);
                self.give("came", m.came);
                self.give_flag("to_sign", m.to_sign);
                self.give_flag("provisional", m.provisional);
                self.give_flag("needs_contest", m.needs_contest);
            }
            Mail::ApproveDisposition(m) => {
                self.letter(&m.letter);
                self.give("disposition", m.disposition);
                self.paper(m.paper.as_ref());
                self.give_flag("accepted", m.disposition == Disposition::Accept);
                self.give_flag("transferred", m.disposition == Disposition::Transfer);
                let somewhere = (m.disposition == Disposition::Transfer).then_some(Place::Body(Body::Other));
                let to = m.to.as_ref().or(somewhere.as_ref()).map(|to| self.place(to)).unwrap_or_default();
                self.give("to", to);
            }
            Mail::Extend(m) => {
                self.letter(&m.letter);
                self.give("rule", m.rule.as_ref().map(|r| r.of(self.lang.as_str()).to_owned()).unwrap_or_default());
                self.give_day("due", m.due);
                self.paper(m.paper.as_ref());
            }
            Mail::Suspend(m) => {
                self.letter(&m.letter);
                self.give_day("on", Some(m.on));
                self.give("ground", m.ground);
                self.paper(m.paper.as_ref());
            }
            Mail::Resume(m) => {
                self.letter(&m.letter);
                self.give_day("on", Some(m.on));
                self.paper(m.paper.as_ref());
            }
            Mail::Serve(m) => {
                self.letter(&m.letter);
                self.give("kind_of_document", m.document);
                self.give("means", m.means);
                self.give_day("on", Some(m.on));
                // That it was answered is all that the mail is about.
                self.give("result", m.result.filter(|r| *r != CaseResult::Answered).map(|r| r.as_str()).unwrap_or_default());
                self.paper(m.paper.as_ref());
            }
            Mail::Closed(m) => {
                self.letter(&m.letter);
                self.give("how", m.how);
                // What else there is to say: the next right, or who has the file now.
                self.give_flag("more", matches!(m.how, ClosedAs::Settled | ClosedAs::HandedOver));
                self.paper(m.paper.as_ref());
            }
            Mail::Message(letter) | Mail::ReissueReceipt(letter) | Mail::Late(letter) | Mail::Frozen(letter) => self.letter(letter),
            Mail::AssignCase(m) => {
                self.task(&m.task);
                self.give("serves", if m.serves { "yes" } else { "no" });
            }
            Mail::ProposeDisposition(task) | Mail::DraftDecision(task) | Mail::SendBack(task) | Mail::PossibleConflict(task) => {
                self.task(task)
            }
            Mail::Arrived(m) => {
                self.task(&m.task);
                self.give("what", m.what);
            }
            Mail::Remind(pressing) | Mail::Escalate(pressing) => self.pressing(pressing),
            Mail::Digest(listed) | Mail::ToHandOver(listed) => self.listed(listed),
            Mail::NoCalendar(asked) => self.no_calendar(asked),
            Mail::Undelivered(m) => {
                self.task(&m.task);
                self.give("notice", &m.notice);
                self.give("failed", if m.failed { "yes" } else { "no" });
            }
            Mail::Invite(link) | Mail::ResetPassword(link) => {
                self.give("username", &link.username);
                self.give("time", link.until.with_timezone(&ZONE).format("%H:%M"));
                self.give_day("until", Some(local_date(link.until)));
            }
            Mail::AccountChanged(changed) => {
                self.give("username", &changed.username);
                self.give("what", changed.what);
                self.give("time", changed.at.with_timezone(&ZONE).format("%H:%M"));
                self.give_day("on", Some(local_date(changed.at)));
            }
            Mail::SupervisorNamed(named) => {
                self.give("name", &named.name);
                self.give("unit", &named.unit);
                self.give("time", named.at.with_timezone(&ZONE).format("%H:%M"));
                self.give_day("on", Some(local_date(named.at)));
            }
            Mail::News { .. } | Mail::DeskNews { .. } => {}
        }
    }

    fn letter(&mut self, letter: &Letter) {
        self.give("number", letter.number.clone().unwrap_or_default());
        self.give("kind", letter.kind);
        self.give_day("received", Some(letter.received_on));
        self.give("letter", self.t(if letter.number.is_some() { "mail-letter" } else { "mail-letter-unnumbered" }));
        self.give("standing", worded(&letter.standing, self.lang));
    }

    fn task(&mut self, task: &Task) {
        self.give("number", &task.number);
        self.give("kind", task.kind);
        self.give("matter", task.matter);
        self.give_day("received", Some(task.received_on));
        self.give_day("due", task.due);
        self.give("disposition", task.disposition.map(|d| d.as_str()).unwrap_or_default());
    }

    /// ` (văn bản số 12/TB-UBBC ngày 20/03/2026)`, with the blank before it; nothing without a number.
    fn paper(&mut self, paper: Option<&Paper>) {
        let cited = paper.and_then(|p| p.number.as_ref().map(|n| (n, p.date))).map(|(number, date)| {
            let args = [("number", clean(number, NAME)), ("date", shown(date))];
            format!(" {}", text(self.lang, "mail-document", &args).unwrap_or_default())
        });
        self.give("document", cited.unwrap_or_default());
    }

    fn place(&self, place: &Place) -> String {
        match place {
            Place::Unit(name) => clean(name, NAME),
            Place::Body(body) => text(self.lang, "mail-body", &[("body", body.to_string())]).unwrap_or_else(|| body.to_string()),
        }
    }

    fn lang(&self) -> &'static str {
        self.lang.as_str()
    }
}

/// The longest name that is written, in characters.
const NAME: usize = 200;

fn task(mail: &Mail) -> Option<&Task> {
    match mail {
        Mail::AssignCase(m) => Some(&m.task),
        Mail::ProposeDisposition(task) | Mail::DraftDecision(task) | Mail::SendBack(task) | Mail::PossibleConflict(task) => Some(task),
        Mail::Arrived(m) => Some(&m.task),
        Mail::Remind(m) | Mail::Escalate(m) => Some(&m.task),
        Mail::Undelivered(m) => Some(&m.task),
        Mail::Receipt(_)
        | Mail::ApproveDisposition(_)
        | Mail::Extend(_)
        | Mail::Suspend(_)
        | Mail::Resume(_)
        | Mail::Serve(_)
        | Mail::Closed(_)
        | Mail::Message(_)
        | Mail::ReissueReceipt(_)
        | Mail::Late(_)
        | Mail::Frozen(_)
        | Mail::Digest(_)
        | Mail::ToHandOver(_)
        | Mail::NoCalendar(_)
        | Mail::News { .. }
        | Mail::DeskNews { .. }
        | Mail::Invite(_)
        | Mail::ResetPassword(_)
        | Mail::AccountChanged(_)
        | Mail::SupervisorNamed(_) => None,
    }
}

/// Where the case stands, in the words of the track page.
fn worded(standing: &Sentence, lang: Lang) -> String {
    text(lang, &format!("sentence-{}", standing.key), &standing.args_in(lang.as_str())).unwrap_or_default()
}

/// Templates leave blank lines where a condition was not met: one at most stays.
fn tidy(rendered: &str) -> String {
    let mut tidied = String::with_capacity(rendered.len());
    let mut blank = true;
    for line in rendered.lines().map(str::trim_end) {
        if !(line.is_empty() && blank) {
            tidied.push_str(line);
            tidied.push('\n');
        }
        blank = line.is_empty();
    }
    tidied.truncate(tidied.trim_end().len());
    tidied.push('\n');
    tidied
}

/// The name that stands in From, where the setting has none.
pub(super) fn office_name(mail: &Mail, lang: Lang) -> String {
    let name = clean(mail.unit(), NAME);
    if name.is_empty() { word(lang, "mail-office-unnamed") } else { name }
}
