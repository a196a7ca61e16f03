//! The traits of `serde`: a domain's code as its number, `Code` as domain and number, vocabularies as their words.
//!
//! It is written by hand: the derive macros could not name an unknown number in their error, and add 2.3 seconds to a
//! cold build.

use core::fmt;
use core::str::FromStr;

use ::serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Unexpected, Visitor};
use ::serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::{Actor, Answer, Basis, Category, Code, Domain, Lang, Retry, Scope, Section, Text, UnknownCode, Vendor};

const FIELDS: &[&str] = &["domain", "number"];

/// `{"domain":"zego-room","number":104}`.
impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut code = serializer.serialize_struct("Code", FIELDS.len())?;
        code.serialize_field("domain", &self.domain())?;
        code.serialize_field("number", &self.number())?;
        code.end()
    }
}

/// Reads the domain and the number and, from formats that describe themselves, any text that [`FromStr`] takes.
impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            deserializer.deserialize_any(CodeVisitor)
        } else {
            let Pair { domain, number } = deserializer.deserialize_struct("Code", FIELDS, PairVisitor::<i32>::new())?;
            Self::try_lookup(domain, number).map_err(D::Error::custom)
        }
    }
}

struct CodeVisitor;

impl<'de> Visitor<'de> for CodeVisitor {
    type Value = Code;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a code: its domain and number, or its slug")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Code, E> {
        text.parse().map_err(E::custom)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Code, A::Error> {
        let Pair { domain, number } = PairVisitor::<i64>::new().visit_map(map)?;
        Code::try_lookup(domain, number).map_err(A::Error::custom)
    }
}

/// `{"domain":"zego-room","number":103}`.
impl Serialize for UnknownCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut code = serializer.serialize_struct("UnknownCode", FIELDS.len())?;
        code.serialize_field("domain", &self.domain)?;
        code.serialize_field("number", &self.number)?;
        code.end()
    }
}

/// Reads the domain and a number that is not listed.
impl<'de> Deserialize<'de> for UnknownCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Answer::deserialize(deserializer)? {
            Answer::Unknown(unknown) => Ok(unknown),
            Answer::Known(code) => Err(D::Error::custom(format_args!("not unknown: {code}"))),
        }
    }
}

/// `{"domain":"zego-room","number":104}`, known or not.
impl Serialize for Answer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut answer = serializer.serialize_struct("Answer", FIELDS.len())?;
        answer.serialize_field("domain", &self.domain())?;
        answer.serialize_field("number", &self.number())?;
        answer.end()
    }
}

/// Reads the domain and the number, known or not: another release may list other numbers.
impl<'de> Deserialize<'de> for Answer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Pair { domain, number } = deserializer.deserialize_struct("Answer", FIELDS, PairVisitor::<i64>::new())?;
        Ok(Self::of(domain, number))
    }
}

/// The parts that a code and an unknown number are written as.
struct Pair {
    domain: Domain,
    number: i64,
}

/// Reads a domain and a number, known or not; `N` is the type that the number was written as.
struct PairVisitor<N>(core::marker::PhantomData<N>);

impl<N> PairVisitor<N> {
    const fn new() -> Self {
        Self(core::marker::PhantomData)
    }
}

impl<'de, N: Deserialize<'de> + Into<i64>> Visitor<'de> for PairVisitor<N> {
    type Value = Pair;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a domain and a number")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Pair, A::Error> {
        let domain = seq.next_element()?.ok_or_else(|| A::Error::invalid_length(0, &self))?;
        let number: N = seq.next_element()?.ok_or_else(|| A::Error::invalid_length(1, &self))?;
        Ok(Pair { domain, number: number.into() })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pair, A::Error> {
        let (mut domain, mut number) = (None, None);
        while let Some(field) = map.next_key()? {
            match field {
                Field::Domain if domain.is_some() => return Err(A::Error::duplicate_field("domain")),
                Field::Domain => domain = Some(map.next_value()?),
                Field::Number if number.is_some() => return Err(A::Error::duplicate_field("number")),
                Field::Number => number = Some(map.next_value::<N>()?.into()),
            }
        }
        Ok(Pair {
            domain: domain.ok_or_else(|| A::Error::missing_field("domain"))?,
            number: number.ok_or_else(|| A::Error::missing_field("number"))?,
        })
    }
}

enum Field {
    Domain,
    Number,
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct FieldVisitor;

        impl Visitor<'_> for FieldVisitor {
            type Value = Field;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("`domain` or `number`")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Field, E> {
                match text {
                    "domain" => Ok(Field::Domain),
                    "number" => Ok(Field::Number),
                    _ => Err(E::unknown_field(text, FIELDS)),
                }
            }
        }

        deserializer.deserialize_identifier(FieldVisitor)
    }
}

/// Writes a domain's code as its number, and reads it back into the domain's own rows.
macro_rules! by_number {
    ($Domain:ident) => {
        impl ::serde::Serialize for $Domain {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_i32(self.number())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $Domain {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let number = crate::serde::number(deserializer)?;
                Self::try_from(number).map_err(::serde::de::Error::custom)
            }
        }
    };
}
pub(crate) use by_number;

/// Reads a number that was written as an `i32`, or a wider one if the format says how wide it is.
pub(crate) fn number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
    struct NumberVisitor;

    impl Visitor<'_> for NumberVisitor {
        type Value = i64;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a number")
        }

        fn visit_i64<E>(self, number: i64) -> Result<i64, E> {
            Ok(number)
        }

        fn visit_u64<E: Error>(self, number: u64) -> Result<i64, E> {
            i64::try_from(number).map_err(|_| E::invalid_value(Unexpected::Unsigned(number), &self))
        }
    }

    deserializer.deserialize_i32(NumberVisitor)
}

/// Writes a type as its word, and reads it with `FromStr`.
macro_rules! by_word {
    ($($Word:ty: $expecting:literal $word:ident,)+) => {
        $(
            impl Serialize for $Word {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    serializer.serialize_str(self.$word())
                }
            }

            impl<'de> Deserialize<'de> for $Word {
                fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    deserializer.deserialize_str(WordVisitor { expecting: $expecting, parse: Self::from_str })
                }
            }
        )+
    };
}

struct WordVisitor<T, E> {
    expecting: &'static str,
    parse: fn(&str) -> Result<T, E>,
}

impl<T, P: fmt::Display> Visitor<'_> for WordVisitor<T, P> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expecting)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        (self.parse)(text).map_err(E::custom)
    }
}

by_word! {
    Actor: "an actor" as_str,
    Basis: "a basis" as_str,
    Category: "a category" as_str,
    Domain: "a domain" slug,
    Lang: "a language" as_str,
    Retry: "a retry" as_str,
    Scope: "a scope" as_str,
    Vendor: "a vendor" as_str,
}

/// Writes the domain and the section, since two domains may have sections of the same name: `"zego-web/publish"`.
impl Serialize for Section {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{}/{}", self.domain(), self.slug()))
    }
}

impl<'de> Deserialize<'de> for Section {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(WordVisitor { expecting: "a section", parse: Self::from_str })
    }
}

/// `{"description":…,"cause":…,"action":…,"note":…}`, with `null` for what a row lacks.
impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut text = serializer.serialize_struct("Text", 4)?;
        text.serialize_field("description", self.description())?;
        text.serialize_field("cause", &self.cause())?;
        text.serialize_field("action", &self.action())?;
        text.serialize_field("note", &self.note())?;
        text.end()
    }
}
