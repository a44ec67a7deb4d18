//! What mails say that the clock causes.

use chrono::{DateTime, Utc};

use super::{NAME, Say};
use crate::domain::day::shown;
use crate::domain::zone::{ZONE, local_date};
use crate::mail::message::clean;
use crate::mail::timely::{Line, Listed, NoCalendar, Pressing};
use crate::texts::text;

impl Say {
    pub(super) fn pressing(&mut self, pressing: &Pressing) {
        self.task(&pressing.task);
        self.give("rule", pressing.rule.of(self.lang.as_str()));
        self.give_day("due", Some(pressing.due));
        let days = pressing.left.days;
        let side = if days < 0 { "past" } else { "left" };
        let one = if days.abs() == 1 { "-one" } else { "" };
        let id = if days == 0 { "desk-left-today".to_owned() } else { format!("desk-{side}-{}{one}", pressing.left.unit) };
        self.give("left", text(self.lang, &id, &[("days", days.abs().to_string())]).unwrap_or(id));
        self.give("act", self.t(&format!("verb-{}", pressing.missing)));
        self.give_flag("past", days < 0);
        self.give_day("stops", pressing.stops);
        self.meant(pressing.meant);
    }

    pub(super) fn listed(&mut self, listed: &Listed) {
        self.give_day("day", Some(listed.day));
        let mut headline = Vec::new();
        for section in &listed.sections {
            let count = format!("{}{}", section.cases, if section.more { "+" } else { "" });
            let heading = |family: &str| text(self.lang, &format!("{family}-{}", section.heading), &[("count", count.clone())]);
            headline.push(heading("mail-list-short").unwrap_or_default());
            let mut lines: Vec<String> = section.lines.iter().map(|line| self.line(line)).collect();
            let others = section.cases.saturating_sub(lines.len());
            if others > 0 || section.more {
                let others = format!("{others}{}", if section.more { "+" } else { "" });
                let id = if lines.is_empty() { "mail-list-none-named" } else { "mail-list-others" };
                lines.push(text(self.lang, id, &[("count", others)]).unwrap_or_default());
            }
            let title = heading("mail-list").unwrap_or_default();
            self.parts.push((title, lines));
        }
        self.give("headline", headline.join(", "));
        self.meant(listed.meant);
    }

    pub(super) fn no_calendar(&mut self, asked: &NoCalendar) {
        self.give("years", asked.years.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "));
        self.meant(asked.meant);
    }

    fn line(&self, line: &Line) -> String {
        let args = [
            ("number", clean(&line.number, NAME)),
            ("kind", line.kind.to_string()),
            ("matter", line.matter.to_string()),
            ("due", line.due.map(shown).unwrap_or_default()),
        ];
        text(self.lang, if line.due.is_some() { "mail-list-line" } else { "mail-list-line-undated" }, &args).unwrap_or_default()
    }

    /// When it should have been told.
    fn meant(&mut self, meant: Option<DateTime<Utc>>) {
        self.give_flag("meant", meant.is_some());
        if let Some(meant) = meant {
            self.give("meant_at", meant.with_timezone(&ZONE).format("%H:%M"));
            self.give_day("meant_on", Some(local_date(meant)));
        }
    }
}
