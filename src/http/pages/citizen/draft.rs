//! A submission that is being filled in: what was typed, as the letter that it is to become, checked by the rules of intake.

use super::steps::{Office, ROWS, Step};
use crate::actions::context::Context;
use crate::actions::half_form::{self, HalfForm};
use crate::actions::receive_case::ReceiveCase;
use crate::domain::party::most_representatives;
use crate::http::error::ApiError;
use crate::http::form::Form;
use crate::http::pages::{Errors, Frame};
use crate::http::problem::Problem;

/// Answers so far.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    pub form: Form,
    pub done: Vec<String>,
}

/// Where a question has no answer yet: the rules of the others are looked at as if it were this.
const STAND_INS: [(&str, &str); 5] = [("kind", "feedback"), ("matter", "other"), ("identity", "anonymous"), ("title", "-"), ("body", "-")];

impl Draft {
    /// As it was kept.
    pub fn of(kept: &HalfForm) -> Self {
        Self { form: kept.fields.iter().cloned().collect(), done: kept.done.clone() }
    }

    /// As it is kept.
    pub fn keep(self, into: &mut HalfForm) {
        into.fields = self.form.fields().to_vec();
        into.done = self.done;
    }

    /// Takes the answers of one step over; the other steps stay as they are.
    pub fn answer(&mut self, step: Step, sent: &Form) {
        for name in step.names() {
            self.form.take(name);
            if sent.has(name) {
                self.form.set(name, sent.get(name));
            }
        }
    }

    /// Whether a step was answered.
    pub fn is_done(&self, step: Step) -> bool {
        self.done.iter().any(|d| d == step.as_str())
    }

    /// Notes that it was, or is to be looked at again.
    pub fn set_done(&mut self, step: Step, done: bool) {
        self.done.retain(|d| d != step.as_str());
        if done {
            self.done.push(step.as_str().to_owned());
        }
    }

    /// The first question without an answer; [`Step::Check`] when there is none.
    pub fn next(&self, office: &Office<'_>) -> Step {
        office.steps(&self.form).into_iter().find(|step| !self.is_done(*step)).unwrap_or(Step::Check)
    }

    /// The fields of the letter: of the questions that it is asked, in the words of intake.
    fn fields(&self, office: &Office<'_>, lang: &str) -> Form {
        let mut letter = Form::default();
        for step in office.steps(&self.form) {
            for name in step.names() {
                let value = self.form.get(name);
                let unknown = *name == "contest" && value == "unknown";
                if !value.is_empty() && !unknown && !name.starts_with("occurred_on.") && in_reach(name, &self.form) {
                    letter.set(name, value);
                }
            }
        }
        let day = day(&self.form);
        if !day.is_empty() {
            letter.set("occurred_on", day);
        }
        letter.set("language", lang);
        letter
    }

    /// The letter that it has become.
    pub fn letter(&self, office: &Office<'_>, lang: &str) -> Result<ReceiveCase, ApiError> {
        self.fields(office, lang).parse()
    }

    /// What is wrong with the answers of a step.
    pub fn check(&self, step: Step, ctx: &Context, office: &Office<'_>, frame: &Frame) -> Errors {
        let mut errors = Errors::default();
        for name in step.required() {
            if self.form.get(name).trim().is_empty() {
                errors.add(name, required(frame, name));
            }
        }
        let without: Form = {
            let mut form = self.form.clone();
            for name in step.names() {
                form.take(name);
            }
            form
        };
        for name in step.names().iter().filter(|name| self.form.has(name)) {
            if errors.at(name).is_some() {
                continue;
            }
            let mut alone = Self { form: without.clone(), done: Vec::new() };
            // A day is three fields: wrong together, said once.
            for part in step.names().iter().filter(|n| *n == name || (name.starts_with("occurred_on.") && n.starts_with("occurred_on."))) {
                alone.form.set(part, self.form.get(part));
            }
            if let Err(error) = alone.trial(office, frame).parse::<ReceiveCase>()
                && error.code() != "required"
            {
                let name = if name.starts_with("occurred_on.") { "occurred_on.day" } else { name };
                if errors.at(name).is_none() {
                    errors.add(name, said(frame, &error));
                }
            }
        }
        if errors.is_empty() { self.by_rule(step, ctx, office, frame) } else { errors }
    }

    /// With stand-ins for what is not answered yet.
    fn trial(&self, office: &Office<'_>, frame: &Frame) -> Form {
        let mut letter = self.fields(office, frame.lang.as_str());
        for (name, value) in STAND_INS {
            if !letter.has(name) {
                letter.set(name, value);
            }
        }
        letter
    }

    /// What the rules of intake refuse, if it is about this step.
    fn by_rule(&self, step: Step, ctx: &Context, office: &Office<'_>, frame: &Frame) -> Errors {
        let refused = match self.trial(office, frame).parse::<ReceiveCase>() {
            Err(error) => error,
            Ok(letter) => match half_form::check(ctx, &letter) {
                Ok(()) => return Errors::default(),
                Err(refusal) => refusal.into(),
            },
        };
        match about(&refused) {
            Some((of, field)) if of == step => at_field(frame, &refused, field),
            _ => Errors::default(),
        }
    }

    /// What is wrong with the whole, and on which page it is mended.
    pub fn check_all(&self, ctx: &Context, office: &Office<'_>, frame: &Frame) -> Result<ReceiveCase, (Step, Errors)> {
        let refused = match self.letter(office, frame.lang.as_str()) {
            Err(error) => error,
            Ok(letter) => match half_form::check(ctx, &letter) {
                Ok(()) => return Ok(letter),
                Err(refusal) => refusal.into(),
            },
        };
        let (step, field) = about(&refused).unwrap_or((Step::What, "body".to_owned()));
        Err((step, at_field(frame, &refused, field)))
    }
}

/// A representative beyond those that so many may appoint is not in the letter.
fn in_reach(name: &str, form: &Form) -> bool {
    let Some(rest) = name.strip_prefix("representatives.") else { return true };
    let row = rest.split('.').next().and_then(|n| n.parse::<usize>().ok()).unwrap_or(ROWS);
    row < rows(form)
}

/// How many representatives may be named.
pub fn rows(form: &Form) -> usize {
    let signers = form.get("signers").trim().parse::<i32>().unwrap_or(1);
    usize::try_from(most_representatives(signers)).unwrap_or_default().min(ROWS)
}

/// The day as intake reads it; empty: none was typed.
fn day(form: &Form) -> String {
    let part = |name: &str| form.get(&format!("occurred_on.{name}")).trim().to_owned();
    let (day, month, year) = (part("day"), part("month"), part("year"));
    if day.is_empty() && month.is_empty() && year.is_empty() {
        return String::new();
    }
    format!("{year:0>4}-{month:0>2}-{day:0>2}")
}

/// The step and the field on its page that an error is about.
fn about(error: &ApiError) -> Option<(Step, String)> {
    let path = error.field()?.replace('[', ".").replace(']', "");
    let field = match path.as_str() {
        "petitioner" if error.code() == "required" => "petitioner.name",
        "petitioner" => "petitioner.phone",
        "representatives" => "representatives.0.name",
        "occurred_on" => "occurred_on.day",
        path => path,
    };
    let step = Step::ALL.iter().copied().find(|step| step.names().contains(&field))?;
    Some((step, field.to_owned()))
}

fn at_field(frame: &Frame, error: &ApiError, field: String) -> Errors {
    let mut errors = Errors::default();
    let text = if error.code() == "required" { required(frame, &field) } else { said(frame, error) };
    let text = error.basis().map_or_else(|| text.clone(), |basis| format!("{text} ({basis})"));
    errors.add(&field, text);
    errors
}

fn required(frame: &Frame, name: &str) -> String {
    frame.maybe(&format!("submit-required-{}", name.replace('.', "-"))).unwrap_or_else(|| frame.t("violation-required"))
}

fn said(frame: &Frame, error: &ApiError) -> String {
    if error.code() == "not_a_date" {
        return frame.t("submit-not-a-day");
    }
    if error.field().as_deref() == Some("signers") && error.code() == "wrong_type" {
        return frame.t("submit-required-signers");
    }
    Problem::of(error, frame.lang, None).detail
}
