//! Complaints and denunciations by polling area, for the records of arts. 76 and 77.

use actix_web::http::Method;
use askama::Template;

use super::super::{Frame, Sample, page};
use super::{Chosen, csv, query, sample};
use crate::actions::read::records::{self as read, Figures, READERS, Records};
use crate::actions::read::registers::Period;
use crate::domain::directory::Election;
use crate::http::actor::{Caller, Permission};
use crate::http::error::{Answer, ApiError};
use crate::http::params::Params;
use crate::http::route::Route;
use crate::http::shared::block;

/// The columns after the polling area.
const COLUMNS: [&str; 14] = [
    "carried-over",
    "received",
    "to-process",
    "complaints",
    "denunciations",
    "settled",
    "right",
    "partly",
    "wrong",
    "sent-on",
    "ended",
    "processed",
    "not-processed",
    "late",
];

fn figures(of: &Figures) -> [usize; 14] {
    [
        of.carried_over,
        of.received,
        of.to_process(),
        of.complaints,
        of.denunciations,
        of.settled,
        of.right,
        of.partly,
        of.wrong,
        of.sent_on,
        of.ended,
        of.processed(),
        of.not_processed,
        of.late,
    ]
}

#[derive(Template)]
#[template(path = "pages/register/records.html")]
struct Page<'a> {
    frame: &'a Frame,
    unit: String,
    /// The election, where one was chosen.
    election: Option<String>,
    period: &'a Period,
    columns: Vec<String>,
    rows: Vec<(String, [usize; 14])>,
    sum: [usize; 14],
    /// Whether the control sums hold; said under the table either way.
    holds: bool,
    /// carried over, received, processed, not processed.
    control: (usize, usize, usize, usize),
    file: String,
}

impl<'a> Page<'a> {
    fn of(frame: &'a Frame, period: &'a Period, unit: String, records: &Records) -> Self {
        let named = |name: &Option<String>| name.clone().unwrap_or_else(|| frame.t("records-no-area"));
        let sum = &records.sum;
        Self {
            frame,
            unit,
            election: None,
            period,
            columns: COLUMNS.iter().map(|id| frame.word("records-column", id)).collect(),
            rows: records.rows.iter().map(|(name, of)| (named(name), figures(of))).collect(),
            sum: figures(sum),
            holds: records.holds(),
            control: (sum.carried_over, sum.received, sum.processed(), sum.not_processed),
            file: format!("/register/records.csv?{}", query(period)),
        }
    }

    /// Of one election only.
    fn only(mut self, election: Option<&Election>) -> Self {
        if let Some(election) = election {
            self.file.push_str(&format!("&election={}", election.id));
            self.election = Some(format!("{} ({})", election.name, self.frame.day(&election.day)));
        }
        self
    }

    fn control_sum(&self) -> String {
        let (carried, received, processed, not) = self.control;
        let values = [("carried", carried), ("received", received), ("processed", processed), ("not", not)];
        let id = if self.holds { "records-holds" } else { "records-does-not-hold" };
        self.frame.say(id, &values.map(|(name, value)| (name, value.to_string())))
    }
}

/// What was asked for, counted.
struct Found {
    period: Period,
    unit: String,
    records: Records,
    only: Option<Election>,
}

impl Found {
    fn page<'a>(&'a self, frame: &'a Frame) -> Page<'a> {
        Page::of(frame, &self.period, self.unit.clone(), &self.records).only(self.only.as_ref())
    }
}

async fn counted(caller: Caller, chosen: &Chosen) -> Result<Found, ApiError> {
    let period = chosen.period(&caller.ctx, caller.member, &READERS)?;
    let unit = caller.ctx.directory.units.get(&period.unit).map(|u| u.name.clone()).unwrap_or_default();
    let only = match chosen.election {
        Some(id) => Some(caller.ctx.directory.elections.get(&id).cloned().ok_or(ApiError::NotFound)?),
        None => None,
    };
    let election = chosen.election;
    let records = block(move || {
        let ctx = &caller.ctx;
        ctx.store.snapshot(|conn| read::records(ctx, conn, caller.member, &period, election))
    })
    .await?;
    Ok(Found { period, unit, records, only })
}

/// `GET /register/records`
async fn show(frame: Frame, caller: Caller, chosen: Params<Chosen>) -> Answer {
    page(&counted(caller, &chosen.0).await?.page(&frame))
}

/// `GET /register/records.csv`
async fn file(frame: Frame, caller: Caller, chosen: Params<Chosen>) -> Answer {
    let found = counted(caller, &chosen.0).await?;
    let (page, period) = (found.page(&frame), &found.period);
    let line =
        |name: &str, of: &[usize; 14]| std::iter::once(name.to_owned()).chain(of.iter().map(ToString::to_string)).collect::<Vec<String>>();
    let mut lines = vec![std::iter::once(frame.t("records-area")).chain(page.columns.clone()).collect()];
    lines.extend(page.rows.iter().map(|(name, of)| line(name, of)));
    lines.push(line(&frame.t("records-sum"), &page.sum));
    csv::file(&format!("records-{}-{}", period.from, period.to), &lines)
}

/// The page with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    let (period, records) = (sample::period(), sample::records());
    let mut wrong = records.clone();
    wrong.sum.received += 1;
    let of = |records: &Records| Page::of(frame, &period, "Phường Cự Khối".into(), records);
    vec![Sample::of("register/records", &of(&records)), Sample::of("register/records wrong", &of(&wrong))]
}

/// Their rows.
pub fn routes() -> Vec<Route> {
    let readers = || Permission::Role(&READERS);
    vec![
        Route::page(Method::GET, "/register/records", "records_page", readers(), show),
        Route::page(Method::GET, "/register/records.csv", "records_file", readers(), file).media_type("text/csv"),
    ]
}
