//! Answers: total, with the documented fallbacks, and read back from what they write.

use rtc_codes::{Actor, Answer, Category, Code, Domain, ParseCodeError, Retry, ZegoModeration, ZegoRoom};

#[test]
fn a_known_answer_says_what_its_code_says() {
    for &code in Code::ALL {
        let answer = Answer::from(code);
        assert_eq!(answer, Answer::of(code.domain(), code.number().into()));
        assert_eq!(answer.code(), Some(code));
        assert_eq!((answer.domain(), answer.number()), (code.domain(), code.number().into()));
        assert_eq!((answer.section(), answer.is_success()), (Some(code.section()), code.is_success()));
        assert_eq!((answer.category(), answer.retry()), (code.category(), code.retry()));
        assert_eq!((answer.actor(), answer.pace()), (code.actor(), code.pace()));
        assert_eq!((answer.description(), answer.action()), (code.description(), code.action()));
        assert_eq!((answer.label(), answer.to_string()), (code.slug(), code.to_string()));
        assert_eq!(answer.key().to_string().parse(), Ok(answer));
        assert_eq!(code.slug().parse(), Ok(answer));
    }
}

#[test]
fn a_number_of_another_domains_rows_is_known_as_an_answer() {
    let error = ZegoModeration::try_from(104).unwrap_err();
    assert_eq!(Answer::from(error), ZegoRoom::RoomNotFound.code().into());
}

#[test]
fn an_unknown_answer_has_the_documented_fallbacks() {
    for &domain in Domain::ALL {
        for number in [i64::MIN, -987_654_321, 987_654_321, i64::MAX] {
            let answer = Answer::of(domain, number);
            let unknown = Code::try_lookup(domain, number).unwrap_err();
            assert_eq!(answer, Answer::from(unknown));
            assert_eq!((answer.code(), answer.domain(), answer.number()), (None, domain, number));
            assert_eq!((answer.section(), answer.is_success()), (domain.section_of(number), false));
            assert_eq!((answer.category(), answer.retry()), (Category::Unknown, Retry::Unspecified));
            assert_eq!((answer.actor(), answer.pace()), (Actor::Developer, None));
            assert_eq!((answer.description(), answer.label()), ("unknown code", "_OTHER"));
            assert!(answer.action().is_some_and(|action| action.starts_with("Look the number up")));
            assert_eq!(answer.to_string(), unknown.to_string());
            assert_eq!(answer.key().to_string().parse(), Ok(answer));
        }
    }
}

#[test]
fn what_names_no_domain_or_no_code_is_no_answer() {
    assert_eq!("104".parse::<Answer>(), Err(ParseCodeError::NoDomain));
    assert_eq!("zego-room/gone".parse::<Answer>(), Err(ParseCodeError::Name(Domain::ZegoRoom)));
    assert!("zego-room/9223372036854775808".parse::<Answer>().is_err());
    assert!(std::error::Error::source(&Answer::from(ZegoRoom::RoomNotFound.code())).is_none());
}

#[test]
fn a_domain_is_its_slug_in_every_way() {
    for &domain in Domain::ALL {
        assert_eq!(
            (domain.as_str(), domain.as_ref(), <&str>::from(domain)),
            (domain.slug(), domain.slug(), domain.slug())
        );
    }
}
