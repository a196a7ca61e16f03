//! The hash of the look-up table, compiled into the build and into the library so that both agree.

#![expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a hash takes numbers apart")]

/// The hash of a domain's index and a number: one multiplication.
///
/// A number outside `i32` hashes as its lowest 32 bits; the look-up compares the whole number afterwards.
#[inline]
pub(crate) const fn hash(domain: u8, number: i64, seed: u64) -> u64 {
    let key = ((domain as u64) << 32) | (number as u32 as u64);
    key.wrapping_mul(seed | 1)
}

/// The bucket of a hash, out of `buckets`.
#[inline]
pub(crate) const fn bucket(hash: u64, buckets: usize) -> usize {
    reduced(hash as u32, buckets)
}

/// The slot of a hash, out of `slots`, given the displacement of its bucket.
#[inline]
pub(crate) const fn slot(hash: u64, displacement: u32, slots: usize) -> usize {
    reduced((hash >> 32) as u32 ^ displacement, slots)
}

/// Maps `value` evenly onto `0..limit` without a division (Lemire's reduction).
#[inline]
const fn reduced(value: u32, limit: usize) -> usize {
    ((value as u64 * limit as u64) >> 32) as usize
}
