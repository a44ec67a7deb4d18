//! Asking over HTTP, and what is answered.

use reqwest::Method;
use reqwest::blocking::RequestBuilder;
use reqwest::header::HeaderMap;
use serde_json::Value;

use super::app::TestApp;

/// A request to be filled in.
pub struct Ask<'a> {
    app: std::marker::PhantomData<&'a TestApp>,
    request: RequestBuilder,
    said: String,
}

impl<'a> Ask<'a> {
    /// By nobody, without a body.
    pub fn new(app: &'a TestApp, method: Method, path: &str) -> Self {
        let said = format!("{method} {path}");
        Self { app: std::marker::PhantomData, request: app.client.request(method, format!("http://{}{path}", app.address)), said }
    }

    /// With this bearer token.
    pub fn token(self, token: &str) -> Self {
        self.header("authorization", &format!("Bearer {token}"))
    }

    /// With this header.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.request = self.request.header(name, value);
        self
    }

    /// With this JSON body.
    pub fn json(self, body: &Value) -> Self {
        self.body("application/json", body.to_string())
    }

    /// With this body of this type.
    pub fn body(mut self, media_type: &str, body: impl Into<reqwest::blocking::Body>) -> Self {
        self.request = self.request.header("content-type", media_type).body(body);
        self
    }

    /// With these files.
    pub fn files(self, files: &[(&str, &[u8])]) -> Self {
        let (media_type, body) = multipart(&[], files);
        self.body(&media_type, body)
    }

    /// Sends it. Whatever comes back must carry the headers that every answer carries.
    pub fn send(self) -> Reply {
        let answer = self.request.send().unwrap_or_else(|e| panic!("{}: {e}", self.said));
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        let text = answer.text().unwrap();
        assert_eq!(header(&headers, "x-content-type-options"), "nosniff", "{}", self.said);
        assert!(header(&headers, "content-security-policy").contains("frame-ancestors 'none'"), "{}", self.said);
        let json = serde_json::from_str(&text).unwrap_or(Value::Null);
        if status >= 400 {
            assert_eq!(header(&headers, "content-type"), "application/problem+json", "{}: {status} {text}", self.said);
            assert_eq!(json["status"], status, "{}: {text}", self.said);
        }
        Reply { said: self.said, status, headers, text, json }
    }
}

fn header<'h>(headers: &'h HeaderMap, name: &str) -> &'h str {
    headers.get(name).map_or("", |v| v.to_str().unwrap())
}

/// What was answered.
#[derive(Debug)]
pub struct Reply {
    said: String,
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
    pub json: Value,
}

impl Reply {
    /// A header's text, empty if it is not there.
    pub fn header(&self, name: &str) -> &str {
        header(&self.headers, name)
    }

    /// Must have this status; gives the body.
    #[track_caller]
    pub fn expect(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}: {}", self.said, self.text);
        self.json
    }

    /// Must be a problem of this status and code; gives it.
    #[track_caller]
    pub fn problem(self, status: u16, code: &str) -> Value {
        assert_eq!((self.status, self.json["code"].as_str()), (status, Some(code)), "{}: {}", self.said, self.text);
        self.json
    }
}

/// Fields and files as `multipart/form-data`, written as browsers do: its media type, and the body.
pub fn multipart(fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> (String, Vec<u8>) {
    let mut body = Vec::new();
    let mut part = |head: &str, content: &[u8]| {
        body.extend_from_slice(format!("--GRENZE\r\nContent-Disposition: form-data; {head}\r\n\r\n").as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    };
    for (name, value) in fields {
        part(&format!("name=\"{name}\""), value.as_bytes());
    }
    for (name, content) in files {
        part(&format!("name=\"papers\"; filename=\"{}\"", name.replace('"', "%22")), content);
    }
    body.extend_from_slice(b"--GRENZE--\r\n");
    ("multipart/form-data; boundary=GRENZE".to_owned(), body)
}
