//! Any log in, a panic out if a check of `tests/hostile/checks.rs` fails.
#![no_main]

#[expect(dead_code, reason = "each target makes one of the checks")]
#[path = "../../tests/hostile/checks.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|input: &[u8]| checks::annotate(input));
