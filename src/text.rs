//! The texts of a code in one language.

#[cfg(feature = "zh")]
use crate::chinese;
use crate::{Lang, english};

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

impl Text {
    #[inline]
    pub(crate) const fn of(row: usize, lang: Lang) -> Self {
        Self { row, lang }
    }

    /// The language of the texts.
    #[must_use]
    #[inline]
    pub const fn lang(self) -> Lang {
        self.lang
    }

    /// What went wrong, under 90 characters and without a full stop.
    #[must_use]
    #[inline]
    pub const fn description(self) -> &'static str {
        match self.lang {
            Lang::En => english::DESCRIPTIONS[self.row],
            #[cfg(feature = "zh")]
            Lang::Zh => chinese::DESCRIPTIONS[self.row],
        }
    }

    /// Why it went wrong, where the page knows more than the description says.
    #[must_use]
    #[inline]
    pub const fn cause(self) -> Option<&'static str> {
        match self.lang {
            Lang::En => english::CAUSES[self.row],
            #[cfg(feature = "zh")]
            Lang::Zh => chinese::CAUSES[self.row],
        }
    }

    /// What to do, as an order to the one who must act; `None` where nothing is to do.
    #[must_use]
    #[inline]
    pub const fn action(self) -> Option<&'static str> {
        match self.lang {
            Lang::En => english::ACTIONS[self.row],
            #[cfg(feature = "zh")]
            Lang::Zh => chinese::ACTIONS[self.row],
        }
    }

    /// What else the page says.
    #[must_use]
    #[inline]
    pub const fn note(self) -> Option<&'static str> {
        match self.lang {
            Lang::En => english::NOTES[self.row],
            #[cfg(feature = "zh")]
            Lang::Zh => chinese::NOTES[self.row],
        }
    }
}
