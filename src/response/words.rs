//! A well-formed body in, the vendor's words, an object in it, or the place of a number further down out. They are read
//! only for a failure, for a report, for lists, or if there is no number.

use alloc::boxed::Box;
use core::fmt;

use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::keys::{CODE_KEYS, Keys, REQUEST_ID, WRAPPERS};
use super::scalar::Key;

/// What the vendor wrote besides the number.
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
                // Of several messages, the one whose key is documented first counts.
                if let Some(message) = plain(value).filter(|_| position < rank) {
                    (words.message, rank) = (Some(message), position);
                }
            }
        }
        Ok(words)
    }
}

/// A text without quotes and escapes, anything else as it is written: a number keeps its digits, an object its JSON.
pub(super) fn plain(value: &RawValue) -> Option<Box<str>> {
    match value.get() {
        "null" => None,
        text if text.starts_with('"') => serde_json::from_str(text).ok(),
        json => Some(json.into()),
    }
}

/// The place of a number below the top level: the key of the object around it, and its own key.
pub(super) fn nested_code(text: &str) -> Option<(&'static str, &'static str)> {
    serde_json::Deserializer::from_str(text).deserialize_map(FirstOf(WRAPPERS.iter().copied(), inner_code)).ok()?
}

/// The object under a key of the top level.
pub(super) fn object_in<'a>(text: &'a str, key: &'static str) -> Option<&'a str> {
    let object = |json: &'a str| json.starts_with('{').then_some(json);
    let found = serde_json::Deserializer::from_str(text).deserialize_map(FirstOf([key].into_iter(), object));
    found.ok()?.map(|(_, json)| json)
}

fn inner_code(json: &str) -> Option<&'static str> {
    let keys = CODE_KEYS.iter().map(|&(key, _)| key);
    let found =
        json.starts_with('{').then(|| serde_json::Deserializer::from_str(json).deserialize_map(FirstOf(keys, Some)));
    found?.ok()?.map(|(key, _)| key)
}

/// Finds the first of some keys whose value the function accepts.
struct FirstOf<I, F>(I, F);

impl<'de, T, I, F> Visitor<'de> for FirstOf<I, F>
where
    I: Iterator<Item = &'static str> + Clone,
    F: Fn(&'de str) -> Option<T>,
{
    type Value = Option<(&'static str, T)>;

    // Not reached: what is read begins with `{`.
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
        let mut found = None;
        while let Some(Key(key)) = object.next_key()? {
            match self.0.clone().find(|known| *known == key) {
                Some(key) if found.is_none() => {
                    let value: &'de RawValue = object.next_value()?;
                    found = (self.1)(value.get()).map(|inner| (key, inner));
                }
                Some(_) | None => drop(object.next_value::<IgnoredAny>()?),
            }
        }
        Ok(found)
    }
}
