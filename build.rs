//! The tables of `data/` in, `$OUT_DIR/catalogue.rs` out, which `src/catalogue.rs` includes; or the build prints
//! everything that is wrong with the tables, and stops.

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

#[path = "codegen/mod.rs"]
mod codegen;

/// The cargo features that a domain can belong to, each with the variable that cargo sets for it.
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
