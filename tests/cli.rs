//! The command as people and scripts use it.
//!
//! `TRYCMD=overwrite cargo test --all-features --test cli` accepts new output.

use std::io::Read;
use std::process::{Command, Stdio};

use rtc_codes::Code;
use serde_json::Value;

fn rtc_codes() -> Command {
    Command::new(env!("CARGO_BIN_EXE_rtc-codes"))
}

fn output_of(args: &[&str]) -> String {
    let output = rtc_codes().args(args).output().unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_output_is_that_of_the_golden_files() {
    trycmd::TestCases::new().case("tests/cli/*.trycmd");
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
fn an_export_is_ordered_and_has_every_column() {
    let json: Vec<Value> = serde_json::from_str(&output_of(&["export", "--format", "json"])).unwrap();
    for (row, &code) in json.iter().zip(Code::ALL) {
        assert_eq!(
            (row["domain"].as_str(), row["number"].as_i64()),
            (Some(code.domain().slug()), Some(code.number().into()))
        );
        let columns: Vec<&str> = row.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(columns.len(), 17, "{columns:?}");
    }
    assert_eq!(json[0]["symbol"], Value::Null);
    assert_eq!(json[0]["en"]["cause"], Value::Null);
}

#[test]
fn a_broken_pipe_ends_the_command_quietly() {
    let mut child =
        rtc_codes().args(["export", "--format", "json"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = [0; 16];
    child.stdout.as_mut().unwrap().read_exact(&mut first).unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{:?}", output.status);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
#[cfg(target_os = "linux")]
fn output_that_cannot_be_written_is_a_failure() {
    for args in [["export", "--format", "csv"], ["list", "--domain", "zego-room"], ["explain", "zego-room", "104"]] {
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let output = rtc_codes().args(args).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        let message = "rtc-codes: cannot write the output: No space left on device (os error 28)\n";
        assert_eq!(String::from_utf8_lossy(&output.stderr), message);
    }
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
        let forced = String::from_utf8(forced.stdout).unwrap();
        assert!(forced.contains(&format!("{color}{retry}: ")), "{forced}");
    }
}
