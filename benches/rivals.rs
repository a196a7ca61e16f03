//! The rivals' tables: other ways to do what `Code::lookup` does, from the same rows and with the same keys.

use std::collections::HashMap;
use std::hash::BuildHasher;

#[expect(clippy::wildcard_imports, reason = "the enums of all domains, whichever there are")]
use rtc_codes::*;

/// What a look-up finds: 8 bytes that hold the number.
pub trait Answer: Copy {
    fn number(self) -> i32;
}

impl Answer for Code {
    fn number(self) -> i32 {
        Self::number(self)
    }
}

/// Makes the sorted array and the `match` from what the domains answer with.
macro_rules! answers {
    ($($Domain:ident { $($number:literal => $Owner:ident $Name:ident;)* })*) => {
        /// Every pair that has an answer, ascending.
        pub static ANSWERS: &[((Domain, i64), Code)] =
            &[$($(((Domain::$Domain, $number), Code::$Owner($Owner::$Name)),)*)*];

        #[inline]
        pub fn generated_match(domain: Domain, number: i64) -> Option<Code> {
            match domain {
                $(Domain::$Domain => match number {
                    $($number => Some(Code::$Owner($Owner::$Name)),)*
                    _ => None,
                },)*
                _ => None,
            }
        }
    };
}

/// Makes enums whose derived conversions do the look-up; each domain then asks those that it also answers from.
macro_rules! enums {
    ($($Domain:ident also($($Also:ident)*) { $($Name:ident = $number:literal,)* })*) => {
        enums! {
            from_repr: ::strum::FromRepr, |Enum, number| Enum::from_repr(number);
            $($Domain also($($Also)*) { $($Name = $number,)* })*
        }
        enums! {
            num_enum: ::num_enum::TryFromPrimitive, |Enum, number| Enum::try_from(number).ok();
            $($Domain also($($Also)*) { $($Name = $number,)* })*
        }
    };
    (
        $module:ident: $derive:path, |$Enum:ident, $n:ident| $convert:expr;
        $($Domain:ident also($($Also:ident)*) { $($Name:ident = $number:literal,)* })*
    ) => {
        pub mod $module {
            use super::{Answer, Domain};

            $(
                #[derive(Clone, Copy, $derive)]
                #[repr(i32)]
                pub enum $Domain {
                    $($Name = $number,)*
                }

                impl $Domain {
                    #[inline]
                    fn of($n: i32) -> Option<Self> {
                        type $Enum = $Domain;
                        $convert
                    }
                }
            )*

            #[derive(Clone, Copy)]
            pub enum Code {
                $($Domain($Domain),)*
            }

            impl Answer for Code {
                fn number(self) -> i32 {
                    match self {
                        $(Self::$Domain(code) => code as i32,)*
                    }
                }
            }

            #[inline]
            pub fn lookup(domain: Domain, number: i64) -> Option<Code> {
                let number = i32::try_from(number).ok()?;
                match domain {
                    $(Domain::$Domain => $Domain::of(number).map(Code::$Domain)
                        $(.or_else(|| $Also::of(number).map(Code::$Also)))*,)*
                    _ => None,
                }
            }
        }
    };
}

include!(concat!(env!("OUT_DIR"), "/rivals.rs"));

#[inline]
pub fn phf_of_domains(domain: Domain, number: i64) -> Option<Code> {
    PHF_OF_DOMAINS[domain as usize].get(&number).copied()
}

#[inline]
pub fn phf_of_pairs(domain: Domain, number: i64) -> Option<Code> {
    PHF_OF_PAIRS.get(&(domain as u8, number)).copied()
}

#[inline]
pub fn binary_search(domain: Domain, number: i64) -> Option<Code> {
    let found = ANSWERS.binary_search_by_key(&(domain, number), |&(key, _)| key);
    found.ok().map(|index| ANSWERS[index].1)
}

/// The pairs in a map of the standard library, whatever its hash.
pub fn map_of_pairs<S: BuildHasher + Default>() -> HashMap<(Domain, i64), Code, S> {
    ANSWERS.iter().copied().collect()
}

/// The numbers in a map a domain, whatever its hash.
pub fn maps_of_domains<S: BuildHasher + Default>() -> Vec<HashMap<i64, Code, S>> {
    let of = |&domain: &Domain| {
        let answers = ANSWERS.iter().filter(move |((of, _), _)| *of == domain);
        answers.map(|&((_, number), code)| (number, code)).collect()
    };
    Domain::ALL.iter().map(of).collect()
}
