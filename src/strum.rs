//! The traits of `strum` for the public enums. The derive macros would find only what the tables hold already, and add
//! 3.1 seconds to a cold build.

use crate::{Actor, Basis, Category, Code, Domain, Lang, Retry, Scope, Vendor};

/// Implements the traits that need an enum's values.
macro_rules! values {
    ($Enum:ty) => {
        impl ::strum::EnumCount for $Enum {
            const COUNT: usize = <$Enum>::ALL.len();
        }

        impl ::strum::IntoEnumIterator for $Enum {
            type Iterator = core::iter::Copied<core::slice::Iter<'static, Self>>;

            fn iter() -> Self::Iterator {
                Self::ALL.iter().copied()
            }
        }

        impl ::strum::VariantArray for $Enum {
            const VARIANTS: &'static [Self] = Self::ALL;
        }
    };
}

/// Implements the traits that need an enum's values, and the one that needs their names.
macro_rules! variants {
    ($($Enum:ty: $names:expr,)+) => {
        $(
            crate::strum::values! { $Enum }

            impl ::strum::VariantNames for $Enum {
                const VARIANTS: &'static [&'static str] = $names;
            }
        )+
    };
}
pub(crate) use {values, variants};

// One variant of `Code` holds many codes, so the variants' names would not name the codes.
values! { Code }

variants! {
    Actor: Self::WORDS,
    Basis: Self::WORDS,
    Category: Self::WORDS,
    Domain: Self::SLUGS,
    Lang: Self::WORDS,
    Retry: Self::WORDS,
    Scope: Self::WORDS,
    Vendor: Self::WORDS,
}
