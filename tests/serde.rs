//! Every public type through JSON, which describes itself, and postcard, which does not.

use std::fmt::Debug;

use rtc_codes::{
    Actor, Answer, Basis, Category, Code, Domain, Lang, Retry, Scope, Section, TrtcClient, UnknownCode, Vendor,
    ZegoModeration, ZegoRoom, ZegoWeb,
};
use serde::de::DeserializeOwned;
use serde::de::value::{self, MapDeserializer};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Asserts what a value is in JSON, and that both formats give it back.
#[track_caller]
fn assert_both<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T, expected: &Value) {
    assert_eq!(serde_json::to_value(value).unwrap(), *expected);
    assert_eq!(serde_json::from_value::<T>(expected.clone()).unwrap(), *value);
    assert_eq!(serde_json::from_str::<T>(&expected.to_string()).unwrap(), *value);
    let bytes = postcard::to_stdvec(value).unwrap();
    assert_eq!(postcard::from_bytes::<T>(&bytes).unwrap(), *value);
}

#[track_caller]
fn assert_refused<T: DeserializeOwned + Debug>(json: &str, message: &str) {
    let error = serde_json::from_str::<T>(json).unwrap_err().to_string();
    assert!(error.starts_with(message), "{error}");
}

#[test]
fn a_code_is_its_domain_and_number() {
    for &code in Code::ALL {
        assert_both(&code, &json!({"domain": code.domain().slug(), "number": code.number()}));
        assert_eq!(serde_json::from_value::<Code>(json!(code.slug())).unwrap(), code);
    }
}

#[test]
fn a_code_is_read_in_any_order_and_as_its_domain_means_it() {
    let room = ZegoRoom::RoomNotFound.code();
    assert_eq!(serde_json::from_str::<Code>(r#"{"number":104,"domain":"zego-room"}"#).unwrap(), room);
    assert_eq!(serde_json::from_str::<Code>(r#"{"domain":"zego-moderation","number":104}"#).unwrap(), room);
    assert_eq!(serde_json::from_str::<Code>(r#""zego-room/104""#).unwrap(), room);
    let escaped = serde_json::from_str::<Code>(r#"{"d\u006fmain":"zego\u002droom","number":104}"#).unwrap();
    assert_eq!(escaped, room);
}

#[test]
fn a_domains_code_is_its_number() {
    for &code in ZegoWeb::ALL {
        assert_both(&code, &json!(code.number()));
    }
    for &code in TrtcClient::ALL {
        assert_both(&code, &json!(code.number()));
    }
}

#[test]
fn unknown_numbers_are_refused_with_the_number() {
    assert_refused::<ZegoRoom>("103", "unknown zego-room code 103");
    assert_refused::<ZegoRoom>("4294967400", "unknown zego-room code 4294967400");
    assert_refused::<ZegoModeration>("104", "unknown zego-moderation code 104 (room), a code of zego-room");
    assert_refused::<ZegoRoom>("18446744073709551615", "invalid value: integer `18446744073709551615`");
    assert_refused::<ZegoRoom>("104.0", "invalid type: floating point `104.0`, expected a number");
    assert_refused::<ZegoRoom>(r#""104""#, "invalid type: string \"104\", expected a number");
    assert_refused::<Code>(r#"{"domain":"zego-web","number":1103999}"#, "unknown zego-web code 1103999 (publish)");
    assert_refused::<Code>(r#""zego-web/1103999""#, "unknown zego-web code 1103999 (publish)");
    assert_refused::<Code>(r#"{"domain":"zego","number":104}"#, "unknown domain, expected one of: zego-common, ");
    assert_refused::<Code>(r#"{"domain":"zego-room"}"#, "missing field `number`");
    assert_refused::<Code>(r#"{"number":104}"#, "missing field `domain`");
    assert_refused::<Code>(r#"{"domain":"zego-room","number":104,"number":105}"#, "duplicate field `number`");
    assert_refused::<Code>(r#"{"domain":"zego-room","domain":"zego-web","number":0}"#, "duplicate field `domain`");
    assert_refused::<Code>(r#"{"domain":"zego-room","number":104,"x":1}"#, "unknown field `x`");
    assert_refused::<Code>("104", "invalid type: integer `104`, expected a code: its domain and number, or its slug");
    assert_refused::<UnknownCode>("104", "invalid type: integer `104`, expected a domain and a number");
    assert_refused::<Domain>("104", "invalid type: integer `104`, expected a domain");
    assert_refused::<Retry>("null", "invalid type: null, expected a retry");
    let pair = r#"{"domain":"zego-room","number":104}"#;
    assert_refused::<Code>(&pair.replace("number", r"n\u0075mbers"), "unknown field `numbers`");

    let numbered = MapDeserializer::<_, value::Error>::new([(0, 104)].into_iter());
    let error = UnknownCode::deserialize(numbered).unwrap_err().to_string();
    assert_eq!(error, "invalid type: integer `0`, expected `domain` or `number`");

    let unknown = Code::try_lookup(Domain::ZegoRoom, 103).unwrap_err();
    let bytes = postcard::to_stdvec(&("zego-room", 103_i32)).unwrap();
    assert!(postcard::from_bytes::<Code>(&bytes).is_err());
    let bytes = postcard::to_stdvec(&103_i32).unwrap();
    assert!(postcard::from_bytes::<ZegoRoom>(&bytes).is_err());
    assert_both(&unknown, &json!({"domain": "zego-room", "number": 103}));
    assert_both(&Answer::from(unknown), &json!({"domain": "zego-room", "number": 103}));
    assert_both(
        &Code::try_lookup(Domain::TrtcClient, i64::MIN).unwrap_err(),
        &json!({"domain": "trtc-client", "number": i64::MIN}),
    );
    let listed = json!({"domain": "zego-room", "number": 104}).to_string();
    assert_refused::<UnknownCode>(&listed, "not unknown: zego-room 104: ");
    assert_both(&Answer::from(ZegoRoom::RoomNotFound.code()), &json!({"domain": "zego-room", "number": 104}));
}

#[test]
fn vocabularies_are_their_words() {
    fn assert_words<T: Serialize + DeserializeOwned + PartialEq + Debug + ToString>(words: &[T]) {
        for word in words {
            assert_both(word, &json!(word.to_string()));
        }
        assert!(serde_json::from_str::<T>(r#""?""#).unwrap_err().to_string().starts_with("unknown "));
    }
    assert_words(Actor::ALL);
    assert_words(Basis::ALL);
    assert_words(Category::ALL);
    assert_words(Domain::ALL);
    assert_words(Lang::ALL);
    assert_words(Retry::ALL);
    assert_words(Scope::ALL);
    assert_words(Vendor::ALL);
}

#[test]
fn a_section_names_its_domain_too() {
    for &domain in Domain::ALL {
        for &section in domain.sections() {
            assert_both(&section, &json!(format!("{domain}/{section}")));
        }
    }
    assert_refused::<Section>(r#""publish""#, "no domain: write a section as `zego-web/publish`");
    assert_refused::<Section>(r#""zego/publish""#, "unknown domain, expected one of: zego-common, ");
    assert_refused::<Section>(r#""zego-room/publish""#, "no such section in zego-room, expected one of: room");
}

#[test]
fn texts_are_written_with_null_for_what_they_lack() {
    let text = ZegoRoom::Success.text(Lang::En);
    let expected = json!({"description": text.description(), "cause": null, "action": null, "note": null});
    assert_eq!(serde_json::to_value(text).unwrap(), expected);
}
