//! The envelope: what surrounds a result on the wire.

use super::vocabulary;

vocabulary! {
    /// The shape of a product's replies: which keys hold the number, the message and the result.
    ///
    /// `src/response/keys.rs` has the keys of each.
    pub(crate) Envelope, "envelope" {
        /// `{"Code":0,"Data":{…},"Message":"success"}`: the ZEGOCLOUD server API.
        ZegoServer,
        /// `{"Code":0,"Message":"success","ErrorList":[…]}`: the ZEGOCLOUD server API of ZIM, without `Data`.
        ZegoZim,
        /// `{"Event":"Exception","Data":{"Code":1203,"Message":"…"}}`: what ZEGOCLOUD sends to a backend's callback.
        ZegoEvent,
        /// `{"errorCode":1000017,"extendedData":"…"}`: an error of the ZEGOCLOUD Web SDK.
        ZegoWeb,
        /// `{"code":-2105,"message":"…"}`: an error of TRTC's RoomKit client.
        TrtcClient,
        /// `{"ActionStatus":"OK","ErrorCode":0,"ErrorInfo":""}`: Tencent's REST API.
        TencentRest,
    }
}
