//! Figures that the law leaves open, and what the office set, with its source.

use actix_web::http::Method;
use askama::Template;

use super::{ADMINS, Back, Done, correctable};
use crate::actions::manage_calendars::{self, NewFigure};
use crate::actions::manage_users::keeps_all;
use crate::domain::law::Law;
use crate::http::actor::Caller;
use crate::http::api::law::{FigureView, views};
use crate::http::error::{Answer, ApiError};
use crate::http::form::Form;
use crate::http::pages::{Choice, Errors, Field, Frame, Input, Sample, page, page_with, see_other};
use crate::http::params::Params;
use crate::http::route::Route;
use crate::http::shared::block;

#[derive(Template)]
#[template(path = "pages/admin/figures.html")]
struct Figures<'a> {
    frame: &'a Frame,
    errors: &'a Errors,
    done: Option<Done>,
    rows: Vec<FigureView>,
    /// Empty for whoever does not keep the whole tree.
    fields: Vec<Field>,
}

impl<'a> Figures<'a> {
    fn of(frame: &'a Frame, errors: &'a Errors, law: &Law, may: bool, typed: &Form) -> Self {
        let rows = views(law);
        let name = |row: &FigureView| format!("{} ({}, {})", row.name.of(frame.lang.as_str()), row.rule, row.version);
        let choices = rows.iter().map(|row| Choice::new(place(row), name(row))).collect();
        let fields = vec![
            Field::select(frame, "rule", choices).of(frame, "figure").no_hint(),
            Field::new(frame, Input::Number, "amount").class("w-4").with("min", 0).with("max", 365),
            Field::text(frame, "source").of(frame, "figure"),
        ];
        let fields = if may { fields.into_iter().map(|field| field.filled(typed, errors)).collect() } else { Vec::new() };
        Self { frame, errors, done: None, rows, fields }
    }

    fn name(&self, row: &FigureView) -> String {
        row.name.of(self.frame.lang.as_str()).to_owned()
    }

    fn note(&self, row: &FigureView) -> Option<String> {
        row.note.as_ref().map(|note| note.of(self.frame.lang.as_str()).to_owned())
    }
}

/// A rule and its version as one choice.
fn place(row: &FigureView) -> String {
    format!("{}/{}", row.rule, row.version)
}

/// `GET /admin/law/figures`
async fn list(frame: Frame, caller: Caller, back: Params<Back>) -> Answer {
    let may = keeps_all(&caller.ctx.directory, caller.member);
    let none = Errors::default();
    page(&Figures { done: back.0.done, ..Figures::of(&frame, &none, &caller.ctx.law, may, &Form::default()) })
}

/// `POST /admin/law/figures`
async fn set(frame: Frame, caller: Caller, form: Form) -> Answer {
    if !keeps_all(&caller.ctx.directory, caller.member) {
        return Err(ApiError::Forbidden);
    }
    let error = match try_set(&caller, &form).await {
        Ok(()) => return Ok(see_other("/admin/law/figures?done=saved")),
        Err(error) => correctable(error)?,
    };
    let errors = Errors::of(&error, frame.lang);
    page_with(error.status(), &Figures::of(&frame, &errors, &caller.ctx.law, true, &form))
}

async fn try_set(caller: &Caller, form: &Form) -> Result<(), ApiError> {
    let mut form = form.clone();
    if let Some((rule, version)) = form.get("rule").to_owned().rsplit_once('/') {
        form.set("rule", rule);
        form.set("version", version);
    }
    // Without a rule there is no version either: the one field that is missing is named.
    if !form.has("rule") {
        form.set("version", "-");
    }
    let new: NewFigure = form.parse()?;
    let ctx = caller.ctx.clone();
    block(move || manage_calendars::put_figure(&ctx, &new)).await?;
    Ok(())
}

/// The page with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    let law = Law::embedded();
    let wrong = Errors::of(&ApiError::Field { field: "source".into(), code: "figure_without_source", args: vec![] }, frame.lang);
    let none = Errors::default();
    let mut set = Figures::of(frame, &none, law, true, &Form::default());
    if let Some(first) = set.rows.first_mut() {
        first.amount = Some(10);
        first.source = Some("Công văn 12/UBBC ngày 05/04/2021".to_owned());
    }
    vec![
        Sample::of("admin/figures", &Figures { done: Some(Done::Saved), ..set }),
        Sample::of("admin/figures refused", &Figures::of(frame, &wrong, law, true, &Form::default())),
    ]
}

/// The rows of the table of routes.
pub fn routes() -> Vec<Route> {
    vec![
        Route::page(Method::GET, "/admin/law/figures", "admin_figures", ADMINS, list),
        Route::page(Method::POST, "/admin/law/figures", "admin_figure_set", ADMINS, set),
    ]
}
