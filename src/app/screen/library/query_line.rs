//! The query line: what is typed, what was asked for before, and names that complete themselves.

use crate::app::text_input::{Edit, TextInput};
use crate::domain::queries::remember;
use crate::search::complete::Named;

/// A line of text, the queries of before, and the completion that the next Tab goes on with.
#[derive(Debug, Default)]
pub(super) struct QueryLine {
    input: TextInput,
    /// What was asked for before, the last one last.
    earlier: Vec<String>,
    /// The place of the earlier query that stands in the line, and what was typed before it was brought there.
    recalled: Option<(usize, String)>,
    completion: Option<Completion>,
}

/// A name that was begun, and what it can be completed to.
#[derive(Debug)]
struct Completion {
    named: Named,
    /// What stands before the name, its signs included.
    before: String,
    names: Vec<String>,
    place: usize,
}

impl QueryLine {
    /// A line with the cursor at its end.
    pub(super) fn new(text: &str) -> Self {
        Self { input: TextInput::new(text), ..Self::default() }
    }

    /// The line.
    pub(super) const fn input(&self) -> &TextInput {
        &self.input
    }

    /// Takes over what was asked for before.
    pub(super) fn take_earlier(&mut self, earlier: Vec<String>) {
        if self.earlier != earlier {
            self.earlier = earlier;
            self.recalled = None;
        }
    }

    /// Types into the line.
    pub(super) fn insert(&mut self, text: &str) {
        self.input.insert(text);
        (self.recalled, self.completion) = (None, None);
    }

    /// Does what an editing key asks for.
    pub(super) fn edit(&mut self, edit: Edit) {
        self.input.edit(edit);
        (self.recalled, self.completion) = (None, None);
    }

    /// Puts another text into the line.
    pub(super) fn set(&mut self, text: &str) {
        self.input = TextInput::new(text);
        (self.recalled, self.completion) = (None, None);
    }

    /// Remembers what is asked for, and says what it is if it wasn't the last one anyway.
    pub(super) fn remember(&mut self) -> Option<String> {
        let query = self.input.text().trim().to_owned();
        self.recalled = None;
        if query.is_empty() || self.earlier.last() == Some(&query) {
            return None;
        }
        remember(&mut self.earlier, &query);
        Some(query)
    }

    /// Whether there is an earlier query than the one in the line.
    pub(super) fn has_earlier(&self) -> bool {
        self.recalled.as_ref().map_or(self.earlier.len(), |(place, _)| *place) > 0
    }

    /// Whether there is a later one, or what was typed.
    pub(super) const fn has_later(&self) -> bool {
        self.recalled.is_some()
    }

    /// Brings back the query before the one in the line.
    pub(super) fn recall_earlier(&mut self) {
        let (place, typed) = self.recalled.take().unwrap_or_else(|| (self.earlier.len(), self.input.text()));
        let Some((place, query)) = place.checked_sub(1).and_then(|place| Some((place, self.earlier.get(place)?)))
        else {
            return;
        };
        self.input = TextInput::new(query);
        (self.recalled, self.completion) = (Some((place, typed)), None);
    }

    /// Goes back to the query after the one in the line, and in the end to what was typed.
    pub(super) fn recall_later(&mut self) {
        let Some((place, typed)) = self.recalled.take() else {
            return;
        };
        match self.earlier.get(place + 1) {
            Some(query) => {
                self.input = TextInput::new(query);
                self.recalled = Some((place + 1, typed));
            }
            None => self.input = TextInput::new(&typed),
        }
        self.completion = None;
    }

    /// What the name is for that the cursor stands behind the beginning of.
    pub(super) fn begun(&self) -> Option<Named> {
        let completed = self.completion.as_ref().map(|completion| completion.named);
        completed.or_else(|| self.begun_name().map(|(named, ..)| named))
    }

    /// Whether a name was just completed.
    pub(super) const fn has_completed(&self) -> bool {
        self.completion.is_some()
    }

    /// Completes the name before the cursor to the first of those it may be, or puts the next one in its place. Says
    /// whether there is one.
    pub(super) fn complete(&mut self, names_of: impl FnOnce(Named, &str) -> Vec<String>) -> bool {
        let after = self.input.around_cursor().1.to_owned();
        let completion = match self.completion.take() {
            Some(completion) => Completion { place: (completion.place + 1) % completion.names.len(), ..completion },
            None => {
                let Some((named, before, begun)) = self.begun_name() else {
                    return false;
                };
                let names = names_of(named, &begun.replace('\\', ""));
                Completion { named, before: before.to_owned(), names, place: 0 }
            }
        };
        let Some(name) = completion.names.get(completion.place) else {
            return false;
        };
        self.input = TextInput::new(&format!("{}{name}", completion.before));
        self.input.insert_after(&after);
        self.completion = Some(completion);
        true
    }

    /// The name that the cursor stands behind: what for, what stands before it, and its beginning.
    fn begun_name(&self) -> Option<(Named, &str, &str)> {
        let before = self.input.around_cursor().0;
        let is_end = |(place, c): &(usize, char)| {
            c.is_whitespace() && !before.get(..*place).is_some_and(|it| it.ends_with('\\'))
        };
        let start = before.char_indices().rev().find(is_end).map_or(0, |(place, c)| place + c.len_utf8());
        let word = before.get(start..)?;
        let word = word.trim_start_matches('!');
        let (named, name) = if let Some(skill) = word.strip_prefix('#') {
            (Named::Skill, skill.trim_start_matches(['!', '\'', '^']))
        } else if let Some(filter) = word.strip_prefix('@') {
            (Named::Filter, filter)
        } else {
            let (sign, state) = word.split_at_checked("is:".len())?;
            (Named::State, Some(state).filter(|_| sign.eq_ignore_ascii_case("is:"))?)
        };
        Some((named, before.get(..before.len() - name.len())?, name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names out of these that start like this.
    fn complete(line: &mut QueryLine, names: &[&str]) -> bool {
        line.complete(|_, begun| names.iter().filter(|name| name.starts_with(begun)).map(ToString::to_string).collect())
    }

    #[test]
    fn tab_completes_a_name_and_goes_on_to_the_next_one() {
        let mut line = QueryLine::new("leak !#re");
        let mut texts = Vec::new();
        for _ in 0..3 {
            assert!(complete(&mut line, &["react", "redis", "aws"]));
            texts.push(line.input().text());
        }
        assert_eq!(texts, ["leak !#react", "leak !#redis", "leak !#react"]);
        assert!(!complete(&mut QueryLine::new("#zz"), &["react"]));
    }

    #[test]
    fn a_name_begins_behind_its_sign() {
        for (text, begun) in [
            ("#'mem", Some((Named::Skill, "#'", "mem"))),
            ("a #memory\\ l", Some((Named::Skill, "a #", "memory\\ l"))),
            ("a !@on", Some((Named::Filter, "a !@", "on"))),
            ("!IS:d", Some((Named::State, "!IS:", "d"))),
            ("@", Some((Named::Filter, "@", ""))),
            ("mem", None),
            ("is", None),
            ("#a b", None),
            ("a@b", None),
            ("\\@b", None),
            ("日本", None),
        ] {
            assert_eq!(QueryLine::new(text).begun_name(), begun, "{text}");
        }
    }

    #[test]
    fn earlier_queries_come_back_one_by_one_and_then_what_was_typed() {
        let mut line = QueryLine::new("one");
        assert_eq!(line.remember(), Some("one".to_owned()));
        assert_eq!(line.remember(), None);
        line.set("two");
        line.remember();
        line.set("half");
        let mut texts = Vec::new();
        while line.has_earlier() {
            line.recall_earlier();
            texts.push(line.input().text());
        }
        while line.has_later() {
            line.recall_later();
            texts.push(line.input().text());
        }
        assert_eq!(texts, ["two", "one", "two", "half"]);
    }
}
