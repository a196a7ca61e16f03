//! The words of the table as patterns, and what a word is.

use std::ops::Range;

use regex_automata::meta::Regex;
use regex_automata::util::syntax;

/// A change of color, as a terminal has it or as JSON and source code write it.
pub const ESCAPE: &str = r"(?:\x1b|\\(?:u001[bB]|x1[bB]|033|e))\[[0-9;]{0,12}m";

/// The regex of patterns over bytes.
pub fn regex(patterns: &[String]) -> Regex {
    let syntax = syntax::Config::new().unicode(false).utf8(false);
    Regex::builder()
        .syntax(syntax)
        .build_many(patterns)
        .expect("the words are plain text, the rest stands in this folder")
}

/// The pattern of any of the words, written as the table has them.
pub fn any_of(words: &[&str]) -> String {
    format!("(?:{})", words.iter().map(|word| word_pattern(word)).collect::<Vec<_>>().join("|"))
}

/// The pattern of a domain's slug, however it is joined.
pub fn slug(slug: &str) -> String {
    format!("(?i:{}{}{})", begin(), slug.replace('-', "[_-]"), end())
}

/// The pattern of a word as it is.
pub fn exact(word: &str) -> String {
    format!("{}{}{}", begin(), escaped(word), end())
}

/// Whether a text is no part of a longer word.
pub fn is_word(buffer: &[u8], text: Range<usize>) -> bool {
    let begins =
        buffer[..text.start].last().is_none_or(|&byte| !is_in_word(byte)) || ends_colored(&buffer[..text.start]);
    begins && buffer.get(text.end).is_none_or(|&byte| !is_in_word(byte))
}

pub fn is_in_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Whether the bytes end in a change of color, whose last letter is no part of a word.
pub fn ends_colored(bytes: &[u8]) -> bool {
    let Some(rest) = bytes.strip_suffix(b"m") else { return false };
    let digits = rest.iter().rev().take_while(|byte| byte.is_ascii_digit() || **byte == b';').count();
    let Some(rest) = rest[..rest.len() - digits].strip_suffix(b"[") else { return false };
    let starts: [&[u8]; 7] = [b"\x1b", b"\\u001b", b"\\u001B", b"\\x1b", b"\\x1B", b"\\033", b"\\e"];
    starts.iter().any(|start| rest.ends_with(start))
}

fn word_pattern(word: &str) -> String {
    let ascii = word.is_ascii();
    let (open_left, word) = word.strip_prefix('*').map_or((false, word), |word| (true, word));
    let (open_right, word) = word.strip_suffix('*').map_or((false, word), |word| (true, word));
    let case = if word.contains(|c: char| c.is_ascii_uppercase()) { "" } else { "i" };
    let begin = if open_left || !ascii { String::new() } else { begin() };
    let end = if open_right || !ascii { "" } else { end() };
    format!("(?{case}:{begin}{}{end})", escaped(word).replace('-', "[ _-]?"))
}

fn begin() -> String {
    format!("(?:\\b|_|{ESCAPE})")
}

fn end() -> &'static str {
    "(?:\\b|_)"
}

/// The pattern of a text as it is.
pub fn escaped(text: &str) -> String {
    let mut pattern = String::new();
    for c in text.chars() {
        if "./()[]".contains(c) {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern
}
