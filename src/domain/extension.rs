//! When a case may be called complex, and when a running deadline may be extended (Luật Khiếu nại arts. 28, 37; Luật Tố cáo
//! art. 30; ND 31/2019 art. 3).

use chrono::NaiveDate;

use super::case::Case;
use super::deadline::Deadline;
use super::kind::Kind;
use super::law::Law;
use super::outcome::{Complexity, ComplexityGround};
use super::refusal::Refusal;
use super::rulebook::NoExtension;

const COMPLEXITY: &str = "NĐ 31/2019/NĐ-CP, điều 3";

/// Whether this level on these grounds, each named once, is in law for the kind of the case. Grounds that are `known` already, of
/// this case, count too.
pub fn complexity(
    case: &Case,
    level: Complexity,
    grounds: &[ComplexityGround],
    known: &[ComplexityGround],
    with_reason: bool,
) -> Result<(), Refusal> {
    match case.kind {
        Kind::Complaint => {
            if level == Complexity::SpeciallyComplex {
                return Err(Refusal::field("level", "specially_complex_only_denunciations").by(COMPLEXITY));
            }
            if grounds.iter().any(|g| *g != ComplexityGround::ComplexMatter) {
                return Err(Refusal::field("ground", "complexity_ground_of_complaints").by("Luật Khiếu nại 02/2011/QH13, điều 28"));
            }
            if !with_reason {
                return Err(Refusal::field("reason", "complex_matter_needs_reason").by("Luật Khiếu nại 02/2011/QH13, điều 28"));
            }
        }
        Kind::Denunciation => {
            if grounds.contains(&ComplexityGround::ComplexMatter) {
                return Err(Refusal::field("ground", "complexity_ground_of_denunciations").by(COMPLEXITY));
            }
            let more = known.iter().any(|ground| *ground != ComplexityGround::ComplexMatter && !grounds.contains(ground));
            if level == Complexity::SpeciallyComplex && grounds.len() < 2 && !more {
                return Err(Refusal::field("grounds", "specially_complex_needs_two").by(COMPLEXITY));
            }
        }
        Kind::Petition | Kind::Feedback => return Err(Refusal::state("no_complexity_of_petitions")),
    }
    if case.detail.complexity == Some(level) {
        return Err(Refusal::state("complexity_already_set"));
    }
    Ok(())
}

/// How many extensions of this rule were granted.
fn used(case: &Case, rule: &str) -> usize {
    case.detail.extensions.iter().filter(|e| e.rule == rule).count()
}

/// A decision to extend on a ground of ND 31/2019 art. 3 finds the case complex by itself.
fn level(case: &Case, rule: &str) -> Option<Complexity> {
    case.detail.complexity.or((rule == "d.settle").then_some(Complexity::Complex))
}

/// Whether the law leaves one more extension of this deadline, while it runs.
pub fn is_left(case: &Case, deadline: &Deadline, law: &Law) -> bool {
    let rule = law.rulebook.rule(&deadline.rule);
    let version = rule.and_then(|r| r.versions.iter().find(|v| v.version == deadline.version));
    let most = version.and_then(|v| v.extensions.as_ref()).map_or(0, |e| e.most(level(case, &deadline.rule)));
    deadline.is_running() && used(case, &deadline.rule) < most
}

/// Whether this running deadline may be extended by so many days on this ground, today.
pub fn extend(
    case: &Case,
    deadlines: &[Deadline],
    law: &Law,
    rule: &str,
    ground: ComplexityGround,
    days: i64,
    today: NaiveDate,
) -> Result<(), Refusal> {
    let known = law.rulebook.rule(rule).ok_or(Refusal::field("rule", "rule_unknown").with("rule", rule))?;
    let running = deadlines.iter().rfind(|d| d.rule == rule && d.is_running());
    let deadline = running.ok_or(Refusal::state("rule_not_running").with("rule", rule))?;
    let version =
        known.versions.iter().find(|v| v.version == deadline.version).ok_or(Refusal::field("rule", "rule_unknown").with("rule", rule))?;
    if let Some(due) = deadline.due.filter(|due| *due < today) {
        return Err(Refusal::state("already_past_due").with("due", due.format("%d/%m/%Y")));
    }
    let (used, level) = (used(case, rule), level(case, rule));
    let refusal = match version.may_extend(level, ground, used, days) {
        // What has no end cannot be moved on from it.
        Ok(()) if deadline.due.is_none() => return Err(super::gate::undated(deadline.missing_year)),
        Ok(()) => return Ok(()),
        Err(NoExtension::NotExtendable) => Refusal::state("rule_not_extendable").with("rule", rule),
        Err(NoExtension::Ground) => Refusal::field("ground", "extension_ground"),
        Err(NoExtension::Count { most: 0 }) => Refusal::state("extension_needs_complexity"),
        Err(NoExtension::Count { most }) => Refusal::state("extensions_used_up").with("most", most),
        Err(NoExtension::Days { most }) => Refusal::field("days", "not_between").with("least", 1).with("most", most),
    };
    // The article comes from the version of the rule that runs.
    Err(refusal.by(version.basis.clone()))
}
