//! The name of a call in, what the tables say about it out: whose numbers it answers with, and its documented rate.

use core::fmt;
use core::time::Duration;

use crate::catalogue::{CALLS, NAMED_CALLS};
use crate::{Domain, Scope, Vendor};

/// An interface that a backend calls, by the vendor's own name.
///
/// It knows the domain whose numbers it answers with, whether it may be sent twice, and the documented rate.
///
/// Left out are calls that answer with numbers of no table here: ZEGOCLOUD's AI Effects and ZIM Audio licenses
/// (`DescribeEffectsLicense`, `CgiDescribeEffectsLicense`, `CgiDescribeZIMAudioLicense`) and `SetSceneTemplate`; Tencent's
/// earlier RoomKit interfaces under `room_api/v1` and the deprecated `v1/callback` and `v1/records`.
///
/// # Examples
///
/// ```
/// use rtc_codes::{Call, Domain, Scope};
///
/// let send = Call::find("SendBroadcastMessage").unwrap();
/// assert_eq!(send.domain(), Domain::ZegoRoom);
/// assert!(!send.is_read());
///
/// let limit = send.limit().unwrap();
/// assert_eq!((limit.requests(), limit.per().as_secs()), (100, 1));
/// assert_eq!(limit.scope(), Some(Scope::App));
///
/// assert_eq!(Call::find("v4/live_engine_http_srv/create_room").unwrap().domain(), Domain::TrtcRest);
/// assert_eq!(Call::find("MakeCoffee"), None);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Call(u16);

/// What the tables say about a call.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) domain: Domain,
    pub(crate) reads: bool,
    pub(crate) limit: Option<Limit>,
}

impl Call {
    /// Every call of every domain.
    #[expect(clippy::cast_possible_truncation, reason = "the build refuses more than 65,536 calls")]
    pub const ALL: &'static [Self] = &{
        let mut all = [Self(0); CALLS.len()];
        let mut index = 0;
        while index < all.len() {
            all[index] = Self(index as u16);
            index += 1;
        }
        all
    };

    /// Finds a call by its name: ZEGOCLOUD's `Action`, Tencent's `servicename/command` with or without a leading `v4/`.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        NAMED_CALLS.get(name.strip_prefix("v4/").unwrap_or(name)).map(|&index| Self(index))
    }

    /// Returns the vendor's own name: `SendBroadcastMessage`, `openim/sendmsg`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.row().name
    }

    /// Returns the domain whose numbers it answers with.
    #[must_use]
    pub const fn domain(self) -> Domain {
        self.row().domain
    }

    /// Returns the vendor whose interface it is.
    #[must_use]
    pub const fn vendor(self) -> Vendor {
        self.domain().vendor()
    }

    /// Returns whether it changes nothing, so that it may be sent twice.
    #[must_use]
    pub const fn is_read(self) -> bool {
        self.row().reads
    }

    /// Returns the documented rate, if the page gives one.
    #[must_use]
    pub const fn limit(self) -> Option<Limit> {
        self.row().limit
    }

    const fn row(self) -> &'static Row {
        &CALLS[self.0 as usize]
    }
}

impl fmt::Display for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Call({self})")
    }
}

/// A documented rate: how many requests are allowed in how much time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Limit {
    requests: u32,
    per: Duration,
    scope: Option<Scope>,
}

impl Limit {
    // Not reached: the compiler alone asks for it, in a table.
    pub(crate) const fn new(requests: u32, per_ms: u64, scope: Option<Scope>) -> Self {
        Self { requests, per: Duration::from_millis(per_ms), scope }
    }

    /// Returns how many requests are allowed in [`per`](Self::per).
    #[must_use]
    pub const fn requests(self) -> u32 {
        self.requests
    }

    /// Returns the time in which the requests are counted.
    #[must_use]
    pub const fn per(self) -> Duration {
        self.per
    }

    /// Returns what the requests are counted by, if the page says so.
    #[must_use]
    pub const fn scope(self) -> Option<Scope> {
        self.scope
    }
}
