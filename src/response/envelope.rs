//! What stands around a result on the wire: the keys of each product, and the one pass that reads them.
//!
//! A success is read in one pass, the result with it: the object's entries go to the result's type, and on their way the
//! keys of the envelope are looked at. Only where that fails, or the vendor said no, is the body read a second time.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::ToString;
use core::fmt;
use core::marker::PhantomData;
use core::str;

use serde::de::value::MapAccessDeserializer;
use serde::de::{self, Deserialize, DeserializeSeed, Deserializer, MapAccess, Visitor};
use serde_json::error::Category;
use serde_json::value::RawValue;

use super::error::{Error, Failure, Fault, Malformed, Mismatch, Reported};
use super::scalar::{Scalar, Skip, text_to};
use crate::Domain;

/// The keys of a product's replies.
pub(super) struct Envelope {
    domain: Domain,
    keys: &'static Keys,
}

struct Keys {
    /// The keys that may hold the code, the documented one first.
    codes: &'static [&'static str],
    messages: &'static [&'static str],
    /// The key of the result; without one, the result is the whole object.
    data: Option<&'static str>,
}

/// The server API answers with capitals, its callbacks in lower case.
static ZEGO_SERVER: Keys = Keys { codes: &["Code", "code"], messages: &["Message", "message"], data: Some("Data") };
static ZEGO_WEB: Keys =
    Keys { codes: &["errorCode", "code"], messages: &["extendedData", "msg", "message"], data: None };
static TRTC_CLIENT: Keys = Keys { codes: &["code"], messages: &["message"], data: None };
static TRTC_REST: Keys = Keys { codes: &["ErrorCode"], messages: &["ErrorInfo"], data: None };

const STATUS: &str = "ActionStatus";
const REQUEST_ID: &str = "RequestId";

/// Keys that hold a code in some product's envelope, and what to do with a reply that has none but theirs.
const CODE_KEYS: &[(&str, &str)] = &[
    ("Code", "as a ZEGOCLOUD server reply has; read it as one"),
    ("ErrorCode", "as a TRTC REST reply has; read it as trtc-rest"),
    ("errorCode", "as an error of the ZEGOCLOUD Web SDK has; read it as zego-web"),
    ("code", "as an error of a client SDK or a callback has; read it as the domain that it comes from"),
];
const CLOUD_API: (&str, &str) =
    ("Response", "like a reply of Tencent Cloud API 3.0, whose codes are texts, not numbers");

impl Envelope {
    pub(super) const fn of(domain: Domain) -> Self {
        let keys = match domain {
            Domain::ZegoWeb => &ZEGO_WEB,
            Domain::TrtcClient => &TRTC_CLIENT,
            Domain::TrtcRest => &TRTC_REST,
            _ => &ZEGO_SERVER,
        };
        Self { domain, keys }
    }

    /// The result of a successful reply.
    pub(super) fn parse<'a, T: Deserialize<'a>>(&self, body: &'a [u8]) -> Result<T, Error> {
        let text = self.text(body)?;
        let read = match self.keys.data {
            Some(key) => self.read(text, Entry { key, value: PhantomData }),
            None => self.read(text, PhantomData),
        };
        match read {
            Ok((number, value)) => self.success(number, text).map(|()| value),
            Err(Unread::Fault(fault)) => Err(self.malformed(fault).into()),
            // The type does not fit. That is no matter if the vendor said no, which the rest of the body tells.
            Err(Unread::Mismatch(error)) => {
                let number = self.number(text)?;
                self.success(number, text)?;
                Err(Mismatch::of(self.domain, &error).into())
            }
        }
    }

    /// Whether the reply is a success.
    pub(super) fn check(&self, body: &[u8]) -> Result<(), Error> {
        let text = self.text(body)?;
        self.success(self.number(text)?, text)
    }

    /// The number that is reported, and the vendor's words.
    pub(super) fn report(&self, body: &[u8]) -> Result<(Reported, Option<Box<str>>), Error> {
        let text = self.text(body)?;
        let reported = Reported::of(self.domain, self.number(text)?);
        Ok((reported, Words::of(self.keys, text).message))
    }

    fn success(&self, number: i64, text: &str) -> Result<(), Error> {
        let reported = Reported::of(self.domain, number);
        if reported.is_success() {
            return Ok(());
        }
        let Words { message, request_id } = Words::of(self.keys, text);
        Err(Failure { reported, message, request_id }.into())
    }

    /// The body as text, unless it is plain that it cannot be a reply.
    fn text<'a>(&self, body: &'a [u8]) -> Result<&'a str, Malformed> {
        if body.len() > super::MAX_BODY {
            return Err(self.malformed(Fault::TooLong(body.len())));
        }
        let text = str::from_utf8(body).map_err(|error| self.malformed(Fault::NotUtf8(error.valid_up_to())))?;
        match text.trim_start().chars().next() {
            Some('{') => Ok(text),
            Some('<') => Err(self.malformed(Fault::Html)),
            Some(_) => Err(self.malformed(Fault::NotObject)),
            None => Err(self.malformed(Fault::Empty)),
        }
    }

    /// The code's number alone.
    fn number(&self, text: &str) -> Result<i64, Malformed> {
        match self.read(text, PhantomData::<Skip>) {
            Ok((number, _)) => Ok(number),
            Err(Unread::Fault(fault)) => Err(self.malformed(fault)),
            // Not reached: `Skip` fits every object.
            Err(Unread::Mismatch(error)) => Err(self.malformed(syntax(&error))),
        }
    }

    /// The one pass: the code's number, and what the seed makes of the object.
    fn read<'a, S: DeserializeSeed<'a>>(&self, text: &'a str, seed: S) -> Result<(i64, S::Value), Unread> {
        let mut head = Head::new(self.keys);
        let mut json = serde_json::Deserializer::from_str(text);
        let value = json.deserialize_map(ObjectVisitor { head: &mut head, seed });
        match value.and_then(|value| json.end().map(|()| value)) {
            Ok(value) => Ok((head.finish().map_err(Unread::Fault)?, value)),
            Err(error) => Err(match (head.fault, error.classify()) {
                (Some(fault), _) => Unread::Fault(fault),
                (None, Category::Data) => Unread::Mismatch(error),
                (None, _) => Unread::Fault(syntax(&error)),
            }),
        }
    }

    const fn malformed(&self, fault: Fault) -> Malformed {
        Malformed { domain: self.domain, fault }
    }
}

/// Why a pass came to no end.
enum Unread {
    Fault(Fault),
    /// The type asked for does not fit.
    Mismatch(serde_json::Error),
}

/// The parser's own words, which quote nothing, without the position at their end.
fn syntax(error: &serde_json::Error) -> Fault {
    let (line, column) = (error.line(), error.column());
    let message = error.to_string();
    let position = alloc::format!(" at line {line} column {column}");
    Fault::Syntax(line, column, message.strip_suffix(&position).unwrap_or(&message).into())
}

/// What the top level of a body says besides the result.
struct Head {
    keys: &'static Keys,
    /// The key of the code, and its number.
    code: Option<(&'static str, i64)>,
    /// Whether `ActionStatus` is `OK`.
    status: Option<bool>,
    /// A code key of another product.
    foreign: Option<(&'static str, &'static str)>,
    /// Which keys of the envelope have been there, a bit each in the order of `position`.
    seen: u16,
    fault: Option<Fault>,
}

impl Head {
    const fn new(keys: &'static Keys) -> Self {
        Self { keys, code: None, status: None, foreign: None, seen: 0, fault: None }
    }

    /// Takes note of a key; an error is a fault that ends the pass.
    fn key(&mut self, key: &str) -> Result<Kind, Fault> {
        let known = self.keys.codes.iter().chain(self.keys.messages).chain(&self.keys.data);
        let mut known = known.chain(&[STATUS, REQUEST_ID]).enumerate();
        if let Some((position, &name)) = known.find(|&(_, &name)| name == key) {
            if self.seen >> position & 1 == 1 {
                return Err(Fault::Repeated(name));
            }
            self.seen |= 1 << position;
            return if self.keys.codes.contains(&name) {
                self.code.map_or(Ok(Kind::Code(name)), |(other, _)| Err(Fault::TwoCodes(other, name)))
            } else if name == STATUS {
                Ok(Kind::Status)
            } else {
                Ok(Kind::Other)
            };
        }
        if let Some(&(name, advice)) = CODE_KEYS.iter().chain([&CLOUD_API]).find(|(name, _)| *name == key) {
            // `Response` names another product only where nothing else does.
            if self.foreign.is_none_or(|foreign| foreign == CLOUD_API) {
                self.foreign = Some((name, advice));
            }
        }
        Ok(Kind::Other)
    }

    fn code(&mut self, key: &'static str, value: &Scalar<'_>) -> Result<(), Fault> {
        self.code = Some((key, value.number().ok_or(Fault::NotNumber(key))?));
        Ok(())
    }

    fn status(&mut self, value: &Scalar<'_>) {
        self.status = Some(matches!(value, Scalar::Text(text) if text == "OK"));
    }

    /// The code's number, once the whole object has been seen.
    fn finish(self) -> Result<i64, Fault> {
        // A type may have swallowed the error that ended its part of the pass.
        if let Some(fault) = self.fault {
            return Err(fault);
        }
        let foreign = self.foreign.filter(|&foreign| foreign != CLOUD_API);
        match (self.code, foreign, self.foreign) {
            (Some((key, _)), Some((other, _)), _) => Err(Fault::TwoCodes(key, other)),
            (Some((_, 0)), None, _) if self.status == Some(false) => Err(Fault::Contradiction),
            (Some((_, number)), None, _) => Ok(number),
            (None, _, Some((key, advice))) => Err(Fault::OtherProduct(key, advice)),
            (None, _, None) => Err(Fault::NoCode(self.keys.codes[0])),
        }
    }
}

/// What a key of the top level holds.
enum Kind {
    Code(&'static str),
    Status,
    Other,
}

/// Takes the top level of the body, which is an object.
struct ObjectVisitor<'h, S> {
    head: &'h mut Head,
    seed: S,
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

/// Hands the entries of an object on and lets the head see them.
struct Watch<'h, A> {
    object: A,
    head: &'h mut Head,
    /// What the value holds that comes next.
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
            Kind::Code(key) => {
                let value: Scalar<'de> = self.object.next_value()?;
                self.head.code(key, &value).map_err(|fault| self.fail(fault))?;
                value.give(seed)
            }
            Kind::Status => {
                let value: Scalar<'de> = self.object.next_value()?;
                self.head.status(&value);
                value.give(seed)
            }
            Kind::Other => self.object.next_value_seed(seed),
        }
    }
}

/// A key of an object, borrowed where it has no escapes.
struct Key<'de>(Cow<'de, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeyVisitor;

        impl<'de> Visitor<'de> for KeyVisitor {
            type Value = Key<'de>;

            // Not reached: the keys of JSON are texts.
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a key")
            }

            fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Borrowed(key)))
            }

            fn visit_str<E>(self, key: &str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Owned(key.into())))
            }
        }

        deserializer.deserialize_str(KeyVisitor)
    }
}

/// Reads the value of one key of an object; without the key, from `null`.
struct Entry<T> {
    key: &'static str,
    value: PhantomData<T>,
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
                object.next_value::<Skip>()?;
            }
        }
        value.map_or_else(|| absent(self.key), Ok)
    }
}

/// What a type makes of a value that is not there.
fn absent<'de, T: Deserialize<'de>, E: de::Error>(key: &'static str) -> Result<T, E> {
    T::deserialize(serde_json::Value::Null).map_err(|_: serde_json::Error| E::missing_field(key))
}

/// The vendor's words, read only where the vendor said no. The body has been read once, so it is well-formed.
struct Words {
    message: Option<Box<str>>,
    request_id: Option<Box<str>>,
}

impl Words {
    fn of(keys: &'static Keys, text: &str) -> Self {
        let mut json = serde_json::Deserializer::from_str(text);
        json.deserialize_map(WordsVisitor(keys)).unwrap_or(Self { message: None, request_id: None })
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
        let mut words = Words { message: None, request_id: None };
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
