//! Any body in any domain: no panic, no success that a strict parser denies, no allocation above twice the body.
#![no_main]

mod oracle;

use libfuzzer_sys::fuzz_target;
use oracle::{ALLOWANCE, Counting, peak_of, top_level};
use rtc_codes::{Domain, response};
use serde_json::Value;

#[global_allocator]
static COUNTING: Counting = Counting;

fuzz_target!(|body: &[u8]| {
    let truth = top_level(body);
    for &domain in Domain::ALL {
        let (checked, peak) = peak_of(|| response::check(domain, body));
        assert!(peak <= 2 * body.len() + ALLOWANCE, "{peak} bytes for a body of {}", body.len());
        let parsed = response::parse::<Value>(domain, body);
        if let Err(error) = &checked {
            let _ = (error.to_string(), format!("{error:?}"), error.retry());
        }
        if checked.is_ok() || parsed.is_ok() {
            assert!(truth.as_ref().is_some_and(|truth| truth.is_success(domain)), "{domain}: {truth:?}");
        }
        assert_eq!(checked.is_ok(), parsed.is_ok());
    }
});
