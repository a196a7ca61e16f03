//! A seed in, pseudo-random choices out, the same each time.

/// The generator `SplitMix64`.
pub struct Random(u64);

impl Random {
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    /// A number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        let limit = u64::try_from(limit).expect("a limit is small");
        usize::try_from(self.next() % limit).expect("a number below a limit is small")
    }

    /// So many bytes, or fewer.
    pub fn bytes(&mut self, limit: usize) -> Vec<u8> {
        (0..self.below(limit)).map(|_| self.next().to_le_bytes()[0]).collect()
    }

    /// True once in so many times.
    pub fn is(&mut self, one_in: usize) -> bool {
        self.below(one_in) == 0
    }

    pub fn of<'a, T: ?Sized + AsRef<[U]>, U: 'a>(&mut self, items: &'a T) -> &'a U {
        let items = items.as_ref();
        &items[self.below(items.len())]
    }

    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in 1..items.len() {
            items.swap(at, self.below(at + 1));
        }
    }
}
