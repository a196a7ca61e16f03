//! Prints the times of the last run of `lookup.rs` and `replies.rs` as one table: nanoseconds, and the ratio to ours.
//!
//! Criterion keeps what it measured in `<target>/criterion/<group>/<function>/new/`: `benchmark.json` has the names,
//! `estimates.json` the median time of an iteration over a list of keys. A run with a filter leaves the other figures
//! unchanged.

use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::Value;

/// The groups in the order of the table, each with our function, which the others are compared with.
const GROUPS: [(&str, &str); 12] = [
    ("hits", "Code::lookup"),
    ("misses", "Code::lookup"),
    ("hot", "Code::lookup"),
    ("one domain", "Code::lookup"),
    ("chain", "Code::lookup"),
    ("description", "Code::lookup, description"),
    ("slug", "parse::<Code>"),
    ("wrong slug", "parse::<Code>"),
    ("reply, short", "response::parse"),
    ("reply, 100 kB", "response::parse"),
    ("whole reply, short", "response::parse"),
    ("whole reply, 100 kB", "response::parse"),
];

fn main() {
    let Some(criterion) = criterion() else {
        eprintln!("nothing measured yet: run `cargo bench` without a name");
        return;
    };
    println!("\n| group | look-up | ns | ratio to ours |\n| --- | --- | ---: | ---: |");
    for (group, ours) in GROUPS {
        let mut figures = figures(&criterion.join(group));
        figures.sort_by(|a, b| a.nanos.total_cmp(&b.nanos));
        let Some(our_nanos) = figures.iter().find(|figure| figure.name == ours).map(|figure| figure.nanos) else {
            continue;
        };
        for Figure { name, nanos } in &figures {
            println!("| {group} | {name} | {nanos:.2} | {:.2} |", nanos / our_nanos);
        }
    }
}

/// Criterion's folder in the target folder that this program was built into.
fn criterion() -> Option<PathBuf> {
    let program = env::current_exe().ok()?;
    program.ancestors().map(|folder| folder.join("criterion")).find(|folder| folder.is_dir())
}

/// The time of one function.
struct Figure {
    name: String,
    nanos: f64,
}

fn figures(group: &Path) -> Vec<Figure> {
    let functions = fs::read_dir(group).into_iter().flatten().flatten();
    functions.filter_map(|function| figure(&function.path().join("new"))).collect()
}

fn figure(measured: &Path) -> Option<Figure> {
    let json = |file| serde_json::from_slice::<Value>(&fs::read(measured.join(file)).ok()?).ok();
    let (benchmark, estimates) = (json("benchmark.json")?, json("estimates.json")?);
    let keys = benchmark["throughput"]["Elements"].as_f64()?;
    let nanos = estimates["median"]["point_estimate"].as_f64()?;
    Some(Figure { name: benchmark["function_id"].as_str()?.to_owned(), nanos: nanos / keys })
}
