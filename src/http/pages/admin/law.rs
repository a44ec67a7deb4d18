//! The rules in force: name, id, length, article, validity, whether verified.

use actix_web::http::Method;
use askama::Template;
use serde::Deserialize;

use super::ADMINS;
use crate::actions::manage_users::keeps_all;
use crate::domain::law::Law;
use crate::domain::rulebook::{Duty, Rule, Version};
use crate::http::actor::Caller;
use crate::http::cursor::{decode, encode};
use crate::http::error::Answer;
use crate::http::pages::{Frame, Sample, page};
use crate::http::params::Params;
use crate::http::route::Route;

/// Rules on one page: their articles are long.
const ROWS: usize = 30;

codes! {
    /// Which rules.
    pub enum Which {
        /// In force today.
        InForce = "in_force",
        /// In force, with a figure or cap that is not confirmed.
        Unverified = "unverified",
        /// In every version.
        All = "all",
    }
}

/// The query of the page.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct List {
    which: Option<Which>,
    cursor: Option<String>,
}

/// A rule in one version.
struct Row<'a> {
    rule: &'a Rule,
    version: &'a Version,
    /// Its length in words, with what lengthens it.
    lengths: Vec<String>,
    /// What the office set, and its source.
    set: Option<(i64, String)>,
}

#[derive(Template)]
#[template(path = "pages/admin/law.html")]
struct LawPage<'a> {
    frame: &'a Frame,
    which: Which,
    rows: Vec<Row<'a>>,
    /// Figures that law leaves open may be set by this reader.
    may_set: bool,
    first: Option<String>,
    next: Option<String>,
}

impl<'a> LawPage<'a> {
    fn of(frame: &'a Frame, law: &'a Law, which: Which, after: usize, may_set: bool) -> Self {
        let fits = |version: &Version| match which {
            Which::InForce => version.holds(frame.today),
            Which::Unverified => version.holds(frame.today) && !(version.verified && version.cap_verified),
            Which::All => true,
        };
        let all: Vec<_> = law.rulebook.rows().filter(|row| fits(row.version)).collect();
        let shown = all.iter().skip(after).take(ROWS);
        let row = |rule: &'a Rule, version: &'a Version| Row {
            rule,
            version,
            lengths: lengths(frame, version),
            set: law.rulebook.figure(&rule.id, &version.version, law.revision).map(|f| (f.amount, f.source.clone())),
        };
        let rows = shown.map(|r| row(r.rule, r.version)).collect();
        let next = (all.len() > after + ROWS).then(|| format!("/admin/law?which={which}&cursor={}", encode(&(after + ROWS))));
        let first = (after > 0).then(|| format!("/admin/law?which={which}"));
        Self { frame, which, rows, may_set, first, next }
    }

    fn tabs(&self) -> Vec<(Which, bool)> {
        Which::ALL.iter().map(|which| (*which, *which == self.which)).collect()
    }
}

impl Row<'_> {
    fn name(&self, frame: &Frame) -> String {
        self.rule.names.of(frame.lang.as_str()).to_owned()
    }

    fn note(&self, frame: &Frame) -> Option<String> {
        self.version.note.as_ref().map(|note| note.of(frame.lang.as_str()).to_owned())
    }

    fn duty(&self) -> Duty {
        self.rule.duty
    }
}

/// How long a rule is, in words.
fn lengths(frame: &Frame, version: &Version) -> Vec<String> {
    let unit = frame.word("unit", version.unit);
    let days = |id: &str, amount: i64| frame.t2(id, "amount", amount, "unit", &unit);
    let from_e = |offset: i64| match offset {
        0 => frame.t("law-length-on-day"),
        before @ ..0 => frame.t1("law-length-before", "amount", -before),
        after => frame.t1("law-length-after", "amount", after),
    };
    let mut all = Vec::new();
    match (version.offset, version.amount) {
        (Some(offset), _) => all.push(from_e(offset)),
        (None, Some(amount)) => all.push(days("law-length", amount)),
        (None, None) if version.no_term => all.push(frame.t("law-length-none")),
        (None, None) => all.push(frame.t("law-length-open")),
    }
    all.extend(version.complex.map(|a| days("law-length-complex", a)));
    all.extend(version.remote.map(|a| days("law-length-remote", a)));
    all.extend(version.remote_complex.map(|a| days("law-length-remote-complex", a)));
    all.extend(version.cap.map(|cap| frame.t1("law-length-cap", "when", from_e(cap))));
    all.extend(version.extensions.as_ref().map(|e| days("law-length-extension", e.each)));
    all.extend(version.office_target.map(|a| frame.t1("law-length-target", "amount", a)));
    all
}

/// `GET /admin/law`
async fn list(frame: Frame, caller: Caller, params: Params<List>) -> Answer {
    let after: Option<usize> = decode(params.0.cursor.as_deref())?;
    let which = params.0.which.unwrap_or(Which::InForce);
    let may_set = keeps_all(&caller.ctx.directory, caller.member);
    page(&LawPage::of(&frame, &caller.ctx.law, which, after.unwrap_or_default(), may_set))
}

/// The page with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    let law = Law::embedded();
    vec![
        Sample::of("admin/law", &LawPage::of(frame, law, Which::InForce, 0, true)),
        Sample::of("admin/law unverified", &LawPage::of(frame, law, Which::Unverified, 0, false)),
        Sample::of("admin/law later", &LawPage::of(frame, law, Which::All, ROWS, true)),
    ]
}

/// The row of the table of routes.
pub fn routes() -> Vec<Route> {
    vec![Route::page(Method::GET, "/admin/law", "admin_law", ADMINS, list)]
}
