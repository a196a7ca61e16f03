//! `http::StatusCode`: the status that `google/rpc/code.proto` gives the category.

use http::StatusCode;

use crate::{Category, Code};

impl From<Category> for StatusCode {
    fn from(category: Category) -> Self {
        // Every status of the table is in the range that `from_u16` takes.
        Self::from_u16(category.http_status()).unwrap_or(Self::INTERNAL_SERVER_ERROR)
    }
}

impl From<Code> for StatusCode {
    fn from(code: Code) -> Self {
        code.category().into()
    }
}

/// An unknown number is 500, as [`Category::Unknown`] is.
#[cfg(feature = "response")]
impl From<&crate::response::Failure> for StatusCode {
    fn from(failure: &crate::response::Failure) -> Self {
        failure.category().into()
    }
}

/// An unknown number is 500, as [`Category::Unknown`] is.
#[cfg(feature = "response")]
impl From<crate::response::Failure> for StatusCode {
    fn from(failure: crate::response::Failure) -> Self {
        Self::from(&failure)
    }
}
