//! What a release changes: compares the catalogue with `tests/catalogue.json`, the catalogue of the release before.
//!
//! Every difference must be in the CHANGELOG, and one that breaks programs needs a version that may break them. For a
//! release, `BLESS=1 cargo test --all-features --test snapshot` writes the new catalogue.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

use semver::{Version, VersionReq};
use serde::Deserialize;
use serde_json::{Map, Value};

/// The catalogue of a version.
#[derive(Deserialize)]
struct Snapshot {
    version: Version,
    codes: Vec<Row>,
}

type Row = Map<String, Value>;

/// Changing one of these breaks programs that branch on it, if the vendor's page gave the ground for it; what was inferred
/// may be corrected.
const BREAKING: [&str; 3] = ["category", "retry", "actor"];
const OTHER: [&str; 8] = ["symbol", "section", "basis", "escalate", "pace_ms", "scope", "retired", "equivalents"];
const TEXTS: [&str; 2] = ["en", "zh"];

/// What differs between two catalogues: the lines of the CHANGELOG, by their heading.
#[derive(Default)]
struct Changes {
    lines: BTreeMap<&'static str, Vec<String>>,
    breaking: bool,
}

impl Changes {
    fn between(old: &[Row], new: &[Row]) -> Self {
        let (old, new) = (by_number(old), by_number(new));
        let mut changes = Self::default();
        for (key, row) in &old {
            match new.get(key) {
                None => changes.add("Removed", true, format!("- {}", shown(row))),
                Some(now) => changes.compare(row, now),
            }
        }
        for (_, row) in new.iter().filter(|(key, _)| !old.contains_key(*key)) {
            changes.add("Added", false, format!("- {}", shown(row)));
        }
        changes
    }

    fn compare(&mut self, old: &Row, new: &Row) {
        if old["name"] != new["name"] {
            self.add("Renamed", true, format!("- {}, was {}", shown(new), shown(old)));
        }
        for field in BREAKING.into_iter().chain(OTHER).filter(|&field| old[field] != new[field]) {
            let line = format!("- {}: {field} {}, was {}", shown(new), new[field], old[field]);
            self.add("Reclassified", BREAKING.contains(&field) && old["basis"] == "Page", line);
        }
        if TEXTS.iter().any(|&lang| old[lang] != new[lang]) {
            self.add("Reworded", false, format!("- {}", shown(new)));
        }
    }

    fn add(&mut self, heading: &'static str, breaking: bool, line: String) {
        self.breaking |= breaking;
        self.lines.entry(heading).or_default().push(line);
    }

    /// Checks that a version may have these changes since another, and that the CHANGELOG's newest "Codes" lists them.
    fn verdict(&self, since: &Version, version: &Version, changelog: &str) -> Result<(), String> {
        let compatible = VersionReq::parse(&since.to_string()).expect("a version is a requirement").matches(version);
        let blocks: Vec<_> =
            self.lines.iter().map(|(head, lines)| format!("#### {head}\n\n{}\n", lines.join("\n"))).collect();
        if self.breaking && compatible {
            return Err(format!("version {version} may not break what {since} has:\n\n{}", blocks.join("\n")));
        }
        let codes = changelog.split_once("\n### Codes\n").map_or("", |(_, rest)| rest);
        let codes = codes.split("\n## ").next().unwrap_or_default();
        let untold: Vec<_> = blocks.iter().filter(|block| !codes.contains(block.as_str())).cloned().collect();
        if untold.is_empty() {
            return Ok(());
        }
        Err(format!("the newest \"### Codes\" of CHANGELOG.md needs these lines:\n\n{}", untold.join("\n")))
    }
}

fn by_number(rows: &[Row]) -> BTreeMap<(&str, i64), &Row> {
    rows.iter().map(|row| ((row["domain"].as_str().unwrap(), row["number"].as_i64().unwrap()), row)).collect()
}

/// A code as the CHANGELOG names it.
fn shown(row: &Row) -> String {
    format!("`{}` ({})", row["slug"].as_str().unwrap(), row["number"])
}

fn file(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

fn snapshot() -> Snapshot {
    serde_json::from_str(&file("tests/catalogue.json")).unwrap()
}

/// The current catalogue from the command, in the format of the snapshot.
fn catalogue_text() -> String {
    let export = Command::new(env!("CARGO_BIN_EXE_rtc-codes")).args(["export", "--format", "json"]).output().unwrap();
    let codes = String::from_utf8(export.stdout).unwrap();
    format!("{{\n\"version\": \"{}\",\n\"codes\": {codes}}}\n", env!("CARGO_PKG_VERSION"))
}

fn catalogue() -> Snapshot {
    serde_json::from_str(&catalogue_text()).unwrap()
}

#[test]
fn the_changelog_lists_what_a_release_changes() {
    let (old, new) = (snapshot(), catalogue());
    let changes = Changes::between(&old.codes, &new.codes);
    if let Err(problem) = changes.verdict(&old.version, &new.version, &file("CHANGELOG.md")) {
        panic!("{problem}");
    }
    if env::var_os("BLESS").is_some() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/catalogue.json");
        fs::write(path, catalogue_text()).unwrap();
    }
}

/// The verdict about a change of the row `zego-room` 104, judged by `basis`, in a compatible version and in one that is
/// not.
fn said(basis: &str, change: impl Fn(&mut Vec<Row>, usize)) -> [Result<(), String>; 2] {
    let mut old = catalogue().codes;
    let at = old.iter().position(|row| row["domain"] == "zego-room" && row["number"] == 104).unwrap();
    old[at]["basis"] = basis.into();
    let mut new = old.clone();
    change(&mut new, at);
    let changes = Changes::between(&old, &new);
    ["0.1.1", "0.2.0"]
        .map(|version| changes.verdict(&Version::new(0, 1, 0), &version.parse().unwrap(), "\n### Codes\n"))
}

#[track_caller]
fn assert_breaking(change: impl Fn(&mut Vec<Row>, usize), lines: &str) {
    let [patch, minor] = said("Page", change);
    assert_eq!(patch, Err(format!("version 0.1.1 may not break what 0.1.0 has:\n\n{lines}")));
    assert_eq!(minor, Err(format!("the newest \"### Codes\" of CHANGELOG.md needs these lines:\n\n{lines}")));
}

#[track_caller]
fn assert_compatible(change: impl Fn(&mut Vec<Row>, usize), lines: &str) {
    let told = Err(format!("the newest \"### Codes\" of CHANGELOG.md needs these lines:\n\n{lines}"));
    assert_eq!(said("Inferred", change), [told.clone(), told]);
}

#[test]
fn a_change_that_breaks_programs_needs_a_breaking_version() {
    assert_breaking(|rows, at| drop(rows.remove(at)), "#### Removed\n\n- `zego-room/room-not-found` (104)\n");
    assert_breaking(
        |rows, at| rows[at]["number"] = 103.into(),
        "#### Added\n\n- `zego-room/room-not-found` (103)\n\n#### Removed\n\n- `zego-room/room-not-found` (104)\n",
    );
    assert_breaking(
        |rows, at| {
            rows[at]["name"] = "NoSuchRoom".into();
            rows[at]["slug"] = "zego-room/no-such-room".into();
        },
        "#### Renamed\n\n- `zego-room/no-such-room` (104), was `zego-room/room-not-found` (104)\n",
    );
    for (field, was) in [("category", "NotFound"), ("retry", "AfterState"), ("actor", "Developer")] {
        assert_breaking(
            |rows, at| rows[at][field] = "Else".into(),
            &format!("#### Reclassified\n\n- `zego-room/room-not-found` (104): {field} \"Else\", was \"{was}\"\n"),
        );
    }
}

#[test]
fn any_other_change_needs_the_changelog() {
    assert_compatible(
        |rows, at| {
            let mut new = rows[at].clone();
            new["number"] = 103.into();
            rows.push(new);
        },
        "#### Added\n\n- `zego-room/room-not-found` (103)\n",
    );
    assert_compatible(
        |rows, at| rows[at]["retry"] = "Else".into(),
        "#### Reclassified\n\n- `zego-room/room-not-found` (104): retry \"Else\", was \"AfterState\"\n",
    );
    assert_compatible(
        |rows, at| rows[at]["escalate"] = true.into(),
        "#### Reclassified\n\n- `zego-room/room-not-found` (104): escalate true, was false\n",
    );
    assert_compatible(
        |rows, at| rows[at]["zh"]["description"] = "没有这个房间".into(),
        "#### Reworded\n\n- `zego-room/room-not-found` (104)\n",
    );
}

#[test]
fn a_change_that_the_changelog_lists_may_be_released() {
    let (old, mut new) = (catalogue(), catalogue());
    new.codes[0]["en"]["note"] = "Seldom.".into();
    let changes = Changes::between(&old.codes, &new.codes);
    let told = format!("# Changelog\n\n## [Unreleased]\n\n### Codes\n\n#### Reworded\n\n- {}\n", shown(&new.codes[0]));
    assert_eq!(changes.verdict(&old.version, &new.version, &told), Ok(()));
    let told_before = told.replace("### Codes\n", "### Codes\n\n## [0.0.9]\n");
    assert!(changes.verdict(&old.version, &new.version, &told_before).is_err());
}
