//! A part of a domain, such as `publish` in `zego-web`.

use core::fmt;

use crate::{Domain, SECTIONS};

/// A part of a domain, as its page is divided.
///
/// # Examples
///
/// ```
/// use rtc_codes::{Domain, ZegoWeb};
///
/// let section = ZegoWeb::TokenExpired.section();
/// assert_eq!(section.slug(), "room");
/// assert_eq!(section.domain(), Domain::ZegoWeb);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Section(u8);

/// What the tables say about a section.
pub(crate) struct Row {
    pub(crate) domain: Domain,
    pub(crate) slug: &'static str,
    pub(crate) title: &'static str,
    /// The ranges of numbers that it owns, both ends included.
    pub(crate) ranges: &'static [(i64, i64)],
}

impl Section {
    pub(crate) const ALL: &'static [Self] = &{
        let mut all = [Self(0); SECTIONS.len()];
        let mut index = 0;
        while (index as usize) < all.len() {
            all[index as usize] = Self(index);
            index += 1;
        }
        all
    };

    /// The name in the tables and on the command line: `publish`. Unique within its domain.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        self.row().slug
    }

    /// What the section is about.
    #[must_use]
    pub const fn title(self) -> &'static str {
        self.row().title
    }

    /// The domain that the section is a part of.
    #[must_use]
    pub const fn domain(self) -> Domain {
        self.row().domain
    }

    pub(crate) const fn at(index: u8) -> Self {
        Self(index)
    }

    const fn row(self) -> &'static Row {
        &SECTIONS[self.0 as usize]
    }
}

impl Row {
    pub(crate) const fn owns(&self, number: i64) -> bool {
        let mut index = 0;
        while index < self.ranges.len() {
            let (first, last) = self.ranges[index];
            if first <= number && number <= last {
                return true;
            }
            index += 1;
        }
        false
    }
}

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.slug())
    }
}

impl fmt::Debug for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Section({}/{})", self.domain(), self.slug())
    }
}
