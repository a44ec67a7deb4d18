//! How a letter is signed where the law asks for it (LAW.md 2.3).

use super::cases::WayToSign;
use crate::domain::case::Case;
use crate::domain::classification::needs_signature;
use crate::domain::kind::Identity;
use crate::texts::{Lang, word};

/// The ways, in the reader's language; none: the letter needs no signature, or has one, or nobody to give it.
pub fn ways(case: &Case, lang: Lang) -> Option<Vec<WayToSign>> {
    let missing = needs_signature(case.kind, case.track) && !case.form.is_signed() && case.identity != Identity::Anonymous;
    let way = |way: &str| WayToSign { way: way.to_owned(), text: word(lang, &format!("sign-{}", way.replace('_', "-"))) };
    missing.then(|| ["print", "counter", "e_signature"].into_iter().map(way).collect())
}
