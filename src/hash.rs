//! A number or a name in, its hash and its slot out. The build and `benches/growth.rs` compile it too, so all agree.
//!
//! A number's slot takes one multiplication, one load and one exclusive or. The hash depends on the number alone, so a
//! second look-up of the same number (`Code::description` after `Code::lookup`) reuses the product; the domain chooses
//! the bucket.

#![expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a hash takes numbers apart")]

/// Two domains that share a number never share its bucket, if each domain has [`MIN_BUCKETS_A_DOMAIN`].
const SHIFT: u32 = 3;

/// How many buckets a table has at least for each of its domains.
#[allow(dead_code, reason = "the build lays the table out, the library uses it")]
pub(crate) const MIN_BUCKETS_A_DOMAIN: usize = 1 << SHIFT;

/// The bucket of a number in a domain, out of `buckets`, a power of two.
#[inline]
pub(crate) const fn bucket(domain: usize, number: i64, buckets: usize) -> usize {
    (number as usize).wrapping_add(domain << SHIFT) & (buckets - 1)
}

/// The hash of a number.
#[inline]
pub(crate) const fn of_number(number: i64, multiplier: u64) -> u64 {
    (number as u64).wrapping_mul(multiplier)
}

/// The slot of a hash, out of `slots`, a power of two and at least 2, with the displacement of its bucket.
#[inline]
pub(crate) const fn slot(hash: u64, displacement: u64, slots: usize) -> usize {
    ((hash ^ displacement) >> (u64::BITS - slots.trailing_zeros())) as usize
}

/// The hash of a name, sixteen bytes at a time; the last sixteen may overlap those before.
#[inline]
pub(crate) fn of_name(name: &str, seed: u64) -> u64 {
    let bytes = name.as_bytes();
    let mut hash = seed ^ bytes.len() as u64;
    let mut rest = bytes;
    while let Some((pair, after)) = rest.split_first_chunk::<16>().filter(|(_, after)| !after.is_empty()) {
        let pair = u128::from_le_bytes(*pair);
        hash = mixed(hash ^ pair as u64, (pair >> 64) as u64);
        rest = after;
    }
    let (one, other) = ends(bytes);
    mixed(hash ^ one, other)
}

/// The last sixteen bytes as two words; a shorter name gives its first eight and last eight, one below eight gives all.
#[inline]
fn ends(bytes: &[u8]) -> (u64, u64) {
    if let Some(last) = bytes.last_chunk::<16>() {
        let last = u128::from_le_bytes(*last);
        (last as u64, (last >> 64) as u64)
    } else if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        (u64::from_le_bytes(*first), u64::from_le_bytes(*last))
    } else {
        (bytes.iter().fold(0, |word, &byte| word << 8 | u64::from(byte)), 0)
    }
}

/// Combines both halves of a product, so that every bit of `one` and `other` reaches every bit of the result.
#[inline]
const fn mixed(one: u64, other: u64) -> u64 {
    let product = (one ^ 0x9e37_79b9_7f4a_7c15) as u128 * (other ^ 0xe703_7ed1_a0b4_28db) as u128;
    (product >> 64) as u64 ^ product as u64
}
