//! The register: events are appended, never changed.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::columns::{AsText, at, from_json, time, to_json};
use super::conn::Conn;
use super::error::StoreError;
use super::schema::events;
use crate::domain::event::{By, EventCode, Recorded};
use crate::domain::ids::{CaseId, EventId, MemberId};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = events, treat_none_as_default_value = false)]
pub(super) struct EventRow {
    id: i64,
    case_id: i64,
    seq: i64,
    at: NaiveDateTime,
    on_date: NaiveDate,
    by_kind: String,
    by_member: Option<i64>,
    on_paper: bool,
    event_type: AsText<EventCode>,
    data: String,
}

/// An event as a row.
pub(super) fn row(case: CaseId, event: &Recorded) -> Result<EventRow, StoreError> {
    let by_kind = match event.by {
        By::Member(_) => "member",
        By::Citizen => "citizen",
        By::System => "system",
    };
    Ok(EventRow {
        id: event.id.0,
        case_id: case.0,
        seq: event.seq,
        at: at(event.at),
        on_date: event.on,
        by_kind: by_kind.to_owned(),
        by_member: event.by.member().map(|m| m.0),
        on_paper: event.on_paper,
        event_type: AsText(event.event.code()),
        data: to_json(&event.event)?,
    })
}

/// Appends an event. `Duplicate` when the case has one of this `seq`: somebody else acted first.
pub fn append(c: &mut Conn, case: CaseId, event: &Recorded) -> Result<(), StoreError> {
    diesel::insert_into(events::table).values(row(case, event)?).execute(c)?;
    Ok(())
}

/// When the last event of all was entered: identifiers are sorted by time. None: there is none.
pub fn latest(c: &mut Conn) -> Result<Option<DateTime<Utc>>, StoreError> {
    let last: Option<NaiveDateTime> = events::table.order(events::id.desc()).select(events::at).first(c).optional()?;
    Ok(last.map(time))
}

/// All events of a case, in their order.
pub fn load(c: &mut Conn, case: CaseId) -> Result<Vec<Recorded>, StoreError> {
    let rows: Vec<EventRow> = events::table.filter(events::case_id.eq(case.0)).order(events::seq).select(EventRow::as_select()).load(c)?;
    rows.into_iter().map(read).collect()
}

fn read(row: EventRow) -> Result<Recorded, StoreError> {
    let by = match (row.by_kind.as_str(), row.by_member) {
        ("member", Some(id)) => By::Member(MemberId(id)),
        ("citizen", None) => By::Citizen,
        ("system", None) => By::System,
        _ => return Err(StoreError::Corrupt("events.by_kind")),
    };
    Ok(Recorded {
        id: EventId(row.id),
        seq: row.seq,
        at: time(row.at),
        on: row.on_date,
        by,
        on_paper: row.on_paper,
        event: from_json(&row.data, "events.data")?,
    })
}
