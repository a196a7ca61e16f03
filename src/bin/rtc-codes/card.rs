//! A code in, a card out: aligned lines, wrapped to the width of the terminal.

use std::io::{self, Write};
use std::time::Duration;

use anstyle::{AnsiColor, Style};
use rtc_codes::{Actor, Basis, Code, Domain, Lang, Limit, Retry, Scope};
use textwrap::core::display_width;

use crate::screen;

/// The least that is left for the texts beside the labels.
const MIN_TEXT: usize = 16;

/// Prints what is known about a code.
pub fn print(code: Code, lang: Lang, out: &mut impl Write) -> io::Result<()> {
    let width = screen::reading_width(&io::stdout());
    let (bold, dim) = (Style::new().bold(), Style::new().dimmed());
    let key = format!("{} {}", code.domain(), code.number());
    let mut head =
        vec![(key.as_str(), format!("{bold}{key}{bold:#}")), (code.name(), format!("{bold}{}{bold:#}", code.name()))];
    head.extend(code.symbol().map(|symbol| (symbol, format!("{dim}{symbol}{dim:#}"))));
    writeln!(out, "{}", screen::side_by_side(&head, width))?;

    let text = code.text(lang);
    let say = |en, zh| in_language(lang, en, zh);
    let plain = Style::new();
    let mut lines: Vec<(&str, Style, String)> = vec![(say("Means", "含义"), bold, text.description().to_owned())];
    let mut add = |label, style, value: Option<String>| lines.extend(value.map(|value| (label, style, value)));
    add(say("Cause", "原因"), plain, text.cause().map(str::to_owned));
    add(say("Do", "处理"), plain, text.action().map(str::to_owned));
    add(say("Retry", "重试"), retry_style(code.retry()), Some(retry_of(code, lang)));
    add(say("Who acts", "由谁处理"), plain, Some(actor(code.actor(), lang).to_owned()));
    add(say("Limit", "限制"), plain, limit(code, lang));
    add(say("Note", "备注"), plain, text.note().map(str::to_owned));
    add(say("Kind", "类别"), dim, Some(kind(code)));
    add(say("Section", "分类"), dim, Some(format!("{} ({})", code.section(), code.section().title())));
    add(say("Arrives", "返回位置"), dim, code.section().note_in(lang).map(str::to_owned));
    let retired = say("the vendor's page no longer lists it", "厂商文档已不再列出");
    add(say("Retired", "已停用"), dim, code.is_retired().then(|| retired.to_owned()));
    add(say("Same as", "等同于"), dim, equivalents(code));
    add(say("Also in", "另见于"), dim, also_in(code));

    let indent = lines.iter().map(|(label, ..)| display_width(label)).max().unwrap_or(0) + 4;
    for (label, style, value) in &lines {
        let mut margin = format!("  {label}{}", " ".repeat(indent - 2 - display_width(label)));
        for line in screen::lines(value, width.saturating_sub(indent).max(MIN_TEXT)) {
            writeln!(out, "{dim}{margin}{dim:#}{style}{line}{style:#}")?;
            margin = " ".repeat(indent);
        }
    }
    let label = say("Source", "来源");
    let margin = format!("  {label}{}", " ".repeat(indent - 2 - display_width(label)));
    let (url, date) = (code.domain().source_url(), code.domain().source_date());
    let dated = date.map(|date| format!(" ({date})")).unwrap_or_default();
    let fits = |width| indent + url.len() + dated.len() <= width;
    if screen::width_of(&io::stdout()).is_none_or(fits) {
        return writeln!(out, "{dim}{margin}{url}{dated}{dim:#}");
    }
    // An address stays whole, so that it can be clicked and copied.
    match date {
        Some(date) => writeln!(out, "{dim}{margin}{date}{dim:#}")?,
        None => writeln!(out, "{dim}  {label}{dim:#}")?,
    }
    writeln!(out, "{dim}{url}{dim:#}")
}

fn retry_style(retry: Retry) -> Style {
    let color = match retry {
        Retry::NotNeeded | Retry::Throttled | Retry::Backoff => AnsiColor::Green,
        Retry::AfterRefresh | Retry::AfterChange | Retry::AfterState => AnsiColor::Yellow,
        Retry::Never | Retry::Unspecified => AnsiColor::Red,
    };
    color.on_default().bold()
}

/// The text of a language; of one that the card does not speak, the English.
pub fn in_language<T>(lang: Lang, en: T, zh: T) -> T {
    if lang == Lang::Zh { zh } else { en }
}

fn retry_of(code: Code, lang: Lang) -> String {
    let inferred = match code.basis() {
        Basis::Page => "",
        Basis::Inferred => in_language(lang, " (inferred)", "（推断）"),
    };
    format!("{}{}{}{inferred}", code.retry(), in_language(lang, ": ", "："), retry(code.retry(), lang))
}

/// What a retry asks for.
pub fn retry(retry: Retry, lang: Lang) -> &'static str {
    let (en, zh) = match retry {
        Retry::NotNeeded => ("no need: go on", "无需重试，可继续"),
        Retry::Throttled => ("yes, later and slower", "可以，稍后以更低的频率重发"),
        Retry::Backoff => (
            "yes, with exponential backoff, if the request may safely take effect twice",
            "可以，若请求重复生效无害，用指数退避重发",
        ),
        Retry::AfterRefresh => ("after the credential has been refreshed, once", "更新凭证后再发，仅一次"),
        Retry::AfterChange => ("after another value has been picked", "换一个值后再发"),
        Retry::AfterState => ("once the state that it needs has come about", "等所需的状态就绪后再发"),
        Retry::Never => ("no, it keeps failing until a person corrects it", "不要重试，须先由人修正"),
        Retry::Unspecified => (
            "the number does not say; first find out whether the request took effect",
            "该错误码未说明，先确认请求是否已生效",
        ),
    };
    in_language(lang, en, zh)
}

/// Who an actor is.
pub fn actor(actor: Actor, lang: Lang) -> &'static str {
    let (en, zh) = match actor {
        Actor::Nobody => ("nobody: wait, or send again", "无需人工处理：等待或重发即可"),
        Actor::Developer => ("the developer: the calling code", "开发者：调用方代码"),
        Actor::Operator => ("the operator: who holds the vendor account", "运营者：云账号持有人"),
        Actor::EndUser => ("the end user: who sits at the device or in the room", "最终用户：设备使用者或房间内的用户"),
        Actor::Vendor => ("the vendor", "厂商"),
    };
    in_language(lang, en, zh)
}

/// The pace and the scope of a limit, where the page gives either.
pub fn limit(code: Code, lang: Lang) -> Option<String> {
    let pace = code.pace().map(|pace| {
        let pace = time(pace, lang);
        in_language(lang, format!("at least {pace} between two requests"), format!("两次请求至少间隔 {pace}"))
    });
    let parts: Vec<String> = pace.into_iter().chain(code.scope().map(|scope| counted_by(scope, lang))).collect();
    (!parts.is_empty()).then(|| parts.join(in_language(lang, ", ", "，")))
}

/// A documented rate: `20 requests a second, counted by app`.
pub fn rate(limit: Limit, lang: Lang) -> String {
    let (requests, per) = (limit.requests(), time(limit.per(), lang));
    let plural = if requests == 1 { "" } else { "s" };
    let rate = in_language(lang, format!("{requests} request{plural} in {per}"), format!("{per}内 {requests} 次"));
    let scope = limit.scope().map(|scope| format!("{}{}", in_language(lang, ", ", "，"), counted_by(scope, lang)));
    rate + &scope.unwrap_or_default()
}

fn time(time: Duration, lang: Lang) -> String {
    let (number, unit) = match time.as_millis() {
        ms if !ms.is_multiple_of(1000) => (ms, ("ms", "毫秒")),
        ms if !ms.is_multiple_of(60_000) => (ms / 1000, ("s", "秒")),
        ms if !ms.is_multiple_of(3_600_000) => (ms / 60_000, ("min", "分钟")),
        ms => (ms / 3_600_000, ("h", "小时")),
    };
    format!("{number} {}", in_language(lang, unit.0, unit.1))
}

fn counted_by(scope: Scope, lang: Lang) -> String {
    let (en, zh) = match scope {
        Scope::App => ("counted by app", "按应用计"),
        Scope::Room => ("counted by room", "按房间计"),
        Scope::User => ("counted by user", "按用户计"),
        // Not reached: no row has it yet.
        Scope::Stream => ("counted by stream", "按流计"),
        // Not reached: the library has no other one yet, but may.
        other => (other.as_str(), other.as_str()),
    };
    in_language(lang, en, zh).to_owned()
}

fn kind(code: Code) -> String {
    let category = code.category();
    format!("{category}, HTTP {}, gRPC {}", category.http_status(), category.grpc_code())
}

fn equivalents(code: Code) -> Option<String> {
    let names: Vec<String> =
        code.equivalents().iter().map(|code| format!("{} {}", code.domain(), code.number())).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// The other domains that answer with the same row.
pub fn also_in(code: Code) -> Option<String> {
    let answers =
        |domain: &Domain| *domain != code.domain() && Code::lookup(*domain, code.number().into()) == Some(code);
    let domains: Vec<&str> = Domain::ALL.iter().copied().filter(answers).map(Domain::slug).collect();
    (!domains.is_empty()).then(|| domains.join(", "))
}
