//! What a client SDK sends to a backend.

use alloc::boxed::Box;
use core::fmt;

use super::envelope::Envelope;
use super::error::{Error, Reported};
use crate::Domain;

/// An error that a client reports to its backend: ZEGOCLOUD's Web SDK or TRTC's RoomKit.
///
/// It has no result; a reported success is a `Report` too. Like [`Error`], it shows nothing of what a vendor or a user
/// wrote.
///
/// # Examples
///
/// ```
/// use rtc_codes::{Domain, TrtcClient, ZegoWeb};
/// use rtc_codes::response::{Report, Reported};
///
/// let report = Report::parse(Domain::ZegoWeb, br#"{"errorCode":1000017,"extendedData":"network is broken"}"#)?;
/// assert_eq!(report.reported(), Reported::Known(ZegoWeb::NetworkBroken.code()));
/// assert_eq!(report.message(), Some("network is broken"));
///
/// let report = Report::parse(Domain::TrtcClient, br#"{"code":-2105,"name":""}"#)?;
/// assert_eq!(report.reported(), Reported::Known(TrtcClient::RoomIdInvalid.code()));
/// # Ok::<(), rtc_codes::response::Error>(())
/// ```
pub struct Report {
    reported: Reported,
    message: Option<Box<str>>,
}

impl Report {
    /// Reads what a client sent, which nobody has checked yet.
    ///
    /// # Errors
    ///
    /// [`Error::Malformed`] where it is no report of that domain.
    pub fn parse(domain: Domain, body: &[u8]) -> Result<Self, Error> {
        let (reported, message) = Envelope::of(domain).report(body)?;
        Ok(Self { reported, message })
    }

    /// What the client reported.
    #[must_use]
    pub const fn reported(&self) -> Reported {
        self.reported
    }

    /// What the SDK wrote, which may hold what a user wrote: not for logs. An `extendedData` that is an object is here
    /// as its JSON.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.reported.fmt(f)
    }
}

impl fmt::Debug for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Report").field("reported", &self.reported).finish_non_exhaustive()
    }
}
