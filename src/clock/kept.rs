//! The demo's clock: it may be put forward, and a restart goes on where it stood.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use chrono::{DateTime, Duration, SecondsFormat, Utc};

use super::{Clock, MovableClock};

/// A running clock whose hands are kept in a file: when it is moved, and when [`KeptClock::keep`] is asked.
pub struct KeptClock {
    hands: MovableClock,
    file: PathBuf,
    moved: OnceLock<Box<dyn Fn() + Send + Sync>>,
}

impl std::fmt::Debug for KeptClock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("KeptClock").field("hands", &self.hands).finish_non_exhaustive()
    }
}

impl KeptClock {
    /// Goes on from where the file says, or from `start` where there is no file, but never from before `latest`: a process
    /// that was killed kept nothing, and what it recorded must not lie ahead.
    pub fn open(file: &Path, start: DateTime<Utc>, latest: Option<DateTime<Utc>>) -> io::Result<Self> {
        let stood = match fs::read_to_string(file) {
            Ok(written) => {
                let read = DateTime::parse_from_rfc3339(written.trim()).map_err(|e| io::Error::new(io::ErrorKind::InvalidData, e))?;
                read.with_timezone(&Utc)
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => start,
            Err(error) => return Err(error),
        };
        let from = latest.map_or(stood, |latest| stood.max(latest));
        let clock = Self { hands: MovableClock::running(from), file: file.to_owned(), moved: OnceLock::new() };
        clock.keep()?;
        Ok(clock)
    }

    /// What is to happen each time after it was put forward; set once.
    pub fn when_moved(&self, then: impl Fn() + Send + Sync + 'static) {
        // A second one is not asked for: the demo sets it at its start.
        let _ = self.moved.set(Box::new(then));
    }

    /// Puts it forward a day at a time, and lets happen on each what is to; gives the moment it then shows. Blocks.
    pub fn advance(&self, by: Duration) -> io::Result<DateTime<Utc>> {
        let mut left = by;
        loop {
            let some = left.min(Duration::days(1));
            self.hands.advance(some);
            let shown = self.keep_now()?;
            if let Some(then) = self.moved.get() {
                then();
            }
            left -= some;
            if left <= Duration::zero() {
                return Ok(shown);
            }
        }
    }

    /// Writes down where it stands. Written beside its place and moved there: a reader finds the old or the new, whole.
    pub fn keep(&self) -> io::Result<()> {
        self.keep_now().map(|_| ())
    }

    /// The moment that was written down.
    fn keep_now(&self) -> io::Result<DateTime<Utc>> {
        let (now, beside) = (self.now(), self.file.with_extension("new"));
        fs::write(&beside, now.to_rfc3339_opts(SecondsFormat::Millis, true))?;
        fs::rename(&beside, &self.file)?;
        Ok(now)
    }
}

impl Clock for KeptClock {
    fn now(&self) -> DateTime<Utc> {
        self.hands.now()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;

    fn may(day: u32) -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2021, 5, day, 1, 0, 0).unwrap()
    }

    #[test]
    fn goes_on_where_it_stood_and_never_before_what_was_recorded() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("clock");
        let first = KeptClock::open(&file, may(10), None).unwrap();
        let moved = first.advance(Duration::days(3)).unwrap();
        assert!(moved >= may(13) && moved < may(14));
        drop(first);
        let again = KeptClock::open(&file, may(10), None).unwrap();
        assert!(again.now() >= moved && again.now() < may(14));
        let later = KeptClock::open(&file, may(10), Some(may(20))).unwrap();
        assert!(later.now() >= may(20));
        fs::write(&file, "yesterday").unwrap();
        assert_eq!(KeptClock::open(&file, may(10), None).unwrap_err().kind(), io::ErrorKind::InvalidData);
    }
}
