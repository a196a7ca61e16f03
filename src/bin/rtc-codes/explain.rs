//! `explain`: what a number means, what to do, whether to try again and who acts.

use std::io::{self, Write};

use anstyle::Style;
use rtc_codes::{Answer, Code, Domain, Lang, Vendor};

use crate::card::{self, in_language};
use crate::language::Language;
use crate::outcome::{Failure, Outcome};
use crate::query::{Asked, Query, Within};
use crate::{export, nearest, screen, search};

/// Say what a number means, what to do, whether to try again and who acts
#[derive(clap::Args)]
#[command(
    override_usage = "rtc-codes explain [OPTIONS] [DOMAIN|CALL] <NUMBER>",
    after_help = "Examples:
  rtc-codes explain 100003                       every meaning of the number
  rtc-codes explain zego-web 1102016             its meaning in one domain
  rtc-codes explain zego-web 1102016 --lang zh   the same in Chinese
  rtc-codes explain StartMix 110200150           a call in place of the domain
  rtc-codes explain zego-room/room-not-found     a slug, as metrics and logs have it
  rtc-codes explain ERR_CAMERA_OCCUPIED          a vendor's own constant, or a name

What is plainly meant is understood: `zego_room:104`, `104 zego-room`, `ZegoRoom::RoomNotFound`,
`0x10D0C0`, `1,102,016`, and `zego 104` for all domains of a vendor."
)]
pub struct Args {
    /// A number, name, symbol or slug; before it, for one meaning alone, a domain or a call
    #[arg(required = true, num_args = 1.., allow_negative_numbers = true, value_name = "NUMBER")]
    code: Vec<String>,
    #[command(flatten)]
    language: Language,
    /// Print a JSON array, as `export` has it
    #[arg(long)]
    json: bool,
}

/// Prints the cards of the rows that answer.
pub fn outcome(args: &Args, out: &mut impl Write) -> Result<Outcome, Failure> {
    let lang = args.language.get();
    let query = Query::read(&args.code).map_err(|message| Failure::Use { subcommand: "explain", message })?;
    let codes = query.codes();
    if args.json {
        export::json(&codes, out)?;
    } else if codes.len() > 1 && codes.iter().all(|code| code.is_success()) {
        print_success(&codes, lang, out)?;
    } else {
        print_cards(&query, &codes, lang, out)?;
    }
    if !codes.is_empty() {
        return Ok(Outcome::found());
    }
    let (message, nearest) = match &query.asked {
        Asked::Number(number, typed) => of_number(*number, typed, query.within, lang),
        Asked::Name(name) => (of_name(name, query.within, lang), nearest::by_name(name, query.within)),
    };
    Ok(Outcome::not_found(message, nearest, lang))
}

/// A success is the same everywhere, so that two lines say it all.
fn print_success(codes: &[Code], lang: Lang, out: &mut impl Write) -> io::Result<()> {
    let bold = Style::new().bold();
    writeln!(out, "{bold}{}  {}{bold:#}", codes[0].number(), codes[0].name())?;
    writeln!(
        out,
        "  {}",
        in_language(lang, "Success, in every domain: nothing to do.", "在所有产品中均表示成功，无需处理。")
    )
}

fn print_cards(query: &Query, codes: &[Code], lang: Lang, out: &mut impl Write) -> io::Result<()> {
    if let (Asked::Number(number, _), None) = (&query.asked, query.within.domain()) {
        print_products(*number, query.within, codes, lang, out)?;
    }
    for (index, &code) in codes.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        card::print(code, lang, out)?;
    }
    Ok(())
}

/// Says which products have a number that was met without its domain.
fn print_products(number: i64, within: Within, codes: &[Code], lang: Lang, out: &mut impl Write) -> io::Result<()> {
    let width = screen::reading_width(&io::stdout());
    let heading = match codes {
        [] => return Ok(()),
        [code] => {
            let (title, domain) = (code.domain().title(), code.domain());
            match card::also_in(*code) {
                Some(others) => in_language(
                    lang,
                    format!("{title} ({domain}) has {number}; it also arrives from {others}."),
                    format!("{number} 属于 {title}（{domain}），{others} 也会返回它。"),
                ),
                None if matches!(within, Within::Anywhere) => in_language(
                    lang,
                    format!("Only {title} ({domain}) has {number}."),
                    format!("仅 {title}（{domain}）有 {number}。"),
                ),
                None => in_language(
                    lang,
                    format!("{title} ({domain}) has {number}."),
                    format!("{number} 属于 {title}（{domain}）。"),
                ),
            }
        }
        [..] => {
            let count = codes.len();
            in_language(
                lang,
                format!("{number} has {count} meanings, one in each of these:"),
                format!("{number} 有 {count} 种含义，分别来自："),
            )
        }
    };
    screen::lines(&heading, width).iter().try_for_each(|line| writeln!(out, "{line}"))?;
    let several = if codes.len() > 1 { codes } else { &[] };
    let longest = several.iter().map(|code| code.domain().slug().len()).max().unwrap_or(0);
    for domain in several.iter().map(|code| code.domain()) {
        let mut margin = format!("  {domain:longest$}  ");
        for line in screen::lines(domain.title(), width.saturating_sub(longest + 4).max(16)) {
            writeln!(out, "{margin}{line}")?;
            margin = " ".repeat(longest + 4);
        }
    }
    writeln!(out)
}

/// What to say of a number that no row has, and the rows that come nearest.
fn of_number(number: i64, typed: &str, within: Within, lang: Lang) -> (String, Vec<Code>) {
    let mut lines = Vec::new();
    if typed.contains(['x', 'X']) {
        lines.push(in_language(lang, format!("{typed} is {number}"), format!("{typed} 即 {number}")));
    }
    lines.push(match within.domain() {
        Some(domain) => unlisted(domain, number, lang),
        None => listed_nowhere(number, within, lang),
    });
    let mut nearest = nearest::by_number(number, within);
    if let Some((part, reason)) = part_of(number, within, lang) {
        lines.push(reason);
        let vendor = within.domain().map(Domain::vendor);
        let codes = Code::resolve(part).filter(|code| vendor.is_none_or(|vendor| code.domain().vendor() == vendor));
        let codes: Vec<Code> = codes.filter(|code| within.domain() != Some(code.domain())).collect();
        if !codes.is_empty() {
            nearest = codes;
        }
    }
    (lines.join("\n"), nearest)
}

/// What a domain says of a number that it does not list, and which other ones list it.
fn unlisted(domain: Domain, number: i64, lang: Lang) -> String {
    let (unknown, url) = (Answer::of(domain, number), domain.source_url());
    let section = unknown.section().map(|section| format!("（{section}）")).unwrap_or_default();
    let message = in_language(
        lang,
        format!("{unknown}; the vendor's page may list it by now: {url}"),
        format!("{domain} 未收录 {number}{section}，厂商文档可能已更新：{url}"),
    );
    let others: Vec<&str> = Code::resolve(number).map(|code| code.domain().slug()).collect();
    if others.is_empty() {
        return message;
    }
    let others = others.join(", ");
    message + &in_language(lang, format!("\nlisted for {others}"), format!("\n{others} 有该错误码"))
}

fn listed_nowhere(number: i64, within: Within, lang: Lang) -> String {
    let sections =
        Domain::ALL.iter().filter(|&&domain| within.has(domain)).filter_map(|domain| domain.section_of(number));
    let mut own: Vec<String> = sections.map(|section| format!("{} ({section})", section.domain())).collect();
    own.sort();
    own.dedup();
    let own = own.join(", ");
    if own.is_empty() {
        in_language(lang, format!("no domain has a code {number}"), format!("没有任何产品收录 {number}"))
    } else {
        in_language(
            lang,
            format!("no domain has a code {number}; it is in the range of {own}"),
            format!("没有任何产品收录 {number}；它属于 {own} 的号段"),
        )
    }
}

/// The number that another one may have been made from, and how.
fn part_of(number: i64, within: Within, lang: Lang) -> Option<(i64, String)> {
    const BILLION: i64 = 1_000_000_000;
    let zego = Domain::ALL.iter().any(|&domain| within.has(domain) && domain.vendor() == Vendor::Zegocloud);
    if zego && (BILLION + 1..2 * BILLION).contains(&number) {
        let part = number - BILLION;
        let reason = in_language(
            lang,
            format!("it may be 10^9 + {part}: ZEGO's SDKs add 10^9 to a number that their server answered with"),
            format!("它可能是 10^9 + {part}：ZEGO 的 SDK 会在服务端返回码上加 10^9"),
        );
        return Some((part, reason));
    }
    // Below zero as 32 bits have it, but read without the sign.
    let signed = u32::try_from(number).ok()?.cast_signed();
    (signed < 0).then(|| {
        let reason = in_language(
            lang,
            format!("read as a signed number of 32 bits it is {signed}"),
            format!("按 32 位有符号数读取，它是 {signed}"),
        );
        (signed.into(), reason)
    })
}

/// What to say of a name that no row has; a plain word is what `search` is for.
fn of_name(name: &str, within: Within, lang: Lang) -> String {
    let message = match within.domain() {
        Some(domain) => in_language(
            lang,
            format!("no {domain} code is called {name}"),
            format!("{domain} 没有名为 {name} 的错误码"),
        ),
        None => in_language(lang, format!("no code is called {name}"), format!("没有名为 {name} 的错误码")),
    };
    let words = search::words_of(&[name.to_owned()]);
    // What is found by a letter or two tells nothing.
    let found = if words.iter().all(|word| word.len() > 2) { search::with_words(&words).codes.len() } else { 0 };
    if found == 0 {
        return message;
    }
    let rows = if found == 1 { "1 row".to_owned() } else { format!("{found} rows") };
    let (en, zh) = (format!("finds {rows}"), format!("可找到 {found} 条"));
    let (semicolon, finds) = in_language(lang, ("; ", en), ("；", zh));
    format!("{message}{semicolon}`rtc-codes search {name}` {finds}")
}
