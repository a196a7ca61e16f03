//! `tonic::Code` and `tonic::Status`: the category as gRPC has it, the slug and the request ID as metadata.

use alloc::string::ToString;

use tonic::Status;
use tonic::metadata::{MetadataMap, MetadataValue};

use crate::{Category, Code};

impl From<Category> for tonic::Code {
    fn from(category: Category) -> Self {
        Self::from_i32(category.grpc_code())
    }
}

impl From<Code> for tonic::Code {
    fn from(code: Code) -> Self {
        code.category().into()
    }
}

/// The code's `Display` as message, its slug as metadata `error-type`.
impl From<Code> for Status {
    fn from(code: Code) -> Self {
        let mut metadata = MetadataMap::new();
        metadata.insert("error-type", MetadataValue::from_static(code.slug()));
        Self::with_metadata(code.into(), code.to_string(), metadata)
    }
}

#[cfg(feature = "response")]
mod failure {
    use tonic::metadata::Ascii;

    use super::{MetadataMap, MetadataValue, Status, ToString};
    use crate::response::Failure;

    /// An unknown number is `Unknown`.
    impl From<&Failure> for tonic::Code {
        fn from(failure: &Failure) -> Self {
            failure.category().into()
        }
    }

    /// An unknown number is `Unknown`.
    impl From<Failure> for tonic::Code {
        fn from(failure: Failure) -> Self {
            Self::from(&failure)
        }
    }

    /// The code's `Display` as message, its slug as metadata `error-type` (`_OTHER` for an unknown number), the request
    /// ID as `request-id`. What the vendor wrote stays behind.
    impl From<&Failure> for Status {
        fn from(failure: &Failure) -> Self {
            let mut metadata = MetadataMap::new();
            metadata.insert("error-type", MetadataValue::from_static(failure.answer().label()));
            // A request ID that no header can carry is left out: it is a help, not a part of the answer.
            if let Some(id) = failure.request_id().and_then(|id| MetadataValue::<Ascii>::try_from(id).ok()) {
                metadata.insert("request-id", id);
            }
            Self::with_metadata(failure.into(), failure.to_string(), metadata)
        }
    }

    /// As from a reference.
    impl From<Failure> for Status {
        fn from(failure: Failure) -> Self {
            Self::from(&failure)
        }
    }
}
