//! A row and a language in, the row's texts out of the columns that hold them.

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

/// Loads the entry of a column that every language has, one arm for each language.
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

    /// Returns the language of the texts.
    #[must_use]
    #[inline]
    pub const fn lang(self) -> Lang {
        self.lang
    }

    /// Returns what went wrong, under 90 characters and without a full stop.
    #[must_use]
    #[inline]
    pub const fn description(self) -> &'static str {
        match self.lang {
            Lang::En => DESCRIPTIONS[self.row],
            #[cfg(feature = "zh")]
            Lang::Zh => zh::DESCRIPTIONS.text(self.row),
        }
    }

    /// Returns why it went wrong, if the page says more than the description.
    #[must_use]
    #[inline]
    pub const fn cause(self) -> Option<&'static str> {
        entry!(self, CAUSES)
    }

    /// Returns what to do, as an order to the actor; `None` if there is nothing to do.
    #[must_use]
    #[inline]
    pub const fn action(self) -> Option<&'static str> {
        entry!(self, ACTIONS)
    }

    /// Returns what else the page says.
    #[must_use]
    #[inline]
    pub const fn note(self) -> Option<&'static str> {
        entry!(self, NOTES)
    }
}

/// The texts of all rows, one after the other, and where each begins.
pub(crate) struct Column {
    pub(crate) text: &'static str,
    pub(crate) bounds: [u32; COUNT + 1],
}

impl Column {
    /// The text of a row, empty if the row has none.
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
