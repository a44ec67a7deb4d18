//! Sealing: what says who a person is or what they wrote lies encrypted in the database; what must be found or compared
//! without being read is kept as a keyed digest.
//!
//! XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha) with a fresh random nonce; each sealed value is bound to its place, so that it
//! opens nowhere else. Every case has a random key of its own, wrapped by the office key from a file outside the database.

mod key_files;
mod keys;
mod passwords;
pub mod recovery;
mod totp;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use rand::TryRngCore;
use rand::rngs::OsRng;
use zeroize::Zeroizing;

pub use keys::{Absent, Keys, Wrapped, same};
pub use passwords::Passwords;
pub use totp::{SECRET as TOTP_SECRET, Totp};

/// Version of the format, first byte of what is sealed and part of what is authenticated.
const FORMAT: u8 = 1;
const NONCE: usize = 24;

/// Why sealing or opening failed. Never says what was sealed.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// Another key, another place, or changed bytes.
    #[error("a sealed value does not open")]
    DoesNotOpen,
    /// Not a length or version that this program writes.
    #[error("a sealed value has an unknown format")]
    UnknownFormat,
    /// The office key that wrapped it is not in the folder of keys.
    #[error("the office key {0} is not in the folder of keys")]
    UnknownKey(String),
    /// The operating system gave no randomness.
    #[error("no randomness from the operating system")]
    Randomness,
    /// A key file cannot be read or made.
    #[error("key file {path}: {source}")]
    File { path: String, source: std::io::Error },
    /// A key file is not fit: too open, or not 64 hexadecimal digits.
    #[error("key file {path}: {why}")]
    Unfit { path: String, why: &'static str },
    /// No key file, and none may be made.
    #[error("no office-*.key in {0}")]
    NoKey(String),
}

/// Where a sealed value belongs: table, column and row. It opens only there.
#[derive(Debug, Clone)]
pub struct Place(Vec<u8>);

impl Place {
    /// The place in a row with a number as its key.
    pub fn row(table: &str, column: &str, id: i64) -> Self {
        Self::of(table, column, &id.to_be_bytes())
    }

    /// The place in a row with a text as its key.
    pub fn named(table: &str, column: &str, key: &str) -> Self {
        Self::of(table, column, key.as_bytes())
    }

    /// Each part with its length before it, so that no two places read the same.
    fn of(table: &str, column: &str, key: &[u8]) -> Self {
        let mut bytes = vec![FORMAT];
        for part in [table.as_bytes(), column.as_bytes(), key] {
            bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
            bytes.extend_from_slice(part);
        }
        Self(bytes)
    }
}

/// A key that seals and opens: of a case, of a purpose of the office, of a request. Wiped when dropped.
#[derive(Clone)]
pub struct SealKey(Zeroizing<[u8; 32]>);

impl SealKey {
    /// A fresh key from the operating system's randomness.
    pub fn random() -> Result<Self, SealError> {
        let mut key = Zeroizing::new([0; 32]);
        fill(key.as_mut_slice())?;
        Ok(Self(key))
    }

    /// The key itself, to be sealed under another.
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// A key that was sealed under another. None: not 32 bytes.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(|key: [u8; 32]| Self(Zeroizing::new(key)))
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new((&*self.0).into())
    }

    /// Seals for one place: version, nonce, ciphertext with tag.
    pub fn seal(&self, place: &Place, plain: &[u8]) -> Result<Vec<u8>, SealError> {
        let mut nonce = [0; NONCE];
        fill(&mut nonce)?;
        let payload = Payload { msg: plain, aad: &place.0 };
        let sealed = self.cipher().encrypt(&XNonce::from(nonce), payload).map_err(|_| SealError::DoesNotOpen)?;
        let mut out = Vec::with_capacity(1 + NONCE + sealed.len());
        out.push(FORMAT);
        out.extend_from_slice(&nonce);
        out.extend_from_slice(&sealed);
        Ok(out)
    }

    /// Opens what was sealed for this place under this key.
    pub fn open(&self, place: &Place, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
        let (format, rest) = sealed.split_first().ok_or(SealError::UnknownFormat)?;
        let (nonce, body) = rest.split_first_chunk::<NONCE>().ok_or(SealError::UnknownFormat)?;
        if *format != FORMAT {
            return Err(SealError::UnknownFormat);
        }
        let payload = Payload { msg: body, aad: &place.0 };
        self.cipher().decrypt(&XNonce::from(*nonce), payload).map(Zeroizing::new).map_err(|_| SealError::DoesNotOpen)
    }

    /// Opens a text.
    pub fn open_text(&self, place: &Place, sealed: &[u8]) -> Result<String, SealError> {
        let plain = self.open(place, sealed)?;
        std::str::from_utf8(&plain).map(str::to_owned).map_err(|_| SealError::UnknownFormat)
    }
}

/// Never the key.
impl std::fmt::Debug for SealKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SealKey(****)")
    }
}

/// Fills with randomness of the operating system: what keys and nonces are made of is nobody's argument.
fn fill(bytes: &mut [u8]) -> Result<(), SealError> {
    OsRng.try_fill_bytes(bytes).map_err(|_| SealError::Randomness)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opens_only_in_its_place_under_its_key() {
        let key = SealKey::random().unwrap();
        let place = Place::row("texts", "sealed", 7);
        let sealed = key.seal(&place, "đơn tố cáo".as_bytes()).unwrap();
        assert_eq!(key.open_text(&place, &sealed).unwrap(), "đơn tố cáo");
        for other in [Place::row("texts", "sealed", 8), Place::row("parties", "sealed", 7), Place::row("texts", "seale", 7)] {
            assert!(matches!(key.open(&other, &sealed), Err(SealError::DoesNotOpen)));
        }
        assert!(matches!(SealKey::random().unwrap().open(&place, &sealed), Err(SealError::DoesNotOpen)));
    }

    #[test]
    fn a_changed_byte_is_noticed_wherever_it_is() {
        let key = SealKey::random().unwrap();
        let place = Place::named("idempotency", "answer", "k");
        let sealed = key.seal(&place, b"x").unwrap();
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(key.open(&place, &changed).is_err(), "byte {at}");
        }
        assert!(matches!(key.open(&place, &sealed[..10]), Err(SealError::UnknownFormat)));
        assert!(matches!(key.open(&place, b""), Err(SealError::UnknownFormat)));
    }

    #[test]
    fn the_same_text_is_never_sealed_to_the_same_bytes() {
        let key = SealKey::random().unwrap();
        let place = Place::row("texts", "sealed", 7);
        assert_ne!(key.seal(&place, b"a").unwrap(), key.seal(&place, b"a").unwrap());
    }

    #[test]
    fn places_do_not_run_into_each_other() {
        assert_ne!(Place::named("ab", "c", "").0, Place::named("a", "bc", "").0);
    }
}
