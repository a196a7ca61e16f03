//! The keys and scalars of a body's top level in, its number or a fault out: the rules of an envelope.

use super::error::Fault;
use super::keys::{
    CLOUD_API, CODE_KEYS, ERROR_NAMES, Foreign, Keys, NAME, OLD_INTERFACE, OLD_KEYS, REQUEST_ID, STATUS,
};
use super::scalar::Scalar;
use crate::{Code, Domain};

/// What the top level of a body says besides the result.
pub(super) struct Head {
    domain: Domain,
    keys: &'static Keys,
    /// The number, after its key.
    code: Option<(&'static str, i64)>,
    /// The number that says more.
    detail: Option<i64>,
    /// Whether `ActionStatus` is `OK`.
    status: Option<bool>,
    /// The key of another product's number.
    foreign: Option<Foreign>,
    /// Whether there is a key of Tencent's old interfaces.
    old: bool,
    /// Which keys of the envelope have been seen, one bit for each in the order of `key`.
    seen: u16,
    /// Why the pass ended early, if it did.
    pub(super) fault: Option<Fault>,
}

/// What a key of the top level holds.
pub(super) enum Kind {
    Code(&'static str),
    Detail,
    Status,
    Name,
    Other,
}

impl Head {
    pub(super) const fn of(domain: Domain) -> Self {
        let keys = Keys::of(domain);
        Self { domain, keys, code: None, detail: None, status: None, foreign: None, old: false, seen: 0, fault: None }
    }

    /// Notes a key and says what its value holds; an error is a fault that ends the pass.
    pub(super) fn key(&mut self, key: &str) -> Result<Kind, Fault> {
        let known = self.keys.codes.iter().chain(&self.keys.detail).chain(self.keys.messages).chain(&self.keys.data);
        let mut known = known.chain(&self.keys.event).chain(&[STATUS, REQUEST_ID]).enumerate();
        if let Some((position, &name)) = known.find(|&(_, &name)| name == key) {
            if self.seen >> position & 1 == 1 {
                return Err(Fault::Repeated(name));
            }
            self.seen |= 1 << position;
            return if self.keys.codes.contains(&name) {
                self.code.map_or(Ok(Kind::Code(name)), |(other, _)| Err(Fault::TwoCodes(other, name)))
            } else if self.keys.detail == Some(name) {
                Ok(Kind::Detail)
            } else if name == STATUS {
                Ok(Kind::Status)
            } else {
                Ok(Kind::Other)
            };
        }
        if key == NAME && self.keys.data.is_none() {
            return Ok(Kind::Name);
        }
        self.old |= OLD_KEYS.contains(&key);
        if let Some(&foreign) = CODE_KEYS.iter().chain([&CLOUD_API]).find(|(name, _)| *name == key) {
            // `Response` names another product only if no other key does.
            if self.foreign.is_none_or(|before| before == CLOUD_API) {
                self.foreign = Some(foreign);
            }
        }
        Ok(Kind::Other)
    }

    pub(super) fn code(&mut self, key: &'static str, value: &Scalar<'_>) -> Result<(), Fault> {
        self.code = Some((key, value.number().ok_or(Fault::NotNumber(key))?));
        Ok(())
    }

    /// Notes the second number, if it is one.
    pub(super) fn detail(&mut self, value: &Scalar<'_>) {
        self.detail = value.number();
    }

    pub(super) fn name(&self, value: &Scalar<'_>) -> Result<(), Fault> {
        let Scalar::Text(text) = value else { return Ok(()) };
        match ERROR_NAMES.iter().find(|(name, ..)| name == text) {
            Some(&(name, product, envelope)) if envelope != self.domain.envelope() => {
                Err(Fault::OtherError(name, product))
            }
            _ => Ok(()),
        }
    }

    pub(super) fn status(&mut self, value: &Scalar<'_>) {
        self.status = Some(matches!(value, Scalar::Text(text) if text == "OK"));
    }

    /// The number, after the whole object has been seen.
    pub(super) fn finish(self) -> Result<i64, Fault> {
        // A type may have ignored the error that ended its part of the pass.
        if let Some(fault) = self.fault {
            return Err(fault);
        }
        let error_code = OLD_INTERFACE.0;
        let is_old = |key| self.old && key == error_code;
        if self.code.is_some_and(|(key, _)| is_old(key))
            || self.code.is_none() && self.foreign.is_some_and(|it| is_old(it.0))
        {
            return Err(Fault::OtherProduct(error_code, OLD_INTERFACE.1));
        }
        let foreign = self.foreign.filter(|&foreign| foreign != CLOUD_API);
        match (self.code, foreign, self.foreign) {
            (Some((key, _)), Some((other, _)), _) => Err(Fault::TwoCodes(key, other)),
            (Some((_, 0)), None, _) if self.status == Some(false) => Err(Fault::Contradiction),
            (Some((_, number)), None, _) => Ok(self.more(number)),
            (None, _, Some((key, advice))) => Err(Fault::OtherProduct(key, advice)),
            (None, _, None) => Err(Fault::NoCode(self.keys.codes[0])),
        }
    }

    /// The number that says more of an error, if it is known; else the error's own.
    fn more(&self, number: i64) -> i64 {
        let known = |&detail: &i64| Code::lookup(self.domain, detail).is_some_and(|code| !code.is_success());
        self.detail.filter(known).filter(|_| number != 0).unwrap_or(number)
    }
}
