//! The form of each verb: its fields are those of the verb's own struct in `actions/`, no more and no fewer.

mod choices;
pub use choices::destination;
mod papers;

use crate::domain::gate::Entry;
use crate::domain::kind::{Channel, Contest, Form as LetterForm, Identity, IneligibleGround, Kind, Matter, Track};
use crate::domain::outcome::{Complexity, Disposition, Means, SuspensionGround, TerminationGround, WithdrawalScope};
use crate::domain::reveal::{HOURS, MOST_DAYS};
use crate::domain::status::StatusCode;
use crate::domain::verb::Verb;
use crate::http::form::Form;
use crate::http::pages::{Choice, Errors, Field};

use super::at::At;

/// The end of the id of a field in which words are written instead of a choice above it.
const WRITTEN: &str = "-written";
/// Those of fields in which something is chosen instead of written in the field above them.
const CHANNEL: &str = "-channel";
const AREA: &str = "-polling_area";
const NO_MAIL: &str = "-no_mail";
/// All of fields beside one with the same name.
const ASIDE: [&str; 4] = [WRITTEN, CHANNEL, AREA, NO_MAIL];

/// The fields of a verb, as they stand before anybody typed.
pub fn fields(at: At<'_>, verb: Verb) -> Vec<Field> {
    let make = Making { at, slug: verb.as_str(), on_paper: at.sheet.act(verb) == Ok(Entry::OnPaper) };
    make.fields(verb)
}

/// The same with what was typed and what is wrong.
pub fn filled(at: At<'_>, verb: Verb, typed: &Form, errors: &Errors) -> Vec<Field> {
    let blank = fields(at, verb);
    let listed: Vec<(String, String)> = blank.iter().flat_map(|f| f.choices.iter().map(|c| (f.name.clone(), c.value.clone()))).collect();
    let shared = |name: &str| blank.iter().filter(|f| f.name == name).count() > 1;
    let fill = |field: &Field| {
        let field = field.clone();
        if !shared(&field.name) {
            return field.filled(typed, errors);
        }
        // Of fields with one name each gets back what was typed or chosen in it; the one with the plain id, what is wrong.
        let of_list = |v: &str| listed.iter().any(|(name, value)| *name == field.name && value == v);
        let chosen = |v: &str| field.choices.iter().any(|c| c.value == v);
        let own = typed.all(&field.name).find(|v| if field.choices.is_empty() { !of_list(v) } else { chosen(v) });
        let own = own.unwrap_or_default().to_owned();
        let plain = !ASIDE.iter().any(|end| field.id.ends_with(end));
        let field = if plain { field.filled(typed, errors) } else { field };
        field.value(own)
    };
    blank.iter().map(fill).collect()
}

/// What a form of one verb is made of.
#[derive(Clone, Copy)]
struct Making<'a> {
    at: At<'a>,
    slug: &'static str,
    /// A clerk enters it from a signed paper: signer, number and date are mandatory.
    on_paper: bool,
}

impl Making<'_> {
    fn fields(&self, verb: Verb) -> Vec<Field> {
        match verb {
            Verb::AddLetter => vec![
                self.area("body", 8),
                self.date("received_at").optional(),
                self.select("channel", self.words("channel", Channel::ALL)).optional(),
            ],
            Verb::Classify => self.classification(),
            Verb::Reclassify => [self.classification(), vec![self.area("reason", 3)], self.paper(false)].concat(),
            Verb::RecordSignature => {
                let signed = [LetterForm::Signed, LetterForm::Minutes, LetterForm::ESigned];
                vec![self.select("form", self.words("form", &signed)), self.today("signed_on")]
            }
            Verb::Assign => [vec![self.select("assignee", self.assignees()), self.area("note", 2).optional()], self.paper(false)].concat(),
            Verb::ProposeDisposition => self.proposal(),
            Verb::ApproveDisposition => self.paper(false),
            Verb::SendBack => [vec![self.area("reason", 3)], self.paper(false)].concat(),
            Verb::SetComplexity => {
                let first = vec![
                    self.select("level", self.complexities()),
                    self.select("ground", self.complexity_grounds()),
                    self.checks("grounds", self.complexity_grounds()).small().optional(),
                    self.area("reason", 3).optional(),
                ];
                [first, self.paper(false)].concat()
            }
            Verb::Extend => self.extension(),
            Verb::Suspend => {
                let first = vec![self.select("ground", self.words("suspension-ground", SuspensionGround::ALL)), self.area("reason", 3)];
                [first, self.paper(true)].concat()
            }
            Verb::Resume => [vec![self.area("reason", 3)], self.paper(true)].concat(),
            Verb::RecordVerification => vec![self.area("text", 8), self.today("on")],
            Verb::RecordDialogue => vec![self.area("text", 6), self.today("on")],
            Verb::Urge => vec![self.area("text", 3), self.today("on")],
            Verb::RecordAnswer => {
                let number = self.number(true);
                vec![self.area("body", 6), self.select("result", self.results()).optional(), number, self.today("document_date")]
            }
            Verb::Message => vec![self.area("text", 4)],
            Verb::DraftDecision => vec![
                self.select("result", self.results()),
                self.area("reasons", 8),
                self.area("legal_basis", 3),
                self.area("remedy", 4).optional(),
            ],
            Verb::SignDecision => self.signature(true, true),
            Verb::Serve => vec![
                self.select("document", self.owed_documents()),
                self.select("party", self.owed_parties()),
                self.select("means", self.words("means", Means::ALL)),
                self.today("served_on"),
                self.area("reason", 2).optional(),
            ],
            Verb::Publish => vec![self.today("on"), self.area("where", 2)],
            Verb::Withdraw => self.withdrawal(),
            Verb::Terminate => self.termination(),
            Verb::StrikeOff => [vec![self.select("body", self.strikers()), self.area("evidence", 6)], self.paper(true)].concat(),
            Verb::HandOver => [vec![self.select("to", self.receivers()).no_blank(), self.today("date")], self.paper(false)].concat(),
            Verb::Merge => vec![self.text("into").class("w-20")],
            Verb::Appeal => {
                vec![self.select("party", self.senders()).optional(), self.area("reasons", 6), self.area("late_reason", 3).optional()]
            }
            Verb::Reopen => {
                let to = vec![self.choice("reopen-to", "screening"), self.choice("reopen-to", "accepted")];
                [vec![self.select("to", to), self.area("reason", 3)], self.paper(false)].concat()
            }
            Verb::Correct => self.correction(),
            Verb::DeclareConflict => vec![self.area("relation", 2)],
            Verb::ReissueReceipt => vec![self.area("identity_checked", 2)],
            Verb::OpenIdentity => vec![self.area("reason", 2)],
            Verb::RequestReveal => {
                vec![self.area("purpose", 3), self.number_between("days", MOST_DAYS).value(1).optional()]
            }
            Verb::GrantReveal => {
                let hours = self.number_between("hours", MOST_DAYS * 24).value(HOURS).optional();
                [vec![self.select("reveal", self.reveals_asked()).no_blank(), hours], self.paper(false)].concat()
            }
            Verb::RefuseReveal => {
                [vec![self.select("reveal", self.reveals_asked()).no_blank(), self.area("reason", 2)], self.paper(false)].concat()
            }
            Verb::RevokeReveal => {
                [vec![self.select("reveal", self.reveals_granted()).no_blank(), self.area("reason", 2)], self.paper(false)].concat()
            }
            Verb::ConfirmConflict | Verb::DismissConflict => {
                [vec![self.select("member", self.suspects()).no_blank(), self.area("reason", 2)], self.paper(false)].concat()
            }
        }
    }

    fn number_between(&self, name: &str, most: i64) -> Field {
        self.input(name).with("min", 1).with("max", most).class("w-4")
    }

    fn classification(&self) -> Vec<Field> {
        let (frame, case) = (self.at.frame, &self.at.sheet.case);
        let title = self.at.sheet.view.title.clone().unwrap_or_default();
        let eligible = case.detail.eligible.map(|yes| yes.to_string());
        let is_false = Choice::new("true", frame.t("yes"));
        let body = case.competent_body.map(|b| b.to_string());
        let contest = case.contest.map(|c| c.to_string());
        let ground = case.detail.ineligible_ground.map(|g| g.to_string());
        vec![
            self.select("kind", self.words("kind", Kind::ALL)).value(case.kind),
            self.select("matter", self.words("matter", Matter::ALL)).value(case.matter),
            self.select("track", self.words("track", Track::ALL)).value(case.track),
            preset(self.select("contest", self.words("contest", Contest::ALL)).optional(), contest),
            preset(self.select("election", self.elections()).optional(), case.detail.election.map(|e| e.id.to_string())),
            self.text("title").value(title),
            self.select("form", self.words("form", LetterForm::ALL)).value(case.form),
            preset(self.radios("eligible", Choice::yes_no(frame)).inline().small(), eligible),
            preset(self.select("ineligible_ground", self.words("ineligible-ground", IneligibleGround::ALL)).optional(), ground),
            preset(self.select("competent_body", self.bodies()), body),
            self.checks("false_name", vec![is_false]).small().optional(),
        ]
    }

    fn proposal(&self) -> Vec<Field> {
        let frame = self.at.frame;
        let words = |name: &str| {
            let mut field = self.text(name).label(frame.t(&format!("case-written-{name}"))).no_hint().optional();
            field.id.push_str(WRITTEN);
            field
        };
        vec![
            self.select("disposition", self.words("disposition", &self.dispositions())),
            self.select("ground", self.grounds()),
            words("ground"),
            self.area("legal_basis", 2),
            self.select("to", self.destinations()).optional(),
            words("to").class("w-10"),
        ]
    }

    fn withdrawal(&self) -> Vec<Field> {
        let mut all = vec![
            self.select("scope", self.words("withdrawal-scope", WithdrawalScope::ALL)),
            // Mandatory of the office; absent only from a citizen's request.
            self.select("form", self.words("form", &[LetterForm::Signed, LetterForm::Minutes])),
            self.select("party", self.senders()),
        ];
        if self.at.sheet.case.is_collective() {
            let whole = Choice::new("true", self.at.frame.t("case-all-signers"));
            all.push(self.checks("all_signers", vec![whole]).small().optional());
        }
        all
    }

    /// A channel, a polling area and whether mails are wanted are chosen, everything else is written.
    fn correction(&self) -> Vec<Field> {
        let frame = self.at.frame;
        let chosen = |end: &str, choices| {
            let mut field = self.select("value", choices).label(frame.t(&format!("case-correct{end}"))).no_hint().optional();
            field.id.push_str(end);
            field
        };
        let mut all = vec![
            self.select("field", self.correctables()),
            self.text("value").hint(frame.t("case-correct-value")),
            chosen(CHANNEL, self.words("channel", Channel::ALL)),
        ];
        let areas = self.polling_areas();
        if !areas.is_empty() {
            all.push(chosen(AREA, areas));
        }
        let mails = ["false", "true"].map(|no_mail| Choice::new(no_mail, frame.word("case-no-mail", no_mail)));
        all.push(chosen(NO_MAIL, mails.to_vec()));
        all.push(self.area("reason", 3));
        all
    }

    fn dispositions(&self) -> Vec<Disposition> {
        let case = &self.at.sheet.case;
        let accepted = case.status.code() == StatusCode::Accepted;
        let nameless = matches!(case.identity, Identity::Anonymous | Identity::FalseName);
        let moves_on = |d: &Disposition| matches!(d, Disposition::Transfer | Disposition::Return) || (nameless && *d == Disposition::File);
        let fits = |d: &&Disposition| !accepted || moves_on(d);
        Disposition::ALL.iter().filter(fits).copied().collect()
    }

    fn extension(&self) -> Vec<Field> {
        let rules = self.extendable();
        let most = rules.iter().map(|r| r.each).max().unwrap_or_default();
        let caps: Vec<String> = rules.iter().filter_map(|r| r.cap.clone()).collect();
        let days = self.input("days").with("min", 1).class("w-4");
        let days = if most > 0 { days.with("max", most).value(most) } else { days };
        let rule = self.select("rule", rules.into_iter().map(|r| r.choice).collect());
        let rule = if caps.is_empty() { rule } else { rule.hint(caps.join(" ")) };
        let ground = self.select("ground", self.complexity_grounds());
        [vec![rule.no_blank(), ground, days], self.paper(true)].concat()
    }

    fn termination(&self) -> Vec<Field> {
        let frame = self.at.frame;
        let mut all = vec![self.select("ground", self.words("termination-ground", TerminationGround::ALL))];
        if self.at.sheet.case.kind == Kind::Denunciation {
            let ask = |name: &str| self.radios(&format!("answers.{name}"), Choice::yes_no(frame)).inline().small().optional();
            let first = ask("signs_of_violation").hint(frame.t("case-answers"));
            all.extend([first, ask("threatened_or_bribed"), ask("misused_to_slander")]);
        }
        all.extend(self.paper(true));
        all
    }

    fn complexities(&self) -> Vec<Choice> {
        let all: &[Complexity] = if self.at.sheet.case.kind == Kind::Complaint { &[Complexity::Complex] } else { Complexity::ALL };
        self.words("complexity", all)
    }
}

/// A choice that is made already, where there is one.
fn preset(field: Field, value: Option<String>) -> Field {
    match value {
        Some(value) => field.value(value),
        None => field,
    }
}
