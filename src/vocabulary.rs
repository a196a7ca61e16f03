//! `vocabulary!`: a closed list of words becomes an enum that prints and parses as those words.
//!
//! Compiled into the library and, with the vocabularies themselves, into the build.

use core::fmt;

/// Defines an enum whose variants are the words of one vocabulary.
macro_rules! vocabulary {
    (
        $(#[$doc:meta])*
        $Name:ident, $kind:literal {
            $($(#[$word_doc:meta])* $Word:ident,)+
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $Name {
            $($(#[$word_doc])* $Word,)+
        }

        impl $Name {
            /// Every word, in the order of the declaration.
            pub const ALL: &'static [Self] = &[$(Self::$Word,)+];

            pub(crate) const WORDS: &'static [&'static str] = &[$(stringify!($Word),)+];

            /// The word as the tables, [`Display`](core::fmt::Display) and `serde` write it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                Self::WORDS[self as usize]
            }
        }

        impl core::fmt::Display for $Name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl core::str::FromStr for $Name {
            type Err = super::UnknownWord;

            /// Reads a word written exactly as [`as_str`](Self::as_str) has it.
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::ALL
                    .iter()
                    .copied()
                    .find(|word| word.as_str() == text)
                    .ok_or(super::UnknownWord::new($kind, Self::WORDS))
            }
        }
    };
}
pub(crate) use vocabulary;

/// The error of parsing a word that its vocabulary does not have.
///
/// # Examples
///
/// ```
/// use rtc_codes::Basis;
///
/// let error = "page".parse::<Basis>().unwrap_err();
/// assert_eq!(error.to_string(), "unknown basis, expected one of: Page, Inferred");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownWord {
    kind: &'static str,
    expected: &'static [&'static str],
}

impl UnknownWord {
    pub(crate) const fn new(kind: &'static str, expected: &'static [&'static str]) -> Self {
        Self { kind, expected }
    }

    /// The words that would have been understood.
    #[must_use]
    pub const fn expected(self) -> &'static [&'static str] {
        self.expected
    }
}

impl fmt::Display for UnknownWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown {}, expected one of: ", self.kind)?;
        for (index, word) in self.expected.iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            write!(f, "{comma}{word}")?;
        }
        Ok(())
    }
}

impl core::error::Error for UnknownWord {}
