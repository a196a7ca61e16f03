//! A number that nobody has listed, with its domain: the error of a look-up.

use core::fmt;

use crate::{Code, Domain, Section};

/// A number that the domain's page does not list.
///
/// It keeps the number, and often still knows the section, since vendors add numbers inside the ranges of their
/// sections. Only this crate creates one: for a number that nobody has listed, or, where a number is converted into a
/// domain's own enum, for one that the domain answers with out of another domain's rows.
///
/// # Examples
///
/// ```
/// use rtc_codes::{Code, Domain, ZegoModeration};
///
/// let unknown = Code::try_lookup(Domain::ZegoWeb, 1103999).unwrap_err();
/// assert_eq!(unknown.section().unwrap().slug(), "publish");
/// assert_eq!(unknown.to_string(), "unknown zego-web code 1103999 (publish)");
///
/// let error = ZegoModeration::try_from(104_i64).unwrap_err();
/// assert_eq!(error.to_string(), "unknown zego-moderation code 104 (room), a code of zego-room");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnknownCode {
    pub(crate) domain: Domain,
    pub(crate) number: i64,
}

impl UnknownCode {
    /// Returns the domain that was asked.
    #[must_use]
    pub const fn domain(self) -> Domain {
        self.domain
    }

    /// Returns the number on the wire.
    #[must_use]
    pub const fn number(self) -> i64 {
        self.number
    }

    /// Returns the section that owns the number: [`Domain::section_of`].
    #[must_use]
    pub const fn section(self) -> Option<Section> {
        self.domain.section_of(self.number)
    }
}

impl fmt::Display for UnknownCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown {} code {}", self.domain, self.number)?;
        if let Some(section) = self.section() {
            write!(f, " ({section})")?;
        }
        match Code::lookup(self.domain, self.number) {
            Some(code) => write!(f, ", a code of {}", code.domain()),
            None => Ok(()),
        }
    }
}

impl core::error::Error for UnknownCode {}
