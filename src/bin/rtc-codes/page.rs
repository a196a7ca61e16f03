//! The catalogue as one page of HTML: `page.html` with the rows in it.

use std::io::{self, Write};

use rtc_codes::{Actor, Category, Code, Domain, Lang, Retry, Section};
use serde_json::{Value, json};

use crate::card;

const PAGE: &str = include_str!("page.html");
/// Stands in the page where the rows belong.
const ROWS: &str = "%ROWS%";

/// Prints the page.
pub fn print(out: &mut impl Write) -> io::Result<()> {
    let (before, after) = PAGE.split_once(ROWS).unwrap_or((PAGE, ""));
    // Within a script nothing ends it but `</script`, and no text can have that.
    let rows = catalogue().to_string().replace('<', "\\u003c");
    out.write_all(before.as_bytes())?;
    out.write_all(rows.as_bytes())?;
    out.write_all(after.as_bytes())
}

/// All that the page shows. Words that many rows share stand there once, and a row has their indices.
fn catalogue() -> Value {
    let sections: Vec<Section> = Domain::ALL.iter().flat_map(|domain| domain.sections()).copied().collect();
    json!({
        "version": env!("CARGO_PKG_VERSION"),
        "domains": Domain::ALL.iter().map(|&domain| of_domain(domain)).collect::<Vec<_>>(),
        "sections": sections.iter().map(|&section| of_section(section)).collect::<Vec<_>>(),
        "retries": Retry::ALL.iter().map(|&word| in_all_languages(word.as_str(), |lang| card::retry(word, lang))).collect::<Vec<_>>(),
        "actors": Actor::ALL.iter().map(|&word| in_all_languages(word.as_str(), |lang| card::actor(word, lang))).collect::<Vec<_>>(),
        "categories": Category::ALL.iter().map(|word| json!([word.as_str(), word.http_status(), word.grpc_code()])).collect::<Vec<_>>(),
        "codes": Code::ALL.iter().map(|&code| of_code(code, &sections)).collect::<Vec<_>>(),
    })
}

fn of_domain(domain: Domain) -> Value {
    let also: Vec<usize> = domain.answers_from().map(|other| index(Domain::ALL, other)).collect();
    json!([domain.slug(), domain.title(), domain.vendor().as_str(), domain.source_url(), domain.source_date(), also])
}

fn of_section(section: Section) -> Value {
    let notes: Vec<Option<&str>> = Lang::ALL.iter().map(|&lang| section.note_in(lang)).collect();
    json!([section.slug(), section.title(), notes])
}

fn in_all_languages(word: &str, text: impl Fn(Lang) -> &'static str) -> Value {
    json!([word, Lang::ALL.iter().map(|&lang| text(lang)).collect::<Vec<_>>()])
}

/// The columns as `page.html` reads them.
fn of_code(code: Code, sections: &[Section]) -> Value {
    let texts = |lang: &Lang| {
        let text = code.text(*lang);
        // A text that is missing at the end is left out.
        let mut texts = vec![Some(text.description()), text.cause(), text.action(), text.note()];
        while texts.last().is_some_and(Option::is_none) {
            texts.pop();
        }
        json!(texts.into_iter().map(|text| text.map_or(json!(0), |text| json!(text))).collect::<Vec<_>>())
    };
    let limits: Vec<Option<String>> = Lang::ALL.iter().map(|&lang| card::limit(code, lang)).collect();
    json!([
        index(Domain::ALL, code.domain()),
        code.number(),
        code.name(),
        code.symbol().map_or(json!(0), |symbol| json!(symbol)),
        index(sections, code.section()),
        index(Category::ALL, code.category()),
        index(Retry::ALL, code.retry()),
        index(Actor::ALL, code.actor()),
        u8::from(code.basis() == rtc_codes::Basis::Inferred) + 2 * u8::from(code.is_retired()),
        if code.scope().is_some() || code.pace().is_some() { json!(limits) } else { json!(0) },
        code.equivalents().iter().map(|other| format!("{}/{}", other.domain(), other.number())).collect::<Vec<_>>(),
        Lang::ALL.iter().map(texts).collect::<Vec<_>>(),
    ])
}

fn index<T: PartialEq + Copy>(all: &[T], one: T) -> usize {
    all.iter().position(|other| *other == one).unwrap_or_default()
}
