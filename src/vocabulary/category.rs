//! What kind of failure a code is, in the words of `google.rpc.Code`, and the two statuses that follow from it.

use super::vocabulary;

vocabulary! {
    /// The kind of a failure: the words of `google.rpc.Code`, `Ok` included, without `OutOfRange`.
    ///
    /// # Examples
    ///
    /// ```
    /// use rtc_codes::{Category, Code, Domain};
    ///
    /// let code = Code::lookup(Domain::ZegoRoom, 206).unwrap();
    /// assert_eq!(code.category(), Category::ResourceExhausted);
    /// assert_eq!(code.category().http_status(), 429);
    /// ```
    pub Category, "category" {
        /// Success.
        Ok,
        /// The user canceled.
        Cancelled,
        /// The vendor's page itself calls it unclassified.
        Unknown,
        /// A value of the request is wrong by itself: missing, malformed, too long, out of its range.
        InvalidArgument,
        /// A time-out.
        DeadlineExceeded,
        /// An identifier in the request matches nothing.
        NotFound,
        /// What the request should create or start exists or runs already.
        AlreadyExists,
        /// A known caller may not do this: a role, a ban, a device permission, a feature or package not enabled.
        PermissionDenied,
        /// Earlier use has reached a limit: a rate, seats, users, a plan's quota, disk.
        ResourceExhausted,
        /// A state outside the request is not as it must be: not in the room, a device missing or occupied.
        FailedPrecondition,
        /// Operations that run at once conflict: a lock held, a second login.
        Aborted,
        /// This action, method, version, browser, device or mode does not support it.
        Unimplemented,
        /// A fault inside the vendor's server or SDK.
        Internal,
        /// Not reachable or busy for now: network, dispatch, the vendor's own capacity.
        Unavailable,
        /// A file is lost or damaged.
        DataLoss,
        /// A credential arrived and was refused.
        Unauthenticated,
    }
}

impl Category {
    /// Returns the HTTP status that [`google/rpc/code.proto`] maps the category to, 200 to 504.
    ///
    /// `Cancelled` is 499, which the registry of HTTP statuses does not have.
    ///
    /// ```
    /// use rtc_codes::Category;
    ///
    /// assert_eq!(Category::NotFound.http_status(), 404);
    /// assert_eq!(Category::Unavailable.http_status(), 503);
    /// ```
    ///
    /// [`google/rpc/code.proto`]: https://github.com/googleapis/googleapis/blob/master/google/rpc/code.proto
    #[must_use]
    pub const fn http_status(self) -> u16 {
        match self {
            Self::Ok => 200,
            Self::InvalidArgument | Self::FailedPrecondition => 400,
            Self::Unauthenticated => 401,
            Self::PermissionDenied => 403,
            Self::NotFound => 404,
            Self::AlreadyExists | Self::Aborted => 409,
            Self::ResourceExhausted => 429,
            Self::Cancelled => 499,
            Self::Unknown | Self::Internal | Self::DataLoss => 500,
            Self::Unimplemented => 501,
            Self::Unavailable => 503,
            Self::DeadlineExceeded => 504,
        }
    }

    /// Returns the number of the category in `google.rpc.Code` and in gRPC, 0 to 16.
    ///
    /// ```
    /// use rtc_codes::Category;
    ///
    /// assert_eq!(Category::NotFound.grpc_code(), 5);
    /// assert_eq!(Category::Unauthenticated.grpc_code(), 16);
    /// ```
    #[must_use]
    pub const fn grpc_code(self) -> i32 {
        match self {
            Self::Ok => 0,
            Self::Cancelled => 1,
            Self::Unknown => 2,
            Self::InvalidArgument => 3,
            Self::DeadlineExceeded => 4,
            Self::NotFound => 5,
            Self::AlreadyExists => 6,
            Self::PermissionDenied => 7,
            Self::ResourceExhausted => 8,
            Self::FailedPrecondition => 9,
            Self::Aborted => 10,
            // 11 is OUT_OF_RANGE, which no row needs.
            Self::Unimplemented => 12,
            Self::Internal => 13,
            Self::Unavailable => 14,
            Self::DataLoss => 15,
            Self::Unauthenticated => 16,
        }
    }
}
