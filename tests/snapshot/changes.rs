//! Two catalogues in, what differs out: the lines of the CHANGELOG, and which of them break programs.
//!
//! The tables of fields here say the same as the README's "What counts as a breaking change".

use std::collections::BTreeMap;
use std::iter;

use serde_json::Value;

use crate::catalogue::{Catalogue, Row};
use crate::order;

pub struct Change {
    /// The heading in the CHANGELOG: `Removed`.
    pub heading: &'static str,
    /// The line below it.
    pub line: String,
    pub is_breaking: bool,
}

/// What a list of the catalogue holds, and what a change of a row's fields means.
struct Kind {
    rows: fn(&Catalogue) -> &[Row],
    /// What a row is known by: if it changes, it is another row.
    key: fn(&Row) -> String,
    /// The row as the CHANGELOG names it.
    shown: fn(&Row) -> String,
    /// The fields whose old and new values the CHANGELOG shows.
    fields: &'static [(&'static str, Breaks)],
    texts: &'static [&'static str],
}

/// Whether a field's change from one row to the other breaks programs.
type Breaks = fn(&Row, &Row) -> bool;

const DOMAINS: Kind = Kind {
    rows: |catalogue| &catalogue.domains,
    key: domain_shown,
    shown: domain_shown,
    fields: &[
        ("vendor", always),
        ("feature", |_, new| !new["feature"].is_null()),
        ("envelope", always),
        ("answers_also", |old, new| !keeps_order(&old["answers_also"], &new["answers_also"])),
        ("source_url", never),
        ("source_date", never),
    ],
    texts: &["title"],
};

const SECTIONS: Kind = Kind {
    rows: |catalogue| &catalogue.sections,
    key: section_shown,
    shown: section_shown,
    fields: &[("ranges", never)],
    texts: &["title", "note"],
};

const CALLS: Kind = Kind {
    rows: |catalogue| &catalogue.calls,
    key: call_shown,
    shown: call_shown,
    fields: &[("domain", always), ("reads", |old, _| old["reads"] == true), ("limit", never)],
    texts: &[],
};

const CODES: Kind = Kind {
    rows: |catalogue| &catalogue.codes,
    key: |row| format!("{} {}", text(&row["domain"]), row["number"]),
    shown: code_shown,
    fields: &[
        ("category", from_the_page),
        ("retry", from_the_page),
        ("actor", from_the_page),
        ("symbol", never),
        ("section", never),
        ("basis", never),
        ("escalate", never),
        ("pace_ms", never),
        ("scope", never),
        ("retired", never),
        ("equivalents", never),
    ],
    texts: &["en", "zh"],
};

fn always(_: &Row, _: &Row) -> bool {
    true
}

fn never(_: &Row, _: &Row) -> bool {
    false
}

/// What the vendor's page gave the reason for stays; what was inferred may be corrected.
fn from_the_page(old: &Row, _: &Row) -> bool {
    old["basis"] == "Page"
}

fn domain_shown(row: &Row) -> String {
    format!("domain `{}`", text(&row["slug"]))
}

fn section_shown(row: &Row) -> String {
    format!("section `{}/{}`", text(&row["domain"]), text(&row["slug"]))
}

fn call_shown(row: &Row) -> String {
    format!("call `{}`", text(&row["name"]))
}

fn code_shown(row: &Row) -> String {
    format!("`{}` ({})", text(&row["slug"]), row["number"])
}

/// Every change from one catalogue to another.
pub fn between(old: &Catalogue, new: &Catalogue) -> Vec<Change> {
    let mut changes = Vec::new();
    for kind in [DOMAINS, SECTIONS, CALLS, CODES] {
        kind.compare(old, new, &mut changes);
    }
    answers_changed(old, new, &mut changes);
    changes
}

impl Kind {
    fn compare(&self, old: &Catalogue, new: &Catalogue, changes: &mut Vec<Change>) {
        let (old_rows, new_rows) = (self.by_key(old), self.by_key(new));
        for row in (self.rows)(old) {
            match new_rows.get(&(self.key)(row)) {
                Some((_, now)) => self.compare_rows(row, now, changes),
                None if has_domain_of(new, row) => changes.push(self.change("Removed", true, row, "")),
                // The line of its domain tells it.
                None => {}
            }
        }
        for row in (self.rows)(new) {
            if !old_rows.contains_key(&(self.key)(row)) && has_domain_of(old, row) {
                changes.push(self.change("Added", false, row, ""));
            }
        }
        for domain in (self.rows)(new).chunk_by(|a, b| a.get("domain") == b.get("domain")) {
            let stayed = domain.iter().filter_map(|row| {
                let (position, before) = old_rows.get(&(self.key)(row))?;
                (before.get("domain") == row.get("domain")).then_some((*position, row))
            });
            let (positions, rows): (Vec<usize>, Vec<&Row>) = stayed.unzip();
            for stray in order::strays(&positions) {
                changes.push(self.change("Reordered", true, rows[stray], ""));
            }
        }
    }

    /// The rows by their keys, each with its position.
    fn by_key<'a>(&self, catalogue: &'a Catalogue) -> BTreeMap<String, (usize, &'a Row)> {
        (self.rows)(catalogue).iter().enumerate().map(|(position, row)| ((self.key)(row), (position, row))).collect()
    }

    fn compare_rows(&self, old: &Row, new: &Row, changes: &mut Vec<Change>) {
        if old.get("slug") != new.get("slug") {
            changes.push(self.change("Renamed", true, new, &format!(", was {}", (self.shown)(old))));
        } else if old.get("name") != new.get("name") {
            changes.push(self.change("Renamed", true, new, &was("name", old, new)));
        }
        // A field that the older file lacks was no promise.
        let differs = |field: &str| old.get(field).is_some_and(|value| *value != new[field]);
        for (field, breaks) in self.fields.iter().filter(|(field, _)| differs(field)) {
            changes.push(self.change("Reclassified", breaks(old, new), new, &was(field, old, new)));
        }
        if self.texts.iter().any(|field| differs(field)) {
            changes.push(self.change("Reworded", false, new, ""));
        }
    }

    fn change(&self, heading: &'static str, is_breaking: bool, row: &Row, what: &str) -> Change {
        Change { heading, line: format!("- {}{what}", (self.shown)(row)), is_breaking }
    }
}

fn was(field: &str, old: &Row, new: &Row) -> String {
    format!(": {field} {}, was {}", new[field], old[field])
}

/// Whether a catalogue has the domain of a row, or the row is a domain itself.
fn has_domain_of(catalogue: &Catalogue, row: &Row) -> bool {
    row.get("domain").is_none_or(|slug| catalogue.domains.iter().any(|domain| domain["slug"] == *slug))
}

/// Whether a list has all items of another in the same order; it may have more.
fn keeps_order(old: &Value, new: &Value) -> bool {
    let mut rest = list(new).iter();
    list(old).iter().all(|item| rest.any(|other| other == item))
}

/// The numbers that a domain answers with a row of another domain than before: since it has or had a row of its own, or
/// since it answers from other domains.
fn answers_changed(old: &Catalogue, new: &Catalogue, changes: &mut Vec<Change>) {
    let (before, now) = (answers(old), answers(new));
    for ((domain, number), row) in before {
        if let Some(other) = now.get(&(domain, number)).filter(|other| other["domain"] != row["domain"]) {
            let line = format!("- `{domain}` {number}: {}, was {}", code_shown(other), code_shown(row));
            changes.push(Change { heading: "Reclassified", line, is_breaking: true });
        }
    }
}

/// The row that each domain answers each number with: its own before those of the domains that it also answers from.
fn answers(catalogue: &Catalogue) -> BTreeMap<(&str, i64), &Row> {
    let mut rows: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for row in &catalogue.codes {
        rows.entry(text(&row["domain"])).or_default().push(row);
    }
    let mut answers = BTreeMap::new();
    for domain in &catalogue.domains {
        let slug = text(&domain["slug"]);
        let owners = iter::once(slug).chain(list(&domain["answers_also"]).iter().map(text));
        for row in owners.filter_map(|owner| rows.get(owner)).flatten() {
            answers.entry((slug, number(&row["number"]))).or_insert(*row);
        }
    }
    answers
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}"))
}

fn number(value: &Value) -> i64 {
    value.as_i64().unwrap_or_else(|| panic!("no number: {value}"))
}

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap_or_else(|| panic!("no list: {value}"))
}
