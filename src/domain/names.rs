//! What something is called, in the two languages of the program.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A text in Vietnamese and in English.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Names {
    #[schema(value_type = String)]
    pub vi: Cow<'static, str>,
    #[schema(value_type = String)]
    pub en: Cow<'static, str>,
}

impl Names {
    /// Fixed texts.
    pub const fn fixed(vi: &'static str, en: &'static str) -> Self {
        Self { vi: Cow::Borrowed(vi), en: Cow::Borrowed(en) }
    }

    /// Texts made for one occasion.
    pub const fn made(vi: String, en: String) -> Self {
        Self { vi: Cow::Owned(vi), en: Cow::Owned(en) }
    }

    /// The text in this language: `vi`, else English.
    pub fn of(&self, language: &str) -> &str {
        if language == "vi" { &self.vi } else { &self.en }
    }

    /// Neither is empty.
    pub fn complete(&self) -> bool {
        !self.vi.trim().is_empty() && !self.en.trim().is_empty()
    }
}
