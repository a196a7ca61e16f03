//! Any bytes in, taken for changes to a few rows of the real tables; a panic out if the generator fails at them: it must
//! say in short lines what is wrong, or print what the tables say.
//!
//! A few rows and not all, since all take a thousand times as long.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::choices::Choices;

#[expect(dead_code, reason = "the tables are not read from their folder")]
#[path = "../../codegen/mod.rs"]
mod codegen;
#[path = "generated.rs"]
mod generated;
#[path = "tree.rs"]
mod tree;

use tree::Node;

/// The most changes of an input.
const MAX_CHANGES: usize = 16;
/// The longest line that says what is wrong, in bytes.
const MAX_LINE: usize = 2000;
/// A tree takes a millisecond. This is what a machine that is busy may need.
const MAX_TIME: Duration = Duration::from_secs(20);

/// The real tables, by their file's name.
static TABLES: LazyLock<Vec<(String, Node)>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    // The targets of `fuzz/` compile this file too.
    let data = if root.join("data").is_dir() { root.join("data") } else { root.join("../data") };
    let files = fs::read_dir(data).expect("the tables are there").map(|file| file.expect("a file").path());
    let mut tables = Vec::new();
    for file in files {
        let name = file.file_name().and_then(|name| name.to_str()).expect("a table has a name").to_owned();
        if name != "schema.json" {
            let text = fs::read(&file).expect("a table can be read");
            let table: Value = serde_json::from_slice(&text).expect("a table is JSON");
            tables.push((name, Node::of(&table)));
        }
    }
    tables.sort_by(|(one, _), (other, _)| one.cmp(other));
    tables
});

/// The rows of each table that are read soonest, since every character of a text takes its time.
static SHORT: LazyLock<Vec<Vec<usize>>> = LazyLock::new(|| {
    let length = |row: &Node| {
        let mut text = String::new();
        row.print(&mut text);
        text.len()
    };
    let short = |table: &Node| {
        let mut rows: Vec<(usize, usize)> = table.items("codes").iter().map(length).zip(0..).collect();
        rows.sort_unstable();
        let mut rows: Vec<usize> = rows[..rows.len().div_ceil(3)].iter().map(|&(_, row)| row).collect();
        rows.sort_unstable();
        rows
    };
    TABLES.iter().map(|(_, table)| short(table)).collect()
});

/// A file, and what is in it.
type File = (String, Node);

/// Any tables: short lines that say what is wrong, or a source that says what the tables say and fits together.
pub fn tables(input: &[u8]) {
    let mut choices = Choices::of(input);
    let mut files = sample(&mut choices);
    let features: Vec<&str> = codegen::FEATURES.iter().copied().filter(|_| !choices.is(2)).collect();
    let is_sound = choices.are_over();
    for _ in 0..MAX_CHANGES {
        if choices.are_over() {
            break;
        }
        change(&mut files, &mut choices);
    }
    // A folder has no two files of one name.
    let mut printed: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for (name, table) in &files {
        let mut text = String::new();
        table.print(&mut text);
        printed.insert(name.clone(), text.into_bytes());
    }
    while !is_sound && choices.is(8) {
        damage(&mut printed, &mut choices);
    }

    let start = Instant::now();
    let files = printed.iter().map(|(name, bytes)| (name.clone(), Ok(bytes.clone()))).collect();
    let generated = codegen::source(files, &features, Vec::new());
    assert!(start.elapsed() < MAX_TIME, "{:?} for {} files", start.elapsed(), printed.len());
    match generated {
        Err(problems) => {
            let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
            assert!(!lines.is_empty(), "it refuses the tables and does not say why");
            assert!(!is_sound, "the rows are sound: {lines:#?}");
            assert!(problems.is_sorted());
            for line in lines {
                assert_fits(&line, printed.keys());
            }
        }
        Ok(source) => {
            let tables = printed.iter().map(|(name, bytes)| {
                let table: Value = serde_json::from_slice(bytes).expect("a table that is taken is JSON");
                (name.strip_suffix(".json").expect("a table's name ends so").to_owned(), Node::of(&table))
            });
            generated::assert_says(&source, tables.collect(), &features);
        }
    }
}

/// Asserts that a message is one short line that a terminal shows as it is, and names a file or the folder.
fn assert_fits<'n>(line: &str, mut files: impl Iterator<Item = &'n String>) {
    let is_hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    assert!(line.len() <= MAX_LINE, "{} bytes: {line}", line.len());
    assert!(!line.contains(is_hidden), "a hidden character: {line:?}");
    let rest = line.strip_prefix("data/").unwrap_or_else(|| panic!("no file is named: {line}"));
    let (file, message) = rest.split_once(": ").unwrap_or_else(|| panic!("nothing is said: {line}"));
    // A long name is cut.
    let is_named = |name: &String| name.len() > 80 || name.escape_debug().to_string().starts_with(file);
    assert!(file.is_empty() || rest.contains(": ") && files.any(is_named), "another file is named: {line}");
    assert!(!message.is_empty());
}

/// A few rows of a few real tables, as a sound tree.
fn sample(choices: &mut Choices<'_>) -> Vec<File> {
    let rows = |table: usize| TABLES[table].1.items("codes");
    let mut taken: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for _ in 0..=choices.below(3) {
        let table = choices.below(TABLES.len());
        let short = &SHORT[table];
        let (first, count) = (choices.below(short.len()), 1 + choices.below(2));
        taken.entry(table).or_default().extend(short[first..].iter().take(count));
    }
    // Rows that are equivalent stand in other tables.
    let taken_first: Vec<_> = taken.iter().map(|(&table, rows)| (table, rows.clone())).collect();
    for (table, at) in taken_first.into_iter().flat_map(|(table, rows)| rows.into_iter().map(move |row| (table, row))) {
        for path in texts(rows(table)[at].items("equivalents")) {
            let (slug, number) = path.split_once('/').expect("a path names its domain");
            let other =
                TABLES.iter().position(|(name, _)| name.strip_suffix(".json") == Some(slug)).expect("it exists");
            let row = rows(other).iter().position(|row| row.number("number") == number.parse().ok());
            taken.entry(other).or_default().extend(row);
        }
    }
    let slugs: BTreeSet<&str> = taken.keys().map(|&table| slug(&TABLES[table].0)).collect();
    let paths: BTreeSet<String> = taken
        .iter()
        .flat_map(|(&table, picked)| picked.iter().map(move |&row| path(&TABLES[table].0, &rows(table)[row])))
        .collect();
    let mut files: Vec<File> = taken
        .iter()
        .map(|(&table, picked)| {
            let zero = rows(table).iter().position(|row| row.number("number") == Some(0)).expect("a table has a 0");
            let picked = picked.iter().copied().chain([zero]).collect::<BTreeSet<usize>>();
            let (name, whole) = &TABLES[table];
            (name.clone(), part(whole, picked.into_iter().map(|row| &rows(table)[row]), &slugs, &paths))
        })
        .collect();
    make_sound(&mut files);
    files
}

/// A table with some of its rows.
fn part<'n>(
    table: &Node,
    rows: impl Iterator<Item = &'n Node>,
    slugs: &BTreeSet<&str>,
    paths: &BTreeSet<String>,
) -> Node {
    let Node::Object(head) = table else { unreachable!("a table is an object") };
    let head = head.iter().filter(|(key, _)| key != "codes").cloned().collect();
    let mut table = Node::Object(head);
    let mut codes = Vec::new();
    for row in rows {
        let mut row = row.clone();
        if let Some(equivalents) = row.items_mut("equivalents") {
            equivalents.retain(|path| matches!(path, Node::Text(path) if paths.contains(path)));
        }
        codes.push(row);
    }
    if let Some(sections) = table.items_mut("sections") {
        let is_used = |slug: Option<&str>| codes.iter().any(|row| row.word("section") == slug);
        sections.retain(|section| is_used(section.word("slug")));
        for section in sections {
            section.set("note", None);
        }
    }
    if let Some(calls) = table.items_mut("calls") {
        calls.truncate(2);
    }
    if let Some(others) = table.items_mut("answers_also") {
        others.retain(|slug| matches!(slug, Node::Text(slug) if slugs.contains(slug.as_str())));
    }
    table.set("codes", Some(Node::List(codes)));
    table
}

/// Numbers the tables, and takes away what needs a table or a row that is not there.
fn make_sound(files: &mut [File]) {
    let english: Vec<Node> =
        files.iter().flat_map(|(_, table)| table.items("codes")).filter_map(|row| row.get("en")).cloned().collect();
    for (at, (_, table)) in files.iter_mut().enumerate() {
        table.set("order", Some(Node::raw(at + 1)));
        if at == 0 {
            table.set("feature", None);
        }
        for row in table.items_mut("codes").into_iter().flatten() {
            let twins = english.iter().filter(|other| row.get("en") == Some(*other)).count();
            if twins == 1 {
                row.set("differs", None);
            }
        }
    }
}

fn slug(file: &str) -> &str {
    file.strip_suffix(".json").unwrap_or(file)
}

/// `zego-room/104`
fn path(file: &str, row: &Node) -> String {
    format!("{}/{}", slug(file), row.number("number").unwrap_or_default())
}

fn texts(items: &[Node]) -> impl Iterator<Item = &str> {
    items.iter().filter_map(|item| if let Node::Text(text) = item { Some(text.as_str()) } else { None })
}

/// Texts that fit nowhere, or nearly somewhere.
const TEXTS: &[&str] = &[
    "",
    " ",
    "a",
    "A",
    "a\nb",
    "a\u{0}b",
    "\u{1b}[31m",
    "\u{202e}",
    "\u{feff}",
    "\u{10ffff}",
    "\"",
    "\\",
    "`",
    "``",
    "[",
    "*/",
    "Self",
    "Unknown",
    "Error",
    "unknown-code",
    "r#fn",
    "HTTPError",
    "Aa1",
    "aa-1",
    "zego-room",
    "zego-room/0",
    "/",
    "zego-room/",
    "-1",
    "0",
    "104",
    "房间",
    "房间。",
    "é",
    "\u{1f600}",
    "//",
    "https://a.b",
    "2024-02-30",
    "a.",
    "Ab.",
    "zego-services",
    "clients",
    "{",
    "'",
    "{}",
    "{0}",
    "%s",
    "\u{2028}",
    "\u{301}",
    "一\u{3000}",
    "symbol(",
];
const NUMBERS: &[&str] = &[
    "0",
    "1",
    "-1",
    "104",
    "2147483647",
    "-2147483648",
    "2147483648",
    "-2147483649",
    "86400000",
    "86400001",
    "9223372036854775807",
    "-9223372036854775808",
    "9223372036854775808",
    "1e3",
    "1.0",
    "-0",
    "null",
    "true",
    "false",
];
const KEYS: &[&str] = &[
    "number",
    "name",
    "symbol",
    "section",
    "category",
    "retry",
    "basis",
    "actor",
    "escalate",
    "pace_ms",
    "scope",
    "retired",
    "differs",
    "equivalents",
    "en",
    "zh",
    "description",
    "cause",
    "action",
    "note",
    "slug",
    "title",
    "ranges",
    "order",
    "feature",
    "envelope",
    "vendor",
    "source_url",
    "source_date",
    "answers_also",
    "sections",
    "calls",
    "codes",
    "reads",
    "limit",
    "requests",
    "per_ms",
    "$schema",
    "",
    "a\nb",
    "Number",
];

/// The words of a label, as the real rows have them.
fn words(label: &str) -> &'static [String] {
    static WORDS: LazyLock<BTreeMap<&str, Vec<String>>> = LazyLock::new(|| {
        let words = |label| {
            let rows = TABLES.iter().flat_map(|(_, table)| table.items("codes"));
            let words: BTreeSet<&str> = rows.filter_map(|row| row.word(label)).collect();
            (label, words.into_iter().map(str::to_owned).collect())
        };
        LABELS.map(words).into()
    });
    &WORDS[label]
}

const LABELS: [&str; 4] = ["category", "retry", "actor", "scope"];

/// Changes the tree in one way.
fn change(files: &mut Vec<File>, choices: &mut Choices<'_>) {
    if files.is_empty() {
        return;
    }
    let at = choices.below(files.len());
    match choices.below(24) {
        0 => with_children(&mut files[at].1, choices, |node, child, _| match node {
            Node::List(items) => drop(items.remove(child)),
            Node::Object(entries) => drop(entries.remove(child)),
            Node::Text(_) | Node::Raw(_) => {}
        }),
        1 => with_children(&mut files[at].1, choices, |node, child, choices| match node {
            Node::List(items) => items.insert(choices.below(items.len() + 1), items[child].clone()),
            Node::Object(entries) => entries.insert(choices.below(entries.len() + 1), entries[child].clone()),
            Node::Text(_) | Node::Raw(_) => {}
        }),
        2 => with_children(&mut files[at].1, choices, |node, child, choices| match node {
            Node::List(items) => {
                let other = choices.below(items.len());
                items.swap(child, other);
            }
            Node::Object(entries) => {
                // The keys stay, so that the values stand under the wrong ones.
                let (one, other) = (entries[child].1.clone(), choices.below(entries.len()));
                entries[child].1 = std::mem::replace(&mut entries[other].1, one);
            }
            Node::Text(_) | Node::Raw(_) => {}
        }),
        3 => *any_of(&mut files[at].1, choices) = hostile(choices),
        4 => {
            let from = choices.below(files.len());
            let copy = any_of(&mut files[from].1, choices).clone();
            *any_of(&mut files[at].1, choices) = copy;
        }
        5 => with_children(&mut files[at].1, choices, |node, child, choices| {
            if let Node::Object(entries) = node {
                choices.text(KEYS).clone_into(&mut entries[child].0);
            }
        }),
        6 | 7 => {
            if let Node::Text(text) = any_of(&mut files[at].1, choices) {
                let place = text.char_indices().map(|(at, _)| at).nth(choices.below(64)).unwrap_or(text.len());
                text.insert_str(place, choices.text(TEXTS));
            }
        }
        8 => {
            if let Node::Raw(raw) = any_of(&mut files[at].1, choices)
                && let Ok(number) = raw.parse::<i64>()
            {
                let changed = match choices.below(4) {
                    0 => number.wrapping_add(1),
                    1 => number.wrapping_sub(1),
                    2 => number.wrapping_neg(),
                    _ => choices.number().into(),
                };
                *raw = changed.to_string();
            }
        }
        9..14 => with_row(&mut files[at].1, choices, relabel),
        14 => with_row(&mut files[at].1, choices, |row, choices| {
            row.set(choices.text(KEYS), Some(hostile(choices)));
        }),
        15 => own_numbers(&mut files[at].1, choices),
        16 => {
            let slugs: Vec<String> = files.iter().map(|(name, _)| slug(name).to_owned()).collect();
            let others = slugs.into_iter().filter(|_| choices.is(2)).map(Node::Text).collect();
            files[at].1.set("answers_also", Some(Node::List(others)));
        }
        17 => equate(files, choices),
        18 => {
            let feature = choices.text(&["zego-services", "clients", "phones"]);
            files[at].1.set("feature", if choices.is(2) { Some(Node::text(feature)) } else { None });
        }
        19 => {
            let name = choices.text(TEXTS);
            let name = [name.to_owned(), format!("{}-{name}", slug(&files[at].0)), name.repeat(60)];
            let name = format!("{}.json", choices.of_list(&name));
            // A folder of a file system has no file of another name.
            if !name.contains(['/', '\0']) {
                files[at].0 = name;
            }
        }
        20 => drop(files.remove(at)),
        21 => add_rows(&mut files[at].1, choices),
        22 => {
            let (name, mut table) = files[at].clone();
            table.set("order", Some(Node::raw(files.len() + 1)));
            table.set("calls", None);
            for row in table.items_mut("codes").into_iter().flatten() {
                row.set("equivalents", None);
            }
            files.push((format!("{}-{}.json", slug(&name), choices.text(&["a", "b", "c1", "2"])), table));
        }
        _ => with_row(&mut files[at].1, choices, |row, choices| {
            let symbol = choices.text(&["ERR_A", "ERR_B", "RoomNotFound", "a", "A"]);
            row.set("symbol", Some(Node::text(symbol)));
        }),
    }
}

/// A value that fits nowhere, or nearly somewhere.
fn hostile(choices: &mut Choices<'_>) -> Node {
    match choices.below(8) {
        0 => Node::List(vec![]),
        1 => Node::Object(vec![]),
        2 => Node::List(vec![Node::raw(choices.number()), Node::raw(choices.number())]),
        3 => Node::text(choices.text(TEXTS).repeat(1 + choices.below(128))),
        4 => Node::raw(choices.text(NUMBERS)),
        5 => {
            let label = choices.of_list(&LABELS);
            Node::text(choices.of_list(words(label)))
        }
        6 => Node::raw(choices.number()),
        _ => Node::text(choices.text(TEXTS)),
    }
}

/// Gives a row other labels, each of which exists: any, or those of another row, which fit together.
fn relabel(row: &mut Node, choices: &mut Choices<'_>) {
    if choices.is(2) {
        let rows = choices.of_list(&TABLES).1.items("codes");
        let other = choices.of_list(rows);
        for key in ["category", "retry", "actor", "escalate", "pace_ms", "scope"] {
            row.set(key, other.get(key).cloned());
        }
        return;
    }
    let which = choices.byte();
    for (bit, label) in LABELS.into_iter().enumerate() {
        if which >> bit & 1 == 1 {
            row.set(label, Some(Node::text(choices.of_list(words(label)))));
        }
    }
    if which >> 4 & 1 == 1 {
        row.set("escalate", Some(Node::raw(choices.is(2))));
    }
    if which >> 5 & 1 == 1 {
        row.set("pace_ms", Some(Node::raw(choices.text(NUMBERS))));
    }
    if which >> 6 & 1 == 1 {
        row.set("scope", None);
    }
    if which >> 7 & 1 == 1 {
        row.set("retired", Some(Node::raw("true")));
    }
}

/// Gives a section ranges.
fn own_numbers(table: &mut Node, choices: &mut Choices<'_>) {
    let numbers: Vec<i64> = table.items("codes").iter().filter_map(|row| row.number("number")).collect();
    let Some(sections) = table.items_mut("sections").filter(|sections| !sections.is_empty()) else { return };
    let section = choices.below(sections.len());
    let mut end = || match choices.below(3) {
        0 if !numbers.is_empty() => *choices.of_list(&numbers),
        1 => i64::from(choices.number()),
        _ => choices.text(NUMBERS).parse().unwrap_or_default(),
    };
    let ranges = [(end(), end()), (end(), end())]
        .map(|(first, last)| Node::List([first.min(last), first.max(last)].map(Node::raw).to_vec()));
    sections[section].set("ranges", Some(Node::List(ranges[choices.below(2)..].to_vec())));
}

/// Makes two rows equivalent, of one side or of both.
fn equate(files: &mut [File], choices: &mut Choices<'_>) {
    let (one, other) = (choices.below(files.len()), choices.below(files.len()));
    let row = |file: usize, choices: &mut Choices<'_>| {
        let rows = files[file].1.items("codes");
        (!rows.is_empty()).then(|| choices.below(rows.len()))
    };
    let (Some(first), Some(second)) = (row(one, choices), row(other, choices)) else { return };
    let paths =
        [(one, first), (other, second)].map(|(file, row)| path(&files[file].0, &files[file].1.items("codes")[row]));
    let labels = files[one].1.items("codes")[first].clone();
    for (file, row, name) in [(one, first, &paths[1]), (other, second, &paths[0])] {
        let Some(rows) = files[file].1.items_mut("codes") else { continue };
        rows[row].set("equivalents", Some(Node::List(vec![Node::text(name.as_str())])));
        if choices.is(2) {
            for key in ["category", "retry", "actor", "escalate"] {
                rows[row].set(key, labels.get(key).cloned());
            }
        }
    }
}

/// Adds copies of a row with other numbers and names, each where it belongs.
fn add_rows(table: &mut Node, choices: &mut Choices<'_>) {
    let Some(rows) = table.items_mut("codes").filter(|rows| !rows.is_empty()) else { return };
    let from = rows[choices.below(rows.len())].clone();
    for index in 0..=choices.below(24) {
        let number = match choices.below(4) {
            0 => choices.number(),
            1 => i32::from(choices.byte()),
            2 => (1 << choices.below(31)) - 1 + i32::from(choices.is(2)),
            _ => i32::MIN.wrapping_add(i32::from(choices.byte()) - 128),
        };
        let mut row = from.clone();
        row.set("number", Some(Node::raw(number)));
        row.set("name", Some(Node::text(format!("{}{index}N", from.word("name").unwrap_or("Row")))));
        row.set("symbol", None);
        row.set("equivalents", None);
        let at = rows.partition_point(|row| row.number("number").is_some_and(|it| it < i64::from(number)));
        if rows.get(at).is_none_or(|row| row.number("number") != Some(number.into())) {
            rows.insert(at, row);
        }
    }
}

/// Damages the text of a file.
fn damage(files: &mut BTreeMap<String, Vec<u8>>, choices: &mut Choices<'_>) {
    let Some(text) = files.values_mut().nth(choices.below(3)) else { return };
    let at = choices.below(text.len() + 1);
    match choices.below(4) {
        0 => text.truncate(at),
        1 => text.insert(at, choices.byte()),
        2 => drop(text.splice(0..0, *b"\xef\xbb\xbf")),
        _ => drop(text.splice(at..at, b"[".repeat(200))),
    }
}

/// Any node of a tree, as deep as the choices go.
fn any_of<'n>(node: &'n mut Node, choices: &mut Choices<'_>) -> &'n mut Node {
    let children = node.len();
    if children == 0 || choices.is(8) {
        return node;
    }
    let child = choices.below(children);
    any_of(node.child_mut(child), choices)
}

/// Calls the function with a node that has children, and the index of one of them.
fn with_children(node: &mut Node, choices: &mut Choices<'_>, change: fn(&mut Node, usize, &mut Choices<'_>)) {
    let children = node.len();
    if children == 0 {
        return;
    }
    let child = choices.below(children);
    if node.child_mut(child).len() > 0 && !choices.is(3) {
        with_children(node.child_mut(child), choices, change);
    } else {
        change(node, child, choices);
    }
}

fn with_row(table: &mut Node, choices: &mut Choices<'_>, change: fn(&mut Node, &mut Choices<'_>)) {
    if let Some(rows) = table.items_mut("codes").filter(|rows| !rows.is_empty()) {
        let row = choices.below(rows.len());
        change(&mut rows[row], choices);
    }
}
