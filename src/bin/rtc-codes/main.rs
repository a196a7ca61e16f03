//! The command `rtc-codes`: what a number means, for people and for scripts. A subcommand a file; this one tells them
//! apart and turns their outcome into an exit status.

mod annotate;
mod annotate_args;
mod calls;
mod card;
mod completions;
mod explain;
mod export;
mod language;
mod list;
mod man;
mod nearest;
mod outcome;
mod page;
mod query;
mod record;
mod screen;
mod search;
mod table;
mod words;

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use anstream::ColorChoice;
use clap::error::{Error, ErrorKind};
use clap::{CommandFactory, Parser, Subcommand, ValueEnum};
use outcome::{Failure, Outcome};
use screen::Quiet;

const FOUND: u8 = 0;
const NOT_FOUND: u8 = 1;
const WRONG: u8 = 2;

/// What the error numbers of ZEGOCLOUD and Tencent RTC mean, what to do, who must do it and whether to try again.
///
/// Exit status: 0 found, 1 not found, 2 wrong use, or an input or output that fails.
#[derive(Parser)]
#[command(version, max_term_width = 100)]
struct Cli {
    /// When to color the output; `auto`: on a terminal, unless `NO_COLOR` is set
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", display_order = 900)]
    color: Color,
    #[command(subcommand)]
    command: Command,
}

#[derive(Clone, Copy, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Subcommand)]
enum Command {
    Explain(explain::Args),
    Search(search::Args),
    List(list::Args),
    Calls(calls::Args),
    Export(export::Args),
    Annotate(annotate_args::Args),
    Completions(completions::Args),
    Man(man::Args),
}

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(usage) => return ExitCode::from(status_of_usage(&usage)),
    };
    match cli.color {
        Color::Auto => {}
        Color::Always => ColorChoice::Always.write_global(),
        Color::Never => ColorChoice::Never.write_global(),
    }
    ExitCode::from(match outcome(cli.command).and_then(|outcome| Ok(status(&outcome)?)) {
        Ok(status) => status,
        Err(Failure::Use { subcommand, message }) => status_of_usage(&usage(subcommand, &message)),
        // The reader closed the pipe, as `head` does: no error.
        Err(Failure::Write(error)) if error.kind() == io::ErrorKind::BrokenPipe => FOUND,
        Err(Failure::Write(error)) => status_of_failure(&format!("cannot write the output: {error}")),
        Err(Failure::Read(message)) => status_of_failure(&message),
    })
}

/// Runs a subcommand, and sees all of its output off.
fn outcome(command: Command) -> Result<Outcome, Failure> {
    let mut out = BufWriter::new(Quiet::new(anstream::stdout().lock()));
    let outcome = match command {
        Command::Explain(args) => explain::outcome(&args, &mut out),
        Command::Search(args) => search::outcome(&args, &mut out),
        Command::List(args) => list::outcome(&args, &mut out),
        Command::Calls(args) => calls::outcome(&args, &mut out),
        Command::Export(args) => export::outcome(&args, &mut out),
        Command::Completions(args) => completions::outcome(&args, Cli::command(), &mut out),
        Command::Man(args) => man::outcome(&args, Cli::command(), &mut out),
        Command::Annotate(args) => {
            // It writes to the standard output by itself.
            drop(out);
            return annotate_args::outcome(&args);
        }
    }?;
    out.flush()?;
    Ok(outcome)
}

/// The exit status of what came out, which standard error is told where there is something to tell.
fn status(outcome: &Outcome) -> io::Result<u8> {
    let mut err = BufWriter::new(Quiet::new(anstream::stderr().lock()));
    if let Some(message) = &outcome.message {
        screen::print_paragraph(&format!("rtc-codes: {message}"), &mut err)?;
    }
    if !outcome.nearest.is_empty() {
        writeln!(err, "\n{}", card::in_language(outcome.lang, "Nearest:", "最接近的条目："))?;
        table::print(&outcome.nearest, outcome.lang, screen::width_of(&io::stderr()), &mut err)?;
    }
    err.flush()?;
    Ok(if outcome.found { FOUND } else { NOT_FOUND })
}

/// The exit status of what clap says: its help and version are found.
fn status_of_usage(usage: &Error) -> u8 {
    let unwritten = usage.print().is_err_and(|error| error.kind() != io::ErrorKind::BrokenPipe);
    if usage.use_stderr() || unwritten { WRONG } else { FOUND }
}

/// The exit status of a failure; where even the message cannot be written, it says it all.
fn status_of_failure(message: &str) -> u8 {
    let _ = writeln!(anstream::stderr(), "rtc-codes: {message}");
    WRONG
}

/// A wrong use of a subcommand, in clap's own form.
fn usage(subcommand: &str, message: &str) -> Error {
    let mut command = Cli::command();
    command.build();
    match command.find_subcommand_mut(subcommand) {
        Some(subcommand) => subcommand.error(ErrorKind::InvalidValue, message),
        // Not reached: only subcommands fail so, by their own names.
        None => command.error(ErrorKind::InvalidValue, message),
    }
}
