//! Compares the tables with the API in both directions, field by field. `serde_json` alone reads the tables here, so
//! that a fault of the build's own reader shows.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use rtc_codes::{Call, Category, Code, Domain, Lang, Retry, Scope, Section};
use serde_json::Value;

/// Each table of `data/` whose feature is on, by its domain's slug.
fn tables() -> BTreeMap<String, Value> {
    let is_on = |table: &Value| match table.get("feature").map(|feature| feature.as_str().unwrap()) {
        None => true,
        Some("zego-services") => cfg!(feature = "zego-services"),
        Some("clients") => cfg!(feature = "clients"),
        Some(other) => panic!("say here whether {other} is on"),
    };
    all_tables().into_iter().filter(|(_, table)| is_on(table)).collect()
}

/// Each table of `data/`, by its domain's slug.
fn all_tables() -> BTreeMap<String, Value> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let files = fs::read_dir(data).unwrap().map(|entry| entry.unwrap().path());
    let tables = files.filter(|path| path.file_name().unwrap() != "schema.json");
    tables
        .map(|path| {
            let slug = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (slug, serde_json::from_slice(&fs::read(&path).unwrap()).unwrap())
        })
        .collect()
}

/// Each row of `data/`, by its domain's slug and its number.
fn rows() -> BTreeMap<(String, i64), Value> {
    let mut rows = BTreeMap::new();
    for (slug, table) in tables() {
        for row in table["codes"].as_array().unwrap() {
            rows.insert((slug.clone(), row["number"].as_i64().unwrap()), row.clone());
        }
    }
    rows
}

/// The key of a row that another row names: `zego-room/104`.
fn path_key(path: &Value) -> (String, i64) {
    let (slug, number) = path.as_str().unwrap().split_once('/').unwrap();
    (slug.to_owned(), number.parse().unwrap())
}

fn key(code: Code) -> (String, i64) {
    (code.domain().to_string(), code.number().into())
}

/// The only counts: the README must have the same, and every other test counts the tables.
const DOMAINS: usize = 27;
const CODES: usize = 2283;

#[cfg(all(feature = "zego-services", feature = "clients"))]
#[test]
fn the_counts_are_these() {
    let counted = (Domain::ALL.len(), Code::ALL.len());
    assert_eq!(counted, (DOMAINS, CODES), "if that is what you meant, write it into DOMAINS and CODES above");
}

/// The text of a file of the package.
fn file(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

#[test]
fn the_readme_has_the_front_page_of_the_documentation() {
    assert!(file("README.md").contains(&file("src/front.md")), "copy src/front.md into README.md");
}

#[test]
fn the_readme_has_the_right_counts() {
    let readme = file("README.md").replace('\n', " ");
    let tables = all_tables();
    let of = |feature: Option<&'static str>| {
        tables.values().filter(move |table| table.get("feature").map(|it| it.as_str().unwrap()) == feature)
    };
    let plain: usize = of(None).map(|table| table["codes"].as_array().unwrap().len()).sum();
    let mut counts = vec![
        format!("{CODES} codes in {DOMAINS} domains"),
        format!("the {plain} rows without a feature"),
        format!("The {} from `zego-ai-agent` on need", of(Some("zego-services")).count()),
        format!("the {} from `zego-express` on", of(Some("clients")).count()),
        format!("The least supported Rust is {}.", env!("CARGO_PKG_RUST_VERSION")),
    ];
    counts.extend(Domain::ALL.iter().map(|domain| format!("`{domain}` | {} |", domain.codes().len())));
    counts.retain(|count| !readme.contains(count));
    assert_eq!(counts, Vec::<String>::new(), "README.md should have these");
}

#[test]
fn the_readme_has_the_right_examples() {
    let page = Domain::ZegoRoom.source_url();
    let of_page = Code::resolve(3).filter(|code| code.domain().source_url() == page);
    let meanings: BTreeSet<_> = of_page.map(Code::description).collect();
    assert_eq!((meanings.len(), Code::resolve(100003).count()), (3, 2));

    let readme = file("README.md");
    let (_, examples) = readme.split_once("| retry | what a backend does | for example |").unwrap();
    let rows = examples.lines().skip(2).take_while(|line| line.starts_with('|'));
    let mut shown = Vec::new();
    for row in rows {
        let [retry, _, example] = row.trim_matches(['|', ' ']).split(" | ").collect::<Vec<_>>().try_into().unwrap();
        let (domain, number) = example.split_once(':').unwrap().0.split_once(' ').unwrap();
        let domain: Domain = domain.trim_matches('`').parse().unwrap();
        let code = Code::lookup(domain, number.parse().unwrap()).unwrap();
        assert_eq!(retry, format!("`{}`", code.retry()), "{code}");
        shown.push(code.retry());
    }
    assert_eq!(shown, Retry::ALL);
}

#[test]
fn every_row_is_a_code_and_every_code_a_row() {
    let codes: BTreeSet<_> = Code::ALL.iter().copied().map(key).collect();
    let rows: BTreeSet<_> = rows().into_keys().collect();
    assert_eq!(codes, rows);
}

#[test]
fn every_field_of_every_row_is_what_the_code_returns() {
    let rows = rows();
    for &code in Code::ALL {
        let row = &rows[&key(code)];
        let text = |field: &str| row.get(field).map(|value| value.as_str().unwrap());
        assert_eq!(text("name"), Some(code.name()), "{code}");
        assert_eq!(text("symbol"), code.symbol(), "{code}");
        assert_eq!(text("section"), Some(code.section().slug()), "{code}");
        assert_eq!(text("category"), Some(code.category().as_str()), "{code}");
        assert_eq!(text("retry"), Some(code.retry().as_str()), "{code}");
        assert_eq!(text("basis"), Some(code.basis().as_str()), "{code}");
        assert_eq!(text("actor"), Some(code.actor().as_str()), "{code}");
        assert_eq!(text("scope"), code.scope().map(Scope::as_str), "{code}");
        assert_eq!(row.get("retired").is_some_and(|retired| retired.as_bool().unwrap()), code.is_retired(), "{code}");
        assert_eq!(row["escalate"].as_bool(), Some(code.escalate()), "{code}");
        let pace = code.pace().map(|pace| u64::try_from(pace.as_millis()).unwrap());
        assert_eq!(row.get("pace_ms").map(|pace| pace.as_u64().unwrap()), pace, "{code}");
        let mut equivalents = row.get("equivalents").map_or(Vec::new(), |list| list.as_array().unwrap().clone());
        equivalents.retain(|path| rows.contains_key(&path_key(path)));
        let named: Vec<String> =
            code.equivalents().iter().map(|code| format!("{}/{}", code.domain(), code.number())).collect();
        assert_eq!(equivalents, named, "{code}");
        for &lang in Lang::ALL {
            let row = &row[lang.as_str()];
            let text = |field: &str| row.get(field).map(|value| value.as_str().unwrap());
            let ours = code.text(lang);
            assert_eq!(ours.lang(), lang);
            assert_eq!(text("description"), Some(ours.description()), "{code}");
            assert_eq!(text("cause"), ours.cause(), "{code}");
            assert_eq!(text("action"), ours.action(), "{code}");
            assert_eq!(text("note"), ours.note(), "{code}");
        }
        let english = code.text(Lang::En);
        assert_eq!(
            (code.description(), code.cause(), code.action(), code.note()),
            (english.description(), english.cause(), english.action(), english.note())
        );
    }
}

#[test]
fn every_head_of_a_table_is_what_the_domain_returns() {
    let tables = tables();
    let orders: Vec<u64> = Domain::ALL.iter().map(|domain| tables[domain.slug()]["order"].as_u64().unwrap()).collect();
    assert!(orders.is_sorted_by(|a, b| a < b), "the domains stand in the order of their tables");
    for &domain in Domain::ALL {
        let table = &tables[domain.slug()];
        let text = |field: &str| table.get(field).map(|value| value.as_str().unwrap());
        let also: Vec<_> = domain.answers_from().map(|domain| Value::from(domain.slug())).collect();
        let mut named = table.get("answers_also").and_then(Value::as_array).cloned().unwrap_or_default();
        named.retain(|slug| tables.contains_key(slug.as_str().unwrap()));
        assert_eq!(named, also);
        let calls: Vec<_> = domain.calls().iter().map(|call| Value::from(call.name())).collect();
        let rows = table.get("calls").and_then(Value::as_array).cloned().unwrap_or_default();
        assert_eq!(rows.iter().map(|row| row["name"].clone()).collect::<Vec<_>>(), calls);
        for (&call, row) in domain.calls().iter().zip(rows) {
            assert_eq!((Call::find(call.name()), Call::find(&format!("v4/{call}"))), (Some(call), Some(call)));
            assert_eq!((call.domain(), call.vendor()), (domain, domain.vendor()));
            assert_eq!(row["reads"], call.is_read(), "{call}");
            let limit = call.limit().map(|limit| {
                let per_ms = u64::try_from(limit.per().as_millis()).unwrap();
                (limit.requests().into(), per_ms, limit.scope().map(Scope::as_str))
            });
            let field = |name: &str| row["limit"][name].as_u64();
            let expected = field("requests").map(|it| (it, field("per_ms").unwrap(), row["limit"]["scope"].as_str()));
            assert_eq!(limit, expected, "{call}");
            assert_eq!((call.to_string(), format!("{call:?}")), (call.name().to_owned(), format!("Call({call})")));
        }
        assert_eq!(text("vendor"), Some(domain.vendor().as_str()));
        assert_eq!(text("title"), Some(domain.title()));
        assert_eq!(text("source_url"), Some(domain.source_url()));
        assert_eq!(text("source_date"), domain.source_date());
        let sections: Vec<_> =
            domain.sections().iter().map(|section| (Some(section.slug()), Some(section.title()))).collect();
        let rows = table["sections"].as_array().unwrap();
        let expected: Vec<_> = rows.iter().map(|row| (row["slug"].as_str(), row["title"].as_str())).collect();
        assert_eq!(sections, expected);
        for (section, row) in domain.sections().iter().zip(rows) {
            for &lang in Lang::ALL {
                let note = row.get("note").map(|note| note[lang.as_str()].as_str().unwrap());
                assert_eq!(section.note_in(lang), note);
            }
            let ranges: Vec<_> = section.ranges().iter().map(|&(first, last)| Value::from(vec![first, last])).collect();
            assert_eq!(row.get("ranges").and_then(Value::as_array).cloned().unwrap_or_default(), ranges);
            assert_eq!(format!("{domain}/{section}").parse(), Ok(*section));
        }
        assert!(domain.sections().iter().all(|section| section.domain() == domain));
    }
}

#[test]
fn no_other_name_is_a_call() {
    assert!(Call::ALL.iter().map(|call| call.name()).is_sorted_by(|a, b| a != b));
    for name in ["", "v4/", "sendbroadcastmessage", "SendBroadcastMessage ", "v4/v4/openim/sendmsg", "zego-room"] {
        assert_eq!(Call::find(name), None, "{name:?}");
    }
}

#[test]
fn ranges_give_the_section_of_unlisted_numbers() {
    let tables = tables();
    for (slug, table) in &tables {
        let domain: Domain = slug.parse().unwrap();
        for section in table["sections"].as_array().unwrap() {
            let ranges = section.get("ranges").map_or(Vec::new(), |ranges| ranges.as_array().unwrap().clone());
            for range in ranges {
                let (first, last) = (range[0].as_i64().unwrap(), range[1].as_i64().unwrap());
                for number in [first, i64::midpoint(first, last), last] {
                    assert_eq!(domain.section_of(number).map(Section::slug), section["slug"].as_str(), "{number}");
                }
                for number in [first - 1, last + 1] {
                    let section = domain.section_of(number).map(Section::slug);
                    let answering: Vec<&Value> = [domain]
                        .into_iter()
                        .chain(domain.answers_from())
                        .map(|domain| &tables[domain.slug()])
                        .collect();
                    let owner = [row_section, range_section]
                        .iter()
                        .find_map(|section_of| answering.iter().find_map(|table| section_of(table, number)));
                    assert_eq!(section, owner, "{domain} {number}");
                }
            }
        }
    }
}

/// The section of a listed number, found without the library.
fn row_section(table: &Value, number: i64) -> Option<&str> {
    let row = table["codes"].as_array().unwrap().iter().find(|row| row["number"] == number)?;
    row["section"].as_str()
}

/// The section of a table that has a range with a number, found without the library.
fn range_section(table: &Value, number: i64) -> Option<&str> {
    let owner = table["sections"].as_array().unwrap().iter().find(|section| {
        let mut ranges = section.get("ranges").and_then(Value::as_array).into_iter().flatten();
        ranges.any(|range| (range[0].as_i64().unwrap()..=range[1].as_i64().unwrap()).contains(&number))
    })?;
    owner["slug"].as_str()
}

#[test]
fn sections_of_the_domains_that_a_domain_answers_from_are_found() {
    assert_eq!(Domain::ZegoRoom.section_of(100000999).unwrap().slug(), "gateway");
    assert_eq!(Domain::TrtcClient.section_of(60099).unwrap().domain(), Domain::TrtcRest);
    assert_eq!(Domain::ZegoDigitalHuman.section_of(100000999), None);
    for &domain in Domain::ALL {
        assert_eq!(domain.section_of(i64::MIN), None);
        assert_eq!(domain.section_of(i64::MAX), None);
    }
}

#[test]
fn every_code_has_a_short_description_and_an_action_for_its_actor() {
    for &code in Code::ALL {
        for &lang in Lang::ALL {
            let text = code.text(lang);
            let length = text.description().chars().count();
            assert!((1..90).contains(&length), "{code}");
            assert!(!text.description().ends_with(['.', '。']), "{code}");
            let acts = !matches!(code.retry(), Retry::NotNeeded | Retry::Unspecified);
            assert!(!acts || text.action().is_some(), "{code} leaves its actor without an action");
        }
        assert_eq!(code.category() == Category::Ok, code.is_success(), "{code}");
        assert_eq!(code.retry().is_retryable(), code.is_retryable(), "{code}");
    }
}

#[test]
fn equivalents_mean_the_same_and_name_one_another() {
    for &code in Code::ALL {
        assert!(code.is_equivalent(code));
        for &other in code.equivalents() {
            assert_ne!(code, other);
            assert_eq!(code.category(), other.category(), "{code}, {other}");
            assert!(other.equivalents().contains(&code), "{code}, {other}");
            assert!(code.is_equivalent(other) && other.is_equivalent(code));
            for &third in other.equivalents() {
                assert!(code.is_equivalent(third), "{code}, {other}, {third}");
            }
        }
    }
    let alike = Code::ALL.iter().filter(|code| code.is_equivalent(Code::ALL[0])).count();
    assert_eq!(alike, 1 + Code::ALL[0].equivalents().len());
}

#[test]
fn numbers_ascend_and_slugs_are_unique() {
    let slugs: BTreeSet<_> = Code::ALL.iter().map(|code| code.slug()).collect();
    assert_eq!(slugs.len(), Code::ALL.len());
    assert!(Code::ALL.is_sorted());
    for &domain in Domain::ALL {
        assert!(domain.codes().is_sorted_by(|a, b| a.number() < b.number()));
        assert!(domain.codes().iter().all(|code| code.domain() == domain));
    }
}

#[test]
fn every_table_holds_to_the_schema() {
    let validator = jsonschema::validator_for(&serde_json::from_str(&file("data/schema.json")).unwrap()).unwrap();
    for (slug, mut table) in all_tables() {
        let problems: Vec<String> =
            validator.iter_errors(&table).map(|error| format!("{slug}{}: {error}", error.instance_path())).collect();
        assert_eq!(problems, Vec::<String>::new());
        assert_eq!(table["$schema"], "schema.json", "{slug}: editors find the schema by this");

        table["codes"][0]["retry"] = "Sometimes".into();
        assert!(!validator.is_valid(&table), "the schema accepts a word that no vocabulary has");
    }
}

#[test]
fn the_schema_has_the_words_of_the_vocabularies() {
    let schema: Value = serde_json::from_str(&file("data/schema.json")).unwrap();
    let code = &schema["$defs"]["code"]["properties"];
    assert_words(&code["category"], Category::ALL);
    assert_words(&code["retry"], Retry::ALL);
    assert_words(&code["basis"], rtc_codes::Basis::ALL);
    assert_words(&code["actor"], rtc_codes::Actor::ALL);
    assert_words(&code["scope"], Scope::ALL);
    assert_words(&schema["properties"]["vendor"], rtc_codes::Vendor::ALL);
    assert_words(&schema["$defs"]["limit"]["properties"]["scope"], Scope::ALL);
}

#[track_caller]
fn assert_words<T: ToString>(property: &Value, words: &[T]) {
    let words: Vec<String> = words.iter().map(ToString::to_string).collect();
    assert_eq!(property["enum"], Value::from(words));
}
