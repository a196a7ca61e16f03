//! Rows as aligned lines: number, name, retry, actor, description.

use std::io::{self, Write};

use anstyle::Style;
use rtc_codes::Code;

/// Prints a row a line, its columns aligned.
pub fn print(codes: &[Code], out: &mut impl Write) -> io::Result<()> {
    let columns = |code: &Code| {
        [
            code.domain().slug().to_owned(),
            code.number().to_string(),
            code.name().to_owned(),
            code.retry().to_string(),
            code.actor().to_string(),
        ]
    };
    let rows: Vec<_> = codes.iter().map(columns).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].len()).max().unwrap_or(0);
    let [domain, number, name, retry, actor] = [0, 1, 2, 3, 4].map(width);
    let bold = Style::new().bold();
    for (row, code) in rows.iter().zip(codes) {
        writeln!(
            out,
            "{:domain$} {bold}{:>number$}{bold:#}  {:name$}  {:retry$}  {:actor$}  {}",
            row[0],
            row[1],
            row[2],
            row[3],
            row[4],
            code.description()
        )?;
    }
    Ok(())
}
