//! The vocabularies: words that print as they parse, and what they map to.

use rtc_codes::{Actor, Basis, Category, Idempotent, Lang, Retry, Scope, Vendor};

/// Asserts that every word of a vocabulary prints as it parses, and that nothing else does.
macro_rules! assert_words {
    ($Word:ident, $kind:literal, $count:literal) => {
        assert_eq!($Word::ALL.len(), $count);
        for &word in $Word::ALL {
            assert_eq!(word.to_string(), word.as_str());
            assert_eq!(word.as_str().parse(), Ok(word));
            assert_eq!((word.as_ref(), <&str>::from(word)), (word.as_str(), word.as_str()));
            assert!(word.as_str().to_uppercase().parse::<$Word>().is_err());
            assert!(format!("{word} ").parse::<$Word>().is_err());
        }
        let error = "?".parse::<$Word>().unwrap_err();
        let words: Vec<_> = $Word::ALL.iter().map(|word| word.as_str()).collect();
        assert_eq!(error.expected(), words);
        assert_eq!(error.to_string(), format!("unknown {}, expected one of: {}", $kind, words.join(", ")));
    };
}

#[test]
fn words_print_as_they_parse() {
    assert_words!(Actor, "actor", 5);
    assert_words!(Basis, "basis", 2);
    assert_words!(Category, "category", 16);
    assert_words!(Retry, "retry", 8);
    assert_words!(Scope, "scope", 4);
    assert_words!(Vendor, "vendor", 2);
    #[cfg(feature = "zh")]
    assert_words!(Lang, "language", 2);
    #[cfg(not(feature = "zh"))]
    assert_words!(Lang, "language", 1);
}

/// The table of `google/rpc/code.proto`, written out a second time.
#[test]
fn categories_map_as_in_code_proto() {
    let table = [
        ("Ok", 0, 200),
        ("Cancelled", 1, 499),
        ("Unknown", 2, 500),
        ("InvalidArgument", 3, 400),
        ("DeadlineExceeded", 4, 504),
        ("NotFound", 5, 404),
        ("AlreadyExists", 6, 409),
        ("PermissionDenied", 7, 403),
        ("ResourceExhausted", 8, 429),
        ("FailedPrecondition", 9, 400),
        ("Aborted", 10, 409),
        ("Unimplemented", 12, 501),
        ("Internal", 13, 500),
        ("Unavailable", 14, 503),
        ("DataLoss", 15, 500),
        ("Unauthenticated", 16, 401),
    ];
    let ours: Vec<_> = Category::ALL.iter().map(|c| (c.as_str(), c.grpc_code(), c.http_status())).collect();
    assert_eq!(ours, table);
}

#[test]
fn only_a_rate_limit_is_resent_without_idempotence() {
    for &retry in Retry::ALL {
        let (once, twice) = match retry {
            Retry::Throttled => (true, true),
            Retry::Backoff => (false, true),
            _ => (false, false),
        };
        let resent = [Idempotent::No, Idempotent::Yes].map(|idempotent| retry.should_resend(idempotent));
        assert_eq!(resent, [once, twice], "{retry}");
        assert_eq!(retry.is_retryable(), twice, "{retry}");
    }
}

#[cfg(feature = "strum")]
#[test]
fn strum_counts_and_names_every_variant() {
    use rtc_codes::{Code, Domain, ZegoRoom};
    use strum::{EnumCount, IntoEnumIterator, VariantArray, VariantNames};

    assert_eq!(Code::COUNT, Code::ALL.len());
    assert!(Code::iter().eq(Code::ALL.iter().copied()));
    assert_eq!(ZegoRoom::COUNT, ZegoRoom::ALL.len());
    assert!(ZegoRoom::iter().rev().eq(ZegoRoom::ALL.iter().rev().copied()));
    assert_eq!(<ZegoRoom as VariantArray>::VARIANTS, ZegoRoom::ALL);
    let names: Vec<_> = ZegoRoom::iter().map(ZegoRoom::name).collect();
    assert_eq!(<ZegoRoom as VariantNames>::VARIANTS, names);
    let slugs: Vec<_> = Domain::iter().map(Domain::slug).collect();
    assert_eq!(<Domain as VariantNames>::VARIANTS, slugs);
    assert_eq!(<Retry as VariantNames>::VARIANTS[0], "NotNeeded");
}
