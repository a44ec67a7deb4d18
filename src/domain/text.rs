//! What people write, parsed at the edge: once inside, a text has a length and no control characters.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};

use super::ids::TextId;

/// Why a value is not what its field takes. Shown in the reader's language by its code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Violation {
    /// The field is mandatory.
    Required,
    /// Nothing but white space.
    Empty,
    /// More than so many characters.
    TooLong(usize),
    /// A control character, a line break in a one-line field, or a mark that turns the direction of the text.
    ControlCharacter,
    /// Not 13 letters of an identifier.
    NotAnId,
    /// Not one of these words.
    NotOneOf(Vec<&'static str>),
    /// Not a calendar date `YYYY-MM-DD`.
    NotADate,
    /// Outside these bounds, both inclusive.
    NotBetween(i64, i64),
    /// Not an e-mail address.
    NotAnEmail,
    /// Not a telephone number.
    NotAPhone,
    /// Not a time of day `HH:MM`.
    NotATime,
    /// This number is given twice.
    Twice(i64),
    /// More than so many values.
    TooMany(usize),
}

impl Violation {
    /// The stable code of the rule that is broken.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Empty => "empty",
            Self::TooLong(_) => "too_long",
            Self::ControlCharacter => "control_character",
            Self::NotAnId => "not_an_id",
            Self::NotOneOf(_) => "not_one_of",
            Self::NotADate => "not_a_date",
            Self::NotBetween(..) => "not_between",
            Self::NotAnEmail => "not_an_email",
            Self::NotAPhone => "not_a_phone",
            Self::NotATime => "not_a_time",
            Self::Twice(_) => "twice",
            Self::TooMany(_) => "too_many",
        }
    }

    /// What the sentence about this rule needs: limits and lists.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::TooLong(most) | Self::TooMany(most) => vec![("most", most.to_string())],
            Self::Twice(value) => vec![("value", value.to_string())],
            Self::NotBetween(least, most) => vec![("least", least.to_string()), ("most", most.to_string())],
            Self::NotOneOf(words) => vec![("words", words.join(", "))],
            Self::Required
            | Self::Empty
            | Self::ControlCharacter
            | Self::NotAnId
            | Self::NotADate
            | Self::NotAnEmail
            | Self::NotAPhone
            | Self::NotATime => vec![],
        }
    }
}

/// Code and arguments, `;`-separated: how a violation travels through serde's error to the edge, which translates it.
impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "violation;{}", self.code())?;
        for (name, value) in self.args() {
            write!(f, ";{name}={value}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Violation {}

/// Marks that turn the direction of what follows: a name with one reads as another name.
fn turns_direction(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{061C}')
}

fn checked(raw: &str, most: usize, lines: bool) -> Result<String, Violation> {
    let unified = raw.replace("\r\n", "\n");
    let text = unified.trim();
    if text.is_empty() {
        return Err(Violation::Empty);
    }
    if text.chars().count() > most {
        return Err(Violation::TooLong(most));
    }
    let forbidden =
        |c: char| turns_direction(c) || (c.is_control() && !(lines && matches!(c, '\n' | '\t'))) || matches!(c, '\u{2028}' | '\u{2029}');
    if text.chars().any(forbidden) {
        return Err(Violation::ControlCharacter);
    }
    Ok(text.to_owned())
}

macro_rules! texts {
    ($($(#[$meta:meta])* $name:ident, $most:expr, $lines:literal);+ $(;)?) => {$(
        $(#[$meta])*
        #[derive(Clone, PartialEq, Eq, Serialize)]
        pub struct $name(String);

        impl $name {
            /// The longest that is taken, in characters.
            pub const MOST: usize = $most;

            /// Trimmed and checked.
            pub fn parse(raw: &str) -> Result<Self, Violation> {
                checked(raw, Self::MOST, $lines).map(Self)
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        /// Says how long it is, never what it says: what people write stays out of logs.
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({} characters)", stringify!($name), self.0.chars().count())
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
                    .min_length(Some(1))
                    .max_length(Some(Self::MOST))
                    .into()
            }
        }

        impl utoipa::ToSchema for $name {}
    )+};
}

texts! {
    /// Free text of several lines: what happened, a reason, a message.
    Text, 20_000, true;
    /// One line: a name, a title, a place.
    Line, 200, false;
    /// A number of the office's clerical register, e.g. `12/QĐ-UBBC`.
    DocumentNo, 60, false;
}

/// A sealed text as an event knows it: where it lies and a keyed digest of what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextRef {
    /// The row of the sealed text.
    pub id: TextId,
    /// HMAC-SHA-256 of the row and the text under the office's key, in hexadecimal: equal texts of two rows have two.
    pub digest: String,
}

/// Folds for search: no diacritics, no case, `đ` is `d`, white space is one blank.
pub fn fold(text: &str) -> String {
    use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
    let folded: String = text
        .nfd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(|c| match c {
            'đ' | 'Đ' => 'd'.to_lowercase(),
            other => other.to_lowercase(),
        })
        .collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_trimmed_and_line_breaks_are_one_kind() {
        assert_eq!(Text::parse("  a\r\nb \n").unwrap().as_str(), "a\nb");
        assert_eq!(Line::parse("a\nb"), Err(Violation::ControlCharacter));
        assert_eq!(Line::parse("a\u{202e}b"), Err(Violation::ControlCharacter));
        assert_eq!(Text::parse("a\0b"), Err(Violation::ControlCharacter));
        assert_eq!(Line::parse(" \t "), Err(Violation::Empty));
        assert_eq!(Line::parse(&"ư".repeat(200)).unwrap().as_str().chars().count(), 200);
        assert_eq!(Line::parse(&"ư".repeat(201)), Err(Violation::TooLong(200)));
    }

    #[test]
    fn folding_forgets_diacritics_and_case() {
        assert_eq!(fold("Nguyễn  Đức ĐƯỜNG"), "nguyen duc duong");
    }
}
