//! Names of units and of the bodies that sit in them, as an official letter writes them (Nghị định 30/2020/NĐ-CP).

use super::directory::{Directory, Level, Unit};
use super::ids::UnitId;
use super::kind::Body;

/// The words that say what a unit is, longest first.
const SORTS: [&str; 9] = ["Thành phố", "Thị trấn", "Thị xã", "Phường", "Huyện", "Quận", "Tỉnh", "Đặc khu", "Xã"];

/// The name within a sentence: `phường Cự Khối`. What does not begin with the sort of a unit stays as it is.
pub fn in_sentence(name: &str) -> String {
    match SORTS.iter().find_map(|sort| name.strip_prefix(sort).map(|rest| (sort, rest))) {
        Some((sort, rest)) if rest.starts_with(' ') => format!("{}{rest}", sort.to_lowercase()),
        _ => name.to_owned(),
    }
}

/// The name alone, for the line of place and date: `Cự Khối`. A number is no name: `Phường 5` stays.
pub fn bare(name: &str) -> &str {
    let rest = SORTS.iter().find_map(|sort| name.strip_prefix(sort)?.strip_prefix(' '));
    rest.filter(|rest| rest.starts_with(char::is_alphabetic)).unwrap_or(name)
}

/// The unit in which a body of this kind sits, as seen from `unit`: itself or one above it. None for a body whose own name the
/// tree does not tell (a board, a team, a court) or that has no place in its name (the National Election Council).
pub fn seat(directory: &Directory, unit: UnitId, body: Body) -> Option<&Unit> {
    let level = match body {
        Body::CommunePeoplesCommittee | Body::ElectionCommittee => Level::Ward,
        Body::DistrictPeoplesCommittee => Level::District,
        Body::ProvincialPeoplesCommittee | Body::ProvincialElectionCommittee => Level::Province,
        Body::ElectionTeam
        | Body::ElectionBoard
        | Body::NationalElectionCouncil
        | Body::NaStandingCommittee
        | Body::CouncilStandingBody
        | Body::Court
        | Body::Other => return None,
    };
    let mut at = directory.units.get(&unit)?;
    // A tree is never deeper than its levels; a broken one ends here too.
    for _ in 0..Level::ALL.len() {
        if at.level == level {
            return Some(at);
        }
        at = directory.units.get(&at.parent?)?;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_written_as_its_place_in_the_letter_asks() {
        for (name, within, alone) in [
            ("Phường Cự Khối", "phường Cự Khối", "Cự Khối"),
            ("Thành phố Hà Nội", "thành phố Hà Nội", "Hà Nội"),
            ("Xã Đông Anh", "xã Đông Anh", "Đông Anh"),
            ("Phường 5", "phường 5", "Phường 5"),
            ("Xãm", "Xãm", "Xãm"),
            ("Tiểu ban", "Tiểu ban", "Tiểu ban"),
        ] {
            assert_eq!((in_sentence(name).as_str(), bare(name)), (within, alone));
        }
    }
}
