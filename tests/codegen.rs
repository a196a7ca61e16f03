//! What the build makes of sound tables, and what it says about each kind of defect.
//!
//! `BLESS=1 cargo test --test codegen` accepts new golden files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{env, fs, panic};

use codegen::Problem;

#[path = "../codegen/mod.rs"]
mod codegen;

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data");
const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/codegen");
const GENERATED: &str = "generated.rs.txt";

/// The name of a golden file, and what happens to the sound tree.
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
    ("type-en-text", |tree| tree.swap(WEB, r#"{"description": "room is gone"}"#, r#""room is gone""#)),
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
    ("missing-language", |tree| tree.swap(WEB, ",\n      \"zh\": {\"description\": \"房间已消失\"}", "")),
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
    ("word-retry", |tree| tree.swap(ROOM, r#""AfterChange""#, r#""afterChange""#)),
    ("word-basis", |tree| tree.swap(ROOM, r#""Inferred""#, r#""Guess""#)),
    ("word-actor", |tree| tree.swap(WEB, r#""EndUser""#, r#""User""#)),
    ("word-scope", |tree| tree.swap(ROOM, r#""scope": "User""#, r#""scope": "Users""#)),
    ("number-taken", |tree| tree.swap(WEB, "30,", "-7,")),
    ("number-taken-far-above", |tree| tree.swap(ROOM, "207,", "0,")),
    ("number-not-ascending", |tree| tree.swap(ROOM, "207,", "98,")),
    ("name-taken", |tree| tree.swap(ROOM, "LoginTooFrequent", "RoomNotFound")),
    ("name-taken-as-slug", |tree| tree.swap(ROOM, "LoginTooFrequent", "roomNotFound")),
    ("name-lower-case", |tree| tree.swap(ROOM, "LoginTooFrequent", "loginTooFrequent")),
    ("name-underscore", |tree| tree.swap(ROOM, "LoginTooFrequent", "Login_TooFrequent")),
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
    ("order-zero", |tree| tree.add(CHAT, 0)),
    ("order-gap", |tree| tree.add(CHAT, 4)),
    ("domains-too-many", |tree| {
        for (order, word) in (3..=33).zip(words()) {
            tree.add(&format!("atlas-{word}.json"), order);
        }
    }),
    ("sections-too-many", |tree| {
        let sections = words().take(255).map(|word| format!(r#", {{"slug": "{word}", "title": "Seat"}}"#));
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
    let mut failures = Vec::new();
    let mut goldens = BTreeSet::from([GENERATED.to_owned()]);
    for (name, damage) in DEFECTS {
        let golden = format!("{name}.txt");
        let mut tree = Tree::sound();
        damage(&mut tree);
        match panic::catch_unwind(|| tree.problems()) {
            Err(_) => failures.push(format!("{name}: the build panics\n")),
            Ok(problems) if problems.is_empty() => failures.push(format!("{name}: the build finds nothing\n")),
            Ok(problems) => failures.extend(difference(&golden, &lines(&problems))),
        }
        assert!(goldens.insert(golden), "{name} names two cases");
    }
    let unclaimed = golden_files().into_iter().filter(|file| !goldens.contains(file));
    failures.extend(unclaimed.map(|file| format!("{file}: no case has this name\n")));
    assert!(failures.is_empty(), "\n{}", failures.concat());
}

#[test]
fn missing_folder_is_named() {
    let problems = codegen::generate(&Path::new(DATA).join("missing")).expect_err("there is no such folder");
    assert!(lines(&problems).starts_with("data/: the folder cannot be read: "), "{problems:?}");
}

#[test]
fn sound_tables_become_rows() {
    let generated = Tree::sound().generate().map_err(|problems| lines(&problems)).expect("the tree is sound");
    if let Some(difference) = difference(GENERATED, &generated) {
        panic!("\n{difference}");
    }
}

/// A domain that also answers from another one keeps its own meaning of a number that both have.
#[test]
fn own_numbers_come_first() {
    let mut tree = Tree::sound();
    tree.swap(WEB, "30,", "104,");
    let generated = tree.generate().map_err(|problems| lines(&problems)).expect("the tree is sound");
    let (_, slots) = generated.split_once("static SLOTS").expect("there is a table");
    for meaning in ["Code::AtlasRoom(AtlasRoom::RoomNotFound),", "Code::AtlasWeb(AtlasWeb::DeviceUnplugged),"] {
        assert!(slots.contains(meaning), "nothing answers with {meaning}");
    }
}

#[test]
fn real_tables_become_the_same_text_each_time() {
    let generate = || codegen::generate(Path::new(DATA)).map_err(|problems| lines(&problems)).expect("data/ is sound");
    let generated = generate();
    assert!(generated == generate(), "a second run prints another text");
    assert!(generated == include_str!(concat!(env!("OUT_DIR"), "/catalogue.rs")), "the build printed another text");
}

/// Puts values that belong nowhere in the place of each text and each field's name in turn.
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

    /// Puts `to` in the place of `from`, which stands in the file once.
    #[track_caller]
    fn swap(&mut self, file: &str, from: &str, to: &str) {
        let text = self.0.get_mut(file).expect("the file is there");
        let before = std::str::from_utf8(text).expect("the file is a text");
        assert_eq!(before.matches(from).count(), 1, "{from:?} stands once in {file}");
        *text = before.replace(from, to).into();
    }

    fn generate(&self) -> Result<String, Vec<Problem>> {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        for (file, text) in &self.0 {
            fs::write(folder.path().join(file), text).expect("a temporary file can be written");
        }
        codegen::generate(folder.path())
    }

    fn problems(&self) -> Vec<Problem> {
        self.generate().err().unwrap_or_default()
    }
}

/// Words of two letters, each another.
fn words() -> impl Iterator<Item = String> {
    ('a'..='z').flat_map(|first| ('a'..='z').map(move |second| String::from_iter([first, second])))
}

fn lines(problems: &[Problem]) -> String {
    problems.iter().flat_map(|problem| [problem.to_string(), "\n".to_owned()]).collect()
}

/// Where the quoted texts of a table stand, quotes included.
fn quoted(table: &str) -> Vec<(usize, usize)> {
    let quotes: Vec<_> = table.match_indices('"').map(|(at, _)| at).collect();
    quotes.chunks(2).map(|pair| (pair[0], pair[1] + 1)).collect()
}

/// How a text differs from its golden file, which `BLESS=1` writes anew.
fn difference(golden: &str, actual: &str) -> Option<String> {
    let path = Path::new(GOLDEN).join(golden);
    if env::var_os("BLESS").is_some() {
        fs::write(&path, actual).expect("golden files can be written");
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    let (expected, actual): (Vec<_>, Vec<_>) = (expected.lines().collect(), actual.lines().collect());
    if expected == actual {
        return None;
    }
    let head = expected.iter().zip(&actual).take_while(|(a, b)| a == b).count();
    let (expected, actual) = (&expected[head..], &actual[head..]);
    let tail = expected.iter().rev().zip(actual.iter().rev()).take_while(|(a, b)| a == b).count();
    let gone = expected[..expected.len() - tail].iter().map(|line| format!("- {line}\n"));
    let new = actual[..actual.len() - tail].iter().map(|line| format!("+ {line}\n"));
    Some(format!("{golden}, from line {}:\n{}", head + 1, gone.chain(new).collect::<String>()))
}

fn golden_files() -> Vec<String> {
    let entries = fs::read_dir(GOLDEN).expect("the golden files are there");
    entries.map(|entry| entry.expect("entries can be read").file_name().to_string_lossy().into_owned()).collect()
}

const ROOM: &str = "atlas-room.json";
const ROOM_TABLE: &str = r#"{
  "$schema": "schema.json",
  "order": 1,
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
      "category": "NotFound", "retry": "AfterChange", "basis": "Inferred", "actor": "Developer", "escalate": false,
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
      "en": {"description": "logins come too fast", "action": "Wait a second before each login."},
      "zh": {"description": "登录过于频繁", "action": "每次登录前请等待一秒。"}
    }
  ]
}
"#;

const WEB: &str = "atlas-web.json";
const WEB_TABLE: &str = r#"{
  "order": 2,
  "vendor": "Tencent",
  "title": "Atlas in the browser",
  "source_url": "https://atlas.example/web",
  "sections": [{"slug": "web", "title": "Web"}],
  "codes": [
    {
      "number": -7, "name": "RoomGone", "section": "web",
      "category": "NotFound", "retry": "Unspecified", "basis": "Page", "actor": "Vendor", "escalate": true,
      "equivalents": ["atlas-room/104"],
      "en": {"description": "room is gone"},
      "zh": {"description": "房间已消失"}
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

const CHAT: &str = "atlas-chat.json";
const CHAT_TABLE: &str = r#"{
  "order": ORDER,
  "vendor": "Zegocloud",
  "title": "Atlas chat",
  "source_url": "https://atlas.example/chat",
  "sections": [{"slug": "chat", "title": "Chat"}],
  "codes": [ROW]
}
"#;
const CHAT_ROW: &str = r#"{
      "number": 1, "name": "Busy", "section": "chat",
      "category": "Unavailable", "retry": "Unspecified", "basis": "Page", "actor": "Vendor", "escalate": false,
      "en": {"description": "chat is busy"},
      "zh": {"description": "聊天服务繁忙"}
    }"#;
