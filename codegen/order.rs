//! Items in, those that stand out of order out; `tests/snapshot` compiles it too.

use std::collections::BTreeSet;
use std::iter;

/// The positions of the fewest items without which the others ascend: of 1, 9, 2, 3 that of 9, and not those of 2 and 3.
pub(crate) fn strays<T: Ord>(items: &[T]) -> Vec<usize> {
    // For each length, where the ascending run of this length with the smallest end ends, and for each item, which one
    // comes before it in its run.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::new();
    for (position, item) in items.iter().enumerate() {
        let length = ends.partition_point(|&end| items[end] < *item);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        match ends.get_mut(length) {
            Some(end) => *end = position,
            None => ends.push(position),
        }
    }
    let kept: BTreeSet<usize> = iter::successors(ends.last().copied(), |&position| before[position]).collect();
    (0..items.len()).filter(|position| !kept.contains(position)).collect()
}
