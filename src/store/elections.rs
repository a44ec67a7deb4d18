//! Table `elections`.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::columns::{from_json, to_json};
use super::conn::Conn;
use super::error::StoreError;
use super::schema::elections;
use crate::domain::directory::Election;
use crate::domain::ids::ElectionId;

type Row = (i64, String, NaiveDate, String, String, Option<NaiveDate>, Option<NaiveDate>, Option<NaiveDate>, i64, i64);

/// All elections: few.
pub fn load(conn: &mut Conn) -> Result<Vec<Election>, StoreError> {
    elections::table.load::<Row>(conn)?.into_iter().map(election).collect()
}

fn election(row: Row) -> Result<Election, StoreError> {
    let (id, name, day, contests, units, posted, listed, result, opens_before, closes_after) = row;
    Ok(Election {
        id: ElectionId(id),
        name,
        day,
        contests: from_json(&contests, "elections.contests")?,
        units: from_json(&units, "elections.units")?,
        voter_list_posted: posted,
        candidate_list_published: listed,
        result_published: result,
        opens_before,
        closes_after,
    })
}

macro_rules! columns {
    ($election:expr) => {
        (
            elections::name.eq(&$election.name),
            elections::day.eq($election.day),
            elections::contests.eq(to_json(&$election.contests)?),
            elections::units.eq(to_json(&$election.units)?),
            elections::voter_list_posted.eq($election.voter_list_posted),
            elections::candidate_list_published.eq($election.candidate_list_published),
            elections::result_published.eq($election.result_published),
            elections::opens_before.eq($election.opens_before),
            elections::closes_after.eq($election.closes_after),
        )
    };
}

/// Adds an election.
pub fn insert(conn: &mut Conn, election: &Election) -> Result<(), StoreError> {
    diesel::insert_into(elections::table).values((elections::id.eq(election.id.0), columns!(election))).execute(conn)?;
    Ok(())
}

/// Writes all of an election.
pub fn update(conn: &mut Conn, election: &Election) -> Result<(), StoreError> {
    match diesel::update(elections::table.filter(elections::id.eq(election.id.0))).set(columns!(election)).execute(conn)? {
        1 => Ok(()),
        _ => Err(StoreError::Stale),
    }
}
