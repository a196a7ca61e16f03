//! The files of `data/` in, tables out: what a file may hold, field by field.
//!
//! Every field is read on its own, so that one unreadable field hides no other. Nothing is optional by accident: a
//! field that may be absent is read with `optional`, and what nobody read is reported as unknown.

use std::fs;
use std::path::Path;

use super::json::Json;
use super::{Actor, Basis, Category, Retry, Scope, Vendor};
use super::{Place, Problem};

/// One domain: a file of `data/`.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) file: String,
    /// The domain's slug: the file's name without `.json`.
    pub(crate) slug: String,
    pub(crate) order: i64,
    pub(crate) vendor: Vendor,
    pub(crate) title: String,
    pub(crate) source_url: String,
    pub(crate) source_date: Option<String>,
    pub(crate) answers_also: Vec<String>,
    pub(crate) sections: Vec<Section>,
    pub(crate) rows: Vec<Row>,
}

/// A part of a domain, and the ranges of numbers it owns, both ends included.
#[derive(Debug)]
pub(crate) struct Section {
    pub(crate) slug: String,
    pub(crate) title: String,
    pub(crate) ranges: Vec<(i64, i64)>,
}

/// A code.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) number: i32,
    pub(crate) name: String,
    pub(crate) symbol: Option<String>,
    pub(crate) section: String,
    pub(crate) category: Category,
    pub(crate) retry: Retry,
    pub(crate) basis: Basis,
    pub(crate) actor: Actor,
    pub(crate) escalate: bool,
    pub(crate) pace_ms: Option<i64>,
    pub(crate) scope: Option<Scope>,
    pub(crate) equivalents: Vec<String>,
    pub(crate) en: Text,
    pub(crate) zh: Text,
}

/// The texts of a code in one language.
#[derive(Clone, Debug, Default)]
pub(crate) struct Text {
    pub(crate) description: String,
    pub(crate) cause: Option<String>,
    pub(crate) action: Option<String>,
    pub(crate) note: Option<String>,
}

/// Reads every table below `data`, in the order of their `order`, and what could not be read.
pub(crate) fn read_all(data: &Path) -> (Vec<Table>, Vec<Problem>) {
    let mut tables = Vec::new();
    let mut problems = Vec::new();
    for file in files(data, &mut problems) {
        match fs::read(data.join(&file)) {
            Ok(text) => tables.extend(table(&file, &text, &mut problems)),
            Err(error) => problems.push(Problem::new(&file, Place::Head, format!("cannot be read: {error}"))),
        }
    }
    tables.sort_by(|a: &Table, b| (a.order, &a.slug).cmp(&(b.order, &b.slug)));
    (tables, problems)
}

/// The names of the tables' files, sorted.
fn files(data: &Path, problems: &mut Vec<Problem>) -> Vec<String> {
    let entries = match fs::read_dir(data) {
        Ok(entries) => entries,
        Err(error) => {
            problems.push(Problem::new("", Place::Head, format!("the folder cannot be read: {error}")));
            return Vec::new();
        }
    };
    let mut files: Vec<String> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name != "schema.json" && Path::new(name).extension().is_some_and(|end| end == "json"))
        .collect();
    files.sort();
    if files.is_empty() {
        problems.push(Problem::new("", Place::Head, "no tables; add one <domain>.json a domain"));
    }
    files
}

fn table(file: &str, text: &[u8], problems: &mut Vec<Problem>) -> Option<Table> {
    let json = match Json::parse(text) {
        Ok(json) => json,
        Err(error) => {
            problems.push(Problem::new(file, Place::Head, format!("not JSON: {error}; mend the text there")));
            return None;
        }
    };
    let mut head = Fields::of(json, file, Place::Head, "", problems)?;
    let order = head.required("order");
    let vendor = head.required("vendor");
    let title = head.required("title");
    let source_url = head.required("source_url");
    let source_date = head.optional("source_date");
    let answers_also = head.optional("answers_also");
    let sections = head.required("sections");
    let codes = head.required("codes");
    head.ignore("$schema");
    head.finish();

    let sections: Option<Vec<Json>> = sections;
    let sections: Option<Vec<_>> =
        sections.map(|list| list.into_iter().filter_map(|json| section(json, file, problems)).collect());
    let codes: Vec<Json> = codes?;
    if codes.is_empty() {
        problems.push(Problem::new(file, Place::Head, "`codes` is empty; give the domain at least one code"));
    }
    let rows = codes.into_iter().enumerate().filter_map(|(index, json)| row(json, index + 1, file, problems)).collect();

    Some(Table {
        file: file.to_owned(),
        slug: file.trim_end_matches(".json").to_owned(),
        order: order?,
        vendor: vendor?,
        title: title?,
        source_url: source_url?,
        source_date,
        answers_also: answers_also.unwrap_or_default(),
        sections: sections?,
        rows,
    })
}

fn section(json: Json, file: &str, problems: &mut Vec<Problem>) -> Option<Section> {
    let mut fields = Fields::of(json, file, Place::Head, "sections: ", problems)?;
    let slug = fields.required("slug");
    let title = fields.required("title");
    let ranges = fields.optional("ranges");
    fields.finish();
    Some(Section { slug: slug?, title: title?, ranges: ranges.unwrap_or_default() })
}

fn row(json: Json, position: usize, file: &str, problems: &mut Vec<Problem>) -> Option<Row> {
    let mut fields = Fields::of(json, file, Place::Row(position), "", problems)?;
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
    let equivalents = fields.optional("equivalents");
    let en = fields.required("en");
    let zh = fields.required("zh");
    fields.finish();
    let en = en.and_then(|json| text(json, file, place, "en: ", problems));
    let zh = zh.and_then(|json| text(json, file, place, "zh: ", problems));

    Some(Row {
        number: number?,
        name: name?,
        symbol,
        section: section?,
        category: category?,
        retry: retry?,
        basis: basis?,
        actor: actor?,
        escalate: escalate?,
        pace_ms,
        scope,
        equivalents: equivalents.unwrap_or_default(),
        en: en?,
        zh: zh?,
    })
}

fn text(json: Json, file: &str, place: Place, within: &'static str, problems: &mut Vec<Problem>) -> Option<Text> {
    let mut fields = Fields::of(json, file, place, within, problems)?;
    let description = fields.required("description");
    let cause = fields.optional("cause");
    let action = fields.optional("action");
    let note = fields.optional("note");
    fields.finish();
    Some(Text { description: description?, cause, action, note })
}

/// The entries of an object that have not been read yet.
struct Fields<'a> {
    entries: Vec<(String, Json)>,
    file: &'a str,
    place: Place,
    /// Where in the row the object stands: `""` or `"en: "`.
    within: &'static str,
    problems: &'a mut Vec<Problem>,
}

impl<'a> Fields<'a> {
    fn of(
        json: Json,
        file: &'a str,
        place: Place,
        within: &'static str,
        problems: &'a mut Vec<Problem>,
    ) -> Option<Self> {
        match json {
            Json::Object(entries) => Some(Self { entries, file, place, within, problems }),
            other => {
                let message = format!("{within}{other} where an object belongs; see data/schema.json");
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
        self.read(name, json)
    }

    /// The value of a field that may be absent.
    fn optional<T: Field>(&mut self, name: &str) -> Option<T> {
        let json = self.take(name)?;
        self.read(name, json)
    }

    fn ignore(&mut self, name: &str) {
        self.take(name);
    }

    /// Reports what nobody read.
    fn finish(mut self) {
        for (name, _) in std::mem::take(&mut self.entries) {
            self.report(&format!("unknown field `{name}`; remove it, or see data/schema.json for its right name"));
        }
    }

    fn read<T: Field>(&mut self, name: &str, json: Json) -> Option<T> {
        let found = json.to_string();
        let value = T::read(json);
        if value.is_none() {
            self.report(&format!("`{name}` is {found}; write {}", T::expected()));
        }
        value
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
    fn read(json: Json) -> Option<Self>;
}

impl Field for String {
    fn expected() -> String {
        "a text".to_owned()
    }

    fn read(json: Json) -> Option<Self> {
        if let Json::Text(text) = json { Some(text) } else { None }
    }
}

impl Field for bool {
    fn expected() -> String {
        "true or false".to_owned()
    }

    fn read(json: Json) -> Option<Self> {
        if let Json::Bool(value) = json { Some(value) } else { None }
    }
}

impl Field for i64 {
    fn expected() -> String {
        "a whole number".to_owned()
    }

    fn read(json: Json) -> Option<Self> {
        if let Json::Integer(value) = json { Some(value) } else { None }
    }
}

impl Field for i32 {
    fn expected() -> String {
        format!("a whole number from {} to {}", Self::MIN, Self::MAX)
    }

    fn read(json: Json) -> Option<Self> {
        i64::read(json)?.try_into().ok()
    }
}

impl Field for (i64, i64) {
    fn expected() -> String {
        "a pair [first, last]".to_owned()
    }

    fn read(json: Json) -> Option<Self> {
        let [first, last] = Vec::read(json)?.try_into().ok()?;
        Some((first, last))
    }
}

impl<T: Field> Field for Vec<T> {
    fn expected() -> String {
        format!("a list, each item {}", T::expected())
    }

    fn read(json: Json) -> Option<Self> {
        if let Json::List(items) = json { items.into_iter().map(T::read).collect() } else { None }
    }
}

/// What is read field by field in its turn.
impl Field for Json {
    fn expected() -> String {
        "an object".to_owned()
    }

    fn read(json: Json) -> Option<Self> {
        Some(json)
    }
}

macro_rules! words {
    ($($Word:ident)+) => {
        $(impl Field for $Word {
            fn expected() -> String {
                format!("one of {}", Self::WORDS.join(", "))
            }

            fn read(json: Json) -> Option<Self> {
                String::read(json)?.parse().ok()
            }
        })+
    };
}

words! { Actor Basis Category Retry Scope Vendor }
