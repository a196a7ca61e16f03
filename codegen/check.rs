//! Tables in, problems out: what must hold beyond types.
//!
//! The strictness is the point: a row that is wrong here answers wrongly in somebody's error handling, so whatever a
//! program can see is refused at build time, all of it at once. What `table` could not read is `None` here and has been
//! reported; nothing is said about it a second time, nor about what depends on it.

use std::collections::{BTreeMap, BTreeSet};

use super::emit::kebab;
use super::table::{Row, Section, Table, Tables, Text};
use super::{Actor, Category, Place, Problem, Retry, shown};

/// A description stays below this, to fit on one line of a log beside its number.
const DESCRIPTION_LIMIT: usize = 90;
/// The longest other text. Ours stay below 700; what is longer is a slip of the hand.
const TEXT_MAX: usize = 2_000;
/// A domain has a bit in a `u32`, a section a `u8`.
const DOMAINS_MAX: usize = 32;
const SECTIONS_MAX: usize = 256;
/// Names that the library, or Rust, has for something else.
const RESERVED_NAMES: &[&str] = &["Self", "Unknown", "Error", "Iterator"];
const RESERVED_DOMAINS: &[&str] = &["unknown-code", "unknown-word", "parse-code-error"];

/// Everything that is wrong with the tables.
pub(crate) fn problems(all: &Tables) -> Vec<Problem> {
    let mut problems = Vec::new();
    let rows = rows(all);
    domains(all, &mut problems);
    for table in &all.tables {
        sections(table, &mut problems);
        numbers(table, &mut problems);
        names(table, &mut problems);
        for row in &table.rows {
            let mut report = |message| problems.push(Problem::new(&table.file, Place::Number(row.number), message));
            placement(table, row, &mut report);
            judgement(row, &mut report);
            symbol(row, &mut report);
            equivalents(all, &rows, table, row, &mut report);
            texts(row, &mut report);
        }
    }
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
        if !is_slug(&table.slug) || !table.slug.contains('-') || RESERVED_DOMAINS.contains(&table.slug.as_str()) {
            report("is no name for a domain; rename the file to the vendor's word and others joined by `-`".to_owned());
        }
        if let Some(order) = table.order {
            if let Some(other) = orders.insert(order, &table.file) {
                report(format!("`order` {order} is taken by data/{other}; choose the next free number"));
            } else if order != next && all.unread.is_empty() && all.tables.iter().all(|table| table.order.is_some()) {
                report(format!(
                    "`order` is {order} where {next} comes next; number the domains from 1 without a gap, \
                     or is a file missing?"
                ));
            }
            next = order + 1;
        }
        if let Some(url) = table.source_url.as_deref().filter(|url| !is_address(url)) {
            report(format!("`source_url` is {}; give the page's https address", shown(url)));
        }
        if let Some(date) = table.source_date.as_deref().filter(|date| !is_date(date)) {
            report(format!("`source_date` is {}, no date; write it as 2025-01-31, or leave it out", shown(date)));
        }
        if let Some(title) = &table.title {
            plain(title, "`title`", Absent::Never, &mut report);
        }
        for (index, other) in table.answers_also.iter().enumerate() {
            if *other == table.slug || !known.contains(other.as_str()) {
                let other = shown(other);
                report(format!("`answers_also` names {other}, which is no other table; name one, or leave it out"));
            } else if table.answers_also[..index].contains(other) {
                report(format!("`answers_also` names {} twice; keep one", shown(other)));
            }
        }
    }
    for (too_many, limit, what) in [
        (all.tables.len(), DOMAINS_MAX, "domains"),
        (all.tables.iter().filter_map(|table| table.sections.as_ref()).map(Vec::len).sum(), SECTIONS_MAX, "sections"),
    ] {
        if too_many > limit {
            let message =
                format!("{too_many} {what} are more than the {limit} that the tables are laid out for; widen them");
            problems.push(Problem::new("", Place::Head, message));
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
    let mut seen = BTreeSet::new();
    let mut owned: Vec<(i64, i64, &str)> = Vec::new();
    for Section { slug, title, ranges } in sections {
        let name = shown(slug);
        if !is_slug(slug) {
            report(format!("section {name} is no slug; write lower-case words joined by `-`"));
        }
        if !seen.insert(slug) {
            report(format!("section {name} stands there twice; keep one"));
        }
        plain(title, &format!("section {name}: `title`"), Absent::Never, &mut report);
        for &(first, last) in ranges {
            if first > last {
                report(format!("section {name} owns {first} to {last}; write the lower number first"));
            }
            if let Some((start, end, other)) = owned.iter().find(|(start, end, _)| first <= *end && *start <= last) {
                let other = shown(other);
                report(format!(
                    "section {name} owns {first} to {last}, which overlaps {start} to {end} of {other}; part them"
                ));
            }
            owned.push((first, last, slug));
        }
    }
}

/// Each number once, ascending.
fn numbers(table: &Table, problems: &mut Vec<Problem>) {
    let mut seen = BTreeSet::new();
    for row in &table.rows {
        let highest = seen.last().copied().unwrap_or(i32::MIN);
        let message = if !seen.insert(row.number) {
            "the number is taken by a row above; keep one row a number".to_owned()
        } else if row.number < highest {
            format!("stands after {highest}; keep the rows in ascending order")
        } else {
            continue;
        };
        problems.push(Problem::new(&table.file, Place::Number(row.number), message));
    }
}

/// Each name once, fit for a variant and a slug.
fn names(table: &Table, problems: &mut Vec<Problem>) {
    let mut taken: BTreeMap<&str, i32> = BTreeMap::new();
    for row in &table.rows {
        let Some(name) = row.name.as_deref() else { continue };
        let mut report = |message| problems.push(Problem::new(&table.file, Place::Number(row.number), message));
        if !is_variant(name) {
            report(format!("name {} is not UpperCamelCase; write one such as RoomNotFound or HttpError", shown(name)));
        } else if RESERVED_NAMES.contains(&name) {
            report(format!("name {name:?} is reserved; say what is wrong instead"));
        } else if let Some(other) = taken.insert(name, row.number) {
            report(format!("name {} is taken by {other}; choose another, or add the number", shown(name)));
        }
    }
}

/// A row's section exists, and no other one owns its number.
fn placement(table: &Table, row: &Row, report: &mut impl FnMut(String)) {
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

/// The judgements that exclude one another.
fn judgement(row: &Row, report: &mut impl FnMut(String)) {
    let actor = row.actor.filter(|&actor| actor != Actor::Developer);
    if let (Some(Retry::Throttled), Some(actor)) = (row.retry, actor) {
        report(format!("is Throttled, but its actor is {actor}; who slows down is the Developer"));
    }
    let retry = row.retry.filter(|&retry| retry != Retry::Throttled);
    if let (Some(_), Some(retry)) = (row.pace_ms, retry) {
        report(format!("has `pace_ms`, but its retry is {retry}; only what is Throttled has a pace"));
    }
    if let Some(pace) = row.pace_ms.filter(|pace| !(1..=86_400_000).contains(pace)) {
        report(format!("`pace_ms` is {pace}; write 1 to 86400000 milliseconds"));
    }
    if let (Some(Category::Ok), Some(retry), Some(actor)) = (row.category, row.retry, row.actor) {
        if (retry, actor) != (Retry::NotNeeded, Actor::Nobody) {
            report(
                "is a success, so its retry is NotNeeded and its actor Nobody; write so, or mend the category"
                    .to_owned(),
            );
        }
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
        let symbol = shown(symbol);
        report(format!("symbol {symbol} is no constant; write the vendor's own, or leave it out"));
    }
}

/// Equivalents exist, answer, and are not the row itself.
fn equivalents(all: &Tables, rows: &Rows<'_>, table: &Table, row: &Row, report: &mut impl FnMut(String)) {
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
                    report(format!("equivalent {name} does not answer; add {own:?} to its equivalents"));
                }
                Found::Row(_) | Found::Unread => {}
            }
        }
    }
}

/// Every row by what names it: `zego-room/104`.
type Rows<'a> = BTreeMap<String, &'a Row>;

fn rows(all: &Tables) -> Rows<'_> {
    let mut rows = Rows::new();
    for table in &all.tables {
        for row in &table.rows {
            // Of two rows with a number, which is reported, the first has it.
            rows.entry(format!("{}/{}", table.slug, row.number)).or_insert(row);
        }
    }
    rows
}

/// What `zego-room/104` names.
enum Found<'a> {
    Row(&'a Row),
    /// Nothing that is there, but something that could not be read may be it.
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

/// The texts of a row, in both languages.
fn texts(row: &Row, report: &mut impl FnMut(String)) {
    for (text, lang, stop) in [(&row.en, "en", '.'), (&row.zh, "zh", '。')] {
        if let Some(text) = text {
            self::text(text, lang, stop, report);
        }
    }
    let (Some(en), Some(zh)) = (&row.en, &row.zh) else { return };
    if en.description.as_deref().is_some_and(is_capitalized) {
        report("en: `description` starts with a capital; begin in lower case, it follows `error 104: `".to_owned());
    }
    for (field, en, zh) in
        [("cause", &en.cause, &zh.cause), ("action", &en.action, &zh.action), ("note", &en.note, &zh.note)]
    {
        if en.is_some() != zh.is_some() {
            report(format!("`{field}` is there in one language only; write it in both or in none"));
        }
    }
    let idle = [None, Some(Retry::NotNeeded), Some(Retry::Unspecified)].contains(&row.retry);
    if en.action.is_none() && zh.action.is_none() && !idle && row.category != Some(Category::Ok) {
        report("has no `action`, but its retry says that somebody must act; write what to do".to_owned());
    }
}

fn text(text: &Text, lang: &str, stop: char, report: &mut impl FnMut(String)) {
    if let Some(description) = &text.description {
        let what = format!("{lang}: `description`");
        let length = description.chars().count();
        if length >= DESCRIPTION_LIMIT {
            report(format!("{what} has {length} characters; write fewer than {DESCRIPTION_LIMIT}"));
        } else {
            plain(description, &what, Absent::Never, report);
        }
        if description.ends_with(['.', '。']) {
            report(format!("{what} ends with a full stop; take it away"));
        }
    }
    for (field, value) in [("cause", &text.cause), ("action", &text.action), ("note", &text.note)] {
        let Some(value) = value else { continue };
        let what = format!("{lang}: `{field}`");
        plain(value, &what, Absent::Allowed, report);
        if !value.trim().is_empty() && !value.ends_with(stop) {
            report(format!("{what} does not end with {stop:?}; write full sentences"));
        }
    }
}

/// Whether a field may be left out.
#[derive(Clone, Copy)]
enum Absent {
    Allowed,
    Never,
}

/// A text that is there, on one line, of sensible length, visible, and fit for the documentation.
fn plain(text: &str, what: &str, absent: Absent, report: &mut impl FnMut(String)) {
    if text.trim().is_empty() {
        let mend = match absent {
            Absent::Allowed => "write it, or leave it out",
            Absent::Never => "write it",
        };
        report(format!("{what} is empty; {mend}"));
    } else if text.trim() != text {
        report(format!("{what} begins or ends with a blank; take it away"));
    }
    if let Some((at, hidden)) = text.chars().zip(1..).map(|(c, at)| (at, c)).find(|&(_, c)| is_hidden(c)) {
        report(format!("{what} holds {hidden:?} as its character {at}, which nobody sees; take it away"));
    }
    let length = text.chars().count();
    if length > TEXT_MAX {
        report(format!("{what} has {length} characters; write at most {TEXT_MAX}"));
    }
    if text.matches('`').count() % 2 == 1 {
        report(format!("{what} holds a lone backtick; put identifiers between two"));
    } else if let Some(mark) =
        text.split('`').step_by(2).flat_map(str::chars).find(|c| ['[', ']', '<', '>'].contains(c))
    {
        report(format!(
            "{what} holds {mark:?}, which the documentation would take for markup; put it between backticks"
        ));
    }
}

/// A control character, or one that takes no place or turns the line round.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// `Room, gone` and `A room`, but neither `room`, `SDP`, `WebSocket` nor `` `RoomId` ``.
fn is_capitalized(text: &str) -> bool {
    let word = text.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    let rest = word.strip_prefix(|c: char| c.is_ascii_uppercase());
    rest.is_some_and(|rest| word == "A" || !rest.is_empty() && rest.chars().all(|c| c.is_ascii_lowercase()))
}

fn is_slug(text: &str) -> bool {
    text.split('-').all(|word| {
        word.starts_with(|c: char| c.is_ascii_lowercase())
            && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
    })
}

/// `RoomNotFound`, but not `HTTPError`, whose words a slug could not tell apart.
fn is_variant(text: &str) -> bool {
    let capitals = |pair: &[u8]| pair.iter().all(u8::is_ascii_uppercase);
    is_slug(&kebab(text).replace(|c: char| c.is_ascii_digit(), "n"))
        && text.starts_with(|c: char| c.is_ascii_uppercase())
        && !text.as_bytes().windows(2).any(capitals)
}

fn is_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").unwrap_or_default();
    !rest.is_empty() && rest.chars().all(|c| c.is_ascii_graphic() && !"<>\"`".contains(c))
}

fn is_date(text: &str) -> bool {
    let parts: Vec<_> = text.split('-').collect();
    parts.iter().map(|part| part.len()).eq([4, 2, 2])
        && parts.iter().all(|part| part.chars().all(|c| c.is_ascii_digit()))
        && (1..=12).contains(&parts[1].parse().unwrap_or(0))
        && (1..=31).contains(&parts[2].parse().unwrap_or(0))
}
