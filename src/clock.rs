//! The time and chance, given to whoever needs them: tests and the demo move the clock, everybody else reads it.

mod kept;

use std::sync::Mutex;

use chrono::{DateTime, Duration, NaiveDate, SubsecRound, Utc};
use chrono_tz::Asia::Ho_Chi_Minh;
use rand::RngCore;

pub use kept::KeptClock;

/// Tells the time. Always whole milliseconds, so that what is read back from a database equals what was written.
pub trait Clock: Send + Sync {
    /// The moment it is.
    fn now(&self) -> DateTime<Utc>;

    /// The day it is in Vietnam (Asia/Ho_Chi_Minh), by which every time limit is counted.
    fn today(&self) -> NaiveDate {
        local_date(self.now())
    }
}

fn local_date(at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&Ho_Chi_Minh).date_naive()
}

/// The clock of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[allow(clippy::disallowed_methods)] // the one place that asks
    fn now(&self) -> DateTime<Utc> {
        Utc::now().trunc_subsecs(3)
    }
}

/// A clock that can be put forward; it stands still or runs on from where it was set.
#[derive(Debug)]
pub struct MovableClock(Mutex<Hands>);

#[derive(Debug, Clone, Copy)]
enum Hands {
    Still(DateTime<Utc>),
    /// Ahead of the machine's clock by this much (behind if negative).
    Running(Duration),
}

impl MovableClock {
    /// Stands still at this moment until it is moved.
    pub fn still(at: DateTime<Utc>) -> Self {
        Self(Mutex::new(Hands::Still(at.trunc_subsecs(3))))
    }

    /// Shows this moment now and runs.
    pub fn running(from: DateTime<Utc>) -> Self {
        Self(Mutex::new(Hands::Running(from - SystemClock.now())))
    }

    /// Puts it forward.
    pub fn advance(&self, by: Duration) {
        let mut hands = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *hands = match *hands {
            Hands::Still(at) => Hands::Still(at + by),
            Hands::Running(ahead) => Hands::Running(ahead + by),
        };
    }

    /// Sets it to this moment; it stands or runs as before.
    pub fn set(&self, to: DateTime<Utc>) {
        let mut hands = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *hands = match *hands {
            Hands::Still(_) => Hands::Still(to.trunc_subsecs(3)),
            Hands::Running(_) => Hands::Running(to - SystemClock.now()),
        };
    }
}

impl Clock for MovableClock {
    fn now(&self) -> DateTime<Utc> {
        match *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner) {
            Hands::Still(at) => at,
            Hands::Running(ahead) => (SystemClock.now() + ahead).trunc_subsecs(3),
        }
    }
}

/// A source of random bytes fit for secrets.
pub trait Randomness: Send + Sync {
    /// Fills the whole buffer.
    fn fill(&self, buffer: &mut [u8]);

    /// 32 random bits.
    fn u32(&self) -> u32 {
        let mut bytes = [0; 4];
        self.fill(&mut bytes);
        u32::from_le_bytes(bytes)
    }

    /// 64 random bits.
    fn u64(&self) -> u64 {
        let mut bytes = [0; 8];
        self.fill(&mut bytes);
        u64::from_le_bytes(bytes)
    }
}

/// The generator of the operating system's entropy.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemRandomness;

impl Randomness for SystemRandomness {
    fn fill(&self, buffer: &mut [u8]) {
        rand::rng().fill_bytes(buffer);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;

    #[test]
    fn vietnams_day_begins_at_17_hours_utc() {
        let before = Utc.with_ymd_and_hms(2021, 5, 22, 16, 59, 59).unwrap();
        assert_eq!(local_date(before), NaiveDate::from_ymd_opt(2021, 5, 22).unwrap());
        assert_eq!(local_date(before + Duration::seconds(1)), NaiveDate::from_ymd_opt(2021, 5, 23).unwrap());
    }

    #[test]
    fn a_movable_clock_stands_and_moves() {
        let clock = MovableClock::still(Utc.with_ymd_and_hms(2021, 5, 10, 1, 0, 0).unwrap());
        assert_eq!(clock.now(), clock.now());
        clock.advance(Duration::days(3));
        assert_eq!(clock.today(), NaiveDate::from_ymd_opt(2021, 5, 13).unwrap());
        let running = MovableClock::running(Utc.with_ymd_and_hms(2021, 5, 10, 1, 0, 0).unwrap());
        running.advance(Duration::days(1));
        assert_eq!(running.today(), NaiveDate::from_ymd_opt(2021, 5, 11).unwrap());
    }
}
