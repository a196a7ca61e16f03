//! The built documentation in a real browser: what its search finds, and what the found page says.
//!
//! Ignored by default, since it needs Chromium: `cargo test --all-features --test docs -- --ignored`.

use std::path::{Path, PathBuf};
use std::process::Command;

use rtc_codes::{Code, TrtcClient, ZegoRoom, ZegoWeb};

/// Builds the documentation and returns its folder.
fn documentation() -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("docs");
    let cargo = Command::new(env!("CARGO"))
        .args(["doc", "--no-deps", "--all-features", "--manifest-path"])
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"))
        .env("CARGO_TARGET_DIR", &target)
        .status()
        .expect("cargo runs");
    assert!(cargo.success(), "the documentation builds");
    target.join("doc/rtc_codes")
}

/// The page as the browser has it once its scripts have run.
fn page(address: &str) -> String {
    let profile = tempfile::tempdir().expect("a temporary folder can be made");
    let output = Command::new("chromium")
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"])
        .args(["--disable-component-update", "--disable-sync", "--virtual-time-budget=20000", "--dump-dom"])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .arg(format!("file://{address}"))
        .output()
        .expect("Chromium is installed");
    String::from_utf8(output.stdout).expect("a page is UTF-8")
}

/// The text of a variant's part of a page, without its markup.
fn variant_text(page: &str, code: Code) -> String {
    let start = format!("id=\"variant.{}\"", code.name());
    let start = page.find(&start).unwrap_or_else(|| panic!("no {start}"));
    let part = &page[start..];
    let end = part[1..].find("id=\"variant.").map_or(part.len(), |end| end + 1);
    let mut text = String::new();
    let mut in_tag = true;
    for c in part[..end].chars() {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            _ if !in_tag => text.push(c),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
#[ignore = "needs Chromium"]
fn the_search_finds_numbers_symbols_and_names() {
    let doc = documentation();
    for (typed, code) in [
        ("1102016", ZegoWeb::TokenInvalid.code()),
        ("ERR_CAMERA_OCCUPIED", TrtcClient::CameraOccupied.code()),
        ("RoomNotFound", ZegoRoom::RoomNotFound.code()),
    ] {
        let results = page(&format!("{}/index.html?search={typed}", doc.display()));
        let found = format!("enum.{:?}.html#variant.{}\"", code.domain(), code.name());
        let first = results.find("class=\"result-variant\"").unwrap_or_else(|| panic!("{typed} finds nothing"));
        let first = &results[first..];
        let first = &first[..first.find('>').expect("a link ends")];
        assert!(first.contains(&found), "{typed} finds first {first}");

        let text = variant_text(&page(&format!("{}/enum.{:?}.html", doc.display(), code.domain())), code);
        // The documentation writes code and quotes in its own way.
        let words = |text: &str| text.replace(['`', '"', '“', '”'], "");
        let text = words(&text);
        assert!(text.contains(&code.number().to_string()), "{text}");
        assert!(text.contains(&words(code.description())), "{text}");
        assert!(text.contains(&words(code.action().expect("somebody must act"))), "{text}");
        assert!(text.contains(&format!("Retry: {}", code.retry())), "{text}");
    }
}
