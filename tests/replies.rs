//! Bodies of every envelope in, sound and damaged; `response` and an independent reader must say the same of each.

use rtc_codes::{Code, Domain};

#[expect(dead_code, reason = "inputs of bytes are made with the rest of it")]
#[path = "hostile/random.rs"]
mod random;
#[path = "hostile/replies.rs"]
mod replies;

use random::Random;
use replies::{Body, CODES, ERROR_NAMES, OLD, shape};

/// How many bodies are made. Each is read in its own domain and in another one.
const BODIES: u64 = 100_000;

/// Values of any kind, some of which are texts or numbers.
const VALUES: &[&str] = &[
    "null",
    "true",
    "0",
    "1",
    "-1",
    "\"\"",
    "\"0\"",
    "\"1\"",
    "\"OK\"",
    "\"FAIL\"",
    "[]",
    "{}",
    "[0]",
    r#"{"Code":0}"#,
    r#"{"Code":1,"Message":"inner","RequestId":"7"}"#,
    r#"{"code":0,"msg":"m"}"#,
    r#"{"a":{"b":[1,2,{"Code":5}]}}"#,
    "2237080460466033406",
    "18446744073709551616",
    "1.5",
    "-0",
    "0.0",
    "1e5",
    "1e400",
    "1E-400",
    "\"a\\nb\"",
    "\"房间\"",
    "\"\\u623f\\\\ \\\" \\/\"",
    "\"Id-1\"",
    "\" 0\"",
    r#"{ "a" : 1 , "a" : 2 }"#,
    "[ 1 , \"x\" ]",
];
/// What stands for a number and is none, or is one in another spelling.
const NUMBERS: &[&str] = &[
    "00",
    "-0",
    "+1",
    "1.0",
    "1e0",
    "0x1",
    "9223372036854775807",
    "-9223372036854775808",
    "9223372036854775808",
    "18446744073709551615",
    "4294967296",
    "2147483648",
    "\"\"",
    "\"00\"",
    "\"-0\"",
    "\"+1\"",
    "\" 1\"",
    "\"1 \"",
    "\"1.0\"",
    "\"１\"",
    "\"9223372036854775807\"",
    "\"9223372036854775808\"",
    "null",
    "true",
    "[]",
    "[0]",
    "{}",
    "\"Error.Timeout\"",
    "\"\\u0030\"",
    "\"1\\u0030\"",
];
/// Keys besides those of numbers and words.
const OTHERS: &[&str] = &[
    "Data",
    "data",
    "Response",
    "RequestId",
    "requestId",
    "ActionStatus",
    "Message",
    "message",
    "msg",
    "extendedData",
    "ErrorInfo",
    "name",
    "Event",
    "Sequence",
    "code ",
    "CODE",
    "Errors",
    "error",
    "a",
    "",
    "房间",
    "ErrorList",
];
const BLANKS: &[&str] = &["", "", "", " ", "\n  ", "\t", "\r\n"];

#[test]
fn every_body_is_read_as_an_independent_reader_reads_it() {
    let mut random = Random::new(1);
    let mut seen = [0; 4];
    for _ in 0..BODIES {
        let domain = *random.of(Domain::ALL);
        let body = body(&mut random, domain);
        let read = Body::of(&body);
        let kind = match &read {
            None => 0,
            Some(read) if read.is_success(domain) => 1,
            Some(read) if read.number(domain).is_some() => 2,
            Some(_) => 3,
        };
        seen[kind] += 1;
        for domain in [domain, *random.of(Domain::ALL)] {
            let alike = || Body::assert_read_alike(read.as_ref(), &body, domain);
            let is_alike = std::panic::catch_unwind(std::panic::AssertUnwindSafe(alike)).is_ok();
            assert!(is_alike, "{domain}: {}", String::from_utf8_lossy(&body));
        }
    }
    assert!(seen.iter().all(|&count| count > BODIES / 20), "no JSON, successes, failures, no replies: {seen:?}");
}

/// The body of a reply or a report of a domain, which may be damaged.
fn body(random: &mut Random, domain: Domain) -> Vec<u8> {
    let mut object = object(random, domain);
    if shape(domain).is_event && random.is(2) {
        let key = key(random, "Data");
        object = format!(r#"{{"Event":"Exception",{key}:{object}}}"#);
    }
    let mut body = object.into_bytes();
    if random.is(6) {
        damage(random, &mut body);
    }
    body
}

fn object(random: &mut Random, domain: Domain) -> String {
    let shape = shape(domain);
    let mut entries = Vec::new();
    if !random.is(20) {
        let own = if random.is(4) { *random.of(shape.codes) } else { shape.codes[0] };
        let number = number(random, domain);
        entries.push((own, number));
    }
    for &message in shape.messages {
        if random.is(2) {
            let text = if random.is(3) { *random.of(VALUES) } else { "\"wörds \\\"of\\\" the vendor\"" };
            entries.push((message, text.to_owned()));
        }
    }
    if random.is(2) {
        entries
            .push(("RequestId", random.of(&["\"Id-1\"", "2237080460466033406", "null", "\"\"", "1.50"]).to_string()));
    }
    if let Some(detail) = shape.detail.filter(|_| random.is(2)) {
        let number = number(random, domain);
        entries.push((detail, number));
    }
    if shape.has_data && random.is(2) {
        entries.push(("Data", random.of(VALUES).to_string()));
    }
    if random.is(if domain.slug().starts_with("zego") { 12 } else { 2 }) {
        entries
            .push(("ActionStatus", random.of(&["\"OK\"", "\"OK\"", "\"FAIL\"", "null", "\"\\u004fK\""]).to_string()));
    }
    for _ in 0..random.below(3) {
        entries.push((random.of(OTHERS), random.of(VALUES).to_string()));
    }
    // Now and then something that another product has, or that stands there twice.
    match random.below(40) {
        0 | 1 => entries.push((random.of(&CODES), number(random, domain))),
        2 => entries.push((random.of(&OLD), random.of(VALUES).to_string())),
        3 => entries.push(("name", format!("{:?}", random.of(&ERROR_NAMES)))),
        4 if !entries.is_empty() => {
            let twice = random.of(&entries[..]).clone();
            entries.push(twice);
        }
        5 => drop(entries.pop()),
        _ => {}
    }
    random.shuffle(&mut entries);
    let blank = |random: &mut Random| if random.is(4) { *random.of(BLANKS) } else { "" };
    let entries = entries.into_iter().map(|(name, value)| {
        let (before, between, after) = (blank(random), blank(random), blank(random));
        format!("{before}{}{between}:{after}{value}{before}", key(random, name))
    });
    let entries = entries.collect::<Vec<_>>().join(",");
    format!("{}{{{entries}}}{}", blank(random), blank(random))
}

/// What stands where a domain's number belongs.
fn number(random: &mut Random, domain: Domain) -> String {
    let number = match random.below(10) {
        0 | 1 => 0,
        2..6 => random.of(domain.codes()).number().into(),
        6 => random.of(Code::ALL).number().into(),
        7 => {
            let successes: Vec<_> = domain.codes().iter().filter(|code| code.is_success()).collect();
            random.of(&successes).number().into()
        }
        8 => i64::from(random.of(domain.codes()).number()) + (1 << 32),
        _ => return random.of(NUMBERS).to_string(),
    };
    if random.is(4) { format!("\"{number}\"") } else { number.to_string() }
}

/// A key in quotes, at times with an escape.
fn key(random: &mut Random, key: &str) -> String {
    match key.chars().next() {
        Some(first) if random.is(12) => format!("\"\\u{:04x}{}\"", u32::from(first), &key[first.len_utf8()..]),
        _ => format!("{key:?}"),
    }
}

/// Changes, adds or removes a few bytes.
fn damage(random: &mut Random, body: &mut Vec<u8>) {
    let at = random.below(body.len());
    match random.below(6) {
        0 => body.truncate(at),
        1 => drop(body.remove(at)),
        2 => body.insert(at, *random.of(b"{}[]\",:\\0e \xff")),
        3 => body[at] = *random.of(b"{}[]\",:\\0e \xc3"),
        4 => body.extend(random.of(&["}", " {}", ",", "\0", " \n", "x"]).bytes()),
        _ => drop(body.splice(0..0, random.of(&["\u{feff}", "\u{a0}", "[", "<", "0", " "]).bytes())),
    }
}
