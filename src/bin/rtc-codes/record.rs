//! Rows as data: columns once, for JSON, for JSON a line and for CSV.

use std::io::{self, Write};
use std::time::Duration;

use serde::ser::{Serialize, SerializeMap, Serializer};

/// The columns of a row, in their order.
pub type Record = Vec<(&'static str, Value)>;

/// What a column holds.
pub enum Value {
    Null,
    Bool(bool),
    Number(i64),
    Text(String),
    List(Vec<String>),
    Record(Record),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<Option<&str>> for Value {
    fn from(text: Option<&str>) -> Self {
        text.map_or(Self::Null, Self::from)
    }
}

/// A time in whole milliseconds.
pub fn milliseconds(time: Duration) -> Value {
    i64::try_from(time.as_millis()).map_or(Value::Null, Value::Number)
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(value) => serializer.serialize_i64(*value),
            Self::Text(value) => serializer.serialize_str(value),
            Self::List(values) => values.serialize(serializer),
            Self::Record(columns) => {
                let mut map = serializer.serialize_map(Some(columns.len()))?;
                for (name, value) in columns {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }
    }
}

/// Prints an array of objects.
pub fn json(records: impl Iterator<Item = Record>, out: &mut impl Write) -> io::Result<()> {
    let records: Vec<Value> = records.map(Value::Record).collect();
    serde_json::to_writer_pretty(&mut *out, &records)?;
    writeln!(out)
}

/// Prints an object a line.
pub fn json_lines(records: impl Iterator<Item = Record>, out: &mut impl Write) -> io::Result<()> {
    for record in records {
        serde_json::to_writer(&mut *out, &Value::Record(record))?;
        writeln!(out)?;
    }
    Ok(())
}

/// Prints a header and a row a line: a record within has its columns as `en_description`, a list is joined by blanks.
pub fn csv(records: impl Iterator<Item = Record>, out: &mut impl Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    for (index, record) in records.enumerate() {
        let (names, fields): (Vec<String>, Vec<String>) = flat(record, "").into_iter().unzip();
        if index == 0 {
            csv.write_record(names).map_err(io_error)?;
        }
        csv.write_record(fields).map_err(io_error)?;
    }
    csv.flush()
}

/// Its own conversion would lose what kind of an error it is.
fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        // Not reached: every record has the same columns.
        other => io::Error::other(format!("{other:?}")),
    }
}

fn flat(record: Record, prefix: &str) -> Vec<(String, String)> {
    let columns = record.into_iter().flat_map(|(name, value)| {
        let name = format!("{prefix}{name}");
        match value {
            Value::Record(inner) => flat(inner, &format!("{name}_")),
            Value::Null => vec![(name, String::new())],
            Value::Bool(value) => vec![(name, value.to_string())],
            Value::Number(value) => vec![(name, value.to_string())],
            Value::Text(value) => vec![(name, value)],
            Value::List(values) => vec![(name, values.join(" "))],
        }
    });
    columns.collect()
}
