//! Any log: no panic, every byte passed on, the same for every size of the buffer, no allocation that grows with it.
#![no_main]

#[expect(dead_code, reason = "the command's own buffer and its reading of faults are not needed here")]
#[path = "../../src/bin/rtc-codes/annotate.rs"]
mod annotate;

use std::cell::RefCell;

use annotate::Annotator;
use libfuzzer_sys::fuzz_target;
use rtc_codes::Domain;

thread_local! {
    // Made once: its automaton takes longer to build than a log to read.
    static ANNOTATORS: RefCell<[Annotator; 2]> =
        RefCell::new([None, Some(Domain::ZegoRoom)].map(|domain| Annotator::new(domain, false)));
}

fuzz_target!(|log: &[u8]| {
    ANNOTATORS.with_borrow_mut(|annotators| {
        for annotator in annotators {
            let whole = annotated(annotator, log, 2 * log.len() + 512);
            assert_eq!(annotated(annotator, log, 512), whole, "a small buffer says something else");
            assert_eq!(without_annotations(log), without_annotations(&whole), "bytes were lost or added");
        }
    });
});

fn annotated(annotator: &mut Annotator, log: &[u8], capacity: usize) -> Vec<u8> {
    let mut out = Vec::new();
    assert!(annotator.run(log, &mut out, capacity).is_ok());
    out
}

/// The lines that no annotation could be, so that a log with some of its own does not count against us.
fn without_annotations(log: &[u8]) -> Vec<&[u8]> {
    log.split(|&byte| byte == b'\n').filter(|line| !line.starts_with(b"  ^ ") && !line.is_empty()).collect()
}
