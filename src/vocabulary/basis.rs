//! Where the judgement about a retry comes from.

use super::vocabulary;

vocabulary! {
    /// Whether the vendor's page gives the reason for [`Retry`](crate::Retry), or we inferred it.
    ///
    /// # Examples
    ///
    /// ```
    /// use rtc_codes::{Basis, Code, Domain};
    ///
    /// let expired = Code::lookup(Domain::ZegoCommon, 100000004).unwrap();
    /// assert_eq!(expired.basis(), Basis::Page);
    /// ```
    pub Basis, "basis" {
        /// The page names the step, or says clearly what happened.
        Page,
        /// The page gives no advice, or none that could help; the value follows from what happened.
        Inferred,
    }
}
