//! `export`: the whole catalogue as data, or as one page to read.

use std::io::{self, Write};

use clap::ValueEnum;
use rtc_codes::{Code, Domain, Lang, Scope, Section};

use crate::outcome::{Failure, Outcome};
use crate::page;
use crate::record::{self, Record, Value};

/// Print the whole catalogue
#[derive(clap::Args)]
#[command(after_help = "Examples:
  rtc-codes export --format csv >codes.csv
  rtc-codes export --format html >codes.html        one page to search, which needs nothing else
  rtc-codes export --table answers --format jsonl   to join a log with, by domain and number")]
pub struct Args {
    /// The table
    #[arg(long, default_value = "codes")]
    table: Table,
    /// The format
    #[arg(long)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Table {
    /// One row per code, ordered by domain and number; to join a log with, take `answers`
    Codes,
    /// One row for every domain and every number that it answers with, those of other domains included
    Answers,
    /// One row per range of numbers, with its section, for numbers that nobody has listed
    Sections,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// An array of objects
    Json,
    /// One object per line
    Jsonl,
    /// The same columns, one row per line
    Csv,
    /// One page to search and to read, of the table `codes` alone; it loads nothing from elsewhere
    Html,
}

/// Prints a table.
pub fn outcome(args: &Args, out: &mut impl Write) -> Result<Outcome, Failure> {
    let records: Box<dyn Iterator<Item = Record>> = match args.table {
        Table::Codes => Box::new(Code::ALL.iter().map(|&code| of_code(code))),
        Table::Answers => Box::new(Domain::ALL.iter().flat_map(|&domain| answers(domain))),
        Table::Sections => Box::new(Domain::ALL.iter().flat_map(|&domain| sections(domain))),
    };
    match args.format {
        Format::Json => record::json(records, out)?,
        Format::Jsonl => record::json_lines(records, out)?,
        Format::Csv => record::csv(records, out)?,
        Format::Html if args.table == Table::Codes => page::print(out)?,
        Format::Html => {
            let message = "a page has the table `codes` alone; leave out `--table`".to_owned();
            return Err(Failure::Use { subcommand: "export", message });
        }
    }
    Ok(Outcome::found())
}

/// Prints rows as an array of objects.
pub fn json(codes: &[Code], out: &mut impl Write) -> io::Result<()> {
    record::json(codes.iter().map(|&code| of_code(code)), out)
}

fn of_code(code: Code) -> Record {
    let mut record =
        vec![("domain", code.domain().slug().into()), ("number", number(code)), ("name", code.name().into())];
    record.push(("slug", code.slug().into()));
    record.extend(judgement(code));
    record
}

/// What `lookup` answers for a domain, by number: the rows of its own and those of the domains that it also answers from.
fn answers(domain: Domain) -> Vec<Record> {
    let owners = std::iter::once(domain).chain(domain.answers_from());
    let rows = owners.flat_map(Domain::codes).copied();
    let mut rows: Vec<Code> = rows.filter(|&code| Code::lookup(domain, code.number().into()) == Some(code)).collect();
    rows.sort_by_key(|code| code.number());
    rows.dedup();
    let answer = |code: Code| {
        let mut record = vec![
            ("key", Value::Text(format!("{domain}/{}", code.number()))),
            ("slug", code.slug().into()),
            ("domain", domain.slug().into()),
            ("number", number(code)),
            ("owner", code.domain().slug().into()),
            ("name", code.name().into()),
        ];
        record.extend(judgement(code));
        record.push(("retryable", Value::Bool(code.is_retryable())));
        record.push(("http_status", Value::Number(code.category().http_status().into())));
        record.push(("grpc_code", Value::Number(code.category().grpc_code().into())));
        record
    };
    rows.into_iter().map(answer).collect()
}

/// The columns of a code behind its names.
fn judgement(code: Code) -> Record {
    let equivalents = code.equivalents().iter().map(|code| format!("{}/{}", code.domain(), code.number()));
    let mut record = vec![
        ("symbol", code.symbol().into()),
        ("section", code.section().slug().into()),
        ("category", code.category().as_str().into()),
        ("retry", code.retry().as_str().into()),
        ("basis", code.basis().as_str().into()),
        ("actor", code.actor().as_str().into()),
        ("escalate", Value::Bool(code.escalate())),
        ("pace_ms", code.pace().map_or(Value::Null, record::milliseconds)),
        ("scope", code.scope().map(Scope::as_str).into()),
        ("retired", Value::Bool(code.is_retired())),
        ("equivalents", Value::List(equivalents.collect())),
    ];
    record.extend(Lang::ALL.iter().map(|&lang| {
        let text = code.text(lang);
        let texts = vec![
            ("description", text.description().into()),
            ("cause", text.cause().into()),
            ("action", text.action().into()),
            ("note", text.note().into()),
        ];
        (lang.as_str(), Value::Record(texts))
    }));
    record
}

fn number(code: Code) -> Value {
    Value::Number(code.number().into())
}

/// The ranges that a domain answers for, its own before those of others, so that none overlaps another.
fn sections(domain: Domain) -> Vec<Record> {
    let mut taken: Vec<(i64, i64, Section)> = Vec::new();
    for owner in std::iter::once(domain).chain(domain.answers_from()) {
        for &section in owner.sections() {
            for &(first, last) in section.ranges() {
                let free = without((first.into(), last.into()), &taken);
                taken.extend(free.into_iter().map(|(first, last)| (first, last, section)));
            }
        }
    }
    taken.sort_by_key(|&(first, ..)| first);
    let row = |(first, last, section): (i64, i64, Section)| {
        vec![
            ("domain", domain.slug().into()),
            ("first", Value::Number(first)),
            ("last", Value::Number(last)),
            ("owner", section.domain().slug().into()),
            ("section", section.slug().into()),
            ("title", section.title().into()),
            ("note", section.note().into()),
        ]
    };
    taken.into_iter().map(row).collect()
}

/// What is left of a range without some others.
fn without(range: (i64, i64), taken: &[(i64, i64, Section)]) -> Vec<(i64, i64)> {
    taken.iter().fold(vec![range], |left, &(start, end, _)| {
        let cut = left.into_iter().flat_map(|(first, last)| [(first, last.min(start - 1)), (first.max(end + 1), last)]);
        cut.filter(|(first, last)| first <= last).collect()
    })
}
