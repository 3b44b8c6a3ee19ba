//! Whether the letters of a term are in a folded text, told before the matcher is asked for a score.

use std::iter;

use super::query::{Kind, has_case};

/// A term's letters, made ready to be looked for in many texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Letters {
    /// As they were typed, folded.
    pub(super) text: String,
    pub(super) kind: Kind,
    /// Whether their case counts.
    pub(super) has_case: bool,
    mask: u64,
    is_plain: bool,
}

impl Letters {
    pub(super) fn new(text: &str, kind: Kind) -> Self {
        Self {
            text: text.to_owned(),
            kind,
            has_case: has_case(text),
            mask: mask(text),
            is_plain: text.bytes().all(|byte| byte.is_ascii_alphanumeric()),
        }
    }

    /// The same letters, their case ignored.
    pub(super) fn without_case(&self) -> Self {
        Self::new(&self.text.to_lowercase(), self.kind)
    }

    /// Whether every text that these letters are in has the others in it too.
    pub(super) fn narrows(&self, earlier: &Self) -> bool {
        self.kind == earlier.kind
            && matches!(self.kind, Kind::Fuzzy | Kind::Exact | Kind::Start)
            && self.text.starts_with(&earlier.text)
    }

    /// Whether a text whose letters have this mask could have them. Most can't, and this is the cheapest way to know.
    pub(super) const fn may_be_in(&self, mask: u64) -> bool {
        self.mask & !mask == 0
    }

    /// Whether they are nothing but letters and digits without accents.
    pub(super) const fn is_plain(&self) -> bool {
        self.is_plain
    }

    /// Whether the mask of a text says all: that of one letter does.
    pub(super) fn is_in_mask(&self) -> bool {
        self.kind == Kind::Fuzzy && !self.has_case && self.text.len() == 1 && self.mask & PLAIN != 0
    }

    /// Whether they are in a text, in the way that their kind asks for.
    pub(super) fn are_in(&self, text: &str) -> bool {
        match self.kind {
            Kind::Fuzzy => self.are_in_order_in(text),
            Kind::Exact => self.are_in_one_piece_in(text),
            Kind::Start => text.get(..self.text.len()).is_some_and(|start| self.are(start)),
            Kind::End => text
                .len()
                .checked_sub(self.text.len())
                .and_then(|start| text.get(start..))
                .is_some_and(|end| self.are(end)),
            Kind::Whole => self.are(text),
        }
    }

    fn are(&self, text: &str) -> bool {
        if self.has_case { text == self.text } else { text.eq_ignore_ascii_case(&self.text) }
    }

    /// Whether they stand in a text with no others between them.
    ///
    /// Those that don't are there by chance more often than not: `ku` is in `took an hour`.
    pub(super) fn are_in_one_piece_in(&self, text: &str) -> bool {
        self.pieces(text).next().is_some()
    }

    /// The bytes of a text at which they start with no others between them.
    pub(super) fn pieces<'a>(&'a self, text: &'a str) -> impl Iterator<Item = usize> + 'a {
        let first = self.text.chars().next();
        let mut from = 0;
        let next = move || {
            let first = first?;
            let start = from + self.find(text.get(from..)?, first)?;
            from = start + first.len_utf8();
            Some(start)
        };
        let is_piece = |&start: &usize| text.get(start..start + self.text.len()).is_some_and(|piece| self.are(piece));
        iter::from_fn(next).filter(is_piece)
    }

    fn are_in_order_in(&self, text: &str) -> bool {
        let mut rest = text;
        self.text.chars().all(|letter| {
            let behind = self.find(rest, letter).and_then(|place| rest.get(place + letter.len_utf8()..));
            rest = behind.unwrap_or_default();
            behind.is_some()
        })
    }

    fn find(&self, text: &str, letter: char) -> Option<usize> {
        match u8::try_from(letter).ok().filter(u8::is_ascii) {
            Some(byte) if self.has_case || !byte.is_ascii_alphabetic() => memchr::memchr(byte, text.as_bytes()),
            Some(byte) => memchr::memchr2(byte, byte.to_ascii_uppercase(), text.as_bytes()),
            None => text.find(letter),
        }
    }
}

/// One bit a letter or digit, case ignored; other characters share the rest of the bits.
pub(super) fn mask(text: &str) -> u64 {
    text.chars().fold(0, |mask, c| mask | bit(c))
}

/// The bits of the letters at which words of a text start; all bits if there are capitals inside words.
pub(super) fn heads(text: &str) -> u64 {
    let mut heads = 0;
    let mut before = None;
    for c in text.chars() {
        if before.is_none_or(|before: char| !before.is_alphanumeric()) {
            heads |= bit(c);
        } else if c.is_ascii_uppercase() && before.is_some_and(|before| !before.is_ascii_uppercase()) {
            return u64::MAX;
        }
        before = Some(c);
    }
    heads
}

/// The bits of letters and digits.
pub(super) const PLAIN: u64 = (1 << 36) - 1;

/// The bit of a character.
pub(super) fn bit(c: char) -> u64 {
    let place = match c.to_ascii_lowercase() {
        c @ 'a'..='z' => u32::from(c) - u32::from('a'),
        c @ '0'..='9' => 26 + u32::from(c) - u32::from('0'),
        c => 36 + u32::from(c) % 28,
    };
    1 << place
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn are_in(letters: &str, kind: Kind, text: &str) -> bool {
        Letters::new(letters, kind).are_in(text)
    }

    #[test]
    fn each_kind_looks_in_its_own_way() {
        let text = "Cache key without its tenant";
        assert!(are_in("ckt", Kind::Fuzzy, text) && !are_in("tkc", Kind::Fuzzy, text));
        assert!(are_in("key w", Kind::Exact, text) && !are_in("ckt", Kind::Exact, text));
        assert!(are_in("cache", Kind::Start, text) && !are_in("key", Kind::Start, text));
        assert!(are_in("tenant", Kind::End, text) && !are_in("its", Kind::End, text));
        assert!(are_in("redis", Kind::Whole, "Redis") && !are_in("redis", Kind::Whole, "Redis 7"));
        assert!(!are_in("é", Kind::Start, "a") && !are_in("日本", Kind::End, "本"));
    }

    #[test]
    fn a_capital_asks_for_capitals() {
        assert!(are_in("cache", Kind::Fuzzy, "CACHE") && are_in("CA", Kind::Fuzzy, "CACHE"));
        for kind in [Kind::Fuzzy, Kind::Exact, Kind::Start, Kind::Whole] {
            assert!(!are_in("CaChe", kind, "Cache"), "{kind:?}");
        }
    }

    #[test]
    fn letters_stand_in_one_piece_or_they_do_not() {
        let are_together = |letters: &str, text: &str| Letters::new(letters, Kind::Fuzzy).are_in_one_piece_in(text);
        assert!(are_together("leak", "Long evenings at work, and a Leak"));
        assert!(!are_together("memleak", "A memory leak") && !are_together("Leak", "A leak"));
        assert!(are_together("本語", "日本語") && !are_together("日語", "日本語"));
    }

    proptest! {
        #[test]
        fn the_mask_never_hides_a_match(letters in "[a-cA-C1é日 ]{1,4}", text in "[a-cA-C1é日 -]{0,12}") {
            for kind in [Kind::Fuzzy, Kind::Exact, Kind::Start, Kind::End, Kind::Whole] {
                let letters = Letters::new(&letters, kind);
                prop_assert!(!letters.are_in(&text) || letters.may_be_in(mask(&text)));
                prop_assert!(kind == Kind::Fuzzy || !letters.are_in(&text) || Letters::new(&letters.text, Kind::Fuzzy).are_in(&text));
            }
        }
    }
}
