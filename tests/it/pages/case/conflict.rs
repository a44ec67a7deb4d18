//! Two members on one case: the second sees what the first changed and loses nothing typed.

use super::{Seat, paper};
use crate::story::steps::complaint;
use crate::story::ward::in_the_ward;

#[test]
fn the_second_sees_what_the_first_changed_and_sends_again_with_one_click() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let id = ward.accepted(&complaint());
        let (minh, tuan) = (Seat::of(ward, "minh"), Seat::of(ward, "tuan"));
        let address = format!("/cases/{id}/draft-decision");
        let opened = minh.browser.get(&address).expect(200);
        tuan.does(&id, "urge", &[("text", "Đề nghị kết luận trong tuần."), ("on", &ward.today())]);
        let reasons = "Qua xác minh, \"danh sách\" thiếu tên <b>bà Mai</b>.\nDòng thứ hai.";
        let draft = [("result", "justified"), ("reasons", reasons), ("legal_basis", "Điều 31"), ("remedy", "Bổ sung tên.")];
        let conflict = minh.browser.submit(&opened, &address, &draft).expect(412);
        assert_eq!(crate::pages::html::mistakes(&conflict.html), Vec::<String>::new());
        assert!(conflict.says("Somebody saved meanwhile") && conflict.says("Urged"), "{}", conflict.text());
        assert!(conflict.says("Đề nghị kết luận trong tuần.") && conflict.says("Người tuan"), "{}", conflict.text());
        assert!(!conflict.says("Disposition approved"), "only what came after the version seen: {}", conflict.text());
        for (_, typed) in &draft[1..] {
            assert!(conflict.says(&typed.replace('\n', " ")), "{typed} is lost: {}", conflict.text());
        }
        assert!(conflict.html.contains("<option value=\"justified\" selected>"), "{}", conflict.html);
        assert_eq!(ward.who("tuan").case(&id)["status"], "accepted", "nothing was overwritten");
        // The form carries the new version: what it holds is sent again as it is.
        let again = minh.browser.submit(&conflict, &address, &draft);
        assert_eq!((again.status, again.location), (303, format!("/cases/{id}?done=draft-decision")));
    });
}

#[test]
fn what_was_typed_is_kept_where_the_act_is_no_longer_possible() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let id = ward.accepted(&complaint());
        ward.who("minh").does(
            &id,
            "draft-decision",
            &serde_json::json!({"result": "justified", "reasons": "Đúng.", "legal_basis": "Điều 31"}),
        );
        let (bao, tuan) = (Seat::of(ward, "bao"), Seat::of(ward, "tuan"));
        let address = format!("/cases/{id}/send-back");
        let opened = bao.browser.get(&address).expect(200);
        tuan.does(&id, "sign-decision", &paper("25/QĐ-UBND", &ward.today()));
        let conflict = bao.browser.submit(&opened, &address, &[("reason", "Cần nêu rõ căn cứ.")]).expect(412);
        assert!(conflict.says("Not possible now") && conflict.says("The case is \"Settled\""), "{}", conflict.text());
        assert!(conflict.says("Cần nêu rõ căn cứ.") && conflict.says("Decision signed"), "{}", conflict.text());
        let refused = bao.browser.submit(&conflict, &address, &[("reason", "Cần nêu rõ căn cứ.")]).expect(409);
        assert!(refused.says("Cần nêu rõ căn cứ."), "{}", refused.text());
    });
}

#[test]
fn a_form_without_its_version_overwrites_nothing() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let id = ward.who("lan").registered(&complaint());
        let lan = Seat::of(ward, "lan");
        let page = lan.case(&id);
        let csrf = page.hidden(&format!("/cases/{id}/message")).into_iter().find(|(n, _)| n == "csrf").unwrap().1;
        for version in ["", "x", "0", "99"] {
            let fields = [("csrf", csrf.as_str()), ("version", version), ("text", "Xin chào.")];
            lan.browser.post(&format!("/cases/{id}/message"), &fields).expect(412);
        }
        assert_eq!(ward.who("lan").part(&id, "messages").len(), 0);
    });
}

#[test]
fn a_switch_of_the_language_keeps_what_was_typed_and_does_nothing() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let id = ward.accepted(&complaint());
        let (minh, tuan) = (Seat::of(ward, "minh"), Seat::of(ward, "tuan"));
        let address = format!("/cases/{id}/draft-decision");
        let opened = minh.browser.get(&format!("{address}?lang=en")).expect(200);
        assert!(opened.html.contains("form=\"act-draft-decision\" name=\"switch\" value=\"vi\""), "{}", opened.html);
        // The button sends the whole form, its hidden fields too, to the address of the other language.
        let switch = |page: &crate::support::browser::Opened, lang: &str| {
            let hidden = page.hidden(&address);
            let typed = [("result", "justified"), ("reasons", "Thiếu tên bà Mai."), ("switch", lang)];
            let all: Vec<_> = hidden.iter().map(|(n, v)| (n.as_str(), v.as_str())).chain(typed).collect();
            minh.browser.post(&format!("{address}?lang={lang}"), &all)
        };
        let turned = switch(&opened, "vi").expect(200);
        assert!(turned.html.contains("<html lang=\"vi\">") && turned.says("Thiếu tên bà Mai."), "{}", turned.text());
        assert!(turned.html.contains("<option value=\"justified\" selected>") && !turned.html.contains("error-summary"), "{}", turned.html);
        assert_eq!(ward.who("minh").case(&id)["status"], "accepted", "nothing was done");
        // What came meanwhile is told, not passed over.
        tuan.does(&id, "urge", &[("text", "Đề nghị kết luận."), ("on", &ward.today())]);
        let stale = switch(&turned, "en").expect(412);
        assert!(stale.says("Thiếu tên bà Mai.") && stale.says("Đề nghị kết luận."), "{}", stale.text());
    });
}
