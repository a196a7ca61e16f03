//! `list`: the rows, all of them or those that fit.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::io::{self, Write};

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Arg, Command, Error};
use rtc_codes::{Actor, Category, Code, Domain, Retry};

use crate::card::in_language;
use crate::language::Language;
use crate::outcome::{Failure, Outcome};
use crate::words::{plain, words};
use crate::{export, screen, table};

/// List the rows, all of them or those that fit
#[derive(clap::Args)]
pub struct Args {
    /// Only rows of this domain
    #[arg(long, value_parser = words::<Domain>())]
    domain: Option<Domain>,
    /// Only rows of the sections of this name
    #[arg(long, value_parser = SectionParser)]
    section: Option<String>,
    /// Only rows with this retry
    #[arg(long, value_parser = words::<Retry>())]
    retry: Option<Retry>,
    /// Only rows of this category
    #[arg(long, value_parser = words::<Category>())]
    category: Option<Category>,
    /// Only rows that this actor must act on
    #[arg(long, value_parser = words::<Actor>())]
    actor: Option<Actor>,
    #[command(flatten)]
    language: Language,
    /// Print a JSON array, as `export` has it
    #[arg(long)]
    json: bool,
}

/// Prints the rows that fit.
pub fn outcome(args: &Args, out: &mut impl Write) -> Result<Outcome, Failure> {
    let fits = |code: &Code| {
        args.domain.is_none_or(|domain| code.domain() == domain)
            && args.section.as_deref().is_none_or(|section| code.section().slug() == section)
            && args.retry.is_none_or(|retry| code.retry() == retry)
            && args.category.is_none_or(|category| code.category() == category)
            && args.actor.is_none_or(|actor| code.actor() == actor)
    };
    let codes: Vec<Code> = Code::ALL.iter().copied().filter(fits).collect();
    let lang = args.language.get();
    if args.json {
        export::json(&codes, out)?;
    } else {
        table::print(&codes, lang, screen::width_of(&io::stdout()), out)?;
    }
    Ok(if codes.is_empty() {
        let message = in_language(lang, "no row fits; leave out a condition", "没有符合条件的条目，请减少条件");
        Outcome::not_found(message.to_owned(), Vec::new(), lang)
    } else {
        Outcome::found()
    })
}

/// Reads the slug of a section, of whichever domain.
#[derive(Clone)]
struct SectionParser;

impl TypedValueParser for SectionParser {
    type Value = String;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<String, Error> {
        let given = plain(&value.to_string_lossy());
        match section_slugs().into_iter().find(|slug| plain(slug) == given) {
            Some(slug) => Ok(slug.to_owned()),
            None => PossibleValuesParser::new(section_slugs()).parse_ref(command, arg, value),
        }
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(section_slugs().into_iter().map(PossibleValue::new)))
    }
}

/// The slugs of all sections, each once.
fn section_slugs() -> BTreeSet<&'static str> {
    Domain::ALL.iter().flat_map(|domain| domain.sections()).map(|section| section.slug()).collect()
}
