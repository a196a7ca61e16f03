//! The rules by which a number in a log is a code of ours: one table, which the program works from and
//! `docs/annotate.md` shows.
//!
//! How a word is written in it: a word with a capital letter is case-sensitive, others are not; `*` at an end stands for
//! more letters; `-` inside a word stands for nothing, a blank, `_` or `-`.

use rtc_codes::{Domain, Vendor};

/// A number that stands beside one of these may be a code.
pub struct Key {
    pub words: &'static [&'static str],
    /// A number beside it has at least so many digits: `error: 3` is mostly a count.
    pub digits: usize,
    /// A number without a minus that nothing but a blank parts from it has at least so many: `failed 1003 of 2000`.
    pub bare_digits: usize,
    /// Examples, for the documentation.
    #[allow(dead_code, reason = "the documentation alone shows them")]
    pub examples: &'static str,
}

pub const KEYS: [Key; 2] = [
    Key {
        words: &[
            "code",
            "err-code",
            "error-code",
            "ret-code",
            "return-code",
            "result-code",
            "reason-code",
            "fail-code",
            "sub-code",
            "extra-code",
            "sdk-code",
            "native-code",
            "server-code",
            "zego-code",
            "zego-error-code",
            "trtc-code",
            "trtc-error-code",
            "错误码",
            "错误代码",
            "返回码",
        ],
        digits: 1,
        bare_digits: 1,
        examples: "`code=104`, `\"errorCode\": \"104\"`, `retCode=104`, `code 104`, `code is 104`, `错误码：104`",
    },
    Key {
        words: &[
            "err",
            "error",
            "err-id",
            "evt-id",
            "ret",
            "result",
            "reason",
            "raw-value",
            "exception",
            "platform-exception",
            "failed",
            "failure",
            "fail",
            "on-error",
            "disconnected",
            "return",
            "returned",
            "报错",
            "错误",
            "失败",
            "返回",
        ],
        digits: 4,
        bare_digits: 6,
        examples: "`error -2105`, `EvtID=-3301`, `PlatformException(1002050, …)`, `Room disconnected (1002050: …)`",
    },
];

/// What may part a number from its key, beside blanks, quotes and changes of color; of two signs the second is a bracket.
pub const SIGNS: &[&str] = &["=>", "->", "- ", ":", "=", "(", "[", "：", "＝", ",", "【", "（"];

/// Words that may part them.
pub const LINKS: &[&str] = &["is", "was", "of", "是", "为"];

/// Whose numbers the lines are that have one of the words.
pub struct Name {
    pub words: &'static [&'static str],
    pub whose: Whose,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Any domain of a vendor.
    Vendor(Vendor),
    /// The domains whose slugs begin so.
    Product(&'static [&'static str]),
    /// Where the vendor is named as well, the domains whose slugs begin so, for numbers of [`LONG`] digits.
    Platform(&'static [&'static str]),
    /// Nobody's of ours.
    Other,
}

/// What a line can name. The first row that has a word of the line counts, so products stand before their vendors. The
/// slugs of all domains, the names of all calls and the symbols of all codes count as well; they are in the catalogue.
pub const NAMES: [Name; 14] = [
    Name { words: &["zego-express-engine-webrtc", "ZegoExpressWebRTC*"], whose: Whose::Product(&["zego-web"]) },
    Name { words: &["zego-express*"], whose: Whose::Product(&["zego-express"]) },
    Name { words: &["ZIM*", "zego-zim*", "zim_*", "zim:*"], whose: Whose::Product(&["zego-zim"]) },
    Name {
        words: &[
            "TUIRoom*",
            "TUILive*",
            "TUISeat*",
            "TUIError*",
            "RoomKit",
            "*RoomEngine*",
            "room-engine",
            "tuikit-engine*",
            "AtomicX*",
        ],
        whose: Whose::Product(&["trtc-client", "trtc-rest"]),
    },
    Name { words: &["TUICall*", "TRTCCalling*"], whose: Whose::Product(&["trtc-call"]) },
    Name {
        words: &[
            "TIM",
            "V2TIM*",
            "TIMSDK",
            "IMSDK",
            "ImSDK*",
            "TUIChat*",
            "TUIKit",
            "tim-js*",
            "tim.qq.com",
            "tencentcloud/chat",
        ],
        whose: Whose::Product(&["tencent-chat"]),
    },
    Name {
        words: &["TRTCCloud*", "TXLiteAV*", "liteav*", "TXLive*", "V2TXLive*", "TXVod*", "evt-id"],
        whose: Whose::Product(&["trtc-engine"]),
    },
    Name { words: &["RtcError", "trtc-js-sdk", "trtc-sdk-v5"], whose: Whose::Product(&["trtc-web"]) },
    Name { words: &["ActionStatus", "ErrorInfo"], whose: Whose::Product(&["trtc-rest", "tencent-chat"]) },
    Name {
        words: &["flutter", "ios", "android", "react-native", "uniapp"],
        whose: Whose::Platform(&[
            "zego-express",
            "zego-zim-sdk",
            "trtc-client",
            "trtc-engine",
            "trtc-call",
            "tencent-chat-sdk",
        ]),
    },
    Name { words: &["*zego*", "即构"], whose: Whose::Vendor(Vendor::Zegocloud) },
    Name {
        words: &["trtc*", "*TRTC*", "*tencent*", "*qcloud*", "TUI*", "腾讯", "user-sig*", "sdk-app-id"],
        whose: Whose::Vendor(Vendor::Tencent),
    },
    Name {
        words: &[
            "*ErrorDomain*",
            "error-domain*",
            "SQLSTATE",
            "mysql*",
            "mariadb*",
            "postgres*",
            "sqlite*",
            "ORA",
            "oracle*",
            "sqlserver*",
            "mongo*",
            "*redis*",
            "*kafka*",
            "rabbitmq*",
            "amqp*",
            "mqtt*",
            "rocketmq*",
            "elasticsearch*",
            "zookeeper*",
            "etcd*",
            "hbase*",
            "clickhouse*",
            "memcache*",
            "grpc*",
            "rpc-error",
            "ffmpeg*",
            "ffprobe*",
            "curl",
            "libcurl",
            "OSStatus",
            "HRESULT",
            "errno",
            "errno:*",
            "winsock*",
            "WSA*",
            "ldap*",
            "smtp*",
            "ftp*",
            "ssh",
            "npm",
            "gradle",
            "dns",
            "smpp*",
            "modbus*",
            "snmp*",
        ],
        whose: Whose::Other,
    },
    Name {
        words: &[
            "agora*",
            "声网",
            "twilio*",
            "livekit*",
            "jitsi*",
            "vonage*",
            "opentok*",
            "rongcloud*",
            "rongim*",
            "融云",
            "easemob*",
            "hyphenate*",
            "环信",
            "netease*",
            "yunxin*",
            "网易",
            "NIM",
            "wechat*",
            "weixin*",
            "wx*",
            "wecom*",
            "微信",
            "alipay*",
            "支付宝",
            "aliyun*",
            "阿里云",
            "dingtalk*",
            "钉钉",
            "feishu*",
            "飞书",
            "apns*",
            "fcm",
            "firebase*",
            "hms",
            "stripe*",
            "paypal*",
            "aws*",
            "s3",
            "azure*",
            "openai*",
            "anthropic*",
            "deepseek*",
            "StoreKit*",
            "SKError*",
            "AVFoundation*",
            "bluetooth*",
            "gatt*",
            "jpush*",
            "极光",
            "个推",
            "facebook*",
            "discord*",
            "telegram*",
            "slack*",
            "shopify*",
            "twitter*",
            "instagram*",
            "baidu*",
            "百度",
            "volcengine*",
            "火山",
            "huaweicloud*",
            "qiniu*",
            "七牛",
            "openim*sdk",
            "bilibili*",
            "douyin*",
            "抖音",
            "kuaishou*",
            "amap*",
            "高德",
            "unionpay*",
            "银联",
            "okta*",
            "auth0*",
        ],
        whose: Whose::Other,
    },
];

/// Words that say that the number behind them is of another world, even where a domain is asked for.
pub struct World {
    pub words: &'static [&'static str],
    pub reach: Reach,
    pub numbers: Numbers,
}

/// How near to the key a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Right before `code`: `zip code`.
    Code,
    /// Before any key, [`FILLERS`] and signs between them: `HTTP request failed, code`.
    Near,
    /// The same, brackets and quotes between them too: `WebSocket closed {"code":`.
    Across,
}

/// Which numbers such a word takes away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbers {
    /// Those of fewer than [`LONG`] digits.
    Short,
    /// Those without a minus.
    Positive,
}

pub const WORLDS: [World; 4] = [
    World {
        words: &[
            "exit",
            "exits",
            "exited",
            "exiting",
            "terminated",
            "finished",
            "crashed",
            "websocket*",
            "ws",
            "wss",
            "socket",
            "close",
            "closed",
            "closing",
            "on-close",
            "os",
            "win32",
            "errno",
            "ssl",
            "tls",
            "rpc",
        ],
        reach: Reach::Across,
        numbers: Numbers::Short,
    },
    World { words: &["http", "https", "http/1.1", "http/2"], reach: Reach::Near, numbers: Numbers::Short },
    World { words: &["status", "response"], reach: Reach::Code, numbers: Numbers::Short },
    World {
        words: &[
            "verification",
            "verify",
            "sms",
            "otp",
            "captcha",
            "auth",
            "authorization",
            "pin",
            "pass",
            "confirmation",
            "country",
            "area",
            "dial",
            "dialing",
            "phone",
            "calling",
            "region",
            "city",
            "province",
            "district",
            "zip",
            "postal",
            "post",
            "invite",
            "invitation",
            "referral",
            "promo",
            "promotion",
            "coupon",
            "discount",
            "gift",
            "voucher",
            "activation",
            "redeem",
            "product",
            "item",
            "sku",
            "stock",
            "share",
            "room",
            "meeting",
            "order",
            "tracking",
            "bank",
            "swift",
            "tax",
            "currency",
            "language",
            "lang",
            "locale",
            "color",
            "colour",
            "char",
            "character",
            "key",
            "scan",
            "bar",
            "qr",
            "source",
            "machine",
            "op",
            "byte",
            "hash",
            "airport",
            "station",
            "department",
            "employee",
            "student",
            "class",
            "course",
            "icd",
            "hs",
            "security",
            "access",
            "version",
            "build",
            "device",
            "process",
            "signal",
            "general",
            "sort",
            "branch",
            "company",
            "customer",
        ],
        reach: Reach::Code,
        numbers: Numbers::Positive,
    },
];

/// They may stand between a word of [`WORLDS`] and the key.
pub const FILLERS: &[&str] = &[
    "with",
    "the",
    "a",
    "an",
    "is",
    "was",
    "of",
    "by",
    "and",
    "non-zero",
    "error",
    "err",
    "exception",
    "status",
    "request",
    "failed",
    "failure",
    "response",
    "returned",
    "connection",
    "command",
    "event",
    "reason",
];

/// A symbol, or the name of a call, counts from so many letters on: shorter ones are everybody's words.
pub const SHORTEST: usize = 8;
/// A number of so many digits is nobody else's, if it is listed or in a section's range.
pub const LONG: usize = 7;
/// These are nobody else's either, if they are listed.
pub const OWN: [(i64, i64); 1] = [(-2299, -2100)];
/// An unlisted number needs so many digits where only its vendor is named: shorter ones are in ranges of many products.
pub const UNLISTED: usize = 5;
/// Numbers that other products of the same vendor have too: of this domain only where it, or its product, is named.
pub const SHARED: [(Domain, i64, i64); 3] =
    [(Domain::TrtcClient, -99, -1), (Domain::TrtcClient, -1399, -1300), (Domain::TrtcClient, -3399, -3300)];
/// Names count so many bytes before and behind a number.
pub const REACH: usize = 2048;
