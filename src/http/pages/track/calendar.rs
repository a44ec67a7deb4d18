//! `/calendar`: the days of an election with their articles, and what would fall due when if something were filed.

use actix_web::HttpRequest;
use actix_web::http::{Method, StatusCode};
use actix_web::web;
use askama::Template;
use chrono::NaiveDate;

use super::what_if::{self, Found, WhatIf};
use crate::domain::directory::{Directory, Election};
use crate::domain::election::{Milestone, freeze_from};
use crate::domain::law::Law;
use crate::http::actor::{Anybody, Permission};
use crate::http::error::{Answer, ApiError};
use crate::http::form::Form;
use crate::http::pages::stations::{STATIONS, class};
use crate::http::pages::{Choice, Errors, Field, Frame, Sample, page_with};
use crate::http::route::Route;

/// The most elections to choose among: the latest.
const ELECTIONS: usize = 12;

#[derive(Template)]
#[template(path = "pages/track/calendar.html")]
struct CalendarPage<'a> {
    frame: &'a Frame,
    errors: &'a Errors,
    /// The elections of this office, the latest first.
    elections: Vec<Choice>,
    chosen: Option<Chosen>,
    fields: Vec<Field>,
    /// What would fall due; none while nothing was asked.
    found: Option<Found>,
}

/// The election whose days are shown.
#[derive(Debug, Clone)]
struct Chosen {
    id: String,
    name: String,
    day: NaiveDate,
    freeze: NaiveDate,
    stations: Vec<Station>,
    groups: Vec<Group>,
}

/// Days of one part of the election, folded where its time is not now.
#[derive(Debug, Clone)]
struct Group {
    title: String,
    open: bool,
    rows: Vec<Row>,
}

/// The parts, each up to so many days from election day.
const PARTS: [(&str, i64); 3] = [("calendar-part-before", -41), ("calendar-part-lists", -1), ("calendar-part-day", i64::MAX)];

/// A day of the line of time.
#[derive(Debug, Clone)]
struct Station {
    date: NaiveDate,
    name: String,
    /// Of the stylesheet.
    class: String,
}

/// A day of the table.
#[derive(Debug, Clone)]
struct Row {
    date: NaiveDate,
    /// `10 days before`.
    offset: String,
    time: Option<String>,
    name: String,
    basis: String,
    verified: bool,
    /// The day on which it really was, where the office has entered another.
    really: Option<NaiveDate>,
    freeze: bool,
}

impl Chosen {
    fn of(frame: &Frame, law: &Law, election: &Election) -> Self {
        let milestones = law.timetable.milestones(election.day);
        let freeze = freeze_from(election.day);
        let station = |m: &Milestone| Station {
            date: m.date,
            name: m.name.of(frame.lang.as_str()).to_owned(),
            class: class(m.date, election.day, freeze, frame.today),
        };
        let row = |m: &Milestone| Row {
            date: m.date,
            offset: offset(frame, m.offset_days),
            time: m.time.clone(),
            name: m.name.of(frame.lang.as_str()).to_owned(),
            basis: m.basis.clone(),
            verified: m.verified,
            really: election.really(&m.id).filter(|day| *day != m.date),
            freeze: m.id == "el.freeze",
        };
        // The part of the next day that is to come is unfolded.
        let next = milestones.iter().find(|m| m.date >= frame.today).map(|m| m.offset_days);
        let mut from = i64::MIN;
        let mut groups = Vec::new();
        for (title, to) in PARTS {
            let within = |days: i64| from <= days && days <= to;
            let rows: Vec<Row> = milestones.iter().filter(|m| within(m.offset_days)).map(row).collect();
            if !rows.is_empty() {
                groups.push(Group { title: frame.t(title), open: next.is_some_and(within), rows });
            }
            from = to.saturating_add(1);
        }
        Self {
            id: election.id.to_string(),
            name: election.name.clone(),
            day: election.day,
            freeze,
            stations: milestones.iter().filter(|m| STATIONS.contains(&m.id.as_str())).map(station).collect(),
            groups,
        }
    }
}

fn offset(frame: &Frame, days: i64) -> String {
    match days {
        0 => frame.t("calendar-same"),
        -1 => frame.t("calendar-eve"),
        ..0 => frame.t1("calendar-before", "days", days.abs()),
        1.. => frame.t1("calendar-after", "days", days),
    }
}

/// The elections, the latest first; and the one to be shown: the one asked for, else the next, else the last.
fn elections<'d>(directory: &'d Directory, asked: &str, today: NaiveDate) -> (Vec<&'d Election>, Option<&'d Election>) {
    let mut all: Vec<&Election> = directory.elections.values().collect();
    all.sort_by_key(|e| (std::cmp::Reverse(e.day), e.id));
    let asked = all.iter().copied().find(|e| e.id.to_string() == asked);
    let ahead = all.iter().copied().rfind(|e| e.day >= today);
    let chosen = asked.or(ahead).or(all.first().copied());
    all.truncate(ELECTIONS);
    (all, chosen)
}

struct Asked<'a> {
    frame: &'a Frame,
    law: &'a Law,
    directory: &'a Directory,
    typed: &'a Form,
}

impl Asked<'_> {
    fn page(&self) -> Answer {
        let (all, chosen) = elections(self.directory, self.typed.get("election"), self.frame.today);
        let asked = self.typed.fields().iter().any(|(name, _)| name != "election");
        let found = if asked { Some(self.find(chosen)) } else { None };
        let (found, errors) = match found {
            Some(Ok(found)) => (Some(found), Errors::default()),
            Some(Err(error)) => (None, wrong(self.frame, self.typed, &error)),
            None => (None, Errors::default()),
        };
        let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        page_with(status, &self.written(&all, chosen, found, &errors))
    }

    fn find(&self, election: Option<&Election>) -> Result<Found, ApiError> {
        let mut typed = self.typed.clone();
        typed.take("election");
        let what: WhatIf = typed.parse()?;
        what_if::find(self.frame, self.law, election, &what)
    }

    fn written<'p>(&'p self, all: &[&Election], chosen: Option<&Election>, found: Option<Found>, errors: &'p Errors) -> CalendarPage<'p> {
        let named = |e: &&Election| Choice::new(e.id, format!("{} ({})", e.name, self.frame.day(&e.day)));
        CalendarPage {
            frame: self.frame,
            errors,
            elections: all.iter().map(named).collect(),
            chosen: chosen.filter(|e| self.law.timetable.version(e.day).is_some()).map(|e| Chosen::of(self.frame, self.law, e)),
            fields: what_if::fields(self.frame, self.typed, errors),
            found,
        }
    }
}

/// What is to be corrected, with all that is missing.
fn wrong(frame: &Frame, typed: &Form, error: &ApiError) -> Errors {
    let mut errors = Errors::within("if", error, frame.lang);
    let fields = what_if::fields(frame, typed, &Errors::default());
    // The day is filled in already: today.
    let asked: Vec<Field> = fields.into_iter().filter(|field| field.name != "received_on").collect();
    errors.all_missing(frame.lang, &asked, typed);
    errors
}

/// `GET /calendar`
async fn show(frame: Frame, anybody: Anybody, req: HttpRequest) -> Answer {
    let read = web::Query::<Vec<(String, String)>>::from_query(req.query_string());
    let pairs = read.map_err(|_| ApiError::Malformed("malformed_query"))?.into_inner();
    let typed: Form = pairs.into_iter().filter(|(name, _)| name != "lang").collect();
    Asked { frame: &frame, law: &anybody.ctx.law, directory: &anybody.ctx.directory, typed: &typed }.page()
}

/// The page with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    let law = Law::embedded();
    let directory = Directory::new(1, Default::default(), Default::default(), Default::default());
    let election = Election {
        id: crate::domain::ids::ElectionId(1),
        name: "Bầu cử đại biểu Quốc hội khóa XV và đại biểu Hội đồng nhân dân các cấp".into(),
        day: NaiveDate::from_ymd_opt(2021, 5, 23).unwrap_or_default(),
        contests: Vec::new(),
        units: Vec::new(),
        voter_list_posted: NaiveDate::from_ymd_opt(2021, 4, 12),
        candidate_list_published: None,
        result_published: None,
        opens_before: 105,
        closes_after: 60,
    };
    let form = |pairs: &[(&str, &str)]| -> Form { pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect() };
    let mut samples = Vec::new();
    let cases = [
        ("track/calendar", form(&[])),
        ("track/calendar asked", form(&[("kind", "complaint"), ("matter", "voter_list"), ("received_on", "2021-05-10")])),
        (
            "track/calendar general",
            form(&[("kind", "denunciation"), ("matter", "official_conduct"), ("complexity", "complex"), ("in_person", "true")]),
        ),
        ("track/calendar wrong", form(&[("kind", "complaint"), ("matter", "candidate"), ("received_on", "x")])),
    ];
    for (name, typed) in cases {
        let asked = Asked { frame, law, directory: &directory, typed: &typed };
        let (found, errors) = match (typed.fields().is_empty(), asked.find(Some(&election))) {
            (true, _) => (None, Errors::default()),
            (false, Ok(found)) => (Some(found), Errors::default()),
            (false, Err(error)) => (None, wrong(frame, &typed, &error)),
        };
        samples.push(Sample::of(name, &asked.written(&[&election], Some(&election), found, &errors)));
    }
    let typed = form(&[]);
    let none = Asked { frame, law, directory: &directory, typed: &typed };
    samples.push(Sample::of("track/calendar empty", &none.written(&[], None, None, &Errors::default())));
    samples
}

/// The rows of the table of routes.
pub fn routes() -> Vec<Route> {
    vec![Route::page(Method::GET, "/calendar", "calendar_page", Permission::Public, show)]
}
