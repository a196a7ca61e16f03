//! A body in, and what each function of `response` must say of it in a domain: an independent reader of envelopes, made
//! after the vendors' documentation. It shares no line with the library, and reads JSON with another parser.

use json_event_parser::{JsonEvent, SliceJsonParser};
use rtc_codes::response::{self, Error, Report};
use rtc_codes::{Code, Domain};
use serde_json::Value;

/// The shape of a product's replies.
pub struct Shape {
    /// The keys that may hold the number.
    pub codes: &'static [&'static str],
    /// The key of a second number, which counts in place of the first if it is a known failure.
    pub detail: Option<&'static str>,
    /// The keys that may hold the vendor's words; the first of them that has any counts.
    pub messages: &'static [&'static str],
    /// Whether the result stands under `Data`; if not, it is the whole object.
    pub has_data: bool,
    /// Whether number and words may stand under `Data`, if the top level has neither theirs nor another product's.
    pub is_event: bool,
    /// The name of the product's errors.
    pub name: Option<&'static str>,
}

const FLAT: Shape = Shape { codes: &[], detail: None, messages: &[], has_data: false, is_event: false, name: None };
pub const ZEGO_SERVER: Shape =
    Shape { codes: &["Code", "code"], messages: &["Message", "message"], has_data: true, ..FLAT };
pub const ZEGO_ZIM: Shape = Shape { codes: &["Code"], messages: &["Message"], ..FLAT };
pub const ZEGO_EVENT: Shape = Shape { is_event: true, ..ZEGO_ZIM };
pub const ZEGO_EXPRESS: Shape =
    Shape { codes: &["errorCode", "code"], messages: &["extendedData", "msg", "message"], ..FLAT };
pub const CLIENT: Shape = Shape { codes: &["code"], messages: &["message", "desc"], ..FLAT };
pub const TRTC_ENGINE: Shape =
    Shape { codes: &["errCode", "warningCode"], messages: &["errMsg", "warningMsg"], ..FLAT };
pub const TRTC_WEB: Shape =
    Shape { codes: &["code"], detail: Some("extraCode"), messages: &["message"], name: Some("RtcError"), ..FLAT };
pub const TRTC_CALL: Shape =
    Shape { codes: &["code"], messages: &["message_", "message"], name: Some("TUICallEngineError"), ..FLAT };
pub const TENCENT_REST: Shape = Shape { codes: &["ErrorCode"], messages: &["ErrorInfo"], ..FLAT };

/// The keys of numbers, of all products.
pub const CODES: [&str; 5] = ["Code", "code", "ErrorCode", "errorCode", "errCode"];
/// The keys that Tencent's old interfaces have beside `errorCode`.
pub const OLD: [&str; 3] = ["errorMessage", "errorInfo", "actionStatus"];
/// The names of errors that only one product has.
pub const ERROR_NAMES: [&str; 2] = ["RtcError", "TUICallEngineError"];

/// The shape of a domain's replies. A new domain is looked up in its vendor's documentation, not in `data/`.
pub fn shape(domain: Domain) -> &'static Shape {
    match domain.slug() {
        "zego-common"
        | "zego-room"
        | "zego-mixing"
        | "zego-media"
        | "zego-media-file"
        | "zego-moderation"
        | "zego-digital-human"
        | "zego-ai-agent"
        | "zego-recording"
        | "zego-cloud-player"
        | "zego-asr"
        | "zego-copyrighted-music"
        | "zego-mini-game"
        | "zego-analytics"
        | "zego-super-board" => &ZEGO_SERVER,
        "zego-zim" => &ZEGO_ZIM,
        "zego-ai-agent-event" => &ZEGO_EVENT,
        "zego-web" | "zego-express" => &ZEGO_EXPRESS,
        "trtc-client" | "zego-zim-sdk" | "tencent-chat-sdk" => &CLIENT,
        "trtc-engine" => &TRTC_ENGINE,
        "trtc-web" => &TRTC_WEB,
        "trtc-call" => &TRTC_CALL,
        "trtc-rest" | "tencent-chat" => &TENCENT_REST,
        slug => panic!("which shape do the replies of {slug} have? tell it here"),
    }
}

/// The value of an entry, as far as an envelope needs it.
#[derive(Clone, Debug)]
enum Seen {
    Null,
    Text(String),
    Number(String),
    Object,
    Other,
}

type Entries = Vec<(String, Seen)>;

/// A body that is a JSON object.
#[derive(Debug)]
pub struct Body<'b> {
    bytes: &'b [u8],
    top: Entries,
    /// The entries of the object `Data`.
    data: Entries,
    /// All of it, if `serde_json` reads numbers so large and objects so deep.
    value: Option<Value>,
}

/// What a body says.
#[derive(Debug)]
struct Said<'b> {
    number: i64,
    message: Option<(&'static str, &'b Seen)>,
    request_id: Option<(&'static str, &'b Seen)>,
    /// The object that number and words stand in.
    object: Option<&'b Value>,
}

impl<'b> Body<'b> {
    /// Reads a body, or finds that it is no JSON object.
    pub fn of(bytes: &'b [u8]) -> Option<Self> {
        // The parser passes over a byte order mark, which JSON does not allow.
        let first = bytes.iter().find(|byte| !b" \t\r\n".contains(byte));
        if first != Some(&b'{') || bytes.len() > response::MAX_BODY {
            return None;
        }
        let mut parser = SliceJsonParser::new(bytes);
        let (mut top, mut data) = (Entries::new(), Entries::new());
        let (mut depth, mut key, mut inner) = (0_u32, String::new(), String::new());
        loop {
            let event = parser.parse_next().ok()?;
            let seen = match &event {
                JsonEvent::Eof => break,
                JsonEvent::ObjectKey(name) => {
                    if depth == 1 {
                        key = name.to_string();
                    } else if depth == 2 {
                        inner = name.to_string();
                    }
                    continue;
                }
                JsonEvent::EndObject | JsonEvent::EndArray => {
                    depth -= 1;
                    continue;
                }
                JsonEvent::Null => Seen::Null,
                JsonEvent::String(text) => Seen::Text(text.to_string()),
                JsonEvent::Number(text) => Seen::Number(text.to_string()),
                JsonEvent::StartObject => Seen::Object,
                JsonEvent::Boolean(_) | JsonEvent::StartArray => Seen::Other,
            };
            if depth == 1 {
                top.push((key.clone(), seen));
            } else if depth == 2 && matches!(top.last(), Some((key, Seen::Object)) if key == "Data") {
                data.push((inner.clone(), seen));
            }
            depth += u32::from(matches!(event, JsonEvent::StartObject | JsonEvent::StartArray));
        }
        Some(Self { bytes, top, data, value: serde_json::from_slice(bytes).ok() })
    }

    /// The number in a domain, if the body is a reply there.
    pub fn number(&self, domain: Domain) -> Option<i64> {
        self.said(domain).map(|said| said.number)
    }

    /// Whether the body may be taken for a success in a domain.
    pub fn is_success(&self, domain: Domain) -> bool {
        self.number(domain).is_some_and(|number| is_success(domain, number))
    }

    /// What the body says in a domain, or nothing if it is no reply there.
    fn said(&self, domain: Domain) -> Option<Said<'_>> {
        let shape = shape(domain);
        let whole = said(&self.top, domain, self.value.as_ref());
        let has_data = matches!(find(&self.top, "Data"), Some(Seen::Object));
        let has_code = self.top.iter().any(|(key, _)| CODES.contains(&key.as_str()) || key == "Response");
        if shape.is_event && has_data && !has_code && is_sound(&self.top, shape) {
            return said(&self.data, domain, self.value.as_ref().map(|value| &value["Data"]));
        }
        whole
    }

    /// Asserts that `check`, `parse` and `Report::parse` say of a body in a domain what this reader says.
    pub fn assert_read_alike(body: Option<&Self>, bytes: &[u8], domain: Domain) {
        let said = body.and_then(|body| body.said(domain));
        let report = Report::parse(domain, bytes);
        let checked = response::check(domain, bytes);
        let parsed = response::parse::<Value>(domain, bytes);
        let (Some(said), Some(body)) = (said, body) else {
            assert!(report.is_err(), "{domain}: {report:?} is no report");
            assert!(matches!(checked, Err(Error::Malformed(_))), "{domain}: {checked:?} is no reply");
            assert!(matches!(parsed, Err(Error::Malformed(_))), "{domain}: {parsed:?} is no reply");
            return;
        };
        let report = report.unwrap_or_else(|error| panic!("{domain}: {error}, but it says {said:?}"));
        assert_eq!((report.answer().domain(), report.answer().number()), (answering(domain, said.number), said.number));
        body.assert_words(report.message(), said.message, &said);
        if is_success(domain, said.number) {
            assert_eq!(checked, Ok(()), "{domain}");
            let result = if shape(domain).has_data {
                body.value.as_ref().map(|value| value.get("Data").unwrap_or(&Value::Null))
            } else {
                said.object
            };
            match (parsed, result) {
                (Ok(parsed), Some(result)) => assert_eq!(parsed, *result, "{domain}"),
                // What is too large or too deep may stand in the result or beside it.
                (Ok(_) | Err(Error::Data(_)), None) => {}
                (parsed, result) => panic!("{domain}: {parsed:?} where the result is {result:?}"),
            }
        } else {
            let parsed = parsed.map(|_| ());
            assert_eq!(parsed, checked, "{domain}");
            let Err(Error::Failure(failure)) = parsed else { panic!("{domain}: {parsed:?}, but it says {said:?}") };
            assert_eq!(failure.answer(), report.answer());
            assert_eq!(failure.message(), report.message());
            body.assert_words(failure.request_id(), said.request_id, &said);
        }
    }

    /// Asserts that words are those of an entry: a text is decoded, anything else stands there as it is written.
    fn assert_words(&self, words: Option<&str>, expected: Option<(&str, &Seen)>, said: &Said<'_>) {
        match expected {
            None => assert_eq!(words, None),
            Some((_, Seen::Text(text) | Seen::Number(text))) => assert_eq!(words, Some(text.as_str())),
            Some((key, _)) => {
                let words = words.unwrap_or_else(|| panic!("`{key}` is nothing"));
                let is_there = self.bytes.windows(words.len()).any(|part| part == words.as_bytes());
                assert!(is_there, "{words:?} is not written in the body");
                if let Some(object) = said.object {
                    assert_eq!(serde_json::from_str::<Value>(words).ok().as_ref(), Some(&object[key]));
                }
            }
        }
    }
}

/// What an object says in a shape.
fn said<'b>(entries: &'b Entries, domain: Domain, object: Option<&'b Value>) -> Option<Said<'b>> {
    let shape = shape(domain);
    let is_code = |key: &str| CODES.contains(&key) || shape.codes.contains(&key);
    let mut codes = entries.iter().filter(|(key, _)| is_code(key));
    let ((key, code), None) = (codes.next()?, codes.next()) else { return None };
    if !shape.codes.contains(&key.as_str()) || !is_sound(entries, shape) {
        return None;
    }
    let number = integer(code)?;
    let is_old = key == "errorCode" && entries.iter().any(|(key, _)| OLD.contains(&key.as_str()));
    let is_refused = find(entries, "ActionStatus").is_some_and(|it| !matches!(it, Seen::Text(text) if text == "OK"));
    if is_old || number == 0 && is_refused {
        return None;
    }
    let detail = shape.detail.and_then(|key| integer(find(entries, key)?));
    let detail =
        detail.filter(|&detail| number != 0 && Code::lookup(domain, detail).is_some_and(|it| !it.is_success()));
    let number = detail.unwrap_or(number);
    let words = |key: &'static str| Some((key, find(entries, key).filter(|it| !matches!(it, Seen::Null))?));
    let message = shape.messages.iter().find_map(|key| words(key));
    Some(Said { number, message, request_id: words("RequestId"), object })
}

/// An integer, or one in a text.
fn integer(seen: &Seen) -> Option<i64> {
    let (Seen::Number(text) | Seen::Text(text)) = seen else { return None };
    text.parse::<i64>().ok().filter(|number| number.to_string() == *text)
}

/// Whether no key of the envelope stands there twice, and no name is that of another product's error.
fn is_sound(entries: &Entries, shape: &Shape) -> bool {
    let is_known = |key: &str| {
        shape.codes.contains(&key)
            || shape.detail == Some(key)
            || shape.messages.contains(&key)
            || ["ActionStatus", "RequestId"].contains(&key)
            || key == "Data" && (shape.has_data || shape.is_event)
    };
    let count = |key: &str| entries.iter().filter(|(other, _)| other == key).count();
    entries.iter().all(|(key, seen)| {
        let is_other_name = |name: &str| ERROR_NAMES.contains(&name) && shape.name != Some(name);
        let is_other_error =
            !shape.has_data && key == "name" && matches!(seen, Seen::Text(text) if is_other_name(text));
        !is_other_error && (!is_known(key) || count(key) == 1)
    })
}

fn find<'b>(entries: &'b Entries, key: &str) -> Option<&'b Seen> {
    entries.iter().find(|(other, _)| other == key).map(|(_, seen)| seen)
}

fn is_success(domain: Domain, number: i64) -> bool {
    number == 0 || Code::lookup(domain, number).is_some_and(Code::is_success)
}

/// The domain whose number it is.
fn answering(domain: Domain, number: i64) -> Domain {
    Code::lookup(domain, number).map_or(domain, Code::domain)
}
