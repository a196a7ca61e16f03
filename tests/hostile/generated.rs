//! The source that the generator printed and the tables that it took in, a panic out if one says something else than the
//! other, or if the tables should not have been taken. It shares no line with the generator.

use std::collections::{BTreeMap, BTreeSet};

use super::texts;
use super::tree::Node;

/// Asserts that the source has every row of the tables whose feature is on, and that all of it fits together.
pub fn assert_says(source: &str, tables: Vec<(String, Node)>, features: &[&str]) {
    for (slug, table) in &tables {
        assert_sound(slug, table, &tables);
    }
    let is_on = |table: &Node| table.word("feature").is_none_or(|feature| features.contains(&feature));
    let mut tables: Vec<_> = tables.into_iter().filter(|(_, table)| is_on(table)).collect();
    tables.sort_by_key(|(_, table)| table.number("order"));

    let (catalogue, rest) =
        source.split_once("\n#[cfg(feature = \"zh\")]\nchinese! {\n").expect("both languages are there");
    let (chinese, statics) = rest.split_once("\n}\n").expect("the statics follow");
    let printed = Printed::of(catalogue, chinese);
    let rows: Vec<Row> = tables
        .iter()
        .flat_map(|(slug, table)| table.items("codes").iter().map(move |node| Row { slug, table, node }))
        .collect();
    printed.assert_domains(&tables);
    printed.assert_rows(&tables, &rows);
    assert_bounds(&printed.bounds, &rows, "en");
    assert_bounds(&Line::of(chinese.lines().last().expect("it has lines")), &rows, "zh");
    assert_found(statics, &tables, &rows);
    assert_named(statics, &tables, &rows);
}

struct Row<'t> {
    slug: &'t str,
    table: &'t Node,
    node: &'t Node,
}

impl Row<'_> {
    fn number(&self) -> i64 {
        self.node.number("number").expect("a row has its number")
    }

    fn word(&self, key: &str) -> &str {
        self.node.word(key).unwrap_or_default()
    }

    fn text(&self, lang: &str, field: &str) -> &str {
        self.node.get(lang).and_then(|text| text.word(field)).unwrap_or_default()
    }

    fn path(&self) -> String {
        format!("{}/{}", self.slug, self.number())
    }
}

/// Asserts what no table may break, whatever the generator checks.
fn assert_sound(slug: &str, table: &Node, tables: &[(String, Node)]) {
    let find = |slug: &str| tables.iter().find(|(other, _)| other == slug).map(|(_, table)| table);
    let others: Vec<&str> = texts(table.items("answers_also")).collect();
    for other in &others {
        assert_ne!(*other, slug);
        let other = find(other).unwrap_or_else(|| panic!("{slug} answers from {other}, which is not there"));
        assert_eq!(table.word("vendor"), other.word("vendor"), "{slug} answers with another vendor's numbers");
    }
    assert_eq!(others.iter().collect::<BTreeSet<_>>().len(), others.len());

    let numbers: Vec<i64> = table.items("codes").iter().filter_map(|row| row.number("number")).collect();
    assert!(numbers.is_sorted_by(|one, other| one < other), "{slug}: {numbers:?}");
    assert!(numbers.contains(&0), "{slug} has no success");
    let mut ranges: Vec<(i64, i64, &str)> = Vec::new();
    for section in table.items("sections") {
        for range in section.items("ranges") {
            let Node::List(ends) = range else { panic!("{range:?} is no range") };
            let [Node::Raw(first), Node::Raw(last)] = ends.as_slice() else { panic!("{range:?} is no range") };
            let ends = (first.parse().expect("a number"), last.parse().expect("a number"));
            ranges.push((ends.0, ends.1, section.word("slug").expect("a section has a slug")));
        }
    }
    ranges.sort_unstable();
    assert!(ranges.iter().all(|&(first, last, _)| first <= last), "{slug}: {ranges:?}");
    assert!(ranges.windows(2).all(|pair| pair[0].1 < pair[1].0), "{slug}: {ranges:?}");

    for node in table.items("codes") {
        let row = Row { slug, table, node };
        let path = row.path();
        assert!(i32::try_from(row.number()).is_ok(), "{path} is no i32");
        if let Some(&(.., owner)) = ranges.iter().find(|&&(first, last, _)| (first..=last).contains(&row.number())) {
            assert_eq!(owner, row.word("section"), "{path} stands in another's range");
        }
        assert_labels(&row);
        assert_texts(&row);
        for name in texts(node.items("equivalents")) {
            let (other, number) = name.split_once('/').expect("a path names its domain");
            let number: i64 = number.parse().expect("a path has a number");
            let other = find(other).expect("an equivalent's domain is there");
            let other = other.items("codes").iter().find(|row| row.number("number") == Some(number));
            let other = other.unwrap_or_else(|| panic!("{path} names {name}, which is not there"));
            assert!(texts(other.items("equivalents")).any(|name| name == path), "{name} does not name {path}");
            for label in ["category", "retry"] {
                assert_eq!(other.word(label), node.word(label), "{path} and {name}");
            }
        }
    }
}

/// Asserts that the labels of a row do not contradict each other: a backend obeys them.
fn assert_labels(row: &Row<'_>) {
    let (category, retry, actor) = (row.word("category"), row.word("retry"), row.word("actor"));
    let said = format!("{} is {category}, {retry}, {actor}", row.path());
    assert!(row.number() != 0 || category == "Ok", "{said}: 0 is success");
    let actors: &[&str] = match retry {
        "NotNeeded" | "Backoff" => &["Nobody"],
        "Throttled" => &["Developer"],
        "AfterRefresh" | "AfterChange" | "AfterState" | "Never" | "Unspecified" => {
            &["Developer", "Operator", "EndUser", "Vendor"]
        }
        other => panic!("{other} is a new retry: say here who may act"),
    };
    assert!(actors.contains(&actor), "{said}");
    let may: Option<&[&str]> = match category {
        "Ok" => Some(&["NotNeeded"]),
        "Unavailable" => Some(&["NotNeeded", "Backoff", "Throttled", "AfterState"]),
        "AlreadyExists" => Some(&["NotNeeded", "AfterChange", "AfterState"]),
        _ => None,
    };
    assert!(may.is_none_or(|may| may.contains(&retry)), "{said}");
    assert!(category != "Unauthenticated" || !["Backoff", "Throttled"].contains(&retry), "{said}");
    assert!(category != "DeadlineExceeded" || retry != "Never", "{said}");
    let is_true = |key| row.node.get(key) == Some(&Node::raw("true"));
    assert!(category != "Ok" || !is_true("escalate"), "{said}: nobody escalates a success");
    if let Some(pace) = row.node.get("pace_ms") {
        assert!(row.node.number("pace_ms").is_some_and(|pace| (1..=86_400_000).contains(&pace)), "{said}: {pace:?}");
        assert!(retry == "Throttled" || category == "Unauthenticated", "{said}: {pace:?}");
    }
    assert!(row.node.get("scope").is_none() || category == "ResourceExhausted", "{said}: it has a scope");
    let is_idle = ["NotNeeded", "Unspecified"].contains(&retry);
    assert!(is_idle || !row.text("en", "action").is_empty(), "{said}: nobody says what to do");
}

/// Asserts that the texts of a row can be read, by people and by programs.
fn assert_texts(row: &Row<'_>) {
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    for field in ["description", "cause", "action", "note"] {
        let (en, zh) = (row.text("en", field), row.text("zh", field));
        assert_eq!(en.is_empty(), zh.is_empty(), "{}: {field} in one language only", row.path());
        assert!(!en.contains(is_han), "{}: {en}", row.path());
        assert!(zh.is_empty() || zh.contains(is_han), "{}: {zh}", row.path());
        for text in [en, zh] {
            assert!(text.trim() == text && !text.contains(char::is_control), "{}: {text:?}", row.path());
            assert!(text.matches('`').count() % 2 == 0, "{}: {text:?}", row.path());
            assert!(
                text.is_empty() || field == "description" || text.ends_with(['.', '。']),
                "{}: {text:?}",
                row.path()
            );
        }
    }
    let description = row.text("en", "description");
    assert!(
        !description.is_empty() && description.chars().count() < 90 && !description.ends_with('.'),
        "{description:?}"
    );
}

/// A line of the source: its words and texts, and those in each pair of parentheses.
#[derive(Debug, Default)]
struct Line {
    words: Vec<String>,
    groups: BTreeMap<String, Vec<String>>,
}

impl Line {
    fn of(line: &str) -> Self {
        let mut parsed = Self::default();
        let mut rest = line;
        let mut group: Option<String> = None;
        while let Some(first) = rest.chars().next() {
            let word = if let Some(text) = rest.strip_prefix('"') {
                let (text, after) = text.split_once('"').expect("a text ends");
                assert!(!text.contains('\\'), "a text needs no escapes: {line}");
                rest = after;
                text
            } else if first == '(' {
                let name = parsed.words.pop().expect("parentheses have a name");
                parsed.groups.insert(name.clone(), Vec::new());
                group = Some(name);
                rest = &rest[1..];
                continue;
            } else if " ,;{})".contains(first) {
                if first == ')' {
                    group = None;
                }
                rest = &rest[1..];
                continue;
            } else {
                let (word, after) = rest.split_at(rest.find([' ', ',', ';', '(', ')', '{', '}']).unwrap_or(rest.len()));
                rest = after;
                word
            };
            match &group {
                Some(name) => parsed.groups.get_mut(name).expect("the group is there").push(word.to_owned()),
                None => parsed.words.push(word.to_owned()),
            }
        }
        parsed
    }

    /// What stands in parentheses, joined by blanks.
    fn group(&self, name: &str) -> String {
        self.groups.get(name).unwrap_or_else(|| panic!("no {name}( in {self:?}")).join(" ")
    }
}

/// The lines of the source, by their kind.
struct Printed {
    domains: Vec<Line>,
    sections: Vec<Line>,
    codes: Vec<Line>,
    chinese: Vec<Line>,
    bounds: Line,
    count: Line,
}

impl Printed {
    fn of(catalogue: &str, chinese: &str) -> Self {
        let lines = |text: &str, kind: &str| -> Vec<Line> {
            text.lines().filter(|line| line.trim_start().starts_with(kind)).map(Line::of).collect()
        };
        Self {
            domains: lines(catalogue, "domain "),
            sections: lines(catalogue, "section "),
            codes: lines(catalogue, "code "),
            chinese: lines(chinese, "code "),
            bounds: lines(catalogue, "bounds ").pop().expect("the bounds are printed"),
            count: lines(catalogue, "rows ").pop().expect("the count is printed"),
        }
    }

    fn assert_domains(&self, tables: &[(String, Node)]) {
        assert_eq!(self.domains.len(), tables.len());
        let mut variants = BTreeSet::new();
        let (mut first_row, mut first_section) = (0, 0);
        for (line, (slug, table)) in self.domains.iter().zip(tables) {
            let [_, variant, printed, vendor, title, url] = line.words.as_slice() else { panic!("{line:?}") };
            assert_eq!(printed, slug);
            assert!(variants.insert(variant), "{variant} twice");
            assert_eq!(variant.to_lowercase(), slug.replace('-', ""));
            let said = [vendor, title, url].map(|word| Some(word.as_str()));
            assert_eq!(said, [table.word("vendor"), table.word("title"), table.word("source_url")]);
            assert_eq!(line.group("envelope"), table.word("envelope").expect("a table has an envelope"));
            assert_eq!(line.group("date"), table.word("source_date").unwrap_or_default());
            assert_eq!(line.group("feature"), table.word("feature").unwrap_or_default());
            let also = texts(table.items("answers_also")).filter(|slug| tables.iter().any(|(other, _)| other == slug));
            let also: Vec<String> = also.map(|slug| slug.replace('-', "")).collect();
            assert_eq!(line.group("also").to_lowercase(), also.join(" "));
            let (rows, sections) = (table.items("codes").len(), table.items("sections").len());
            assert_eq!(line.group("rows"), format!("{first_row}..{}", first_row + rows));
            assert_eq!(line.group("sections"), format!("{first_section}..{}", first_section + sections));
            (first_row, first_section) = (first_row + rows, first_section + sections);
        }
        assert_eq!((first_row, first_section), (self.codes.len(), self.sections.len()));
        assert_eq!(self.count.words, ["rows".to_owned(), first_row.to_string()]);
    }

    fn assert_rows(&self, tables: &[(String, Node)], rows: &[Row<'_>]) {
        assert_eq!((self.codes.len(), self.chinese.len()), (rows.len(), rows.len()));
        let mut slugs = BTreeSet::new();
        for ((line, chinese), row) in self.codes.iter().zip(&self.chinese).zip(rows) {
            let [_, number, in_text, name, slug, category, retry, basis, actor, description] = line.words.as_slice()
            else {
                panic!("{line:?}");
            };
            let path = row.path();
            assert!(*number == row.number().to_string() && number == in_text, "{path}: {line:?}");
            let said = [name, category, retry, basis, actor].map(String::as_str);
            assert_eq!(said, ["name", "category", "retry", "basis", "actor"].map(|key| row.word(key)), "{path}");
            assert!(slugs.insert(slug.as_str()), "{slug} twice");
            let (domain, kebab) = slug.split_once('/').expect("a slug has its domain");
            assert!(domain == row.slug && kebab.replace('-', "") == name.to_lowercase(), "{path}: {slug}");
            assert!(kebab.split('-').all(|word| !word.is_empty()), "{slug}");
            assert!(kebab.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'), "{slug}");
            for key in ["symbol", "scope"] {
                assert_eq!(line.group(key), row.word(key), "{path}");
            }
            let raw = |key: &str, or: &str| match row.node.get(key) {
                Some(Node::Raw(raw)) => raw.clone(),
                _ => or.to_owned(),
            };
            assert_eq!(line.group("escalate"), raw("escalate", "?"), "{path}");
            assert_eq!(line.group("retired"), raw("retired", "false"), "{path}");
            assert_eq!(line.group("pace"), raw("pace_ms", ""), "{path}");
            let section = self.sections[line.group("section").parse::<usize>().expect("a section has an index")].words
                [1]
            .as_str();
            assert_eq!(section, row.word("section"), "{path}");
            assert!(row.table.items("sections").iter().any(|it| it.word("slug") == Some(section)), "{path}");
            let equivalents = texts(row.node.items("equivalents")).filter_map(|path| {
                let (slug, number) = path.split_once('/').expect("a path names its domain");
                let (slug, table) = tables.iter().find(|(other, _)| other == slug)?;
                let other = table.items("codes").iter().find(|row| row.number("number") == number.parse().ok());
                Some(format!("{} {}", slug.replace('-', ""), other?.word("name")?.to_lowercase()))
            });
            assert_eq!(line.group("equivalents").to_lowercase(), equivalents.collect::<Vec<_>>().join(" "), "{path}");
            assert_eq!(description, row.text("en", "description"), "{path}");
            assert_eq!(chinese.words[1], row.text("zh", "description"), "{path}");
            for (line, lang) in [(line, "en"), (chinese, "zh")] {
                for field in ["cause", "action", "note"] {
                    assert_eq!(line.group(field), row.text(lang, field), "{path}: {field}");
                }
            }
        }
    }
}

/// Asserts where the texts of each row end in their columns.
fn assert_bounds(line: &Line, rows: &[Row<'_>], lang: &str) {
    for (field, bounds) in &line.groups {
        let mut end = 0;
        let ends = rows.iter().map(|row| {
            end += row.text(lang, field).len();
            end.to_string()
        });
        let ends: Vec<String> = ["0".to_owned()].into_iter().chain(ends).collect();
        assert_eq!(*bounds, ends, "{lang} {field}");
    }
}

/// The numbers of a list in the source.
fn list(statics: &str, name: &str) -> Vec<u64> {
    let (_, rest) = statics.split_once(&format!(" {name}: [")).unwrap_or_else(|| panic!("no {name}"));
    let (_, rest) = rest.split_once("= [").expect("a list begins");
    let (items, _) = rest.split_once(']').expect("a list ends");
    items.split(", ").filter(|item| !item.is_empty()).map(|item| item.parse().expect("a number")).collect()
}

/// Asserts that a look-up finds each number in each domain that answers with it, and in no other one.
fn assert_found(statics: &str, tables: &[(String, Node)], rows: &[Row<'_>]) {
    let (_, multiplier) = statics.split_once("MULTIPLIER: u64 = 0x").expect("it is there");
    let multiplier = multiplier.split(';').next().expect("it has an end");
    let multiplier = u64::from_str_radix(multiplier, 16).expect("it is a number");
    let (displacements, slots) = (list(statics, "DISPLACEMENTS"), list(statics, "ROW_OF_SLOT"));
    assert!(displacements.len().is_power_of_two() && slots.len().is_power_of_two() && slots.len() > 1);
    let mut answers: BTreeMap<(usize, i64), usize> = BTreeMap::new();
    for (at, (slug, table)) in tables.iter().enumerate() {
        for from in [slug.as_str()].into_iter().chain(texts(table.items("answers_also"))) {
            for (index, row) in rows.iter().enumerate().filter(|(_, row)| row.slug == from) {
                answers.entry((at, row.number())).or_insert(index);
            }
        }
    }
    let bucket = |domain: usize, number: i64| {
        number.cast_unsigned().wrapping_add(domain as u64 * 8) & (displacements.len() as u64 - 1)
    };
    // The numbers of one bucket are placed by chance alone, which needs about as many slots as they make pairs.
    let mut crowds: BTreeMap<u64, usize> = BTreeMap::new();
    for &(domain, number) in answers.keys() {
        *crowds.entry(bucket(domain, number)).or_default() += 1;
    }
    let crowd = crowds.values().max().copied().unwrap_or(0);
    let most = (4 * rows.len().max(1) * tables.len().max(1)).max(crowd * crowd).next_power_of_two();
    assert!(slots.len() <= most, "{} slots, and at most {crowd} numbers in a bucket", slots.len());
    let numbers = rows.iter().flat_map(|row| [0, 1, -1, 1 << 32].map(|step| row.number() + step));
    let numbers: BTreeSet<i64> = numbers.chain([i64::MIN, i64::MAX]).collect();
    for (domain, (slug, _)) in tables.iter().enumerate() {
        for &number in &numbers {
            let moved = displacements[usize::try_from(bucket(domain, number)).expect("it is small")];
            let hash = number.cast_unsigned().wrapping_mul(multiplier) ^ moved;
            let slot = usize::try_from(hash >> (64 - slots.len().trailing_zeros())).expect("it is small");
            let row = usize::try_from(slots[slot]).expect("it is small");
            let found = (rows[row].number() == number).then_some(row);
            assert_eq!(found, answers.get(&(domain, number)).copied(), "{slug} {number}");
        }
    }
}

/// Asserts that each slug and domain has its entry, and each symbol that one row of its domain has.
fn assert_named(statics: &str, tables: &[(String, Node)], rows: &[Row<'_>]) {
    let mut expected: Vec<u64> = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        expected.push(2 * index as u64);
        let symbol = row.word("symbol");
        let twins = rows.iter().filter(|other| other.slug == row.slug && other.word("symbol") == symbol).count();
        let is_slug = rows.iter().any(|other| other.slug == row.slug && other.word("name").to_lowercase() == symbol);
        if !symbol.is_empty() && twins == 1 && !is_slug {
            expected.push(2 * index as u64 + 1);
        }
    }
    expected.extend((0..tables.len()).map(|at| (2 * rows.len() + at) as u64));
    let mut entries = list(statics, "NAMES");
    entries.sort_unstable();
    expected.sort_unstable();
    assert_eq!(entries, expected);
}
