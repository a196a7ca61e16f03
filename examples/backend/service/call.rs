//! A call of a vendor in, the HTTP request for it out.

use std::hash::{BuildHasher, RandomState};
use std::time::{SystemTime, UNIX_EPOCH};

use md5::{Digest, Md5};
use reqwest::{Method, Request, Url};
use rtc_codes::Domain;
use serde_json::json;

const APP_ID: &str = "1234567890";
const SERVER_SECRET: &str = "a secret of 32 characters, say...";
/// An administrator's signature, which TRTC's own libraries make.
const USER_SIG: &str = "a UserSig";

/// A call of a vendor's interface.
pub enum Call<'a> {
    DescribeUserNum { room: &'a str },
    SendBroadcastMessage { room: &'a str, text: &'a str },
    CreateRoom { room: &'a str },
}

impl Call<'_> {
    /// The domain of the numbers in its reply.
    pub const fn domain(&self) -> Domain {
        match self {
            Self::DescribeUserNum { .. } | Self::SendBroadcastMessage { .. } => Domain::ZegoRoom,
            Self::CreateRoom { .. } => Domain::TrtcRest,
        }
    }

    /// Whether it may take effect twice without harm.
    pub const fn is_idempotent(&self) -> bool {
        matches!(self, Self::DescribeUserNum { .. })
    }

    pub fn request(&self, vendor: &Url, signature: &Signature) -> Request {
        match self {
            Self::DescribeUserNum { room } => zego(vendor, signature, "DescribeUserNum", &[("RoomId[]", room)]),
            Self::SendBroadcastMessage { room, text } => {
                let parameters =
                    [("RoomId", *room), ("UserId", "backend"), ("MessageCategory", "2"), ("MessageContent", text)];
                zego(vendor, signature, "SendBroadcastMessage", &parameters)
            }
            Self::CreateRoom { room } => trtc_create_room(vendor, room),
        }
    }
}

fn zego(vendor: &Url, signature: &Signature, action: &str, parameters: &[(&str, &str)]) -> Request {
    let mut url = vendor.clone();
    url.query_pairs_mut()
        .extend_pairs([
            ("Action", action),
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

fn trtc_create_room(vendor: &Url, room: &str) -> Request {
    let mut url = vendor.clone();
    url.set_path("v4/live_engine_http_srv/create_room");
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
