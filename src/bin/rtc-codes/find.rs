//! What was asked for, and the rows that answer it or come nearest.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use rtc_codes::{Answer, Code, Domain, Lang};

/// How many rows stand in for one that was not found.
const NEAREST: usize = 4;

/// What `explain` was asked for.
pub enum Query {
    /// A number in every domain.
    Number(i64),
    /// A number in one domain.
    InDomain(Domain, i64),
    /// A slug, name or symbol, in one domain or in all.
    Name(Option<Domain>, String),
}

impl Query {
    /// Reads the arguments: `100003`, `zego-web 1102016`, `zego-web/1102016`, a slug, a name or a symbol.
    pub fn read(args: &[String]) -> Result<Self, String> {
        let (domain, rest) = match args {
            [domain, rest] => (Some(domain.as_str()), rest.as_str()),
            [one] => one.split_once('/').map_or((None, one.as_str()), |(domain, rest)| (Some(domain), rest)),
            // Not reached: clap takes one argument or two.
            _ => return Err("give a number, or a domain and a number".to_owned()),
        };
        let domain = domain.map(str::parse::<Domain>).transpose().map_err(|error| error.to_string())?;
        let digits = rest.strip_prefix('-').unwrap_or(rest);
        let numeric = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        let missing = |domain: &str| {
            Err(format!("a number is missing: `explain {domain} 104`; `list --domain {domain}` has them all"))
        };
        match (domain, rest) {
            (None, text) if text.parse::<Domain>().is_ok() => missing(text),
            (Some(domain), "") => missing(domain.slug()),
            (_, number) if numeric => {
                let number = number.parse().map_err(|error| format!("{number}: {error}; numbers have 64 bits"))?;
                Ok(domain.map_or(Self::Number(number), |domain| Self::InDomain(domain, number)))
            }
            (domain, name) => Ok(Self::Name(domain, name.to_owned())),
        }
    }

    /// The rows that answer.
    pub fn codes(&self) -> Vec<Code> {
        match self {
            Self::Number(number) => Code::resolve(*number).collect(),
            Self::InDomain(domain, number) => Code::lookup(*domain, *number).into_iter().collect(),
            Self::Name(domain, name) => {
                let is = |text: &str| text.eq_ignore_ascii_case(name);
                scope(*domain)
                    .iter()
                    .copied()
                    .filter(|code| is(code.name()) || is(bare_slug(*code)) || code.symbol().is_some_and(is))
                    .collect()
            }
        }
    }

    /// What to say where no row answers.
    pub fn not_found(&self) -> String {
        match self {
            Self::Number(number) => {
                let sections = Domain::ALL.iter().filter_map(|domain| domain.section_of(*number));
                let own: BTreeSet<String> =
                    sections.map(|section| format!("{} ({section})", section.domain())).collect();
                match own.into_iter().collect::<Vec<_>>().join(", ") {
                    none if none.is_empty() => format!("no domain has a code {number}"),
                    own => format!("no domain has a code {number}; it is in the range of {own}"),
                }
            }
            Self::InDomain(domain, number) => {
                let unknown = Answer::of(*domain, *number);
                format!("{unknown}; the vendor's page may list it by now: {}", domain.source_url())
            }
            Self::Name(None, name) => format!("no code is called {name}"),
            Self::Name(Some(domain), name) => format!("no {domain} code is called {name}"),
        }
    }

    /// The rows that come nearest.
    pub fn nearest(&self) -> Vec<Code> {
        match self {
            Self::Number(number) => nearest_by_number(*number, Domain::ALL),
            Self::InDomain(domain, number) => nearest_by_number(*number, &[*domain]),
            Self::Name(domain, name) => nearest_by_name(name, scope(*domain)),
        }
    }
}

/// The rows that have every word in a text, symbol, name or number: those that have them in the name, symbol or
/// English description first.
pub fn with_words(words: &[String]) -> Vec<Code> {
    let words: Vec<String> = words.iter().flat_map(|words| words.split_whitespace()).map(str::to_lowercase).collect();
    let has_all = |text: &str| words.iter().all(|word| text.contains(word.as_str()));
    let mut found: Vec<(bool, Code)> = Code::ALL
        .iter()
        .filter(|code| has_all(&everything(**code)))
        .map(|&code| (!has_all(&heading(code)), code))
        .collect();
    found.sort();
    found.into_iter().map(|(_, code)| code).collect()
}

/// The slugs of all sections, each once.
pub fn section_slugs() -> Vec<&'static str> {
    let slugs = Domain::ALL.iter().flat_map(|domain| domain.sections()).map(|section| section.slug());
    slugs.collect::<BTreeSet<_>>().into_iter().collect()
}

/// The rows that have the most of some words, or else those whose names look most like them.
pub fn nearest_by_words(words: &[String]) -> Vec<Code> {
    let words: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let hits = |code: &Code| {
        let text = everything(*code);
        words.iter().filter(|word| text.contains(word.as_str())).count()
    };
    let mut codes: Vec<(usize, Code)> = Code::ALL.iter().map(|&code| (hits(&code), code)).collect();
    codes.retain(|&(hits, _)| hits > 0);
    codes.sort_by_key(|&(hits, _)| Reverse(hits));
    if codes.is_empty() {
        return nearest_by_name(&words.join(" "), Code::ALL);
    }
    codes.into_iter().map(|(_, code)| code).take(NEAREST).collect()
}

/// The rows whose names or symbols look much like a text.
fn nearest_by_name(text: &str, codes: &[Code]) -> Vec<Code> {
    let text = text.to_lowercase();
    let likeness = |code: &Code| {
        let symbol = code.symbol().unwrap_or_default().to_lowercase();
        let name = strsim::jaro_winkler(&text, &bare_slug(*code).replace('-', " "));
        name.max(strsim::jaro_winkler(&text, &symbol))
    };
    let mut codes: Vec<(f64, Code)> = codes.iter().map(|&code| (likeness(&code), code)).collect();
    codes.retain(|&(likeness, _)| likeness > 0.7);
    codes.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    codes.into_iter().map(|(_, code)| code).take(NEAREST).collect()
}

/// The rows with the nearest numbers, those of a section that owns the number first.
fn nearest_by_number(number: i64, domains: &[Domain]) -> Vec<Code> {
    let sections: Vec<_> = domains.iter().filter_map(|domain| domain.section_of(number)).collect();
    let mut codes: Vec<Code> = domains.iter().flat_map(|domain| domain.codes()).copied().collect();
    codes.sort_by_key(|code| (!sections.contains(&code.section()), i64::from(code.number()).abs_diff(number)));
    codes.truncate(NEAREST);
    codes.sort();
    codes
}

fn scope(domain: Option<Domain>) -> &'static [Code] {
    domain.map_or(Code::ALL, Domain::codes)
}

/// The slug without its domain.
fn bare_slug(code: Code) -> &'static str {
    code.slug().split_once('/').map_or(code.slug(), |(_, name)| name)
}

fn heading(code: Code) -> String {
    let symbol = code.symbol().unwrap_or_default();
    format!("{} {} {symbol} {}", code.slug(), code.name(), code.description()).to_lowercase()
}

fn everything(code: Code) -> String {
    let mut text = format!("{} {}", heading(code), code.number());
    for &lang in Lang::ALL {
        let words = code.text(lang);
        for part in [Some(words.description()), words.cause(), words.action(), words.note()].into_iter().flatten() {
            text.push(' ');
            text.push_str(part);
        }
    }
    text.to_lowercase()
}
