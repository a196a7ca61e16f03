//! The export as a dimension table in DuckDB: `pip install duckdb-cli`, then
//! `cargo test --all-features --test duckdb -- --ignored`.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

use rtc_codes::{Code, Lang};
use serde_json::Value;

const FORMATS: [&str; 2] = ["csv", "json"];

/// Writes the export in both formats.
fn export_into(folder: &Path) {
    for format in FORMATS {
        let export = Command::new(env!("CARGO_BIN_EXE_rtc-codes")).args(["export", "--format", format]).output();
        fs::write(folder.join(format!("codes.{format}")), export.unwrap().stdout).unwrap();
    }
}

/// The rows that DuckDB answers with.
fn query(folder: &Path, sql: &str) -> Vec<Value> {
    let output = Command::new("duckdb").args(["-json", "-c", sql]).current_dir(folder).output();
    let output = output.expect("DuckDB's command is installed");
    assert!(output.status.success(), "{sql}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("DuckDB answers in JSON")
}

#[test]
#[ignore = "needs DuckDB"]
fn columns_have_their_types() {
    let folder = tempfile::tempdir().unwrap();
    export_into(folder.path());
    let text = "STRUCT(description VARCHAR, cause VARCHAR, \"action\" VARCHAR, note VARCHAR)";
    for format in FORMATS {
        for column in query(folder.path(), &format!("DESCRIBE FROM 'codes.{format}'")) {
            let expected = match (column["column_name"].as_str().unwrap(), format) {
                // DuckDB reads positive numbers of JSON as unsigned ones, and together with -1001 as this type.
                ("number", "json") => "HUGEINT",
                ("number" | "pace_ms", _) => "BIGINT",
                ("escalate" | "retired", _) => "BOOLEAN",
                ("equivalents", "json") => "VARCHAR[]",
                ("en" | "zh", "json") => text,
                _ => "VARCHAR",
            };
            assert_eq!(column["column_type"], expected, "{} of {format}", column["column_name"]);
        }
    }
}

#[test]
#[ignore = "needs DuckDB"]
fn every_row_is_read_unchanged() {
    let folder = tempfile::tempdir().unwrap();
    export_into(folder.path());
    for (format, action) in [("csv", "zh_action"), ("json", "zh.action")] {
        let sql = format!(
            "SELECT domain, number::INT AS number, retry, escalate, pace_ms, {action} AS action FROM 'codes.{format}'"
        );
        let rows = query(folder.path(), &sql);
        assert_eq!(rows.len(), Code::ALL.len());
        for (row, code) in rows.iter().zip(Code::ALL) {
            let pace = code.pace().map(|pace| u64::try_from(pace.as_millis()).unwrap());
            assert_eq!((&row["domain"], &row["number"]), (&code.domain().slug().into(), &code.number().into()));
            assert_eq!((&row["retry"], &row["escalate"]), (&code.retry().as_str().into(), &code.escalate().into()));
            assert_eq!(
                (&row["pace_ms"], &row["action"]),
                (&pace.into(), &code.text(Lang::Zh).action().into()),
                "{code}"
            );
        }
    }
}

#[test]
#[ignore = "needs DuckDB"]
fn a_million_log_rows_find_their_codes() {
    let folder = tempfile::tempdir().unwrap();
    export_into(folder.path());
    let mut log = "line,domain,number\n".to_owned();
    let mut counts = BTreeMap::<&str, u64>::new();
    let mut random = 1_u64;
    for line in 0..1_000_000 {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let code = Code::ALL[usize::try_from(random >> 33).unwrap() % Code::ALL.len()];
        *counts.entry(code.slug()).or_default() += 1;
        writeln!(log, "{line},{},{}", code.domain(), code.number()).unwrap();
    }
    fs::write(folder.path().join("log.csv"), log).unwrap();
    for format in FORMATS {
        let sql = format!(
            "SELECT slug, count(*) AS rows FROM 'log.csv' LEFT JOIN 'codes.{format}' USING (domain, number) GROUP BY slug"
        );
        let found = query(folder.path(), &sql);
        let found: BTreeMap<_, _> =
            found.iter().map(|row| (row["slug"].as_str().unwrap_or("none"), row["rows"].as_u64().unwrap())).collect();
        assert_eq!(found, counts, "{format}");
    }
}
