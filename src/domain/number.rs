//! The number of a letter in the letter book: `0012/2026/CK`.

use std::fmt;

use serde::{Deserialize, Serialize};

/// One gapless series per unit and year; no kind in it, since nobody has classified yet.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Number {
    /// Place in the series, from 1.
    pub seq: i32,
    /// Year of receipt, in Vietnam's time.
    pub year: i32,
    /// The unit's short sign, e.g. `CK`.
    pub sign: String,
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}/{}/{}", self.seq, self.year, self.sign)
    }
}

impl std::str::FromStr for Number {
    type Err = ();
    fn from_str(shown: &str) -> Result<Self, ()> {
        let mut parts = shown.trim().splitn(3, '/');
        let (Some(seq), Some(year), Some(sign)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(());
        };
        let digits = |s: &str| !s.is_empty() && s.len() <= 9 && s.bytes().all(|b| b.is_ascii_digit());
        if !digits(seq) || !digits(year) || sign.is_empty() || sign.chars().count() > 20 {
            return Err(());
        }
        Ok(Self { seq: seq.parse().map_err(|_| ())?, year: year.parse().map_err(|_| ())?, sign: sign.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shown_with_four_digits_and_read_back() {
        let number = Number { seq: 12, year: 2026, sign: "CK".into() };
        assert_eq!(number.to_string(), "0012/2026/CK");
        assert_eq!("0012/2026/CK".parse(), Ok(number.clone()));
        assert_eq!("12/2026/CK".parse(), Ok(number));
        assert_eq!("x/2026/CK".parse::<Number>(), Err(()));
        assert_eq!("12/2026/".parse::<Number>(), Err(()));
    }
}
