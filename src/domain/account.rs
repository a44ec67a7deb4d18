//! What an account is called: a name to sign in with; a unit's sign.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};

/// Why a name, password or sign is not taken; travels through serde as a [`Violation`](super::text::Violation) does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    Username,
    /// The least characters of a password.
    PasswordTooShort(usize),
    PasswordTooLong(usize),
    /// Among the first that anybody tries.
    PasswordCommon,
    /// Holds a control character.
    PasswordControl,
    Sign,
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Username => f.write_str("violation;not_a_username"),
            Self::PasswordTooShort(least) => write!(f, "violation;too_short;least={least}"),
            Self::PasswordTooLong(most) => write!(f, "violation;too_long;most={most}"),
            Self::PasswordCommon => f.write_str("violation;common_password"),
            Self::PasswordControl => f.write_str("violation;control_character"),
            Self::Sign => f.write_str("violation;not_a_sign"),
        }
    }
}

impl std::error::Error for Unfit {}

macro_rules! parsed {
    ($name:ident) => {
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
            }
        }

        impl utoipa::ToSchema for $name {}
    };
}

/// A name to sign in with: 3 to 40 small letters of ASCII, digits, dots, hyphens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Username(String);

parsed!(Username);

impl Username {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Username {
    type Err = Unfit;
    fn from_str(written: &str) -> Result<Self, Unfit> {
        let sound = (3..=40).contains(&written.len())
            && written.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b".-".contains(&b))
            && written.bytes().next().is_some_and(|b| b.is_ascii_alphanumeric());
        if sound { Ok(Self(written.to_owned())) } else { Err(Unfit::Username) }
    }
}

impl utoipa::PartialSchema for Username {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::String).pattern(Some("^[a-z0-9][a-z0-9.-]{2,39}$")).into()
    }
}

/// The short sign of a unit in its numbers, e.g. `CK`: 1 to 20 letters, digits, dots, hyphens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sign(String);

parsed!(Sign);

impl Sign {
    /// The sign.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Sign {
    type Err = Unfit;
    fn from_str(written: &str) -> Result<Self, Unfit> {
        let letter = |c: char| c.is_alphanumeric() || c == '.' || c == '-';
        let sound = (1..=20).contains(&written.chars().count()) && written.chars().all(letter);
        if sound { Ok(Self(written.to_owned())) } else { Err(Unfit::Sign) }
    }
}

impl utoipa::PartialSchema for Sign {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::String).pattern(Some("^[\\p{L}\\p{N}.-]{1,20}$")).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::password::Password;

    #[test]
    fn names_passwords_and_signs() {
        for good in ["lan", "nguyen.van-an2", "0an"] {
            assert!(good.parse::<Username>().is_ok(), "{good}");
        }
        for bad in ["", "an", "Lan", "lan anh", "-an", "đan", "lan@x", &"a".repeat(41)] {
            assert_eq!(bad.parse::<Username>(), Err(Unfit::Username), "{bad}");
        }
        assert!(matches!("mười một ch".parse::<Password>(), Err(Unfit::PasswordTooShort(12))));
        assert!("mười hai chữ".parse::<Password>().is_ok());
        assert!(matches!("x".repeat(201).parse::<Password>(), Err(Unfit::PasswordTooLong(200))));
        assert!("UBBC-CK.1".parse::<Sign>().is_ok() && "CK/1".parse::<Sign>().is_err() && "".parse::<Sign>().is_err());
    }
}
