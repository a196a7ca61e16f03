//! A body in, its result or why there is none out.
//!
//! A success is read in one pass, the result with it. Only where that fails, or the vendor said no, is the body read a
//! second time.

use core::marker::PhantomData;
use core::str;

use serde::de::{Deserialize, DeserializeSeed, Deserializer};
use serde_json::error::Category;

use super::error::{Error, Failure, Fault, Malformed, Mismatch};
use super::head::Head;
use super::keys::Keys;
use super::scalar::Skip;
use super::watch::{Entry, ObjectVisitor};
use super::words::Words;
use crate::{Answer, Domain};

/// What stands around a result on the wire.
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
        match read {
            Ok((number, value)) => self.success(number, text).map(|()| value),
            Err(Unread::Fault(fault)) => Err(self.malformed(fault).into()),
            // The type does not fit. If the vendor said no, that is the answer; so read the code alone.
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

    /// What is reported, and the vendor's words.
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
            Err(Unread::Mismatch(error)) => Err(self.malformed(Fault::syntax(&error))),
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
                (None, Category::Syntax | Category::Eof | Category::Io) => Unread::Fault(Fault::syntax(&error)),
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
