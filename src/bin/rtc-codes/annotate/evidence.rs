//! Whose a number is, by what stands around it on its line.

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::LazyLock;

use memchr::{memchr, memmem, memrchr};
use regex_automata::Input;
use regex_automata::meta::{Cache, Regex};
use rtc_codes::{Call, Code, Domain, UnknownCode, Vendor};

use super::Asked;
use super::pattern::{self, ESCAPE};
use super::rules::{self, FILLERS, NAMES, Numbers, Reach, SHORTEST, WORLDS, Whose};

/// What a number means, or that it means nothing where it should.
pub type Meaning = Result<Code, UnknownCode>;

/// How far before a key words are looked for that say it is of another world.
const BEFORE: usize = 96;

/// A number beside a key.
pub struct Number {
    pub value: i64,
    /// How many digits it is written with.
    pub digits: usize,
    /// Whether the key is one of the first row.
    pub is_strong: bool,
    /// Where key and number stand in the buffer.
    pub place: Range<usize>,
}

/// A name that was found on a line.
#[derive(Clone, Debug)]
struct Found {
    place: Range<usize>,
    name: usize,
}

/// Finds out whose a number is.
pub struct Evidence {
    asked: Asked,
    names_cache: Cache,
    worlds_caches: Vec<Cache>,
    /// The line of the last number, as far as the buffer has it, and the names on it.
    line: Range<usize>,
    found: Vec<Found>,
}

#[derive(Clone, Copy)]
enum Named {
    Domain(Domain),
    Whose(Whose),
}

/// The search for names, and what each of its patterns says.
static NAMED: LazyLock<(Regex, Vec<Named>)> = LazyLock::new(|| {
    let (patterns, whose): (Vec<_>, Vec<_>) = named().into_iter().unzip();
    (pattern::regex(&patterns), whose)
});

/// The searches for what stands before a number of another world, by the rows of the table.
static BEFORE_KEYS: LazyLock<Vec<Regex>> =
    LazyLock::new(|| WORLDS.iter().map(|world| pattern::regex(&[before_key(world)])).collect());

impl Evidence {
    pub fn new(asked: Asked) -> Self {
        let names_cache = NAMED.0.create_cache();
        let worlds_caches = BEFORE_KEYS.iter().map(Regex::create_cache).collect();
        Self { asked, names_cache, worlds_caches, line: 0..0, found: Vec::new() }
    }

    /// Forgets the buffer, whose bytes have moved.
    pub fn forget(&mut self) {
        self.line = 0..0;
    }

    /// What a number means, by the line that it stands on.
    ///
    /// The buffer has that line, or at least [`rules::REACH`] bytes of it and a name more on each side.
    pub fn meanings(&mut self, buffer: &[u8], number: &Number) -> Vec<Meaning> {
        self.enter_line(buffer, number);
        if self.is_of_another_world(buffer, number) {
            return Vec::new();
        }
        let near = self.line.start.max(number.place.start.saturating_sub(rules::REACH))
            ..self.line.end.min(number.place.end + rules::REACH);
        let by_symbol = with_symbol(&buffer[near.clone()], number.value);
        if !by_symbol.is_empty() {
            return by_symbol;
        }
        let first = self.found.partition_point(|found| found.place.start < near.start);
        let end = self.found.partition_point(|found| found.place.end <= near.end);
        let names = &self.found[first..end.max(first)];
        match nearest(names, number).map(|found| NAMED.1[found.name]) {
            Some(Named::Whose(Whose::Other)) => Vec::new(),
            Some(name) => {
                let vendor = vendor_of(name);
                match self.asked.domain.filter(|domain| Some(domain.vendor()) == vendor) {
                    Some(domain) => in_domain(domain, number),
                    None => named_here(vendor, names, number),
                }
            }
            None => match self.asked {
                Asked { domain: Some(domain), .. } => in_domain(domain, number),
                Asked { vendor: Some(vendor), .. } => in_domains(Domain::ALL, Some(vendor), number),
                Asked { .. } => by_itself(None, number),
            },
        }
    }

    /// Whether a word right before the key says so.
    fn is_of_another_world(&mut self, buffer: &[u8], number: &Number) -> bool {
        let from = self.line.start.max(number.place.start.saturating_sub(BEFORE));
        let key = buffer[number.place.clone()].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        // The key's own word is seen too: what `zip` says of `code` it does not say of `result`.
        let before = &buffer[from..number.place.start + key];
        WORLDS.iter().zip(BEFORE_KEYS.iter().zip(&mut self.worlds_caches)).any(|(world, (regex, cache))| {
            let counts = match world.numbers {
                Numbers::Short => number.digits < rules::LONG,
                Numbers::Positive => number.value.is_positive(),
            };
            counts && regex.search_with(cache, &Input::new(before)).is_some()
        })
    }

    /// Finds the line of a number and the names on it, once for all its numbers.
    fn enter_line(&mut self, buffer: &[u8], number: &Number) {
        if self.line.contains(&number.place.start) {
            return;
        }
        let start = memrchr(b'\n', &buffer[..number.place.start]).map_or(0, |newline| newline + 1);
        let end = memchr(b'\n', &buffer[number.place.end..]).map_or(buffer.len(), |newline| number.place.end + newline);
        self.line = start..end;
        self.found.clear();
        let mut at = start;
        while let Some(found) = NAMED.0.search_with(&mut self.names_cache, &Input::new(buffer).span(at..end)) {
            at = found.end();
            let name = found.pattern().as_usize();
            // In `trtc-rest 100012, code=104` the domain is that of its own number.
            if !(matches!(NAMED.1[name], Named::Domain(_)) && has_own_number(&buffer[at..end])) {
                self.found.push(Found { place: found.range(), name });
            }
        }
    }
}

/// The name that says whose the number is: the last before it, or else the first behind.
fn nearest<'a>(names: &'a [Found], number: &Number) -> Option<&'a Found> {
    let says = |found: &&Found| !matches!(NAMED.1[found.name], Named::Whose(Whose::Platform(_)));
    let before = names.iter().filter(says).rfind(|found| found.place.start < number.place.end);
    before.or_else(|| names.iter().find(says))
}

/// What a number means where names on the line say whose it is.
fn named_here(vendor: Option<Vendor>, names: &[Found], number: &Number) -> Vec<Meaning> {
    let (mut domains, mut platform, mut products) = (Vec::new(), None, false);
    for found in names {
        match NAMED.1[found.name] {
            Named::Domain(domain) if Some(domain.vendor()) == vendor => {
                domains.push(domain);
                products = true;
            }
            Named::Whose(Whose::Product(slugs)) if Some(product_vendor(slugs)) == vendor => {
                domains.extend(with_slugs(slugs));
                products = true;
            }
            Named::Whose(Whose::Platform(slugs)) => platform = Some(slugs),
            Named::Domain(_) | Named::Whose(_) => {}
        }
    }
    if products {
        let meanings = in_named(&domains, number);
        return if meanings.is_empty() && !domains.is_empty() { by_itself(vendor, number) } else { meanings };
    }
    match platform.filter(|_| number.digits >= rules::LONG) {
        Some(slugs) => in_domains(&with_slugs(slugs).collect::<Vec<_>>(), vendor, number),
        None => in_domains(Domain::ALL, vendor, number),
    }
}

/// The patterns of all names, each with what it says: those of the catalogue first, then those of the table.
///
/// The first pattern counts that fits, so a name stands before its own beginning: `zego-media-file` before `zego-media`.
fn named() -> Vec<(String, Named)> {
    let mut domains = Domain::ALL.to_vec();
    domains.sort_by_key(|domain| Reverse(domain.slug().len()));
    let slugs = domains.into_iter().map(|domain| (pattern::slug(domain.slug()), Named::Domain(domain)));
    let mut calls: Vec<_> = Call::ALL.iter().filter(|call| call.name().len() >= SHORTEST).collect();
    calls.sort_by_key(|call| Reverse(call.name().len()));
    let calls = calls.into_iter().map(|call| (pattern::exact(call.name()), Named::Domain(call.domain())));
    let words = NAMES.iter().map(|name| (pattern::any_of(name.words), Named::Whose(name.whose)));
    slugs.chain(calls).chain(words).collect()
}

/// What stands before a number of another world, up to its key and with it.
fn before_key(world: &rules::World) -> String {
    let (words, fillers) = (pattern::any_of(world.words), pattern::any_of(FILLERS));
    let signs = match world.reach {
        Reach::Code => return format!("{words}[ \\t_-]{{0,2}}(?i:code)$"),
        Reach::Near => "[ \\t_:;,.=()\\[\\]/-]",
        Reach::Across => "[ \\t_:;,.=()\\[\\]/{}'\"\\\\-]",
    };
    let between = format!("(?:{ESCAPE}|{signs}){{0,8}}");
    format!("{words}{between}(?:{fillers}{between}){{0,5}}[A-Za-z]{{0,40}}$")
}

fn vendor_of(named: Named) -> Option<Vendor> {
    match named {
        Named::Domain(domain) => Some(domain.vendor()),
        Named::Whose(Whose::Vendor(vendor)) => Some(vendor),
        Named::Whose(Whose::Product(slugs)) => Some(product_vendor(slugs)),
        // Not reached: neither is asked for its vendor.
        Named::Whose(Whose::Platform(_) | Whose::Other) => None,
    }
}

/// Whether a number follows a domain's name, as in `zego-room/104` and `zego-room: 104`.
fn has_own_number(after: &[u8]) -> bool {
    let signs = after.iter().take(16).take_while(|&&byte| matches!(byte, b'/' | b':' | b' ' | b'\t' | b'-')).count();
    signs > 0 && after.get(signs).is_some_and(u8::is_ascii_digit)
}

/// The vendor of a product, whether or not the catalogue has the product.
fn product_vendor(slugs: &[&str]) -> Vendor {
    let zego = slugs.iter().any(|slug| slug.starts_with("zego-"));
    if zego { Vendor::Zegocloud } else { Vendor::Tencent }
}

fn with_slugs(slugs: &[&str]) -> impl Iterator<Item = Domain> {
    Domain::ALL.iter().copied().filter(|domain| slugs.iter().any(|slug| domain.slug().starts_with(slug)))
}

/// The codes of a number whose symbols stand on the line.
fn with_symbol(line: &[u8], number: i64) -> Vec<Meaning> {
    let stands = |symbol: &str| memmem::find_iter(line, symbol).any(|at| pattern::is_word(line, at..at + symbol.len()));
    let codes = Code::resolve(number);
    codes
        .filter(|code| code.symbol().is_some_and(|symbol| symbol.len() >= SHORTEST && stands(symbol)))
        .map(Ok)
        .collect()
}

/// In the domain that was asked for every number that is surely an answer is said, listed or not.
fn in_domain(domain: Domain, number: &Number) -> Vec<Meaning> {
    match Code::try_lookup(domain, number.value) {
        Err(unknown) if !number.is_strong && unknown.section().is_none() => Vec::new(),
        meaning => vec![meaning],
    }
}

/// In domains that the line names.
fn in_named(domains: &[Domain], number: &Number) -> Vec<Meaning> {
    let mut meanings: Vec<Meaning> = Vec::new();
    for code in domains.iter().filter_map(|&domain| Code::lookup(domain, number.value)) {
        if !meanings.contains(&Ok(code)) {
            meanings.push(Ok(code));
        }
    }
    if meanings.is_empty() { unlisted(domains, number) } else { meanings }
}

/// In those of the domains that are a vendor's.
fn in_domains(domains: &[Domain], vendor: Option<Vendor>, number: &Number) -> Vec<Meaning> {
    let is_shared = |domain: Domain| {
        rules::SHARED.iter().any(|&(its, first, last)| its == domain && (first..=last).contains(&number.value))
    };
    let domains: Vec<Domain> = domains.iter().copied().filter(|domain| Some(domain.vendor()) == vendor).collect();
    let codes = Code::resolve(number.value);
    let meanings: Vec<_> =
        codes.filter(|code| domains.contains(&code.domain()) && !is_shared(code.domain())).map(Ok).collect();
    if meanings.is_empty() && number.digits >= rules::UNLISTED { unlisted(&domains, number) } else { meanings }
}

/// A number that is nobody else's.
fn by_itself(vendor: Option<Vendor>, number: &Number) -> Vec<Meaning> {
    let is_own = rules::OWN.iter().any(|(first, last)| (first..=last).contains(&&number.value));
    if number.digits < rules::LONG && !(is_own && number.is_strong) {
        return Vec::new();
    }
    let is_its = |domain: &Domain| vendor.is_none_or(|vendor| domain.vendor() == vendor);
    let meanings: Vec<_> = Code::resolve(number.value).filter(|code| is_its(&code.domain())).map(Ok).collect();
    if meanings.is_empty() && number.digits >= rules::LONG {
        unlisted(&Domain::ALL.iter().copied().filter(is_its).collect::<Vec<_>>(), number)
    } else {
        meanings
    }
}

/// That a number beside a key of the first row is unknown, in each domain with a section that owns it.
fn unlisted(domains: &[Domain], number: &Number) -> Vec<Meaning> {
    if !number.is_strong {
        return Vec::new();
    }
    let owns = |domain: Domain| domain.section_of(number.value).is_some_and(|section| section.domain() == domain);
    let owners = domains.iter().filter(|&&domain| owns(domain));
    owners.map(|&domain| Code::try_lookup(domain, number.value)).filter(Result::is_err).collect()
}
