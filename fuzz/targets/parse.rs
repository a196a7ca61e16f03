//! Any body in any domain.
#![no_main]

#[expect(dead_code, reason = "each target makes one of the checks")]
#[path = "../../tests/hostile/checks.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|input: &[u8]| checks::parse(input));
