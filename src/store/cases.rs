//! Table `cases`: a row is a case, exactly. Written by `actions::record` alone.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::Bool;

use super::columns::{AsText, NO_DUE, at, from_json, time, to_json};
use super::conn::{Conn, Db, each_backend};
use super::error::StoreError;
use super::fragment::{is_among, select_pairs};
use super::schema::{case_asks, case_clerks, cases, conflicts};
use super::search::Dialect;
use crate::domain::case::Case;
use crate::domain::ids::{CaseId, MemberId, UnitId};
use crate::domain::kind::{Body, Channel, Contest, Form, Identity, Kind, Matter, Track};
use crate::domain::number::Number;
use crate::domain::outcome::{CaseResult, ClosedAs};
use crate::domain::status::StatusCode;

/// A condition on cases, put together at run time.
pub(super) type Condition = Box<dyn BoxableExpression<cases::table, Db, SqlType = Bool>>;

/// A row: what lists filter and sort by stands in columns, the rest in `status_data` and `detail`.
#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = cases, treat_none_as_null = true, treat_none_as_default_value = false)]
pub(super) struct CaseRow {
    id: i64,
    number_seq: i32,
    number_year: i32,
    number_sign: String,
    unit_id: i64,
    kind: AsText<Kind>,
    matter: AsText<Matter>,
    contest: Option<AsText<Contest>>,
    track: AsText<Track>,
    channel: AsText<Channel>,
    form: AsText<Form>,
    identity: AsText<Identity>,
    confidential: bool,
    status: AsText<StatusCode>,
    closed_as: Option<AsText<ClosedAs>>,
    result: Option<AsText<CaseResult>>,
    competent_body: Option<AsText<Body>>,
    assignee: Option<i64>,
    registered_by: Option<i64>,
    received_at: NaiveDateTime,
    first_received_at: NaiveDateTime,
    polling_area: Option<i64>,
    next_due: NaiveDate,
    freezes_on: Option<NaiveDate>,
    election_day: Option<NaiveDate>,
    to_serve: bool,
    suspended: bool,
    awaits_answer: bool,
    instance: i32,
    version: i64,
    status_data: String,
    detail: String,
}

impl CaseRow {
    pub(super) fn of(case: &Case) -> Result<Self, StoreError> {
        Ok(Self {
            id: case.id.0,
            number_seq: case.number.seq,
            number_year: case.number.year,
            number_sign: case.number.sign.clone(),
            unit_id: case.unit.0,
            kind: AsText(case.kind),
            matter: AsText(case.matter),
            contest: case.contest.map(AsText),
            track: AsText(case.track),
            channel: AsText(case.channel),
            form: AsText(case.form),
            identity: AsText(case.identity),
            confidential: case.confidential,
            status: AsText(case.status.code()),
            closed_as: case.status.closed_as().map(AsText),
            result: case.status.result().map(AsText),
            competent_body: case.competent_body.map(AsText),
            assignee: case.assignee.map(|m| m.0),
            registered_by: case.registered_by.map(|m| m.0),
            received_at: at(case.received_at),
            first_received_at: at(case.first_received_at),
            polling_area: case.polling_area.map(|u| u.0),
            next_due: case.next_due.unwrap_or(NO_DUE),
            freezes_on: case.freezes_on,
            election_day: case.detail.election.map(|e| e.day),
            to_serve: case.to_serve,
            suspended: case.detail.suspended.is_some(),
            awaits_answer: case.detail.awaits_answer,
            instance: case.detail.instance,
            version: case.version,
            status_data: to_json(&case.status)?,
            detail: to_json(&case.detail)?,
        })
    }

    pub(super) fn into_case(self) -> Result<Case, StoreError> {
        Ok(Case {
            id: CaseId(self.id),
            number: Number { seq: self.number_seq, year: self.number_year, sign: self.number_sign },
            unit: UnitId(self.unit_id),
            kind: self.kind.0,
            matter: self.matter.0,
            contest: self.contest.map(|c| c.0),
            track: self.track.0,
            channel: self.channel.0,
            form: self.form.0,
            identity: self.identity.0,
            confidential: self.confidential,
            status: from_json(&self.status_data, "cases.status_data")?,
            competent_body: self.competent_body.map(|b| b.0),
            assignee: self.assignee.map(MemberId),
            registered_by: self.registered_by.map(MemberId),
            received_at: time(self.received_at),
            first_received_at: time(self.first_received_at),
            polling_area: self.polling_area.map(UnitId),
            next_due: (self.next_due != NO_DUE).then_some(self.next_due),
            freezes_on: self.freezes_on,
            to_serve: self.to_serve,
            version: self.version,
            detail: from_json(&self.detail, "cases.detail")?,
        })
    }
}

/// A new case, with those who cannot have it and the clerks who serve it. `Duplicate` when the id or number is taken.
pub fn insert(c: &mut Conn, case: &Case) -> Result<(), StoreError> {
    diesel::insert_into(cases::table).values(CaseRow::of(case)?).execute(c)?;
    exclude(c, case.id, &case.barred())?;
    if case.awaits_word() {
        ask(c, case, true)?;
    }
    entrust(c, case.id, &case.detail.servers)
}

/// Writes what became of a case. `Stale` when its row is no longer `before`'s version, and then nothing is changed.
pub fn update(c: &mut Conn, before: &Case, after: &Case) -> Result<(), StoreError> {
    let row = cases::table.filter(cases::id.eq(before.id.0)).filter(cases::version.eq(before.version));
    if diesel::update(row).set(CaseRow::of(after)?).execute(c)? != 1 {
        return Err(StoreError::Stale);
    }
    let (was, is) = (before.barred(), after.barred());
    exclude(c, after.id, &added(&was, &is))?;
    // Who was excluded once stays so; a possible conflict may turn out to be none.
    let cleared: Vec<MemberId> = added(&is, &was).into_iter().filter(|m| !before.detail.excluded.contains(m)).collect();
    admit(c, after.id, &cleared)?;
    if before.awaits_word() != after.awaits_word() {
        ask(c, after, after.awaits_word())?;
    }
    entrust(c, after.id, &added(&before.detail.servers, &after.detail.servers))
}

fn added(before: &[MemberId], after: &[MemberId]) -> Vec<MemberId> {
    after.iter().copied().filter(|m| !before.contains(m)).collect()
}

fn exclude(c: &mut Conn, case: CaseId, members: &[MemberId]) -> Result<(), StoreError> {
    let rows: Vec<_> = members.iter().map(|m| (conflicts::case_id.eq(case.0), conflicts::member_id.eq(m.0))).collect();
    if !rows.is_empty() {
        each_backend!(c, c => diesel::insert_into(conflicts::table).values(rows).on_conflict_do_nothing().execute(c))?;
    }
    Ok(())
}

/// Whose possible conflict was none.
fn admit(c: &mut Conn, case: CaseId, members: &[MemberId]) -> Result<(), StoreError> {
    for member in members {
        let row = conflicts::table.filter(conflicts::case_id.eq(case.0)).filter(conflicts::member_id.eq(member.0));
        diesel::delete(row).execute(c)?;
    }
    Ok(())
}

fn ask(c: &mut Conn, case: &Case, asks: bool) -> Result<(), StoreError> {
    if asks {
        diesel::insert_into(case_asks::table).values(case_asks::case_id.eq(case.id.0)).execute(c)?;
    } else {
        diesel::delete(case_asks::table.filter(case_asks::case_id.eq(case.id.0))).execute(c)?;
    }
    Ok(())
}

fn entrust(c: &mut Conn, case: CaseId, members: &[MemberId]) -> Result<(), StoreError> {
    let rows: Vec<_> = members.iter().map(|m| (case_clerks::case_id.eq(case.0), case_clerks::member_id.eq(m.0))).collect();
    if !rows.is_empty() {
        each_backend!(c, c => diesel::insert_into(case_clerks::table).values(rows).on_conflict_do_nothing().execute(c))?;
    }
    Ok(())
}

/// The case of this id.
pub fn load(c: &mut Conn, id: CaseId) -> Result<Option<Case>, StoreError> {
    let row = cases::table.filter(cases::id.eq(id.0)).select(CaseRow::as_select()).first(c).optional()?;
    row.map(CaseRow::into_case).transpose()
}

/// The case of this id, kept from others until the transaction ends.
///
/// On PostgreSQL its row is locked: each statement sees what was committed before it, and without the lock an act that
/// commits between two of them would leave this one with a case and a register that do not belong together. SQLite has one writer.
pub fn load_to_change(c: &mut Conn, id: CaseId) -> Result<Option<Case>, StoreError> {
    match c {
        Conn::Sqlite(_) => load(c, id),
        Conn::Postgres(c) => {
            let row = cases::table.filter(cases::id.eq(id.0)).select(CaseRow::as_select()).for_update().first(c).optional()?;
            row.map(CaseRow::into_case).transpose()
        }
    }
}

/// The cases of these ids, in no order; those that are not there are left out.
pub fn load_all(c: &mut Conn, ids: &[CaseId]) -> Result<Vec<Case>, StoreError> {
    let ids = ids.iter().map(|id| id.0);
    let rows: Vec<CaseRow> = cases::table.filter(is_among(Dialect::of(c), "cases.id", ids)).select(CaseRow::as_select()).load(c)?;
    rows.into_iter().map(CaseRow::into_case).collect()
}

/// The cases of these units that are open, and their denunciations, open or not; the newest first, at most so many.
pub fn to_compare(c: &mut Conn, units: &[UnitId], kind: Option<Kind>, most: i64) -> Result<Vec<CaseId>, StoreError> {
    let dialect = Dialect::of(c);
    let wanted = cases::status.ne(StatusCode::Closed.as_str()).or(cases::kind.eq(Kind::Denunciation.as_str()));
    let mut found = cases::table
        .filter(is_among(dialect, "cases.unit_id", units.iter().map(|unit| unit.0)))
        .filter(wanted)
        .select(cases::id)
        .order(cases::id.desc())
        .limit(most)
        .into_boxed();
    if let Some(kind) = kind {
        found = found.filter(cases::kind.eq(kind.as_str()));
    }
    let rows: Vec<i64> = found.load(c)?;
    Ok(rows.into_iter().map(CaseId).collect())
}

/// Of no member are more open cases counted than these.
pub const MOST_COUNTED: i64 = 1000;

/// How many open cases each of these members has, at most [`MOST_COUNTED`]; in the index alone, and in one query.
pub fn open_of(c: &mut Conn, members: &[MemberId]) -> Result<HashMap<MemberId, i64>, StoreError> {
    let list = members.iter().map(|m| m.0.to_string()).collect::<Vec<_>>().join(",");
    let of = select_pairs(
        "SELECT m.value, (SELECT count(*) FROM (SELECT 1 FROM cases WHERE cases.assignee = m.value \
         AND cases.status NOT IN ('settled', 'closed') LIMIT 1000) AS counted) FROM ",
    );
    let query = match c {
        Conn::Sqlite(_) => of.sql("json_each(").text(format!("[{list}]")).sql(") AS m"),
        Conn::Postgres(_) => of.sql("unnest(CAST(").text(format!("{{{list}}}")).sql(" AS BIGINT[])) AS m (value)"),
    };
    let rows: Vec<(i64, i64)> = query.load(c)?;
    Ok(rows.into_iter().map(|(member, open)| (MemberId(member), open)).collect())
}

/// The cases of these units (none: of all) on this track and of these kinds that came before a moment, by receipt; at most `most`.
pub fn received_before(
    c: &mut Conn,
    units: &[UnitId],
    track: Track,
    kinds: &[Kind],
    before: DateTime<Utc>,
    most: i64,
) -> Result<Vec<Case>, StoreError> {
    let mut query = cases::table
        .filter(cases::track.eq(AsText(track)))
        .filter(cases::kind.eq_any(kinds.iter().map(|kind| AsText(*kind)).collect::<Vec<_>>()))
        .filter(cases::received_at.lt(at(before)))
        .order((cases::received_at, cases::id))
        .limit(most)
        .select(CaseRow::as_select())
        .into_boxed::<Db>();
    if !units.is_empty() {
        query = query.filter(cases::unit_id.eq_any(units.iter().map(|unit| unit.0).collect::<Vec<_>>()));
    }
    let rows: Vec<CaseRow> = query.load(c)?;
    rows.into_iter().map(CaseRow::into_case).collect()
}

/// Open cases that belong to an election, after this one, ascending.
pub fn open_of_elections(c: &mut Conn, after: CaseId, limit: i64) -> Result<Vec<CaseId>, StoreError> {
    let ids: Vec<i64> = cases::table
        .filter(cases::id.gt(after.0))
        .filter(cases::election_day.is_not_null())
        .filter(cases::status.eq_any(StatusCode::OPEN.map(AsText)))
        .order(cases::id)
        .limit(limit)
        .select(cases::id)
        .load(c)?;
    Ok(ids.into_iter().map(CaseId).collect())
}

/// The cases that bear this number: one, unless two units have the same sign. Numbers of later letters: `letters::cases_of`.
pub fn by_number(c: &mut Conn, number: &Number) -> Result<Vec<Case>, StoreError> {
    let rows: Vec<CaseRow> = cases::table
        .filter(cases::number_sign.eq(&number.sign))
        .filter(cases::number_year.eq(number.year))
        .filter(cases::number_seq.eq(number.seq))
        .order(cases::id)
        .select(CaseRow::as_select())
        .load(c)?;
    rows.into_iter().map(CaseRow::into_case).collect()
}
