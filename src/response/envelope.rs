//! A body in, its result or the reason why there is none out.
//!
//! A success and its result are read in one pass. The body is read a second time only if that pass fails or the vendor
//! reports a failure.

use alloc::vec::Vec;
use core::marker::PhantomData;
use core::str;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, IgnoredAny};

use super::error::{Error, Failure, Fault, Malformed, Mismatch};
use super::head::Head;
use super::items::{self, Item};
use super::keys::Keys;
use super::watch::{Entry, ObjectVisitor};
use super::words::{Words, nested_code, object_in};
use crate::{Answer, Domain};

/// What surrounds a result on the wire.
pub(super) struct Envelope {
    domain: Domain,
    keys: &'static Keys,
}

impl Envelope {
    pub(super) const fn of(domain: Domain) -> Self {
        Self { domain, keys: Keys::of(domain) }
    }

    /// The result of a successful reply.
    pub(super) fn parse<'a, T: Deserialize<'a>>(&self, body: &'a [u8]) -> Result<T, Error> {
        let text = self.text(body)?;
        let read = match self.keys.data {
            Some(key) => self.read(text, Entry::of(key)),
            None => self.read(text, PhantomData),
        };
        if let Ok((number, value)) = read {
            return self.success(number, text).map(|()| value);
        }
        // The type does not fit, or is stricter than necessary. If the vendor reports a failure, that is the answer,
        // and the type must not decide whether this is a reply at all; so read the number alone.
        self.success(self.number(text)?, text)?;
        self.value(text).map_err(|error| Mismatch::of(self.domain, &error).into())
    }

    /// The result, as plain `serde_json` reads it: some types, such as `RawValue`, need the object's own text.
    fn value<'a, T: Deserialize<'a>>(&self, text: &'a str) -> Result<T, serde_json::Error> {
        let mut json = serde_json::Deserializer::from_str(text);
        match self.keys.data {
            Some(key) => Entry::of(key).deserialize(&mut json),
            None => T::deserialize(&mut json),
        }
    }

    /// Whether the reply is a success.
    pub(super) fn check(&self, body: &[u8]) -> Result<(), Error> {
        let text = self.text(body)?;
        self.success(self.number(text)?, text)
    }

    /// What became of each item of a call for many.
    pub(super) fn items<'a, T: Deserialize<'a>>(&self, body: &'a [u8]) -> Result<Vec<Item<T>>, Error> {
        let text = self.text(body)?;
        let success = self.success(self.number(text)?, text);
        let object = self.keys.data.map_or(Some(text), |key| object_in(text, key));
        match object.map_or(Ok(Vec::new()), |object| items::of(self.domain, self.keys.lists, object)) {
            // They say why, even if all of them failed and so the reply is a failure.
            Ok(mut items) if items.iter().any(|(_, outcome)| outcome.is_err()) => {
                let Words { request_id, .. } = Words::of(self.keys, text);
                for failure in items.iter_mut().filter_map(|(_, outcome)| outcome.as_mut().err()) {
                    failure.request_id.clone_from(&request_id);
                }
                Ok(items)
            }
            Ok(items) => success.map(|()| items),
            Err((error, part)) => success.and(Err(Mismatch::in_part(self.domain, &error, text, part).into())),
        }
    }

    /// The answer that is reported, and the vendor's words.
    pub(super) fn report(&self, body: &[u8]) -> Result<(Answer, Words), Malformed> {
        let text = self.text(body)?;
        let answer = Answer::of(self.domain, self.number(text)?);
        Ok((answer, Words::of(self.keys, text)))
    }

    fn success(&self, number: i64, text: &str) -> Result<(), Error> {
        let answer = Answer::of(self.domain, number);
        if answer.is_success() {
            return Ok(());
        }
        let Words { message, request_id } = Words::of(self.keys, text);
        Err(Failure { answer, message, request_id }.into())
    }

    /// The body as text, unless it clearly cannot be a reply.
    fn text<'a>(&self, body: &'a [u8]) -> Result<&'a str, Malformed> {
        if body.len() > super::MAX_BODY {
            return Err(self.malformed(Fault::TooLong(body.len())));
        }
        let text = str::from_utf8(body).map_err(|error| self.malformed(Fault::NotUtf8(error.valid_up_to())))?;
        match text.trim_start().chars().next() {
            Some('{') => Ok(self.event(text).unwrap_or(text)),
            Some('<') => Err(self.malformed(Fault::Html)),
            Some(_) => Err(self.malformed(Fault::NotObject)),
            None => Err(self.malformed(Fault::Empty)),
        }
    }

    /// What a callback says of its event, if the number is in there.
    fn event<'a>(&self, text: &'a str) -> Option<&'a str> {
        let key = self.keys.event?;
        match self.read(text, PhantomData::<IgnoredAny>) {
            Err(Fault::NoCode(_)) => object_in(text, key),
            Ok(_) | Err(_) => None,
        }
    }

    /// The number alone.
    fn number(&self, text: &str) -> Result<i64, Malformed> {
        match self.read(text, PhantomData::<IgnoredAny>) {
            Ok((number, _)) => Ok(number),
            Err(Fault::NoCode(key)) => Err(self
                .malformed(nested_code(text).map_or(Fault::NoCode(key), |(outer, inner)| Fault::Nested(outer, inner)))),
            Err(fault) => Err(self.malformed(fault)),
        }
    }

    /// The one pass: the number, and the value that the seed reads from the object.
    fn read<'a, S: DeserializeSeed<'a>>(&self, text: &'a str, seed: S) -> Result<(i64, S::Value), Fault> {
        let mut head = Head::of(self.domain);
        let mut json = serde_json::Deserializer::from_str(text);
        let value = json.deserialize_map(ObjectVisitor { head: &mut head, seed });
        match value.and_then(|value| json.end().map(|()| value)) {
            Ok(value) => Ok((head.finish()?, value)),
            Err(error) => Err(head.fault.unwrap_or_else(|| Fault::syntax(&error))),
        }
    }

    const fn malformed(&self, fault: Fault) -> Malformed {
        Malformed { domain: self.domain, fault, status: None, retry_after: None }
    }
}
