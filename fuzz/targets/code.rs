//! Any text as a code: no panic, and what is read writes itself the same way.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rtc_codes::{Code, Domain};

fuzz_target!(|text: &str| {
    if let Ok(code) = text.parse::<Code>() {
        let (domain, name) = text.split_once('/').expect("a code has its domain");
        let domain: Domain = domain.parse().expect("a code has its domain");
        let number = name.parse().ok().and_then(|number| Code::lookup(domain, number));
        assert!(text == code.slug() || code.symbol() == Some(name) || number == Some(code));
        assert_eq!(code.slug().parse(), Ok(code));
    }
});
