//! Tables in, problems out: what must hold beyond types.
//!
//! The strictness is the point: a row that is wrong here answers wrongly in somebody's error handling, so whatever a
//! program can see is refused at build time, all of it at once.

use std::collections::{BTreeMap, BTreeSet};

use super::emit::{kebab, variant};
use super::table::{Row, Section, Table, Text};
use super::{Actor, Category, Retry};
use super::{Place, Problem};

/// A description fits on one line of a log beside its number.
const DESCRIPTION_MAX: usize = 90;
/// The longest other text. Ours stay below 700; what is longer is a slip of the hand.
const TEXT_MAX: usize = 2_000;

/// Everything that is wrong with the tables.
pub(crate) fn problems(tables: &[Table]) -> Vec<Problem> {
    let mut problems = Vec::new();
    domains(tables, &mut problems);
    for table in tables {
        sections(table, &mut problems);
        numbers(table, &mut problems);
        names(table, &mut problems);
        for row in &table.rows {
            let mut report = |message| problems.push(Problem::new(&table.file, Place::Number(row.number), message));
            placement(table, row, &mut report);
            judgement(row, &mut report);
            symbol(row, &mut report);
            equivalents(tables, table, row, &mut report);
            texts(row, &mut report);
        }
    }
    problems
}

/// The domains' names, order and answers.
fn domains(tables: &[Table], problems: &mut Vec<Problem>) {
    let slugs: BTreeSet<&str> = tables.iter().map(|table| table.slug.as_str()).collect();
    for (table, order) in tables.iter().zip(1..) {
        let mut report = |message| problems.push(Problem::new(&table.file, Place::Head, message));
        if !is_slug(&table.slug) {
            report("the file is named after its domain: lower-case words joined by `-`; rename it".to_owned());
        }
        if table.order != order {
            report(format!(
                "`order` is {} where {order} comes next; number the domains from 1 without a gap (is a file missing?)",
                table.order,
            ));
        }
        if !table.source_url.starts_with("https://") {
            report(format!("`source_url` is {:?}; give the page's https address", table.source_url));
        }
        if table.source_date.as_deref().is_some_and(|date| !is_date(date)) {
            report("`source_date` is no date; write it as 2025-01-31, or leave it out".to_owned());
        }
        plain(&table.title, "`title`", &mut report);
        for other in &table.answers_also {
            if *other == table.slug || !slugs.contains(other.as_str()) {
                report(format!("`answers_also` names {other:?}, which is no other table; name one, or leave it out"));
            }
        }
    }
}

/// The sections of a domain and the ranges that they own.
fn sections(table: &Table, problems: &mut Vec<Problem>) {
    let mut report = |message| problems.push(Problem::new(&table.file, Place::Head, message));
    if table.sections.is_empty() {
        report("`sections` is empty; every domain has at least one".to_owned());
    }
    let mut seen = BTreeSet::new();
    let mut owned: Vec<(i64, i64, &str)> = Vec::new();
    for Section { slug, title, ranges } in &table.sections {
        if !is_slug(slug) {
            report(format!("section {slug:?} is no slug; write lower-case words joined by `-`"));
        }
        if !seen.insert(slug) {
            report(format!("section {slug:?} stands there twice; keep one"));
        }
        plain(title, "a section's `title`", &mut report);
        for &(first, last) in ranges {
            if first > last {
                report(format!("section {slug:?} owns {first} to {last}; write the lower number first"));
            }
            if let Some((_, _, other)) = owned.iter().find(|(start, end, _)| first <= *end && *start <= last) {
                report(format!("section {slug:?} owns {first} to {last}, which overlaps {other:?}; part them"));
            }
            owned.push((first, last, slug));
        }
    }
}

/// Each number once, ascending.
fn numbers(table: &Table, problems: &mut Vec<Problem>) {
    for pair in table.rows.windows(2) {
        let (before, number) = (pair[0].number, pair[1].number);
        let message = match before.cmp(&number) {
            std::cmp::Ordering::Less => continue,
            std::cmp::Ordering::Equal => "the number is taken by the row before; keep one row a number".to_owned(),
            std::cmp::Ordering::Greater => format!("stands after {before}; keep the rows in ascending order"),
        };
        problems.push(Problem::new(&table.file, Place::Number(number), message));
    }
}

/// Each name once, fit for a variant and a slug.
fn names(table: &Table, problems: &mut Vec<Problem>) {
    let mut taken: BTreeMap<String, &Row> = BTreeMap::new();
    for row in &table.rows {
        let mut report = |message| problems.push(Problem::new(&table.file, Place::Number(row.number), message));
        if !is_variant(&row.name) {
            report(format!("name {:?} is no UpperCamelCase identifier; write one such as RoomNotFound", row.name));
        } else if matches!(row.name.as_str(), "Self" | "Unknown") {
            report(format!("name {:?} is reserved; say what is wrong instead", row.name));
        }
        match taken.get(&kebab(&row.name)) {
            Some(other) => report(format!(
                "name {:?} is taken by {} ({}); choose another, or add the number",
                row.name, other.number, other.name
            )),
            None => drop(taken.insert(kebab(&row.name), row)),
        }
    }
}

/// A row's section exists, and no other one owns its number.
fn placement(table: &Table, row: &Row, report: &mut impl FnMut(String)) {
    let number = i64::from(row.number);
    let owner = table
        .sections
        .iter()
        .find(|section| section.ranges.iter().any(|&(first, last)| (first..=last).contains(&number)));
    if !table.sections.iter().any(|section| section.slug == row.section) {
        let known: Vec<_> = table.sections.iter().map(|section| section.slug.as_str()).collect();
        report(format!("section {:?} does not exist; write one of {}", row.section, known.join(", ")));
    } else if let Some(owner) = owner.filter(|owner| owner.slug != row.section) {
        report(format!(
            "is in section {:?}, but {:?} owns the number; move the row or the range",
            row.section, owner.slug
        ));
    }
}

/// The judgements that exclude one another.
fn judgement(row: &Row, report: &mut impl FnMut(String)) {
    if row.retry == Retry::Throttled && row.actor != Actor::Developer {
        report(format!("is Throttled, but its actor is {}; who slows down is the Developer", row.actor));
    }
    if row.pace_ms.is_some() && row.retry != Retry::Throttled {
        report(format!("has `pace_ms`, but its retry is {}; only what is Throttled has a pace", row.retry));
    }
    if row.pace_ms.is_some_and(|pace| !(1..=86_400_000).contains(&pace)) {
        report("`pace_ms` is out of range; write 1 to 86400000 milliseconds".to_owned());
    }
    if row.category == Category::Ok && (row.retry, row.actor) != (Retry::NotNeeded, Actor::Nobody) {
        report("is a success, so its retry is NotNeeded and its actor Nobody".to_owned());
    }
}

fn symbol(row: &Row, report: &mut impl FnMut(String)) {
    let fits = |symbol: &str| {
        symbol.starts_with(|c: char| c.is_ascii_alphabetic())
            && symbol.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
            // Else `zego-web/symbol` could be read as a slug.
            && symbol.contains(|c: char| c.is_ascii_uppercase())
    };
    if let Some(symbol) = row.symbol.as_deref().filter(|symbol| !fits(symbol)) {
        report(format!("symbol {symbol:?} is no identifier; write the vendor's own constant, or leave it out"));
    }
}

/// Equivalents exist, answer, and are not the row itself.
fn equivalents(tables: &[Table], table: &Table, row: &Row, report: &mut impl FnMut(String)) {
    let own = format!("{}/{}", table.slug, row.number);
    let mut seen = BTreeSet::new();
    for equivalent in &row.equivalents {
        if !seen.insert(equivalent) {
            report(format!("equivalent {equivalent:?} stands there twice; keep one"));
        } else if *equivalent == own {
            report("names itself as an equivalent; leave it out".to_owned());
        } else {
            match row_at(tables, equivalent) {
                None => report(format!("equivalent {equivalent:?} does not exist; write it as \"zego-room/104\"")),
                Some(other) if !other.equivalents.contains(&own) => {
                    report(format!("equivalent {equivalent:?} does not answer; add {own:?} to its equivalents"));
                }
                Some(_) => {}
            }
        }
    }
}

/// The row that `zego-room/104` names.
fn row_at<'a>(tables: &'a [Table], path: &str) -> Option<&'a Row> {
    let (slug, number) = path.split_once('/')?;
    let table = tables.iter().find(|table| table.slug == slug)?;
    table.rows.iter().find(|row| row.number.to_string() == number)
}

/// The texts of a row, in both languages.
fn texts(row: &Row, report: &mut impl FnMut(String)) {
    text(&row.en, "en", '.', report);
    text(&row.zh, "zh", '。', report);
    if row.en.description.split(' ').next().is_some_and(is_capitalized) {
        report("en: `description` starts with a capital; begin in lower case, it follows `error 104: `".to_owned());
    }
    for (field, en, zh) in [
        ("cause", &row.en.cause, &row.zh.cause),
        ("action", &row.en.action, &row.zh.action),
        ("note", &row.en.note, &row.zh.note),
    ] {
        if en.is_some() != zh.is_some() {
            report(format!("`{field}` is there in one language only; write it in both or in none"));
        }
    }
    if row.en.action.is_none() && !matches!(row.retry, Retry::NotNeeded | Retry::Unspecified) {
        report(format!("is {}, so somebody must act; add the `action`", row.retry));
    }
}

fn text(text: &Text, lang: &str, stop: char, report: &mut impl FnMut(String)) {
    let description = &text.description;
    plain(description, &format!("{lang}: `description`"), report);
    if description.ends_with(['.', '。']) {
        report(format!("{lang}: `description` ends with a full stop; take it away"));
    }
    if description.chars().count() >= DESCRIPTION_MAX {
        report(format!(
            "{lang}: `description` has {} characters; keep it under {DESCRIPTION_MAX}",
            description.chars().count()
        ));
    }
    for (field, value) in [("cause", &text.cause), ("action", &text.action), ("note", &text.note)] {
        let Some(value) = value else { continue };
        plain(value, &format!("{lang}: `{field}`"), report);
        if !value.ends_with(stop) {
            report(format!("{lang}: `{field}` does not end with {stop:?}; write full sentences"));
        }
    }
}

/// A text that is there, on one line, of sensible length and with its code marks in pairs.
fn plain(text: &str, what: &str, report: &mut impl FnMut(String)) {
    if text.trim().is_empty() {
        report(format!("{what} is empty; write it, or leave the field out where it may be absent"));
    } else if text.trim() != text {
        report(format!("{what} begins or ends with a blank; take it away"));
    }
    if text.chars().any(char::is_control) {
        report(format!("{what} holds a control character; take it away"));
    }
    if text.chars().count() > TEXT_MAX {
        report(format!("{what} has {} characters; keep it under {TEXT_MAX}", text.chars().count()));
    }
    if text.matches('`').count() % 2 == 1 {
        report(format!("{what} holds a lone backtick; put identifiers between two"));
    }
}

/// `Room`, but neither `room`, `SDP`, `WebSocket` nor `` `RoomId` ``.
fn is_capitalized(word: &str) -> bool {
    let rest = word.strip_prefix(|c: char| c.is_ascii_uppercase()).unwrap_or_default();
    !rest.is_empty() && rest.chars().all(|c| c.is_ascii_lowercase())
}

fn is_slug(text: &str) -> bool {
    text.split('-').all(|word| {
        word.starts_with(|c: char| c.is_ascii_lowercase())
            && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
    })
}

fn is_variant(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_uppercase())
        && text.chars().all(|c| c.is_ascii_alphanumeric())
        && variant(&kebab(text)) == text
}

fn is_date(text: &str) -> bool {
    let parts: Vec<_> = text.split('-').collect();
    text.len() == 10
        && parts.iter().map(|part| part.len()).eq([4, 2, 2])
        && parts.iter().all(|part| part.chars().all(|c| c.is_ascii_digit()))
        && (1..=12).contains(&parts[1].parse().unwrap_or(0))
        && (1..=31).contains(&parts[2].parse().unwrap_or(0))
}
