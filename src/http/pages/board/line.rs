//! The election's line of time, with the freeze and today.

use chrono::NaiveDate;

use super::super::Frame;
use super::super::stations::{STATIONS, class};
use crate::domain::directory::Election;
use crate::domain::election::{Milestone, freeze_from};

/// One station.
pub struct Station {
    pub date: NaiveDate,
    pub name: String,
    /// `is-past`, `is-today`, `in-freeze`, `is-election`.
    pub class: String,
}

/// An election's line.
pub struct Line {
    pub name: String,
    pub stations: Vec<Station>,
    /// Between E-10 and E: the law stops cases about candidates.
    pub frozen: bool,
}

/// The line of this election.
pub fn line(frame: &Frame, election: &Election, milestones: &[Milestone]) -> Line {
    let freeze = freeze_from(election.day);
    let mut stations: Vec<Station> = milestones
        .iter()
        .filter(|m| STATIONS.contains(&m.id.as_str()))
        .map(|m| {
            // What really happened stands before the timetable's day.
            let date = election.really(&m.id).unwrap_or(m.date);
            Station { date, name: m.name.of(frame.lang.as_str()).to_owned(), class: class(date, election.day, freeze, frame.today) }
        })
        .collect();
    match stations.iter_mut().find(|s| s.date == frame.today) {
        Some(station) => station.name = format!("{} ({})", station.name, frame.t("board-today")),
        None => stations.push(Station {
            date: frame.today,
            name: frame.t("board-today"),
            class: class(frame.today, election.day, freeze, frame.today),
        }),
    }
    stations.sort_by_key(|s| s.date);
    Line { name: election.name.clone(), stations, frozen: freeze <= frame.today && frame.today <= election.day }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::ElectionId;
    use crate::domain::law::Law;
    use crate::texts::Lang;

    #[test]
    fn the_line_has_at_most_nine_stations_in_order_with_today_and_the_freeze() {
        let day = NaiveDate::from_ymd_opt(2021, 5, 23).unwrap();
        let election = Election {
            id: ElectionId(1),
            name: "Bầu cử".into(),
            day,
            contests: vec![],
            units: vec![],
            voter_list_posted: NaiveDate::from_ymd_opt(2021, 4, 12),
            candidate_list_published: None,
            result_published: None,
            opens_before: 105,
            closes_after: 60,
        };
        let mut frame = Frame::sample(Lang::En, None);
        let milestones = Law::embedded().timetable.milestones(day);
        for (today, frozen) in [((2021, 5, 12), false), ((2021, 5, 13), true), ((2021, 5, 23), true), ((2021, 5, 24), false)] {
            frame.today = NaiveDate::from_ymd_opt(today.0, today.1, today.2).unwrap();
            let line = line(&frame, &election, &milestones);
            assert!(line.stations.len() <= 9, "{}", line.stations.len());
            assert!(line.stations.windows(2).all(|pair| pair[0].date <= pair[1].date));
            assert_eq!(line.stations[0].date, NaiveDate::from_ymd_opt(2021, 4, 12).unwrap(), "the real day of posting");
            assert_eq!(line.stations.iter().filter(|s| s.class.contains("is-today")).count(), 1);
            let freeze: Vec<String> = line.stations.iter().filter(|s| s.class.contains("in-freeze")).map(|s| s.date.to_string()).collect();
            assert!(freeze.contains(&"2021-05-13".to_owned()) && !freeze.contains(&"2021-05-23".to_owned()), "{freeze:?}");
            assert_eq!(line.frozen, frozen, "{today:?}");
        }
    }
}
