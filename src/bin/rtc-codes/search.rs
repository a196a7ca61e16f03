//! `search`: the rows that have some words, in whichever language.

use std::collections::BTreeSet;
use std::io::{self, Write};

use rtc_codes::{Code, Lang};

use crate::card::in_language;
use crate::language::Language;
use crate::outcome::{Failure, Outcome};
use crate::{export, nearest, screen, table};

/// Find the rows that have all of the words in a text, symbol or name
///
/// Rows that have them as whole words come first, then those where a word begins with them, then those that have
/// them inside a word of the name, symbol or description. Chinese is answered in Chinese.
#[derive(clap::Args)]
pub struct Args {
    /// The words, in either language; upper and lower case are alike
    #[arg(required = true)]
    words: Vec<String>,
    #[command(flatten)]
    language: Language,
    /// Print a JSON array, as `export` has it
    #[arg(long)]
    json: bool,
}

/// Prints the rows that have all of the words.
pub fn outcome(args: &Args, out: &mut impl Write) -> Result<Outcome, Failure> {
    let words = words_of(&args.words);
    let chinese = words.iter().any(|word| is_chinese(word)).then_some(Lang::Zh);
    let lang = args.language.asked().or(chinese).unwrap_or_else(|| args.language.get());
    if words.is_empty() {
        return Err(Failure::Use { subcommand: "search", message: "give a word to search for".to_owned() });
    }
    let found = with_words(&words);
    if args.json {
        export::json(&found.codes, out)?;
    } else {
        table::print(&found.codes, lang, screen::width_of(&io::stdout()), out)?;
    }
    let asked = args.words.join(" ");
    if found.codes.is_empty() {
        let message = in_language(
            lang,
            format!("no row has all of these words: {asked}"),
            format!("没有条目包含全部这些词：{asked}"),
        );
        return Ok(Outcome::not_found(message, nearest::by_words(&words), lang));
    }
    let message = (found.best == Quality::Inside).then(|| inside_only(&words, lang));
    Ok(Outcome { message, ..Outcome::found() })
}

/// Says that a word stands nowhere by itself, and which one may have been meant.
fn inside_only(words: &[String], lang: Lang) -> String {
    let vocabulary = Code::ALL.iter().flat_map(|&code| Searched::of(code).words);
    let vocabulary: BTreeSet<String> = vocabulary.filter(|word| !is_chinese(word)).collect();
    let inside = words.iter().filter(|word| !vocabulary.iter().any(|other| other.starts_with(word.as_str())));
    let alike = inside.filter_map(|word| {
        let alike = vocabulary.iter().filter(|other| other.chars().next() == word.chars().next());
        nearest::most_alike(word, alike.map(String::as_str))
    });
    match alike.collect::<Vec<_>>().join(" ") {
        none if none.is_empty() => {
            in_language(lang, "these rows have it only inside of other words", "这些条目仅在其他单词内部包含它")
                .to_owned()
        }
        alike => in_language(
            lang,
            format!("these rows have it only inside of other words; did you mean `{alike}`?"),
            format!("这些条目仅在其他单词内部包含它；是否要找 `{alike}`？"),
        ),
    }
}

/// The rows that have some words.
pub struct Found {
    pub codes: Vec<Code>,
    /// How well the first row has them.
    best: Quality,
}

/// How well a row has a word.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quality {
    /// As a word of its own, or anywhere in Chinese, which sets no blanks between its words.
    Whole,
    /// A word begins so.
    Begins,
    /// Inside of a word, in its name, symbol or description.
    Inside,
}

/// The rows that have every word: whole words first, and among those what has them in name, symbol or description.
pub fn with_words(words: &[String]) -> Found {
    let mut found: Vec<(Quality, bool, Code)> = Vec::new();
    for &code in Code::ALL {
        let row = Searched::of(code);
        let qualities: Option<Vec<Quality>> = words.iter().map(|word| row.quality(word)).collect();
        if let Some(worst) = qualities.and_then(|qualities| qualities.into_iter().max()) {
            let in_text_alone = !words.iter().all(|word| row.heading.contains(word.as_str()));
            found.push((worst, in_text_alone, code));
        }
    }
    found.sort();
    let best = found.first().map_or(Quality::Whole, |&(best, ..)| best);
    Found { codes: found.into_iter().map(|(.., code)| code).collect(), best }
}

/// The words of the arguments, in lower case; signs alone are none.
pub fn words_of(args: &[String]) -> Vec<String> {
    let words = args.iter().flat_map(|arg| arg.split_whitespace());
    words.filter(|word| word.contains(char::is_alphanumeric)).map(str::to_lowercase).collect()
}

/// All that a row is found by, in lower case.
pub struct Searched {
    heading: String,
    everything: String,
    words: Vec<String>,
}

impl Searched {
    pub fn of(code: Code) -> Self {
        let mut texts: Vec<String> = vec![code.number().to_string(), code.name().to_owned()];
        texts.push(nearest::bare_slug(code).to_owned());
        texts.extend(code.symbol().map(str::to_owned));
        texts.extend(Lang::ALL.iter().map(|&lang| code.text(lang).description().to_owned()));
        let heading = texts.join(" ").to_lowercase();
        // Not in the heading, or whatever is in `zego-room` would come first for `room`.
        texts.extend([code.slug().to_owned(), format!("{}/{}", code.domain(), code.number())]);
        for &lang in Lang::ALL {
            let text = code.text(lang);
            texts.extend([text.cause(), text.action(), text.note()].into_iter().flatten().map(str::to_owned));
        }
        let everything = texts.join(" ");
        Self { heading, words: split(&everything), everything: everything.to_lowercase() }
    }

    /// How well it has a word.
    pub fn quality(&self, word: &str) -> Option<Quality> {
        if !self.everything.contains(word) {
            return None;
        }
        // What holds a sign itself, such as `err_seat_locked`, is no single word, but is meant as a whole.
        let composed = !word.chars().all(char::is_alphanumeric);
        let whole = composed || is_chinese(word) || self.words.iter().any(|own| own == word);
        let begins = || self.words.iter().any(|own| own.starts_with(word));
        if whole {
            Some(Quality::Whole)
        } else if begins() {
            Some(Quality::Begins)
        } else {
            // In the longer texts it is chance: `rom` is in every `from`.
            self.heading.contains(word).then_some(Quality::Inside)
        }
    }
}

/// The words of a text, in lower case; `krcToken` is `krc`, `token` and `krctoken`.
fn split(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let mut start = 0;
        let mut before = ' ';
        for (index, c) in word.char_indices() {
            let ends = before.is_lowercase() && c.is_uppercase() || is_han(before) != is_han(c);
            if index > 0 && ends {
                words.push(word[start..index].to_lowercase());
                start = index;
            }
            before = c;
        }
        words.push(word[start..].to_lowercase());
        if start > 0 {
            words.push(word.to_lowercase());
        }
    }
    words
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(is_han)
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}
