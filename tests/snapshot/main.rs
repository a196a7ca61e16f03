//! What a release changes: compares the catalogue with `tests/catalogue.json`, the catalogue of the release before.
//!
//! Every change must be in the CHANGELOG, and one that breaks programs needs a version that may break them, as the
//! README's "What counts as a breaking change" has it; `rules.rs` breaks each of its rules. For a release,
//! `BLESS=1 cargo test --all-features --test snapshot` writes the new catalogue.

use std::path::Path;
use std::{env, fs};

use catalogue::Catalogue;

mod catalogue;
mod changes;
#[path = "../../codegen/order.rs"]
mod order;
mod release;
mod rules;

/// The text of a file of the package.
fn file(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn the_version_and_the_changelog_fit_what_the_release_changes() {
    let blesses = env::var_os("BLESS").is_some();
    let (text, changelog) = (catalogue::text(), file("CHANGELOG.md"));
    let new = Catalogue::read(&text).expect("the catalogue can be read again");
    let old = Catalogue::read(&file("tests/catalogue.json"));
    if let Err(problem) = release::verdict(old.as_ref().map_err(Clone::clone), &new, &changelog, blesses) {
        panic!("{problem}");
    }
    if blesses {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/catalogue.json");
        fs::write(&path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }
}
