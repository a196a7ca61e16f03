//! A name in one spelling in, the other spelling out: the slug `zego-room`, the variant `ZegoRoom`.

/// The variant of a slug: `zego-room` gives `ZegoRoom`.
pub(super) fn variant(slug: &str) -> String {
    slug.split('-')
        .flat_map(|word| {
            let mut chars = word.chars();
            chars.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(chars)
        })
        .collect()
}

/// The slug of a variant: `RoomNotFound5024` gives `room-not-found-5024`. A capital begins a word, and so does a digit
/// after a small letter.
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

/// Whether a text is a variant: `RoomNotFound` is one, `HTTPError` is not, since its slug would be `h-t-t-p-error`.
pub(super) fn is_variant(text: &str) -> bool {
    let capitals = |pair: &[u8]| pair.iter().all(u8::is_ascii_uppercase);
    is_slug(&kebab(text).replace(|c: char| c.is_ascii_digit(), "n"))
        && !text.contains('-')
        && text.starts_with(|c: char| c.is_ascii_uppercase())
        && !text.as_bytes().windows(2).any(capitals)
}
