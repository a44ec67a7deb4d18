//! Fields that take a unit: a list to choose from where the admin keeps few, its sign where they keep many.

use crate::actions::manage_users::keeps;
use crate::domain::directory::{Directory, Unit};
use crate::domain::ids::{MemberId, UnitId};
use crate::http::error::ApiError;
use crate::http::form::Form;
use crate::http::pages::{Choice, Field, Frame, Input};

/// So many units are offered as a list; a page of lists of more would weigh too much.
const MOST: usize = 30;

/// The units that an admin keeps, higher ones first, each level by sign.
pub fn kept(directory: &Directory, admin: MemberId) -> Vec<&Unit> {
    let mut kept: Vec<&Unit> = directory.units.values().filter(|u| keeps(directory, admin, u.id)).collect();
    kept.sort_by(|a, b| (a.level, &a.sign).cmp(&(b.level, &b.sign)));
    kept
}

/// `Phường Cự Khối (CK)`
pub fn named(unit: &Unit) -> String {
    format!("{} ({})", unit.name, unit.sign)
}

/// The same of an identifier.
pub fn name(directory: &Directory, unit: UnitId) -> String {
    directory.units.get(&unit).map(named).unwrap_or_default()
}

/// A field for one of these units.
pub fn field(frame: &Frame, name: &str, units: &[&Unit], chosen: Option<UnitId>) -> Field {
    if units.len() <= MOST {
        let choices = units.iter().map(|u| Choice::new(u.id, named(u))).collect();
        let field = Field::select(frame, name, choices);
        return if let Some(chosen) = chosen { field.value(chosen) } else { field };
    }
    let sign = chosen.and_then(|id| units.iter().find(|u| u.id == id)).map(|u| u.sign.as_str());
    let field = Field::new(frame, Input::Text, name).class("w-10").hint(frame.t("admin-hint-sign"));
    if let Some(sign) = sign { field.value(sign) } else { field }
}

/// The form with signs of units, in fields that end so, read as the units. Refuses a sign that no unit has.
pub fn read(form: &Form, directory: &Directory, ends: &[&str]) -> Result<Form, ApiError> {
    let mut read = form.clone();
    for (name, typed) in form.fields() {
        let typed = typed.trim();
        let place = ends.iter().any(|end| name == end || name.ends_with(&format!(".{end}")) || name.starts_with(&format!("{end}.")));
        if !place || typed.is_empty() || typed.parse::<UnitId>().is_ok() {
            continue;
        }
        let sign = typed.to_lowercase();
        let unit = directory.units.values().find(|u| u.sign.to_lowercase() == sign);
        let unit = unit.ok_or_else(|| ApiError::Field { field: name.clone(), code: "unknown_unit", args: vec![] })?;
        read.set(name, unit.id.to_string());
    }
    Ok(read)
}

/// The rows `<list>.0.…`, `<list>.1.…` of a form without the empty ones, numbered anew: so that a mistake names the row that
/// is shown.
pub fn compact(form: &Form, list: &str) -> Form {
    let mut numbers: Vec<&str> = Vec::new();
    let below = format!("{list}.");
    let number = |name: &'_ str| name.strip_prefix(&below).map(|rest| rest.split('.').next().unwrap_or(rest).len() + below.len());
    for (name, value) in form.fields() {
        if let Some(end) = number(name)
            && let Some(row) = name.get(..end)
            && !value.trim().is_empty()
            && !numbers.contains(&row)
        {
            numbers.push(row);
        }
    }
    let renamed = |(name, value): &(String, String)| match number(name).and_then(|end| name.split_at_checked(end)) {
        Some((row, rest)) => numbers.iter().position(|n| *n == row).map(|at| (format!("{below}{at}{rest}"), value.clone())),
        None => Some((name.clone(), value.clone())),
    };
    form.fields().iter().filter_map(renamed).collect()
}

/// How many rows of this list a form has, after [`compact`].
pub fn rows(form: &Form, list: &str) -> usize {
    let below = format!("{list}.");
    let number = |name: &str| name.strip_prefix(&below).and_then(|rest| rest.split('.').next()).and_then(|n| n.parse::<usize>().ok());
    form.fields().iter().filter_map(|(name, _)| number(name)).max().map_or(0, |last| last + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(fields: &[(&str, &str)]) -> Form {
        fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect()
    }

    #[test]
    fn empty_rows_go_and_the_others_are_numbered_anew() {
        let filled = form(&[
            ("name", "Lan"),
            ("grants.0.role", ""),
            ("grants.0.unit", ""),
            ("grants.2.role", "clerk"),
            ("grants.2.unit", ""),
            ("grants.10.role", ""),
            ("grants.10.unit", "CK"),
        ]);
        let compacted = compact(&filled, "grants");
        let expected = [("name", "Lan"), ("grants.0.role", "clerk"), ("grants.0.unit", ""), ("grants.1.role", ""), ("grants.1.unit", "CK")];
        assert_eq!(compacted, form(&expected));
        assert_eq!((rows(&compacted, "grants"), rows(&compacted, "units")), (2, 0));
        assert_eq!(compact(&form(&[("units.0", ""), ("units.1", "HN")]), "units"), form(&[("units.0", "HN")]));
    }
}
