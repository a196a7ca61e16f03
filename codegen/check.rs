//! Tables in, problems out: what must hold beyond types.
//!
//! The checks are strict because a wrong row gives a wrong answer in somebody's error handling. So the build refuses
//! every mistake that a program can see, all at once. A field that `table` could not read is `None` here and is
//! reported already; neither it nor anything that depends on it is reported again.

use std::collections::{BTreeMap, BTreeSet};

use super::FEATURES;
use super::labels;
use super::order;
use super::problem::{Place, Problem, named, shown};
use super::spelling::{is_slug, is_variant};
use super::table::{Call, Limit, Row, Section, Table, Tables};
use super::wording::{self, Absent};

/// The index of a domain or a section is a `u8`.
const MAX_DOMAINS: usize = 256;
const MAX_SECTIONS: usize = 256;
/// The index of a call is a `u16`.
const MAX_CALLS: usize = 65_536;
/// The longest name, symbol, slug and address, in bytes. Ours stay below half of it.
const MAX_NAME: usize = 120;
/// The longest pace, and the longest time of a limit: a day.
const MAX_MILLIS: i64 = 86_400_000;
/// Names that the library or Rust uses for something else.
const RESERVED_NAMES: &[&str] = &["Self", "Unknown", "Error", "Iterator"];
const RESERVED_DOMAINS: &[&str] = &["unknown-code", "unknown-word", "parse-code-error", "parse-section-error"];

/// Everything that is wrong with the tables.
pub(super) fn problems(all: &Tables) -> Vec<Problem> {
    let mut problems = Vec::new();
    let rows = rows(all);
    domains(all, &mut problems);
    calls(all, &mut problems);
    for table in &all.tables {
        sections(table, &mut problems);
        numbers(table, &mut problems);
        names(table, &mut problems);
        for row in &table.rows {
            let mut report = |message| problems.push(Problem::new(&table.file, Place::Number(row.number), message));
            placement(table, row, &mut report);
            pace(row, &mut report);
            symbol(row, &mut report);
            equivalents(all, &rows, table, row, &mut report);
            labels::of_row(row, &mut report);
            wording::of_row(row, &mut report);
        }
    }
    labels::of_twins(all, &mut problems);
    problems
}

/// The domains' names, order and answers.
fn domains(all: &Tables, problems: &mut Vec<Problem>) {
    let known: BTreeSet<&str> =
        all.tables.iter().map(|table| &table.slug).chain(&all.unread).map(String::as_str).collect();
    let mut orders: BTreeMap<i64, &str> = BTreeMap::new();
    let mut next = 1;
    for table in &all.tables {
        let mut report = |message| problems.push(Problem::new(&table.file, Place::Head, message));
        if !is_slug(&table.slug)
            || !table.slug.contains('-')
            || table.slug.len() > MAX_NAME
            || RESERVED_DOMAINS.contains(&table.slug.as_str())
        {
            report("is no name for a domain; rename the file to the vendor's word and others joined by `-`".to_owned());
        }
        if let Some(order) = table.order {
            if order < 1 {
                report(format!("`order` is {order}; number the domains from 1"));
            } else if let Some(other) = orders.insert(order, &table.file) {
                let other = named(other);
                report(format!("`order` {order} is taken by data/{other}; choose the next free number"));
            } else if order != next && all.unread.is_empty() && all.tables.iter().all(|table| table.order.is_some()) {
                report(format!(
                    "`order` is {order} where {next} comes next; number the domains from 1 without a gap, \
                     or is a file missing?"
                ));
            }
            next = order.max(0).saturating_add(1);
        }
        if let Some(feature) = table.feature.as_deref().filter(|feature| !FEATURES.contains(feature)) {
            let (feature, known) = (shown(feature), FEATURES.join(", "));
            report(format!("`feature` is {feature}; write one of {known}, or leave it out"));
        }
        if let Some(url) = table.source_url.as_deref().filter(|url| !is_address(url)) {
            report(format!("`source_url` is {}; give the page's https address", shown(url)));
        }
        if let Some(date) = table.source_date.as_deref().filter(|date| !is_date(date)) {
            report(format!("`source_date` is {}, no date; write it as 2025-01-31, or leave it out", shown(date)));
        }
        if let Some(title) = &table.title {
            wording::plain(title, "`title`", Absent::Never, &mut report);
        }
        for (index, other) in table.answers_also.iter().enumerate() {
            let of_other_vendor = all.tables.iter().any(|it| {
                it.slug == *other && it.vendor.is_some() && table.vendor.is_some() && it.vendor != table.vendor
            });
            if *other == table.slug || !known.contains(other.as_str()) {
                let other = shown(other);
                report(format!("`answers_also` names {other}, which is no other table; name one, or leave it out"));
            } else if table.answers_also[..index].contains(other) {
                report(format!("`answers_also` names {} twice; keep one", shown(other)));
            } else if of_other_vendor {
                report(format!("`answers_also` names {}, which is another vendor's; leave it out", shown(other)));
            }
        }
    }
    if !all.tables.is_empty() && all.unread.is_empty() && all.tables.iter().all(|table| table.feature.is_some()) {
        let message =
            "every domain needs a feature; leave it out of one, so that a build without features has a domain";
        problems.push(Problem::new("", Place::Head, message.to_owned()));
    }
    let sections = all.tables.iter().filter_map(|table| table.sections.as_ref()).map(Vec::len).sum();
    let calls = all.tables.iter().map(|table| table.calls.len()).sum();
    for (number, limit, what) in
        [(all.tables.len(), MAX_DOMAINS, "domains"), (sections, MAX_SECTIONS, "sections"), (calls, MAX_CALLS, "calls")]
    {
        if number > limit {
            let message =
                format!("{number} {what} are more than the {limit} that the tables are laid out for; widen them");
            problems.push(Problem::new("", Place::Head, message));
        }
    }
}

/// Each call is in one domain only, and its name and limit are valid.
fn calls(all: &Tables, problems: &mut Vec<Problem>) {
    let mut taken: BTreeMap<&str, &str> = BTreeMap::new();
    for table in &all.tables {
        let mut report = |message| problems.push(Problem::new(&table.file, Place::Head, message));
        if !table.calls.is_sorted_by(|a, b| a.name < b.name) {
            report("`calls` are not in the order of their names; sort them".to_owned());
        }
        for Call { name, limit, .. } in &table.calls {
            let fits = |c: char| c.is_ascii_alphanumeric() || "_/".contains(c);
            if name.is_empty() || name.len() > MAX_NAME || !name.chars().all(fits) {
                report(format!("call {} is no name; write the vendor's own, or leave it out", shown(name)));
            } else if let Some(other) = taken.insert(name, &table.file) {
                report(format!("call {} stands in data/{} already; keep one", shown(name), named(other)));
            }
            if let Some(Limit { requests, per_ms, .. }) = limit {
                let (requests_fit, time_fits) = ((1..=1_000_000).contains(requests), (1..=MAX_MILLIS).contains(per_ms));
                if !requests_fit || !time_fits {
                    report(format!(
                        "call {}: `limit` is {requests} requests in {per_ms} milliseconds; write 1 to 1000000 in 1 to {MAX_MILLIS}",
                        shown(name)
                    ));
                }
            }
        }
    }
}

/// The sections of a domain and the ranges that they own.
fn sections(table: &Table, problems: &mut Vec<Problem>) {
    let mut report = |message| problems.push(Problem::new(&table.file, Place::Head, message));
    let Some(sections) = &table.sections else { return };
    if sections.is_empty() {
        report("`sections` is empty; every domain has at least one".to_owned());
    }
    let (mut slugs, mut titles) = (BTreeSet::new(), BTreeSet::new());
    let mut owned: Vec<(i64, i64, &str)> = Vec::new();
    for Section { slug, title, ranges, note } in sections {
        let name = shown(slug);
        if !is_slug(slug) || slug.len() > MAX_NAME {
            report(format!("section {name} is no slug; write lower-case words joined by `-`"));
        }
        if !slugs.insert(slug) {
            report(format!("section {name} stands there twice; keep one"));
        } else if !titles.insert(title) {
            report(format!("section {name} has the title of another section; say what it is about"));
        }
        wording::plain(title, &format!("section {name}: `title`"), Absent::Never, &mut report);
        if let Some(note) = note {
            wording::of_note(note, &format!("section {name}: "), &mut report);
        }
        for &(first, last) in ranges {
            if first > last {
                report(format!("section {name} owns {first} to {last}; write the lower number first"));
            }
            if i32::try_from(first).is_err() || i32::try_from(last).is_err() {
                report(format!(
                    "section {name} owns {first} to {last}; write numbers from {} to {}",
                    i32::MIN,
                    i32::MAX
                ));
            }
            if let Some((start, end, other)) = owned.iter().find(|(start, end, _)| first <= *end && *start <= last) {
                let other = shown(other);
                report(format!(
                    "section {name} owns {first} to {last}, which overlaps {start} to {end} of {other}; part them"
                ));
            }
            owned.push((first, last, slug));
        }
        let used = !ranges.is_empty() || table.rows.iter().any(|row| row.section.as_ref() == Some(slug));
        if !used && !table.unread_row {
            report(format!("section {name} has neither rows nor ranges; leave it out"));
        }
    }
}

/// Each number occurs once, in ascending order, and 0 is one of them.
fn numbers(table: &Table, problems: &mut Vec<Problem>) {
    let mut report = |number, message: String| problems.push(Problem::new(&table.file, Place::Number(number), message));
    let mut seen = BTreeSet::new();
    let mut numbers: Vec<i32> = Vec::new();
    for row in &table.rows {
        if seen.insert(row.number) {
            numbers.push(row.number);
        } else {
            report(row.number, "the number is taken by a row above; keep one row a number".to_owned());
        }
    }
    for stray in order::strays(&numbers) {
        let number = numbers[stray];
        let above = seen.range(..number).next_back();
        let place = above.map_or_else(|| "first".to_owned(), |above| format!("behind {above}"));
        report(number, format!("is out of order; the rows ascend, so move it {place}"));
    }
    if !seen.contains(&0) && !table.unread_row {
        let message = "has no code 0, which is success in every domain; add it";
        problems.push(Problem::new(&table.file, Place::Head, message));
    }
}

/// Each name occurs once and fits a variant and a slug.
fn names(table: &Table, problems: &mut Vec<Problem>) {
    let mut taken: BTreeMap<&str, i32> = BTreeMap::new();
    for row in &table.rows {
        let Some(name) = row.name.as_deref() else { continue };
        let mut report = |message| problems.push(Problem::new(&table.file, Place::Number(row.number), message));
        if !is_variant(name) || name.len() > MAX_NAME {
            report(format!("name {} is not UpperCamelCase; write one such as RoomNotFound or HttpError", shown(name)));
        } else if RESERVED_NAMES.contains(&name) {
            report(format!("name {name:?} is reserved; say what is wrong instead"));
        } else if let Some(other) = taken.insert(name, row.number) {
            report(format!("name {} is taken by {other}; choose another, or add the number", shown(name)));
        }
    }
}

/// A row's section exists, and no other one owns its number.
fn placement(table: &Table, row: &Row, report: &mut dyn FnMut(String)) {
    let (Some(sections), Some(section)) = (&table.sections, &row.section) else { return };
    let number = i64::from(row.number);
    let owns = |section: &&Section| section.ranges.iter().any(|&(first, last)| (first..=last).contains(&number));
    let owner = sections.iter().find(owns).filter(|owner| owner.slug != *section);
    if sections.is_empty() {
        // Reported already.
    } else if !sections.iter().any(|known| known.slug == *section) {
        let known: Vec<_> = sections.iter().take(12).map(|section| shown(&section.slug)).collect();
        report(format!("section {} does not exist; write one of {}", shown(section), known.join(", ")));
    } else if let Some(owner) = owner {
        let (section, owner) = (shown(section), shown(&owner.slug));
        report(format!("is in section {section}, but {owner} owns the number; move the row or the range"));
    }
}

/// A pace is at least one millisecond and at most a day.
fn pace(row: &Row, report: &mut dyn FnMut(String)) {
    if let Some(pace) = row.pace_ms.filter(|pace| !(1..=MAX_MILLIS).contains(pace)) {
        report(format!("`pace_ms` is {pace}; write 1 to {MAX_MILLIS} milliseconds"));
    }
}

fn symbol(row: &Row, report: &mut dyn FnMut(String)) {
    let fits = |symbol: &str| {
        symbol.len() <= MAX_NAME
            && symbol.starts_with(|c: char| c.is_ascii_alphabetic())
            && symbol.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    if let Some(symbol) = row.symbol.as_deref() {
        if !fits(symbol) {
            report(format!("symbol {} is no constant; write the vendor's own, or leave it out", shown(symbol)));
        } else if !symbol.contains(|c: char| c.is_ascii_uppercase()) {
            // Otherwise `zego-web/symbol` could be read as a slug.
            report(format!("symbol {} has no capital; write the vendor's own, or leave it out", shown(symbol)));
        }
    }
}

/// Equivalents exist, name this row too, and are not the row itself.
fn equivalents(all: &Tables, rows: &Rows<'_>, table: &Table, row: &Row, report: &mut dyn FnMut(String)) {
    let own = format!("{}/{}", table.slug, row.number);
    let mut seen = BTreeSet::new();
    for equivalent in row.equivalents.iter().flatten() {
        let name = shown(equivalent);
        if !seen.insert(equivalent) {
            report(format!("equivalent {name} stands there twice; keep one"));
        } else if *equivalent == own {
            report("names itself as an equivalent; leave it out".to_owned());
        } else {
            match found(all, rows, equivalent) {
                Found::Nowhere => report(format!("equivalent {name} does not exist; write it as \"zego-room/104\"")),
                Found::Row(other) if other.equivalents.as_ref().is_some_and(|names| !names.contains(&own)) => {
                    report(format!("equivalent {name} does not answer; add {} to its equivalents", shown(&own)));
                }
                Found::Row(other) => {
                    labels::of_equivalents(row, other, &name, report);
                    let others = other.equivalents.iter().flatten().filter(|third| **third != own);
                    for third in others.filter(|third| !row.equivalents.iter().flatten().any(|own| own == *third)) {
                        report(format!("equivalent {name} has {} as another one; add it here too", shown(third)));
                    }
                }
                Found::Unread => {}
            }
        }
    }
}

/// Every row by its domain and number: `zego-room/104`.
type Rows<'a> = BTreeMap<String, &'a Row>;

fn rows(all: &Tables) -> Rows<'_> {
    let mut rows = Rows::new();
    for table in &all.tables {
        for row in &table.rows {
            // If two rows have the same number, which is reported already, the first one counts.
            rows.entry(format!("{}/{}", table.slug, row.number)).or_insert(row);
        }
    }
    rows
}

/// What `zego-room/104` names.
enum Found<'a> {
    Row(&'a Row),
    /// No row that was read, but perhaps one that could not be read.
    Unread,
    Nowhere,
}

fn found<'a>(all: &Tables, rows: &Rows<'a>, path: &str) -> Found<'a> {
    if let Some(row) = rows.get(path) {
        return Found::Row(row);
    }
    let slug = path.split('/').next().unwrap_or_default();
    let unread = all.unread.contains(slug) || all.tables.iter().any(|table| table.slug == slug && table.unread_row);
    if unread { Found::Unread } else { Found::Nowhere }
}

/// Whether Markdown and terminals recognize a text as a page's address: a host with a dot, no user, no brackets.
fn is_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").unwrap_or_default();
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_label = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    text.len() <= MAX_NAME * 2
        && host.contains('.')
        && host.split('.').all(is_label)
        && rest.chars().all(|c| c.is_ascii_graphic() && !"<>()[]\"`\\".contains(c))
}

/// Whether a text is a day of this century, such as 2025-01-31.
fn is_date(text: &str) -> bool {
    let parts: Vec<_> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return false };
    let number = |text: &str, length| {
        if text.len() == length && text.bytes().all(|b| b.is_ascii_digit()) { text.parse::<u32>().ok() } else { None }
    };
    let (Some(year), Some(month), Some(day)) = (number(year, 4), number(month, 2), number(day, 2)) else {
        return false;
    };
    let leap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0;
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u32::from(leap),
        _ => 0,
    };
    (2000..2100).contains(&year) && (1..=days).contains(&day)
}
