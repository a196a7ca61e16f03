//! Conversions into the error types of the ecosystem, over all rows.

use http::StatusCode;
use miette::{Diagnostic, Severity};
use rtc_codes::response::{self, Error, Failure};
use rtc_codes::{Answer, Category, Code, Domain, Retry, TrtcClient, TrtcRest, ZegoRoom};

fn failure(domain: Domain, body: &str) -> Failure {
    match response::check(domain, body.as_bytes()) {
        Err(Error::Failure(failure)) => failure,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_category_gives_its_own_status_and_a_code_that_for_the_caller() {
    for &category in Category::ALL {
        assert_eq!(http::StatusCode::from(category).as_u16(), category.http_status());
        assert_eq!(tonic::Code::from(category) as i32, category.grpc_code());
        assert_eq!(format!("{:?}", tonic::Code::from(category)), category.as_str());
    }
    for &code in Code::ALL {
        let answer = Answer::from(code);
        for status in [http::StatusCode::from(code), http::StatusCode::from(answer)] {
            assert_eq!(status.as_u16(), code.caller_http_status());
        }
        for status in [tonic::Code::from(code), tonic::Code::from(answer)] {
            assert_eq!(status as i32, code.caller_grpc_code());
        }
    }
}

#[test]
fn a_status_carries_the_slug() {
    for &code in Code::ALL {
        let status = tonic::Status::from(code);
        assert_eq!(status.code(), tonic::Code::from(code));
        assert_eq!(status.message(), code.to_string());
        assert_eq!(status.metadata().get("error-type").unwrap(), code.slug());
        assert_eq!(status.metadata().len(), 1);
    }
}

#[test]
fn a_failure_becomes_a_status_with_its_request_id() {
    let known = failure(Domain::ZegoRoom, r#"{"Code":104,"Message":"SECRET","RequestId":2237080460466033406}"#);
    assert_eq!(http::StatusCode::from(&known), 404);
    assert_eq!(tonic::Code::from(&known), tonic::Code::NotFound);
    let status = tonic::Status::from(known);
    assert_eq!(status.message(), "zego-room 104: room does not exist");
    assert_eq!(status.metadata().get("error-type").unwrap(), "zego-room/room-not-found");
    assert_eq!(status.metadata().get("request-id").unwrap(), "2237080460466033406");
    assert!(!format!("{status:?}").contains("SECRET"));

    let unknown = failure(Domain::ZegoRoom, r#"{"Code":103,"RequestId":"\n"}"#);
    assert_eq!(http::StatusCode::from(&unknown), 502);
    assert_eq!(tonic::Code::from(&unknown), tonic::Code::Internal);
    let status = tonic::Status::from(&unknown);
    assert_eq!(status.message(), "unknown zego-room code 103");
    assert_eq!(status.metadata().get("error-type").unwrap(), "_OTHER");
    assert_eq!(status.metadata().get("request-id"), None, "no header can carry it");
    assert_eq!(http::StatusCode::from(unknown.clone()), 502);
    let error = Error::from(unknown);
    assert_eq!(
        (http::StatusCode::from(&error), tonic::Code::from(&error)),
        (StatusCode::BAD_GATEWAY, tonic::Code::Internal)
    );
    assert_eq!(tonic::Status::from(&error).metadata().get("error-type").unwrap(), "_OTHER");
    let answer = tonic::Status::from(Answer::of(Domain::ZegoRoom, 103));
    assert_eq!(answer.metadata().get("error-type").unwrap(), "_OTHER");
    let malformed = response::check(Domain::ZegoRoom, b"<html>").unwrap_err();
    assert_eq!(tonic::Status::from(malformed.clone()).metadata().get("error-type").unwrap(), "malformed");
    assert_eq!(
        (http::StatusCode::from(malformed.clone()), tonic::Code::from(malformed)),
        (StatusCode::BAD_GATEWAY, tonic::Code::Internal)
    );
    assert_eq!(tonic::Code::from(failure(Domain::ZegoRoom, r#"{"Code":104}"#)), tonic::Code::NotFound);
}

#[track_caller]
fn assert_diagnostic(diagnostic: &dyn Diagnostic, code: Code) {
    assert_eq!(diagnostic.code().unwrap().to_string(), code.slug());
    assert_eq!(diagnostic.help().map(|help| help.to_string()).as_deref(), code.action());
    assert_eq!(diagnostic.url().unwrap().to_string(), code.domain().source_url());
    let warning = code.retry() == Retry::NotNeeded;
    assert_eq!(diagnostic.severity(), Some(if warning { Severity::Warning } else { Severity::Error }));
    assert_eq!(diagnostic.to_string(), code.to_string());
}

#[test]
fn codes_are_diagnostics() {
    for &code in Code::ALL {
        assert_diagnostic(&code, code);
    }
    let [gone, other] = [104, 103].map(|number| Answer::of(Domain::ZegoRoom, number));
    assert_diagnostic(&gone, ZegoRoom::RoomNotFound.code());
    assert_eq!(other.severity(), Some(Severity::Error));
    assert!(other.code().is_none() && other.help().is_some() && other.url().is_some());
    assert_eq!(TrtcRest::AlreadyInSeatQueue.code().severity(), Some(Severity::Warning));
    assert_diagnostic(&failure(Domain::ZegoRoom, r#"{"Code":104}"#), ZegoRoom::RoomNotFound.code());
    let seated = TrtcClient::AlreadyOnSeat.code();
    assert_diagnostic(&failure(Domain::TrtcClient, &format!(r#"{{"code":{}}}"#, seated.number())), seated);

    let unknown = failure(Domain::ZegoRoom, r#"{"Code":103}"#);
    assert!(Diagnostic::code(&unknown).is_none());
    assert_eq!(unknown.url().unwrap().to_string(), Domain::ZegoRoom.source_url());
    assert!(unknown.help().is_some());
    let unlisted = Code::try_lookup(Domain::ZegoRoom, 103).unwrap_err();
    assert_eq!((unknown.severity(), unlisted.severity()), (Some(Severity::Error), Some(Severity::Error)));
}
