//! Each event has its mails, in the same transaction.

use redress::actions::{
    add_letter, declare_conflict, draft_decision, hand_over, intake, merge_case, message, reissue_receipt, send_back, sign_decision,
    strike_off, terminate, withdraw,
};
use redress::domain::event::By;
use redress::domain::outcome::DocumentKind;
use redress::store::{StoreError, outbox};
use serde_json::json;

use super::desk::Desk;
use crate::support::app::each_app;

#[test]
fn a_complaint_from_its_receipt_to_its_closing() {
    each_app(|app| {
        let desk = Desk::open(app);
        let case = desk.receive(json!({"respondent": {"name": "Ông Trần Văn B", "position": "công chức"}}));
        assert_eq!(desk.news(case), ["receipt lan@example.org"]);
        desk.classify(case, json!({}));
        assert!(desk.news(case).is_empty());
        desk.assign(case);
        assert_eq!(desk.news(case), ["assign_case officer@office.vn"]);
        desk.propose(case, "accept", None);
        assert_eq!(desk.news(case), ["propose_disposition first@office.vn", "propose_disposition second@office.vn"]);
        desk.act::<send_back::SendBack>(desk.first, case, json!({"reason": "Thiếu căn cứ"}));
        assert_eq!(desk.news(case), ["send_back officer@office.vn"]);
        desk.propose(case, "accept", None);
        desk.news(case);
        desk.approve(case);
        assert_eq!(desk.news(case), ["approve_disposition lan@example.org"]);
        desk.try_act::<message::Message>(By::Citizen, case, json!({"text": "Đã có kết quả chưa?"})).unwrap();
        assert_eq!(desk.news(case), ["arrived officer@office.vn"]);
        desk.act::<message::Message>(desk.officer, case, json!({"text": "Đang xác minh."}));
        assert_eq!(desk.news(case), ["message lan@example.org"]);
        desk.act::<add_letter::AddLetter>(desk.clerk, case, json!({"body": "Gửi thêm tài liệu", "channel": "post"}));
        assert_eq!(desk.news(case), ["arrived officer@office.vn"]);
        desk.act::<reissue_receipt::ReissueReceipt>(desk.clerk, case, json!({"identity_checked": "CCCD"}));
        assert_eq!(desk.news(case), ["reissue_receipt lan@example.org"]);
        let draft = json!({"result": "justified", "reasons": "Đúng", "legal_basis": "Điều 31"});
        desk.act::<draft_decision::DraftDecision>(desk.officer, case, draft);
        assert_eq!(desk.news(case), ["draft_decision first@office.vn", "draft_decision second@office.vn"]);
        let mut signed = desk.paper();
        signed["signed_by"] = json!({"name": "Phạm Văn C", "office": "Chủ tịch", "body": "UBND phường"});
        desk.act::<sign_decision::SignDecision>(desk.first, case, signed);
        assert!(desk.news(case).is_empty());
        // The notice of acceptance is no decision; but the case does not close before it is served.
        desk.serve(case, DocumentKind::Acceptance, 0);
        assert!(desk.news(case).is_empty());
        desk.serve(case, DocumentKind::Decision, 0);
        assert_eq!(desk.news(case), ["serve lan@example.org"]);
        desk.serve(case, DocumentKind::Decision, 1);
        assert_eq!(desk.news(case), ["closed lan@example.org"]);
        let mails = desk.mails(case);
        assert!(mails.iter().all(|m| m.subject.contains("0001/2026/CK")));
        let threads: Vec<String> = mails.iter().filter(|m| m.to == "lan@example.org").map(|m| header(&m.text(), "References")).collect();
        assert!(threads.len() == 6 && threads.iter().all(|t| *t == threads[0]), "{threads:?}");
        assert!(!threads[0].contains(&case.to_string()));
    });
}

pub fn header(message: &str, name: &str) -> String {
    let found = message.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")));
    found.unwrap_or_else(|| panic!("no {name}")).trim().to_owned()
}

#[test]
fn supervisors_are_asked_once_about_each_possible_conflict_and_never_the_one_it_is_about() {
    each_app(|app| {
        let desk = Desk::open(app);
        let named = |member, name: &str| desk.change_account(member, json!({"name": name}));
        let (asked_first, asked_second) = ("possible_conflict first@office.vn", "possible_conflict second@office.vn");
        named(desk.officer, "Nguyễn Thị Lan");
        // As the letter comes in: the sender's receipt, and the supervisors are asked.
        let case = desk.receive(json!({}));
        assert_eq!(desk.news(case), [asked_first, asked_second, "receipt lan@example.org"]);
        let told = desk.mails(case).into_iter().find(|m| m.posted.kind == "possible_conflict").unwrap();
        let text = told.text();
        assert!(text.contains(&format!("/cases/{case}")), "{text}");
        for name in ["Nguyễn", "Lan", "officer", "administrative_act", "chống"] {
            assert!(!text.contains(name) && !told.subject.contains(name), "{name} in {text}");
        }
        // More agrees of the same member: nobody is asked twice. Of another: once more, and not that one.
        desk.change_account(desk.officer, json!({"marks": {"emails": ["lan@example.org"]}}));
        assert!(desk.case(case).detail.suspects.iter().any(|s| s.strong), "it was found");
        assert!(desk.news(case).is_empty());
        named(desk.second, "Nguyễn Thị Lan");
        assert_eq!(desk.news(case), [asked_first]);
        // The only one left is hit as well: it goes up the tree.
        named(desk.first, "Nguyễn Thị Lan");
        assert_eq!(desk.news(case), ["possible_conflict above@office.vn"]);
        // Of a secret case nothing but that something waits.
        let secret =
            desk.receive(json!({"kind": "denunciation", "matter": "official_conduct", "respondent": {"name": "Ông B", "position": "x"}}));
        assert_eq!(desk.news(secret), ["desk_news above@office.vn", "news lan@example.org"]);
        // Who bears no party's name is asked nothing about.
        let other = desk.receive(json!({"petitioner": {"name": "Bùi Văn Khác", "email": "khac@example.org"}}));
        assert_eq!(desk.news(other), ["receipt khac@example.org"]);
    });
}

#[test]
fn a_withdrawal_its_termination_and_a_merger() {
    each_app(|app| {
        let desk = Desk::open(app);
        let case = desk.receive(json!({}));
        desk.classify(case, json!({}));
        desk.assign(case);
        desk.news(case);
        desk.try_act::<withdraw::Withdraw>(By::Citizen, case, json!({"scope": "all"})).unwrap();
        assert_eq!(desk.news(case), ["arrived officer@office.vn"]);
        let party = desk.case(case).detail.parties[0].id;
        desk.act::<withdraw::Withdraw>(desk.clerk, case, json!({"scope": "all", "form": "signed", "party": party}));
        assert_eq!(desk.news(case), ["arrived officer@office.vn"]);
        let mut ended = desk.paper();
        ended["ground"] = json!("withdrawal");
        desk.act::<terminate::Terminate>(desk.first, case, ended);
        assert_eq!(desk.news(case), ["closed lan@example.org"]);

        let (older, newer) =
            (desk.receive(json!({})), desk.receive(json!({"petitioner": {"name": "Bùi Minh", "email": "minh@example.org"}})));
        for case in [older, newer] {
            desk.classify(case, json!({}));
        }
        desk.news(newer);
        desk.act::<merge_case::MergeCase>(desk.officer, newer, json!({"into": older}));
        assert_eq!(desk.news(newer), ["closed minh@example.org"]);
        // Later mails tell each the number that is theirs.
        desk.act::<redress::actions::assign_case::AssignCase>(desk.first, older, json!({"assignee": desk.officer}));
        desk.act::<message::Message>(desk.officer, older, json!({"text": "Mời đến làm việc."}));
        let told: Vec<(String, String)> =
            desk.mails(older).into_iter().filter(|m| m.posted.kind == "message").map(|m| (m.to, m.subject)).collect();
        assert_eq!(told.len(), 2, "{told:?}");
        for (to, subject) in told {
            let number = desk.case(if to == "minh@example.org" { newer } else { older }).number.to_string();
            assert!(subject.contains(&number), "{to}: {subject}");
        }
    });
}

#[test]
fn a_transfer_tells_what_was_decided_and_the_new_number() {
    each_app(|app| {
        let desk = Desk::open(app);
        let case = desk.receive(json!({"kind": "petition"}));
        desk.classify(case, json!({"kind": "petition", "competent_body": "provincial_peoples_committee"}));
        desk.assign(case);
        desk.propose(case, "transfer", Some(desk.next_ward.to_string()));
        desk.news(case);
        let opened = desk.approve(case).opened.unwrap();
        assert_eq!(desk.news(case), ["approve_disposition lan@example.org"]);
        assert_eq!(desk.news(opened.id), ["receipt lan@example.org"]);
        assert!(desk.mails(opened.id)[0].subject.contains("0001/2026/TB"));
    });
}

#[test]
fn representatives_speak_for_all_and_an_address_is_told_once() {
    each_app(|app| {
        let desk = Desk::open(app);
        let people = |emails: [Option<&str>; 2]| {
            let person =
                |(at, email): (usize, &Option<&str>)| json!({"name": format!("Người {at}"), "phone": "0912345678", "email": email});
            let representatives: Vec<_> = emails.iter().enumerate().map(person).collect();
            json!({"signers": 7, "representatives": representatives})
        };
        let told = |change| {
            let case = desk.receive(change);
            desk.news(case)
        };
        assert_eq!(
            told(people([Some("mot@example.org"), Some("hai@example.org")])),
            ["receipt hai@example.org", "receipt mot@example.org"]
        );
        assert_eq!(told(people([Some("mot@example.org"), None])), ["receipt mot@example.org"]);
        assert_eq!(told(people([Some("Mot@example.org"), Some("mot@Example.org")])).len(), 1);
        // None of them has an address: the petitioner has.
        assert_eq!(told(people([None, None])), ["receipt lan@example.org"]);
        assert!(told(json!({"petitioner": {"name": "Không Thư", "phone": "0912345678"}})).is_empty());
        assert!(told(json!({"identity": "anonymous", "petitioner": null, "kind": "feedback", "channel": "post"})).is_empty());
    });
}

#[test]
fn what_waits_goes_to_the_nearest_supervisors_who_may_act() {
    each_app(|app| {
        let desk = Desk::open(app);
        let ready = || {
            let case = desk.receive(json!({}));
            desk.classify(case, json!({}));
            desk.assign(case);
            desk.news(case);
            case
        };
        let case = ready();
        desk.act::<declare_conflict::DeclareConflict>(desk.second, case, json!({"relation": "họ hàng"}));
        desk.propose(case, "accept", None);
        assert_eq!(desk.news(case), ["propose_disposition first@office.vn"]);
        let case = ready();
        desk.change_account(desk.second, json!({"absent_until": "2030-01-01"}));
        desk.propose(case, "accept", None);
        assert_eq!(desk.news(case), ["propose_disposition first@office.vn"]);
        // Nobody left in the ward: the province's.
        let case = ready();
        desk.act::<declare_conflict::DeclareConflict>(desk.first, case, json!({"relation": "hàng xóm"}));
        desk.propose(case, "accept", None);
        assert_eq!(desk.news(case), ["propose_disposition above@office.vn"]);
    });
}

#[test]
fn a_conflict_takes_back_what_was_not_sent() {
    each_app(|app| {
        let desk = Desk::open(app);
        let case = desk.receive(json!({}));
        desk.classify(case, json!({}));
        desk.assign(case);
        assert!(desk.mails(case).iter().any(|m| m.to == "officer@office.vn"));
        desk.act::<declare_conflict::DeclareConflict>(desk.officer, case, json!({"relation": "anh em"}));
        assert_eq!(desk.mails(case).iter().map(|m| m.to.as_str()).collect::<Vec<_>>(), ["lan@example.org"]);
    });
}

#[test]
fn nobody_is_told_of_what_they_did_themselves() {
    each_app(|app| {
        let desk = Desk::open(app);
        let case = desk.receive(json!({}));
        desk.classify(case, json!({}));
        desk.news(case);
        desk.act::<redress::actions::assign_case::AssignCase>(desk.officer, case, json!({"assignee": desk.officer}));
        assert!(desk.news(case).is_empty());
        desk.act::<message::Message>(desk.officer, case, json!({"text": "Đang xác minh."}));
        assert_eq!(desk.news(case), ["message lan@example.org"]);
    });
}

#[test]
fn a_refused_or_rolled_back_act_leaves_no_mail() {
    each_app(|app| {
        let desk = Desk::open(app);
        let case = desk.receive(json!({}));
        desk.classify(case, json!({}));
        desk.assign(case);
        desk.propose(case, "accept", None);
        desk.news(case);
        let refused = desk.try_act::<redress::actions::approve_disposition::ApproveDisposition>(By::Member(desk.officer), case, json!({}));
        assert!(refused.is_err() && desk.news(case).is_empty());
        let queued = |app: &crate::support::app::TestApp| app.app.store.read(outbox::counts).unwrap().queued;
        let before = queued(app);
        let letter = serde_json::from_value(Desk::letter(json!({}))).unwrap();
        let ctx = desk.ctx();
        let rolled_back = ctx.store.write(|conn| -> Result<(), redress::actions::error::ActionError> {
            intake::receive_in(&ctx, conn, By::Member(desk.clerk), &letter)?;
            Err(StoreError::Busy.into())
        });
        assert!(rolled_back.is_err());
        assert_eq!(queued(app), before);
    });
}

#[test]
fn a_candidate_struck_off_and_a_file_handed_over() {
    each_app(|app| {
        let desk = Desk::open(app);
        // Today is E-5: the law has stopped such cases, but for the strike-off.
        desk.election("2026-01-10");
        let about = json!({"matter": "candidate", "contest": "council_commune", "respondent": {"name": "Ông Lý Văn D"}});
        let (struck, handed) = (desk.receive(about.clone()), desk.receive(about));
        for case in [struck, handed] {
            desk.classify(
                case,
                json!({"matter": "candidate", "contest": "council_commune", "track": "election", "competent_body": "election_committee"}),
            );
            desk.news(case);
        }
        let mut off = desk.paper();
        off["body"] = json!("election_committee");
        off["evidence"] = json!("Bản án đã có hiệu lực");
        desk.act::<strike_off::StrikeOff>(desk.first, struck, off);
        assert!(desk.news(struck).is_empty(), "it closes when the candidate has been served");
        desk.serve(struck, DocumentKind::StrikeOff, 0);
        assert_eq!(desk.news(struck), ["closed lan@example.org"]);
        app.clock.advance(chrono::Duration::days(6));
        let minutes = json!({"to": "council_standing_body", "date": desk.ctx().today()});
        desk.act::<hand_over::HandOver>(desk.first, handed, minutes);
        assert_eq!(desk.news(handed), ["closed lan@example.org"]);
    });
}

#[test]
fn a_false_name_is_told_nothing() {
    each_app(|app| {
        let desk = Desk::open(app);
        let case = desk.receive(json!({}));
        desk.classify(case, json!({"false_name": true}));
        assert_eq!(desk.news(case), ["news lan@example.org"], "its receipt had not gone out");
        desk.assign(case);
        assert_eq!(desk.news(case), ["desk_news officer@office.vn"]);
    });
}
