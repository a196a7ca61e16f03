//! Ever larger synthetic catalogues in, the times of the library's generator and of look-ups in its output out.
//!
//! A catalogue has the real one's domains, in the real proportions, with rows of the usual length. The table is read
//! back from the generated source, since compiling half a million rows would measure the compiler. The probe below is
//! that of `src/lookup.rs`.

use std::fmt::Write as _;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{env, fs, process};

use criterion::measurement::Measurement as _;
use fastrand::Rng;
use peak_alloc::PeakAlloc;
use rtc_codes::{Code, Domain};

use crate::cpu_time::CpuTime;

mod cpu_time;

#[path = "../codegen/mod.rs"]
#[allow(clippy::collapsible_if, reason = "let chains are newer than the library's oldest compiler")]
mod codegen;
#[path = "../src/hash.rs"]
#[expect(clippy::duplicate_mod, reason = "the generator keeps its own to itself")]
#[expect(dead_code, reason = "a table of numbers needs no hash of names")]
mod hash;

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

const SIZES: [usize; 5] = [482, 3_000, 5_000, 50_000, 500_000];
const SEED: u64 = 482;
/// How many keys a round looks up.
const KEYS: usize = 1 << 17;
const ROUNDS: usize = 25;

fn main() {
    // A filter or an option is meant for criterion.
    if env::args().skip(1).any(|argument| argument != "--bench") {
        return;
    }
    println!(
        "\n| rows | answers | hit ns | miss ns | array load ns | codegen s | codegen MB | codegen µs a row | bytes a row |\n\
         | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    );
    for size in SIZES {
        let folder = Folder::new(size);
        let keys = catalogue(size, &folder.0);
        ALLOCATOR.reset_peak_usage();
        let before = ALLOCATOR.current_usage();
        let start = CpuTime.start();
        let source = codegen::generate(&folder.0, &[]).unwrap_or_else(|problems| panic!("{}", problems[0]));
        let seconds = CpuTime.end(start).as_secs_f64();
        let megabytes = mega(ALLOCATOR.peak_usage() - before);
        let table = Table::read(&source);
        drop(source);
        let times = table.times(&keys);
        println!(
            "| {size} | {} | {:.2} | {:.2} | {:.2} | {seconds:.2} | {megabytes:.1} | {:.1} | {:.1} |",
            keys.len(),
            times.hit,
            times.miss,
            times.load,
            seconds * 1e6 / real(size),
            real(table.bytes()) / real(size),
        );
    }
}

/// A folder for tables, removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(size: usize) -> Self {
        let path = env::temp_dir().join(format!("rtc-codes-growth-{}-{size}", process::id()));
        fs::create_dir_all(&path).expect("the temporary folder can be written to");
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // If this fails, the folder stays where temporary files belong.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Writes the tables of about `size` rows, and returns every pair that has an answer.
fn catalogue(size: usize, folder: &Path) -> Vec<(u8, i64)> {
    let mut random = Rng::with_seed(SEED);
    let numbers: Vec<Vec<i64>> = (0..)
        .zip(Domain::ALL)
        .map(|(index, domain)| {
            let rows = (domain.codes().len() * size).div_ceil(Code::ALL.len());
            let gaps = std::iter::repeat_with(|| random.i64(1..16)).take(rows);
            let first = 100_000_000 * index;
            let numbers = gaps.scan(first, |number, gap| Some(std::mem::replace(number, *number + gap)));
            // 0 is success in every domain.
            std::iter::once(0).chain(numbers.skip(1)).collect()
        })
        .collect();
    let mut keys = Vec::new();
    for (index, domain) in (0..).zip(Domain::ALL) {
        // The answers of a real domain show which domains it answers from.
        let from = |other: &&Domain| {
            let number = other.codes().last().expect("a row").number();
            Code::lookup(*domain, number.into()).is_some_and(|code| code.domain() == **other)
        };
        let others: Vec<usize> = Domain::ALL.iter().filter(from).map(|other| *other as usize).collect();
        let answers = others.iter().flat_map(|&other| &numbers[other]).copied().filter(|&number| number != 0);
        keys.extend(std::iter::once(0).chain(answers).map(|number| (index, number)));
        let also = others.iter().filter(|&&other| other != usize::from(index)).map(|&other| Domain::ALL[other].slug());
        let text = table(*domain, &also.collect::<Vec<_>>(), &numbers[usize::from(index)]);
        fs::write(folder.join(domain.slug()).with_extension("json"), text).expect("the folder can be written to");
    }
    keys
}

/// A domain's table: one row in sixteen has its neighbour as equivalent.
fn table(domain: Domain, also: &[&str], numbers: &[i64]) -> String {
    let mut out = format!(
        r#"{{"order": {}, "envelope": "ZegoServer", "vendor": "Zegocloud", "title": "Synthetic", "source_url": "https://example.org/",
        "answers_also": {also:?}, "sections": [{{"slug": "all", "title": "All"}}], "codes": ["#,
        domain as u8 + 1,
    );
    for (position, number) in numbers.iter().enumerate() {
        let neighbour = match position % 32 {
            1 => numbers.get(position + 1),
            2 => numbers.get(position - 1),
            _ => None,
        };
        let (name, category, retry, actor, texts) = match number {
            0 => ("Success".to_owned(), "Ok", "NotNeeded", "Nobody", ["succeeded", "成功"]),
            number => (
                format!("Synthetic{number}"),
                "Internal",
                "Never",
                "Developer",
                ["a description as long as most are", "与大多数描述一样长的描述"],
            ),
        };
        let [english, chinese] = texts;
        let equivalents: Vec<_> = neighbour.iter().map(|number| format!("{}/{number}", domain.slug())).collect();
        write!(
            out,
            r#"{}{{"number": {number}, "name": "{name}", "section": "all", "category": "{category}",
            "retry": "{retry}", "basis": "Page", "actor": "{actor}", "escalate": false, "equivalents": {equivalents:?},
            "en": {{"description": "{english}", "action": "Do what most of the actions say, which is one sentence."}},
            "zh": {{"description": "{chinese}", "action": "按照大多数操作所说的去做。"}}}}"#,
            if position == 0 { "" } else { "," },
        )
        .expect("a String takes everything");
    }
    out.push_str("]}");
    out
}

/// The tables of a generated source.
struct Table {
    multiplier: u64,
    displacements: Vec<u64>,
    slots: Vec<Slot>,
    /// The bytes that a look-up does not need, but the row of a code does.
    row_bytes: usize,
}

/// The 8 bytes of a slot's code, as fields.
#[derive(Clone, Copy)]
struct Slot {
    #[expect(dead_code, reason = "a code has it, and so the table")]
    domain: u32,
    number: i32,
}

impl Table {
    fn read(source: &str) -> Self {
        let after = |mark: &str| source.split_once(mark).expect(mark).1;
        let until = |text, mark: &str| str::split_once(text, mark).expect("it ends").0;
        let multiplier = until(after("const MULTIPLIER: u64 = 0x"), ";");
        let list = |mark: &str| until(after(mark), "];").split_once("= [").expect("a list").1.split(", ");
        let row_size = until(after("static ROW_OF_SLOT: ["), ";");
        let mut domain = 0;
        let mut codes = Vec::new();
        for line in source.lines() {
            domain += u32::from(line.starts_with("domain "));
            if let Some(number) = line.strip_prefix("    code ").and_then(|rest| rest.split(' ').next()?.parse().ok()) {
                codes.push(Slot { domain, number });
            }
        }
        let rows = list("static ROW_OF_SLOT: [").map(|row| row.parse::<usize>().expect("a row"));
        let slots: Vec<Slot> = rows.map(|row| codes[row]).collect();
        Self {
            multiplier: u64::from_str_radix(multiplier, 16).expect("a number"),
            displacements: list("static DISPLACEMENTS: [").map(|number| number.parse().expect("a number")).collect(),
            row_bytes: slots.len() * if row_size == "u16" { 2 } else { 4 },
            slots,
        }
    }

    /// What the probe reads, and the row of each slot.
    fn bytes(&self) -> usize {
        size_of_val(self.displacements.as_slice()) + size_of_val(self.slots.as_slice()) + self.row_bytes
    }

    /// `lookup::code` over this table.
    #[inline]
    fn code(&self, (domain, number): (u8, i64)) -> Option<Slot> {
        let displacement = self.displacements[hash::bucket(domain.into(), number, self.displacements.len())];
        let slot = self.slots[hash::slot(hash::of_number(number, self.multiplier), displacement, self.slots.len())];
        (i64::from(slot.number) == number).then_some(slot)
    }

    fn times(&self, keys: &[(u8, i64)]) -> Times {
        let mut random = Rng::with_seed(SEED);
        let hits: Vec<_> = std::iter::repeat_with(|| keys[random.usize(..keys.len())]).take(KEYS).collect();
        // Between the numbers of a domain, and beyond them.
        let near = |(domain, number): (u8, i64)| (domain, number + random.i64(1..16));
        let misses = hits.iter().copied().map(near).filter(|key| self.code(*key).is_none()).collect::<Vec<_>>();
        let misses: Vec<_> = misses.into_iter().cycle().take(KEYS).collect();
        let mut random = Rng::with_seed(SEED);
        let indices: Vec<_> = std::iter::repeat_with(|| (0_u8, random.usize(..self.slots.len()))).take(KEYS).collect();
        for &key in keys {
            let found = self.code(key).map(|slot| i64::from(slot.number));
            assert_eq!(found, Some(key.1), "{key:?}");
        }
        Times {
            hit: nanos(&hits, |key| self.code(key)),
            miss: nanos(&misses, |key| self.code(key)),
            load: nanos(&indices, |(_, index)| self.slots.get(index).copied()),
        }
    }
}

/// Nanoseconds each.
struct Times {
    hit: f64,
    miss: f64,
    load: f64,
}

/// The time of one look-up: the median of the rounds.
fn nanos<K: Copy, V>(keys: &[K], look_up: impl Fn(K) -> Option<V>) -> f64 {
    let round = || {
        let start = CpuTime.start();
        for &key in keys {
            black_box(look_up(key));
        }
        CpuTime.end(start)
    };
    let mut rounds: Vec<Duration> = std::iter::repeat_with(round).take(ROUNDS).collect();
    rounds.sort();
    rounds[ROUNDS / 2].as_secs_f64() * 1e9 / real(keys.len())
}

fn mega(bytes: usize) -> f64 {
    real(bytes) / 1e6
}

#[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
fn real(count: usize) -> f64 {
    count as f64
}
