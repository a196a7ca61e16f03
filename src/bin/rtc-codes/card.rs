//! A code as somebody reads it at three in the morning: aligned lines, wrapped to the width of the terminal.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use rtc_codes::{Actor, Basis, Code, Lang, Retry, Scope};
use textwrap::core::display_width;
use textwrap::{Options, WordSeparator, WordSplitter};

/// The widest line that reads well.
const WIDEST: usize = 100;
/// A label, two blanks, and enough for a word or two.
const NARROWEST: usize = 40;

/// Prints what is known about a code.
pub fn print(code: Code, lang: Lang, out: &mut impl Write) -> io::Result<()> {
    let (bold, dim) = (Style::new().bold(), Style::new().dimmed());
    let symbol = code.symbol().map(|symbol| format!("  {symbol}")).unwrap_or_default();
    writeln!(out, "{bold}{} {}  {}{bold:#}{dim}{symbol}{dim:#}", code.domain(), code.number(), code.name())?;

    let text = code.text(lang);
    let zh = lang != Lang::En;
    let say = |en: &'static str, chinese: &'static str| if zh { chinese } else { en };
    let plain = Style::new();
    let mut lines: Vec<(&str, Style, String)> = vec![(say("Means", "含义"), bold, text.description().to_owned())];
    let mut add = |label, style, value: Option<String>| lines.extend(value.map(|value| (label, style, value)));
    add(say("Cause", "原因"), plain, text.cause().map(str::to_owned));
    add(say("Do", "处理"), plain, text.action().map(str::to_owned));
    add(say("Retry", "重试"), retry_style(code.retry()), Some(retry(code, zh)));
    add(say("Who acts", "由谁处理"), plain, Some(actor(code.actor(), zh)));
    add(say("Limit", "限制"), plain, limit(code, zh));
    add(say("Note", "备注"), plain, text.note().map(str::to_owned));
    add(say("Kind", "类别"), dim, Some(kind(code)));
    add(say("Section", "分类"), dim, Some(format!("{} ({})", code.section(), code.section().title())));
    add(say("Same as", "等同于"), dim, equivalents(code));

    let indent = lines.iter().map(|(label, ..)| display_width(label)).max().unwrap_or(0) + 4;
    let options = Options::new(textwrap::termwidth().clamp(NARROWEST, WIDEST) - indent)
        .word_separator(WordSeparator::UnicodeBreakProperties)
        .word_splitter(WordSplitter::NoHyphenation)
        .break_words(false);
    for (label, style, value) in &lines {
        let mut margin = format!("  {label}{}", " ".repeat(indent - 2 - display_width(label)));
        for line in textwrap::wrap(value, &options) {
            writeln!(out, "{dim}{margin}{dim:#}{style}{line}{style:#}")?;
            margin = " ".repeat(indent);
        }
    }
    // An address stays whole, so that it can be clicked and copied.
    let label = say("Source", "来源");
    writeln!(out, "{dim}  {label}{}{}{dim:#}", " ".repeat(indent - 2 - display_width(label)), source(code))
}

fn retry_style(retry: Retry) -> Style {
    let color = match retry {
        Retry::NotNeeded | Retry::Throttled | Retry::Backoff => AnsiColor::Green,
        Retry::AfterRefresh | Retry::AfterChange | Retry::AfterState => AnsiColor::Yellow,
        Retry::Never | Retry::Unspecified => AnsiColor::Red,
    };
    color.on_default().bold()
}

fn retry(code: Code, zh: bool) -> String {
    let (en, chinese) = match code.retry() {
        Retry::NotNeeded => ("no need: go on", "无需重试，可继续"),
        Retry::Throttled => ("yes, later and slower", "可以，稍后以更低的频率重发"),
        Retry::Backoff => (
            "yes, the same with growing delays, if it may safely take effect twice",
            "可以，若请求重复生效无害，退避后原样重发",
        ),
        Retry::AfterRefresh => ("after making the credential anew", "更新凭证后再发"),
        Retry::AfterChange => ("after picking another value", "换一个值后再发"),
        Retry::AfterState => ("once what it waits for has come about", "等所需的状态就绪后再发"),
        Retry::Never => ("no, the same request keeps failing until a person puts it right", "不要重试，须先由人修正"),
        Retry::Unspecified => (
            "the page does not say; first find out whether the request took effect",
            "文档未说明，先确认请求是否已生效",
        ),
    };
    match (zh, code.basis()) {
        (false, Basis::Page) => format!("{}: {en}", code.retry()),
        (false, Basis::Inferred) => format!("{}: {en} (inferred)", code.retry()),
        (true, Basis::Page) => format!("{}：{chinese}", code.retry()),
        (true, Basis::Inferred) => format!("{}：{chinese}（推断）", code.retry()),
    }
}

fn actor(actor: Actor, zh: bool) -> String {
    let (en, chinese) = match actor {
        Actor::Nobody => ("nobody: wait, or send again", "无需人工处理：等待或重发即可"),
        Actor::Developer => ("the developer: the calling code", "开发者：调用方代码"),
        Actor::Operator => ("the operator: who holds the vendor account", "运营者：云账号持有人"),
        Actor::EndUser => ("the end user: who sits at the device", "最终用户：设备使用者"),
        Actor::Vendor => ("the vendor", "厂商"),
    };
    if zh { chinese.to_owned() } else { en.to_owned() }
}

/// The pace and the scope of a limit, where the page gives either.
fn limit(code: Code, zh: bool) -> Option<String> {
    let pace = code.pace().map(|pace| {
        if zh {
            format!("两次请求至少间隔 {pace:?}")
        } else {
            format!("at least {pace:?} between two requests")
        }
    });
    let scope = code.scope().map(|scope| {
        let (en, chinese) = match scope {
            Scope::App => ("counted by app", "按应用计"),
            Scope::Room => ("counted by room", "按房间计"),
            Scope::User => ("counted by user", "按用户计"),
            // Not reached: no row has it yet.
            Scope::Stream => ("counted by stream", "按流计"),
        };
        if zh { chinese.to_owned() } else { en.to_owned() }
    });
    let parts: Vec<String> = pace.into_iter().chain(scope).collect();
    (!parts.is_empty()).then(|| parts.join(if zh { "，" } else { ", " }))
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

fn source(code: Code) -> String {
    let domain = code.domain();
    let date = domain.source_date().map(|date| format!(" ({date})")).unwrap_or_default();
    format!("{}{date}", domain.source_url())
}
