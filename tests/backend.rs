//! The example's backend end to end, with real HTTP on both sides and a vendor that answers from a script: what the
//! caller gets, how often the vendor is called and at what intervals.
#![cfg(feature = "response")]

#[path = "../examples/backend/script.rs"]
mod script;
#[path = "../examples/backend/service/mod.rs"]
mod service;

use std::io;
use std::sync::{Mutex, Once};
use std::time::{Duration, Instant};

use md5::{Digest, Md5};
use reqwest::{Client, Method};
use rtc_codes::{Call, Code, Domain, Policy, Retry, TrtcRest};
use script::Answer::{self, Gateway, Hang, Number};
use script::{Arrived, MESSAGE, REQUEST_ID, Vendor};
use serde_json::{Value, json};
use service::Patience;
use tokio::net::{TcpListener, TcpSocket};
use tokio::task::JoinSet;
use tracing::Level;

/// How often a vendor that always fails is called.
const ALL_CALLS: usize = 4;
/// For tests that count calls: waits of a few milliseconds, unless the vendor asks for more.
const HASTY: Patience = Patience {
    policy: Policy::new().sends(4).backoff(Duration::from_millis(2), Duration::from_millis(8)),
    time_out: Duration::from_secs(20),
};

const USERS: (Method, &str) = (Method::GET, "/rooms/lobby/users");
/// Requests that must not take effect twice.
const MESSAGES: (Method, &str) = (Method::POST, "/rooms/lobby/messages");
const ROOM: (Method, &str) = (Method::PUT, "/rooms/lobby");

/// A vendor whose room `lobby` answers from a script, and the example's backend in front of it.
struct Backend {
    url: String,
    vendor: Vendor,
}

impl Backend {
    async fn start(patience: Patience, answers: &[Answer]) -> Self {
        log();
        let vendor = Vendor::start([("lobby", answers.to_vec())]).await.unwrap();
        let url = serve(service::router(&vendor.url, patience)).await;
        Self { url, vendor }
    }

    async fn ask(&self, request: (Method, &str)) -> Reply {
        self.ask_in(request, None).await
    }

    async fn ask_in(&self, (method, path): (Method, &str), languages: Option<&str>) -> Reply {
        Reply::of(method, &format!("{}{path}", self.url), languages).await
    }

    /// The vendor's calls.
    fn calls(&self) -> Vec<Arrived> {
        self.vendor.arrived("lobby")
    }

    /// The times between the vendor's calls.
    fn gaps(&self) -> Vec<Duration> {
        self.calls().windows(2).map(|pair| pair[1].at - pair[0].at).collect()
    }
}

async fn serve(router: axum::Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(axum::serve(listener, router).into_future());
    url
}

/// A port that nobody listens on while the socket is kept.
fn closed_port() -> TcpSocket {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    socket
}

/// What the caller got.
#[derive(Debug)]
struct Reply {
    status: u16,
    content_type: String,
    language: String,
    text: String,
    body: Value,
}

impl Reply {
    async fn of(method: Method, url: &str, languages: Option<&str>) -> Self {
        let client = Client::builder().no_proxy().timeout(Duration::from_secs(60)).build().unwrap();
        let mut request = client.request(method.clone(), url);
        if method == Method::POST {
            request = request.body("good morning");
        }
        if let Some(languages) = languages {
            request = request.header("accept-language", languages);
        }
        let reply = request.send().await.unwrap();
        let header = |name| reply.headers().get(name).map_or("", |value| value.to_str().unwrap()).to_owned();
        let (status, content_type, language) =
            (reply.status().as_u16(), header("content-type"), header("content-language"));
        let text = reply.text().await.unwrap();
        Self { status, content_type, language, body: serde_json::from_str(&text).unwrap_or_default(), text }
    }

    #[track_caller]
    fn assert_is_problem(&self, status: u16) {
        assert_eq!(self.status, status, "{self:?}");
        assert_eq!(self.content_type, "application/problem+json");
        assert_eq!(self.body["status"], status);
        assert!(!self.text.contains(MESSAGE), "{self:?}");
    }
}

/// Everything that the process has logged, of whatever level and crate.
static LOG: Mutex<Vec<u8>> = Mutex::new(Vec::new());

fn log() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| tracing_subscriber::fmt().with_max_level(Level::TRACE).with_writer(|| Log).init());
}

struct Log;

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        LOG.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn no_call_is_made_more_often_than_its_page_allows() {
    let limit = Call::find("DescribeUserNum").and_then(Call::limit).unwrap();
    let answers = vec![Number(0); usize::try_from(limit.requests()).unwrap() + 6];
    let backend = Backend::start(HASTY, &answers).await;
    let mut callers = JoinSet::new();
    for _ in &answers {
        let url = format!("{}{}", backend.url, USERS.1);
        callers.spawn(async move { Reply::of(USERS.0, &url, None).await.status });
    }
    assert!(callers.join_all().await.iter().all(|&status| status == 200));
    let arrived: Vec<_> = backend.calls().into_iter().map(|call| call.at).collect();
    assert_eq!(arrived.len(), answers.len());
    for first in &arrived {
        let within = arrived.iter().filter(|at| *at >= first && **at - *first < limit.per()).count();
        assert!(within <= usize::try_from(limit.requests()).unwrap(), "{within} in one period");
    }
}

#[tokio::test]
async fn a_throttled_call_is_sent_again_slower_until_it_succeeds() {
    let backend = Backend::start(HASTY, &[Number(206), Number(206), Number(0)]).await;
    let reply = backend.ask(USERS).await;
    assert_eq!((reply.status, reply.body), (200, json!({ "users": 3 })));
    assert_eq!(backend.calls().len(), 3);
}

#[tokio::test]
async fn a_throttled_call_is_sent_again_even_if_it_must_not_take_effect_twice() {
    let backend = Backend::start(HASTY, &[Number(207), Number(0)]).await;
    let reply = backend.ask(MESSAGES).await;
    assert_eq!((reply.status, reply.body), (200, json!({ "message": 7 })));
    assert_eq!(backend.calls().len(), 2);
}

#[tokio::test]
async fn a_documented_pace_is_kept() {
    let backend = Backend::start(HASTY, &[Number(100012), Number(0)]).await;
    assert_eq!(backend.ask(ROOM).await.status, 201);
    let gaps = backend.gaps();
    assert_eq!(gaps.len(), 1);
    assert!(gaps[0] >= Duration::from_secs(1), "{gaps:?}");
}

#[tokio::test]
async fn a_call_is_sent_again_after_a_temporary_fault() {
    let backend = Backend::start(HASTY, &[Number(154), Number(154), Number(0)]).await;
    assert_eq!(backend.ask(USERS).await.status, 200);
    assert_eq!(backend.calls().len(), 3);
}

#[tokio::test]
async fn a_temporary_fault_is_reported_at_once_if_the_call_must_not_take_effect_twice() {
    let backend = Backend::start(HASTY, &[Number(151)]).await;
    backend.ask(MESSAGES).await.assert_is_problem(502);
    assert_eq!(backend.calls().len(), 1);
}

#[tokio::test]
async fn callers_do_not_all_send_again_at_the_same_time() {
    let mut callers = JoinSet::new();
    for _ in 0..16 {
        callers.spawn(async {
            let policy = Policy::new().sends(2).backoff(Duration::from_millis(100), Duration::from_millis(100));
            let backend = Backend::start(Patience { policy, ..HASTY }, &[Number(154)]).await;
            backend.ask(USERS).await.assert_is_problem(502);
            backend.gaps()[0]
        });
    }
    let gaps = callers.join_all().await;
    // Each is random from 0 to 100 ms: the chance that 16 of them are within 20 ms is one in 10^9.
    let spread = gaps.iter().max().unwrap().abs_diff(*gaps.iter().min().unwrap());
    assert!(spread > Duration::from_millis(20), "{gaps:?}");
}

#[tokio::test]
async fn an_expired_signature_is_renewed_once() {
    for request in [USERS, MESSAGES] {
        let backend = Backend::start(HASTY, &[Number(100000004), Number(0)]).await;
        assert_eq!(backend.ask(request).await.status, 200);
        let calls = backend.calls();
        assert_eq!(calls.len(), 2);
        assert_ne!(calls[0].query["SignatureNonce"], calls[1].query["SignatureNonce"]);
        assert_ne!(calls[0].query["Signature"], calls[1].query["Signature"]);
        calls.iter().for_each(assert_is_signed);
    }
}

#[track_caller]
fn assert_is_signed(call: &Arrived) {
    let query = &call.query;
    assert_eq!(query["SignatureVersion"], "2.0");
    assert_eq!(query["SignatureNonce"].len(), 16);
    let signed = ["AppId", "SignatureNonce"].map(|key| query[key].as_str()).concat();
    let signed = format!("{signed}a secret of 32 characters, say...{}", query["Timestamp"]);
    let md5 = u128::from_be_bytes(Md5::digest(signed).into());
    assert_eq!(query["Signature"], format!("{md5:032x}"));
}

#[tokio::test]
async fn a_signature_that_stays_expired_is_reported() {
    let backend = Backend::start(HASTY, &[Number(100000004)]).await;
    let reply = backend.ask(USERS).await;
    reply.assert_is_problem(500);
    assert_eq!(reply.body["code"], "zego-common/signature-expired");
    assert_eq!(backend.calls().len(), 2);
}

#[tokio::test]
async fn a_signature_lasts_for_all_calls_of_a_request() {
    let backend = Backend::start(HASTY, &[Number(206), Number(100000004), Number(154), Number(0)]).await;
    assert_eq!(backend.ask(USERS).await.status, 200);
    let nonces: Vec<_> = backend.calls().iter().map(|call| call.query["SignatureNonce"].clone()).collect();
    assert!(nonces[0] == nonces[1] && nonces[1] != nonces[2] && nonces[2] == nonces[3], "{nonces:?}");
}

#[tokio::test]
async fn a_problem_says_all_that_is_known() {
    let backend = Backend::start(HASTY, &[Number(104)]).await;
    let reply = backend.ask(MESSAGES).await;
    reply.assert_is_problem(404);
    assert_eq!(
        reply.body,
        json!({
            "type": "https://www.zegocloud.com/docs/real-time-voice-server/api-reference/return-codes",
            "title": "room does not exist",
            "status": 404,
            "detail": Code::lookup(Domain::ZegoRoom, 104).unwrap().action().unwrap(),
            "code": "zego-room/room-not-found",
            "number": 104,
            "section": "room",
            "retry": "AfterState",
            "actor": "Developer",
            "requestId": REQUEST_ID,
        })
    );
    assert_eq!(backend.calls().len(), 1);
}

/// Each code that a call may be answered with: how often it is sent, and what the caller gets in the end.
#[tokio::test(flavor = "multi_thread")]
async fn every_code_is_sent_as_often_as_its_retry_says() {
    let codes = [Domain::ZegoRoom, Domain::ZegoCommon].map(Domain::codes).concat();
    for code in codes {
        for (request, idempotent) in [(USERS, true), (MESSAGES, false)] {
            let backend = Backend::start(HASTY, &[Number(code.number().into())]).await;
            let reply = backend.ask(request).await;
            if code.retry() == Retry::NotNeeded {
                assert_eq!((reply.status, backend.calls().len()), (200, 1), "{code}");
                continue;
            }
            reply.assert_is_problem(code.caller_http_status());
            assert_eq!(reply.body["code"], code.slug());
            assert_eq!(reply.body["detail"].as_str(), code.action());
            assert_eq!(reply.body["retry"], code.retry().as_str());
            let calls = match code.retry() {
                Retry::Throttled => ALL_CALLS,
                Retry::Backoff if idempotent => ALL_CALLS,
                Retry::AfterRefresh => 2,
                _ => 1,
            };
            assert_eq!(backend.calls().len(), calls, "{code}");
        }
    }
}

#[tokio::test]
async fn an_unknown_number_passes_with_its_section_and_is_counted_as_other() {
    let backend = Backend::start(HASTY, &[Number(100099)]).await;
    let before = counted(&backend, "_OTHER").await;
    let reply = backend.ask(ROOM).await;
    reply.assert_is_problem(502);
    let unknown = Code::try_lookup(Domain::TrtcRest, 100099).unwrap_err();
    assert_eq!(reply.body["title"], unknown.to_string());
    assert_eq!(reply.body["section"], unknown.section().unwrap().slug());
    assert_eq!(reply.body["number"], 100099);
    assert_eq!(reply.body["retry"], "Unspecified");
    assert_eq!(reply.body["requestId"], REQUEST_ID);
    assert_eq!(reply.body["code"], Value::Null);
    assert_eq!(backend.calls().len(), 1);
    assert_eq!(counted(&backend, "_OTHER").await, before + 1);
}

/// No other test gets these numbers, since all tests of the process share one recorder.
#[tokio::test]
async fn errors_are_counted_by_slug() {
    let backend = Backend::start(HASTY, &[Number(60007), Number(60007), Number(100004)]).await;
    backend.ask(ROOM).await.assert_is_problem(404);
    assert_eq!(counted(&backend, TrtcRest::RestApiRateLimited.slug()).await, 2);
    assert_eq!(counted(&backend, TrtcRest::RoomNotFound.slug()).await, 1);
}

async fn counted(backend: &Backend, slug: &str) -> u64 {
    let metrics = backend.ask((Method::GET, "/metrics")).await.text;
    let series = format!("vendor_errors_total{{error_type=\"{slug}\"}} ");
    metrics.lines().find_map(|line| line.strip_prefix(&series)).map_or(0, |count| count.parse().unwrap())
}

#[tokio::test]
async fn a_gateway_s_page_is_judged_by_its_status() {
    let backend = Backend::start(HASTY, &[Gateway(502), Gateway(503), Number(0)]).await;
    assert_eq!(backend.ask(USERS).await.status, 200);
    assert_eq!(backend.calls().len(), 3);

    // Requests that are sent again, sent again slower, or not sent again; what must not take effect twice only after a
    // 429.
    for (status, request, calls) in [
        (502, USERS, ALL_CALLS),
        (502, MESSAGES, 1),
        (429, MESSAGES, ALL_CALLS),
        (200, USERS, 1),
        (302, USERS, 1),
        (404, USERS, 1),
    ] {
        let backend = Backend::start(HASTY, &[Gateway(status)]).await;
        let reply = backend.ask(request).await;
        reply.assert_is_problem(502);
        assert_eq!((&reply.body["type"], &reply.body["title"]), (&json!("about:blank"), &json!("Bad Gateway")));
        assert_eq!(backend.calls().len(), calls, "{status}");
    }
}

#[tokio::test]
async fn a_vendor_that_hangs_is_given_up() {
    let time_out = Duration::from_millis(200);
    let backend = Backend::start(Patience { time_out, ..HASTY }, &[Hang]).await;
    let begun = Instant::now();
    let reply = backend.ask(USERS).await;
    reply.assert_is_problem(504);
    assert_eq!(reply.body["title"], "Gateway Timeout");
    assert!(begun.elapsed() >= time_out);
    assert!(begun.elapsed() < HASTY.time_out);
    assert_eq!(backend.calls().len(), 1);
}

#[tokio::test]
async fn a_vendor_that_cannot_be_reached_is_tried_again_and_reported() {
    let closed = closed_port();
    let url = serve(service::router(&format!("http://{}", closed.local_addr().unwrap()), HASTY)).await;
    let reply = Reply::of(Method::GET, &format!("{url}/rooms/lobby/users"), None).await;
    reply.assert_is_problem(502);
    assert_eq!(reply.body["retry"], "Backoff");
}

#[tokio::test]
async fn a_problem_is_in_the_language_that_the_caller_asks_for() {
    let backend = Backend::start(HASTY, &[Number(104)]).await;
    let zh = if cfg!(feature = "zh") { "zh" } else { "en" };
    let expensive = "zh;q=nan,".repeat(100) + "zh;q=0.4";
    for (languages, language) in [
        (None, "en"),
        (Some("en"), "en"),
        (Some("zh"), zh),
        (Some("zh-Hans-CN, en;q=0.9"), zh),
        (Some("ZH"), zh),
        (Some("en;q=0.1, zh;q=0.2"), zh),
        (Some("en, zh"), "en"),
        (Some("zh, en"), zh),
        (Some("de, fr;q=0.9, zh ; q=0.3"), zh),
        (Some("de"), "en"),
        (Some("*"), "en"),
        (Some("en;q=0, *"), zh),
        (Some("zh;q=0"), "en"),
        (Some("zh;q=7, en;q=0.1"), "en"),
        (Some("zh;q"), "en"),
        (Some(",;,=;q=,"), "en"),
        (Some(&expensive), zh),
    ] {
        let reply = backend.ask_in(MESSAGES, languages).await;
        reply.assert_is_problem(404);
        assert_eq!(reply.language, language, "{languages:?}");
        let text = Code::lookup(Domain::ZegoRoom, 104).unwrap().text(language.parse().unwrap());
        assert_eq!(reply.body["title"], text.description(), "{languages:?}");
        assert_eq!(reply.body["detail"].as_str(), text.action(), "{languages:?}");
    }
}

#[tokio::test]
async fn what_the_vendor_wrote_and_the_signature_stay_out_of_the_log() {
    let answers = [Number(206), Gateway(502), Number(100000004), Number(9)];
    let backend = Backend::start(HASTY, &answers).await;
    backend.ask(USERS).await.assert_is_problem(500);
    let closed = closed_port();
    let url = serve(service::router(&format!("http://{}", closed.local_addr().unwrap()), HASTY)).await;
    Reply::of(Method::GET, &format!("{url}/rooms/lobby/users"), None).await.assert_is_problem(502);

    let log = String::from_utf8(LOG.lock().unwrap().clone()).unwrap();
    for logged in ["zego-room 206: ", "not a zego-room reply: ", "zego-common 100000004: ", "out of reach"] {
        assert!(log.contains(logged), "{logged}");
    }
    assert!(!log.contains(MESSAGE));
    assert!(!log.contains("Signature="));
    for call in backend.calls() {
        assert!(!log.contains(&call.query["Signature"]));
    }
}
