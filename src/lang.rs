//! The language of a text.

use core::fmt;
use core::str::FromStr;

use crate::UnknownWord;

/// A language that the texts are written in.
///
/// # Examples
///
/// ```
/// use rtc_codes::Lang;
///
/// assert_eq!("en".parse(), Ok(Lang::En));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Chinese, in simplified characters.
    #[cfg(feature = "zh")]
    #[cfg_attr(docsrs, doc(cfg(feature = "zh")))]
    Zh,
}

impl Lang {
    /// Every language that this build has.
    pub const ALL: &'static [Self] = &[
        Self::En,
        #[cfg(feature = "zh")]
        Self::Zh,
    ];

    pub(crate) const WORDS: &'static [&'static str] = &[
        "en",
        #[cfg(feature = "zh")]
        "zh",
    ];

    /// Returns the ISO 639-1 code of the language: `en`, `zh`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        Self::WORDS[self as usize]
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl AsRef<str> for Lang {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl From<Lang> for &'static str {
    fn from(lang: Lang) -> Self {
        lang.as_str()
    }
}

impl FromStr for Lang {
    type Err = UnknownWord;

    /// Reads `en` or, with feature `zh`, `zh`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.iter().copied().find(|lang| lang.as_str() == text).ok_or(UnknownWord::new("language", Self::WORDS))
    }
}
