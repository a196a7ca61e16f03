//! Whether to try again: one value, one way to recover.

use super::vocabulary;

vocabulary! {
    /// Whether to send a request again, and what must happen before.
    ///
    /// # Examples
    ///
    /// ```
    /// use rtc_codes::{Code, Domain, Retry};
    ///
    /// let expired = Code::lookup(Domain::ZegoRoom, 100000004).unwrap();
    /// assert_eq!(expired.retry(), Retry::AfterRefresh);
    /// assert!(!expired.is_retryable());
    /// ```
    pub Retry, "retry" {
        /// Nothing to repeat: a success, a mere warning, or the caller may go on as if it had succeeded.
        NotNeeded,
        /// Turned away by a limit on the rate: the same again, later and slower.
        Throttled,
        /// A passing fault: the same again, with exponential backoff.
        Backoff,
        /// The credential must be made again first: refresh it, then send again, once.
        AfterRefresh,
        /// The value clashes with something: pick another one (a room ID, a stream ID, a seat, a song), then send.
        AfterChange,
        /// Something outside the request must come about first: a device, a permission, a room that is joined.
        AfterState,
        /// A person must correct code, configuration or plan; until then the same request fails.
        Never,
        /// The number does not say what happened: decide by what the request does.
        Unspecified,
    }
}

impl Retry {
    /// Whether the same request may succeed later with nothing changed: `Throttled` and `Backoff` alone.
    ///
    /// ```
    /// use rtc_codes::Retry;
    ///
    /// assert!(Retry::Backoff.is_retryable());
    /// assert!(!Retry::AfterRefresh.is_retryable());
    /// ```
    #[must_use]
    pub const fn is_retryable(self) -> bool {
        matches!(self, Self::Throttled | Self::Backoff)
    }
}
