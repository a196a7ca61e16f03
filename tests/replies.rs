//! Bodies of every envelope in, sound and damaged; `response` and an independent reader must say the same of each.

use rtc_codes::{Code, Domain};

#[path = "hostile/replies.rs"]
mod replies;

use fastrand::Rng;
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
    let mut random = Rng::with_seed(1);
    let mut seen = [0; 4];
    for _ in 0..BODIES {
        let domain = *one_of(&mut random, Domain::ALL);
        let body = body(&mut random, domain);
        let read = Body::of(&body);
        let kind = match &read {
            None => 0,
            Some(read) if read.is_success(domain) => 1,
            Some(read) if read.number(domain).is_some() => 2,
            Some(_) => 3,
        };
        seen[kind] += 1;
        for domain in [domain, *one_of(&mut random, Domain::ALL)] {
            let alike = || Body::assert_read_alike(read.as_ref(), &body, domain);
            let is_alike = std::panic::catch_unwind(std::panic::AssertUnwindSafe(alike)).is_ok();
            assert!(is_alike, "{domain}: {}", String::from_utf8_lossy(&body));
        }
    }
    assert!(seen.iter().all(|&count| count > BODIES / 20), "no JSON, successes, failures, no replies: {seen:?}");
}

/// The body of a reply or a report of a domain, which may be damaged.
fn body(random: &mut Rng, domain: Domain) -> Vec<u8> {
    let mut object = object(random, domain);
    if shape(domain).is_event && once_in(random, 2) {
        let key = key(random, "Data");
        object = format!(r#"{{"Event":"Exception",{key}:{object}}}"#);
    }
    let mut body = object.into_bytes();
    if once_in(random, 6) {
        damage(random, &mut body);
    }
    body
}

fn object(random: &mut Rng, domain: Domain) -> String {
    let shape = shape(domain);
    let mut entries = Vec::new();
    if !once_in(random, 20) {
        let own = if once_in(random, 4) { *one_of(random, shape.codes) } else { shape.codes[0] };
        let number = number(random, domain);
        entries.push((own, number));
    }
    for &message in shape.messages {
        if once_in(random, 2) {
            let text = if once_in(random, 3) { *one_of(random, VALUES) } else { "\"wörds \\\"of\\\" the vendor\"" };
            entries.push((message, text.to_owned()));
        }
    }
    if once_in(random, 2) {
        entries.push((
            "RequestId",
            one_of(random, &["\"Id-1\"", "2237080460466033406", "null", "\"\"", "1.50"]).to_string(),
        ));
    }
    if let Some(detail) = shape.detail.filter(|_| once_in(random, 2)) {
        let number = number(random, domain);
        entries.push((detail, number));
    }
    if shape.has_data && once_in(random, 2) {
        entries.push(("Data", one_of(random, VALUES).to_string()));
    }
    if once_in(random, if domain.slug().starts_with("zego") { 12 } else { 2 }) {
        entries.push((
            "ActionStatus",
            one_of(random, &["\"OK\"", "\"OK\"", "\"FAIL\"", "null", "\"\\u004fK\""]).to_string(),
        ));
    }
    for _ in 0..random.usize(..3) {
        entries.push((*one_of(random, OTHERS), one_of(random, VALUES).to_string()));
    }
    // Now and then something that another product has, or that stands there twice.
    match random.usize(..40) {
        0 | 1 => entries.push((*one_of(random, &CODES), number(random, domain))),
        2 => entries.push((*one_of(random, &OLD), one_of(random, VALUES).to_string())),
        3 => entries.push(("name", format!("{:?}", one_of(random, &ERROR_NAMES)))),
        4 if !entries.is_empty() => {
            let twice = one_of(random, &entries[..]).clone();
            entries.push(twice);
        }
        5 => drop(entries.pop()),
        _ => {}
    }
    random.shuffle(&mut entries);
    let blank = |random: &mut Rng| if once_in(random, 4) { *one_of(random, BLANKS) } else { "" };
    let entries = entries.into_iter().map(|(name, value)| {
        let (before, between, after) = (blank(random), blank(random), blank(random));
        format!("{before}{}{between}:{after}{value}{before}", key(random, name))
    });
    let entries = entries.collect::<Vec<_>>().join(",");
    format!("{}{{{entries}}}{}", blank(random), blank(random))
}

/// What stands where a domain's number belongs.
fn number(random: &mut Rng, domain: Domain) -> String {
    let number = match random.usize(..10) {
        0 | 1 => 0,
        2..6 => one_of(random, domain.codes()).number().into(),
        6 => one_of(random, Code::ALL).number().into(),
        7 => {
            let successes: Vec<_> = domain.codes().iter().filter(|code| code.is_success()).collect();
            one_of(random, &successes).number().into()
        }
        8 => i64::from(one_of(random, domain.codes()).number()) + (1 << 32),
        _ => return one_of(random, NUMBERS).to_string(),
    };
    if once_in(random, 4) { format!("\"{number}\"") } else { number.to_string() }
}

/// A key in quotes, at times with an escape.
fn key(random: &mut Rng, key: &str) -> String {
    match key.chars().next() {
        Some(first) if once_in(random, 12) => format!("\"\\u{:04x}{}\"", u32::from(first), &key[first.len_utf8()..]),
        _ => format!("{key:?}"),
    }
}

/// Changes, adds or removes a few bytes.
fn damage(random: &mut Rng, body: &mut Vec<u8>) {
    let at = random.usize(..body.len());
    match random.usize(..6) {
        0 => body.truncate(at),
        1 => drop(body.remove(at)),
        2 => body.insert(at, *one_of(random, b"{}[]\",:\\0e \xff")),
        3 => body[at] = *one_of(random, b"{}[]\",:\\0e \xc3"),
        4 => body.extend(one_of(random, &["}", " {}", ",", "\0", " \n", "x"]).bytes()),
        _ => drop(body.splice(0..0, one_of(random, &["\u{feff}", "\u{a0}", "[", "<", "0", " "]).bytes())),
    }
}

fn one_of<'a, T>(random: &mut Rng, items: &'a [T]) -> &'a T {
    random.choice(items).expect("there is one")
}

/// True once in so many times.
fn once_in(random: &mut Rng, times: usize) -> bool {
    random.usize(..times) == 0
}
