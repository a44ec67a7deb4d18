//! Around every request: its number, its source's limit, the pace of its body; around every answer: problems in the reader's
//! language, the headers that browsers need to be safe, one line in the log.

use std::time::{Duration, Instant};

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};
use actix_web::http::{Method, StatusCode, header};
use actix_web::middleware::Next;
use actix_web::web;

use super::actor::{language, named_language};
use super::cookies::{self, Purpose};
use super::deadlines;
use super::error::ApiError;
use super::head;
use super::limits::source;
use super::pages;
use super::shared::Shared;

/// No script, style, picture or connection of anybody's: for answers that are no pages.
const CSP_DATA: &str = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
/// Only what this office itself serves; nothing inline. `data:` pictures are in the style sheet of the API's browser.
const CSP_PAGES: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
                         connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

/// A year in seconds.
const YEAR: i64 = 365 * 24 * 3600;

const ALWAYS: [(HeaderName, &str); 6] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::PERMISSIONS_POLICY, "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    (header::CROSS_ORIGIN_OPENER_POLICY, "same-origin"),
    (header::CROSS_ORIGIN_RESOURCE_POLICY, "same-origin"),
];

/// The middleware around everything.
pub async fn wrap<B: MessageBody + 'static>(
    shared: web::Data<Shared>,
    mut req: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let begun = Instant::now();
    let number = format!("{:016x}", shared.app.random.u64());
    deadlines::watch(&mut req, &shared.app.config.limits);
    let counted = shared.limiter.any(source(req.request(), &shared.app.config.proxies));
    let answer = match counted.and_then(|()| head::check(req.request())) {
        Ok(()) => next.call(req).await?.map_into_boxed_body(),
        Err(error) => req.error_response(error),
    };
    let mut answer = with_problem(answer, &number);
    remember_language(&mut answer, shared.secure());
    let pages = answer.request().path().starts_with("/api/docs") || !answer.request().path().starts_with("/api");
    add_headers(answer.headers_mut(), pages, shared.app.config.public_url.starts_with("https:"));
    // The route's pattern, never the address: that may hold identifiers and what somebody searched for.
    let route = answer.request().match_pattern();
    let (method, took) = (answer.request().method(), begun.elapsed());
    shared.metrics.answered(route.as_deref(), method, answer.status(), took);
    log(method, route.as_deref().unwrap_or("none"), answer.status(), took, &number);
    Ok(answer)
}

/// An answer with an error in it becomes a problem in the reader's language; errors of the framework too.
fn with_problem(answer: ServiceResponse, number: &str) -> ServiceResponse {
    let status = answer.status();
    if !status.is_client_error() && !status.is_server_error() {
        return answer;
    }
    let lang = language(answer.request());
    let read_by_people = pages::for_people(answer.request());
    let write = |error: &ApiError| {
        if read_by_people { pages::problem::answer(error, answer.request(), number) } else { error.answer(lang, Some(number)) }
    };
    let ours = answer.response().error().map(|error| error.as_error::<ApiError>().map(write));
    let problem = match ours {
        Some(Some(problem)) => problem,
        // An error of actix: a path or payload it could not read.
        Some(None) => write(&match status {
            StatusCode::NOT_FOUND => ApiError::NotFound,
            StatusCode::PAYLOAD_TOO_LARGE => ApiError::TooLarge(0),
            status if status.is_client_error() => ApiError::Malformed("malformed_body"),
            _ => {
                tracing::error!(status = status.as_u16(), "a request failed");
                ApiError::Internal
            }
        }),
        None => return answer,
    };
    let (req, old) = answer.into_parts();
    let mut answer = ServiceResponse::new(req, problem);
    if old.head().connection_type() == actix_web::http::ConnectionType::Close {
        answer.response_mut().head_mut().set_connection_type(actix_web::http::ConnectionType::Close);
    }
    answer
}

/// A page that was asked for in a language answers at once in it, and the browser keeps it.
fn remember_language(answer: &mut ServiceResponse, secure: bool) {
    let req = answer.request();
    if req.path().starts_with("/api") || !pages::for_people(req) {
        return;
    }
    if let Some(lang) = named_language(req) {
        let cookie = cookies::set(secure, Purpose::Language, lang.as_str().to_owned(), Some(YEAR));
        // A cookie of our own making is a header.
        let _ = answer.response_mut().add_cookie(&cookie);
    }
}

fn add_headers(headers: &mut HeaderMap, pages: bool, https: bool) {
    for (name, value) in ALWAYS {
        headers.insert(name.clone(), HeaderValue::from_static(value));
    }
    // A paper that people sent in brings a stricter one.
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(if pages { CSP_PAGES } else { CSP_DATA }));
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    if https {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000; includeSubDomains"));
    }
}

fn log(method: &Method, route: &str, status: StatusCode, took: Duration, number: &str) {
    let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    tracing::info!(method = method.as_str(), route, status = status.as_u16(), ms, request = number, "answered");
}
