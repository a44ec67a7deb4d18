//! A whole name or a phone finds the case for whom the identity is not sealed, and nothing at all for others.

use serde_json::{Value, json};

use super::steps::{complaint, denunciation, found, letter, merged};
use super::ward::{Ward, in_the_ward};
use crate::support::browser::Browser;

const NAME: &str = "Huỳnh Thị Canary";
const PHONE: &str = "0977 123 987";

fn from_canary(base: Value) -> Value {
    merged(base, json!({"petitioner": {"name": NAME, "phone": PHONE}}))
}

fn encoded(q: &str) -> String {
    q.bytes().map(|b| format!("%{b:02X}")).collect()
}

fn finds(ward: &Ward<'_>, who: &'static str, q: &str) -> Vec<String> {
    let list = ward.who(who).get(&format!("/api/v1/cases?q={}", encoded(q))).expect(200);
    let mut ids: Vec<String> = list["items"].as_array().unwrap().iter().map(|c| c["id"].as_str().unwrap().to_owned()).collect();
    ids.sort();
    ids
}

#[test]
fn a_whole_name_or_a_phone_finds_what_is_not_sealed() {
    in_the_ward("2026-03-02 09:00", |ward| {
        let open = ward.who("lan").registered(&from_canary(complaint()));
        let sealed = ward.who("lan").registered(&from_canary(denunciation()));
        let asked = letter("petition", "other", json!({"identity": "confidential", "form": "signed"}));
        ward.who("lan").registered(&from_canary(asked));
        for who in ["lan", "minh", "tuan", "quang"] {
            for q in [NAME, "huynh thi  CANARY", PHONE, "+84 977123987"] {
                assert_eq!(finds(ward, who, q), [open.as_str()], "{who} {q}");
            }
            assert_eq!(finds(ward, who, "Huỳnh Thị"), Vec::<String>::new(), "a whole name, not its beginning");
            assert_eq!(finds(ward, who, "0977 123"), Vec::<String>::new());
        }
        assert_eq!(finds(ward, "hai", NAME), Vec::<String>::new(), "another unit's");
        // Of whom the letter is about, nothing is sealed from those who may know of the case.
        assert_eq!(finds(ward, "tuan", "Trần Văn Bình").len(), 2);
        assert_eq!(finds(ward, "minh", "Trần Văn Bình"), [open.as_str()]);
        // Given to Minh, the denunciation is his to handle; its sender stays sealed.
        ward.screened(&sealed, &found("denunciation", "official_conduct", json!({})));
        ward.granted("minh", &sealed);
        ward.who("minh").does(&sealed, "open-identity", &json!({"reason": "Liên hệ người tố cáo."}));
        assert_eq!(finds(ward, "minh", NAME), [open.as_str()]);
        // Corrected, it is found by the new name alone; sealed later, it is found no more.
        let right = json!({"field": "petitioner_name", "value": "Hồ Thị Canary", "reason": "Ghi nhầm."});
        ward.who("lan").does(&open, "correct", &right);
        assert_eq!((finds(ward, "tuan", NAME), finds(ward, "tuan", "ho thi canary")), (vec![], vec![open.clone()]));
        ward.screened(&open, &found("denunciation", "official_conduct", json!({})));
        assert_eq!((finds(ward, "tuan", "ho thi canary"), finds(ward, "minh", PHONE)), (vec![], vec![]));
    });
}

#[test]
fn the_search_box_of_the_desk_does_the_same() {
    in_the_ward("2026-03-02 09:00", |ward| {
        let open = ward.who("lan").registered(&from_canary(complaint()));
        ward.who("lan").registered(&from_canary(denunciation()));
        let browser = Browser::signed_in(ward.app, "tuan");
        for q in [NAME, PHONE] {
            let page = browser.get(&format!("/cases?q={}", encoded(q))).expect(200);
            assert!(page.html.contains(&format!("/cases/{open}")), "{}", page.text());
            assert!(page.says("0001/2026/CK") && !page.says("0002/2026/CK"), "{}", page.text());
        }
    });
}
