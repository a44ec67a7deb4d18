//! What a sender takes home beside the number, by whichever door the letter came.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::actions::intake::Receipt;
use crate::actions::read::case_view::DeadlineView;
use crate::domain::case::Case;
use crate::domain::classification::needs_signature;
use crate::domain::kind::{Identity, Matter};
use crate::texts::{Lang, word};

/// How a letter is signed where the law asks for it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct WayToSign {
    /// print, counter or e_signature.
    pub way: String,
    pub text: String,
}

/// What every receipt says.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReceiptView {
    /// Sixteen digits in four groups: the sender's only key. Shown once.
    pub receipt_code: String,
    /// What the law owes, with its working; provisional until somebody classifies.
    pub deadlines: Vec<DeadlineView>,
    /// How to sign, where the law asks for a signature that is still missing.
    pub how_to_sign: Option<Vec<WayToSign>>,
    /// Track and deadlines are provisional until the letter is classified.
    pub provisional: bool,
    /// Of a letter about a result that names no contest: that no rule on results applies before it is classified.
    pub no_rule_yet: Option<String>,
}

impl ReceiptView {
    /// Of a letter that was just received; texts are in the reader's language.
    pub fn of(receipt: &Receipt, today: chrono::NaiveDate, lang: Lang) -> Self {
        let case = &receipt.loaded.case;
        let uncertain = case.matter == Matter::Result && case.contest.is_none();
        Self {
            receipt_code: receipt.code.to_string(),
            deadlines: receipt.loaded.deadlines.iter().map(|d| DeadlineView::of(d, today)).collect(),
            how_to_sign: ways(case, lang),
            provisional: true,
            no_rule_yet: uncertain.then(|| word(lang, "receipt-no-result-rule")),
        }
    }
}

/// The ways (LAW.md 2.3); none: the letter needs no signature, or has one, or nobody to give it.
fn ways(case: &Case, lang: Lang) -> Option<Vec<WayToSign>> {
    let missing = needs_signature(case.kind, case.track) && !case.form.is_signed() && case.identity != Identity::Anonymous;
    let way = |way: &str| WayToSign { way: way.to_owned(), text: word(lang, &format!("sign-{}", way.replace('_', "-"))) };
    missing.then(|| ["print", "counter", "e_signature"].into_iter().map(way).collect())
}
