//! One unit: added below another, changed.

use actix_web::http::Method;
use askama::Template;
use serde::Deserialize;

use super::{ADMINS, correctable, places, reminders, sample};
use crate::actions::idempotent::Request;
use crate::actions::manage_units::{self, NewUnit, UnitChange};
use crate::actions::manage_users::keeps;
use crate::domain::account::Sign;
use crate::domain::day::Day;
use crate::domain::directory::{Directory, Level, Unit};
use crate::domain::ids::{MemberId, UnitId};
use crate::domain::kind::Body;
use crate::domain::reminder::Settings;
use crate::domain::text::Line;
use crate::http::actor::Caller;
use crate::http::error::{Answer, ApiError};
use crate::http::form::Form;
use crate::http::pages::{Choice, Errors, Field, Frame, Sample, page, page_with, see_other};
use crate::http::params::{Params, PathId};
use crate::http::route::Route;
use crate::http::shared::block;

/// Below which unit a new one is added.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Below {
    parent: Option<UnitId>,
}

#[derive(Template)]
#[template(path = "pages/admin/unit.html")]
struct OneUnit<'a> {
    frame: &'a Frame,
    errors: &'a Errors,
    /// None: one that is to be added.
    unit: Option<&'a Unit>,
    fields: Vec<Field>,
    /// When it reminds; none of one that is to be added: as the unit above it.
    reminders: Vec<Field>,
}

impl<'a> OneUnit<'a> {
    fn of(
        frame: &'a Frame,
        errors: &'a Errors,
        directory: &Directory,
        me: MemberId,
        unit: Option<&'a Unit>,
        below: Option<UnitId>,
        typed: &Form,
    ) -> Self {
        let parent = unit.map_or(below, |u| u.parent);
        let level = unit.map(|u| u.level).or_else(|| parent.and_then(|p| directory.units.get(&p)).and_then(|p| next(p.level)));
        let mut fields = Vec::new();
        let root = unit.is_some_and(|u| u.parent.is_none());
        if !root {
            let fits = |u: &&Unit| {
                let lower = unit.is_none_or(|own| u.level < own.level && !directory.within(u.id, own.id));
                lower && u.level < Level::PollingArea
            };
            let above: Vec<&Unit> = places::kept(directory, me).into_iter().filter(fits).collect();
            // Of a unit that hangs where this admin keeps nothing, the place is not theirs to change.
            if unit.is_none() || parent.is_some_and(|p| above.iter().any(|u| u.id == p)) {
                fields.push(places::field(frame, "parent", &above, parent));
            }
        }
        if unit.is_none() {
            let levels = Level::ALL.iter().copied().filter(|l| *l > Level::Country).collect::<Vec<_>>();
            let field = Field::select(frame, "level", Choice::all(frame, "level", &levels)).of(frame, "unit").no_hint();
            fields.push(if let Some(level) = level { field.value(level) } else { field });
        }
        let day = |day: Option<chrono::NaiveDate>| day.map(|d| frame.iso(&d)).unwrap_or_default();
        let flag = |of: fn(&Unit) -> bool| unit.is_some_and(of);
        fields.push(Field::text(frame, "name").of(frame, "unit").value(unit.map(|u| u.name.as_str()).unwrap_or_default()));
        fields.push(Field::text(frame, "sign").class("w-10").value(unit.map(|u| u.sign.as_str()).unwrap_or_default()));
        let yes_no = || Choice::yes_no(frame);
        fields.push(Field::radios(frame, "public", yes_no()).inline().small().value(flag(|u| u.public)));
        fields.push(Field::radios(frame, "remote", yes_no()).inline().small().value(flag(|u| u.remote)));
        let bodies = unit.map(|u| u.bodies.clone()).unwrap_or_default();
        fields.push(Field::checks(frame, "bodies", Choice::all(frame, "body", Body::ALL)).optional().small().chosen(&bodies));
        fields.push(Field::date(frame, "valid_from").optional().class("w-10").value(day(unit.and_then(|u| u.valid_from))));
        fields.push(Field::date(frame, "valid_to").optional().class("w-10").value(day(unit.and_then(|u| u.valid_to))));
        // What was ticked off is not in the form: a form that was sent holds all that is ticked.
        let sent = !typed.fields().is_empty();
        let fields = fields.into_iter().map(|field| {
            let field = if sent && field.name == "bodies" { field.chosen::<Body>(&[]) } else { field };
            field.filled(typed, errors)
        });
        let reminders = unit.map(|u| reminders::fields(frame, directory, u)).unwrap_or_default();
        let reminders = reminders.into_iter().map(|field| field.filled(typed, errors)).collect();
        Self { frame, errors, unit, fields: fields.collect(), reminders }
    }

    fn action(&self) -> String {
        self.unit.map_or_else(|| "/admin/units".to_owned(), |u| format!("/admin/units/{}", u.id))
    }
}

/// The level that usually lies below.
const fn next(level: Level) -> Option<Level> {
    match level {
        Level::Country => Some(Level::Province),
        Level::Province | Level::District => Some(Level::Ward),
        Level::Ward => Some(Level::PollingArea),
        Level::PollingArea => None,
    }
}

/// `GET /admin/units/new`
async fn fresh(frame: Frame, caller: Caller, below: Params<Below>) -> Answer {
    let (directory, none) = (&caller.ctx.directory, Errors::default());
    page(&OneUnit::of(&frame, &none, directory, caller.member, None, below.0.parent, &Form::default()))
}

fn found(caller: &Caller, id: UnitId) -> Result<&Unit, ApiError> {
    let directory = &caller.ctx.directory;
    directory.units.get(&id).filter(|u| keeps(directory, caller.member, u.id)).ok_or(ApiError::NotFound)
}

/// `GET /admin/units/{id}`
async fn show(frame: Frame, caller: Caller, id: PathId<UnitId>) -> Answer {
    let unit = found(&caller, id.0)?;
    page(&OneUnit::of(&frame, &Errors::default(), &caller.ctx.directory, caller.member, Some(unit), None, &Form::default()))
}

/// `POST /admin/units`
async fn create(frame: Frame, caller: Caller, form: Form) -> Answer {
    let error = match try_create(&caller, &form).await {
        Ok(parent) => return Ok(see_other(&back(parent, "added"))),
        Err(error) => correctable(error)?,
    };
    let errors = Errors::of(&error, frame.lang);
    page_with(error.status(), &OneUnit::of(&frame, &errors, &caller.ctx.directory, caller.member, None, None, &form))
}

fn back(parent: Option<UnitId>, done: &str) -> String {
    parent.map_or_else(|| format!("/admin/units?done={done}"), |p| format!("/admin/units?unit={p}&done={done}"))
}

async fn try_create(caller: &Caller, form: &Form) -> Result<Option<UnitId>, ApiError> {
    let new: NewUnit = places::read(form, &caller.ctx.directory, &["parent"])?.parse()?;
    let (ctx, me) = (caller.ctx.clone(), caller.member);
    block(move || {
        let request = Request { scope: "page", key: None, bytes: &[] };
        manage_units::create(&ctx, me, request, &new, |u| u.parent)
    })
    .await
}

/// What the form of a unit holds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Filled {
    parent: Option<UnitId>,
    name: Line,
    sign: Sign,
    #[serde(default)]
    remote: bool,
    #[serde(default)]
    public: bool,
    #[serde(default)]
    bodies: Vec<Body>,
    valid_from: Option<Day>,
    valid_to: Option<Day>,
    #[serde(default)]
    own_reminders: bool,
    reminders: Option<Settings>,
}

/// `POST /admin/units/{id}`
async fn change(frame: Frame, caller: Caller, id: PathId<UnitId>, form: Form) -> Answer {
    let unit = found(&caller, id.0)?;
    let error = match try_change(&caller, id.0, &form).await {
        Ok(parent) => return Ok(see_other(&back(parent, "saved"))),
        Err(error) => correctable(error)?,
    };
    let errors = Errors::of(&error, frame.lang);
    page_with(error.status(), &OneUnit::of(&frame, &errors, &caller.ctx.directory, caller.member, Some(unit), None, &form))
}

async fn try_change(caller: &Caller, id: UnitId, form: &Form) -> Result<Option<UnitId>, ApiError> {
    let filled: Filled = places::read(form, &caller.ctx.directory, &["parent"])?.parse()?;
    let change = UnitChange {
        parent: filled.parent,
        name: Some(filled.name),
        sign: Some(filled.sign),
        remote: Some(filled.remote),
        bodies: Some(filled.bodies),
        public: Some(filled.public),
        valid_from: Some(filled.valid_from),
        valid_to: Some(filled.valid_to),
        reminders: Some(filled.own_reminders.then(|| filled.reminders.unwrap_or_default())),
    };
    let (ctx, me) = (caller.ctx.clone(), caller.member);
    block(move || manage_units::change(&ctx, me, id, &change, |u| u.parent)).await
}

/// The page with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    let (directory, none) = (sample::directory(), Errors::default());
    let wrong = Errors::of(&ApiError::Field { field: "sign".into(), code: "sign_taken", args: vec![] }, frame.lang);
    let typed: Form = [("name", "Khu vực 3"), ("sign", "CK-1")].map(|(n, v)| (n.to_owned(), v.to_owned())).into_iter().collect();
    let ward = directory.units.get(&sample::WARD);
    vec![
        Sample::of("admin/unit", &OneUnit::of(frame, &none, &directory, sample::ADMIN, ward, None, &Form::default())),
        Sample::of("admin/unit refused", &OneUnit::of(frame, &wrong, &directory, sample::ADMIN, None, Some(sample::WARD), &typed)),
    ]
}

/// The rows of the table of routes.
pub fn routes() -> Vec<Route> {
    vec![
        Route::page(Method::POST, "/admin/units", "admin_unit_create", ADMINS, create),
        Route::page(Method::GET, "/admin/units/new", "admin_unit_new", ADMINS, fresh),
        Route::page(Method::GET, "/admin/units/{id}", "admin_unit", ADMINS, show),
        Route::page(Method::POST, "/admin/units/{id}", "admin_unit_change", ADMINS, change),
    ]
}
