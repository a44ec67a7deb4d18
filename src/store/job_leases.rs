//! Table `job_leases`: which instance runs a job that only one may run.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::columns::at;
use super::conn::{Conn, each_backend};
use super::error::StoreError;
use super::schema::job_leases;

/// Takes the lease, or renews it: free, expired or one's own. False: somebody else has it. One that ends later than any taken
/// now could was taken before the clock was set back: nobody waits for its end.
pub fn take(c: &mut Conn, name: &str, holder: &str, now: DateTime<Utc>, until: DateTime<Utc>) -> Result<bool, StoreError> {
    let set_back = job_leases::until.gt(at(until + (until - now)));
    let mine = job_leases::holder.eq(holder).or(job_leases::until.le(at(now))).or(set_back);
    let row = job_leases::table.filter(job_leases::name.eq(name)).filter(mine);
    let lease = (job_leases::holder.eq(holder), job_leases::until.eq(at(until)));
    if diesel::update(row).set(lease).execute(c)? == 1 {
        return Ok(true);
    }
    let first = (job_leases::name.eq(name), job_leases::holder.eq(holder), job_leases::until.eq(at(until)));
    let made = each_backend!(c, c => diesel::insert_into(job_leases::table).values(first).on_conflict_do_nothing().execute(c))?;
    Ok(made == 1)
}

/// Gives the lease back, if it is still one's own.
pub fn give_back(c: &mut Conn, name: &str, holder: &str) -> Result<(), StoreError> {
    let mine = job_leases::table.filter(job_leases::name.eq(name)).filter(job_leases::holder.eq(holder));
    diesel::delete(mine).execute(c)?;
    Ok(())
}
