//! Rows as lines: domain, number, name, retry, actor, description.

use std::io::{self, Write};

use anstyle::Style;
use rtc_codes::{Code, Lang};
use textwrap::core::display_width;

use crate::screen;

/// The least that a column of descriptions is wide; where less is left, they stand in lines of their own.
const MIN_DESCRIPTION: usize = 32;

/// A row: what is aligned in columns, and a last text, which may be longer than a line.
pub struct Row {
    pub columns: Vec<String>,
    pub last: String,
}

/// At which edge of its column the second text of a row stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    Left,
    Right,
}

/// Prints the rows of codes, in columns where the width allows it; without a width a row is a line.
pub fn print(codes: &[Code], lang: Lang, width: Option<usize>, out: &mut impl Write) -> io::Result<()> {
    let row = |&code: &Code| Row {
        columns: vec![
            code.domain().slug().to_owned(),
            code.number().to_string(),
            code.name().to_owned(),
            code.retry().to_string(),
            code.actor().to_string(),
        ],
        last: code.text(lang).description().to_owned(),
    };
    print_rows(&codes.iter().map(row).collect::<Vec<_>>(), Edge::Right, width, out)
}

/// Prints rows, the second column in bold.
pub fn print_rows(rows: &[Row], edge: Edge, width: Option<usize>, out: &mut impl Write) -> io::Result<()> {
    let columns = rows.first().map_or(0, |row| row.columns.len());
    let widest = |column: usize| rows.iter().map(|row| display_width(&row.columns[column])).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(widest).collect();
    // One blank between the first two columns, two between the others.
    let indent = (widths.iter().sum::<usize>() + 2 * columns).saturating_sub(1);
    for row in rows {
        match width {
            Some(width) if width < indent + MIN_DESCRIPTION => print_folded(row, width, out)?,
            _ => print_aligned(row, edge, &widths, indent, width, out)?,
        }
    }
    Ok(())
}

/// The columns side by side, as many as fit, then the last text in lines of its own.
fn print_folded(row: &Row, width: usize, out: &mut impl Write) -> io::Result<()> {
    let bold = Style::new().bold();
    let (first, second) = (row.columns[0].as_str(), row.columns[1].as_str());
    let (key, bold_second) = (format!("{first} {second}"), format!("{bold}{second}{bold:#}"));
    let mut parts: Vec<(&str, String)> = if display_width(&key) <= width {
        vec![(&key, format!("{first} {bold_second}"))]
    } else {
        vec![(first, first.to_owned()), (second, bold_second)]
    };
    parts.extend(row.columns[2..].iter().map(|text| (text.as_str(), text.clone())));
    writeln!(out, "{}", screen::side_by_side(&parts, width))?;
    if row.last.is_empty() {
        return Ok(());
    }
    screen::lines(&row.last, width - 4).iter().try_for_each(|line| writeln!(out, "    {line}"))
}

fn print_aligned(
    row: &Row,
    edge: Edge,
    widths: &[usize],
    indent: usize,
    width: Option<usize>,
    out: &mut impl Write,
) -> io::Result<()> {
    let bold = Style::new().bold();
    let columns = row.columns.iter().zip(widths).enumerate().map(|(column, (text, width))| {
        let pad = " ".repeat(width - display_width(text));
        match (column, edge) {
            (0, _) => format!("{text}{pad} "),
            (1, Edge::Right) => format!("{pad}{bold}{text}{bold:#}  "),
            (1, Edge::Left) => format!("{bold}{text}{bold:#}{pad}  "),
            _ => format!("{text}{pad}  "),
        }
    });
    let columns: String = columns.collect();
    let lines = width.map_or_else(|| vec![row.last.clone()], |width| screen::lines(&row.last, width - indent));
    let (first, more) = lines.split_first().map_or(("", &[][..]), |(first, more)| (first.as_str(), more));
    writeln!(out, "{}", format!("{columns}{first}").trim_end())?;
    more.iter().try_for_each(|line| writeln!(out, "{}{line}", " ".repeat(indent)))
}
