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
        /// `{"errorCode":1000017,"extendedData":"…"}`: an error of ZEGOCLOUD's Web SDK or Express SDK.
        ZegoExpress,
        /// `{"code":-2105,"message":"…"}`: an error of the clients of RoomKit and Chat, or of ZEGOCLOUD's ZIM SDK.
        Client,
        /// `{"errCode":-3301,"errMsg":"…"}`: a callback of the TRTC engine.
        TrtcEngine,
        /// `{"name":"RtcError","code":5300,"extraCode":5302,"message":"…"}`: an error of the TRTC Web SDK.
        TrtcWeb,
        /// `{"name":"TUICallEngineError","code":-1201,"message_":"…"}`: an error of TRTC's CallKit.
        TrtcCall,
        /// `{"ActionStatus":"OK","ErrorCode":0,"ErrorInfo":""}`: Tencent's REST API.
        TencentRest,
    }
}
