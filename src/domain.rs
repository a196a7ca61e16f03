//! A domain in, what the head of its table says out: the accessors of [`Domain`].

use core::fmt;
use core::ops::Range;
use core::str::FromStr;

use crate::catalogue::{CODES, HEADS, SECTIONS};
use crate::parse::{Named, named};
use crate::vocabulary::Envelope;
use crate::{Call, Code, Domain, Section, UnknownWord, Vendor};

/// What the head of a table says about its domain.
pub(crate) struct Head {
    pub(crate) vendor: Vendor,
    pub(crate) title: &'static str,
    pub(crate) source_url: &'static str,
    pub(crate) source_date: Option<&'static str>,
    /// The domains that it also answers from, in the order of precedence.
    pub(crate) also: &'static [Domain],
    /// Its rows, among those of all domains.
    pub(crate) rows: Range<usize>,
    /// Its sections, among those of all domains.
    pub(crate) sections: Range<usize>,
    /// Its calls, among those of all domains.
    pub(crate) calls: Range<usize>,
    #[cfg_attr(not(feature = "response"), expect(dead_code, reason = "replies are read with `response` alone"))]
    pub(crate) envelope: Envelope,
}

impl Domain {
    /// Returns the name in the tables, in messages and on the command line: `zego-room`.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        Self::SLUGS[self as usize]
    }

    /// Returns the same as [`slug`](Self::slug), by the name that the vocabularies use.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.slug()
    }

    /// Returns the vendor whose interface it is.
    #[must_use]
    pub const fn vendor(self) -> Vendor {
        self.head().vendor
    }

    /// Returns the title of the interface.
    #[must_use]
    pub const fn title(self) -> &'static str {
        self.head().title
    }

    /// Returns the address of the vendor's page that the rows come from.
    #[must_use]
    pub const fn source_url(self) -> &'static str {
        self.head().source_url
    }

    /// Returns the date that the page states, such as `2025-01-21`, if it states one.
    #[must_use]
    pub const fn source_date(self) -> Option<&'static str> {
        self.head().source_date
    }

    /// Returns the domain's own codes, ordered by number, without those of the domains that it also answers from.
    ///
    /// # Examples
    ///
    /// ```
    /// use rtc_codes::Domain;
    ///
    /// assert_eq!(Domain::TrtcClient.codes().first().unwrap().domain(), Domain::TrtcClient);
    /// assert!(Domain::TrtcClient.codes().is_sorted_by_key(|code| code.number()));
    /// ```
    #[must_use]
    pub const fn codes(self) -> &'static [Code] {
        let rows = &self.head().rows;
        CODES.split_at(rows.end).0.split_at(rows.start).1
    }

    /// Returns the domains that it also answers from, in the order of precedence; its own rows come before all of them.
    ///
    /// # Examples
    ///
    /// ```
    /// use rtc_codes::{Code, Domain, ZegoRoom};
    ///
    /// assert!(Domain::ZegoModeration.answers_from().eq([Domain::ZegoRoom, Domain::ZegoCommon]));
    /// assert_eq!(Code::lookup(Domain::ZegoModeration, 104), Some(ZegoRoom::RoomNotFound.code()));
    /// ```
    pub fn answers_from(self) -> impl Iterator<Item = Self> {
        self.head().also.iter().copied()
    }

    /// Returns its sections, in the order of the page.
    #[must_use]
    pub const fn sections(self) -> &'static [Section] {
        let sections = &self.head().sections;
        Section::ALL.split_at(sections.end).0.split_at(sections.start).1
    }

    /// Returns the calls that answer with its numbers, ordered by name; none for a client SDK, which no backend calls.
    #[must_use]
    pub const fn calls(self) -> &'static [Call] {
        let calls = &self.head().calls;
        Call::ALL.split_at(calls.end).0.split_at(calls.start).1
    }

    /// Finds the section that a number belongs to, even if nobody has listed the number.
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
        if let Some(section) = self.owner_of(number) {
            return Some(section);
        }
        let also = self.head().also;
        let mut index = 0;
        while index < also.len() {
            if let Some(section) = also[index].owner_of(number) {
                return Some(section);
            }
            index += 1;
        }
        None
    }

    /// The domain's own section that has a range with the number.
    const fn owner_of(self, number: i64) -> Option<Section> {
        let sections = &self.head().sections;
        let mut index = sections.start;
        while index < sections.end {
            if SECTIONS[index].owns(number) {
                return Some(Section::ALL[index]);
            }
            index += 1;
        }
        None
    }

    /// What its replies look like.
    #[cfg(feature = "response")]
    pub(crate) const fn envelope(self) -> Envelope {
        self.head().envelope
    }

    const fn head(self) -> &'static Head {
        &HEADS[self as usize]
    }
}

impl fmt::Display for Domain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.slug())
    }
}

impl AsRef<str> for Domain {
    fn as_ref(&self) -> &str {
        self.slug()
    }
}

impl From<Domain> for &'static str {
    fn from(domain: Domain) -> Self {
        domain.slug()
    }
}

impl FromStr for Domain {
    type Err = UnknownWord;

    /// Reads a slug, written exactly as [`slug`](Self::slug) has it.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match named(text) {
            Some(Named::Domain(domain)) => Ok(domain),
            Some(Named::Code(_)) | None => Err(UnknownWord::new("domain", Self::SLUGS)),
        }
    }
}
