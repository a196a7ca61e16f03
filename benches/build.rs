//! Turns the tables of `../data/` into the rivals' tables: rows for the macros of `rivals.rs`, and maps of `phf`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use serde_json::Value;

fn main() {
    println!("cargo::rerun-if-changed=../data");
    let domains = domains(Path::new("../data"));
    let out = Path::new(&env::var_os("OUT_DIR").expect("set by cargo")).join("rivals.rs");
    let source = [enums(&domains), answers(&domains), maps(&domains)].concat();
    fs::write(out, source).expect("OUT_DIR can be written to");
}

struct Domain {
    /// `ZegoRoom`
    variant: String,
    /// The names of its own numbers.
    rows: BTreeMap<i64, String>,
    /// The indices of the domains whose numbers it answers with: its own first.
    answers_from: Vec<usize>,
}

/// The domains that the library is built with, in the order of its `Domain`: all, or those without a feature.
fn domains(data: &Path) -> Vec<Domain> {
    let mut tables: Vec<(i64, String, Value)> = fs::read_dir(data)
        .expect("the tables")
        .map(|entry| entry.expect("a table").path())
        .filter(|path| path.extension().is_some_and(|end| end == "json") && !path.ends_with("schema.json"))
        .map(|path| {
            let table: Value = serde_json::from_slice(&fs::read(&path).expect("a table")).expect("JSON");
            let slug = path.file_stem().expect("a name").to_string_lossy().into_owned();
            (table["order"].as_i64().expect("a number"), slug, table)
        })
        .filter(|(_, _, table)| cfg!(feature = "full") || table.get("feature").is_none())
        .collect();
    tables.sort_by_key(|(order, ..)| *order);

    let index = |slug: &str| tables.iter().position(|(_, other, _)| other == slug).expect("a domain");
    let domains = tables.iter().map(|(_, slug, table)| {
        let rows = table["codes"].as_array().expect("a list").iter();
        let also = table["answers_also"].as_array().into_iter().flatten();
        Domain {
            variant: slug.split('-').map(capitalized).collect(),
            rows: rows.map(|row| (row["number"].as_i64().expect("a number"), string(&row["name"]))).collect(),
            answers_from: [index(slug)].into_iter().chain(also.map(|slug| index(&string(slug)))).collect(),
        }
    });
    domains.collect()
}

/// Every number that a domain answers with, and its code.
fn answers_of(domain: &Domain, domains: &[Domain]) -> BTreeMap<i64, (String, String)> {
    let mut answers = BTreeMap::new();
    for owner in domain.answers_from.iter().map(|&index| &domains[index]) {
        for (number, name) in &owner.rows {
            answers.entry(*number).or_insert_with(|| (owner.variant.clone(), name.clone()));
        }
    }
    answers
}

/// `enums! { … }`: a domain's own rows, and the domains to ask next.
fn enums(domains: &[Domain]) -> String {
    let mut out = String::from("enums! {\n");
    for Domain { variant, rows, answers_from } in domains {
        let also: Vec<_> = answers_from[1..].iter().map(|&index| domains[index].variant.as_str()).collect();
        writeln!(out, "    {variant} also({}) {{", also.join(" ")).expect("a String takes everything");
        for (number, name) in rows {
            writeln!(out, "        {name} = {number},").expect("a String takes everything");
        }
        out.push_str("    }\n");
    }
    out.push_str("}\n");
    out
}

/// `answers! { … }`: for each domain every number that it answers with.
fn answers(domains: &[Domain]) -> String {
    let mut out = String::from("answers! {\n");
    for domain in domains {
        writeln!(out, "    {} {{", domain.variant).expect("a String takes everything");
        for (number, (owner, name)) in answers_of(domain, domains) {
            writeln!(out, "        {number} => {owner} {name};").expect("a String takes everything");
        }
        out.push_str("    }\n");
    }
    out.push_str("}\n");
    out
}

/// A `phf::Map` for each domain, and one over the pairs of domain and number.
fn maps(domains: &[Domain]) -> String {
    let mut of_pairs = phf_codegen::Map::new();
    let mut of_domains = Vec::new();
    for (index, domain) in (0u8..).zip(domains) {
        let mut of_domain = phf_codegen::Map::new();
        for (number, (owner, name)) in answers_of(domain, domains) {
            let code = format!("Code::{owner}({owner}::{name})");
            of_domain.entry(number, code.clone());
            of_pairs.entry((index, number), code);
        }
        of_domains.push(of_domain.build().to_string());
    }
    format!(
        "pub static PHF_OF_DOMAINS: [phf::Map<i64, Code>; {}] = [{}];\n\
         pub static PHF_OF_PAIRS: phf::Map<(u8, i64), Code> = {};\n",
        domains.len(),
        of_domains.join(", "),
        of_pairs.build(),
    )
}

fn capitalized(word: &str) -> String {
    word[..1].to_uppercase() + &word[1..]
}

fn string(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}
