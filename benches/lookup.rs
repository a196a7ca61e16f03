//! Times `Code::lookup` and its rivals on the real rows, and what a program does with a code next.
//!
//! An iteration looks up every key of a list that is made before; `summary.rs` divides its time by the length of the
//! list.

mod cpu_time;
mod keys;
mod rivals;

use std::collections::HashMap;
use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkGroup, Criterion, Throughput};
use nix::errno::Errno;
use rtc_codes::{Code, Domain};
use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::cpu_time::CpuTime;
use crate::keys::{KEYS, Key};
use crate::rivals::{ANSWERS, Answer};

fn main() {
    let mut criterion = Criterion::default()
        .with_measurement(CpuTime)
        .sample_size(50)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(1))
        .configure_from_args();
    let rivals = Rivals::new();
    let (hits, misses) = (keys::hits(), keys::misses());
    rivals.each(&mut Agreement { keys: &hits, found: true });
    rivals.each(&mut Agreement { keys: &misses, found: false });

    for (name, keys) in [("hits", &hits), ("misses", &misses), ("hot", &keys::hot())] {
        rivals.each_and_floor(&mut Stream { group: group(&mut criterion, name), keys });
    }
    let of_web: Vec<_> = hits.iter().filter(|key| key.domain == ONE).copied().cycle().take(KEYS).collect();
    rivals.each_and_floor(&mut OneDomain { group: group(&mut criterion, "one domain"), keys: &of_web });
    rivals.each_and_floor(&mut Chain { group: group(&mut criterion, "chain"), keys: &hits });
    description(&mut criterion, &hits);
    slug(&mut criterion);
    criterion.final_summary();
}

/// What a measurement does with each way to look up.
trait Contest {
    fn run<A: Answer>(&mut self, name: &str, look_up: impl Fn(Key) -> Option<A>);
}

/// The rivals whose tables exist at run time only.
struct Rivals {
    std_of_pairs: HashMap<(Domain, i64), Code>,
    fx_of_pairs: FxHashMap<(Domain, i64), Code>,
    fx_of_domains: Vec<FxHashMap<i64, Code>>,
}

impl Rivals {
    fn new() -> Self {
        Self {
            std_of_pairs: rivals::map_of_pairs(),
            fx_of_pairs: rivals::map_of_pairs::<FxBuildHasher>(),
            fx_of_domains: rivals::maps_of_domains::<FxBuildHasher>(),
        }
    }

    /// The rivals, and the floor, which loads an answer from a known place.
    fn each_and_floor(&self, contest: &mut impl Contest) {
        contest.run("array load (floor)", |key| ANSWERS.get(usize::from(key.index)).map(|answer| answer.1));
        self.each(contest);
    }

    fn each(&self, contest: &mut impl Contest) {
        contest.run("Code::lookup", |key| Code::lookup(key.domain, key.number));
        contest.run("FxHashMap of pairs", |key| self.fx_of_pairs.get(&(key.domain, key.number)).copied());
        contest.run("FxHashMap per domain", |key| self.fx_of_domains[key.domain as usize].get(&key.number).copied());
        contest.run("HashMap of pairs", |key| self.std_of_pairs.get(&(key.domain, key.number)).copied());
        contest.run("phf::Map per domain", |key| rivals::phf_of_domains(key.domain, key.number));
        contest.run("phf::Map of pairs", |key| rivals::phf_of_pairs(key.domain, key.number));
        contest.run("generated match", |key| rivals::generated_match(key.domain, key.number));
        contest.run("strum::FromRepr", |key| rivals::from_repr::lookup(key.domain, key.number));
        contest.run("num_enum", |key| rivals::num_enum::lookup(key.domain, key.number));
        contest.run("binary_search", |key| rivals::binary_search(key.domain, key.number));
    }
}

/// Asserts that all give the same answers, so that the times compare.
struct Agreement<'a> {
    keys: &'a [Key],
    found: bool,
}

impl Contest for Agreement<'_> {
    fn run<A: Answer>(&mut self, name: &str, look_up: impl Fn(Key) -> Option<A>) {
        for &key in self.keys {
            let expected = self.found.then_some(key.number);
            assert_eq!(look_up(key).map(|answer| i64::from(answer.number())), expected, "{name}: {key:?}");
        }
    }
}

/// Independent look-ups, one after the other: the processor works on several at once.
struct Stream<'a> {
    group: BenchmarkGroup<'a, CpuTime>,
    keys: &'a [Key],
}

impl Contest for Stream<'_> {
    fn run<A: Answer>(&mut self, name: &str, look_up: impl Fn(Key) -> Option<A>) {
        self.group.bench_function(name, |bencher| {
            bencher.iter(|| {
                for &key in self.keys {
                    black_box(look_up(key));
                }
            });
        });
    }
}

/// Independent look-ups in a domain that the compiler knows, as most programs write them.
struct OneDomain<'a> {
    group: BenchmarkGroup<'a, CpuTime>,
    keys: &'a [Key],
}

const ONE: Domain = Domain::ZegoWeb;

impl Contest for OneDomain<'_> {
    fn run<A: Answer>(&mut self, name: &str, look_up: impl Fn(Key) -> Option<A>) {
        self.group.bench_function(name, |bencher| {
            bencher.iter(|| {
                for &key in self.keys {
                    black_box(look_up(Key { domain: ONE, ..key }));
                }
            });
        });
    }
}

/// Look-ups that each wait for the answer before, which says where the next key is: the latency.
struct Chain<'a> {
    group: BenchmarkGroup<'a, CpuTime>,
    keys: &'a [Key],
}

impl Contest for Chain<'_> {
    fn run<A: Answer>(&mut self, name: &str, look_up: impl Fn(Key) -> Option<A>) {
        self.group.bench_function(name, |bencher| {
            bencher.iter(|| {
                let mut index = 0;
                for step in 0..self.keys.len() {
                    let found = look_up(self.keys[index % KEYS]).map_or(0, Answer::number);
                    index = step ^ found.unsigned_abs() as usize;
                }
                index
            });
        });
    }
}

/// The text of a number: ours by look-up and `description()`, the others' from their own tables.
fn description(criterion: &mut Criterion<CpuTime>, hits: &[Key]) {
    let mut group = group(criterion, "description");
    group.bench_function("Code::lookup, description", |bencher| {
        bencher.iter(|| {
            for &key in hits {
                black_box(Code::lookup(key.domain, key.number).map(Code::description));
            }
        });
    });
    let statuses = keys::drawn(
        |random| random.u16(100..600),
        |&status| http::StatusCode::from_u16(status).is_ok_and(|status| status.canonical_reason().is_some()),
    );
    group.bench_function("http::StatusCode::from_u16, canonical_reason", |bencher| {
        bencher.iter(|| {
            for &status in &statuses {
                black_box(http::StatusCode::from_u16(status).ok().and_then(|status| status.canonical_reason()));
            }
        });
    });
    let errnos = keys::drawn(|random| random.i32(1..134), |&errno| Errno::from_raw(errno) != Errno::UnknownErrno);
    group.bench_function("nix::Errno::from_raw, desc", |bencher| {
        bencher.iter(|| {
            for &errno in &errnos {
                black_box(Errno::from_raw(errno).desc());
            }
        });
    });
}

/// Reads codes from slugs, and from texts that look like slugs.
fn slug(criterion: &mut Criterion<CpuTime>) {
    let right: Vec<String> = keys::drawn(|random| random.choice(Code::ALL).copied(), Option::is_some)
        .into_iter()
        .flatten()
        .map(|code| code.slug().to_owned())
        .collect();
    let wrong: Vec<String> = right.iter().map(|slug| format!("{}x", &slug[..slug.len() - 1])).collect();
    let map: HashMap<&str, Code> = Code::ALL.iter().map(|code| (code.slug(), *code)).collect();
    let fx_map: FxHashMap<&str, Code> = Code::ALL.iter().map(|code| (code.slug(), *code)).collect();
    for (name, slugs) in [("slug", right), ("wrong slug", wrong)] {
        let mut group = group(criterion, name);
        group.bench_function("parse::<Code>", |bencher| {
            bencher.iter(|| {
                for slug in &slugs {
                    black_box(slug.parse::<Code>().ok());
                }
            });
        });
        group.bench_function("HashMap<&str, Code>", |bencher| {
            bencher.iter(|| {
                for slug in &slugs {
                    black_box(map.get(slug.as_str()).copied());
                }
            });
        });
        group.bench_function("FxHashMap<&str, Code>", |bencher| {
            bencher.iter(|| {
                for slug in &slugs {
                    black_box(fx_map.get(slug.as_str()).copied());
                }
            });
        });
    }
}

fn group<'a>(criterion: &'a mut Criterion<CpuTime>, name: &str) -> BenchmarkGroup<'a, CpuTime> {
    let mut group = criterion.benchmark_group(name);
    group.throughput(Throughput::Elements(KEYS as u64));
    group
}
