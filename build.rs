//! Turns the tables of `data/` into `$OUT_DIR/catalogue.rs`, or prints everything that is wrong with them and stops.

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

#[path = "codegen/mod.rs"]
mod codegen;

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=data");
    match codegen::generate(Path::new("data")) {
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
