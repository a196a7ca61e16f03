//! The reasons why a body gives no result.

use alloc::boxed::Box;
use alloc::string::{String, ToString};
use core::fmt;
use core::time::Duration;

use thiserror::Error;

use crate::caller::UNREADABLE;
use crate::{Actor, Answer, Category, Code, Domain, Retry};

/// Why a reply gives no result.
///
/// An error may be logged: neither `Display` nor `Debug` shows what the vendor or a user wrote. What the vendor wrote
/// is in [`Failure::message`].
///
/// # Examples
///
/// ```
/// use rtc_codes::{Domain, response};
///
/// let error = response::check(Domain::ZegoRoom, b"<html>502 Bad Gateway</html>").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "not a zego-room reply: it begins with `<`, like the HTML page of a gateway or proxy"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Error)]
#[non_exhaustive]
pub enum Error {
    /// The vendor reports a failure.
    #[error(transparent)]
    Failure(#[from] Failure),
    /// The body is no reply of that domain.
    #[error(transparent)]
    Malformed(#[from] Malformed),
    /// The reply is a success, but its data does not fit the requested type.
    #[error(transparent)]
    Data(#[from] Mismatch),
}

impl Error {
    /// Returns what the vendor answered with, known or not; `None` if the vendor reports no failure.
    #[must_use]
    pub const fn answer(&self) -> Option<Answer> {
        match self {
            Self::Failure(failure) => Some(failure.answer),
            Self::Malformed(_) | Self::Data(_) => None,
        }
    }

    /// Returns the code that the vendor answered with, if the number is known.
    #[must_use]
    pub const fn code(&self) -> Option<Code> {
        match self {
            Self::Failure(failure) => failure.answer.code(),
            Self::Malformed(_) | Self::Data(_) => None,
        }
    }

    /// Returns whether to send the request again.
    ///
    /// A number decides, if the reply has one: [`Answer::retry`]. If a [`Reply`](super::Reply) has none that can be
    /// read, its HTTP status decides: 429 is `Throttled`, 500, 502, 503 and 504 are `Backoff`. All else is
    /// [`Retry::Unspecified`].
    #[must_use]
    pub const fn retry(&self) -> Retry {
        match self {
            Self::Failure(failure) => failure.retry(),
            Self::Malformed(Malformed { status: Some(429), .. }) => Retry::Throttled,
            Self::Malformed(Malformed { status: Some(500 | 502..=504), .. }) => Retry::Backoff,
            Self::Malformed(_) | Self::Data(_) => Retry::Unspecified,
        }
    }

    /// Returns the kind of failure: the vendor's, or [`Category::Internal`] if the reply cannot be read.
    #[must_use]
    pub const fn category(&self) -> Category {
        match self {
            Self::Failure(failure) => failure.category(),
            Self::Malformed(_) | Self::Data(_) => Category::Internal,
        }
    }

    /// Returns who must act; the developer if the reply cannot be read.
    #[must_use]
    pub const fn actor(&self) -> Actor {
        match self {
            Self::Failure(failure) => failure.answer.actor(),
            Self::Malformed(_) | Self::Data(_) => Actor::Developer,
        }
    }

    /// Returns the least time to wait before the next request: the code's documented pace, or the `Retry-After` of a
    /// [`Reply`](super::Reply) without a number that can be read.
    #[must_use]
    pub const fn pace(&self) -> Option<Duration> {
        match self {
            Self::Failure(failure) => failure.answer.pace(),
            Self::Malformed(malformed) => malformed.retry_after,
            Self::Data(_) => None,
        }
    }

    /// Returns the HTTP status with which a backend answers its own caller: [`Code::caller_http_status`]; 502 if the
    /// reply cannot be read.
    #[must_use]
    pub const fn caller_http_status(&self) -> u16 {
        match self {
            Self::Failure(failure) => failure.caller_http_status(),
            Self::Malformed(_) | Self::Data(_) => UNREADABLE.0,
        }
    }

    /// Returns the gRPC code with which a backend answers its own caller: [`Code::caller_grpc_code`]; 13 if the reply
    /// cannot be read.
    #[must_use]
    pub const fn caller_grpc_code(&self) -> i32 {
        match self {
            Self::Failure(failure) => failure.caller_grpc_code(),
            Self::Malformed(_) | Self::Data(_) => UNREADABLE.1,
        }
    }

    /// Returns the vendor's ID of the request, which its support asks for.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Failure(failure) => failure.request_id(),
            Self::Malformed(_) | Self::Data(_) => None,
        }
    }

    /// Returns a label for metrics, such as OpenTelemetry's `error.type`: the code's slug, `_OTHER` for an unknown
    /// number, `malformed` or `data`.
    #[must_use]
    pub const fn label(&self) -> &'static str {
        match self {
            Self::Failure(failure) => failure.answer.label(),
            Self::Malformed(_) => "malformed",
            Self::Data(_) => "data",
        }
    }
}

/// The vendor reports a failure.
///
/// # Examples
///
/// ```
/// use rtc_codes::{Domain, response};
///
/// let body = br#"{"Code":104,"Message":"room 42 is not there","RequestId":2237080460466033406}"#;
/// let Err(response::Error::Failure(failure)) = response::check(Domain::ZegoRoom, body) else { panic!() };
/// assert_eq!(failure.to_string(), "zego-room 104: room does not exist");
/// assert_eq!(failure.message(), Some("room 42 is not there"));
/// assert_eq!(failure.request_id(), Some("2237080460466033406"));
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Failure {
    pub(super) answer: Answer,
    pub(super) message: Option<Box<str>>,
    pub(super) request_id: Option<Box<str>>,
}

impl Failure {
    /// Creates a failure as a vendor's reply would give it, for tests and fakes.
    ///
    /// # Examples
    ///
    /// ```
    /// use rtc_codes::response::{self, Failure};
    /// use rtc_codes::{Answer, Domain};
    ///
    /// let fake = Failure::new(Answer::of(Domain::ZegoRoom, 104)).with_request_id("22");
    /// let real = response::check(Domain::ZegoRoom, br#"{"Code":104,"RequestId":"22"}"#);
    /// assert_eq!(real, Err(fake.into()));
    /// ```
    #[must_use]
    pub const fn new(answer: Answer) -> Self {
        Self { answer, message: None, request_id: None }
    }

    /// Returns the same failure with the vendor's words.
    #[must_use]
    pub fn with_message(self, message: impl Into<Box<str>>) -> Self {
        Self { message: Some(message.into()), ..self }
    }

    /// Returns the same failure with the vendor's ID of the request.
    #[must_use]
    pub fn with_request_id(self, request_id: impl Into<Box<str>>) -> Self {
        Self { request_id: Some(request_id.into()), ..self }
    }

    /// Returns what the vendor answered with.
    #[must_use]
    pub const fn answer(&self) -> Answer {
        self.answer
    }

    #[cfg(feature = "miette")]
    pub(crate) const fn answer_ref(&self) -> &Answer {
        &self.answer
    }

    /// Returns the kind of failure: [`Answer::category`].
    #[must_use]
    pub const fn category(&self) -> Category {
        self.answer.category()
    }

    /// Returns whether to send the request again: [`Answer::retry`].
    #[must_use]
    pub const fn retry(&self) -> Retry {
        self.answer.retry()
    }

    /// Returns who must act: [`Answer::actor`].
    #[must_use]
    pub const fn actor(&self) -> Actor {
        self.answer.actor()
    }

    /// Returns the documented minimum time between two requests: [`Answer::pace`].
    #[must_use]
    pub const fn pace(&self) -> Option<Duration> {
        self.answer.pace()
    }

    /// Returns the HTTP status with which a backend answers its own caller: [`Code::caller_http_status`].
    #[must_use]
    pub const fn caller_http_status(&self) -> u16 {
        self.answer.caller_http_status()
    }

    /// Returns the gRPC code with which a backend answers its own caller: [`Code::caller_grpc_code`].
    #[must_use]
    pub const fn caller_grpc_code(&self) -> i32 {
        self.answer.caller_grpc_code()
    }

    /// Returns what the vendor wrote, which may contain what a user wrote: do not log it.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// Returns the vendor's ID of the request, which its support asks for.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.answer.fmt(f)
    }
}

impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Failure").field("answer", &self.answer).finish_non_exhaustive()
    }
}

impl core::error::Error for Failure {}

/// The error of a body that is no reply of that domain; it says where and why.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Malformed {
    pub(super) domain: Domain,
    pub(super) fault: Fault,
    /// The HTTP status of the reply, if it is known.
    pub(super) status: Option<u16>,
    pub(super) retry_after: Option<Duration>,
}

/// What is wrong with a body. It holds no text of the body.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Fault {
    Empty,
    TooLong(usize),
    NotUtf8(usize),
    Html,
    /// Not JSON, or nested too deep: line, column and reason.
    Syntax(usize, usize, String),
    NotObject,
    NoCode(&'static str),
    /// The key of another product's number, and what to do.
    OtherProduct(&'static str, &'static str),
    /// No number at the top level, but one further down, under these keys.
    Nested(&'static str, &'static str),
    /// The `name` of another product's error.
    OtherError(&'static str, &'static str),
    /// The key of a number that is no integer.
    NotNumber(&'static str),
    TwoCodes(&'static str, &'static str),
    Repeated(&'static str),
    /// The status contradicts the number 0.
    Contradiction,
}

impl Fault {
    /// The parser's own words, which quote nothing of the body.
    pub(super) fn syntax(error: &serde_json::Error) -> Self {
        Self::Syntax(error.line(), error.column(), unplaced(error))
    }
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a {} reply: ", self.domain)?;
        match &self.fault {
            Fault::Empty => f.write_str("the body is empty"),
            Fault::TooLong(length) => {
                write!(f, "the body has {length} bytes, more than the {} that are read", super::MAX_BODY)
            }
            Fault::NotUtf8(offset) => write!(f, "it is not UTF-8 at byte {offset}"),
            Fault::Html => f.write_str("it begins with `<`, like the HTML page of a gateway or proxy"),
            Fault::Syntax(line, column, reason) => write!(f, "line {line}, column {column}: {reason}"),
            Fault::NotObject => f.write_str("it is no JSON object, which begins with `{`"),
            Fault::NoCode(key) => write!(f, "it has no `{key}`"),
            Fault::OtherProduct(key, advice) => write!(f, "it has `{key}`, {advice}"),
            Fault::Nested(outer, inner) => {
                write!(f, "it has no code on top, but `{inner}` in `{outer}`; pass what `{outer}` holds")
            }
            Fault::OtherError(name, product) => write!(f, "its `name` is `{name}`, an error of {product}"),
            Fault::NotNumber(key) => write!(f, "`{key}` is neither an integer nor an integer in text"),
            Fault::TwoCodes(one, other) => write!(f, "it has two codes, `{one}` and `{other}`"),
            Fault::Repeated(key) => write!(f, "it has `{key}` twice"),
            Fault::Contradiction => f.write_str("its code is 0, but its `ActionStatus` is not `OK`"),
        }
    }
}

impl core::error::Error for Malformed {}

/// The error of a success whose data does not fit the requested type; it says where and why.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Mismatch {
    domain: Domain,
    line: usize,
    column: usize,
    /// Only the type's own words, nothing of the data.
    reason: String,
}

impl Mismatch {
    pub(super) fn of(domain: Domain, error: &serde_json::Error) -> Self {
        Self { domain, line: error.line(), column: error.column(), reason: reason(error) }
    }

    /// The mismatch of a part of a text, whose error counts from the part's beginning.
    pub(super) fn in_part(domain: Domain, error: &serde_json::Error, text: &str, part: &str) -> Self {
        let before = &text[..part.as_ptr().addr() - text.as_ptr().addr()];
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        let mut mismatch = Self::of(domain, error);
        if mismatch.line == 1 {
            mismatch.column += before.len() - start;
        }
        mismatch.line += before.matches('\n').count();
        mismatch
    }
}

/// What a type says about data that does not fit it, without a quote of the data.
///
/// `serde` writes its errors as ``invalid type: string "secret", expected u64`` and ``missing field `id` ``: the text
/// after the last `, expected ` comes from the type, and so does the name of a missing or repeated field.
fn reason(error: &serde_json::Error) -> String {
    let message = unplaced(error);
    let parsers_own = error.classify() != serde_json::error::Category::Data;
    if parsers_own || message.starts_with("missing field `") || message.starts_with("duplicate field `") {
        return message;
    }
    let quoted = ["invalid type: ", "invalid value: ", "invalid length ", "unknown variant `", "unknown field `"];
    match message.rsplit_once(", expected ") {
        Some((_, expected)) if quoted.iter().any(|start| message.starts_with(start)) => {
            alloc::format!("expected {expected}")
        }
        _ => "the value does not fit".into(),
    }
}

/// The parser's message without the position at its end.
pub(super) fn unplaced(error: &serde_json::Error) -> String {
    let mut message = error.to_string();
    let position = alloc::format!(" at line {} column {}", error.line(), error.column());
    message.truncate(message.strip_suffix(&position).map_or(message.len(), str::len));
    message
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { domain, line, column, reason } = self;
        write!(f, "the data of the {domain} reply does not fit at line {line}, column {column}: {reason}")
    }
}

impl core::error::Error for Mismatch {}
