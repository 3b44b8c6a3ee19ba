//! Word starts: where in a text some words may start. Four bytes tell nearly everywhere that none does.

/// The words that are looked for, as far as four bytes tell them.
pub(super) struct WordStarts {
    /// For each value of a byte, the groups of words before which it may stand, which it may start, and in which it may
    /// come second and third: one bit a group.
    groups: Box<[[u64; 1 << 8]; 4]>,
}

impl WordStarts {
    /// Those of these words. They are told apart best in order.
    pub(super) fn of(words: &[&str]) -> Self {
        let mut groups = Box::new([[0; 1 << 8]; 4]);
        let [before, inside @ ..] = &mut *groups;
        for (byte, groups) in (0..=u8::MAX).zip(before) {
            *groups = if byte.is_ascii_alphanumeric() { 0 } else { u64::MAX };
        }
        for (index, word) in words.iter().enumerate() {
            // Neighbors start alike, and share a group where there are many.
            let group = 1 << (index * 64 / words.len());
            for (place, groups) in inside.iter_mut().enumerate() {
                for byte in standing_for(word.as_bytes().get(place).copied()) {
                    if let Some(groups) = groups.get_mut(usize::from(byte)) {
                        *groups |= group;
                    }
                }
            }
        }
        Self { groups }
    }

    /// The places in a text where one of the words may start, whatever its case. Near the ends of the text there are no
    /// four bytes to tell by.
    pub(super) fn within(&self, text: &str) -> impl Iterator<Item = usize> {
        let near_end = text.len().saturating_sub(2);
        let is_start = |at: &usize| text.as_bytes().get(at - 1..at + 3).is_some_and(|bytes| self.may_be_start(bytes));
        let inside = (1..near_end).filter(is_start);
        inside.chain(std::iter::once(0).chain(near_end.max(1)..text.len()))
    }

    fn may_be_start(&self, bytes: &[u8]) -> bool {
        let &[before, first, second, third] = bytes else { return false };
        let [of_before, of_first, of_second, of_third] = &*self.groups;
        let groups = |of: &[u64; 1 << 8], byte: u8| of.get(usize::from(byte)).copied().unwrap_or(0);
        groups(of_before, before) & groups(of_first, first) & groups(of_second, second) & groups(of_third, third) != 0
    }
}

/// The bytes that may stand in a text for a byte of a word, or behind its end. What bytes become in another case is only
/// simple in ASCII.
fn standing_for(own: Option<u8>) -> impl Iterator<Item = u8> {
    let (bytes, other_case) = match own {
        None => (0..=u8::MAX, None),
        Some(own) if own.is_ascii() => {
            (own.to_ascii_lowercase()..=own.to_ascii_lowercase(), Some(own.to_ascii_uppercase()))
        }
        Some(_) => (0x80..=u8::MAX, None),
    };
    bytes.chain(other_case)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_may_start_where_its_first_letters_stand_behind_none() {
        let starts = WordStarts::of(&["c", "go", "redis", "tú"]);
        let text = "Go: REDIS, predis, _go, read, TÚ, C and tuna in the end: go";
        let found: Vec<&str> = starts.within(text).filter_map(|at| text.get(at..at + 2)).collect();
        assert_eq!(found, ["RE", "go", "C ", "Go", "go"]);
        assert_eq!(WordStarts::of(&[]).within("a").count(), 1);
    }
}
