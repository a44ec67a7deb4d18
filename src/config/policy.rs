//! What an office decides for itself, where the law leaves it to.

/// Decisions of the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    /// Letters of the public that a unit takes in an hour as they come; those beyond are received like any, and wait apart.
    pub flood: u32,
    pub keep: Keep,
}

impl Default for Policy {
    fn default() -> Self {
        // A province gets some 500 letters in a whole election (LAW 5).
        Self { flood: 200, keep: Keep::default() }
    }
}

/// After how many years without anything recorded a case is anonymised; none: never. For a filed letter the law asks for a year at
/// least, after which the head decides (TT 05/2021 art. 28): setting it is that decision.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Keep {
    /// Letters filed without action.
    pub filed: Option<u32>,
    /// All other closed cases.
    pub closed: Option<u32>,
}

impl Keep {
    /// Reads `filed=1,closed=10`, in years. The error is the part that is wrong.
    pub fn parse(written: &str) -> Result<Self, String> {
        let mut keep = Self::default();
        for part in written.split(',').map(str::trim).filter(|p| !p.is_empty()) {
            let (name, years) = part.split_once('=').ok_or_else(|| part.to_owned())?;
            let years = years.trim().parse().ok().filter(|years| (1..=100).contains(years)).ok_or_else(|| part.to_owned())?;
            match name.trim() {
                "filed" => keep.filed = Some(years),
                "closed" => keep.closed = Some(years),
                _ => return Err(part.to_owned()),
            }
        }
        Ok(keep)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_read_by_name() {
        assert_eq!(Keep::parse("filed=1, closed=10"), Ok(Keep { filed: Some(1), closed: Some(10) }));
        assert_eq!(Keep::parse(""), Ok(Keep::default()));
        for wrong in ["filed", "filed=0", "closed=x", "open=1", "closed=101"] {
            assert_eq!(Keep::parse(wrong), Err(wrong.to_owned()));
        }
    }
}
