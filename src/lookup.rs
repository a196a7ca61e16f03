//! The probe of the perfect-hash table: a domain and a number in, a slot out.
//!
//! The table holds every number that a domain answers with, those of the domains that it also answers from included, so
//! one probe is enough. A slot holds only the 8-byte `Code` and no key.

use crate::catalogue::{CODES, DISPLACEMENTS, MULTIPLIER, ROW_OF_SLOT, SLOTS};
use crate::{Code, Domain, hash};

/// The code of a number in a domain.
#[inline]
pub(crate) const fn code(domain: Domain, number: i64) -> Option<Code> {
    let code = CODE_OF_SLOT[slot(domain, number)];
    // The number alone tells whether the probe hit. If nobody lists a number, no slot holds it. If some domain lists
    // it, `codegen/probe.rs` placed it for every domain: a domain that answers with it finds its own code, any other
    // domain finds a slot of another number. CI looks up every `i32` in every domain.
    if code.number() as i64 == number { Some(code) } else { None }
}

/// The index of a code's row in the tables.
#[inline]
pub(crate) const fn row(code: Code) -> usize {
    ROW_OF_SLOT[slot(code.domain(), code.number() as i64)] as usize
}

#[inline]
const fn slot(domain: Domain, number: i64) -> usize {
    let displacement = DISPLACEMENTS[hash::bucket(domain as usize, number, DISPLACEMENTS.len())];
    hash::slot(hash::of_number(number, MULTIPLIER), displacement, SLOTS)
}

/// The code in each slot.
static CODE_OF_SLOT: [Code; SLOTS] = {
    let mut codes = [CODES[0]; SLOTS];
    let mut slot = 0;
    while slot < SLOTS {
        codes[slot] = CODES[ROW_OF_SLOT[slot] as usize];
        slot += 1;
    }
    codes
};
