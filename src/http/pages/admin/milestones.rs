//! The timetable of an election: by law, or as it really was.

use chrono::NaiveDate;

use crate::domain::directory::Election;
use crate::domain::election::{CANDIDATE_LIST_PUBLISHED, Timetable, VOTER_LIST_POSTED, freeze_from};
use crate::http::pages::Frame;

/// The stations of the line; the table beside it has them all.
const STATIONS: [&str; 9] = [
    VOTER_LIST_POSTED,
    "el.consultation.third",
    CANDIDATE_LIST_PUBLISHED,
    "el.candidate-list.post",
    "el.freeze",
    "el.voter-list.close",
    "el.day",
    "el.record.board",
    "el.result.publish.na",
];

/// A milestone of an election.
pub struct Station {
    pub date: NaiveDate,
    /// `HH:MM` in Vietnam, where the law names an hour.
    pub time: Option<String>,
    pub name: String,
    pub basis: String,
    pub verified: bool,
    /// The day it really was, entered by the office.
    pub actual: bool,
    /// It stands on the line too.
    pub on_line: bool,
    /// How the line draws it: `is-past`, `is-today`, `in-freeze`, `is-election`.
    pub class: String,
}

/// Every milestone in the order of dates; none before the Election Law of 2015.
pub fn stations(frame: &Frame, timetable: &Timetable, election: &Election) -> Vec<Station> {
    let (today, freeze) = (frame.today, freeze_from(election.day));
    let really = |id: &str| match id {
        VOTER_LIST_POSTED => election.voter_list_posted,
        CANDIDATE_LIST_PUBLISHED => election.candidate_list_published,
        id if id.starts_with("el.result.publish") => election.result_published,
        _ => None,
    };
    let station = |milestone: crate::domain::election::Milestone| {
        let actual = really(&milestone.id);
        let date = actual.unwrap_or(milestone.date);
        let classes = [
            ("is-past", date < today),
            ("is-today", date == today),
            ("in-freeze", freeze <= date && date < election.day),
            ("is-election", milestone.id == "el.day"),
        ];
        Station {
            date,
            time: milestone.time.filter(|_| actual.is_none()),
            name: milestone.name.of(frame.lang.as_str()).to_owned(),
            basis: milestone.basis,
            verified: milestone.verified,
            actual: actual.is_some(),
            on_line: STATIONS.contains(&milestone.id.as_str()),
            class: classes.iter().filter(|(_, is)| *is).map(|(class, _)| *class).collect::<Vec<_>>().join(" "),
        }
    };
    let mut stations: Vec<Station> = timetable.milestones(election.day).into_iter().map(station).collect();
    stations.sort_by_key(|s| s.date);
    stations
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::law::Law;
    use crate::http::pages::admin::sample;
    use crate::texts::Lang;

    #[test]
    fn what_really_was_takes_the_place_of_the_timetable() {
        let mut frame = Frame::sample(Lang::En, None);
        let mut election = sample::election();
        election.candidate_list_published = NaiveDate::from_ymd_opt(2021, 4, 29);
        frame.today = NaiveDate::from_ymd_opt(2021, 5, 13).unwrap();
        let all = stations(&frame, &Law::embedded().timetable, &election);
        let line: Vec<(String, &str)> = all.iter().filter(|s| s.on_line).map(|s| (frame.iso(&s.date), s.class.as_str())).collect();
        let expected = [
            ("2021-04-13", "is-past"),
            ("2021-04-18", "is-past"),
            ("2021-04-29", "is-past"),
            ("2021-05-03", "is-past"),
            ("2021-05-13", "is-today in-freeze"),
            ("2021-05-22", "in-freeze"),
            ("2021-05-23", "is-election"),
            ("2021-05-28", ""),
            ("2021-06-12", ""),
        ];
        assert_eq!(line, expected.map(|(day, class)| (day.to_owned(), class)));
        assert_eq!(all.iter().filter(|s| s.actual).count(), 2);
    }
}
