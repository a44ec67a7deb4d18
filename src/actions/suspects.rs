//! Who may be in conflict with a case, found before anybody is shown it: by the names, telephones, addresses of e-mail and
//! cards of its parties, and by the unit that is denounced. Only a person says whether it is one.

use super::act::{Kept, PartyChange};
use super::context::Context;
use super::error::ActionError;
use super::record::{self, Entry, Loaded, Recorder, today};
use crate::domain::directory::{Directory, Grant};
use crate::domain::event::{By, Event, Received};
use crate::domain::ids::{CaseId, MemberId, UnitId};
use crate::domain::kind::Kind;
use crate::domain::matching::same_unit;
use crate::domain::party::{PartyData, PartyField, PartyRole};
use crate::domain::permission::Role;
use crate::domain::suspect::{Side, Suspect, is_strong, news, once};
use crate::store::{Conn, StoreError, cases, member_marks};

/// The roles that ever see a case.
const STAFF: [Role; 3] = [Role::Clerk, Role::Officer, Role::Supervisor];

/// Those found for a letter as it comes in; who is in conflict already is left out.
pub fn of_letter(recorder: &mut Recorder<'_>, received: &Received, keep: &Kept) -> Result<Vec<Suspect>, StoreError> {
    let added = |change: &PartyChange| match change {
        PartyChange::Add(party, data) => Some((party.role, data.clone())),
        PartyChange::Set(..) => None,
    };
    let people: Vec<(PartyRole, PartyData)> = keep.parties.iter().filter_map(added).collect();
    let mut found = among(recorder, received.unit, received.kind, &people)?;
    found.retain(|s| !received.excluded.contains(&s.member));
    Ok(found)
}

/// Looks again where parties came or changed, or the case became a denunciation: what is new is recorded at once.
pub fn again(recorder: &mut Recorder<'_>, after: Loaded) -> Result<Loaded, ActionError> {
    let case = &after.case;
    let data = recorder.parties(&after)?;
    let role = |id| case.party(id).map(|party| party.role);
    let people: Vec<(PartyRole, PartyData)> = data.into_iter().filter_map(|(id, data)| Some((role(id)?, data))).collect();
    let found = among(recorder, case.unit, case.kind, &people)?;
    let found = news(case, found);
    record_found(recorder, after, found)
}

/// Whether an event may have brought what [`again`] looks for.
pub const fn may_bring(event: &Event) -> bool {
    matches!(event, Event::Classified { .. } | Event::Reclassified { .. } | Event::Corrected { .. } | Event::Joined { .. })
}

fn record_found(recorder: &mut Recorder<'_>, loaded: Loaded, suspects: Vec<Suspect>) -> Result<Loaded, ActionError> {
    if suspects.is_empty() {
        return Ok(loaded);
    }
    let on = today(recorder.now);
    let entry = Entry { event: Event::ConflictFound { suspects }, on, by: By::System, on_paper: false };
    recorder.record(loaded, entry, &Kept::default())
}

fn among(recorder: &mut Recorder<'_>, unit: UnitId, kind: Kind, people: &[(PartyRole, PartyData)]) -> Result<Vec<Suspect>, StoreError> {
    let directory = recorder.directory;
    let mut blinds: Vec<(String, Side, PartyField)> = Vec::new();
    let mut found: Vec<Suspect> = Vec::new();
    for (role, data) in people {
        let Some(side) = Side::of(*role) else { continue };
        for field in PartyField::ALL {
            for key in data.field(*field).map(|value| field.sought(value)).unwrap_or_default() {
                let known = directory.bearing(*field, &key).iter();
                found.extend(known.map(|member| Suspect { member: *member, side, strong: is_strong(*field) }));
                blinds.push((recorder.keys.blind(field.as_str(), &key), side, *field));
            }
        }
        if let (Side::Respondent, Kind::Denunciation, Some(name)) = (side, kind, &data.name) {
            found.extend(of_unit(directory, unit, name, today(recorder.now)));
        }
    }
    if !blinds.is_empty() {
        let asked: Vec<&str> = blinds.iter().map(|(blind, ..)| blind.as_str()).collect();
        for (member, blind) in member_marks::bearing(recorder.conn, &asked)? {
            let agreed = blinds.iter().filter(|(own, ..)| *own == blind);
            found.extend(agreed.map(|(_, side, field)| Suspect { member, side: *side, strong: is_strong(*field) }));
        }
    }
    found.retain(|s| directory.roles(s.member, unit).iter().any(|role| STAFF.contains(role)));
    Ok(once(found))
}

/// Of a denounced unit those who work in it, if somebody above it can take the case: else there would be nobody to see it.
fn of_unit(directory: &Directory, unit: UnitId, name: &str, today: chrono::NaiveDate) -> Vec<Suspect> {
    let Some(denounced) = directory.chain(unit).into_iter().find(|u| directory.units.get(u).is_some_and(|u| same_unit(&u.name, name)))
    else {
        return Vec::new();
    };
    let works_there = |member: &MemberId| STAFF.iter().any(|role| directory.holding(*role, denounced).contains(member));
    let above = directory.holders(Role::Supervisor, unit, today);
    if above.iter().all(works_there) {
        return Vec::new();
    }
    let mut members: Vec<MemberId> = STAFF.iter().flat_map(|role| directory.holding(*role, denounced)).copied().collect();
    members.sort_unstable();
    members.dedup();
    members.into_iter().map(|member| Suspect { member, side: Side::Unit, strong: true }).collect()
}

/// The most cases that are looked through at once when an account or the tree changes: the newest.
const MOST: i64 = 2_000;

/// A unit was renamed or put elsewhere in the tree: its cases and those below it are looked through, before whoever is above
/// it now can see one. `directory` as it stands after the change.
pub fn of_unit_and_below(ctx: &Context, conn: &mut Conn, directory: &Directory, unit: UnitId) -> Result<(), ActionError> {
    let cases = cases::to_compare(conn, &directory.below(unit), None, MOST)?;
    look_through(ctx, conn, directory, &cases)
}

fn look_through(ctx: &Context, conn: &mut Conn, directory: &Directory, cases: &[CaseId]) -> Result<(), ActionError> {
    let now = ctx.clock.now();
    let ids = |at| ctx.id(at);
    for case in cases {
        let Some(loaded) = record::load(conn, &ctx.keys, *case)? else { continue };
        let mut recorder = Recorder { directory, ..ctx.recorder(conn, now, &ids) };
        again(&mut recorder, loaded)?;
    }
    Ok(())
}

/// A member was made, renamed, given roles or other marks: their cases are looked through before they can see one.
/// `directory` as it stands after the change.
pub fn of_member(ctx: &Context, conn: &mut Conn, directory: &Directory, id: MemberId) -> Result<(), ActionError> {
    let Some(member) = directory.members.get(&id).filter(|m| !m.disabled) else { return Ok(()) };
    let works = |grant: &&Grant| STAFF.contains(&grant.role);
    let denounced: Vec<UnitId> = member.grants.iter().filter(works).map(|g| g.unit).collect();
    let units: Vec<UnitId> = member.grants.iter().filter(|g| STAFF.contains(&g.role)).flat_map(|g| directory.below(g.unit)).collect();
    // What denounces a unit is found by its words alone: by no digest.
    if !denounced.is_empty() {
        let below: Vec<UnitId> = denounced.iter().flat_map(|unit| directory.below(*unit)).collect();
        let cases = cases::to_compare(conn, &below, Some(Kind::Denunciation), MOST)?;
        look_through(ctx, conn, directory, &cases)?;
    }
    let mut blinds: Vec<String> =
        member.marks().into_iter().flat_map(|(field, value)| member_marks::sought(&ctx.keys, field, value)).collect();
    blinds.extend(member_marks::of(conn, id)?);
    if units.is_empty() || blinds.is_empty() {
        return Ok(());
    }
    let agrees = member_marks::parties_bearing(conn, &blinds)?;
    let cases: Vec<CaseId> = agrees.iter().map(|a| a.case).collect();
    let now = ctx.clock.now();
    let ids = |at| ctx.id(at);
    for case in member_marks::within(conn, &cases, &units)? {
        let Some(loaded) = record::load(conn, &ctx.keys, case)? else { continue };
        let here = agrees.iter().filter(|a| a.case == case);
        let suspect = |a: &member_marks::Agrees| Some(Suspect { member: id, side: Side::of(a.role)?, strong: is_strong(a.field) });
        let found = news(&loaded.case, here.filter_map(suspect).collect());
        let mut recorder = Recorder { directory, ..ctx.recorder(conn, now, &ids) };
        record_found(&mut recorder, loaded, found)?;
    }
    Ok(())
}
