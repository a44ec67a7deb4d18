//! The second factor of an account: who must have one, and what is typed as its code.

use super::directory::Member;
use super::permission::Role;

codes! {
    /// What happened to how an account is proved: kept on record, and told to its holder.
    pub enum Change {
        /// A second factor was set up, or set up anew.
        Enrolled = "enrolled",
        /// Its holder gave it up.
        Disabled = "disabled",
        /// An admin took it away.
        Reset = "reset",
        /// New recovery codes took the place of the old.
        NewCodes = "new_codes",
        /// A recovery code was used instead of one from the app.
        CodeUsed = "code_used",
        /// An admin ended all sessions.
        SessionsEnded = "sessions_ended",
        /// An admin changed by what its holder is recognised among the parties of cases.
        Marks = "marks",
        /// An admin set another password.
        Password = "password",
    }
}

/// Whether somebody's account gives so much away that a password alone is not enough: supervisors and admins.
pub fn is_privileged(member: &Member) -> bool {
    member.grants.iter().any(|g| matches!(g.role, Role::Supervisor | Role::Admin))
}

/// What was typed as a code: six digits of the app, or a recovery code.
#[derive(Clone, PartialEq, Eq)]
pub enum Code {
    /// Six digits.
    Timed(String),
    /// Ten letters of Crockford's base 32, as they are kept.
    Recovery(String),
}

impl Code {
    /// The letters of a recovery code: 50 bits.
    pub const RECOVERY: usize = 10;

    /// Blanks and hyphens do not matter; in recovery codes neither case, I and L are 1, O is 0. None: neither of the two.
    pub fn parse(typed: &str) -> Option<Self> {
        let typed: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').take(64).collect();
        if typed.len() == 6 && typed.bytes().all(|b| b.is_ascii_digit()) {
            return Some(Self::Timed(typed));
        }
        let read = |c: char| match c.to_ascii_uppercase() {
            'I' | 'L' => Some('1'),
            'O' => Some('0'),
            'U' => None,
            c if c.is_ascii_alphanumeric() => Some(c),
            _ => None,
        };
        let code: String = typed.chars().map(read).collect::<Option<_>>()?;
        (code.len() == Self::RECOVERY).then_some(Self::Recovery(code))
    }
}

/// Never the code.
impl std::fmt::Debug for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Code(****)")
    }
}

/// A recovery code of these bytes, as it is kept: five bits of each.
pub fn recovery_code(bytes: [u8; Code::RECOVERY]) -> String {
    const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    bytes.iter().map(|byte| char::from(LETTERS.get(usize::from(byte & 31)).copied().unwrap_or(b'0'))).collect()
}

/// As it is shown: `7Q2MX-0KD4R`.
pub fn shown(code: &str) -> String {
    code.split_at_checked(Code::RECOVERY / 2).map_or_else(|| code.to_owned(), |(first, second)| format!("{first}-{second}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_as_people_type_them() {
        assert_eq!(Code::parse(" 123 456 "), Some(Code::Timed("123456".into())));
        let kept = recovery_code([7, 31, 2, 20, 0, 1, 19, 13, 4, 24]);
        assert_eq!(kept, "7Z2M01KD4R");
        assert_eq!(shown(&kept), "7Z2M0-1KD4R");
        for typed in ["7Z2M0-1KD4R", "7z2mo ikd4r", "7Z2M0LKD4R"] {
            assert_eq!(Code::parse(typed), Some(Code::Recovery(kept.clone())), "{typed}");
        }
        for wrong in ["", "12345", "1234567", "7Z2M0-1KD4", "7U2M0-1KD4R", "７Z2M01KD4R", "١٢٣٤٥٦"] {
            assert_eq!(Code::parse(wrong), None, "{wrong}");
        }
    }
}
