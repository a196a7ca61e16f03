//! Rows as lines: domain, number, name, retry, actor, description.

use std::io::{self, Write};

use anstyle::Style;
use rtc_codes::{Code, Lang};
use textwrap::core::display_width;

use crate::screen;

/// The least that a column of descriptions is wide; where less is left, they stand in lines of their own.
const MIN_DESCRIPTION: usize = 32;

/// Prints rows, in columns where the width allows it; without a width a row is a line.
pub fn print(codes: &[Code], lang: Lang, width: Option<usize>, out: &mut impl Write) -> io::Result<()> {
    let rows: Vec<Vec<String>> = codes.iter().map(|&code| columns(code)).collect();
    print_rows(&rows, |row| codes[row].text(lang).description().to_owned(), width, out)
}

fn columns(code: Code) -> Vec<String> {
    vec![
        code.domain().slug().to_owned(),
        code.number().to_string(),
        code.name().to_owned(),
        code.retry().to_string(),
        code.actor().to_string(),
    ]
}

/// Prints rows of the columns' texts, the second of them at the right edge of its column, and a last text each, which may
/// be longer than a line.
pub fn print_rows(
    rows: &[Vec<String>],
    last: impl Fn(usize) -> String,
    width: Option<usize>,
    out: &mut impl Write,
) -> io::Result<()> {
    let columns = rows.first().map_or(0, Vec::len);
    let widths: Vec<usize> =
        (0..columns).map(|column| rows.iter().map(|row| display_width(&row[column])).max().unwrap_or(0)).collect();
    // One blank between the first two columns, two between the others.
    let indent = (widths.iter().sum::<usize>() + 2 * columns).saturating_sub(1);
    let bold = Style::new().bold();
    for (index, row) in rows.iter().enumerate() {
        let last = last(index);
        match width {
            Some(width) if width < indent + MIN_DESCRIPTION => {
                let key = row[..2].join(" ");
                let styled = format!("{} {bold}{}{bold:#}", row[0], row[1]);
                let mut parts = vec![(key.as_str(), styled)];
                parts.extend(row[2..].iter().filter(|part| !part.is_empty()).map(|part| (part.as_str(), part.clone())));
                writeln!(out, "{}", screen::side_by_side(&parts, width))?;
                for line in screen::lines(&last, width - 4) {
                    writeln!(out, "    {line}")?;
                }
            }
            _ => {
                let mut line = String::new();
                for (column, (text, width)) in row.iter().zip(&widths).enumerate() {
                    let pad = " ".repeat(width - display_width(text));
                    line.push_str(&match column {
                        0 => format!("{text}{pad} "),
                        1 => format!("{pad}{bold}{text}{bold:#}  "),
                        _ => format!("{text}{pad}  "),
                    });
                }
                let rest = width.map_or_else(|| vec![last.clone()], |width| screen::lines(&last, width - indent));
                writeln!(out, "{}", format!("{line}{}", rest.first().map_or("", String::as_str)).trim_end())?;
                for more in rest.iter().skip(1) {
                    writeln!(out, "{}{more}", " ".repeat(indent))?;
                }
            }
        }
    }
    Ok(())
}
