//! Text onto a screen: how wide it is, how lines are folded to it, and what happens once nobody reads on.

use std::env;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::ops::Range;

use textwrap::core::{Word, display_width};
use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

/// What a page is wide where nobody says.
const USUAL_WIDTH: usize = 80;
/// The widest line that reads well.
const MAX_WIDTH: usize = 100;
/// Enough for a label and a word or two.
const MIN_WIDTH: usize = 20;

/// The width that `COLUMNS` asks for, or else the terminal's; none for a file or a pipe, where a row is a line.
pub fn width_of(stream: &impl IsTerminal) -> Option<usize> {
    let asked = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).filter(|&columns| columns > 0);
    let terminal = || stream.is_terminal().then(textwrap::termwidth);
    asked.or_else(terminal).map(|width: usize| width.max(MIN_WIDTH))
}

/// The width of running text.
pub fn reading_width(stream: &impl IsTerminal) -> usize {
    width_of(stream).unwrap_or(USUAL_WIDTH).min(MAX_WIDTH)
}

/// The lines of a text, folded between words and never within one; Chinese may be folded between any two characters.
pub fn lines(text: &str, width: usize) -> Vec<String> {
    let options = Options::new(width)
        .word_separator(WordSeparator::Custom(words))
        .wrap_algorithm(WrapAlgorithm::FirstFit)
        .word_splitter(WordSplitter::NoHyphenation)
        .break_words(false);
    textwrap::wrap(text, options).into_iter().map(|line| line.trim_end().to_owned()).collect()
}

/// The words of a line by the rules of Unicode, but for an address or a path, which they would cut behind each `/`.
fn words(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for word in WordSeparator::UnicodeBreakProperties.find_words(line) {
        let end = start + word.len() + word.whitespace.len();
        let cut = line[..start].ends_with(|c: char| c.is_ascii_graphic())
            && line[start..].starts_with(|c: char| c.is_ascii_graphic());
        match words.last_mut() {
            Some(before) if cut => before.end = end,
            _ => words.push(start..end),
        }
        start = end;
    }
    Box::new(words.into_iter().map(|word| Word::from(&line[word])))
}

/// Puts parts side by side, two blanks between them; what does not fit goes on, indented, in the next line. Each part is
/// given as it is measured and as it is written.
pub fn side_by_side(parts: &[(&str, String)], width: usize) -> String {
    let mut text = String::new();
    let mut filled = 0;
    for (plain, styled) in parts {
        let needed = display_width(plain);
        if filled > 0 && filled + 2 + needed > width {
            text.push_str("\n  ");
            filled = 2;
        } else if filled > 0 {
            text.push_str("  ");
            filled += 2;
        }
        text.push_str(styled);
        filled += needed;
    }
    text
}

/// Prints a message of running text, each of its lines folded.
pub fn print_paragraph(text: &str, err: &mut impl Write) -> io::Result<()> {
    let width = width_of(&io::stderr());
    for line in text.lines() {
        match width {
            Some(width) => lines(line, width).iter().try_for_each(|line| writeln!(err, "{line}"))?,
            None => writeln!(err, "{line}")?,
        }
    }
    Ok(())
}

/// A writer whose reader may go at any time: what follows is for nobody, and no error.
pub struct Quiet<W> {
    inner: W,
    gone: bool,
}

impl<W: Write> Quiet<W> {
    pub fn new(inner: W) -> Self {
        Self { inner, gone: false }
    }

    fn unless_gone<T>(&mut self, instead: T, write: impl FnOnce(&mut W) -> io::Result<T>) -> io::Result<T> {
        if self.gone {
            return Ok(instead);
        }
        match write(&mut self.inner) {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.gone = true;
                Ok(instead)
            }
            done => done,
        }
    }
}

impl<W: Write> Write for Quiet<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.unless_gone(bytes.len(), |inner| inner.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.unless_gone((), Write::flush)
    }
}
