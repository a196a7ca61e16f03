//! What a caller gets instead of a result: RFC 9457's `application/problem+json`.

use axum::http::StatusCode;
use axum::http::header::{CONTENT_LANGUAGE, CONTENT_TYPE, VARY};
use axum::response::{IntoResponse, Response};
use rtc_codes::response::{self, Failure};
use rtc_codes::{Actor, Answer, Code, Lang, Retry, Section, UnknownCode};
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
}

impl Problem {
    pub fn new(error: &Error, lang: Lang) -> Self {
        match error {
            Error::Reply { error: response::Error::Failure(failure), .. } => Self::of_failure(failure, lang),
            Error::Reply { .. } | Error::Unreachable(_) => Self::of_transport(StatusCode::BAD_GATEWAY, error),
            Error::TimedOut => Self::of_transport(StatusCode::GATEWAY_TIMEOUT, error),
        }
    }

    fn of_failure(failure: &Failure, lang: Lang) -> Self {
        let problem = match failure.answer() {
            Answer::Known(code) => Self::of_code(code, lang),
            Answer::Unknown(unknown) => Self::of_unknown(unknown),
        };
        Self { request_id: failure.request_id().map(str::to_owned), ..problem }
    }

    fn of_code(code: Code, lang: Lang) -> Self {
        let text = code.text(lang);
        Self {
            r#type: code.domain().source_url(),
            title: text.description().to_owned(),
            status: code.category().http_status(),
            detail: text.action().map(str::to_owned),
            code: Some(code.slug()),
            number: Some(code.number().into()),
            section: None,
            retry: code.retry(),
            actor: Some(code.actor()),
            request_id: None,
            lang,
        }
    }

    fn of_unknown(unknown: UnknownCode) -> Self {
        Self {
            r#type: unknown.domain().source_url(),
            number: Some(unknown.number()),
            section: unknown.section().map(Section::slug),
            ..Self::of_status(StatusCode::BAD_GATEWAY, unknown.to_string(), Retry::Unspecified)
        }
    }

    fn of_transport(status: StatusCode, error: &Error) -> Self {
        let title = status.canonical_reason().unwrap_or_default().to_owned();
        Self { detail: Some(error.to_string()), ..Self::of_status(status, title, error.retry()) }
    }

    fn of_status(status: StatusCode, title: String, retry: Retry) -> Self {
        Self {
            r#type: "about:blank",
            title,
            status: status.as_u16(),
            detail: None,
            code: None,
            number: None,
            section: None,
            retry,
            actor: None,
            request_id: None,
            lang: Lang::En,
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).expect("a category's HTTP status has three digits");
        let body = serde_json::to_vec(&self).expect("a problem is an object of texts and numbers");
        let headers = [
            (CONTENT_TYPE, "application/problem+json"),
            (CONTENT_LANGUAGE, self.lang.as_str()),
            (VARY, "Accept-Language"),
        ];
        (status, headers, body).into_response()
    }
}
