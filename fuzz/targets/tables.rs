//! Any bytes in, taken for changes to real tables; a panic out if a check of `tests/hostile/tables.rs` fails.
#![no_main]

#[path = "../../tests/hostile/choices.rs"]
mod choices;
#[path = "../../tests/hostile/tables.rs"]
mod tables;

libfuzzer_sys::fuzz_target!(|input: &[u8]| tables::tables(input));
