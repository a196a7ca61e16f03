//! Turns the tables of `data/` into `$OUT_DIR/catalogue.rs`, which `src/catalogue.rs` includes, or prints everything that
//! is wrong with them and stops.

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

#[path = "codegen/mod.rs"]
mod codegen;

/// The features that domains can belong to; a table's head names its own.
const FEATURES: [(&str, &str); 2] =
    [("zego-services", "CARGO_FEATURE_ZEGO_SERVICES"), ("clients", "CARGO_FEATURE_CLIENTS")];

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=data");
    let features: Vec<_> =
        FEATURES.iter().filter(|(_, variable)| env::var_os(variable).is_some()).map(|(feature, _)| *feature).collect();
    match codegen::generate(Path::new("data"), &features) {
        Ok(source) => {
            let out = env::var_os("OUT_DIR").expect("cargo sets OUT_DIR for build scripts");
            fs::write(Path::new(&out).join("catalogue.rs"), source).expect("cargo's OUT_DIR can be written to");
            ExitCode::SUCCESS
        }
        Err(problems) => {
            for problem in &problems {
                println!("cargo::error={problem}");
            }
            ExitCode::FAILURE
        }
    }
}
