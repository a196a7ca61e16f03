//! The vendor as the backend sees it: a call goes out, a result or the reason why there is none comes back.

use std::fmt;

use reqwest::redirect;
use reqwest::{Client, StatusCode, Url};
use rtc_codes::response;
use rtc_codes::{Code, Retry};
use serde::de::DeserializeOwned;

use super::call::{Call, Signature};
use super::policy::Policy;

pub struct Vendor {
    url: Url,
    http: Client,
    policy: Policy,
}

impl Vendor {
    pub fn new(url: &str, policy: Policy) -> Self {
        let http = Client::builder()
            .timeout(policy.time_out)
            .redirect(redirect::Policy::none())
            .no_proxy() // This vendor is on loopback.
            .build();
        Self { url: url.parse().expect("the vendor has a URL"), http: http.expect("HTTP needs no set-up"), policy }
    }

    /// The result of a call, sent as often as its failures permit: once more with a new signature where the vendor
    /// asks for one.
    pub async fn call<T: DeserializeOwned>(&self, call: &Call<'_>) -> Result<T, Error> {
        match self.resend(call, &Signature::new()).await {
            Err(error) if error.retry() == Retry::AfterRefresh => {
                tracing::warn!(%error, "signing anew");
                self.resend(call, &Signature::new()).await
            }
            result => result,
        }
    }

    async fn resend<T: DeserializeOwned>(&self, call: &Call<'_>, signature: &Signature) -> Result<T, Error> {
        let send = async || self.send(call, signature).await.inspect_err(count);
        self.policy.resend(call.is_idempotent(), send).await
    }

    async fn send<T: DeserializeOwned>(&self, call: &Call<'_>, signature: &Signature) -> Result<T, Error> {
        let reply = self.http.execute(call.request(&self.url, signature)).await?;
        let status = reply.status();
        let body = reply.bytes().await?;
        response::parse(call.domain(), &body).map_err(|error| Error::Reply { status, error })
    }
}

fn count(error: &Error) {
    metrics::counter!("vendor_errors_total", "error_type" => error.slug()).increment(1);
}

/// Why a call has no result. It shows nothing of what the vendor wrote, nor the signed address.
#[derive(Debug)]
pub enum Error {
    /// There is an answer, and this is in it.
    Reply { status: StatusCode, error: response::Error },
    /// There was none in time.
    TimedOut,
    /// There was none to be had.
    Unreachable(reqwest::Error),
}

impl Error {
    /// Whether to send the call again. A program's own rows would stand first.
    pub fn retry(&self) -> Retry {
        match self {
            // A gateway's page has no number, but its status says as much.
            Self::Reply { status, error: response::Error::Malformed(_) } => match status.as_u16() {
                429 => Retry::Throttled,
                500..=599 => Retry::Backoff,
                _ => Retry::Unspecified,
            },
            Self::Reply { error, .. } => error.retry(),
            Self::Unreachable(_) => Retry::Backoff,
            // The caller has waited long enough.
            Self::TimedOut => Retry::Unspecified,
        }
    }

    pub fn code(&self) -> Option<Code> {
        match self {
            Self::Reply { error, .. } => error.code(),
            _ => None,
        }
    }

    /// What it is counted by: OpenTelemetry's `error.type`, whose `_OTHER` keeps the number of series small.
    fn slug(&self) -> &'static str {
        match self {
            Self::Reply { error, .. } => error.label(),
            Self::TimedOut => "timeout",
            Self::Unreachable(_) => "unreachable",
        }
    }
}

impl From<reqwest::Error> for Error {
    fn from(error: reqwest::Error) -> Self {
        // The URL has the signature in it.
        if error.is_timeout() { Self::TimedOut } else { Self::Unreachable(error.without_url()) }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reply { error, .. } => error.fmt(f),
            Self::TimedOut => f.write_str("the vendor did not answer in time"),
            Self::Unreachable(error) => write!(f, "the vendor is out of reach: {error}"),
        }
    }
}
