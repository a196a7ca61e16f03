//! `catalogue!` and `chinese!`: the rows that the build prints become enums, their documentation and the static tables.
//!
//! One row drives everything: the variant with its number as discriminant, its documentation, and one entry in each
//! table. Tables are arrays a field, so that a program carries the texts that it uses and no others.

/// Turns the rows of all domains into `Domain`, `Code`, an enum a domain and the tables behind their accessors.
macro_rules! catalogue {
    (rows $count:literal $(
        domain $Domain:ident $domain_slug:literal $Vendor:ident $title:literal $url:literal date($($date:literal)?)
            answers($answers:literal) rows($rows:expr) sections($sections:expr)
        {
            $(section $section_slug:literal $section_title:literal ranges($($first:literal $last:literal,)*);)*
            $(code $number:literal $digits:literal $Name:ident $slug:literal symbol($($symbol:literal)?) alias($($alias:literal)?)
                section($section:literal) $Category:ident $Retry:ident $Basis:ident $Actor:ident
                escalate($escalate:literal) pace($pace:literal) scope($($Scope:ident)?)
                equivalents($($EqDomain:ident $EqName:ident,)*)
                $description:literal cause($($cause:literal)?) action($($action:literal)?) note($($note:literal)?);)*
        }
    )*) => {
        /// A place that numbers come from: one server interface, one SDK.
        ///
        /// The same number means different things in different domains, so a look-up needs both.
        ///
        /// # Examples
        ///
        /// ```
        /// use rtc_codes::{Code, Domain};
        ///
        /// let room = Code::lookup(Domain::ZegoRoom, 3).unwrap();
        /// let media = Code::lookup(Domain::ZegoMedia, 3).unwrap();
        /// assert_ne!(room.description(), media.description());
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Domain {
            $(
                #[doc = concat!($title, ": [`enum@", stringify!($Domain), "`], [the vendor's page](", $url, ").")]
                $Domain,
            )*
        }

        /// A number that is known, in the domain that it comes from, with all that is known about it.
        ///
        /// # Examples
        ///
        /// ```
        /// use rtc_codes::{Code, Domain, ZegoRoom};
        ///
        /// const GONE: Option<Code> = Code::lookup(Domain::ZegoRoom, 104);
        /// assert_eq!(GONE, Some(Code::ZegoRoom(ZegoRoom::RoomNotFound)));
        ///
        /// let gone = GONE.unwrap();
        /// assert_eq!(gone.to_string(), "zego-room 104: room does not exist");
        /// assert_eq!(gone.slug(), "zego-room/room-not-found");
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $(
                #[doc = concat!($title, ".")]
                $Domain($Domain),
            )*
        }

        $(
            #[doc = concat!("The codes of `", $domain_slug, "`: ", $title, ".")]
            ///
            /// The discriminant is the number on the wire. Every accessor of [`Code`] is here too.
            ///
            #[doc = concat!("Source: <", $url, ">", $(", dated ", $date,)? ".")]
            #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            #[non_exhaustive]
            #[repr(i32)]
            #[allow(rustdoc::bare_urls, reason = "the texts are read on terminals too, where brackets would be noise")]
            pub enum $Domain {
                $(
                    #[doc = concat!("`", $digits, "`", $(" `", $symbol, "`",)? ": ", $description, ".")]
                    ///
                    $(#[doc = concat!("Cause: ", $cause, "\n")])?
                    ///
                    $(#[doc = concat!("**To do:** ", $action, "\n")])?
                    ///
                    $(#[doc = concat!("Note: ", $note, "\n")])?
                    ///
                    #[doc = concat!(
                        "Retry: [`", stringify!($Retry), "`](crate::Retry::", stringify!($Retry), "), ",
                        "actor: [`", stringify!($Actor), "`](crate::Actor::", stringify!($Actor), "), ",
                        "category: [`", stringify!($Category), "`](crate::Category::", stringify!($Category), ")",
                        $(", equivalent: [`", stringify!($EqDomain), "::", stringify!($EqName), "`]",)* "."
                    )]
                    #[doc(alias = $digits)]
                    $(#[doc(alias = $alias)])?
                    $Name = $number,
                )*
            }

            impl $Domain {
                /// Every code of the domain, its numbers ascending.
                pub const ALL: &'static [Self] = &[$(Self::$Name,)*];

                /// The same code as a [`Code`].
                #[must_use]
                #[inline]
                pub const fn code(self) -> Code {
                    Code::$Domain(self)
                }
            }

            domain_enum! { $Domain }
        )*

        impl Domain {
            /// Every domain.
            pub const ALL: &'static [Self] = &[$(Self::$Domain,)*];
            pub(crate) const SLUGS: &'static [&'static str] = &[$($domain_slug,)*];
            const VENDORS: &'static [Vendor] = &[$(Vendor::$Vendor,)*];
            const TITLES: &'static [&'static str] = &[$($title,)*];
            const SOURCE_URLS: &'static [&'static str] = &[$($url,)*];
            const SOURCE_DATES: &'static [Option<&'static str>] = &[$(optional!($($date)?),)*];
            /// For each domain the domains that it answers from, a bit each.
            const ANSWERS: &'static [u32] = &[$($answers,)*];
            const ROWS: &'static [core::ops::Range<usize>] = &[$($rows,)*];
            const SECTIONS: &'static [core::ops::Range<usize>] = &[$($sections,)*];
        }

        impl Code {
            /// The domain that the code belongs to.
            #[must_use]
            #[inline]
            pub const fn domain(self) -> Domain {
                match self {
                    $(Self::$Domain(_) => Domain::$Domain,)*
                }
            }

            /// The number on the wire.
            #[must_use]
            #[inline]
            pub const fn number(self) -> i32 {
                match self {
                    $(Self::$Domain(code) => code as i32,)*
                }
            }
        }

        static SECTIONS: &[section::Row] = &[
            $($(section::Row {
                domain: Domain::$Domain,
                slug: $section_slug,
                title: $section_title,
                ranges: &[$(($first, $last),)*],
            },)*)*
        ];

        /// How many codes there are.
        const COUNT: usize = $count;

        static CODES: [Code; COUNT] = [$($(Code::$Domain($Domain::$Name),)*)*];
        static VARIANTS: [&str; COUNT] = [$($(stringify!($Name),)*)*];
        static SLUGS: [&str; COUNT] = [$($($slug,)*)*];
        static SYMBOLS: [Option<&str>; COUNT] = [$($(optional!($($symbol)?),)*)*];
        static JUDGEMENTS: [code::Judgement; COUNT] = [
            $($(code::Judgement {
                section: $section,
                category: Category::$Category,
                retry: Retry::$Retry,
                basis: Basis::$Basis,
                actor: Actor::$Actor,
                escalate: $escalate,
                scope: optional!($(Scope::$Scope)?),
                pace_ms: $pace,
            },)*)*
        ];
        static EQUIVALENTS: [&[Code]; COUNT] = [$($(&[$(Code::$EqDomain($EqDomain::$EqName),)*],)*)*];
        texts! { english $($($description cause($($cause)?) action($($action)?) note($($note)?);)*)* }
    };
}

/// Turns the rows' texts into the Chinese tables.
#[cfg(feature = "zh")]
macro_rules! chinese {
    ($($text:tt)*) => {
        texts! { chinese $($text)* }
    };
}

/// Turns texts into the tables of a language.
macro_rules! texts {
    ($language:ident
        $($description:literal cause($($cause:literal)?) action($($action:literal)?) note($($note:literal)?);)*
    ) => {
        mod $language {
            use crate::COUNT;

            pub(crate) static DESCRIPTIONS: [&str; COUNT] = [$($description,)*];
            pub(crate) static CAUSES: [Option<&str>; COUNT] = [$(optional!($($cause)?),)*];
            pub(crate) static ACTIONS: [Option<&str>; COUNT] = [$(optional!($($action)?),)*];
            pub(crate) static NOTES: [Option<&str>; COUNT] = [$(optional!($($note)?),)*];
        }
    };
}

/// `Some` of what is there, or `None`.
macro_rules! optional {
    () => {
        None
    };
    ($value:expr) => {
        Some($value)
    };
}

/// Gives a domain's enum the accessors and conversions of `Code`.
macro_rules! domain_enum {
    ($Domain:ident) => {
        accessors! { $Domain |self| self.code() }

        #[cfg(feature = "serde")]
        crate::serde::by_number! { $Domain }

        #[cfg(feature = "strum")]
        crate::strum::variants! { $Domain: Domain::$Domain.names(), }

        impl From<$Domain> for Code {
            fn from(code: $Domain) -> Self {
                code.code()
            }
        }

        impl From<$Domain> for i32 {
            fn from(code: $Domain) -> Self {
                code as Self
            }
        }

        impl TryFrom<i64> for $Domain {
            type Error = UnknownCode;

            /// Finds the domain's own code of this number.
            fn try_from(number: i64) -> Result<Self, Self::Error> {
                match Code::lookup(Domain::$Domain, number) {
                    Some(Code::$Domain(code)) => Ok(code),
                    _ => Err(UnknownCode { domain: Domain::$Domain, number }),
                }
            }
        }

        impl TryFrom<i32> for $Domain {
            type Error = UnknownCode;

            /// Finds the domain's own code of this number.
            fn try_from(number: i32) -> Result<Self, Self::Error> {
                Self::try_from(i64::from(number))
            }
        }

        impl core::fmt::Display for $Domain {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                self.code().fmt(f)
            }
        }

        impl core::error::Error for $Domain {}
    };
}
