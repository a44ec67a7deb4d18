//! A refusal names states, bodies and rules by their codes; people read words.

use std::borrow::Cow;

use super::Frame;
use crate::domain::ids::CaseId;
use crate::domain::law::Law;
use crate::domain::refusal::Refusal;

/// The refusal with words in the place of codes. `number` gives the number of a case that this reader may know.
pub fn plain(frame: &Frame, law: &Law, number: impl Fn(CaseId) -> Option<String>, mut refusal: Refusal) -> Refusal {
    for (name, value) in &mut refusal.args {
        let family = match *name {
            "status" => "status",
            "body" => "body",
            "instead" => "disposition",
            "kind" => "kind",
            "roles" => "role",
            "words" if refusal.field == Some("result") => "result",
            "words" => "body",
            "rule" => {
                if let Some(rule) = law.rulebook.rule(value) {
                    *value = rule.names.of(frame.lang.as_str()).to_owned();
                }
                continue;
            }
            "into" => {
                *value = value.parse().ok().and_then(&number).unwrap_or_default();
                continue;
            }
            _ => continue,
        };
        let words = value.split(", ").map(|code| Cow::from(frame.maybe(&format!("{family}-{code}")).unwrap_or_else(|| code.to_owned())));
        *value = words.collect::<Vec<_>>().join(", ");
    }
    refusal
}
