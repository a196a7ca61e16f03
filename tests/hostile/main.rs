//! The checks of the fuzz targets, on their seeds, on what fuzzing has found, on inputs of 64 KiB, and on random ones.

mod checks;
mod choices;
mod evidence;
mod tables;

use std::fs;
use std::path::Path;

/// The folder of a target's seeds, and what it checks.
type Check = (&'static str, fn(&[u8]));

const CHECKS: [Check; 6] = [
    ("parse", checks::parse),
    ("report", checks::report),
    ("code", checks::code),
    ("annotate", checks::annotate),
    ("evidence", evidence::evidence),
    ("tables", tables::tables),
];

/// The targets that make something of any bytes: so many random inputs, each shorter than so many bytes.
const RANDOM: [(&str, usize, usize); 2] = [("evidence", 300, 96), ("tables", 3000, 32)];

/// The parts of an input of 64 KiB: its start, what is repeated, its end.
const LONG: [(&str, &str, &str); 24] = [
    ("", "", ""),
    ("", " ", r#"{"Code":0}"#),
    ("\"", "a", "\""),
    ("", "[", ""),
    ("", "0", ""),
    ("", "zego-room/104", ""),
    ("", "zego-room/104 ", ""),
    ("", "code=104", "\n"),
    ("", "\n", ""),
    ("", "\\", "\n"),
    (r#"{"Code":"#, "1", "}"),
    (r#"{"Code":"#, "0", "}"),
    (r#"{"Code":""#, "1", r#""}"#),
    (r#"{"Code":0,"Message":""#, "a", r#""}"#),
    (r#"{"Code":104,"Message":""#, "a", r#""}"#),
    (r#"{"Code":104,"Message":""#, "\\n", r#""}"#),
    (r#"{"Code":104,"Message":""#, "\\u623f", r#""}"#),
    (r#"{"Code":104,"RequestId":""#, "\\n", r#""}"#),
    (r#"{"Code":104,"RequestId":"#, "9", "}"),
    (r#"{"Code":0,"Data":"#, "[", ""),
    (r#"{"Code":0,"Data":"#, "{\"a\":", ""),
    (r#"{"Code":0,"Data":["#, "[],", "[]]}"),
    (r#"{""#, "a", r#"":0,"Code":0}"#),
    (r#"{"errorCode":104,"#, "\"a\":1,", r#""b":2}"#),
];

// This program has only one test, since the memory of another thread would count too.
#[test]
fn every_check_holds_for_seeds_and_other_inputs() {
    for (name, check) in CHECKS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hostile/seeds").join(name);
        let seeds: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert!(!seeds.is_empty());
        for seed in seeds {
            println!("{}", seed.display());
            check(&fs::read(seed).unwrap());
        }
        for (head, body, tail) in LONG {
            println!("{name}: {head} {body} {tail}, long");
            check([head, &body.repeat((1 << 16) / body.len().max(1)), tail].concat().as_bytes());
        }
        let mut random = fastrand::Rng::with_seed(1);
        for (_, count, length) in RANDOM.into_iter().filter(|(other, ..)| *other == name) {
            for _ in 0..count {
                let length = random.usize(..length);
                let input: Vec<u8> = (0..length).map(|_| random.u8(..)).collect();
                println!("{name}: {input:?}");
                check(&input);
            }
        }
    }
}
