//! Passwords: Argon2id (RFC 9106), as PHC strings. Slow and large on purpose; the caller lets two run at once, not more.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};

use super::error::ActionError;
use crate::config::PasswordCost;
use crate::store::StoreError;

fn argon2(cost: PasswordCost) -> Result<Argon2<'static>, ActionError> {
    let params = Params::new(cost.memory_kib, cost.passes, 1, None).map_err(|_| broken())?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn broken() -> ActionError {
    ActionError::Store(StoreError::Corrupt("a password could not be hashed"))
}

/// The PHC string of a password, with a fresh salt.
pub fn hash(cost: PasswordCost, password: &[u8]) -> Result<String, ActionError> {
    let hash: PasswordHash = argon2(cost)?.hash_password(password).map_err(|_| broken())?;
    Ok(hash.to_string())
}

/// Whether the password is the one of this PHC string. Without one it costs the same time and is false.
pub fn verify(cost: PasswordCost, password: &[u8], stored: Option<&str>) -> Result<bool, ActionError> {
    let Some(stored) = stored else {
        hash(cost, password)?;
        return Ok(false);
    };
    let parsed = PasswordHash::new(stored).map_err(|_| ActionError::Store(StoreError::Corrupt("members.password_hash")))?;
    Ok(argon2(cost)?.verify_password(password, &parsed).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_known_again_and_another_is_not() {
        let cost = PasswordCost { memory_kib: 8, passes: 1 };
        let stored = hash(cost, b"mat khau rat dai").unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=8,t=1,p=1$"), "{stored}");
        assert!(verify(cost, b"mat khau rat dai", Some(&stored)).unwrap());
        assert!(!verify(cost, b"mat khau rat daj", Some(&stored)).unwrap());
        assert!(!verify(cost, b"mat khau rat dai", None).unwrap());
        assert_ne!(stored, hash(cost, b"mat khau rat dai").unwrap());
    }

    #[test]
    fn production_takes_64_mib_and_three_passes() {
        assert_eq!(PasswordCost::PRODUCTION, PasswordCost { memory_kib: 65_536, passes: 3 });
    }
}
