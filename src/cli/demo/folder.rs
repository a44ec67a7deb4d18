//! The demo's folder: known as a demo's by a file of its own, so that nothing else is ever renewed.

use std::fs;
use std::io::{ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow, bail};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What is in the folder of a demo. Nothing else is ever deleted.
const MARK: &str = "demo.json";
const CLOCK: &str = "demo.clock";
const FILES: &[&str] = &[CLOCK, "redress.sqlite3", "redress.sqlite3-wal", "redress.sqlite3-shm", MARK];
const FOLDERS: &[&str] = &["mail", "files", "keys"];

/// What the demo knows of itself from one start to the next.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The story was told to its end.
    pub built: bool,
    /// The case that one may track as its sender: its number and receipt code.
    pub tracked: (String, String),
}

/// The folder, ours.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    /// What an earlier start left; none: the story is still to be told.
    pub mark: Option<Mark>,
}

impl Folder {
    /// What the clock of the demo in this folder last showed; none: no demo is here, or it has not begun.
    pub fn stood(path: &Path) -> anyhow::Result<Option<DateTime<Utc>>> {
        if read(path)?.is_none() {
            return Ok(None);
        }
        match fs::read_to_string(path.join(CLOCK)) {
            Ok(written) => {
                let stood = DateTime::parse_from_rfc3339(written.trim()).with_context(|| format!("{CLOCK} holds no time"))?;
                Ok(Some(stood.with_timezone(&Utc)))
            }
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).context(CLOCK),
        }
    }

    /// Opens the folder of a demo, or takes an empty or absent one. `fresh`: what a demo left there is deleted first, as is
    /// what an interrupted start left. Refuses any other folder. `inside`: the database lies in the folder.
    pub fn open(path: &Path, fresh: bool, inside: bool) -> anyhow::Result<Self> {
        let shown = path.display();
        let mark = read(path)?;
        let Some(mark) = mark else {
            if !is_empty(path)? {
                bail!("{shown} holds something that is not a demo's: name another folder with --data or REDRESS_DATA");
            }
            fs::DirBuilder::new().recursive(true).mode(0o700).create(path).with_context(|| shown.to_string())?;
            let folder = Self { path: path.to_owned(), mark: None };
            folder.write(&Mark::default())?;
            return Ok(folder);
        };
        if mark.built && !fresh {
            return Ok(Self { path: path.to_owned(), mark: Some(mark) });
        }
        if !inside {
            bail!("the demo's database lies outside {shown}: to begin anew, give it an empty database and an empty folder");
        }
        let folder = Self { path: path.to_owned(), mark: None };
        folder.clear()?;
        folder.write(&Mark::default())?;
        Ok(folder)
    }

    /// Where the clock's position is kept.
    pub fn clock(&self) -> PathBuf {
        self.path.join(CLOCK)
    }

    /// Writes the mark.
    pub fn write(&self, mark: &Mark) -> anyhow::Result<()> {
        let (file, beside) = (self.path.join(MARK), self.path.join("demo.new"));
        // A receipt code is in it.
        let mut open = fs::OpenOptions::new();
        let mut written = open.write(true).create(true).truncate(true).mode(0o600).open(&beside)?;
        written.write_all(serde_json::to_string_pretty(mark)?.as_bytes())?;
        written.sync_all()?;
        Ok(fs::rename(&beside, &file)?)
    }

    fn clear(&self) -> anyhow::Result<()> {
        let gone = |done: std::io::Result<()>| match done {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
            Ok(()) | Err(_) => Ok(()),
        };
        for name in FOLDERS {
            gone(fs::remove_dir_all(self.path.join(name)))?;
        }
        for name in FILES {
            gone(fs::remove_file(self.path.join(name)))?;
        }
        Ok(())
    }
}

fn read(path: &Path) -> anyhow::Result<Option<Mark>> {
    let file = path.join(MARK);
    match fs::read_to_string(&file) {
        Ok(written) => serde_json::from_str(&written).map(Some).map_err(|_| anyhow!("{} is not as the demo wrote it", file.display())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| file.display().to_string()),
    }
}

fn is_empty(path: &Path) -> anyhow::Result<bool> {
    match fs::read_dir(path) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error).with_context(|| path.display().to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_demos_folder_is_renewed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path();
        fs::write(path.join("redress.sqlite3"), "an office").unwrap();
        for fresh in [false, true] {
            assert!(Folder::open(path, fresh, true).unwrap_err().to_string().contains("not a demo's"));
        }
        assert_eq!(fs::read_to_string(path.join("redress.sqlite3")).unwrap(), "an office");
    }

    #[test]
    fn a_restart_keeps_and_fresh_renews_only_what_is_the_demos() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("demo");
        let first = Folder::open(&path, false, true).unwrap();
        let mark = Mark { built: true, tracked: ("0001/2021/CK".into(), "1".into()) };
        first.write(&mark).unwrap();
        fs::write(path.join("redress.sqlite3"), "x").unwrap();
        fs::write(path.join("notes.txt"), "mine").unwrap();
        assert_eq!(Folder::open(&path, false, true).unwrap().mark, Some(mark));
        assert!(Folder::open(&path, true, false).is_err());
        assert!(path.join("redress.sqlite3").exists());
        assert_eq!(Folder::open(&path, true, true).unwrap().mark, None);
        assert!(!path.join("redress.sqlite3").exists());
        assert_eq!(fs::read_to_string(path.join("notes.txt")).unwrap(), "mine");
        // What an interrupted start left is told anew.
        assert_eq!(Folder::open(&path, false, true).unwrap().mark, None);
    }
}
