//! Whether to try again: one value, one way to recover.

use super::vocabulary;

vocabulary! {
    /// Whether to send a request again, and what must happen first.
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
        /// Nothing to send again: a success, a mere warning, or the caller may go on as if it were a success.
        NotNeeded,
        /// A limit on the rate refused the request: send the same again, later and slower.
        Throttled,
        /// A temporary fault: send the same again, with exponential backoff.
        Backoff,
        /// The credential must be renewed first: refresh it, then send again, once.
        AfterRefresh,
        /// The value conflicts with something: choose another one (a room ID, a stream ID, a seat, a song), then send.
        AfterChange,
        /// Something outside the request must change first: a device, a permission, a room that is joined.
        AfterState,
        /// A person must correct code, configuration or plan; until then the same request fails.
        Never,
        /// The number does not say what happened: decide by what the request does.
        Unspecified,
    }
}

impl Retry {
    /// Returns whether the same request may succeed later without a change: only for `Throttled` and `Backoff`.
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
