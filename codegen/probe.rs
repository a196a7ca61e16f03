//! The search for the perfect hash: the numbers that each domain answers with in, the parameters of the table out.
//!
//! A key is a domain and a number that it answers with. A probe compares the number alone, not the domain, so the
//! search places more than the keys: for each number that is listed somewhere, a domain that does not answer with it
//! must find a slot of another number. Such a domain and number are an absent pair. A number that nobody lists needs no
//! place, since every slot holds another number.

use std::collections::BTreeMap;

use super::hash;

/// How many multipliers are tried before the table becomes twice as large.
const MAX_TRIES: usize = 16;
/// The most slots of a table; more are a fault of the search.
const MAX_SLOTS: usize = 1 << 24;

/// The parameters of the table, and what each slot holds.
pub(super) struct Probe {
    pub(super) multiplier: u64,
    /// The number that each bucket combines with its hashes by exclusive or; their count is a power of two.
    pub(super) displacements: Vec<u64>,
    /// The row in each slot; their count is a power of two.
    pub(super) rows: Vec<usize>,
}

/// The rows that domains answer with, by number and domain.
pub(super) type Answers = BTreeMap<i32, BTreeMap<usize, usize>>;

/// Finds a table for the `answers` of so many `domains`.
pub(super) fn search(answers: &Answers, domains: usize) -> Probe {
    let keys: usize = answers.values().map(BTreeMap::len).sum();
    let buckets = (keys / 5).max(domains * hash::MIN_BUCKETS_A_DOMAIN).next_power_of_two();
    let slots = (keys + keys / 16).next_power_of_two().max(2);
    let sizes = (slots.ilog2()..=MAX_SLOTS.ilog2()).map(|bits| 1 << bits);
    let mut tries = sizes.flat_map(|slots| [slots; MAX_TRIES]).zip(multipliers());
    tries
        .find_map(|(slots, multiplier)| Try::new(answers, domains, multiplier, buckets, slots).run())
        .unwrap_or_else(|| panic!("no perfect hash for {keys} keys in {MAX_SLOTS} slots"))
}

/// Odd pseudo-random numbers, the same each time (`SplitMix64`).
fn multipliers() -> impl Iterator<Item = u64> {
    let states = std::iter::successors(Some(482_u64), |state| Some(state.wrapping_add(0x9e37_79b9_7f4a_7c15)));
    states.map(|state| {
        let mixed = (state ^ state >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ mixed >> 31) | 1
    })
}

/// One attempt, with one multiplier.
struct Try<'a> {
    answers: &'a Answers,
    /// The listed numbers, each with the slot of its hash before a bucket moves it.
    numbers: Vec<(i32, usize)>,
    domains: usize,
    multiplier: u64,
    /// The numbers that each bucket moves: the position of each, and its row if it makes a key.
    buckets: Vec<Vec<(usize, Option<usize>)>>,
    /// How far each bucket moves its numbers, after it is placed.
    moves: Vec<Option<usize>>,
    /// The position of the number in each slot, and its row.
    slots: Vec<Option<(usize, usize)>>,
}

impl<'a> Try<'a> {
    fn new(answers: &'a Answers, domains: usize, multiplier: u64, buckets: usize, slots: usize) -> Self {
        let home = |number: i32| hash::slot(hash::of_number(number.into(), multiplier), 0, slots);
        let numbers: Vec<_> = answers.keys().map(|&number| (number, home(number))).collect();
        let mut of_bucket = vec![Vec::new(); buckets];
        for (position, (&number, rows)) in answers.iter().enumerate() {
            for domain in 0..domains {
                let bucket = hash::bucket(domain, number.into(), buckets);
                of_bucket[bucket].push((position, rows.get(&domain).copied()));
            }
        }
        let (moves, slots) = (vec![None; buckets], vec![None; slots]);
        Self { answers, numbers, domains, multiplier, buckets: of_bucket, moves, slots }
    }

    /// Places every bucket, those with the most keys first, and fills the slots that are left.
    fn run(mut self) -> Option<Probe> {
        let keys = |bucket: &Vec<(usize, Option<usize>)>| bucket.iter().filter(|(_, row)| row.is_some()).count();
        let mut order: Vec<usize> = (0..self.buckets.len()).collect();
        order.sort_by_key(|&bucket| std::cmp::Reverse(keys(&self.buckets[bucket])));
        for bucket in order {
            let asked = std::mem::take(&mut self.buckets[bucket]);
            let distance = (0..self.slots.len()).find(|&distance| self.fits(&asked, distance))?;
            self.moves[bucket] = Some(distance);
            for &(position, row) in &asked {
                if let Some(row) = row {
                    self.slots[self.numbers[position].1 ^ distance] = Some((position, row));
                }
            }
        }
        self.fill()
    }

    /// Whether every key of a bucket gets a free slot of its own, and no absent pair finds a slot of its number.
    fn fits(&self, asked: &[(usize, Option<usize>)], distance: usize) -> bool {
        let slot = |position: usize| self.numbers[position].1 ^ distance;
        let keys = || asked.iter().filter(|(_, row)| row.is_some()).map(|&(position, _)| position);
        keys().all(|position| self.slots[slot(position)].is_none())
            && keys().enumerate().all(|(index, position)| {
                keys().take(index).all(|other| slot(other) != slot(position)) && self.is_unmet(position, slot(position))
            })
            && asked.iter().all(|&(position, row)| {
                row.is_some() || self.slots[slot(position)].is_none_or(|(other, _)| other != position)
            })
    }

    /// Whether no bucket that is placed already moves a number to a slot.
    fn is_unmet(&self, position: usize, slot: usize) -> bool {
        let (number, home) = self.numbers[position];
        let meets = |domain: usize| {
            let bucket = hash::bucket(domain, number.into(), self.moves.len());
            self.moves[bucket].is_some_and(|distance| home ^ distance == slot)
        };
        // A domain that answers with the number finds it in another slot, which is taken.
        !(0..self.domains).any(meets)
    }

    /// Gives each free slot a row whose number no domain looks for there.
    fn fill(mut self) -> Option<Probe> {
        let rows: Vec<usize> = self.answers.values().filter_map(|rows| rows.values().next().copied()).collect();
        let mut next = 0;
        for slot in 0..self.slots.len() {
            if self.slots[slot].is_none() {
                let mut candidates = (0..rows.len()).map(|step| (next + step) % rows.len());
                let position = candidates.find(|&position| self.is_unmet(position, slot))?;
                self.slots[slot] = Some((position, rows[position]));
                next = position + 1;
            }
        }
        let shift = u64::BITS - self.slots.len().trailing_zeros();
        let probe = Probe {
            multiplier: self.multiplier,
            displacements: self.moves.iter().map(|distance| distance.map_or(0, |it| (it as u64) << shift)).collect(),
            rows: self.slots.iter().map(|slot| slot.map_or(0, |(_, row)| row)).collect(),
        };
        Some(probe)
    }
}
