//! `miette::Diagnostic`: the slug as its code, the action as its help, the vendor's page as its address.

use alloc::boxed::Box;
use core::fmt::Display;

use miette::{Diagnostic, Severity};

use crate::{Answer, Code, Retry, UnknownCode};

impl Diagnostic for Code {
    fn code(&self) -> Option<Box<dyn Display + '_>> {
        Some(Box::new(self.slug()))
    }

    /// Returns a warning if the request need not be sent again, otherwise an error.
    fn severity(&self) -> Option<Severity> {
        Some(if self.retry() == Retry::NotNeeded { Severity::Warning } else { Severity::Error })
    }

    fn help(&self) -> Option<Box<dyn Display + '_>> {
        self.action().map(|action| Box::new(action) as Box<dyn Display>)
    }

    fn url(&self) -> Option<Box<dyn Display + '_>> {
        Some(Box::new(self.domain().source_url()))
    }
}

impl Diagnostic for UnknownCode {
    fn severity(&self) -> Option<Severity> {
        Some(Severity::Error)
    }

    fn help(&self) -> Option<Box<dyn Display + '_>> {
        Some(Box::new(
            "The vendor's page may list the number by now; do not send the request again before that is known.",
        ))
    }

    fn url(&self) -> Option<Box<dyn Display + '_>> {
        Some(Box::new(self.domain.source_url()))
    }
}

/// The diagnostic of the code or of the unknown number.
impl Diagnostic for Answer {
    fn code(&self) -> Option<Box<dyn Display + '_>> {
        diagnostic(self).code()
    }

    fn severity(&self) -> Option<Severity> {
        diagnostic(self).severity()
    }

    fn help(&self) -> Option<Box<dyn Display + '_>> {
        diagnostic(self).help()
    }

    fn url(&self) -> Option<Box<dyn Display + '_>> {
        diagnostic(self).url()
    }
}

const fn diagnostic(answer: &Answer) -> &dyn Diagnostic {
    match answer {
        Answer::Known(code) => code,
        Answer::Unknown(unknown) => unknown,
    }
}

#[cfg(feature = "response")]
mod failure {
    use super::{Box, Diagnostic, Display, Severity, diagnostic};
    use crate::response::Failure;

    /// The diagnostic of the code or of the unknown number that it reports.
    impl Diagnostic for Failure {
        fn code(&self) -> Option<Box<dyn Display + '_>> {
            diagnostic(self.answer_ref()).code()
        }

        fn severity(&self) -> Option<Severity> {
            diagnostic(self.answer_ref()).severity()
        }

        fn help(&self) -> Option<Box<dyn Display + '_>> {
            diagnostic(self.answer_ref()).help()
        }

        fn url(&self) -> Option<Box<dyn Display + '_>> {
            diagnostic(self.answer_ref()).url()
        }
    }
}
