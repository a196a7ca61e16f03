//! A vendor's answer in, the status for the backend's own caller out: the caller is not blamed for our mistakes.

use crate::{Actor, Answer, Category, Code, Retry};

/// The status of an answer for the backend's caller, in HTTP and in gRPC.
const fn statuses(category: Category, retry: Retry, actor: Actor) -> (u16, i32) {
    if matches!(retry, Retry::NotNeeded) {
        return (200, 0);
    }
    let own = (category.http_status(), category.grpc_code());
    if matches!(actor, Actor::EndUser) {
        return own;
    }
    match category {
        Category::Ok
        | Category::NotFound
        | Category::AlreadyExists
        | Category::FailedPrecondition
        | Category::Aborted
        | Category::Cancelled => own,
        // The mistake is in our credential, our role or our request.
        Category::Unauthenticated
        | Category::PermissionDenied
        | Category::InvalidArgument
        | Category::Unimplemented => (500, 13),
        Category::ResourceExhausted | Category::Unavailable => (503, 14),
        Category::DeadlineExceeded => (504, 4),
        Category::Internal | Category::Unknown | Category::DataLoss => UNREADABLE,
    }
}

/// The status if the vendor failed, or its reply cannot be read.
pub(crate) const UNREADABLE: (u16, i32) = (502, 13);

impl Code {
    /// Returns the HTTP status with which a backend answers its own caller, 200 to 504.
    ///
    /// It is not the status of the [`category`](Self::category), which is the vendor's answer to us: if our signature
    /// is wrong, the vendor answers 401, and we answer 500 to our caller, whose credential is right.
    ///
    /// | what happened | HTTP | gRPC |
    /// | --- | --- | --- |
    /// | a success, or retry `NotNeeded` | 200 | 0 |
    /// | the actor is `EndUser` | the category's | the category's |
    /// | our credential, role or request: `Unauthenticated`, `PermissionDenied`, `InvalidArgument`, `Unimplemented` | 500 | 13 |
    /// | `NotFound`, `AlreadyExists`, `FailedPrecondition`, `Aborted`, `Cancelled` | the category's | the category's |
    /// | `ResourceExhausted`, `Unavailable` | 503 | 14 |
    /// | `DeadlineExceeded` | 504 | 4 |
    /// | `Internal`, `Unknown`, `DataLoss` | 502 | 13 |
    ///
    /// # Examples
    ///
    /// ```
    /// use rtc_codes::{ZegoCommon, ZegoRoom};
    ///
    /// assert_eq!(ZegoCommon::SignatureInvalid.category().http_status(), 401);
    /// assert_eq!(ZegoCommon::SignatureInvalid.code().caller_http_status(), 500);
    /// assert_eq!(ZegoRoom::RoomNotFound.code().caller_http_status(), 404);
    /// ```
    #[must_use]
    pub const fn caller_http_status(self) -> u16 {
        Answer::Known(self).caller_http_status()
    }

    /// Returns the gRPC code with which a backend answers its own caller, by the table at
    /// [`caller_http_status`](Self::caller_http_status).
    #[must_use]
    pub const fn caller_grpc_code(self) -> i32 {
        Answer::Known(self).caller_grpc_code()
    }
}

impl Answer {
    /// Returns the HTTP status with which a backend answers its own caller: [`Code::caller_http_status`]; for an
    /// unknown number 502.
    #[must_use]
    pub const fn caller_http_status(self) -> u16 {
        statuses(self.category(), self.retry(), self.actor()).0
    }

    /// Returns the gRPC code with which a backend answers its own caller: [`Code::caller_grpc_code`]; for an unknown
    /// number 13.
    #[must_use]
    pub const fn caller_grpc_code(self) -> i32 {
        statuses(self.category(), self.retry(), self.actor()).1
    }
}
