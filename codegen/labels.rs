//! The labels of rows in, problems out: categories, retries, actors and other labels that do not fit together.

use std::collections::BTreeMap;

use super::problem::{Place, Problem, named};
use super::table::{Row, Table, Tables, Text};
use super::vocabulary::{Actor, Category, Retry};

/// The labels of one row.
pub(super) fn of_row(row: &Row, report: &mut dyn FnMut(String)) {
    if let (Some(retry), Some(actor)) = (row.retry, row.actor)
        && let Some(message) = clash_of_actor(retry, actor)
    {
        report(format!("is {retry}, but its actor is {actor}; {message}"));
    }
    if let (Some(category), Some(retry)) = (row.category, row.retry)
        && let Some(message) = clash_of_category(category, retry)
    {
        report(format!("is {category}, but its retry is {retry}; {message}"));
    }
    let retry = row.retry.filter(|&retry| retry != Retry::Throttled && row.category != Some(Category::Unauthenticated));
    if let (Some(_), Some(retry)) = (row.pace_ms, retry) {
        report(format!("has `pace_ms`, but its retry is {retry}; only a limit on the rate has a pace"));
    }
    let category = row.category.filter(|&category| category != Category::ResourceExhausted);
    if let (Some(_), Some(category)) = (row.scope, category) {
        report(format!("has `scope`, but its category is {category}; only a limit counts by something"));
    }
    if (row.category, row.escalate) == (Some(Category::Ok), Some(true)) {
        report("is a success, but `escalate` is true; nobody contacts support for it".to_owned());
    }
    if row.number == 0 && row.category.is_some_and(|category| category != Category::Ok) {
        report("is a failure, but 0 is success in every domain; mend the category".to_owned());
    }
}

/// What is wrong if the actor does not fit the retry.
fn clash_of_actor(retry: Retry, actor: Actor) -> Option<&'static str> {
    match (retry, actor == Actor::Nobody) {
        (Retry::NotNeeded, false) => Some("where nothing is to do, Nobody acts"),
        (Retry::Backoff, false) => Some("where sending again will do, Nobody acts"),
        (Retry::Throttled, _) if actor != Actor::Developer => Some("who slows down is the Developer"),
        (Retry::AfterRefresh | Retry::AfterChange | Retry::AfterState | Retry::Never | Retry::Unspecified, true) => {
            Some("say who acts")
        }
        (Retry::NotNeeded | Retry::Backoff, true)
        | (Retry::Throttled, _)
        | (Retry::AfterRefresh | Retry::AfterChange | Retry::AfterState | Retry::Never | Retry::Unspecified, false) => {
            None
        }
    }
}

/// What is wrong if the retry does not fit the category.
fn clash_of_category(category: Category, retry: Retry) -> Option<&'static str> {
    use Retry::{AfterChange, AfterState, Backoff, Never, NotNeeded, Throttled};
    match category {
        Category::Ok if retry != NotNeeded => Some("a success is NotNeeded"),
        Category::Unavailable if ![Backoff, Throttled, AfterState, NotNeeded].contains(&retry) => {
            Some("what is out of reach for now is Backoff, Throttled, AfterState or NotNeeded")
        }
        Category::Unauthenticated if [Backoff, Throttled].contains(&retry) => {
            Some("the same credential is refused again")
        }
        Category::DeadlineExceeded if retry == Never => Some("a time-out can pass"),
        Category::AlreadyExists if ![NotNeeded, AfterChange, AfterState].contains(&retry) => {
            Some("what exists already is NotNeeded, AfterChange or AfterState")
        }
        Category::Ok
        | Category::Cancelled
        | Category::Unknown
        | Category::InvalidArgument
        | Category::DeadlineExceeded
        | Category::NotFound
        | Category::AlreadyExists
        | Category::PermissionDenied
        | Category::ResourceExhausted
        | Category::FailedPrecondition
        | Category::Aborted
        | Category::Unimplemented
        | Category::Internal
        | Category::Unavailable
        | Category::DataLoss
        | Category::Unauthenticated => None,
    }
}

/// Two equivalent rows have the same category and the same retry.
pub(super) fn of_equivalents(row: &Row, other: &Row, name: &str, report: &mut dyn FnMut(String)) {
    let labels = |row: &Row| Some((row.category?, row.retry?));
    if let (Some(ours), Some(theirs)) = (labels(row), labels(other))
        && ours != theirs
    {
        report(format!(
            "equivalent {name} is {}, {}, this row {}, {}; give both the same labels",
            theirs.0, theirs.1, ours.0, ours.1
        ));
    }
}

/// Rows with exactly the same English have the same labels and the same Chinese, or `differs` says why not.
pub(super) fn of_twins(all: &Tables, problems: &mut Vec<Problem>) {
    let mut first_of: BTreeMap<&Text, (&Table, &Row, usize)> = BTreeMap::new();
    for (table, row) in all.tables.iter().flat_map(|table| table.rows.iter().map(move |row| (table, row))) {
        let Some(english) = &row.en else { continue };
        let twins = first_of.entry(english).or_insert((table, row, 0));
        twins.2 += 1;
        let (other_table, other, _) = *twins;
        if row.differs.is_none() && other.differs.is_none() {
            let unlike = differences(row, other);
            if !unlike.is_empty() {
                let message = format!(
                    "has the English of {}/{}, but {}; make them alike, or say why in `differs`",
                    named(&other_table.slug),
                    other.number,
                    unlike.join(", ")
                );
                problems.push(Problem::new(&table.file, Place::Number(row.number), message));
            }
        }
    }
    for (table, row, count) in first_of.into_values() {
        if row.differs.is_some() && count == 1 {
            let message = "`differs`, but no other row has its English; leave it out";
            problems.push(Problem::new(&table.file, Place::Number(row.number), message));
        }
    }
}

/// What differs between two rows, in the fields that could be read in both.
fn differences(row: &Row, other: &Row) -> Vec<String> {
    fn unlike<T: PartialEq>(what: &str, ours: Option<&T>, theirs: Option<&T>) -> Option<String> {
        let differ = ours.is_some() && theirs.is_some() && ours != theirs;
        differ.then(|| format!("its {what} is another"))
    }
    let limit = |row: &Row| (row.pace_ms, row.scope);
    let found = [
        unlike("category", row.category.as_ref(), other.category.as_ref()),
        unlike("retry", row.retry.as_ref(), other.retry.as_ref()),
        unlike("actor", row.actor.as_ref(), other.actor.as_ref()),
        unlike("escalate", row.escalate.as_ref(), other.escalate.as_ref()),
        unlike("limit", Some(&limit(row)), Some(&limit(other))),
        unlike("Chinese", row.zh.as_ref(), other.zh.as_ref()),
    ];
    found.into_iter().flatten().collect()
}
