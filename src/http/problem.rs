//! The body of an error: RFC 9457 `application/problem+json`.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use super::error::ApiError;
use crate::texts::{self, Lang};

/// The media type of a problem.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// Why a request was not fulfilled.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Problem {
    /// `urn:redress:problem:<code>`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The status in words, in the reader's language.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What is wrong and what can be done, in the reader's language.
    pub detail: String,
    /// Stable; for programs.
    pub code: String,
    /// The field that is wrong, as a path into the body, or the name of a parameter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The values of the broken rule, e.g. `{"most": "200"}`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub rule: BTreeMap<String, String>,
    /// The article that refuses the act.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// What may be done with the case instead: slugs of its verbs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allowed: Option<Vec<String>>,
    /// `urn:redress:request:<id>`, under which the log knows this request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instance: Option<String>,
}

impl Problem {
    /// The error in a reader's language. A sentence that no locale has becomes title and code, never an error of its own.
    pub fn of(error: &ApiError, lang: Lang, request: Option<&str>) -> Self {
        let status = error.status().as_u16();
        let code = error.code();
        let args = error.args();
        // Every sentence may name the field and the article, whatever else its rule gives.
        let mut given = args.clone();
        given.push(("field", error.field().unwrap_or_default()));
        given.push(("whole", if error.field().as_deref() == Some(".") { "yes" } else { "no" }.to_owned()));
        given.push(("basis", error.basis().unwrap_or_default().to_owned()));
        let title = texts::text(lang, &format!("problem-title-{status}"), &[]).unwrap_or_else(|| status.to_string());
        let detail = ["refusal", "violation", "problem"]
            .iter()
            .find_map(|sort| texts::text(lang, &format!("{sort}-{code}"), &given))
            .unwrap_or_else(|| format!("{title} ({code})"));
        Self {
            kind: format!("urn:redress:problem:{code}"),
            title,
            status,
            detail,
            code: code.to_owned(),
            field: error.field(),
            rule: args.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
            basis: error.basis().map(str::to_owned),
            allowed: error.allowed(),
            instance: request.map(|id| format!("urn:redress:request:{id}")),
        }
    }
}
