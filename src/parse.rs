//! A text in, a code out: the domain, then the name, the number or the symbol.

use core::fmt;
use core::str::FromStr;

use phf_shared::ptrhash;

use crate::catalogue::{CODES, COUNT, NAME_PILOTS, NAME_REMAP, NAME_SEED, NAMES, SLUGS, SYMBOLS};
use crate::{Code, Domain, UnknownCode, UnknownWord, hash};

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
        if let Some(Named::Code(code)) = named(text) {
            return Ok(code);
        }
        let (domain, name) = split(text)?;
        match number(name) {
            Some(number) => Self::try_lookup(domain, number).map_err(ParseCodeError::Number),
            None => Err(ParseCodeError::Name(domain)),
        }
    }
}

/// The domain at the start of a text, and what follows. There are few domains, and the place of the `/` excludes most
/// of them, so this takes less time than to find the `/` and to look the domain up.
fn split(text: &str) -> Result<(Domain, &str), ParseCodeError> {
    for &domain in Domain::ALL {
        let slug = domain.slug();
        if text.as_bytes().get(slug.len()) == Some(&b'/') && text.starts_with(slug) {
            return Ok((domain, &text[slug.len() + 1..]));
        }
    }
    let named = text.contains('/');
    Err(if named {
        ParseCodeError::Domain(UnknownWord::new("domain", Domain::SLUGS))
    } else {
        ParseCodeError::NoDomain
    })
}

/// What a text can name.
pub(crate) enum Named {
    /// A code, by its slug or its symbol.
    Code(Code),
    Domain(Domain),
}

/// What a text names, by one probe of one perfect-hash table.
pub(crate) fn named(text: &str) -> Option<Named> {
    let hash = hash::of_name(text, NAME_SEED);
    let entry = NAMES[ptrhash::get_index(NAME_SEED, hash, &NAME_PILOTS, &NAME_REMAP, NAMES.len()) as usize] as usize;
    if entry >= 2 * COUNT {
        let domain = Domain::ALL[entry - 2 * COUNT];
        return (domain.slug() == text).then_some(Named::Domain(domain));
    }
    let row = entry / 2;
    let found = if entry.is_multiple_of(2) {
        SLUGS[row] == text
    } else {
        let symbol = text.strip_prefix(CODES[row].domain().slug()).and_then(|rest| rest.strip_prefix('/'));
        symbol.is_some() && symbol == SYMBOLS[row]
    };
    found.then(|| Named::Code(CODES[row]))
}

/// The number of a text in decimal, in its only spelling: no plus sign, no leading zero, no blank.
pub(crate) fn number(text: &str) -> Option<i64> {
    match text.as_bytes() {
        b"0" => Some(0),
        [b'1'..=b'9', ..] | [b'-', b'1'..=b'9', ..] => text.parse().ok(),
        _ => None,
    }
}

/// The error of reading a [`Code`] from text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ParseCodeError {
    /// The text has no `/`.
    NoDomain,
    /// The text before the `/` is no domain.
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
