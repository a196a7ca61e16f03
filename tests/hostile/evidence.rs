//! Any bytes in, taken for the parts of log lines; a panic out if `annotate` claims what its line does not justify.
//!
//! `checks::annotate` says that no byte is lost; this one says that what is added is true. What justifies a claim is
//! written here after docs/annotate.md, for the parts that a line is made of and for its text.

use std::cell::RefCell;
use std::collections::BTreeSet;

use rtc_codes::{Call, Code, Domain, Lang, Vendor};

use crate::checks;
use crate::checks::annotate::{Annotator, Asked, SMALLEST};
use crate::choices::Choices;

/// The most lines of a log, and the most parts of a line, which ends long before names stop to count.
const MAX_LINES: usize = 6;
const MAX_PARTS: usize = 6;
/// A number of so many digits is nobody else's, and so are these.
const LONG: usize = 7;
const OWN: std::ops::RangeInclusive<i64> = -2299..=-2100;
/// A symbol or a call of fewer letters is anybody's word.
const SHORTEST: usize = 8;

/// What a word says of the numbers on its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Says {
    Domain(Domain),
    Product(&'static [&'static str]),
    Vendor(Vendor),
    Other,
    /// Nothing for itself.
    Nothing,
}

use Vendor::{Tencent, Zegocloud};

const WORDS: &[(&str, Says)] = &[
    ("ZEGO", Says::Vendor(Zegocloud)),
    ("api.zegocloud.com", Says::Vendor(Zegocloud)),
    ("即构", Says::Vendor(Zegocloud)),
    ("ZegoExpressWebRTC", Says::Product(&["zego-web"])),
    ("ZegoExpressEngine", Says::Product(&["zego-express"])),
    ("ZIM", Says::Product(&["zego-zim"])),
    ("TRTC", Says::Vendor(Tencent)),
    ("腾讯云", Says::Vendor(Tencent)),
    ("UserSig", Says::Vendor(Tencent)),
    ("qcloud", Says::Vendor(Tencent)),
    ("TUIRoomEngine", Says::Product(&["trtc-client", "trtc-rest"])),
    ("RoomKit", Says::Product(&["trtc-client", "trtc-rest"])),
    ("V2TIMManager", Says::Product(&["tencent-chat"])),
    ("TUICallEngine", Says::Product(&["trtc-call"])),
    ("TRTCCloud", Says::Product(&["trtc-engine"])),
    ("RtcError", Says::Product(&["trtc-web"])),
    ("ActionStatus", Says::Product(&["trtc-rest", "tencent-chat"])),
    ("mysql", Says::Other),
    ("WeChat", Says::Other),
    ("wx.login", Says::Other),
    ("NSURLErrorDomain", Says::Other),
    ("agora", Says::Other),
    ("aliyun", Says::Other),
    ("flutter", Says::Nothing),
    ("android", Says::Nothing),
    ("took", Says::Nothing),
    ("房间", Says::Nothing),
    ("room", Says::Nothing),
];
/// None of them names a vendor, as `zego-code` does.
const KEYS: &[&str] = &[
    "code",
    "Code",
    "errorCode",
    "error_code",
    "ErrorCode",
    "retCode",
    "sub code",
    "错误码",
    "err",
    "error",
    "RESULT",
    "failed",
    "返回",
    "onError",
];
/// What makes a number beside any key behind it another one.
const WORLDS: &[&str] = &["exit ", "exited with ", "WebSocket closed with ", "HTTP error ", "rpc error "];
const BETWEEN: &[&str] =
    &["=", ": ", "\":", "\": \"", " ", " = ", "(", " is ", "：", "\\\":", " => ", "\u{1b}[0m=", "->"];
/// What leaves the parts of a line as they are, and what does not.
const JOINS: &[&str] = &[" ", ", ", " | ", "; ", "\t"];
const WILD_JOINS: &[&str] = &[
    "",
    "\"",
    "\\\"",
    "{",
    "},",
    "\\n",
    "\\",
    "\u{1b}[31m",
    "\\u001b[0m",
    ".",
    "-",
    "_",
    "/",
    ":",
    "0",
    "1",
    "x",
    "(",
    "  ^ ",
];
/// What may follow a number, and what makes it another one or part of something else.
const ENDS: &[&str] = &["", "", "\"", ")", "\\\""];
const WILD_ENDS: &[&str] =
    &["", "0", "ms", "m", "_1", ".5", ":30", "/2", "-3", "e4", "x", "号", "%", "\\n", "\u{1b}[0m"];
const NOISE: &[&str] = &[
    "104ms",
    "v1.104",
    "10.2.1.104:8104",
    "statusCode=206",
    "2025-01-21T10:04:00.104Z",
    "app[104]:",
    r#"{"ts":"#,
    r#"{"domain":"zego-room","number":104}"#,
    "<JOIN_ROOM_FAILED 0x4004>",
    "0x4004",
    "zego-room/",
    "zego-web:",
    "code",
    "code=",
    "-",
    "\u{1b}[3mcode\u{1b}[0m\u{1b}[2m=\u{1b}[0m",
    "\u{0}",
    "\r",
    "ERR_",
];

/// A part of a line.
#[derive(Debug)]
enum Part {
    Word(Says),
    /// A number beside a key, or behind a word of another world.
    Mention {
        number: i64,
        other_world: bool,
    },
    /// A number after its domain.
    Explicit(Domain, i64),
    /// A code by its name.
    Slug(Code),
}

/// A line, and its parts as far as nothing but a blank or a comma parts them.
#[derive(Debug, Default)]
struct Line {
    text: Vec<u8>,
    parts: Vec<Part>,
    /// The calls that the line has had put in.
    calls: Vec<&'static Call>,
    is_wild: bool,
}

/// What an annotation says.
#[derive(Debug)]
struct Claim {
    domain: Domain,
    number: i64,
    is_known: bool,
}

/// Any log lines: no claim that the line does not justify, and the claims of a line do not depend on other lines.
pub fn evidence(input: &[u8]) {
    const ASKED: [Asked; 6] = [
        Asked { domain: None, vendor: None },
        Asked { domain: Some(Domain::ZegoRoom), vendor: None },
        Asked { domain: Some(Domain::TrtcClient), vendor: None },
        Asked { domain: Some(Domain::ZegoWeb), vendor: None },
        Asked { domain: None, vendor: Some(Zegocloud) },
        Asked { domain: None, vendor: Some(Tencent) },
    ];
    thread_local! {
        // Made once: to build its automaton takes longer than to read a log.
        static ANNOTATORS: RefCell<[Annotator; ASKED.len()]> =
            RefCell::new(ASKED.map(|asked| Annotator::new(asked, Lang::En, false)));
    }
    let mut choices = Choices::of(input);
    let asked = choices.below(ASKED.len());
    let (mut log, mut together) = (Vec::new(), Vec::new());
    ANNOTATORS.with_borrow_mut(|annotators| {
        let annotator = &mut annotators[asked];
        for _ in 0..MAX_LINES {
            let line = Line::of(&mut choices);
            let text = [&line.text[..], b"\n"].concat();
            let annotated = annotated(annotator, &text);
            let notes = annotated.strip_prefix(&text[..]).expect("the line itself comes first");
            line.assert_justified(std::str::from_utf8(notes).expect("annotations are text"), ASKED[asked]);
            log.extend(text);
            together.extend(annotated);
            if choices.are_over() {
                break;
            }
        }
        assert_eq!(annotated(annotator, &log), together, "a line gets other annotations beside others");
    });
    if choices.is(8) {
        checks::annotate(&log);
    }
}

fn annotated(annotator: &mut Annotator, log: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    assert!(annotator.run(log, &mut out, SMALLEST).is_ok());
    out
}

impl Line {
    fn of(choices: &mut Choices<'_>) -> Self {
        let mut line = Self { is_wild: choices.is(3), ..Self::default() };
        for _ in 0..=choices.below(MAX_PARTS) {
            if !line.text.is_empty() {
                let joins = if line.is_wild && choices.is(2) { WILD_JOINS } else { JOINS };
                line.text.extend(choices.text(joins).bytes());
            }
            line.add(choices);
            if choices.are_over() {
                break;
            }
        }
        line
    }

    fn add(&mut self, choices: &mut Choices<'_>) {
        match choices.below(if self.is_wild { 16 } else { 13 }) {
            0..=5 => {
                let world = if choices.is(4) { choices.text(WORLDS) } else { "" };
                let key = choices.text(KEYS);
                let between = choices.text(BETWEEN);
                let number = number(choices);
                self.push(
                    &format!("{world}{key}{between}{number}"),
                    Part::Mention { number, other_world: !world.is_empty() },
                );
                let ends = if self.is_wild { WILD_ENDS } else { ENDS };
                let end = choices.text(ends);
                self.text.extend(end.bytes());
            }
            6..=8 => {
                let &(word, says) = choices.of_list(WORDS);
                self.push(word, Part::Word(says));
            }
            9 | 10 => {
                let domain = *choices.of_list(Domain::ALL);
                let slug = domain.slug();
                let spelled = [slug.to_owned(), slug.replace('-', "_"), slug.to_uppercase()];
                self.push(&spelled[choices.below(spelled.len())], Part::Word(Says::Domain(domain)));
            }
            11 => {
                let domain = *choices.of_list(Domain::ALL);
                let number = number(choices);
                let between = choices.text(&["/", " ", ": ", ":"]);
                self.push(&format!("{domain}{between}{number}"), Part::Explicit(domain, number));
            }
            12 => {
                let code = *choices.of_list(Code::ALL);
                self.push(code.slug(), Part::Slug(code));
            }
            13 => {
                // A call can have a name of another product in it, and so can a symbol: in a wild line alone.
                if choices.is(2) {
                    let call = choices.of_list(Call::ALL);
                    self.text.extend(call.name().bytes());
                    self.calls.push(call);
                } else {
                    let code = choices.of_list(Code::ALL);
                    self.text.extend(code.symbol().unwrap_or("ERR").bytes());
                }
            }
            14 => {
                self.text.extend(choices.text(NOISE).bytes());
            }
            _ => {
                let length = choices.below(8);
                self.text
                    .extend((0..length).map(|_| choices.byte()).map(|byte| if byte == b'\n' { b' ' } else { byte }));
            }
        }
    }

    fn push(&mut self, text: &str, part: Part) {
        self.text.extend(text.bytes());
        self.parts.push(part);
    }

    fn assert_justified(&self, notes: &str, asked: Asked) {
        let mut seen = BTreeSet::new();
        for note in notes.lines() {
            assert!(!note.contains(char::is_control), "{note:?}");
            assert!(seen.insert(note), "{note} twice");
            if note == "  ^ and more" {
                continue;
            }
            let claim = Claim::of(note);
            let said = || format!("{note}\n{asked:?} {:?}\n{}", self.parts, String::from_utf8_lossy(&self.text));
            assert_ne!(claim.number, 0, "{}", said());
            assert!(self.has_text_of(&claim), "the number is not there: {}", said());
            assert!(self.has_name_for(&claim, asked), "nothing says whose the number is: {}", said());
            if !self.is_wild {
                let justifies = |at: usize| self.justifies(at, &claim, asked);
                assert!((0..self.parts.len()).any(justifies), "no part justifies it: {}", said());
            }
        }
        if !self.is_wild {
            for part in &self.parts {
                let (Part::Explicit(..) | Part::Slug(_)) = part else { continue };
                let code = match *part {
                    Part::Explicit(domain, number) => Code::lookup(domain, number),
                    Part::Slug(code) => Some(code),
                    Part::Word(_) | Part::Mention { .. } => None,
                };
                if let Some(code) = code.filter(|code| code.number() != 0) {
                    let head = format!("  ^ {} {}: ", code.domain(), code.number());
                    let is_there = seen.len() > 99 || seen.iter().any(|note| note.starts_with(&head));
                    assert!(is_there, "{code} is not said: {}", String::from_utf8_lossy(&self.text));
                }
            }
        }
    }

    /// Whether the number stands in the line as it is, not as a part of another one, or the name of its code does.
    fn has_text_of(&self, claim: &Claim) -> bool {
        let line = &self.text[..];
        let is_in_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
        let stands = |at: usize, length: usize, is_negative: bool| {
            let (before, after) = (&line[..at], &line[at + length..]);
            let begins = match before {
                [.., b'm'] => ends_colored(before),
                [.., b'-'] => is_negative,
                [.., last] => !is_in_word(*last) && *last != b'.',
                [] => true,
            };
            let ends = match after {
                [b'.' | b':' | b'/' | b'-', digit, ..] => !digit.is_ascii_digit(),
                [first, ..] => !is_in_word(*first),
                [] => true,
            };
            // A number needs something that it stands beside.
            begins && ends && !before.is_empty() && is_beside(before)
        };
        let decimal = claim.number.to_string();
        if find(line, &decimal).any(|at| stands(at, decimal.len(), claim.number < 0)) {
            return true;
        }
        let hexadecimal = find(line, "0x").any(|at| {
            let digits = line[at + 2..].iter().take_while(|byte| byte.is_ascii_hexdigit()).count();
            let text = std::str::from_utf8(&line[at + 2..at + 2 + digits]).expect("digits are text");
            let value = i64::from_str_radix(text, 16).ok();
            let is_negative = line[..at].ends_with(b"-");
            let start = at - usize::from(is_negative);
            value.map(|value| if is_negative { -value } else { value }) == Some(claim.number)
                && stands(start, at + 2 + digits - start, is_negative)
        });
        let is_named = Code::lookup(claim.domain, claim.number).is_some_and(|code| {
            let symbol = code.symbol().map(|symbol| format!("{}/{symbol}", code.domain()));
            find(line, code.slug()).next().is_some()
                || symbol.is_some_and(|symbol| find(line, &symbol).next().is_some())
        });
        hexadecimal || is_named
    }

    /// Whether anything in the line, or what was asked, can say that the number is of that vendor.
    fn has_name_for(&self, claim: &Claim, asked: Asked) -> bool {
        const STEMS: [(Vendor, &[&str]); 2] = [
            (Zegocloud, &["zego", "即构", "zim"]),
            (
                Tencent,
                &[
                    "trtc",
                    "tencent",
                    "qcloud",
                    "腾讯",
                    "user",
                    "sdk",
                    "tim",
                    "tui",
                    "room",
                    "action",
                    "errorinfo",
                    "error_info",
                    "imsdk",
                    "evt",
                    "rtcerror",
                    "atomicx",
                    "live",
                    "txvod",
                ],
            ),
        ];
        let vendor = claim.domain.vendor();
        let lower = String::from_utf8_lossy(&self.text).to_ascii_lowercase();
        let has = |word: &str| lower.contains(word);
        let stems = STEMS.iter().find(|(its, _)| *its == vendor).expect("each vendor has its words").1;
        let symbol = Code::lookup(claim.domain, claim.number).and_then(Code::symbol);
        is_own(claim.number)
            || asked.domain.is_some_and(|domain| domain.vendor() == vendor)
            || asked.vendor == Some(vendor)
            || stems.iter().any(|stem| has(stem))
            || symbol.is_some_and(|symbol| symbol.len() >= SHORTEST && find(&self.text, symbol).next().is_some())
            || self.calls.iter().any(|call| call.domain().vendor() == vendor)
    }

    /// Whether a part justifies a claim, by the rules of docs/annotate.md.
    fn justifies(&self, at: usize, claim: &Claim, asked: Asked) -> bool {
        let (number, other_world) = match self.parts[at] {
            Part::Word(_) => return false,
            Part::Explicit(domain, number) => return claim.is_answer(domain, number),
            Part::Slug(code) => return claim.is_known && claim.is_answer(code.domain(), code.number().into()),
            Part::Mention { number, other_world } => (number, other_world),
        };
        if number != claim.number || other_world && digits(number) < LONG {
            return false;
        }
        let says = |part: &Part| match *part {
            Part::Word(Says::Nothing) | Part::Mention { .. } | Part::Explicit(..) => None,
            Part::Word(says) => Some(says),
            Part::Slug(code) => Some(Says::Domain(code.domain())),
        };
        let before = self.parts[..at].iter().rev().find_map(says);
        let vendor = match before.or_else(|| self.parts[at..].iter().find_map(says)) {
            Some(Says::Other) => return false,
            Some(says) => vendor_of(says),
            None => {
                return match asked {
                    Asked { domain: Some(domain), .. } => claim.is_answer(domain, number),
                    Asked { vendor: Some(vendor), .. } => claim.domain.vendor() == vendor,
                    Asked { .. } => is_own(number),
                };
            }
        };
        if let Some(domain) = asked.domain.filter(|domain| Some(domain.vendor()) == vendor) {
            return claim.is_answer(domain, number);
        }
        let named: Vec<Domain> = self.parts.iter().filter_map(says).flat_map(domains).collect();
        let named: Vec<Domain> = named.into_iter().filter(|domain| Some(domain.vendor()) == vendor).collect();
        Some(claim.domain.vendor()) == vendor
            && (named.is_empty() || is_own(number) || named.iter().any(|&domain| claim.is_answer(domain, number)))
    }
}

impl Claim {
    /// Reads an annotation, which must say what the catalogue says.
    fn of(note: &str) -> Self {
        let rest = note.strip_prefix("  ^ ").expect("an annotation begins so");
        let (is_known, rest) = match rest.strip_prefix("unknown ") {
            Some(rest) => (false, rest.replacen(" code ", " ", 1)),
            None => (true, rest.replacen(':', " ", 1)),
        };
        let mut words = rest.split(' ');
        let domain = words.next().and_then(|slug| slug.parse().ok()).expect("a domain is named");
        let number = words.next().and_then(|number| number.parse().ok()).expect("a number is said");
        let code = Code::lookup(domain, number).filter(|code| code.domain() == domain);
        match code {
            Some(code) => assert!(is_known && note.contains(code.description()), "{note}"),
            None => assert!(!is_known, "{note}"),
        }
        Self { domain, number, is_known }
    }

    /// Whether it is what a domain answers with that number.
    fn is_answer(&self, domain: Domain, number: i64) -> bool {
        let code = Code::lookup(domain, number);
        self.number == number && self.is_known == code.is_some() && self.domain == code.map_or(domain, Code::domain)
    }
}

/// Whether a number is nobody else's.
fn is_own(number: i64) -> bool {
    digits(number) >= LONG || OWN.contains(&number)
}

fn digits(number: i64) -> usize {
    number.unsigned_abs().to_string().len()
}

fn vendor_of(says: Says) -> Option<Vendor> {
    match says {
        Says::Domain(domain) => Some(domain.vendor()),
        Says::Vendor(vendor) => Some(vendor),
        Says::Product(slugs) => Some(if slugs[0].starts_with("zego") { Zegocloud } else { Tencent }),
        Says::Other | Says::Nothing => None,
    }
}

fn domains(says: Says) -> Vec<Domain> {
    match says {
        Says::Domain(domain) => vec![domain],
        Says::Product(slugs) => {
            let is_its = |domain: &Domain| slugs.iter().any(|slug| domain.slug().starts_with(slug));
            Domain::ALL.iter().copied().filter(is_its).collect()
        }
        Says::Vendor(_) | Says::Other | Says::Nothing => vec![],
    }
}

/// A number that is listed, or nearly.
fn number(choices: &mut Choices<'_>) -> i64 {
    let listed = i64::from(choices.of_list(Code::ALL).number());
    let number = match choices.below(12) {
        0 => listed + 1,
        1 => listed * 10 + i64::try_from(choices.below(10)).expect("it is small"),
        2 => listed / 10,
        3 => choices.number().into(),
        4 => -listed,
        _ => listed,
    };
    if number == 0 { 104 } else { number }
}

/// The places of a text.
fn find<'l>(line: &'l [u8], text: &'l str) -> impl Iterator<Item = usize> + 'l {
    memchr::memmem::find_iter(line, text)
}

/// Whether a key, a domain or a constant ends not far away.
fn is_beside(before: &[u8]) -> bool {
    const STEMS: &[&str] = &[
        "code",
        "err",
        "evt",
        "ret",
        "result",
        "reason",
        "raw",
        "exception",
        "fail",
        "disconnected",
        "错误",
        "返回",
        "报错",
        "失败",
        "<",
    ];
    let near = before[before.len().saturating_sub(100)..].to_ascii_lowercase();
    let near = String::from_utf8_lossy(&near);
    let has = |word: &str| near.contains(word);
    STEMS.iter().any(|stem| has(stem)) || Domain::ALL.iter().any(|domain| has(domain.slug()))
}

/// Whether bytes end in a change of color, as a terminal has it or as programs write it.
fn ends_colored(bytes: &[u8]) -> bool {
    let begins = bytes.iter().rposition(|&byte| byte == b'[');
    begins.is_some_and(|at| bytes[at + 1..bytes.len() - 1].iter().all(|byte| byte.is_ascii_digit() || *byte == b';'))
}
