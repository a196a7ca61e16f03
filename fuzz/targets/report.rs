//! Any report in any domain: no panic, the number that a strict parser sees, no allocation above twice the body.
#![no_main]

#[expect(dead_code, reason = "what is a success matters to replies alone")]
mod oracle;

use libfuzzer_sys::fuzz_target;
use oracle::{ALLOWANCE, Counting, peak_of, top_level};
use rtc_codes::Domain;
use rtc_codes::response::Report;

#[global_allocator]
static COUNTING: Counting = Counting;

fuzz_target!(|body: &[u8]| {
    let truth = top_level(body);
    for &domain in Domain::ALL {
        let (report, peak) = peak_of(|| Report::parse(domain, body));
        assert!(peak <= 2 * body.len() + ALLOWANCE, "{peak} bytes for a body of {}", body.len());
        if let Ok(report) = report {
            let codes = &truth.as_ref().expect("a report is a JSON object").codes;
            assert_eq!(*codes, [report.reported().number().to_string()], "{domain}");
        }
    }
});
