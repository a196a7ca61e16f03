//! The command `rtc-codes`: what a number means, for people and for scripts.

mod annotate;
mod card;
mod export;
mod find;
mod listing;

use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::PathBuf;
use std::process::{ExitCode, exit};
use std::str::FromStr;

use annotate::{Annotator, Asked, Fault};
use anstream::{AutoStream, ColorChoice};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use rtc_codes::{Actor, Category, Code, Domain, Lang, Retry, UnknownWord, Vendor};
use strum::VariantNames;

/// What the error numbers of ZEGOCLOUD and Tencent RTC mean, what to do, who must do it and whether to try again.
///
/// Exit status: 0 found, 1 not found, 2 wrong use.
#[derive(Parser)]
#[command(version, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Say what a number means, what to do, whether to try again and who acts
    #[command(after_help = "Examples:
  rtc-codes explain 100003                       every meaning of the number
  rtc-codes explain zego-web 1102016             its meaning in one domain
  rtc-codes explain zego-web 1102016 --lang zh   the same in Chinese
  rtc-codes explain zego-room/room-not-found     a slug, as metrics and logs have it
  rtc-codes explain ERR_CAMERA_OCCUPIED          a vendor's own constant, or a name")]
    Explain(Explain),
    /// Find the rows that have all of the words in a text, symbol or name
    Search(Search),
    /// List the rows, all of them or those that fit
    List(List),
    /// Print the whole catalogue
    Export(Export),
    /// Copy a log to standard output, each line followed by what its codes mean
    ///
    /// Every line is passed on byte for byte, as soon as it has ended. What its codes mean follows, a meaning a line, each
    /// beginning with two blanks and `^`. A line may be of any length; after 100 meanings it says `and more`.
    ///
    /// A number beside a key such as `code`, `errorCode` or `错误码` is a code where something says whose it is: `--domain` or
    /// `--vendor`, a name on its line (a domain, vendor, product, SDK, host, call or symbol), or the number itself, if it is
    /// long enough to be nobody else's. An exit code, an HTTP status or a postal code never is one. 0 is success everywhere
    /// and is left alone. The rules stand in docs/annotate.md.
    #[command(after_help = "Examples:
  journalctl -u app -f | rtc-codes annotate --domain zego-room
  rtc-codes annotate --vendor tencent app.log.1 app.log
  rtc-codes annotate app.log | grep -B1 '^  ^'     the lines with codes alone")]
    Annotate(Annotate),
}

#[derive(Args)]
#[command(override_usage = "rtc-codes explain [OPTIONS] [DOMAIN] <NUMBER>")]
struct Explain {
    /// A domain, where only its meaning is asked for, then a number, name or symbol
    #[arg(required = true, num_args = 1..=2, allow_negative_numbers = true, value_name = "NUMBER")]
    code: Vec<String>,
    /// The language of the texts
    #[arg(long, default_value = "en", value_parser = words::<Lang>())]
    lang: Lang,
    /// Print a JSON array, as `export` has it
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
struct Search {
    /// The words; upper and lower case are alike
    #[arg(required = true)]
    words: Vec<String>,
    /// Print a JSON array, as `export` has it
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
struct List {
    /// Only rows of this domain
    #[arg(long, value_parser = words::<Domain>())]
    domain: Option<Domain>,
    /// Only rows of the sections of this name
    #[arg(long, value_parser = PossibleValuesParser::new(find::section_slugs()))]
    section: Option<String>,
    /// Only rows with this retry
    #[arg(long, value_parser = words::<Retry>(), ignore_case = true)]
    retry: Option<Retry>,
    /// Only rows of this category
    #[arg(long, value_parser = words::<Category>(), ignore_case = true)]
    category: Option<Category>,
    /// Only rows that this actor must act on
    #[arg(long, value_parser = words::<Actor>(), ignore_case = true)]
    actor: Option<Actor>,
    /// Print a JSON array, as `export` has it
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
struct Export {
    /// The format
    #[arg(long)]
    format: Format,
}

#[derive(Args)]
struct Annotate {
    /// The domain of every number for which its line names no other; a number that it lacks is called unknown
    #[arg(long, value_parser = words::<Domain>())]
    domain: Option<Domain>,
    /// The vendor of every number for which its line names no other
    #[arg(long, value_parser = words::<Vendor>(), ignore_case = true)]
    vendor: Option<Vendor>,
    /// The language of the texts
    #[arg(long, default_value = "en", value_parser = words::<Lang>())]
    lang: Lang,
    /// The logs, one after the other; `-` is standard input, as is no file at all
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// An array of objects, ordered by domain and number
    Json,
    /// The same columns, a row a line
    Csv,
}

/// The parser of a vocabulary, whose words clap names in its own errors.
fn words<T>() -> impl TypedValueParser<Value = T>
where
    T: VariantNames + FromStr<Err = UnknownWord> + Clone + Send + Sync + 'static,
{
    PossibleValuesParser::new(T::VARIANTS).try_map(|given| {
        let word = T::VARIANTS.iter().find(|word| word.eq_ignore_ascii_case(&given));
        word.copied().unwrap_or(&given).parse::<T>()
    })
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let mut out = anstream::stdout().lock();
    let done = match cli.command {
        Command::Explain(args) => explain(&args, &mut out),
        Command::Search(args) => search(&args, &mut out),
        Command::List(args) => list(&args, &mut out),
        Command::Export(args) => export(args.format, &mut out).map(|()| Found::Yes),
        Command::Annotate(args) => annotate(&args),
    };
    match done.and_then(|found| out.flush().map(|()| found)) {
        Ok(Found::Yes) => ExitCode::SUCCESS,
        Ok(Found::No) => ExitCode::from(1),
        // The reader closed the pipe, as `head` does: no error.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("rtc-codes: cannot write the output: {error}");
            ExitCode::from(2)
        }
    }
}

/// Whether a command had something to print.
enum Found {
    Yes,
    No,
}

fn explain(args: &Explain, out: &mut impl Write) -> io::Result<Found> {
    let query = find::Query::read(&args.code).unwrap_or_else(|message| wrong_use("explain", &message));
    let codes = query.codes();
    if args.json {
        export::json(&codes, out)?;
    } else {
        for (index, &code) in codes.iter().enumerate() {
            if index > 0 {
                writeln!(out)?;
            }
            card::print(code, args.lang, out)?;
        }
    }
    if codes.is_empty() { not_found(&query.not_found(), &query.nearest()) } else { Ok(Found::Yes) }
}

fn search(args: &Search, out: &mut impl Write) -> io::Result<Found> {
    let codes = find::with_words(&args.words);
    print(&codes, args.json, out)?;
    let message = || format!("no row has all of these words: {}", args.words.join(" "));
    if codes.is_empty() { not_found(&message(), &find::nearest_by_words(&args.words)) } else { Ok(Found::Yes) }
}

fn list(args: &List, out: &mut impl Write) -> io::Result<Found> {
    let fits = |code: &Code| {
        args.domain.is_none_or(|domain| code.domain() == domain)
            && args.section.as_deref().is_none_or(|section| code.section().slug() == section)
            && args.retry.is_none_or(|retry| code.retry() == retry)
            && args.category.is_none_or(|category| code.category() == category)
            && args.actor.is_none_or(|actor| code.actor() == actor)
    };
    let codes: Vec<Code> = Code::ALL.iter().copied().filter(fits).collect();
    print(&codes, args.json, out)?;
    if codes.is_empty() { not_found("no row fits; leave out a condition", &[]) } else { Ok(Found::Yes) }
}

fn export(format: Format, out: &mut impl Write) -> io::Result<()> {
    match format {
        Format::Json => export::json(Code::ALL, out),
        Format::Csv => export::csv(Code::ALL, out),
    }
}

fn annotate(args: &Annotate) -> io::Result<Found> {
    // Not through `anstream`, which would take the colors out of the lines.
    let out = io::stdout().lock();
    let colored = AutoStream::choice(&out) != ColorChoice::Never;
    let mut out = BufWriter::with_capacity(annotate::BUFFER, out);
    let asked = Asked { domain: args.domain, vendor: args.vendor };
    let mut annotator = Annotator::new(asked, args.lang, colored);
    let stdin = [PathBuf::from("-")];
    for file in if args.files.is_empty() { &stdin[..] } else { &args.files } {
        let (name, input): (String, io::Result<Box<dyn Read>>) = if file.as_os_str() == "-" {
            ("the input".to_owned(), Ok(Box::new(io::stdin().lock())))
        } else {
            (file.display().to_string(), File::open(file).map(|file| Box::new(file) as Box<dyn Read>))
        };
        let run = input.map_err(Fault::Read).and_then(|input| annotator.run(input, &mut out, annotate::BUFFER));
        match run {
            Ok(()) => {}
            Err(Fault::Write(error)) => return Err(error),
            Err(Fault::Read(error)) => {
                out.flush()?;
                eprintln!("rtc-codes: cannot read {name}: {error}");
                exit(2)
            }
        }
    }
    Ok(Found::Yes)
}

fn print(codes: &[Code], json: bool, out: &mut impl Write) -> io::Result<()> {
    if json { export::json(codes, out) } else { listing::print(codes, out) }
}

/// Says on standard error what was not found, and what comes nearest.
fn not_found(message: &str, nearest: &[Code]) -> io::Result<Found> {
    let mut err = anstream::stderr().lock();
    writeln!(err, "rtc-codes: {message}")?;
    if !nearest.is_empty() {
        writeln!(err, "\nNearest:")?;
        listing::print(nearest, &mut err)?;
    }
    Ok(Found::No)
}

fn wrong_use(subcommand: &str, message: &str) -> ! {
    let mut command = Cli::command();
    command.build();
    let subcommand = command.find_subcommand_mut(subcommand).expect("declared above");
    subcommand.error(ErrorKind::InvalidValue, message).exit()
}
