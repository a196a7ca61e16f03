//! A script in, a vendor on loopback out: a real HTTP server, each room with answers of its own. `tests/backend.rs`
//! compiles it too.

use std::collections::{BTreeMap, HashMap};
use std::future::pending;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::http::{StatusCode, Uri};
use axum::response::{Html, IntoResponse, Response};
use reqwest::Url;
use serde_json::{Value, json};
use tokio::net::TcpListener;

/// What the vendor writes beside each number; it must not go further than the backend.
pub const MESSAGE: &str = "the words of the vendor, with the name of Alice";
pub const REQUEST_ID: &str = "2237080460466033406";

/// One answer of the script.
#[derive(Clone, Copy)]
pub enum Answer {
    /// A reply with this number; 0 with the data of a success.
    Number(i64),
    /// The HTML page of a gateway, with this HTTP status.
    Gateway(u16),
    /// No answer, ever.
    Hang,
}

/// A call as it arrived.
#[derive(Clone)]
#[allow(dead_code, reason = "the tests look at what arrived, the example does not")]
pub struct Arrived {
    pub at: Instant,
    pub query: BTreeMap<String, String>,
}

pub struct Vendor {
    pub url: String,
    #[allow(dead_code, reason = "the tests look at what arrived, the example does not")]
    script: Arc<Script>,
}

struct Script {
    /// The answers by room; after the last one the first one comes again.
    answers: HashMap<String, Vec<Answer>>,
    arrived: Mutex<HashMap<String, Vec<Arrived>>>,
}

impl Vendor {
    pub async fn start<const N: usize>(answers: [(&str, Vec<Answer>); N]) -> std::io::Result<Self> {
        let answers = answers.map(|(room, answers)| (room.to_owned(), answers)).into();
        let script = Arc::new(Script { answers, arrived: Mutex::default() });
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}", listener.local_addr()?);
        let server = axum::serve(listener, Router::new().fallback(answer).with_state(script.clone()));
        tokio::spawn(server.into_future());
        Ok(Self { url, script })
    }

    /// The calls for a room so far.
    #[allow(dead_code, reason = "the tests look at what arrived, the example does not")]
    pub fn arrived(&self, room: &str) -> Vec<Arrived> {
        self.script.arrived.lock().unwrap().get(room).cloned().unwrap_or_default()
    }
}

async fn answer(State(script): State<Arc<Script>>, uri: Uri, body: Bytes) -> Response {
    let at = Instant::now();
    let is_zego = uri.path() == "/";
    let url = Url::parse(&format!("http://vendor{uri}")).expect("an absolute path was asked for");
    let query: BTreeMap<_, _> = url.query_pairs().into_owned().collect();
    let room = if is_zego {
        query.get("RoomId").or(query.get("RoomId[]")).cloned().unwrap_or_default()
    } else {
        let body: Value = serde_json::from_slice(&body).unwrap_or_default();
        body["RoomInfo"]["RoomId"].as_str().unwrap_or_default().to_owned()
    };
    match script.next(room, Arrived { at, query }) {
        Answer::Number(number) if is_zego => json(&zego_reply(number)),
        Answer::Number(number) => json(&trtc_reply(number)),
        Answer::Gateway(status) => {
            let status = StatusCode::from_u16(status).expect("the script has HTTP statuses");
            (status, Html(format!("<html><h1>{status}</h1>{MESSAGE}</html>"))).into_response()
        }
        Answer::Hang => pending().await,
    }
}

impl Script {
    /// Notes the call and returns the answer to it; 0 for a room that the script does not have.
    fn next(&self, room: String, call: Arrived) -> Answer {
        let answers = self.answers.get(&room);
        let mut arrived = self.arrived.lock().unwrap();
        let arrived = arrived.entry(room).or_default();
        arrived.push(call);
        answers.map_or(Answer::Number(0), |answers| answers[(arrived.len() - 1) % answers.len()])
    }
}

fn zego_reply(number: i64) -> Value {
    let mut reply = json!({ "Code": number, "Message": MESSAGE, "RequestId": REQUEST_ID });
    if number == 0 {
        reply["Data"] = json!({ "UserCountList": [{ "RoomId": "any", "UserCount": 3 }], "MessageId": 7 });
    }
    reply
}

fn trtc_reply(number: i64) -> Value {
    let status = if number == 0 { "OK" } else { "FAIL" };
    json!({ "ActionStatus": status, "ErrorCode": number, "ErrorInfo": MESSAGE, "RequestId": REQUEST_ID })
}

fn json(reply: &Value) -> Response {
    ([(CONTENT_TYPE, "application/json")], reply.to_string()).into_response()
}
