//! JSON as a tree that may hold what JSON allows and a sound table does not: keys that repeat, numbers of any length.

use std::fmt::{Display, Write as _};

use serde_json::Value;

#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    Text(String),
    List(Vec<Node>),
    Object(Vec<(String, Node)>),
    /// Anything else, as it is written.
    Raw(String),
}

impl Node {
    pub fn of(value: &Value) -> Self {
        match value {
            Value::String(text) => Self::Text(text.clone()),
            Value::Array(items) => Self::List(items.iter().map(Self::of).collect()),
            Value::Object(entries) => {
                Self::Object(entries.iter().map(|(key, value)| (key.clone(), Self::of(value))).collect())
            }
            other => Self::Raw(other.to_string()),
        }
    }

    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub fn raw(value: impl Display) -> Self {
        Self::Raw(value.to_string())
    }

    /// The value of a key; of one that repeats, the first.
    pub fn get(&self, key: &str) -> Option<&Self> {
        let Self::Object(entries) = self else { return None };
        entries.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    pub fn get_mut(&mut self, key: &str) -> Option<&mut Self> {
        let Self::Object(entries) = self else { return None };
        entries.iter_mut().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// Gives a key a value, or takes the key away.
    pub fn set(&mut self, key: &str, value: Option<Self>) {
        let Self::Object(entries) = self else { return };
        match (entries.iter().position(|(name, _)| name == key), value) {
            (Some(at), Some(value)) => entries[at].1 = value,
            (Some(at), None) => drop(entries.remove(at)),
            (None, Some(value)) => entries.push((key.to_owned(), value)),
            (None, None) => {}
        }
    }

    /// The items of the list under a key.
    pub fn items(&self, key: &str) -> &[Self] {
        if let Some(Self::List(items)) = self.get(key) { items } else { &[] }
    }

    pub fn items_mut(&mut self, key: &str) -> Option<&mut Vec<Self>> {
        if let Some(Self::List(items)) = self.get_mut(key) { Some(items) } else { None }
    }

    /// The text under a key.
    pub fn word(&self, key: &str) -> Option<&str> {
        if let Some(Self::Text(text)) = self.get(key) { Some(text) } else { None }
    }

    /// The number under a key.
    pub fn number(&self, key: &str) -> Option<i64> {
        if let Some(Self::Raw(number)) = self.get(key) { number.parse().ok() } else { None }
    }

    /// How many nodes it holds.
    pub fn len(&self) -> usize {
        match self {
            Self::List(items) => items.len(),
            Self::Object(entries) => entries.len(),
            Self::Text(_) | Self::Raw(_) => 0,
        }
    }

    pub fn child_mut(&mut self, at: usize) -> &mut Self {
        match self {
            Self::List(items) => &mut items[at],
            Self::Object(entries) => &mut entries[at].1,
            Self::Text(_) | Self::Raw(_) => unreachable!("it has no children"),
        }
    }

    /// Appends the JSON.
    pub fn print(&self, out: &mut String) {
        match self {
            Self::Text(text) => out.push_str(&serde_json::to_string(text).expect("a text is JSON")),
            Self::Raw(raw) => out.push_str(raw),
            Self::List(items) => {
                out.push('[');
                for (at, item) in items.iter().enumerate() {
                    out.push_str(if at == 0 { "" } else { ",\n" });
                    item.print(out);
                }
                out.push(']');
            }
            Self::Object(entries) => {
                out.push('{');
                for (at, (key, value)) in entries.iter().enumerate() {
                    let comma = if at == 0 { "" } else { "," };
                    write!(out, "{comma}{}:", serde_json::to_string(key).expect("a text is JSON"))
                        .expect("a String takes everything");
                    value.print(out);
                }
                out.push('}');
            }
        }
    }
}
