//! Giving ticked cases to an officer: first who would get what and which cannot be given, then each by its own act.

use actix_web::http::{Method, StatusCode};
use askama::Template;

use super::super::{Choice, Errors, Field, Frame, Sample, page, page_with};
use super::address::back;
use super::table::assignee;
use crate::actions::assign_case::AssignCase;
use crate::actions::assign_many::{self, Assigned, MOST, Planned};
use crate::actions::read::desk::candidates_for;
use crate::domain::case::Case;
use crate::domain::ids::{CaseId, MemberId};
use crate::domain::permission::Role;
use crate::http::actor::{Caller, Permission};
use crate::http::error::{Answer, ApiError};
use crate::http::form::Form;
use crate::http::problem::Problem;
use crate::http::route::Route;
use crate::http::shared::block;

/// A case, and what becomes of it.
#[derive(Debug, Clone)]
struct Row {
    /// `id:version`, to be sent along.
    chosen: String,
    id: String,
    number: String,
    /// Kind and matter.
    what: String,
    /// What members call it, where all of them may know.
    title: Option<String>,
    /// Who has it now.
    owner: Option<String>,
    /// Why it cannot be given, with the article where it is one; none: it can, or it was.
    refused: Option<(String, Option<String>)>,
}

#[derive(Template)]
#[template(path = "pages/desk/assign.html")]
struct Preview<'a> {
    frame: &'a Frame,
    errors: &'a Errors,
    back: String,
    assignee: String,
    /// To whom.
    name: String,
    possible: Vec<Row>,
    refused: Vec<Row>,
    note: Field,
}

#[derive(Template)]
#[template(path = "pages/desk/assigned.html")]
struct Outcome<'a> {
    frame: &'a Frame,
    back: String,
    name: String,
    done: Vec<Row>,
    refused: Vec<Row>,
}

/// Nothing to give, or nobody to give it to.
#[derive(Template)]
#[template(path = "pages/desk/assign_nothing.html")]
struct Nothing<'a> {
    frame: &'a Frame,
    errors: Errors,
    back: String,
    /// The cases that were ticked, where only the officer is missing; they stay ticked.
    cases: Vec<String>,
    assignee: Option<Field>,
}

/// `POST /desk/assign`: what would happen.
async fn preview(frame: Frame, caller: Caller, form: Form) -> Answer {
    let back = back(form.get("back"));
    let chosen: Vec<&str> = form.all("case").collect();
    let ids: Vec<CaseId> = chosen.iter().filter_map(|id| id.parse().ok()).collect();
    let assignee: Option<MemberId> = form.get("assignee").parse().ok();
    let (Some(to), false, true) = (assignee, ids.is_empty(), ids.len() <= MOST) else {
        return nothing(&frame, &caller, &form, back).await;
    };
    let (name, ctx, me) = (name(&caller, to), caller.ctx.clone(), caller.member);
    let wanted = unique(ids);
    let planned = block(move || ctx.store.snapshot(|conn| assign_many::plan(&ctx, conn, me, &wanted, to))).await?;
    let rows = planned.into_iter().map(|Planned { id, case, title, refused }| {
        let refused = refused.map(ApiError::from);
        Row { title, ..row(&frame, &caller, id, case.as_ref(), refused.as_ref()) }
    });
    let (possible, refused) = rows.partition(|row| row.refused.is_none());
    let errors = Errors::default();
    page(&Preview {
        note: note(&frame, &Form::default(), &errors),
        frame: &frame,
        errors: &errors,
        back,
        assignee: to.to_string(),
        name,
        possible,
        refused,
    })
}

async fn nothing(frame: &Frame, caller: &Caller, form: &Form, back: String) -> Answer {
    let mut errors = Errors::default();
    if !form.has("case") {
        errors.add("", frame.t("assign-no-case"));
    }
    if form.all("case").count() > MOST {
        errors.add("", frame.t1("assign-too-many", "most", MOST));
    }
    if !form.has("assignee") {
        errors.add("", frame.t("assign-nobody"));
    }
    if errors.is_empty() {
        return Err(ApiError::NotFound);
    }
    let (mut cases, mut to) = (Vec::new(), None);
    let ids = unique(form.all("case").filter_map(|id| id.parse().ok()).collect());
    if !form.has("assignee") && (1..=MOST).contains(&ids.len()) {
        let (ctx, me, ticked) = (caller.ctx.clone(), caller.member, ids.clone());
        let officers = block(move || ctx.store.snapshot(|conn| candidates_for(&ctx, conn, me, &ticked))).await?;
        if !officers.is_empty() {
            errors = Errors::default();
            errors.add("assignee", frame.t("assign-nobody"));
            let choices = officers.iter().map(|officer| Choice::new(officer.id, &officer.name)).collect();
            to = Some(assignee(frame, choices).filled(&Form::default(), &errors));
            cases = ids.iter().map(ToString::to_string).collect();
        }
    }
    page_with(StatusCode::UNPROCESSABLE_ENTITY, &Nothing { frame, errors, back, cases, assignee: to })
}

/// `POST /desk/assign/each`: it is done, case by case.
async fn assign(frame: Frame, caller: Caller, mut form: Form) -> Answer {
    let back = back(&form.take("back"));
    let chosen: Vec<(CaseId, i64)> = form.all("case").filter_map(chosen).take(MOST).collect();
    form.take("case");
    let (ctx, me) = (caller.ctx.clone(), caller.member);
    let act: AssignCase = match form.parse() {
        Ok(act) => act,
        // The note alone is typed: it comes back with what is wrong with it.
        Err(error) if error.field().as_deref() == Some("note") => return again(&frame, &caller, &form, &error, chosen, back).await,
        Err(error) => return Err(error),
    };
    let name = name(&caller, act.assignee);
    let each = block(move || assign_many::assign_each(&ctx, me, &chosen, &act)).await?;
    let rows = each.into_iter().map(|Assigned { id, case, done }| {
        let refused = done.err().map(ApiError::from);
        row(&frame, &caller, id, case.as_ref(), refused.as_ref())
    });
    let (done, refused) = rows.partition(|row| row.refused.is_none());
    page(&Outcome { frame: &frame, back, name, done, refused })
}

async fn again(frame: &Frame, caller: &Caller, form: &Form, error: &ApiError, chosen: Vec<(CaseId, i64)>, back: String) -> Answer {
    let to: MemberId = form.get("assignee").parse().map_err(|_| ApiError::NotFound)?;
    let (ctx, me, ids) = (caller.ctx.clone(), caller.member, chosen.iter().map(|(id, _)| *id).collect::<Vec<_>>());
    let planned = block(move || ctx.store.snapshot(|conn| assign_many::plan(&ctx, conn, me, &ids, to))).await?;
    let rows = planned.into_iter().map(|planned| {
        let refused = planned.refused.map(ApiError::from);
        Row { title: planned.title, ..row(frame, caller, planned.id, planned.case.as_ref(), refused.as_ref()) }
    });
    let (possible, refused) = rows.partition(|row| row.refused.is_none());
    let errors = Errors::of(error, frame.lang);
    let note = note(frame, form, &errors);
    let name = name(caller, to);
    let page = Preview { frame, errors: &errors, back, assignee: to.to_string(), name, possible, refused, note };
    page_with(error.status(), &page)
}

/// `id:version`.
fn chosen(given: &str) -> Option<(CaseId, i64)> {
    let (id, version) = given.split_once(':')?;
    Some((id.parse().ok()?, version.parse().ok()?))
}

/// Each once, in the order given.
fn unique(ids: Vec<CaseId>) -> Vec<CaseId> {
    let mut once: Vec<CaseId> = Vec::with_capacity(ids.len());
    for id in ids {
        if !once.contains(&id) {
            once.push(id);
        }
    }
    once
}

fn name(caller: &Caller, member: MemberId) -> String {
    caller.ctx.directory.members.get(&member).map(|m| m.name.clone()).unwrap_or_default()
}

fn note(frame: &Frame, form: &Form, errors: &Errors) -> Field {
    Field::area(frame, "note", 3).of(frame, "assign").optional().filled(form, errors)
}

fn row(frame: &Frame, caller: &Caller, id: CaseId, case: Option<&Case>, refused: Option<&ApiError>) -> Row {
    let problem = refused.map(|error| Problem::of(error, frame.lang, None));
    Row {
        chosen: case.map(|case| format!("{id}:{}", case.version)).unwrap_or_default(),
        id: id.to_string(),
        // Of what the reader may not know not even the number.
        number: case.map(|case| case.number.to_string()).unwrap_or_else(|| frame.t("assign-unknown")),
        what: case.map(|case| format!("{} · {}", frame.word("kind", case.kind), frame.word("matter", case.matter))).unwrap_or_default(),
        title: None,
        owner: case.and_then(|case| case.assignee).map(|member| name(caller, member)),
        refused: problem.map(|problem| (problem.detail, problem.basis)),
    }
}

/// The pages with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    let row = |number: &str, refused: bool| Row {
        chosen: "0E5K6ZJ3Q8M2T:3".into(),
        id: "0E5K6ZJ3Q8M2T".into(),
        number: number.into(),
        what: format!("{} · {}", frame.t("kind-complaint"), frame.t("matter-voter_list")),
        title: Some("Bổ sung tên trong danh sách cử tri".into()),
        owner: refused.then(|| "Trần Minh <Đức>".into()),
        refused: refused.then(|| (frame.t("refusal-assignee_in_conflict"), Some("Luật Bầu cử 85/2015/QH13, điều 61.2".into()))),
    };
    let errors = Errors::default();
    let (back, name) = ("/desk?queue=unassigned".to_owned(), "Nguyễn Thị Hương Thảo".to_owned());
    let preview = |possible: Vec<Row>| Preview {
        frame,
        errors: &errors,
        back: back.clone(),
        assignee: "0E5K6ZJ3Q8M2T".into(),
        name: name.clone(),
        possible,
        refused: vec![row("0013/2021/CK", true)],
        note: note(frame, &Form::default(), &errors),
    };
    let result = |done: Vec<Row>, refused: Vec<Row>| Outcome { frame, back: back.clone(), name: name.clone(), done, refused };
    let (mut missing, mut errors_of_nobody) = (Errors::default(), Errors::default());
    missing.add("", frame.t("assign-no-case"));
    errors_of_nobody.add("assignee", frame.t("assign-nobody"));
    let to = assignee(frame, vec![Choice::new("1", "Nguyễn Thị Hương Thảo")]).filled(&Form::default(), &errors_of_nobody);
    let nobody = Nothing { frame, errors: errors_of_nobody, back: back.clone(), cases: vec!["0E5K6ZJ3Q8M2T".into()], assignee: Some(to) };
    vec![
        Sample::of("desk/assign", &preview(vec![row("0012/2021/CK", false)])),
        Sample::of("desk/assign nothing possible", &preview(Vec::new())),
        Sample::of("desk/assigned", &result(vec![row("0012/2021/CK", false)], vec![row("0013/2021/CK", true)])),
        Sample::of("desk/assigned all", &result(vec![row("0012/2021/CK", false)], Vec::new())),
        Sample::of("desk/assign_nothing", &Nothing { frame, errors: missing, back: back.clone(), cases: Vec::new(), assignee: None }),
        Sample::of("desk/assign_nothing to nobody", &nobody),
    ]
}

/// Whoever may give a case, or take one.
const GIVERS: Permission = Permission::Role(&[Role::Officer, Role::Supervisor]);

/// Its rows of the table of routes.
pub fn routes() -> Vec<Route> {
    vec![
        Route::page(Method::POST, "/desk/assign", "assign_preview_form", GIVERS, preview),
        Route::page(Method::POST, "/desk/assign/each", "assign_each_form", GIVERS, assign),
    ]
}
