//! JSON: an array of stories, an object that has one, or one story after another.

use serde_json::value::RawValue;

use super::Found;
use super::json_story::{self, Reading};
use super::json_walk::{Broken, Walk};
use super::ledger::Ledger;
use super::lines::LineStarts;
use super::resume;
use crate::domain::problem::Problem;

/// Whether a text means to be JSON. `[Draft] My story` doesn't.
pub(super) fn looks_like_json(text: &str) -> bool {
    let mut walk = Walk::new(text, text.len() - text.trim_start().len());
    if walk.take('{') {
        matches!(walk.peek(), None | Some('"' | '}'))
    } else if walk.take('[') {
        matches!(walk.peek(), None | Some('{')) || serde_json::from_str::<&RawValue>(text).is_ok()
    } else {
        false
    }
}

/// Reads a JSON document. What precedes an error still comes in. In a digest less is asked of what describes something
/// that went wrong, and that it is one shows when it is read.
pub(super) fn read(file: &str, text: &str, ledger: &mut Ledger, problems: &mut Vec<Problem>) {
    let read = |is_digest| {
        let mut reader = Reader::new(file, text, is_digest);
        reader.read();
        reader
    };
    let mut reader = read(false);
    if reader.described >= FEWEST_OF_A_DIGEST && reader.described >= reader.others && reader.others > 0 {
        reader = read(true);
    }
    *ledger = reader.ledger;
    problems.append(&mut reader.problems);
}

const BROKEN: &str = "broken JSON";

/// Fewer descriptions of what went wrong are no digest.
const FEWEST_OF_A_DIGEST: usize = 3;

/// So many problems of one document are told one by one.
const MOST_TOLD: usize = 20;

/// What is quoted from a document in a problem is cut to this length, in characters.
const LONGEST_REASON: usize = 200;

struct Reader<'a> {
    file: &'a str,
    text: &'a str,
    is_digest: bool,
    lines: Vec<&'a str>,
    line_starts: LineStarts,
    ledger: Ledger,
    problems: Vec<Problem>,
    /// How many of the problems were told, and how many were not.
    told: usize,
    untold: usize,
    /// The first line that nothing has claimed.
    next_line: usize,
    /// How many objects only describe what went wrong, and how many have no beat.
    described: usize,
    others: usize,
}

impl<'a> Reader<'a> {
    fn new(file: &'a str, text: &'a str, is_digest: bool) -> Self {
        // A text that was cut in half can still end its last line, which would hide that it was.
        let text = text.trim_end();
        Self {
            file,
            text,
            is_digest,
            lines: text.lines().collect(),
            line_starts: LineStarts::of(text),
            ledger: Ledger::default(),
            problems: Vec::new(),
            told: 0,
            untold: 0,
            next_line: 1,
            described: 0,
            others: 0,
        }
    }

    fn read(&mut self) {
        match self.all() {
            Ok(()) => self.leave_out_until(self.lines.len() + 1),
            Err(broken) => {
                self.report(&broken);
                self.ledger.leave_out(self.next_line, BROKEN);
            }
        }
        if self.untold > 0 {
            let reason = format!("{} more values in it could not be used", self.untold);
            let hint = "Correct those named, and import it again to see the others.";
            self.problems.push(Problem::new(self.file, reason, hint));
        }
    }

    fn all(&mut self) -> Result<(), Broken> {
        let mut walk = Walk::new(self.text, 0);
        while let Some(next) = walk.peek() {
            if next == '[' { self.array(&mut walk)? } else { self.object(&mut walk)? }
        }
        Ok(())
    }

    fn array(&mut self, walk: &mut Walk<'a>) -> Result<(), Broken> {
        walk.expect('[')?;
        while !walk.take(']') {
            let from = walk.place();
            match walk.value() {
                Ok(value) => self.element(value, from, walk.place_behind()),
                Err(broken) => {
                    let next = self.next_element(from, &broken).ok_or_else(|| broken.clone())?;
                    self.report(&broken);
                    self.leave_out_until(self.line_at(from));
                    self.ledger.leave_out(self.line_at(from), BROKEN);
                    self.next_line = self.line_at(next);
                    *walk = Walk::new(self.text, next);
                    continue;
                }
            }
            if !walk.take(',') && walk.peek() != Some(']') {
                let Err(broken) = walk.expect(',') else { continue };
                if walk.peek() != Some('{') {
                    return Err(broken);
                }
                self.report(&broken);
            }
        }
        Ok(())
    }

    /// An object is a story unless a member of it holds the stories.
    fn object(&mut self, walk: &mut Walk<'a>) -> Result<(), Broken> {
        let from = walk.place();
        let mut has_stories = false;
        let mut ahead = Walk::new(self.text, from);
        let whole = ahead.value();
        let entries = whole.as_ref().ok().and_then(|object| resume::entries(object.get()));
        let is_whole = entries.is_some() || whole.as_ref().is_ok_and(|object| json_story::has_beats(object.get()));
        walk.expect('{')?;
        while !walk.take('}') {
            let key = walk.key()?;
            let rest = self.text.get(walk.place()..).unwrap_or("");
            let holds_stories =
                || key.to_lowercase().ends_with("stories") || (!is_whole && json_story::is_list_of_stories(rest));
            if walk.peek() == Some('[') && holds_stories() {
                has_stories = true;
                self.array(walk)?;
            } else {
                walk.value()?;
            }
            if !walk.take(',') && walk.peek() != Some('}') {
                walk.expect('}')?;
            }
        }
        if !has_stories {
            let value = whole?;
            match entries {
                Some(entries) => self.resume(&entries, from, ahead.place_behind()),
                None => self.element(value, from, ahead.place_behind()),
            }
        }
        Ok(())
    }

    fn element(&mut self, value: &RawValue, from: usize, end: usize) {
        let first = self.line_at(from);
        self.leave_out_until(first);
        self.next_line = self.line_at(end.saturating_sub(1)) + 1;
        if self.ledger.is_full() {
            self.ledger.story_beyond(first);
            return;
        }
        let Reading { story, wrong } = json_story::read(value, self.is_digest);
        match story {
            Ok(found) => {
                self.described += usize::from(found.doubt.is_some());
                self.story(first, from, found);
            }
            Err(reason) => {
                self.others += usize::from(reason == json_story::NO_BEAT);
                self.ledger.leave_out(first, reason);
            }
        }
        for wrong in wrong {
            self.problem(from + wrong.at, &wrong.reason, wrong.hint);
        }
    }

    /// Reads the entries of a résumé that starts at a byte and ends before another.
    fn resume(&mut self, entries: &[(usize, &RawValue)], from: usize, end: usize) {
        self.leave_out_until(self.line_at(from));
        for &(at, entry) in entries {
            let first = self.line_at(from + at);
            if self.ledger.is_full() {
                self.ledger.story_beyond(first);
            } else if let Some(found) = resume::read(entry) {
                if self.next_line < first {
                    self.ledger.leave_out(self.next_line, resume::NO_STORY);
                }
                self.story(first, from + at, found);
            } else {
                continue;
            }
            self.next_line = self.line_at((from + at + entry.get().len()).saturating_sub(1)) + 1;
        }
        let last = self.line_at(end.saturating_sub(1));
        if self.next_line <= last {
            self.ledger.leave_out(self.next_line, resume::NO_STORY);
        }
        self.next_line = self.next_line.max(last + 1);
    }

    /// Takes a story whose places are bytes from this one on.
    fn story(&mut self, first: usize, from: usize, mut found: Found) {
        for (_, place) in &mut found.places {
            *place = self.line_at(from + *place);
        }
        self.ledger.story(first, found);
    }

    /// Where the next element starts behind a broken one: the next line that opens an object as that one did.
    fn next_element(&self, from: usize, broken: &Broken) -> Option<usize> {
        let line_start = self.line_starts.start_of_line_at(from);
        let indentation = self.text.get(line_start..from).filter(|text| text.trim().is_empty())?;
        if broken.is_cut_off {
            return None;
        }
        let behind = self.text.get(broken.at..)?;
        let next = behind.find(&format!("\n{indentation}{{"))?;
        Some(broken.at + next + 1 + indentation.len())
    }

    /// Leaves out the lines before this one that nothing has claimed.
    fn leave_out_until(&mut self, line: usize) {
        for number in self.next_line..line {
            let text = self.lines.get(number - 1).map_or("", |line| line.trim());
            if !text.is_empty() {
                let is_brackets = text.chars().all(|c| "[]{},".contains(c));
                self.ledger.leave_out(number, if is_brackets { "brackets" } else { "around the stories" });
            }
        }
        self.next_line = self.next_line.max(line);
    }

    fn report(&mut self, broken: &Broken) {
        if broken.is_cut_off {
            self.problem(broken.at, "the JSON ends too early", "Look for a copy that is whole.");
        } else {
            let reason = format!("this is not JSON: {}", broken.reason);
            self.problem(
                broken.at,
                &reason,
                "Correct it in a text editor; a missing comma or quote is the usual cause.",
            );
        }
    }

    fn problem(&mut self, at: usize, reason: &str, hint: &str) {
        if self.told == MOST_TOLD {
            self.untold += 1;
            return;
        }
        self.told += 1;
        let line = self.line_at(at);
        let column = self.text.get(self.line_starts.start_of_line_at(at)..at).unwrap_or("").chars().count() + 1;
        let reason = match reason.char_indices().nth(LONGEST_REASON).and_then(|(end, _)| reason.get(..end)) {
            Some(start) => format!("{start}…"),
            None => reason.to_owned(),
        };
        self.problems.push(Problem::new(self.file, reason, hint).at(line, column));
    }

    fn line_at(&self, at: usize) -> usize {
        self.line_starts.line_at(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Seen = (Vec<(String, (usize, usize))>, Vec<String>, Vec<String>);

    fn import(text: &str) -> Seen {
        let import = super::super::read("a.json", text.as_bytes(), &[]);
        (
            import.stories.into_iter().map(|found| (found.story.title, found.lines)).collect(),
            import.left_out.iter().map(|part| format!("{:?} {}", part.lines, part.reason)).collect(),
            import.problems.iter().map(ToString::to_string).collect(),
        )
    }

    #[test]
    fn text_in_brackets_is_no_json() {
        for (text, expected) in [
            (" [{\"a\": 1}]", true),
            ("{\"a\"", true),
            ("[", true),
            ("[1, 2]", true),
            ("[Draft] My story", false),
            ("{{title}}", false),
            ("Problem: {\"a\": 1}", false),
        ] {
            assert_eq!(looks_like_json(text), expected, "{text:?}");
        }
    }

    #[test]
    fn stories_are_found_in_every_wrapping() {
        let story = |title: &str| format!("{{\"title\": \"{title}\", \"problem\": \"x\"}}");
        for text in [
            format!("[{},\n{}]", story("A"), story("B")),
            format!("{{\"version\": 1, \"stories\": [{}, {}]}}", story("A"), story("B")),
            format!("{}\n{}\n", story("A"), story("B")),
        ] {
            let (stories, _, problems) = import(&text);
            let titles: Vec<_> = stories.iter().map(|(title, _)| title.as_str()).collect();
            assert_eq!(titles, ["A", "B"], "{text}");
            assert!(problems.is_empty(), "{problems:?}");
        }
    }

    #[test]
    fn every_line_around_the_stories_is_named() {
        let text = "{\n\"by\": \"me\",\n\"stories\": [\n{\n\"title\": \"A\",\n\"fix\": \"x\"\n}\n]\n}\n";
        let (stories, left_out, _) = import(text);
        assert_eq!(stories, [("A".to_owned(), (4, 7))]);
        assert_eq!(left_out, ["(1, 1) brackets", "(2, 3) around the stories", "(8, 9) brackets"]);
    }

    #[test]
    fn what_precedes_a_cut_comes_in_and_the_cut_is_named() {
        let (stories, left_out, problems) =
            import("[\n  {\"title\": \"A\", \"fix\": \"x\"},\n  {\"title\": \"é\", \"fi");
        assert_eq!(stories, [("A".to_owned(), (2, 2))]);
        assert_eq!(left_out, ["(1, 1) brackets", "(3, 3) broken JSON"]);
        assert_eq!(problems.len(), 1);
        assert!(problems[0].starts_with("a.json:3:20: the JSON ends too early."), "{problems:?}");
        assert_eq!(problems, import("[\n  {\"title\": \"A\", \"fix\": \"x\"},\n  {\"title\": \"é\", \"fi\n\n").2);
    }

    #[test]
    fn one_broken_story_costs_no_other() {
        let text = "[\n{\"title\": \"A\", \"fix\": \"x\"},\n{\"title\": B},\n{\"title\": \"C\", \"fix\": \"x\"}\n{\"title\": \"D\", \"fix\": \"x\"}\n]";
        let (stories, left_out, problems) = import(text);
        let titles: Vec<_> = stories.iter().map(|(title, _)| title.as_str()).collect();
        assert_eq!(titles, ["A", "C", "D"]);
        assert_eq!(left_out, ["(1, 1) brackets", "(3, 3) broken JSON", "(6, 6) brackets"]);
        assert!(problems[0].starts_with("a.json:3:11: this is not JSON: expected value."), "{problems:?}");
        assert!(problems[1].contains("a `{` where a `,` should be"), "{problems:?}");
    }

    #[test]
    fn an_object_without_a_beat_is_left_out_with_a_problem() {
        let (stories, left_out, problems) = import("[{\"title\": \"A\", \"color\": \"red\"}, 7]");
        assert!(stories.is_empty());
        assert_eq!(left_out, ["(1, 1) object without a beat"]);
        assert_eq!(problems.len(), 2, "{problems:?}");
    }
}
