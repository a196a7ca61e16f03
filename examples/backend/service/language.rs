//! The caller's `Accept-Language` in, the language of the answer out.

use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;
use rtc_codes::Lang;

/// The language of this build that the caller likes best, English if none fits.
pub fn of(headers: &HeaderMap) -> Lang {
    let headers = headers.get_all(ACCEPT_LANGUAGE).iter().filter_map(|value| value.to_str().ok());
    let mut ranges: Vec<_> = headers.flat_map(|value| value.split(',')).filter_map(range).collect();
    // The sort is stable: of two ranges with the same weight, the first counts.
    ranges.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    let refused = |lang: Lang| ranges.contains(&(lang.as_str(), 0.0));
    let wanted = ranges.iter().filter(|(_, weight)| *weight > 0.0);
    let fitting = |range| Lang::ALL.iter().copied().find(|&lang| fits(range, lang) && !refused(lang));
    wanted.map(|(range, _)| *range).find_map(fitting).unwrap_or_default()
}

/// A language range and its weight, 0 to 1: `zh-CN;q=0.8`.
fn range(text: &str) -> Option<(&str, f32)> {
    let Some((range, weight)) = text.split_once(';') else { return Some((text.trim(), 1.0)) };
    let weight = weight.trim().strip_prefix("q=")?.parse().ok()?;
    (0.0..=1.0).contains(&weight).then_some((range.trim(), weight))
}

/// Whether a range asks for a language: `zh`, `zh-Hans-CN` and `*` do so for Chinese.
fn fits(range: &str, lang: Lang) -> bool {
    let primary = range.split('-').next().unwrap_or(range);
    primary == "*" || primary.eq_ignore_ascii_case(lang.as_str())
}
