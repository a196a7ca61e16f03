//! What differs from the release before, the version and the CHANGELOG in; whether they go together out.

use std::collections::{BTreeMap, BTreeSet};

use semver::{Version, VersionReq};
use serde_json::json;

use crate::catalogue::Catalogue;
use crate::changes::{self, Change};

/// Checks that a catalogue may follow another, which is that of the newest release.
///
/// Until the CHANGELOG has a release, nothing is promised: `BLESS=1` accepts anything, even in place of a file that cannot
/// be read.
pub fn verdict(old: Result<&Catalogue, String>, new: &Catalogue, changelog: &str, blesses: bool) -> Result<(), String> {
    let newest = newest_release(changelog)?;
    if newest.is_none() && blesses {
        return Ok(());
    }
    let old = old?;
    let changes = changes::between(old, new);
    let (since, version) = (&old.version, &new.version);
    let Some(newest) = newest else {
        let accepts = "nothing is released yet: `BLESS=1 cargo test --all-features --test snapshot` accepts";
        return if changes.is_empty() { Ok(()) } else { Err(format!("{accepts}\n\n{}", blocks(&changes))) };
    };
    if newest != *since {
        return Err(format!(
            "tests/catalogue.json is of {since}, the newest release of CHANGELOG.md is {newest}: give \"Unreleased\" its \
             number and date, or bring the file of {newest} back with git"
        ));
    }
    if version.cmp_precedence(since).is_lt() {
        return Err(format!("version {version} comes before {since}, which is released"));
    }
    if changes.iter().any(|change| change.is_breaking) && is_compatible(since, version) {
        let blocks = blocks(changes.iter().filter(|change| change.is_breaking));
        return Err(format!("version {version} may not break what {since} has:\n\n{blocks}"));
    }
    let told = told(changelog);
    let untold: Vec<_> = changes.iter().filter(|it| !told.contains(&(it.heading, it.line.as_str()))).collect();
    if !untold.is_empty() {
        let blocks = blocks(untold);
        return Err(format!("\"### Codes\" under \"Unreleased\" of CHANGELOG.md needs these lines:\n\n{blocks}"));
    }
    if blesses && !changes.is_empty() && version == since {
        return Err(format!("{since} is released and keeps its catalogue: raise the version in Cargo.toml"));
    }
    Ok(())
}

/// Whether cargo takes one version in place of the other without being asked. A pre-release counts as the version that
/// it leads to.
fn is_compatible(since: &Version, version: &Version) -> bool {
    let [since, version] = [since, version].map(|it| Version::new(it.major, it.minor, it.patch));
    VersionReq::parse(&since.to_string()).expect("a version is a requirement").matches(&version)
}

/// The highest version that a CHANGELOG has a heading for.
fn newest_release(changelog: &str) -> Result<Option<Version>, String> {
    let headings = changelog.lines().filter_map(|line| line.strip_prefix("## "));
    let releases = headings.filter(|&heading| heading != "[Unreleased]").map(|heading| {
        let version = heading.strip_prefix('[').and_then(|rest| rest.split_once("] - "));
        version.and_then(|(version, _)| version.parse().ok()).ok_or_else(|| {
            format!("the heading \"## {heading}\" of CHANGELOG.md is none such as \"## [0.1.0] - 2026-01-31\"")
        })
    });
    Ok(releases.collect::<Result<Vec<Version>, String>>()?.into_iter().max())
}

/// The lines under "Unreleased", "Codes" of a CHANGELOG, each with its heading there.
fn told(changelog: &str) -> BTreeSet<(&str, &str)> {
    let mut told = BTreeSet::new();
    let (mut release, mut part, mut heading) = ("", "", "");
    for line in changelog.lines() {
        if let Some(name) = line.strip_prefix("## ") {
            (release, part, heading) = (name, "", "");
        } else if let Some(name) = line.strip_prefix("### ") {
            (part, heading) = (name, "");
        } else if let Some(name) = line.strip_prefix("#### ") {
            heading = name;
        } else if (release, part) == ("[Unreleased]", "Codes") {
            told.insert((heading, line));
        }
    }
    told
}

/// The lines by their headings, as the CHANGELOG has them.
pub fn blocks<'a>(changes: impl IntoIterator<Item = &'a Change>) -> String {
    let mut lines: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for change in changes {
        lines.entry(change.heading).or_default().push(&change.line);
    }
    let blocks = lines.iter().map(|(heading, lines)| format!("#### {heading}\n\n{}\n", lines.join("\n")));
    blocks.collect::<Vec<_>>().join("\n")
}

/// A catalogue of one call, which reads only or does not.
fn one_call(version: &str, reads: bool) -> Catalogue {
    let calls = json!([{"domain": "zego-room", "name": "CloseRoom", "reads": reads, "limit": null}]);
    let catalogue = json!({"version": version, "domains": [], "sections": [], "calls": calls, "codes": []});
    Catalogue::read(&catalogue.to_string()).expect("a catalogue")
}

const BREAKING: &str = "#### Reclassified\n\n- call `CloseRoom`: reads false, was true\n";
const COMPATIBLE: &str = "#### Reclassified\n\n- call `CloseRoom`: reads true, was false\n";

/// The verdict about a change of the call since `since`, of which the CHANGELOG tells.
fn of_change(since: &str, version: &str, lines: &str) -> Result<(), String> {
    let changelog = format!("## [Unreleased]\n\n### Codes\n\n{lines}\n## [{since}] - 2026-01-31\n");
    let reads = lines == BREAKING;
    verdict(Ok(&one_call(since, reads)), &one_call(version, !reads), &changelog, false)
}

#[track_caller]
fn assert_may_break(since: &str, version: &str) {
    assert_eq!(of_change(since, version, BREAKING), Ok(()));
    assert_eq!(of_change(since, version, COMPATIBLE), Ok(()));
}

#[track_caller]
fn assert_may_not_break(since: &str, version: &str) {
    let refused = format!("version {version} may not break what {since} has:\n\n{BREAKING}");
    assert_eq!(of_change(since, version, BREAKING), Err(refused));
    assert_eq!(of_change(since, version, COMPATIBLE), Ok(()));
}

#[track_caller]
fn assert_comes_before(since: &str, version: &str) {
    let refused = Err(format!("version {version} comes before {since}, which is released"));
    assert_eq!(of_change(since, version, BREAKING), refused);
    assert_eq!(of_change(since, version, COMPATIBLE), refused);
}

#[test]
fn only_a_version_that_cargo_does_not_take_unasked_may_break() {
    assert_may_not_break("0.1.0", "0.1.0");
    assert_may_not_break("0.1.0", "0.1.1");
    assert_may_not_break("1.2.3", "1.3.0");
    assert_may_break("0.1.0", "0.2.0");
    assert_may_break("0.0.1", "0.0.2");
    assert_may_break("0.9.0", "1.0.0");
    assert_may_break("1.2.3", "2.0.0");
}

#[test]
fn a_pre_release_counts_as_the_version_that_it_leads_to() {
    assert_may_not_break("0.1.0", "0.1.1-alpha.1");
    assert_may_not_break("0.1.1-alpha.1", "0.1.1");
    assert_may_not_break("0.2.0-alpha.1", "0.2.0-alpha.2");
    assert_may_not_break("1.0.0", "1.1.0-rc.1");
    assert_may_break("0.1.0", "0.2.0-alpha.1");
    assert_may_break("1.0.0", "2.0.0-rc.1");
}

#[test]
fn no_version_goes_back() {
    assert_comes_before("0.1.0", "0.0.9");
    assert_comes_before("0.1.0", "0.1.0-alpha.1");
    assert_comes_before("1.0.0", "0.9.0");
    assert_comes_before("0.2.0-alpha.2", "0.2.0-alpha.1");
}

/// The verdict about a compatible change since 0.1.0, with this CHANGELOG.
fn of_changelog(changelog: &str, blesses: bool) -> Result<(), String> {
    verdict(Ok(&one_call("0.1.0", false)), &one_call("0.1.0", true), changelog, blesses)
}

#[test]
fn the_lines_stand_under_unreleased_and_codes_alone() {
    let released = "## [0.1.0] - 2026-01-31\n";
    let told = Ok(());
    let untold = Err(format!("\"### Codes\" under \"Unreleased\" of CHANGELOG.md needs these lines:\n\n{COMPATIBLE}"));
    for (changelog, expected) in [
        (format!("## [Unreleased]\n\n### Codes\n\n{COMPATIBLE}\n{released}"), &told),
        (format!("## [Unreleased]\n\n### Fixed\n\n- It.\n\n### Codes\n\nSome.\n\n{COMPATIBLE}\n{released}"), &told),
        (format!("## [Unreleased]\n\n### Added\n\n{COMPATIBLE}\n### Codes\n\n{released}"), &untold),
        (format!("## [Unreleased]\n\n### Codes\n\n### Added\n\n{COMPATIBLE}\n{released}"), &untold),
        (format!("## [Unreleased]\n\n{released}\n### Codes\n\n{COMPATIBLE}"), &untold),
        (format!("## [Unreleased]\n\n### Codes\n\n{released}\n{COMPATIBLE}"), &untold),
        (format!("{released}\n### Codes\n\n{COMPATIBLE}"), &untold),
        (format!("{released}\n### Codes\n\n## [Unreleased]\n\n{COMPATIBLE}"), &untold),
        (format!("## [Unreleased]\n\n{}\n{released}", COMPATIBLE.replace("\n\n", "\n\n### Codes\n\n")), &untold),
        (format!("## [Unreleased]\n\n### Codes\n\n{}\n{released}", COMPATIBLE.replace("fied", "fy")), &untold),
    ] {
        assert_eq!(of_changelog(&changelog, false), *expected, "{changelog}");
    }
}

#[test]
fn until_something_is_released_bless_writes_anything() {
    let changelog = "# Changelog\n\n## [Unreleased]\n";
    let unblessed =
        format!("nothing is released yet: `BLESS=1 cargo test --all-features --test snapshot` accepts\n\n{COMPATIBLE}");
    assert_eq!(of_changelog(changelog, false), Err(unblessed));
    assert_eq!(of_changelog(changelog, true), Ok(()));

    let unreadable = || Err("tests/catalogue.json: no".to_owned());
    let new = one_call("0.1.0", false);
    assert_eq!(verdict(unreadable(), &new, changelog, true), Ok(()));
    assert_eq!(verdict(unreadable(), &new, changelog, false), unreadable().map(drop));
    assert_eq!(verdict(unreadable(), &new, "## [0.1.0] - 2026-01-31\n", true), unreadable().map(drop));
}

#[test]
fn a_release_keeps_its_catalogue() {
    let changelog = format!("## [Unreleased]\n\n### Codes\n\n{COMPATIBLE}\n## [0.1.0] - 2026-01-31\n");
    let refused = "0.1.0 is released and keeps its catalogue: raise the version in Cargo.toml";
    assert_eq!(of_changelog(&changelog, false), Ok(()));
    assert_eq!(of_changelog(&changelog, true), Err(refused.to_owned()));

    let (old, new) = (one_call("0.1.0", false), one_call("0.1.1", true));
    assert_eq!(verdict(Ok(&old), &new, &changelog, true), Ok(()));
    assert_eq!(verdict(Ok(&old), &old, &changelog, true), Ok(()));
}

#[test]
fn the_file_is_that_of_the_newest_release() {
    let changelog = "## [Unreleased]\n\n## [0.1.0] - 2026-01-31\n\n## [0.0.9] - 2025-12-31\n";
    let (before, after) = (one_call("0.1.0", true), one_call("0.2.0", true));
    assert_eq!(verdict(Ok(&before), &after, changelog, false), Ok(()));
    let refused = "tests/catalogue.json is of 0.2.0, the newest release of CHANGELOG.md is 0.1.0: give \"Unreleased\" its \
                   number and date, or bring the file of 0.1.0 back with git";
    assert_eq!(verdict(Ok(&after), &after, changelog, false), Err(refused.to_owned()));
    assert_eq!(verdict(Ok(&after), &after, changelog, true), Err(refused.to_owned()));
}

#[test]
fn a_heading_that_is_no_release_is_no_way_round() {
    for heading in ["0.1.0", "[0.1] - 2026-01-31", "[0.1.0]", "[unreleased]"] {
        let refused =
            format!("the heading \"## {heading}\" of CHANGELOG.md is none such as \"## [0.1.0] - 2026-01-31\"");
        assert_eq!(of_changelog(&format!("## [Unreleased]\n\n## {heading}\n"), true), Err(refused));
    }
}
