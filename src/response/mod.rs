//! Turns replies from the wire into `Result`s.
//!
//! A backend gets no number, it gets a body: `{"Code":100000004,"Message":"…","RequestId":"…"}`. [`parse`] reads the
//! result of a call from it or says why there is none, [`check`] does so for a call without a result, and
//! [`Report::parse`] reads what a client SDK or a callback sends to a backend.
//!
//! # Examples
//!
//! ```
//! use rtc_codes::{Code, Domain, Retry, ZegoCommon, response};
//!
//! #[derive(serde::Deserialize)]
//! struct Sent {
//!     #[serde(rename = "MessageId")]
//!     id: String,
//! }
//!
//! let body = br#"{"Code":0,"Data":{"MessageId":"7"},"Message":"success","RequestId":"22"}"#;
//! let sent: Sent = response::parse(Domain::ZegoRoom, body)?;
//! assert_eq!(sent.id, "7");
//!
//! let body = br#"{"Code":100000004,"Message":"signature expired","RequestId":"23"}"#;
//! let error = response::parse::<Sent>(Domain::ZegoRoom, body).err().unwrap();
//! assert_eq!(error.code(), Some(Code::ZegoCommon(ZegoCommon::SignatureExpired)));
//! assert_eq!(error.retry(), Retry::AfterRefresh);
//! # Ok::<(), response::Error>(())
//! ```
//!
#![doc = include_str!("retry.md")]

mod envelope;
mod error;
mod head;
mod items;
mod keys;
mod reply;
mod report;
mod scalar;
mod watch;
mod words;

use alloc::vec::Vec;

use serde::Deserialize;

use crate::Domain;

pub use self::error::{Error, Failure, Malformed, Mismatch};
pub use self::items::Item;
pub use self::reply::Reply;
pub use self::report::Report;

use self::envelope::Envelope;

/// The longest body that is read, in bytes: 4 MiB. No documented reply comes near it.
pub const MAX_BODY: usize = 4 << 20;

/// Reads the result of a call from the body of its reply.
///
/// `T` is read from `Data` in the domains of ZEGOCLOUD's servers, and from the whole object in the others: TRTC's room
/// calls nest their result under `Response`, its other calls do not nest it. If a reply has no `Data`, `T` is read from
/// `null`, so that `Option` and `()` fit.
///
/// The number decides: 0 is success in every domain, and so is a code whose category is `Ok`. Only the top level of the
/// object counts; `Code` keys further down mean other things.
///
/// # Errors
///
/// - [`Error::Failure`]: the vendor reports a failure. One whose retry is [`Retry::NotNeeded`](crate::Retry::NotNeeded)
///   (already on a mic seat, already stopped) is a failure too, since it has no result, but the caller may go on.
/// - [`Error::Malformed`]: the body is no reply of that domain: empty, cut off, longer than [`MAX_BODY`], an HTML error
///   page, without a number or with two of them, or another product's.
/// - [`Error::Data`]: a success, but `T` does not fit.
///
/// # Examples
///
/// ```
/// use rtc_codes::{Domain, response};
///
/// #[derive(serde::Deserialize)]
/// struct Room<'a> {
///     #[serde(rename = "RoomId")]
///     id: &'a str,
/// }
///
/// let body = br#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0,"RequestId":"Id-1","RoomId":"lobby"}"#;
/// let room: Room = response::parse(Domain::TrtcRest, body)?;
/// assert_eq!(room.id, "lobby");
/// # Ok::<(), response::Error>(())
/// ```
pub fn parse<'a, T: Deserialize<'a>>(domain: Domain, body: &'a [u8]) -> Result<T, Error> {
    Envelope::of(domain).parse(body)
}

/// Reads the reply of a call that has no result.
///
/// # Errors
///
/// Those of [`parse`], except [`Error::Data`].
///
/// # Examples
///
/// ```
/// use rtc_codes::{Domain, Retry, response};
///
/// response::check(Domain::ZegoRoom, br#"{"Code":0,"Message":"success"}"#)?;
///
/// let body = br#"{"ActionStatus":"FAIL","ErrorCode":60008,"ErrorInfo":"service timeout"}"#;
/// let error = response::check(Domain::TrtcRest, body).unwrap_err();
/// assert_eq!(error.retry(), Retry::Backoff);
/// # Ok::<(), response::Error>(())
/// ```
pub fn check(domain: Domain, body: &[u8]) -> Result<(), Error> {
    Envelope::of(domain).check(body)
}

/// Reads what became of each user, room or message of a call for many.
///
/// Such a call is a success as soon as it succeeded for one of them, so [`check`] says nothing of the others. Lists in
/// the reply do:
///
/// - ZIM: `ErrorList`, `ErrorUsers`, `ErrList`, `ErrKeyList`, `FailKey` and `Fails`, with a `SubCode` in each item; not
///   `FailList` of `SetConvMark`, whose numbers no page explains.
/// - ZEGOCLOUD's room interfaces: `FailUsers`, with `Code`.
/// - Tencent: `ResultItem` and `UserProfileItem`, with `ResultCode`, and `ErrorList`, with `ErrorCode`.
///
/// `T` is read from the item, which says whom it is about, and the result from the item's own number. Most lists name
/// failures alone; where a list names successes too, their result is `Ok`. A reply without such a list has no items.
///
/// If every item failed, the reply is a failure too; the items are returned then, since they say why.
///
/// # Errors
///
/// - [`Error::Failure`]: the vendor reports a failure, and of no item why.
/// - [`Error::Malformed`]: as with [`parse`].
/// - [`Error::Data`]: an item has no number, or `T` does not fit it.
///
/// # Examples
///
/// ```
/// use rtc_codes::{Domain, TencentChat, response};
///
/// #[derive(serde::Deserialize)]
/// struct Friend<'a> {
///     #[serde(rename = "To_Account")]
///     account: &'a str,
/// }
///
/// let body = br#"{"ActionStatus":"OK","ErrorCode":0,"ErrorInfo":"","ResultItem":[
///     {"To_Account":"ann","ResultCode":0,"ResultInfo":""},
///     {"To_Account":"bob","ResultCode":30010,"ResultInfo":"the friend list is full"}]}"#;
/// let mut full = Vec::new();
/// for (friend, result) in response::items::<Friend>(Domain::TencentChat, body)? {
///     if let Err(failure) = result {
///         full.push((friend.account, failure.answer()));
///     }
/// }
/// assert_eq!(full, [("bob", TencentChat::FriendQuotaExceeded.code().into())]);
/// # Ok::<(), response::Error>(())
/// ```
pub fn items<'a, T: Deserialize<'a>>(domain: Domain, body: &'a [u8]) -> Result<Vec<Item<T>>, Error> {
    Envelope::of(domain).items(body)
}
