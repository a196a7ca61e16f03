//! `annotate`: its arguments, and where its lines come from and go to.

use std::io::{self, BufWriter};

use anstream::{AutoStream, ColorChoice};
use rtc_codes::Domain;

use crate::annotate::{Annotator, BUFFER, Fault};
use crate::outcome::{Failure, Outcome};
use crate::words::words;

/// Copy a log from standard input to standard output, each line followed by what its codes mean
///
/// Every line is passed on byte for byte, as soon as it has ended. What its codes mean follows, a meaning a line, each
/// beginning with two blanks and `^`.
///
/// A number is taken for a code beside one of the keys `Code`, `code`, `errorCode`, `ErrorCode` and `error_code`, with
/// `:` or `=`, quoted or not, or after a domain's name: `zego-room 104`, `zego-room/104`, `zego-room: 104`. A slug such
/// as `zego-room/room-not-found` is one too. 0 is success everywhere and is left alone. A line may be of any length;
/// after 100 meanings it says `and more`.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  journalctl -u app -f | rtc-codes annotate --domain zego-room
  rtc-codes annotate <app.log | grep -B1 '^  ^'     the lines with codes alone")]
pub struct Args {
    /// The domain that numbers beside a key are of; one that it lacks is called unknown. Without it every meaning is
    /// listed
    #[arg(long, value_parser = words::<Domain>())]
    domain: Option<Domain>,
}

/// Copies the standard input.
pub fn outcome(args: &Args) -> Result<Outcome, Failure> {
    // Not through `anstream`, which would take the colors out of the lines.
    let out = io::stdout().lock();
    let colored = AutoStream::choice(&out) != ColorChoice::Never;
    let out = BufWriter::with_capacity(BUFFER, out);
    match Annotator::new(args.domain, colored).run(io::stdin().lock(), out, BUFFER) {
        Ok(()) => Ok(Outcome::found()),
        Err(Fault::Write(error)) => Err(Failure::Write(error)),
        Err(Fault::Read(error)) => Err(Failure::Read(format!("cannot read the input: {error}"))),
    }
}
