//! What `explain` was asked for, however it was typed.

use std::num::ParseIntError;

use rtc_codes::{Call, Code, Domain, Vendor};

use crate::words::plain;
use crate::{nearest, screen};

/// A number or a name, and where it was met.
pub struct Query {
    pub within: Within,
    pub asked: Asked,
}

pub enum Asked {
    /// A number, and how it was typed.
    Number(i64, String),
    /// A slug, name or symbol.
    Name(String),
}

/// Where a number was met.
#[derive(Clone, Copy)]
pub enum Within {
    Anywhere,
    Domain(Domain),
    /// A call, which stands for the domain whose numbers it answers with.
    Call(Call),
    /// Any domain of a vendor.
    Vendor(Vendor),
    /// Any domain whose slug begins so: `trtc`.
    Family(&'static str),
}

/// What stands for the domains of a vendor.
const VENDORS: [(&str, Vendor); 6] = [
    ("zego", Vendor::Zegocloud),
    ("zegocloud", Vendor::Zegocloud),
    ("即构", Vendor::Zegocloud),
    ("tencent", Vendor::Tencent),
    ("tencentcloud", Vendor::Tencent),
    ("腾讯云", Vendor::Tencent),
];
/// What people write before a number that means nothing by itself.
const FILLERS: [&str; 9] = ["code", "error", "errorcode", "errcode", "err", "number", "rtccodes", "错误码", "返回码"];

impl Query {
    /// Reads `100003`, `zego-web 1102016`, `1102016 zego-web`, `zego_web:1102016`, `0x4004`, `StartMix 110200150`,
    /// `zego-room/room-not-found`, `ZegoRoom::RoomNotFound`, `ERR_CAMERA_OCCUPIED`, or says what is wrong.
    pub fn read(args: &[String]) -> Result<Self, String> {
        let (mut within, mut place) = (Within::Anywhere, String::new());
        let (mut numbers, mut words) = (Vec::new(), Vec::new());
        for part in parts(args) {
            match (number(&part), Within::named(&part)) {
                (Some(number), _) => {
                    let number = number.map_err(|error| format!("{part}: {error}; numbers have 64 bits"))?;
                    numbers.push((number, part));
                }
                (None, Some(named)) if matches!(within, Within::Anywhere) => (within, place) = (named, part),
                (None, Some(_)) => return Err(format!("`{part}` is one domain too many: ask for one after the other")),
                (None, None) => words.push(part),
            }
        }
        if !numbers.is_empty() || words.len() > 1 {
            words.retain(|word| !FILLERS.contains(&plain(word).as_str()));
        }
        let asked = match (numbers.as_slice(), words.as_slice()) {
            ([], []) => return Err(within.number_is_missing(&place)),
            ([(number, typed)], []) => Asked::Number(*number, typed.clone()),
            ([_, _, ..], []) => return Err("ask for one number after the other".to_owned()),
            ([_, ..], [word, ..]) => return Err(unknown_place(word)),
            ([], [place, name @ ..]) => {
                let (here, there) = (words.join(" "), name.join(" "));
                if within.named_so(&here).is_empty() && !name.is_empty() && !within.named_so(&there).is_empty() {
                    return Err(unknown_place(place));
                }
                Asked::Name(here)
            }
        };
        Ok(Self { within, asked })
    }

    /// The rows that answer.
    pub fn codes(&self) -> Vec<Code> {
        match &self.asked {
            Asked::Number(number, _) => self.within.numbered(*number),
            Asked::Name(name) => self.within.named_so(name),
        }
    }
}

impl Within {
    fn named(text: &str) -> Option<Self> {
        let word = plain(text);
        if let Some(&domain) = Domain::ALL.iter().find(|domain| plain(domain.slug()) == word) {
            return Some(Self::Domain(domain));
        }
        if let Some(call) = call(text) {
            return Some(Self::Call(call));
        }
        if let Some(&(_, vendor)) = VENDORS.iter().find(|(name, _)| *name == word) {
            return Some(Self::Vendor(vendor));
        }
        let families = Domain::ALL.iter().filter_map(|domain| domain.slug().split_once('-'));
        families.map(|(family, _)| family).find(|family| *family == word).map(Self::Family)
    }

    /// The one domain that was named, by itself or by a call.
    pub fn domain(self) -> Option<Domain> {
        match self {
            Self::Domain(domain) => Some(domain),
            Self::Call(call) => Some(call.domain()),
            Self::Anywhere | Self::Vendor(_) | Self::Family(_) => None,
        }
    }

    /// Whether a domain is among those that were meant.
    pub fn has(self, domain: Domain) -> bool {
        match self {
            Self::Anywhere => true,
            Self::Domain(own) => domain == own,
            Self::Call(call) => domain == call.domain(),
            Self::Vendor(vendor) => domain.vendor() == vendor,
            Self::Family(family) => domain.slug().split_once('-').is_some_and(|(first, _)| first == family),
        }
    }

    fn numbered(self, number: i64) -> Vec<Code> {
        match self.domain() {
            Some(domain) => Code::lookup(domain, number).into_iter().collect(),
            None => Code::resolve(number).filter(|code| self.has(code.domain())).collect(),
        }
    }

    /// The rows of this name, symbol or slug, those included that a domain answers with besides its own.
    fn named_so(self, name: &str) -> Vec<Code> {
        let name = plain(name);
        let is = |text: &str| plain(text) == name;
        let answers = |code: Code| match self.domain() {
            Some(domain) => Code::lookup(domain, code.number().into()) == Some(code),
            None => self.has(code.domain()),
        };
        let called = |code: &Code| is(code.name()) || is(nearest::bare_slug(*code)) || code.symbol().is_some_and(is);
        Code::ALL.iter().copied().filter(|&code| answers(code) && called(&code)).collect()
    }

    fn number_is_missing(self, place: &str) -> String {
        if matches!(self, Self::Anywhere) {
            return "give a number, name or symbol: `explain 104`".to_owned();
        }
        let example = Code::ALL.iter().find(|code| self.has(code.domain()) && !code.is_success());
        let example = example.map_or(1, |code| code.number());
        let listed = self.domain().map(|domain| format!("; `list --domain {domain}` has them all")).unwrap_or_default();
        format!("a number is missing: `explain {place} {example}`{listed}")
    }
}

/// Takes the arguments apart: `zego-room/104`, `zego-room:104` and `zego-room 104` are two parts each, a call is one.
fn parts(args: &[String]) -> Vec<String> {
    let mut parts = Vec::new();
    let around = |c: char| "`'\"()[]{}<>,;.!?“”，。；（）".contains(c);
    for word in args.iter().flat_map(|arg| arg.split(|c: char| c.is_whitespace() || c == '\u{200b}' || c == '\u{feff}'))
    {
        let word = word.trim_matches(around);
        let word = match word.rsplit_once('/') {
            // A call may have a `/` itself.
            _ if call(word).is_some() => {
                parts.push(word.to_owned());
                continue;
            }
            Some((head, tail)) if call(head).is_some() => {
                parts.push(head.to_owned());
                tail
            }
            _ => word,
        };
        let apart = word.split([':', '/', '=', '#', '：']).map(|part| part.trim_matches(around));
        parts.extend(apart.filter(|part| !part.is_empty()).map(str::to_owned));
    }
    parts
}

fn call(name: &str) -> Option<Call> {
    Call::find(name).or_else(|| Call::ALL.iter().copied().find(|call| call.name().eq_ignore_ascii_case(name)))
}

/// Reads a number: decimal, with commas or underscores between groups of three, or hexadecimal behind `0x`.
fn number(text: &str) -> Option<Result<i64, ParseIntError>> {
    let text: String = text.chars().map(ascii).collect();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text.strip_prefix('+').unwrap_or(&text)),
    };
    if let Some(hex) = digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X")) {
        let is_hex = !hex.is_empty() && hex.bytes().all(|byte| byte.is_ascii_hexdigit());
        return is_hex.then(|| i64::from_str_radix(&format!("{sign}{hex}"), 16));
    }
    let mut groups = digits.split([',', '_']);
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    let grouped = rest.is_empty() || first.len() <= 3 && rest.iter().all(|group| group.len() == 3);
    let all_digits = |group: &&str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    (grouped && all_digits(&first) && rest.iter().all(all_digits))
        .then(|| format!("{sign}{first}{}", rest.concat()).parse())
}

/// The ASCII of a full-width digit, sign or comma.
fn ascii(c: char) -> char {
    match c {
        '－' | '−' | '–' => '-',
        '，' => ',',
        '０'..='９' => char::from_digit(c as u32 - '０' as u32, 10).unwrap_or(c),
        c => c,
    }
}

/// What to say of a word that stands where a domain or a call should.
fn unknown_place(word: &str) -> String {
    let domains = || Domain::ALL.iter().map(|domain| domain.slug());
    let names = domains().chain(Call::ALL.iter().map(|call| call.name()));
    if let Some(name) = nearest::most_alike(word, names) {
        return format!("no domain or call is called `{word}`; did you mean `{name}`?");
    }
    let domains = domains().collect::<Vec<_>>().join(", ");
    let text = format!("no domain or call is called `{word}`; the domains are {domains}");
    screen::lines(&text, screen::reading_width(&std::io::stderr())).join("\n")
}
