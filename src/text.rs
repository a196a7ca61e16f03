//! The texts of a code in one language.

use crate::{ENGLISH, Lang};

#[cfg(feature = "zh")]
use crate::CHINESE;

/// The texts of a code in one language.
///
/// # Examples
///
/// ```
/// use rtc_codes::{Lang, ZegoRoom};
///
/// let text = ZegoRoom::RoomNotFound.text(Lang::En);
/// assert_eq!(text.description(), "room does not exist");
/// assert!(text.action().is_some());
/// assert_eq!(text.cause(), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    row: usize,
    lang: Lang,
}

/// The texts of all rows in one language.
pub(crate) struct Language {
    pub(crate) descriptions: &'static [&'static str],
    pub(crate) causes: &'static [Option<&'static str>],
    pub(crate) actions: &'static [Option<&'static str>],
    pub(crate) notes: &'static [Option<&'static str>],
}

impl Text {
    pub(crate) const fn of(row: usize, lang: Lang) -> Self {
        Self { row, lang }
    }

    /// The language of the texts.
    #[must_use]
    pub const fn lang(self) -> Lang {
        self.lang
    }

    /// What went wrong, under 90 characters and without a full stop.
    #[must_use]
    pub const fn description(self) -> &'static str {
        self.language().descriptions[self.row]
    }

    /// Why it went wrong, where the page knows more than the description says.
    #[must_use]
    pub const fn cause(self) -> Option<&'static str> {
        self.language().causes[self.row]
    }

    /// What to do, as an order to the one who must act; `None` where nothing is to do.
    #[must_use]
    pub const fn action(self) -> Option<&'static str> {
        self.language().actions[self.row]
    }

    /// What else the page says.
    #[must_use]
    pub const fn note(self) -> Option<&'static str> {
        self.language().notes[self.row]
    }

    const fn language(self) -> &'static Language {
        match self.lang {
            Lang::En => &ENGLISH,
            #[cfg(feature = "zh")]
            Lang::Zh => &CHINESE,
        }
    }
}
