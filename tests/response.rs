//! Bodies from the wire in, results and errors out: each shape that vendors send, and bodies that are no reply.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use rtc_codes::response::{self, Error, Failure, MAX_BODY, Reply, Report};
use rtc_codes::{
    Actor, Answer, Category, Code, Domain, Retry, TrtcClient, TrtcRest, ZegoCommon, ZegoDigitalHuman, ZegoMedia,
    ZegoRoom, ZegoWeb,
};
use serde::Deserialize;
use serde_json::Value;

/// The domains of ZEGOCLOUD's servers, which share an envelope.
const ZEGO_SERVERS: [Domain; 7] = [
    Domain::ZegoCommon,
    Domain::ZegoRoom,
    Domain::ZegoMixing,
    Domain::ZegoMedia,
    Domain::ZegoMediaFile,
    Domain::ZegoModeration,
    Domain::ZegoDigitalHuman,
];

#[derive(Debug, PartialEq, Deserialize)]
struct Sent {
    #[serde(rename = "MessageId")]
    id: String,
}

#[track_caller]
fn failure(domain: Domain, body: &str) -> Failure {
    match response::check(domain, body.as_bytes()) {
        Err(Error::Failure(failure)) => failure,
        other => panic!("{body}: {other:?}"),
    }
}

/// Asserts that a body is no reply, whatever type is requested.
#[track_caller]
fn assert_malformed(domain: Domain, body: impl AsRef<[u8]>, message: &str) {
    let body = body.as_ref();
    let errors = [
        response::check(domain, body).unwrap_err(),
        response::parse::<Value>(domain, body).unwrap_err(),
        response::parse::<Sent>(domain, body).unwrap_err(),
        response::parse::<Option<Sent>>(domain, body).unwrap_err(),
        Report::parse(domain, body).unwrap_err().into(),
    ];
    for error in errors {
        assert!(matches!(error, Error::Malformed(_)), "{error:?}");
        assert_eq!(error.to_string(), format!("not a {domain} reply: {message}"));
        assert_eq!((error.code(), error.retry()), (None, Retry::Unspecified));
    }
}

#[test]
fn zego_servers_answer_with_data() {
    for domain in ZEGO_SERVERS {
        for body in [
            r#"{"Code":0,"Data":{"MessageId":"7"},"Message":"success","RequestId":"2237080460466033406"}"#,
            r#"{"RequestId":2237080460466033406,"Message":"success","Data":{"MessageId":"7"},"Code":0}"#,
            r#"{"Data":{"MessageId":"7"},"Code":"0"}"#,
            "\n {\"C\\u006fde\" : 0 , \"Dat\\u0061\" : { \"MessageId\" : \"7\" } }\n",
        ] {
            assert_eq!(response::parse(domain, body.as_bytes()).ok(), Some(Sent { id: "7".to_owned() }), "{body}");
            response::check(domain, body.as_bytes()).unwrap();
        }
    }
}

#[test]
fn data_may_be_absent() {
    for body in [r#"{"Code":0,"Message":"success"}"#, r#"{"Code":0,"Data":null}"#] {
        let body = body.as_bytes();
        response::check(Domain::ZegoRoom, body).unwrap();
        response::parse::<()>(Domain::ZegoRoom, body).unwrap();
        assert_eq!(response::parse::<Option<Sent>>(Domain::ZegoRoom, body).unwrap(), None);
        assert_eq!(response::parse::<Value>(Domain::ZegoRoom, body).unwrap(), Value::Null);
        assert!(matches!(response::parse::<Sent>(Domain::ZegoRoom, body), Err(Error::Data(_))));
    }
    let error = response::parse::<Sent>(Domain::ZegoRoom, br#"{"Code":0}"#).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the data of the zego-room reply does not fit at line 1, column 10: missing field `Data`"
    );
}

#[test]
fn zego_servers_report_failures() {
    let failure = failure(Domain::ZegoRoom, r#"{"Code":100000004,"Message":"signature expired","RequestId":"22"}"#);
    assert_eq!(failure.answer(), ZegoCommon::SignatureExpired.code().into());
    assert_eq!(failure.message(), Some("signature expired"));
    assert_eq!(failure.request_id(), Some("22"));
    let error = Error::from(failure);
    assert_eq!(error.code(), Some(ZegoCommon::SignatureExpired.code()));
    assert_eq!(error.retry(), Retry::AfterRefresh);
    assert_eq!(error.to_string(), "zego-common 100000004: signature has expired");
}

#[test]
fn a_request_id_keeps_its_digits() {
    for (id, expected) in [
        ("2237080460466033406", Some("2237080460466033406")),
        ("\"2237080460466033406\"", Some("2237080460466033406")),
        ("18446744073709551615", Some("18446744073709551615")),
        ("123456789012345678901234567890", Some("123456789012345678901234567890")),
        ("\"6c1a7e2e-0b0c-4a7e-9a63-1df6b0a0c0de\"", Some("6c1a7e2e-0b0c-4a7e-9a63-1df6b0a0c0de")),
        ("\"\\u0031\"", Some("1")),
        ("null", None),
    ] {
        let body = format!(r#"{{"Code":104,"RequestId":{id}}}"#);
        assert_eq!(failure(Domain::ZegoRoom, &body).request_id(), expected);
        response::check(Domain::ZegoRoom, body.replace("104", "0").as_bytes()).unwrap();
    }
    assert_eq!(failure(Domain::ZegoRoom, r#"{"Code":104}"#).request_id(), None);
}

#[test]
fn a_digital_human_reply_without_a_code_is_malformed() {
    let body = r#"{"Message":"success","Data":{"MessageId":"7"},"RequestId":"6c1a7e2e-0b0c-4a7e-9a63-1df6b0a0c0de"}"#;
    assert_malformed(Domain::ZegoDigitalHuman, body, "it has no `Code`");
    let failure = failure(Domain::ZegoDigitalHuman, r#"{"Code":400000015,"Message":"stream exists"}"#);
    assert_eq!(failure.answer(), ZegoDigitalHuman::StreamIdAlreadyExists.code().into());
}

#[test]
fn zego_callbacks_write_the_number_as_text() {
    response::check(Domain::ZegoRoom, br#"{"code":"0","message":"ok"}"#).unwrap();
    let failure = failure(Domain::ZegoRoom, r#"{"code":"104","message":"no room"}"#);
    assert_eq!((failure.answer().number(), failure.message()), (104, Some("no room")));
}

#[test]
fn trtc_answers_with_the_whole_object() {
    #[derive(Deserialize)]
    struct Rooms<'a> {
        #[serde(rename = "Response", borrow)]
        response: Nested<'a>,
    }
    #[derive(Deserialize)]
    struct Nested<'a> {
        #[serde(rename = "RoomId", borrow)]
        room: Cow<'a, str>,
    }
    #[derive(Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct Flat<'a> {
        room_id: &'a str,
        error_code: i32,
        action_status: String,
    }

    let body = br#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0,"RequestId":"Id-1-O-Seq-63504","Response":{"RoomId":"a","Code":7}}"#;
    let rooms: Rooms = response::parse(Domain::TrtcRest, body).unwrap();
    assert_eq!(rooms.response.room, "a");

    let body = br#"{"RoomId":"a","ActionStatus":"OK","ErrorCode":0}"#;
    let flat: Flat = response::parse(Domain::TrtcRest, body).unwrap();
    assert_eq!((flat.room_id, flat.error_code, flat.action_status.as_str()), ("a", 0, "OK"));
    let all: BTreeMap<String, Value> = response::parse(Domain::TrtcRest, body).unwrap();
    assert_eq!(all.len(), 3);

    for body in [r#"{"ErrorCode":0}"#, r#"{"ErrorCode":"0","ErrorInfo":""}"#] {
        response::check(Domain::TrtcRest, body.as_bytes()).unwrap();
    }
}

#[test]
fn trtc_reports_failures_as_documented() {
    let body = r#"{"ActionStatus":"FAIL","ErrorInfo":"service timeout or request format error,please check and try again","ErrorCode":60008}"#;
    let failure = failure(Domain::TrtcRest, body);
    assert_eq!(failure.answer(), TrtcRest::RequestTimedOut.code().into());
    assert_eq!(failure.message(), Some("service timeout or request format error,please check and try again"));
    assert_eq!(failure.request_id(), None);
}

#[test]
fn the_number_decides_over_the_status() {
    let failure = failure(Domain::TrtcRest, r#"{"ActionStatus":"OK","ErrorCode":1,"ErrorInfo":"x"}"#);
    assert_eq!(failure.answer(), Answer::of(Domain::TrtcRest, 1));
    for status in [r#""FAIL""#, r#""fail""#, r#""""#, "null", "0", "true", "[]"] {
        let body = format!(r#"{{"ErrorCode":0,"ActionStatus":{status}}}"#);
        assert_malformed(Domain::TrtcRest, body, "its code is 0, but its `ActionStatus` is not `OK`");
    }
}

#[test]
fn replies_of_tencent_cloud_api_are_malformed() {
    let body = r#"{"Response":{"Error":{"Code":"FailedOperation.RoomNotExist","Message":"x"},"RequestId":"1"}}"#;
    for domain in [Domain::TrtcRest, Domain::TrtcClient, Domain::ZegoRoom] {
        let message = "it has `Response`, like a reply of Tencent Cloud API 3.0, whose codes are texts, not numbers";
        assert_malformed(domain, body, message);
    }
}

#[test]
fn the_web_sdk_reports_in_three_shapes() {
    for (body, code, message) in [
        (
            r#"{"errorCode":1000017,"extendedData":"network is broken"}"#,
            ZegoWeb::NetworkDisconnected,
            Some("network is broken"),
        ),
        (r#"{"errorCode":1000017}"#, ZegoWeb::NetworkDisconnected, None),
        (
            r#"{"errorCode":1103001,"extendedData":{"field":"a"}}"#,
            ZegoWeb::PublisherParamInvalid,
            Some(r#"{"field":"a"}"#),
        ),
        (r#"{"code":1103065,"msg":"busy"}"#, ZegoWeb::DeviceUnreadable, Some("busy")),
        (r#"{"code":1103065,"message":"busy"}"#, ZegoWeb::DeviceUnreadable, Some("busy")),
        (r#"{"message":"second","code":1103065,"msg":"first"}"#, ZegoWeb::DeviceUnreadable, Some("first")),
        (r#"{"errorCode":0}"#, ZegoWeb::Success, None),
    ] {
        let report = Report::parse(Domain::ZegoWeb, body.as_bytes()).unwrap();
        assert_eq!((report.answer(), report.message()), (code.code().into(), message), "{body}");
    }
}

#[test]
fn raw_server_numbers_of_the_web_sdk_are_kept() {
    let report = Report::parse(Domain::ZegoWeb, br#"{"errorCode":1000000104}"#).unwrap();
    assert_eq!(report.answer(), Answer::of(Domain::ZegoWeb, 1000000104));
    assert_eq!(report.answer().number(), 1000000104);
}

#[test]
fn text_codes_of_old_web_sdks_are_malformed() {
    let message = "`code` is neither an integer nor an integer in text";
    assert_malformed(Domain::ZegoWeb, r#"{"code":"Error.Timeout","msg":"x"}"#, message);
}

#[test]
fn roomkit_reports_lose_their_message() {
    for (body, message) in
        [(r#"{"code":-2105,"message":"bad id"}"#, Some("bad id")), (r#"{"code":-2105,"name":""}"#, None)]
    {
        let report = Report::parse(Domain::TrtcClient, body.as_bytes()).unwrap();
        assert_eq!((report.answer(), report.message()), (TrtcClient::RoomIdInvalid.code().into(), message));
    }
    let report = Report::parse(Domain::TrtcClient, br#"{"code":100003}"#).unwrap();
    assert_eq!(report.answer(), TrtcRest::RoomIdAlreadyExists.code().into());
    assert_eq!(report.to_string(), "trtc-rest 100003: room ID is already in use");
}

/// A report of a client: its domain, its body, what it is an error of, and its message.
#[cfg(feature = "clients")]
type Reported = (Domain, &'static str, &'static str, Option<&'static str>);

#[cfg(feature = "clients")]
#[track_caller]
fn assert_reported((domain, body, slug, message): Reported) {
    let report = Report::parse(domain, body.as_bytes()).unwrap();
    assert_eq!((report.answer().label(), report.message()), (slug, message), "{body}");
}

#[cfg(feature = "clients")]
#[test]
fn each_client_sdk_reports_in_its_own_shape() {
    for reported in [
        (
            Domain::ZegoExpress,
            r#"{"errorCode":1002033,"extendedData":"{\"custom_kickout\":0}"}"#,
            "zego-express/login-authentication-failed",
            Some("{\"custom_kickout\":0}"),
        ),
        (Domain::ZegoExpress, r#"{"code":1000017,"msg":"x"}"#, "zego-express/parameter-invalid", Some("x")),
        (Domain::ZegoZimSdk, r#"{"code":6000121,"message":"x"}"#, "zego-zim-sdk/not-logged-in", Some("x")),
        (Domain::TencentChatSdk, r#"{"code":6206,"desc":"x"}"#, "tencent-chat-sdk/user-sig-expired", Some("x")),
        (Domain::TencentChatSdk, r#"{"code":70001,"message":"x"}"#, "tencent-chat/user-sig-expired", Some("x")),
        (Domain::TrtcEngine, r#"{"errCode":-3301,"errMsg":"x"}"#, "trtc-engine/enter-room-failed", Some("x")),
        (Domain::TrtcEngine, r#"{"warningCode":2105,"warningMsg":"x"}"#, "trtc-engine/video-play-lag", Some("x")),
        (
            Domain::TrtcCall,
            r#"{"code":-1201,"name":"TUICallEngineError","message_":"x"}"#,
            "trtc-call/not-initialized",
            Some("x"),
        ),
        (Domain::TrtcCall, r#"{"code":6014,"message":"x"}"#, "tencent-chat-sdk/not-logged-in", Some("x")),
        (Domain::TrtcCall, r#"{"code":-1314}"#, "trtc-engine/camera-not-authorized", None),
    ] {
        assert_reported(reported);
    }
}

#[cfg(feature = "clients")]
#[test]
fn the_second_number_of_the_trtc_web_sdk_says_more_if_it_is_known() {
    let device = "trtc-web/device-failed";
    for (body, slug) in [
        (r#"{"name":"RtcError","code":5300,"extraCode":5302,"message":"x"}"#, "trtc-web/device-not-authorized"),
        (r#"{"name":"RtcError","extraCode":"70001","code":5400,"message":"x"}"#, "tencent-chat/user-sig-expired"),
        (r#"{"code":5300,"message":"x"}"#, device),
        (r#"{"code":5300,"extraCode":5399,"message":"x"}"#, device),
        (r#"{"code":5300,"extraCode":0,"message":"x"}"#, device),
        (r#"{"code":5300,"extraCode":null,"message":"x"}"#, device),
        (r#"{"code":0,"extraCode":5302,"message":"x"}"#, "trtc-web/success"),
    ] {
        assert_reported((Domain::TrtcWeb, body, slug, Some("x")));
    }
    assert_malformed(Domain::TrtcWeb, r#"{"extraCode":5302}"#, "it has no `code`");
    assert_malformed(Domain::TrtcWeb, r#"{"code":5300,"extraCode":5302,"extraCode":5301}"#, "it has `extraCode` twice");
    assert_malformed(
        Domain::TrtcCall,
        r#"{"name":"RtcError","code":5300}"#,
        "its `name` is `RtcError`, an error of the TRTC Web SDK; read it as trtc-web, with feature `clients`",
    );
}

/// The key of the number in a domain's replies, by the envelope in the head of its table.
fn code_key(domain: Domain) -> &'static str {
    let table = format!("{}/data/{domain}.json", env!("CARGO_MANIFEST_DIR"));
    let table: Value = serde_json::from_slice(&std::fs::read(table).unwrap()).unwrap();
    match table["envelope"].as_str().unwrap() {
        "ZegoServer" | "ZegoZim" | "ZegoEvent" => "Code",
        "ZegoExpress" => "errorCode",
        "Client" | "TrtcWeb" | "TrtcCall" => "code",
        "TrtcEngine" => "errCode",
        "TencentRest" => "ErrorCode",
        other => panic!("say here where {other} has its code"),
    }
}

#[test]
fn zero_is_success_in_every_domain() {
    for &domain in Domain::ALL {
        let key = code_key(domain);
        for number in ["0", "\"0\""] {
            let body = format!(r#"{{"{key}":{number}}}"#);
            response::check(domain, body.as_bytes()).unwrap();
            assert!(Report::parse(domain, body.as_bytes()).unwrap().answer().is_success(), "{domain}");
        }
    }
}

#[test]
fn a_message_cut_within_an_emoji_makes_no_success_a_failure() {
    for half in [r"\ud83d", r"\ude00"] {
        let body = format!(r#"{{"Code":0,"Message":"good morning {half}","Data":{{"Rooms":2}}}}"#);
        assert_eq!(response::check(Domain::ZegoRoom, body.as_bytes()), Ok(()));
        let data: Value = response::parse(Domain::ZegoRoom, body.as_bytes()).unwrap();
        assert_eq!(data["Rooms"], 2);
        let failed = body.replace(":0,", ":104,");
        assert_eq!(
            response::check(Domain::ZegoRoom, failed.as_bytes()).unwrap_err().label(),
            "zego-room/room-not-found"
        );
    }
}

#[test]
fn a_code_whose_category_is_ok_is_success() {
    let body = br#"{"Code":41006,"Data":{"MessageId":"7"}}"#;
    assert_eq!(response::parse(Domain::ZegoMedia, body).ok(), Some(Sent { id: "7".to_owned() }));
    assert!(ZegoMedia::StreamClosed.is_success());
}

/// Reads every listed number, in every domain, from a body.
#[test]
fn every_code_is_reported_as_it_is_looked_up() {
    for &domain in Domain::ALL {
        let key = code_key(domain);
        for &code in Code::ALL {
            let number = i64::from(code.number());
            let body = format!(r#"{{"{key}":{number}}}"#);
            let expected = Answer::of(domain, number);
            assert_eq!(Report::parse(domain, body.as_bytes()).unwrap().answer(), expected);
            match response::check(domain, body.as_bytes()) {
                Ok(()) => assert!(expected.is_success()),
                Err(Error::Failure(failure)) => {
                    assert_eq!(failure.answer(), expected);
                    assert_eq!(failure.to_string(), expected.to_string());
                    assert_eq!((failure.category(), failure.retry()), (expected.category(), expected.retry()));
                    assert_eq!(Error::from(failure).retry(), expected.retry());
                }
                Err(error) => panic!("{error}"),
            }
        }
    }
}

#[test]
fn keys_further_down_mean_other_things() {
    let body = br#"{"Code":0,"Data":{"MessageId":"7","Code":1,"Errors":[{"Code":5}]},"Errors":{"Code":9}}"#;
    assert_eq!(response::parse(Domain::ZegoRoom, body).ok(), Some(Sent { id: "7".to_owned() }));
}

#[test]
fn display_and_debug_do_not_show_the_vendors_words() {
    let failure = failure(Domain::ZegoRoom, r#"{"Code":104,"Message":"room of user 5","RequestId":"7"}"#);
    assert_eq!(format!("{failure}"), "zego-room 104: room does not exist");
    let code = ZegoRoom::RoomNotFound.code();
    assert_eq!(format!("{failure:?}"), format!("Failure {{ answer: Known({code:?}), .. }}"));
    let report = Report::parse(Domain::ZegoRoom, br#"{"Code":104,"Message":"room of user 5"}"#).unwrap();
    assert_eq!(format!("{report}"), "zego-room 104: room does not exist");
    assert_eq!(format!("{report:?}"), format!("Report {{ answer: Known({code:?}), .. }}"));
}

#[test]
fn any_other_key_may_be_beside_the_number() {
    for value in ["true", "null", "-1", "1", "18446744073709551615", "1.5", r#""x""#, r#""\n""#, "[[1]]", r#"{"a":[]}"#]
    {
        let body = format!(r#"{{"ActionStatus":"OK","x":{value},"ErrorCode":0}}"#);
        response::check(Domain::TrtcRest, body.as_bytes()).unwrap();
        let map: HashMap<String, Value> = response::parse(Domain::TrtcRest, body.as_bytes()).unwrap();
        assert_eq!(map["x"], serde_json::from_str::<Value>(value).unwrap());
    }
}

#[test]
fn a_number_is_an_integer_or_one_in_text() {
    for number in ["-2105", "\"-2105\"", r#""-21\u00305""#] {
        let body = format!(r#"{{"code":{number}}}"#);
        assert_eq!(Report::parse(Domain::TrtcClient, body.as_bytes()).unwrap().answer().number(), -2105);
    }
    for number in [i64::MIN, i64::MAX] {
        assert_eq!(failure(Domain::ZegoRoom, &format!(r#"{{"Code":{number}}}"#)).answer().number(), number);
    }
    for number in [
        "0.0",
        "1.5",
        "0e0",
        "-0",
        "1e3",
        "9223372036854775808",
        "-9223372036854775809",
        "1e400000",
        "true",
        "false",
        "null",
        "[]",
        "[0]",
        "{}",
        r#"{"Code":0}"#,
        r#""""#,
        r#"" 0""#,
        r#""0 ""#,
        r#""+0""#,
        r#""00""#,
        r#""-0""#,
        r#""0x0""#,
        r#""0.0""#,
        r#""OK""#,
        r#""９""#,
        r#""9223372036854775808""#,
    ] {
        let body = format!(r#"{{"Code":{number}}}"#);
        let error = response::check(Domain::ZegoRoom, body.as_bytes()).unwrap_err();
        assert!(matches!(error, Error::Malformed(_)), "{number}: {error:?}");
    }
    assert_malformed(Domain::ZegoRoom, r#"{"Code":1.5}"#, "`Code` is neither an integer nor an integer in text");
}

#[test]
fn a_malformed_body_says_why() {
    let room = Domain::ZegoRoom;
    assert_malformed(room, "", "the body is empty");
    assert_malformed(room, " \r\n\t", "the body is empty");
    assert_malformed(room, r#"{"Code":0,"Data":{"MessageId":"7"#, "line 1, column 32: EOF while parsing a string");
    assert_malformed(room, "{\"Code\":0,\n\"Data\":nil}", "line 2, column 9: expected ident");
    assert_malformed(
        room,
        "\n<!DOCTYPE html><html>502 Bad Gateway</html>",
        "it begins with `<`, like the HTML page of a gateway or proxy",
    );
    for body in
        ["0", "[]", r#"[{"Code":0}]"#, "null", "true", r#""Code""#, "1.5", "upstream connect error", "\u{feff}{}"]
    {
        assert_malformed(room, body, "it is no JSON object, which begins with `{`");
    }
    assert_malformed(room, "{}", "it has no `Code`");
    assert_malformed(Domain::TrtcRest, "{}", "it has no `ErrorCode`");
    assert_malformed(Domain::ZegoWeb, "{}", "it has no `errorCode`");
    assert_malformed(Domain::TrtcClient, "{}", "it has no `code`");
    assert_malformed(room, r#"{"CODE":0}"#, "it has no `Code`");
    assert_malformed(room, r#"{"Code":0,"code":0}"#, "it has two codes, `Code` and `code`");
    assert_malformed(room, r#"{"code":0,"Code":104}"#, "it has two codes, `code` and `Code`");
    assert_malformed(room, r#"{"Code":0,"ErrorCode":60008}"#, "it has two codes, `Code` and `ErrorCode`");
    assert_malformed(room, r#"{"Code":104,"Code":0}"#, "it has `Code` twice");
    assert_malformed(room, r#"{"Code":0,"Message":"a","Message":"b"}"#, "it has `Message` twice");
    assert_malformed(room, r#"{"Code":0,"Data":{"MessageId":"7"},"Data":{"MessageId":"8"}}"#, "it has `Data` twice");
    assert_malformed(room, r#"{"Code":0,"C\u006fde":0}"#, "it has `Code` twice");
    assert_malformed(room, r#"{"Code":0}}"#, "line 1, column 11: trailing characters");
    assert_malformed(room, r#"{"Code":0}{"Code":0}"#, "line 1, column 11: trailing characters");
    assert_malformed(room, b"{\"Code\":0,\"Message\":\"\xff\"}", "it is not UTF-8 at byte 21");
    assert_malformed(room, b"\xff\xfe{\0}\0", "it is not UTF-8 at byte 0");
}

#[test]
fn another_products_envelope_is_named() {
    let room = Domain::ZegoRoom;
    assert_malformed(
        room,
        r#"{"ActionStatus":"OK","ErrorCode":0,"ErrorInfo":""}"#,
        "it has `ErrorCode`, as a reply of Tencent's REST API has; read it as trtc-rest or tencent-chat",
    );
    assert_malformed(
        room,
        r#"{"errorCode":0,"extendedData":"x"}"#,
        "it has `errorCode`, as an error of ZEGOCLOUD's Web and Express SDKs has; read it as zego-web, or with feature `clients` as zego-express",
    );
    assert_malformed(
        Domain::TrtcRest,
        r#"{"Code":0,"Data":{}}"#,
        "it has `Code`, as a ZEGOCLOUD server reply has; read it as one",
    );
    assert_malformed(
        Domain::TrtcRest,
        r#"{"Response":{},"code":0}"#,
        "it has `code`, as an error of a client SDK or a callback has; read it as the domain that it comes from",
    );
}

#[test]
fn a_hundred_megabytes_are_not_read() {
    let body = format!(r#"{{"Code":0,"Message":"{}"}}"#, "a".repeat(100_000_000));
    let message = format!("the body has {} bytes, more than the {MAX_BODY} that are read", body.len());
    assert_malformed(Domain::ZegoRoom, &body, &message);

    let longest = format!(r#"{{"Code":0,"Message":"{}"}}"#, "a".repeat(MAX_BODY - 23));
    assert_eq!(longest.len(), MAX_BODY);
    response::check(Domain::ZegoRoom, longest.as_bytes()).unwrap();
}

#[test]
fn any_depth_is_skipped_but_only_126_levels_are_read() {
    let deep = |levels: usize| format!(r#"{{"Code":0,"Data":{}{}}}"#, "[".repeat(levels), "]".repeat(levels));
    for body in [deep(5_000_000), "[".repeat(5_000_000), r#"{"Data":"#.repeat(500_000)] {
        for error in [
            response::check(Domain::ZegoRoom, body.as_bytes()).unwrap_err(),
            response::parse::<Value>(Domain::ZegoRoom, body.as_bytes()).unwrap_err(),
            Report::parse(Domain::ZegoRoom, body.as_bytes()).unwrap_err().into(),
        ] {
            assert!(matches!(error, Error::Malformed(_)), "{error:?}");
        }
    }
    for body in [deep(1_000_000), deep(127)] {
        response::check(Domain::ZegoRoom, body.as_bytes()).unwrap();
        let error = response::parse::<Value>(Domain::ZegoRoom, body.as_bytes()).unwrap_err();
        assert!(matches!(error, Error::Data(_)), "{error:?}");
        assert!(error.to_string().ends_with("recursion limit exceeded"), "{error}");
    }
    response::parse::<Value>(Domain::ZegoRoom, deep(126).as_bytes()).unwrap();
}

/// `parse` reads what plain `serde_json` reads into a type; a value that no type asks for may be anything.
#[test]
fn every_type_reads_what_plain_serde_json_reads() {
    #[derive(Clone, Debug, PartialEq, Deserialize)]
    struct Id(String);
    #[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
    struct Number(i64);
    #[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "UPPERCASE")]
    enum Status {
        Ok,
        Fail,
    }
    #[derive(Debug, PartialEq, Deserialize)]
    struct Head<T, N> {
        #[serde(rename = "ActionStatus")]
        status: T,
        #[serde(rename = "ErrorCode")]
        number: N,
        #[serde(rename = "RoomId")]
        room: Option<Id>,
        #[serde(flatten)]
        rest: BTreeMap<String, Value>,
    }
    #[derive(Debug, PartialEq, Deserialize)]
    struct Whole(BTreeMap<Id, Option<Value>>);
    impl Eq for Id {}
    impl PartialOrd for Id {
        fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
            Some(self.cmp(other))
        }
    }
    impl Ord for Id {
        fn cmp(&self, other: &Self) -> std::cmp::Ordering {
            self.0.cmp(&other.0)
        }
    }

    #[track_caller]
    fn assert_read<'a, T: Deserialize<'a> + PartialEq + std::fmt::Debug>(body: &'a str) {
        let plain: T = serde_json::from_str(body).unwrap();
        assert_eq!(response::parse::<T>(Domain::TrtcRest, body.as_bytes()).unwrap(), plain, "{body}");
        response::check(Domain::TrtcRest, body.as_bytes()).unwrap();
    }

    for body in [
        r#"{"ActionStatus":"OK","ErrorCode":0,"ErrorInfo":"","RoomId":"lobby","More":[1,{"a":null}]}"#,
        r#"{"ErrorCode":0,"ActionStatus":"OK"}"#,
        r#"{"Act\u0069onStatus":"OK","ErrorCode":0,"e\u0301":"\ud83d\ude00"}"#,
    ] {
        assert_read::<Head<String, i64>>(body);
        assert_read::<Head<Option<String>, Option<Number>>>(body);
        assert_read::<Head<Id, Number>>(body);
        assert_read::<Head<Status, Value>>(body);
        assert_read::<Head<Option<Status>, Option<Option<u8>>>>(body);
        assert_read::<HashMap<String, Option<Value>>>(body);
        assert_read::<Whole>(body);
        assert_read::<Option<Whole>>(body);
        assert_read::<Value>(body);
        let raw: &serde_json::value::RawValue = response::parse(Domain::TrtcRest, body.as_bytes()).unwrap();
        assert_eq!(raw.get(), body);
    }
    assert_eq!(response::parse::<Option<Sent>>(Domain::ZegoRoom, br#"{"Code":0,"Data":null}"#).unwrap(), None);
    response::parse::<()>(Domain::ZegoRoom, br#"{"Code":0}"#).unwrap();

    // Half an emoji and a number that is too large, in fields that the type does not have.
    let odd = br#"{"Code":0,"Data":{"MessageId":"7","x":"\ud800","y":1e400}}"#;
    assert_eq!(response::parse::<Sent>(Domain::ZegoRoom, odd).unwrap().id, "7");
    response::check(Domain::ZegoRoom, odd).unwrap();
    // This type reads them: they do not fit, but the reply is not malformed.
    assert!(matches!(response::parse::<Value>(Domain::ZegoRoom, odd), Err(Error::Data(_))));
}

#[test]
fn flat_replies_and_nested_codes_are_the_results() {
    #[derive(Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct Groups {
        total_count: u32,
        group_id_list: Vec<Value>,
    }

    let zim = br#"{"Code":0,"Message":"success","RequestId":"1","Fails":[{"UserId":"u3","SubCode":660000001}]}"#;
    response::check(Domain::ZegoRoom, zim).unwrap();
    let partial = br#"{"Code":0,"Data":{"FailUsers":[{"UserId":"u","Code":50003}]}}"#;
    response::check(Domain::ZegoRoom, partial).unwrap();
    let chat = br#"{"ActionStatus":"OK","ErrorCode":0,"GroupIdList":[{"GroupId":"g"}],"TotalCount":58530}"#;
    let groups: Groups = response::parse(Domain::TrtcRest, chat).unwrap();
    assert_eq!((groups.total_count, groups.group_id_list.len()), (58530, 1));
    let battle = br#"{"ErrorCode":0,"Response":{"Result":[{"RoomId":"pk-2","ResultCode":100404}]}}"#;
    response::check(Domain::TrtcRest, battle).unwrap();
}

#[derive(Debug, PartialEq, Deserialize)]
struct Friend<'a> {
    #[serde(rename = "To_Account")]
    account: &'a str,
}

/// What became of each item: its own number, or 0.
#[track_caller]
fn outcomes<'a, T: Deserialize<'a>>(domain: Domain, body: &'a str) -> Vec<(T, i64)> {
    let items = response::items(domain, body.as_bytes()).unwrap();
    items.into_iter().map(|(item, result)| (item, result.map_or_else(|it| it.answer().number(), |()| 0))).collect()
}

#[test]
fn a_call_for_many_says_what_became_of_each() {
    #[derive(Debug, PartialEq, Deserialize)]
    struct User {
        #[serde(rename = "Uid")]
        id: String,
    }

    let body = r#"{"Code":0,"Data":{"FailUsers":[{"Uid":"u1","Code":"50003"},{"Code":3,"Uid":"u2"}]}}"#;
    let user = |id: &str| User { id: id.to_owned() };
    assert_eq!(outcomes(Domain::ZegoRoom, body), [(user("u1"), 50003), (user("u2"), 3)]);
    for none in [r#"{"Code":0}"#, r#"{"Code":0,"Data":{"FailUsers":null}}"#, r#"{"Code":0,"Data":{"FailUsers":[]}}"#] {
        assert_eq!(outcomes::<User>(Domain::ZegoRoom, none), []);
    }

    let body = r#"{"ErrorCode":0,"RequestId":"Id-1","ErrorList":[{"To_Account":"ann","ErrorCode":90011}],
        "ResultItem":[{"To_Account":"bob","ResultCode":0,"ResultInfo":""}]}"#;
    let friends = [(Friend { account: "ann" }, 90011), (Friend { account: "bob" }, 0)];
    assert_eq!(outcomes(Domain::TencentChat, body), friends);
    let items: Vec<(Friend, _)> = Reply::new(200, body.as_bytes()).items(Domain::TencentChat).unwrap();
    assert_eq!(items[0].1.as_ref().unwrap_err().request_id(), Some("Id-1"));
}

#[test]
fn if_all_items_failed_they_say_why() {
    let all = r#"{"ErrorCode":30003,"ResultItem":[{"To_Account":"bob","ResultCode":30010,"ResultInfo":"full"}]}"#;
    let items: Vec<(Friend, _)> = response::items(Domain::TencentChat, all.as_bytes()).unwrap();
    assert_eq!(items[0].1.as_ref().unwrap_err().message(), Some("full"));
    // Nothing says why: the reply itself is the failure, even if the items do not fit.
    for items in ["[]", r#"[{"To_Account":"bob","ResultCode":0}]"#, "7", r#"[{"To_Account":7,"ResultCode":1}]"#] {
        let body = format!(r#"{{"ErrorCode":30003,"ResultItem":{items}}}"#);
        let error = response::items::<Friend>(Domain::TencentChat, body.as_bytes()).unwrap_err();
        assert_eq!(error.answer().unwrap().number(), 30003, "{items}");
    }
}

#[test]
fn an_item_that_cannot_be_read_is_no_success() {
    for (item, reason) in [
        (r#"{"To_Account":"bob"}"#, "line 2, column 21: missing field `ResultCode`"),
        (r#"{"To_Account":"bob","ResultCode":1.5}"#, "line 2, column 38: expected an integer in `ResultCode`"),
        (r#"{"To_Account":"bob","ResultCode":0,"ResultCode":1}"#, "line 2, column 51: duplicate field `ResultCode`"),
        (r#"{"To_Account":7,"ResultCode":1}"#, "line 2, column 16: expected a borrowed string"),
        ("{\n\"To_Account\":7,\"ResultCode\":1}", "line 3, column 14: expected a borrowed string"),
        ("7", "line 2, column 2: expected an object with `ResultCode`"),
    ] {
        let body = format!("{{\"ErrorCode\":0,\"ResultItem\":[\n {item}]}}");
        let error = response::items::<Friend>(Domain::TencentChat, body.as_bytes()).unwrap_err();
        let expected = format!("the data of the tencent-chat reply does not fit at {reason}");
        assert_eq!(error.to_string(), expected, "{item}");
    }
    let body = br#"{"ErrorCode":0,"ResultItem":{"To_Account":"bob"}}"#;
    let error = response::items::<Friend>(Domain::TencentChat, body).unwrap_err();
    assert!(matches!(error, Error::Data(_)), "{error:?}");
    assert!(response::items::<Friend>(Domain::TencentChat, b"<html>").is_err());
}

#[cfg(feature = "zego-services")]
#[test]
fn a_callback_has_the_number_in_its_data() {
    use rtc_codes::ZegoAiAgentEvent;

    let event = Domain::ZegoAiAgentEvent;
    let kicked = ZegoAiAgentEvent::AgentInstanceKickedOut.code().into();
    let whole = r#"{"AppId":1,"Event":"Exception","Nonce":"4","Data":{"Code":1203,"Message":"removed","Round":2}}"#;
    for body in [whole, r#"{"Code":1203,"Message":"removed","Round":2}"#] {
        let report = Report::parse(event, body.as_bytes()).unwrap();
        assert_eq!((report.answer(), report.message()), (kicked, Some("removed")), "{body}");
    }
    let deleted = br#"{"Event":"AgentInstanceDeleted","Data":{"Code":0,"DeletedTimestamp":1745502313000}}"#;
    assert!(Report::parse(event, deleted).unwrap().answer().is_success());
    // A number on top counts alone, and what has none is no exception.
    let both = Report::parse(event, br#"{"Code":1204,"Data":{"Code":1203}}"#).unwrap();
    assert_eq!(both.answer(), ZegoAiAgentEvent::LoginRoomFailed.code().into());
    for body in [r#"{"Event":"ASRResult","Data":{"Text":"hello"}}"#, r#"{"Data":[{"Code":1203}]}"#, "{}"] {
        assert_malformed(event, body, "it has no `Code`");
    }
    assert_malformed(event, r#"{"Data":{"Code":1203},"Data":{"Code":0}}"#, "it has `Data` twice");
    assert_malformed(event, r#"{"Data":{"Code":1.5}}"#, "`Code` is neither an integer nor an integer in text");
    let cut = r#"{"Data":{"Code":1203}"#;
    assert_malformed(event, cut, "line 1, column 21: EOF while parsing an object");
}

#[cfg(feature = "zego-services")]
#[test]
fn zim_answers_flat_and_lists_what_failed() {
    use rtc_codes::ZegoZim;

    #[derive(Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct User<'a> {
        user_id: &'a str,
    }

    let domain = Domain::ZegoZim;
    for list in ["ErrorList", "ErrorUsers", "ErrList", "ErrKeyList", "FailKey", "Fails"] {
        let body = format!(
            r#"{{"Code":0,"Message":"success","RequestId":"343","Successes":[{{"UserId":"u1"}}],
                "{list}":[{{"UserId":"u3","SubCode":660000012,"SubMessage":"user length limit"}}]}}"#
        );
        response::check(domain, body.as_bytes()).unwrap();
        let items: Vec<(User, _)> = response::items(domain, body.as_bytes()).unwrap();
        let [(user, Err(failure))] = items.as_slice() else { panic!("{list}") };
        assert_eq!((user.user_id, failure.answer()), ("u3", ZegoZim::UserIdTooLong.code().into()));
        assert_eq!((failure.message(), failure.request_id()), (Some("user length limit"), Some("343")));
    }
    // No table has the numbers of this list, in which 1 is a user that does not exist.
    let marks = br#"{"Code":0,"FailList":[{"UserId":"u3","SubCode":1,"SubMessage":"user not exist"}]}"#;
    assert!(response::items::<User>(domain, marks).unwrap().is_empty());
}

#[test]
fn old_interfaces_and_other_errors_are_named() {
    let old =
        "it has `errorCode`, as the old interfaces of CallKit, RoomKit and UserSig have, whose numbers are their own";
    for &domain in Domain::ALL {
        assert_malformed(domain, r#"{"errorCode":0,"errorMessage":"Success","requestId":"355c","data":{}}"#, old);
        assert_malformed(domain, r#"{"actionStatus":"FAIL","errorInfo":"x","errorCode":70009}"#, old);
    }
    let call = r#"{"code":65535,"name":"TUICallEngineError","message_":"…"}"#;
    let other =
        "its `name` is `TUICallEngineError`, an error of TUICallKit; read it as trtc-call, with feature `clients`";
    assert_malformed(Domain::TrtcClient, call, other);
    assert_malformed(Domain::ZegoWeb, call, other);
    assert_malformed(
        Domain::TrtcClient,
        r#"{"name":"RtcError","code":5300,"extraCode":5302}"#,
        "its `name` is `RtcError`, an error of the TRTC Web SDK; read it as trtc-web, with feature `clients`",
    );
    assert_malformed(
        Domain::TrtcClient,
        r#"{"errCode":-3301,"errMsg":"x"}"#,
        "it has `errCode`, as a callback of the TRTC engine has; read it as trtc-engine, with feature `clients`",
    );
}

#[test]
fn a_number_further_down_is_named() {
    assert_malformed(
        Domain::ZegoWeb,
        r#"{"error":{"code":1103064,"msg":"x"}}"#,
        "it has no code on top, but `code` in `error`; pass what `error` holds",
    );
    assert_malformed(
        Domain::TrtcRest,
        r#"{"x":1,"data":{"msg":"x","errorCode":10012}}"#,
        "it has no code on top, but `errorCode` in `data`; pass what `data` holds",
    );
    for body in
        [r#"{"error":"code"}"#, r#"{"error":{"message":"x"}}"#, r#"{"error":[{"code":1}]}"#, r#"{"e":{"code":1}}"#]
    {
        assert_malformed(Domain::ZegoWeb, body, "it has no `errorCode`");
    }
}

#[test]
fn a_status_decides_if_no_number_can_be_read() {
    let second = Duration::from_secs(1);
    for (status, retry) in [
        (429, Retry::Throttled),
        (500, Retry::Backoff),
        (501, Retry::Unspecified),
        (502, Retry::Backoff),
        (503, Retry::Backoff),
        (504, Retry::Backoff),
        (404, Retry::Unspecified),
        (200, Retry::Unspecified),
    ] {
        let reply = Reply::new(status, b"<html>");
        let error = reply.check(Domain::ZegoRoom).unwrap_err();
        assert_eq!((error.retry(), error.pace()), (retry, None), "{status}");
        let error = reply.retry_after(second).parse::<Sent>(Domain::ZegoRoom).unwrap_err();
        assert_eq!((error.retry(), error.pace()), (retry, Some(second)), "{status}");
        assert_eq!((error.answer(), error.request_id(), error.label()), (None, None, "malformed"));
        assert_eq!((error.category(), error.actor()), (Category::Internal, Actor::Developer));
        assert_eq!((error.caller_http_status(), error.caller_grpc_code()), (502, 13));

        let number = Reply::new(status, br#"{"Code":206,"RequestId":"22"}"#).retry_after(second);
        let error = number.check(Domain::ZegoRoom).unwrap_err();
        assert_eq!((error.retry(), error.pace()), (Retry::Throttled, None), "{status}");
        assert_eq!((error.request_id(), error.label()), (Some("22"), "zego-room/app-rate-limited"));
        assert_eq!((error.category(), error.actor()), (Category::ResourceExhausted, Actor::Developer));
        assert_eq!((error.caller_http_status(), error.caller_grpc_code()), (503, 14));
        Reply::new(status, br#"{"Code":0}"#).check(Domain::ZegoRoom).unwrap();
    }
    let data = response::parse::<Sent>(Domain::ZegoRoom, br#"{"Code":0}"#).unwrap_err();
    assert_eq!((data.label(), data.retry(), data.pace(), data.request_id()), ("data", Retry::Unspecified, None, None));
    assert_eq!((data.caller_http_status(), data.caller_grpc_code(), data.answer()), (502, 13, None));
    assert_eq!((data.category(), data.actor()), (Category::Internal, Actor::Developer));
}

#[test]
fn a_failure_can_be_made_for_tests() {
    let answer = Answer::of(Domain::TrtcRest, 100012);
    let failure = Failure::new(answer).with_message("too fast").with_request_id("Id-1");
    assert_eq!((failure.message(), failure.request_id()), (Some("too fast"), Some("Id-1")));
    assert_eq!((failure.answer(), failure.actor(), failure.pace()), (answer, answer.actor(), answer.pace()));
    assert_eq!((failure.caller_http_status(), failure.caller_grpc_code()), (503, 14));
    let error = Error::from(failure.clone());
    assert_eq!((error.pace(), error.answer()), (answer.pace(), Some(answer)));
    let body = br#"{"ErrorCode":100012,"ErrorInfo":"too fast","RequestId":"Id-1"}"#;
    assert_eq!(response::check(Domain::TrtcRest, body), Err(failure.into()));
}

#[test]
fn a_failure_is_reported_whatever_the_type_is() {
    for body in [r#"{"Code":104}"#, r#"{"Data":{},"Code":104}"#, r#"{"Data":[1],"Message":"x","Code":104}"#] {
        match response::parse::<Sent>(Domain::ZegoRoom, body.as_bytes()) {
            Err(Error::Failure(failure)) => assert_eq!(failure.answer().number(), 104),
            other => panic!("{other:?}"),
        }
    }
    let body = br#"{"ErrorCode":100004,"ActionStatus":"FAIL","ErrorInfo":"gone"}"#;
    assert!(matches!(response::parse::<Sent>(Domain::TrtcRest, body), Err(Error::Failure(_))));
}

#[test]
fn a_mismatch_says_where_and_what_was_expected() {
    #[derive(Debug, Deserialize)]
    #[allow(dead_code, reason = "only what does not fit matters")]
    struct Strict {
        count: u8,
        kind: Kind,
    }
    #[derive(Debug, Deserialize)]
    enum Kind {
        One,
    }
    for (data, message) in [
        (r#"{"count":"secret"}"#, "line 1, column 34: expected u8"),
        (r#"{"count":1,"kind":"secret"}"#, "line 1, column 43: expected `One`"),
        (r#"{"count":300}"#, "line 1, column 29: expected u8"),
        (r#"{"count":1}"#, "line 1, column 28: missing field `kind`"),
        (r#"{"count":1,"count":2}"#, "line 1, column 35: duplicate field `count`"),
        (r#"["secret"]"#, "line 1, column 26: expected u8"),
        (r#""secret, expected secret""#, "line 1, column 42: expected struct Strict"),
    ] {
        let body = format!(r#"{{"Code":0,"Data":{data}}}"#);
        let error = response::parse::<Strict>(Domain::ZegoRoom, body.as_bytes()).unwrap_err();
        assert!(matches!(error, Error::Data(_)), "{error:?}");
        assert_eq!(error.to_string(), format!("the data of the zego-room reply does not fit at {message}"));
        assert_eq!((error.code(), error.retry()), (None, Retry::Unspecified));
    }
}

/// What a vendor or a user wrote must not get into a log through an error.
#[test]
fn errors_quote_nothing() {
    #[derive(Debug, Deserialize)]
    #[allow(dead_code, reason = "only what does not fit matters")]
    struct Picky {
        #[serde(deserialize_with = "refuse")]
        field: u8,
    }
    fn refuse<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<u8, D::Error> {
        let text = String::deserialize(deserializer)?;
        Err(serde::de::Error::custom(format!("{text}, expected {text}")))
    }

    let bodies = [
        r#"{"Code":104,"Message":"SECRET","RequestId":"SECRET","Data":"SECRET"}"#,
        r#"{"Code":103,"Message":"SECRET","RequestId":"SECRET"}"#,
        r#"{"Code":0,"Data":"SECRET"}"#,
        r#"{"Code":0,"Data":{"field":"SECRET"}}"#,
        r#"{"Code":0,"Data":{"MessageId":5,"field":{"SECRET":1}}}"#,
        r#"{"Code":"SECRET"}"#,
        r#"{"SECRET":1}"#,
        r#"{"Code":0,"ActionStatus":"SECRET"}"#,
        r#"{"Code":0 SECRET"#,
        "<SECRET>",
        "SECRET",
    ];
    for body in bodies {
        for &domain in Domain::ALL {
            let errors = [
                response::check(domain, body.as_bytes()).err(),
                response::parse::<Sent>(domain, body.as_bytes()).err(),
                response::parse::<Picky>(domain, body.as_bytes()).err(),
                Report::parse(domain, body.as_bytes()).err().map(Error::from),
            ];
            for error in errors.into_iter().flatten() {
                let mut source: Option<&dyn std::error::Error> = Some(&error);
                while let Some(error) = source {
                    let told = format!("{error} {error:?} {error:#?}");
                    assert!(!told.contains("SECRET"), "{told}");
                    source = error.source();
                }
            }
        }
    }
    let report = Report::parse(Domain::ZegoWeb, br#"{"errorCode":1000017,"extendedData":"SECRET"}"#).unwrap();
    assert!(!format!("{report} {report:?}").contains("SECRET"));
    assert_eq!(report.message(), Some("SECRET"));
}

/// A type that ignores errors must not turn a malformed reply into a success.
#[test]
fn a_type_that_swallows_errors_hides_no_fault() {
    struct Lenient;
    impl<'de> Deserialize<'de> for Lenient {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let _: Result<BTreeMap<String, Value>, _> = Deserialize::deserialize(deserializer);
            Ok(Self)
        }
    }
    for body in [r#"{"ErrorCode":1.5}"#, r#"{"ErrorCode":0,"ErrorCode":1}"#, r#"{"ErrorCode":0,"ErrorInfo":"#] {
        let error = response::parse::<Lenient>(Domain::TrtcRest, body.as_bytes()).err();
        assert!(matches!(error, Some(Error::Malformed(_))), "{body}: {error:?}");
    }
    let error = response::parse::<Lenient>(Domain::TrtcRest, br#"{"ErrorCode":1.5}"#).err().unwrap();
    assert!(error.to_string().contains("neither an integer"), "{error}");
}

#[test]
fn borrowed_data_stays_borrowed() {
    #[derive(Deserialize)]
    struct Borrowed<'a> {
        name: &'a str,
    }
    let body = br#"{"Code":0,"Data":{"name":"lobby"}}"#;
    let data: Borrowed = response::parse(Domain::ZegoRoom, body).unwrap();
    assert!(body.as_ptr_range().contains(&data.name.as_ptr()));
}
