//! Who must act for a request to succeed.

use super::vocabulary;

vocabulary! {
    /// Who must act for the request to succeed.
    ///
    /// # Examples
    ///
    /// ```
    /// use rtc_codes::{Actor, Code, Domain};
    ///
    /// let occupied = Code::lookup(Domain::TrtcClient, -1102).unwrap();
    /// assert_eq!(occupied.actor(), Actor::EndUser);
    /// ```
    pub Actor, "actor" {
        /// Nobody: there is nothing to do, or it is enough to wait or to send the same again.
        Nobody,
        /// Who writes the calling code: parameters, order of calls, rate, credentials.
        Developer,
        /// Who holds the vendor account: console settings, features, packages.
        Operator,
        /// Who sits at the device: device, permission, browser, network, a click, a seat.
        EndUser,
        /// The vendor: its faults, and faults without advice.
        Vendor,
    }
}
