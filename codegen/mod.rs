//! The tables of `data/` in, one Rust file out: parse, check, print.
//!
//! Compiled by `build.rs` and by `tests/codegen.rs`.

mod check;
mod emit;
mod json;
mod table;

// What the build shares with the library: the vocabularies that the tables are written in, and the hash.
#[path = "../src/actor.rs"]
mod actor;
#[path = "../src/basis.rs"]
mod basis;
#[path = "../src/category.rs"]
#[expect(dead_code, reason = "the build reads the words; what they map to is the library's")]
mod category;
#[path = "../src/hash.rs"]
mod hash;
#[path = "../src/retry.rs"]
#[expect(dead_code, reason = "the build reads the words; what they allow is the library's")]
mod retry;
#[path = "../src/scope.rs"]
mod scope;
#[path = "../src/vendor.rs"]
mod vendor;
#[path = "../src/vocabulary.rs"]
#[expect(dead_code, reason = "the build names the words itself")]
mod vocabulary;

use std::fmt;
use std::path::Path;

use actor::Actor;
use basis::Basis;
use category::Category;
use retry::Retry;
use scope::Scope;
use vendor::Vendor;
use vocabulary::UnknownWord;

/// Turns the tables below `data` into the source that `src/lib.rs` includes.
///
/// # Errors
///
/// Every problem of every table, ordered by file and place.
pub(crate) fn generate(data: &Path) -> Result<String, Vec<Problem>> {
    let mut problems = Vec::new();
    let all = table::read_all(data, &mut problems);
    problems.extend(check::problems(&all));
    if problems.is_empty() {
        Ok(emit::source(&all.tables))
    } else {
        problems.sort();
        Err(problems)
    }
}

/// What is wrong with a table: the file, the place in it, what is wrong there and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Problem {
    file: String,
    place: Place,
    message: String,
}

/// Where in a file a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// The head of the file: vendor, title, sections, …
    Head,
    /// A row that has no readable number: its position, from 1.
    Row(usize),
    /// A row, by its number.
    Number(i32),
}

impl Problem {
    fn new(file: &str, place: Place, message: impl Into<String>) -> Self {
        let (file, message) = (file.to_owned(), message.into());
        Self { file, place, message }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "data/{}: ", self.file.escape_debug())?;
        match self.place {
            Place::Head => {}
            Place::Row(position) => write!(f, "row {position}: ")?,
            Place::Number(number) => write!(f, "{number}: ")?,
        }
        f.write_str(&self.message)
    }
}

/// A text in quotes, on one line and cut short, for a message.
fn shown(text: &str) -> String {
    /// Longer than any name or address of ours.
    const LONGEST: usize = 100;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{:?}…", &text[..end]),
        None => format!("{text:?}"),
    }
}
