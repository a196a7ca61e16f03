//! The library and the tables in, what `tests/catalogue.json` holds out: four lists, a row a line.

use std::process::Command;

use rtc_codes::{Call, Domain, Lang, Scope, Section};
use semver::Version;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::file;

/// The catalogue of a version, each list in the order of the library.
#[derive(Clone, Deserialize)]
pub struct Catalogue {
    pub version: Version,
    pub domains: Vec<Row>,
    pub sections: Vec<Row>,
    pub calls: Vec<Row>,
    pub codes: Vec<Row>,
}

pub type Row = Map<String, Value>;

impl Catalogue {
    /// Reads the text of `tests/catalogue.json`.
    pub fn read(text: &str) -> Result<Self, String> {
        serde_json::from_str(text).map_err(|error| format!("tests/catalogue.json: {error}"))
    }
}

/// The current catalogue, as the text of `tests/catalogue.json`.
pub fn text() -> String {
    let domains = Domain::ALL.iter().map(|&it| domain(it)).collect();
    let sections = Domain::ALL.iter().flat_map(|domain| domain.sections()).map(|&it| section(it)).collect();
    let calls = Domain::ALL.iter().flat_map(|domain| domain.calls()).map(|&it| call(it)).collect();
    let lists = [("domains", domains), ("sections", sections), ("calls", calls), ("codes", codes())];
    let lists = lists.map(|(name, rows): (_, Vec<String>)| format!("{name:?}: [\n{}\n]", rows.join(",\n")));
    format!("{{\n\"version\": \"{}\",\n{}\n}}\n", env!("CARGO_PKG_VERSION"), lists.join(",\n"))
}

fn domain(domain: Domain) -> String {
    let table = file(&format!("data/{domain}.json"));
    let table: Value = serde_json::from_str(&table).unwrap_or_else(|error| panic!("data/{domain}.json: {error}"));
    line(&[
        ("slug", domain.slug().into()),
        ("vendor", domain.vendor().as_str().into()),
        ("title", domain.title().into()),
        ("source_url", domain.source_url().into()),
        ("source_date", domain.source_date().into()),
        ("feature", table["feature"].clone()),
        ("answers_also", domain.answers_from().map(Domain::slug).collect()),
        ("envelope", table["envelope"].clone()),
    ])
}

fn section(section: Section) -> String {
    let notes = Lang::ALL.iter().filter_map(|&lang| Some((lang.as_str().to_owned(), section.note_in(lang)?.into())));
    line(&[
        ("domain", section.domain().slug().into()),
        ("slug", section.slug().into()),
        ("title", section.title().into()),
        ("ranges", json!(section.ranges())),
        ("note", Value::Object(notes.collect())),
    ])
}

fn call(call: Call) -> String {
    let limit = call.limit().map(|limit| {
        let per_ms = u64::try_from(limit.per().as_millis()).expect("the build refuses more than a day");
        json!({"per_ms": per_ms, "requests": limit.requests(), "scope": limit.scope().map(Scope::as_str)})
    });
    line(&[
        ("domain", call.domain().slug().into()),
        ("name", call.name().into()),
        ("reads", call.is_read().into()),
        ("limit", limit.into()),
    ])
}

/// The rows that the command exports.
fn codes() -> Vec<String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rtc-codes"));
    let export = command.args(["export", "--format", "jsonl"]).output().expect("the command runs");
    assert!(export.status.success(), "{}", String::from_utf8_lossy(&export.stderr));
    String::from_utf8(export.stdout).expect("the export is UTF-8").lines().map(str::to_owned).collect()
}

/// An object on a line, its fields in this order.
fn line(fields: &[(&str, Value)]) -> String {
    let fields: Vec<String> = fields.iter().map(|(name, value)| format!("{name:?}:{value}")).collect();
    format!("{{{}}}", fields.join(","))
}
