//! Stores answers in a database, in two columns, in one, and as JSON; also numbers of a newer release.
#![cfg(feature = "serde")]

use rtc_codes::{Answer, Code, Domain};
use rusqlite::{Connection, params};

/// Every code, and a number of each domain that a newer release may list.
fn answers() -> Vec<Answer> {
    let known = Code::ALL.iter().copied().map(Answer::from);
    known.chain(Domain::ALL.iter().map(|&domain| Answer::of(domain, 987_654_321))).collect()
}

fn database(table: &str) -> Connection {
    let database = Connection::open_in_memory().expect("SQLite is bundled");
    database.execute_batch(table).expect("the table is sound");
    database
}

#[test]
fn an_answer_is_stored_in_two_columns() {
    let database = database("create table failures (domain text not null, number integer not null)");
    for answer in answers() {
        let row = params![answer.domain().slug(), answer.number()];
        database.execute("insert into failures values (?, ?)", row).unwrap();
    }
    let mut query = database.prepare("select domain, number from failures").unwrap();
    let read = query.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?))).unwrap();
    let read = read.map(|row| row.map(|(domain, number)| Answer::of(domain.parse().unwrap(), number)));
    assert_eq!(read.collect::<Result<Vec<_>, _>>().unwrap(), answers());
}

#[test]
fn an_answer_is_stored_in_one_column() {
    let database = database("create table failures (answer text not null)");
    for answer in answers() {
        database.execute("insert into failures values (?)", [answer.key().to_string()]).unwrap();
    }
    let mut query = database.prepare("select answer from failures").unwrap();
    let read = query.query_map([], |row| row.get::<_, String>(0)).unwrap();
    let read = read.map(|key| key.map(|key| key.parse::<Answer>().unwrap()));
    assert_eq!(read.collect::<Result<Vec<_>, _>>().unwrap(), answers());
}

#[test]
fn an_answer_is_stored_as_json() {
    let database = database("create table failures (answer text not null)");
    for answer in answers() {
        database.execute("insert into failures values (?)", [serde_json::to_string(&answer).unwrap()]).unwrap();
    }
    let mut query = database.prepare("select answer from failures").unwrap();
    let read = query.query_map([], |row| row.get::<_, String>(0)).unwrap();
    let read = read.map(|json| json.map(|json| serde_json::from_str::<Answer>(&json).unwrap()));
    assert_eq!(read.collect::<Result<Vec<_>, _>>().unwrap(), answers());

    // SQLite's own functions see the same.
    let sql = "select count(*) from failures where answer ->> 'domain' = 'zego-room' and answer ->> 'number' = 104";
    assert_eq!(database.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap(), 1);
}
