//! What every page has around its content: language, who is signed in, the way to other pages; and how templates say things.

use std::collections::HashSet;
use std::fmt::Display;
use std::rc::Rc;
use std::sync::OnceLock;

use actix_web::dev::Payload;
use actix_web::http::Method;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use chrono::{DateTime, Datelike, NaiveDate, Utc};

use super::assets;
use crate::domain::ids::MemberId;
use crate::domain::permission::Role;
use crate::domain::reminder::missing_years;
use crate::domain::zone::{ZONE, local_date};
use crate::http::actor::{Caller, language};
use crate::http::csrf::Expected;
use crate::http::error::ApiError;
use crate::http::route::Route;
use crate::http::shared::Shared;
use crate::texts::{self, Lang};

/// Who reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    pub member: MemberId,
    pub name: String,
    /// Each once, whatever the unit.
    pub roles: Vec<Role>,
}

/// A way to another page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    pub href: &'static str,
    /// Its text.
    pub text: &'static str,
    /// It is where the reader is.
    pub current: bool,
}

/// The frame of a page.
#[derive(Debug, Clone)]
pub struct Frame {
    pub lang: Lang,
    /// The address without its query.
    pub path: String,
    /// The page that the reader would get by asking for it: of an address that takes forms alone, the nearest one above it.
    pub page: String,
    query: String,
    pub who: Option<Who>,
    /// The token that each form of the page carries; empty where there is no cookie to steal.
    pub csrf: String,
    pub now: DateTime<Utc>,
    /// Today in Vietnam.
    pub today: NaiveDate,
    /// The clock that is shown is the demo's.
    pub demo: bool,
    /// The years whose calendar is wanted and not loaded, as members are told.
    pub no_calendar: Vec<i32>,
    /// The form of the page, by its id, that keeps what was typed when the language is switched.
    pub keeps: Option<String>,
}

impl Frame {
    /// As this request asks for it. None: outside a running office.
    pub fn of(req: &HttpRequest) -> Option<Self> {
        let shared = req.app_data::<web::Data<Shared>>()?;
        let now = shared.app.clock.now();
        let caller = req.extensions().get::<Rc<Caller>>().cloned();
        let today = local_date(now);
        let no_calendar = caller.as_ref().map(|c| missing_years(c.ctx.law.calendar.newest(), today)).unwrap_or_default();
        let csrf = req.extensions().get::<Rc<Expected>>().map(|e| e.0.clone()).unwrap_or_default();
        Some(Self {
            lang: language(req),
            path: req.path().to_owned(),
            page: page_of(req),
            query: req.query_string().to_owned(),
            who: caller.and_then(|c| who(&c)),
            csrf,
            now,
            today,
            demo: shared.app.demo.is_some(),
            no_calendar,
            keeps: None,
        })
    }

    /// A frame for samples and tests, on the morning of 10/05/2021.
    pub fn sample(lang: Lang, who: Option<Who>) -> Self {
        let today = NaiveDate::from_ymd_opt(2021, 5, 10).unwrap_or_default();
        let now = crate::domain::zone::start_of(today) + chrono::TimeDelta::hours(8);
        let (path, query, csrf) = ("/".to_owned(), String::new(), "token".to_owned());
        let page = path.clone();
        Self { lang, path, page, query, who, csrf, now, today, demo: true, no_calendar: Vec::new(), keeps: None }
    }

    /// The text of this id. One that no locale has stands in brackets that a test looks for.
    pub fn t(&self, id: &str) -> String {
        self.say(id, &[])
    }

    /// The text with one value.
    pub fn t1(&self, id: &str, name: &str, value: impl Display) -> String {
        self.say(id, &[(name, value.to_string())])
    }

    /// The text with two values.
    pub fn t2(&self, id: &str, first: &str, one: impl Display, second: &str, two: impl Display) -> String {
        self.say(id, &[(first, one.to_string()), (second, two.to_string())])
    }

    /// The text with these values.
    pub fn say(&self, id: &str, args: &[(&str, String)]) -> String {
        texts::text(self.lang, id, args).unwrap_or_else(|| format!("⟦{id}⟧"))
    }

    /// The text of this id where there is one: hints and the like.
    pub fn maybe(&self, id: &str) -> Option<String> {
        texts::text(self.lang, id, &[])
    }

    /// The word for a code: `word("kind", &Kind::Complaint)`.
    pub fn word(&self, family: &str, code: impl Display) -> String {
        self.t(&format!("{family}-{code}"))
    }

    /// A citation in the reader's language.
    pub fn law(&self, citation: &str) -> String {
        texts::law(self.lang, citation).into_owned()
    }

    /// A day as `dd/mm/yyyy`.
    pub fn day(&self, day: &NaiveDate) -> String {
        crate::domain::day::shown(*day)
    }

    /// The same, a dash for none.
    pub fn maybe_day(&self, day: &Option<NaiveDate>) -> String {
        day.as_ref().map_or_else(|| "–".to_owned(), |day| self.day(day))
    }

    /// A day with its weekday: `thứ Hai, 10/05/2021`.
    pub fn weekday(&self, day: &NaiveDate) -> String {
        let weekday = self.t1("weekday", "weekday", day.weekday().to_string().to_lowercase());
        match self.lang {
            Lang::Vi => format!("{weekday}, {}", self.day(day)),
            Lang::En => format!("{weekday} {}", self.day(day)),
        }
    }

    /// The Vietnamese day of a moment.
    pub fn day_of(&self, at: &DateTime<Utc>) -> String {
        self.day(&local_date(*at))
    }

    /// A moment in Vietnam's time: `08:05 10/05/2021`.
    pub fn moment(&self, at: &DateTime<Utc>) -> String {
        at.with_timezone(&ZONE).format("%H:%M %d/%m/%Y").to_string()
    }

    /// The hour of a moment in Vietnam's time: `08:00-09:00 10/05/2021`.
    pub fn hour(&self, at: &DateTime<Utc>) -> String {
        let (from, to) = (at.with_timezone(&ZONE), (*at + chrono::TimeDelta::hours(1)).with_timezone(&ZONE));
        format!("{}-{} {}", from.format("%H:%M"), to.format("%H:%M"), from.format("%d/%m/%Y"))
    }

    /// The time of day in Vietnam.
    pub fn clock(&self) -> String {
        self.now.with_timezone(&ZONE).format("%H:%M").to_string()
    }

    /// For `<time datetime>`, and the value of a date field: ISO 8601.
    pub fn iso(&self, day: &NaiveDate) -> String {
        day.format("%Y-%m-%d").to_string()
    }

    /// The other language, and this page in it. What answered a form from an address of its own is read again at the page of
    /// the form.
    pub fn other_language(&self) -> (Lang, String) {
        let other = match self.lang {
            Lang::Vi => Lang::En,
            Lang::En => Lang::Vi,
        };
        let kept = self.query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("lang="));
        let query: Vec<String> = kept.map(str::to_owned).chain([format!("lang={}", other.as_str())]).collect();
        let path = if self.keeps.is_some() { &self.path } else { &self.page };
        (other, format!("{path}?{}", query.join("&")))
    }

    /// An asset's address, which changes with what it holds.
    pub fn asset(&self, file: &str) -> String {
        assets::address(file)
    }

    /// Whether the reader holds this role somewhere.
    pub fn has(&self, role: Role) -> bool {
        self.who.as_ref().is_some_and(|who| who.roles.contains(&role))
    }

    /// The same by its word, for templates.
    pub fn is_a(&self, role: &str) -> bool {
        self.who.as_ref().is_some_and(|who| who.roles.iter().any(|r| r.as_str() == role))
    }

    /// These years in one line.
    pub fn years(&self) -> String {
        self.no_calendar.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    }

    /// The ways to other pages that this reader may take.
    pub fn ways(&self) -> Vec<Way> {
        let staff = self.has(Role::Clerk) || self.has(Role::Officer) || self.has(Role::Supervisor);
        let all: &[(&str, &str, bool)] = if self.who.is_some() {
            &[
                ("/desk", "way-desk", staff),
                ("/cases", "way-cases", staff),
                ("/counter", "way-counter", self.has(Role::Clerk) || self.has(Role::Officer)),
                ("/board", "way-board", self.has(Role::Supervisor)),
                ("/signing", "way-signing", self.has(Role::Supervisor)),
                ("/team", "way-team", self.has(Role::Supervisor)),
                ("/register", "way-register", staff || self.has(Role::Observer)),
                ("/figures", "way-figures", true),
                ("/admin/users", "way-admin", self.has(Role::Admin)),
            ]
        } else {
            &[
                ("/", "way-start", true),
                ("/submit", "way-submit", true),
                ("/track", "way-track", true),
                ("/figures", "way-figures", true),
                ("/calendar", "way-calendar", true),
            ]
        };
        let here = |href: &str| self.path == href || (href.len() > 1 && self.path.starts_with(&format!("{href}/")));
        let admin = |href: &str| href == "/admin/users" && self.path.starts_with("/admin/");
        all.iter().filter(|(_, _, shown)| *shown).map(|(href, text, _)| Way { href, text, current: here(href) || admin(href) }).collect()
    }

    /// Where the reader's work begins.
    pub fn home(&self) -> &'static str {
        let order = [(Role::Supervisor, "/board"), (Role::Officer, "/desk"), (Role::Clerk, "/desk"), (Role::Admin, "/admin/users")];
        order.into_iter().find(|(role, _)| self.has(*role)).map_or("/figures", |(_, home)| home)
    }

    /// What the reader is here: the words of their roles.
    pub fn roles(&self) -> String {
        let roles = self.who.iter().flat_map(|who| who.roles.iter());
        roles.map(|role| self.word("role", role)).collect::<Vec<_>>().join(", ")
    }
}

fn who(caller: &Caller) -> Option<Who> {
    let member = caller.ctx.directory.members.get(&caller.member)?;
    let roles = Role::ALL.iter().copied().filter(|role| caller.has(*role)).collect();
    Some(Who { member: member.id, name: member.name.clone(), roles })
}

/// Addresses of pages that can be asked for.
fn pages() -> &'static HashSet<String> {
    static PAGES: OnceLock<HashSet<String>> = OnceLock::new();
    let asked = |route: &Route| route.method == Method::GET;
    PAGES.get_or_init(|| super::routes().into_iter().chain(super::demo::routes()).filter(asked).map(|route| route.path).collect())
}

fn page_of(req: &HttpRequest) -> String {
    let (mut path, mut pattern) = (req.path().to_owned(), req.match_pattern().unwrap_or_default());
    while req.method() != Method::GET && !pages().contains(&pattern) {
        let (Some(path_cut), Some(cut)) = (path.rfind('/'), pattern.rfind('/')) else { break };
        path.truncate(path_cut);
        pattern.truncate(cut);
    }
    if path.is_empty() { "/".to_owned() } else { path }
}

impl FromRequest for Frame {
    type Error = ApiError;
    type Future = std::future::Ready<Result<Self, ApiError>>;
    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        std::future::ready(Self::of(req).ok_or(ApiError::Internal))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_other_language_keeps_what_was_filtered() {
        let mut frame = Frame::sample(Lang::Vi, None);
        frame.page = "/cases".into();
        frame.query = "q=don&lang=vi&overdue=true".into();
        assert_eq!(frame.other_language(), (Lang::En, "/cases?q=don&overdue=true&lang=en".to_owned()));
    }

    #[test]
    fn days_read_as_people_write_them() {
        let frame = Frame::sample(Lang::En, None);
        assert_eq!(frame.weekday(&frame.today), "Monday 10/05/2021");
        assert_eq!(frame.moment(&frame.now), "08:00 10/05/2021");
        assert_eq!(frame.t("no-such"), "⟦no-such⟧");
    }
}
