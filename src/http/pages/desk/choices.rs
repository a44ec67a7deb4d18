//! Units and officers to choose from: those that concern the reader, and never so many that the page grows heavy.

use std::collections::BTreeSet;

use super::super::{Choice, Frame};
use crate::domain::directory::{Directory, Level, Unit};
use crate::domain::ids::UnitId;
use crate::domain::permission::Role;
use crate::http::actor::Caller;

/// The most choices of one field.
pub const MOST: usize = 150;

/// Units in which the reader holds one of these roles, without polling areas: all below them, or where these are too many,
/// the next below each, and below the chosen one.
pub fn held(caller: &Caller, roles: &[Role], chosen: Option<UnitId>) -> Vec<Choice> {
    let directory = &caller.ctx.directory;
    let grants = directory.members.get(&caller.member).map(|m| m.grants.as_slice()).unwrap_or_default();
    let roots: BTreeSet<UnitId> = grants.iter().filter(|g| roles.contains(&g.role)).map(|g| g.unit).collect();
    let all: BTreeSet<UnitId> = roots.iter().flat_map(|root| directory.below(*root)).collect();
    let listed = |unit: &&Unit| unit.level != Level::PollingArea;
    let mut units: Vec<&Unit> = all.iter().filter_map(|id| directory.units.get(id)).filter(listed).collect();
    if units.len() > MOST {
        let near = |unit: &Unit| {
            let parent = unit.parent.filter(|parent| roots.contains(parent) || Some(*parent) == chosen);
            roots.contains(&unit.id) || Some(unit.id) == chosen || parent.is_some()
        };
        units.retain(|unit| near(unit));
        units.truncate(MOST);
    }
    let depth = |unit: &Unit| directory.chain(unit.id).len();
    units.sort_by(|a, b| (depth(a), &a.name, a.id).cmp(&(depth(b), &b.name, b.id)));
    units.iter().map(|unit| Choice::new(unit.id, named(directory, unit))).collect()
}

/// The units whose cases the reader may see.
pub fn units(caller: &Caller, chosen: Option<UnitId>) -> Vec<Choice> {
    held(caller, &[Role::Clerk, Role::Officer, Role::Supervisor], chosen)
}

/// A unit with the one it is in: wards of one name are many.
fn named(directory: &Directory, unit: &Unit) -> String {
    match unit.parent.and_then(|parent| directory.units.get(&parent)) {
        Some(parent) if parent.parent.is_some() => format!("{} ({})", unit.name, parent.name),
        _ => unit.name.clone(),
    }
}

/// Who handles a case: the reader, nobody, and the officers of the reader's units.
pub fn officers(frame: &Frame, caller: &Caller, chosen: Option<&str>) -> Vec<Choice> {
    let directory = &caller.ctx.directory;
    let grants = directory.members.get(&caller.member).map(|m| m.grants.as_slice()).unwrap_or_default();
    let near = |unit: UnitId| grants.iter().any(|g| directory.within(unit, g.unit));
    let holds = |m: &&crate::domain::directory::Member| !m.disabled && m.grants.iter().any(|g| g.role == Role::Officer && near(g.unit));
    let mut members: Vec<_> = directory.members.values().filter(holds).collect();
    members.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
    let is_chosen = |id: &str| chosen == Some(id);
    let mut all = Vec::new();
    if frame.has(Role::Officer) || is_chosen("me") {
        all.push(Choice::new("me", frame.t("cases-me")));
    }
    all.push(Choice::new("none", frame.t("desk-nobody")));
    all.extend(members.iter().take(MOST).map(|m| Choice::new(m.id, &m.name)));
    if let Some(beyond) = members.iter().skip(MOST).find(|m| is_chosen(&m.id.to_string())) {
        all.push(Choice::new(beyond.id, &beyond.name));
    }
    all
}

/// The polling areas of these units; none where they are too many.
pub fn polling_areas(caller: &Caller, units: &[Choice]) -> Vec<Choice> {
    let directory = &caller.ctx.directory;
    let within: BTreeSet<UnitId> = units.iter().filter_map(|unit| unit.value.parse().ok()).collect();
    let area = |u: &&Unit| u.level == Level::PollingArea && u.parent.is_some_and(|parent| within.contains(&parent));
    let mut areas: Vec<&Unit> = directory.units.values().filter(area).collect();
    areas.sort_by(|a, b| (a.parent, &a.name, a.id).cmp(&(b.parent, &b.name, b.id)));
    let shown = |area: &&Unit| Choice::new(area.id, if within.len() > 1 { named(directory, area) } else { area.name.clone() });
    if areas.len() > MOST { Vec::new() } else { areas.iter().map(shown).collect() }
}
