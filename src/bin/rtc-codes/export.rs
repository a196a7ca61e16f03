//! Rows as data: JSON and CSV with the same columns.

use std::io::{self, Write};

use rtc_codes::{Actor, Basis, Category, Code, Domain, Lang, Retry, Scope, Text};
use serde::Serialize;

/// A code with all that is known about it; what it lacks is `null`.
#[derive(Serialize)]
struct Row {
    domain: Domain,
    number: i32,
    name: &'static str,
    slug: &'static str,
    symbol: Option<&'static str>,
    section: &'static str,
    category: Category,
    retry: Retry,
    basis: Basis,
    actor: Actor,
    escalate: bool,
    pace_ms: Option<u128>,
    scope: Option<Scope>,
    retired: bool,
    equivalents: Vec<String>,
    en: Text,
    zh: Text,
}

impl From<Code> for Row {
    fn from(code: Code) -> Self {
        Self {
            domain: code.domain(),
            number: code.number(),
            name: code.name(),
            slug: code.slug(),
            symbol: code.symbol(),
            section: code.section().slug(),
            category: code.category(),
            retry: code.retry(),
            basis: code.basis(),
            actor: code.actor(),
            escalate: code.escalate(),
            pace_ms: code.pace().map(|pace| pace.as_millis()),
            scope: code.scope(),
            retired: code.is_retired(),
            equivalents: code.equivalents().iter().map(|code| format!("{}/{}", code.domain(), code.number())).collect(),
            en: code.text(Lang::En),
            zh: code.text(Lang::Zh),
        }
    }
}

/// Prints an array of objects.
pub fn json(codes: &[Code], out: &mut impl Write) -> io::Result<()> {
    let rows: Vec<Row> = codes.iter().copied().map(Row::from).collect();
    serde_json::to_writer_pretty(&mut *out, &rows)?;
    writeln!(out)
}

/// Prints a header and a row a line, the equivalents joined by blanks.
pub fn csv(codes: &[Code], out: &mut impl Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record([
        "domain",
        "number",
        "name",
        "slug",
        "symbol",
        "section",
        "category",
        "retry",
        "basis",
        "actor",
        "escalate",
        "pace_ms",
        "scope",
        "retired",
        "equivalents",
        "en_description",
        "en_cause",
        "en_action",
        "en_note",
        "zh_description",
        "zh_cause",
        "zh_action",
        "zh_note",
    ])?;
    for row in codes.iter().copied().map(Row::from) {
        csv.serialize((
            (row.domain, row.number, row.name, row.slug, row.symbol, row.section),
            (row.category, row.retry, row.basis, row.actor, row.escalate, row.pace_ms, row.scope, row.retired),
            row.equivalents.join(" "),
            texts(row.en),
            texts(row.zh),
        ))?;
    }
    csv.flush()
}

fn texts(text: Text) -> (&'static str, Option<&'static str>, Option<&'static str>, Option<&'static str>) {
    (text.description(), text.cause(), text.action(), text.note())
}
