//! The bytes of an input in, choices out, so that every input is something and a small change of it changes little.

/// The choices that are left.
pub struct Choices<'i>(&'i [u8]);

impl<'i> Choices<'i> {
    pub const fn of(input: &'i [u8]) -> Self {
        Self(input)
    }

    pub const fn are_over(&self) -> bool {
        self.0.is_empty()
    }

    /// The next byte; without one, 0.
    pub fn byte(&mut self) -> u8 {
        let Some((&byte, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        byte
    }

    /// A number below `limit`, which is at least 1.
    pub fn below(&mut self, limit: usize) -> usize {
        let large = if limit > 256 { usize::from(self.byte()) << 8 } else { 0 };
        (large | usize::from(self.byte())) % limit
    }

    /// True once in so many bytes.
    pub fn is(&mut self, one_in: usize) -> bool {
        self.below(one_in) == one_in - 1
    }

    pub fn of_list<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    pub fn text<'a>(&mut self, texts: &[&'a str]) -> &'a str {
        texts[self.below(texts.len())]
    }

    /// Any `i32`.
    pub fn number(&mut self) -> i32 {
        i32::from_le_bytes([0; 4].map(|_: u8| self.byte()))
    }
}
