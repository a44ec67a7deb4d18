//! The registers and notices: what stands in them, for whom, and that the sums hold.

use redress::actions::read::records::records;
use redress::actions::read::registers::Period;
use redress::domain::ids::MemberId;
use serde_json::{Value, json};

use crate::story::ward::{Ward, in_the_ward};
use crate::support::browser::Browser;

fn registered(ward: &Ward<'_>, kind: &str, channel: &str, name: &str, area: Option<&str>) -> String {
    let mut letter = json!({"kind": kind, "matter": "polling_station", "identity": "named", "title": "Đơn về khu vực bỏ phiếu", "body": "Nội dung.",
        "channel": channel, "form": "signed", "petitioner": {"name": name, "address": "=HYPERLINK(1)", "phone": "0912 345 678"}});
    if let Some(area) = area {
        letter["polling_area"] = json!(ward.unit(area));
    }
    ward.who("lan").registered(&letter)
}

fn filed(ward: &Ward<'_>, case: &str, kind: &str) {
    let classification = json!({"kind": kind, "matter": "polling_station", "track": "election", "title": "Đơn trùng", "form": "signed",
        "eligible": false, "ineligible_ground": "duplicate", "competent_body": "election_board"});
    ward.who("tuan").does(case, "assign", &json!({"assignee": ward.id("minh")}));
    ward.who("minh").does(case, "classify", &classification);
    let file = json!({"disposition": "file", "ground": "duplicate", "legal_basis": "Thông tư 05/2021"});
    ward.who("minh").does(case, "propose-disposition", &file);
    ward.who("tuan").does(case, "approve-disposition", &json!({}));
}

#[test]
fn the_letter_book_has_every_number_and_keeps_secrets() {
    in_the_ward("2021-05-03 08:00", |ward| {
        registered(ward, "complaint", "in_person", "=Nguyễn Công Khai", None);
        let secret = registered(ward, "denunciation", "post", "Vũ Thị Bí Mật", None);
        ward.who("tuan").does(&secret, "assign", &json!({"assignee": ward.id("minh")}));
        ward.who("minh").does(
            &secret,
            "classify",
            &json!({"kind": "denunciation", "matter": "polling_station", "track": "election",
            "title": "Tố cáo đã phân loại", "form": "signed", "eligible": true, "competent_body": "election_board"}),
        );
        let clerk = Browser::signed_in(ward.app, "thu");
        let book = clerk.get("/register/letters?lang=en").expect(200);
        assert!(book.says("0001/2021/CK") && book.says("=Nguyễn Công Khai"), "{}", book.text());
        // Another clerk registered it: of it there is the number, and nothing else.
        assert!(book.says("0002/2021/CK kept secret") && !book.says("Tố cáo đã phân loại") && !book.says("Bí Mật"), "{}", book.text());
        let head = Browser::signed_in(ward.app, "tuan").get("/register/letters?lang=en").expect(200);
        assert!(head.says("Tố cáo đã phân loại") && head.says("kept secret") && !head.says("Bí Mật"), "{}", head.text());
        // In person only, with address.
        let reception = clerk.get("/register/reception?lang=en").expect(200);
        assert!(reception.says("=HYPERLINK(1)") && !reception.says("0002/2021/CK"), "{}", reception.text());
        let file = clerk.get("/register/reception.csv?lang=en").expect(200);
        assert!(file.content_type.starts_with("text/csv"));
        assert!(
            file.html.contains("'=HYPERLINK(1)") && file.html.contains("'=Nguyễn Công Khai") && !file.html.contains(",=HYPERLINK"),
            "{}",
            file.html
        );
        // A day before there was nothing; another unit's books stay closed.
        assert!(clerk.get("/register/letters?from=2021-01-01&to=2021-05-02&lang=en").expect(200).says("No letter in this period"));
        clerk.get(&format!("/register/letters?unit={}", ward.unit("TB"))).expect(422);
        clerk.get("/register/letters?from=2021-05-03&to=2021-05-02").expect(422);
        Browser::signed_in(ward.app, "sat").get("/register/letters").expect(403);
        clerk.get("/register?lang=en").expect(200);
        // As a browser sends its form: the list of elections left at "all", a day left empty.
        let all = clerk.get("/register/letters?lang=en&unit=&election=&from=2021-05-01&to=").expect(200);
        assert!(!all.says("No letter in this period"), "{}", all.text());
    });
}

fn figures(page: &str, row: &str) -> Vec<usize> {
    page.split(row).nth(1).unwrap().split_whitespace().map_while(|word| word.parse().ok()).take(14).collect()
}

#[test]
fn control_sums_hold_over_periods_and_observers_see_no_person() {
    in_the_ward("2021-04-20 08:00", |ward| {
        let early = registered(ward, "complaint", "post", "Người một", Some("KV1"));
        registered(ward, "complaint", "post", "Người hai", Some("KV1"));
        registered(ward, "denunciation", "post", "Vũ Thị Bí Mật", Some("KV7"));
        let gone = registered(ward, "complaint", "post", "Người ba", None);
        filed(ward, &gone, "complaint");
        registered(ward, "petition", "post", "Người bốn", Some("KV1"));
        ward.at("2021-05-05 08:00");
        filed(ward, &early, "complaint");
        registered(ward, "complaint", "post", "Người năm", Some("KV7"));
        ward.at("2021-05-06 08:00");
        let observer = Browser::signed_in(ward.app, "sat");
        let table = observer.get(&format!("/register/records?unit={}&from=2021-05-01&to=2021-05-06&lang=en", ward.unit("CK"))).expect(200);
        let text = table.text();
        // carried over, received, to process, complaints, denunciations, settled, right, partly, wrong, sent on, ended, processed, not, late
        assert_eq!(figures(&text, "Đơn vị KV1")[..5], [2, 0, 2, 2, 0], "{text}");
        assert_eq!(figures(&text, "Đơn vị KV1")[10..13], [1, 1, 1]);
        assert_eq!(figures(&text, "Đơn vị KV7")[..5], [1, 1, 2, 1, 1]);
        assert_eq!(figures(&text, "Of no polling area")[..13], [0; 13], "filed in April: not of this period");
        assert_eq!(figures(&text, "Together")[..5], [3, 1, 4, 3, 1]);
        assert!(table.says("carried over 3 + received 1 = processed 1 + not processed 3. It holds"), "{text}");
        for name in ["Người một", "Bí Mật", "0001/2021"] {
            assert!(!table.says(name), "{name}");
        }
        // Of one election alone, with its own control sum; of the other there is nothing yet.
        let ctx = ward.app.context();
        for (year, all) in [("2021", [3, 1, 4, 3, 1]), ("2026", [0; 5])] {
            let election = ctx.directory.elections.values().find(|e| e.name.contains(year)).unwrap().id;
            let way = format!("/register/records?unit={}&from=2021-05-01&to=2021-05-06&election={election}&lang=en", ward.unit("CK"));
            let only = observer.get(&way).expect(200);
            assert_eq!(figures(&only.text(), "Together")[..5], all, "{}", only.text());
            assert!(only.says(&format!("Bầu cử {year}")) && only.says("It holds"), "{}", only.text());
            assert!(only.html.contains(&format!("&#38;election={election}")), "the file is of the same election");
        }
        observer.get("/register/records?election=0000000000000").expect(404);
        let me: MemberId = ward.id("sat").parse().unwrap();
        for from in ["2021-04-01", "2021-04-20", "2021-04-21", "2021-05-05", "2021-05-06"] {
            for to in ["2021-04-20", "2021-04-30", "2021-05-05", "2021-05-06"].into_iter().filter(|to| *to >= from) {
                let period = Period { unit: ward.unit("CK").parse().unwrap(), from: from.parse().unwrap(), to: to.parse().unwrap() };
                let counted = ctx.store.snapshot(|conn| records(&ctx, conn, me, &period, None)).unwrap();
                assert!(counted.holds(), "{from} to {to}: {counted:?}");
            }
        }
    });
}

#[test]
fn notices_carry_the_national_heading_and_leave_the_denouncer_out() {
    in_the_ward("2021-05-03 08:00", |ward| {
        let open = registered(ward, "complaint", "post", "Nguyễn Công Khai", None);
        let secret = registered(ward, "denunciation", "post", "Vũ Thị Bí Mật", None);
        filed(ward, &open, "complaint");
        filed(ward, &secret, "denunciation");
        let documents = |case: &str| -> Vec<Value> { ward.who("tuan").part(case, "documents") };
        let officer = Browser::signed_in(ward.app, "minh");
        for (case, name) in [(&open, "Nguyễn Công Khai"), (&secret, "Vũ Thị Bí Mật")] {
            let document = documents(case)[0]["id"].as_str().unwrap().to_owned();
            for notice in ["receipt", "proposal", &document] {
                let page = officer.get(&format!("/cases/{case}/notices/{notice}?lang=vi")).expect(200);
                assert!(page.says("Cộng hòa xã hội chủ nghĩa Việt Nam") && page.says("Độc lập - Tự do - Hạnh phúc"), "{}", page.text());
                assert!(page.says("Căn cứ điều 75 Luật Bầu cử"), "{}", page.text());
                assert!(page.says("07/2014/TT-TTCP") && !page.says("05/2021/TT-TTCP"), "the circular of its day: {}", page.text());
                assert_eq!(page.says(name), *case == open, "{notice}: {}", page.text());
                assert_eq!(page.says("Bản trích"), *case == secret);
            }
        }
        let filing = officer.get(&format!("/cases/{open}/notices/{}?lang=vi", documents(&open)[0]["id"].as_str().unwrap())).expect(200);
        assert!(filing.says("Phiếu lưu đơn") && filing.says("Thông tư 05/2021"), "{}", filing.text());
        officer.get(&format!("/cases/{open}/notices/urging")).expect(404);
        officer.get(&format!("/cases/{open}/notices/nothing")).expect(404);
        // A document of another case is not one of this case's.
        let foreign = documents(&secret)[0]["id"].as_str().unwrap().to_owned();
        officer.get(&format!("/cases/{open}/notices/{foreign}")).expect(404);
        Browser::signed_in(ward.app, "hai").get(&format!("/cases/{open}/notices/receipt")).expect(404);
    });
}

#[test]
fn a_period_is_printed_whole_however_many_pages_it_has() {
    in_the_ward("2021-05-03 08:00", |ward| {
        for n in 1..=42 {
            registered(ward, "complaint", "in_person", &format!("Người Thứ {n}"), None);
        }
        let clerk = Browser::signed_in(ward.app, "thu");
        let part = clerk.get("/register/letters?lang=en").expect(200);
        assert!(part.says("0040/2021/CK") && !part.says("0041/2021/CK") && part.says("a part of the book"), "{}", part.text());
        let link = part.html.split("href=\"").find(|at| at.contains("whole=true")).and_then(|at| at.split('"').next()).unwrap();
        let whole = clerk.get(&link.replace("&amp;", "&").replace("&#38;", "&")).expect(200);
        for n in 1..=42 {
            assert!(whole.html.contains(&format!("{n:04}/2021/CK")), "{n}");
        }
        assert!(!whole.says("a part of the book") && !whole.says("Next page"), "nothing is left out");
    });
}
