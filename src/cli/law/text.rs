//! The rules of the law as text for a terminal.

use std::io::{Result, Write};

use crate::domain::day::shown;
use crate::domain::rulebook::{Rule, Unit, Version};

/// A day of the election: `E-10`, `E`, `E+3`.
pub fn from_e(offset: i64) -> String {
    match offset {
        0 => "E".to_owned(),
        before if before < 0 => format!("E{before}"),
        after => format!("E+{after}"),
    }
}

/// Each rule with its versions.
pub fn rules(out: &mut dyn Write, rules: &[Rule]) -> Result<()> {
    for rule in rules {
        writeln!(out, "{}  [{}]  {} / {}", rule.id, rule.duty, rule.names.en, rule.names.vi)?;
        writeln!(out, "    {}", counts(rule))?;
        for version in &rule.versions {
            let until = version.valid_to.map_or_else(|| "on".to_owned(), |to| format!("to {}", shown(to)));
            let confirmed = if version.verified { "" } else { " [not confirmed]" };
            writeln!(out, "    {} from {} {until}: {}{confirmed}", version.version, shown(version.valid_from), length(version))?;
            writeln!(out, "         {}", version.basis)?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn counts(rule: &Rule) -> String {
    let met: Vec<&str> = rule.met_by.iter().map(|m| m.as_str()).collect();
    let passed = rule.or_passed.as_ref().map(|id| format!(" or {id} passed")).unwrap_or_default();
    let met = if met.is_empty() { String::new() } else { format!(" -> {}", met.join(" or ")) };
    format!("{}{passed}{met}", rule.started_by)
}

fn length(version: &Version) -> String {
    let unit = match version.unit {
        Unit::CalendarDays => "calendar days",
        Unit::WorkingDays => "working days",
        Unit::Years => "year",
    };
    let mut text = match (version.amount, version.offset) {
        (Some(0), _) => "the same day".to_owned(),
        (Some(amount), _) => format!("{amount} {unit}"),
        (None, Some(offset)) => from_e(offset),
        (None, None) if version.no_term => "no length set by law".to_owned(),
        (None, None) => "figure not confirmed, no date".to_owned(),
    };
    let mut add = |part: Option<String>| text.extend(part.map(|p| format!("; {p}")));
    add(version.complex.map(|n| format!("complex {n}")));
    add(version.remote.map(|n| format!("remote {n}")));
    add(version.remote_complex.map(|n| format!("both {n}")));
    add(version.extensions.as_ref().map(|e| {
        format!("extended by up to {} days ({} times, complex {}, specially complex {})", e.each, e.plain, e.complex, e.specially_complex)
    }));
    add(version.cap.map(|offset| format!("at most {}", from_e(offset))));
    add(version.none_from.map(|offset| format!("none from {}", from_e(offset))));
    add(version.time.clone());
    add(version.roll.then(|| "moves off days off".to_owned()));
    add(version.office_target.map(|n| format!("office target {n} days, not law")));
    text
}
