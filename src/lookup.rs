//! The probe of the perfect-hash table: a domain and a number in, a slot out.
//!
//! The table holds every number that a domain answers with, those that it also answers from included, so one probe is
//! all. A slot holds the 8-byte `Code` alone and no key: the code's own number and domain tell whether the probe hit.

use crate::{Code, DISPLACEMENTS, Domain, ROW_OF_SLOT, SEED, SLOTS, hash};

/// What a domain means by a number.
#[inline]
pub(crate) const fn code(domain: Domain, number: i64) -> Option<Code> {
    let code = SLOTS[slot(domain, number)];
    // A slot's code may come from a domain that this one does not answer from, or be of another number: then no key
    // was here. It cannot be right by chance: if this domain answers from the code's, the build made this very pair a
    // key, and a key's probe finds its own slot. `tests/lookup.rs` sweeps the neighbours, CI the whole of `i32`.
    if code.number() as i64 == number && domain.answers_from(code.domain()) { Some(code) } else { None }
}

/// The index of a code's row in the tables.
#[inline]
pub(crate) const fn row(code: Code) -> usize {
    ROW_OF_SLOT[slot(code.domain(), code.number() as i64)] as usize
}

#[inline]
const fn slot(domain: Domain, number: i64) -> usize {
    let hash = hash::hash(domain as u8, number, SEED);
    let displacement = DISPLACEMENTS[hash::bucket(hash, DISPLACEMENTS.len())];
    hash::slot(hash, displacement, SLOTS.len())
}
