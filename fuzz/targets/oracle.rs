//! What a body is, by a parser that shares nothing with the library's.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};

use json_event_parser::{JsonEvent, SliceJsonParser};
use rtc_codes::Domain;

/// What the top level of an object has under the keys of codes, and whether `ActionStatus` is anything but `OK`.
#[derive(Debug, Default)]
pub struct TopLevel {
    pub codes: Vec<String>,
    pub bad_status: bool,
}

/// The top level of a body, or `None` where it is no JSON object.
pub fn top_level(body: &[u8]) -> Option<TopLevel> {
    let mut parser = SliceJsonParser::new(body);
    let mut top = TopLevel::default();
    let (mut depth, mut key) = (0_u32, String::new());
    loop {
        let event = parser.parse_next().ok()?;
        let is_code = ["Code", "code", "ErrorCode", "errorCode"].contains(&key.as_str());
        match event {
            JsonEvent::StartObject | JsonEvent::StartArray => {
                if depth == 0 && event != JsonEvent::StartObject {
                    return None;
                }
                if depth == 1 {
                    top.note(&key, is_code, "a container");
                }
                depth += 1;
            }
            JsonEvent::EndObject | JsonEvent::EndArray => depth -= 1,
            JsonEvent::ObjectKey(name) if depth == 1 => key = name.into_owned(),
            JsonEvent::ObjectKey(_) => {}
            JsonEvent::Eof => return Some(top),
            _ if depth == 0 => return None,
            JsonEvent::String(text) if depth == 1 => top.note(&key, is_code, &text),
            JsonEvent::Number(text) if depth == 1 => top.note(&key, is_code, &text),
            JsonEvent::Boolean(_) | JsonEvent::Null if depth == 1 => top.note(&key, is_code, "a word"),
            _ => {}
        }
    }
}

impl TopLevel {
    fn note(&mut self, key: &str, is_code: bool, value: &str) {
        if is_code {
            self.codes.push(value.to_owned());
        }
        self.bad_status |= key == "ActionStatus" && value != "OK";
    }

    /// Whether a reply of a domain may be taken for a success.
    pub fn is_success(&self, domain: Domain) -> bool {
        let [code] = self.codes.as_slice() else { return false };
        let known = code.parse().ok().and_then(|number| rtc_codes::Code::lookup(domain, number));
        let zero = code == "0";
        (zero || known.is_some_and(|code| code.is_success())) && !(zero && self.bad_status)
    }
}

/// Counts what is allocated at once.
pub struct Counting;

static NOW: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let now = NOW.fetch_add(layout.size(), Ordering::Relaxed) + layout.size();
        PEAK.fetch_max(now, Ordering::Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        NOW.fetch_sub(layout.size(), Ordering::Relaxed);
        unsafe { System.dealloc(pointer, layout) }
    }
}

/// The most that a run has allocated at once beyond what was there before.
pub fn peak_of<T>(run: impl FnOnce() -> T) -> (T, usize) {
    let before = NOW.load(Ordering::Relaxed);
    PEAK.store(before, Ordering::Relaxed);
    let value = run();
    (value, PEAK.load(Ordering::Relaxed).saturating_sub(before))
}

/// What errors may take besides the input: their own words.
pub const ALLOWANCE: usize = 1024;
