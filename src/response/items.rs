//! An object with lists in, what became of each of their items out.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::error::Failure;
use super::keys::List;
use super::scalar::{Key, Scalar};
use super::words::plain;
use crate::{Answer, Domain};

/// What an item of a reply's list is about, and what became of it.
pub type Item<T> = (T, Result<(), Failure>);

/// The error of an item, and the JSON that it counts its lines and columns in.
pub(super) type Misplaced<'a> = (serde_json::Error, &'a str);

/// Reads the items of every list that is known, in the order of the body.
pub(super) fn of<'a, T: Deserialize<'a>>(
    domain: Domain,
    lists: &'static [List],
    object: &'a str,
) -> Result<Vec<Item<T>>, Misplaced<'a>> {
    let mut found = Vec::new();
    let visitor = ListsVisitor { lists, found: &mut found };
    serde_json::Deserializer::from_str(object).deserialize_map(visitor).map_err(|error| (error, object))?;
    found.into_iter().map(|(list, json)| item(domain, list, json.get()).map_err(|error| (error, json.get()))).collect()
}

fn item<'a, T: Deserialize<'a>>(domain: Domain, list: &List, json: &'a str) -> Result<Item<T>, serde_json::Error> {
    let (number, message) = serde_json::Deserializer::from_str(json).deserialize_map(OutcomeVisitor(list))?;
    let answer = Answer::of(domain, number);
    let outcome = if answer.is_success() { Ok(()) } else { Err(Failure { answer, message, request_id: None }) };
    Ok((serde_json::from_str(json)?, outcome))
}

/// Finds the items of the lists of an object.
struct ListsVisitor<'f, 'de> {
    lists: &'static [List],
    found: &'f mut Vec<(&'static List, &'de RawValue)>,
}

impl<'de> Visitor<'de> for ListsVisitor<'_, 'de> {
    type Value = ();

    // Not reached: what is read begins with `{`.
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        while let Some(Key(key)) = object.next_key()? {
            match self.lists.iter().find(|list| list.keys.contains(&&*key)) {
                Some(list) => {
                    let items: Option<Vec<&RawValue>> = object.next_value()?;
                    self.found.extend(items.into_iter().flatten().map(|item| (list, item)));
                }
                None => drop(object.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }
}

/// Reads the number and the vendor's words of an item.
struct OutcomeVisitor<'l>(&'l List);

impl<'de> Visitor<'de> for OutcomeVisitor<'_> {
    type Value = (i64, Option<Box<str>>);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object with `{}`", self.0.code)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
        let (mut number, mut message) = (None, None);
        while let Some(Key(key)) = object.next_key()? {
            let value: &RawValue = object.next_value()?;
            if key == self.0.code {
                if number.replace(Scalar::of(value.get())).is_some() {
                    return Err(A::Error::duplicate_field(self.0.code));
                }
            } else if key == self.0.message {
                message = plain(value);
            }
        }
        let number = number.ok_or_else(|| A::Error::missing_field(self.0.code))?;
        let not_number =
            || A::Error::custom(format_args!("invalid type: no number, expected an integer in `{}`", self.0.code));
        Ok((number.number().ok_or_else(not_number)?, message))
    }
}
