//! A form with files (RFC 7578), read as it comes: what is too large is read past, not kept, and told by its name.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::rc::Rc;
use std::sync::LazyLock;
use std::time::Duration;

use actix_multipart::{Field, Multipart, MultipartError};
use actix_web::dev::Payload;
use actix_web::error::PayloadError;
use actix_web::{FromRequest, HttpMessage, HttpRequest, http::header};
use futures_core::Stream;
use zeroize::Zeroizing;

use super::actor::Caller;
use super::csrf::Expected;
use super::error::ApiError;
use super::form::TOKEN;
use super::queue::Queue;
use crate::actions::papers::NewPaper;
use crate::domain::paper::{MOST_BYTES, MOST_PAPERS, MOST_TOGETHER, clean_name};

/// More than this is not even read past: somebody who sends so much is not told by name what was wrong.
const MOST_READ: usize = 4 * MOST_TOGETHER;
/// A field that is no file.
const MOST_FIELD: usize = 1024;
/// Uploads at once of one instance: each may hold its files in memory. Members have places of their own, so that slow senders
/// outside keep nobody here from work.
static OF_MEMBERS: LazyLock<Queue> = LazyLock::new(|| Queue::new(4, 32, PATIENCE));
static OF_OTHERS: LazyLock<Queue> = LazyLock::new(|| Queue::new(4, 64, PATIENCE));
const PATIENCE: Duration = Duration::from_secs(15);

/// Where this upload waits for its place.
fn queue(req: &HttpRequest) -> &'static Queue {
    if req.extensions().contains::<Rc<Caller>>() { &OF_MEMBERS } else { &OF_OTHERS }
}

/// What came.
#[derive(Debug, Default)]
pub struct Upload {
    pub files: Vec<NewPaper>,
    /// Names of those that were larger than one or all together may be.
    pub too_large: Vec<String>,
    /// The name of the button, of the other fields.
    pub fields: Vec<(String, String)>,
}

impl Upload {
    /// Whether this button was pressed.
    pub fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|(n, v)| n == name && !v.is_empty())
    }
}

impl FromRequest for Upload {
    type Error = ApiError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, ApiError>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let checked = check_head(req);
        let expected = req.extensions().get::<Rc<Expected>>().cloned();
        let queue = queue(req);
        let parts = Multipart::new(req.headers(), payload.take());
        Box::pin(async move {
            checked?;
            // Without its cookie a form has no files to take.
            let Some(expected) = expected else { return Ok(Self::default()) };
            let _place = queue.enter().await?;
            read(parts, Some(&expected)).await
        })
    }
}

/// Files that a program sends with its token in a header; all of them, or a refusal.
#[derive(Debug)]
pub struct Files(pub Vec<NewPaper>);

impl FromRequest for Files {
    type Error = ApiError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, ApiError>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let checked = check_head(req);
        let queue = queue(req);
        let parts = Multipart::new(req.headers(), payload.take());
        Box::pin(async move {
            checked?;
            let _place = queue.enter().await?;
            let upload = read(parts, None).await?;
            if let Some((name, _)) = upload.fields.first() {
                return Err(ApiError::Field { field: name.clone(), code: "unknown_field", args: vec![] });
            }
            match upload.too_large.first() {
                Some(_) => Err(ApiError::TooLarge(MOST_BYTES)),
                None => Ok(Self(upload.files)),
            }
        })
    }
}

/// What the head alone says about the body.
fn check_head(req: &HttpRequest) -> Result<(), ApiError> {
    let header = |name| req.headers().get(name).and_then(|v| v.to_str().ok()).unwrap_or_default();
    if !header(header::CONTENT_TYPE).split(';').next().is_some_and(|m| m.trim().eq_ignore_ascii_case("multipart/form-data")) {
        return Err(ApiError::NotForm);
    }
    if header(header::CONTENT_LENGTH).parse::<usize>().is_ok_and(|length| length > MOST_READ) {
        return Err(ApiError::TooLarge(MOST_TOGETHER));
    }
    Ok(())
}

/// Of a form the token comes first: nothing of one that is not ours is kept. `expected` is absent where a header has proved
/// who sends it.
async fn read(mut parts: Multipart, expected: Option<&Expected>) -> Result<Upload, ApiError> {
    let mut upload = Upload::default();
    let (mut trusted, mut kept, mut passed) = (expected.is_none(), 0, 0);
    while let Some(part) = poll_fn(|cx| Pin::new(&mut parts).poll_next(cx)).await {
        let mut part = part.map_err(|e| broken(&e))?;
        let name = part.name().unwrap_or_default().to_owned();
        let file = part.content_disposition().and_then(|d| d.get_filename()).map(unquoted);
        let Some(file) = file else {
            let value = take(&mut part, MOST_FIELD, &mut passed).await?.ok_or(ApiError::TooLarge(MOST_FIELD))?;
            let value = String::from_utf8_lossy(&value).into_owned();
            if let Some(expected) = expected.filter(|_| name == TOKEN) {
                trusted = expected.is(&value);
            } else {
                upload.fields.push((name, value));
            }
            continue;
        };
        if !trusted {
            return Err(ApiError::ForeignForm);
        }
        // A browser sends an empty part where no file was chosen.
        let room = MOST_BYTES.min(MOST_TOGETHER.saturating_sub(kept));
        match take(&mut part, room, &mut passed).await? {
            Some(content) if content.is_empty() && file.is_empty() => {}
            Some(content) => {
                kept += content.len();
                if upload.files.len() <= MOST_PAPERS {
                    upload.files.push(NewPaper { name: file, content });
                }
            }
            None => upload.too_large.push(clean_name(&file)),
        }
    }
    if trusted { Ok(upload) } else { Err(ApiError::ForeignForm) }
}

/// What browsers write for a quotation mark or a line break in a file's name (HTML, multipart form data).
fn unquoted(name: &str) -> String {
    name.replace("%22", "\"").replace("%0D", "").replace("%0A", "")
}

/// The content of a part; none: there is more of it than `most`, and the rest was read past.
async fn take(part: &mut Field, most: usize, passed: &mut usize) -> Result<Option<Zeroizing<Vec<u8>>>, ApiError> {
    let mut content = Some(Zeroizing::new(Vec::new()));
    while let Some(chunk) = poll_fn(|cx| Pin::new(&mut *part).poll_next(cx)).await {
        let chunk = chunk.map_err(|e| broken(&e))?;
        *passed += chunk.len();
        if *passed > MOST_READ {
            return Err(ApiError::TooLarge(MOST_TOGETHER));
        }
        match &mut content {
            Some(kept) if kept.len() + chunk.len() <= most => kept.extend_from_slice(&chunk),
            _ => content = None,
        }
    }
    Ok(content)
}

fn broken(error: &MultipartError) -> ApiError {
    match error {
        MultipartError::Payload(PayloadError::Io(io)) if io.kind() == std::io::ErrorKind::TimedOut => ApiError::TooSlow,
        _ => ApiError::Malformed("malformed_body"),
    }
}
