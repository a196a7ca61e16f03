//! Any bytes in, taken for the parts of log lines; a panic out if a check of `tests/hostile/evidence.rs` fails.
#![no_main]

#[expect(dead_code, reason = "each target makes one of the checks")]
#[path = "../../tests/hostile/checks.rs"]
mod checks;
#[path = "../../tests/hostile/choices.rs"]
mod choices;
#[path = "../../tests/hostile/evidence.rs"]
mod evidence;

libfuzzer_sys::fuzz_target!(|input: &[u8]| evidence::evidence(input));
