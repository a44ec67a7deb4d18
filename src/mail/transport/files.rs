//! Mails as files, one `<id>.eml` each: for an office without a mail server, and for a first look.

use std::fs;
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::PathBuf;

use super::{Failure, Outgoing, Transport};
use crate::domain::zone::file_hour;

/// A folder of mails, readable by its owner only. Those of secret cases lie there sealed, as `<id>.eml.sealed`.
#[derive(Debug)]
pub struct Files {
    folder: PathBuf,
}

impl Files {
    /// Into this folder; it is made when the first mail comes.
    pub const fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Whole or not at all: written beside, then renamed.
    fn write(&self, name: &str, bytes: &[u8], hour_only: bool) -> std::io::Result<()> {
        fs::DirBuilder::new().recursive(true).mode(0o700).create(&self.folder)?;
        let beside = self.folder.join(format!("{name}.part"));
        let mut file = fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&beside)?;
        file.write_all(bytes)?;
        if hour_only {
            file.set_modified(file_hour(file.metadata()?.modified()?))?;
        }
        file.sync_all()?;
        fs::rename(&beside, self.folder.join(name))
    }
}

impl Transport for Files {
    fn send(&self, mail: &Outgoing<'_>) -> Result<String, Failure> {
        let written = match mail.sealed {
            Some(sealed) => self.write(&format!("{}.eml.sealed", mail.id), sealed, true),
            None => self.write(&format!("{}.eml", mail.id), mail.bytes, false),
        };
        match written {
            Ok(()) => Ok("written".to_owned()),
            Err(error) => Err(Failure::Later(format!("the folder of mails cannot be written: {}", error.kind()))),
        }
    }
}
