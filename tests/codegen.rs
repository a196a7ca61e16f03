//! Damaged tables in, the build's messages out, as `codegen/problems.txt` has them; sound tables in, rows out.
//!
//! `BLESS=1 cargo test --test codegen` accepts new golden files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{env, fs, panic};

use codegen::Problem;
use serde_json::Value;

#[path = "../codegen/mod.rs"]
mod codegen;

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data");
const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/codegen");
const GENERATED: &str = "generated.rs.txt";

/// The features of domains that are on, in the build and in this test.
const FEATURES: &[&str] = &[
    #[cfg(feature = "zego-services")]
    "zego-services",
    #[cfg(feature = "clients")]
    "clients",
];
const PROBLEMS: &str = "problems.txt";

/// The name of a defect, and the change to the sound tree that makes it.
type Defect = (&'static str, fn(&mut Tree));

const DEFECTS: &[Defect] = &[
    ("json-comma-missing", |tree| tree.swap(ROOM, r#""order": 1,"#, r#""order": 1"#)),
    ("json-comma-too-many", |tree| tree.swap(ROOM, r#""title": "Rooms"}"#, r#""title": "Rooms"},"#)),
    ("json-comment", |tree| tree.swap(ROOM, r#""order": 1,"#, r#""order": 1, // the first"#)),
    ("json-cut-off", |tree| tree.swap(ROOM, "\n  ]\n}\n", "")),
    ("json-trailing-garbage", |tree| tree.swap(ROOM, "\n  ]\n}\n", "\n  ]\n}\n}\n")),
    ("json-byte-order-mark", |tree| tree.swap(ROOM, "{\n  \"$schema\"", "\u{feff}{\n  \"$schema\"")),
    ("json-utf-8-invalid", |tree| tree.write(ROOM, b"{\n  \"title\": \"R\xF4ume\"\n}\n")),
    ("json-utf-16", |tree| tree.write(ROOM, b"\xFF\xFE{\0}\0")),
    ("json-empty", |tree| tree.write(ROOM, b"")),
    ("json-nested-200", |tree| {
        tree.swap(ROOM, r#""Rooms""#, &format!("{}{}", "[".repeat(200), "]".repeat(200)));
    }),
    ("json-number-out-of-range", |tree| tree.swap(ROOM, "104,", "1e400,")),
    ("json-line-break-in-text", |tree| tree.swap(ROOM, "room does not", "room does\nnot")),
    ("top-level-list", |tree| tree.write(ROOM, b"[]\n")),
    ("type-order-text", |tree| tree.swap(ROOM, r#""order": 1"#, r#""order": "1""#)),
    ("type-title-bool", |tree| tree.swap(ROOM, r#""Atlas server""#, "true")),
    ("type-title-null", |tree| tree.swap(ROOM, r#""Atlas server""#, "null")),
    ("type-sections-object", |tree| tree.swap(WEB, r#"[{"slug": "web", "title": "Web"}]"#, "{}")),
    ("type-section-text", |tree| tree.swap(ROOM, r#"{"slug": "room", "title": "Rooms"}"#, r#""room""#)),
    ("type-section-title-number", |tree| tree.swap(ROOM, r#""Rooms""#, "5")),
    ("type-ranges-flat", |tree| tree.swap(ROOM, "[[0, 99], [200, 299]]", "[0, 99]")),
    ("type-range-of-three", |tree| tree.swap(ROOM, "[0, 99]", "[0, 50, 99]")),
    ("type-answers-also-text", |tree| tree.swap(ROOM, r#"["atlas-web"]"#, r#""atlas-web""#)),
    ("type-codes-object", |tree| {
        tree.add(CHAT, 3);
        tree.swap(CHAT, &format!("[{CHAT_ROW}]"), "{}");
    }),
    ("type-row-number", |tree| tree.swap(WEB, r#""codes": ["#, r#""codes": [-8,"#)),
    ("type-number-text", |tree| tree.swap(ROOM, "207,", r#""207","#)),
    ("type-number-fraction", |tree| tree.swap(ROOM, "207,", "207.5,")),
    ("type-number-exponent", |tree| tree.swap(ROOM, "207,", "2.07e2,")),
    ("type-number-outside-i32", |tree| tree.swap(ROOM, "207,", "2147483648,")),
    ("type-number-outside-i64", |tree| tree.swap(ROOM, "207,", "9223372036854775808,")),
    ("type-number-outside-u64", |tree| tree.swap(ROOM, "207,", "99999999999999999999,")),
    ("type-name-number", |tree| tree.swap(ROOM, r#""LoginTooFrequent""#, "207")),
    ("type-symbol-null", |tree| tree.swap(ROOM, r#""ERR_ROOM_NOT_FOUND""#, "null")),
    ("type-escalate-text", |tree| tree.swap(ROOM, r#""escalate": true"#, r#""escalate": "true""#)),
    ("type-escalate-long-text", |tree| {
        tree.swap(ROOM, r#""escalate": true"#, r#""escalate": "if the requests were sent slowly enough by then""#);
    }),
    ("type-pace-text", |tree| tree.swap(ROOM, "1000", r#""1s""#)),
    ("type-equivalents-text", |tree| tree.swap(ROOM, r#"["atlas-web/-7"]"#, r#""atlas-web/-7""#)),
    ("type-equivalent-number", |tree| tree.swap(ROOM, r#"["atlas-web/-7"]"#, "[-7]")),
    ("type-en-text", |tree| {
        tree.swap(WEB, r#"{"description": "room is gone", "action": "Open it again."}"#, r#""room is gone""#);
    }),
    ("type-description-list", |tree| tree.swap(ROOM, r#""logins come too fast""#, r#"["logins come too fast"]"#)),
    ("missing-in-head", |tree| tree.swap(ROOM, "  \"vendor\": \"Zegocloud\",\n", "")),
    ("missing-in-section", |tree| tree.swap(ROOM, r#", "title": "Rooms""#, "")),
    ("missing-in-row", |tree| tree.swap(ROOM, r#""name": "LoginTooFrequent", "#, "")),
    ("missing-in-text", |tree| tree.swap(ROOM, r#""description": "登录过于频繁", "#, "")),
    ("missing-codes", |tree| {
        tree.add(CHAT, 3);
        tree.swap(CHAT, &format!(",\n  \"codes\": [{CHAT_ROW}]"), "");
    }),
    ("missing-number", |tree| tree.swap(ROOM, r#""number": 207, "#, "")),
    ("missing-language", |tree| {
        tree.swap(WEB, ",\n      \"zh\": {\"description\": \"房间已消失\", \"action\": \"请重新打开房间。\"}", "");
    }),
    ("missing-all-of-head", |tree| tree.write(ROOM, b"{}\n")),
    ("missing-all-of-section", |tree| tree.swap(ROOM, r#"{"slug": "room", "title": "Rooms"}"#, "{}")),
    ("missing-all-of-row", |tree| tree.swap(ROOM, r#""codes": ["#, r#""codes": [{},"#)),
    ("missing-all-of-text", |tree| tree.swap(ROOM, r#"{"description": "成功"}"#, "{}")),
    ("unknown-in-head", |tree| tree.swap(ROOM, r#""source_date""#, r#""sourceDate""#)),
    ("unknown-in-section", |tree| tree.swap(ROOM, r#""ranges""#, r#""range""#)),
    ("unknown-in-row", |tree| tree.swap(ROOM, r#""pace_ms""#, r#""pace""#)),
    ("unknown-in-text", |tree| tree.swap(ROOM, r#""success""#, r#""success", "remark": "None.""#)),
    ("unknown-twice", |tree| tree.swap(ROOM, r#""success""#, r#""success", "remark": "", "remark": """#)),
    ("twice-in-head", |tree| tree.swap(ROOM, r#""order": 1,"#, r#""order": 1, "order": 1,"#)),
    ("twice-in-section", |tree| tree.swap(ROOM, r#""title": "Rooms""#, r#""title": "Rooms", "title": "Room""#)),
    ("twice-in-row", |tree| tree.swap(ROOM, r#""number": 207,"#, r#""number": 207, "number": 208,"#)),
    ("twice-in-text", |tree| tree.swap(ROOM, r#""success""#, r#""success", "description": "done""#)),
    ("word-vendor", |tree| tree.swap(ROOM, r#""Zegocloud""#, r#""ZEGOCLOUD""#)),
    ("word-category", |tree| tree.swap(ROOM, r#""NotFound""#, r#""OutOfRange""#)),
    ("word-retry", |tree| tree.swap(ROOM, r#""AfterState""#, r#""afterState""#)),
    ("word-basis", |tree| tree.swap(ROOM, r#""Inferred""#, r#""Guess""#)),
    ("word-actor", |tree| tree.swap(WEB, r#""EndUser""#, r#""User""#)),
    ("word-scope", |tree| tree.swap(ROOM, r#""scope": "User""#, r#""scope": "Users""#)),
    ("number-taken", |tree| tree.swap(WEB, "30,", "-7,")),
    ("number-taken-far-above", |tree| tree.swap(ROOM, "207,", "0,")),
    ("number-not-ascending", |tree| tree.swap(ROOM, "207,", "98,")),
    ("number-far-too-early", |tree| tree.swap(ROOM, r#""number": 0,"#, r#""number": 999,"#)),
    ("name-taken", |tree| tree.swap(ROOM, "LoginTooFrequent", "RoomNotFound")),
    ("name-taken-as-slug", |tree| tree.swap(ROOM, "LoginTooFrequent", "roomNotFound")),
    ("name-lower-case", |tree| tree.swap(ROOM, "LoginTooFrequent", "loginTooFrequent")),
    ("name-underscore", |tree| tree.swap(ROOM, "LoginTooFrequent", "Login_TooFrequent")),
    ("name-hyphen", |tree| tree.swap(ROOM, "LoginTooFrequent", "Login-tooFrequent")),
    ("name-digit-first", |tree| tree.swap(ROOM, "LoginTooFrequent", "2ManyLogins")),
    ("name-not-ascii", |tree| tree.swap(ROOM, "LoginTooFrequent", "LoginTröpfelt")),
    ("name-empty", |tree| tree.swap(ROOM, "LoginTooFrequent", "")),
    ("name-self", |tree| tree.swap(ROOM, "LoginTooFrequent", "Self")),
    ("name-acronym", |tree| tree.swap(ROOM, "LoginTooFrequent", "HTTPFailed")),
    ("name-error", |tree| tree.swap(ROOM, "LoginTooFrequent", "Error")),
    ("name-unknown", |tree| tree.swap(ROOM, "LoginTooFrequent", "Unknown")),
    ("symbol-blank", |tree| tree.swap(ROOM, "ERR_ROOM_NOT_FOUND", "ERR ROOM")),
    ("symbol-digit-first", |tree| tree.swap(ROOM, "ERR_ROOM_NOT_FOUND", "404_ROOM")),
    ("symbol-lower-case", |tree| tree.swap(ROOM, "ERR_ROOM_NOT_FOUND", "err_room_not_found")),
    ("symbol-empty", |tree| tree.swap(ROOM, "ERR_ROOM_NOT_FOUND", "")),
    ("description-empty", |tree| tree.swap(ROOM, r#""success""#, r#""""#)),
    ("description-blank", |tree| tree.swap(ROOM, r#""success""#, r#"" ""#)),
    ("description-90", |tree| tree.swap(ROOM, r#""success""#, &format!("{:?}", "a".repeat(90)))),
    ("description-10-mb", |tree| tree.swap(ROOM, r#""success""#, &format!("{:?}", "a".repeat(10_000_000)))),
    ("description-article", |tree| tree.swap(ROOM, r#""success""#, r#""A success""#)),
    ("description-markup", |tree| tree.swap(ROOM, r#""success""#, r#""success [0, 3000]""#)),
    ("description-invisible", |tree| tree.swap(ROOM, r#""success""#, r#""suc\u202ecess""#)),
    ("description-full-stop-en", |tree| tree.swap(ROOM, r#""success""#, r#""success.""#)),
    ("description-full-stop-zh", |tree| tree.swap(ROOM, r#""成功""#, r#""成功。""#)),
    ("description-capital", |tree| tree.swap(ROOM, r#""success""#, r#""Success""#)),
    ("description-control-character", |tree| tree.swap(ROOM, r#""success""#, r#""suc\u0007cess""#)),
    ("description-line-break", |tree| tree.swap(ROOM, r#""success""#, r#""suc\ncess""#)),
    ("description-leading-blank", |tree| tree.swap(ROOM, r#""success""#, r#"" success""#)),
    ("description-trailing-blank", |tree| tree.swap(ROOM, r#""success""#, r#""success ""#)),
    ("description-lone-backtick", |tree| tree.swap(ROOM, r#""success""#, r#""`success""#)),
    ("action-full-stop-missing-en", |tree| tree.swap(ROOM, "Send another `RoomId`.", "Send another `RoomId`")),
    ("action-full-stop-missing-zh", |tree| tree.swap(ROOM, "请换一个 `RoomId`。", "请换一个 `RoomId`.")),
    ("action-empty", |tree| tree.swap(ROOM, "Send another `RoomId`.", "")),
    ("action-missing", |tree| {
        tree.swap(WEB, r#", "action": "Plug the device in again.""#, "");
        tree.swap(WEB, r#", "action": "请重新插入设备。""#, "");
    }),
    ("action-missing-in-english", |tree| tree.swap(ROOM, r#""action": "Send another `RoomId`.","#, "")),
    ("cause-missing-in-chinese", |tree| tree.swap(ROOM, "\"cause\": \"没有与 `RoomId` 对应的房间。\",", "")),
    ("cause-lone-backtick", |tree| tree.swap(ROOM, "The `RoomId` matches", "The `RoomId matches")),
    ("note-too-long", |tree| tree.swap(ROOM, "A room is gone", &"A room is gone ".repeat(200))),
    ("title-empty", |tree| tree.swap(ROOM, "Atlas server", "")),
    ("throttled-nobody", |tree| {
        tree.swap(ROOM, r#""actor": "Developer", "escalate": true"#, r#""actor": "Nobody", "escalate": true"#);
    }),
    ("pace-unthrottled", |tree| tree.swap(ROOM, r#""Throttled""#, r#""Backoff""#)),
    ("pace-zero", |tree| tree.swap(ROOM, "1000", "0")),
    ("pace-above-a-day", |tree| tree.swap(ROOM, "1000", "86400001")),
    ("success-never", |tree| tree.swap(ROOM, r#""NotNeeded""#, r#""Never""#)),
    ("section-unknown", |tree| tree.swap(ROOM, r#""section": "room""#, r#""section": "rooms""#)),
    ("section-twice", |tree| {
        tree.swap(WEB, r#""title": "Web"}"#, r#""title": "Web"}, {"slug": "web", "title": "Web"}"#);
    }),
    ("section-no-slug", |tree| tree.swap(ROOM, r#""Rooms"}"#, r#""Rooms"}, {"slug": "Seat 2", "title": "Seats"}"#)),
    ("section-title-blank", |tree| tree.swap(ROOM, r#""Rooms""#, r#"" ""#)),
    ("sections-empty", |tree| tree.swap(WEB, r#"[{"slug": "web", "title": "Web"}]"#, "[]")),
    ("range-reversed", |tree| tree.swap(ROOM, "[200, 299]", "[299, 200]")),
    ("range-overlapping", |tree| tree.swap(ROOM, r#""title": "Rooms""#, r#""title": "Rooms", "ranges": [[299, 300]]"#)),
    ("range-overlapping-its-own", |tree| tree.swap(ROOM, "[200, 299]", "[99, 103]")),
    ("range-of-another-section", |tree| tree.swap(ROOM, "[0, 99]", "[0, 199]")),
    ("equivalent-unknown-number", |tree| tree.swap(ROOM, "atlas-web/-7\"],", "atlas-web/-7\", \"atlas-web/7\"],")),
    ("equivalent-unknown-domain", |tree| tree.swap(ROOM, "atlas-web/-7\"],", "atlas-web/-7\", \"atlas/-7\"],")),
    ("equivalent-malformed", |tree| tree.swap(ROOM, "atlas-web/-7\"],", "atlas-web/-7\", \"atlas-web -7\"],")),
    ("equivalent-one-sided", |tree| tree.swap(ROOM, "      \"equivalents\": [\"atlas-web/-7\"],\n", "")),
    ("equivalent-itself", |tree| tree.swap(ROOM, "atlas-web/-7\"],", "atlas-web/-7\", \"atlas-room/104\"],")),
    ("equivalent-twice", |tree| tree.swap(ROOM, "atlas-web/-7\"],", "atlas-web/-7\", \"atlas-web/-7\"],")),
    ("answers-also-unknown", |tree| tree.swap(ROOM, r#"["atlas-web"]"#, r#"["atlas-phone"]"#)),
    ("answers-also-twice", |tree| tree.swap(ROOM, r#"["atlas-web"]"#, r#"["atlas-web", "atlas-web"]"#)),
    ("answers-also-itself", |tree| tree.swap(ROOM, r#"["atlas-web"]"#, r#"["atlas-room"]"#)),
    ("order-twice", |tree| tree.add(CHAT, 1)),
    ("order-twice-beside-a-hidden-name", |tree| tree.add("atlas\n\u{202e}chat.json", 1)),
    ("order-zero", |tree| tree.add(CHAT, 0)),
    ("order-gap", |tree| tree.add(CHAT, 4)),
    ("domains-too-many", |tree| {
        for (order, word) in (3..=257).zip(words()) {
            tree.add(&format!("atlas-{word}.json"), order);
        }
    }),
    ("sections-too-many", |tree| {
        let sections = words().take(255).zip(1000..).map(|(word, number)| {
            format!(r#", {{"slug": "{word}", "title": "Seat {word}", "ranges": [[{number}, {number}]]}}"#)
        });
        tree.swap(WEB, r#""Web"}"#, &format!(r#""Web"}}{}"#, sections.collect::<String>()));
    }),
    ("file-missing", |tree| tree.remove(ROOM)),
    ("file-named-badly", |tree| tree.add("Atlas_Chat.json", 3)),
    ("source-url-http", |tree| tree.swap(ROOM, "https://", "http://")),
    ("source-date-no-month", |tree| tree.swap(ROOM, "2025-01-31", "2025-13-31")),
    ("source-date-written-otherwise", |tree| tree.swap(ROOM, "2025-01-31", "31/01/2025")),
    ("codes-empty", |tree| {
        tree.add(CHAT, 3);
        tree.swap(CHAT, CHAT_ROW, "");
    }),
    ("folder-empty", |tree| {
        tree.remove(ROOM);
        tree.remove(WEB);
    }),
    ("source-url-user", |tree| tree.swap(ROOM, "https://atlas.example", "https://atlas.example@evil.example")),
    ("source-url-no-host", |tree| tree.swap(ROOM, "https://atlas.example/rooms", "https:///")),
    ("source-url-brackets", |tree| tree.swap(ROOM, "example/rooms", "example/a)b(c")),
    ("source-url-too-long", |tree| tree.swap(ROOM, "example/rooms", &format!("example/{}", "a".repeat(300)))),
    ("source-date-no-day", |tree| tree.swap(ROOM, "2025-01-31", "2025-02-29")),
    ("source-date-of-30-days", |tree| tree.swap(ROOM, "2025-01-31", "2025-04-31")),
    ("source-date-of-other-digits", |tree| tree.swap(ROOM, "2025-01-31", "2025-1-031")),
    ("source-date-of-no-web-page", |tree| tree.swap(ROOM, "2025-01-31", "0000-01-01")),
    ("order-largest", |tree| tree.swap(WEB, r#""order": 2"#, r#""order": 9223372036854775807"#)),
    ("order-negative", |tree| tree.swap(WEB, r#""order": 2"#, r#""order": -9223372036854775808"#)),
    ("feature-unknown", |tree| tree.swap(ROOM, r#""order": 1,"#, r#""order": 1, "feature": "phones","#)),
    ("feature-everywhere", |tree| {
        tree.swap(ROOM, r#""order": 1,"#, r#""order": 1, "feature": "clients","#);
        tree.swap(WEB, r#""order": 2,"#, r#""order": 2, "feature": "clients","#);
    }),
    ("feature-number", |tree| tree.swap(ROOM, r#""order": 1,"#, r#""order": 1, "feature": 1,"#)),
    ("envelope-missing", |tree| tree.swap(ROOM, "  \"envelope\": \"ZegoServer\",\n", "")),
    ("envelope-unknown", |tree| tree.swap(ROOM, r#""ZegoServer""#, r#""Xml""#)),
    ("answers-also-another-vendor", |tree| {
        tree.swap(WEB, r#""Zegocloud""#, r#""Tencent""#);
    }),
    ("call-twice", |tree| {
        tree.swap(ROOM, r#""sections""#, r#""calls": [{"name": "EndRoom", "reads": false}], "sections""#);
        tree.swap(WEB, r#""sections""#, r#""calls": [{"name": "EndRoom", "reads": false}], "sections""#);
    }),
    ("call-no-name", |tree| {
        tree.swap(ROOM, r#""sections""#, r#""calls": [{"name": "End room", "reads": false}], "sections""#);
    }),
    ("call-unsorted", |tree| {
        let calls = r#"[{"name": "B", "reads": true}, {"name": "A", "reads": true}]"#;
        tree.swap(ROOM, r#""sections""#, &format!(r#""calls": {calls}, "sections""#));
    }),
    ("call-without-fields", |tree| tree.swap(ROOM, r#""sections""#, r#""calls": [{}], "sections""#)),
    ("call-limit-without-fields", |tree| {
        let calls = r#"[{"name": "A", "reads": true, "limit": {"each": "Room"}}]"#;
        tree.swap(ROOM, r#""sections""#, &format!(r#""calls": {calls}, "sections""#));
    }),
    ("call-limit-zero", |tree| {
        let calls = r#"[{"name": "A", "reads": true, "limit": {"requests": 0, "per_ms": 1000}}]"#;
        tree.swap(ROOM, r#""sections""#, &format!(r#""calls": {calls}, "sections""#));
    }),
    ("section-note-in-one-language", |tree| {
        tree.swap(ROOM, r#""Rooms"}"#, r#""Rooms", "note": {"en": "Read in a reply."}}"#);
    }),
    ("section-note-no-sentence", |tree| {
        tree.swap(ROOM, r#""Rooms"}"#, r#""Rooms", "note": {"en": "in `Code`", "zh": "在 `code` 中"}}"#);
    }),
    ("section-title-twice", |tree| tree.swap(ROOM, r#""Rooms""#, r#""Common""#)),
    ("section-unused", |tree| tree.swap(ROOM, r#""Rooms"}"#, r#""Rooms"}, {"slug": "seat", "title": "Seats"}"#)),
    ("range-outside-i32", |tree| tree.swap(ROOM, "[200, 299]", "[200, 2147483648]")),
    ("name-too-long", |tree| tree.swap(ROOM, "LoginTooFrequent", &format!("Login{}", "e".repeat(200)))),
    ("symbol-too-long", |tree| tree.swap(ROOM, "ERR_ROOM_NOT_FOUND", &format!("ERR{}", "_".repeat(200)))),
    ("retired-text", |tree| tree.swap(ROOM, r#""escalate": true"#, r#""escalate": true, "retired": "yes""#)),
    ("differs-from-nothing", |tree| {
        tree.swap(ROOM, r#""escalate": true"#, r#""escalate": true, "differs": "It came first.""#);
    }),
    ("differs-number", |tree| tree.swap(ROOM, r#""escalate": true"#, r#""escalate": true, "differs": 5"#)),
    ("twin-of-other-labels", |tree| {
        tree.swap(WEB, r#""device was unplugged", "action": "Plug the device in again.""#, TWIN_EN);
        tree.swap(WEB, r#""设备已拔出", "action": "请重新插入设备。""#, TWIN_ZH);
    }),
    ("equivalent-of-other-retry", |tree| {
        tree.swap(WEB, r#""AfterState", "basis": "Page", "actor": "Dev"#, r#""Never", "basis": "Page", "actor": "Dev"#);
    }),
    ("equivalent-not-of-all", |tree| {
        tree.swap(WEB, r#"["atlas-room/104"]"#, r#"["atlas-room/104", "atlas-web/30"]"#);
        tree.swap(
            WEB,
            r#""EndUser", "escalate": false,"#,
            r#""EndUser", "escalate": false, "equivalents": ["atlas-web/-7"],"#,
        );
        tree.swap(WEB, r#""FailedPrecondition""#, r#""NotFound""#);
    }),
    ("zero-missing", |tree| tree.swap(WEB, r#""number": 0,"#, r#""number": 1,"#)),
    ("zero-is-a-failure", |tree| {
        tree.swap(ROOM, r#""Ok", "retry": "NotNeeded""#, r#""Internal", "retry": "NotNeeded""#);
    }),
    ("success-escalated", |tree| {
        tree.swap(ROOM, r#""Nobody", "escalate": false"#, r#""Nobody", "escalate": true"#);
    }),
    ("not-needed-developer", |tree| {
        tree.swap(ROOM, r#""basis": "Page", "actor": "Nobody""#, r#""basis": "Page", "actor": "Developer""#);
    }),
    ("backoff-developer", |tree| tree.swap(ROOM, r#""AfterState""#, r#""Backoff""#)),
    ("never-nobody", |tree| {
        tree.swap(
            ROOM,
            r#""AfterState", "basis": "Inferred", "actor": "Developer""#,
            r#""Never", "basis": "Inferred", "actor": "Nobody""#,
        );
    }),
    ("unavailable-never", |tree| {
        tree.swap(WEB, r#""FailedPrecondition", "retry": "AfterState""#, r#""Unavailable", "retry": "Never""#);
    }),
    ("unauthenticated-backoff", |tree| {
        tree.swap(
            WEB,
            r#""FailedPrecondition", "retry": "AfterState", "basis": "Page", "actor": "EndUser""#,
            r#""Unauthenticated", "retry": "Backoff", "basis": "Page", "actor": "Nobody""#,
        );
    }),
    ("deadline-never", |tree| {
        tree.swap(WEB, r#""FailedPrecondition", "retry": "AfterState""#, r#""DeadlineExceeded", "retry": "Never""#);
    }),
    ("exists-never", |tree| {
        tree.swap(WEB, r#""FailedPrecondition", "retry": "AfterState""#, r#""AlreadyExists", "retry": "Never""#);
    }),
    ("scope-without-limit", |tree| tree.swap(ROOM, r#""ResourceExhausted""#, r#""Unavailable""#)),
    ("english-in-chinese", |tree| tree.swap(ROOM, "请换一个 `RoomId`。", "Use another `RoomId`。")),
    ("chinese-in-english", |tree| tree.swap(ROOM, "room does not exist", "房间 does not exist")),
    ("number-in-one-language", |tree| tree.swap(ROOM, "每次登录前请等待 1 秒。", "每次登录前请等待一秒。")),
    ("identifier-in-one-language", |tree| tree.swap(ROOM, "请换一个 `RoomId`。", "请换一个 `RoomID`。")),
    ("description-quote", |tree| tree.swap(ROOM, r#""success""#, r#""a \"success\"""#)),
    ("description-backslash", |tree| tree.swap(ROOM, r#""success""#, r#""suc\\cess""#)),
    ("description-exclamation", |tree| tree.swap(ROOM, r#""成功""#, r#""成功！""#)),
    ("description-full-width-digit", |tree| tree.swap(ROOM, r#""success""#, r#""success １""#)),
    ("description-cyrillic", |tree| tree.swap(ROOM, r#""success""#, "\"suc\u{441}ess\"")),
    ("description-variation-selector", |tree| tree.swap(ROOM, r#""success""#, "\"success\u{fe0f}\"")),
    ("cause-empty-backticks", |tree| tree.swap(ROOM, "The `RoomId` matches", "The `` matches")),
    ("file-of-another-ending", |tree| tree.write("atlas-chat.JSON", b"{}")),
    ("file-of-an-editor", |tree| tree.write("atlas-room.json~", b"{}")),
    ("file-without-a-name", |tree| tree.write(".json", b"{}")),
    ("folder-in-the-folder", |tree| tree.write("old/atlas-room.json", b"{}")),
    ("folder-named-as-a-table", |tree| tree.write("atlas-chat.json/x", b"{}")),
    ("two-in-a-row", |tree| {
        tree.swap(ROOM, "LoginTooFrequent", "login");
        tree.swap(ROOM, r#""logins come too fast""#, r#""logins come too fast.""#);
    }),
    ("two-in-a-row-one-unreadable", |tree| {
        tree.swap(ROOM, r#""Throttled""#, r#""Slower""#);
        tree.swap(ROOM, r#""logins come too fast""#, r#""logins come too fast.""#);
    }),
    ("two-in-two-rows", |tree| {
        tree.swap(ROOM, "LoginTooFrequent", "login");
        tree.swap(ROOM, "Send another `RoomId`.", "Send another `RoomId`");
    }),
    ("two-in-two-files", |tree| {
        tree.swap(ROOM, "LoginTooFrequent", "login");
        tree.swap(WEB, "RoomGone", "gone");
    }),
    ("two-unreadable-files", |tree| {
        tree.swap(ROOM, r#""order": 1,"#, r#""order": 1"#);
        tree.swap(WEB, r#""order": 2,"#, r#""order": 2"#);
    }),
];

#[test]
fn defects_are_named() {
    let mut said = String::new();
    let mut names = BTreeSet::new();
    for (name, damage) in DEFECTS {
        assert!(names.insert(name), "{name} names two cases");
        let mut tree = Tree::sound();
        damage(&mut tree);
        let problems = panic::catch_unwind(|| tree.problems()).unwrap_or_else(|_| panic!("{name}: the build panics"));
        assert!(!problems.is_empty(), "{name}: the build finds nothing");
        said.extend(["## ", name, "\n", &lines(&problems), "\n"]);
    }
    assert_golden(PROBLEMS, &said);
}

#[test]
fn missing_folder_is_named() {
    let problems = codegen::generate(&Path::new(DATA).join("missing"), &[]).expect_err("there is no such folder");
    assert!(lines(&problems).starts_with("data/: the folder cannot be read: "), "{problems:?}");
}

#[test]
fn sound_tables_become_rows() {
    let generated = Tree::sound().generate().map_err(|problems| lines(&problems)).expect("the tree is sound");
    assert_golden(GENERATED, &generated);
}

#[test]
fn leap_days_are_dates() {
    for date in ["2000-02-29", "2024-02-29"] {
        let mut tree = Tree::sound();
        tree.swap(ROOM, "2025-01-31", date);
        assert_eq!(lines(&tree.generate().err().unwrap_or_default()), "", "{date}");
    }
}

/// The output has neither a domain whose feature is off nor a reference to it.
#[test]
fn a_domain_that_is_off_leaves_no_trace() {
    let without = Tree::sound().generate().map_err(|problems| lines(&problems)).expect("the tree is sound");
    let mut tree = Tree::sound();
    tree.add(CHAT, 3);
    tree.swap(ROOM, r#"["atlas-web"]"#, r#"["atlas-web", "atlas-chat"]"#);
    tree.swap(ROOM, r#"["atlas-web/-7"]"#, r#"["atlas-web/-7", "atlas-chat/1"]"#);
    tree.swap(WEB, r#"["atlas-room/104"]"#, r#"["atlas-room/104", "atlas-chat/1"]"#);
    tree.swap(
        CHAT,
        r#""escalate": false,"#,
        r#""escalate": false, "equivalents": ["atlas-room/104", "atlas-web/-7"],"#,
    );
    tree.swap(CHAT, r#""Unavailable", "retry": "Backoff", "basis": "Page", "actor": "Nobody""#, GONE);
    let off = tree.generate().map_err(|problems| lines(&problems)).expect("the tree is sound");
    assert_eq!(off, without);
    let on = tree.generate_with(&["clients"]).map_err(|problems| lines(&problems)).expect("the tree is sound");
    assert!(on.contains("AtlasChat"));
}

#[cfg(unix)]
#[test]
fn a_name_that_is_not_utf_8_is_named() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;

    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    fs::write(folder.path().join(OsStr::from_bytes(b"atlas-\xff.json")), "{}")
        .expect("a temporary file can be written");
    let problems = codegen::generate(folder.path(), &[]).expect_err("the file has no name");
    assert!(lines(&problems).contains("has a name that is not UTF-8; rename it"), "{problems:?}");
}

/// The search for the perfect hash must place numbers that many domains share: 32 domains that all answer from one
/// table, and 22 copies of each real domain.
#[test]
fn numbers_that_many_domains_share_are_placed() {
    let sound = |tree: &Tree| tree.generate_with(FEATURES).map_err(|problems| lines(&problems)).expect("sound");
    let table = |slug: &str| fs::read_to_string(Path::new(DATA).join(format!("{slug}.json"))).expect("a table");
    let copy = |text: &str, order: usize| {
        let mut copy: Value = serde_json::from_str(text).expect("a table is JSON");
        let head = copy.as_object_mut().expect("a table is an object");
        head.insert("order".to_owned(), order.into());
        head.remove("answers_also");
        head.remove("calls");
        head.remove("feature");
        // Numbers are what matters here, and 23 times the sections of a large table would be too many.
        head.insert("sections".to_owned(), serde_json::json!([{"slug": "all", "title": "All numbers"}]));
        for row in head["codes"].as_array_mut().expect("a list") {
            let row = row.as_object_mut().expect("an object");
            row.remove("equivalents");
            row.insert("section".to_owned(), "all".into());
        }
        copy
    };

    let mut tree = Tree(BTreeMap::new());
    tree.write("zego-common.json", copy(&table("zego-common"), 1).to_string().as_bytes());
    for (order, word) in (2..=32).zip(words()) {
        let mut small = copy(&table("zego-moderation"), order);
        small["answers_also"] = vec!["zego-common"].into();
        tree.write(&format!("zego-{word}.json"), small.to_string().as_bytes());
    }
    sound(&tree);

    for slug in tables() {
        let mut tree = Tree(BTreeMap::new());
        for (order, word) in (1..=23).zip(words()) {
            tree.write(&format!("zego-{word}.json"), copy(&table(&slug), order).to_string().as_bytes());
        }
        let generated = sound(&tree);
        let answers = generated.lines().filter(|line| line.contains(" symbol(")).count();
        let slots = generated.split_once("const SLOTS: usize = ").and_then(|(_, rest)| rest.split(';').next());
        let slots: usize = slots.and_then(|slots| slots.parse().ok()).expect("the table's size is printed");
        assert!(slots <= 4 * answers, "{slug}: {slots} slots for {answers} answers");
    }
}

/// The slugs of the real tables.
fn tables() -> Vec<String> {
    let files = fs::read_dir(DATA).expect("the tables are there").map(|file| file.expect("a file").path());
    let slugs = files.filter_map(|file| Some(file.file_stem()?.to_str()?.to_owned())).filter(|slug| slug != "schema");
    slugs.collect()
}

#[test]
fn real_tables_become_the_same_text_each_time() {
    let generate =
        || codegen::generate(Path::new(DATA), FEATURES).map_err(|problems| lines(&problems)).expect("data/ is sound");
    let generated = generate();
    assert!(generated == generate(), "a second run prints another text");
    assert!(generated == include_str!(concat!(env!("OUT_DIR"), "/catalogue.rs")), "the build printed another text");
}

/// Replaces each text and each field's name in turn with values that fit nowhere.
#[test]
fn messages_are_one_short_line() {
    let unfit = |line: &String| line.len() > 500 || line.contains(|c: char| c.is_control() || c == '\u{202e}');
    let long = format!("{:?}", "Aa ".repeat(10_000));
    let mut failures = BTreeSet::new();
    for value in ["null", "1e308", "[[]]", "{}", r#""""#, r#""a\nb""#, r#""\u202e""#, &long] {
        for (from, to) in quoted(ROOM_TABLE) {
            let mut tree = Tree::sound();
            tree.write(ROOM, [&ROOM_TABLE[..from], value, &ROOM_TABLE[to..]].concat().as_bytes());
            for line in tree.problems().iter().map(ToString::to_string).filter(unfit) {
                failures.insert(format!(
                    "{} replaced: {:?}\n",
                    &ROOM_TABLE[from..to],
                    line.chars().take(120).collect::<String>()
                ));
            }
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.into_iter().collect::<String>());
}

/// The files of a data folder.
struct Tree(BTreeMap<String, Vec<u8>>);

impl Tree {
    fn sound() -> Self {
        Self(BTreeMap::from([(ROOM.to_owned(), ROOM_TABLE.into()), (WEB.to_owned(), WEB_TABLE.into())]))
    }

    /// Adds a small sound table.
    fn add(&mut self, file: &str, order: i32) {
        self.write(file, CHAT_TABLE.replace("ORDER", &order.to_string()).replace("ROW", CHAT_ROW).as_bytes());
    }

    fn write(&mut self, file: &str, text: &[u8]) {
        self.0.insert(file.to_owned(), text.to_owned());
    }

    fn remove(&mut self, file: &str) {
        self.0.remove(file).expect("the file is there");
    }

    /// Replaces `from`, which the file has once, with `to`.
    #[track_caller]
    fn swap(&mut self, file: &str, from: &str, to: &str) {
        let text = self.0.get_mut(file).expect("the file is there");
        let before = std::str::from_utf8(text).expect("the file is a text");
        assert_eq!(before.matches(from).count(), 1, "{from:?} stands once in {file}");
        *text = before.replace(from, to).into();
    }

    fn generate(&self) -> Result<String, Vec<Problem>> {
        self.generate_with(&[])
    }

    fn generate_with(&self, features: &[&str]) -> Result<String, Vec<Problem>> {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        for (file, text) in &self.0 {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("temporary folders can be made");
            fs::write(path, text).expect("a temporary file can be written");
        }
        codegen::generate(folder.path(), features)
    }

    fn problems(&self) -> Vec<Problem> {
        self.generate().err().unwrap_or_default()
    }
}

/// Words of two letters, all different.
fn words() -> impl Iterator<Item = String> {
    ('a'..='z').flat_map(|first| ('a'..='z').map(move |second| String::from_iter([first, second])))
}

fn lines(problems: &[Problem]) -> String {
    problems.iter().flat_map(|problem| [problem.to_string(), "\n".to_owned()]).collect()
}

/// The positions of the quoted texts of a table, quotes included.
fn quoted(table: &str) -> Vec<(usize, usize)> {
    let quotes: Vec<_> = table.match_indices('"').map(|(at, _)| at).collect();
    quotes.chunks(2).map(|pair| (pair[0], pair[1] + 1)).collect()
}

/// Asserts that a text is that of its golden file, which `BLESS=1` writes.
#[track_caller]
fn assert_golden(golden: &str, actual: &str) {
    let path = Path::new(GOLDEN).join(golden);
    if env::var_os("BLESS").is_some() {
        fs::write(&path, actual).expect("golden files can be written");
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    let differ = expected.lines().zip(actual.lines()).position(|(expected, actual)| expected != actual);
    let at = differ.unwrap_or(expected.lines().count().min(actual.lines().count()));
    let [expected_line, actual_line] =
        [&expected, actual].map(|text| text.lines().nth(at).unwrap_or("nothing").to_owned());
    assert!(expected == actual, "{golden}, line {}:\n  expected {expected_line}\n  but got  {actual_line}", at + 1);
}

const ROOM: &str = "atlas-room.json";
const ROOM_TABLE: &str = r#"{
  "$schema": "schema.json",
  "order": 1,
  "envelope": "ZegoServer",
  "vendor": "Zegocloud",
  "title": "Atlas server",
  "source_url": "https://atlas.example/rooms",
  "source_date": "2025-01-31",
  "answers_also": ["atlas-web"],
  "sections": [
    {"slug": "common", "title": "Common", "ranges": [[0, 99], [200, 299]]},
    {"slug": "room", "title": "Rooms"}
  ],
  "codes": [
    {
      "number": 0, "name": "Success", "section": "common",
      "category": "Ok", "retry": "NotNeeded", "basis": "Page", "actor": "Nobody", "escalate": false,
      "en": {"description": "success"},
      "zh": {"description": "成功"}
    },
    {
      "number": 104, "name": "RoomNotFound", "symbol": "ERR_ROOM_NOT_FOUND", "section": "room",
      "category": "NotFound", "retry": "AfterState", "basis": "Inferred", "actor": "Developer", "escalate": false,
      "equivalents": ["atlas-web/-7"],
      "en": {
        "description": "room does not exist",
        "cause": "The `RoomId` matches no room.",
        "action": "Send another `RoomId`.",
        "note": "A room is gone once its last user leaves."
      },
      "zh": {
        "description": "房间不存在",
        "cause": "没有与 `RoomId` 对应的房间。",
        "action": "请换一个 `RoomId`。",
        "note": "最后一名用户离开后，房间即消失。"
      }
    },
    {
      "number": 207, "name": "LoginTooFrequent", "section": "common", "category": "ResourceExhausted",
      "retry": "Throttled", "basis": "Page", "actor": "Developer", "escalate": true, "pace_ms": 1000, "scope": "User",
      "en": {"description": "logins come too fast", "action": "Wait 1 second before each login."},
      "zh": {"description": "登录过于频繁", "action": "每次登录前请等待 1 秒。"}
    }
  ]
}
"#;

const WEB: &str = "atlas-web.json";
const WEB_TABLE: &str = r#"{
  "order": 2,
  "envelope": "Client",
  "vendor": "Zegocloud",
  "title": "Atlas in the browser",
  "source_url": "https://atlas.example/web",
  "sections": [{"slug": "web", "title": "Web"}],
  "codes": [
    {
      "number": -7, "name": "RoomGone", "section": "web",
      "category": "NotFound", "retry": "AfterState", "basis": "Page", "actor": "Developer", "escalate": true,
      "equivalents": ["atlas-room/104"],
      "en": {"description": "room is gone", "action": "Open it again."},
      "zh": {"description": "房间已消失", "action": "请重新打开房间。"}
    },
    {
      "number": 0, "name": "Done", "section": "web",
      "category": "Ok", "retry": "NotNeeded", "basis": "Page", "actor": "Nobody", "escalate": false,
      "en": {"description": "done"},
      "zh": {"description": "完成"}
    },
    {
      "number": 30, "name": "DeviceUnplugged", "symbol": "DeviceUnplugged", "section": "web",
      "category": "FailedPrecondition", "retry": "AfterState", "basis": "Page", "actor": "EndUser", "escalate": false,
      "en": {"description": "device was unplugged", "action": "Plug the device in again."},
      "zh": {"description": "设备已拔出", "action": "请重新插入设备。"}
    }
  ]
}
"#;

/// The texts of the row above, for a row with other labels.
const TWIN_EN: &str = r#""logins come too fast", "action": "Wait 1 second before each login.""#;
const TWIN_ZH: &str = r#""登录太频繁", "action": "每次登录前请等待 1 秒。""#;

const CHAT: &str = "atlas-chat.json";
const CHAT_TABLE: &str = r#"{
  "order": ORDER,
  "feature": "clients",
  "envelope": "ZegoServer",
  "vendor": "Zegocloud",
  "title": "Atlas chat",
  "source_url": "https://atlas.example/chat",
  "sections": [{"slug": "chat", "title": "Chat"}],
  "codes": [ROW]
}
"#;
const CHAT_ROW: &str = r#"{
      "number": 0, "name": "Done", "section": "chat",
      "category": "Ok", "retry": "NotNeeded", "basis": "Page", "actor": "Nobody", "escalate":false,
      "en": {"description": "sent"},
      "zh": {"description": "已发送"}
    },
    {
      "number": 1, "name": "Busy", "section": "chat",
      "category": "Unavailable", "retry": "Backoff", "basis": "Page", "actor": "Nobody", "escalate": false,
      "en": {"description": "chat is busy", "action": "Try again later."},
      "zh": {"description": "聊天服务繁忙", "action": "请稍后再试。"}
    }"#;
/// The labels of a room that does not exist.
const GONE: &str = r#""NotFound", "retry": "AfterState", "basis": "Page", "actor": "Developer""#;
