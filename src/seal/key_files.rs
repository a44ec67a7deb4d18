//! Key files: `office-<n>.key`, mode 0600, 64 hexadecimal digits each.

use std::fs;
use std::io::{ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::keys::hex;
use super::{SealError, fill};

pub(super) fn file_error(path: &Path) -> impl FnOnce(std::io::Error) -> SealError + '_ {
    move |source| SealError::File { path: path.display().to_string(), source }
}

pub(super) fn list(folder: &Path) -> Result<Vec<(u32, PathBuf)>, SealError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(e) => return Err(file_error(folder)(e)),
    };
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.map_err(file_error(folder))?.path();
        let number = path.file_name().and_then(|n| n.to_str()).and_then(|n| n.strip_prefix("office-")?.strip_suffix(".key")?.parse().ok());
        if let Some(number) = number {
            found.push((number, path));
        }
    }
    Ok(found)
}

fn read(path: &Path) -> Result<Zeroizing<[u8; 32]>, SealError> {
    let unfit = |why| SealError::Unfit { path: path.display().to_string(), why };
    let about = fs::metadata(path).map_err(file_error(path))?;
    if about.permissions().mode() & 0o077 != 0 {
        return Err(unfit("its group or the world may read it; `chmod 600` it"));
    }
    let text = Zeroizing::new(fs::read_to_string(path).map_err(file_error(path))?);
    let digits = text.trim();
    let bytes = Zeroizing::new(unhex(digits).unwrap_or_default());
    let key: [u8; 32] = bytes.as_slice().try_into().map_err(|_| unfit("not 64 hexadecimal digits"))?;
    Ok(Zeroizing::new(key))
}

/// A key with its number.
pub(super) type Numbered = (u32, Zeroizing<[u8; 32]>);

/// All keys of the folder with their numbers.
pub(super) fn read_all(folder: &Path) -> Result<Vec<Numbered>, SealError> {
    list(folder)?.iter().map(|(number, path)| Ok((*number, read(path)?))).collect()
}

/// Makes a fresh key of this number, unless another process just did.
pub(super) fn create(folder: &Path, number: u32) -> Result<(), SealError> {
    let mut secret = Zeroizing::new([0; 32]);
    fill(secret.as_mut_slice())?;
    match put(folder, number, &secret) {
        Err(SealError::File { source, .. }) if source.kind() == ErrorKind::AlreadyExists => Ok(()),
        done => done,
    }
}

/// Writes a key of this number. Written beside its place and linked there, so that of two processes one wins and none reads
/// half a key; what lies there already stays, and that is an error.
pub(super) fn put(folder: &Path, number: u32, secret: &[u8; 32]) -> Result<(), SealError> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(file_error(folder))?;
    let (path, beside) = (folder.join(format!("office-{number}.key")), folder.join(format!(".office-{number}.{}", std::process::id())));
    let mut file = fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&beside).map_err(file_error(&beside))?;
    let text = Zeroizing::new(format!("{}\n", hex(secret)));
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(file_error(&beside))?;
    let linked = fs::hard_link(&beside, &path);
    fs::remove_file(&beside).map_err(file_error(&beside))?;
    linked.map_err(file_error(&path))?;
    fs::File::open(folder).and_then(|f| f.sync_all()).map_err(file_error(folder))
}

/// Bytes from hexadecimal digits, two a byte. None: something else.
pub(super) fn unhex(digits: &str) -> Option<Vec<u8>> {
    if !digits.len().is_multiple_of(2) || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    digits.as_bytes().chunks_exact(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}
