//! A reply with its HTTP status in, its result or the reason why there is none out.

use alloc::vec::Vec;
use core::time::Duration;

use serde::Deserialize;

use super::Item;
use super::error::Error;
use crate::Domain;

/// A reply with its HTTP status, which decides about a retry if the body has no number that can be read.
///
/// # Examples
///
/// ```
/// use rtc_codes::response::Reply;
/// use rtc_codes::{Domain, Retry};
/// use std::time::Duration;
///
/// // A gateway's page: it has no number, but the status says enough.
/// let page = Reply::new(503, b"<html>Service Unavailable</html>").retry_after(Duration::from_secs(2));
/// let error = page.check(Domain::ZegoRoom).unwrap_err();
/// assert_eq!(error.retry(), Retry::Backoff);
/// assert_eq!(error.pace(), Some(Duration::from_secs(2)));
///
/// // A number that can be read decides, whatever the status is.
/// let error = Reply::new(503, br#"{"Code":3}"#).check(Domain::ZegoRoom).unwrap_err();
/// assert_eq!(error.retry(), Retry::Never);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Reply<'a> {
    status: u16,
    body: &'a [u8],
    retry_after: Option<Duration>,
}

impl<'a> Reply<'a> {
    /// Creates a reply from its HTTP status and its body.
    #[must_use]
    pub const fn new(status: u16, body: &'a [u8]) -> Self {
        Self { status, body, retry_after: None }
    }

    /// Returns the same reply with the time of its header `Retry-After`.
    #[must_use]
    pub const fn retry_after(self, retry_after: Duration) -> Self {
        Self { retry_after: Some(retry_after), ..self }
    }

    /// Reads the result of a call, as [`parse`](super::parse()) does.
    ///
    /// # Errors
    ///
    /// Those of [`parse`](super::parse()).
    pub fn parse<T: Deserialize<'a>>(self, domain: Domain) -> Result<T, Error> {
        super::parse(domain, self.body).map_err(|error| self.told(error))
    }

    /// Reads the reply of a call that has no result, as [`check`](super::check()) does.
    ///
    /// # Errors
    ///
    /// Those of [`check`](super::check()).
    pub fn check(self, domain: Domain) -> Result<(), Error> {
        super::check(domain, self.body).map_err(|error| self.told(error))
    }

    /// Reads what became of each item of a call for many, as [`items`](super::items()) does.
    ///
    /// # Errors
    ///
    /// Those of [`items`](super::items()).
    pub fn items<T: Deserialize<'a>>(self, domain: Domain) -> Result<Vec<Item<T>>, Error> {
        super::items(domain, self.body).map_err(|error| self.told(error))
    }

    /// The error with what HTTP says, if the body is no reply.
    fn told(self, mut error: Error) -> Error {
        if let Error::Malformed(malformed) = &mut error {
            malformed.status = Some(self.status);
            malformed.retry_after = self.retry_after;
        }
        error
    }
}
