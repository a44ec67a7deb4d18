//! The quick way by which the seed acts leaves what the real actions leave: the same acts are done both ways, with the same
//! identifiers, and compared after each.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use chrono::{DateTime, Utc};
use redress::actions::act::Act;
use redress::actions::bulk::{Desk, Made};
use redress::actions::context::Context;
use redress::actions::error::ActionError;
use redress::actions::perform::perform;
use redress::actions::receive_case::ReceiveCase;
use redress::actions::{self as a, intake};
use redress::app::App;
use redress::cli::seed::office;
use redress::clock::{Clock, MovableClock, Randomness};
use redress::domain::event::{By, Event};
use redress::domain::ids::{UnitId, id_from};
use redress::domain::outcome::DocumentKind;
use redress::store::{case_keys, cases, deadlines, documents, events, letters, outbox, parties, texts, titles};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::cases::each;

/// Counts, so that both ways draw the same.
#[derive(Default)]
struct Counter(AtomicU32);

impl Randomness for Counter {
    fn fill(&self, buffer: &mut [u8]) {
        let next = self.0.fetch_add(1, Ordering::SeqCst).to_le_bytes();
        buffer.iter_mut().zip(next.iter().cycle()).for_each(|(to, from)| *to = *from);
    }
}

/// The two ways.
struct Both {
    ctx: Context,
    clock: Arc<MovableClock>,
    real: Arc<Counter>,
    quick: Counter,
}

fn parsed<T: DeserializeOwned>(fields: &Value) -> T {
    serde_json::from_value(fields.clone()).unwrap_or_else(|e| panic!("{e}: {fields}"))
}

fn at(moment: &str) -> DateTime<Utc> {
    format!("2026-{moment}:00+07:00").replace(' ', "T").parse().unwrap()
}

impl Both {
    fn open(app: &App) -> Self {
        let (clock, real) = (Arc::new(MovableClock::still(at("01-05 08:00"))), Arc::new(Counter::default()));
        let given = || Context { clock: Arc::clone(&clock) as _, random: Arc::clone(&real) as _, ..app.context_now().unwrap() };
        office::prepare(&given(), app.passwords, 1, "2026-03-15".parse().unwrap()).unwrap();
        Self { ctx: given(), clock: Arc::clone(&clock), real: Arc::clone(&real), quick: Counter::default() }
    }

    fn who(&self, username: &str) -> By {
        By::Member(self.ctx.directory.members.values().find(|m| m.username == username).unwrap().id)
    }

    fn unit(&self, sign: &str) -> UnitId {
        self.ctx.directory.units.values().find(|u| u.sign == sign).unwrap().id
    }

    /// Does it the quick way, from where the real one began to draw.
    fn quickly<T>(&self, from: u32, way: impl FnOnce(&Desk<'_>, DateTime<Utc>) -> T) -> T {
        self.quick.0.store(from, Ordering::SeqCst);
        let id = |at| id_from(at, self.quick.u32());
        let (directory, law, keys) = (&self.ctx.directory, &self.ctx.law, &self.ctx.keys);
        way(&Desk { directory, law, keys, id: &id }, self.clock.now())
    }

    fn drawn(&self) -> u32 {
        self.real.0.load(Ordering::SeqCst)
    }

    fn receive(&self, moment: &str, by: By, letter: &Value) -> Made {
        self.clock.set(at(moment));
        let (from, letter) = (self.drawn(), parsed::<ReceiveCase>(letter));
        let receipt = intake::receive(&self.ctx, by, &letter).unwrap();
        let number = receipt.loaded.case.number.seq;
        let made = self.quickly(from, |desk, now| desk.receive(now, by, &letter, number, receipt.code)).unwrap();
        self.same(&made);
        made
    }

    /// The same act both ways; a case that opens out of it comes second.
    fn opens<A: Act + DeserializeOwned>(&self, moment: &str, by: By, made: Made, fields: &Value) -> (Made, Option<Made>) {
        self.clock.set(at(moment));
        let (from, act, id) = (self.drawn(), parsed::<A>(fields), made.case.id);
        let done = perform(&self.ctx, by, id, None, &act).unwrap_or_else(|e| panic!("{}: {e:?}", A::VERB));
        let register = self.ctx.store.read(|c| events::load(c, id)).unwrap();
        let number = match &register.last().unwrap().event {
            Event::LetterAdded { number, .. } => Some(number.seq),
            _ => None,
        };
        let opened = done.opened.as_ref().map(|case| case.number.seq);
        let (made, linked) = self.quickly(from, |desk, now| {
            let (made, opening) = desk.act(now, made, by, &act, number, None).unwrap();
            let linked = opening.map(|opening| desk.open_linked(now, &made, &opening, by, opened.unwrap()).unwrap());
            (made, linked)
        });
        assert_eq!(linked.is_some(), opened.is_some(), "{}", A::VERB);
        self.same(&made);
        linked.iter().for_each(|linked| self.same(linked));
        (made, linked)
    }

    fn act<A: Act + DeserializeOwned>(&self, moment: &str, by: By, made: Made, fields: Value) -> Made {
        self.opens::<A>(moment, by, made, &fields).0
    }

    /// Both ways refuse it by the same rule. The case is not gone on with.
    fn refused<A: Act + DeserializeOwned>(&self, moment: &str, by: By, made: Made, fields: &Value) {
        self.clock.set(at(moment));
        let code = |error: ActionError| match error {
            ActionError::Refused { refusal, .. } => refusal.code,
            other => panic!("{other:?}"),
        };
        let act = parsed::<A>(fields);
        let real = code(perform(&self.ctx, by, made.case.id, None, &act).unwrap_err());
        let quick = self.quickly(0, |desk, now| desk.act(now, made, by, &act, None, None));
        assert_eq!(code(quick.unwrap_err()), real);
    }

    /// Serves all that is owed of the last document of this kind.
    fn serve(&self, moment: &str, by: By, mut made: Made, kind: DocumentKind) -> Made {
        let issued = made.case.detail.documents.iter().rfind(|d| d.kind == kind).unwrap().clone();
        for service in issued.services.iter().filter(|s| s.done.is_none()) {
            let fields = json!({ "document": issued.id, "party": service.party, "means": "post", "served_on": at(moment).date_naive() });
            made = self.act::<a::serve::Serve>(moment, by, made, fields);
        }
        made
    }

    /// Row, register, deadlines, and everything in other tables; and no mail.
    fn same(&self, made: &Made) {
        let (id, store, keys) = (made.case.id, &self.ctx.store, &self.ctx.keys);
        let shown = made.history.last().unwrap().event.code();
        assert_eq!(store.read(|c| cases::load(c, id)).unwrap().as_ref(), Some(&made.case), "{shown}");
        assert_eq!(store.read(|c| events::load(c, id)).unwrap(), made.history, "{shown}");
        let sorted = |mut all: Vec<redress::domain::deadline::Deadline>| {
            all.sort_by_key(|d| (d.rule.clone(), d.started_seq));
            all
        };
        assert_eq!(sorted(store.read(|c| deadlines::load(c, id)).unwrap()), sorted(made.deadlines.clone()), "{shown}");

        let (whole, key) = (made.whole(&self.ctx.directory, &self.ctx.law), store.read(|c| case_keys::load(c, keys, id)).unwrap());
        let by_id = |mut all: Vec<parties::Party>| {
            all.sort_by_key(|p| p.id);
            all
        };
        let kept = store.read(|c| parties::load(c, &key, id)).unwrap();
        assert!(by_id(kept) == by_id(whole.parties.to_vec()), "parties after {shown}");
        for (text, _, said) in whole.texts {
            assert_eq!(store.read(|c| texts::get(c, &key, id, *text)).unwrap().as_ref(), Some(said), "{shown}");
        }
        let title =
            |purpose| whole.texts.iter().filter(|(_, p, _)| *p == purpose).min_by_key(|(id, ..)| *id).map(|(.., said)| said.clone());
        assert_eq!(store.read(|c| texts::first_of(c, &key, id, "title")).unwrap(), title("title"));
        assert_eq!(store.read(|c| titles::of(c, &[id])).unwrap().get(&id).map(String::as_str), whole.title, "{shown}");
        let mut papers = store.read(|c| documents::load(c, id)).unwrap();
        papers.sort_by_key(|d| d.id);
        let mut quick = whole.documents.to_vec();
        quick.sort_by_key(|d| d.id);
        assert_eq!(papers, quick, "{shown}");
        assert_eq!(store.read(|c| letters::load(c, id)).unwrap(), whole.letters, "{shown}");
        assert!(store.read(|c| outbox::load(c, id)).unwrap().is_empty(), "nobody has an address, nobody is written to");
    }
}

fn signed(date: &str) -> Value {
    json!({ "signed_by": { "name": "Nguyễn Văn Chủ", "office": "Chủ tịch", "body": "Ủy ban nhân dân" },
        "document_no": "1/QĐ-UBND", "document_date": date })
}

fn with(mut one: Value, other: &Value) -> Value {
    for (field, value) in other.as_object().unwrap() {
        one[field] = value.clone();
    }
    one
}

fn letter(both: &Both, kind: &str, matter: &str) -> Value {
    json!({ "kind": kind, "matter": matter, "identity": "named", "title": "Một việc", "body": "Tôi trình bày như sau.",
        "unit": both.unit("P01"), "channel": "in_person",
        "petitioner": { "name": "Trần Thị Bình", "address": "Số 1", "phone": "0168 000 0001" },
        "respondent": { "name": "Lê Văn Hai", "position": "Chủ tịch" } })
}

fn classified(kind: &str, matter: &str, track: &str, body: &str) -> Value {
    json!({ "kind": kind, "matter": matter, "track": track, "title": "Một việc đã phân loại", "form": "signed", "eligible": true,
        "competent_body": body })
}

/// Received, classified, assigned, proposed for acceptance and approved, all on the day `date`.
fn accepted(both: &Both, date: &str, letter: &Value, classification: Value) -> Made {
    let [clerk, officer, head] = ["p01-vanthu", "p01-chuyenvien1", "p01-lanhdao1"].map(|name| both.who(name));
    let moment = |hour: &str| format!("{date} {hour}");
    let made = both.receive(&moment("08:00"), clerk, letter);
    let made = both.act::<a::classify_case::ClassifyCase>(&moment("09:00"), clerk, made, classification);
    let made = both.act::<a::assign_case::AssignCase>(&moment("10:00"), head, made, json!({ "assignee": officer.member() }));
    let propose = json!({ "disposition": "accept", "ground": "within_competence", "legal_basis": "Luật" });
    let made = both.act::<a::propose_disposition::ProposeDisposition>(&moment("11:00"), officer, made, propose);
    both.act::<a::approve_disposition::ApproveDisposition>(&moment("15:00"), head, made, signed(&format!("2026-{date}")))
}

fn complaint_to_the_second_instance(both: &Both) {
    let [clerk, officer, one, two] = ["p01-vanthu", "p01-chuyenvien1", "p01-lanhdao1", "p01-lanhdao2"].map(|name| both.who(name));
    let several = json!({ "signers": 7, "representatives": [{ "name": "Trần Thị Bình" }, { "name": "Vũ Văn Ba" }] });
    let letter = with(letter(both, "complaint", "administrative_act"), &several);
    let made = accepted(both, "01-06", &letter, classified("complaint", "administrative_act", "general", "commune_peoples_committee"));
    let made = both.serve("01-07 09:00", clerk, made, DocumentKind::Acceptance);
    let made = both.act::<a::add_letter::AddLetter>("01-08 09:00", clerk, made, json!({ "body": "Tôi bổ sung." }));
    let made = both.act::<a::message::Message>("01-08 10:00", officer, made, json!({ "text": "Đã nhận." }));
    let verified = json!({ "text": "Đã đối chiếu.", "on": "2026-01-09" });
    let made = both.act::<a::record_verification::RecordVerification>("01-09 10:00", officer, made, verified);
    let talked = json!({ "text": "Đã đối thoại.", "on": "2026-01-12" });
    let made = both.act::<a::record_dialogue::RecordDialogue>("01-12 10:00", officer, made, talked);
    let complex = json!({ "level": "complex", "ground": "complex_matter", "reason": "Nhiều nơi." });
    let made = both.act::<a::set_complexity::SetComplexity>("01-13 10:00", two, made, complex);
    let draft = json!({ "result": "unjustified", "reasons": "Không có căn cứ.", "legal_basis": "Luật" });
    let made = both.act::<a::draft_decision::DraftDecision>("01-14 10:00", officer, made, draft.clone());
    let made = both.act::<a::send_back::SendBack>("01-14 11:00", one, made, json!({ "reason": "Bổ sung." }));
    let made = both.act::<a::draft_decision::DraftDecision>("01-15 10:00", officer, made, draft);
    let made = both.act::<a::sign_decision::SignDecision>("01-16 10:00", two, made, signed("2026-01-16"));
    let made = both.serve("01-19 10:00", officer, made, DocumentKind::Decision);
    let appeal = json!({ "reasons": "Tôi không đồng ý." });
    let (made, linked) = both.opens::<a::appeal_case::AppealCase>("01-26 20:00", By::Citizen, made, &appeal);
    both.refused::<a::appeal_case::AppealCase>("01-26 21:00", By::Citizen, made, &appeal);
    let above = classified("complaint", "administrative_act", "general", "provincial_peoples_committee");
    let linked = both.act::<a::classify_case::ClassifyCase>("01-27 09:00", both.who("tinh-vanthu"), linked.unwrap(), above);
    both.refused::<a::approve_disposition::ApproveDisposition>("01-27 10:00", both.who("tinh-lanhdao1"), linked, &json!({}));
}

fn denunciation_extended_and_suspended(both: &Both) {
    let [clerk, officer, one, two] = ["p01-vanthu", "p01-chuyenvien1", "p01-lanhdao1", "p01-lanhdao2"].map(|name| both.who(name));
    let letter = letter(both, "denunciation", "official_conduct");
    let made = accepted(both, "01-08", &letter, classified("denunciation", "official_conduct", "general", "commune_peoples_committee"));
    let level = json!({ "level": "complex", "ground": "several_contents" });
    let made = both.act::<a::set_complexity::SetComplexity>("01-12 09:00", one, made, level);
    let extend = with(json!({ "rule": "d.settle", "ground": "several_contents", "days": 20 }), &signed("2026-01-13"));
    let made = both.act::<a::extend::Extend>("01-13 09:00", two, made, extend);
    let made = both.serve("01-14 09:00", officer, made, DocumentKind::Extension);
    let suspend = with(json!({ "ground": "awaiting_result", "reason": "Chờ kết quả." }), &signed("2026-01-15"));
    let made = both.act::<a::suspend::Suspend>("01-15 09:00", two, made, suspend);
    let resume = with(json!({ "reason": "Đã có kết quả." }), &signed("2026-01-22"));
    let made = both.act::<a::resume::Resume>("01-22 09:00", two, made, resume);
    let draft = json!({ "result": "partly_true", "reasons": "Đúng một phần.", "legal_basis": "Luật" });
    let made = both.act::<a::draft_decision::DraftDecision>("01-23 09:00", officer, made, draft);
    let made = both.act::<a::sign_decision::SignDecision>("01-23 10:00", two, made, signed("2026-01-23"));
    let made = both.serve("01-26 10:00", clerk, made, DocumentKind::Conclusion);
    let made = both.act::<a::publish::Publish>("01-27 10:00", officer, made, json!({ "on": "2026-01-27", "where": "Trụ sở" }));
    both.refused::<a::suspend::Suspend>(
        "01-27 11:00",
        one,
        made,
        &with(json!({ "ground": "awaiting_result", "reason": "Chờ." }), &signed("2026-01-27")),
    );
}

fn online_letters_signed_withdrawn_transferred_and_merged(both: &Both) {
    let [clerk, officer, head] = ["p01-vanthu", "p01-chuyenvien1", "p01-lanhdao1"].map(|name| both.who(name));
    // A secret submission by the public: only its hour is kept.
    let mut secret = letter(both, "denunciation", "official_conduct");
    secret["channel"] = Value::Null;
    let made = both.receive("01-12 21:17", By::Citizen, &secret);
    let classify =
        with(classified("denunciation", "official_conduct", "general", "provincial_peoples_committee"), &json!({ "form": "unsigned" }));
    let made = both.act::<a::classify_case::ClassifyCase>("01-13 08:10", clerk, made, classify);
    let made = both.act::<a::assign_case::AssignCase>("01-13 08:20", head, made, json!({ "assignee": officer.member() }));
    let signature = json!({ "form": "signed", "signed_on": "2026-01-14" });
    let made = both.act::<a::record_signature::RecordSignature>("01-14 09:00", officer, made, signature);
    let propose = json!({ "disposition": "transfer", "ground": "outside_competence", "legal_basis": "Luật", "to": both.unit("SB") });
    let made = both.act::<a::propose_disposition::ProposeDisposition>("01-14 10:00", officer, made, propose);
    let approve = signed("2026-01-15");
    let (_, linked) = both.opens::<a::approve_disposition::ApproveDisposition>("01-15 09:00", head, made, &approve);
    assert!(linked.unwrap().case.confidential);

    let petition = classified("petition", "other", "general", "commune_peoples_committee");
    let into = accepted(both, "01-19", &letter(both, "petition", "other"), petition.clone());
    let twin = both.receive("01-20 08:00", clerk, &letter(both, "petition", "other"));
    let twin = both.act::<a::classify_case::ClassifyCase>("01-20 09:00", clerk, twin, petition);
    let twin = both.act::<a::assign_case::AssignCase>("01-20 10:00", head, twin, json!({ "assignee": officer.member() }));
    both.clock.set(at("01-20 11:00"));
    let merge = a::merge_case::MergeCase { into: into.case.id };
    let from = both.drawn();
    perform(&both.ctx, officer, twin.case.id, None, &merge).unwrap();
    let mut into = Some(into);
    let (twin, _) = both.quickly(from, |desk, now| desk.act(now, twin, officer, &merge, None, Some(&mut into))).unwrap();
    both.same(&twin);
    both.same(into.as_ref().unwrap());
    let correct = json!({ "field": "petitioner_phone", "value": "0168 000 0002", "reason": "Ghi nhầm." });
    let into = both.act::<a::correct::Correct>("01-20 14:00", clerk, into.unwrap(), correct);
    let sender = into.case.detail.parties.iter().find(|p| p.role.as_str() == "petitioner").unwrap().id;
    let withdraw = json!({ "scope": "all", "form": "signed", "party": sender });
    both.act::<a::withdraw::Withdraw>("01-21 09:00", clerk, into, withdraw);
}

fn candidates_struck_off_and_handed_over(both: &Both) {
    let head = both.who("p01-lanhdao2");
    let candidate = |kind| with(letter(both, kind, "candidate"), &json!({ "contest": "council_commune" }));
    let class = |kind| with(classified(kind, "candidate", "election", "election_committee"), &json!({ "contest": "council_commune" }));
    let struck = accepted(both, "03-02", &candidate("complaint"), class("complaint"));
    let left = accepted(both, "03-03", &candidate("petition"), class("petition"));
    let strike = with(json!({ "body": "election_committee", "evidence": "Kết luận." }), &signed("2026-03-06"));
    both.act::<a::strike_off::StrikeOff>("03-06 10:00", head, struck, strike);
    let over = with(json!({ "to": "council_standing_body", "date": "2026-03-17" }), &signed("2026-03-17"));
    both.act::<a::hand_over::HandOver>("03-17 10:00", head, left, over);
}

#[test]
fn the_quick_way_leaves_what_the_actions_leave() {
    each(|app| {
        let both = Both::open(app);
        complaint_to_the_second_instance(&both);
        denunciation_extended_and_suspended(&both);
        online_letters_signed_withdrawn_transferred_and_merged(&both);
        candidates_struck_off_and_handed_over(&both);
    });
}
