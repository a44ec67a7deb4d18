//! The page of a case and every act on it, by the pages alone.

mod conflict;
mod forms;
mod hostile;
mod life;
mod papers;
mod refusals;
mod secrecy;

use crate::story::ward::Ward;
use crate::support::browser::{Browser, Opened};

/// A member at the screen, in English.
pub struct Seat<'a> {
    pub browser: Browser<'a>,
}

impl<'a> Seat<'a> {
    pub fn of(ward: &Ward<'a>, name: &str) -> Self {
        let browser = Browser::signed_in(ward.app, name);
        browser.set_cookie("redress-lang", "en");
        Self { browser }
    }

    /// The page of a case.
    #[track_caller]
    pub fn case(&self, id: &str) -> Opened {
        let page = self.browser.get(&format!("/cases/{id}")).expect(200);
        assert_eq!(super::html::mistakes(&page.html), Vec::<String>::new(), "{}", page.html);
        page
    }

    /// Fills in the form of one verb on a page of its own and sends it.
    #[track_caller]
    pub fn act(&self, id: &str, verb: &str, fields: &[(&str, &str)]) -> Opened {
        let address = format!("/cases/{id}/{verb}");
        let page = self.browser.get(&address).expect(200);
        self.browser.submit(&page, &address, fields)
    }

    /// Does it; the case afterwards, which says so.
    #[track_caller]
    pub fn does(&self, id: &str, verb: &str, fields: &[(&str, &str)]) -> Opened {
        let answer = self.act(id, verb, fields);
        assert_eq!(answer.status, 303, "{verb}: {}", answer.text());
        assert_eq!(answer.location, format!("/cases/{id}?done={verb}"));
        let page = self.browser.follow(&answer).expect(200);
        assert_eq!(super::html::mistakes(&page.html), Vec::<String>::new(), "{verb}");
        page
    }

    /// Serves everything that the page offers, one after the other; the case afterwards.
    #[track_caller]
    pub fn serves_all(&self, id: &str, on: &str) -> Opened {
        for _ in 0..20 {
            let page = self.browser.get(&format!("/cases/{id}/serve")).expect(200);
            let documents = options(&page, "document");
            if documents.is_empty() {
                return self.case(id);
            }
            let parties = options(&page, "party");
            let done = documents.iter().any(|document| {
                parties.iter().any(|party| {
                    let fields = [("document", document.as_str()), ("party", party), ("means", "in_person"), ("served_on", on)];
                    self.act(id, "serve", &fields).status == 303
                })
            });
            assert!(done, "nothing that is offered can be served");
        }
        panic!("there is no end of serving");
    }
}

/// The values that a select of this name offers, the empty one aside.
pub fn options(page: &Opened, name: &str) -> Vec<String> {
    let Some(select) = page.html.split("<select").skip(1).find(|s| s.split('>').next().unwrap().contains(&format!("name=\"{name}\"")))
    else {
        return Vec::new();
    };
    let select = select.split("</select>").next().unwrap();
    let values = select.split("<option value=\"").skip(1).map(|o| o.split('"').next().unwrap().to_owned());
    values.filter(|v| !v.is_empty()).collect()
}

/// Fields of `classify`: a signed letter of the general track, eligible, for the ward's People's Committee.
pub fn found<'a>(kind: &'a str, matter: &'a str) -> Vec<(&'static str, &'a str)> {
    vec![
        ("kind", kind),
        ("matter", matter),
        ("track", "general"),
        ("title", "Vụ việc của phường"),
        ("form", "signed"),
        ("eligible", "true"),
        ("competent_body", "commune_peoples_committee"),
    ]
}

/// The fields of a signed paper.
pub fn paper<'a>(no: &'a str, date: &'a str) -> Vec<(&'static str, &'a str)> {
    vec![
        ("signed_by.name", "Lê Văn Chủ"),
        ("signed_by.office", "Chủ tịch"),
        ("signed_by.body", "Ủy ban nhân dân phường Cự Khối"),
        ("document_no", no),
        ("document_date", date),
    ]
}
