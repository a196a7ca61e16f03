//! `calls`: the interfaces that a backend calls, by the vendors' own names.

use std::io::{self, Write};

use rtc_codes::{Call, Domain, Lang, Limit, Scope};

use crate::card::{self, in_language};
use crate::language::Language;
use crate::outcome::{Failure, Outcome};
use crate::record::{self, Record, Value};
use crate::screen;
use crate::table::{self, Edge, Row};
use crate::words::words;

/// List the vendors' calls: whose numbers they answer with, whether they change anything, how often they may be made
#[derive(clap::Args)]
pub struct Args {
    /// Only calls that answer with the numbers of this domain
    #[arg(long, value_parser = words::<Domain>())]
    domain: Option<Domain>,
    #[command(flatten)]
    language: Language,
    /// Print a JSON array
    #[arg(long)]
    json: bool,
}

/// Prints the calls of a domain, or of all.
pub fn outcome(args: &Args, out: &mut impl Write) -> Result<Outcome, Failure> {
    let lang = args.language.get();
    let calls: Vec<Call> =
        Call::ALL.iter().copied().filter(|call| args.domain.is_none_or(|domain| call.domain() == domain)).collect();
    if args.json {
        record::json(calls.iter().map(|&call| record(call)), out)?;
    } else {
        let rows: Vec<Row> = calls.iter().map(|&call| row(call, lang)).collect();
        table::print_rows(&rows, Edge::Left, screen::width_of(&io::stdout()), out)?;
    }
    if !calls.is_empty() {
        return Ok(Outcome::found());
    }
    let message = match args.domain {
        Some(domain) => in_language(lang, format!("no call of {domain} is listed"), format!("未收录 {domain} 的接口")),
        // Not reached: the catalogue has calls.
        None => in_language(lang, "no call is listed", "未收录任何接口").to_owned(),
    };
    Ok(Outcome::not_found(message, Vec::new(), lang))
}

fn row(call: Call, lang: Lang) -> Row {
    let effect =
        if call.is_read() { in_language(lang, "reads", "只读") } else { in_language(lang, "writes", "写入") };
    Row {
        columns: vec![call.domain().slug().to_owned(), call.name().to_owned(), effect.to_owned()],
        last: call.limit().map_or_else(String::new, |limit| card::rate(limit, lang)),
    }
}

fn record(call: Call) -> Record {
    let limit = |limit: Limit| {
        Value::Record(vec![
            ("requests", Value::Number(limit.requests().into())),
            ("per_ms", record::milliseconds(limit.per())),
            ("scope", limit.scope().map(Scope::as_str).into()),
        ])
    };
    vec![
        ("name", call.name().into()),
        ("domain", call.domain().slug().into()),
        ("vendor", call.vendor().as_str().into()),
        ("read", Value::Bool(call.is_read())),
        ("limit", call.limit().map_or(Value::Null, limit)),
    ]
}
