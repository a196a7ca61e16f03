//! `man`: the manual as a page of roff.

use std::io::Write;

use clap::Command;
use clap::builder::PossibleValuesParser;
use clap_mangen::Man;

use crate::outcome::{Failure, Outcome};

const SUBCOMMANDS: [&str; 8] = ["explain", "search", "list", "calls", "export", "annotate", "completions", "man"];

/// Print a manual page
#[derive(clap::Args)]
#[command(after_help = "Examples:
  rtc-codes man | man -l -
  rtc-codes man explain >rtc-codes-explain.1")]
pub struct Args {
    /// The subcommand that the page is of; without it, the page of the whole
    #[arg(value_parser = PossibleValuesParser::new(SUBCOMMANDS))]
    subcommand: Option<String>,
}

/// Prints the page.
pub fn outcome(args: &Args, mut command: Command, out: &mut impl Write) -> Result<Outcome, Failure> {
    command.build();
    let command = match args.subcommand.as_deref().and_then(|name| command.find_subcommand(name)) {
        Some(subcommand) => subcommand.clone(),
        None => command,
    };
    let version = concat!("rtc-codes ", env!("CARGO_PKG_VERSION"));
    Man::new(command).source(version).render(out)?;
    Ok(Outcome::found())
}
