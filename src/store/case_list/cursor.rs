//! Where a page of a list ended.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};

use super::Sort;
use crate::domain::case::Case;
use crate::domain::ids::CaseId;

/// A case as a list knows it: which state of it, and by what it is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    pub id: CaseId,
    pub version: i64,
    pub(super) next_due: Option<NaiveDate>,
    pub(super) received_at: DateTime<Utc>,
    /// Year and number in the letter book.
    pub(super) number: (i32, i32),
}

impl Entry {
    /// Of a case that was read.
    pub(super) const fn of(case: &Case) -> Self {
        Self {
            id: case.id,
            version: case.version,
            next_due: case.next_due,
            received_at: case.received_at,
            number: (case.number.year, case.number.seq),
        }
    }
}

/// The sort key of the last case of a page. Shown as opaque text; a made-up one only begins elsewhere in what its holder may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cursor {
    NextDue(Option<NaiveDate>, CaseId),
    Received(DateTime<Utc>, CaseId),
    Number(i32, i32, CaseId),
}

impl Cursor {
    /// The cursor behind this case.
    pub(super) const fn at(sort: Sort, last: &Entry) -> Self {
        match sort {
            Sort::NextDue => Self::NextDue(last.next_due, last.id),
            Sort::Received | Sort::Newest => Self::Received(last.received_at, last.id),
            Sort::Number | Sort::NumberDown => Self::Number(last.number.0, last.number.1, last.id),
        }
    }

    /// The order of the list, as the database sorts it.
    pub(super) fn order(sort: Sort, a: &Entry, b: &Entry) -> Ordering {
        match sort {
            Sort::NextDue => {
                let key = |entry: &Entry| (entry.next_due.is_none(), entry.next_due, entry.id);
                key(a).cmp(&key(b))
            }
            Sort::Received => (a.received_at, a.id).cmp(&(b.received_at, b.id)),
            Sort::Newest => (b.received_at, b.id).cmp(&(a.received_at, a.id)),
            Sort::Number => (a.number, a.id).cmp(&(b.number, b.id)),
            Sort::NumberDown => (b.number, b.id).cmp(&(a.number, a.id)),
        }
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NextDue(Some(due), id) => write!(f, "d.{due}.{id}"),
            Self::NextDue(None, id) => write!(f, "d.-.{id}"),
            Self::Received(time, id) => write!(f, "r.{}.{id}", time.timestamp_micros()),
            Self::Number(year, seq, id) => write!(f, "n.{year}-{seq}.{id}"),
        }
    }
}

/// Not a cursor that this program gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotACursor;

impl FromStr for Cursor {
    type Err = NotACursor;
    fn from_str(shown: &str) -> Result<Self, NotACursor> {
        let mut parts = shown.splitn(3, '.');
        let (Some(kind), Some(key), Some(id)) = (parts.next(), parts.next(), parts.next()) else { return Err(NotACursor) };
        let id: CaseId = id.parse().map_err(|_| NotACursor)?;
        match (kind, key) {
            ("d", "-") => Ok(Self::NextDue(None, id)),
            // Four digits of a year: what a column takes, and no sign.
            ("d", day) if day.len() == 10 => day.parse().map(|day| Self::NextDue(Some(day), id)).map_err(|_| NotACursor),
            ("r", micros) => {
                let time = micros.parse().ok().and_then(DateTime::from_timestamp_micros).ok_or(NotACursor)?;
                // Years that both databases can hold.
                let held = (0..=9999).contains(&chrono::Datelike::year(&time));
                if held { Ok(Self::Received(time, id)) } else { Err(NotACursor) }
            }
            ("n", key) => {
                let (year, seq) = key.split_once('-').ok_or(NotACursor)?;
                Ok(Self::Number(year.parse().map_err(|_| NotACursor)?, seq.parse().map_err(|_| NotACursor)?, id))
            }
            _ => Err(NotACursor),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;

    #[test]
    fn shown_and_read_back() {
        let time = Utc.with_ymd_and_hms(2021, 5, 10, 1, 2, 3).unwrap() + chrono::TimeDelta::microseconds(7);
        for cursor in [
            Cursor::NextDue(NaiveDate::from_ymd_opt(2021, 5, 12), CaseId(1)),
            Cursor::NextDue(None, CaseId(i64::MAX)),
            Cursor::Received(time, CaseId(5)),
            Cursor::Number(2021, 12, CaseId(5)),
        ] {
            assert_eq!(cursor.to_string().parse(), Ok(cursor));
        }
    }

    #[test]
    fn what_is_not_one_is_refused() {
        for wrong in [
            "",
            "d",
            "d.2021-05-12",
            "d.2021-13-12.0000000000001",
            "x.1.0000000000001",
            "r.99999999999999999999.0000000000001",
            "r.9223372036854775807.0000000000001",
            "n.1.0000000000001",
            "d.+20210-05-12.0000000000001",
            "n.2021-1.x",
        ] {
            assert_eq!(wrong.parse::<Cursor>(), Err(NotACursor), "{wrong}");
        }
    }
}
