//! A domain in, the keys of its replies out: all that a new product changes here.

use crate::Domain;
use crate::vocabulary::Envelope;

/// The keys of a product's replies.
pub(super) struct Keys {
    /// The keys that may hold the number, the documented one first.
    pub(super) codes: &'static [&'static str],
    /// The key of a number that says more than the first one, which is then the class of the error.
    pub(super) detail: Option<&'static str>,
    /// The keys that may hold the vendor's words, the documented one first.
    pub(super) messages: &'static [&'static str],
    /// The key of the result; without one, the result is the whole object.
    pub(super) data: Option<&'static str>,
    /// The key of the object that holds the number and the message of a callback, if the top level does not.
    pub(super) event: Option<&'static str>,
    /// The lists of a result that say what became of each user, room or message of a call for many.
    pub(super) lists: &'static [List],
}

/// The keys of lists that are alike, and the keys of each of their items.
pub(super) struct List {
    pub(super) keys: &'static [&'static str],
    pub(super) code: &'static str,
    pub(super) message: &'static str,
}

impl Keys {
    pub(super) const fn of(domain: Domain) -> &'static Self {
        match domain.envelope() {
            Envelope::ZegoServer => &ZEGO_SERVER,
            Envelope::ZegoZim => &ZEGO_ZIM,
            Envelope::ZegoEvent => &ZEGO_EVENT,
            Envelope::ZegoExpress => &ZEGO_EXPRESS,
            Envelope::Client => &CLIENT,
            Envelope::TrtcEngine => &TRTC_ENGINE,
            Envelope::TrtcWeb => &TRTC_WEB,
            Envelope::TrtcCall => &TRTC_CALL,
            Envelope::TencentRest => &TENCENT_REST,
        }
    }
}

/// A product without a second number, a result of its own, events or lists.
const FLAT: Keys = Keys { codes: &[], detail: None, messages: &[], data: None, event: None, lists: &[] };

/// The server API's keys begin with capitals, those of its callbacks with small letters.
static ZEGO_SERVER: Keys = Keys {
    codes: &["Code", "code"],
    messages: &["Message", "message"],
    data: Some("Data"),
    lists: &[List { keys: &["FailUsers"], code: "Code", message: "Message" }],
    ..FLAT
};
static ZEGO_ZIM: Keys = Keys {
    codes: &["Code"],
    messages: &["Message"],
    // Not `FailList`: the numbers in it, those of `SetConvMark`, are of no table.
    lists: &[List {
        keys: &["ErrorList", "ErrorUsers", "ErrList", "ErrKeyList", "FailKey", "Fails"],
        code: "SubCode",
        message: "SubMessage",
    }],
    ..FLAT
};
static ZEGO_EVENT: Keys = Keys { codes: &["Code"], messages: &["Message"], event: Some("Data"), ..FLAT };
static ZEGO_EXPRESS: Keys =
    Keys { codes: &["errorCode", "code"], messages: &["extendedData", "msg", "message"], ..FLAT };
/// Chat's callbacks of native apps call the message `desc`.
static CLIENT: Keys = Keys { codes: &["code"], messages: &["message", "desc"], ..FLAT };
/// The second keys are those of a warning.
static TRTC_ENGINE: Keys = Keys { codes: &["errCode", "warningCode"], messages: &["errMsg", "warningMsg"], ..FLAT };
static TRTC_WEB: Keys = Keys { codes: &["code"], detail: Some("extraCode"), messages: &["message"], ..FLAT };
static TRTC_CALL: Keys = Keys { codes: &["code"], messages: &["message_", "message"], ..FLAT };
static TENCENT_REST: Keys = Keys {
    codes: &["ErrorCode"],
    messages: &["ErrorInfo"],
    lists: &[
        List { keys: &["ResultItem", "UserProfileItem"], code: "ResultCode", message: "ResultInfo" },
        List { keys: &["ErrorList"], code: "ErrorCode", message: "ErrorInfo" },
    ],
    ..FLAT
};

/// The key with which Tencent also says in words whether a request succeeded.
pub(super) const STATUS: &str = "ActionStatus";
/// The key of the vendor's ID of the request.
pub(super) const REQUEST_ID: &str = "RequestId";

/// A key that shows another product, and what to do with a reply that has it instead of its own product's key.
pub(super) type Foreign = (&'static str, &'static str);

/// Keys that hold the number in some product's replies.
pub(super) const CODE_KEYS: &[Foreign] = &[
    ("Code", "as a ZEGOCLOUD server reply has; read it as one"),
    ("ErrorCode", "as a reply of Tencent's REST API has; read it as trtc-rest or tencent-chat"),
    (
        "errorCode",
        "as an error of ZEGOCLOUD's Web and Express SDKs has; read it as zego-web, or with feature `clients` as zego-express",
    ),
    ("errCode", "as a callback of the TRTC engine has; read it as trtc-engine, with feature `clients`"),
    ("code", "as an error of a client SDK or a callback has; read it as the domain that it comes from"),
];

/// Keys that only Tencent's old interfaces have, beside `errorCode`.
pub(super) const OLD_KEYS: &[&str] = &["errorMessage", "errorInfo", "actionStatus"];
pub(super) const OLD_INTERFACE: Foreign =
    ("errorCode", "as the old interfaces of CallKit, RoomKit and UserSig have, whose numbers are their own");
pub(super) const CLOUD_API: Foreign =
    ("Response", "like a reply of Tencent Cloud API 3.0, whose codes are texts, not numbers");

/// Keys under which programs put an error that they pass on.
pub(super) const WRAPPERS: &[&str] = &["error", "err", "data", "detail", "result"];

/// The key of an error's name, and the names of one product alone.
pub(super) const NAME: &str = "name";
pub(super) const ERROR_NAMES: &[(&str, &str, Envelope)] = &[
    ("RtcError", "the TRTC Web SDK; read it as trtc-web, with feature `clients`", Envelope::TrtcWeb),
    ("TUICallEngineError", "TUICallKit; read it as trtc-call, with feature `clients`", Envelope::TrtcCall),
];
