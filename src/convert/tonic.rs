//! `tonic::Code` and `tonic::Status`: of a category its own, of everything else the code for the backend's own caller, with
//! the label and the request ID as metadata.

use alloc::string::ToString;
use core::fmt::Display;

use tonic::Status;
use tonic::metadata::{Ascii, MetadataMap, MetadataValue};

use crate::{Answer, Category, Code};

/// The code that `google/rpc/code.proto` gives the category: the vendor's view of us.
impl From<Category> for tonic::Code {
    fn from(category: Category) -> Self {
        Self::from_i32(category.grpc_code())
    }
}

/// The code for our own caller: [`Code::caller_grpc_code`].
impl From<Code> for tonic::Code {
    fn from(code: Code) -> Self {
        Self::from_i32(code.caller_grpc_code())
    }
}

/// The code for our own caller: [`Answer::caller_grpc_code`].
impl From<Answer> for tonic::Code {
    fn from(answer: Answer) -> Self {
        Self::from_i32(answer.caller_grpc_code())
    }
}

/// The code's `Display` as message, its slug as metadata `error-type`.
impl From<Code> for Status {
    fn from(code: Code) -> Self {
        status(code.into(), &code, code.slug(), None)
    }
}

/// The answer's `Display` as message, its label as metadata `error-type`.
impl From<Answer> for Status {
    fn from(answer: Answer) -> Self {
        status(answer.into(), &answer, answer.label(), None)
    }
}

fn status(code: tonic::Code, message: &dyn Display, label: &'static str, request_id: Option<&str>) -> Status {
    let mut metadata = MetadataMap::new();
    metadata.insert("error-type", MetadataValue::from_static(label));
    // A request ID that no header can carry is left out: it is a help, not a part of the answer.
    if let Some(id) = request_id.and_then(|id| MetadataValue::<Ascii>::try_from(id).ok()) {
        metadata.insert("request-id", id);
    }
    Status::with_metadata(code, message.to_string(), metadata)
}

#[cfg(feature = "response")]
mod response {
    use super::{Status, status};
    use crate::response::{Error, Failure};

    /// The code for our own caller: [`Failure::caller_grpc_code`].
    impl From<&Failure> for tonic::Code {
        fn from(failure: &Failure) -> Self {
            Self::from_i32(failure.caller_grpc_code())
        }
    }

    /// The code for our own caller: [`Failure::caller_grpc_code`].
    impl From<Failure> for tonic::Code {
        fn from(failure: Failure) -> Self {
            Self::from(&failure)
        }
    }

    /// The code for our own caller: [`Error::caller_grpc_code`].
    impl From<&Error> for tonic::Code {
        fn from(error: &Error) -> Self {
            Self::from_i32(error.caller_grpc_code())
        }
    }

    /// The code for our own caller: [`Error::caller_grpc_code`].
    impl From<Error> for tonic::Code {
        fn from(error: Error) -> Self {
            Self::from(&error)
        }
    }

    /// The failure's `Display` as message, its label as metadata `error-type` and the request ID as `request-id`. What the
    /// vendor wrote stays behind.
    impl From<&Failure> for Status {
        fn from(failure: &Failure) -> Self {
            status(failure.into(), failure, failure.answer().label(), failure.request_id())
        }
    }

    /// As from a reference.
    impl From<Failure> for Status {
        fn from(failure: Failure) -> Self {
            Self::from(&failure)
        }
    }

    /// The error's `Display` as message, its label as metadata `error-type` and the request ID as `request-id`.
    impl From<&Error> for Status {
        fn from(error: &Error) -> Self {
            status(error.into(), error, error.label(), error.request_id())
        }
    }

    /// As from a reference.
    impl From<Error> for Status {
        fn from(error: Error) -> Self {
            Self::from(&error)
        }
    }
}
