//! The files of `data/` in, tables out: what a file may hold, field by field.
//!
//! Every field is read separately, so that one unreadable field hides no other. A field that cannot be read is reported
//! here and is `None` in the table; `check` continues with the rest. A field that may be absent is read with
//! `optional`; a field that is never read is reported as unknown.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use super::json::Json;
use super::problem::{Place, Problem, shown};
use super::vocabulary::{Actor, Basis, Category, Envelope, Retry, Scope, Vendor};

/// What could be read of all the files.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    /// Sorted by `order`.
    pub(crate) tables: Vec<Table>,
    /// The slugs of the domains whose files could not be read.
    pub(crate) unread: BTreeSet<String>,
}

impl Tables {
    /// Drops the domains whose feature is not in `features`, and the references to them.
    pub(crate) fn keep(&mut self, features: &[&str]) {
        self.tables.retain(|table| table.feature.as_deref().is_none_or(|feature| features.contains(&feature)));
        let kept: BTreeSet<String> = self.tables.iter().map(|table| table.slug.clone()).collect();
        for table in &mut self.tables {
            table.answers_also.retain(|slug| kept.contains(slug));
            for equivalents in table.rows.iter_mut().filter_map(|row| row.equivalents.as_mut()) {
                equivalents.retain(|path| path.split('/').next().is_some_and(|slug| kept.contains(slug)));
            }
        }
    }
}

/// One domain: a file of `data/`.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) file: String,
    /// The domain's slug: the file's name without `.json`.
    pub(crate) slug: String,
    pub(crate) order: Option<i64>,
    /// The cargo feature that the domain needs.
    pub(crate) feature: Option<String>,
    pub(crate) envelope: Option<Envelope>,
    pub(crate) vendor: Option<Vendor>,
    pub(crate) title: Option<String>,
    pub(crate) source_url: Option<String>,
    pub(crate) source_date: Option<String>,
    pub(crate) answers_also: Vec<String>,
    /// `None` if one of them could not be read.
    pub(crate) sections: Option<Vec<Section>>,
    pub(crate) calls: Vec<Call>,
    pub(crate) rows: Vec<Row>,
    /// Whether there is a row whose number could not be read.
    pub(crate) unread_row: bool,
}

/// A part of a domain, and the ranges of numbers it owns, both ends included.
#[derive(Debug)]
pub(crate) struct Section {
    pub(crate) slug: String,
    pub(crate) title: String,
    pub(crate) ranges: Vec<(i64, i64)>,
    pub(crate) note: Option<Note>,
}

/// What holds for all rows of a section.
#[derive(Debug)]
pub(crate) struct Note {
    pub(crate) en: String,
    pub(crate) zh: String,
}

/// An interface that a backend calls, by the vendor's own name.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) name: String,
    pub(crate) reads: bool,
    pub(crate) limit: Option<Limit>,
}

/// A documented rate.
#[derive(Debug)]
pub(crate) struct Limit {
    pub(crate) requests: i64,
    pub(crate) per_ms: i64,
    pub(crate) scope: Option<Scope>,
}

/// A code.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) number: i32,
    pub(crate) name: Option<String>,
    pub(crate) symbol: Option<String>,
    pub(crate) section: Option<String>,
    pub(crate) category: Option<Category>,
    pub(crate) retry: Option<Retry>,
    pub(crate) basis: Option<Basis>,
    pub(crate) actor: Option<Actor>,
    pub(crate) escalate: Option<bool>,
    pub(crate) pace_ms: Option<i64>,
    pub(crate) scope: Option<Scope>,
    pub(crate) retired: bool,
    /// Why the labels, or the Chinese, differ from those of a row with the same English.
    pub(crate) differs: Option<String>,
    /// `None` if they could not be read.
    pub(crate) equivalents: Option<Vec<String>>,
    pub(crate) en: Option<Text>,
    pub(crate) zh: Option<Text>,
}

/// The texts of a code in one language.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Text {
    pub(crate) description: Option<String>,
    pub(crate) cause: Option<String>,
    pub(crate) action: Option<String>,
    pub(crate) note: Option<String>,
}

/// The names of the tables' files, ending in `.json`, and what is in them.
pub(crate) type Files = Vec<(String, io::Result<Vec<u8>>)>;

/// Reads every table, and reports what could not be read.
pub(crate) fn read_all(files: Files, problems: &mut Vec<Problem>) -> Tables {
    let mut all = Tables::default();
    for (file, bytes) in files {
        let slug = file.strip_suffix(".json").unwrap_or(&file);
        let json = json(bytes).map_err(|message| problems.push(Problem::new(&file, Place::Head, message)));
        match json.ok().and_then(|json| table(&file, slug, json, problems)) {
            Some(table) => all.tables.push(table),
            None => drop(all.unread.insert(slug.to_owned())),
        }
    }
    if all.tables.is_empty() && problems.is_empty() {
        problems.push(Problem::new("", Place::Head, "no tables; add one <domain>.json a domain"));
    }
    all.tables.sort_by(|a, b| (a.order, &a.slug).cmp(&(b.order, &b.slug)));
    all
}

/// The tables' files below `data`, sorted. Any other file in the folder is a problem, since nobody would notice a table
/// that is skipped. Only `schema.json` and hidden files, which editors make, are ignored.
pub(crate) fn files(data: &Path, problems: &mut Vec<Problem>) -> Files {
    let mut report = |file: &str, message: String| problems.push(Problem::new(file, Place::Head, message));
    let entries = match fs::read_dir(data).and_then(Iterator::collect::<io::Result<Vec<_>>>) {
        Ok(entries) => entries,
        Err(error) => {
            report("", format!("the folder cannot be read: {error}; run the build where data/ is"));
            return vec![];
        }
    };
    let mut files = Vec::new();
    for entry in entries {
        let name = entry.file_name();
        let Some(name) = name.to_str() else {
            report(&name.to_string_lossy(), "has a name that is not UTF-8; rename it".to_owned());
            continue;
        };
        // `metadata` follows links, so that a table may be a link.
        let is_file = fs::metadata(entry.path()).is_ok_and(|metadata| metadata.is_file());
        let (stem, end) = name.rsplit_once('.').unwrap_or((name, ""));
        if name == "schema.json" || name.starts_with('.') && end != "json" {
            // Neither is a table.
        } else if end != "json" || stem.is_empty() {
            report(name, "is no table; move it, or rename it to <domain>.json".to_owned());
        } else if !is_file {
            report(name, "is no file that can be read; put a table there, or remove it".to_owned());
        } else {
            files.push(name.to_owned());
        }
    }
    files.sort();
    let bytes = |file: String| {
        let bytes = fs::read(data.join(&file));
        (file, bytes)
    };
    files.into_iter().map(bytes).collect()
}

/// The JSON of a file, or what is wrong with it.
fn json(bytes: io::Result<Vec<u8>>) -> Result<Json, String> {
    let bytes = bytes.map_err(|error| format!("cannot be read: {error}; put a table there"))?;
    if [&b"\xEF\xBB\xBF"[..], b"\xFF\xFE", b"\xFE\xFF"].iter().any(|mark| bytes.starts_with(mark)) {
        return Err("begins with a byte order mark; save it as UTF-8 without one".to_owned());
    }
    let text = String::from_utf8(bytes)
        .map_err(|error| format!("is not UTF-8 at byte {}; save it as UTF-8", error.utf8_error().valid_up_to()))?;
    if text.trim().is_empty() {
        return Err("is empty; write the table, or remove the file".to_owned());
    }
    Json::parse(&text).map_err(|error| format!("not JSON: {error}; mend the text there"))
}

fn table(file: &str, slug: &str, json: Json, problems: &mut Vec<Problem>) -> Option<Table> {
    let mut head = Fields::of(json, file, Place::Head, String::new(), problems)?;
    let order = head.required("order");
    let feature = head.optional("feature");
    let envelope = head.required("envelope");
    let vendor = head.required("vendor");
    let title = head.required("title");
    let source_url = head.required("source_url");
    let source_date = head.optional("source_date");
    let answers_also = head.optional_list("answers_also");
    let sections: Option<Vec<Json>> = head.required("sections");
    let calls: Option<Vec<Json>> = head.optional_list("calls");
    let codes: Option<Vec<Json>> = head.required("codes");
    head.ignore("$schema");
    head.finish();

    let sections = sections.and_then(|list| {
        let sections = list.into_iter().zip(1..).map(|(json, position)| section(json, position, file, problems));
        // `collect` reads every section, even after one that cannot be read.
        sections.collect::<Vec<_>>().into_iter().collect()
    });
    let calls = calls.unwrap_or_default().into_iter().zip(1..);
    let calls = calls.filter_map(|(json, position)| call(json, position, file, problems)).collect();
    if codes.as_ref().is_some_and(Vec::is_empty) {
        problems.push(Problem::new(file, Place::Head, "`codes` is empty; give the domain at least one code"));
    }
    let rows = codes.map(|list| list.into_iter().zip(1..).map(|(json, at)| row(json, at, file, problems)).collect());
    let rows: Vec<Option<Row>> = rows.unwrap_or_else(|| vec![None]);

    Some(Table {
        file: file.to_owned(),
        slug: slug.to_owned(),
        order,
        feature,
        envelope,
        vendor,
        title,
        source_url,
        source_date,
        answers_also: answers_also.unwrap_or_default(),
        sections,
        calls,
        unread_row: rows.iter().any(Option::is_none),
        rows: rows.into_iter().flatten().collect(),
    })
}

fn section(json: Json, position: usize, file: &str, problems: &mut Vec<Problem>) -> Option<Section> {
    let within = format!("section {position}: ");
    let mut fields = Fields::of(json, file, Place::Head, within, problems)?;
    let slug = fields.required("slug");
    let title = fields.required("title");
    let ranges = fields.optional_list("ranges");
    let note = fields.optional("note");
    fields.finish();
    let within = format!("section {position}: note: ");
    let note = note.and_then(|json| {
        let mut fields = Fields::of(json, file, Place::Head, within, problems)?;
        let (en, zh) = (fields.required("en"), fields.required("zh"));
        fields.finish();
        Some(Note { en: en?, zh: zh? })
    });
    Some(Section { slug: slug?, title: title?, ranges: ranges?, note })
}

fn call(json: Json, position: usize, file: &str, problems: &mut Vec<Problem>) -> Option<Call> {
    let mut fields = Fields::of(json, file, Place::Head, format!("call {position}: "), problems)?;
    let name = fields.required("name");
    let reads = fields.required("reads");
    let limit = fields.optional("limit");
    fields.finish();
    let within = format!("call {position}: limit: ");
    let limit = limit.and_then(|json| {
        let mut fields = Fields::of(json, file, Place::Head, within, problems)?;
        let (requests, per_ms) = (fields.required("requests"), fields.required("per_ms"));
        let scope = fields.optional("scope");
        fields.finish();
        Some(Limit { requests: requests?, per_ms: per_ms?, scope })
    });
    Some(Call { name: name?, reads: reads?, limit })
}

fn row(json: Json, position: usize, file: &str, problems: &mut Vec<Problem>) -> Option<Row> {
    let mut fields = Fields::of(json, file, Place::Row(position), String::new(), problems)?;
    let number = fields.required("number");
    if let Some(number) = number {
        fields.place = Place::Number(number);
    }
    let place = fields.place;
    let name = fields.required("name");
    let symbol = fields.optional("symbol");
    let section = fields.required("section");
    let category = fields.required("category");
    let retry = fields.required("retry");
    let basis = fields.required("basis");
    let actor = fields.required("actor");
    let escalate = fields.required("escalate");
    let pace_ms = fields.optional("pace_ms");
    let scope = fields.optional("scope");
    let retired = fields.optional("retired").unwrap_or(false);
    let differs = fields.optional("differs");
    let equivalents = fields.optional_list("equivalents");
    let en = fields.required("en");
    let zh = fields.required("zh");
    fields.finish();
    let en = en.and_then(|json| text(json, file, place, "en", problems));
    let zh = zh.and_then(|json| text(json, file, place, "zh", problems));

    Some(Row {
        number: number?,
        name,
        symbol,
        section,
        category,
        retry,
        basis,
        actor,
        escalate,
        pace_ms,
        scope,
        retired,
        differs,
        equivalents,
        en,
        zh,
    })
}

fn text(json: Json, file: &str, place: Place, lang: &str, problems: &mut Vec<Problem>) -> Option<Text> {
    let mut fields = Fields::of(json, file, place, format!("{lang}: "), problems)?;
    let description = fields.required("description");
    let cause = fields.optional("cause");
    let action = fields.optional("action");
    let note = fields.optional("note");
    fields.finish();
    Some(Text { description, cause, action, note })
}

/// The entries of an object that have not been read yet.
struct Fields<'a> {
    entries: Vec<(String, Json)>,
    file: &'a str,
    place: Place,
    /// Where the object is in the row or the head: `en: `, `section 2: `.
    within: String,
    problems: &'a mut Vec<Problem>,
}

impl<'a> Fields<'a> {
    fn of(json: Json, file: &'a str, place: Place, within: String, problems: &'a mut Vec<Problem>) -> Option<Self> {
        match json {
            Json::Object(entries) => Some(Self { entries, file, place, within, problems }),
            other => {
                let message =
                    format!("{within}{other} stands where an object belongs; see data/schema.json for its fields");
                problems.push(Problem::new(file, place, message));
                None
            }
        }
    }

    /// The value of a field that must be there.
    fn required<T: Field>(&mut self, name: &str) -> Option<T> {
        let Some(json) = self.take(name) else {
            self.report(&format!("`{name}` is missing; add {}", T::expected()));
            return None;
        };
        T::read(json).map_err(|fault| self.report(&format!("`{name}` {fault}"))).ok()
    }

    /// The value of a field that may be absent.
    fn optional<T: Field>(&mut self, name: &str) -> Option<T> {
        let json = self.take(name)?;
        T::read(json).map_err(|fault| self.report(&format!("`{name}` {fault}, or leave it out"))).ok()
    }

    /// The items of a list: none if it is absent, `None` if it cannot be read.
    fn optional_list<T: Field>(&mut self, name: &str) -> Option<Vec<T>> {
        if self.entries.iter().any(|(key, _)| key == name) { self.optional(name) } else { Some(vec![]) }
    }

    fn ignore(&mut self, name: &str) {
        self.take(name);
    }

    /// Reports the fields that have not been read.
    fn finish(mut self) {
        let names: BTreeSet<String> = std::mem::take(&mut self.entries).into_iter().map(|(name, _)| name).collect();
        for name in names {
            let name = shown(&name);
            self.report(&format!("unknown field {name}; remove it, or see data/schema.json for its right name"));
        }
    }

    fn take(&mut self, name: &str) -> Option<Json> {
        let index = self.entries.iter().position(|(key, _)| key == name)?;
        let (_, json) = self.entries.remove(index);
        if self.entries.iter().any(|(key, _)| key == name) {
            self.entries.retain(|(key, _)| key != name);
            self.report(&format!("`{name}` stands there more than once; keep one"));
        }
        Some(json)
    }

    fn report(&mut self, message: &str) {
        self.problems.push(Problem::new(self.file, self.place, format!("{}{message}", self.within)));
    }
}

/// What a field may hold.
trait Field: Sized {
    /// What to write there, for a message.
    fn expected() -> String;

    /// The value, or what is wrong with it: `is 5; write a text`.
    fn read(json: Json) -> Result<Self, String>;

    fn unexpected(json: &Json) -> String {
        format!("is {json}; write {}", Self::expected())
    }
}

impl Field for String {
    fn expected() -> String {
        "a text".to_owned()
    }

    fn read(json: Json) -> Result<Self, String> {
        if let Json::Text(text) = json { Ok(text) } else { Err(Self::unexpected(&json)) }
    }
}

impl Field for bool {
    fn expected() -> String {
        "true or false".to_owned()
    }

    fn read(json: Json) -> Result<Self, String> {
        if let Json::Bool(value) = json { Ok(value) } else { Err(Self::unexpected(&json)) }
    }
}

impl Field for i64 {
    fn expected() -> String {
        "a whole number".to_owned()
    }

    fn read(json: Json) -> Result<Self, String> {
        if let Json::Integer(value) = json { Ok(value) } else { Err(Self::unexpected(&json)) }
    }
}

impl Field for i32 {
    fn expected() -> String {
        format!("a whole number from {} to {}", Self::MIN, Self::MAX)
    }

    fn read(json: Json) -> Result<Self, String> {
        let value = if let Json::Integer(value) = json { value.try_into().ok() } else { None };
        value.ok_or_else(|| Self::unexpected(&json))
    }
}

impl Field for (i64, i64) {
    fn expected() -> String {
        "a pair [first, last]".to_owned()
    }

    fn read(json: Json) -> Result<Self, String> {
        match &json {
            Json::List(ends) => match ends.as_slice() {
                [Json::Integer(first), Json::Integer(last)] => Ok((*first, *last)),
                _ => Err(Self::unexpected(&json)),
            },
            _ => Err(Self::unexpected(&json)),
        }
    }
}

impl<T: Field> Field for Vec<T> {
    fn expected() -> String {
        format!("a list, each item {}", T::expected())
    }

    fn read(json: Json) -> Result<Self, String> {
        let Json::List(items) = json else { return Err(Self::unexpected(&json)) };
        let items = items.into_iter().zip(1..);
        items.map(|(item, position)| T::read(item).map_err(|fault| format!("item {position} {fault}"))).collect()
    }
}

/// A part that is read field by field later.
impl Field for Json {
    fn expected() -> String {
        "an object; see data/schema.json for its fields".to_owned()
    }

    fn read(json: Json) -> Result<Self, String> {
        Ok(json)
    }
}

macro_rules! words {
    ($($Word:ident)+) => {
        $(impl Field for $Word {
            fn expected() -> String {
                format!("one of {}", Self::WORDS.join(", "))
            }

            fn read(json: Json) -> Result<Self, String> {
                let word = if let Json::Text(text) = &json { text.parse().ok() } else { None };
                word.ok_or_else(|| Self::unexpected(&json))
            }
        })+
    };
}

words! { Actor Basis Category Envelope Retry Scope Vendor }
