//! What `annotate` takes for a mention of a code and what it leaves alone, in buffers of any size.
//! `TRYCMD=overwrite cargo test --all-features --test annotate` accepts new output.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::io::{self, BufRead, BufReader, Cursor, Read, Write};
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use proptest::collection::vec;
use proptest::prelude::*;
use rtc_codes::{Code, Domain, Lang, Vendor};
use strum::VariantNames;

#[path = "../src/bin/rtc-codes/annotate/mod.rs"]
mod annotate;

use annotate::rules::{
    FILLERS, KEYS, LINKS, LONG, NAMES, Numbers, OWN, REACH, Reach, SHARED, SIGNS, UNLISTED, WORLDS, Whose,
};
use annotate::{Annotator, Asked, BUFFER, Fault, SMALLEST};

const SPELLINGS: [&str; 5] = ["Code", "code", "errorCode", "ErrorCode", "error_code"];

#[test]
fn the_output_is_that_of_the_golden_files() {
    trycmd::TestCases::new().case("tests/cli/annotate-*.toml");
}

/// `BLESS=1` writes the table into the page.
#[test]
fn the_documentation_shows_the_rules() {
    const BEGIN: &str =
        "<!-- The table of src/bin/rtc-codes/annotate/rules.rs: BLESS=1 cargo test --all-features --test annotate -->";
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/annotate.md");
    let page = std::fs::read_to_string(path).unwrap();
    let (before, after) = page.split_once(BEGIN).expect("the table has its place");
    let (_, after) = after.split_once("<!-- end -->").expect("the table ends");
    let expected = format!("{before}{BEGIN}\n{}\n<!-- end -->{after}", rules_as_text());
    if std::env::var_os("BLESS").is_some() {
        return std::fs::write(path, expected).unwrap();
    }
    assert!(page == expected, "docs/annotate.md is not what the rules are; BLESS=1 writes it");
}

/// The rules in Markdown.
fn rules_as_text() -> String {
    let words = |words: &[&str]| words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(" ");
    let slugs = |slugs: &[&str]| slugs.iter().map(|slug| format!("`{slug}…`")).collect::<Vec<_>>().join(", ");
    let mut text =
        "### Keys\n\n| a number beside one of these | fewest digits | fewest digits with only a blank between | examples |\n| --- | --- | --- | --- |\n".to_owned();
    for key in &KEYS {
        text.extend([format!(
            "| {} | {} | {}, or a minus | {} |\n",
            words(key.words),
            key.digits,
            key.bare_digits,
            key.examples
        )]);
    }
    text.extend([format!("\nBetween key and number: {}; the words {}.\n", words(SIGNS), words(LINKS))]);
    text += "\nA constant with its number in angle brackets, `<JOIN_ROOM_FAILED 0x4004>`, counts as well.\n";
    text += "\n### Names\n\n| a word of these on the line | says that the number is of |\n| --- | --- |\n";
    text += "| a domain's slug, joined by `-` or `_`; a call of 8 letters or more | that domain |\n";
    text += "| a symbol of 8 letters or more, with its own number | the domains that have the symbol |\n";
    for name in &NAMES {
        let whose = match name.whose {
            Whose::Vendor(vendor) => format!("any domain of {vendor}"),
            Whose::Product(domains) => format!("the domains {}", slugs(domains)),
            Whose::Platform(domains) => format!(
                "the domains {}, if their vendor is named as well and the number has {LONG} digits",
                slugs(domains)
            ),
            Whose::Other => "somebody else".to_owned(),
        };
        text.extend([format!("| {} | {whose} |\n", words(name.words))]);
    }
    text += "\n### Other worlds\n\n| one of these | where | takes away |\n| --- | --- | --- |\n";
    for world in &WORLDS {
        let reach = match world.reach {
            Reach::Code => "right before `code`",
            Reach::Near => "before the key; fillers and signs may stand between",
            Reach::Across => "before the key; fillers, signs, brackets and quotes may stand between",
        };
        let numbers = match world.numbers {
            Numbers::Short => format!("numbers of fewer than {LONG} digits"),
            Numbers::Positive => "numbers without a minus".to_owned(),
        };
        text.extend([format!("| {} | {reach} | {numbers} |\n", words(world.words))]);
    }
    text.extend([format!("\nFillers: {}.\n", words(FILLERS))]);
    text += "\n### Numbers\n\n| number | rule |\n| --- | --- |\n";
    text.extend([format!("| {LONG} digits or more, listed | needs no name |\n")]);
    text.extend([format!(
        "| {LONG} digits or more, unlisted, in a section's range, beside a key of the first row | needs no name |\n"
    )]);
    for (first, last) in OWN {
        text.extend([format!("| {first} to {last}, listed, beside a key of the first row | needs no name |\n")]);
    }
    for (domain, first, last) in SHARED {
        text.extend([format!(
            "| {first} to {last} | is of `{domain}` only where it is asked for, or it or its product is named |\n"
        )]);
    }
    text.extend([format!(
        "| unlisted, in a section's range, fewer than {UNLISTED} digits | needs the domain or the product |\n"
    )]);
    text += "| 0 | is success, and is left alone |\n";
    text.extend([format!("\nNames count up to {REACH} bytes before and behind the number.")]);
    text
}

/// A line of the corpus, with the codes that are in it.
struct Labelled {
    asked: Asked,
    /// Each by the domains that may be said, and its number.
    codes: Vec<(Vec<&'static str>, i64)>,
    line: String,
}

#[test]
fn of_the_corpus_it_claims_nothing_wrong_and_finds_nearly_everything() {
    let (mut wrong, mut missed, mut found, mut none) = (Vec::new(), Vec::new(), 0, 0);
    let corpus = corpus();
    for Labelled { asked, codes, line } in &corpus {
        none += usize::from(codes.is_empty());
        let output = run_asked(*asked, line.as_bytes(), BUFFER);
        assert_eq!(without_annotations(&output), line.as_bytes());
        let said: Vec<(String, i64)> = heads_of(&output).iter().map(|head| domain_and_number(head)).collect();
        let is = |(domain, number): &(String, i64), (domains, its): &(Vec<&str>, i64)| {
            number == its && domains.iter().any(|pattern| fits(domain, pattern))
        };
        wrong.extend(
            said.iter().filter(|said| !codes.iter().any(|code| is(said, code))).map(|said| (said.clone(), line)),
        );
        for code in
            codes.iter().filter(|(domains, _)| Domain::ALL.iter().any(|d| domains.iter().any(|p| fits(d.slug(), p))))
        {
            if said.iter().any(|said| is(said, code)) {
                found += 1;
            } else {
                missed.push((code, line));
            }
        }
    }
    let recall = f64::from(found) / (f64::from(found) + f64::from(u32::try_from(missed.len()).unwrap()));
    println!("{} lines, {none} without a code; {found} found, {missed:#?} missed: {recall:.3}", corpus.len());
    assert!(corpus.len() > 500 && none * 2 > corpus.len());
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(recall >= 0.95, "{recall}");
}

/// The lines of the corpus; its own first lines say how it is written.
fn corpus() -> Vec<Labelled> {
    let lines = include_str!("annotate/corpus.tsv").lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let [asked, codes, line] = line.splitn(3, '\t').collect::<Vec<_>>().try_into().expect("three columns");
            let asked = match asked.split_once(' ') {
                Some(("--domain", domain)) => Asked { domain: Some(domain.parse().unwrap()), vendor: None },
                Some(("--vendor", vendor)) => Asked {
                    domain: None,
                    vendor: Vendor::VARIANTS
                        .iter()
                        .find(|v| v.eq_ignore_ascii_case(vendor))
                        .map(|v| v.parse().unwrap()),
                },
                _ => Asked::default(),
            };
            let codes = codes.split(' ').filter_map(|code| {
                let (domains, number) = code.split_once('/')?;
                Some((domains.split('|').collect(), number.parse().unwrap()))
            });
            Labelled { asked, codes: codes.collect(), line: line.replace("\\e", "\x1b") }
        })
        .collect()
}

/// Whether a domain is one that a label allows: `zego-*` is any of the vendor.
fn fits(domain: &str, pattern: &str) -> bool {
    pattern.strip_suffix('*').map_or(domain == pattern, |begin| domain.starts_with(begin))
}

/// What an annotation begins with: `zego-room 104`, `unknown zego-web code 1103999 (publish)`.
fn domain_and_number(head: &str) -> (String, i64) {
    let words: Vec<&str> = head.split(' ').filter(|word| !["unknown", "code"].contains(word)).collect();
    (words[0].to_owned(), words[1].parse().unwrap())
}

#[test]
fn every_code_is_found_by_its_domain_beside_every_spelling_of_every_key() {
    let quotes = ["", "\"", "'", "\\\"", "\\\\\\\"", "\\\\\\\\\\\\\\\""];
    let separators = [":", "=", ": ", " = ", "\t:\t", " =", "                :                "];
    for &domain in Domain::ALL {
        let (mut log, mut expected) = (String::new(), String::new());
        for &code in domain.codes().iter().filter(|code| code.number() != 0) {
            for key in SPELLINGS {
                for separator in separators {
                    for (key_quote, quote) in
                        quotes.into_iter().flat_map(|quote| [(quote, ""), (quote, quote), ("", quote)])
                    {
                        let number = code.number();
                        let line = format!("{{{key_quote}{key}{key_quote}{separator}{quote}{number}{quote}}}\n");
                        log += &line;
                        expected += &line;
                        expected += &annotation(code);
                    }
                }
            }
        }
        assert!(annotated(Some(domain), &log) == expected, "{domain}");
    }
}

#[test]
fn every_code_is_found_after_its_domain_whatever_domain_is_given() {
    for asked in [None, Some(Domain::ZegoRoom), Some(Domain::TrtcRest)] {
        for &code in Code::ALL.iter().filter(|code| code.number() != 0) {
            let (domain, number, slug) = (code.domain(), code.number(), code.slug());
            let escaped = format!(r#""{{\"domain\":\"{domain}\",\"number\":{number}}}""#);
            for text in [
                format!("{domain} {number}"),
                format!("{domain}/{number}"),
                format!("{domain}:{number}"),
                format!("{domain}: {number}"),
                format!("failed: {code}"),
                slug.to_owned(),
                format!("error.type={slug} room=5"),
                serde_json::to_string(&serde_json::json!({ "domain": domain, "number": number })).unwrap(),
                format!(r#"{{"domain": "{domain}", "number": {number}}}"#),
                escaped,
            ] {
                assert_eq!(annotated(asked, &format!("{text}\n")), format!("{text}\n{}", annotation(code)));
            }
        }
    }
}

/// Some domains' names begin with that of another one.
#[test]
fn every_code_is_found_beside_the_name_of_its_domain() {
    let (mut log, mut expected) = (String::new(), String::new());
    for &code in Code::ALL.iter().filter(|code| code.number() != 0) {
        let (slug, number) = (code.domain().slug(), code.number());
        for name in [slug.to_owned(), slug.replace('-', "_"), slug.to_uppercase()] {
            for line in [format!("{name} failed, code={number}\n"), format!("code={number} from {name}\n")] {
                log += &line;
                expected += &line;
                expected += &annotation(code);
            }
        }
    }
    let annotated = annotated(None, &log);
    let differs = annotated.lines().zip(expected.lines()).find(|(line, expected)| line != expected);
    assert_eq!(differs, None);
    assert!(annotated == expected);
}

#[test]
fn a_symbol_after_its_domain_is_a_code() {
    let is_unique = |code: &&Code| format!("{}/{}", code.domain(), code.symbol().unwrap_or("?")).parse() == Ok(**code);
    let codes: Vec<&Code> = Code::ALL.iter().filter(|code| code.number() != 0).filter(is_unique).collect();
    assert!(codes.len() > 100);
    for code in codes {
        assert_found(None, &format!("{}/{}", code.domain(), code.symbol().unwrap()), &[&head(*code)]);
    }
}

#[test]
fn a_long_number_needs_no_name_and_every_meaning_is_listed_a_line_each() {
    let numbers: BTreeSet<i32> = Code::ALL.iter().map(|code| code.number()).filter(|&number| number != 0).collect();
    for number in numbers {
        let expected: String = Code::resolve(number.into()).map(annotation).collect();
        let is_long = number.unsigned_abs() >= 1_000_000 || (-2299..=-2100).contains(&number);
        let expected = if is_long { expected } else { String::new() };
        assert_eq!(annotated(None, &format!("code={number}\n")), format!("code={number}\n{expected}"));
    }
}

#[test]
fn a_key_is_found_in_every_surrounding() {
    for text in [
        "code=104",
        "code=104.",
        "code=104, the room is gone",
        "code=104;",
        "code=104: no room",
        "code=104)",
        "(code=104)",
        "[code=104]",
        "code=104-room",
        "code=104/",
        "code=104\r",
        "code=104\0",
        "code=104。房间不存在",
        "错误code=104",
        "room=5\tcode=104\tuser=6",
        "room=5,code=104,user=6",
        "room=5&code=104&user=6",
        "error.code=104",
        "$code = 104",
        "@Code: 104",
        r#"{"a":{"b":[{"code":104}]}}"#,
        r#"{"body":"{\"Code\":104,\"Message\":\"no room\"}"}"#,
        r#"{"body":"{\"error_code\": \"104\"}"}"#,
        r#"{"text":"failed\ncode: 104\n"}"#,
        r#"{"text":"failed\r\ncode: 104\r\n"}"#,
        r#"{"text":"failed\tcode: 104\t"}"#,
        r#"{"text":"failed:\n-\ncode: 104"}"#,
        r#"{"text":"failed:\nzego-room 104: room does not exist"}"#,
        r#"{"text":"failed:\tzego-room/room-not-found"}"#,
        "code=104 code=104 Code: 104 zego-room/104 zego-room/room-not-found",
        "statusCode=200 code=104",
        "code=host code=104",
        "code=10:30 code=104",
        "code=code=104",
        "zego-room/code=104",
        "zego-room/errorCode: 104",
        "zego-room: code=104",
        "zego-room 1.5 code=104",
        "code 104",
        "code(104)",
        "code=>104",
        "code=0x68",
        "code：104",
        "CODE=104",
        "ERROR_CODE=104",
        "cOde=104",
        "errorcode=104",
        "Error_code=104",
        "error_Code=104",
        "error-code: 104",
        "err_code=104",
        "errCode : 104",
        "retCode=104",
        "code is 104",
        "code=[104]",
        "code->104",
        "code: 0x68",
        "failed, code 104|msg",
        "onError: code 104, msg",
        "错误码104",
        "错误码：104",
        "错误码为104",
        "errorCode：104",
        "\x1b[31mcode=104",
        "\x1b[3mcode\x1b[0m\x1b[2m=\x1b[0m104\x1b[0m",
        "\\u001b[31mcode=104\\u001b[0m",
    ] {
        assert_found(None, &format!("zego: {text}"), &["zego-room 104"]);
        assert_found(Some(Domain::ZegoRoom), text, &["zego-room 104"]);
    }
}

#[test]
fn other_numbers_are_left_alone() {
    for text in [
        "104",
        "2025-01-21T10:04:00.104Z",
        "port 104",
        "port=104",
        "10.2.1.104:104",
        "code-104",
        "[31mcode=104",
        "e[31code=104",
        "code",
        "code=",
        "code=x104",
        "code==104",
        "code=+104",
        "code=--104",
        "code=0104",
        "code=-0104",
        "code=104abc",
        "code=104_000",
        "code=104ms",
        "code=104e3",
        "code=104.5",
        "code=104.0",
        "code=-104.5",
        "code=104:30",
        "code=104-01-21",
        "code=104/30",
        "code=104104104104104104104",
        "code=9999999999999999999",
        "code\n=104",
        "code=\n104",
        "code:\r\n104",
        "code:\u{a0}104",
        "code\"\"=104",
        "X-Error-Code: 104",
        "exit-code=104",
        "barcode=104",
        "decode=104",
        "timecode: 104",
        "statusCode: 104",
        "myErrorCode=104",
        "_code=104",
        "status_code=104",
        "my_error_code=104",
        "2code=104",
        "codec=104",
        "code2=104",
        "code_=104",
        "codes: 104",
        "code.value=104",
        "zego-rooms 104",
        "zego-room104",
        "zego-room-104",
        "zego-room_104",
        "zego-room=104",
        "zego-room[104]:",
        "zego-room, 104",
        "zego-room//104",
        "zego-room/ 104",
        "zego-room 104abc",
        "zego-room 104.5",
        "zego-room: 104:30",
        "zego-room 0104",
        "zego-room\n104",
        "my-zego-room 104",
        "my_zego-room 104",
        "Zego-Room 104",
        "zego_room 104",
        "zego 104",
        "zego-roo/room-not-found",
        "zego-room/room-not-foun",
        "zego-room/room-not-founds",
        "zego-room/room-not-found-",
        "zego-room/room_not_found",
        "zego-room/Room-Not-Found",
        "/srv/zego-room/logs",
        r#"{"domain":"zego-room","number":1045abc}"#,
        r#"{"domain":"zego-room","count":104}"#,
    ] {
        assert_found(None, text, &[]);
        assert_found(Some(Domain::ZegoRoom), text, &[]);
    }
}

#[test]
fn a_success_is_left_alone() {
    for text in ["\"Code\":0", "code=0", "code=-0", "code=\"0\"", "zego-room 0", "zego-room/0", "zego-room/success"] {
        assert_found(None, text, &[]);
        for &domain in Domain::ALL {
            assert_found(Some(domain), text, &[]);
        }
    }
    assert_found(None, "zego: \"Code\":0,\"code\":104", &["zego-room 104"]);
}

#[test]
fn an_unknown_number_is_reported_for_the_given_domain_only() {
    for text in ["code=103", "zego-room 103", "zego-room/103"] {
        assert_found(None, text, &[]);
        assert_found(Some(Domain::ZegoRoom), text, &["unknown zego-room code 103"]);
    }
    assert_found(Some(Domain::ZegoWeb), "zego-room 103", &[]);
    assert_found(Some(Domain::ZegoWeb), "code=1103999", &["unknown zego-web code 1103999 (publish)"]);
    assert_found(Some(Domain::ZegoWeb), "code=-9223372036854775808", &["unknown zego-web code -9223372036854775808"]);
    assert_found(Some(Domain::ZegoWeb), "code=9223372036854775808", &[]);
}

#[test]
fn a_domain_also_answers_with_the_numbers_it_shares() {
    assert_found(Some(Domain::ZegoRoom), "code=100000004", &["zego-common 100000004"]);
    assert_found(None, "zego-room 100000004", &["zego-common 100000004"]);
    assert_found(None, "code=100000004", &["zego-common 100000004", "zego-digital-human 100000004"]);
}

#[test]
fn the_codes_of_a_line_follow_it_once_each_and_in_order() {
    let line = "code=206 zego-room/206 code=104 Code=206 code=104 code=207";
    assert_found(Some(Domain::ZegoRoom), line, &["zego-room 206", "zego-room 104", "zego-room 207"]);
    let two_lines = "code=104\ncode=104\n";
    let expected = format!("code=104\n{0}code=104\n{0}", annotation(code(Domain::ZegoRoom, 104)));
    assert_eq!(annotated(Some(Domain::ZegoRoom), two_lines), expected);
}

#[test]
fn a_line_has_a_hundred_meanings_at_most_and_says_so() {
    let domain = Some(Domain::ZegoRoom);
    let line =
        |count| (1_000_000..1_000_000 + count).map(|number| format!("code={number}")).collect::<Vec<_>>().join(" ");
    for (count, last) in [(100, "unknown zego-room code 1000099"), (101, "and more"), (70_000, "and more")] {
        let output = annotated(domain, &format!("{}\ncode=104\n", line(count)));
        let lines: Vec<&str> = output.lines().collect();
        assert_eq!(lines.len(), count.min(101) + 3);
        assert_eq!(lines[lines.len() - 3], format!("  ^ {last}"));
        assert!(lines[lines.len() - 1].starts_with("  ^ zego-room 104: "));
    }
}

#[test]
fn line_ends_stay_as_they_are() {
    let says = annotation(code(Domain::ZegoRoom, 104));
    let unended = says.trim_end();
    for (input, output) in [
        (String::new(), String::new()),
        ("\n".to_owned(), "\n".to_owned()),
        ("\n\n\n".to_owned(), "\n\n\n".to_owned()),
        ("code=104".to_owned(), format!("code=104\n{unended}")),
        ("a\ncode=104".to_owned(), format!("a\ncode=104\n{unended}")),
        ("code=104\na".to_owned(), format!("code=104\n{says}a")),
        ("code=104\r\na\r\n".to_owned(), format!("code=104\r\n{says}a\r\n")),
        ("code=104\n\n".to_owned(), format!("code=104\n{says}\n")),
    ] {
        assert_eq!(annotated(Some(Domain::ZegoRoom), &input), output, "{input:?}");
    }
    // Lines that end at the end of a full buffer.
    for breaks in 0..4 {
        let input = format!("{}{}", "\n".repeat(breaks), ".".repeat(3 * SMALLEST));
        assert_eq!(run(None, input.as_bytes(), SMALLEST), input.as_bytes(), "{breaks}");
    }
    let output = run(Some(Domain::ZegoRoom), Pieces::new(b"\xff\xfe code=104 \xc3\n\xf0\x9f", 7), SMALLEST);
    assert_eq!(output, [b"\xff\xfe code=104 \xc3\n", says.as_bytes(), b"\xf0\x9f"].concat());
}

#[test]
fn a_mention_is_found_wherever_the_buffer_ends() {
    let escapes = r"\".repeat(7);
    let blanks = " ".repeat(16);
    // The longest mentions are among them.
    let texts = [
        ("code=104", vec!["zego-room 104"]),
        ("barcode=104", vec![]),
        ("code=1045", vec!["unknown zego-room code 1045"]),
        ("code=104.5", vec![]),
        (r"x\ncode=104", vec!["zego-room 104"]),
        (r"x\nzego-room 104", vec!["zego-room 104"]),
        (
            &*format!("error_code{escapes}\"{blanks}:{blanks}{escapes}\"-9223372036854775808"),
            vec!["unknown zego-room code -9223372036854775808"],
        ),
        (
            &*format!("zego-digital-human{escapes}\",{blanks}{escapes}\"number{escapes}\":{blanks}400010009"),
            vec!["zego-digital-human 400010009"],
        ),
        ("zego-room/room-not-found", vec!["zego-room 104"]),
        (&*format!("zego-room/room-not-found{}", "x".repeat(80)), vec![]),
        ("zego-room 104 x code=206", vec!["zego-room 104", "zego-room 206"]),
    ];
    for (text, heads) in &texts {
        for before in (0..2 * SMALLEST + 2).filter(|before| before % 61 < 3 || before.abs_diff(SMALLEST) < 40) {
            let line = format!("{} {text} {}", ".".repeat(before), ".".repeat(SMALLEST + 40));
            let output = run(Some(Domain::ZegoRoom), line.as_bytes(), SMALLEST);
            assert_heads(&line, &output, heads);
        }
    }
}

#[test]
fn the_output_does_not_depend_on_how_the_input_is_cut() {
    let log = concat!(
        "2025-01-21T10:00:00Z ready\r\n",
        "create failed Code=104 zego\n",
        "{\"body\":\"{\\\"Code\\\":100003}\",\"statusCode\":206,\"from\":\"trtc\"}\n\n",
        "zego-room/room-not-found, code=1045abc, zego-web: 1102016\n",
        "code=104.5 code=104 zego"
    );
    for domain in [None, Some(Domain::ZegoRoom)] {
        let whole = annotated(domain, log);
        assert!(whole.matches("  ^ ").count() >= 5, "{whole}");
        for cut in 0..=log.len() {
            let (first, second) = log.as_bytes().split_at(cut);
            assert_eq!(run(domain, first.chain(second), SMALLEST), whole.as_bytes(), "cut at {cut}");
        }
        for size in (1..log.len()).step_by(5) {
            assert_eq!(run(domain, Pieces::new(log.as_bytes(), size), SMALLEST), whole.as_bytes(), "pieces of {size}");
        }
        // Every place of the log at every seventh position of the buffer.
        for before in (0..SMALLEST).step_by(7) {
            let padding = format!("{}\n", ".".repeat(before));
            let padded = padding.clone() + log;
            assert_eq!(run(domain, padded.as_bytes(), SMALLEST), (padding + &whole).as_bytes(), "after {before}");
        }
    }
}

/// Bytes of logs with codes, and some others.
fn fragments() -> impl Strategy<Value = Vec<u8>> {
    const WORDS: &str = "code Code errorCode ErrorCode error_code statusCode zego-room zego-media zego-media-file \
        trtc-client number domain room-not-found 104 206 -2105 100003 0 7 . - _ / : = \" \\\" ' \\ \\n , { } 房间 \0";
    let words: Vec<&str> = WORDS.split(' ').chain([" ", "\t", "\n", "\n", "\n", "\r\n"]).collect();
    let word = prop_oneof![
        8 => proptest::sample::select(words).prop_map(|word| word.as_bytes().to_vec()),
        1 => vec(any::<u8>(), 1..4),
        1 => (1..700_usize).prop_map(|length| vec![b' '; length]),
        4 => (
            proptest::sample::select(&SPELLINGS[..]),
            proptest::sample::select(&[":", "=", "\":", "\\\":\\\"", " = "][..]),
            proptest::sample::select(&["104", "206", "-2105", "100003", "42", "104.5"][..])
        ).prop_map(|(key, separator, number)| format!("{key}{separator}{number}").into_bytes()),
    ];
    vec(word, 0..60).prop_map(|words| words.concat())
}

fn domains() -> impl Strategy<Value = Option<Domain>> {
    proptest::option::of(proptest::sample::select(Domain::ALL))
}

proptest! {
    #[test]
    fn any_bytes_pass_unchanged(
        input in prop_oneof![vec(any::<u8>(), 0..3000), fragments()], domain in domains(), piece in 1..2000_usize,
    ) {
        prop_assume!(!is_annotated(&input));
        let output = run(domain, Pieces::new(&input, piece), SMALLEST);
        prop_assert_eq!(without_annotations(&output), input);
    }

    #[test]
    fn any_buffer_and_any_pieces_give_the_same_output(
        input in fragments(), domain in domains(), piece in 1..2000_usize, capacity in SMALLEST..4 * SMALLEST,
    ) {
        let whole = run(domain, &input[..], BUFFER);
        let pieces = run(domain, Pieces::new(&input, piece), capacity);
        prop_assert_eq!(whole, pieces);
    }

    #[test]
    fn lines_together_give_the_output_of_each_alone(input in fragments(), domain in domains()) {
        let alone: Vec<u8> = input.split_inclusive(|&b| b == b'\n').flat_map(|line| run(domain, line, BUFFER)).collect();
        prop_assert_eq!(run(domain, &input[..], BUFFER), alone);
    }
}

#[test]
fn the_command_passes_lines_of_any_length() {
    let mut input = b"code=104 ".to_vec();
    input.resize(5 * BUFFER, b'.');
    input.extend(b" code=206\ncode=207 ");
    input.resize(9 * BUFFER + 100, 0xff);
    let output = output_of(&["--domain", "zego-room"], &input);
    assert!(output.status.success());
    assert_eq!(without_annotations(&output.stdout), input);
    let heads = ["zego-room 104", "zego-room 206", "zego-room 207"];
    assert_eq!(heads_of(&output.stdout), heads);
}

#[test]
fn lines_are_written_as_soon_as_they_have_ended() {
    let mut child = spawn(&["--domain", "zego-room"]);
    let stdout = BufReader::new(child.stdout.take().unwrap());
    let (sender, lines) = mpsc::channel();
    let reader = thread::spawn(move || stdout.lines().try_for_each(|line| sender.send(line.unwrap())));
    let says = |number| annotation(code(Domain::ZegoRoom, number)).trim_end().to_owned();
    for _ in 0..2 {
        child.stdin.as_mut().unwrap().write_all(b"code=104\ncode=206\nco").unwrap();
        for expected in ["code=104".to_owned(), says(104), "code=206".to_owned(), says(206)] {
            let line = lines.recv_timeout(Duration::from_secs(30)).expect("the lines have ended");
            assert_eq!(line.trim_start_matches("co\0"), expected);
        }
        child.stdin.as_mut().unwrap().write_all(b"\0").unwrap();
    }
    drop(child.stdin.take());
    reader.join().unwrap().unwrap();
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_broken_pipe_ends_the_command_quietly() {
    let mut child = spawn(&[]);
    drop(child.stdout.take());
    // The command may have ended before everything is written.
    let _ = child.stdin.take().unwrap().write_all(&b"code=104\n".repeat(100_000));
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{:?}", output.status);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
#[cfg(unix)]
fn an_input_that_cannot_be_read_is_wrong_use() {
    let folder = std::fs::File::open(env!("CARGO_MANIFEST_DIR")).unwrap();
    let output = command(&[]).stdin(folder).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("rtc-codes: cannot read the input: "));
}

#[test]
fn files_are_read_one_after_the_other_and_a_missing_one_is_wrong_use() {
    let folder = tempfile::tempdir().unwrap();
    let [first, second, missing] = ["first.log", "second.log", "missing.log"].map(|name| folder.path().join(name));
    std::fs::write(&first, "code=104\n").unwrap();
    std::fs::write(&second, "code=206\n").unwrap();
    let asked = ["--vendor", "zegocloud"];
    let output = command(&asked).args([&first, &second]).output().unwrap();
    assert!(output.status.success());
    assert_eq!(heads_of(&output.stdout), ["zego-room 104", "zego-room 206"]);
    let output = command(&asked).args([&first, &missing, &second]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(heads_of(&output.stdout), ["zego-room 104"], "what was read before is written");
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(error.starts_with(&format!("rtc-codes: cannot read {}: ", missing.display())), "{error}");
}

#[test]
fn the_language_is_that_asked_for() {
    let output = output_of(&["--domain", "zego-room", "--lang", "zh"], b"code=104\n");
    let expected = code(Domain::ZegoRoom, 104).text(Lang::Zh).description();
    assert!(String::from_utf8(output.stdout).unwrap().contains(expected));
}

#[test]
#[cfg(target_os = "linux")]
fn an_output_that_cannot_be_written_is_a_failure() {
    for input in ["code=104", "code=104\n", "\n"] {
        let full = std::fs::File::create("/dev/full").unwrap();
        let mut child = command(&[]).stdin(Stdio::piped()).stdout(full).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{input:?}");
        assert!(String::from_utf8_lossy(&output.stderr).starts_with("rtc-codes: cannot write the output: "));
    }
}

#[test]
fn annotations_have_colors_on_terminals_and_the_log_keeps_its_own() {
    let log = b"\x1b[31mERROR\x1b[0m code=104\n";
    let plain = output_of(&["--vendor", "zegocloud"], log).stdout;
    assert_eq!(plain, [log, annotation(code(Domain::ZegoRoom, 104)).as_bytes()].concat());
    let mut child =
        command(&["--vendor", "zegocloud"]).env("CLICOLOR_FORCE", "1").stdin(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(log).unwrap();
    let colored = String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap();
    assert!(colored.contains("\x1b[1mzego-room 104\x1b[0m: room does not exist."), "{colored:?}");
}

/// Asserts which annotations follow a line; each is compared up to the end of its number.
#[track_caller]
fn assert_found(domain: Option<Domain>, text: &str, heads: &[&str]) {
    let output = annotated(domain, text);
    assert_heads(text, output.as_bytes(), heads);
}

#[track_caller]
fn assert_heads(text: &str, output: &[u8], heads: &[&str]) {
    assert_eq!(heads_of(output), heads, "{text:?}");
    assert_eq!(without_annotations(output), text.as_bytes());
}

fn heads_of(output: &[u8]) -> Vec<String> {
    let lines = output.split(|&b| b == b'\n').filter_map(|line| line.strip_prefix(b"  ^ "));
    lines.map(|line| String::from_utf8_lossy(line).split(": ").next().unwrap().to_owned()).collect()
}

/// The input, from the output: each annotation is removed with the line end before it.
fn without_annotations(output: &[u8]) -> Vec<u8> {
    let lines = output.split(|&b| b == b'\n').filter(|line| !line.starts_with(b"  ^ "));
    lines.collect::<Vec<_>>().join(&b'\n')
}

fn is_annotated(input: &[u8]) -> bool {
    input.split(|&b| b == b'\n').any(|line| line.starts_with(b"  ^ "))
}

fn annotated(domain: Option<Domain>, text: &str) -> String {
    String::from_utf8(run(domain, text.as_bytes(), BUFFER)).unwrap()
}

fn run(domain: Option<Domain>, input: impl Read, capacity: usize) -> Vec<u8> {
    run_asked(Asked { domain, vendor: None }, input, capacity)
}

fn run_asked(asked: Asked, input: impl Read, capacity: usize) -> Vec<u8> {
    thread_local! {
        static ANNOTATORS: RefCell<HashMap<Asked, Annotator>> = RefCell::default();
    }
    let mut output = Vec::new();
    ANNOTATORS.with_borrow_mut(|annotators| {
        let annotator = annotators.entry(asked).or_insert_with(|| Annotator::new(asked, Lang::En, false));
        match annotator.run(input, &mut output, capacity) {
            Ok(()) => output,
            Err(Fault::Read(error) | Fault::Write(error)) => panic!("{error}"),
        }
    })
}

/// The line that says what a code means.
fn annotation(code: Code) -> String {
    let action = code.action().map(|action| format!(" {action}")).unwrap_or_default();
    format!("  ^ {code}.{action}  [{}, {}]\n", code.retry(), code.actor())
}

fn head(code: Code) -> String {
    format!("{} {}", code.domain(), code.number())
}

fn code(domain: Domain, number: i64) -> Code {
    Code::lookup(domain, number).unwrap()
}

/// A reader that gives `size` bytes at a time, and is interrupted before each read.
struct Pieces<'a> {
    bytes: Cursor<&'a [u8]>,
    size: usize,
    interrupted: bool,
}

impl<'a> Pieces<'a> {
    fn new(bytes: &'a [u8], size: usize) -> Self {
        Self { bytes: Cursor::new(bytes), size, interrupted: false }
    }
}

impl Read for Pieces<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.interrupted = !self.interrupted;
        if self.interrupted {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let size = self.size.min(buffer.len());
        self.bytes.read(&mut buffer[..size])
    }
}

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rtc-codes"));
    command.arg("annotate").args(args).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn spawn(args: &[&str]) -> Child {
    command(args).stdin(Stdio::piped()).spawn().unwrap()
}

fn output_of(args: &[&str], input: &[u8]) -> Output {
    let mut child = spawn(args);
    let (mut stdin, input) = (child.stdin.take().unwrap(), input.to_vec());
    let writer = thread::spawn(move || stdin.write_all(&input).unwrap());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}
