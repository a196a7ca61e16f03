//! Reading a code from text: its slug, its number or its symbol after the domain.

use core::fmt;
use core::str::FromStr;

use crate::{CODES, Code, Domain, NAMES, UnknownCode, UnknownWord};

/// Reads `zego-room/room-not-found`, `zego-room/104` or `trtc-client/ERR_CAMERA_OCCUPIED`.
///
/// A number means what it means to [`Code::lookup`]. A symbol that a domain has for two numbers (`APPID_INVALID` of
/// `zego-web`) names neither.
///
/// # Examples
///
/// ```
/// use rtc_codes::{Code, TrtcClient, ZegoRoom};
///
/// assert_eq!("zego-room/room-not-found".parse(), Ok(Code::ZegoRoom(ZegoRoom::RoomNotFound)));
/// assert_eq!("zego-room/104".parse(), Ok(Code::ZegoRoom(ZegoRoom::RoomNotFound)));
/// assert_eq!("trtc-client/ERR_CAMERA_OCCUPIED".parse(), Ok(Code::TrtcClient(TrtcClient::CameraOccupied)));
///
/// let error = "zego-room/0104".parse::<Code>().unwrap_err();
/// assert_eq!(error.to_string(), "no zego-room code has this name, and only one may have this symbol");
/// ```
impl FromStr for Code {
    type Err = ParseCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Some(&row) = NAMES.get(text) {
            return Ok(CODES[row as usize]);
        }
        let (domain, name) = text.split_once('/').ok_or(ParseCodeError::NoDomain)?;
        let domain = domain.parse().map_err(ParseCodeError::Domain)?;
        match number(name) {
            Some(number) => Self::try_lookup(domain, number).map_err(ParseCodeError::Number),
            None => Err(ParseCodeError::Name(domain)),
        }
    }
}

/// The number that a text is the one way to write, in decimal: no plus sign, no leading zero, no blank.
pub(crate) fn number(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let canonical = text == "0" || digits.starts_with(|c: char| matches!(c, '1'..='9'));
    if canonical { text.parse().ok() } else { None }
}

/// The error of reading a [`Code`] from text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParseCodeError {
    /// The text has no `/`.
    NoDomain,
    /// What stands before the `/` is no domain.
    Domain(UnknownWord),
    /// The number is not listed.
    Number(UnknownCode),
    /// The domain has no such name or symbol, or has the symbol for two numbers.
    Name(Domain),
}

impl fmt::Display for ParseCodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoDomain => f.write_str("no domain: write `zego-room/104` or `zego-room/room-not-found`"),
            Self::Domain(error) => error.fmt(f),
            Self::Number(error) => error.fmt(f),
            Self::Name(domain) => write!(f, "no {domain} code has this name, and only one may have this symbol"),
        }
    }
}

impl core::error::Error for ParseCodeError {}
