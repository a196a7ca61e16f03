//! Log lines in, the same bytes out, each line followed by what its codes mean.
//!
//! A mention is a text that may name a code: a number beside a key, a slug. One search for mentions goes over a whole
//! buffer; only lines that have one cost more than that, since what stands around a number tells whose it is. No mention
//! crosses the end of a line or is longer than [`MAX_MENTION`], and no name counts farther than [`rules::REACH`] from a
//! number, so a buffer of any size says the same.

mod evidence;
mod pattern;
pub mod rules;

use std::fmt;
use std::io::{self, Read, Write};
use std::ops::Range;
use std::sync::LazyLock;

use anstyle::Style;
use memchr::{memchr, memrchr};
use regex_automata::meta::{Cache, Regex};
use regex_automata::{Input, Match};
use rtc_codes::{Code, Domain, Lang, Vendor};

use evidence::{Evidence, Meaning, Number};
use pattern::{ESCAPE, is_in_word};
use rules::{KEYS, LINKS, SIGNS};

/// The bytes that are read and written at once: 256 KiB.
pub const BUFFER: usize = 256 << 10;
/// The smallest buffer that [`Annotator::run`] takes.
#[allow(dead_code, reason = "the command has a larger one, the tests do not")]
pub const SMALLEST: usize = 2 * (AROUND + MAX_MENTION);
/// More than the longest mention, some 400 bytes, and the two bytes behind it that tell whether it is one.
const MAX_MENTION: usize = 512;
/// How many bytes before and behind a mention are looked at, and the longest name.
const AROUND: usize = rules::REACH + 256;
/// How many meanings a line may have, so that a line of gigabytes takes no more memory than others.
const MAX_MEANINGS: usize = 100;

/// Whose numbers the log has, as far as its reader knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Asked {
    pub domain: Option<Domain>,
    pub vendor: Option<Vendor>,
}

/// Reads log lines and writes them with what their codes mean.
pub struct Annotator {
    asked: Asked,
    lang: Lang,
    colored: bool,
    cache: Cache,
    evidence: Evidence,
    /// Of the line that has begun and not ended.
    meanings: Vec<Meaning>,
}

/// Which end of the pipe failed.
pub enum Fault {
    /// The input.
    Read(io::Error),
    /// The output.
    Write(io::Error),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Write(error)
    }
}

impl Annotator {
    /// The one for a log of which so much is known.
    pub fn new(asked: Asked, lang: Lang, colored: bool) -> Self {
        let (cache, evidence) = (MENTIONS.create_cache(), Evidence::new(asked));
        Self { asked, lang, colored, cache, evidence, meanings: Vec::new() }
    }

    /// Passes everything on, in a buffer of `capacity` bytes, [`SMALLEST`] or more.
    ///
    /// What has been read is written before more is read, up to the last line that has ended.
    pub fn run(&mut self, mut input: impl Read, mut out: impl Write, capacity: usize) -> Result<(), Fault> {
        let mut buffer = vec![0; capacity];
        let (mut written, mut filled) = (0, 0);
        loop {
            let read = read(&mut input, &mut buffer[filled..]).map_err(Fault::Read)?;
            let new = filled..filled + read;
            filled = new.end;
            let ready = match memrchr(b'\n', &buffer[new.clone()]) {
                _ if read == 0 => filled,
                Some(newline) => new.start + newline + 1,
                // A line longer than the buffer goes on in pieces; its meanings follow where it ends.
                None if filled == capacity => filled - MAX_MENTION - AROUND,
                None => continue,
            };
            written = self.pass(&buffer[..filled], written..ready, &mut out)?;
            if read == 0 {
                self.explain(&mut out, "\n", "")?;
                return Ok(out.flush()?);
            }
            out.flush()?;
            // A line's beginning needs none, so the buffer is never kept whole.
            let context = if buffer[..written].ends_with(b"\n") { 0 } else { AROUND.min(written) };
            let kept = written - context;
            buffer.copy_within(kept..filled, 0);
            (written, filled) = (written - kept, filled - kept);
        }
    }

    /// Writes the bytes of `ready` with the meanings of the lines that end in it, and tells how far it came: a
    /// mention is not cut where it begins in `ready` and ends behind.
    fn pass(&mut self, buffer: &[u8], ready: Range<usize>, out: &mut impl Write) -> io::Result<usize> {
        self.evidence.forget();
        let Range { start: mut written, end: ready } = ready;
        let line_end = |from: usize| memchr(b'\n', &buffer[from..]).map_or(buffer.len(), |newline| from + newline + 1);
        let mut at = written;
        let mut stop = if self.meanings.is_empty() { buffer.len() } else { line_end(at) };
        loop {
            let found = MENTIONS.search_with(&mut self.cache, &Input::new(buffer).span(at..stop));
            match found.filter(|found| found.start() < ready) {
                Some(found) => {
                    let first = self.meanings.is_empty();
                    at = if self.take(buffer, found) { found.end() } else { found.start() + 1 };
                    if first && !self.meanings.is_empty() {
                        stop = line_end(at);
                    }
                }
                None if !self.meanings.is_empty() && buffer[..stop].ends_with(b"\n") => {
                    out.write_all(&buffer[written..stop])?;
                    self.explain(out, "", "\n")?;
                    (written, at, stop) = (stop, stop, buffer.len());
                }
                None => break,
            }
        }
        let end = at.max(ready);
        out.write_all(&buffer[written..end])?;
        Ok(end)
    }

    /// Adds what a found text means to the meanings of its line, or tells that it is no code.
    fn take(&mut self, buffer: &[u8], found: Match) -> bool {
        if !stands_alone(buffer, found.range()) {
            return false;
        }
        let Ok(text) = std::str::from_utf8(&buffer[found.range()]) else { return false };
        let kind = found.pattern().as_usize();
        if kind == SLUG {
            let Ok(code) = text.parse::<Code>() else { return false };
            if code.number() != 0 {
                self.add(Ok(code));
            }
            return true;
        }
        let digits = digits_at_end(text);
        let Some(value) = number(digits) else { return false };
        if kind == NAMED {
            let slug = text.split([' ', '\t', '/', ':', '\\', '"']).next();
            let Some(domain) = slug.and_then(|slug| slug.parse().ok()) else { return false };
            match Code::try_lookup(domain, value) {
                Err(unknown) if self.asked.domain != Some(domain) && unknown.section().is_none() => {}
                meaning => self.add(meaning),
            }
            return true;
        }
        let number = Number {
            value,
            digits: digits.trim_start_matches('-').len(),
            is_strong: kind < KEYS.len() && KEYS[kind].digits == 1,
            place: found.range(),
        };
        // One more than is written tells that there are more.
        if self.meanings.len() <= MAX_MEANINGS {
            for meaning in self.evidence.meanings(buffer, &number) {
                self.add(meaning);
            }
        }
        true
    }

    fn add(&mut self, meaning: Meaning) {
        if self.meanings.len() <= MAX_MEANINGS && !self.meanings.contains(&meaning) {
            self.meanings.push(meaning);
        }
    }

    /// Writes the meanings of a line that ends, each between `before` and `after`.
    fn explain(&mut self, out: &mut impl Write, before: &str, after: &str) -> io::Result<()> {
        let more = self.meanings.len() > MAX_MEANINGS;
        self.meanings.truncate(MAX_MEANINGS);
        for meaning in self.meanings.drain(..) {
            write!(out, "{before}{}{after}", Annotation { meaning, lang: self.lang, colored: self.colored })?;
        }
        if more { write!(out, "{before}  ^ and more{after}") } else { Ok(()) }
    }
}

/// The index of the pattern of a constant with its number, which follows those of the keys.
const CONSTANT: usize = KEYS.len();
/// The index of the pattern of a number that follows its domain.
const NAMED: usize = CONSTANT + 1;
/// The index of the pattern that ends in no number.
const SLUG: usize = NAMED + 1;

/// The search for [`mentions`].
static MENTIONS: LazyLock<Regex> = LazyLock::new(|| pattern::regex(&mentions()));

/// What a mention looks like: a number beside a key, a constant with its number, a number after its domain, a slug or
/// symbol after its domain.
///
/// A number has no leading zero, and is not 0: success needs no words. All repetitions are bounded, see [`MAX_MENTION`].
fn mentions() -> Vec<String> {
    let domains = Domain::ALL.iter().map(|domain| domain.slug()).collect::<Vec<_>>().join("|");
    // JSON inside the text of JSON has its quotes escaped, once or more.
    let quote = r#"(?:\\{0,7}["'])"#;
    let blanks = r"[ \t]{0,16}";
    let gap = format!("(?:{blanks}(?:{ESCAPE}){{0,3}}{blanks})");
    let some_gap = format!("(?:(?:{ESCAPE}){{0,3}}[ \\t]{blanks}(?:{ESCAPE}){{0,3}})");
    let number = "-?[1-9][0-9]{0,18}";
    let mut patterns = Vec::new();
    for key in KEYS {
        let (chinese, words): (Vec<&str>, Vec<&str>) = key.words.iter().partition(|word| !word.is_ascii());
        let words = words.iter().map(|word| word.replace('-', "[ _-]?")).collect::<Vec<_>>().join("|");
        let chinese = chinese.join("|");
        let (number, bare) = match key.digits {
            1 => ["-?(?:0x[0-9A-Fa-f]{1,8}|[1-9][0-9]{0,18})"; 2].map(str::to_owned).into(),
            digits => (
                format!("-?[1-9][0-9]{{{},18}}", digits - 1),
                format!("(?:-[1-9][0-9]{{{},18}}|[1-9][0-9]{{{},18}})", digits - 1, key.bare_digits - 1),
            ),
        };
        let sign = format!("(?:{})", SIGNS.iter().map(|sign| pattern::escaped(sign)).collect::<Vec<_>>().join("|"));
        let links = LINKS.join("|");
        let signs = format!("{sign}{gap}(?:[(\\[]|【|（)?{quote}?");
        // The word boundary, which `stands_alone` sees to anyway, spares the many `statusCode=200` a closer look.
        patterns.push(format!(
            "(?:\\b|\\\\[nrt]|{ESCAPE})(?i:{words}){quote}?(?:{gap}{signs}{number}|{some_gap}(?:(?:{links})[ \\t])?{bare})\
             |(?:{chinese}){quote}?{gap}(?:(?:{signs}|{links}){gap})?{quote}?{number}"
        ));
    }
    patterns.push("<[A-Z][A-Z0-9_]{2,60} (?:0x[0-9A-Fa-f]{1,8}|[1-9][0-9]{0,9})".to_owned());
    // The last is how `Code` itself is written with serde.
    patterns.push(format!(
        "(?:{domains})(?:/|:{blanks}|[ \\t]{{1,16}}|{quote},{blanks}{quote}number{quote}:{blanks}){number}"
    ));
    patterns.push(format!("(?:{domains})/[A-Za-z][A-Za-z0-9_-]{{0,79}}"));
    patterns
}

/// The number that a mention ends in, as it is written.
fn digits_at_end(text: &str) -> &str {
    let hex = text.trim_end_matches(|c: char| c.is_ascii_hexdigit());
    let rest = match hex.strip_suffix("0x") {
        Some(rest) => rest,
        None => text.trim_end_matches(|c: char| c.is_ascii_digit()),
    };
    &text[rest.strip_suffix('-').unwrap_or(rest).len()..]
}

fn number(digits: &str) -> Option<i64> {
    let (sign, size) = digits.strip_prefix('-').map_or(("", digits), |size| ("-", size));
    match size.strip_prefix("0x") {
        Some(hex) => i64::from_str_radix(&format!("{sign}{hex}"), 16).ok(),
        None => digits.parse().ok(),
    }
}

/// Whether a text is no part of a longer word, path of digits, time, date or fraction.
fn stands_alone(buffer: &[u8], text: Range<usize>) -> bool {
    let begins = match &buffer[..text.start] {
        // A line break or tab of a JSON text stands before it, or is its beginning.
        [.., b'\\', b'n' | b'r' | b't'] | [] => true,
        // Neither a backslash, nor the first byte of a change of color or a Chinese key, is part of a word.
        _ if !buffer[text.start].is_ascii_alphanumeric() => true,
        before @ [.., last] => pattern::ends_colored(before) || (!is_in_word(*last) && *last != b'-'),
    };
    let ends = match &buffer[text.end..] {
        [b'.' | b':' | b'/' | b'-', b'0'..=b'9', ..] => false,
        [after, ..] => !is_in_word(*after),
        [] => true,
    };
    begins && ends
}

/// A meaning as one line, without its end.
struct Annotation {
    meaning: Meaning,
    lang: Lang,
    colored: bool,
}

impl fmt::Display for Annotation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let style = |style: Style| if self.colored { style } else { Style::new() };
        let (bold, dim) = (style(Style::new().bold()), style(Style::new().dimmed()));
        write!(f, "  {dim}^{dim:#} ")?;
        match self.meaning {
            Ok(code) => {
                let text = code.text(self.lang);
                let (stop, blank) = if self.lang == Lang::En { (".", " ") } else { ("。", "") };
                write!(f, "{bold}{} {}{bold:#}: {}{stop}", code.domain(), code.number(), text.description())?;
                if let Some(action) = text.action() {
                    write!(f, "{blank}{action}")?;
                }
                write!(f, "  {dim}[{}, {}]{dim:#}", code.retry(), code.actor())
            }
            Err(unknown) => write!(f, "{bold}{unknown}{bold:#}"),
        }
    }
}

/// How many bytes were read, none at the end of the input.
fn read(input: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    loop {
        match input.read(buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            read => return read,
        }
    }
}
