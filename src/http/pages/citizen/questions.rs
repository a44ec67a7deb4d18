//! How each question of a submission is put.

use super::draft::{Draft, rows};
use super::steps::{Office, Step};
use crate::domain::kind::{Contest, Kind, Matter};
use crate::http::pages::{Choice, Errors, Field, Frame, Input};

/// The fields of a step with what was typed and what is wrong.
pub fn fields(step: Step, frame: &Frame, draft: &Draft, office: &Office<'_>, errors: &Errors) -> Vec<Field> {
    let kind = draft.form.get("kind");
    let own = |field: Field| own_words(frame, kind, field);
    let all = match step {
        Step::Matter => vec![own(Field::radios(frame, "matter", choices(frame, "matter", Matter::ALL))).page()],
        Step::Contest => vec![own(Field::radios(frame, "contest", contests(frame, draft, office))).page()],
        Step::Kind => vec![own(Field::radios(frame, "kind", choices(frame, "kind", Kind::ALL))).page()],
        Step::Unit => vec![own(Field::radios(frame, "unit", units(office))).page()],
        Step::Election => vec![own(Field::radios(frame, "election", elections(frame, draft, office))).page()],
        Step::What => vec![own(Field::text(frame, "title")).with("maxlength", 200), own(Field::area(frame, "body", 10))],
        Step::Place => place(frame, draft, office).map(&own).into_iter().collect(),
        Step::Who => vec![own(Field::text(frame, "respondent.name")).optional(), own(Field::text(frame, "respondent.position")).optional()],
        Step::Identity => vec![own(Field::radios(frame, "identity", identities(frame, kind))).page()],
        Step::Name => vec![
            own(Field::text(frame, "petitioner.name")).with("autocomplete", "name"),
            own(Field::new(frame, Input::Tel, "petitioner.phone")).optional().with("autocomplete", "tel").class("w-20"),
            own(Field::new(frame, Input::Email, "petitioner.email")).optional().with("autocomplete", "email").with("spellcheck", "false"),
            own(Field::text(frame, "petitioner.address")).optional().with("autocomplete", "street-address"),
            own(Field::checks(frame, "petitioner.no_mail", no_mail(frame))).optional(),
        ],
        Step::Others => {
            let field = own(Field::text(frame, "signers")).page().with("inputmode", "numeric").class("w-4");
            vec![if draft.form.has("signers") || !errors.is_empty() { field } else { field.value(1) }]
        }
        Step::Representatives => (0..rows(&draft.form)).flat_map(|row| representative(frame, row)).collect(),
        Step::Papers | Step::Check => Vec::new(),
    };
    all.into_iter().map(|field| field.filled(&draft.form, errors)).collect()
}

/// The words of a submission for a field: `submit-label-...`, `submit-hint-...`; for one kind of letter `...-<kind>` where there are.
fn own_words(frame: &Frame, kind: &str, field: Field) -> Field {
    let name = field.name.replace('.', "-");
    let say = |sort: &str| {
        let of_kind = frame.maybe(&format!("submit-{sort}-{name}-{kind}"));
        of_kind.or_else(|| frame.maybe(&format!("submit-{sort}-{name}")))
    };
    let field = match say("label") {
        Some(label) => field.label(label),
        None => field,
    };
    match say("hint") {
        Some(hint) => field.hint(hint),
        None => field.no_hint(),
    }
}

/// The codes as a citizen is asked for them: `submit-kind-complaint` and, below it, `submit-kind-complaint-hint`.
/// The one answer to whether news are wanted by mail.
fn no_mail(frame: &Frame) -> Vec<Choice> {
    vec![Choice::new(true, frame.t("no-mail-choice"))]
}

fn choices<T: std::fmt::Display>(frame: &Frame, family: &str, codes: &[T]) -> Vec<Choice> {
    let choice = |code: &T| {
        let id = format!("submit-{family}-{code}");
        let choice = Choice::new(code, frame.maybe(&id).unwrap_or_else(|| frame.word(family, code)));
        match frame.maybe(&format!("{id}-hint")) {
            Some(hint) => choice.hint(hint),
            None => choice,
        }
    };
    codes.iter().map(choice).collect()
}

/// The bodies that this election elects, and "I do not know".
fn contests(frame: &Frame, draft: &Draft, office: &Office<'_>) -> Vec<Choice> {
    let held = office.election(&draft.form).map_or(Contest::ALL, |e| e.contests.as_slice());
    let mut choices = Choice::all(frame, "contest", held);
    choices.push(Choice::new("unknown", frame.t("submit-contest-unknown")));
    choices
}

fn units(office: &Office<'_>) -> Vec<Choice> {
    office.units.iter().map(|u| Choice::new(u.id, u.name.clone())).collect()
}

fn elections(frame: &Frame, draft: &Draft, office: &Office<'_>) -> Vec<Choice> {
    office.elections(&draft.form).iter().map(|e| Choice::new(e.id, format!("{}, {}", e.name, frame.day(&e.day)))).collect()
}

fn place(frame: &Frame, draft: &Draft, office: &Office<'_>) -> Option<Field> {
    let areas: Vec<Choice> = office.areas(&draft.form).iter().map(|u| Choice::new(u.id, u.name.clone())).collect();
    (!areas.is_empty()).then(|| Field::select(frame, "polling_area", areas).optional().class("w-20"))
}

/// For a denunciation two: the law keeps its sender secret whatever is ticked (Luật Tố cáo arts. 8, 56).
fn identities(frame: &Frame, kind: &str) -> Vec<Choice> {
    let of = |code: &str, words: &str| {
        Choice::new(code, frame.t(&format!("submit-identity-{words}"))).hint(frame.t(&format!("submit-identity-{words}-hint")))
    };
    if kind == Kind::Denunciation.as_str() {
        vec![of("named", "denunciation-named"), of("anonymous", "denunciation-anonymous")]
    } else {
        vec![of("named", "named"), of("confidential", "confidential"), of("anonymous", "anonymous")]
    }
}

fn representative(frame: &Frame, row: usize) -> Vec<Field> {
    let number = row + 1;
    let label = |what: &str| frame.t1(&format!("submit-representative-{what}"), "number", number);
    let name = |part: &str| format!("representatives.{row}.{part}");
    vec![
        Field::text(frame, &name("name")).no_hint().label(label("name")).optional(),
        Field::new(frame, Input::Tel, &name("phone")).no_hint().label(label("phone")).optional().class("w-20"),
        Field::new(frame, Input::Email, &name("email")).no_hint().label(label("email")).optional().with("spellcheck", "false"),
    ]
}

/// A part of the day.
#[derive(Debug, Clone)]
pub struct DayPart {
    pub id: String,
    pub name: String,
    pub label: String,
    pub value: String,
    pub year: bool,
    pub width: &'static str,
}

/// Day, month and year, as three fields.
#[derive(Debug, Clone)]
pub struct WhenField {
    pub parts: Vec<DayPart>,
    pub error: Option<String>,
    pub described: String,
}

/// When it happened.
pub fn when(frame: &Frame, draft: &Draft, errors: &Errors) -> WhenField {
    let part = |part: &'static str| DayPart {
        id: format!("occurred_on-{part}"),
        name: format!("occurred_on.{part}"),
        label: frame.t(&format!("submit-{part}")),
        value: draft.form.get(&format!("occurred_on.{part}")).to_owned(),
        year: part == "year",
        width: if part == "year" { "4" } else { "2" },
    };
    let error = errors.at("occurred_on.day").map(str::to_owned);
    let described = if error.is_some() { "occurred_on-hint occurred_on-error" } else { "occurred_on-hint" };
    WhenField { parts: ["day", "month", "year"].into_iter().map(part).collect(), error, described: described.to_owned() }
}
