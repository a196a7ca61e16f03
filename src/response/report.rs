//! The body that a client SDK or a callback sends to a backend in, the answer and the message of the report out.

use alloc::boxed::Box;
use core::fmt;

use super::envelope::Envelope;
use super::error::Malformed;
use super::words::Words;
use crate::{Answer, Domain};

/// An error that a client SDK or a vendor's callback reports to a backend: ZEGOCLOUD's Web SDK, Express and ZIM, TRTC's
/// engine, Web SDK, RoomKit and CallKit, Chat's SDKs, or the events of ZEGOCLOUD's AI Agent.
///
/// Each has its own keys: `errorCode` and `extendedData`, `errCode` and `errMsg`, `code` and `message`, `message_` or
/// `desc`. An error of the TRTC Web SDK has two numbers, and the second, `extraCode`, says more: where it is known, it is
/// the answer. The `name` of another product's error is a [`Malformed`] report that says so.
///
/// A callback has its number in `Data`; decode the URL encoding and check the signature before. Nothing was requested,
/// so nothing is sent again: [`Backoff`](crate::Retry::Backoff) means there that the fault may pass by itself.
///
/// It has no result; a reported success is a `Report` too. Like [`Error`](super::Error), it shows nothing that a vendor
/// or a user wrote.
///
/// # Examples
///
/// ```
/// use rtc_codes::{Domain, TrtcClient, ZegoWeb};
/// use rtc_codes::response::Report;
///
/// let report = Report::parse(Domain::ZegoWeb, br#"{"errorCode":1000017,"extendedData":"network is broken"}"#)?;
/// assert_eq!(report.answer(), ZegoWeb::NetworkDisconnected.code().into());
/// assert_eq!(report.message(), Some("network is broken"));
///
/// let report = Report::parse(Domain::TrtcClient, br#"{"code":-2105,"name":""}"#)?;
/// assert_eq!(report.answer(), TrtcClient::RoomIdInvalid.code().into());
/// # Ok::<(), rtc_codes::response::Malformed>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Report {
    answer: Answer,
    message: Option<Box<str>>,
}

impl Report {
    /// Reads what a client sent, which can be anything.
    ///
    /// # Errors
    ///
    /// [`Malformed`] if it is no report of that domain.
    pub fn parse(domain: Domain, body: &[u8]) -> Result<Self, Malformed> {
        let (answer, Words { message, .. }) = Envelope::of(domain).report(body)?;
        Ok(Self { answer, message })
    }

    /// Returns what the client reported.
    #[must_use]
    pub const fn answer(&self) -> Answer {
        self.answer
    }

    /// Returns what the SDK wrote, which may contain what a user wrote: do not log it. If `extendedData` is an object,
    /// this is its JSON.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.answer.fmt(f)
    }
}

impl fmt::Debug for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Report").field("answer", &self.answer).finish_non_exhaustive()
    }
}
