//! How names are spelt: `zego-room` as slug, `ZegoRoom` as variant, and each made from the other.

/// `zego-room` as `ZegoRoom`.
pub(super) fn variant(slug: &str) -> String {
    slug.split('-')
        .flat_map(|word| {
            let mut chars = word.chars();
            chars.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(chars)
        })
        .collect()
}

/// `RoomNotFound5024` as `room-not-found-5024`: a new word at each capital, and where a number follows a small letter.
pub(super) fn kebab(name: &str) -> String {
    let mut out = String::new();
    let mut before = '-';
    for c in name.chars() {
        let begins = c.is_ascii_uppercase() || (c.is_ascii_digit() && before.is_ascii_lowercase());
        if begins && !out.is_empty() {
            out.push('-');
        }
        out.push(c.to_ascii_lowercase());
        before = c;
    }
    out
}

pub(super) fn is_slug(text: &str) -> bool {
    text.split('-').all(|word| {
        word.starts_with(|c: char| c.is_ascii_lowercase())
            && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
    })
}

/// `RoomNotFound`, but not `HTTPError`, whose words a slug could not tell apart.
pub(super) fn is_variant(text: &str) -> bool {
    let capitals = |pair: &[u8]| pair.iter().all(u8::is_ascii_uppercase);
    is_slug(&kebab(text).replace(|c: char| c.is_ascii_digit(), "n"))
        && text.starts_with(|c: char| c.is_ascii_uppercase())
        && !text.as_bytes().windows(2).any(capitals)
}
