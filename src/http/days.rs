//! Days as people write them in the forms and addresses of pages: `10/05/2021`, or day, month and year apart. The API reads ISO
//! 8601 only; what stands here is put into that form before the same types read it.

use chrono::NaiveDate;

/// The fields that hold a day, wherever they stand.
const DAYS: [&str; 19] = [
    "absent_until",
    "candidate_list_published",
    "date",
    "day",
    "document_date",
    "due_before",
    "from",
    "occurred_on",
    "on",
    "received_at",
    "received_on",
    "result_published",
    "served_on",
    "signed_on",
    "to",
    "valid_from",
    "valid_to",
    "value",
    "voter_list_posted",
];

/// `10/05/2021` as `2021-05-10`, in a field that holds a day; else none.
pub fn iso(name: &str, written: &str) -> Option<String> {
    let last = name.rsplit('.').next().unwrap_or(name);
    let plain = written.bytes().all(|b| b.is_ascii_digit() || b"/. -".contains(&b));
    if !DAYS.contains(&last) || !plain || written.len() > 14 {
        return None;
    }
    let mut parts = written.split(['/', '.', '-', ' ']).filter(|part| !part.is_empty());
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    // Four digits first: ISO already, or no day at all.
    if parts.next().is_some() || year.len() != 4 || day.len() > 2 {
        return None;
    }
    let found = NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
    Some(found.format("%Y-%m-%d").to_string())
}

/// Days that came in three parts, `on.day`, `on.month`, `on.year`, each as one field; written wrong, they stay wrong.
pub fn joined(fields: &[(String, String)]) -> Vec<(String, String)> {
    let part = |base: &str, part: &str| {
        let name = format!("{base}.{part}");
        fields.iter().find(|(n, _)| *n == name).map(|(_, value)| value.trim())
    };
    let mut all = Vec::with_capacity(fields.len());
    for (name, value) in fields {
        match name.rsplit_once('.') {
            Some((base, "day")) if part(base, "year").is_some() => {
                let (month, year) = (part(base, "month").unwrap_or_default(), part(base, "year").unwrap_or_default());
                if value.trim().is_empty() && month.is_empty() && year.is_empty() {
                    continue;
                }
                let written = format!("{}/{month}/{year}", value.trim());
                all.push((base.to_owned(), iso("on", &written).unwrap_or(written)));
            }
            Some((base, "month" | "year")) if part(base, "day").is_some() => {}
            _ => all.push((name.clone(), iso(name, value.trim()).unwrap_or_else(|| value.clone()))),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_people_write_it_where_a_day_is_asked_for() {
        for (name, written, read) in [
            ("received_on", "10/05/2021", Some("2021-05-10")),
            ("signed_by.on", "1/2/2021", Some("2021-02-01")),
            ("from", "10.5.2021", Some("2021-05-10")),
            ("on", "2021-05-10", None),
            ("on", "31/02/2021", None),
            ("on", "10/05/21", None),
            ("title", "10/05/2021", None),
        ] {
            assert_eq!(iso(name, written).as_deref(), read, "{name} {written}");
        }
    }

    #[test]
    fn a_day_in_three_fields_becomes_one() {
        let fields =
            |pairs: &[(&str, &str)]| -> Vec<(String, String)> { pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect() };
        let apart = |day, month, year| fields(&[("kind", "complaint"), ("on.day", day), ("on.month", month), ("on.year", year)]);
        assert_eq!(joined(&apart("3", "5", "2021")), fields(&[("kind", "complaint"), ("on", "2021-05-03")]));
        assert_eq!(joined(&apart("", "", "")), fields(&[("kind", "complaint")]), "left empty, it is not there");
        assert_eq!(joined(&apart("31", "2", "2021")), fields(&[("kind", "complaint"), ("on", "31/2/2021")]));
    }
}
