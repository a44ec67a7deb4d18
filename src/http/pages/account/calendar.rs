//! Calendars of one's deadlines for a calendar program: made, shown once, revoked.

use actix_web::http::Method;
use askama::Template;
use serde::Deserialize;

use crate::actions::calendar_feed::{self, Made, may_have};
use crate::domain::directory::{Directory, Level, Member};
use crate::domain::ids::{FeedId, UnitId};
use crate::http::actor::{Caller, Permission};
use crate::http::error::{Answer, ApiError};
use crate::http::form::Form;
use crate::http::pages::admin::{correctable, places};
use crate::http::pages::{Choice, Errors, Field, Frame, Sample, page, page_with, see_other};
use crate::http::params::{Params, PathId};
use crate::http::route::Route;
use crate::http::shared::block;
use crate::store::calendar_feeds::Feed;

codes! {
    /// What was just done.
    pub enum Done {
        Revoked = "revoked",
    }
}

/// The query of the page.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Back {
    done: Option<Done>,
}

#[derive(Template)]
#[template(path = "pages/account/calendar.html")]
struct Calendars<'a> {
    frame: &'a Frame,
    errors: &'a Errors,
    done: Option<Done>,
    fields: Vec<Field>,
    rows: Vec<Row>,
}

/// A feed that works.
struct Row {
    feed: Feed,
    /// The unit's name, or that it is one's own.
    of: String,
}

/// The address of a feed that was just made.
#[derive(Template)]
#[template(path = "pages/account/calendar_shown.html")]
struct Shown<'a> {
    frame: &'a Frame,
    made: &'a Made,
}

/// The choice that is no unit.
const OWN: &str = "own";

impl<'a> Calendars<'a> {
    fn of(frame: &'a Frame, errors: &'a Errors, directory: &Directory, member: &Member, typed: &Form, feeds: &[Feed]) -> Self {
        let units = directory.units.values().filter(|u| u.level != Level::PollingArea && may_have(directory, member, u.id));
        let mut units: Vec<Choice> = units.map(|u| Choice::new(u.id, places::name(directory, u.id))).collect();
        units.sort_by(|a, b| a.text.cmp(&b.text));
        let own = Choice::new(OWN, frame.t("feed-of-own"));
        let field = Field::select(frame, "feed_of", std::iter::once(own).chain(units).collect());
        let row =
            |feed: &Feed| Row { feed: *feed, of: feed.unit.map_or_else(|| frame.t("feed-of-own"), |unit| places::name(directory, unit)) };
        let rows = feeds.iter().map(row).collect();
        Self { frame, errors, done: None, fields: vec![field.value(OWN).filled(typed, errors)], rows }
    }
}

async fn answer(frame: &Frame, caller: &Caller, typed: &Form, error: Option<ApiError>, done: Option<Done>) -> Answer {
    let member = caller.ctx.directory.members.get(&caller.member).ok_or(ApiError::NoSession)?;
    let (ctx, me) = (caller.ctx.clone(), caller.member);
    let feeds = block(move || calendar_feed::of_member(&ctx, me)).await?;
    let errors = error.as_ref().map(|e| Errors::of(e, frame.lang)).unwrap_or_default();
    let shown = Calendars { done, ..Calendars::of(frame, &errors, &caller.ctx.directory, member, typed, &feeds) };
    if let Some(error) = error { page_with(error.status(), &shown) } else { page(&shown) }
}

/// `GET /account/calendar`
async fn show(frame: Frame, caller: Caller, back: Params<Back>) -> Answer {
    answer(&frame, &caller, &Form::default(), None, back.0.done).await
}

/// `POST /account/calendar`. The address stands in this answer and nowhere else.
async fn make(frame: Frame, caller: Caller, form: Form) -> Answer {
    let of = match form.get("feed_of") {
        OWN | "" => Ok(None),
        unit => {
            unit.parse::<UnitId>().map(Some).map_err(|_| ApiError::Field { field: "feed_of".into(), code: "unit_unknown", args: vec![] })
        }
    };
    let (ctx, me) = (caller.ctx.clone(), caller.member);
    let made = match of {
        Ok(of) => block(move || calendar_feed::make(&ctx, me, of)).await,
        Err(error) => Err(error),
    };
    match made {
        Ok(made) => page(&Shown { frame: &frame, made: &made }),
        Err(error) => answer(&frame, &caller, &form, Some(correctable(error)?), None).await,
    }
}

/// `POST /account/calendar/{id}/revoke`
async fn revoke(caller: Caller, id: PathId<FeedId>, _form: Form) -> Answer {
    block(move || calendar_feed::revoke(&caller.ctx, caller.member, id.0)).await?;
    Ok(see_other("/account/calendar?done=revoked"))
}

/// The pages with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    use crate::http::pages::admin::sample;
    let (directory, none) = (sample::directory(), Errors::default());
    let Some(member) = directory.members.get(&sample::ADMIN) else { return Vec::new() };
    let feed = |id: i64, unit: Option<UnitId>| Feed { id: FeedId(id), member: member.id, unit, created_at: frame.now };
    let feeds = [feed(1, None), feed(2, Some(sample::WARD))];
    let made = Made { address: "https://bau-cu.example/feed/2dGhlIHF1aWNrIGJyb3duIGZveCBqdW1wcyBvdmVyIHRo.ics".to_owned() };
    let shown = |feeds: &[Feed]| Calendars::of(frame, &none, &directory, member, &Form::default(), feeds);
    vec![
        Sample::of("account/calendar", &Calendars { done: Some(Done::Revoked), ..shown(&feeds) }),
        Sample::of("account/calendar empty", &shown(&[])),
        Sample::of("account/calendar_shown", &Shown { frame, made: &made }),
    ]
}

/// The rows of the table of routes.
pub fn routes() -> Vec<Route> {
    vec![
        Route::page(Method::GET, "/account/calendar", "account_calendar", Permission::SignedIn, show),
        Route::page(Method::POST, "/account/calendar", "account_calendar_make", Permission::SignedIn, make).fresh(),
        Route::page(Method::POST, "/account/calendar/{id}/revoke", "account_calendar_revoke", Permission::SignedIn, revoke),
    ]
}
