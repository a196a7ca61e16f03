//! A code in, what the tables say about it out: the accessors of [`Code`], each one probe of the table and one load.

use core::fmt;
use core::time::Duration;

use crate::catalogue::{CODES, EQUIVALENTS, JUDGEMENTS, SLUGS, SYMBOLS, VARIANTS};
use crate::{Actor, Basis, Category, Code, Domain, Lang, Retry, Scope, Section, Text, UnknownCode, lookup};

/// What the tables judge about a code, packed into 12 bytes.
pub(crate) struct Judgement {
    pub(crate) section: u8,
    pub(crate) category: Category,
    pub(crate) retry: Retry,
    pub(crate) basis: Basis,
    pub(crate) actor: Actor,
    pub(crate) escalate: bool,
    pub(crate) retired: bool,
    pub(crate) scope: Option<Scope>,
    /// 0 if the page gives none.
    pub(crate) pace_ms: u32,
}

impl Code {
    /// Every code of every domain, in the order of the domains and their numbers.
    pub const ALL: &'static [Self] = &CODES;

    /// Finds the code of a number in a domain, or `None` if nobody has listed the number.
    ///
    /// It includes the domains that the domain also answers from: every ZEGO server interface answers with the numbers
    /// of [`Domain::ZegoCommon`] too. The number is an `i64`, so that no cast can cut a number that came out of JSON.
    ///
    /// # Examples
    ///
    /// ```
    /// use rtc_codes::{Code, Domain, ZegoCommon, ZegoRoom};
    ///
    /// assert_eq!(Code::lookup(Domain::ZegoRoom, 104), Some(ZegoRoom::RoomNotFound.code()));
    /// assert_eq!(Code::lookup(Domain::ZegoRoom, 100000004), Some(ZegoCommon::SignatureExpired.code()));
    /// assert_eq!(Code::lookup(Domain::ZegoRoom, 103), None);
    /// ```
    #[must_use]
    #[inline]
    pub const fn lookup(domain: Domain, number: i64) -> Option<Self> {
        lookup::code(domain, number)
    }

    /// Finds the code of a number in a domain, or gives an error that names both if nobody has listed the number.
    ///
    /// # Errors
    ///
    /// [`UnknownCode`], which keeps the domain and the number.
    ///
    /// # Examples
    ///
    /// ```
    /// use rtc_codes::{Code, Domain};
    ///
    /// let error = Code::try_lookup(Domain::ZegoWeb, 1103999).unwrap_err();
    /// assert_eq!(error.to_string(), "unknown zego-web code 1103999 (publish)");
    /// ```
    #[inline]
    pub const fn try_lookup(domain: Domain, number: i64) -> Result<Self, UnknownCode> {
        match Self::lookup(domain, number) {
            Some(code) => Ok(code),
            None => Err(UnknownCode { domain, number }),
        }
    }

    /// Finds the codes of a number in all domains that list it themselves, in the order of the domains.
    ///
    /// It helps with a log line that says only `100003`.
    ///
    /// # Examples
    ///
    /// ```
    /// use rtc_codes::{Code, Domain};
    ///
    /// let domains: Vec<_> = Code::resolve(100003).map(Code::domain).collect();
    /// assert_eq!(domains, [Domain::ZegoWeb, Domain::TrtcRest]);
    /// ```
    pub fn resolve(number: i64) -> impl Iterator<Item = Self> {
        Domain::ALL.iter().filter_map(move |&domain| {
            let code = Self::lookup(domain, number)?;
            (code.domain() as u8 == domain as u8).then_some(code)
        })
    }

    /// Returns the name of the variant: `RoomNotFound`.
    #[must_use]
    #[inline]
    pub const fn name(self) -> &'static str {
        VARIANTS[lookup::row(self)]
    }

    /// Returns the domain and the name as a label for metrics, such as OpenTelemetry's `error.type`:
    /// `zego-room/room-not-found`.
    ///
    /// A slug is unique over all codes and stable: a slug that has been released keeps its meaning.
    #[must_use]
    #[inline]
    pub const fn slug(self) -> &'static str {
        SLUGS[lookup::row(self)]
    }

    /// Returns the vendor's own constant for the number, if its SDK has one: `ERR_CAMERA_OCCUPIED`.
    #[must_use]
    #[inline]
    pub const fn symbol(self) -> Option<&'static str> {
        SYMBOLS[lookup::row(self)]
    }

    /// Returns the section that the code belongs to.
    #[must_use]
    #[inline]
    pub const fn section(self) -> Section {
        Section::at(self.judgement().section)
    }

    /// Returns what went wrong, in English: lower case, no full stop, under 90 characters.
    #[must_use]
    #[inline]
    pub const fn description(self) -> &'static str {
        self.text(Lang::En).description()
    }

    /// Returns why it went wrong, in English, if the page says more than the description.
    #[must_use]
    #[inline]
    pub const fn cause(self) -> Option<&'static str> {
        self.text(Lang::En).cause()
    }

    /// Returns what to do, in English, as an order to the actor; `None` if there is nothing to do.
    #[must_use]
    #[inline]
    pub const fn action(self) -> Option<&'static str> {
        self.text(Lang::En).action()
    }

    /// Returns what else the page says, in English.
    #[must_use]
    #[inline]
    pub const fn note(self) -> Option<&'static str> {
        self.text(Lang::En).note()
    }

    /// Returns the texts in a language.
    ///
    /// # Examples
    ///
    /// ```
    /// use rtc_codes::{Lang, ZegoRoom};
    ///
    /// assert_eq!(ZegoRoom::RoomNotFound.text(Lang::En).description(), "room does not exist");
    /// # #[cfg(feature = "zh")]
    /// assert_eq!(ZegoRoom::RoomNotFound.text(Lang::Zh).description(), "房间不存在");
    /// ```
    #[must_use]
    #[inline]
    pub const fn text(self, lang: Lang) -> Text {
        Text::of(lookup::row(self), lang)
    }

    /// Returns the kind of failure, in the words of `google.rpc.Code`.
    #[must_use]
    #[inline]
    pub const fn category(self) -> Category {
        self.judgement().category
    }

    /// Returns whether to send the request again, and what must happen first.
    #[must_use]
    #[inline]
    pub const fn retry(self) -> Retry {
        self.judgement().retry
    }

    /// Returns whether the vendor's page gives the reason for [`retry`](Self::retry), or we inferred it.
    #[must_use]
    #[inline]
    pub const fn basis(self) -> Basis {
        self.judgement().basis
    }

    /// Returns who must act so that the request can succeed.
    #[must_use]
    #[inline]
    pub const fn actor(self) -> Actor {
        self.judgement().actor
    }

    /// Returns whether the page says to contact the vendor's support, at once or if nothing else helps.
    #[must_use]
    #[inline]
    pub const fn escalate(self) -> bool {
        self.judgement().escalate
    }

    /// Returns the documented minimum time between two requests, if the page gives one.
    ///
    /// # Examples
    ///
    /// ```
    /// use core::time::Duration;
    /// use rtc_codes::TrtcRest;
    ///
    /// assert_eq!(TrtcRest::RoomRateLimited.pace(), Some(Duration::from_secs(1)));
    /// assert_eq!(TrtcRest::RoomNotFound.pace(), None);
    /// ```
    #[must_use]
    #[inline]
    pub const fn pace(self) -> Option<Duration> {
        match self.judgement().pace_ms {
            0 => None,
            millis => Some(Duration::from_millis(millis as u64)),
        }
    }

    /// Returns what the limit counts by, if the page says so.
    #[must_use]
    #[inline]
    pub const fn scope(self) -> Option<Scope> {
        self.judgement().scope
    }

    /// Returns the other codes that mean the same.
    ///
    /// # Examples
    ///
    /// ```
    /// use rtc_codes::{TrtcClient, TrtcRest};
    ///
    /// assert_eq!(TrtcClient::RoomIdAlreadyExists.equivalents(), [TrtcRest::RoomIdAlreadyExists.code()]);
    /// ```
    #[must_use]
    #[inline]
    pub const fn equivalents(self) -> &'static [Self] {
        EQUIVALENTS[lookup::row(self)]
    }

    /// Returns whether a code is this one or one of its [`equivalents`](Self::equivalents).
    #[must_use]
    #[inline]
    pub const fn is_equivalent(self, other: Self) -> bool {
        let equivalents = self.equivalents();
        let mut index = 0;
        while index < equivalents.len() {
            if equivalents[index].is(other) {
                return true;
            }
            index += 1;
        }
        self.is(other)
    }

    /// Returns whether the number reports a success: its category is [`Category::Ok`].
    #[must_use]
    #[inline]
    pub const fn is_success(self) -> bool {
        matches!(self.category(), Category::Ok)
    }

    /// Returns whether the same request may succeed later without a change: [`Retry::is_retryable`].
    #[must_use]
    #[inline]
    pub const fn is_retryable(self) -> bool {
        self.retry().is_retryable()
    }

    /// Returns whether the number has left the vendor's page: older software of the vendor still answers with it.
    #[must_use]
    #[inline]
    pub const fn is_retired(self) -> bool {
        self.judgement().retired
    }

    #[inline]
    const fn judgement(self) -> &'static Judgement {
        &JUDGEMENTS[lookup::row(self)]
    }

    /// The same as `==`, but a `const fn`.
    const fn is(self, other: Self) -> bool {
        self.domain() as u8 == other.domain() as u8 && self.number() == other.number()
    }
}

/// Writes `zego-room 104: room does not exist`.
impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {}", self.domain(), self.number(), self.description())
    }
}

impl core::error::Error for Code {}

impl From<Code> for i32 {
    fn from(code: Code) -> Self {
        code.number()
    }
}

impl From<Code> for i64 {
    fn from(code: Code) -> Self {
        code.number().into()
    }
}

/// Gives a domain's enum the accessors of `Code`.
macro_rules! accessors {
    ($Domain:ident) => {
        accessors! { $Domain;
            /// Returns the domain that the code belongs to.
            domain: Domain,
            /// Returns the number on the wire.
            number: i32,
            /// Returns the name of the variant: `RoomNotFound`.
            name: &'static str,
            /// Returns the domain and the name as a label for metrics: `zego-room/room-not-found`.
            slug: &'static str,
            /// Returns the vendor's own constant for the number, if its SDK has one.
            symbol: Option<&'static str>,
            /// Returns the section that the code belongs to.
            section: Section,
            /// Returns what went wrong, in English: lower case, no full stop, under 90 characters.
            description: &'static str,
            /// Returns why it went wrong, in English, if the page says more than the description.
            cause: Option<&'static str>,
            /// Returns what to do, in English, as an order to the actor; `None` if there is nothing to do.
            action: Option<&'static str>,
            /// Returns what else the page says, in English.
            note: Option<&'static str>,
            /// Returns the kind of failure, in the words of `google.rpc.Code`.
            category: Category,
            /// Returns whether to send the request again, and what must happen first.
            retry: Retry,
            /// Returns whether the vendor's page gives the reason for the retry, or we inferred it.
            basis: Basis,
            /// Returns who must act so that the request can succeed.
            actor: Actor,
            /// Returns whether the page says to contact the vendor's support.
            escalate: bool,
            /// Returns the documented minimum time between two requests, if the page gives one.
            pace: Option<core::time::Duration>,
            /// Returns what the limit counts by, if the page says so.
            scope: Option<Scope>,
            /// Returns the other codes that mean the same.
            equivalents: &'static [Code],
            /// Returns whether the number reports a success.
            is_success: bool,
            /// Returns whether the same request may succeed later without a change.
            is_retryable: bool,
            /// Returns whether the number has left the vendor's page.
            is_retired: bool,
        }

        impl $Domain {
            /// Returns the texts in a language.
            #[must_use]
            pub const fn text(self, lang: Lang) -> Text {
                self.code().text(lang)
            }

            /// Returns whether a code is this one or one of its equivalents.
            #[must_use]
            pub const fn is_equivalent(self, other: Code) -> bool {
                self.code().is_equivalent(other)
            }
        }
    };
    ($Domain:ident; $($(#[$doc:meta])+ $accessor:ident: $Value:ty,)+) => {
        impl $Domain {
            $(
                $(#[$doc])+
                #[must_use]
                #[inline]
                pub const fn $accessor(self) -> $Value {
                    self.code().$accessor()
                }
            )+
        }
    };
}
pub(crate) use accessors;
