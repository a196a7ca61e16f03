//! The tables of `data/` in, `$OUT_DIR/catalogue.rs` out, which `src/catalogue.rs` includes; or the build prints
//! everything that is wrong with the tables, and stops.

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

#[path = "codegen/mod.rs"]
mod codegen;

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=data");
    let is_on = |feature: &&str| {
        let variable = feature.replace('-', "_").to_uppercase();
        env::var_os(format!("CARGO_FEATURE_{variable}")).is_some()
    };
    let features: Vec<&str> = codegen::FEATURES.iter().copied().filter(is_on).collect();
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
