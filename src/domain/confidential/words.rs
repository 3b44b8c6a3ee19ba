//! The confidential words of all stories at hand, and where they stand in a text, marked or not.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::{Mark, marks, push_alias, replaced};
use crate::domain::fold::fold_char;
use crate::domain::safe::is_invisible;
use crate::domain::story::Story;
use crate::domain::text::is_unspaced;

/// Confidential words, as a tree of their letters: however many there are, a text is looked through once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    /// The real words, and what others see of them.
    marked: Vec<(String, Aliases)>,
    /// Which node comes behind a node by a letter. The first is 0.
    next: HashMap<(usize, char), usize>,
    /// The nodes behind which something other than a letter may stand.
    gaps: HashSet<usize>,
    /// The nodes with which a word ends, and which.
    ends: HashMap<usize, usize>,
    nodes: usize,
    /// What makes the names of ids others than anybody else would make, if there is such a key.
    pub(super) key: Option<u128>,
}

/// What stands for a confidential word, and what is made from its kind, for where the first is confidential itself.
type Aliases = [String; 2];

/// A confidential word in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found<'a> {
    /// The bytes where it stands.
    pub place: Range<usize>,
    /// The real words, as they are marked somewhere.
    pub word: &'a str,
    /// What is to stand for them.
    pub alias: &'a str,
    of_kind: &'a str,
}

/// A word of which a text shows the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Begun(usize);

/// Whether a text goes on with a word that was begun before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GoesOn {
    /// It doesn't.
    No,
    /// It does to its end, and the word may go on behind that.
    Further(Begun),
    /// The word ends at this byte.
    ToItsEnd(usize),
}

/// A letter or digit of a text as it is compared.
#[derive(Debug, Clone, Copy)]
struct Letter {
    folded: char,
    form: Form,
    /// The bytes of the character that it comes from.
    start: usize,
    end: usize,
    /// Whether something else stands before it.
    is_behind_gap: bool,
}

/// What two letters beside each other can differ in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Capital,
    Small,
    Digit,
    Other,
}

impl Words {
    /// The words that are marked in these stories, as their files have them. Where one is marked twice, others see what
    /// stands for the first.
    pub fn of<'a>(stories: impl IntoIterator<Item = &'a Story>) -> Self {
        let mut words = Self::default();
        for text in stories.into_iter().flat_map(Story::texts) {
            for (place, mark) in marks(text) {
                let aliases = [mark.alias(), mark.of_kind()].map(Cow::into_owned);
                words.add(mark.word, &aliases);
                let (before, behind) = letters_around(text, &place);
                if !(before.is_empty() && behind.is_empty()) {
                    let within = |words: &str| format!("{before}{words}{behind}");
                    words.add(&within(mark.word), &aliases.map(|alias| within(&alias)));
                }
            }
        }
        words
    }

    /// These together with others.
    #[must_use]
    pub fn with(&self, others: &Self) -> Self {
        let mut all = self.clone();
        others.marked.iter().for_each(|(word, aliases)| all.add(word, aliases));
        all.key = self.key.or(others.key);
        all
    }

    /// The same with this key to the names of ids.
    #[must_use]
    pub fn with_key(self, key: Option<u128>) -> Self {
        Self { key, ..self }
    }

    /// Whether there are none.
    pub fn are_none(&self) -> bool {
        self.marked.is_empty()
    }

    /// Where they stand in a text as whole words, in order. Neither case nor accents count, nor what stands between the
    /// parts of a name: `Acme Corp` is found in `ACME-Corp’s` and in `acmecorp`. A word may have an s behind it, and be one
    /// of several that are written together: `Acme` is found in `Acmes` and `AcmeBot`, but not in `acmepay`.
    pub fn find<'a>(&'a self, text: &str) -> Vec<Found<'a>> {
        if self.are_none() {
            return Vec::new();
        }
        let letters = letters_of(text);
        let mut found = Vec::new();
        let mut at = 0;
        while at < letters.len() {
            match self.longest_at(&letters, at) {
                Some((length, word)) => {
                    let place = letters.get(at).zip(letters.get(at + length - 1));
                    found.extend(place.zip(self.marked.get(word)).map(|((first, last), (word, [alias, of_kind]))| {
                        Found { place: first.start..last.end, word, alias, of_kind }
                    }));
                    at += length;
                }
                None => at += 1,
            }
        }
        found
    }

    /// The text with what others see in place of each of them.
    pub fn covered<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let found = self.find(text);
        if found.is_empty() {
            return Cow::Borrowed(text);
        }
        let mut out = String::with_capacity(text.len());
        let mut end = 0;
        for found in found {
            out.push_str(text.get(end..found.place.start).unwrap_or_default());
            push_alias(&mut out, self.first_that_hides([found.alias, found.of_kind]));
            end = found.place.end;
        }
        out.push_str(text.get(end..).unwrap_or_default());
        Cow::Owned(self.without_what_is_left(out))
    }

    /// A text as its file has it, as others see it: what stands for the words that are marked in it, and for each of these.
    pub fn shown<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let push = |out: &mut String, mark: &Mark<'a>| {
            push_alias(out, self.first_that_hides([&mark.alias(), &mark.of_kind()]));
        };
        match replaced(text, push) {
            Cow::Borrowed(text) => self.covered(text),
            Cow::Owned(text) => Cow::Owned(self.covered(&text).into_owned()),
        }
    }

    /// The first of these that has none of them in it.
    fn first_that_hides<'a>(&self, aliases: [&'a str; 2]) -> &'a str {
        aliases.into_iter().find(|alias| self.find(alias).is_empty()).unwrap_or("…")
    }

    /// What stands for a word may make another one together with what is beside it. There is nothing to put for that.
    fn without_what_is_left(&self, mut text: String) -> String {
        while let Some(place) = self.find(&text).pop().map(|found| found.place) {
            text.replace_range(place, "…");
        }
        text
    }

    /// Where a text that is cut off ends in the midst of a word, of which it shows two letters or more.
    pub fn begun(&self, text: &str) -> Option<(usize, Begun)> {
        let letters = letters_of(text);
        (0..letters.len().saturating_sub(1)).filter(|&at| is_bound(&letters, at)).find_map(|at| {
            let (length, node) = self.walk(0, letters.get(at..)?);
            (at + length == letters.len()).then_some((letters.get(at)?.start, Begun(node)))
        })
    }

    /// Whether a text goes on with a word that was begun, and how far.
    pub fn goes_on(&self, begun: Begun, text: &str) -> GoesOn {
        let mut letters = letters_of(text);
        // A line may end anywhere in a word.
        if let Some(first) = letters.first_mut() {
            first.is_behind_gap = false;
        }
        let end = |length: usize| letters.get(length.checked_sub(1)?).map(|last| last.end);
        let (length, node) = self.walk(begun.0, &letters);
        let ends = |&length: &usize| {
            let (whole, node) = self.walk(begun.0, letters.get(..length).unwrap_or_default());
            whole == length && self.ends.contains_key(&node) && may_end(&letters, length)
        };
        match (1..=length).rev().find(ends).and_then(end) {
            Some(end) => GoesOn::ToItsEnd(end),
            None if length > 0 && length == letters.len() => GoesOn::Further(Begun(node)),
            None => GoesOn::No,
        }
    }

    /// Where a word ends in whose midst a text starts that is cut off.
    pub fn ended(&self, text: &str) -> Option<usize> {
        let letters = letters_of(text);
        let length = |word: &str| {
            let word: Vec<char> = letters_of(word).into_iter().map(|letter| letter.folded).collect();
            (1..word.len()).rev().find(|&length| {
                let end = word.iter().skip(word.len() - length);
                let is_there = letters.iter().take(length).map(|letter| &letter.folded).eq(end);
                is_there && may_end(&letters, length)
            })
        };
        let length = self.marked.iter().filter_map(|(word, _)| length(word)).max()?;
        letters.get(length - 1).map(|last| last.end)
    }

    /// How many letters lead on from a node, and where to.
    fn walk(&self, node: usize, letters: &[Letter]) -> (usize, usize) {
        let mut node = node;
        for (place, letter) in letters.iter().enumerate() {
            let is_parted = place > 0 && letter.is_behind_gap && !self.gaps.contains(&node);
            match self.next.get(&(node, letter.folded)) {
                Some(next) if !is_parted => node = *next,
                _ => return (place, node),
            }
        }
        (letters.len(), node)
    }

    fn add(&mut self, word: &str, aliases: &Aliases) {
        let mut node = 0;
        for (place, letter) in letters_of(word).into_iter().enumerate() {
            if place > 0 && letter.is_behind_gap {
                self.gaps.insert(node);
            }
            let nodes = &mut self.nodes;
            node = *self.next.entry((node, letter.folded)).or_insert_with(|| {
                *nodes += 1;
                *nodes
            });
        }
        if node != 0 && !self.ends.contains_key(&node) {
            self.ends.insert(node, self.marked.len());
            self.marked.push((word.to_owned(), aliases.clone()));
        }
    }

    /// The longest word that starts at a letter: how many letters it has there, and which it is.
    fn longest_at(&self, letters: &[Letter], at: usize) -> Option<(usize, usize)> {
        if !is_bound(letters, at) {
            return None;
        }
        let (mut node, mut longest) = (0, None);
        for (place, letter) in letters.iter().enumerate().skip(at) {
            if place > at && letter.is_behind_gap && !self.gaps.contains(&node) {
                break;
            }
            let Some(next) = self.next.get(&(node, letter.folded)) else { break };
            node = *next;
            if let Some(word) = self.ends.get(&node)
                && may_end(letters, place + 1)
            {
                longest = Some((place + 1 - at, *word));
            }
        }
        longest
    }
}

/// The letters that a place of a text, such as a mark, is written together with: `{{client: Acme}}s` is said as one word.
pub fn letters_around<'a>(text: &'a str, place: &Range<usize>) -> (&'a str, &'a str) {
    let (before, behind) = (text.get(..place.start).unwrap_or_default(), text.get(place.end..).unwrap_or_default());
    let is_no_letter = |c: char| !c.is_alphanumeric();
    let start = before.char_indices().rfind(|(_, c)| is_no_letter(*c)).map_or(0, |(at, c)| at + c.len_utf8());
    let end = behind.find(is_no_letter).unwrap_or(behind.len());
    (before.get(start..).unwrap_or_default(), behind.get(..end).unwrap_or_default())
}

/// Whether a word may start at a letter, or end before it, as in `MyAcme`, `ACMEBot` and `acme2`. In scripts that are
/// written without spaces it may anywhere.
fn is_bound(letters: &[Letter], at: usize) -> bool {
    let Some(letter) = letters.get(at).filter(|letter| !letter.is_behind_gap) else { return true };
    let Some(before) = at.checked_sub(1).and_then(|at| letters.get(at)) else { return true };
    let goes_on_small = || letters.get(at + 1).is_some_and(|next| next.form == Form::Small && !next.is_behind_gap);
    is_unspaced(letter.folded)
        || is_unspaced(before.folded)
        || match (before.form, letter.form) {
            (Form::Small, Form::Capital) => true,
            (Form::Capital, Form::Capital) => goes_on_small() && !is_plural(letters, at + 1),
            (one, other) => (one == Form::Digit) != (other == Form::Digit),
        }
}

/// Whether a word may end before a letter: where one may, or before the s of more than one.
fn may_end(letters: &[Letter], at: usize) -> bool {
    is_bound(letters, at) || is_plural(letters, at)
}

fn is_plural(letters: &[Letter], at: usize) -> bool {
    letters.get(at).is_some_and(|letter| letter.folded == 's') && is_bound(letters, at + 1)
}

fn letters_of(text: &str) -> Vec<Letter> {
    let mut letters = Vec::with_capacity(text.len());
    let mut is_behind_gap = true;
    // What is never shown parts no letters: others would read the name as if it weren't there.
    let is_hidden = |c: char| is_invisible(c) || c.is_control() && !c.is_whitespace();
    for (start, c) in text.char_indices().filter(|(_, c)| !is_hidden(*c)) {
        let end = start + c.len_utf8();
        let form = match c {
            _ if c.is_uppercase() => Form::Capital,
            _ if c.is_lowercase() => Form::Small,
            _ if c.is_numeric() => Form::Digit,
            _ => Form::Other,
        };
        let mut is_gap = false;
        fold_char(c, |folded| {
            is_gap = !folded.is_alphanumeric();
            if is_gap {
                is_behind_gap = true;
            } else {
                letters.push(Letter { folded: folded.to_ascii_lowercase(), form, start, end, is_behind_gap });
                is_behind_gap = false;
            }
        });
    }
    letters
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::beat::Beat;

    fn words(marks: &[&str]) -> Words {
        let mut story = Story::new("A leak");
        story.beats.insert(Beat::Problem, marks.join("\n"));
        Words::of([&story])
    }

    #[test]
    fn whole_words_are_found_in_any_case_and_form() {
        let words =
            words(&["{{client: Acme Corp | a firm}}", "{{Café | a bar}}", "{{x: 東京 | 市}}", "{{v: Acme | A}}"]);
        for (text, covered) in [
            ("ACME CORP, acme-corp’s acmecorp Acme\ncorp.", "A firm, a firm’s a firm a firm."),
            ("Acme alone, acmes, pacme, Acme2, x_acme_y", "A alone, As, pacme, A2, x_A_y"),
            ("AcmeBot MyAcme ACMEBot 2acme, Acmes2 AcmesBot", "ABot MyA ABot 2A, As2 AsBot"),
            ("ACMEs Acmepay acmepay ACMEPAY sAcme Acmess", "As Acmepay acmepay ACMEPAY sA Acmess"),
            ("ACMÉs ACMÉBot ÉAcme Acmeé acmeBot", "As ABot ÉA Acmeé ABot"),
            ("cafe CAFÉ cafe\u{301}", "A bar a bar a bar\u{301}"),
            ("新東京駅", "新市駅"),
            ("ac me, nothing", "ac me, nothing"),
            ("", ""),
        ] {
            assert_eq!(words.covered(text), covered, "{text}");
        }
        assert!(Words::default().find("Acme").is_empty() && Words::default().are_none());
    }

    #[test]
    fn a_word_is_found_with_the_letters_that_its_mark_is_written_together_with() {
        let words = words(&["non{{client: Acme | Firm}}s leak"]);
        assert_eq!(words.covered("Acme, nonacmes, Acmes"), "Firm, nonFirms, Firms");
    }

    #[test]
    fn what_is_not_shown_hides_no_word() {
        let words = words(&["{{client: Acme Corp | a firm}}"]);
        for hidden in
            ['\u{ad}', '\u{200b}', '\u{200d}', '\u{2060}', '\u{feff}', '\u{3164}', '\u{1}', '\u{7f}', '\u{202e}']
        {
            let text = format!("For Ac{hidden}me{hidden} Cor{hidden}{hidden}p.");
            assert_eq!(words.covered(&text), "For a firm.", "{hidden:?}");
        }
        assert_eq!(words.covered("Ac\nme Corp, Ac me Corp"), "Ac\nme Corp, Ac me Corp");
    }

    #[test]
    fn the_first_alias_of_a_word_holds() {
        assert_eq!(words(&["{{a: Acme | one}}", "{{b: ACME | two}}"]).covered("acme"), "One");
    }

    #[test]
    fn what_stands_for_a_word_has_none_in_it() {
        let words = words(&["{{client: Zed | the Zed people}} {{Bo | Zed’s Bo}} {{zed: Uma}} {{at: Mu | an Uma}}"]);
        for (text, shown) in [
            ("The {{client: Zed | the Zed people}} leak", "The a client leak"),
            ("The Zed leak, and Bo's", "The a client leak, and a confidential name's"),
            ("I asked Uma, she asked Mu", "I asked …, she asked an at"),
        ] {
            assert_eq!(words.shown(text), shown);
            assert_eq!(words.covered(shown), shown);
        }
    }

    #[test]
    fn what_stands_for_a_word_makes_no_other_one_with_its_neighbor() {
        let words = words(&["{{Acme Corp | a firm}} {{Bo | Corp}}"]);
        assert_eq!(words.covered("Acme Bo, Bo"), "…, Corp");
    }

    #[test]
    fn a_word_is_known_by_its_start_and_by_its_end() {
        let words = words(&["{{client: Acme Corp | a firm}}"]);
        let goes_on = |first: &str, next: &str| words.begun(first).map(|(at, begun)| (at, words.goes_on(begun, next)));
        assert_eq!(goes_on("for Acme", "Corp. And"), Some((4, GoesOn::ToItsEnd(4))));
        assert_eq!(goes_on("for Ac", "me corp"), Some((4, GoesOn::ToItsEnd(7))));
        assert!(matches!(goes_on("acme c", "or"), Some((0, GoesOn::Further(_)))));
        assert_eq!(goes_on("for Acme", "Corps"), Some((4, GoesOn::ToItsEnd(4))));
        assert_eq!(goes_on("for MyAc", "meCorp2"), Some((6, GoesOn::ToItsEnd(6))));
        assert_eq!(goes_on("for Acme", "Corpse"), Some((4, GoesOn::No)));
        assert_eq!(goes_on("for Acme,", ""), Some((4, GoesOn::No)));
        for nothing in ["for a", "lacme c", "Acme called", ""] {
            assert_eq!(words.begun(nothing), None, "{nothing}");
        }
        for (text, end) in
            [("me Corp.", Some(7)), ("p", Some(1)), ("me Corps", Some(7)), ("me Corpse", None), ("other", None)]
        {
            assert_eq!(words.ended(text), end, "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_that_is_covered_is_found_again(
            names in prop::collection::vec("[a-c]{1,3}( [a-c]{1,2})?", 1..4),
            aliases in prop::collection::vec("[a-d]{1,3}( [a-d]{1,2})?", 4),
            text in "([a-cA-C]{1,3}|[ ,._é-]|東){0,24}",
        ) {
            let marks = names.iter().zip(&aliases).map(|(name, alias)| format!("{{{{{name} | {alias}}}}}"));
            let marks: Vec<String> = marks.collect();
            let words = words(&marks.iter().map(String::as_str).collect::<Vec<_>>());
            let covered = words.covered(&text).into_owned();
            prop_assert!(words.find(&covered).is_empty(), "{covered}");
            for name in &names {
                let there = format!(" {} ", covered.to_lowercase());
                prop_assert!(!there.contains(&format!(" {name} ")), "{name} in {covered}");
            }
        }
    }
}
