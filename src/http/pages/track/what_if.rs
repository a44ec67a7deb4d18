//! The calculator: a letter as somebody thinks of it, and every time limit it would start.

use chrono::NaiveDate;
use serde::Deserialize;

use super::working::Working;
use crate::domain::calendar::MissingYear;
use crate::domain::day::Day;
use crate::domain::deadline::{Counted, Filing, Foreseen, NoAnswer, foresee};
use crate::domain::directory::Election;
use crate::domain::kind::{Contest, Kind, Matter, Track};
use crate::domain::law::Law;
use crate::domain::outcome::Complexity;
use crate::domain::rulebook::Duty;
use crate::domain::sentence::Owed;
use crate::http::api::law::no_answer;
use crate::http::error::ApiError;
use crate::http::form::Form;
use crate::http::pages::{Choice, Errors, Field, Frame};
use crate::http::problem::Problem;

/// The fields of the calculator. None of them says who somebody is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WhatIf {
    kind: Kind,
    matter: Matter,
    contest: Option<Contest>,
    /// Default: today.
    received_on: Option<Day>,
    #[serde(default)]
    in_person: bool,
    complexity: Option<Complexity>,
    #[serde(default)]
    remote: bool,
}

/// What was found.
#[derive(Debug, Clone)]
pub struct Found {
    /// By which procedure, and why.
    pub track: String,
    pub rows: Vec<FoundRow>,
}

/// One time limit.
#[derive(Debug, Clone)]
pub struct FoundRow {
    pub rule: String,
    pub name: String,
    /// Who must do what.
    pub who: String,
    /// From when it is counted.
    pub counted: String,
    pub due: Option<NaiveDate>,
    /// Not confirmed, no length in the law, a missing calendar.
    pub remarks: Vec<String>,
    pub working: Option<Working>,
}

/// The fields as they stand on the page.
pub fn fields(frame: &Frame, typed: &Form, errors: &Errors) -> Vec<Field> {
    let tick = |name: &str| {
        let yes = vec![Choice::new("true", frame.t(&format!("what-if-{name}")))];
        Field::checks(frame, name, yes).label(frame.t(&format!("what-if-{name}-label"))).no_hint().optional().small().span(false)
    };
    let fields = vec![
        Field::select(frame, "kind", Choice::all(frame, "kind", Kind::ALL)).no_hint(),
        Field::select(frame, "matter", Choice::all(frame, "matter", Matter::ALL)).no_hint(),
        Field::select(frame, "contest", Choice::all(frame, "contest", Contest::ALL)).optional().span(true).class("w-20"),
        Field::parts(frame, "received_on").label(frame.t("what-if-received_on")).value(frame.iso(&frame.today)),
        Field::select(frame, "complexity", Choice::all(frame, "complexity", Complexity::ALL))
            .label(frame.t("what-if-complexity"))
            .no_hint()
            .optional(),
        tick("in_person"),
        tick("remote"),
    ];
    fields.into_iter().map(|field| field.within("if").filled(typed, errors)).collect()
}

/// Computes it, for this election where the matter is its own.
pub fn find(frame: &Frame, law: &Law, election: Option<&Election>, what: &WhatIf) -> Result<Found, ApiError> {
    let on: NaiveDate = what.received_on.map_or(frame.today, Day::into);
    if what.complexity == Some(Complexity::SpeciallyComplex) && what.kind != Kind::Denunciation {
        return Err(ApiError::Field {
            field: "complexity".into(),
            code: "option_unknown",
            args: vec![("rule", frame.word("kind", what.kind))],
        });
    }
    let open = election.filter(|e| e.open_on(on) && what.matter.is_electoral());
    if open.is_some() && what.matter.needs_contest() && what.contest.is_none() {
        return Err(ApiError::field_error("contest", &crate::domain::text::Violation::Required));
    }
    let filing = Filing {
        kind: what.kind,
        matter: what.matter,
        contest: what.contest,
        track: if open.is_some() { Track::Election } else { Track::General },
        received_on: on,
        in_person: what.in_person,
        complexity: what.complexity,
        remote: what.remote,
        election: open.map(Election::reference),
    };
    let found = foresee(&filing, law).map_err(|error| {
        tracing::error!(%error, "a deadline could not be foreseen");
        ApiError::Internal
    })?;
    let track = match open {
        Some(election) => frame.t1("what-if-track-election", "name", &election.name),
        None => frame.t("what-if-track-general"),
    };
    Ok(Found { track, rows: found.iter().map(|f| row(frame, law, f)).collect() })
}

fn row(frame: &Frame, law: &Law, found: &Foreseen) -> FoundRow {
    let lang = frame.lang.as_str();
    let name = |rule: &str| law.rulebook.rule(rule).map_or_else(|| rule.to_owned(), |r| r.names.of(lang).to_owned());
    let counted = match &found.counted {
        Counted::FromReceipt => frame.t("what-if-from-receipt"),
        Counted::AfterLastDayOf(rule) => frame.t1("what-if-after", "rule", name(rule)),
    };
    let duty = law.rulebook.rule(&found.rule).map(|r| r.duty);
    let named = name(&found.rule);
    let who = match duty {
        Some(Duty::Citizen) => frame.t("what-if-who-citizen"),
        _ => frame.say("what-if-who-office", &[("owed", Owed::of(&found.rule).to_string()), ("rule", named.clone())]),
    };
    let (due, remarks, working) = match &found.answer {
        Ok(answer) => {
            let no_term = law.rulebook.version(&answer.rule, &answer.version).is_none_or(|v| v.no_term);
            let none = answer.due.is_none().then(|| match answer.office_target {
                Some(day) => frame.t1("track-target", "day", frame.day(&day)),
                None if no_term => frame.t("track-no-term"),
                None => frame.t("what-if-none"),
            });
            let unverified = (!answer.verified).then(|| frame.t("track-unverified"));
            let note = answer.note.as_ref().map(|note| note.of(lang).to_owned());
            let working = Working::of(frame, named.clone(), &answer.basis, &answer.trace, answer.due);
            (answer.due, [none, unverified, note].into_iter().flatten().collect(), Some(working))
        }
        Err(NoAnswer::MissingYear(MissingYear(year))) => (None, vec![frame.t1("track-missing-year", "year", year)], None),
        Err(why) => (None, vec![Problem::of(&no_answer(why), frame.lang, None).detail], None),
    };
    FoundRow { rule: found.rule.clone(), name: named, who, counted, due, remarks, working }
}
