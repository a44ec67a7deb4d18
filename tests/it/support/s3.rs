//! A service that speaks as much of S3 as papers need, on this machine: objects by path, every request signed (AWS Signature
//! Version 4) or refused.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

pub const REGION: &str = "hn-1";
pub const KEY_ID: &str = "AKIDREDRESS";
pub const SECRET: &str = "a-secret-key-of-tests";

/// The service; it answers until the test ends.
#[derive(Clone)]
pub struct S3 {
    pub address: SocketAddr,
    objects: Arc<Mutex<BTreeMap<String, Vec<u8>>>>,
    ill: Arc<AtomicBool>,
}

struct Request {
    method: String,
    path: String,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

impl S3 {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let s3 = Self { address: listener.local_addr().unwrap(), objects: Arc::default(), ill: Arc::default() };
        let shared = s3.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let one = shared.clone();
                std::thread::spawn(move || one.serve(stream));
            }
        });
        s3
    }

    /// Paths of what lies there: `/bucket/prefix/name`.
    pub fn paths(&self) -> Vec<String> {
        self.objects.lock().unwrap().keys().cloned().collect()
    }

    /// All bytes that lie there.
    pub fn bytes(&self) -> Vec<u8> {
        self.objects.lock().unwrap().values().flatten().copied().collect()
    }

    /// From now on every answer is 503, or no longer.
    pub fn falls_ill(&self, ill: bool) {
        self.ill.store(ill, Ordering::SeqCst);
    }

    fn serve(&self, stream: TcpStream) {
        let mut reader = BufReader::new(stream.try_clone().unwrap());
        let mut stream = stream;
        while let Some(request) = read(&mut reader) {
            let (status, body) = self.answer(request);
            let head = format!(
                "HTTP/1.1 {status} x\r\nContent-Length: {}\r\nETag: \"e\"\r\nLast-Modified: Mon, 05 Jan 2026 02:00:00 GMT\r\n\r\n",
                body.len()
            );
            if stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body)).is_err() {
                return;
            }
        }
    }

    fn answer(&self, request: Request) -> (u16, Vec<u8>) {
        if self.ill.load(Ordering::SeqCst) {
            return (503, Vec::new());
        }
        if !signed(&request) {
            return (403, b"<Error><Code>SignatureDoesNotMatch</Code></Error>".to_vec());
        }
        let mut objects = self.objects.lock().unwrap();
        match request.method.as_str() {
            "PUT" => {
                objects.insert(request.path, request.body);
                (200, Vec::new())
            }
            "GET" => objects.get(&request.path).map_or((404, b"<Error><Code>NoSuchKey</Code></Error>".to_vec()), |b| (200, b.clone())),
            "DELETE" => {
                objects.remove(&request.path);
                (204, Vec::new())
            }
            _ => (405, Vec::new()),
        }
    }
}

fn read(reader: &mut BufReader<TcpStream>) -> Option<Request> {
    let mut line = String::new();
    let mut next = |line: &mut String| {
        line.clear();
        reader.read_line(line).ok().filter(|read| *read > 0).map(|_| line.trim_end().to_owned())
    };
    let first = next(&mut line)?;
    let mut words = first.split(' ').map(str::to_owned);
    let (method, path) = (words.next()?, words.next()?);
    let mut headers = BTreeMap::new();
    loop {
        let line = next(&mut line)?;
        let Some((name, value)) = line.split_once(':') else { break };
        headers.insert(name.to_lowercase(), value.trim().to_owned());
    }
    let length = headers.get("content-length").and_then(|l| l.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(Request { method, path, headers, body })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

fn mac(key: &[u8], text: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

/// Whether the request is signed with the secret over these headers and this very body.
fn signed(request: &Request) -> bool {
    let header = |name: &str| request.headers.get(name).map(String::as_str).unwrap_or_default();
    let authorization = header("authorization");
    let part = |name: &str| authorization.split([' ', ',']).find_map(|p| p.strip_prefix(name)).unwrap_or_default();
    let (time, sum) = (header("x-amz-date"), hex(&Sha256::digest(&request.body)));
    let day = time.get(..8).unwrap_or_default();
    let scope = format!("{day}/{REGION}/s3/aws4_request");
    let names = part("SignedHeaders=");
    let lines: String = names.split(';').map(|name| format!("{name}:{}\n", header(name))).collect();
    let (path, query) = request.path.split_once('?').unwrap_or((&request.path, ""));
    let canonical = format!("{}\n{path}\n{query}\n{lines}\n{names}\n{}", request.method, header("x-amz-content-sha256"));
    let text = format!("AWS4-HMAC-SHA256\n{time}\n{scope}\n{}", hex(&Sha256::digest(canonical.as_bytes())));
    let key = ["s3", "aws4_request"].iter().fold(mac(&mac(format!("AWS4{SECRET}").as_bytes(), day), REGION), |key, next| mac(&key, next));
    header("x-amz-content-sha256") == sum
        && part("Credential=") == format!("{KEY_ID}/{scope}")
        && part("Signature=") == hex(&mac(&key, &text))
}
