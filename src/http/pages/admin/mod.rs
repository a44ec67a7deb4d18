//! What admins keep: people, units, elections, calendars, law; and how mails and jobs fare. No case content anywhere.

mod calendar_file;
mod calendar_text;
pub mod calendars;
pub mod election;
pub mod elections;
pub mod figures;
pub mod invitation;
pub mod jobs;
pub mod law;
pub mod mail;
mod milestones;
pub mod places;
mod reminders;
pub mod sample;
pub mod unit;
pub mod units;
pub mod user;
mod user_marks;
pub mod user_proof;
pub mod users;

use serde::Deserialize;

use super::frame::Way;
use super::{Frame, Sample};
use crate::domain::permission::Role;
use crate::http::actor::Permission;
use crate::http::error::ApiError;
use crate::http::route::Route;

/// Who opens these pages.
const ADMINS: Permission = Permission::Role(&[Role::Admin]);

/// Rows on one page of a list.
const ROWS: usize = 25;

codes! {
    /// What was just done, said above the page that one comes back to.
    pub enum Done {
        Saved = "saved",
        Added = "added",
        Mailed = "mailed",
        Resent = "resent",
    }
}

/// The query of a page that is come back to.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Back {
    done: Option<Done>,
}

impl Frame {
    /// The pages of an admin.
    pub fn admin_ways(&self) -> Vec<Way> {
        const ALL: [(&str, &str); 7] = [
            ("/admin/users", "admin-users"),
            ("/admin/units", "admin-units"),
            ("/admin/elections", "admin-elections"),
            ("/admin/calendars", "admin-calendars"),
            ("/admin/law", "admin-law"),
            ("/admin/mail", "admin-mail"),
            ("/admin/jobs", "admin-jobs"),
        ];
        let current = |href: &str| self.path == href || self.path.starts_with(&format!("{href}/"));
        ALL.iter().map(|(href, text)| Way { href, text, current: current(href) }).collect()
    }

    /// What was just done, in words.
    pub fn done(&self, done: &Option<Done>) -> Option<String> {
        done.map(|done| self.word("done", done))
    }
}

/// An error that the reader of a form can correct: the form is shown again. Any other is answered as such.
pub(super) fn correctable(error: ApiError) -> Result<ApiError, ApiError> {
    if matches!(error.status().as_u16(), 409 | 422) { Ok(error) } else { Err(error) }
}

/// Every page with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    [
        users::samples(frame),
        user::samples(frame),
        invitation::samples(frame),
        units::samples(frame),
        unit::samples(frame),
        elections::samples(frame),
        election::samples(frame),
        calendars::samples(frame),
        calendar_file::samples(frame),
        law::samples(frame),
        figures::samples(frame),
        mail::samples(frame),
        jobs::samples(frame),
    ]
    .concat()
}

/// The rows of the table of routes.
pub fn routes() -> Vec<Route> {
    [
        users::routes(),
        user::routes(),
        user_proof::routes(),
        user_marks::routes(),
        invitation::routes(),
        units::routes(),
        unit::routes(),
        elections::routes(),
        election::routes(),
        calendars::routes(),
        calendar_file::routes(),
        law::routes(),
        figures::routes(),
        mail::routes(),
        jobs::routes(),
    ]
    .concat()
}
