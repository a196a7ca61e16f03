//! `annotate`: its arguments, and where its lines come from and go to.

use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::PathBuf;

use anstream::{AutoStream, ColorChoice};
use rtc_codes::{Domain, Vendor};

use crate::annotate::{Annotator, Asked, BUFFER, Fault};
use crate::language::Language;
use crate::outcome::{Failure, Outcome};
use crate::words::words;

/// Copy a log to standard output, each line followed by what its codes mean
///
/// Every line is passed on byte for byte, as soon as it has ended. What its codes mean follows, one meaning per
/// line, which begins with two blanks and `^`. A line may be of any length; after 100 meanings it says `and more`.
///
/// A number beside a key such as `code`, `errorCode` or `错误码` is a code where something says whose it is: `--domain` or
/// `--vendor`, a name on its line (a domain, vendor, product, SDK, host, call or symbol), or the number itself, if it is
/// long enough to be nobody else's. An exit code, an HTTP status or a postal code never is one. 0 is success everywhere
/// and is left alone. The rules are in docs/annotate.md.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  journalctl -u app -f | rtc-codes annotate --domain zego-room
  rtc-codes annotate --vendor tencent app.log.1 app.log
  rtc-codes annotate app.log | grep -B1 '^  ^'     the lines with codes alone")]
pub struct Args {
    /// The domain of every number for which its line names no other; a number that it lacks is called unknown
    #[arg(long, value_parser = words::<Domain>())]
    domain: Option<Domain>,
    /// The vendor of every number for which its line names no other
    #[arg(long, value_parser = words::<Vendor>())]
    vendor: Option<Vendor>,
    #[command(flatten)]
    language: Language,
    /// The logs, one after the other; `-` is standard input, as is no file at all
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// Copies the logs.
pub fn outcome(args: &Args) -> Result<Outcome, Failure> {
    // Not through `anstream`, which would take the colors out of the lines.
    let out = io::stdout().lock();
    let colored = AutoStream::choice(&out) != ColorChoice::Never;
    let mut out = BufWriter::with_capacity(BUFFER, out);
    let asked = Asked { domain: args.domain, vendor: args.vendor };
    let mut annotator = Annotator::new(asked, args.language.get(), colored);
    let stdin = [PathBuf::from("-")];
    for file in if args.files.is_empty() { &stdin[..] } else { &args.files } {
        let (name, input): (String, io::Result<Box<dyn Read>>) = if file.as_os_str() == "-" {
            ("the input".to_owned(), Ok(Box::new(io::stdin().lock())))
        } else {
            (file.display().to_string(), File::open(file).map(|file| Box::new(file) as Box<dyn Read>))
        };
        match input.map_err(Fault::Read).and_then(|input| annotator.run(input, &mut out, BUFFER)) {
            Ok(()) => {}
            Err(Fault::Write(error)) => return Err(Failure::Write(error)),
            Err(Fault::Read(error)) => {
                out.flush()?;
                return Err(Failure::Read(format!("cannot read {name}: {error}")));
            }
        }
    }
    Ok(Outcome::found())
}
