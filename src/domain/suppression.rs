//! Small numbers are not published: whoever is one of three can be recognised.
//!
//! Totals are sums of the published cells alone, and say that they are no more than that where a cell is hidden. So nothing that
//! is published depends on a hidden cell, and none can be computed from the rest. The groups that figures are published for
//! do not overlap: no difference of two tables is a small number either.

/// Counts below this are shown as `<5`, zero like the others.
pub const SMALLEST: i64 = 5;

/// A count as it is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Hidden: below [`SMALLEST`].
    Few,
    Exactly(i64),
    /// A total of published cells, others being hidden.
    AtLeast(i64),
}

/// A cell.
pub const fn cell(count: i64) -> Shown {
    if count < SMALLEST { Shown::Few } else { Shown::Exactly(count) }
}

/// The total of published cells.
pub fn total(cells: impl IntoIterator<Item = Shown>) -> Shown {
    let (mut sum, mut hidden) = (0, false);
    for cell in cells {
        match cell {
            Shown::Exactly(count) => sum += count,
            Shown::AtLeast(count) => {
                sum += count;
                hidden = true;
            }
            Shown::Few => hidden = true,
        }
    }
    match (sum, hidden) {
        (0, true) => Shown::Few,
        (sum, true) => Shown::AtLeast(sum),
        (sum, false) => Shown::Exactly(sum),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(counts: &[i64]) -> (Vec<Shown>, Shown) {
        let cells: Vec<Shown> = counts.iter().map(|n| cell(*n)).collect();
        (cells.clone(), total(cells))
    }

    #[test]
    fn a_hidden_cell_changes_nothing_that_is_published() {
        for visible in [[5, 12, 7], [0, 40, 6]] {
            let tables: Vec<_> = (0..SMALLEST).map(|hidden| row(&[visible[0], visible[1], visible[2], hidden])).collect();
            assert!(tables.windows(2).all(|pair| pair[0] == pair[1]), "{tables:?}");
        }
    }

    #[test]
    fn totals_say_what_they_are() {
        assert_eq!(row(&[5, 6]).1, Shown::Exactly(11));
        assert_eq!(row(&[5, 4]).1, Shown::AtLeast(5));
        assert_eq!(row(&[4, 3]).1, Shown::Few, "seven, but nobody is told");
        assert_eq!(total([Shown::AtLeast(5), Shown::Exactly(6)]), Shown::AtLeast(11));
        assert_eq!(cell(0), Shown::Few, "nobody and one look the same");
    }
}
