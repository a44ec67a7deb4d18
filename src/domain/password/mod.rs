//! Passwords: how they are compared, and which are too easy to guess to be taken.

use std::collections::HashSet;
use std::fmt;
use std::str::FromStr;
use std::sync::OnceLock;

use serde::{Deserialize, Deserializer};
use unicode_normalization::UnicodeNormalization;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::openapi::{KnownFormat, RefOr, SchemaFormat};
use zeroize::Zeroizing;

use super::account::Unfit;
use super::text::fold;

/// A password that somebody sets: 12 to 200 characters, any but control characters, and none that is easily guessed (NIST
/// SP 800-63B section 3.1.1.2: length and a list, no composition rules).
#[derive(Clone)]
pub struct Password(Zeroizing<String>);

impl Password {
    /// The least characters.
    pub const LEAST: usize = 12;
    /// The most characters.
    pub const MOST: usize = 200;

    /// What is hashed.
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// Whether it is hardly more than one of these names: of the account, its holder, their units.
    pub fn names<'a>(&self, mut names: impl Iterator<Item = &'a str>) -> bool {
        let given = letters(&self.0);
        names.any(|name| {
            let whole = letters(name);
            // "Phường Cự Khối" is known as "Cự Khối".
            let short = fold(name).split_once(' ').map(|(_, rest)| letters(rest)).unwrap_or_default();
            [whole, short].iter().any(|name| {
                let long = name.chars().count() >= NAME;
                long && given.contains(name.as_str()) && given.replace(name.as_str(), "").chars().count() < OWN
            })
        })
    }
}

/// Shorter names are no reason to refuse what holds them.
const NAME: usize = 3;
/// So many letters and digits beside a name make it a password.
const OWN: usize = 8;
/// What stands around a common word and makes it no better: up to so many digits and signs.
const AROUND: usize = 8;

/// Small letters and digits without diacritics, nothing between them.
fn letters(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// As it is compared, RFC 8265 section 4.2.2 (OpaqueString): every blank is a space, characters are composed (NFC); case stays.
pub fn prepared(typed: &str) -> Zeroizing<String> {
    let blank = |c: char| if c != ' ' && c.is_whitespace() && !c.is_control() { ' ' } else { c };
    Zeroizing::new(typed.chars().map(blank).nfc().collect())
}

fn list() -> &'static HashSet<&'static str> {
    static LIST: OnceLock<HashSet<&'static str>> = OnceLock::new();
    LIST.get_or_init(|| include_str!("common.txt").lines().filter(|line| !line.starts_with("# ") && *line != "#").collect())
}

/// What runs along a keyboard, the digits or the alphabet.
const RUNS: [&str; 6] = [
    "01234567890123456789012345678901234567890",
    "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnmqwertyuiopasdfghjklzxcvbnm",
    "qwertyuiop[]asdfghjkl;'zxcvbnm,./",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/",
    "qazwsxedcrfvtgbyhnujmikolp",
];

/// Longer ones are not taken apart.
const LONGEST: usize = 40;
/// So many characters beside runs and a word make no password of them.
const OTHERS: usize = 3;

/// Whether it is among the first that anybody tries: on the list, the same with digits around it, something short repeated, a
/// run along the keyboard.
pub fn is_common(password: &str) -> bool {
    let folded = fold(password);
    let core = folded.trim_matches(|c: char| !c.is_alphabetic());
    let around = folded.chars().count() - core.chars().count();
    let listed = |word: &str| list().contains(word) || list().contains(letters(word).as_str());
    if list().contains(folded.as_str()) || (!core.is_empty() && around <= AROUND && listed(core)) {
        return true;
    }
    repeated(&folded).is_some_and(|unit| unit.chars().count() <= 4 || listed(unit)) || is_run(&folded) || is_strung(&folded)
}

fn is_run(text: &str) -> bool {
    let reversed: String = text.chars().rev().collect();
    RUNS.iter().any(|run| run.contains(text) || run.contains(reversed.as_str()))
}

/// Whether it is runs of three and more and at most one word of the list, with so few other characters between.
fn is_strung(folded: &str) -> bool {
    let chars: Vec<char> = folded.chars().take(LONGEST + 1).collect();
    if chars.len() > LONGEST {
        return false;
    }
    // How many others the part up to each place needs at least: without a word, and with one.
    let mut least = vec![[0_usize; 2]];
    for to in 1..=chars.len() {
        let mut here = least.last().map_or([usize::MAX; 2], |before| before.map(|n| n.saturating_add(1)));
        for (from, [without, with]) in least.iter().copied().enumerate().take(to.saturating_sub(2)) {
            let part: String = chars.get(from..to).unwrap_or_default().iter().collect();
            let [bare, worded] = here;
            if is_run(&part) {
                here = [bare.min(without), worded.min(with)];
            } else if list().contains(part.as_str()) {
                here = [bare, worded.min(without)];
            }
        }
        least.push(here);
    }
    least.last().is_some_and(|others| others.iter().any(|others| *others <= OTHERS))
}

/// The part of which the whole is a repetition, at least twice; the last may be cut short.
fn repeated(whole: &str) -> Option<&str> {
    let starts = whole.char_indices().map(|(at, _)| at).filter(|at| *at > 0 && at * 2 <= whole.len());
    let mut units = starts.filter_map(|at| whole.split_at_checked(at));
    units.find(|(unit, rest)| rest.starts_with(unit) && whole.starts_with(rest)).map(|(unit, _)| unit)
}

impl FromStr for Password {
    type Err = Unfit;
    fn from_str(written: &str) -> Result<Self, Unfit> {
        let prepared = prepared(written);
        match prepared.chars().count() {
            ..Self::LEAST => Err(Unfit::PasswordTooShort(Self::LEAST)),
            Self::LEAST..=Self::MOST if prepared.chars().any(char::is_control) => Err(Unfit::PasswordControl),
            Self::LEAST..=Self::MOST if is_common(&prepared) => Err(Unfit::PasswordCommon),
            Self::LEAST..=Self::MOST => Ok(Self(prepared)),
            _ => Err(Unfit::PasswordTooLong(Self::MOST)),
        }
    }
}

impl<'de> Deserialize<'de> for Password {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
    }
}

/// Never the password.
impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(****)")
    }
}

impl utoipa::ToSchema for Password {}

impl utoipa::PartialSchema for Password {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Password)))
            .min_length(Some(Self::LEAST))
            .max_length(Some(Self::MOST))
            .into()
    }
}

#[cfg(test)]
mod tests;
