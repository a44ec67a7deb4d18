//! The receipt code: 16 digits in four groups, the last a check digit. Whoever has number and code is the sender.

use std::fmt;

/// Fifteen random digits and a check digit (Damm), so that a slip of the pen is noticed before it is taken for a wrong code.
#[derive(Clone, PartialEq, Eq)]
pub struct ReceiptCode(String);

/// Damm's totally anti-symmetric quasigroup: finds every single wrong digit and every swap of neighbours.
const DAMM: [[u8; 10]; 10] = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
    [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
    [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
    [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
    [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
    [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

fn damm(digits: impl Iterator<Item = u8>) -> u8 {
    digits.fold(0, |interim, digit| DAMM.get(usize::from(interim)).and_then(|row| row.get(usize::from(digit))).copied().unwrap_or_default())
}

impl ReceiptCode {
    /// A code from 64 random bits.
    pub fn from_random(random: u64) -> Self {
        let body = format!("{:015}", random % 1_000_000_000_000_000);
        let check = damm(body.bytes().map(|b| b - b'0'));
        Self(format!("{body}{check}"))
    }

    /// Reads what a person typed: blanks and hyphens do not matter. None: not 16 digits, or a digit is wrong.
    pub fn parse(typed: &str) -> Option<Self> {
        let digits: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        let sound = digits.len() == 16 && digits.bytes().all(|b| b.is_ascii_digit()) && damm(digits.bytes().map(|b| b - b'0')) == 0;
        sound.then_some(Self(digits))
    }

    /// The sixteen digits, for the keyed hash.
    pub fn digits(&self) -> &str {
        &self.0
    }
}

/// As it is written on the receipt: `1234 5678 9012 3456`.
impl fmt::Display for ReceiptCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, digit) in self.0.chars().enumerate() {
            if at > 0 && at % 4 == 0 {
                f.write_str(" ")?;
            }
            write!(f, "{digit}")?;
        }
        Ok(())
    }
}

/// Never the code: it is the only key to the case.
impl fmt::Debug for ReceiptCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ReceiptCode(****)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_in_groups_and_read_back() {
        let code = ReceiptCode::from_random(123_456_789);
        assert_eq!(code.to_string().len(), 19);
        assert_eq!(ReceiptCode::parse(&code.to_string()), Some(code.clone()));
        assert_eq!(ReceiptCode::parse(&code.to_string().replace(' ', "-")), Some(code));
    }

    #[test]
    fn every_single_slip_is_noticed() {
        let code = ReceiptCode::from_random(987_654_321_012_345);
        for place in 0..16 {
            for digit in '0'..='9' {
                let mut typed: Vec<char> = code.digits().chars().collect();
                let before = typed[place];
                typed[place] = digit;
                let read = ReceiptCode::parse(&typed.iter().collect::<String>());
                assert_eq!(read.is_some(), digit == before);
            }
        }
    }
}
