//! The rows that the build prints from `data/` in, the enums, their documentation and the static tables out.
//!
//! One row gives the variant with its number as discriminant, its documentation, and one entry in each table. Each
//! field has a table of its own, so that a program contains only the texts that it uses. Texts that a row may lack are
//! joined into one text for each column, with the bounds that the build worked out: this takes half the bytes that
//! references take, and leaves no work to the loader.

use crate::code::{Judgement, accessors};
use crate::domain::Head;
use crate::text::Column;
use crate::vocabulary::Envelope;
use crate::{Actor, Basis, Category, Lang, Retry, Scope, Section, Text, UnknownCode, Vendor, call, section};

/// Turns the rows of all domains into `Domain`, `Code`, one enum for each domain and the tables behind their accessors.
macro_rules! catalogue {
    (rows $count:literal $(
        domain $Domain:ident $domain_slug:literal $Vendor:ident $title:literal $url:literal date($($date:literal)?)
            feature($($feature:literal)?) envelope($Envelope:ident) also($($Also:ident)*) rows($rows:expr)
            sections($sections:expr) calls($calls:expr)
        {
            $(section $section_slug:literal $section_title:literal ranges($($first:literal $last:literal,)*)
                note($($section_note:literal)?);)*
            $(call $call:literal reads($reads:literal) limit($($requests:literal $per_ms:literal $($CallScope:ident)?)?);)*
            $(code $number:literal $digits:literal $Name:ident $slug:literal symbol($($symbol:literal)?) alias($($alias:literal)?)
                section($section:literal) $Category:ident $Retry:ident $Basis:ident $Actor:ident
                escalate($escalate:literal) retired($retired:literal) pace($($pace:literal)?) scope($($Scope:ident)?)
                equivalents($($EqDomain:ident $EqName:ident,)*)
                $description:literal cause($($cause:literal)?) action($($action:literal)?) note($($note:literal)?);)*
        }
    )* bounds cause($($cause_bound:literal)*) action($($action_bound:literal)*) note($($note_bound:literal)*)) => {
        /// A source of numbers: one server interface or one SDK.
        ///
        /// The same number means different things in different domains, so a look-up needs both. Without the feature
        /// that a domain needs (`zego-services` or `clients`), its variant and its enum do not exist, and its slug is
        /// unknown.
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
                ///
                #[doc = answers_calls!($($call)*)]
                $(#[cfg_attr(docsrs, doc(cfg(feature = $feature)))])?
                $Domain,
            )*
        }

        /// A number that is known, in its domain, with everything that is known about it.
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
                $(#[cfg_attr(docsrs, doc(cfg(feature = $feature)))])?
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
            $(#[cfg_attr(docsrs, doc(cfg(feature = $feature)))])?
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
                        "Retry: [`", stringify!($Retry), "`](crate::Retry::", stringify!($Retry), ") (basis: [`",
                        stringify!($Basis), "`](crate::Basis::", stringify!($Basis), ")), ",
                        $("pace: ", $pace, " ms, ",)? $("counted by [`", stringify!($Scope), "`](crate::Scope::", stringify!($Scope), "), ",)?
                        "actor: [`", stringify!($Actor), "`](crate::Actor::", stringify!($Actor), "), ",
                        "category: [`", stringify!($Category), "`](crate::Category::", stringify!($Category), "), ",
                        "escalate: `", $escalate, "`, retired: `", $retired, "`, slug: `", $slug, "`",
                        $(", equivalent: [`", stringify!($EqDomain), "::", stringify!($EqName), "`]",)* "."
                    )]
                    #[doc(alias = $digits)]
                    $(#[doc(alias = $alias)])?
                    $Name = $number,
                )*
            }

            impl $Domain {
                /// Every code of the domain, ordered by number.
                pub const ALL: &'static [Self] = &[$(Self::$Name,)*];
                #[cfg(feature = "strum")]
                const NAMES: &'static [&'static str] = &[$(stringify!($Name),)*];

                /// Returns the same code as a [`Code`].
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
        }

        /// The heads of the tables.
        pub(crate) static HEADS: &[Head] = &[
            $(Head {
                vendor: Vendor::$Vendor,
                title: $title,
                source_url: $url,
                source_date: optional!($($date)?),
                also: &[$(Domain::$Also,)*],
                rows: $rows,
                sections: $sections,
                calls: $calls,
                envelope: Envelope::$Envelope,
            },)*
        ];

        impl Code {
            /// Returns the domain that the code belongs to.
            #[must_use]
            #[inline]
            pub const fn domain(self) -> Domain {
                match self {
                    $(Self::$Domain(_) => Domain::$Domain,)*
                }
            }

            /// Returns the number on the wire.
            #[must_use]
            #[inline]
            pub const fn number(self) -> i32 {
                match self {
                    $(Self::$Domain(code) => code as i32,)*
                }
            }
        }

        pub(crate) static SECTIONS: &[section::Row] = &[
            $($(section::Row {
                domain: Domain::$Domain,
                slug: $section_slug,
                title: $section_title,
                ranges: &[$(($first, $last),)*],
                note: optional!($($section_note)?),
            },)*)*
        ];

        pub(crate) static CALLS: &[call::Row] = &[
            $($(call::Row {
                name: $call,
                domain: Domain::$Domain,
                reads: $reads,
                limit: optional!($(crate::Limit::new($requests, $per_ms, optional!($(Scope::$CallScope)?)))?),
            },)*)*
        ];

        /// How many codes there are.
        pub(crate) const COUNT: usize = $count;

        pub(crate) static CODES: [Code; COUNT] = [$($(Code::$Domain($Domain::$Name),)*)*];
        pub(crate) static VARIANTS: [&str; COUNT] = [$($(stringify!($Name),)*)*];
        pub(crate) static SLUGS: [&str; COUNT] = [$($($slug,)*)*];
        pub(crate) static SYMBOLS: [Option<&str>; COUNT] = [$($(optional!($($symbol)?),)*)*];
        pub(crate) static JUDGEMENTS: [Judgement; COUNT] = [
            $($(Judgement {
                section: $section,
                category: Category::$Category,
                retry: Retry::$Retry,
                basis: Basis::$Basis,
                actor: Actor::$Actor,
                escalate: $escalate,
                retired: $retired,
                scope: optional!($(Scope::$Scope)?),
                pace_ms: 0 $(+ $pace)?,
            },)*)*
        ];
        pub(crate) static EQUIVALENTS: [&[Code]; COUNT] = [$($(&[$(Code::$EqDomain($EqDomain::$EqName),)*],)*)*];

        pub(crate) static DESCRIPTIONS: [&str; COUNT] = [$($($description,)*)*];
        pub(crate) mod en {
            use super::Column;

            pub(crate) static CAUSES: Column =
                Column { text: concat!($($($($cause,)?)*)*), bounds: [$($cause_bound,)*] };
            pub(crate) static ACTIONS: Column =
                Column { text: concat!($($($($action,)?)*)*), bounds: [$($action_bound,)*] };
            pub(crate) static NOTES: Column =
                Column { text: concat!($($($($note,)?)*)*), bounds: [$($note_bound,)*] };
        }
    };
}

/// Turns the Chinese texts of the same sections and rows into tables.
#[cfg(feature = "zh")]
macro_rules! chinese {
    (
        $(section note($($section_note:literal)?);)*
        $(code $description:literal cause($($cause:literal)?) action($($action:literal)?) note($($note:literal)?);)*
        bounds description($($bound:literal)*) cause($($cause_bound:literal)*) action($($action_bound:literal)*)
            note($($note_bound:literal)*)
    ) => {
        pub(crate) mod zh {
            use super::Column;

            pub(crate) static DESCRIPTIONS: Column =
                Column { text: concat!($($description,)*), bounds: [$($bound,)*] };
            pub(crate) static CAUSES: Column =
                Column { text: concat!($($($cause,)?)*), bounds: [$($cause_bound,)*] };
            pub(crate) static ACTIONS: Column =
                Column { text: concat!($($($action,)?)*), bounds: [$($action_bound,)*] };
            pub(crate) static NOTES: Column =
                Column { text: concat!($($($note,)?)*), bounds: [$($note_bound,)*] };
            pub(crate) static SECTION_NOTES: &[Option<&str>] = &[$(optional!($($section_note)?),)*];
        }
    };
}

/// The calls that answer with a domain's numbers, as a sentence of its documentation.
macro_rules! answers_calls {
    () => {
        ""
    };
    ($first:literal $($call:literal)*) => {
        concat!("These calls answer with its numbers: `", $first, "`", $(", `", $call, "`",)* ".")
    };
}

/// `Some` of a value, or `None` without one.
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
        accessors! { $Domain }

        #[cfg(feature = "serde")]
        crate::serde::by_number! { $Domain }

        #[cfg(feature = "strum")]
        crate::strum::variants! { $Domain: Self::NAMES, }

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

        impl From<$Domain> for i64 {
            fn from(code: $Domain) -> Self {
                code as Self
            }
        }

        impl TryFrom<Code> for $Domain {
            type Error = Code;

            /// Returns the same code if it is the domain's own; otherwise the error is the code itself.
            fn try_from(code: Code) -> Result<Self, Self::Error> {
                if let Code::$Domain(own) = code { Ok(own) } else { Err(code) }
            }
        }

        impl PartialEq<Code> for $Domain {
            fn eq(&self, code: &Code) -> bool {
                self.code() == *code
            }
        }

        impl PartialEq<$Domain> for Code {
            fn eq(&self, own: &$Domain) -> bool {
                *self == own.code()
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

// The rows that `codegen/emit.rs` prints: they become `Domain`, `Code`, one enum for each domain and the tables.
include!(concat!(env!("OUT_DIR"), "/catalogue.rs"));
