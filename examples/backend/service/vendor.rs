//! An operation in, its result or the reason why there is none out: the vendor as the backend sees it.

use std::collections::HashMap;
use std::fmt;
use std::num::NonZeroU32;
use std::time::Duration;

use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use reqwest::header::RETRY_AFTER;
use reqwest::redirect;
use reqwest::{Client, Url};
use rtc_codes::response::{self, Reply};
use rtc_codes::{Call, Limit, Policy, Retry, Scope, Step};
use serde::de::DeserializeOwned;
use tokio::time::sleep;

use super::call::{self, Operation, Signature};

/// How often the backend tries, and how long it waits.
#[derive(Clone, Copy)]
pub struct Patience {
    pub policy: Policy,
    /// How long to wait for one answer.
    pub time_out: Duration,
}

pub struct Vendor {
    url: Url,
    http: Client,
    policy: Policy,
    /// What holds each call to its documented rate, before the vendor has to refuse one.
    limiters: HashMap<Call, DefaultDirectRateLimiter>,
}

impl Vendor {
    pub fn new(url: &str, patience: Patience) -> Self {
        let http = Client::builder()
            .timeout(patience.time_out)
            .redirect(redirect::Policy::none())
            .no_proxy() // This vendor is on loopback.
            .build();
        let url = url.parse().expect("the vendor has a URL");
        let limiters = Call::ALL.iter().filter_map(|&call| Some((call, limiter(call.limit()?)?))).collect();
        Self { url, http: http.expect("HTTP needs no set-up"), policy: patience.policy, limiters }
    }

    /// The result of an operation, sent as often as its failures permit, and with a new signature if the vendor asks for
    /// one.
    pub async fn perform<T: DeserializeOwned + Default>(&self, operation: &Operation<'_>) -> Result<T, Error> {
        let mut signature = Signature::new();
        let mut attempts = self.policy.start(operation.call().is_read().into(), call::random());
        loop {
            let error = match self.send(operation, &signature).await {
                Ok(result) => return Ok(result),
                Err(error) => error,
            };
            count(&error);
            let step = attempts.next(error.retry(), error.pace());
            tracing::warn!(%error, ?step);
            match step {
                Step::Resend { after } => sleep(after).await,
                Step::Refresh => {
                    sleep(error.pace().unwrap_or_default()).await;
                    signature = Signature::new();
                }
                Step::GoOn => return Ok(T::default()),
                Step::GiveUp => return Err(error),
            }
        }
    }

    async fn send<T: DeserializeOwned>(&self, operation: &Operation<'_>, signature: &Signature) -> Result<T, Error> {
        let call = operation.call();
        if let Some(limiter) = self.limiters.get(&call) {
            limiter.until_ready().await;
        }
        let reply = self.http.execute(operation.request(&self.url, signature)).await?;
        let (status, retry_after) = (reply.status().as_u16(), reply.headers().get(RETRY_AFTER));
        let retry_after = retry_after.and_then(|seconds| seconds.to_str().ok()?.parse().ok()).map(Duration::from_secs);
        let body = reply.bytes().await?;
        let reply = Reply::new(status, &body);
        let reply = retry_after.map_or(reply, |wait| reply.retry_after(wait));
        Ok(reply.parse(call.domain())?)
    }
}

/// Half of a documented rate at once and the other half spread over its period, so that no period has more of them.
///
/// A rate counted by room or by user would need a limiter for each.
fn limiter(limit: Limit) -> Option<DefaultDirectRateLimiter> {
    if !matches!(limit.scope(), None | Some(Scope::App)) {
        return None;
    }
    let half = NonZeroU32::new((limit.requests() / 2).max(1))?;
    let quota = Quota::with_period(limit.per() / half.get())?;
    Some(RateLimiter::direct(quota.allow_burst(half)))
}

fn count(error: &Error) {
    metrics::counter!("vendor_errors_total", "error_type" => error.label()).increment(1);
}

/// Why a call has no result. It shows nothing of what the vendor wrote, nor the signed address.
#[derive(Debug)]
pub enum Error {
    /// There is a reply, but it gives no result.
    Reply(response::Error),
    /// There was no reply in time.
    TimedOut,
    /// The vendor could not be reached.
    Unreachable(reqwest::Error),
}

impl Error {
    /// Whether to send the call again. A program's own rows would come first.
    pub fn retry(&self) -> Retry {
        match self {
            Self::Reply(error) => error.retry(),
            Self::Unreachable(_) => Retry::Backoff,
            // The caller has waited long enough.
            Self::TimedOut => Retry::Unspecified,
        }
    }

    /// The least time to wait before the next call.
    pub fn pace(&self) -> Option<Duration> {
        if let Self::Reply(error) = self { error.pace() } else { None }
    }

    /// The status for our own caller.
    pub fn status(&self) -> u16 {
        match self {
            Self::Reply(error) => error.caller_http_status(),
            Self::Unreachable(_) => 502,
            Self::TimedOut => 504,
        }
    }

    /// The label that counts it.
    fn label(&self) -> &'static str {
        match self {
            Self::Reply(error) => error.label(),
            Self::TimedOut => "timeout",
            Self::Unreachable(_) => "unreachable",
        }
    }
}

impl From<response::Error> for Error {
    fn from(error: response::Error) -> Self {
        Self::Reply(error)
    }
}

impl From<reqwest::Error> for Error {
    fn from(error: reqwest::Error) -> Self {
        // The URL contains the signature.
        if error.is_timeout() { Self::TimedOut } else { Self::Unreachable(error.without_url()) }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reply(error) => error.fmt(f),
            Self::TimedOut => f.write_str("the vendor did not answer in time"),
            Self::Unreachable(error) => write!(f, "the vendor is out of reach: {error}"),
        }
    }
}
