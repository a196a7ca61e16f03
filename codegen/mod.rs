//! The tables of `data/` in, one Rust file out: read, check, print.
//!
//! `build.rs`, `tests/codegen.rs`, `tests/hostile/tables.rs` and `benches/growth.rs` compile it.

mod check;
mod emit;
mod json;
mod labels;
mod order;
mod probe;
mod problem;
mod spelling;
mod table;
mod wording;

// What the build shares with the library: the hashes, and the vocabularies that the tables are written in.
#[path = "../src/hash.rs"]
mod hash;
#[path = "../src/vocabulary/mod.rs"]
mod vocabulary;

use std::path::Path;

pub(crate) use problem::Problem;
use table::Files;

/// The cargo features that a domain can belong to.
pub(crate) const FEATURES: &[&str] = &["zego-services", "clients"];

/// Turns the tables in the folder `data` into the source that `src/catalogue.rs` includes.
///
/// It checks all tables, and prints those without a feature and those whose feature is one of `features`.
///
/// # Errors
///
/// Every problem of every table, ordered by file and place.
pub(crate) fn generate(data: &Path, features: &[&str]) -> Result<String, Vec<Problem>> {
    let mut problems = Vec::new();
    let files = table::files(data, &mut problems);
    source(files, features, problems)
}

/// Turns tables that have been read into the source, as [`generate`] does; `problems` are those of the folder.
///
/// # Errors
///
/// Those of [`generate`].
pub(crate) fn source(files: Files, features: &[&str], mut problems: Vec<Problem>) -> Result<String, Vec<Problem>> {
    let mut all = table::read_all(files, &mut problems);
    problems.extend(check::problems(&all));
    if problems.is_empty() {
        all.keep(features);
        Ok(emit::source(&all.tables))
    } else {
        problems.sort();
        Err(problems)
    }
}
