//! A citizen submits a letter: the whole way, what goes wrong on it, and what is left behind.

mod journey;
mod kept;
mod papers;
mod trouble;

use redress::domain::ids::UnitId;
use reqwest::Method;
use serde_json::json;

use crate::support::app::{TestApp, begin};
use crate::support::browser::{Browser, Opened};

/// A ward open to the public with one polling area, and the election of 15/03/2026.
pub struct Ward {
    pub ward: UnitId,
    pub area: String,
}

/// Founds it through the API, as its admin.
pub fn found(app: &TestApp) -> Ward {
    use redress::domain::permission::Role;
    let admin = app.member("founder", &[(Role::Admin, app.root())]);
    let unit = |parent: &str, level: &str, name: &str, sign: &str, public: bool| {
        let unit = json!({"parent": parent, "level": level, "name": name, "sign": sign, "public": public,
            "bodies": if public { vec!["commune_peoples_committee", "election_committee", "election_board"] } else { vec![] }});
        admin.post("/api/v1/units", &unit).send().expect(201)["id"].as_str().unwrap().to_owned()
    };
    let ward = unit(&app.root().to_string(), "ward", "Phường Cự Khối", "CK", true);
    let area = unit(&ward, "polling_area", "Khu vực bỏ phiếu số 4", "KV4", false);
    let election = json!({"name": "Bầu cử 2026", "day": "2026-03-15", "contests": ["na", "council_province", "council_commune"],
        "units": [app.root()], "voter_list_posted": "2026-02-03"});
    admin.post("/api/v1/elections", &election).send().expect(201);
    app.clock.set(begin() + chrono::TimeDelta::days(31));
    Ward { ward: ward.parse().unwrap(), area }
}

/// Answers the question that `page` puts and opens the next page.
#[track_caller]
pub fn answer(browser: &Browser<'_>, page: &Opened, fields: &[(&str, &str)]) -> Opened {
    let path = page.path.split('?').next().unwrap().to_owned();
    let sent = browser.submit(page, &path, fields);
    assert_eq!(sent.status, 303, "{path}: {}", sent.text());
    browser.get(&sent.location).expect(200)
}

/// Sends files as the browser does: the token first.
pub fn upload(browser: &Browser<'_>, page: &Opened, button: &str, files: &[(&str, &[u8])]) -> Opened {
    let hidden = page.hidden(&page.path);
    let csrf = hidden.iter().find(|(n, _)| n == "csrf").map(|(_, v)| v.clone()).unwrap_or_default();
    browser.upload(&page.path, &csrf, button, files)
}

/// A whole letter about the voter list, up to the page of papers.
#[track_caller]
pub fn to_papers(browser: &Browser<'_>, ward: &Ward) -> Opened {
    let page = browser.get("/submit").expect(200);
    let page = answer(browser, &page, &[("matter", "voter_list")]);
    let page = answer(browser, &page, &[("kind", "complaint")]);
    let page = answer(browser, &page, &[("title", "Thiếu tên bảy cử tri"), ("body", TYPED)]);
    let place = [("polling_area", ward.area.as_str()), ("occurred_on.day", "4"), ("occurred_on.month", "2"), ("occurred_on.year", "2026")];
    let page = answer(browser, &page, &place);
    let page = answer(browser, &page, &[("respondent.name", "Ủy ban nhân dân phường")]);
    let page = answer(browser, &page, &[("identity", "named")]);
    let page =
        answer(browser, &page, &[("petitioner.name", NAME), ("petitioner.phone", "0912 345 678"), ("petitioner.email", "thao@example.vn")]);
    let page = answer(browser, &page, &[("signers", "7")]);
    answer(browser, &page, &[("representatives.0.name", "Trần Văn Khánh"), ("representatives.0.phone", "0987 654 321")])
}

pub const TYPED: &str = "Cả nhà tôi ở ngõ Hoàng Mai Thượng không có tên trong danh sách.\nĐề nghị bổ sung trước ngày bầu cử.";
pub const NAME: &str = "Nguyễn Thị Hương Thảo";
pub const PDF: &[u8] = b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\n%%EOF chung cu rieng biet";

/// `GET` without following.
pub fn peek(browser: &Browser<'_>, path: &str) -> Opened {
    browser.send(Method::GET, path, &[], None)
}
