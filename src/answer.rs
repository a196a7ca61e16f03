//! A domain and a number in, an answer out: every number has one, so that it can be stored and sent.

use core::fmt;
use core::str::FromStr;
use core::time::Duration;

use crate::{Actor, Category, Code, Domain, ParseCodeError, Retry, Section, UnknownCode};

/// What a domain answered with: a code, or a number that nobody has listed.
///
/// Every number has an answer, so an older or a newer release reads what this release stores. For an unknown number the
/// accessors give documented fallbacks, so that a program needs no arm of its own for it.
///
/// # Examples
///
/// ```
/// use rtc_codes::{Answer, Domain, Retry, ZegoRoom};
///
/// let gone = Answer::of(Domain::ZegoRoom, 104);
/// assert_eq!(gone, ZegoRoom::RoomNotFound.code().into());
/// assert_eq!(gone.label(), "zego-room/room-not-found");
///
/// let new = Answer::of(Domain::ZegoRoom, 103);
/// assert_eq!(new.code(), None);
/// assert_eq!(new.number(), 103);
/// assert_eq!(new.retry(), Retry::Unspecified);
/// assert_eq!(new.label(), "_OTHER");
/// assert_eq!(new.to_string(), "unknown zego-room code 103");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answer {
    /// The domain's pages list the number.
    Known(Code),
    /// Nobody has listed the number.
    Unknown(UnknownCode),
}

impl Answer {
    /// Gives the answer for a number in a domain.
    ///
    /// # Examples
    ///
    /// ```
    /// use rtc_codes::{Answer, Domain};
    ///
    /// const GONE: Answer = Answer::of(Domain::ZegoRoom, 104);
    /// assert!(matches!(GONE, Answer::Known(_)));
    /// ```
    #[must_use]
    #[inline]
    pub const fn of(domain: Domain, number: i64) -> Self {
        match Code::try_lookup(domain, number) {
            Ok(code) => Self::Known(code),
            Err(unknown) => Self::Unknown(unknown),
        }
    }

    /// Returns the code, if the number is known.
    #[must_use]
    pub const fn code(self) -> Option<Code> {
        match self {
            Self::Known(code) => Some(code),
            Self::Unknown(_) => None,
        }
    }

    /// Returns the domain: for a known number the one that lists it, for an unknown number the one that was asked.
    #[must_use]
    pub const fn domain(self) -> Domain {
        match self {
            Self::Known(code) => code.domain(),
            Self::Unknown(unknown) => unknown.domain(),
        }
    }

    /// Returns the number on the wire.
    #[must_use]
    pub const fn number(self) -> i64 {
        match self {
            Self::Known(code) => code.number() as i64,
            Self::Unknown(unknown) => unknown.number(),
        }
    }

    /// Returns the section, which is often known for an unknown number too: [`Domain::section_of`].
    #[must_use]
    pub const fn section(self) -> Option<Section> {
        match self {
            Self::Known(code) => Some(code.section()),
            Self::Unknown(unknown) => unknown.section(),
        }
    }

    /// Returns whether the number reports a success: 0 in every domain, and a code whose category is [`Category::Ok`].
    #[must_use]
    pub const fn is_success(self) -> bool {
        match self {
            Self::Known(code) => code.is_success(),
            // Every domain lists 0.
            Self::Unknown(_) => false,
        }
    }

    /// Returns the kind of failure; for an unknown number [`Category::Unknown`].
    #[must_use]
    pub const fn category(self) -> Category {
        match self {
            Self::Known(code) => code.category(),
            Self::Unknown(_) => Category::Unknown,
        }
    }

    /// Returns whether to send the request again; for an unknown number [`Retry::Unspecified`].
    #[must_use]
    pub const fn retry(self) -> Retry {
        match self {
            Self::Known(code) => code.retry(),
            Self::Unknown(_) => Retry::Unspecified,
        }
    }

    /// Returns who must act; for an unknown number [`Actor::Developer`], who looks it up.
    #[must_use]
    pub const fn actor(self) -> Actor {
        match self {
            Self::Known(code) => code.actor(),
            Self::Unknown(_) => Actor::Developer,
        }
    }

    /// Returns the documented minimum time between two requests, if the page gives one; for an unknown number `None`.
    #[must_use]
    pub const fn pace(self) -> Option<Duration> {
        match self {
            Self::Known(code) => code.pace(),
            Self::Unknown(_) => None,
        }
    }

    /// Returns what went wrong, in English; for an unknown number `unknown code`.
    #[must_use]
    pub const fn description(self) -> &'static str {
        match self {
            Self::Known(code) => code.description(),
            Self::Unknown(_) => "unknown code",
        }
    }

    /// Returns what to do, in English; for an unknown number: look it up on the vendor's page.
    #[must_use]
    pub const fn action(self) -> Option<&'static str> {
        match self {
            Self::Known(code) => code.action(),
            Self::Unknown(_) => Some("Look the number up on the vendor's page; do not send the request again before."),
        }
    }

    /// Returns a label for metrics, such as OpenTelemetry's `error.type`: the slug; for an unknown number `_OTHER`.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Known(code) => code.slug(),
            Self::Unknown(_) => "_OTHER",
        }
    }

    /// Returns the domain and the number as one text for a database column, `zego-room/104`; [`FromStr`] reads it back.
    ///
    /// # Examples
    ///
    /// ```
    /// use rtc_codes::{Answer, Domain};
    ///
    /// let new = Answer::of(Domain::ZegoRoom, 103);
    /// assert_eq!(new.key().to_string(), "zego-room/103");
    /// assert_eq!("zego-room/103".parse(), Ok(new));
    /// ```
    #[must_use]
    pub fn key(self) -> impl fmt::Display + fmt::Debug {
        Key(self)
    }
}

/// `zego-room/104`.
#[derive(Debug)]
struct Key(Answer);

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.0.domain(), self.0.number())
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(code) => code.fmt(f),
            Self::Unknown(unknown) => unknown.fmt(f),
        }
    }
}

impl core::error::Error for Answer {}

impl From<Code> for Answer {
    fn from(code: Code) -> Self {
        Self::Known(code)
    }
}

/// Gives the answer for its domain and number.
impl From<UnknownCode> for Answer {
    fn from(unknown: UnknownCode) -> Self {
        Self::of(unknown.domain(), unknown.number())
    }
}

/// Reads what [`Code`]'s `FromStr` reads, and a number that nobody has listed too.
impl FromStr for Answer {
    type Err = ParseCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.parse() {
            Ok(code) => Ok(Self::Known(code)),
            Err(ParseCodeError::Number(unknown)) => Ok(Self::Unknown(unknown)),
            Err(error) => Err(error),
        }
    }
}
