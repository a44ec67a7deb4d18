//! `redress law check`: the law's files are well formed, cited, total and unambiguous.

use super::{Cell, Duty, Mark, Rule, ValidBy, Version};
use crate::domain::classification::Classification;
use crate::domain::kind::{Body, Contest, Form, Kind, Matter, Track};
use crate::domain::law::Law;

/// Every cell of kind x matter x track x contest x instance.
fn cells() -> impl Iterator<Item = Cell> {
    let contests = || std::iter::once(None).chain(Contest::ALL.iter().copied().map(Some));
    Kind::ALL.iter().flat_map(move |&kind| {
        Matter::ALL.iter().flat_map(move |&matter| {
            Track::ALL.iter().flat_map(move |&track| {
                contests().flat_map(move |contest| [1, 2].map(|instance| Cell { kind, matter, track, contest, instance }))
            })
        })
    })
}

/// Why classification refuses such a case while there is an election; none where it does not.
pub fn refused(cell: &Cell) -> Option<&'static str> {
    let classification = Classification {
        kind: cell.kind,
        matter: cell.matter,
        track: cell.track,
        contest: cell.contest,
        form: Form::Signed,
        eligible: true,
        ineligible_ground: None,
        competent_body: Body::Other,
        false_name: false,
    };
    classification.check(true).err().map(|refusal| refusal.code)
}

/// Each cell with the rules that concern it, or the reason why classification refuses it.
pub fn table(law: &Law) -> Vec<(Cell, Result<Vec<&Rule>, &'static str>)> {
    cells().map(|cell| (cell, refused(&cell).map_or_else(|| Ok(law.rulebook.concerning(cell).collect()), Err))).collect()
}

/// All that is wrong, one line each; empty when nothing is.
pub fn check(law: &Law) -> Vec<String> {
    let mut wrong = Vec::new();
    for (at, rule) in law.rulebook.rules().iter().enumerate() {
        let mut say = |what: String| wrong.push(format!("{}: {what}", rule.id));
        if law.rulebook.rules().iter().take(at).any(|r| r.id == rule.id) {
            say("the id is used twice".to_owned());
        }
        check_rule(rule, &mut say);
        if let Some(id) = &rule.or_passed
            && !law.rulebook.rules().iter().take(at).any(|r| r.id == *id)
        {
            say(format!("or_passed names {id}, which must stand before it"));
        }
        check_milestone(rule, law, &mut say);
    }
    check_timetable(law, &mut wrong);
    wrong.extend(empty_cells(law));
    wrong
}

/// Cells that classification lets through and that no office rule concerns.
fn empty_cells(law: &Law) -> Vec<String> {
    let empty = |rules: &[&Rule]| !rules.iter().any(|r| r.duty == Duty::Office);
    table(law)
        .into_iter()
        .filter(|(_, rules)| rules.as_ref().is_ok_and(|r| empty(r)))
        .map(|(cell, _)| {
            let contest = cell.contest.map_or("no contest", Contest::as_str);
            format!("no office rule for {} {} {} {contest} instance {}", cell.kind, cell.matter, cell.track, cell.instance)
        })
        .collect()
}

fn check_rule(rule: &Rule, say: &mut dyn FnMut(String)) {
    if !rule.names.complete() {
        say("a name in each language is missing".to_owned());
    }
    if rule.versions.is_empty() {
        say("no version".to_owned());
    }
    if rule.duty == Duty::Office && rule.met_by.is_empty() {
        say("nothing meets it".to_owned());
    }
    if (rule.duty == Duty::Milestone) != (rule.started_by == Mark::ElectionDay) {
        say("milestones, and only they, are started by election_day".to_owned());
    }
    for (at, version) in rule.versions.iter().enumerate() {
        check_version(rule, version, &mut |what| say(format!("version {}: {what}", version.version)));
        check_validity(version, rule.versions.get(at + 1), say);
    }
    let last = rule.versions.last();
    if let Some(ended) = last.and_then(|v| v.valid_to) {
        say(format!("no version after {ended}"));
    }
}

/// Versions stand in order, and each begins on the day after the one before.
fn check_validity(version: &Version, next: Option<&Version>, say: &mut dyn FnMut(String)) {
    if version.valid_to.is_some_and(|to| to < version.valid_from) {
        say(format!("version {} ends before it begins", version.version));
    }
    let Some(next) = next else { return };
    if version.version == next.version {
        say(format!("version {} stands twice", version.version));
    }
    match version.valid_to.and_then(|to| to.succ_opt()) {
        Some(begins) if begins == next.valid_from => {}
        Some(begins) if begins < next.valid_from => say(format!("no version holds from {begins} until {}", next.version)),
        Some(_) | None => say(format!("versions {} and {} overlap", version.version, next.version)),
    }
}

fn check_version(rule: &Rule, version: &Version, say: &mut dyn FnMut(String)) {
    let mut unless = |holds: bool, what: &str| {
        if !holds {
            say(what.to_owned());
        }
    };
    unless(!version.basis.trim().is_empty(), "no basis is cited");
    unless(version.verified || version.note.is_some(), "not verified, and no note says why");
    unless(version.note.as_ref().is_none_or(crate::domain::names::Names::complete), "a note in each language is missing");
    let lengths = [version.amount, version.complex, version.remote, version.remote_complex, version.office_target];
    unless(lengths.iter().flatten().all(|n| (0..=366).contains(n)), "a length is 0 to 366");
    unless(version.amount.is_none() || version.offset.is_none(), "either a length or a day of the election");
    let dated = version.amount.is_some() || version.offset.is_some();
    unless(dated || version.no_term || !version.verified, "neither a length nor a day of the election, yet verified");
    unless(!(dated && version.no_term), "a length, although law sets none");
    unless(version.complex.is_some() == version.remote_complex.is_some(), "complex and remote_complex go together");
    unless(version.remote_complex.is_none() || version.remote.is_some(), "remote_complex without remote");
    unless(!(rule.valid_by == ValidBy::ElectionDay && version.roll), "election-track dates never move");
    let by_election = version.is_anchored() || version.cap.is_some() || version.none_from.is_some();
    unless(!by_election || rule.valid_by == ValidBy::ElectionDay, "a day of the election in a rule that does not know it");
    let extensions = version.extensions.as_ref();
    unless(extensions.is_none_or(|e| e.each > 0 && !e.grounds.is_empty()), "extensions need days and grounds");
}

/// A milestone of the rulebook stands in the timetable of the same elections, on the same day.
fn check_milestone(rule: &Rule, law: &Law, say: &mut dyn FnMut(String)) {
    for version in rule.versions.iter().filter(|_| rule.duty == Duty::Milestone) {
        let listed = law.timetable.version(version.valid_from).and_then(|t| t.entries.iter().find(|e| e.id == rule.id));
        match listed {
            None => say(format!("version {}: not in the timetable", version.version)),
            Some(entry) if Some(entry.offset) != version.offset || entry.time != version.time => {
                say(format!("version {}: another day or hour in the timetable", version.version));
            }
            Some(_) => {}
        }
    }
}

fn check_timetable(law: &Law, wrong: &mut Vec<String>) {
    let versions = law.timetable.versions();
    for (at, version) in versions.iter().enumerate() {
        let begins = version.valid_to.and_then(|to| to.succ_opt());
        if begins != versions.get(at + 1).map(|next| next.valid_from) {
            wrong.push(format!("timetable {}: the next does not begin where it ends", version.version));
        }
        for entry in &version.entries {
            if !entry.name.complete() || entry.basis.trim().is_empty() {
                wrong.push(format!("timetable {}: {} lacks a name or its basis", version.version, entry.id));
            }
        }
    }
}
