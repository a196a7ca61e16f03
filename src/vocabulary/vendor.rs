//! The companies whose interfaces answer with numbers.

use super::vocabulary;

vocabulary! {
    /// The company whose interface answers with the numbers of a domain.
    ///
    /// # Examples
    ///
    /// ```
    /// use rtc_codes::{Domain, Vendor};
    ///
    /// assert_eq!(Domain::ZegoRoom.vendor(), Vendor::Zegocloud);
    /// assert_eq!(Domain::TrtcRest.vendor(), Vendor::Tencent);
    /// ```
    #[non_exhaustive]
    pub Vendor, "vendor" {
        /// ZEGOCLOUD.
        Zegocloud,
        /// Tencent Cloud: TRTC and its RoomKit.
        Tencent,
    }
}
