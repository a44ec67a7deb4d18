//! The first page: what can be complained of now, to whom, until when; what helps; what becomes of the name; the freeze.

use actix_web::http::Method;
use askama::Template;
use chrono::{NaiveDate, TimeDelta};

use super::steps::Office;
use crate::actions::context::Context;
use crate::domain::deadline::{Answer as Answered, Question};
use crate::domain::directory::Election;
use crate::domain::election::{CANDIDATE_LIST_PUBLISHED, VOTER_LIST_POSTED, freeze_from};
use crate::domain::kind::Matter;
use crate::domain::law::Law;
use crate::http::actor::{Anybody, Permission};
use crate::http::error::Answer;
use crate::http::pages::{Frame, Sample, page};
use crate::http::route::Route;

/// What can be complained of.
#[derive(Debug, Clone)]
pub struct MatterRow {
    pub what: String,
    pub to: String,
    /// Until when, and where that is said.
    pub until: String,
    pub basis: String,
}

/// When files about candidates rest (art. 61.2).
#[derive(Debug, Clone)]
pub struct Freeze {
    pub from: NaiveDate,
    pub day: NaiveDate,
    pub after: NaiveDate,
    /// It is today.
    pub now: bool,
    /// It is over.
    pub past: bool,
}

/// An election that is open.
#[derive(Debug, Clone)]
pub struct Open {
    pub name: String,
    pub day: NaiveDate,
    pub rows: Vec<MatterRow>,
    pub freeze: Freeze,
}

#[derive(Template)]
#[template(path = "pages/citizen/start.html")]
pub(super) struct Start<'a> {
    frame: &'a Frame,
    elections: Vec<Open>,
    /// Offices that take letters.
    units: Vec<String>,
}

impl<'a> Start<'a> {
    pub(super) fn of(frame: &'a Frame, elections: &[&Election], units: Vec<String>, law: &Law) -> Self {
        Self { frame, elections: elections.iter().map(|e| open(frame, e, law)).collect(), units }
    }
}

fn open(frame: &Frame, election: &Election, law: &Law) -> Open {
    let (today, day) = (frame.today, election.day);
    let freeze = Freeze {
        from: freeze_from(day),
        day,
        after: day + TimeDelta::days(1),
        now: freeze_from(day) <= today && today <= day,
        past: day < today,
    };
    let row = |matter: Matter, until: String, basis: &str| MatterRow {
        what: frame.word("matter", matter),
        to: frame.t(&format!("start-to-{matter}")),
        until,
        basis: basis.to_owned(),
    };
    let (voters, voters_basis) = voter_list(frame, election, law);
    let (result, result_basis) = result(frame, election, law);
    let rows = vec![
        row(Matter::VoterList, voters, &voters_basis),
        row(Matter::Candidate, candidates(frame, election, law, &freeze), crate::domain::gate::FREEZE),
        row(Matter::PollingStation, polling(frame, day), "Luật Bầu cử 85/2015/QH13, điều 75"),
        row(Matter::Result, result, &result_basis),
        row(Matter::Organisation, frame.t("start-until-any"), ""),
    ];
    Open { name: election.name.clone(), day, rows, freeze }
}

/// From the posting of the list, as many days as the law gives (art. 33).
fn voter_list(frame: &Frame, election: &Election, law: &Law) -> (String, String) {
    let posted = election.voter_list_posted.or_else(|| law.timetable.date(VOTER_LIST_POSTED, election.day));
    let Some(posted) = posted else { return (frame.t("start-until-posted"), String::new()) };
    let question =
        Question { rule: "el.voter-list.file".into(), from: Some(posted), election_day: Some(election.day), ..Question::default() };
    let Ok(answer) = question.answer(law) else { return (frame.t("start-until-posted"), String::new()) };
    let Some(due) = answer.due else { return (frame.t("start-until-posted"), answer.basis) };
    let said = if frame.today < posted {
        frame.t2("start-from-until", "from", frame.day(&posted), "until", frame.weekday(&due))
    } else if frame.today <= due {
        frame.t1("start-until", "until", frame.weekday(&due))
    } else {
        frame.t1("start-over", "until", frame.weekday(&due))
    };
    (said, answer.basis)
}

/// What comes before the freeze is settled before it; later it is taken and rests (arts. 61.1, 61.2).
fn candidates(frame: &Frame, election: &Election, law: &Law, freeze: &Freeze) -> String {
    let published = election.candidate_list_published.or_else(|| law.timetable.date(CANDIDATE_LIST_PUBLISHED, election.day));
    let last = freeze.from - TimeDelta::days(1);
    match published {
        _ if freeze.past => frame.t("start-candidate-after"),
        _ if freeze.now => frame.t1("start-candidate-frozen", "day", frame.day(&freeze.day)),
        Some(published) if frame.today < published => {
            frame.t2("start-candidate-before", "published", frame.day(&published), "last", frame.weekday(&last))
        }
        _ => frame.t1("start-candidate-open", "last", frame.weekday(&last)),
    }
}

fn polling(frame: &Frame, day: NaiveDate) -> String {
    let shown = frame.weekday(&day);
    if frame.today <= day { frame.t1("start-polling", "day", shown) } else { frame.t1("start-polling-after", "day", shown) }
}

/// From the publication of the result, where the law's figure is confirmed (art. 87).
fn result(frame: &Frame, election: &Election, law: &Law) -> (String, String) {
    let Some(published) = election.result_published else {
        let planned = |milestone| law.timetable.date(milestone, election.day);
        let basis = || "Luật Bầu cử 85/2015/QH13, điều 86, 87".to_owned();
        // The last day to complain if the result is published on its last day; unsaid where the figure is not confirmed.
        let on_its_last = |day: NaiveDate| {
            let due = result_answer(election, law, day)?.due?;
            Some(frame.t2("start-result-then", "published", frame.day(&day), "until", frame.weekday(&due)))
        };
        let and = |said: String, days: &[NaiveDate]| {
            let then: Vec<String> = days.iter().copied().filter_map(on_its_last).collect();
            if then.is_empty() { said } else { format!("{said}. {}", then.join(" ")) }
        };
        return match (planned("el.result.publish.council"), planned("el.result.publish.na")) {
            // The result of the National Assembly has a day of its own by the old law (E+20).
            (Some(council), Some(assembly)) if council != assembly => {
                let said = frame.t2("start-result-planned-two", "council", frame.day(&council), "assembly", frame.day(&assembly));
                (and(said, &[council, assembly]), basis())
            }
            (Some(day), _) | (None, Some(day)) => (and(frame.t1("start-result-planned", "day", frame.day(&day)), &[day]), basis()),
            (None, None) => (frame.t("start-result-later"), String::new()),
        };
    };
    match result_answer(election, law, published) {
        Some(answer) => match answer.due {
            Some(due) if frame.today <= due => (frame.t1("start-until", "until", frame.weekday(&due)), answer.basis),
            Some(due) => (frame.t1("start-over", "until", frame.weekday(&due)), answer.basis),
            None => (frame.t1("start-result-unknown", "day", frame.day(&published)), answer.basis),
        },
        None => (frame.t("start-result-later"), String::new()),
    }
}

/// Until when a result published on this day may be complained of (art. 87.1).
fn result_answer(election: &Election, law: &Law, published: NaiveDate) -> Option<Answered> {
    let question =
        Question { rule: "el.result.file".into(), from: Some(published), election_day: Some(election.day), ..Question::default() };
    question.answer(law).ok()
}

/// `GET /`
async fn show(frame: Frame, anybody: Anybody) -> Answer {
    let ctx: &Context = &anybody.ctx;
    let office = Office::of(ctx);
    let mut elections: Vec<&Election> = office.units.iter().flat_map(|u| ctx.directory.open_elections(u.id, frame.today)).collect();
    elections.sort_by_key(|e| (e.day, e.id));
    elections.dedup_by_key(|e| e.id);
    let names = office.units.iter().map(|u| u.name.clone()).collect();
    page(&Start::of(&frame, &elections, names, &ctx.law))
}

/// The page with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    super::sample::start(frame)
}

/// The rows of the table of routes.
pub fn routes() -> Vec<Route> {
    vec![Route::page(Method::GET, "/", "start_page", Permission::Public, show)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Lang;

    fn election(year: i32, month: u32, day: u32) -> Election {
        let on = |month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
        Election {
            id: crate::domain::ids::ElectionId(1),
            name: "Bầu cử".into(),
            day: on(month, day),
            contests: Vec::new(),
            units: Vec::new(),
            voter_list_posted: None,
            candidate_list_published: None,
            result_published: None,
            opens_before: 105,
            closes_after: 60,
        }
    }

    fn about_the_result(election: &Election) -> String {
        let frame = Frame::sample(Lang::En, None);
        result(&frame, election, Law::embedded()).0
    }

    #[test]
    fn the_last_day_to_complain_of_a_result_is_told_where_the_law_has_the_figure() {
        // Published by E+10 and, of the National Assembly, E+20; five days each (arts. 86, 87.1).
        let old = about_the_result(&election(2021, 5, 23));
        for told in ["02/06/2021", "12/06/2021", "until the end of Monday 07/06/2021", "until the end of Thursday 17/06/2021"] {
            assert!(old.contains(told), "{told}: {old}");
        }
        let new = about_the_result(&election(2026, 3, 15));
        assert!(new.contains("25/03/2026") && !new.contains("until the end of"), "not confirmed: {new}");
        let known = Election { result_published: NaiveDate::from_ymd_opt(2021, 5, 31), ..election(2021, 5, 23) };
        assert_eq!(about_the_result(&known), "Until the end of Saturday 05/06/2021");
    }
}
