//! Log lines in, the same bytes out, each line followed by what its codes mean.
//!
//! A mention is a text that may name a code: a number beside a key, a slug. One search for mentions goes over a whole
//! buffer; only lines that have one cost more than that. No mention crosses the end of a line or is longer than
//! [`MAX_MENTION`], so a buffer of any size says the same.

use std::fmt;
use std::io::{self, Read, Write};
use std::ops::Range;

use anstyle::Style;
use memchr::{memchr, memrchr};
use regex_automata::meta::{Cache, Regex};
use regex_automata::util::syntax;
use regex_automata::{Input, Match};
use rtc_codes::{Code, Domain, UnknownCode};

/// The bytes that are read and written at once: 256 KiB.
pub const BUFFER: usize = 256 << 10;
/// More than the longest mention, some 100 bytes, and the two bytes behind it that tell whether it is one.
const MAX_MENTION: usize = 256;
/// How many bytes before a mention are looked at.
const CONTEXT: usize = 2;
/// How many meanings a line may have, so that a line of gigabytes takes no more memory than others.
const MAX_MEANINGS: usize = 100;

/// What a number means, or that it means nothing where it should.
type Meaning = Result<Code, UnknownCode>;

/// Reads log lines and writes them with what their codes mean.
pub struct Annotator {
    domain: Option<Domain>,
    colored: bool,
    regex: Regex,
    cache: Cache,
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
    /// The one for numbers of a domain, or of all.
    pub fn new(domain: Option<Domain>, colored: bool) -> Self {
        let regex = Regex::builder()
            .syntax(syntax::Config::new().unicode(false))
            .build_many(&patterns())
            .expect("slugs are plain text, the rest stands below");
        Self { domain, colored, cache: regex.create_cache(), regex, meanings: Vec::new() }
    }

    /// Passes everything on, in a buffer of `capacity` bytes, at least twice [`MAX_MENTION`].
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
                None if filled == capacity => filled - MAX_MENTION,
                None => continue,
            };
            written = self.pass(&buffer[..filled], written..ready, &mut out)?;
            if read == 0 {
                self.explain(&mut out, "\n", "")?;
                return Ok(out.flush()?);
            }
            out.flush()?;
            // A line's beginning needs none, so the buffer is never kept whole.
            let context = if buffer[..written].ends_with(b"\n") { 0 } else { CONTEXT };
            let kept = written - context;
            buffer.copy_within(kept..filled, 0);
            (written, filled) = (written - kept, filled - kept);
        }
    }

    /// Writes the bytes of `ready` with the meanings of the lines that end in it, and tells how far it came: a
    /// mention is not cut where it begins in `ready` and ends behind.
    fn pass(&mut self, buffer: &[u8], ready: Range<usize>, out: &mut impl Write) -> io::Result<usize> {
        let Range { start: mut written, end: ready } = ready;
        let line_end = |from: usize| memchr(b'\n', &buffer[from..]).map_or(buffer.len(), |newline| from + newline + 1);
        let mut at = written;
        let mut stop = if self.meanings.is_empty() { buffer.len() } else { line_end(at) };
        loop {
            let found = self.regex.search_with(&mut self.cache, &Input::new(buffer).span(at..stop));
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
        if found.pattern().as_usize() == SLUG {
            let Ok(code) = text.parse::<Code>() else { return false };
            if code.number() != 0 {
                self.add(Ok(code));
            }
            return true;
        }
        let Ok(number) = text[text.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-').len()..].parse() else {
            return false;
        };
        let named = text.split([' ', '\t', '/', ':', '\\', '"']).next().and_then(|slug| slug.parse().ok());
        match (named, self.domain) {
            (Some(named), domain) => match Code::try_lookup(named, number) {
                Err(_) if domain != Some(named) => {}
                meaning => self.add(meaning),
            },
            (None, Some(domain)) => self.add(Code::try_lookup(domain, number)),
            (None, None) => Code::resolve(number).for_each(|code| self.add(Ok(code))),
        }
        true
    }

    fn add(&mut self, meaning: Meaning) {
        // One more than is written tells that there are more.
        if self.meanings.len() <= MAX_MEANINGS && !self.meanings.contains(&meaning) {
            self.meanings.push(meaning);
        }
    }

    /// Writes the meanings of a line that ends, each between `before` and `after`.
    fn explain(&mut self, out: &mut impl Write, before: &str, after: &str) -> io::Result<()> {
        let more = self.meanings.len() > MAX_MEANINGS;
        self.meanings.truncate(MAX_MEANINGS);
        for meaning in self.meanings.drain(..) {
            write!(out, "{before}{}{after}", Annotation { meaning, colored: self.colored })?;
        }
        if more { write!(out, "{before}  ^ and more{after}") } else { Ok(()) }
    }
}

/// The index of the pattern that ends in no number.
const SLUG: usize = 2;

/// What a mention looks like: a number beside a key, a number after its domain, a slug or symbol after its domain.
///
/// A number has no leading zero, and is not 0: success needs no words. All repetitions are bounded, see [`MAX_MENTION`].
fn patterns() -> [String; 3] {
    let domains = Domain::ALL.iter().map(|domain| domain.slug()).collect::<Vec<_>>().join("|");
    // JSON inside the text of JSON has its quotes escaped, once or more.
    let quote = r#"(?:\\{0,7}["'])"#;
    let blanks = r"[ \t]{0,16}";
    let number = "-?[1-9][0-9]{0,18}";
    [
        // The word boundary, which `stands_alone` sees to anyway, spares the many `statusCode=200` a closer look: a
        // seventh of the time of a log that has them. Before the domains it would cost more than it spares.
        format!(r"(?:\b|\\[nrt])(?:[Cc]ode|[Ee]rrorCode|error_code){quote}?{blanks}[:=]{blanks}{quote}?{number}"),
        // The last is how `Code` itself is written with serde.
        format!("(?:{domains})(?:/|:{blanks}|[ \\t]{{1,16}}|{quote},{blanks}{quote}number{quote}:{blanks}){number}"),
        format!("(?:{domains})/[A-Za-z][A-Za-z0-9_-]{{0,79}}"),
    ]
}

/// Whether a text is no part of a longer word, path of digits, time, date or fraction.
fn stands_alone(buffer: &[u8], text: Range<usize>) -> bool {
    let in_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let begins = match &buffer[..text.start] {
        // A line break or tab of a JSON text stands before it, or is its beginning.
        [.., b'\\', b'n' | b'r' | b't'] | [] => true,
        _ if buffer[text.start] == b'\\' => true,
        [.., before] => !in_word(*before) && *before != b'-',
    };
    let ends = match &buffer[text.end..] {
        [b'.' | b':' | b'/' | b'-', b'0'..=b'9', ..] => false,
        [after, ..] => !in_word(*after),
        [] => true,
    };
    begins && ends
}

/// A meaning as one line, without its end.
struct Annotation {
    meaning: Meaning,
    colored: bool,
}

impl fmt::Display for Annotation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let style = |style: Style| if self.colored { style } else { Style::new() };
        let (bold, dim) = (style(Style::new().bold()), style(Style::new().dimmed()));
        write!(f, "  {dim}^{dim:#} ")?;
        match self.meaning {
            Ok(code) => {
                write!(f, "{bold}{} {}{bold:#}: {}.", code.domain(), code.number(), code.description())?;
                if let Some(action) = code.action() {
                    write!(f, " {action}")?;
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
