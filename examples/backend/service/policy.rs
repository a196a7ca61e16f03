//! When to send a call again, and how long to wait before.

use std::time::Duration;

use backon::{ExponentialBuilder, Retryable};
use rtc_codes::{Code, Retry};

use super::vendor::Error;

/// How patient the backend is.
#[derive(Clone, Copy)]
pub struct Policy {
    /// The least wait before a call is sent again for the first time; it doubles with each time.
    pub delay: Duration,
    /// How many times slower a call is sent again that a limit on the rate turned away.
    pub slower: u32,
    /// How often a call is sent again at most.
    pub resends: usize,
    /// How long to wait for an answer.
    pub time_out: Duration,
}

impl Default for Policy {
    fn default() -> Self {
        Self { delay: Duration::from_millis(100), slower: 5, resends: 3, time_out: Duration::from_secs(5) }
    }
}

impl Policy {
    /// Sends until it succeeds, fails for good or has been sent often enough.
    pub async fn resend<T, Reply>(&self, idempotent: bool, send: impl FnMut() -> Reply) -> Result<T, Error>
    where
        Reply: Future<Output = Result<T, Error>>,
    {
        let backoff = ExponentialBuilder::new().with_min_delay(self.delay).with_max_times(self.resends).with_jitter();
        send.retry(backoff)
            .when(|error| error.retry().should_resend(idempotent))
            .adjust(|error, backoff| Some(self.delay(error.retry(), error.code(), backoff?)))
            .notify(|error, delay| tracing::warn!(%error, ?delay, "sending again"))
            .await
    }

    /// The wait before a call is sent again, never below the vendor's pace: the pace is added to the backoff rather
    /// than put in its place, so that its jitter still keeps callers apart.
    pub fn delay(&self, retry: Retry, code: Option<Code>, backoff: Duration) -> Duration {
        let pace = code.and_then(Code::pace).unwrap_or_default();
        match retry {
            Retry::Throttled => pace + backoff * self.slower,
            _ => pace + backoff,
        }
    }
}
