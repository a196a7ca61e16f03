//! `http::StatusCode`: a category gives its own status, everything else gives the status for the backend's own caller.

use http::StatusCode;

use crate::{Answer, Category, Code};

/// Gives the status that `google/rpc/code.proto` maps the category to: the vendor's answer to us.
impl From<Category> for StatusCode {
    fn from(category: Category) -> Self {
        status(category.http_status())
    }
}

/// Gives the status for our own caller: [`Code::caller_http_status`].
impl From<Code> for StatusCode {
    fn from(code: Code) -> Self {
        status(code.caller_http_status())
    }
}

/// Gives the status for our own caller: [`Answer::caller_http_status`].
impl From<Answer> for StatusCode {
    fn from(answer: Answer) -> Self {
        status(answer.caller_http_status())
    }
}

fn status(status: u16) -> StatusCode {
    // Every status of the tables is in the range that `from_u16` takes.
    StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

#[cfg(feature = "response")]
mod response {
    use super::{StatusCode, status};
    use crate::response::{Error, Failure};

    /// Gives the status for our own caller: [`Failure::caller_http_status`].
    impl From<&Failure> for StatusCode {
        fn from(failure: &Failure) -> Self {
            status(failure.caller_http_status())
        }
    }

    /// Gives the status for our own caller: [`Failure::caller_http_status`].
    impl From<Failure> for StatusCode {
        fn from(failure: Failure) -> Self {
            Self::from(&failure)
        }
    }

    /// Gives the status for our own caller: [`Error::caller_http_status`].
    impl From<&Error> for StatusCode {
        fn from(error: &Error) -> Self {
            status(error.caller_http_status())
        }
    }

    /// Gives the status for our own caller: [`Error::caller_http_status`].
    impl From<Error> for StatusCode {
        fn from(error: Error) -> Self {
            Self::from(&error)
        }
    }
}
