//! Every queue holds what its name says, and its count is the number of cases one finds in it.

use serde_json::{Value, json};

use super::{next, numbers, row};
use crate::story::steps::{complaint, denunciation, found, letter, respondent};
use crate::story::ward::{Ward, in_the_ward};
use crate::support::browser::{Browser, Opened};

/// Cases by what is done with them.
struct Cases {
    new: String,
    screening: String,
    proposed: String,
    accepted: String,
    decided: String,
    suspended: String,
    candidate: String,
}

fn number(ward: &Ward<'_>, id: &str) -> String {
    ward.who("tuan").case(id)["number"].as_str().unwrap().to_owned()
}

fn made(ward: &Ward<'_>) -> Cases {
    let general = found("complaint", "administrative_act", json!({}));
    let new = ward.who("lan").registered(&complaint());
    let screening = ward.who("lan").registered(&complaint());
    ward.screened(&screening, &general);
    let proposed = ward.who("lan").registered(&complaint());
    ward.screened(&proposed, &general);
    let proposal = json!({"disposition": "accept", "ground": "within_competence", "legal_basis": "Điều 27"});
    ward.who("minh").does(&proposed, "propose-disposition", &proposal);
    let accepted = ward.accepted(&complaint());
    let decided = ward.accepted(&complaint());
    ward.decided(&decided, "justified");
    let suspended = ward.accepted(&denunciation());
    let suspend = json!({"ground": "expert_assessment", "reason": "Chờ giám định.", "document_no": "8/QĐ", "document_date": ward.today()});
    ward.who("tuan").does(&suspended, "suspend", &suspend);
    let about = json!({"form": "signed", "contest": "na", "respondent": respondent()});
    let candidate = ward.who("lan").registered(&letter("complaint", "candidate", about));
    let track = json!({"track": "election", "contest": "na", "competent_body": "election_committee"});
    ward.screened(&candidate, &found("complaint", "candidate", track));
    Cases { new, screening, proposed, accepted, decided, suspended, candidate }
}

/// Each queue with its count, as the tabs say.
fn tabs(page: &Opened) -> Vec<(String, String)> {
    let nav = page.html.split("class=\"queue-tabs\"").nth(1).unwrap().split("</nav>").next().unwrap();
    let tab = |tab: &str| {
        let queue = tab.split('"').next().unwrap().to_owned();
        let count = tab.split("class=\"count").nth(1).unwrap().split('>').nth(1).unwrap().split('<').next().unwrap();
        (queue, count.to_owned())
    };
    nav.split("href=\"/desk?queue=").skip(1).map(tab).collect()
}

/// All cases of a queue, by turning its pages of two.
fn whole(browser: &Browser<'_>, queue: &str) -> Vec<String> {
    let mut at = Some(format!("/desk?queue={queue}&limit=2&lang=en"));
    let mut all = Vec::new();
    while let Some(address) = at {
        let page = browser.get(&address).expect(200);
        let rows = numbers(&page);
        assert!(rows.len() <= 2, "{rows:?}");
        all.extend(rows);
        at = next(&page);
    }
    all
}

/// The count of each tab is its list; and the lists, by queue.
fn queues(ward: &Ward<'_>, name: &str) -> std::collections::BTreeMap<String, Vec<String>> {
    let browser = Browser::signed_in(ward.app, name);
    let tabs = tabs(&browser.get("/desk?lang=en").expect(200));
    let each = |(queue, count): &(String, String)| {
        let list = whole(&browser, queue);
        assert_eq!(count, &list.len().to_string(), "{queue} of {name}: {list:?}");
        (queue.clone(), list)
    };
    tabs.iter().map(each).collect()
}

#[track_caller]
fn holds(ward: &Ward<'_>, list: &[String], cases: &[&str]) {
    let mut expected: Vec<String> = cases.iter().map(|id| number(ward, id)).collect();
    let mut list = list.to_vec();
    expected.sort();
    list.sort();
    assert_eq!(list, expected);
}

#[test]
fn counts_are_their_lists_for_each_role_on_each_day() {
    in_the_ward("2021-05-10 08:00", |ward| {
        let c = made(ward);
        let head = queues(ward, "tuan");
        assert_eq!(head.len(), 9, "a supervisor has no queue of their own: {:?}", head.keys());
        holds(ward, &head["to_classify"], &[&c.new]);
        holds(ward, &head["unassigned"], &[&c.new]);
        holds(ward, &head["to_sign"], &[&c.proposed]);
        holds(ward, &head["paused"], &[&c.suspended]);
        holds(ward, &head["to_serve"], &[&c.accepted, &c.decided, &c.suspended]);
        holds(ward, &head["frozen"], &[]);
        // A candidate's complaint ends on E-11, a signed decision is sent within three working days; receipts end after ten days.
        holds(ward, &head["due_soon"], &[&c.candidate, &c.decided]);
        let officer = queues(ward, "minh");
        holds(ward, &officer["mine"], &[&c.screening, &c.proposed, &c.accepted, &c.suspended, &c.candidate]);
        let other = queues(ward, "hoa");
        holds(ward, &other["mine"], &[]);
        holds(ward, &other["paused"], &[]);
        holds(ward, &other["to_serve"], &[&c.accepted, &c.decided]);
        let clerk = queues(ward, "thu");
        holds(ward, &clerk["to_serve"], &[&c.accepted, &c.decided]);
        assert!(!clerk.contains_key("mine"));
        assert!(queues(ward, "hai").values().all(Vec::is_empty), "another ward has another desk");

        ward.at("2021-05-14 08:00");
        let head = queues(ward, "tuan");
        holds(ward, &head["frozen"], &[&c.candidate]);
        assert!(!head["overdue"].contains(&number(ward, &c.candidate)), "what the law stops is not late");

        ward.at("2021-05-25 08:00");
        let head = queues(ward, "tuan");
        holds(ward, &head["hand_over"], &[&c.candidate]);
        holds(ward, &head["overdue"], &[&c.new, &c.screening, &c.proposed, &c.decided, &c.suspended]);
        // The oldest due date is first.
        let due = |id: &String| {
            let cases = ward.who("tuan").get("/api/v1/cases?overdue=true").expect(200);
            let items: Vec<Value> = cases["items"].as_array().unwrap().clone();
            items.iter().find(|i| i["number"] == json!(id)).unwrap()["next_due"].as_str().unwrap().to_owned()
        };
        assert!(head["overdue"].is_sorted_by_key(due), "{:?}", head["overdue"]);
    });
}

#[test]
fn a_row_says_how_long_is_left_in_the_unit_of_its_rule() {
    in_the_ward("2021-05-10 08:00", |ward| {
        let signed = ward.who("lan").registered(&denunciation());
        let general = ward.who("lan").registered(&complaint());
        let (signed, general) = (number(ward, &signed), number(ward, &general));
        let browser = Browser::signed_in(ward.app, "tuan");
        let page = browser.get("/desk?queue=to_classify&lang=en").expect(200);
        // Seven working days from Monday 10/05 end on Wednesday 19/05; ten calendar days on Thursday 20/05.
        let of = |page: &Opened, number: &str| row(page, number);
        assert!(of(&page, &signed).contains("19/05/2021 7 working days left"), "{}", of(&page, &signed));
        assert!(of(&page, &general).contains("20/05/2021 10 days left"), "{}", of(&page, &general));
        for said in ["Received", "Confidential", "time limit not confirmed", "Đơn vị CK", "Nobody"] {
            assert!(of(&page, &signed).contains(said), "{said}: {}", of(&page, &signed));
        }
        assert!(page.says("Supervisor, Đơn vị CK"), "{}", page.text());
        ward.at("2021-05-24 08:00");
        let page = Browser::signed_in(ward.app, "tuan").get("/desk?queue=overdue").expect(200);
        assert!(of(&page, &signed).contains("quá 3 ngày làm việc"), "{}", of(&page, &signed));
        assert!(of(&page, &general).contains("quá 4 ngày"), "{}", of(&page, &general));
        assert!(page.html.contains("count-late"));
    });
}

#[test]
fn work_begins_with_the_queue_of_ones_role() {
    in_the_ward("2021-05-10 08:00", |ward| {
        for (name, queue) in [("lan", "to_classify"), ("minh", "mine"), ("tuan", "to_sign"), ("bao", "mine")] {
            let page = Browser::signed_in(ward.app, name).get("/desk").expect(200);
            assert!(page.html.contains(&format!("href=\"/desk?queue={queue}\" aria-current")), "{name}: {}", page.html);
            assert!(page.says("hiện không có vụ việc nào"));
        }
        let clerk = Browser::signed_in(ward.app, "lan");
        assert!(clerk.get("/desk?queue=mine").expect(200).html.contains("queue=to_classify\" aria-current"));
        clerk.get("/desk?queue=nothing").expect(422);
        clerk.get("/desk?cursor=nonsense").expect(422);
        Browser::signed_in(ward.app, "sat").get("/desk").expect(403);
    });
}
