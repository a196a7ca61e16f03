//! Why a body gives no result.

use alloc::boxed::Box;
use alloc::string::{String, ToString};
use core::fmt;

use thiserror::Error;

use crate::{Category, Code, Domain, Retry, UnknownCode};

/// Why a reply gives no result.
///
/// Neither `Display` nor `Debug` shows what the vendor or a user wrote, so that it may be logged; what the vendor wrote
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
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// The vendor said no.
    #[error(transparent)]
    Failure(#[from] Failure),
    /// The body is no reply of that domain.
    #[error(transparent)]
    Malformed(#[from] Malformed),
    /// The reply is a success, but the type asked for does not fit its data.
    #[error(transparent)]
    Data(#[from] Mismatch),
}

impl Error {
    /// The code that the vendor answered with, if it is known.
    #[must_use]
    pub const fn code(&self) -> Option<Code> {
        match self {
            Self::Failure(failure) => failure.reported.code(),
            Self::Malformed(_) | Self::Data(_) => None,
        }
    }

    /// Whether to send the request again: what the known code says, else [`Retry::Unspecified`].
    #[must_use]
    pub const fn retry(&self) -> Retry {
        match self {
            Self::Failure(failure) => failure.retry(),
            Self::Malformed(_) | Self::Data(_) => Retry::Unspecified,
        }
    }
}

/// The vendor said no.
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
pub struct Failure {
    pub(crate) reported: Reported,
    pub(super) message: Option<Box<str>>,
    pub(super) request_id: Option<Box<str>>,
}

impl Failure {
    /// What the vendor answered with.
    #[must_use]
    pub const fn reported(&self) -> Reported {
        self.reported
    }

    /// The kind of failure; an unknown number is [`Category::Unknown`].
    #[must_use]
    pub const fn category(&self) -> Category {
        match self.reported.code() {
            Some(code) => code.category(),
            None => Category::Unknown,
        }
    }

    /// Whether to send the request again; an unknown number leaves it [`Retry::Unspecified`].
    #[must_use]
    pub const fn retry(&self) -> Retry {
        match self.reported.code() {
            Some(code) => code.retry(),
            None => Retry::Unspecified,
        }
    }

    /// What the vendor wrote, which may hold what a user wrote: not for logs.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// The vendor's name for the request, which its support asks for.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.reported.fmt(f)
    }
}

impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Failure").field("reported", &self.reported).finish_non_exhaustive()
    }
}

impl core::error::Error for Failure {}

/// The number that was reported, known or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reported {
    /// The domain's pages list it.
    Known(Code),
    /// Nobody has listed it.
    Unknown(UnknownCode),
}

impl Reported {
    pub(super) const fn of(domain: Domain, number: i64) -> Self {
        match Code::try_lookup(domain, number) {
            Ok(code) => Self::Known(code),
            Err(unknown) => Self::Unknown(unknown),
        }
    }

    /// The code, if it is known.
    #[must_use]
    pub const fn code(self) -> Option<Code> {
        match self {
            Self::Known(code) => Some(code),
            Self::Unknown(_) => None,
        }
    }

    /// The number on the wire.
    #[must_use]
    pub const fn number(self) -> i64 {
        match self {
            Self::Known(code) => code.number() as i64,
            Self::Unknown(unknown) => unknown.number,
        }
    }

    /// Whether the number reports a success: 0 in every domain, and a code whose category is `Ok`.
    #[must_use]
    pub const fn is_success(self) -> bool {
        match self {
            Self::Known(code) => code.is_success(),
            Self::Unknown(unknown) => unknown.number == 0,
        }
    }
}

impl fmt::Display for Reported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(code) => code.fmt(f),
            Self::Unknown(unknown) => unknown.fmt(f),
        }
    }
}

/// The body is no reply of that domain, with where and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    pub(super) domain: Domain,
    pub(super) fault: Fault,
}

/// What is wrong with a body. It holds no text of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    Empty,
    TooLong(usize),
    NotUtf8(usize),
    Html,
    /// Not JSON, or nested too deep: line, column and reason.
    Syntax(usize, usize, String),
    NotObject,
    NoCode(&'static str),
    /// A code key of another product, and what to do.
    OtherProduct(&'static str, &'static str),
    /// The key of a code that is no integer.
    NotNumber(&'static str),
    TwoCodes(&'static str, &'static str),
    Repeated(&'static str),
    /// The status contradicts the code 0.
    Contradiction,
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
            Fault::NotNumber(key) => write!(f, "`{key}` is neither an integer nor an integer in text"),
            Fault::TwoCodes(one, other) => write!(f, "it has two codes, `{one}` and `{other}`"),
            Fault::Repeated(key) => write!(f, "it has `{key}` twice"),
            Fault::Contradiction => f.write_str("its code is 0, but its `ActionStatus` is not `OK`"),
        }
    }
}

impl core::error::Error for Malformed {}

/// The reply is a success, but the type asked for does not fit its data, with where and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    domain: Domain,
    line: usize,
    column: usize,
    /// The type's own words only, none of the data's.
    reason: String,
}

impl Mismatch {
    pub(super) fn of(domain: Domain, error: &serde_json::Error) -> Self {
        Self { domain, line: error.line(), column: error.column(), reason: reason(error) }
    }
}

/// What a type says of data that does not fit it, without quoting the data.
///
/// `serde` words its errors as ``invalid type: string "secret", expected u64`` and ``missing field `id` ``: what stands
/// after the last `, expected ` comes from the type, and so does the name of a missing or repeated field.
fn reason(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let position = alloc::format!(" at line {} column {}", error.line(), error.column());
    let message = message.strip_suffix(&position).unwrap_or(&message);
    if message.starts_with("missing field `") || message.starts_with("duplicate field `") {
        return message.into();
    }
    let quoted = ["invalid type: ", "invalid value: ", "invalid length ", "unknown variant `", "unknown field `"];
    match message.rsplit_once(", expected ") {
        Some((_, expected)) if quoted.iter().any(|start| message.starts_with(start)) => {
            alloc::format!("expected {expected}")
        }
        _ => "the value does not fit".into(),
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { domain, line, column, reason } = self;
        write!(f, "the data of the {domain} reply does not fit at line {line}, column {column}: {reason}")
    }
}

impl core::error::Error for Mismatch {}
