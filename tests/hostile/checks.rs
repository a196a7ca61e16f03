//! Any input in, a panic out if a check fails: an independent parser must agree, and the peak of memory must fit the
//! input's size. `tests/hostile/main.rs` and the targets of `fuzz/` compile it.

use std::cell::RefCell;
use std::io;

use peak_alloc::PeakAlloc;
use rtc_codes::response::{self, Report};
use rtc_codes::{Code, Domain, Lang};
use serde::de::IgnoredAny;

#[path = "replies.rs"]
mod replies;

use replies::Body;

#[expect(dead_code, reason = "the command's own buffer and its reading of faults are not needed here")]
#[path = "../../src/bin/rtc-codes/annotate/mod.rs"]
pub mod annotate;

use annotate::{Annotator, Asked, SMALLEST};

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

/// The bytes that an error may take for its own words, besides the input.
const WORDS: usize = 1024;

/// The bytes that the meanings of a line may take: a hundred and one of them, in a vector that has doubled, and those of
/// a number.
const MEANINGS: usize = 12 * 1024;

/// Any body in any domain: what an independent reader of envelopes says of it, and no success that it denies.
pub fn parse(body: &[u8]) {
    let strict = without_surrogates(body);
    let truth = Body::of(&strict);
    for &domain in Domain::ALL {
        let (checked, peak) = peak_of(|| response::check(domain, body));
        assert!(peak <= 2 * body.len() + WORDS, "{domain}: {peak} bytes for a body of {}", body.len());
        if let Err(error) = &checked {
            let _ = (error.to_string(), format!("{error:?}"), error.retry());
        }
        assert_eq!(checked.is_ok(), response::parse::<IgnoredAny>(domain, body).is_ok(), "{domain}");
        assert!(
            checked.is_err() || truth.as_ref().is_some_and(|truth| truth.is_success(domain)),
            "{domain}: {truth:?}"
        );
        // Half a surrogate pair is no text, but harms nobody where no text is read.
        if strict == body {
            Body::assert_read_alike(truth.as_ref(), body, domain);
        }
    }
}

/// Any report in any domain: it takes no more memory than its words. What it says, [`parse`] checks of any body.
pub fn report(body: &[u8]) {
    let strict = without_surrogates(body);
    let truth = Body::of(&strict);
    for &domain in Domain::ALL {
        let (report, peak) = peak_of(|| Report::parse(domain, body));
        assert!(peak <= 2 * body.len() + WORDS, "{domain}: {peak} bytes for a body of {}", body.len());
        if let Ok(report) = report {
            let number = truth.as_ref().and_then(|truth| truth.number(domain));
            assert_eq!(number, Some(report.answer().number()), "{domain}: {truth:?}");
        }
    }
}

/// Any text as a code: a code that is read has this text as a name, and reading it takes no memory.
pub fn code(text: &[u8]) {
    let Ok(text) = std::str::from_utf8(text) else { return };
    let (parsed, peak) = peak_of(|| text.parse::<Code>());
    assert_eq!(peak, 0);
    if let Ok(code) = parsed {
        let (domain, name) = text.split_once('/').expect("a code has its domain");
        let domain: Domain = domain.parse().expect("a code has its domain");
        let number = name.parse().ok().and_then(|number| Code::lookup(domain, number));
        assert!(text == code.slug() || code.symbol() == Some(name) || number == Some(code));
        assert_eq!(code.slug().parse(), Ok(code));
    }
}

/// Any log: every byte is passed on, a buffer of any size gives the same output, and a long log takes no more memory.
pub fn annotate(log: &[u8]) {
    thread_local! {
        // Made once: to build its automaton takes longer than to read a log.
        static ANNOTATORS: RefCell<[Annotator; 2]> =
            RefCell::new([None, Some(Domain::ZegoRoom)].map(|domain| Annotator::new(Asked { domain, vendor: None }, Lang::En, false)));
    }
    ANNOTATORS.with_borrow_mut(|annotators| {
        for annotator in annotators {
            let whole = annotated(annotator, log, 2 * log.len() + SMALLEST);
            assert_eq!(annotated(annotator, log, SMALLEST), whole, "a small buffer gives another output");
            assert_eq!(without_annotations(log), without_annotations(&whole), "bytes were lost or added");
            // By now the automaton has stored all that it keeps of the log's words.
            let (result, peak) = peak_of(|| annotator.run(log, io::sink(), SMALLEST));
            assert!(result.is_ok());
            assert!(peak <= SMALLEST + MEANINGS, "{peak} bytes for a log of {}", log.len());
        }
    });
}

fn annotated(annotator: &mut Annotator, log: &[u8], capacity: usize) -> Vec<u8> {
    let mut out = Vec::new();
    assert!(annotator.run(log, &mut out, capacity).is_ok());
    out
}

/// The lines that cannot be annotations, since a log may have lines that look like ones.
fn without_annotations(log: &[u8]) -> Vec<&[u8]> {
    log.split(|&byte| byte == b'\n').filter(|line| !line.starts_with(b"  ^ ") && !line.is_empty()).collect()
}

/// The peak of memory that a run has allocated, beyond what was allocated before.
fn peak_of<T>(run: impl FnOnce() -> T) -> (T, usize) {
    let before = HEAP.current_usage();
    HEAP.reset_peak_usage();
    let value = run();
    (value, HEAP.peak_usage().saturating_sub(before))
}

/// A body whose escaped surrogates are another character, of as many bytes: the grammar of JSON allows half a pair, as a
/// message has that was cut within an emoji, and the parser that checks does not.
fn without_surrogates(body: &[u8]) -> Vec<u8> {
    let mut body = body.to_vec();
    for start in 0..body.len() {
        if let Some([b'\\', b'u', escaped @ ..]) = body.get_mut(start..start + 6) {
            let is_surrogate =
                escaped[0].eq_ignore_ascii_case(&b'd') && matches!(escaped[1], b'8' | b'9' | b'a'..=b'f' | b'A'..=b'F');
            if is_surrogate && escaped.iter().all(u8::is_ascii_hexdigit) {
                escaped.copy_from_slice(b"fffd");
            }
        }
    }
    body
}
