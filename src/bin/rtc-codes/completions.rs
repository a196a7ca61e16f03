//! `completions`: what makes a shell complete our subcommands, options and words.

use std::io::Write;

use clap::Command;
use clap_complete::Shell;

use crate::outcome::{Failure, Outcome};

/// Print the completions for a shell
#[derive(clap::Args)]
#[command(after_help = "Examples:
  rtc-codes completions bash >~/.local/share/bash-completion/completions/rtc-codes
  rtc-codes completions zsh >~/.zfunc/_rtc-codes
  rtc-codes completions fish >~/.config/fish/completions/rtc-codes.fish")]
pub struct Args {
    /// The shell
    shell: Shell,
}

/// Prints the script.
pub fn outcome(args: &Args, mut command: Command, out: &mut impl Write) -> Result<Outcome, Failure> {
    // Not straight to the output: where that fails, `clap_complete` panics.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "rtc-codes", &mut script);
    out.write_all(&script)?;
    Ok(Outcome::found())
}
