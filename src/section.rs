//! A section in, what the tables say about it out: a part of a domain, such as `publish` in `zego-web`.

use core::fmt;
use core::str::FromStr;

use crate::catalogue::SECTIONS;
#[cfg(feature = "zh")]
use crate::catalogue::zh;
use crate::{Domain, Lang, UnknownWord};

/// A part of a domain, as the vendor's page divides it.
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
    pub(crate) ranges: &'static [(i32, i32)],
    pub(crate) note: Option<&'static str>,
}

impl Section {
    #[expect(clippy::cast_possible_truncation, reason = "the build refuses more than 256 sections")]
    pub(crate) const ALL: &'static [Self] = &{
        let mut all = [Self(0); SECTIONS.len()];
        let mut index = 0;
        while index < all.len() {
            all[index] = Self(index as u8);
            index += 1;
        }
        all
    };

    /// Returns the name in the tables and on the command line, unique within its domain: `publish`.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        self.row().slug
    }

    /// Returns what the section is about.
    #[must_use]
    pub const fn title(self) -> &'static str {
        self.row().title
    }

    /// Returns the ranges of numbers that it owns, listed or not: the first and the last of each.
    ///
    /// # Examples
    ///
    /// ```
    /// use rtc_codes::ZegoCommon;
    ///
    /// assert_eq!(ZegoCommon::SignatureExpired.section().ranges(), [(100000000, 100000999)]);
    /// ```
    #[must_use]
    pub const fn ranges(self) -> &'static [(i32, i32)] {
        self.row().ranges
    }

    /// Returns what holds for all its rows, in English: for example in which callback or reply the numbers arrive.
    #[must_use]
    pub const fn note(self) -> Option<&'static str> {
        self.note_in(Lang::En)
    }

    /// Returns what holds for all its rows, in a language.
    #[must_use]
    pub const fn note_in(self, lang: Lang) -> Option<&'static str> {
        match lang {
            Lang::En => self.row().note,
            #[cfg(feature = "zh")]
            Lang::Zh => zh::SECTION_NOTES[self.0 as usize],
        }
    }

    /// Returns the domain that the section is a part of.
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
            if first as i64 <= number && number <= last as i64 {
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

impl FromStr for Section {
    type Err = ParseSectionError;

    /// Reads the domain and the slug: `zego-web/publish`, since two domains may have sections of the same name.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (domain, slug) = text.split_once('/').ok_or(ParseSectionError::NoDomain)?;
        let domain: Domain = domain.parse().map_err(ParseSectionError::Domain)?;
        let mut sections = domain.sections().iter().copied();
        sections.find(|section| section.slug() == slug).ok_or(ParseSectionError::Section(domain))
    }
}

/// The error of reading a [`Section`] from text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ParseSectionError {
    /// The text has no `/`.
    NoDomain,
    /// The text before the `/` is no domain.
    Domain(UnknownWord),
    /// The domain has no such section.
    Section(Domain),
}

impl fmt::Display for ParseSectionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoDomain => f.write_str("no domain: write a section as `zego-web/publish`"),
            Self::Domain(error) => error.fmt(f),
            Self::Section(domain) => {
                write!(f, "no such section in {domain}, expected one of: ")?;
                for (index, section) in domain.sections().iter().enumerate() {
                    let comma = if index == 0 { "" } else { ", " };
                    write!(f, "{comma}{section}")?;
                }
                Ok(())
            }
        }
    }
}

impl core::error::Error for ParseSectionError {}
