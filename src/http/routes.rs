//! The table of every URL: method, path, who may, and what it is. The server is set up from it, the OpenAPI document made
//! from it, and `tests/it/permissions.rs` calls every row with every role. To add a route: a row here.

use std::collections::BTreeMap;

use actix_web::http::Method;
use actix_web::middleware::from_fn;
use actix_web::{Resource, web};

use super::actor::{Door, Permission, admit};
use super::api::{
    calendars, cases, demo, docs, elections, feed, health, law, mails, metrics, papers, public, retention, second_factor, session, units,
    users, verbs,
};
use super::error::ApiError;
use super::limits::Class;
use super::pages;
use super::route::Route;
use super::shared::Shared;
use crate::domain::permission::Role;

use Permission::{Operator, Public, Role as Only, SignedIn};

const ADMIN: &[Role] = &[Role::Admin];

/// Every row.
pub fn table() -> Vec<Route> {
    [
        health_and_docs(),
        sessions(),
        second_factors(),
        office(),
        law_as_data(),
        cases::routes(),
        verbs::routes(),
        mails::routes(),
        papers::routes(),
        feed::routes(),
        retention::routes(),
        public::routes(),
        pages::routes(),
    ]
    .concat()
}

/// Every row, with those that only the demo has.
pub fn table_for(demo: bool) -> Vec<Route> {
    if demo { [table(), demo::routes(), pages::demo::routes()].concat() } else { table() }
}

fn health_and_docs() -> Vec<Route> {
    vec![
        Route::new(Method::GET, "/livez", "livez", Public, health::livez),
        Route::new(Method::GET, "/readyz", "readyz", Public, health::readyz),
        Route::new(Method::GET, "/metrics", "metrics", Operator, metrics::show),
        Route::new(Method::GET, "/api/openapi.json", "openapi", Public, docs::openapi),
        Route::new(Method::GET, "/api/docs", "docs", Public, docs::enter),
        Route::new(Method::GET, "/api/docs/{file:.*}", "docs_file", Public, docs::file),
    ]
}

fn sessions() -> Vec<Route> {
    let tag = "session";
    vec![
        Route::new(Method::POST, "/api/v1/session", "sign_in", Public, session::sign_in)
            .class(Class::SignIn)
            .says(tag, "Sign in")
            .body::<session::SignIn>()
            .answers::<session::SessionView>(200, "A session was opened.")
            .problems(&[401]),
        Route::new(Method::POST, "/api/v1/session/refresh", "refresh_session", Public, session::refresh)
            .class(Class::SignIn)
            .says(tag, "Renew a session; its refresh token is used up")
            .body::<session::Refresh>()
            .answers::<session::SessionView>(200, "The session goes on.")
            .problems(&[401]),
        Route::new(Method::POST, "/api/v1/session/confirm", "confirm_session", SignedIn, session::confirm)
            .class(Class::SignIn)
            .enrolling()
            .says(tag, "Prove again who asks: for ten minutes what takes a fresh proof may be done")
            .body::<session::Proof>()
            .answers_nothing("The proof is fresh."),
        Route::new(Method::DELETE, "/api/v1/session", "sign_out", SignedIn, session::sign_out)
            .enrolling()
            .says(tag, "Sign out")
            .answers_nothing("The session has ended."),
        Route::new(Method::GET, "/api/v1/me", "me", SignedIn, session::me)
            .enrolling()
            .says(tag, "The account that asks")
            .answers::<users::UserView>(200, "The account."),
        Route::new(Method::PATCH, "/api/v1/me", "change_me", SignedIn, session::change_me)
            .says(tag, "Change one's own language and absence")
            .body::<crate::actions::manage_users::OwnChange>()
            .answers::<users::UserView>(200, "The account as it is now."),
        Route::new(Method::POST, "/api/v1/me/password", "change_my_password", SignedIn, session::change_my_password)
            .class(Class::SignIn)
            .says(tag, "Change one's own password; other sessions end")
            .body::<session::OwnPassword>()
            .answers_nothing("The password is changed."),
        Route::new(Method::GET, "/api/v1/me/sessions", "my_sessions", SignedIn, session::my_sessions)
            .says(tag, "One's own sessions, the newest first")
            .answers_items::<session::OwnSessionView>("Sessions that live."),
        Route::new(Method::DELETE, "/api/v1/me/sessions/{id}", "end_my_session", SignedIn, session::end_my_session)
            .says(tag, "End a session of one's own, on every instance at once")
            .answers_nothing("It has ended."),
    ]
}

fn second_factors() -> Vec<Route> {
    const OWN: &str = "/api/v1/me/second-factor";
    let tag = "second factor";
    vec![
        Route::new(Method::GET, OWN, "my_second_factor", SignedIn, second_factor::show)
            .enrolling()
            .says(tag, "How one's own second factor stands")
            .answers::<second_factor::SecondFactorView>(200, "Since when, and how many recovery codes are left."),
        Route::new(Method::POST, OWN, "begin_second_factor", SignedIn, second_factor::begin)
            .fresh()
            .enrolling()
            .says(tag, "Make a secret for an app; what there is stays good until its first code is given")
            .answers::<second_factor::OfferedView>(200, "The secret."),
        Route::new(Method::POST, format!("{OWN}/confirm"), "confirm_second_factor", SignedIn, second_factor::confirm)
            .class(Class::SignIn)
            .enrolling()
            .says(tag, "Give the first code of the app; other sessions end")
            .body::<second_factor::FirstCode>()
            .answers::<second_factor::RecoveryCodesView>(200, "Recovery codes, not shown again."),
        Route::new(Method::POST, format!("{OWN}/recovery-codes"), "renew_recovery_codes", SignedIn, second_factor::renew_codes)
            .fresh()
            .says(tag, "Make new recovery codes; the old ones no longer work")
            .answers::<second_factor::RecoveryCodesView>(200, "Recovery codes, not shown again.")
            .problems(&[409]),
        Route::new(Method::DELETE, OWN, "disable_second_factor", SignedIn, second_factor::disable)
            .fresh()
            .says(tag, "Give up one's own second factor")
            .answers_nothing("The password alone is enough.")
            .problems(&[409]),
        Route::new(Method::DELETE, "/api/v1/users/{id}/second-factor", "reset_second_factor", Only(ADMIN), second_factor::reset)
            .fresh()
            .says(tag, "Take away the second factor of somebody who lost theirs: on record, and told to them")
            .answers_nothing("It is gone; the account's sessions have ended.")
            .problems(&[409]),
        Route::new(Method::DELETE, "/api/v1/users/{id}/sessions", "end_user_sessions", Only(ADMIN), second_factor::end_sessions)
            .fresh()
            .says(tag, "End all sessions of an account: on record, and told to its holder")
            .answers_nothing("They have ended.")
            .problems(&[409]),
    ]
}

fn office() -> Vec<Route> {
    use crate::actions::{manage_elections, manage_units, manage_users};
    let tag = "office";
    vec![
        Route::new(Method::GET, "/api/v1/users", "list_users", Only(ADMIN), users::list)
            .says(tag, "Accounts of the units that one keeps, by name to sign in with")
            .query::<users::List>()
            .answers_page::<users::UserView>("A page of accounts."),
        Route::new(Method::POST, "/api/v1/users", "create_user", Only(ADMIN), users::create)
            .fresh()
            .says(tag, "Make an account")
            .idempotent()
            .body::<manage_users::NewUser>()
            .answers::<users::UserView>(201, "The account."),
        Route::new(Method::GET, "/api/v1/users/{id}", "show_user", Only(ADMIN), users::show)
            .says(tag, "One account")
            .answers::<users::UserView>(200, "The account."),
        Route::new(Method::PATCH, "/api/v1/users/{id}", "change_user", Only(ADMIN), users::change)
            .fresh()
            .says(tag, "Change an account: name, e-mail, language, roles, disabled, absence")
            .body::<manage_users::UserChange>()
            .answers::<users::UserView>(200, "The account as it is now.")
            .problems(&[409]),
        Route::new(Method::POST, "/api/v1/users/{id}/password", "set_password", Only(ADMIN), users::set_password)
            .fresh()
            .says(tag, "Set a password; the account's sessions end")
            .body::<users::NewPassword>()
            .answers_nothing("The password is set."),
        Route::new(Method::GET, "/api/v1/units", "list_units", SignedIn, units::list)
            .says(tag, "All units, by sign")
            .query::<units::List>()
            .answers_page::<units::UnitView>("A page of units."),
        Route::new(Method::POST, "/api/v1/units", "create_unit", Only(ADMIN), units::create)
            .says(tag, "Add a unit")
            .idempotent()
            .body::<manage_units::NewUnit>()
            .answers::<units::UnitView>(201, "The unit."),
        Route::new(Method::PATCH, "/api/v1/units/{id}", "change_unit", Only(ADMIN), units::change)
            .says(tag, "Change a unit")
            .body::<manage_units::UnitChange>()
            .answers::<units::UnitView>(200, "The unit as it is now."),
        Route::new(Method::GET, "/api/v1/elections", "list_elections", SignedIn, elections::list)
            .says(tag, "All elections, latest first")
            .query::<elections::List>()
            .answers_page::<elections::ElectionView>("A page of elections."),
        Route::new(Method::POST, "/api/v1/elections", "create_election", Only(ADMIN), elections::create)
            .says(tag, "Add an election")
            .idempotent()
            .body::<manage_elections::NewElection>()
            .answers::<elections::ElectionView>(201, "The election."),
        Route::new(Method::PATCH, "/api/v1/elections/{id}", "change_election", Only(ADMIN), elections::change)
            .says(tag, "Change an election, e.g. when its lists were really published")
            .body::<manage_elections::ElectionChange>()
            .answers::<elections::ElectionView>(200, "The election as it is now."),
    ]
}

fn law_as_data() -> Vec<Route> {
    use crate::actions::manage_calendars;
    use crate::domain::deadline::Answer;
    use crate::domain::election::Milestone;
    let tag = "law";
    vec![
        Route::new(Method::GET, "/api/v1/calendars", "list_calendars", SignedIn, calendars::list)
            .says(tag, "Calendars that are loaded, and years that are missing")
            .answers::<calendars::CalendarsView>(200, "Years."),
        Route::new(Method::PUT, "/api/v1/calendars/{year}", "put_calendar", Only(ADMIN), calendars::put)
            .says(tag, "Load the calendar of a year")
            .body::<manage_calendars::NewCalendar>()
            .answers::<calendars::CalendarView>(200, "The year as it is now."),
        Route::new(Method::GET, "/api/v1/law/rules", "law_rules", SignedIn, law::rules)
            .says(tag, "Every rule in every version")
            .answers_list::<law::RuleRow>("Rules."),
        Route::new(Method::GET, "/api/v1/law/calendar", "law_calendar", SignedIn, law::calendar)
            .says(tag, "The milestones of an election, with citations")
            .query::<law::Calendar>()
            .answers_list::<Milestone>("Milestones in the order of dates."),
        Route::new(Method::GET, "/api/v1/law/due", "law_due", SignedIn, law::due)
            .says(tag, "One time limit, with its working day by day")
            .query::<law::Due>()
            .answers::<Answer>(200, "When it falls due, and why."),
        Route::new(Method::GET, "/api/v1/law/figures", "list_figures", SignedIn, law::figures)
            .says(tag, "Figures that the law leaves open, and what the office set")
            .answers::<law::FiguresView>(200, "Figures."),
        Route::new(Method::PUT, "/api/v1/law/figures", "put_figure", Only(ADMIN), law::put_figure)
            .says(tag, "Set a figure that the law leaves open, with its source")
            .body::<manage_calendars::NewFigure>()
            .answers::<law::FigureView>(200, "The figure as it is now."),
    ]
}

/// Sets up a server from the table: the rows of one path are one resource, whose other methods are 405.
pub fn configure(config: &mut web::ServiceConfig, shared: &web::Data<Shared>) {
    let mut resources: BTreeMap<String, Vec<Route>> = BTreeMap::new();
    for route in table_for(shared.app.demo.is_some()) {
        resources.entry(route.path.clone()).or_default().push(route);
    }
    // What has a placeholder comes last: `/users/me` would else be taken for an identifier.
    let mut resources: Vec<(String, Vec<Route>)> = resources.into_iter().collect();
    resources.sort_by_key(|(path, _)| path.contains('{'));
    for (path, routes) in resources {
        config.service(resource(&path, &routes, shared));
    }
    config.default_service(web::to(|| async { Err::<(), _>(ApiError::NotFound) }));
}

fn resource(path: &str, routes: &[Route], shared: &web::Data<Shared>) -> Resource {
    let methods = routes.iter().map(|r| r.method.as_str()).collect::<Vec<_>>().join(", ");
    let mut resource = web::resource(path.to_owned());
    for route in routes {
        let (door, shared) = (Door::of(route), shared.clone());
        let guard = from_fn(move |req, next| admit(shared.clone(), door, req, next));
        resource = resource.route(route.make().wrap(guard));
    }
    resource.default_service(web::to(move || {
        let methods = methods.clone();
        async move { Err::<(), _>(ApiError::MethodNotAllowed(methods)) }
    }))
}
