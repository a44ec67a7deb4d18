//! The office keys: files `office-<n>.key` of mode 0600, each 64 hexadecimal digits, and what is derived from them.
//!
//! Keys of cases are wrapped by the office key in force; what is derived, such as digests that must stay comparable for ever,
//! comes from a root secret that the same key wraps. So an office can change its key: `docs/keys.md`.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::{Place, SealError, SealKey, fill, key_files as files};

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

pub(super) struct OfficeKey {
    pub(super) number: u32,
    pub(super) id: String,
    pub(super) secret: Zeroizing<[u8; 32]>,
}

/// The office keys of this installation, and what its root secret gives. Wiped when dropped.
pub struct Keys {
    /// Where the files lie; none: from memory.
    folder: Option<PathBuf>,
    /// Ascending by number; never empty. Read anew when a key is asked for that is not among them.
    ring: RwLock<Vec<Arc<OfficeKey>>>,
    root: Zeroizing<[u8; 32]>,
    digest: Zeroizing<[u8; 32]>,
    blind: Zeroizing<[u8; 32]>,
    receipt: Zeroizing<[u8; 32]>,
    token: Zeroizing<[u8; 32]>,
}

impl Keys {
    /// Reads every `office-<n>.key` in the folder; makes the folder and `office-1.key` if there is none and `absent` allows.
    /// Refuses a file that its group or the world may read.
    pub fn open(folder: &Path, absent: Absent) -> Result<Self, SealError> {
        if files::list(folder)?.is_empty() {
            if absent == Absent::Refuse {
                return Err(SealError::NoKey(folder.display().to_string()));
            }
            files::create(folder, 1)?;
        }
        let keys = Self::from_secrets(files::read_all(folder)?).ok_or_else(|| SealError::NoKey(folder.display().to_string()))?;
        Ok(Self { folder: Some(folder.to_owned()), ..keys })
    }

    /// From numbered secrets in memory; the first of them is the root. None: there is none.
    pub fn from_secrets(secrets: Vec<(u32, Zeroizing<[u8; 32]>)>) -> Option<Self> {
        let ring = ring(secrets);
        let root = ring.first()?.secret.clone();
        let purpose = |name| derive(&root, name, b"");
        let (digest, blind, receipt, token) = (purpose("digest"), purpose("blind"), purpose("receipt"), purpose("token"));
        Some(Self { folder: None, ring: RwLock::new(ring), root, digest, blind, receipt, token })
    }

    /// The same keys with this root: all that is derived comes from it, whichever office key is in force.
    #[must_use]
    pub fn with_root(self, root: Zeroizing<[u8; 32]>) -> Self {
        let purpose = |name| derive(&root, name, b"");
        let (digest, blind, receipt, token) = (purpose("digest"), purpose("blind"), purpose("receipt"), purpose("token"));
        Self { root, digest, blind, receipt, token, ..self }
    }

    /// The same keys with a root of their own, fresh from the operating system's randomness.
    pub fn with_fresh_root(self) -> Result<Self, SealError> {
        let mut root = Zeroizing::new([0; 32]);
        fill(root.as_mut_slice())?;
        Ok(self.with_root(root))
    }

    /// Whether the root is one of the office keys: an installation begun before the root was a secret of its own.
    pub fn root_is_a_key(&self) -> bool {
        self.all().iter().any(|key| bool::from(key.secret.ct_eq(&*self.root)))
    }

    /// The root, wrapped by this office key.
    pub fn wrap_root(&self, office_key: &str) -> Result<Vec<u8>, SealError> {
        let office = self.office(office_key)?;
        wrapping(&office).seal(&root_place(&office.id), self.root.as_slice())
    }

    /// The same keys with the root that this office key wrapped.
    pub fn unwrap_root(self, wrapped: &Wrapped) -> Result<Self, SealError> {
        let office = self.office(&wrapped.office_key)?;
        let plain = wrapping(&office).open(&root_place(&office.id), &wrapped.bytes)?;
        let root: [u8; 32] = plain.as_slice().try_into().map_err(|_| SealError::UnknownFormat)?;
        Ok(self.with_root(Zeroizing::new(root)))
    }

    fn all(&self) -> Vec<Arc<OfficeKey>> {
        self.ring.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The identifiers of the office keys that are here, ascending.
    pub fn ids(&self) -> Vec<String> {
        self.all().iter().map(|key| key.id.clone()).collect()
    }

    /// The newest of them.
    pub fn newest(&self) -> String {
        self.all().last().map(|key| key.id.clone()).unwrap_or_default()
    }

    /// The office keys with their numbers, to be written elsewhere.
    pub(super) fn secrets(&self) -> Vec<files::Numbered> {
        self.all().iter().map(|key| (key.number, key.secret.clone())).collect()
    }

    /// The office key of this identifier. One that is not known may have been made meanwhile by another process: the folder
    /// is read again.
    fn office(&self, id: &str) -> Result<Arc<OfficeKey>, SealError> {
        let find = |all: &[Arc<OfficeKey>]| all.iter().find(|key| key.id == id).cloned();
        if let Some(known) = find(&self.all()) {
            return Ok(known);
        }
        self.read_again()?;
        find(&self.all()).ok_or_else(|| SealError::UnknownKey(id.to_owned()))
    }

    fn read_again(&self) -> Result<(), SealError> {
        let Some(folder) = &self.folder else { return Ok(()) };
        let read = ring(files::read_all(folder)?);
        if !read.is_empty() {
            *self.ring.write().unwrap_or_else(PoisonError::into_inner) = read;
        }
        Ok(())
    }

    /// Makes the next office key, a file of mode 0600, and gives its identifier. It wraps nothing yet.
    pub fn make_next(&self) -> Result<String, SealError> {
        let folder = self.folder.as_deref().ok_or_else(|| SealError::NoKey("memory".to_owned()))?;
        let last = files::list(folder)?.iter().map(|(number, _)| *number).max().unwrap_or_default();
        files::create(folder, last.saturating_add(1))?;
        self.read_again()?;
        Ok(self.newest())
    }

    /// Whether this office key is here.
    pub fn knows(&self, office_key: &str) -> bool {
        self.office(office_key).is_ok()
    }

    /// 32 bytes for a named purpose of the program, e.g. signing tokens; other names give unrelated bytes.
    pub fn derive(&self, purpose: &str) -> Zeroizing<[u8; 32]> {
        derive(&self.root, "purpose", purpose.as_bytes())
    }

    /// A sealing key for what belongs to no case, e.g. the mails of invitations.
    pub fn purpose(&self, purpose: &str) -> SealKey {
        SealKey(derive(&self.root, "seal", purpose.as_bytes()))
    }

    /// The key under which the answer to a request is kept: whoever has neither the Idempotency-Key nor the office key opens nothing.
    pub fn request_key(&self, idempotency_key: &str) -> SealKey {
        SealKey(derive(&self.root, "request", idempotency_key.as_bytes()))
    }

    /// Wraps a case's key by the newest office key.
    pub fn wrap(&self, case: i64, key: &SealKey) -> Result<Wrapped, SealError> {
        self.wrap_under(&self.newest(), case, key)
    }

    /// Wraps a case's key by this office key.
    pub fn wrap_under(&self, office_key: &str, case: i64, key: &SealKey) -> Result<Wrapped, SealError> {
        let office = self.office(office_key)?;
        let bytes = wrapping(&office).seal(&Place::row("case_keys", &office.id, case), key.0.as_slice())?;
        Ok(Wrapped { office_key: office.id.clone(), bytes })
    }

    /// Unwraps a case's key.
    pub fn unwrap(&self, case: i64, wrapped: &Wrapped) -> Result<SealKey, SealError> {
        let office = self.office(&wrapped.office_key)?;
        let plain = wrapping(&office).open(&Place::row("case_keys", &office.id, case), &wrapped.bytes)?;
        let key: [u8; 32] = plain.as_slice().try_into().map_err(|_| SealError::UnknownFormat)?;
        Ok(SealKey(Zeroizing::new(key)))
    }

    /// What an event says of a text: HMAC-SHA-256 in hexadecimal of its row and its words. The same words in two places have
    /// two digests: nobody tests a guess by writing it elsewhere, and no two cases are seen to hold the same name.
    pub fn text_digest(&self, id: i64, text: &str) -> String {
        mac(&self.digest, &[b"text", &id.to_be_bytes(), text.as_bytes()])
    }

    /// What stands for a text where equal ones must be found: HMAC-SHA-256 in hexadecimal. Without the key a guess at a short
    /// text cannot be tested.
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
        write!(f, "Keys(newest {})", self.newest())
    }
}

/// Compares two digests in a time that does not tell where they differ.
pub fn same(one: &str, other: &str) -> bool {
    one.as_bytes().ct_eq(other.as_bytes()).into()
}

fn ring(mut secrets: Vec<files::Numbered>) -> Vec<Arc<OfficeKey>> {
    secrets.sort_by_key(|(number, _)| *number);
    let key = |(number, secret): files::Numbered| {
        let print = hex(derive(&secret, "fingerprint", b"").get(..6).unwrap_or_default());
        Arc::new(OfficeKey { number, id: format!("{number}-{print}"), secret })
    };
    secrets.into_iter().map(key).collect()
}

fn root_place(office_key: &str) -> Place {
    Place::named("office_root", "wrapped", office_key)
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

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

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
    fn a_root_goes_from_key_to_key_and_what_it_gives_stays() {
        let keys = keys(&[1, 2]).with_fresh_root().unwrap();
        let (first, second) = (keys.ids()[0].clone(), keys.ids()[1].clone());
        let before = (keys.digest("x"), keys.receipt_hash("1"), *keys.derive("a"));
        let (old, new) = (keys.wrap_root(&first).unwrap(), keys.wrap_root(&second).unwrap());
        assert!(!keys.root_is_a_key());
        let wrapped = |office_key: &str, bytes: &[u8]| Wrapped { office_key: office_key.to_owned(), bytes: bytes.to_owned() };
        let after = self::keys(&[2]).unwrap_root(&wrapped(&second, &new)).unwrap();
        assert_eq!((after.digest("x"), after.receipt_hash("1"), *after.derive("a")), before);
        assert!(matches!(self::keys(&[1]).unwrap_root(&wrapped(&second, &new)), Err(SealError::UnknownKey(_))));
        assert!(matches!(self::keys(&[1]).unwrap_root(&wrapped(&first, &new)), Err(SealError::DoesNotOpen)));
        assert!(self::keys(&[1]).unwrap_root(&wrapped(&first, &old)).is_ok());
        assert!(self::keys(&[1]).root_is_a_key());
    }

    #[test]
    fn a_key_that_another_process_made_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let (mine, other) = (Keys::open(folder.path(), Absent::Create).unwrap(), Keys::open(folder.path(), Absent::Create).unwrap());
        let made = other.make_next().unwrap();
        assert_eq!(fs::metadata(folder.path().join("office-2.key")).unwrap().permissions().mode() & 0o777, 0o600);
        let key = SealKey::random().unwrap();
        let wrapped = other.wrap_under(&made, 7, &key).unwrap();
        assert_eq!(mine.unwrap(7, &wrapped).unwrap().0, key.0);
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
