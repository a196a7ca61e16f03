//! What a limit counts by.

use super::vocabulary;

vocabulary! {
    /// What a limit counts by, if the vendor's page says so.
    ///
    /// # Examples
    ///
    /// ```
    /// use rtc_codes::{Code, Domain, Scope};
    ///
    /// let limited = Code::lookup(Domain::ZegoRoom, 207).unwrap();
    /// assert_eq!(limited.scope(), Some(Scope::Room));
    /// ```
    #[non_exhaustive]
    pub Scope, "scope" {
        /// All requests of one application (`AppId`, `SDKAppID`).
        App,
        /// Requests for one room.
        Room,
        /// Requests of one user.
        User,
        /// Requests for one stream.
        Stream,
    }
}
