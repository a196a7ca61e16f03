//! The export in the engines that read it: every cell by their defaults, and ten million rows of a log by the recipes of
//! `docs/data.md`, as they are printed there, against `Code::lookup` and `Domain::section_of`.
//!
//! Ignored by default, since it needs the engines: `.ci/engines` installs them and runs this.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use rtc_codes::{Code, Domain};
use serde_json::{Deserializer, Value};

type Row = serde_json::Map<String, Value>;

const TABLES: [&str; 3] = ["codes", "answers", "sections"];
const FORMATS: [&str; 3] = ["csv", "jsonl", "json"];
const LOG_ROWS: usize = 10_000_000;

#[test]
#[ignore = "needs DuckDB"]
fn duckdb() {
    let driver = r#"
import duckdb
for table in TABLES:
    for format in FORMATS:
        duckdb.sql(f"copy (from '{table}.{format}') to 'duckdb/{table}.{format}' (format json)")

duckdb.sql("create view log as from 'log.csv'")
duckdb.sql(RECIPE)
counts = "select domain, number, slug, section, retry, count(*) as rows from explained('log') group by all"
duckdb.sql(f"copy ({counts}) to 'duckdb/log' (format json)")

# What CSV keeps, and JSON does not.
duckdb.sql("copy (from 'codes.json') to 'duckdb/codes.parquet'")
types = [duckdb.sql(f"select distinct typeof(number) from '{file}'").fetchall()
         for file in ("codes.csv", "codes.json", "duckdb/codes.parquet")]
assert types == [[("BIGINT",)], [("HUGEINT",)], [("DOUBLE",)]], types
"#;
    python("duckdb", driver, &recipe("DuckDB", "sql"));
    assert_read("duckdb");
    assert_explained("duckdb");
}

#[test]
#[ignore = "needs chdb"]
fn clickhouse() {
    let driver = r#"
from chdb.session import Session
clickhouse = Session()
for table in TABLES:
    for format in FORMATS:
        rows = clickhouse.query(f"select * from file('{table}.{format}')", "JSONEachRow")
        open(f"clickhouse/{table}.{format}", "w").write(str(rows))

keys = "assumeNotNull(domain) as domain, assumeNotNull(number) as number"
clickhouse.query(f"create view log as select {keys} from file('log.csv')")
for statement in RECIPE.split(";")[:-1]:
    clickhouse.query(statement)
counts = "select domain, number, slug, section, retry, count() as rows from explained group by all"
open("clickhouse/log", "w").write(str(clickhouse.query(counts, "JSONEachRow")))

# What `dictGet` makes of an unknown number.
assert str(clickhouse.query("select dictGet('answers', 'slug', ('zego-room', -1)) = ''")) == "1\n"
"#;
    python("clickhouse", driver, &recipe("ClickHouse", "sql"));
    assert_read("clickhouse");
    assert_explained("clickhouse");
}

#[test]
#[ignore = "needs PySpark and Java"]
fn spark() {
    let driver = r#"
import json
from pyspark.sql import SparkSession
spark = SparkSession.builder.config("spark.ui.enabled", "false").getOrCreate()

def write(rows, file):
    json.dump([row.asDict(recursive=True) for row in rows.collect()], open(file, "w"))

for table in TABLES:
    write(spark.read.csv(f"{table}.csv", header=True, inferSchema=True), f"spark/{table}.csv")
    write(spark.read.json(f"{table}.jsonl"), f"spark/{table}.jsonl")
    write(spark.read.json(f"{table}.json", multiLine=True), f"spark/{table}.json")

log = spark.read.csv("log.csv", header=True, schema="domain string, number bigint")
exec(RECIPE)
counts = explained.groupBy("domain", "number", "slug", "section", "retry").count()
write(counts.withColumnRenamed("count", "rows"), "spark/log")

# What an array needs `multiLine` for.
assert spark.read.json("codes.json").columns == ["_corrupt_record"]
"#;
    python("spark", driver, &recipe("Spark", "python"));
    assert_read("spark");
    assert_explained("spark");
}

#[test]
#[ignore = "needs polars"]
fn polars() {
    let driver = r#"
import polars
read = {"csv": polars.read_csv, "jsonl": polars.read_ndjson, "json": polars.read_json}
for table in TABLES:
    for format in FORMATS:
        read[format](f"{table}.{format}", infer_schema_length=None).write_ndjson(f"polars/{table}.{format}")

log = polars.scan_csv("log.csv")
exec(RECIPE)
counts = explained.group_by("domain", "number", "slug", "section", "retry").agg(rows=polars.len())
counts.collect().write_ndjson("polars/log")
"#;
    python("polars", driver, &recipe("polars", "python"));
    assert_read("polars");
    assert_explained("polars");
}

#[test]
#[ignore = "needs SQLite's command"]
fn sqlite() {
    let mut script = ".mode json\n".to_owned();
    for table in TABLES {
        writeln!(script, ".import --csv {table}.csv read_{table}").unwrap();
        writeln!(script, ".once sqlite/{table}.csv\nselect * from read_{table};").unwrap();
    }
    script.push_str(&recipe("SQLite", "sql"));
    script.push_str(".once sqlite/log\nselect domain, number, slug, section, retry, count(*) as rows from explained ");
    script.push_str("group by domain, number, slug, section, retry;\n");
    run("sqlite", Command::new("sqlite3").arg("-bail"), &script);
    for table in TABLES {
        let mut expected = exported(table, "csv");
        for value in expected.iter_mut().flat_map(Row::values_mut) {
            *value = match value.take() {
                Value::Null => "".into(),
                Value::String(text) => text.into(),
                other => other.to_string().into(),
            };
        }
        assert_rows(&rows(&LOG.folder.join("sqlite").join(format!("{table}.csv"))), &expected, table);
    }
    assert_explained("sqlite");
}

#[test]
#[ignore = "needs jq"]
fn logstash() {
    let command = Path::new(env!("CARGO_BIN_EXE_rtc-codes")).parent().unwrap();
    let script = format!("cd logstash\nPATH='{}':$PATH\n{}", command.display(), recipe("Logstash", "sh"));
    run("logstash", Command::new("sh").arg("-e"), &script);
    let file = |name| fs::read_to_string(LOG.folder.join("logstash").join(name)).unwrap();
    let lines = file("slugs.csv");
    let slugs: BTreeMap<&str, &str> = lines.lines().map(|line| line.split_once(',').unwrap()).collect();
    let objects: Row = serde_json::from_str(&file("answers.json")).unwrap();
    for (domain, number) in LOG.counts.keys() {
        let key = format!("{domain}/{number}");
        let code = Code::lookup(*domain, *number);
        assert_eq!(slugs.get(&*key).copied(), code.map(Code::slug), "{key}");
        let retry = objects.get(&key).and_then(|object| object["retry"].as_str());
        assert_eq!(retry, code.map(|code| code.retry().as_str()), "{key}");
    }
}

/// A folder with the export and `log.csv`, and how many rows of the log have which domain and number.
struct Log {
    folder: PathBuf,
    counts: BTreeMap<(Domain, i64), usize>,
}

static LOG: LazyLock<Log> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("engines");
    fs::create_dir_all(folder.join("user_files")).unwrap();
    for table in TABLES {
        for format in FORMATS {
            let args = ["export", "--table", table, "--format", format];
            let export = Command::new(env!("CARGO_BIN_EXE_rtc-codes")).args(args).output().unwrap().stdout;
            for place in ["", "user_files"] {
                fs::write(folder.join(place).join(format!("{table}.{format}")), &export).unwrap();
            }
        }
    }
    let mut log = BufWriter::new(File::create(folder.join("log.csv")).unwrap());
    writeln!(log, "domain,number").unwrap();
    let mut counts = BTreeMap::new();
    let kinds = log_kinds();
    let mut random = fastrand::Rng::with_seed(1);
    for _ in 0..LOG_ROWS {
        let kind = random.choice(&kinds).unwrap();
        let &(domain, number) = random.choice(kind).unwrap();
        *counts.entry((domain, number)).or_default() += 1;
        writeln!(log, "{domain},{number}").unwrap();
    }
    log.flush().unwrap();
    Log { folder, counts }
});

/// Numbers that a domain has itself, those that it has from others, and those that it does not know: the ends of its
/// sections, others' numbers, and some that are longer than 32 bits.
fn log_kinds() -> [Vec<(Domain, i64)>; 3] {
    let mut kinds = [BTreeSet::new(), BTreeSet::new(), BTreeSet::new()];
    for &domain in Domain::ALL {
        let mut numbers: BTreeSet<i64> = Code::ALL.iter().map(|code| code.number().into()).collect();
        numbers.extend([i64::MIN, -(1 << 32), 1 << 32, 3_000_000_000, i64::MAX]);
        numbers.extend(domain.codes().iter().map(|code| i64::from(code.number()) + (1 << 32)));
        for owner in std::iter::once(domain).chain(domain.answers_from()) {
            for &(first, last) in owner.sections().iter().flat_map(|section| section.ranges()) {
                let (first, last) = (i64::from(first), i64::from(last));
                numbers.extend([first - 1, first, i64::midpoint(first, last), last, last + 1]);
            }
        }
        for number in numbers {
            let kind = match Code::lookup(domain, number) {
                Some(code) if code.domain() == domain => 0,
                Some(_) => 1,
                None => 2,
            };
            kinds[kind].insert((domain, number));
        }
    }
    kinds.map(Vec::from_iter)
}

/// The blocks of a language below a heading of `docs/data.md`.
fn recipe(heading: &str, language: &str) -> String {
    let page = include_str!("../docs/data.md");
    let (_, part) = page.split_once(&format!("\n## {heading}\n")).unwrap_or_else(|| panic!("no {heading}"));
    let part = part.split("\n## ").next().unwrap();
    let fence = format!("\n```{language}\n");
    let recipe: String = part.split(&fence).skip(1).map(|block| block.split("```\n").next().unwrap()).collect();
    assert!(!recipe.is_empty(), "{heading} has no {language}");
    recipe
}

/// Runs Python, which finds the recipe in `RECIPE` and writes what it read and counted into the engine's folder.
fn python(engine: &str, driver: &str, recipe: &str) {
    let names = format!("TABLES = {TABLES:?}\nFORMATS = {FORMATS:?}\nimport sys\nRECIPE = sys.stdin.read()\n");
    run(engine, Command::new("python3").arg("-c").arg(names + driver), recipe);
}

fn run(engine: &str, command: &mut Command, input: &str) {
    fs::create_dir_all(LOG.folder.join(engine)).unwrap();
    let command = command.current_dir(&LOG.folder).env("SPARK_LOCAL_IP", "127.0.0.1");
    let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = child.unwrap_or_else(|error| panic!("{engine} cannot start: {error}"));
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{engine}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Compares every cell that an engine read with the export, as `serde_json` reads it.
#[track_caller]
fn assert_read(engine: &str) {
    for table in TABLES {
        for format in FORMATS {
            let name = format!("{table}.{format}");
            assert_rows(&rows(&LOG.folder.join(engine).join(&name)), &exported(table, format), &name);
        }
    }
}

#[track_caller]
fn assert_rows(found: &[Row], expected: &[Row], name: &str) {
    for (found, expected) in found.iter().zip(expected) {
        assert_eq!(found, expected, "{name}");
    }
    assert_eq!(found.len(), expected.len(), "rows of {name}");
}

/// Compares what an engine found in the log with what the crate says.
#[track_caller]
fn assert_explained(engine: &str) {
    let mut found = BTreeMap::new();
    for row in rows(&LOG.folder.join(engine).join("log")) {
        let domain: Domain = row["domain"].as_str().unwrap().parse().unwrap();
        let text = |column| row[column].as_str().map(str::to_owned);
        let before = found.insert(
            (domain, row["number"].as_i64().unwrap()),
            (text("slug"), text("section"), text("retry"), usize::try_from(row["rows"].as_u64().unwrap()).unwrap()),
        );
        assert_eq!(before, None, "{row:?}");
    }
    for (&(domain, number), &rows) in &LOG.counts {
        let code = Code::lookup(domain, number);
        let section = code.map(Code::section).or_else(|| domain.section_of(number));
        let own = |text: &str| text.to_owned();
        let expected = (
            code.map(|code| own(code.slug())),
            section.map(|section| own(section.slug())),
            code.map(|code| own(code.retry().as_str())),
            rows,
        );
        assert_eq!(found.get(&(domain, number)), Some(&expected), "{domain} {number}");
    }
    assert_eq!(found.len(), LOG.counts.len());
}

/// What a reader of a format must find in a table: in CSV, the texts are columns and a list is joined by blanks.
fn exported(table: &str, format: &str) -> Vec<Row> {
    let rows = rows(&LOG.folder.join(format!("{table}.json")));
    if format == "csv" { rows.into_iter().map(flat).collect() } else { rows }
}

fn flat(row: Row) -> Row {
    let mut columns = Row::new();
    for (name, value) in row {
        match value {
            Value::Object(texts) => {
                columns.extend(texts.into_iter().map(|(text, value)| (format!("{name}_{text}"), value)));
            }
            Value::Array(items) => {
                let items: Vec<&str> = items.iter().map(|item| item.as_str().unwrap()).collect();
                columns.insert(name, if items.is_empty() { Value::Null } else { items.join(" ").into() });
            }
            value => {
                columns.insert(name, value);
            }
        }
    }
    columns
}

/// The objects of a file, whether they are an array or a line each.
fn rows(file: &Path) -> Vec<Row> {
    let text = fs::read_to_string(file).unwrap();
    let values = Deserializer::from_str(&text).into_iter::<Value>().map(Result::unwrap);
    let values = values.flat_map(|value| match value {
        Value::Array(values) => values,
        value => vec![value],
    });
    values.map(|value| serde_json::from_value(value).unwrap()).collect()
}
