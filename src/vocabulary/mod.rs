//! The closed vocabularies of the tables, one in each file: a list of words in, an enum out.
//!
//! The library compiles them, and so does the build, through `codegen/mod.rs`. So nothing in this folder names anything
//! else of the crate.

use core::fmt;

mod actor;
mod basis;
mod category;
mod envelope;
mod retry;
mod scope;
mod vendor;

pub use actor::Actor;
pub use basis::Basis;
pub use category::Category;
pub(crate) use envelope::Envelope;
pub use retry::Retry;
pub use scope::Scope;
pub use vendor::Vendor;

/// Defines an enum whose variants are the words of one vocabulary.
macro_rules! vocabulary {
    (
        $(#[$meta:meta])*
        $vis:vis $Name:ident, $kind:literal {
            $($(#[$word_meta:meta])* $Word:ident,)+
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis enum $Name {
            $($(#[$word_meta])* $Word,)+
        }

        impl $Name {
            /// Every word, in the order of the declaration.
            pub const ALL: &'static [Self] = &[$(Self::$Word,)+];

            pub(crate) const WORDS: &'static [&'static str] = &[$(stringify!($Word),)+];

            /// Returns the word as the tables, [`Display`](core::fmt::Display) and `serde` write it.
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

        impl AsRef<str> for $Name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl From<$Name> for &'static str {
            fn from(word: $Name) -> Self {
                word.as_str()
            }
        }

        impl core::str::FromStr for $Name {
            type Err = super::UnknownWord;

            /// Reads a word written exactly as [`as_str`](Self::as_str) has it.
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let word = Self::ALL.iter().copied().find(|word| word.as_str() == text);
                word.ok_or(super::UnknownWord::new($kind, Self::WORDS))
            }
        }
    };
}
use vocabulary;

/// The error of reading a word that its vocabulary does not have.
///
/// # Examples
///
/// ```
/// use rtc_codes::Basis;
///
/// let error = "page".parse::<Basis>().unwrap_err();
/// assert_eq!(error.to_string(), "unknown basis, expected one of: Page, Inferred");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct UnknownWord {
    kind: &'static str,
    expected: &'static [&'static str],
}

impl UnknownWord {
    pub(crate) const fn new(kind: &'static str, expected: &'static [&'static str]) -> Self {
        Self { kind, expected }
    }

    /// Returns the words that the vocabulary has.
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
