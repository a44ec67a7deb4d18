//! Passwords: Argon2id (RFC 9106), kept as PHC strings. Slow and large on purpose; the caller lets two run at once, not more.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};

use super::SealError;
use crate::config::PasswordCost;

/// Hashes and checks passwords at one cost.
#[derive(Debug, Clone, Copy)]
pub struct Passwords(PasswordCost);

impl Passwords {
    /// At this cost.
    pub const fn costing(cost: PasswordCost) -> Self {
        Self(cost)
    }

    fn argon2(self) -> Result<Argon2<'static>, SealError> {
        let params = Params::new(self.0.memory_kib, self.0.passes, 1, None).map_err(|_| SealError::UnknownFormat)?;
        Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
    }

    /// The PHC string of a password, with a fresh salt.
    pub fn hash(self, password: &[u8]) -> Result<String, SealError> {
        let hash: PasswordHash = self.argon2()?.hash_password(password).map_err(|_| SealError::Randomness)?;
        Ok(hash.to_string())
    }

    /// Whether the password is the one of this PHC string. Without one it costs the same time and is false.
    pub fn verify(self, password: &[u8], stored: Option<&str>) -> Result<bool, SealError> {
        let Some(stored) = stored else {
            self.hash(password)?;
            return Ok(false);
        };
        let parsed = PasswordHash::new(stored).map_err(|_| SealError::UnknownFormat)?;
        Ok(self.argon2()?.verify_password(password, &parsed).is_ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_known_again_and_another_is_not() {
        let passwords = Passwords::costing(PasswordCost { memory_kib: 8, passes: 1 });
        let stored = passwords.hash(b"mat khau rat dai").unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=8,t=1,p=1$"), "{stored}");
        assert!(passwords.verify(b"mat khau rat dai", Some(&stored)).unwrap());
        assert!(!passwords.verify(b"mat khau rat daj", Some(&stored)).unwrap());
        assert!(!passwords.verify(b"mat khau rat dai", None).unwrap());
        assert_ne!(stored, passwords.hash(b"mat khau rat dai").unwrap());
    }

    #[test]
    fn production_takes_64_mib_and_three_passes() {
        assert_eq!(PasswordCost::PRODUCTION, PasswordCost { memory_kib: 65_536, passes: 3 });
    }
}
