//! Calendars as programs read them (iCalendar, RFC 5545): all-day entries, published, never invitations.

use std::fmt::Write;

use chrono::{DateTime, Days, NaiveDate, Utc};

/// An entry: something falls due on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The same for ever, and of nothing else.
    pub uid: String,
    /// Rises with each change.
    pub sequence: i64,
    /// Vietnam's day, in no zone: a last day is a day, wherever the reader is.
    pub day: NaiveDate,
    pub summary: String,
    pub description: String,
    pub url: String,
}

/// A calendar of these entries, as it is at this moment.
pub fn calendar(name: &str, now: DateTime<Utc>, entries: &[Entry]) -> String {
    let mut out = String::new();
    let stamp = now.format("%Y%m%dT%H%M%SZ").to_string();
    for (name, value) in [("BEGIN", "VCALENDAR"), ("VERSION", "2.0"), ("PRODID", "-//Redress//Deadlines//VI"), ("CALSCALE", "GREGORIAN")] {
        line(&mut out, name, value);
    }
    // Published: DTSTAMP is when this was written, and nobody answers it.
    line(&mut out, "METHOD", "PUBLISH");
    line(&mut out, "X-WR-CALNAME", &text(name));
    line(&mut out, "REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
    line(&mut out, "X-PUBLISHED-TTL", "PT1H");
    // A calendar has at least one component (section 3.6): the office's zone, though no entry of it has a time.
    for (name, value) in [("BEGIN", "VTIMEZONE"), ("TZID", "Asia/Ho_Chi_Minh"), ("BEGIN", "STANDARD"), ("DTSTART", "19750613T000000")] {
        line(&mut out, name, value);
    }
    for (name, value) in [("TZOFFSETFROM", "+0800"), ("TZOFFSETTO", "+0700"), ("END", "STANDARD"), ("END", "VTIMEZONE")] {
        line(&mut out, name, value);
    }
    for entry in entries {
        event(&mut out, entry, &stamp);
    }
    line(&mut out, "END", "VCALENDAR");
    out
}

fn event(out: &mut String, entry: &Entry, stamp: &str) {
    let day = |day: NaiveDate| day.format("%Y%m%d").to_string();
    line(out, "BEGIN", "VEVENT");
    line(out, "UID", &entry.uid);
    line(out, "DTSTAMP", stamp);
    line(out, "SEQUENCE", &entry.sequence.to_string());
    line(out, "DTSTART;VALUE=DATE", &day(entry.day));
    // The day after: the end is not part of it.
    line(out, "DTEND;VALUE=DATE", &day(entry.day.checked_add_days(Days::new(1)).unwrap_or(entry.day)));
    line(out, "SUMMARY", &text(&entry.summary));
    line(out, "DESCRIPTION", &text(&entry.description));
    line(out, "URL", &entry.url);
    line(out, "CLASS", "PRIVATE");
    line(out, "TRANSP", "TRANSPARENT");
    // At eight on the day before, and on the day: counted from midnight where the reader is.
    for trigger in ["-PT16H", "PT8H"] {
        line(out, "BEGIN", "VALARM");
        line(out, "ACTION", "DISPLAY");
        line(out, "DESCRIPTION", &text(&entry.summary));
        line(out, "TRIGGER", trigger);
        line(out, "END", "VALARM");
    }
    line(out, "END", "VEVENT");
}

/// A value of type TEXT (section 3.3.11).
fn text(raw: &str) -> String {
    let mut escaped = String::with_capacity(raw.len());
    for c in raw.chars() {
        match c {
            '\\' | ';' | ',' => {
                escaped.push('\\');
                escaped.push(c);
            }
            '\n' => escaped.push_str("\\n"),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// The most octets of a line, without its end (section 3.1).
const MOST: usize = 75;

/// A content line, folded between characters; a line that goes on begins with a blank, which counts.
fn line(out: &mut String, name: &str, value: &str) {
    let mut octets = 0;
    for c in name.chars().chain([':']).chain(value.chars()) {
        if octets + c.len_utf8() > MOST {
            out.push_str("\r\n ");
            octets = 1;
        }
        // Writing to a string does not fail.
        let _ = out.write_char(c);
        octets += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_at_75_octets_and_say_the_same_unfolded() {
        let summary = "0012/2026/CK: Giải quyết khiếu nại về danh sách cử tri, lần đầu; thời hạn \\ ngày làm việc\nđường dẫn ".repeat(3);
        let entry = Entry {
            uid: "a@b".into(),
            sequence: 3,
            day: NaiveDate::from_ymd_opt(2026, 2, 28).unwrap(),
            summary: summary.clone(),
            description: "d".into(),
            url: "https://b".into(),
        };
        let written = calendar("Hạn", DateTime::UNIX_EPOCH, &[entry]);
        assert!(written.ends_with("END:VCALENDAR\r\n") && !written.replace("\r\n", "").contains(['\r', '\n']));
        assert!(written.split("\r\n").all(|l| l.len() <= 75), "{written}");
        let unfolded = written.replace("\r\n ", "");
        let escaped = summary.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n");
        assert!(unfolded.contains(&format!("\r\nSUMMARY:{escaped}\r\n")));
        assert!(unfolded.contains("DTSTART;VALUE=DATE:20260228\r\nDTEND;VALUE=DATE:20260301\r\n"));
        assert!(unfolded.contains("DTSTAMP:19700101T000000Z\r\nSEQUENCE:3\r\n"));
    }
}
