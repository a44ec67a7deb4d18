//! The office keys: files `office-<n>.key` of mode 0600, each 64 hexadecimal digits, and what is derived from them.
//!
//! Keys of cases are wrapped by the newest office key, so that an office can add one; digests that must stay comparable for
//! ever are keyed by the oldest.

use std::fs;
use std::io::{ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::{Place, SealError, SealKey, fill};

/// What to do when the folder holds no office key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Absent {
    /// Make one: a fresh data folder.
    Create,
    /// Refuse: sealed data exist, and a new key would open none of them.
    Refuse,
}

/// A case's key as the database holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrapped {
    /// Which office key wrapped it: its number and a fingerprint.
    pub office_key: String,
    /// The wrapped key.
    pub bytes: Vec<u8>,
}

struct OfficeKey {
    id: String,
    secret: Zeroizing<[u8; 32]>,
}

/// The office keys of this installation. Wiped when dropped.
pub struct Keys {
    oldest: OfficeKey,
    /// Newer ones, ascending.
    newer: Vec<OfficeKey>,
    digest: Zeroizing<[u8; 32]>,
    blind: Zeroizing<[u8; 32]>,
    receipt: Zeroizing<[u8; 32]>,
    token: Zeroizing<[u8; 32]>,
}

impl Keys {
    /// Reads every `office-<n>.key` in the folder; makes the folder and `office-1.key` if there is none and `absent` allows.
    /// Refuses a file that its group or the world may read.
    pub fn open(folder: &Path, absent: Absent) -> Result<Self, SealError> {
        let mut found = list(folder)?;
        if found.is_empty() {
            if absent == Absent::Refuse {
                return Err(SealError::NoKey(folder.display().to_string()));
            }
            create(folder)?;
            found = list(folder)?;
        }
        let keys = found.iter().map(|(number, path)| Ok((*number, read(path)?))).collect::<Result<Vec<_>, SealError>>()?;
        Self::from_secrets(keys).ok_or_else(|| SealError::NoKey(folder.display().to_string()))
    }

    /// From numbered secrets in memory. None: there is none.
    pub fn from_secrets(mut secrets: Vec<(u32, Zeroizing<[u8; 32]>)>) -> Option<Self> {
        secrets.sort_by_key(|(number, _)| *number);
        let mut all = secrets.into_iter().map(|(number, secret)| {
            let print = hex(derive(&secret, "fingerprint", b"").get(..6).unwrap_or_default());
            OfficeKey { id: format!("{number}-{print}"), secret }
        });
        let oldest = all.next()?;
        let purpose = |name| derive(&oldest.secret, name, b"");
        let (digest, blind, receipt, token) = (purpose("digest"), purpose("blind"), purpose("receipt"), purpose("token"));
        Some(Self { newer: all.collect(), oldest, digest, blind, receipt, token })
    }

    fn newest(&self) -> &OfficeKey {
        self.newer.last().unwrap_or(&self.oldest)
    }

    fn office(&self, id: &str) -> Option<&OfficeKey> {
        std::iter::once(&self.oldest).chain(&self.newer).find(|k| k.id == id)
    }

    /// Whether this office key is here.
    pub fn knows(&self, office_key: &str) -> bool {
        self.office(office_key).is_some()
    }

    /// 32 bytes for a named purpose of the program, e.g. signing tokens; other names give unrelated bytes.
    pub fn derive(&self, purpose: &str) -> Zeroizing<[u8; 32]> {
        derive(&self.oldest.secret, "purpose", purpose.as_bytes())
    }

    /// A sealing key for what belongs to no case, e.g. the mails of invitations.
    pub fn purpose(&self, purpose: &str) -> SealKey {
        SealKey(derive(&self.oldest.secret, "seal", purpose.as_bytes()))
    }

    /// The key under which the answer to a request is kept: whoever has neither the Idempotency-Key nor the office key opens nothing.
    pub fn request_key(&self, idempotency_key: &str) -> SealKey {
        SealKey(derive(&self.oldest.secret, "request", idempotency_key.as_bytes()))
    }

    /// Wraps a case's key by the newest office key.
    pub fn wrap(&self, case: i64, key: &SealKey) -> Result<Wrapped, SealError> {
        let office = self.newest();
        let bytes = wrapping(office).seal(&Place::row("case_keys", &office.id, case), key.0.as_slice())?;
        Ok(Wrapped { office_key: office.id.clone(), bytes })
    }

    /// Unwraps a case's key.
    pub fn unwrap(&self, case: i64, wrapped: &Wrapped) -> Result<SealKey, SealError> {
        let office = self.office(&wrapped.office_key).ok_or_else(|| SealError::UnknownKey(wrapped.office_key.clone()))?;
        let plain = wrapping(office).open(&Place::row("case_keys", &office.id, case), &wrapped.bytes)?;
        let key: [u8; 32] = plain.as_slice().try_into().map_err(|_| SealError::UnknownFormat)?;
        Ok(SealKey(Zeroizing::new(key)))
    }

    /// What an event says of a text: HMAC-SHA-256 in hexadecimal. Without the key a guess at a short text cannot be tested.
    pub fn digest(&self, text: &str) -> String {
        mac(&self.digest, &[text.as_bytes()])
    }

    /// The blind index of a value that was folded by the caller: equal values of one field have equal digests.
    pub fn blind(&self, field: &str, folded: &str) -> String {
        mac(&self.blind, &[field.as_bytes(), folded.as_bytes()])
    }

    /// How a receipt code is kept, from its sixteen digits.
    pub fn receipt_hash(&self, digits: &str) -> String {
        mac(&self.receipt, &[digits.as_bytes()])
    }

    /// How an opaque token is kept: session, refresh, track, Idempotency-Key.
    pub fn token_hash(&self, token: &str) -> String {
        mac(&self.token, &[token.as_bytes()])
    }
}

/// Never a key.
impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Keys(newest {})", self.newest().id)
    }
}

/// Compares two digests in a time that does not tell where they differ.
pub fn same(one: &str, other: &str) -> bool {
    one.as_bytes().ct_eq(other.as_bytes()).into()
}

fn wrapping(office: &OfficeKey) -> SealKey {
    SealKey(derive(&office.secret, "wrap", b""))
}

/// HKDF-SHA-256 (RFC 5869); the name of the purpose is the info, with what else distinguishes it.
fn derive(secret: &[u8; 32], purpose: &str, detail: &[u8]) -> Zeroizing<[u8; 32]> {
    let mut out = Zeroizing::new([0; 32]);
    let info = [b"redress/1/", purpose.as_bytes(), b"/", detail];
    // 32 bytes are far below the 8,160 at which HKDF refuses.
    let _ = Hkdf::<Sha256>::new(None, secret).expand_multi_info(&info, out.as_mut_slice());
    out
}

/// HMAC-SHA-256 over the parts, each with its length before it.
fn mac(key: &[u8; 32], parts: &[&[u8]]) -> String {
    // A key shorter than the block of 64 bytes is filled with zeros (RFC 2104).
    let mut block = Zeroizing::new([0; 64]);
    block.iter_mut().zip(key).for_each(|(to, from)| *to = *from);
    let mut mac = <Hmac<Sha256> as KeyInit>::new((&*block).into());
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    hex(&mac.finalize().into_bytes())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

fn file_error(path: &Path) -> impl FnOnce(std::io::Error) -> SealError + '_ {
    move |source| SealError::File { path: path.display().to_string(), source }
}

fn list(folder: &Path) -> Result<Vec<(u32, PathBuf)>, SealError> {
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
    let mut key = Zeroizing::new([0; 32]);
    let sound = digits.len() == 64 && digits.bytes().all(|b| b.is_ascii_hexdigit());
    if !sound {
        return Err(unfit("not 64 hexadecimal digits"));
    }
    for (byte, pair) in key.iter_mut().zip(digits.as_bytes().chunks_exact(2)) {
        let pair = std::str::from_utf8(pair).map_err(|_| unfit("not 64 hexadecimal digits"))?;
        *byte = u8::from_str_radix(pair, 16).map_err(|_| unfit("not 64 hexadecimal digits"))?;
    }
    Ok(key)
}

/// Makes the first key. Written beside its place and linked there, so that of two processes one wins and none reads half a key.
fn create(folder: &Path) -> Result<(), SealError> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(file_error(folder))?;
    let mut secret = Zeroizing::new([0; 32]);
    fill(secret.as_mut_slice())?;
    let (path, beside) = (folder.join("office-1.key"), folder.join(format!(".office-1.{}", std::process::id())));
    let mut file = fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&beside).map_err(file_error(&beside))?;
    let text = Zeroizing::new(format!("{}\n", hex(secret.as_slice())));
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(file_error(&beside))?;
    let linked = fs::hard_link(&beside, &path);
    fs::remove_file(&beside).map_err(file_error(&beside))?;
    match linked {
        Err(e) if e.kind() != ErrorKind::AlreadyExists => Err(file_error(&path)(e)),
        Ok(()) | Err(_) => fs::File::open(folder).and_then(|f| f.sync_all()).map_err(file_error(folder)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(numbers: &[u32]) -> Keys {
        let secret = |n: u32| Zeroizing::new([u8::try_from(n).unwrap(); 32]);
        Keys::from_secrets(numbers.iter().map(|n| (*n, secret(*n))).collect()).unwrap()
    }

    #[test]
    fn a_fresh_folder_gets_one_key_that_only_its_owner_reads() {
        let folder = tempfile::tempdir().unwrap();
        let inside = folder.path().join("keys");
        let first = Keys::open(&inside, Absent::Create).unwrap();
        let mode = fs::metadata(inside.join("office-1.key")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(fs::read_dir(&inside).unwrap().count(), 1);
        let again = Keys::open(&inside, Absent::Refuse).unwrap();
        assert_eq!(first.digest("x"), again.digest("x"));
    }

    #[test]
    fn an_open_broken_or_missing_file_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(Keys::open(folder.path(), Absent::Refuse), Err(SealError::NoKey(_))));
        Keys::open(folder.path(), Absent::Create).unwrap();
        let path = folder.path().join("office-1.key");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        assert!(matches!(Keys::open(folder.path(), Absent::Create), Err(SealError::Unfit { .. })));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        fs::write(&path, "zz").unwrap();
        assert!(matches!(Keys::open(folder.path(), Absent::Create), Err(SealError::Unfit { .. })));
    }

    #[test]
    fn an_added_key_wraps_from_then_on_and_the_old_still_opens() {
        let (old, both, new) = (keys(&[1]), keys(&[1, 2]), keys(&[2]));
        let case_key = SealKey::random().unwrap();
        let before = old.wrap(5, &case_key).unwrap();
        let after = both.wrap(5, &case_key).unwrap();
        assert_ne!(before.office_key, after.office_key);
        assert_eq!(both.unwrap(5, &before).unwrap().0, case_key.0);
        assert_eq!(new.unwrap(5, &after).unwrap().0, case_key.0);
        assert!(matches!(new.unwrap(5, &before), Err(SealError::UnknownKey(_))));
        assert!(matches!(both.unwrap(6, &before), Err(SealError::DoesNotOpen)));
        assert_eq!(old.blind("name", "a"), both.blind("name", "a"));
    }

    #[test]
    fn a_key_of_the_same_number_but_other_bytes_is_another_key() {
        let one = keys(&[1]);
        let other = Keys::from_secrets(vec![(1, Zeroizing::new([9; 32]))]).unwrap();
        let wrapped = one.wrap(5, &SealKey::random().unwrap()).unwrap();
        assert!(one.knows(&wrapped.office_key) && !other.knows(&wrapped.office_key));
    }

    #[test]
    fn purposes_and_fields_have_unrelated_digests() {
        let keys = keys(&[1]);
        let all = [keys.digest("1"), keys.receipt_hash("1"), keys.token_hash("1"), keys.blind("name", "1"), keys.blind("phone", "1")];
        for (at, one) in all.iter().enumerate() {
            assert_eq!(one.len(), 64);
            assert!(all.iter().skip(at + 1).all(|other| !same(one, other)));
        }
        assert_ne!(*keys.derive("a"), *keys.derive("b"));
        let place = Place::named("idempotency", "answer", "k");
        let sealed = keys.request_key("k1").seal(&place, b"x").unwrap();
        assert!(keys.request_key("k2").open(&place, &sealed).is_err());
    }
}
