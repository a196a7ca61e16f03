//! The rows that stand in for one that was not found.

use std::cmp::Reverse;

use rtc_codes::{Code, Domain};

use crate::query::Within;
use crate::search;
use crate::words::plain;

/// How many rows stand in for one that was not found.
const NEAREST: usize = 4;

/// The rows of the nearest numbers: those of the sections that own the number, or else those of the domain that are
/// near, or else what its vendor has. A number that only happens to be near, in another product, explains nothing.
pub fn by_number(number: i64, within: Within) -> Vec<Code> {
    let domains: Vec<Domain> = Domain::ALL.iter().copied().filter(|&domain| within.has(domain)).collect();
    let mut found = in_section(number, &domains);
    if let Some(domain) = within.domain() {
        if found.is_empty() {
            found = domain.codes().iter().copied().filter(|code| is_near(number, code.number().into())).collect();
        }
        if found.is_empty() {
            let vendor = Within::Vendor(domain.vendor());
            found = Code::resolve(number).filter(|code| vendor.has(code.domain())).collect();
            if found.is_empty() {
                let kin: Vec<Domain> = Domain::ALL.iter().copied().filter(|&domain| vendor.has(domain)).collect();
                found = in_section(number, &kin);
            }
        }
    }
    found.sort_by_key(|code| i64::from(code.number()).abs_diff(number));
    found.truncate(NEAREST);
    found.sort();
    found
}

/// The rows of the sections that own a number.
fn in_section(number: i64, domains: &[Domain]) -> Vec<Code> {
    let sections: Vec<_> = domains.iter().filter_map(|domain| domain.section_of(number)).collect();
    let codes = domains.iter().flat_map(|domain| domain.codes()).copied();
    codes.filter(|code| sections.contains(&code.section())).collect()
}

/// Whether two numbers are as near as those of one group are.
fn is_near(asked: i64, listed: i64) -> bool {
    asked.abs_diff(listed) <= (listed.unsigned_abs() / 100).max(10)
}

/// The rows whose names or symbols look much like a text: those of the domain, or else those of its vendor.
pub fn by_name(text: &str, within: Within) -> Vec<Code> {
    let found = alike(text, within);
    match within.domain() {
        Some(domain) if found.is_empty() => alike(text, Within::Vendor(domain.vendor())),
        _ => found,
    }
}

fn alike(text: &str, within: Within) -> Vec<Code> {
    let text = plain(text);
    let likeness = |code: Code| {
        let symbol = code.symbol().map_or(0.0, |symbol| strsim::jaro_winkler(&text, &plain(symbol)));
        strsim::jaro_winkler(&text, &plain(code.name())).max(symbol)
    };
    let codes = Code::ALL.iter().filter(|code| within.has(code.domain()));
    let mut codes: Vec<(f64, Code)> = codes.map(|&code| (likeness(code), code)).collect();
    codes.retain(|&(likeness, _)| likeness > 0.75);
    codes.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    codes.into_iter().map(|(_, code)| code).take(NEAREST).collect()
}

/// The rows that have the most of some words, or else those whose names look most like them.
pub fn by_words(words: &[String]) -> Vec<Code> {
    let hits = |code: &Code| {
        let row = search::Searched::of(*code);
        words.iter().filter(|word| row.quality(word).is_some()).count()
    };
    let mut codes: Vec<(usize, Code)> = Code::ALL.iter().map(|&code| (hits(&code), code)).collect();
    codes.retain(|&(hits, _)| hits > 0);
    codes.sort_by_key(|&(hits, _)| Reverse(hits));
    if codes.is_empty() {
        return by_name(&words.concat(), Within::Anywhere);
    }
    codes.into_iter().map(|(_, code)| code).take(NEAREST).collect()
}

/// The name that looks most like a word, if one does.
pub fn most_alike<'a>(word: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let word = plain(word);
    let likeness = |name: &&str| {
        strsim::jaro_winkler(&word, &plain(name)).max(strsim::normalized_damerau_levenshtein(&word, &plain(name)))
    };
    let best = names.map(|name| (likeness(&name), name)).max_by(|(a, _), (b, _)| a.total_cmp(b))?;
    (best.0 > 0.85).then_some(best.1)
}

/// The slug without its domain.
pub fn bare_slug(code: Code) -> &'static str {
    code.slug().split_once('/').map_or(code.slug(), |(_, name)| name)
}
