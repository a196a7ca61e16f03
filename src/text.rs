//! The texts of a code in one language, and the columns that they stand in.

use crate::Lang;
#[cfg(feature = "zh")]
use crate::catalogue::zh;
use crate::catalogue::{COUNT, DESCRIPTIONS, en};

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Text {
    row: usize,
    lang: Lang,
}

/// Loads the entry of a column that every language has, one arm a language.
macro_rules! entry {
    ($text:ident, $COLUMN:ident) => {
        match $text.lang {
            Lang::En => en::$COLUMN.get($text.row),
            #[cfg(feature = "zh")]
            Lang::Zh => zh::$COLUMN.get($text.row),
        }
    };
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
            Lang::En => DESCRIPTIONS[self.row],
            #[cfg(feature = "zh")]
            Lang::Zh => zh::DESCRIPTIONS.text(self.row),
        }
    }

    /// Why it went wrong, where the page knows more than the description says.
    #[must_use]
    #[inline]
    pub const fn cause(self) -> Option<&'static str> {
        entry!(self, CAUSES)
    }

    /// What to do, as an order to the one who must act; `None` where nothing is to do.
    #[must_use]
    #[inline]
    pub const fn action(self) -> Option<&'static str> {
        entry!(self, ACTIONS)
    }

    /// What else the page says.
    #[must_use]
    #[inline]
    pub const fn note(self) -> Option<&'static str> {
        entry!(self, NOTES)
    }
}

/// A text of every row, one behind the other, and where each begins.
pub(crate) struct Column {
    pub(crate) text: &'static str,
    pub(crate) bounds: [u32; COUNT + 1],
}

impl Column {
    /// The text of a row, empty where the row has none.
    pub(crate) const fn text(&self, row: usize) -> &'static str {
        let (start, end) = (self.bounds[row] as usize, self.bounds[row + 1] as usize);
        self.text.split_at(end).0.split_at(start).1
    }

    /// The text of a row, if it has one.
    pub(crate) const fn get(&self, row: usize) -> Option<&'static str> {
        let text = self.text(row);
        if text.is_empty() { None } else { Some(text) }
    }
}
