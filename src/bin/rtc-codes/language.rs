//! Which language somebody reads: as asked for, or as the locale says.

use std::env;
use std::ffi::OsStr;

use clap::builder::{PossibleValue, TypedValueParser};
use clap::{Arg, Args, Command, Error};
use rtc_codes::Lang;

use crate::words::words;

#[derive(Args)]
pub struct Language {
    /// The language of the texts; without it, that of `LC_ALL`, `LC_MESSAGES` or `LANG`
    #[arg(long, value_parser = LangParser)]
    lang: Option<Lang>,
}

impl Language {
    /// The language that was asked for, or that of the locale.
    pub fn get(&self) -> Lang {
        self.asked().unwrap_or_else(of_locale)
    }

    /// The language that was asked for.
    pub fn asked(&self) -> Option<Lang> {
        self.lang
    }
}

/// The language of the first variable that says anything.
fn of_locale() -> Lang {
    let mut locales = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| env::var(name).ok());
    locales.find(|locale| !locale.is_empty()).and_then(|locale| of_tag(&locale)).unwrap_or_default()
}

/// The language of `zh`, `zh-CN`, `zh_CN.UTF-8` or `ZH`.
fn of_tag(tag: &str) -> Option<Lang> {
    tag.split(['-', '_', '.', '@']).next()?.to_ascii_lowercase().parse().ok()
}

/// Reads a language with or without its region.
#[derive(Clone)]
struct LangParser;

impl TypedValueParser for LangParser {
    type Value = Lang;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<Lang, Error> {
        match value.to_str().and_then(of_tag) {
            Some(lang) => Ok(lang),
            None => words::<Lang>().parse_ref(command, arg, value),
        }
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(Lang::ALL.iter().map(|lang| PossibleValue::new(lang.as_str()))))
    }
}
