//! The page of `rtc-codes export --format html` in a real browser, from a file: what somebody types, chooses and follows.
//!
//! Ignored by default, since it needs Chromium: `cargo test --all-features --test page -- --ignored`.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use rtc_codes::{Actor, Category, Code, Domain, Retry};
use serde_json::{Value, json};
use tempfile::TempDir;

/// Chromium with one page, told what to do over the pipe of its developer tools, where a zero byte ends each message.
struct Browser {
    child: Child,
    commands: File,
    messages: BufReader<File>,
    session: Option<String>,
    id: u64,
    /// What the page logged, threw or asked the network for.
    complaints: Vec<String>,
    folder: TempDir,
}

impl Browser {
    /// Opens the page at an address behind `#`, on a screen of a width.
    fn open(hash: &str, width: u32) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str| folder.path().join(name);
        let export =
            Command::new(env!("CARGO_BIN_EXE_rtc-codes")).args(["export", "--format", "html"]).output().unwrap();
        fs::write(file("page.html"), export.stdout).unwrap();
        assert!(Command::new("mkfifo").args([file("commands"), file("messages")]).status().unwrap().success());
        let child = Command::new("sh")
            .args(["-c", r#"exec chromium --headless --no-sandbox --disable-gpu --no-first-run --lang=en --user-data-dir="$0/profile" --disable-background-networking --remote-debugging-pipe about:blank 3<"$0/commands" 4>"$0/messages""#])
            .arg(folder.path())
            .stderr(Stdio::null())
            .spawn()
            .expect("Chromium is installed");
        let commands = File::options().write(true).open(file("commands")).unwrap();
        let messages = BufReader::new(File::open(file("messages")).unwrap());
        let mut browser = Self { child, commands, messages, session: None, id: 0, complaints: Vec::new(), folder };

        let targets = browser.command("Target.getTargets", &json!({}));
        let targets = targets["targetInfos"].as_array().unwrap();
        let page = targets.iter().find(|target| target["type"] == "page").unwrap()["targetId"].clone();
        let attached = browser.command("Target.attachToTarget", &json!({"targetId": page, "flatten": true}));
        browser.session = Some(attached["sessionId"].as_str().unwrap().to_owned());
        for domain in ["Page", "Runtime", "Log", "Network"] {
            browser.command(&format!("{domain}.enable"), &json!({}));
        }
        let screen = json!({"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600});
        browser.command("Emulation.setDeviceMetricsOverride", &screen);
        let address = format!("file://{}#{hash}", Path::new(browser.folder.path()).join("page.html").display());
        browser.command("Page.navigate", &json!({"url": address}));
        browser
            .value("new Promise(done => document.readyState === 'complete' ? done() : addEventListener('load', done))");
        browser.settle();
        browser
    }

    /// The answer to a command; what is complained about meanwhile is kept.
    fn command(&mut self, method: &str, params: &Value) -> Value {
        self.id += 1;
        let mut command = json!({"id": self.id, "method": method, "params": params});
        if let Some(session) = &self.session {
            command["sessionId"] = json!(session);
        }
        self.commands.write_all(format!("{command}\0").as_bytes()).unwrap();
        loop {
            let mut message = Vec::new();
            self.messages.read_until(0, &mut message).unwrap();
            assert_eq!(message.pop(), Some(0), "Chromium ended");
            let message: Value = serde_json::from_slice(&message).unwrap();
            if message["id"] == self.id {
                assert_eq!(message["error"], Value::Null, "{method}");
                return message["result"].clone();
            }
            let asked = message["params"]["request"]["url"].as_str().unwrap_or_default();
            let complains = match message["method"].as_str().unwrap_or_default() {
                "Runtime.consoleAPICalled" | "Runtime.exceptionThrown" | "Log.entryAdded" => true,
                "Network.requestWillBeSent" => !asked.starts_with("file:") && !asked.starts_with("data:"),
                _ => false,
            };
            if complains {
                self.complaints.push(message.to_string());
            }
        }
    }

    /// What an expression of JavaScript has for a value.
    fn value(&mut self, expression: &str) -> Value {
        let params = json!({"expression": expression, "awaitPromise": true, "returnByValue": true});
        let result = self.command("Runtime.evaluate", &params);
        assert_eq!(result["exceptionDetails"], Value::Null, "{expression}");
        result["result"]["value"].clone()
    }

    fn text(&mut self, expression: &str) -> String {
        self.value(expression).as_str().unwrap_or_else(|| panic!("{expression} is no text")).to_owned()
    }

    /// Types into the search, in place of what stands there.
    fn search(&mut self, words: &str) -> Vec<String> {
        self.value("document.getElementById('words').focus(), document.getElementById('words').select()");
        self.command("Input.insertText", &json!({"text": words}));
        self.keys()
    }

    fn choose(&mut self, select: &str, value: usize) {
        let change = "select.dispatchEvent(new Event('input', { bubbles: true }))";
        self.value(&format!(
            "{{ const select = document.getElementById('{select}'); select.value = {value}; {change}; }}"
        ));
    }

    fn press(&mut self, key: &str, code: u32, text: &str) {
        let params = json!({"type": "keyDown", "key": key, "windowsVirtualKeyCode": code, "text": text});
        self.command("Input.dispatchKeyEvent", &params);
        self.command("Input.dispatchKeyEvent", &json!({"type": "keyUp", "key": key, "windowsVirtualKeyCode": code}));
        self.settle();
    }

    /// Waits for what an event sets off in a later turn.
    fn settle(&mut self) {
        self.value("new Promise(done => setTimeout(done, 50))");
    }

    /// The keys of the rows that are shown: `zego-room/104`.
    fn keys(&mut self) -> Vec<String> {
        let keys = self.value("[...document.querySelectorAll('details')].map(details => details.id)");
        serde_json::from_value(keys).unwrap()
    }

    fn count(&mut self) -> String {
        self.text("document.getElementById('count').textContent")
    }

    #[track_caller]
    fn has_not_complained(&self) {
        assert!(self.complaints.is_empty(), "{:#?}", self.complaints);
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn key(code: Code) -> String {
    format!("{}/{}", code.domain(), code.number())
}

#[test]
#[ignore = "needs Chromium"]
fn it_finds_what_is_typed_as_it_is_typed() {
    let mut page = Browser::open("", 1280);
    assert_eq!(page.count(), format!("{} rows", Code::ALL.len()));
    assert_eq!(page.keys().len(), 100.min(Code::ALL.len()));
    for (words, first) in [
        ("104", "zego-room/104"),
        ("1,102,016", "zego-web/1102016"),
        ("zego-room/5024", "zego-room/5024"),
        ("ZegoRoom::RoomNotFound", "zego-room/104"),
        ("err_camera_occupied", "trtc-client/-1102"),
        ("麦位 锁定", "trtc-client/-2372"),
    ] {
        assert_eq!(page.search(words).first().map(String::as_str), Some(first), "{words}");
    }
    let named = page.search("room").into_iter().map(|key| key.parse::<Code>().unwrap());
    assert!(
        named.take(10).all(|code| format!("{} {}", code.name(), code.description()).to_lowercase().contains("room"))
    );
    assert_eq!(page.search("flux capacitor"), Vec::<String>::new());
    assert!(page.count().starts_with("No row fits"));
    page.has_not_complained();
}

#[test]
#[ignore = "needs Chromium"]
fn its_filters_keep_the_rows_that_fit() {
    let mut page = Browser::open("", 1280);
    let chosen = Code::ALL.iter().find(|code| code.retry() == Retry::Throttled).copied().unwrap();
    page.choose("domain", Domain::ALL.iter().position(|&domain| domain == chosen.domain()).unwrap());
    page.choose("retry", Retry::ALL.iter().position(|&retry| retry == chosen.retry()).unwrap());
    page.choose("actor", Actor::ALL.iter().position(|&actor| actor == chosen.actor()).unwrap());
    page.choose("category", Category::ALL.iter().position(|&category| category == chosen.category()).unwrap());
    let fits = |code: &Code| {
        (code.domain(), code.retry(), code.actor(), code.category())
            == (chosen.domain(), chosen.retry(), chosen.actor(), chosen.category())
    };
    let expected: Vec<String> = Code::ALL.iter().copied().filter(fits).map(key).collect();
    assert_eq!(page.keys(), expected);
    assert_eq!(page.count(), format!("{} of {} rows", expected.len(), Code::ALL.len()));

    page.value("document.querySelector('button[type=reset]').click()");
    assert_eq!(page.count(), format!("{} rows", Code::ALL.len()));
    page.value("document.getElementById('more').click()");
    assert_eq!(page.keys(), Code::ALL.iter().copied().map(key).collect::<Vec<_>>());
    page.has_not_complained();
}

#[test]
#[ignore = "needs Chromium"]
fn a_link_opens_its_row() {
    // The last row, which is not among those shown at first; a row by its name; one that another domain answers with.
    let last = Code::ALL.last().copied().unwrap();
    for (hash, code) in [
        (key(last), last),
        ("zego-room/room-not-found".to_owned(), Code::lookup(Domain::ZegoRoom, 104).unwrap()),
        ("zego-moderation/104".to_owned(), Code::lookup(Domain::ZegoRoom, 104).unwrap()),
    ] {
        for width in [1280, 400] {
            let mut page = Browser::open(&hash, width);
            let open = page.text("document.querySelector('details[open]').id");
            assert_eq!(open, key(code));
            assert_eq!(page.text("document.activeElement.parentElement.id"), open);
            let card = page.text("document.querySelector('details[open]').textContent");
            let action = code.action().unwrap_or_default().replace('`', "");
            assert!(card.contains(code.name()) && card.contains(&action), "{card}");
            let top = page.value("document.querySelector('details[open]').getBoundingClientRect().top");
            let covered = page.value("getComputedStyle(document.getElementById('form')).position === 'sticky' ? document.getElementById('form').getBoundingClientRect().bottom : 0");
            assert!(top.as_f64() >= covered.as_f64() && top.as_f64() < Some(800.0), "{top} below {covered}");
            let wider = "document.documentElement.scrollWidth > document.documentElement.clientWidth";
            assert_eq!(page.value(wider), false, "it scrolls sideways");
            page.has_not_complained();
        }
    }
    let mut page = Browser::open("zego-room/103", 400);
    assert_eq!(page.count(), "No row is called zego-room/103.");
    // A link to another row, while a search hides it.
    page.search("camera");
    page.value("location.hash = '#zego-room/104'");
    page.settle();
    assert_eq!(page.text("document.activeElement.parentElement.id"), "zego-room/104");
    page.has_not_complained();
}

#[test]
#[ignore = "needs Chromium"]
fn the_keyboard_alone_will_do_in_both_languages() {
    let mut page = Browser::open("", 400);
    page.press("/", 191, "/");
    assert_eq!(page.text("document.activeElement.id"), "words");
    page.command("Input.insertText", &json!({"text": "1102016"}));
    page.press("ArrowDown", 40, "");
    page.press("Enter", 13, "\r");
    assert_eq!(page.text("location.hash"), "#zego-web/1102016");
    let code = Code::lookup(Domain::ZegoWeb, 1102016).unwrap();
    page.choose("lang", 1);
    let card = page.text("document.querySelector('details[open]').textContent");
    let text = code.text(rtc_codes::Lang::Zh);
    assert!(card.contains(text.description()) && card.contains(text.action().unwrap()), "{card}");
    assert_eq!(page.text("document.documentElement.lang"), "zh-Hans");
    page.has_not_complained();
}

#[test]
#[ignore = "needs Chromium"]
fn a_screen_reader_is_told_what_everything_is() {
    let mut page = Browser::open("zego-room/104", 1280);
    let tree = page.command("Accessibility.getFullAXTree", &json!({}));
    let nodes: Vec<(String, String)> = tree["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|node| (&node["role"]["value"], &node["name"]["value"]))
        .map(|(role, name)| {
            (role.as_str().unwrap_or_default().to_owned(), name.as_str().unwrap_or_default().to_owned())
        })
        .collect();
    let named =
        |role: &str| nodes.iter().filter(|(own, _)| own == role).map(|(_, name)| name.as_str()).collect::<Vec<_>>();
    assert_eq!(named("searchbox"), ["Search: number, name, symbol or words, in English or Chinese"]);
    assert_eq!(named("combobox"), ["Domain", "Retry", "Who acts", "Category", "Language · 语言"]);
    assert_eq!(named("heading"), ["Error numbers of ZEGOCLOUD and Tencent RTC"]);
    for role in ["main", "search", "banner", "contentinfo", "status", "list"] {
        assert_eq!(named(role).len(), 1, "{role}");
    }
    let row = "zego-room 104 room does not exist RoomNotFound AfterState Developer";
    assert!(named("DisclosureTriangle").contains(&row), "{:?}", named("DisclosureTriangle").first());
    page.has_not_complained();
}
