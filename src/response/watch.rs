//! The entries of an object in, the result's type out; the [`Head`] sees each entry on the way.

use core::fmt;
use core::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{self, Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::error::{Fault, unplaced};
use super::head::{Head, Kind};
use super::scalar::{Key, Scalar, text_to};

/// Takes the top level of the body, which is an object.
pub(super) struct ObjectVisitor<'h, S> {
    pub(super) head: &'h mut Head,
    pub(super) seed: S,
}

impl<'de, S: DeserializeSeed<'de>> Visitor<'de> for ObjectVisitor<'_, S> {
    type Value = S::Value;

    // Not reached: the body begins with `{`.
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<S::Value, A::Error> {
        self.seed.deserialize(MapAccessDeserializer::new(Watch { object, head: self.head, kind: Kind::Other }))
    }
}

/// Passes the entries of an object on and lets the head see them.
struct Watch<'h, A> {
    object: A,
    head: &'h mut Head,
    /// What the next value holds.
    kind: Kind,
}

impl<'de, A: MapAccess<'de>> Watch<'_, A> {
    /// Ends the pass with a fault of the envelope.
    fn fail(&mut self, fault: Fault) -> A::Error {
        self.head.fault = Some(fault);
        de::Error::custom("malformed")
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Watch<'_, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        let Some(Key(key)) = self.object.next_key()? else { return Ok(None) };
        self.kind = self.head.key(&key).map_err(|fault| self.fail(fault))?;
        text_to(key, seed).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        match self.kind {
            Kind::Code(key) => self.seen(seed, |head, value| head.code(key, value)),
            Kind::Detail => self.seen(seed, |head, value| {
                head.detail(value);
                Ok(())
            }),
            Kind::Name => self.seen(seed, |head, value| head.name(value)),
            Kind::Status => self.seen(seed, |head, value| {
                head.status(value);
                Ok(())
            }),
            Kind::Other => self.object.next_value_seed(seed),
        }
    }
}

impl<'de, A: MapAccess<'de>> Watch<'_, A> {
    /// Lets the head see a small value, and gives the type the same bytes.
    fn seen<V: DeserializeSeed<'de>>(
        &mut self,
        seed: V,
        see: impl FnOnce(&mut Head, &Scalar<'de>) -> Result<(), Fault>,
    ) -> Result<V::Value, A::Error> {
        let raw: &'de RawValue = self.object.next_value()?;
        see(self.head, &Scalar::of(raw.get())).map_err(|fault| self.fail(fault))?;
        seed.deserialize(&mut serde_json::Deserializer::from_str(raw.get()))
            .map_err(|error| de::Error::custom(unplaced(&error)))
    }
}

/// Reads the value of one key of an object; if the key is absent, from `null`.
pub(super) struct Entry<T> {
    key: &'static str,
    value: PhantomData<T>,
}

impl<T> Entry<T> {
    pub(super) const fn of(key: &'static str) -> Self {
        Self { key, value: PhantomData }
    }
}

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for Entry<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for Entry<T> {
    type Value = T;

    // Not reached: the body begins with `{`.
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object with `{}`", self.key)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<T, A::Error> {
        let mut value = None;
        while let Some(Key(key)) = object.next_key()? {
            if key == self.key {
                value = Some(object.next_value()?);
            } else {
                object.next_value::<IgnoredAny>()?;
            }
        }
        value.map_or_else(|| absent(self.key), Ok)
    }
}

/// What a type reads from `null` if a value is absent.
fn absent<'de, T: Deserialize<'de>, E: de::Error>(key: &'static str) -> Result<T, E> {
    T::deserialize(serde_json::Value::Null).map_err(|_: serde_json::Error| E::missing_field(key))
}
