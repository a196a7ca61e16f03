//! What is known about a number: the accessors of [`Code`], each a probe of the table and a load.

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
    /// 0 where the page gives none.
    pub(crate) pace_ms: u32,
}

impl Code {
    /// Every code of every domain, in the order of the domains and their numbers.
    pub const ALL: &'static [Self] = &CODES;

    /// Finds what a domain means by a number, or `None` where nobody has listed it.
    ///
    /// The domains that it also answers from are included: every ZEGO server interface answers with the numbers of
    /// [`Domain::ZegoCommon`] too. The number is an `i64` so that no cast can cut one that came out of JSON.
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

    /// Finds what a domain means by a number, or says which number of which domain nobody has listed.
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

    /// Finds the codes of every domain that has a number of its own like this, in the order of the domains.
    ///
    /// For a log line that says only `100003`.
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

    /// The name of the variant: `RoomNotFound`.
    #[must_use]
    #[inline]
    pub const fn name(self) -> &'static str {
        VARIANTS[lookup::row(self)]
    }

    /// The domain and the name, fit for a metrics label such as OpenTelemetry's `error.type`: `zego-room/room-not-found`.
    ///
    /// Unique over all codes, and stable: a slug that has been released keeps its meaning.
    #[must_use]
    #[inline]
    pub const fn slug(self) -> &'static str {
        SLUGS[lookup::row(self)]
    }

    /// The vendor's own constant for the number, where its SDK has one: `ERR_CAMERA_OCCUPIED`.
    #[must_use]
    #[inline]
    pub const fn symbol(self) -> Option<&'static str> {
        SYMBOLS[lookup::row(self)]
    }

    /// The part of the domain that the code belongs to.
    #[must_use]
    #[inline]
    pub const fn section(self) -> Section {
        Section::at(self.judgement().section)
    }

    /// What went wrong, in English: lower case, no full stop, under 90 characters.
    #[must_use]
    #[inline]
    pub const fn description(self) -> &'static str {
        self.text(Lang::En).description()
    }

    /// Why it went wrong, in English, where the page knows more than the description says.
    #[must_use]
    #[inline]
    pub const fn cause(self) -> Option<&'static str> {
        self.text(Lang::En).cause()
    }

    /// What to do, in English, as an order to the one who must act; `None` where nothing is to do.
    #[must_use]
    #[inline]
    pub const fn action(self) -> Option<&'static str> {
        self.text(Lang::En).action()
    }

    /// What else the page says, in English.
    #[must_use]
    #[inline]
    pub const fn note(self) -> Option<&'static str> {
        self.text(Lang::En).note()
    }

    /// The texts in a language.
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

    /// The kind of failure, in the words of `google.rpc.Code`.
    #[must_use]
    #[inline]
    pub const fn category(self) -> Category {
        self.judgement().category
    }

    /// Whether to send the request again, and what must happen before.
    #[must_use]
    #[inline]
    pub const fn retry(self) -> Retry {
        self.judgement().retry
    }

    /// Whether the vendor's page gives the ground for [`retry`](Self::retry), or we inferred it.
    #[must_use]
    #[inline]
    pub const fn basis(self) -> Basis {
        self.judgement().basis
    }

    /// Who must act for the request to succeed.
    #[must_use]
    #[inline]
    pub const fn actor(self) -> Actor {
        self.judgement().actor
    }

    /// Whether the page says to contact the vendor's support, alone or should the rest not help.
    #[must_use]
    #[inline]
    pub const fn escalate(self) -> bool {
        self.judgement().escalate
    }

    /// The documented minimum time between two requests, where the page gives one.
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

    /// What the limit counts by, where the page says so.
    #[must_use]
    #[inline]
    pub const fn scope(self) -> Option<Scope> {
        self.judgement().scope
    }

    /// The other codes that mean the same.
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

    /// Whether a code is this one or one of its [`equivalents`](Self::equivalents).
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

    /// Whether the number reports a success: its category is [`Category::Ok`].
    #[must_use]
    #[inline]
    pub const fn is_success(self) -> bool {
        matches!(self.category(), Category::Ok)
    }

    /// Whether the same request may succeed later with nothing changed: [`Retry::is_retryable`].
    #[must_use]
    #[inline]
    pub const fn is_retryable(self) -> bool {
        self.retry().is_retryable()
    }

    /// Whether the number has left the vendor's page: older releases of the vendor's software still answer with it.
    #[must_use]
    #[inline]
    pub const fn is_retired(self) -> bool {
        self.judgement().retired
    }

    #[inline]
    const fn judgement(self) -> &'static Judgement {
        &JUDGEMENTS[lookup::row(self)]
    }

    /// `==`, which is no `const fn`.
    const fn is(self, other: Self) -> bool {
        self.domain() as u8 == other.domain() as u8 && self.number() == other.number()
    }
}

/// Number first: `zego-room 104: room does not exist`.
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

/// The accessors of `Code`, for an enum that turns into one.
macro_rules! accessors {
    ($Domain:ident) => {
        accessors! { $Domain;
            /// The domain that the code belongs to.
            domain: Domain,
            /// The number on the wire.
            number: i32,
            /// The name of the variant: `RoomNotFound`.
            name: &'static str,
            /// The domain and the name, fit for a metrics label: `zego-room/room-not-found`.
            slug: &'static str,
            /// The vendor's own constant for the number, where its SDK has one.
            symbol: Option<&'static str>,
            /// The part of the domain that the code belongs to.
            section: Section,
            /// What went wrong, in English: lower case, no full stop, under 90 characters.
            description: &'static str,
            /// Why it went wrong, in English, where the page knows more than the description says.
            cause: Option<&'static str>,
            /// What to do, in English, as an order to the one who must act; `None` where nothing is to do.
            action: Option<&'static str>,
            /// What else the page says, in English.
            note: Option<&'static str>,
            /// The kind of failure, in the words of `google.rpc.Code`.
            category: Category,
            /// Whether to send the request again, and what must happen before.
            retry: Retry,
            /// Whether the vendor's page gives the ground for the retry, or we inferred it.
            basis: Basis,
            /// Who must act for the request to succeed.
            actor: Actor,
            /// Whether the page says to contact the vendor's support.
            escalate: bool,
            /// The documented minimum time between two requests, where the page gives one.
            pace: Option<core::time::Duration>,
            /// What the limit counts by, where the page says so.
            scope: Option<Scope>,
            /// The other codes that mean the same.
            equivalents: &'static [Code],
            /// Whether the number reports a success.
            is_success: bool,
            /// Whether the same request may succeed later with nothing changed.
            is_retryable: bool,
            /// Whether the number has left the vendor's page.
            is_retired: bool,
        }

        impl $Domain {
            /// The texts in a language.
            #[must_use]
            pub const fn text(self, lang: Lang) -> Text {
                self.code().text(lang)
            }

            /// Whether a code is this one or one of its equivalents.
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
