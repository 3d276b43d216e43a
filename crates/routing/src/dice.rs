//! Chance as a function of journalled numbers, so that a replay rolls the same.

/// A number that looks random, always the same for the same `seed` and `turn` (SplitMix64).
pub fn roll(seed: u64, turn: u64) -> u64 {
    let mut mixed = seed.wrapping_add(turn.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

/// A row of such numbers, for days that are made up.
#[derive(Debug, Clone)]
pub struct Dice {
    seed: u64,
    turn: u64,
}

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self { seed, turn: 0 }
    }

    /// A number of `range`; its first one if it is empty.
    pub fn within(&mut self, range: std::ops::Range<i64>) -> i64 {
        self.turn += 1;
        let width = range.end.saturating_sub(range.start).max(1).cast_unsigned();
        range.start.saturating_add_unsigned(roll(self.seed, self.turn) % width)
    }

    /// True about so many times out of a thousand.
    pub fn chance(&mut self, per_mille: u32) -> bool {
        self.within(0..1_000) < i64::from(per_mille)
    }

    /// One of them; `None` of nothing.
    pub fn pick<'i, T>(&mut self, items: &'i [T]) -> Option<&'i T> {
        let at = self.within(0..i64::try_from(items.len()).ok()?);
        items.get(usize::try_from(at).ok()?)
    }
}
