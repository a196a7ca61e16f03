//! A fixed seed in, the keys of the look-ups out.

use fastrand::Rng;
use rtc_codes::{Code, Domain};

use crate::rivals::ANSWERS;

/// How many keys a list has.
pub const KEYS: usize = 4096;
const SEED: u64 = 482;

/// A question, and the place of its answer, which the floor needs.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    pub domain: Domain,
    /// The position in [`ANSWERS`]; for a miss, that of the answer that it was made from.
    pub index: u16,
    pub number: i64,
}

impl Key {
    fn of(index: usize) -> Self {
        let ((domain, number), _) = ANSWERS[index];
        Self { domain, index: index.try_into().expect("fewer than 65,536 answers"), number }
    }
}

/// Random pairs that have an answer.
pub fn hits() -> Vec<Key> {
    drawn(|random| Key::of(random.usize(..ANSWERS.len())), |_| true)
}

/// Three pairs in random order.
pub fn hot() -> Vec<Key> {
    let three = [10, 200, 500].map(Key::of);
    drawn(|random| three[random.usize(..three.len())], |_| true)
}

/// Random pairs without an answer: a quarter each beside a listed number, between two of them, any `i32`, any `i64`.
pub fn misses() -> Vec<Key> {
    let miss = |random: &mut Rng| {
        let Key { domain, index, number } = Key::of(random.usize(..ANSWERS.len()));
        let number = match random.u8(..4) {
            0 => number + if random.bool() { 1 } else { -1 },
            1 => number + random.i64(-1000..1000),
            2 => i64::from(random.i32(..)),
            _ => random.i64(..),
        };
        Key { domain, index, number }
    };
    drawn(miss, |key| Code::lookup(key.domain, key.number).is_none())
}

/// A list of random values, all of which fit.
pub fn drawn<T>(mut draw: impl FnMut(&mut Rng) -> T, fits: impl FnMut(&T) -> bool) -> Vec<T> {
    let mut random = Rng::with_seed(SEED);
    std::iter::repeat_with(|| draw(&mut random)).filter(fits).take(KEYS).collect()
}
