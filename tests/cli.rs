//! The command as people and scripts use it.
//!
//! `TRYCMD=overwrite cargo test --all-features --test cli` accepts new output.

use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::io::Read;
use std::process::{Command, Stdio};

use rtc_codes::{Answer, Basis, Call, Code, Domain, Lang, Scope};
use serde_json::{Value, json};

fn rtc_codes() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rtc-codes"));
    command.env("LC_ALL", "C").env_remove("COLUMNS");
    command
}

/// What names a row: `zego-room/104`.
fn key(code: Code) -> String {
    Answer::from(code).key().to_string()
}

fn output_of(args: &[&str]) -> String {
    let output = rtc_codes().args(args).output().unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_output_is_that_of_the_golden_files() {
    trycmd::TestCases::new().env("LC_ALL", "C").case("tests/cli/*.trycmd");
}

#[test]
fn the_readme_shows_what_the_command_prints() {
    let readme = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let shown = |command: &str| {
        let (_, block) = readme.split_once(&format!("\n$ {command}\n")).unwrap();
        block.split_once("```").unwrap().0.to_owned()
    };
    assert_eq!(output_of(&["explain", "trtc-rest", "100012"]), shown("rtc-codes explain trtc-rest 100012"));

    let annotated = shown("journalctl -u app | rtc-codes annotate --domain zego-room");
    let log = tempfile::NamedTempFile::new().unwrap();
    let lines: Vec<&str> = annotated.lines().filter(|line| !line.starts_with("  ^ ")).collect();
    fs::write(log.path(), lines.join("\n") + "\n").unwrap();
    assert_eq!(output_of(&["annotate", "--domain", "zego-room", log.path().to_str().unwrap()]), annotated);
}

#[test]
fn every_code_is_explained_in_both_languages() {
    for &code in Code::ALL {
        for lang in ["en", "zh"] {
            let card = output_of(&["explain", code.domain().slug(), &code.number().to_string(), "--lang", lang]);
            assert!(card.contains(code.name()), "{card}");
            assert!(card.contains(code.retry().as_str()), "{card}");
            assert!(card.lines().all(|line| !line.ends_with(' ')), "{card}");
        }
    }
}

#[test]
fn a_search_first_lists_rows_with_the_word_in_their_name() {
    let found: Vec<Value> = serde_json::from_str(&output_of(&["search", "token", "--json"])).unwrap();
    let named = |row: &Value| {
        let heading = [&row["name"], &row["symbol"], &row["en"]["description"]].map(Value::to_string).concat();
        heading.to_lowercase().contains("token")
    };
    let count = found.iter().filter(|row| named(row)).count();
    assert!((1..found.len()).contains(&count));
    assert!(found[..count].iter().all(named));
}

#[test]
fn json_and_csv_export_the_same_rows() {
    let json: Vec<Value> = serde_json::from_str(&output_of(&["export", "--format", "json"])).unwrap();
    assert_eq!(json.len(), Code::ALL.len());
    let csv = output_of(&["export", "--format", "csv"]);
    let mut csv = csv::Reader::from_reader(csv.as_bytes());
    let columns = csv.headers().unwrap().clone();
    let records: Vec<_> = csv.records().map(Result::unwrap).collect();
    assert_eq!(records.len(), json.len());
    for (row, record) in json.iter().zip(&records) {
        for (column, field) in columns.iter().zip(record) {
            let value = match column.split_once('_') {
                Some((lang @ ("en" | "zh"), text)) => &row[lang][text],
                _ => &row[column],
            };
            let expected = match value {
                Value::Null => String::new(),
                Value::String(text) => text.clone(),
                Value::Array(items) => items.iter().map(|item| item.as_str().unwrap()).collect::<Vec<_>>().join(" "),
                other => other.to_string(),
            };
            assert_eq!(field, expected, "{column} of {}", row["slug"]);
        }
    }
}

#[test]
fn an_export_says_what_the_crate_says() {
    let json: Vec<Value> = serde_json::from_str(&output_of(&["export", "--format", "json"])).unwrap();
    assert_eq!(json.len(), Code::ALL.len());
    for (row, &code) in json.iter().zip(Code::ALL) {
        let mut expected = json!({
            "domain": code.domain().slug(),
            "number": code.number(),
            "name": code.name(),
            "slug": code.slug(),
            "symbol": code.symbol(),
            "section": code.section().slug(),
            "category": code.category().as_str(),
            "retry": code.retry().as_str(),
            "basis": code.basis().as_str(),
            "actor": code.actor().as_str(),
            "escalate": code.escalate(),
            "pace_ms": code.pace().map(|pace| pace.as_secs() * 1000 + u64::from(pace.subsec_millis())),
            "scope": code.scope().map(Scope::as_str),
            "retired": code.is_retired(),
            "equivalents": code.equivalents().iter().copied().map(key).collect::<Vec<_>>(),
        });
        for &lang in Lang::ALL {
            let text = code.text(lang);
            expected[lang.as_str()] = json!({
                "description": text.description(),
                "cause": text.cause(),
                "action": text.action(),
                "note": text.note(),
            });
        }
        assert_eq!(*row, expected);
    }
}

#[test]
fn the_columns_of_an_export_are_in_their_order() {
    let judgement = "symbol,section,category,retry,basis,actor,escalate,pace_ms,scope,retired,equivalents,\
        en_description,en_cause,en_action,en_note,zh_description,zh_cause,zh_action,zh_note";
    for (table, columns) in [
        ("codes", format!("domain,number,name,slug,{judgement}")),
        ("answers", format!("key,slug,domain,number,owner,name,{judgement},retryable,http_status,grpc_code")),
        ("sections", "domain,first,last,owner,section,title,note".to_owned()),
    ] {
        let csv = output_of(&["export", "--table", table, "--format", "csv"]);
        assert_eq!(csv.lines().next(), Some(&*columns), "{table}");
    }
}

#[test]
fn the_answers_are_those_of_lookup() {
    let lines = output_of(&["export", "--table", "answers", "--format", "jsonl"]);
    let rows: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let codes: Vec<Value> = serde_json::from_str(&output_of(&["export", "--format", "json"])).unwrap();
    let codes: HashMap<&str, &Value> = codes.iter().map(|row| (row["slug"].as_str().unwrap(), row)).collect();
    for row in &rows {
        let domain: Domain = row["domain"].as_str().unwrap().parse().unwrap();
        let code = Code::lookup(domain, row["number"].as_i64().unwrap()).unwrap();
        assert_eq!(row["key"], key(code).replace(code.domain().slug(), domain.slug()));
        assert_eq!((row["slug"].as_str(), row["owner"].as_str()), (Some(code.slug()), Some(code.domain().slug())));
        assert_eq!(row["retryable"], code.is_retryable());
        assert_eq!(row["http_status"], code.category().http_status());
        assert_eq!(row["grpc_code"], code.category().grpc_code());
        for (column, value) in codes[code.slug()].as_object().unwrap().iter().filter(|(column, _)| *column != "domain")
        {
            assert_eq!(row[column], *value, "{column} of {}", row["key"]);
        }
    }
    let answers = |&domain: &Domain| {
        let known = Code::ALL.iter().map(|code| code.number()).collect::<std::collections::BTreeSet<_>>();
        known.into_iter().filter(|&number| Code::lookup(domain, number.into()).is_some()).count()
    };
    assert_eq!(rows.len(), Domain::ALL.iter().map(answers).sum::<usize>());
}

#[test]
fn the_sections_name_those_of_unknown_numbers() {
    let csv = output_of(&["export", "--table", "sections", "--format", "csv"]);
    let mut csv = csv::Reader::from_reader(csv.as_bytes());
    let rows: Vec<_> = csv.records().map(Result::unwrap).collect();
    let rows = rows.iter().map(|row| {
        (
            row[0].parse::<Domain>().unwrap(),
            row[1].parse::<i64>().unwrap()..=row[2].parse().unwrap(),
            [&row[3], &row[4]],
        )
    });
    let rows: Vec<_> = rows.collect();
    for pair in rows.windows(2) {
        let [(domain, range, _), (next, after, _)] = pair else { unreachable!() };
        assert!(!range.is_empty() && (domain != next || range.end() < after.start()), "{pair:?}");
    }
    for &domain in Domain::ALL {
        let owners = std::iter::once(domain).chain(domain.answers_from());
        for &(first, last) in owners.flat_map(Domain::sections).flat_map(|section| section.ranges()) {
            let (first, last) = (i64::from(first), i64::from(last));
            for number in [first - 1, first, i64::midpoint(first, last), last, last + 1] {
                let row = rows.iter().find(|(asked, range, _)| *asked == domain && range.contains(&number));
                let section = domain.section_of(number).map(|section| [section.domain().slug(), section.slug()]);
                if Code::lookup(domain, number).is_none() {
                    assert_eq!(row.map(|(_, _, section)| *section), section, "{domain} {number}");
                }
            }
        }
    }
}

/// The tables that the page has, and a row of one by its index.
struct Page(Value);

impl Page {
    fn exported() -> Self {
        let page = output_of(&["export", "--format", "html"]);
        let (_, rest) = page.split_once(r#"<script type="application/json" id="catalogue">"#).unwrap();
        Self(serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap())
    }

    fn rows(&self, table: &str) -> &[Value] {
        self.0[table].as_array().unwrap()
    }

    fn row(&self, table: &str, index: &Value) -> &Value {
        &self.rows(table)[usize::try_from(index.as_u64().unwrap()).unwrap()]
    }
}

#[test]
fn the_page_has_all_that_the_crate_says() {
    let page = Page::exported();
    assert_eq!(page.0["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(page.rows("domains").len(), Domain::ALL.len());
    for (row, domain) in page.rows("domains").iter().zip(Domain::ALL) {
        let head = (domain.slug(), domain.title(), domain.vendor().as_str(), domain.source_url(), domain.source_date());
        let also = row[5].as_array().unwrap().iter().map(|index| page.row("domains", index)[0].as_str().unwrap());
        assert_eq!(json!(row.as_array().unwrap()[..5]), json!(head));
        assert!(also.eq(domain.answers_from().map(Domain::slug)), "{row}");
    }
    let sections = Domain::ALL.iter().flat_map(|domain| domain.sections());
    let sections: Vec<_> = sections
        .map(|section| json!([section.slug(), section.title(), [section.note(), section.note_in(Lang::Zh)]]))
        .collect();
    assert_eq!(page.rows("sections"), sections);

    assert_eq!(page.rows("codes").len(), Code::ALL.len());
    for (row, code) in page.rows("codes").iter().zip(Code::ALL) {
        let (section, kind) = (page.row("sections", &row[4]), code.category());
        assert_eq!(page.row("domains", &row[0])[0], code.domain().slug(), "{code}");
        assert_eq!((&row[1], &row[2]), (&json!(code.number()), &json!(code.name())));
        assert_eq!(row[3].as_str(), code.symbol(), "{code}");
        assert_eq!((&section[0], &section[1]), (&json!(code.section().slug()), &json!(code.section().title())));
        assert_eq!(*page.row("categories", &row[5]), json!([kind.as_str(), kind.http_status(), kind.grpc_code()]));
        assert_eq!(page.row("retries", &row[6])[0], code.retry().as_str(), "{code}");
        assert_eq!(page.row("actors", &row[7])[0], json!(code.actor().as_str()), "{code}");
        assert_eq!(row[8], u8::from(code.basis() == Basis::Inferred) + 2 * u8::from(code.is_retired()), "{code}");
        assert_eq!(row[10], json!(code.equivalents().iter().copied().map(key).collect::<Vec<_>>()), "{code}");
        for (said, &lang) in row[11].as_array().unwrap().iter().zip(Lang::ALL) {
            let text = code.text(lang);
            let said = said.as_array().unwrap().iter().map(Value::as_str).chain(std::iter::repeat(None));
            assert!(said.take(4).eq([Some(text.description()), text.cause(), text.action(), text.note()]), "{row}");
        }
        assert_eq!(row[11].as_array().unwrap().len(), Lang::ALL.len(), "{code}");
    }
}

#[test]
fn the_page_says_of_retries_actors_and_limits_what_the_cards_say() {
    // However a text was wrapped.
    let unwrapped = |text: &str| text.split_whitespace().collect::<String>();
    let page = Page::exported();
    let mut seen = HashSet::new();
    for (row, code) in page.rows("codes").iter().zip(Code::ALL) {
        // One row for each retry, actor and limit.
        let said = [&row[6], &row[7], &row[9]].map(Value::to_string).into_iter().enumerate();
        if said.filter(|said| seen.insert(said.clone())).count() == 0 {
            continue;
        }
        for (index, &lang) in Lang::ALL.iter().enumerate() {
            let card = unwrapped(&output_of(&["explain", &key(*code), "--lang", lang.as_str()]));
            let has = |said: &Value| card.contains(&unwrapped(said.as_str().unwrap()));
            assert!(has(&page.row("retries", &row[6])[1][index]), "{code}: {card}");
            assert!(has(&page.row("actors", &row[7])[1][index]), "{code}: {card}");
            let limit = &row[9][index];
            assert_eq!(limit.is_string(), code.scope().is_some() || code.pace().is_some(), "{code}: {row}");
            assert!(limit.is_null() || has(limit), "{code}: {card}");
        }
    }
}

#[test]
fn the_page_needs_nothing_else_and_is_small() {
    let page = output_of(&["export", "--format", "html"]);
    for loads in [" src=", "@import", "url(", "<link rel=\"style", "import("] {
        assert!(!page.contains(loads), "{loads}");
    }
    assert!(page.len() / Code::ALL.len() * 2_200 < 2_000_000, "{} bytes", page.len());
    let table = rtc_codes().args(["export", "--table", "answers", "--format", "html"]).output().unwrap();
    assert_eq!(table.status.code(), Some(2));
}

#[test]
fn what_is_plainly_meant_is_understood() {
    let expected = output_of(&["explain", "zego-room", "104"]);
    for args in [
        &["zego_room", "104"][..],
        &["ZEGO-ROOM", "104"],
        &["zego-room:104"],
        &["zego-room: 104"],
        &["zego-room/104"],
        &["zego-room=104"],
        &["zego-room", "#104"],
        &["104", "zego-room"],
        &["ZegoRoom", "104"],
        &["ZegoRoom::RoomNotFound"],
        &["rtc_codes::ZegoRoom::RoomNotFound"],
        &["zego-room/room-not-found"],
        &["zego-room", "room_not_found"],
        &["zego-room", "ROOM NOT FOUND"],
        &[" zego-room ", "\u{a0}104\u{3000}"],
        &["zego-room", "0x68"],
        &["zego-room", "+104"],
        &["zego-room", "１０４"],
        &["error code 104 (zego-room)"],
        &["zego-room", "code", "104"],
        &["zego-room\u{200b}104"],
        &["\u{feff}zego-room", "104"],
        &["zego-room", "roomnotfound"],
    ] {
        assert_eq!(output_of(&[&["explain"], args].concat()), expected, "{args:?}");
    }
    let web = output_of(&["explain", "1102016"]);
    for number in ["1,102,016", "1_102_016", " 1102016\t", "`1102016`,", "1102016.", "1，102，016"] {
        assert_eq!(output_of(&["explain", number]), web, "{number}");
    }
    let client = output_of(&["explain", "trtc-client", "-1102"]);
    for args in
        [&["trtc-client/-1102"][..], &["trtc_client:-1102"], &["-1102", "TrtcClient"], &["trtc-client", "−1102"]]
    {
        assert_eq!(output_of(&[&["explain"], args].concat()), client, "{args:?}");
    }
    let listed = output_of(&["list", "--domain", "zego-web", "--retry", "AfterRefresh"]);
    for retry in ["after-refresh", "AFTER_REFRESH", "afterrefresh"] {
        assert_eq!(output_of(&["list", "--domain", "ZegoWeb", "--retry", retry]), listed, "{retry}");
    }
}

#[test]
fn no_number_is_too_large_or_too_small() {
    for number in [i64::MIN, i64::MIN + 1, i32::MIN.into(), -1_000_000_007, 4_294_967_295, 1_999_999_999, i64::MAX] {
        for place in [&[][..], &["zego-room"], &["trtc-client"], &["tencent"]] {
            let output = rtc_codes().arg("explain").args(place).arg(number.to_string()).output().unwrap();
            assert!(matches!(output.status.code(), Some(0 | 1)), "{number}: {output:?}");
        }
    }
    let output = rtc_codes().args(["explain", "9223372036854775808"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_number_of_the_server_is_seen_in_that_of_an_sdk() {
    let message = |number: i64| {
        let output = rtc_codes().args(["explain", "zego", &number.to_string()]).output().unwrap();
        String::from_utf8(output.stderr).unwrap()
    };
    for (number, part) in [(1_000_000_001, 1), (1_000_000_104, 104), (1_999_999_999, 999_999_999)] {
        assert!(message(number).contains(&format!("10^9 + {part}:")), "{number}");
    }
    for number in [999_999_999, 1_000_000_000, 2_000_000_000] {
        assert!(!message(number).contains("10^9"), "{number}");
    }
}

#[test]
fn a_time_is_told_in_the_unit_that_people_use() {
    for (args, english, chinese) in [
        (&["calls"][..], "10 requests in 1 s,", "1 秒内 10 次"),
        (&["calls"], "100 requests in 24 h", "24 小时内 100 次"),
        (&["explain", "tencent-chat", "10023"], "at least 25 ms between", "至少间隔 25 毫秒"),
        (&["explain", "tencent-chat", "70050"], "at least 1 min between", "至少间隔 1 分钟"),
    ] {
        for (lang, text) in [("en", english), ("zh", chinese)] {
            assert!(output_of(&[args, &["--lang", lang]].concat()).contains(text), "{text}");
        }
    }
}

#[test]
fn a_call_stands_for_its_domain() {
    for &call in Call::ALL {
        let code = call.domain().codes()[0];
        let number = code.number().to_string();
        let expected = output_of(&["explain", call.domain().slug(), &number]);
        assert_eq!(output_of(&["explain", call.name(), &number]), expected, "{call}");
        assert_eq!(output_of(&["explain", &number, call.name()]), expected, "{call}");
        assert_eq!(output_of(&["explain", &format!("{call}/{number}")]), expected, "{call}");
    }
    let output = rtc_codes().args(["calls", "--json"]).output().unwrap();
    let calls: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    let names: Vec<&str> = calls.iter().map(|call| call["name"].as_str().unwrap()).collect();
    assert_eq!(names, Call::ALL.iter().map(|call| call.name()).collect::<Vec<_>>());
    assert_eq!(output.status.code(), Some(i32::from(names.is_empty())));
}

#[test]
fn the_locale_chooses_the_language() {
    let lookup = |locale: [&str; 3], lang: &[&str]| {
        let mut command = rtc_codes();
        command.envs(["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().zip(locale)).args(["explain", "zego-room", "104"]);
        String::from_utf8(command.args(lang).output().unwrap().stdout).unwrap().contains("房间不存在")
    };
    for chinese in [["zh_CN.UTF-8", "", ""], ["", "zh_CN", "en_US.UTF-8"], ["", "", "zh-Hans"]] {
        assert!(lookup(chinese, &[]), "{chinese:?}");
        assert!(!lookup(chinese, &["--lang", "en"]));
    }
    for english in [["en_US.UTF-8", "zh_CN", "zh_CN"], ["C", "", "zh_CN"], ["", "", ""], ["fr_FR", "", ""]] {
        assert!(!lookup(english, &[]), "{english:?}");
        for zh in ["zh", "zh-CN", "zh_TW.UTF-8", "ZH"] {
            assert!(lookup(english, &["--lang", zh]), "{zh}");
        }
    }
    // Who asks in Chinese reads Chinese.
    assert!(output_of(&["search", "房间"]).contains("房间"));
    assert!(!output_of(&["search", "房间", "--lang", "en"]).contains("房间"));
}

#[test]
fn every_table_fits_the_width() {
    for width in [40, 80, 200] {
        for args in [
            &["list"][..],
            &["list", "--lang", "zh"],
            &["search", "room"],
            &["calls"],
            &["explain", "zego-web", "1102016"],
            &["explain", "trtc-rest", "100012"],
            &["explain", "zego-web", "1102999"],
        ] {
            let output = rtc_codes().args(args).env("COLUMNS", width.to_string()).output().unwrap();
            let written = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
            for line in written.lines() {
                let fits = textwrap::core::display_width(line) <= width;
                // A single word, such as an address, is never cut.
                assert!(fits || line.split_whitespace().count() == 1, "{args:?} at {width}: {line}");
            }
        }
    }
}

#[test]
fn an_address_stays_whole_and_beside_its_label_where_it_fits() {
    for slug in ["zego-web/1102016", "trtc-client/-1102"] {
        let source = |width: usize| {
            let output = rtc_codes().args(["explain", slug]).env("COLUMNS", width.to_string()).output().unwrap();
            String::from_utf8(output.stdout).unwrap().lines().last().unwrap().to_owned()
        };
        let code: Code = slug.parse().unwrap();
        let (url, date) = (code.domain().source_url(), code.domain().source_date());
        let whole = source(1000);
        let tail = [url.to_owned(), date.map(|date| format!(" ({date})")).unwrap_or_default()].concat();
        assert!(whole.starts_with("  Source") && whole.ends_with(&tail), "{whole}");
        assert_eq!(source(whole.len()), whole);
        assert_eq!(source(whole.len() - 1), url);
    }
}

#[test]
fn the_products_of_a_number_are_folded_in_their_column() {
    for (width, title) in [(34, "TRTC RoomKit REST API"), (33, "TRTC RoomKit REST\n             API")] {
        let output = rtc_codes().args(["explain", "100003"]).env("COLUMNS", width.to_string()).output().unwrap();
        let written = String::from_utf8(output.stdout).unwrap();
        let (_, products) = written.split_once(":\n").unwrap();
        let expected = format!("  zego-web   ZEGOCLOUD Web SDK\n  trtc-rest  {title}\n\nzego-web 100003");
        assert!(products.starts_with(&expected), "{written}");
    }
}

#[test]
fn whole_words_come_before_parts() {
    let found = output_of(&["search", "play", "--json"]);
    let found: Vec<Value> = serde_json::from_str(&found).unwrap();
    let has_word = |row: &Value| {
        let text = row.to_string().replace(char::is_uppercase, " $0").to_lowercase();
        text.split(|c: char| !c.is_alphanumeric()).any(|word| word == "play")
    };
    assert!(has_word(&found[0]) && !has_word(found.last().unwrap()), "{:?}", found.last());
    // A letter inside a word of the longer texts is chance: `request` is in many an action, as that of `zego-room` 104.
    let found = output_of(&["search", "q"]);
    assert!(found.contains("QuotaExceeded") && !found.contains("RoomNotFound"), "{found}");
    let output = rtc_codes().args(["search", "rom"]).output().unwrap();
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(message.ends_with("did you mean `room`?\n"), "{message}");
}

#[test]
fn every_shell_is_completed_and_every_page_printed() {
    for (shell, word) in [
        ("bash", "zego-web"),
        ("zsh", "zego-web"),
        ("fish", "zego-web"),
        ("elvish", "explain"),
        ("powershell", "explain"),
    ] {
        assert!(output_of(&["completions", shell]).contains(word), "{shell}");
    }
    for page in ["explain", "search", "list", "calls", "export", "annotate", "completions", "man"] {
        let title = format!(".TH rtc-codes-{page} 1");
        assert!(output_of(&["man", page]).contains(&title));
    }
    assert!(output_of(&["man"]).contains(".TH rtc-codes 1"));
}

/// What prints more than a pipe holds, or little, or an error.
const OUTPUTS: [(&[&str], i32); 14] = [
    (&["export", "--format", "json"], 0),
    (&["export", "--format", "jsonl", "--table", "answers"], 0),
    (&["export", "--format", "csv"], 0),
    (&["export", "--format", "html"], 0),
    (&["export", "--format", "csv", "--table", "sections"], 0),
    (&["list"], 0),
    (&["search", "room"], 0),
    (&["explain", "zego-room", "104"], 0),
    (&["completions", "zsh"], 0),
    (&["man"], 0),
    (&["--help"], 0),
    (&["explain", "999999"], 1),
    (&["search", "flux-capacitor", "--json"], 1),
    (&["explain", "zego-rom", "104"], 2),
];

#[test]
fn a_reader_who_has_gone_changes_no_exit_status() {
    for (args, status) in OUTPUTS {
        for beheaded in [false, true] {
            let mut child = rtc_codes().args(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
            if beheaded {
                let mut first = [0; 1];
                let _ = child.stdout.as_mut().unwrap().read(&mut first).unwrap();
            }
            drop((child.stdout.take(), child.stderr.take()));
            let output = child.wait_with_output().unwrap();
            assert_eq!(output.status.code(), Some(status), "{args:?}");
        }
    }
    let mut child =
        rtc_codes().args(["export", "--format", "csv"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(String::from_utf8_lossy(&child.wait_with_output().unwrap().stderr), "");
}

#[test]
#[cfg(target_os = "linux")]
fn output_that_cannot_be_written_is_a_failure() {
    let full = || File::options().write(true).open("/dev/full").unwrap();
    for (args, status) in OUTPUTS {
        if status == 0 {
            let output = rtc_codes().args(args).stdout(full()).output().unwrap();
            assert_eq!(output.status.code(), Some(2), "{args:?}");
            let message = "rtc-codes: cannot write the output: No space left on device (os error 28)\n";
            let told = String::from_utf8_lossy(&output.stderr);
            assert!(told == message || args == ["--help"], "{args:?}: {told}");
        }
        let neither = rtc_codes().args(args).stdout(full()).stderr(full()).output().unwrap();
        assert_eq!(neither.status.code(), Some(2), "{args:?}");
    }
    let folder = rtc_codes().arg("annotate").stdin(File::open("/").unwrap()).stderr(full()).output().unwrap();
    assert_eq!(folder.status.code(), Some(2));
}

#[test]
fn color_is_for_terminals_or_on_request() {
    for (retry, color) in
        [("Backoff", "\x1b[1m\x1b[32m"), ("AfterChange", "\x1b[1m\x1b[33m"), ("Never", "\x1b[1m\x1b[31m")]
    {
        let code = Code::ALL.iter().find(|code| code.retry().as_str() == retry).unwrap();
        let args = ["explain", code.slug()];
        assert!(!output_of(&args).contains('\x1b'));
        let forced = rtc_codes().args(args).env("CLICOLOR_FORCE", "1").output().unwrap();
        assert_eq!(output_of(&[&args[..], &["--color", "always"]].concat()).as_bytes(), forced.stdout);
        let never = [&args[..], &["--color", "never"]].concat();
        let never = rtc_codes().args(never).env("CLICOLOR_FORCE", "1").output().unwrap();
        assert_eq!(never.stdout, output_of(&args).as_bytes());
        let forced = String::from_utf8(forced.stdout).unwrap();
        assert!(forced.contains(&format!("{color}{retry}: ")), "{forced}");
    }
}
