//! A well-formed body in, the vendor's words out. They are read only where the vendor said no.

use alloc::boxed::Box;
use core::fmt;

use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::keys::{Keys, REQUEST_ID};
use super::scalar::Key;

/// What the vendor wrote beside the number.
#[derive(Default)]
pub(super) struct Words {
    pub(super) message: Option<Box<str>>,
    pub(super) request_id: Option<Box<str>>,
}

impl Words {
    /// Reads the words of a body that has been read once, and so is well-formed.
    pub(super) fn of(keys: &'static Keys, text: &str) -> Self {
        serde_json::Deserializer::from_str(text).deserialize_map(WordsVisitor(keys)).unwrap_or_default()
    }
}

struct WordsVisitor(&'static Keys);

impl<'de> Visitor<'de> for WordsVisitor {
    type Value = Words;

    // Not reached: the body begins with `{`.
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Words, A::Error> {
        let mut words = Words::default();
        let mut rank = usize::MAX;
        while let Some(Key(key)) = object.next_key()? {
            let value: &RawValue = object.next_value()?;
            if key == REQUEST_ID {
                words.request_id = plain(value);
            } else if let Some(position) = self.0.messages.iter().position(|&message| message == key) {
                // Of several messages the one that is documented first.
                if let Some(message) = plain(value).filter(|_| position < rank) {
                    (words.message, rank) = (Some(message), position);
                }
            }
        }
        Ok(words)
    }
}

/// A text as it reads, anything else as it stands there: digits keep all their places, an object its JSON.
fn plain(value: &RawValue) -> Option<Box<str>> {
    match value.get() {
        "null" => None,
        text if text.starts_with('"') => serde_json::from_str(text).ok(),
        json => Some(json.into()),
    }
}
