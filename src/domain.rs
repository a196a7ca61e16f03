//! Where numbers come from: the accessors of [`Domain`].

use core::fmt;
use core::str::FromStr;

#[cfg(feature = "strum")]
use crate::VARIANTS;
use crate::{CODES, Code, Domain, SECTIONS, Section, UnknownWord, Vendor};

impl Domain {
    /// The name in the tables, in messages and on the command line: `zego-room`.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        Self::SLUGS[self as usize]
    }

    /// Whose interface it is.
    #[must_use]
    pub const fn vendor(self) -> Vendor {
        Self::VENDORS[self as usize]
    }

    /// What the interface is called.
    #[must_use]
    pub const fn title(self) -> &'static str {
        Self::TITLES[self as usize]
    }

    /// The address of the vendor's page that the rows come from.
    #[must_use]
    pub const fn source_url(self) -> &'static str {
        Self::SOURCE_URLS[self as usize]
    }

    /// The date that the page gives itself, as `2025-01-21`, where it gives one.
    #[must_use]
    pub const fn source_date(self) -> Option<&'static str> {
        Self::SOURCE_DATES[self as usize]
    }

    /// Its own codes, their numbers ascending; not those that it also answers from.
    ///
    /// # Examples
    ///
    /// ```
    /// use rtc_codes::Domain;
    ///
    /// assert_eq!(Domain::ZegoModeration.codes().len(), 4);
    /// assert_eq!(Domain::ZegoModeration.codes()[0].number(), 50006);
    /// ```
    #[must_use]
    pub const fn codes(self) -> &'static [Code] {
        let rows = &Self::ROWS[self as usize];
        CODES.split_at(rows.end).0.split_at(rows.start).1
    }

    /// Its parts, in the order of the page.
    #[must_use]
    pub const fn sections(self) -> &'static [Section] {
        let sections = &Self::SECTIONS[self as usize];
        Section::ALL.split_at(sections.end).0.split_at(sections.start).1
    }

    /// Finds the section that a number belongs to, whether or not anybody has listed the number.
    ///
    /// # Examples
    ///
    /// ```
    /// use rtc_codes::{Code, Domain};
    ///
    /// assert_eq!(Code::lookup(Domain::ZegoWeb, 1103999), None);
    /// assert_eq!(Domain::ZegoWeb.section_of(1103999).unwrap().slug(), "publish");
    /// assert_eq!(Domain::ZegoWeb.section_of(7), None);
    /// ```
    #[must_use]
    pub const fn section_of(self, number: i64) -> Option<Section> {
        if let Some(code) = Code::lookup(self, number) {
            return Some(code.section());
        }
        let mut index = 0;
        while index < SECTIONS.len() {
            if self.answers_from(SECTIONS[index].domain) && SECTIONS[index].owns(number) {
                return Some(Section::ALL[index]);
            }
            index += 1;
        }
        None
    }

    /// The names of its own codes, in the order of their numbers.
    // Not reached: the compiler alone asks for it, in a constant.
    #[cfg(feature = "strum")]
    pub(crate) const fn names(self) -> &'static [&'static str] {
        let rows = &Self::ROWS[self as usize];
        VARIANTS.split_at(rows.end).0.split_at(rows.start).1
    }

    /// Whether the domain answers with the numbers of `other`; its own are among them.
    #[inline]
    pub(crate) const fn answers_from(self, other: Self) -> bool {
        (Self::ANSWERS[self as usize] >> other as u32) & 1 == 1
    }
}

impl fmt::Display for Domain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.slug())
    }
}

impl FromStr for Domain {
    type Err = UnknownWord;

    /// Reads a slug, written exactly as [`slug`](Self::slug) has it.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.iter().copied().find(|domain| domain.slug() == text).ok_or(UnknownWord::new("domain", Self::SLUGS))
    }
}
