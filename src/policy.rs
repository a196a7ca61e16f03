//! What went wrong in, the next step out: when to send again. It needs no clock, no runtime and no allocation, and
//! takes its randomness from the caller's seed.

use core::time::Duration;

use crate::Retry;

/// Whether a request may take effect twice without harm.
///
/// # Examples
///
/// ```
/// use rtc_codes::Idempotent;
///
/// let is_read = true;
/// assert_eq!(Idempotent::from(is_read), Idempotent::Yes);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Idempotent {
    /// It may: a query, or a write whose second time changes nothing more.
    Yes,
    /// It may not: a message that is sent, a charge, a call that rings.
    No,
}

impl From<bool> for Idempotent {
    fn from(is_idempotent: bool) -> Self {
        if is_idempotent { Self::Yes } else { Self::No }
    }
}

impl Retry {
    /// Returns whether to send the same request again without a change.
    ///
    /// A throttled request was refused before it did anything, so it may always be sent again. After any other
    /// temporary fault the request may have taken effect, so `Backoff` gives `true` only if the request is idempotent.
    ///
    /// # Examples
    ///
    /// ```
    /// use rtc_codes::{Idempotent, Retry};
    ///
    /// assert!(Retry::Throttled.should_resend(Idempotent::No));
    /// assert!(Retry::Backoff.should_resend(Idempotent::Yes));
    /// assert!(!Retry::Backoff.should_resend(Idempotent::No));
    /// assert!(!Retry::AfterState.should_resend(Idempotent::Yes));
    /// ```
    #[must_use]
    pub const fn should_resend(self, idempotent: Idempotent) -> bool {
        match self {
            Self::Throttled => true,
            Self::Backoff => matches!(idempotent, Idempotent::Yes),
            Self::NotNeeded
            | Self::AfterRefresh
            | Self::AfterChange
            | Self::AfterState
            | Self::Never
            | Self::Unspecified => false,
        }
    }
}

/// How often a request is sent at most, and how long to wait between two sends.
///
/// # Examples
///
/// ```
/// use rtc_codes::{Idempotent, Policy, Retry, Step};
/// use std::time::Duration;
///
/// const PATIENT: Policy = Policy::new().sends(10).backoff(Duration::from_millis(50), Duration::from_secs(60));
///
/// let mut attempts = PATIENT.start(Idempotent::No, 7);
/// // A limit on the rate refused the request before it did anything.
/// let pace = Some(Duration::from_secs(1));
/// let Step::Resend { after } = attempts.next(Retry::Throttled, pace) else { panic!() };
/// assert!(after >= Duration::from_secs(1));
/// // A temporary fault: the request may have taken effect, and must not do so twice.
/// assert_eq!(attempts.next(Retry::Backoff, None), Step::GiveUp);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Policy {
    sends: u32,
    refreshes: u32,
    first: Duration,
    most: Duration,
    slower: u32,
}

impl Policy {
    /// Returns the default policy: four sends in all, at most one of them after a refresh of the credential.
    ///
    /// The backoff is up to 100 ms and doubles up to 20 s; after a limit on the rate it is five times as long.
    #[must_use]
    pub const fn new() -> Self {
        Self { sends: 4, refreshes: 1, first: Duration::from_millis(100), most: Duration::from_secs(20), slower: 5 }
    }

    /// Sets how often a request is sent in all, the first time included.
    #[must_use]
    pub const fn sends(self, sends: u32) -> Self {
        Self { sends, ..self }
    }

    /// Sets the longest backoff before the first resend, which doubles with each resend, and the most that it becomes.
    #[must_use]
    pub const fn backoff(self, first: Duration, most: Duration) -> Self {
        Self { first, most, ..self }
    }

    /// Sets how many times as long the backoff is if a limit on the rate refused the request.
    #[must_use]
    pub const fn slower(self, slower: u32) -> Self {
        Self { slower, ..self }
    }

    /// Sets how often the credential is refreshed; each refresh is followed by one of the sends.
    #[must_use]
    pub const fn refreshes(self, refreshes: u32) -> Self {
        Self { refreshes, ..self }
    }

    /// Begins a request, which is then sent for the first time.
    ///
    /// The seed may be any number that differs between callers, such as a request ID or a random number: callers with
    /// different seeds do not all send again at the same time, and the same seed gives the same waits.
    #[must_use]
    pub const fn start(self, idempotent: Idempotent, seed: u64) -> Attempts {
        Attempts { policy: self, idempotent, sent: 1, refreshed: 0, resent: 0, random: seed }
    }
}

impl Default for Policy {
    fn default() -> Self {
        Self::new()
    }
}

/// The attempts of one request.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Attempts {
    policy: Policy,
    idempotent: Idempotent,
    /// How often the request has been sent.
    sent: u32,
    refreshed: u32,
    /// How often it was sent again after a wait.
    resent: u32,
    /// The state of `SplitMix64`.
    random: u64,
}

/// What to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// Wait, then send the same request again.
    Resend {
        /// How long to wait: the pace, plus a uniformly random backoff between zero and the policy's longest.
        after: Duration,
    },
    /// Refresh the credential, then send the request again with it; not before the failure's pace has passed, if it has
    /// one: `tencent-chat` 70050 blocks a refused `UserSig` for a minute.
    Refresh,
    /// Go on as if the request had succeeded.
    GoOn,
    /// Report the failure to the caller: the same request does not succeed without a change, or was sent often enough.
    GiveUp,
}

impl Attempts {
    /// Decides what to do after a failure, by its retry and its pace: those of `Code`, `Answer` or `response::Error`,
    /// or a program's own.
    ///
    /// A refused credential had no effect, so the request is sent again after a refresh even if it is not idempotent.
    ///
    /// # Examples
    ///
    /// ```
    /// use rtc_codes::{Idempotent, Policy, Retry, Step};
    ///
    /// let mut attempts = Policy::new().start(Idempotent::No, 7);
    /// assert_eq!(attempts.next(Retry::AfterRefresh, None), Step::Refresh);
    /// // The new credential is refused too, so a third one would not help.
    /// assert_eq!(attempts.next(Retry::AfterRefresh, None), Step::GiveUp);
    /// ```
    #[must_use]
    pub const fn next(&mut self, retry: Retry, pace: Option<Duration>) -> Step {
        let may_send = self.sent < self.policy.sends;
        match retry {
            Retry::NotNeeded => Step::GoOn,
            Retry::AfterRefresh if may_send && self.refreshed < self.policy.refreshes => {
                self.refreshed += 1;
                self.sent += 1;
                Step::Refresh
            }
            Retry::Throttled | Retry::Backoff if may_send && retry.should_resend(self.idempotent) => {
                self.sent += 1;
                let pace = match pace {
                    Some(pace) => pace,
                    None => Duration::ZERO,
                };
                Step::Resend { after: pace.saturating_add(self.backoff(retry)) }
            }
            Retry::Throttled
            | Retry::Backoff
            | Retry::AfterRefresh
            | Retry::AfterChange
            | Retry::AfterState
            | Retry::Never
            | Retry::Unspecified => Step::GiveUp,
        }
    }

    /// Returns how often the request has been sent, the first time included.
    #[must_use]
    pub const fn sends(&self) -> u32 {
        self.sent
    }

    /// A uniformly random wait between zero and the longest: full jitter.
    const fn backoff(&mut self, retry: Retry) -> Duration {
        let doubled = self.policy.first.saturating_mul(1 << if self.resent < 31 { self.resent } else { 31 });
        let longest = if doubled.as_nanos() < self.policy.most.as_nanos() { doubled } else { self.policy.most };
        let longest =
            if matches!(retry, Retry::Throttled) { longest.saturating_mul(self.policy.slower) } else { longest };
        self.resent = self.resent.saturating_add(1);
        let random = self.random() as u128;
        let nanos = longest.as_nanos();
        // In two halves, since the product of both numbers may have more than 128 bits.
        let high = ((nanos >> 32) * random) >> 32;
        let low = ((nanos & 0xffff_ffff) * random) >> 64;
        from_nanos(high + low)
    }

    /// A pseudo-random number (`SplitMix64`).
    const fn random(&mut self) -> u64 {
        self.random = self.random.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.random ^ self.random >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }
}

/// The duration of `nanos`, which are at most those of the longest duration.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a duration has u64 seconds and fewer than 10^9 nanoseconds beside"
)]
const fn from_nanos(nanos: u128) -> Duration {
    Duration::new((nanos / 1_000_000_000) as u64, (nanos % 1_000_000_000) as u32)
}
