//! Whether to try again: one value, one way to recover.

use super::vocabulary::vocabulary;

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
    Retry, "retry" {
        /// Nothing to repeat: a success, a mere warning, or the caller may go on as if it had succeeded.
        NotNeeded,
        /// Turned away by a limit on the rate: the same again, later and slower.
        Throttled,
        /// A passing fault: the same again, with growing delays.
        Backoff,
        /// Make the credential anew, then send again.
        AfterRefresh,
        /// Pick another value (a room ID, a stream ID, a seat, a song), then send again.
        AfterChange,
        /// Something outside the request must come about first: a device, a permission, a room joined.
        AfterState,
        /// A person must put code, configuration or plan right; the same request keeps failing.
        Never,
        /// The vendor's side failed and its page offers nothing: decide by what the request does.
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

    /// Whether to send the same request again by itself.
    ///
    /// A throttled request was turned away before it did anything, so it may always be sent again. After any
    /// other passing fault the request may have taken effect, so `Backoff` is a yes only if the request is
    /// `idempotent`: safe to apply twice.
    ///
    /// ```
    /// use rtc_codes::Retry;
    ///
    /// assert!(Retry::Throttled.should_resend(false));
    /// assert!(Retry::Backoff.should_resend(true));
    /// assert!(!Retry::Backoff.should_resend(false));
    /// assert!(!Retry::AfterState.should_resend(true));
    /// ```
    #[must_use]
    pub const fn should_resend(self, idempotent: bool) -> bool {
        match self {
            Self::Throttled => true,
            Self::Backoff => idempotent,
            _ => false,
        }
    }
}
