//! An operation in, the call that it makes and the HTTP request for it out.

use std::hash::{BuildHasher, RandomState};
use std::time::{SystemTime, UNIX_EPOCH};

use md5::{Digest, Md5};
use reqwest::{Method, Request, Url};
use rtc_codes::Call;
use serde_json::json;

const APP_ID: &str = "1234567890";
const SERVER_SECRET: &str = "a secret of 32 characters, say...";
/// An administrator's signature, which TRTC's own libraries make.
const USER_SIG: &str = "a UserSig";

/// What the backend asks of a vendor.
pub enum Operation<'a> {
    DescribeUserNum { room: &'a str },
    SendBroadcastMessage { room: &'a str, text: &'a str },
    CreateRoom { room: &'a str },
}

impl Operation<'_> {
    /// The call that it makes, whose domain, effect and rate the crate knows.
    pub fn call(&self) -> Call {
        let name = match self {
            Self::DescribeUserNum { .. } => "DescribeUserNum",
            Self::SendBroadcastMessage { .. } => "SendBroadcastMessage",
            Self::CreateRoom { .. } => "live_engine_http_srv/create_room",
        };
        Call::find(name).expect("the catalogue has the calls of this backend")
    }

    pub fn request(&self, vendor: &Url, signature: &Signature) -> Request {
        match self {
            Self::DescribeUserNum { room } => zego(vendor, signature, self.call(), &[("RoomId[]", room)]),
            Self::SendBroadcastMessage { room, text } => {
                let parameters =
                    [("RoomId", *room), ("UserId", "backend"), ("MessageCategory", "2"), ("MessageContent", text)];
                zego(vendor, signature, self.call(), &parameters)
            }
            Self::CreateRoom { room } => trtc_create_room(vendor, self.call(), room),
        }
    }
}

fn zego(vendor: &Url, signature: &Signature, call: Call, parameters: &[(&str, &str)]) -> Request {
    let mut url = vendor.clone();
    url.query_pairs_mut()
        .extend_pairs([
            ("Action", call.name()),
            ("AppId", APP_ID),
            ("SignatureNonce", &signature.nonce),
            ("Timestamp", &signature.timestamp),
            ("Signature", &signature.md5),
            ("SignatureVersion", "2.0"),
            ("IsTest", "false"),
        ])
        .extend_pairs(parameters);
    Request::new(Method::GET, url)
}

fn trtc_create_room(vendor: &Url, call: Call, room: &str) -> Request {
    let mut url = vendor.clone();
    url.set_path(&format!("v4/{call}"));
    let random = random().to_string();
    url.query_pairs_mut().extend_pairs([
        ("sdkappid", APP_ID),
        ("identifier", "administrator"),
        ("usersig", USER_SIG),
        ("random", &random[..random.len().min(9)]),
        ("contenttype", "json"),
    ]);
    let mut request = Request::new(Method::POST, url);
    let body = json!({ "RoomInfo": { "RoomId": room, "RoomType": "Live" } });
    *request.body_mut() = Some(body.to_string().into());
    request
}

/// The signature that proves to ZEGOCLOUD, for ten minutes, who the backend is.
pub struct Signature {
    nonce: String,
    timestamp: String,
    md5: String,
}

impl Signature {
    pub fn new() -> Self {
        let nonce = format!("{:016x}", random());
        let timestamp = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs().to_string();
        let md5 = Md5::digest(format!("{APP_ID}{nonce}{SERVER_SECRET}{timestamp}"));
        Self { md5: format!("{:032x}", u128::from_be_bytes(md5.into())), nonce, timestamp }
    }
}

/// Random enough for a nonce, which is no secret: the keys that `std` draws for a hash map.
pub fn random() -> u64 {
    RandomState::new().hash_one(())
}
