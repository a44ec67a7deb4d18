//! One election: added, changed, its actual dates of publication, its timetable.

use actix_web::http::Method;
use askama::Template;
use serde::Deserialize;

use super::milestones::{Station, stations};
use super::{ADMINS, Back, Done, correctable, places, sample};
use crate::actions::idempotent::Request;
use crate::actions::manage_elections::{self, Days, ElectionChange, NewElection};
use crate::actions::manage_users::keeps;
use crate::domain::day::Day;
use crate::domain::directory::{Directory, Election};
use crate::domain::election::Timetable;
use crate::domain::ids::{ElectionId, MemberId, UnitId};
use crate::domain::kind::Contest;
use crate::domain::law::Law;
use crate::domain::text::Line;
use crate::http::actor::Caller;
use crate::http::error::{Answer, ApiError};
use crate::http::form::Form;
use crate::http::pages::{Choice, Errors, Field, Frame, Input, Sample, page, page_with, see_other};
use crate::http::params::{Params, PathId};
use crate::http::route::Route;
use crate::http::shared::block;

/// Rows for further units below those that an election has.
const SPARE: usize = 2;

#[derive(Template)]
#[template(path = "pages/admin/election.html")]
struct OneElection<'a> {
    frame: &'a Frame,
    errors: &'a Errors,
    done: Option<Done>,
    /// None: one that is to be added.
    election: Option<&'a Election>,
    /// This admin keeps all its units.
    kept: bool,
    stations: Vec<Station>,
    fields: Vec<Field>,
    units: Vec<Field>,
    dates: Vec<Field>,
}

/// What the page looks at besides the election.
struct Office<'a> {
    directory: &'a Directory,
    timetable: &'a Timetable,
    me: MemberId,
}

impl<'a> Office<'a> {
    fn of(caller: &'a Caller) -> Self {
        Self { directory: &caller.ctx.directory, timetable: &caller.ctx.law.timetable, me: caller.member }
    }
}

impl<'a> OneElection<'a> {
    fn of(frame: &'a Frame, errors: &'a Errors, office: &Office<'_>, election: Option<&'a Election>, typed: &Form) -> Self {
        let sent = !typed.fields().is_empty();
        let fill = |field: Field| field.filled(typed, errors);
        let day = |day: Option<chrono::NaiveDate>| day.map(|d| frame.iso(&d)).unwrap_or_default();
        let contests = election.map(|e| e.contests.clone()).filter(|_| !sent).unwrap_or_default();
        let fields = vec![
            Field::text(frame, "name").of(frame, "election").span(true).value(election.map(|e| e.name.as_str()).unwrap_or_default()),
            Field::date(frame, "day").class("w-10").value(day(election.map(|e| e.day))),
            Field::checks(frame, "contests", Choice::all(frame, "contest", Contest::ALL)).small().chosen(&contests),
        ];
        let number = |name: &str, value: Option<i64>, usual: i64| {
            Field::new(frame, Input::Number, name).class("w-4").with("min", 0).with("max", 1000).value(value.unwrap_or(usual))
        };
        let date = |name: &str, value: Option<chrono::NaiveDate>| Field::date(frame, name).optional().class("w-10").value(day(value));
        let dates = vec![
            date("voter_list_posted", election.and_then(|e| e.voter_list_posted)),
            date("candidate_list_published", election.and_then(|e| e.candidate_list_published)),
            date("result_published", election.and_then(|e| e.result_published)),
            number("opens_before", election.map(|e| e.opens_before), 105),
            number("closes_after", election.map(|e| e.closes_after), 60),
        ];
        let all = places::kept(office.directory, office.me);
        let chosen = election.map(|e| e.units.clone()).filter(|_| !sent).unwrap_or_default();
        let rows = if sent { places::rows(typed, "units") } else { chosen.len() } + SPARE;
        let unit = |at: usize| fill(places::field(frame, &format!("units.{at}"), &all, chosen.get(at).copied()).no_hint().optional());
        Self {
            frame,
            errors,
            done: None,
            election,
            kept: election.is_none_or(|e| e.units.iter().all(|u| keeps(office.directory, office.me, *u))),
            stations: election.map(|e| stations(frame, office.timetable, e)).unwrap_or_default(),
            fields: fields.into_iter().map(fill).collect(),
            units: (0..rows).map(unit).collect(),
            dates: dates.into_iter().map(fill).collect(),
        }
    }

    fn action(&self) -> String {
        self.election.map_or_else(|| "/admin/elections".to_owned(), |e| format!("/admin/elections/{}", e.id))
    }
}

/// `GET /admin/elections/new`
async fn fresh(frame: Frame, caller: Caller) -> Answer {
    page(&OneElection::of(&frame, &Errors::default(), &Office::of(&caller), None, &Form::default()))
}

fn found(caller: &Caller, id: ElectionId) -> Result<&Election, ApiError> {
    caller.ctx.directory.elections.get(&id).ok_or(ApiError::NotFound)
}

/// `GET /admin/elections/{id}`
async fn show(frame: Frame, caller: Caller, id: PathId<ElectionId>, back: Params<Back>) -> Answer {
    let election = found(&caller, id.0)?;
    let none = Errors::default();
    let shown = OneElection::of(&frame, &none, &Office::of(&caller), Some(election), &Form::default());
    page(&OneElection { done: back.0.done, ..shown })
}

/// `POST /admin/elections`
async fn create(frame: Frame, caller: Caller, form: Form) -> Answer {
    let form = places::compact(&form, "units");
    let error = match try_create(&caller, &form).await {
        Ok(id) => return Ok(see_other(&format!("/admin/elections/{id}?done=added"))),
        Err(error) => correctable(error)?,
    };
    let errors = Errors::of(&error, frame.lang);
    page_with(error.status(), &OneElection::of(&frame, &errors, &Office::of(&caller), None, &form))
}

/// Lists of which nothing was ticked or filled in: the rule that refuses an empty one says it better than a missing field.
fn with_lists(caller: &Caller, form: &Form) -> Result<Filled, ApiError> {
    places::read(form, &caller.ctx.directory, &["units"])?.parse()
}

async fn try_create(caller: &Caller, form: &Form) -> Result<ElectionId, ApiError> {
    let filled = with_lists(caller, form)?;
    let new = NewElection {
        name: filled.name,
        day: filled.day,
        contests: filled.contests,
        units: filled.units,
        voter_list_posted: filled.voter_list_posted,
        candidate_list_published: filled.candidate_list_published,
        result_published: filled.result_published,
        opens_before: filled.opens_before,
        closes_after: filled.closes_after,
    };
    let (ctx, me) = (caller.ctx.clone(), caller.member);
    block(move || {
        let request = Request { scope: "page", key: None, bytes: &[] };
        manage_elections::create(&ctx, me, request, &new, |e| e.id)
    })
    .await
}

/// What the form of an election holds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Filled {
    name: Line,
    day: Day,
    #[serde(default)]
    contests: Vec<Contest>,
    #[serde(default)]
    units: Vec<UnitId>,
    voter_list_posted: Option<Day>,
    candidate_list_published: Option<Day>,
    result_published: Option<Day>,
    opens_before: Option<Days>,
    closes_after: Option<Days>,
}

/// `POST /admin/elections/{id}`
async fn change(frame: Frame, caller: Caller, id: PathId<ElectionId>, form: Form) -> Answer {
    let election = found(&caller, id.0)?;
    let form = places::compact(&form, "units");
    let error = match try_change(&caller, id.0, &form).await {
        Ok(()) => return Ok(see_other(&format!("/admin/elections/{}?done=saved", id.0))),
        Err(error) => correctable(error)?,
    };
    let errors = Errors::of(&error, frame.lang);
    page_with(error.status(), &OneElection::of(&frame, &errors, &Office::of(&caller), Some(election), &form))
}

async fn try_change(caller: &Caller, id: ElectionId, form: &Form) -> Result<(), ApiError> {
    let filled = with_lists(caller, form)?;
    let change = ElectionChange {
        name: Some(filled.name),
        day: Some(filled.day),
        contests: Some(filled.contests),
        units: Some(filled.units),
        voter_list_posted: Some(filled.voter_list_posted),
        candidate_list_published: Some(filled.candidate_list_published),
        result_published: Some(filled.result_published),
        opens_before: filled.opens_before,
        closes_after: filled.closes_after,
    };
    let (ctx, me) = (caller.ctx.clone(), caller.member);
    block(move || manage_elections::change(&ctx, me, id, &change, |_| ())).await
}

/// The page with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    let (directory, election, none) = (sample::directory(), sample::election(), Errors::default());
    let office = Office { directory: &directory, timetable: &Law::embedded().timetable, me: sample::ADMIN };
    let wrong = Errors::of(&ApiError::Field { field: "units".into(), code: "no_units", args: vec![] }, frame.lang);
    let typed: Form = [("name", "Bầu cử bổ sung".to_owned())].map(|(n, v)| (n.to_owned(), v)).into_iter().collect();
    let shown = OneElection::of(frame, &none, &office, Some(&election), &Form::default());
    vec![
        Sample::of("admin/election", &OneElection { done: Some(Done::Saved), ..shown }),
        Sample::of("admin/election refused", &OneElection::of(frame, &wrong, &office, None, &typed)),
    ]
}

/// The rows of the table of routes.
pub fn routes() -> Vec<Route> {
    vec![
        Route::page(Method::POST, "/admin/elections", "admin_election_create", ADMINS, create),
        Route::page(Method::GET, "/admin/elections/new", "admin_election_new", ADMINS, fresh),
        Route::page(Method::GET, "/admin/elections/{id}", "admin_election", ADMINS, show),
        Route::page(Method::POST, "/admin/elections/{id}", "admin_election_change", ADMINS, change),
    ]
}
