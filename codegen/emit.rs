//! Checked tables in, Rust out: the rows of `catalogue!`, the look-up table, the map of names.
//!
//! Prints rows only; what becomes of them stands in `src/macros.rs`. The output depends on the tables alone: the
//! generators run on fixed seeds and every loop runs over sorted input.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use phf_generator::ptrhash;

use super::hash;
use super::table::{Row, Table, Text};

/// The source that `src/lib.rs` includes.
pub(crate) fn source(tables: &[Table]) -> String {
    let catalogue = Catalogue::of(tables);
    format!("{}{}{}{}", rows(&catalogue), chinese(&catalogue), look_up(&catalogue), names(&catalogue))
}

/// The tables, and where each row lands in the arrays that `catalogue!` builds: all rows in the order of the tables.
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

    fn domain(&self, slug: &str) -> usize {
        self.tables.iter().position(|table| table.slug == slug).expect("checked")
    }

    /// The row that `zego-room/104` names.
    fn at(&self, path: &str) -> (&'a Table, &'a Row) {
        let (slug, number) = path.split_once('/').expect("checked");
        let table = &self.tables[self.domain(slug)];
        let number: i32 = number.parse().expect("checked");
        let row = table.rows.binary_search_by_key(&number, |row| row.number).expect("checked rows ascend");
        (table, &table.rows[row])
    }
}

/// `catalogue! { … }`: a block a domain, a row a line.
fn rows(catalogue: &Catalogue<'_>) -> String {
    let mut out = format!("catalogue! {{\nrows {}\n", catalogue.index_of.len());
    let (mut first_row, mut first_section) = (0, 0);
    for table in catalogue.tables {
        let (last_row, last_section) = (first_row + table.rows.len(), first_section + checked(&table.sections).len());
        line(
            &mut out,
            format_args!(
                "domain {} {:?} {} {:?} {:?} date({}) answers({:#b}) rows({first_row}..{last_row}) \
                 sections({first_section}..{last_section}) {{",
                variant(&table.slug),
                table.slug,
                checked(&table.vendor),
                checked(&table.title),
                checked(&table.source_url),
                Optional(table.source_date.as_deref()),
                answers(catalogue, table),
            ),
        );
        for section in checked(&table.sections) {
            let ranges: Vec<_> = section.ranges.iter().map(|(first, last)| format!("{first} {last},")).collect();
            let ranges = ranges.concat();
            line(&mut out, format_args!("    section {:?} {:?} ranges({ranges});", section.slug, section.title));
        }
        for row in &table.rows {
            let mut sections = checked(&table.sections).iter();
            let position = sections.position(|section| section.slug == *checked(&row.section));
            line(
                &mut out,
                format_args!("    {}", english(catalogue, table, row, first_section + position.expect("checked"))),
            );
        }
        out.push_str("}\n");
        (first_row, first_section) = (last_row, last_section);
    }
    out.push_str("}\n");
    out
}

fn english(catalogue: &Catalogue<'_>, table: &Table, row: &Row, section: usize) -> String {
    let equivalents = checked(&row.equivalents).iter().map(|path| {
        let (table, row) = catalogue.at(path);
        format!("{} {},", variant(&table.slug), checked(&row.name))
    });
    let equivalents = equivalents.collect::<Vec<_>>().concat();
    format!(
        "code {number} \"{number}\" {name} \"{slug}/{kebab}\" symbol({symbol}) alias({alias}) section({section}) {category} {retry} {basis} \
         {actor} escalate({escalate}) pace({pace}) scope({scope}) equivalents({equivalents}) {text};",
        number = row.number,
        name = checked(&row.name),
        slug = table.slug,
        kebab = kebab(checked::<String>(&row.name)),
        symbol = Optional(row.symbol.as_deref()),
        // rustdoc refuses an alias that is the item's own name.
        alias = Optional(row.symbol.as_deref().filter(|symbol| *symbol != checked(&row.name))),
        category = checked(&row.category),
        retry = checked(&row.retry),
        basis = checked(&row.basis),
        actor = checked(&row.actor),
        escalate = checked(&row.escalate),
        pace = row.pace_ms.unwrap_or(0),
        scope = row.scope.map_or("", |scope| scope.as_str()),
        text = Words(checked(&row.en)),
    )
}

/// The domains whose rows a domain also answers with, its own included: a bit each.
fn answers(catalogue: &Catalogue<'_>, table: &Table) -> u32 {
    let own = std::iter::once(&table.slug);
    own.chain(&table.answers_also).fold(0, |bits, slug| bits | 1 << catalogue.domain(slug))
}

/// `chinese! { … }`: the other language of the same rows, in the same order.
fn chinese(catalogue: &Catalogue<'_>) -> String {
    let mut out = String::from("#[cfg(feature = \"zh\")]\nchinese! {\n");
    for (_, row) in catalogue.rows() {
        line(&mut out, format_args!("    {};", Words(checked(&row.zh))));
    }
    out.push_str("}\n");
    out
}

/// The perfect-hash table over (domain, number), for every number that a domain answers with.
fn look_up(catalogue: &Catalogue<'_>) -> String {
    let answers = all_answers(catalogue);
    let keys: Vec<(u8, i64)> = answers.keys().map(|&(domain, number)| (domain, i64::from(number))).collect();
    let targets: Vec<usize> = answers.values().copied().collect();
    let table = Probe::over(&keys);

    let codes: Vec<String> = catalogue
        .rows()
        .map(|(table, row)| format!("Code::{0}({0}::{1})", variant(&table.slug), checked(&row.name)))
        .collect();
    let size = if u16::try_from(codes.len()).is_ok() { "u16" } else { "u32" };
    let mut out = format!(
        "const SEED: u64 = {:#x};\n\
         static DISPLACEMENTS: [u32; {}] = {:?};\n\
         static ROW_OF_SLOT: [{size}; {slots}] = {:?};\n\
         static SLOTS: [Code; {slots}] = [\n",
        table.seed,
        table.displacements.len(),
        table.displacements,
        table.slots.iter().map(|&key| targets[key]).collect::<Vec<_>>(),
        slots = table.slots.len(),
    );
    for &key in &table.slots {
        line(&mut out, format_args!("    {},", codes[targets[key]]));
    }
    out.push_str("];\n");
    out
}

/// For each (domain, number) that a domain answers with, the row: its own one first, then those of the domains that it
/// also answers from.
fn all_answers(catalogue: &Catalogue<'_>) -> BTreeMap<(u8, i32), usize> {
    let mut answers = BTreeMap::new();
    for (domain, table) in catalogue.tables.iter().enumerate() {
        let domain = u8::try_from(domain).expect("fewer than 256 domains");
        for slug in std::iter::once(&table.slug).chain(&table.answers_also) {
            for row in &catalogue.tables[catalogue.domain(slug)].rows {
                answers.entry((domain, row.number)).or_insert(catalogue.index_of[&(slug.as_str(), row.number)]);
            }
        }
    }
    answers
}

/// The parameters of a perfect hash: each key has a slot of its own, and a slot without a key holds another one's.
struct Probe {
    seed: u64,
    displacements: Vec<u32>,
    /// The index of the key in each slot.
    slots: Vec<usize>,
}

impl Probe {
    /// Builds the table and probes every key as the library will.
    fn over(keys: &[(u8, i64)]) -> Self {
        let hash_of = |&(domain, number): &(u8, i64), seed: &u64| hash::hash(domain, number, *seed);
        let state = ptrhash::generate_hash_with_hash_fn(keys, hash_of);
        // The generator's table is minimal: a slot beyond its end is moved to a free one by a second table. Ours leaves
        // the one per cent of free slots in place, so that a probe needs neither the branch nor the second table.
        let moved = state.remap.iter().map(|&slot| state.map[slot as usize]);
        let slots: Vec<usize> = state.map.iter().copied().chain(moved).collect();
        let displacements = state.pilots.iter().map(|&pilot| displacement(state.seed, pilot)).collect();
        let probe = Self { seed: state.seed, displacements, slots };
        for (index, key) in keys.iter().enumerate() {
            assert_eq!(probe.key_of(*key), index, "the probe finds {key:?}");
        }
        probe
    }

    fn key_of(&self, (domain, number): (u8, i64)) -> usize {
        let hash = hash::hash(domain, number, self.seed);
        let bucket = hash::bucket(hash, self.displacements.len());
        self.slots[hash::slot(hash, self.displacements[bucket], self.slots.len())]
    }
}

/// What a bucket's pilot adds to its hashes, worked out here so that a probe saves a multiplication.
#[expect(clippy::cast_possible_truncation, reason = "both halves are taken")]
fn displacement(seed: u64, pilot: u8) -> u32 {
    let pilot = phf_shared::ptrhash::hash_pilot(seed, pilot);
    (pilot >> 32) as u32 ^ pilot as u32
}

/// The map from slugs, and from symbols that one row of a domain alone has, to rows.
fn names(catalogue: &Catalogue<'_>) -> String {
    let mut names: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, (table, row)) in catalogue.rows().enumerate() {
        names.entry(format!("{}/{}", table.slug, kebab(checked::<String>(&row.name)))).or_default().push(index);
        if let Some(symbol) = &row.symbol {
            names.entry(format!("{}/{symbol}", table.slug)).or_default().push(index);
        }
    }
    let mut map = phf_codegen::Map::new();
    for (name, indices) in &names {
        if let [index] = indices.as_slice() {
            map.entry(name.as_str(), index.to_string());
        }
    }
    format!("static NAMES: phf::Map<&'static str, u32> = {};\n", map.build())
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

/// A field of a checked table, which is there.
#[expect(clippy::ref_option, reason = "the fields are options, and every caller has one at hand")]
fn checked<T>(field: &Option<T>) -> &T {
    field.as_ref().expect("a field that could not be read is a problem")
}

/// A string literal, or nothing.
struct Optional<'a>(Option<&'a str>);

impl fmt::Display for Optional<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.map_or(Ok(()), |text| write!(f, "{text:?}"))
    }
}

fn line(out: &mut String, text: fmt::Arguments<'_>) {
    writeln!(out, "{text}").expect("a String takes everything");
}

/// `zego-room` as `ZegoRoom`.
pub(crate) fn variant(slug: &str) -> String {
    slug.split('-')
        .flat_map(|word| {
            let mut chars = word.chars();
            chars.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(chars)
        })
        .collect()
}

/// `RoomNotFound5024` as `room-not-found-5024`: a new word at each capital, and where a number follows a small letter.
pub(crate) fn kebab(name: &str) -> String {
    let mut out = String::new();
    let mut before = '-';
    for c in name.chars() {
        let begins = c.is_ascii_uppercase() || (c.is_ascii_digit() && before.is_ascii_lowercase());
        if begins && !out.is_empty() {
            out.push('-');
        }
        out.push(c.to_ascii_lowercase());
        before = c;
    }
    out
}
