//! Who may read `/metrics`.

use std::path::Path;

use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// The secret by which whoever gathers figures is known. Wiped when dropped, never shown.
#[derive(Clone)]
pub struct MetricsToken(Zeroizing<String>);

impl MetricsToken {
    /// The shortest token, in characters: below that it could be guessed.
    pub const LEAST: usize = 16;

    /// From the first line of a file. The error says what is wrong with it.
    pub(super) fn read(file: &Path) -> Result<Self, String> {
        let held = std::fs::read_to_string(file).map(Zeroizing::new).map_err(|e| format!("{} cannot be read: {e}", file.display()))?;
        Self::parse(&held).ok_or_else(|| format!("{} does not hold at least {} visible ASCII characters", file.display(), Self::LEAST))
    }

    /// A token of visible ASCII, as a header can carry it (RFC 6750 section 2.1).
    pub fn parse(written: &str) -> Option<Self> {
        let token = written.trim();
        let sound = token.len() >= Self::LEAST && token.bytes().all(|b| b.is_ascii_graphic());
        sound.then(|| Self(Zeroizing::new(token.to_owned())))
    }

    /// Whether this is the token, in a time that does not tell where it differs.
    pub fn is(&self, given: &str) -> bool {
        self.0.as_bytes().ct_eq(given.as_bytes()).into()
    }
}

impl std::fmt::Debug for MetricsToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MetricsToken(****)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_long_enough_visible_and_never_shown() {
        let token = MetricsToken::parse("0123456789abcdef\n").unwrap();
        assert!(token.is("0123456789abcdef") && !token.is("0123456789abcdeF") && !token.is(""));
        assert!(!format!("{token:?}").contains("0123"));
        for wrong in ["", "0123456789abcde", "0123456789 abcdef", "0123456789abcdeé"] {
            assert!(MetricsToken::parse(wrong).is_none(), "{wrong}");
        }
    }
}
