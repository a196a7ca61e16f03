//! A problem of a table: where it is, what is wrong there and how to correct it, as one line of text.

use std::fmt;

/// What is wrong with a table. Problems sort by file and place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Problem {
    file: String,
    place: Place,
    message: String,
}

/// Where in a file a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// The head of the file: vendor, title, sections, …
    Head,
    /// A row whose number cannot be read: its position, from 1.
    Row(usize),
    /// A row, by its number.
    Number(i32),
}

impl Problem {
    pub(super) fn new(file: &str, place: Place, message: impl Into<String>) -> Self {
        let (file, message) = (file.to_owned(), message.into());
        Self { file, place, message }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "data/{}: ", named(&self.file))?;
        match self.place {
            Place::Head => {}
            Place::Row(position) => write!(f, "row {position}: ")?,
            Place::Number(number) => write!(f, "{number}: ")?,
        }
        f.write_str(&self.message)
    }
}

/// A text in quotes for a message: on one line, and cut if it is long.
pub(super) fn shown(text: &str) -> String {
    let start = shortened(text);
    if start.len() == text.len() { format!("{text:?}") } else { format!("{start:?}…") }
}

/// The name of a file or a domain for a message: on one line, and cut if it is long.
pub(super) fn named(name: &str) -> String {
    shortened(name).escape_debug().to_string()
}

/// The start of a text, longer than any name or address of ours. What is escaped counts as it is written.
fn shortened(text: &str) -> &str {
    const MAX_SHOWN: usize = 100;
    let mut length = 0;
    let end = text.char_indices().find(|(_, c)| {
        length += c.escape_debug().count();
        length > MAX_SHOWN
    });
    end.map_or(text, |(end, _)| &text[..end])
}
