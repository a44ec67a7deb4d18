//! How a person can be reached: an e-mail address, a telephone number.

use serde::{Deserialize, Deserializer};

use super::text::{Line, Violation};

macro_rules! contacts {
    ($($(#[$meta:meta])* $name:ident, $format:literal);+ $(;)?) => {$(
        $(#[$meta])*
        #[derive(Clone, PartialEq, Eq, serde::Serialize)]
        pub struct $name(String);

        impl $name {
            /// As it was written, trimmed.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        /// Never what it says: personal data stay out of logs.
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(sealed)"))
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                Self::parse(&String::deserialize(from)?).map_err(serde::de::Error::custom)
            }
        }

        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .pattern(Some($format))
                    .max_length(Some(200))
                    .into()
            }
        }

        impl utoipa::ToSchema for $name {}
    )+};
}

contacts! {
    /// An e-mail address that a mail can be sent to.
    Email, "^[^@\\s]+@[^@\\s]+$";
    /// A telephone number: 6 to 15 digits, with the marks people write between them.
    Phone, "^\\+?[0-9 ().-]{6,30}$";
}

impl Email {
    /// One `@`, a local part, a domain of labels; ASCII, since most mail servers here take nothing else.
    pub fn parse(raw: &str) -> Result<Self, Violation> {
        let line = Line::parse(raw)?;
        let written = line.as_str();
        let sound = written.rsplit_once('@').is_some_and(|(local, domain)| {
            let atom = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(c);
            let label = |l: &str| {
                !l.is_empty()
                    && l.len() <= 63
                    && !l.starts_with('-')
                    && !l.ends_with('-')
                    && l.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            };
            !local.is_empty()
                && local.len() <= 64
                && local.chars().all(atom)
                && !local.starts_with('.')
                && !local.ends_with('.')
                && !local.contains("..")
                && domain.split('.').all(label)
        });
        if sound { Ok(Self(written.to_owned())) } else { Err(Violation::NotAnEmail) }
    }
}

/// An address of which only so much is left that whoever typed it sees a slip of the pen: `n***@example.vn`.
pub fn masked(address: &str) -> String {
    let (local, domain) = address.rsplit_once('@').unwrap_or((address, ""));
    let first: String = local.chars().take(1).collect();
    if domain.is_empty() { format!("{first}***") } else { format!("{first}***@{domain}") }
}

impl Phone {
    /// 6 to 15 digits (ITU-T E.164), with blanks, dots, hyphens and brackets between them.
    pub fn parse(raw: &str) -> Result<Self, Violation> {
        let line = Line::parse(raw)?;
        let written = line.as_str();
        let digits = written.chars().filter(char::is_ascii_digit).count();
        let marks = written.chars().enumerate().all(|(at, c)| c.is_ascii_digit() || " ().-".contains(c) || (c == '+' && at == 0));
        if marks && (6..=15).contains(&digits) { Ok(Self(written.to_owned())) } else { Err(Violation::NotAPhone) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for good in ["a@b", "nguyen.van-an+x@mail.example.vn", " lan@example.com "] {
            assert!(Email::parse(good).is_ok(), "{good}");
        }
        for bad in ["", "a", "@b", "a@", "a b@c", "a@b@c", "a@-b", "a@b..c", ".a@b", "a@b\r\nBcc: x@y", "ư@b", "a@b,c@d"] {
            assert!(Email::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_masked_address_names_nobody() {
        assert_eq!(masked("nguyen.van-an@example.vn"), "n***@example.vn");
        assert_eq!(masked("a@b"), "a***@b");
        assert_eq!(masked("none"), "n***");
    }

    #[test]
    fn telephones() {
        for good in ["0912 345 678", "+84 (24) 3825-3536", "113.113"] {
            assert!(Phone::parse(good).is_ok(), "{good}");
        }
        for bad in ["12345", "0912345678901234", "call me", "09+12345678"] {
            assert!(Phone::parse(bad).is_err(), "{bad}");
        }
    }
}
