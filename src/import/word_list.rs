//! Word lists: words that each word of a document is looked for among.

/// A list of words, by their first bytes. Hardly any word of a document is in it, and that is soon seen.
pub(super) struct WordList(Vec<Vec<&'static str>>);

impl WordList {
    /// A list of these words, none of them empty.
    pub(super) fn new(words: &[&'static str]) -> Self {
        let mut by_start = vec![Vec::new(); 256];
        for word in words {
            let start = word.bytes().next().and_then(|byte| by_start.get_mut(usize::from(byte)));
            start.into_iter().for_each(|alike: &mut Vec<_>| alike.push(*word));
        }
        Self(by_start)
    }

    /// Whether a word is in it.
    pub(super) fn has(&self, word: &str) -> bool {
        let start = word.bytes().next().and_then(|byte| self.0.get(usize::from(byte)));
        start.is_some_and(|alike| alike.contains(&word))
    }
}
