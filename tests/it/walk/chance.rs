//! Choices from a seed.

/// SplitMix64: one number makes a whole move, so that a sequence shrinks by leaving moves out.
#[derive(Debug, Clone)]
pub struct Chance(u64);

impl Chance {
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from 0 to `most`, less one.
    pub fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.next() >> 33).unwrap() % most.max(1)
    }

    /// True in so many of a hundred.
    pub fn percent(&mut self, so_many: usize) -> bool {
        self.below(100) < so_many
    }

    /// One of these.
    pub fn of<T: Clone>(&mut self, these: &[T]) -> T {
        these[self.below(these.len())].clone()
    }

    /// One of these, or nothing.
    pub fn maybe<T>(&mut self, so_many: usize, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.percent(so_many).then(|| make(self))
    }
}
