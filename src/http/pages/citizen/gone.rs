//! A form that is not there any more: said kindly, with what was just typed, so that it can be copied.

use actix_web::http::StatusCode;
use askama::Template;

use crate::actions::half_form::MINUTES;
use crate::http::error::Answer;
use crate::http::form::Form;
use crate::http::pages::{Frame, Sample, page_with};

#[derive(Template)]
#[template(path = "pages/citizen/gone.html")]
struct Gone<'a> {
    frame: &'a Frame,
    minutes: i64,
    /// What came with this request.
    typed: Vec<&'a str>,
}

/// 410: it was there, or could have been.
pub fn answer(frame: &Frame, form: &Form) -> Answer {
    page_with(StatusCode::GONE, &of(frame, form))
}

fn of<'a>(frame: &'a Frame, form: &'a Form) -> Gone<'a> {
    let long = |value: &&str| value.chars().count() > 1;
    Gone { frame, minutes: MINUTES, typed: form.fields().iter().map(|(_, value)| value.trim()).filter(long).collect() }
}

/// The page with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    let typed: Form = [("body".to_owned(), "Tôi không có tên trong danh sách cử tri.".to_owned())].into_iter().collect();
    vec![Sample::of("citizen/gone", &of(frame, &Form::default())), Sample::of("citizen/gone typed", &of(frame, &typed))]
}
