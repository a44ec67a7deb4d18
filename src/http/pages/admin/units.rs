//! The tree of units, with polling areas.

use actix_web::http::Method;
use askama::Template;
use serde::Deserialize;

use super::{ADMINS, Done, sample};
use crate::actions::manage_users::keeps;
use crate::domain::directory::{Directory, Unit};
use crate::domain::ids::{MemberId, UnitId};
use crate::http::actor::Caller;
use crate::http::cursor::{decode, encode};
use crate::http::error::{Answer, ApiError};
use crate::http::pages::{Frame, Sample, page};
use crate::http::params::Params;
use crate::http::route::Route;

/// A tree of so many units is shown whole; of a larger one, one level at a time.
const WHOLE: usize = 60;

/// Where in the tree.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct At {
    unit: Option<UnitId>,
    cursor: Option<String>,
    done: Option<Done>,
}

/// A unit in the tree.
struct Row<'a> {
    unit: &'a Unit,
    /// Steps below the first one shown; more than 4 look like 4.
    depth: usize,
    /// Units below it that are not shown.
    hidden: usize,
    /// This admin keeps it.
    kept: bool,
}

#[derive(Template)]
#[template(path = "pages/admin/units.html")]
struct Units<'a> {
    frame: &'a Frame,
    done: Option<Done>,
    /// From the top of the tree to the unit that is looked at; empty at the top.
    above: Vec<&'a Unit>,
    rows: Vec<Row<'a>>,
    /// The address of the first page of this level, where this is a later one.
    first: Option<String>,
    next: Option<String>,
}

impl<'a> Units<'a> {
    fn of(frame: &'a Frame, directory: &'a Directory, me: MemberId, at: Option<UnitId>, after: Option<String>) -> Self {
        let mut above: Vec<&Unit> =
            at.map(|u| directory.chain(u)).unwrap_or_default().iter().filter_map(|u| directory.units.get(u)).collect();
        above.reverse();
        let mut children =
            directory.units.values().fold(std::collections::HashMap::<Option<UnitId>, Vec<&Unit>>::new(), |mut all, unit| {
                all.entry(unit.parent).or_default().push(unit);
                all
            });
        for level in children.values_mut() {
            level.sort_by_cached_key(|unit| sign(unit));
        }
        let row =
            |unit: &'a Unit, depth: usize, hidden: usize| Row { unit, depth: depth.min(4), hidden, kept: keeps(directory, me, unit.id) };
        let count = at.map_or(directory.units.len(), |u| directory.below(u).len());
        let mut rows = Vec::new();
        let mut next = None;
        if count <= WHOLE {
            let mut open: Vec<(&Unit, usize)> = match at.and_then(|u| directory.units.get(&u)) {
                Some(unit) => vec![(unit, 0)],
                None => children.get(&None).into_iter().flatten().rev().map(|u| (*u, 0)).collect(),
            };
            while let Some((unit, depth)) = open.pop() {
                rows.push(row(unit, depth, 0));
                open.extend(children.get(&Some(unit.id)).into_iter().flatten().rev().map(|u| (*u, depth + 1)));
            }
        } else {
            let level = at.or_else(|| directory.root());
            rows.extend(level.and_then(|u| directory.units.get(&u)).map(|u| row(u, 0, 0)));
            let rest = children.get(&level).into_iter().flatten().filter(|u| after.as_ref().is_none_or(|a| sign(u) > *a));
            let mut shown: Vec<&Unit> = rest.take(WHOLE + 1).copied().collect();
            if shown.len() > WHOLE {
                shown.pop();
                let place = at.map(|u| format!("unit={u}&")).unwrap_or_default();
                next = shown.last().map(|last| format!("/admin/units?{place}cursor={}", encode(&sign(last))));
            }
            rows.extend(shown.into_iter().map(|u| row(u, 1, directory.below(u.id).len().saturating_sub(1))));
        }
        let first = after.map(|_| at.map_or_else(|| "/admin/units".to_owned(), |u| format!("/admin/units?unit={u}")));
        Self { frame, done: None, above, rows, first, next }
    }
}

/// Sorts `CK-2` before `CK-10`.
fn sign(unit: &Unit) -> String {
    let mut key = String::new();
    let mut digits = String::new();
    for c in unit.sign.chars().chain([' ']) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        if !digits.is_empty() {
            key.push_str(&format!("{digits:0>8}"));
            digits.clear();
        }
        key.push(c);
    }
    key
}

/// `GET /admin/units`
async fn list(frame: Frame, caller: Caller, at: Params<At>) -> Answer {
    let directory = &caller.ctx.directory;
    let after: Option<String> = decode(at.0.cursor.as_deref())?;
    if at.0.unit.is_some_and(|u| !directory.units.contains_key(&u)) {
        return Err(ApiError::NotFound);
    }
    page(&Units { done: at.0.done, ..Units::of(&frame, directory, caller.member, at.0.unit, after) })
}

/// The page with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    let directory = sample::directory();
    let at = |unit| Units::of(frame, &directory, sample::ADMIN, unit, None);
    vec![
        Sample::of("admin/units", &Units { done: Some(Done::Added), ..at(None) }),
        Sample::of(
            "admin/units below",
            &Units { first: Some("/admin/units".to_owned()), next: Some("/admin/units?cursor=abc".to_owned()), ..at(Some(sample::WARD)) },
        ),
    ]
}

/// The row of the table of routes.
pub fn routes() -> Vec<Route> {
    vec![Route::page(Method::GET, "/admin/units", "admin_units", ADMINS, list)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Lang;

    #[test]
    fn the_tree_is_shown_whole_with_numbers_in_their_order() {
        let mut directory = sample::directory();
        let ward = directory.units.get(&sample::WARD).unwrap().clone();
        for number in 3..=11 {
            let unit = Unit { id: UnitId(100 + number), parent: Some(ward.id), sign: format!("CK-{number}"), ..ward.clone() };
            directory.units.insert(unit.id, unit);
        }
        let directory = Directory::new(1, directory.units, directory.members, directory.elections);
        let frame = Frame::sample(Lang::Vi, None);
        let shown = Units::of(&frame, &directory, sample::ADMIN, None, None);
        let signs: Vec<(&str, usize)> = shown.rows.iter().map(|r| (r.unit.sign.as_str(), r.depth)).collect();
        assert_eq!(signs[..5], [("VN", 0), ("HN", 1), ("CK", 2), ("CK-1", 3), ("CK-2", 3)]);
        assert_eq!(signs.last(), Some(&("CK-11", 3)));
        assert!(shown.rows.iter().all(|r| r.kept) && shown.above.is_empty());
        let below = Units::of(&frame, &directory, sample::ADMIN, Some(sample::WARD), None);
        assert_eq!((below.rows.len(), below.above.len()), (12, 3));
    }

    #[test]
    fn of_a_large_tree_one_level_is_shown_in_pages() {
        let mut directory = sample::directory();
        let ward = directory.units.get(&sample::WARD).unwrap().clone();
        for number in 0..150 {
            let unit = Unit { id: UnitId(1000 + number), parent: Some(UnitId(12)), sign: format!("P-{number}"), ..ward.clone() };
            directory.units.insert(unit.id, unit);
        }
        let directory = Directory::new(1, directory.units, directory.members, directory.elections);
        let frame = Frame::sample(Lang::Vi, None);
        let top = Units::of(&frame, &directory, sample::ADMIN, None, None);
        assert_eq!(top.rows.iter().map(|r| (r.unit.sign.as_str(), r.hidden)).collect::<Vec<_>>(), [("VN", 0), ("HN", 153)]);
        let (mut seen, mut after) = (Vec::new(), None);
        for _ in 0..3 {
            let shown = Units::of(&frame, &directory, sample::ADMIN, Some(UnitId(12)), after);
            seen.extend(shown.rows.iter().skip(1).map(|r| r.unit.sign.clone()));
            let cursor = shown.next.as_ref().and_then(|next| next.split("cursor=").nth(1).map(str::to_owned));
            after = decode(cursor.as_deref()).unwrap();
        }
        assert_eq!((seen.len(), seen.first().map(String::as_str), seen.last().map(String::as_str)), (151, Some("CK"), Some("P-149")));
        assert_eq!(after, None);
    }
}
