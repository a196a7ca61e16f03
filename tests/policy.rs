//! The policy: its upper and lower bounds, and the same waits from the same seed.

use std::time::Duration;

use proptest::prelude::*;
use rtc_codes::{Actor, Answer, Category, Code, Domain, Idempotent, Policy, Retry, Step};

fn any_policy() -> impl Strategy<Value = Policy> {
    (0..12_u32, 0..4_u32, any::<(u32, u32)>(), 0..9_u32).prop_map(|(sends, refreshes, (first, most), slower)| {
        let (first, most) = (Duration::from_micros(first.into()), Duration::from_micros(most.into()));
        Policy::new().sends(sends).refreshes(refreshes).backoff(first, most).slower(slower)
    })
}

fn any_retries() -> impl Strategy<Value = Vec<(Retry, Option<Duration>)>> {
    let retry = (0..Retry::ALL.len()).prop_map(|index| Retry::ALL[index]);
    let pace = proptest::option::of(any::<u32>().prop_map(|micros| Duration::from_micros(micros.into())));
    proptest::collection::vec((retry, pace), 0..40)
}

proptest! {
    #[test]
    fn a_policy_never_sends_more_often_than_it_may(
        policy in any_policy(), yes: bool, seed: u64, sends in 0..12_u32, refreshes in 0..4_u32, retries in any_retries(),
    ) {
        let mut attempts = policy.sends(sends).refreshes(refreshes).start(yes.into(), seed);
        let (mut sent, mut refreshed) = (1, 0);
        for (retry, pace) in retries {
            match attempts.next(retry, pace) {
                Step::Resend { after } => {
                    sent += 1;
                    prop_assert!(retry.should_resend(yes.into()));
                    prop_assert!(after >= pace.unwrap_or_default(), "the pace is a lower bound");
                }
                Step::Refresh => {
                    (sent, refreshed) = (sent + 1, refreshed + 1);
                    prop_assert_eq!(retry, Retry::AfterRefresh);
                }
                Step::GoOn => prop_assert_eq!(retry, Retry::NotNeeded),
                Step::GiveUp => {}
            }
            prop_assert_eq!(attempts.sends(), sent);
        }
        prop_assert!(sent <= sends.max(1));
        prop_assert!(refreshed <= refreshes);
    }

    #[test]
    fn the_same_seed_gives_the_same_waits(policy in any_policy(), seed: u64, retries in any_retries()) {
        let (mut one, mut other) = (policy.start(Idempotent::Yes, seed), policy.start(Idempotent::Yes, seed));
        for (retry, pace) in retries {
            prop_assert_eq!(one.next(retry, pace), other.next(retry, pace));
        }
    }

    #[test]
    fn the_backoff_doubles_up_to_its_limit(seed: u64, throttled: bool) {
        let (first, most) = (Duration::from_millis(100), Duration::from_secs(1));
        let mut attempts = Policy::new().sends(40).backoff(first, most).start(Idempotent::Yes, seed);
        let retry = if throttled { Retry::Throttled } else { Retry::Backoff };
        for resend in 0..39 {
            let Step::Resend { after } = attempts.next(retry, None) else { panic!("there are sends left") };
            let longest = most.min(first.saturating_mul(1 << resend.min(20)));
            let most = if throttled { longest * 5 } else { longest };
            prop_assert!(after <= most);
        }
    }

    #[test]
    fn the_longest_times_do_not_overflow(seed: u64, pace: u64) {
        let mut attempts =
            Policy::new().sends(u32::MAX).backoff(Duration::MAX, Duration::MAX).slower(u32::MAX).start(Idempotent::Yes, seed);
        for _ in 0..40 {
            let step = attempts.next(Retry::Throttled, Some(Duration::from_secs(pace)));
            let is_paced = matches!(step, Step::Resend { after } if after.as_secs() >= pace);
            prop_assert!(is_paced);
        }
    }
}

/// The waits of ten thousand seeds, in ten equal parts of the longest wait: each part has a thousand, plus or minus 13
/// per cent, which is four standard deviations.
#[test]
fn the_jitter_is_spread_evenly() {
    let pace = Duration::from_millis(500);
    let mut parts = [0; 10];
    for seed in 0..10_000 {
        let Step::Resend { after } = Policy::new().start(Idempotent::Yes, seed).next(Retry::Backoff, Some(pace)) else {
            panic!("there are sends left")
        };
        parts[(after.saturating_sub(pace).as_micros() / 10_000) as usize] += 1;
    }
    assert!(parts.iter().all(|part| (870..=1130).contains(part)), "{parts:?}");
}

#[test]
fn a_limit_on_the_rate_makes_the_backoff_so_many_times_as_long() {
    let wait = |slower: u32, retry| Policy::new().slower(slower).start(Idempotent::Yes, 7).next(retry, None);
    let Step::Resend { after } = wait(3, Retry::Backoff) else { panic!("it may be sent again") };
    assert_eq!(wait(1, Retry::Throttled), Step::Resend { after });
    let Step::Resend { after: slower } = wait(3, Retry::Throttled) else { panic!("it may be sent again") };
    assert!(slower.abs_diff(3 * after) < Duration::from_nanos(3), "{slower:?}, not 3 times {after:?}");
}

/// The first numbers of `SplitMix64` from 1234567, as published: every machine and release waits as long.
#[test]
fn a_seed_gives_the_numbers_of_splitmix64() {
    let longest = Duration::from_nanos(u64::MAX) + Duration::from_nanos(1);
    let mut attempts = Policy::new().sends(6).backoff(longest, longest).start(Idempotent::Yes, 1_234_567);
    let waits = std::iter::from_fn(|| match attempts.next(Retry::Backoff, None) {
        Step::Resend { after } => Some(after.as_nanos()),
        Step::Refresh | Step::GoOn | Step::GiveUp => None,
    });
    let published = [
        6_457_827_717_110_365_317,
        3_203_168_211_198_807_973,
        9_817_491_932_198_370_423,
        4_593_380_528_125_082_431,
        16_408_922_859_458_223_821,
    ];
    assert_eq!(waits.collect::<Vec<u128>>(), published);
}

#[test]
fn a_policy_is_made_in_a_const() {
    const STEP: Step = Policy::new().start(Idempotent::No, 1).next(Retry::AfterRefresh, None);
    assert_eq!(STEP, Step::Refresh);
    assert_eq!(Policy::default(), Policy::new());
}

/// The table of `Code::caller_http_status`, written out a second time.
#[test]
fn a_caller_is_not_blamed_for_our_faults() {
    for &code in Code::ALL {
        let (category, ours) = (code.category(), code.actor() != Actor::EndUser);
        let expected = match category {
            _ if code.retry() == Retry::NotNeeded => (200, 0),
            Category::Unauthenticated
            | Category::PermissionDenied
            | Category::InvalidArgument
            | Category::Unimplemented
                if ours =>
            {
                (500, 13)
            }
            Category::ResourceExhausted | Category::Unavailable if ours => (503, 14),
            Category::DeadlineExceeded if ours => (504, 4),
            Category::Internal | Category::Unknown | Category::DataLoss if ours => (502, 13),
            _ => (category.http_status(), category.grpc_code()),
        };
        assert_eq!((code.caller_http_status(), code.caller_grpc_code()), expected, "{code}");
        let answer = Answer::from(code);
        assert_eq!((answer.caller_http_status(), answer.caller_grpc_code()), expected, "{code}");
    }
    let unknown = Answer::of(Domain::ZegoRoom, 103);
    assert_eq!((unknown.caller_http_status(), unknown.caller_grpc_code()), (502, 13));
}
