//! An error as a page: what is wrong, which article says so, and a way out.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder};
use askama::Template;

use super::{Frame, Sample};
use crate::http::error::ApiError;
use crate::http::problem::Problem;

#[derive(Template)]
#[template(path = "pages/problem.html")]
struct ProblemPage<'a> {
    frame: &'a Frame,
    problem: &'a Problem,
    /// Whether signing in is the way out.
    sign_in: bool,
}

impl ProblemPage<'_> {
    /// What people read out to the office: the end of the request's number, by which the log is searched, in two groups of four.
    fn number(&self) -> Option<String> {
        let all: Vec<char> = self.problem.instance.as_deref()?.chars().filter(char::is_ascii_alphanumeric).collect();
        let last = all.get(all.len().checked_sub(8)?..)?;
        let (first, second) = last.split_at_checked(4)?;
        Some(format!("{} {}", first.iter().collect::<String>(), second.iter().collect::<String>()))
    }
}

/// The answer to this request; as a problem in JSON where even the frame fails.
pub fn answer(error: &ApiError, req: &HttpRequest, number: &str) -> HttpResponse {
    let Some(frame) = Frame::of(req) else { return error.answer(crate::texts::Lang::default(), Some(number)) };
    let problem = Problem::of(error, frame.lang, Some(number));
    let html = ProblemPage { frame: &frame, problem: &problem, sign_in: matches!(error, ApiError::NoSession) }.render();
    let Ok(html) = html else { return error.answer(frame.lang, Some(number)) };
    let mut answer = HttpResponseBuilder::new(error.status());
    answer.insert_header((header::CONTENT_TYPE, "text/html; charset=utf-8"));
    match error {
        ApiError::TooMany(seconds) | ApiError::Unavailable(seconds) => {
            answer.insert_header((header::RETRY_AFTER, seconds.to_string()));
        }
        ApiError::MethodNotAllowed(methods) => {
            answer.insert_header((header::ALLOW, methods.clone()));
        }
        ApiError::TooSlow | ApiError::TooLarge(_) => {
            answer.force_close();
        }
        _ => {}
    }
    answer.body(html)
}

/// The page with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    let of = |error: &ApiError| Problem::of(error, frame.lang, Some("0123456789abcdef"));
    let missing = of(&ApiError::NotFound);
    let gone = of(&ApiError::NoSession);
    vec![
        Sample::of("problem", &ProblemPage { frame, problem: &missing, sign_in: false }),
        Sample::of("problem no session", &ProblemPage { frame, problem: &gone, sign_in: true }),
    ]
}
