//! Each rule of the README's "What counts as a breaking change", broken.

use std::sync::LazyLock;

use semver::Version;
use serde_json::{Value, json};

use crate::catalogue::{self, Catalogue, Row};
use crate::changes;
use crate::order;
use crate::release::{self, blocks};

/// The current catalogue as that of 0.1.0, which is released. The codes of a few domains are enough here, and quickly
/// compared.
static RELEASED: LazyLock<Catalogue> = LazyLock::new(|| {
    let mut catalogue = Catalogue::read(&catalogue::text()).expect("the catalogue can be read again");
    let domains = ["zego-common", "zego-room", "zego-moderation", "zego-digital-human"];
    catalogue.codes.retain(|row| domains.iter().any(|&domain| row["domain"] == domain));
    // What the tables may change any day is no matter of these tests.
    code(&mut catalogue)["symbol"] = Value::Null;
    domain(&mut catalogue, "zego-web")["source_url"] = "https://example.com".into();
    domain(&mut catalogue, "zego-web")["source_date"] = "2025-01-21".into();
    section(&mut catalogue)["ranges"] = json!([[3000, 3999]]);
    call(&mut catalogue, "CloseRoom")["limit"] = json!({"per_ms": 1000, "requests": 1, "scope": "App"});
    Catalogue { version: Version::new(0, 1, 0), ..catalogue }
});

/// The released catalogue, the row `zego-room` 104 of which has a basis, and what a change makes of it.
fn changed(basis: &str, change: impl Fn(&mut Catalogue)) -> [Catalogue; 2] {
    let mut old = RELEASED.clone();
    code(&mut old)["basis"] = basis.into();
    let mut new = old.clone();
    change(&mut new);
    [old, new]
}

/// The verdict about a version that tells what it changes, or nothing.
fn verdict(old: &Catalogue, new: &mut Catalogue, version: [u64; 3], tells: bool) -> Result<(), String> {
    let [major, minor, patch] = version;
    new.version = Version::new(major, minor, patch);
    let lines = if tells { blocks(&changes::between(old, new)) } else { String::new() };
    let changelog = format!("# Changelog\n\n## [Unreleased]\n\n### Codes\n\n{lines}\n## [0.1.0] - 2026-01-31\n");
    release::verdict(Ok(old), new, &changelog, false)
}

/// 0.1.1 may not have the change, 0.2.0 may.
#[track_caller]
fn assert_breaking_for(basis: &str, change: impl Fn(&mut Catalogue), lines: &str) {
    let [old, mut new] = changed(basis, change);
    let refused = format!("version 0.1.1 may not break what 0.1.0 has:\n\n{lines}\n");
    assert_eq!(verdict(&old, &mut new, [0, 1, 1], true), Err(refused));
    assert_eq!(verdict(&old, &mut new, [0, 2, 0], true), Ok(()));
}

/// 0.1.1 may have the change, but not in silence.
#[track_caller]
fn assert_compatible_for(basis: &str, change: impl Fn(&mut Catalogue), lines: &str) {
    let [old, mut new] = changed(basis, change);
    let silent = format!("\"### Codes\" under \"Unreleased\" of CHANGELOG.md needs these lines:\n\n{lines}\n");
    assert_eq!(verdict(&old, &mut new, [0, 1, 1], false), Err(silent));
    assert_eq!(verdict(&old, &mut new, [0, 1, 1], true), Ok(()));
}

/// The change is breaking even where the judgement was inferred.
#[track_caller]
fn assert_breaking(change: impl Fn(&mut Catalogue), lines: &str) {
    assert_breaking_for("Inferred", change, lines);
}

/// The change is compatible even where the page gave the reason.
#[track_caller]
fn assert_compatible(change: impl Fn(&mut Catalogue), lines: &str) {
    assert_compatible_for("Page", change, lines);
}

/// The row that has a slug, or a name where rows have no slugs.
#[track_caller]
fn position(rows: &[Row], name: &str) -> usize {
    let found = rows.iter().position(|row| row.get("slug").or(row.get("name")).is_some_and(|it| it == name));
    found.unwrap_or_else(|| panic!("no row {name}"))
}

fn domain<'a>(catalogue: &'a mut Catalogue, slug: &str) -> &'a mut Row {
    let at = position(&catalogue.domains, slug);
    &mut catalogue.domains[at]
}

/// The section `publish` of `zego-web`.
fn section(catalogue: &mut Catalogue) -> &mut Row {
    let at = position(&catalogue.sections, "publish");
    &mut catalogue.sections[at]
}

fn call<'a>(catalogue: &'a mut Catalogue, name: &str) -> &'a mut Row {
    let at = position(&catalogue.calls, name);
    &mut catalogue.calls[at]
}

/// The code `zego-room` 104.
fn code(catalogue: &mut Catalogue) -> &mut Row {
    let at = position(&catalogue.codes, "zego-room/room-not-found");
    &mut catalogue.codes[at]
}

/// Puts a row elsewhere, so many places from where it is.
fn shift(rows: &mut Vec<Row>, name: &str, places: usize) {
    let at = position(rows, name);
    let row = rows.remove(at);
    rows.insert(at + places, row);
}

/// Removes a domain with all that is in it.
fn remove_domain(catalogue: &mut Catalogue, slug: &str) {
    catalogue.domains.retain(|row| row["slug"] != slug);
    for rows in [&mut catalogue.sections, &mut catalogue.calls, &mut catalogue.codes] {
        rows.retain(|row| row["domain"] != slug);
    }
}

#[test]
fn a_name_a_slug_and_a_number_of_a_code_stay() {
    assert_breaking(
        |new| new.codes.retain(|row| row["slug"] != "zego-room/room-not-found"),
        "#### Removed\n\n- `zego-room/room-not-found` (104)",
    );
    // The number 103 is new, which breaks nothing.
    assert_breaking(|new| code(new)["number"] = 103.into(), "#### Removed\n\n- `zego-room/room-not-found` (104)");
    assert_breaking(
        |new| code(new)["name"] = "NoSuchRoom".into(),
        "#### Renamed\n\n- `zego-room/room-not-found` (104): name \"NoSuchRoom\", was \"RoomNotFound\"",
    );
    assert_breaking(
        |new| code(new)["slug"] = "zego-room/no-such-room".into(),
        "#### Renamed\n\n- `zego-room/no-such-room` (104), was `zego-room/room-not-found` (104)",
    );
}

#[test]
fn a_label_stays_if_the_page_gave_its_reason() {
    for (field, was) in [("category", "NotFound"), ("retry", "AfterState"), ("actor", "Developer")] {
        let line = format!("#### Reclassified\n\n- `zego-room/room-not-found` (104): {field} \"Else\", was \"{was}\"");
        assert_breaking_for("Page", |new| code(new)[field] = "Else".into(), &line);
        assert_compatible_for("Inferred", |new| code(new)[field] = "Else".into(), &line);
    }
}

#[test]
fn what_else_is_said_about_a_code_may_change() {
    assert_compatible(
        |new| code(new)["symbol"] = "NO_ROOM".into(),
        "#### Reclassified\n\n- `zego-room/room-not-found` (104): symbol \"NO_ROOM\", was null",
    );
    assert_compatible(
        |new| code(new)["section"] = "rooms".into(),
        "#### Reclassified\n\n- `zego-room/room-not-found` (104): section \"rooms\", was \"room\"",
    );
    assert_compatible(
        |new| code(new)["retired"] = true.into(),
        "#### Reclassified\n\n- `zego-room/room-not-found` (104): retired true, was false",
    );
    assert_compatible(
        |new| code(new)["zh"]["description"] = "没有这个房间".into(),
        "#### Reworded\n\n- `zego-room/room-not-found` (104)",
    );
    assert_compatible(
        |new| {
            let mut row = code(new).clone();
            row["number"] = 103.into();
            row["slug"] = "zego-room/room-lost".into();
            let at = position(&new.codes, "zego-room/room-not-found");
            new.codes.insert(at, row);
        },
        "#### Added\n\n- `zego-room/room-lost` (103)",
    );
}

#[test]
fn a_domain_stays_with_its_vendor_its_features_and_the_shape_of_its_replies() {
    assert_breaking(|new| remove_domain(new, "zego-digital-human"), "#### Removed\n\n- domain `zego-digital-human`");
    assert_breaking(
        |new| {
            domain(new, "zego-web")["slug"] = "zego-browser".into();
            for row in new.sections.iter_mut().filter(|row| row["domain"] == "zego-web") {
                row["domain"] = "zego-browser".into();
            }
        },
        "#### Removed\n\n- domain `zego-web`",
    );
    assert_breaking(
        |new| domain(new, "zego-web")["vendor"] = "Tencent".into(),
        "#### Reclassified\n\n- domain `zego-web`: vendor \"Tencent\", was \"Zegocloud\"",
    );
    assert_breaking(
        |new| domain(new, "zego-web")["feature"] = "clients".into(),
        "#### Reclassified\n\n- domain `zego-web`: feature \"clients\", was null",
    );
    assert_breaking(
        |new| domain(new, "zego-zim")["feature"] = "clients".into(),
        "#### Reclassified\n\n- domain `zego-zim`: feature \"clients\", was \"zego-services\"",
    );
    assert_breaking(
        |new| domain(new, "zego-zim")["envelope"] = "ZegoServer".into(),
        "#### Reclassified\n\n- domain `zego-zim`: envelope \"ZegoServer\", was \"ZegoZim\"",
    );
}

#[test]
fn a_domain_goes_on_to_answer_what_it_answered() {
    assert_breaking(
        |new| domain(new, "zego-moderation")["answers_also"] = json!(["zego-common"]),
        "#### Reclassified\n\n- domain `zego-moderation`: answers_also [\"zego-common\"], \
         was [\"zego-room\",\"zego-common\"]",
    );
    assert_breaking(
        |new| domain(new, "zego-moderation")["answers_also"] = json!(["zego-common", "zego-room"]),
        "#### Reclassified\n\n- domain `zego-moderation`: answers_also [\"zego-common\",\"zego-room\"], \
         was [\"zego-room\",\"zego-common\"]",
    );
    // Only numbers that `zego-web` did not know get an answer.
    assert_compatible(
        |new| domain(new, "zego-web")["answers_also"] = json!(["zego-moderation"]),
        "#### Reclassified\n\n- domain `zego-web`: answers_also [\"zego-moderation\"], was []",
    );
    assert_breaking(
        |new| domain(new, "zego-room")["answers_also"] = json!(["zego-digital-human", "zego-common"]),
        "#### Reclassified\n\n- `zego-room` 100000004: `zego-digital-human/signature-expired` (100000004), was \
         `zego-common/signature-expired` (100000004)\n- `zego-room` 100000005: `zego-digital-human/signature-invalid` \
         (100000005), was `zego-common/signature-invalid` (100000005)",
    );
    assert_breaking(
        |new| {
            let mut row = code(new).clone();
            row["number"] = 100000004.into();
            row["slug"] = "zego-room/signature-old".into();
            let at = position(&new.codes, "zego-room/room-not-found");
            new.codes.insert(at, row);
        },
        "#### Reclassified\n\n- `zego-moderation` 100000004: `zego-room/signature-old` (100000004), \
         was `zego-common/signature-expired` (100000004)\n- `zego-room` 100000004: `zego-room/signature-old` \
         (100000004), was `zego-common/signature-expired` (100000004)",
    );
}

#[test]
fn what_else_is_said_about_a_domain_may_change() {
    assert_compatible(
        |new| domain(new, "zego-zim")["feature"] = Value::Null,
        "#### Reclassified\n\n- domain `zego-zim`: feature null, was \"zego-services\"",
    );
    assert_compatible(
        |new| domain(new, "zego-web")["source_url"] = "https://example.org".into(),
        "#### Reclassified\n\n- domain `zego-web`: source_url \"https://example.org\", was \"https://example.com\"",
    );
    assert_compatible(
        |new| domain(new, "zego-web")["source_date"] = Value::Null,
        "#### Reclassified\n\n- domain `zego-web`: source_date null, was \"2025-01-21\"",
    );
    assert_compatible(|new| domain(new, "zego-web")["title"] = "Web".into(), "#### Reworded\n\n- domain `zego-web`");
}

#[test]
fn a_section_stays() {
    assert_breaking(
        |new| new.sections.retain(|row| row["domain"] != "zego-web" || row["slug"] != "publish"),
        "#### Removed\n\n- section `zego-web/publish`",
    );
    assert_breaking(|new| section(new)["slug"] = "publishing".into(), "#### Removed\n\n- section `zego-web/publish`");
    assert_compatible(
        |new| section(new)["ranges"] = json!([[1, 9]]),
        "#### Reclassified\n\n- section `zego-web/publish`: ranges [[1,9]], was [[3000,3999]]",
    );
    assert_compatible(
        |new| section(new)["title"] = "Publishing".into(),
        "#### Reworded\n\n- section `zego-web/publish`",
    );
    assert_compatible(
        |new| section(new)["note"]["en"] = "Rare.".into(),
        "#### Reworded\n\n- section `zego-web/publish`",
    );
    assert_compatible(
        |new| {
            let mut row = section(new).clone();
            row["slug"] = "publish-more".into();
            new.sections.push(row);
        },
        "#### Added\n\n- section `zego-web/publish-more`",
    );
}

#[test]
fn a_call_stays_in_its_domain_and_goes_on_to_read_only() {
    assert_breaking(|new| new.calls.retain(|row| row["name"] != "CloseRoom"), "#### Removed\n\n- call `CloseRoom`");
    assert_breaking(|new| call(new, "CloseRoom")["name"] = "EndRoom".into(), "#### Removed\n\n- call `CloseRoom`");
    assert_breaking(
        |new| {
            let at = position(&new.calls, "CloseRoom");
            let mut row = new.calls.remove(at);
            row["domain"] = "zego-media".into();
            let end = new.calls.iter().rposition(|row| row["domain"] == "zego-media").expect("it has calls");
            new.calls.insert(end + 1, row);
        },
        "#### Reclassified\n\n- call `CloseRoom`: domain \"zego-media\", was \"zego-room\"",
    );
    assert_breaking(
        |new| call(new, "GetMixTaskInfo")["reads"] = false.into(),
        "#### Reclassified\n\n- call `GetMixTaskInfo`: reads false, was true",
    );
    assert_compatible(
        |new| call(new, "CloseRoom")["reads"] = true.into(),
        "#### Reclassified\n\n- call `CloseRoom`: reads true, was false",
    );
    assert_compatible(
        |new| call(new, "CloseRoom")["limit"] = Value::Null,
        "#### Reclassified\n\n- call `CloseRoom`: limit null, was {\"per_ms\":1000,\"requests\":1,\"scope\":\"App\"}",
    );
    assert_compatible(
        |new| {
            let mut row = call(new, "CloseRoom").clone();
            row["name"] = "OpenRoom".into();
            new.calls.push(row);
        },
        "#### Added\n\n- call `OpenRoom`",
    );
}

#[test]
fn the_order_stays_and_one_moved_row_is_one_line() {
    assert_breaking(|new| shift(&mut new.domains, "zego-room", 5), "#### Reordered\n\n- domain `zego-room`");
    assert_breaking(|new| shift(&mut new.sections, "publish", 2), "#### Reordered\n\n- section `zego-web/publish`");
    assert_breaking(|new| shift(&mut new.calls, "CloseRoom", 5), "#### Reordered\n\n- call `CloseRoom`");
    assert_breaking(
        |new| shift(&mut new.codes, "zego-room/room-not-found", 5),
        "#### Reordered\n\n- `zego-room/room-not-found` (104)",
    );
}

#[test]
fn what_is_out_of_order_is_the_fewest_items() {
    assert_eq!(order::strays(&[1, 9, 2, 3, 4]), [1]);
    assert_eq!(order::strays(&[2, 3, 4, 1]), [3]);
    assert_eq!(order::strays(&[5, 5]).len(), 1);

    // Every list of up to five numbers below five, against every choice of items.
    for length in 0..=5 {
        for list in 0..5_u32.pow(length) {
            let items: Vec<u32> = (0..length).map(|place| list / 5_u32.pow(place) % 5).collect();
            let without = |out: &[usize]| {
                let kept = items.iter().enumerate().filter(|(position, _)| !out.contains(position));
                kept.map(|(_, item)| item).is_sorted_by(|a, b| a < b)
            };
            let choices = (0..1_usize << length)
                .map(|bits| (0..items.len()).filter(|position| bits >> position & 1 == 1).collect::<Vec<usize>>());
            let fewest = choices.filter(|choice| without(choice)).map(|choice| choice.len()).min();
            let strays = order::strays(&items);
            assert!(without(&strays), "{items:?} without {strays:?}");
            assert_eq!(Some(strays.len()), fewest, "{items:?} without {strays:?}");
        }
    }
}

#[test]
fn a_new_domain_is_one_line_wherever_it_stands() {
    let all = &*RELEASED;
    let mut fewer = all.clone();
    remove_domain(&mut fewer, "zego-room");
    let added = changes::between(&fewer, all);
    assert_eq!(blocks(&added), "#### Added\n\n- domain `zego-room`\n");
    assert!(!added[0].is_breaking);
}

/// Nothing that the file holds may change in silence.
#[test]
fn every_field_of_every_list_is_compared() {
    let lists: [fn(&mut Catalogue) -> &mut Vec<Row>; 4] =
        [|it| &mut it.domains, |it| &mut it.sections, |it| &mut it.calls, |it| &mut it.codes];
    for list in lists {
        let fields: Vec<String> = list(&mut RELEASED.clone())[0].keys().cloned().collect();
        for field in fields {
            let mut new = RELEASED.clone();
            let row = &mut list(&mut new)[0];
            row[&field] = match row[&field] {
                Value::Array(_) => json!(["zego-web"]),
                Value::Number(_) => 7.into(),
                _ => "else".into(),
            };
            assert_ne!(changes::between(&RELEASED, &new).len(), 0, "a change of `{field}` is not seen");
        }
    }
}
