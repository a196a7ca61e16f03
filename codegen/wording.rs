//! The texts of a row in, problems out: what a text may hold, and how the languages must agree.

use std::collections::BTreeSet;

use super::problem::shown;
use super::table::{Note, Row, Text};
use super::vocabulary::{Category, Retry};

/// The longest description, which fits on one line of a log beside its number.
const MAX_DESCRIPTION: usize = 89;
/// The longest other text. Ours stay below 700; a longer one is a mistake.
const MAX_TEXT: usize = 2_000;

/// The texts of a row, in both languages.
pub(super) fn of_row(row: &Row, report: &mut dyn FnMut(String)) {
    for (text, lang) in [(&row.en, Language::En), (&row.zh, Language::Zh)] {
        if let Some(text) = text {
            self::text(text, lang, report);
        }
    }
    let (Some(en), Some(zh)) = (&row.en, &row.zh) else { return };
    if en.description.as_deref().is_some_and(is_capitalized) {
        report("en: `description` starts with a capital; begin in lower case, it follows `error 104: `".to_owned());
    }
    for (field, en, zh) in
        [("cause", &en.cause, &zh.cause), ("action", &en.action, &zh.action), ("note", &en.note, &zh.note)]
    {
        if en.is_some() != zh.is_some() {
            report(format!("`{field}` is there in one language only; write it in both or in none"));
        }
    }
    agree(&parts(en), &parts(zh), "", report);
    let idle = [None, Some(Retry::NotNeeded), Some(Retry::Unspecified)].contains(&row.retry);
    if en.action.is_none() && zh.action.is_none() && !idle && row.category != Some(Category::Ok) {
        report("has no `action`, but its retry says that somebody must act; write what to do".to_owned());
    }
    if let Some(differs) = &row.differs {
        sentence(differs, "`differs`", Language::En, report);
    }
}

/// The note of a section, in both languages.
pub(super) fn of_note(note: &Note, what: &str, report: &mut dyn FnMut(String)) {
    sentence(&note.en, &format!("{what}en: `note`"), Language::En, report);
    sentence(&note.zh, &format!("{what}zh: `note`"), Language::Zh, report);
    agree(&[&note.en], &[&note.zh], what, report);
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Language {
    En,
    Zh,
}

impl Language {
    const fn word(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh",
        }
    }

    const fn full_stop(self) -> char {
        match self {
            Self::En => '.',
            Self::Zh => '。',
        }
    }
}

fn text(text: &Text, lang: Language, report: &mut dyn FnMut(String)) {
    let word = lang.word();
    if let Some(description) = &text.description {
        let what = format!("{word}: `description`");
        let length = description.chars().count();
        if length > MAX_DESCRIPTION {
            report(format!("{what} has {length} characters; write at most {MAX_DESCRIPTION}"));
        } else {
            plain(description, &what, Absent::Never, report);
            speaks(description, &what, lang, report);
        }
        if description.ends_with(['.', '。', '．', '｡', '!', '！', '…']) {
            report(format!("{what} ends like a sentence; leave out the last character"));
        }
    }
    for (field, value) in [("cause", &text.cause), ("action", &text.action), ("note", &text.note)] {
        if let Some(value) = value {
            sentence(value, &format!("{word}: `{field}`"), lang, report);
        }
    }
}

/// A text in full sentences.
fn sentence(text: &str, what: &str, lang: Language, report: &mut dyn FnMut(String)) {
    plain(text, what, Absent::Allowed, report);
    speaks(text, what, lang, report);
    if !text.trim().is_empty() && !text.ends_with(lang.full_stop()) {
        report(format!("{what} does not end with {:?}; write full sentences", lang.full_stop()));
    }
}

/// Chinese has a Han character, English has none.
fn speaks(text: &str, what: &str, lang: Language, report: &mut dyn FnMut(String)) {
    let chinese = text.chars().any(is_han);
    match lang {
        Language::En if chinese => report(format!("{what} holds Chinese; write it in English")),
        Language::Zh if !chinese && !text.trim().is_empty() => {
            report(format!("{what} holds no Chinese; write it in Chinese"));
        }
        Language::En | Language::Zh => {}
    }
}

/// The languages name the same identifiers and numbers.
fn agree(en: &[&str], zh: &[&str], what: &str, report: &mut dyn FnMut(String)) {
    for (kind, of) in [("identifier", identifiers as fn(&[&str]) -> BTreeSet<String>), ("number", numbers)] {
        let (en, zh) = (of(en), of(zh));
        for (has, lacks, here, there) in [("en", "zh", &en, &zh), ("zh", "en", &zh, &en)] {
            for word in here.difference(there) {
                report(format!("{what}{kind} {} is in {has} and not in {lacks}; name it in both", shown(word)));
            }
        }
    }
}

fn parts(text: &Text) -> Vec<&str> {
    [&text.description, &text.cause, &text.action, &text.note].into_iter().flatten().map(String::as_str).collect()
}

/// The texts between backticks.
fn identifiers(texts: &[&str]) -> BTreeSet<String> {
    texts.iter().flat_map(|text| text.split('`').skip(1).step_by(2)).map(str::to_owned).collect()
}

/// The numbers outside backticks and addresses: `3.0.0`, `48`.
fn numbers(texts: &[&str]) -> BTreeSet<String> {
    let outside = texts.iter().flat_map(|text| text.split('`').step_by(2));
    let words = outside.flat_map(|text| text.split(|c: char| c.is_whitespace() || "（），；。".contains(c)));
    let words = words.filter(|word| !word.contains("://"));
    words
        .flat_map(|word| word.split(|c: char| !c.is_ascii_digit() && c != '.'))
        .map(|number| number.trim_matches('.').to_owned())
        .filter(|number| !number.is_empty())
        .collect()
}

/// Whether a field may be left out.
#[derive(Clone, Copy)]
pub(super) enum Absent {
    Allowed,
    Never,
}

/// A text is not empty, is on one line, is not too long, is visible, and fits the documentation and CSV.
pub(super) fn plain(text: &str, what: &str, absent: Absent, report: &mut dyn FnMut(String)) {
    if text.trim().is_empty() {
        let mend = match absent {
            Absent::Allowed => "write it, or leave it out",
            Absent::Never => "write it",
        };
        report(format!("{what} is empty; {mend}"));
    } else if text.trim() != text {
        report(format!("{what} begins or ends with a blank; take it away"));
    }
    if let Some((at, strange)) = text.chars().zip(1..).map(|(c, at)| (at, c)).find(|&(_, c)| !is_plain(c)) {
        report(format!("{what} holds {strange:?} as its character {at}, which texts may not hold; write it otherwise"));
    }
    let length = text.chars().count();
    if length > MAX_TEXT {
        report(format!("{what} has {length} characters; write at most {MAX_TEXT}"));
    }
    if text.matches('`').count() % 2 == 1 {
        report(format!("{what} holds a lone backtick; put identifiers between two"));
    } else if text.contains("``") {
        report(format!("{what} holds two backticks with nothing between them; take them away"));
    } else if let Some(mark) =
        text.split('`').step_by(2).flat_map(str::chars).find(|c| ['[', ']', '<', '>'].contains(c))
    {
        report(format!(
            "{what} holds {mark:?}, which the documentation would take for markup; put it between backticks"
        ));
    }
}

/// Whether everybody sees a character and takes it for no other one: ASCII, typographic signs, Han and full-width
/// punctuation. `"` and the backslash are left out, since CSV and JSON must escape them.
fn is_plain(c: char) -> bool {
    matches!(c, ' '..='~' if c != '"' && c != '\\')
        || matches!(c, '–' | '—' | '…' | '“' | '”' | '‘' | '’' | '·' | '×' | '°' | '≤' | '≥')
        || is_han(c)
        || matches!(
            c,
            '、' | '。'
                | '《'
                | '》'
                | '「'
                | '」'
                | '【'
                | '】'
                | '！'
                | '％'
                | '（'
                | '）'
                | '，'
                | '：'
                | '；'
                | '？'
                | '～'
        )
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// Whether the first word is capitalized, as in `Room, gone` and `A room`, but not in `room`, `SDP` or `WebSocket`.
fn is_capitalized(text: &str) -> bool {
    let word = text.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    let rest = word.strip_prefix(|c: char| c.is_ascii_uppercase());
    rest.is_some_and(|rest| word == "A" || !rest.is_empty() && rest.chars().all(|c| c.is_ascii_lowercase()))
}
