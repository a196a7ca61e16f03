//! What a caller gets instead of a result: RFC 9457's `application/problem+json`.

use axum::http::StatusCode;
use axum::http::header::{CONTENT_LANGUAGE, CONTENT_TYPE, RETRY_AFTER, VARY};
use axum::response::{IntoResponse, Response};
use rtc_codes::response;
use rtc_codes::{Actor, Lang, Retry};
use serde::Serialize;

use super::vendor::Error;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    r#type: &'static str,
    title: String,
    status: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    section: Option<&'static str>,
    retry: Retry,
    #[serde(skip_serializing_if = "Option::is_none")]
    actor: Option<Actor>,
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<String>,
    #[serde(skip)]
    lang: Lang,
    /// In seconds: for the header of the same name.
    #[serde(skip)]
    retry_after: Option<u64>,
}

impl Problem {
    pub fn new(error: &Error, lang: Lang) -> Self {
        let status = error.status();
        let problem = match error {
            Error::Reply(response::Error::Failure(failure)) => Self::of_failure(failure, lang),
            Error::Reply(_) | Error::TimedOut | Error::Unreachable(_) => Self::of_transport(status, error),
        };
        // The vendor's pace is for all our requests together, so only a caller that may try again gets it.
        let retry_after = error.pace().filter(|_| status == 503).map(|pace| pace.as_secs().max(1));
        Self { status, retry_after, ..problem }
    }

    fn of_failure(failure: &response::Failure, lang: Lang) -> Self {
        let answer = failure.answer();
        let known = answer.code().map(|code| code.text(lang));
        Self {
            r#type: answer.domain().source_url(),
            title: known.map_or(answer.to_string(), |text| text.description().to_owned()),
            status: 0,
            detail: known.and_then(rtc_codes::Text::action).map(str::to_owned),
            code: answer.code().map(rtc_codes::Code::slug),
            number: Some(answer.number()),
            section: answer.section().map(rtc_codes::Section::slug),
            retry: answer.retry(),
            actor: Some(answer.actor()),
            request_id: failure.request_id().map(str::to_owned),
            lang: if known.is_some() { lang } else { Lang::En },
            retry_after: None,
        }
    }

    fn of_transport(status: u16, error: &Error) -> Self {
        let title = StatusCode::from_u16(status).ok().and_then(|status| status.canonical_reason()).unwrap_or_default();
        Self {
            r#type: "about:blank",
            title: title.to_owned(),
            status,
            detail: Some(error.to_string()),
            code: None,
            number: None,
            section: None,
            retry: error.retry(),
            actor: None,
            request_id: None,
            lang: Lang::En,
            retry_after: None,
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).expect("the status of a code has three digits");
        let body = serde_json::to_vec(&self).expect("a problem is an object of texts and numbers");
        let headers = [
            (CONTENT_TYPE, "application/problem+json"),
            (CONTENT_LANGUAGE, self.lang.as_str()),
            (VARY, "Accept-Language"),
        ];
        let mut response = (status, headers, body).into_response();
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(RETRY_AFTER, seconds.into());
        }
        response
    }
}
