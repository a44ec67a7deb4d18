//! The one error of the edge, and its status. Handlers return it; [`super::envelope`] writes it in the reader's language.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, HttpResponseBuilder, ResponseError};

use super::problem::{MEDIA_TYPE, Problem};
use crate::domain::refusal::{Refusal, Sort};
use crate::domain::text::Violation;
use crate::domain::verb::Verb;
use crate::texts::Lang;

/// What handlers return.
pub type Answer<T = HttpResponse> = Result<T, ApiError>;

/// Why a request is not fulfilled.
#[derive(Debug)]
pub enum ApiError {
    /// 400: not JSON, not UTF-8, or a header that cannot be read. The code says which.
    Malformed(&'static str),
    /// 401: no session, or one that ended.
    NoSession,
    /// 401: wrong name or password, or an account that may not sign in; which of these is not told.
    BadCredentials,
    /// 401: name and password are right; the code of the second factor is missing.
    CodeRequired,
    /// 403: the account must have a second factor first.
    SecondFactorNeeded,
    /// 403: it takes a fresh proof of who asks.
    Reauthenticate,
    /// 403: the role does not allow it.
    Forbidden,
    /// 404: not there, or not for the caller to know.
    NotFound,
    /// 405: with the methods that this path has.
    MethodNotAllowed(String),
    /// 408: the body came too slowly.
    TooSlow,
    /// 409: the same request is being handled on another connection.
    InFlight,
    /// 412: changed by somebody else meanwhile.
    Stale,
    /// 413: more bytes than this.
    TooLarge(usize),
    /// 415: not `application/json`.
    NotJson,
    /// 415: not a form of a page.
    NotForm,
    /// 403: a request that changes something, and does not come from one of our pages.
    ForeignForm,
    /// 422: a field breaks a rule.
    Field { field: String, code: &'static str, args: Vec<(&'static str, String)> },
    /// 429: come back after so many seconds.
    TooMany(u64),
    /// 503: the database cannot be reached or is busy; come back after so many seconds.
    Unavailable(u64),
    /// 500: ours; logged where it was met.
    Internal,
    /// A rule of the domain refuses. `allowed`: what may be done with the case instead.
    Refused { refusal: Refusal, allowed: Option<Vec<Verb>> },
}

impl ApiError {
    /// A field breaks this rule.
    pub fn field_error(field: impl Into<String>, violation: &Violation) -> Self {
        Self::Field { field: field.into(), code: violation.code(), args: violation.args() }
    }

    /// The status of the answer.
    pub const fn status(&self) -> StatusCode {
        match self {
            Self::Malformed(_) => StatusCode::BAD_REQUEST,
            Self::NoSession | Self::BadCredentials | Self::CodeRequired => StatusCode::UNAUTHORIZED,
            Self::Forbidden | Self::ForeignForm | Self::SecondFactorNeeded | Self::Reauthenticate => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed(_) => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::InFlight => StatusCode::CONFLICT,
            Self::Stale => StatusCode::PRECONDITION_FAILED,
            Self::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NotJson | Self::NotForm => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Field { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Refused { refusal, .. } => match refusal.sort {
                Sort::Role => StatusCode::FORBIDDEN,
                Sort::State => StatusCode::CONFLICT,
                Sort::Field => StatusCode::UNPROCESSABLE_ENTITY,
                Sort::Missing => StatusCode::NOT_FOUND,
            },
        }
    }

    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Malformed(code) | Self::Field { code, .. } => code,
            Self::NoSession => "no_session",
            Self::BadCredentials => "bad_credentials",
            Self::CodeRequired => "code_required",
            Self::SecondFactorNeeded => "second_factor_needed",
            Self::Reauthenticate => "reauthenticate",
            Self::Forbidden => "forbidden",
            Self::NotFound => "not_found",
            Self::MethodNotAllowed(_) => "method_not_allowed",
            Self::TooSlow => "body_too_slow",
            Self::InFlight => "request_in_flight",
            Self::Stale => "stale",
            Self::TooLarge(_) => "body_too_large",
            Self::NotJson => "not_json",
            Self::NotForm => "not_form",
            Self::ForeignForm => "foreign_form",
            Self::TooMany(_) => "too_many_requests",
            Self::Unavailable(_) => "unavailable",
            Self::Internal => "internal",
            Self::Refused { refusal, .. } => refusal.code,
        }
    }

    /// What its sentence needs.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Field { args, .. } => args.clone(),
            Self::Refused { refusal, .. } => refusal.args.clone(),
            Self::TooLarge(most) => vec![("most", most.to_string())],
            Self::TooMany(seconds) | Self::Unavailable(seconds) => vec![("seconds", seconds.to_string())],
            Self::MethodNotAllowed(methods) => vec![("methods", methods.clone())],
            _ => Vec::new(),
        }
    }

    /// The field that is wrong, where it is one.
    pub fn field(&self) -> Option<String> {
        match self {
            Self::Field { field, .. } => Some(field.clone()),
            Self::Refused { refusal, .. } => refusal.field.map(str::to_owned),
            _ => None,
        }
    }

    /// The article that refuses.
    pub fn basis(&self) -> Option<&str> {
        match self {
            Self::Refused { refusal, .. } => refusal.basis.as_deref(),
            _ => None,
        }
    }

    /// The slugs of what may be done instead.
    pub fn allowed(&self) -> Option<Vec<String>> {
        match self {
            Self::Refused { allowed: Some(verbs), .. } => Some(verbs.iter().map(|v| v.as_str().to_owned()).collect()),
            _ => None,
        }
    }

    /// The answer in this language.
    pub fn answer(&self, lang: Lang, request: Option<&str>) -> HttpResponse {
        let mut answer = HttpResponseBuilder::new(self.status());
        answer.insert_header((header::CONTENT_TYPE, MEDIA_TYPE)).insert_header((header::CONTENT_LANGUAGE, lang.as_str()));
        match self {
            Self::NoSession | Self::BadCredentials | Self::CodeRequired => {
                answer.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
            }
            Self::MethodNotAllowed(methods) => {
                answer.insert_header((header::ALLOW, methods.clone()));
            }
            Self::TooMany(seconds) | Self::Unavailable(seconds) => {
                answer.insert_header((header::RETRY_AFTER, seconds.to_string()));
            }
            Self::TooSlow | Self::TooLarge(_) | Self::Malformed("malformed_head") => {
                // What is left of the body is not waited for.
                answer.force_close();
            }
            _ => {}
        }
        match serde_json::to_vec(&Problem::of(self, lang, request)) {
            Ok(body) => answer.body(body),
            Err(_) => answer.finish(),
        }
    }
}

impl std::fmt::Display for ApiError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

impl std::error::Error for ApiError {}

impl ResponseError for ApiError {
    fn status_code(&self) -> StatusCode {
        self.status()
    }

    fn error_response(&self) -> HttpResponse {
        self.answer(Lang::default(), None)
    }
}

impl From<Refusal> for ApiError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused { refusal, allowed: None }
    }
}
