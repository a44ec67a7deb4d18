//! Reception at the counter: everything a letter brings, in one form that needs no mouse; then the slip.

use actix_web::http::Method;
use askama::Template;
use serde::Deserialize;

use super::super::{Choice, Errors, Field, Frame, Input, Sample, page, page_with};
use super::choices::{held, polling_areas};
use super::slip::{Slip, SlipPage};
use crate::actions::idempotent::{self, Request};
use crate::actions::intake;
use crate::actions::receive_case::{ChosenIdentity, Language, ReceiveCase};
use crate::domain::event::By;
use crate::domain::kind::{Channel, Contest, Form as LetterForm, Kind, Matter};
use crate::domain::permission::Role;
use crate::domain::text::Violation;
use crate::http::actor::{Caller, Permission};
use crate::http::error::{Answer, ApiError};
use crate::http::form::Form;
use crate::http::params::Params;
use crate::http::route::Route;
use crate::http::shared::block;

/// The field that makes one reception of one form, however often it is sent.
const KEY: &str = "key";
/// The form by its id, which the switch of the language sends along.
const FORM: &str = "counter";
/// As many representatives as the law lets appoint at most (ND 124/2020 art. 6).
const REPRESENTATIVES: usize = 5;
/// What no letter can lack.
const MANDATORY: [&str; 5] = ["kind", "matter", "identity", "title", "body"];

/// A part of the form.
#[derive(Debug)]
struct Part {
    /// Where the summary of errors leads when the whole part is meant.
    id: &'static str,
    heading: String,
    hint: Option<String>,
    error: Option<String>,
    /// Fields that stand side by side.
    rows: Vec<Vec<Field>>,
    /// Unfolded only when something stands in it: few letters have it.
    folded: bool,
    open: bool,
}

#[derive(Template)]
#[template(path = "pages/desk/counter.html")]
struct Counter<'a> {
    frame: &'a Frame,
    errors: &'a Errors,
    key: String,
    parts: Vec<Part>,
}

/// What this member can choose from.
struct Offers {
    units: Vec<Choice>,
    areas: Vec<Choice>,
    /// Those open now, when there are several.
    elections: Vec<Choice>,
}

impl Offers {
    fn of(caller: &Caller) -> Self {
        let units = held(caller, RECEIVERS, None);
        let areas = polling_areas(caller, &units);
        let (directory, today) = (&caller.ctx.directory, caller.ctx.today());
        let mut open: Vec<_> = directory.elections.values().filter(|e| e.open_on(today)).collect();
        open.sort_by_key(|e| (e.day, e.id));
        let elections = if open.len() > 1 { open.iter().map(|e| Choice::new(e.id, &e.name)).collect() } else { Vec::new() };
        Self { units, areas, elections }
    }
}

/// Nothing is asked by address.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

/// `GET /counter`
async fn show(mut frame: Frame, caller: Caller, _: Params<Nothing>) -> Answer {
    frame.keeps = Some(FORM.to_owned());
    let errors = Errors::default();
    let parts = parts(&frame, &Offers::of(&caller), &Form::default(), &errors);
    page(&Counter { frame: &frame, errors: &errors, key: caller.ctx.token(), parts })
}

/// `POST /counter`: the slip; sent again, the same slip and no second case.
async fn receive(mut frame: Frame, caller: Caller, mut form: Form) -> Answer {
    frame.keeps = Some(FORM.to_owned());
    let switched = !form.take("switch").is_empty();
    let key = form.take(KEY);
    if !(16..=200).contains(&key.len()) {
        return Err(ApiError::Malformed("malformed_body"));
    }
    close_gaps(&mut form);
    if switched {
        // Nothing is received: the same form in the other language, under the same key.
        let errors = Errors::default();
        let parts = parts(&frame, &Offers::of(&caller), &form, &errors);
        return page(&Counter { frame: &frame, errors: &errors, key, parts });
    }
    let mut errors = Errors::default();
    for name in MANDATORY.into_iter().filter(|name| !form.has(name)) {
        let missing = Errors::of(&ApiError::field_error(name, &Violation::Required), frame.lang);
        errors.add(name, missing.at(name).unwrap_or_default().to_owned());
    }
    let again = |mut errors: Errors, status| {
        let parts = parts(&frame, &Offers::of(&caller), &form, &errors);
        named(&mut errors, &parts);
        page_with(status, &Counter { frame: &frame, errors: &errors, key: key.clone(), parts })
    };
    if !errors.is_empty() {
        return again(errors, actix_web::http::StatusCode::UNPROCESSABLE_ENTITY);
    }
    let received = match form.parse::<ReceiveCase>() {
        Ok(letter) => once(&caller, &key, &form, letter).await,
        Err(error) => Err(error),
    };
    match received {
        Ok(slip) => page(&SlipPage::of(&frame, &slip)),
        Err(error @ (ApiError::Field { .. } | ApiError::Refused { .. } | ApiError::Unavailable(_))) => {
            let mut errors = Errors::of(&error, frame.lang);
            if error.code() == "idempotency_key_reused" {
                // This form has become a case already, and now says something else.
                errors = Errors::default();
                errors.add("", frame.t("counter-already"));
            }
            again(errors, error.status())
        }
        Err(error) => Err(error),
    }
}

/// In the summary each mistake begins with its field: many say no more than that something is missing.
fn named(errors: &mut Errors, parts: &[Part]) {
    let fields = || parts.iter().flat_map(|part| part.rows.iter().flatten());
    for error in &mut errors.all {
        let field = fields().find(|field| field.name == error.field).map(|field| &field.label);
        let label = field.or_else(|| parts.iter().find(|part| part.id == error.field).map(|part| &part.heading));
        // What is missing is said by its name already.
        error.label = label.filter(|label| !error.text.to_lowercase().contains(&label.to_lowercase())).cloned();
    }
}

/// Takes the letter in, once for each form.
async fn once(caller: &Caller, key: &str, form: &Form, letter: ReceiveCase) -> Result<Slip, ApiError> {
    let (ctx, me, key) = (caller.ctx.clone(), caller.member, key.to_owned());
    let bytes = format!("{:?}", form.fields()).into_bytes();
    block(move || {
        let scope = format!("counter {me}");
        idempotent::once(&ctx, Request { scope: &scope, key: Some(&key), bytes: &bytes }, |conn| {
            let receipt = intake::receive_in(&ctx, conn, By::Member(me), &letter)?;
            Ok::<_, crate::actions::error::ActionError>(Slip::of(&ctx, me, &receipt))
        })
    })
    .await
}

/// Representatives move up to where a row was left empty: their places are then the same in the form and in what is read.
fn close_gaps(form: &mut Form) {
    const PARTS: [&str; 3] = ["name", "phone", "email"];
    let mut to = 0;
    for from in 0..REPRESENTATIVES {
        let field = |at: usize, part: &str| format!("representatives.{at}.{part}");
        let row = PARTS.map(|part| form.take(&field(from, part)));
        if row.iter().any(|value| !value.is_empty()) {
            for (part, value) in PARTS.iter().zip(row) {
                form.set(&field(to, part), value);
            }
            to += 1;
        }
    }
}

/// The form with what was typed.
fn parts(frame: &Frame, offers: &Offers, form: &Form, errors: &Errors) -> Vec<Part> {
    let filled = |fields: Vec<Field>| -> Vec<Field> { fields.into_iter().map(|field| field.filled(form, errors)).collect() };
    let part = |id: &'static str, rows: Vec<Vec<Field>>| Part {
        id,
        heading: frame.t(&format!("counter-{id}")),
        hint: None,
        error: errors.at(id).map(str::to_owned),
        rows: rows.into_iter().map(filled).collect(),
        folded: false,
        open: true,
    };
    let several = !form.get("representatives.0.name").is_empty() || errors.all.iter().any(|e| e.field.starts_with("representatives"));
    let respondents = Part { hint: frame.maybe("hint-respondent"), ..part("respondent", vec![respondent(frame)]) };
    vec![
        Part { hint: frame.maybe("hint-identity"), ..part("letter", vec![letter(frame, offers, errors)]) },
        Part { hint: frame.maybe("hint-petitioner"), ..part("petitioner", petitioner(frame)) },
        respondents,
        part("arrival", vec![arrival(frame, offers)]),
        Part { folded: true, open: several, hint: frame.maybe("hint-representatives"), ..part("representatives", representatives(frame)) },
    ]
}

fn letter(frame: &Frame, offers: &Offers, errors: &Errors) -> Vec<Field> {
    let mut kind = Field::select(frame, "kind", Choice::all(frame, "kind", Kind::ALL)).no_hint();
    if errors.is_empty() {
        kind = kind.with("autofocus", "autofocus");
    }
    let mut all = vec![
        kind,
        Field::select(frame, "matter", Choice::all(frame, "matter", Matter::ALL)),
        Field::select(frame, "contest", Choice::all(frame, "contest", Contest::ALL)).optional().no_hint(),
        Field::select(frame, "identity", Choice::all(frame, "chosen-identity", ChosenIdentity::ALL)).no_hint(),
        Field::text(frame, "title").of(frame, "receive").span(true).with("maxlength", 200),
        Field::area(frame, "body", 6).of(frame, "receive"),
        Field::date(frame, "occurred_on").optional().no_hint(),
    ];
    if !offers.areas.is_empty() {
        all.push(Field::select(frame, "polling_area", offers.areas.clone()).optional().no_hint());
    }
    all
}

/// A name and an address are long: two in a row.
fn petitioner(frame: &Frame) -> Vec<Vec<Field>> {
    vec![
        vec![Field::text(frame, "petitioner.name").no_hint(), Field::text(frame, "petitioner.address").no_hint()],
        vec![
            Field::new(frame, Input::Tel, "petitioner.phone").no_hint(),
            Field::new(frame, Input::Email, "petitioner.email").no_hint(),
            Field::text(frame, "petitioner.id_number").optional().no_hint(),
        ],
        vec![Field::checks(frame, "petitioner.no_mail", vec![Choice::new(true, frame.t("no-mail-choice"))]).optional().no_hint()],
    ]
}

fn respondent(frame: &Frame) -> Vec<Field> {
    vec![Field::text(frame, "respondent.name").optional().no_hint(), Field::text(frame, "respondent.position").optional().no_hint()]
}

fn arrival(frame: &Frame, offers: &Offers) -> Vec<Field> {
    let mut all = vec![
        Field::select(frame, "channel", Choice::all(frame, "channel", Channel::ALL)).no_blank().no_hint().value(Channel::InPerson),
        Field::date(frame, "received_at").optional().span(true).with("max", frame.iso(&frame.today)),
        Field::select(frame, "form", Choice::all(frame, "form", LetterForm::ALL)).optional().span(true).class("w-20"),
    ];
    if offers.units.len() > 1 {
        all.push(Field::select(frame, "unit", offers.units.clone()).of(frame, "receive").no_hint());
    }
    if !offers.elections.is_empty() {
        all.push(Field::select(frame, "election", offers.elections.clone()).optional().no_hint());
    }
    all.push(Field::select(frame, "language", Choice::all(frame, "language", Language::ALL)).of(frame, "receive").no_blank().no_hint());
    all.push(Field::text(frame, "sent_by").optional());
    all
}

fn representatives(frame: &Frame) -> Vec<Vec<Field>> {
    let mut all = vec![vec![Field::new(frame, Input::Number, "signers").class("w-4").span(true).with("min", 1).with("max", 100_000)]];
    for at in 0..REPRESENTATIVES {
        let label = |part: &str| format!("{} {}", frame.t(&format!("field-representatives-{part}")), at + 1);
        let of = |input: Input, part: &str| Field::new(frame, input, &format!("representatives.{at}.{part}")).label(label(part)).no_hint();
        all.push(vec![of(Input::Text, "name"), of(Input::Tel, "phone"), of(Input::Email, "email")]);
    }
    all
}

/// The page with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    let offers = Offers {
        units: vec![Choice::new("1", "Phường Cự Khối"), Choice::new("2", "Phường Thạch Bàn")],
        areas: vec![Choice::new("7", "Khu vực bỏ phiếu số 7")],
        elections: vec![Choice::new("1", "2021"), Choice::new("2", "2026")],
    };
    let of = |form: &Form, mut errors: Errors| {
        let parts = parts(frame, &offers, form, &errors);
        named(&mut errors, &parts);
        let name = if errors.is_empty() { "desk/counter" } else { "desk/counter with errors" };
        Sample::of(name, &Counter { frame, errors: &errors, key: "key".into(), parts })
    };
    let typed: Form = [("body", "<b>Tôi</b>\nxin"), ("representatives.0.name", "Đỗ \"Thị\" Hà"), ("kind", "denunciation")]
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let mut errors = Errors::of(&ApiError::field_error("title", &Violation::Required), frame.lang);
    for field in ["petitioner", "representatives.0.phone"] {
        errors.add(field, frame.t("violation-required"));
    }
    vec![of(&Form::default(), Errors::default()), of(&typed, errors)]
}

/// Who takes letters in.
const RECEIVERS: &[Role] = &[Role::Clerk, Role::Officer];

/// Its rows of the table of routes.
pub fn routes() -> Vec<Route> {
    vec![
        Route::page(Method::GET, "/counter", "counter_page", Permission::Role(RECEIVERS), show),
        Route::page(Method::POST, "/counter", "counter_form", Permission::Role(RECEIVERS), receive),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn representatives_stand_without_gaps() {
        let typed = [("representatives.1.name", "A"), ("representatives.1.phone", "1"), ("representatives.4.email", "c@d.vn")];
        let mut form: Form = typed.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        close_gaps(&mut form);
        assert_eq!((form.get("representatives.0.name"), form.get("representatives.0.phone")), ("A", "1"));
        assert_eq!(form.get("representatives.1.email"), "c@d.vn");
        assert!(!form.has("representatives.4.email"));
    }
}
