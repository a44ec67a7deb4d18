//! The fields of a unit that say when it reminds.

use crate::domain::directory::{Directory, Unit};
use crate::http::pages::{Choice, Field, Frame};

/// Whether the unit has times of its own, and these; of one that has none, those of the unit above it, to begin with.
pub(super) fn fields(frame: &Frame, directory: &Directory, unit: &Unit) -> Vec<Field> {
    let settings = directory.reminding(unit.id);
    let yes_no = || Choice::yes_no(frame);
    let line = |name: &str, value: String| Field::text(frame, &format!("reminders.{name}")).class("w-10").value(value);
    vec![
        Field::radios(frame, "own_reminders", yes_no()).inline().small().value(unit.reminders.is_some()),
        line("at", settings.at.to_string()),
        line("long", settings.long.to_string()),
        line("before_long", settings.before_long.to_string()),
        line("before_short", settings.before_short.to_string()),
        line("before_freeze", settings.before_freeze.to_string()),
        line("after_general", settings.after_general.to_string()),
        line("after_election", settings.after_election.to_string()),
        Field::radios(frame, "reminders.half", yes_no()).inline().small().value(settings.half),
        Field::radios(frame, "reminders.digest", yes_no()).inline().small().value(settings.digest),
    ]
}
