//! `tonic::Code` and `tonic::Status`: a category gives its own code, everything else gives the code for the backend's
//! own caller, with the label and the request ID as metadata.

use alloc::string::ToString;
use core::fmt::Display;

use tonic::Status;
use tonic::metadata::{Ascii, MetadataMap, MetadataValue};

use crate::{Answer, Category, Code};

/// Gives the gRPC code that `google/rpc/code.proto` maps the category to: the vendor's answer to us.
impl From<Category> for tonic::Code {
    fn from(category: Category) -> Self {
        Self::from_i32(category.grpc_code())
    }
}

/// Gives the gRPC code for our own caller: [`Code::caller_grpc_code`].
impl From<Code> for tonic::Code {
    fn from(code: Code) -> Self {
        Self::from_i32(code.caller_grpc_code())
    }
}

/// Gives the gRPC code for our own caller: [`Answer::caller_grpc_code`].
impl From<Answer> for tonic::Code {
    fn from(answer: Answer) -> Self {
        Self::from_i32(answer.caller_grpc_code())
    }
}

/// Takes the code's `Display` as message and its slug as metadata `error-type`.
impl From<Code> for Status {
    fn from(code: Code) -> Self {
        status(code.into(), &code, code.slug(), None)
    }
}

/// Takes the answer's `Display` as message and its label as metadata `error-type`.
impl From<Answer> for Status {
    fn from(answer: Answer) -> Self {
        status(answer.into(), &answer, answer.label(), None)
    }
}

fn status(code: tonic::Code, message: &dyn Display, label: &'static str, request_id: Option<&str>) -> Status {
    let mut metadata = MetadataMap::new();
    metadata.insert("error-type", MetadataValue::from_static(label));
    // A request ID that no header can carry is left out: it helps, but is no part of the answer.
    if let Some(id) = request_id.and_then(|id| MetadataValue::<Ascii>::try_from(id).ok()) {
        metadata.insert("request-id", id);
    }
    Status::with_metadata(code, message.to_string(), metadata)
}

#[cfg(feature = "response")]
mod response {
    use super::{Status, status};
    use crate::response::{Error, Failure};

    /// Gives the gRPC code for our own caller: [`Failure::caller_grpc_code`].
    impl From<&Failure> for tonic::Code {
        fn from(failure: &Failure) -> Self {
            Self::from_i32(failure.caller_grpc_code())
        }
    }

    /// Gives the gRPC code for our own caller: [`Failure::caller_grpc_code`].
    impl From<Failure> for tonic::Code {
        fn from(failure: Failure) -> Self {
            Self::from(&failure)
        }
    }

    /// Gives the gRPC code for our own caller: [`Error::caller_grpc_code`].
    impl From<&Error> for tonic::Code {
        fn from(error: &Error) -> Self {
            Self::from_i32(error.caller_grpc_code())
        }
    }

    /// Gives the gRPC code for our own caller: [`Error::caller_grpc_code`].
    impl From<Error> for tonic::Code {
        fn from(error: Error) -> Self {
            Self::from(&error)
        }
    }

    /// Takes the failure's `Display` as message, its label as metadata `error-type` and the request ID as `request-id`.
    /// The vendor's words are left out.
    impl From<&Failure> for Status {
        fn from(failure: &Failure) -> Self {
            status(failure.into(), failure, failure.answer().label(), failure.request_id())
        }
    }

    /// Does the same as from a reference.
    impl From<Failure> for Status {
        fn from(failure: Failure) -> Self {
            Self::from(&failure)
        }
    }

    /// Takes the error's `Display` as message, its label as metadata `error-type` and the request ID as `request-id`.
    impl From<&Error> for Status {
        fn from(error: &Error) -> Self {
            status(error.into(), error, error.label(), error.request_id())
        }
    }

    /// Does the same as from a reference.
    impl From<Error> for Status {
        fn from(error: Error) -> Self {
            Self::from(&error)
        }
    }
}
