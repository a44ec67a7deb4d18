//! A browser without a screen: keeps cookies, sends forms as the pages have them, follows where it is sent.

use std::cell::RefCell;
use std::collections::BTreeMap;

use reqwest::Method;

use super::app::{PASSWORD, TestApp};
use super::http::multipart;

/// Somebody's browser.
pub struct Browser<'a> {
    app: &'a TestApp,
    cookies: RefCell<BTreeMap<String, String>>,
}

/// A page that was opened.
#[derive(Debug, Clone)]
pub struct Opened {
    pub path: String,
    pub status: u16,
    pub location: String,
    pub html: String,
    pub content_type: String,
}

impl<'a> Browser<'a> {
    /// Without a cookie.
    pub fn new(app: &'a TestApp) -> Self {
        Self { app, cookies: RefCell::default() }
    }

    /// Of an account of tests, signed in through the page.
    pub fn signed_in(app: &'a TestApp, username: &str) -> Self {
        let browser = Self::new(app);
        let answer = browser.post("/sign-in", &[("username", username), ("password", PASSWORD)]);
        assert_eq!(answer.status, 303, "{}", answer.html);
        browser
    }

    /// One cookie's value.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.borrow().get(name).cloned()
    }

    /// Sets a cookie, e.g. a stolen one.
    pub fn set_cookie(&self, name: &str, value: &str) {
        self.cookies.borrow_mut().insert(name.to_owned(), value.to_owned());
    }

    /// Opens an address.
    pub fn get(&self, path: &str) -> Opened {
        self.send(Method::GET, path, &[], None)
    }

    /// Sends these fields, and nothing else.
    pub fn post(&self, path: &str, fields: &[(&str, &str)]) -> Opened {
        let body: Vec<String> = fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
        self.send(Method::POST, path, &[("sec-fetch-site", "same-origin")], Some(body.join("&")))
    }

    /// Fills in the form with this action on a page and sends it: its hidden fields go along.
    #[track_caller]
    pub fn submit(&self, page: &Opened, action: &str, fields: &[(&str, &str)]) -> Opened {
        let hidden = page.hidden(action);
        let typed: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();
        let kept = hidden.iter().filter(|(name, _)| !typed.contains(&name.as_str())).map(|(n, v)| (n.as_str(), v.as_str()));
        let all: Vec<(&str, &str)> = kept.chain(fields.iter().copied()).collect();
        self.post(action, &all)
    }

    /// Sends files with the token of their form and a button, as `multipart/form-data`.
    pub fn upload(&self, path: &str, csrf: &str, button: &str, files: &[(&str, &[u8])]) -> Opened {
        // The token comes first; where no file was chosen, an empty one.
        let none: &[(&str, &[u8])] = &[("", b"")];
        let (kind, body) = multipart(&[("csrf", csrf), (button, "1")], if files.is_empty() { none } else { files });
        self.sent(Method::POST, path, &[("sec-fetch-site", "same-origin")], Some((&kind, body)))
    }

    /// Sends these fields and files as `multipart/form-data`.
    pub fn send_files(&self, path: &str, fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Opened {
        let (kind, body) = multipart(fields, files);
        self.sent(Method::POST, path, &[("sec-fetch-site", "same-origin")], Some((&kind, body)))
    }

    /// Fetches a file: status, headers, bytes.
    pub fn download(&self, path: &str) -> (u16, BTreeMap<String, String>, Vec<u8>) {
        let cookies: Vec<String> = self.cookies.borrow().iter().map(|(n, v)| format!("{n}={v}")).collect();
        let request = self.app.client.get(format!("http://{}{path}", self.app.address)).header("cookie", cookies.join("; "));
        let answer = request.send().unwrap();
        let headers = answer.headers().iter().map(|(n, v)| (n.to_string(), v.to_str().unwrap().to_owned())).collect();
        (answer.status().as_u16(), headers, answer.bytes().unwrap().to_vec())
    }

    /// The page that a redirect leads to.
    #[track_caller]
    pub fn follow(&self, answer: &Opened) -> Opened {
        assert_eq!(answer.status, 303, "{}: {}", answer.path, answer.html);
        self.get(&answer.location)
    }

    /// A request with these headers too.
    pub fn send(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Option<String>) -> Opened {
        self.sent(method, path, headers, body.map(|body| ("application/x-www-form-urlencoded", body.into_bytes())))
    }

    fn sent(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Option<(&str, Vec<u8>)>) -> Opened {
        let cookies: Vec<String> = self.cookies.borrow().iter().map(|(n, v)| format!("{n}={v}")).collect();
        let mut request = self.app.client.request(method, format!("http://{}{path}", self.app.address));
        request = request.header("accept", "text/html,application/xhtml+xml");
        if !cookies.is_empty() {
            request = request.header("cookie", cookies.join("; "));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some((kind, body)) = body {
            request = request.header("content-type", kind.to_owned()).body(body);
        }
        let answer = request.send().unwrap();
        let header = |name: &str| answer.headers().get(name).map(|v| v.to_str().unwrap().to_owned()).unwrap_or_default();
        let csp = header("content-security-policy");
        assert!(csp.contains("default-src 'none'") && !csp.contains("unsafe"), "{path}: {csp}");
        for set in answer.headers().get_all("set-cookie") {
            let set = set.to_str().unwrap();
            let (name, value) = set.split(';').next().unwrap().split_once('=').unwrap();
            if set.contains("Max-Age=0") || value.is_empty() {
                self.cookies.borrow_mut().remove(name);
            } else {
                self.set_cookie(name, value);
            }
        }
        let (status, location, content_type) = (answer.status().as_u16(), header("location"), header("content-type"));
        Opened { path: path.to_owned(), status, location, content_type, html: answer.text().unwrap() }
    }
}

impl Opened {
    /// Must have this status.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}: {}", self.path, self.html);
        self
    }

    /// Whether the page says this, entities read.
    pub fn says(&self, what: &str) -> bool {
        self.text().contains(what)
    }

    /// What a person reads of the page, blanks as one.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut inside = false;
        for c in self.html.chars() {
            match c {
                '<' => inside = true,
                '>' => {
                    inside = false;
                    text.push(' ');
                }
                c if !inside => text.push(c),
                _ => {}
            }
        }
        let text = text.replace("&#34;", "\"").replace("&#39;", "'").replace("&#60;", "<").replace("&#62;", ">").replace("&#38;", "&");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Names and values of the hidden fields of the form with this action.
    #[track_caller]
    pub fn hidden(&self, action: &str) -> Vec<(String, String)> {
        let marked = format!("action=\"{action}\"");
        let form = self.html.split("<form").skip(1).find(|form| form.split('>').next().unwrap().contains(&marked));
        let form = form.unwrap_or_else(|| panic!("{}: no form with {marked} in {}", self.path, self.html));
        let form = form.split("</form>").next().unwrap();
        let inputs = form.split("<input").skip(1).map(|i| i.split('>').next().unwrap()).filter(|i| i.contains("type=\"hidden\""));
        inputs.map(|i| (attribute(i, "name"), attribute(i, "value"))).collect()
    }
}

fn attribute(tag: &str, name: &str) -> String {
    let after = tag.split(&format!("{name}=\"")).nth(1).unwrap_or_default();
    let value = after.split('"').next().unwrap_or_default();
    let value = value.replace("&#34;", "\"").replace("&#39;", "'").replace("&#60;", "<").replace("&#62;", ">");
    value.replace("&#38;", "&").replace("&amp;", "&")
}

fn encode(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}
