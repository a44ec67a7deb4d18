//! Hostile texts in every field of every verb: none runs, none breaks a page, and what is taken is read as it was written.

use serde_json::json;

use super::Seat;
use crate::pages::hostile::{hostile, sound};
use crate::story::steps::complaint;
use crate::story::ward::in_the_ward;
use crate::support::browser::Opened;

/// Names of what people can fill in, in the form of this verb.
fn names(page: &Opened, verb: &str) -> Vec<String> {
    let form = page.html.split("<form").find(|f| f.contains(&format!("id=\"act-{verb}\""))).unwrap_or_default();
    let form = form.split("</form>").next().unwrap_or_default();
    let blocks = form.split("class=\"field").skip(1);
    let mut names: Vec<String> = blocks.map(|b| b.split(" name=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()).collect();
    names.dedup();
    names
}

#[test]
fn every_field_of_every_verb_takes_or_refuses_what_is_hostile() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let case = ward.accepted(&complaint());
        let (mut tried, mut turn) = (0, 11);
        for (name, verbs) in [
            (
                "minh",
                &[
                    "urge",
                    "record-verification",
                    "record-dialogue",
                    "message",
                    "draft-decision",
                    "merge",
                    "correct",
                    "open-identity",
                    "request-reveal",
                    "publish",
                    "serve",
                    "record-answer",
                    "propose-disposition",
                    "declare-conflict",
                ][..],
            ),
            (
                "tuan",
                &[
                    "assign",
                    "reclassify",
                    "set-complexity",
                    "extend",
                    "terminate",
                    "suspend",
                    "resume",
                    "strike-off",
                    "hand-over",
                    "reopen",
                    "send-back",
                    "approve-disposition",
                    "sign-decision",
                    "grant-reveal",
                    "refuse-reveal",
                    "revoke-reveal",
                    "confirm-conflict",
                    "dismiss-conflict",
                ],
            ),
            ("lan", &["add-letter", "withdraw", "appeal", "reissue-receipt", "record-signature", "classify"]),
        ] {
            let seat = Seat::of(ward, name);
            let csrf = seat.case(&case).hidden("/sign-out").remove(0).1;
            for verb in verbs {
                turn += 5;
                let page = seat.browser.get(&format!("/cases/{case}/{verb}")).expect(200);
                let fields = match names(&page, verb) {
                    // Not possible now: its fields are those that it would have.
                    none if none.is_empty() => vec!["text".to_owned(), "reason".to_owned(), "document_no".to_owned(), "title".to_owned()],
                    fields => fields,
                };
                // Six each, in turn: every field meets some of them, and each of them many fields.
                for bad in hostile().into_iter().cycle().skip(turn).take(6) {
                    // A date is kept right, so that the texts come to be looked at.
                    let value = |field: &String| if field.contains("date") || field == "on" { ward.today() } else { bad.clone() };
                    let version = ward.who("tuan").case(&case)["version"].to_string();
                    let typed: Vec<(String, String)> = fields.iter().map(|f| (f.clone(), value(f))).collect();
                    let mut all = vec![("csrf", csrf.as_str()), ("version", version.as_str()), ("from", "case")];
                    all.extend(typed.iter().map(|(n, v)| (n.as_str(), v.as_str())));
                    let answer = seat.browser.post(&format!("/cases/{case}/{verb}"), &all);
                    let done = answer.status == 303 || (answer.status == 200 && ["reissue-receipt", "open-identity"].contains(verb));
                    assert!(done || (400..500).contains(&answer.status), "{verb} {bad:.30}: {} {}", answer.status, answer.html);
                    if answer.status != 303 {
                        sound(&answer, &format!("{verb} {bad:.30}"));
                    }
                    tried += 1;
                    if *verb == "declare-conflict" && answer.status == 303 {
                        break;
                    }
                }
            }
            if name != "minh" {
                sound(&seat.browser.get(&format!("/cases/{case}")).expect(200), "the case");
            }
        }
        assert!(tried > 180, "{tried}");
        let tuan = Seat::of(ward, "tuan");
        let page = tuan.case(&case);
        assert!(page.html.len() < 60_000, "{}", page.html.len());
        let file = tuan.browser.get(&format!("/cases/{case}/file")).expect(200);
        sound(&file, "the file");
        assert!(
            file.says("<script>alert(1)</script>") && file.says("{{ 7*7 }} {% raw %} ${7*7} #{7*7}"),
            "what was taken reads as it was written"
        );
        assert!(!file.html.contains('\u{202e}') && !file.html.contains('\u{0}'), "marks and controls are refused");
    });
}

#[test]
fn a_hostile_letter_and_title_stand_on_the_page_as_they_were_written() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let letter = crate::story::steps::merged(
            complaint(),
            json!({"title": "<h1>{{ title }}</h1>", "body": "<script>alert(1)</script>\n{% include %}",
                "petitioner": {"name": "<b>Mai</b>", "address": "\"><svg onload=x>"}}),
        );
        let id = ward.who("lan").registered(&letter);
        let page = Seat::of(ward, "lan").case(&id);
        for written in ["<h1>{{ title }}</h1>", "<script>alert(1)</script> {% include %}", "<b>Mai</b>", "\"><svg onload=x>"] {
            assert!(page.says(written), "{written}: {}", page.text());
        }
        assert!(!page.html.contains("<svg") && !page.html.contains("<b>Mai"));
    });
}
