//! Checked tables in, Rust out: the rows of `catalogue!`, the look-up table, the table of names.
//!
//! It prints rows only; `src/catalogue.rs` says what they become. The output depends on the tables alone: the searches
//! use fixed seeds, and every loop runs over sorted input.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use phf_generator::ptrhash;

use super::hash;
use super::probe::{self, Answers};
use super::spelling::{kebab, variant};
use super::table::{Row, Table, Text};

/// The source that `src/catalogue.rs` includes.
pub(super) fn source(tables: &[Table]) -> String {
    let catalogue = Catalogue::of(tables);
    [rows(&catalogue), chinese(&catalogue), look_up(&catalogue), names(&catalogue), calls(&catalogue)].concat()
}

/// The tables, and the index of each row in the arrays that `catalogue!` builds: all rows in the order of the tables.
struct Catalogue<'a> {
    tables: &'a [Table],
    index_of: BTreeMap<(&'a str, i32), usize>,
}

impl<'a> Catalogue<'a> {
    fn of(tables: &'a [Table]) -> Self {
        let keys = tables.iter().flat_map(|table| table.rows.iter().map(|row| (table.slug.as_str(), row.number)));
        let index_of = keys.enumerate().map(|(index, key)| (key, index)).collect();
        Self { tables, index_of }
    }

    fn rows(&self) -> impl Iterator<Item = (&'a Table, &'a Row)> {
        self.tables.iter().flat_map(|table| table.rows.iter().map(move |row| (table, row)))
    }

    fn table(&self, slug: &str) -> &'a Table {
        self.tables.iter().find(|table| table.slug == slug).expect("checked")
    }

    /// The row that `zego-room/104` names.
    fn at(&self, path: &str) -> (&'a Table, &'a Row) {
        let (slug, number) = path.split_once('/').expect("checked");
        let table = self.table(slug);
        let number: i32 = number.parse().expect("checked");
        let row = table.rows.binary_search_by_key(&number, |row| row.number).expect("checked rows ascend");
        (table, &table.rows[row])
    }
}

/// `catalogue! { … }`: one block for each domain, one line for each row.
fn rows(catalogue: &Catalogue<'_>) -> String {
    let mut out = format!("catalogue! {{\nrows {}\n", catalogue.index_of.len());
    let (mut first_row, mut first_section, mut first_call) = (0, 0, 0);
    for table in catalogue.tables {
        let sections = checked(&table.sections);
        let (last_row, last_section) = (first_row + table.rows.len(), first_section + sections.len());
        let last_call = first_call + table.calls.len();
        let also: Vec<String> = table.answers_also.iter().map(|slug| variant(slug)).collect();
        line(
            &mut out,
            format_args!(
                "domain {} {:?} {} {:?} {:?} date({}) feature({}) envelope({}) also({}) rows({first_row}..{last_row}) \
                 sections({first_section}..{last_section}) calls({first_call}..{last_call}) {{",
                variant(&table.slug),
                table.slug,
                checked(&table.vendor),
                checked(&table.title),
                checked(&table.source_url),
                Optional(table.source_date.as_deref()),
                Optional(table.feature.as_deref()),
                checked(&table.envelope),
                also.join(" "),
            ),
        );
        for section in sections {
            let ranges: Vec<_> = section.ranges.iter().map(|(first, last)| format!("{first} {last},")).collect();
            let (ranges, note) = (ranges.concat(), Optional(section.note.as_ref().map(|note| note.en.as_str())));
            let (slug, title) = (&section.slug, &section.title);
            line(&mut out, format_args!("    section {slug:?} {title:?} ranges({ranges}) note({note});"));
        }
        for call in &table.calls {
            let limit = call.limit.as_ref().map(|limit| {
                let scope = limit.scope.map_or("", |scope| scope.as_str());
                format!("{} {} {scope}", limit.requests, limit.per_ms)
            });
            let (name, reads, limit) = (&call.name, call.reads, limit.unwrap_or_default());
            line(&mut out, format_args!("    call {name:?} reads({reads}) limit({limit});"));
        }
        for row in &table.rows {
            let position = sections.iter().position(|section| section.slug == *checked(&row.section));
            line(
                &mut out,
                format_args!("    {}", english(catalogue, table, row, first_section + position.expect("checked"))),
            );
        }
        out.push_str("}\n");
        (first_row, first_section, first_call) = (last_row, last_section, last_call);
    }
    out.push_str(&bounds(catalogue, |row| checked(&row.en), &COLUMNS[1..]));
    out.push_str("}\n");
    out
}

fn english(catalogue: &Catalogue<'_>, table: &Table, row: &Row, section: usize) -> String {
    let equivalents = checked(&row.equivalents).iter().map(|path| {
        let (table, row) = catalogue.at(path);
        format!("{} {},", variant(&table.slug), checked(&row.name))
    });
    let equivalents = equivalents.collect::<Vec<_>>().concat();
    let name: &String = checked(&row.name);
    format!(
        "code {number} \"{number}\" {name} \"{slug}/{kebab}\" symbol({symbol}) alias({alias}) section({section}) \
         {category} {retry} {basis} {actor} escalate({escalate}) retired({retired}) pace({pace}) scope({scope}) \
         equivalents({equivalents}) {text};",
        number = row.number,
        slug = table.slug,
        kebab = kebab(name),
        symbol = Optional(row.symbol.as_deref()),
        // rustdoc refuses an alias that is the item's own name.
        alias = Optional(row.symbol.as_deref().filter(|symbol| symbol != name)),
        category = checked(&row.category),
        retry = checked(&row.retry),
        basis = checked(&row.basis),
        actor = checked(&row.actor),
        escalate = checked(&row.escalate),
        retired = row.retired,
        pace = row.pace_ms.map(|pace| pace.to_string()).unwrap_or_default(),
        scope = row.scope.map_or("", |scope| scope.as_str()),
        text = Words(checked(&row.en)),
    )
}

/// `chinese! { … }`: the other language of the same sections and rows, in the same order.
fn chinese(catalogue: &Catalogue<'_>) -> String {
    let mut out = String::from("#[cfg(feature = \"zh\")]\nchinese! {\n");
    for section in catalogue.tables.iter().flat_map(|table| checked(&table.sections)) {
        line(&mut out, format_args!("    section note({});", Optional(section.note.as_ref().map(|it| it.zh.as_str()))));
    }
    for (_, row) in catalogue.rows() {
        line(&mut out, format_args!("    code {};", Words(checked(&row.zh))));
    }
    out.push_str(&bounds(catalogue, |row| checked(&row.zh), &COLUMNS));
    out.push_str("}\n");
    out
}

type Column = (&'static str, fn(&Text) -> Option<&String>);

/// The columns of texts; the English descriptions, which are read the most, are an array of references instead.
const COLUMNS: [Column; 4] = [
    ("description", |text| text.description.as_ref()),
    ("cause", |text| text.cause.as_ref()),
    ("action", |text| text.action.as_ref()),
    ("note", |text| text.note.as_ref()),
];

/// Where the text of each row begins in its column, and where the last one ends.
fn bounds<'a>(catalogue: &Catalogue<'a>, text: impl Fn(&'a Row) -> &'a Text, columns: &[Column]) -> String {
    let mut out = String::from("bounds");
    for (name, field) in columns {
        write!(out, " {name}(0").expect("a String takes everything");
        let mut end = 0;
        for (_, row) in catalogue.rows() {
            end += field(text(row)).map_or(0, String::len);
            write!(out, " {end}").expect("a String takes everything");
        }
        out.push(')');
    }
    out + "\n"
}

/// The perfect-hash table over (domain, number), for every number that a domain answers with.
fn look_up(catalogue: &Catalogue<'_>) -> String {
    let table = probe::search(&answers(catalogue), catalogue.tables.len());
    format!(
        "pub(crate) const MULTIPLIER: u64 = {:#x};\n\
         pub(crate) static DISPLACEMENTS: [u64; {}] = {:?};\n\
         pub(crate) const SLOTS: usize = {slots};\n\
         pub(crate) static ROW_OF_SLOT: [{}; SLOTS] = {:?};\n",
        table.multiplier,
        table.displacements.len(),
        table.displacements,
        smallest(catalogue.index_of.len()),
        table.rows,
        slots = table.rows.len(),
    )
}

/// The row for each number and each domain that answers with it. The domain's own row wins over those of the domains
/// that it also answers from.
fn answers(catalogue: &Catalogue<'_>) -> Answers {
    let mut answers = Answers::new();
    for (domain, table) in catalogue.tables.iter().enumerate() {
        for slug in std::iter::once(&table.slug).chain(&table.answers_also) {
            for row in &catalogue.table(slug).rows {
                let index = catalogue.index_of[&(slug.as_str(), row.number)];
                answers.entry(row.number).or_default().entry(domain).or_insert(index);
            }
        }
    }
    answers
}

/// The perfect-hash table of what `FromStr` finds: slugs, domains, and symbols that only one row of a domain has.
///
/// An entry is twice the row's index for a slug, and one more for a symbol; the domains follow the last row.
fn names(catalogue: &Catalogue<'_>) -> String {
    let mut names: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, (table, row)) in catalogue.rows().enumerate() {
        names.entry(format!("{}/{}", table.slug, kebab(checked::<String>(&row.name)))).or_default().push(2 * index);
        if let Some(symbol) = &row.symbol {
            names.entry(format!("{}/{symbol}", table.slug)).or_default().push(2 * index + 1);
        }
    }
    let domains = 2 * catalogue.index_of.len()..;
    names.extend(catalogue.tables.iter().zip(domains).map(|(table, entry)| (table.slug.clone(), vec![entry])));
    names.retain(|_, entries| entries.len() == 1);

    let (keys, entries): (Vec<String>, Vec<Vec<usize>>) = names.into_iter().unzip();
    let table = ptrhash::generate_hash_with_hash_fn(&keys, |name, seed| hash::of_name(name, *seed));
    let entries: Vec<usize> = table.map.iter().map(|&key| entries[key][0]).collect();
    format!(
        "pub(crate) const NAME_SEED: u64 = {:#x};\n\
         pub(crate) static NAME_PILOTS: [u8; {}] = {:?};\n\
         pub(crate) static NAME_REMAP: [u32; {}] = {:?};\n\
         pub(crate) static NAMES: [{}; {}] = {entries:?};\n",
        table.seed,
        table.pilots.len(),
        table.pilots,
        table.remap.len(),
        table.remap,
        smallest(2 * catalogue.index_of.len() + catalogue.tables.len()),
        entries.len(),
    )
}

/// The map from the names of calls to their indices.
fn calls(catalogue: &Catalogue<'_>) -> String {
    let mut map = phf_codegen::Map::new();
    for (index, call) in catalogue.tables.iter().flat_map(|table| &table.calls).enumerate() {
        map.entry(call.name.as_str(), index.to_string());
    }
    format!("pub(crate) static NAMED_CALLS: phf::Map<&'static str, u16> = {};\n", map.build())
}

/// The smallest type that holds numbers below `limit`.
fn smallest(limit: usize) -> &'static str {
    if u16::try_from(limit).is_ok() { "u16" } else { "u32" }
}

/// The texts of a row, as both macros take them.
struct Words<'a>(&'a Text);

impl fmt::Display for Words<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Text { description, cause, action, note } = self.0;
        let description = checked(description);
        let [cause, action, note] = [cause, action, note].map(|text| Optional(text.as_deref()));
        write!(f, "{description:?} cause({cause}) action({action}) note({note})")
    }
}

/// A field of a checked table, which is never `None`.
#[expect(clippy::ref_option, reason = "the fields are options, and every caller has one at hand")]
fn checked<T>(field: &Option<T>) -> &T {
    field.as_ref().expect("a field that could not be read is a problem")
}

/// A string literal, or nothing for `None`.
struct Optional<'a>(Option<&'a str>);

impl fmt::Display for Optional<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.map_or(Ok(()), |text| write!(f, "{text:?}"))
    }
}

fn line(out: &mut String, text: fmt::Arguments<'_>) {
    writeln!(out, "{text}").expect("a String takes everything");
}
