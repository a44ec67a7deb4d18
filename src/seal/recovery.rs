//! A recovery file: the office keys, sealed under a passphrase (Argon2id, RFC 9106; XChaCha20-Poly1305). Whoever has it, the
//! passphrase and the database has everything: it lies in a safe, not beside a backup.

use std::fs;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use argon2::{Algorithm, Argon2, Params, Version};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::key_files::{file_error, put, read_all, unhex};
use super::keys::hex;
use super::{Keys, Place, SealError, SealKey, fill};
use crate::config::PasswordCost;

/// First line of the format.
const FORMAT: &str = "redress-recovery/1";
/// The least characters of a passphrase: what is written down once can be long.
pub const LEAST_PASSPHRASE: usize = 16;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: String,
    memory_kib: u32,
    passes: u32,
    /// 16 bytes, hexadecimal.
    salt: String,
    /// The keys, hexadecimal.
    sealed: String,
}

fn place() -> Place {
    Place::named("recovery", "keys", FORMAT)
}

fn key(passphrase: &str, salt: &[u8], cost: PasswordCost) -> Result<SealKey, SealError> {
    let params = Params::new(cost.memory_kib, cost.passes, 1, Some(32)).map_err(|_| SealError::UnknownFormat)?;
    let mut out = Zeroizing::new([0_u8; 32]);
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon2.hash_password_into(passphrase.as_bytes(), salt, out.as_mut_slice()).map_err(|_| SealError::UnknownFormat)?;
    SealKey::from_bytes(out.as_slice()).ok_or(SealError::UnknownFormat)
}

/// Writes all office keys that are here into a new file of mode 0600. A file that is there already stays, and that is an error.
pub fn export(keys: &Keys, passphrase: &str, cost: PasswordCost, to: &Path) -> Result<Vec<String>, SealError> {
    let mut salt = [0; 16];
    fill(&mut salt)?;
    let lines = keys.secrets().iter().map(|(number, secret)| Zeroizing::new(format!("{number} {}\n", hex(secret.as_slice())))).fold(
        Zeroizing::new(String::new()),
        |mut all, line| {
            all.push_str(&line);
            all
        },
    );
    let sealed = key(passphrase, &salt, cost)?.seal(&place(), lines.as_bytes())?;
    let file = File { format: FORMAT.to_owned(), memory_kib: cost.memory_kib, passes: cost.passes, salt: hex(&salt), sealed: hex(&sealed) };
    let json = serde_json::to_string_pretty(&file).map_err(|_| SealError::UnknownFormat)?;
    let mut out = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(to).map_err(file_error(to))?;
    out.write_all(json.as_bytes()).and_then(|()| out.write_all(b"\n")).and_then(|()| out.sync_all()).map_err(file_error(to))?;
    Ok(keys.ids())
}

/// Writes the keys of a recovery file into a folder, and gives their identifiers. A key that lies there already must be the
/// same: none is ever overwritten.
pub fn import(from: &Path, passphrase: &str, folder: &Path) -> Result<Vec<String>, SealError> {
    let text = fs::read_to_string(from).map_err(file_error(from))?;
    let unfit = |why| SealError::Unfit { path: from.display().to_string(), why };
    let file: File = serde_json::from_str(&text).map_err(|_| unfit("not a recovery file"))?;
    let (salt, sealed) = (unhex(&file.salt).unwrap_or_default(), unhex(&file.sealed).unwrap_or_default());
    // Costs beyond reason are no costs that this program wrote.
    let sound = file.format == FORMAT && salt.len() == 16 && file.memory_kib <= 4 * 65_536 && file.passes <= 16;
    if !sound {
        return Err(unfit("not a recovery file of this version"));
    }
    let cost = PasswordCost { memory_kib: file.memory_kib, passes: file.passes };
    let plain = key(passphrase, &salt, cost)?.open(&place(), &sealed)?;
    let text = std::str::from_utf8(&plain).map_err(|_| unfit("not a recovery file of this version"))?;
    let mut keys = Vec::new();
    for line in text.lines() {
        let (number, digits) = line.split_once(' ').ok_or_else(|| unfit("not a recovery file of this version"))?;
        let secret: Option<[u8; 32]> = unhex(digits).and_then(|bytes| bytes.try_into().ok());
        let number: Option<u32> = number.parse().ok();
        let (Some(number), Some(secret)) = (number, secret) else { return Err(unfit("not a recovery file of this version")) };
        keys.push((number, Zeroizing::new(secret)));
    }
    let present = read_all(folder)?;
    for (number, secret) in &keys {
        match present.iter().find(|(known, _)| known == number) {
            Some((_, known)) if known == secret => {}
            Some(_) => return Err(unfit("another key of the same number lies in the folder of keys")),
            None => put(folder, *number, secret)?,
        }
    }
    Ok(Keys::from_secrets(keys).map(|keys| keys.ids()).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;
    use crate::seal::Absent;

    const CHEAP: PasswordCost = PasswordCost { memory_kib: 8, passes: 1 };

    #[test]
    fn keys_come_back_with_the_passphrase_and_not_without() {
        let folder = tempfile::tempdir().unwrap();
        let (keys, file, empty) = (folder.path().join("keys"), folder.path().join("recovery"), folder.path().join("empty"));
        let keys = Keys::open(&keys, Absent::Create).unwrap();
        keys.make_next().unwrap();
        let wrapped = keys.wrap(9, &SealKey::random().unwrap()).unwrap();
        let ids = export(&keys, "một câu đủ dài để nhớ", CHEAP, &file).unwrap();
        assert_eq!(ids.len(), 2);
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        let text = fs::read_to_string(&file).unwrap();
        assert!(keys.secrets().iter().all(|(_, secret)| !text.contains(&hex(secret.as_slice()))));
        assert!(matches!(import(&file, "một câu khác hẳn", &empty), Err(SealError::DoesNotOpen)));
        assert!(!empty.exists());
        assert_eq!(import(&file, "một câu đủ dài để nhớ", &empty).unwrap(), ids);
        let restored = Keys::open(&empty, Absent::Refuse).unwrap();
        assert!(restored.unwrap(9, &wrapped).is_ok());
        assert_eq!(fs::metadata(empty.join("office-2.key")).unwrap().permissions().mode() & 0o777, 0o600);
        // Twice does no harm; over another key it is refused, and so is writing over a file.
        import(&file, "một câu đủ dài để nhớ", &empty).unwrap();
        let other = folder.path().join("other");
        Keys::open(&other, Absent::Create).unwrap();
        assert!(matches!(import(&file, "một câu đủ dài để nhớ", &other), Err(SealError::Unfit { .. })));
        assert!(matches!(export(&keys, "một câu đủ dài để nhớ", CHEAP, &file), Err(SealError::File { .. })));
    }

    #[test]
    fn what_is_no_recovery_file_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("r");
        for text in [
            "",
            "{}",
            "{\"format\":\"redress-recovery/1\",\"memory_kib\":4294967295,\"passes\":1,\"salt\":\"00000000000000000000000000000000\",\"sealed\":\"00\"}",
        ] {
            fs::write(&file, text).unwrap();
            assert!(matches!(import(&file, "x", folder.path()), Err(SealError::Unfit { .. })), "{text}");
        }
    }
}
