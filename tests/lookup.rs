//! Every way from a number or a text to a code, over all rows.

use std::collections::BTreeMap;
use std::error::Error;
use std::mem::size_of;
use std::thread;

use proptest::prelude::*;
use rtc_codes::{
    Code, Domain, Lang, ParseCodeError, TrtcClient, TrtcRest, ZegoCommon, ZegoDigitalHuman, ZegoMedia, ZegoMediaFile,
    ZegoMixing, ZegoModeration, ZegoRoom, ZegoWeb,
};

/// What each domain answers, computed from the rows and the order of its domains; `tests/catalogue.rs` compares both
/// with the tables.
fn answers() -> BTreeMap<(Domain, i64), Code> {
    let mut answers = BTreeMap::new();
    for &domain in Domain::ALL {
        for from in [domain].into_iter().chain(domain.answers_from()) {
            for &code in from.codes() {
                answers.entry((domain, i64::from(code.number()))).or_insert(code);
            }
        }
    }
    answers
}

/// The tests try one of so many rows: Miri takes a thousand times as long for each.
const STEP: usize = if cfg!(miri) { 37 } else { 1 };

#[test]
fn every_number_that_a_domain_answers_with_is_found() {
    let answers = answers();
    for (&(domain, number), &code) in answers.iter().step_by(STEP) {
        assert_eq!(Code::lookup(domain, number), Some(code));
        assert_eq!(Code::try_lookup(domain, number), Ok(code));
        assert_eq!(domain.section_of(number), Some(code.section()));
    }
}

#[test]
fn neighbors_of_listed_numbers_are_not_found() {
    let answers = answers();
    for &(_, number) in answers.keys().step_by(STEP) {
        for neighbor in [number - 1, number + 1, number + (1 << 32), number - (1 << 32), -number, number << 32] {
            for &domain in Domain::ALL {
                assert_eq!(Code::lookup(domain, neighbor), answers.get(&(domain, neighbor)).copied());
            }
        }
    }
}

#[test]
fn numbers_that_no_domain_has_are_not_found() {
    let answers = answers();
    let edges = [i64::MIN, i64::from(i32::MIN), -1 << 32, 1 << 31, 1 << 32, i64::from(i32::MAX), i64::MAX];
    for number in edges.into_iter().chain((-70_000..130_000).step_by(STEP * STEP)) {
        for &domain in Domain::ALL {
            assert_eq!(Code::lookup(domain, number), answers.get(&(domain, number)).copied(), "{domain} {number}");
        }
    }
}

/// Looks up every `i32` in every domain: some four seconds of a core a domain if optimized, half an hour if not.
#[test]
#[ignore = "takes minutes: cargo test --release --test lookup -- --ignored"]
fn every_i32_in_every_domain_is_answered_correctly() {
    let answers = &answers();
    let sweep = |domain| {
        let mut found = 0;
        for number in i32::MIN..=i32::MAX {
            if let Some(code) = Code::lookup(domain, number.into()) {
                assert_eq!(answers.get(&(domain, number.into())), Some(&code));
                found += 1;
            }
        }
        found
    };
    let found: usize = thread::scope(|scope| {
        let sweeps: Vec<_> = Domain::ALL.iter().map(|&domain| scope.spawn(move || sweep(domain))).collect();
        sweeps.into_iter().map(|sweep| sweep.join().expect("every number is answered correctly")).sum()
    });
    assert_eq!(found, answers.len());
}

#[test]
fn a_look_up_is_usable_in_a_const() {
    const GONE: Option<Code> = Code::lookup(Domain::ZegoRoom, 104);
    const MEANS: &str = ZegoRoom::RoomNotFound.description();
    const RETRY: bool = ZegoRoom::AppRateLimited.is_retryable();
    const SECTION: &str = match Domain::ZegoWeb.section_of(1103999) {
        Some(section) => section.slug(),
        None => "",
    };
    assert_eq!(GONE, Some(Code::ZegoRoom(ZegoRoom::RoomNotFound)));
    assert_eq!((MEANS, RETRY, SECTION), ("room does not exist", true, "publish"));
}

#[test]
fn an_unknown_code_keeps_what_was_asked() {
    let unknown = Code::try_lookup(Domain::ZegoWeb, 1103999).unwrap_err();
    assert_eq!((unknown.domain(), unknown.number()), (Domain::ZegoWeb, 1103999));
    assert_eq!(unknown.section(), Domain::ZegoWeb.section_of(1103999));
    assert_eq!(format!("{:?}", unknown.section().unwrap()), "Section(zego-web/publish)");
}

#[test]
fn a_code_has_8_bytes() {
    assert_eq!(size_of::<Code>(), 8);
    assert_eq!(size_of::<Option<Code>>(), 8);
    assert_eq!(size_of::<ZegoWeb>(), 4);
}

#[test]
fn resolve_finds_every_own_meaning() {
    let mut expected = BTreeMap::<i64, Vec<Code>>::new();
    for &code in Code::ALL {
        expected.entry(code.number().into()).or_default().push(code);
    }
    for (number, codes) in expected.into_iter().step_by(STEP) {
        assert_eq!(Code::resolve(number).collect::<Vec<_>>(), codes);
    }
    assert_eq!(Code::resolve(i64::MIN).count(), 0);
}

/// Asserts what holds for the enum of a domain.
macro_rules! domain_enums {
    ($($Domain:ident)+) => {
        #[test]
        fn every_domain_has_an_enum_of_its_own_rows() {
            $(
                assert_eq!($Domain::ALL.len(), Domain::$Domain.codes().len());
                for (&own, &code) in $Domain::ALL.iter().zip(Domain::$Domain.codes()).step_by(STEP) {
                    let number = own as i32;
                    assert_eq!(Code::$Domain(own), code);
                    assert_eq!((own.code(), Code::from(own)), (code, code));
                    assert_eq!((i32::from(own), i32::from(code)), (number, number));
                    assert_eq!((i64::from(own), i64::from(code)), (number.into(), number.into()));
                    assert_eq!($Domain::try_from(code), Ok(own));
                    assert!(own == code && code == own);
                    assert_eq!(($Domain::try_from(number), $Domain::try_from(i64::from(number))), (Ok(own), Ok(own)));
                    assert_eq!(format!("{own:?}"), code.name());
                    assert_eq!(own.to_string(), code.to_string());
                    assert_eq!((own.domain(), own.number(), own.name()), (code.domain(), code.number(), code.name()));
                    assert_eq!((own.slug(), own.symbol()), (code.slug(), code.symbol()));
                    assert_eq!((own.section(), own.category()), (code.section(), code.category()));
                    assert_eq!((own.retry(), own.basis(), own.actor()), (code.retry(), code.basis(), code.actor()));
                    assert_eq!((own.escalate(), own.pace(), own.scope()), (code.escalate(), code.pace(), code.scope()));
                    assert_eq!((own.description(), own.cause()), (code.description(), code.cause()));
                    assert_eq!((own.action(), own.note()), (code.action(), code.note()));
                    assert_eq!(own.text(Lang::En), code.text(Lang::En));
                    assert_eq!(own.equivalents(), code.equivalents());
                    assert_eq!((own.is_success(), own.is_retryable()), (code.is_success(), code.is_retryable()));
                    assert!(own.is_equivalent(code));
                }
                let unlisted = $Domain::try_from(1_i64 << 40).unwrap_err();
                assert_eq!((unlisted.domain(), unlisted.number()), (Domain::$Domain, 1 << 40));
            )+
        }
    };
}

domain_enums! {
    TrtcClient TrtcRest ZegoCommon ZegoDigitalHuman ZegoMedia ZegoMediaFile ZegoMixing ZegoModeration ZegoRoom ZegoWeb
}

#[cfg(feature = "zego-services")]
#[test]
fn a_number_means_in_each_product_what_its_page_says() {
    let description = |domain, number| Code::lookup(domain, number).unwrap().description();
    assert_eq!(description(Domain::ZegoAiAgent, 410001002), "AI agent instance does not exist");
    assert_eq!(description(Domain::ZegoAsr, 410001002), "speech recognition task does not exist");
    assert_eq!(description(Domain::ZegoRoom, 3), "parameter is too long");
    assert_eq!(description(Domain::ZegoMediaFile, 3), "required permission is not enabled");
    assert_eq!(description(Domain::ZegoZim, 3), "authentication failed");
    // The gateway's numbers are answered from one table in all products.
    for domain in [Domain::ZegoAiAgent, Domain::ZegoAsr, Domain::ZegoZim, Domain::ZegoSuperBoard] {
        assert_eq!(Code::lookup(domain, 100000012), Some(ZegoCommon::ReadBodyFailed.code()), "{domain}");
    }
    assert_eq!(Code::lookup(Domain::ZegoAiAgentEvent, 100000012), None);
}

#[test]
fn conversion_into_an_enum_stays_with_its_own_rows() {
    assert!(Code::lookup(Domain::ZegoModeration, 104).is_some());
    assert!(ZegoModeration::try_from(104).is_err());
    assert_eq!(ZegoModeration::try_from(ZegoRoom::RoomNotFound.code()), Err(ZegoRoom::RoomNotFound.code()));
    assert!(ZegoRoom::RoomNotFound != ZegoRoom::Success.code() && ZegoRoom::Success.code() != ZegoRoom::RoomNotFound);
}

#[test]
fn every_code_is_parsed_from_slug_number_and_symbol() {
    for &code in Code::ALL.iter().step_by(STEP) {
        assert_eq!(code.slug().parse(), Ok(code));
        assert_eq!(format!("{}/{}", code.domain(), code.number()).parse(), Ok(code));
    }
    let mut symbols = BTreeMap::<(Domain, &str), Vec<Code>>::new();
    for &code in Code::ALL {
        if let Some(symbol) = code.symbol() {
            symbols.entry((code.domain(), symbol)).or_default().push(code);
        }
    }
    for ((domain, symbol), codes) in symbols.into_iter().step_by(STEP) {
        let text = format!("{domain}/{symbol}");
        match codes.as_slice() {
            [code] => assert_eq!(text.parse(), Ok(*code)),
            _ => assert_eq!(text.parse::<Code>(), Err(ParseCodeError::Name(domain)), "{text}"),
        }
    }
}

#[test]
fn nothing_else_is_parsed() {
    for text in [
        "",
        "/",
        "104",
        "zego-room",
        "zego-room/",
        "zego-room/104 ",
        " zego-room/104",
        "zego-room/ 104",
        "zego-room/+104",
        "zego-room/0104",
        "zego-room/-0",
        "zego-room/00",
        "zego-room/1_04",
        "zego-room/104.0",
        "zego-room/１０４",
        "zego-room/103",
        "zego-room/9223372036854775808",
        "Zego-Room/104",
        "zego_room/104",
        "zego-room/Room-Not-Found",
        "zego-room/RoomNotFound",
        "trtc-client/err_camera_occupied",
        "zego-web/ERR_CAMERA_OCCUPIED",
        "zego-room/zego-room/104",
        "zego-moderation/room-not-found",
    ] {
        assert!(text.parse::<Code>().is_err(), "{text:?}");
    }
}

#[test]
fn a_number_is_parsed_as_it_is_looked_up() {
    for ((domain, number), code) in answers().into_iter().step_by(STEP) {
        assert_eq!(format!("{domain}/{number}").parse(), Ok(code));
    }
}

#[track_caller]
fn assert_parse_error(text: &str, message: &str) {
    assert_eq!(text.parse::<Code>().unwrap_err().to_string(), message);
}

#[test]
fn parse_errors_say_what_to_do() {
    assert_parse_error("104", "no domain: write `zego-room/104` or `zego-room/room-not-found`");
    assert_parse_error(
        "zego/104",
        &format!(
            "unknown domain, expected one of: {}",
            Domain::ALL.iter().map(|it| it.slug()).collect::<Vec<_>>().join(", ")
        ),
    );
    assert_parse_error("zego-web/1103999", "unknown zego-web code 1103999 (publish)");
    assert_parse_error("zego-room/gone", "no zego-room code has this name, and only one may have this symbol");
    assert_parse_error("zego-web/APPID_INVALID", "no zego-web code has this name, and only one may have this symbol");
}

#[test]
fn display_is_number_first() {
    assert_eq!(ZegoRoom::RoomNotFound.code().to_string(), "zego-room 104: room does not exist");
    for &code in Code::ALL.iter().step_by(STEP) {
        assert_eq!(code.to_string(), format!("{} {}: {}", code.domain(), code.number(), code.description()));
    }
    let unknown = |domain, number| Code::try_lookup(domain, number).unwrap_err().to_string();
    assert_eq!(unknown(Domain::ZegoWeb, 1103999), "unknown zego-web code 1103999 (publish)");
    assert_eq!(unknown(Domain::ZegoRoom, 103), "unknown zego-room code 103");
    assert_eq!(unknown(Domain::TrtcClient, i64::MIN), "unknown trtc-client code -9223372036854775808");
}

#[test]
fn codes_are_errors() {
    let errors: [Box<dyn Error + Send + Sync>; 3] = [
        ZegoRoom::RoomNotFound.into(),
        ZegoRoom::RoomNotFound.code().into(),
        Code::try_lookup(Domain::ZegoRoom, 103).unwrap_err().into(),
    ];
    for error in errors {
        assert!(error.source().is_none());
    }
}

#[test]
fn domains_parse_as_they_print() {
    for &domain in Domain::ALL {
        assert_eq!(domain.to_string(), domain.slug());
        assert_eq!(domain.slug().parse(), Ok(domain));
        assert_eq!(format!("[{domain:30}]").len(), 32, "padding is kept");
    }
    assert!("ZegoRoom".parse::<Domain>().is_err());
}

proptest! {
    #[test]
    fn any_number_is_found_exactly_if_it_is_listed(number: i64) {
        let answers = answers();
        for &domain in Domain::ALL {
            prop_assert_eq!(Code::lookup(domain, number), answers.get(&(domain, number)).copied());
        }
    }

    /// Beyond `i32` nothing is listed, whatever a hash that drops bits would find.
    #[test]
    fn a_number_that_shares_bits_with_a_listed_one_is_another(at in 0..Code::ALL.len(), high: i32, bits in 0..63_u32) {
        let listed = i64::from(Code::ALL[at].number());
        let far = listed.wrapping_add(i64::from(high) << 32);
        for number in [far, listed ^ 1 << bits, listed.rotate_left(bits), far ^ 1 << bits] {
            let is_listed = |domain: Domain| {
                let mut answering = [domain].into_iter().chain(domain.answers_from());
                answering.any(|domain| domain.codes().iter().any(|code| i64::from(code.number()) == number))
            };
            for &domain in Domain::ALL {
                prop_assert_eq!(Code::lookup(domain, number).is_some(), is_listed(domain), "{} {}", domain, number);
            }
        }
    }

    #[test]
    fn any_text_is_parsed_or_refused(text: String) {
        prop_assert!(text.parse::<Code>().is_err());
    }

    #[test]
    fn any_text_after_a_domain_is_a_number_or_refused(index in 0..Domain::ALL.len(), text in "[-+0-9 _a-z]{0,12}") {
        let domain = Domain::ALL[index];
        let number = text.parse::<i64>().ok().filter(|number| number.to_string() == text);
        let expected = number.and_then(|number| Code::lookup(domain, number));
        let path = format!("{domain}/{text}");
        if let Ok(code) = path.parse::<Code>() {
            prop_assert!(Some(code) == expected || code.slug() == path);
        } else {
            prop_assert_eq!(expected, None);
        }
    }
}
