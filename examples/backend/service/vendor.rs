//! A call in, its result or the reason why there is none out: the vendor as the backend sees it.

use std::fmt;
use std::time::Duration;

use reqwest::header::RETRY_AFTER;
use reqwest::redirect;
use reqwest::{Client, Url};
use rtc_codes::response::{self, Reply};
use rtc_codes::{Policy, Retry, Step};
use serde::de::DeserializeOwned;
use tokio::time::sleep;

use super::call::{self, Call, Signature};

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
}

impl Vendor {
    pub fn new(url: &str, patience: Patience) -> Self {
        let http = Client::builder()
            .timeout(patience.time_out)
            .redirect(redirect::Policy::none())
            .no_proxy() // This vendor is on loopback.
            .build();
        let url = url.parse().expect("the vendor has a URL");
        Self { url, http: http.expect("HTTP needs no set-up"), policy: patience.policy }
    }

    /// The result of a call, sent as often as its failures permit, and with a new signature if the vendor asks for one.
    pub async fn call<T: DeserializeOwned + Default>(&self, call: &Call<'_>) -> Result<T, Error> {
        let mut signature = Signature::new();
        let mut attempts = self.policy.start(call.is_idempotent().into(), call::random());
        loop {
            let error = match self.send(call, &signature).await {
                Ok(result) => return Ok(result),
                Err(error) => error,
            };
            count(&error);
            let step = attempts.next(error.retry(), error.pace());
            tracing::warn!(%error, ?step);
            match step {
                Step::Resend { after } => sleep(after).await,
                Step::Refresh => signature = Signature::new(),
                Step::GoOn => return Ok(T::default()),
                Step::GiveUp => return Err(error),
            }
        }
    }

    async fn send<T: DeserializeOwned>(&self, call: &Call<'_>, signature: &Signature) -> Result<T, Error> {
        let reply = self.http.execute(call.request(&self.url, signature)).await?;
        let (status, retry_after) = (reply.status().as_u16(), reply.headers().get(RETRY_AFTER));
        let retry_after = retry_after.and_then(|seconds| seconds.to_str().ok()?.parse().ok()).map(Duration::from_secs);
        let body = reply.bytes().await?;
        let reply = Reply::new(status, &body);
        let reply = retry_after.map_or(reply, |wait| reply.retry_after(wait));
        Ok(reply.parse(call.domain())?)
    }
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
