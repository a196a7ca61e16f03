//! What comes out of a subcommand beside its output.

use std::io;

use rtc_codes::{Code, Lang};

/// Whether it found what was asked for, and what standard error is told.
pub struct Outcome {
    pub found: bool,
    pub message: Option<String>,
    /// The rows that come nearest.
    pub nearest: Vec<Code>,
    /// The language of those rows.
    pub lang: Lang,
}

impl Outcome {
    pub fn found() -> Self {
        Self { found: true, message: None, nearest: Vec::new(), lang: Lang::En }
    }

    pub fn not_found(message: String, nearest: Vec<Code>, lang: Lang) -> Self {
        Self { found: false, message: Some(message), nearest, lang }
    }
}

/// Why it could not answer at all.
pub enum Failure {
    /// What was asked for makes no sense.
    Use { subcommand: &'static str, message: String },
    /// The output cannot be written.
    Write(io::Error),
    /// The input cannot be read; the message names it.
    Read(String),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Write(error)
    }
}
