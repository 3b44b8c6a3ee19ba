//! The ledger accounts for every line of a document: it is cut where stories and left-out parts begin.

use super::{Found, LeftOut, skills};
use crate::domain::limits::MOST_STORIES;
use crate::domain::story::Source;

/// The cuts made so far, in the order of the document.
///
/// Each part lasts until the next begins, so that no line can be missed or counted twice. Blank lines thereby go with
/// what precedes them, and those at the start with what follows.
#[derive(Default)]
pub(super) struct Ledger {
    parts: Vec<(usize, Part)>,
    story_count: usize,
    /// The line of the first story that there was no room for.
    first_beyond: Option<usize>,
    /// Skills, with the first and last line for which they hold.
    tags: Vec<((usize, usize), Vec<String>)>,
}

enum Part {
    Story(Box<Found>),
    LeftOut(&'static str),
}

impl Ledger {
    /// Whether no further story is taken. There is then no need to read it.
    pub(super) const fn is_full(&self) -> bool {
        self.story_count == MOST_STORIES
    }

    /// The line from which on stories were left out because there were too many.
    pub(super) const fn first_beyond(&self) -> Option<usize> {
        self.first_beyond
    }

    /// A story begins on this line. One that begins where a left-out part did takes its place.
    pub(super) fn story(&mut self, first: usize, story: impl Into<Box<Found>>) {
        if self.is_full() {
            self.story_beyond(first);
        } else {
            self.story_count += 1;
            self.begin_story(first, Part::Story(story.into()));
        }
    }

    /// What could be a story begins on this line, and there is no room for it.
    pub(super) fn story_beyond(&mut self, first: usize) {
        self.first_beyond.get_or_insert(first);
        // On a line that it shares with another there is nothing left to say of it.
        if first > self.last_cut() || !matches!(self.parts.last(), Some((_, Part::Story(_)))) {
            self.begin_story(first, Part::LeftOut("beyond the stories that are read at once"));
        }
    }

    /// Skills are named on the first of these lines, and hold until the last. They are those of the story which that
    /// line is in, and are suggested to the stories that begin below it.
    pub(super) fn tag(&mut self, lines: (usize, usize), skills: Vec<String>) {
        if !skills.is_empty() {
            self.tags.push((lines, skills));
        }
    }

    fn begin_story(&mut self, first: usize, story: Part) {
        if matches!(self.parts.last(), Some(&(last, Part::LeftOut(_))) if last >= first) {
            self.parts.pop();
        }
        self.parts.push((first.max(self.last_cut()), story));
    }

    /// A part that belongs to no story begins on this line. A story that began there keeps the line.
    pub(super) fn leave_out(&mut self, first: usize, reason: &'static str) {
        if self.parts.is_empty() || first > self.last_cut() {
            self.parts.push((first, Part::LeftOut(reason)));
        }
    }

    /// Says where every part ended, in a document of so many lines.
    pub(super) fn close(mut self, line_count: usize, document: &str) -> (Vec<Found>, Vec<LeftOut>) {
        self.parts.retain(|&(first, _)| first <= line_count);
        if self.parts.is_empty() && line_count > 0 {
            self.parts.push((1, Part::LeftOut("nothing to read")));
        }
        let mut stories = Vec::new();
        let mut left_out: Vec<LeftOut> = Vec::new();
        let mut parts = self.parts.into_iter().peekable();
        let mut first = 1;
        while let Some((_, part)) = parts.next() {
            let next = parts.peek().map_or(line_count + 1, |&(next, _)| next);
            // Two stories can share a line of JSON.
            let lines = (first, first.max(next - 1));
            first = next;
            match part {
                Part::Story(mut found) => {
                    if found.exported.is_none() {
                        found.story.source = Some(Source::new(document.to_owned(), lines).into());
                    }
                    stories.push(Found { lines, ..*found });
                }
                Part::LeftOut(reason) => match left_out.last_mut() {
                    Some(last) if last.reason == reason && last.lines.1 + 1 == lines.0 => {
                        last.lines.1 = lines.1;
                    }
                    _ => left_out.push(LeftOut { lines, reason }),
                },
            }
        }
        give_tags(&self.tags, &mut stories);
        (stories, left_out)
    }

    fn last_cut(&self) -> usize {
        self.parts.last().map_or(1, |&(first, _)| first)
    }
}

/// Gives the stories the skills that were named for their lines.
fn give_tags(tags: &[((usize, usize), Vec<String>)], stories: &mut [Found]) {
    for ((first, last), tags) in tags {
        let below = stories.partition_point(|found| found.lines.0 <= *first);
        let (above, below) = stories.split_at_mut(below);
        if let Some(Found { story, .. }) = above.last_mut().filter(|found| *first <= found.lines.1) {
            story.skills.extend_from_slice(tags);
            story.skills = skills::distinct(std::mem::take(&mut story.skills), &[]);
        }
        for found in below.iter_mut().take_while(|found| found.lines.0 <= *last) {
            found.story.suggested_skills.extend_from_slice(tags);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::story::Story;

    #[test]
    fn each_part_lasts_until_the_next_begins() {
        let mut ledger = Ledger::default();
        ledger.leave_out(3, "preamble");
        ledger.story(5, Found::from(Story::new("A leak")));
        ledger.leave_out(8, "separator");
        ledger.leave_out(9, "separator");
        let (stories, left_out) = ledger.close(10, "a.md");
        assert_eq!(stories[0].lines, (5, 7));
        assert_eq!(stories[0].story.source.as_ref().unwrap().lines, (5, 7));
        assert_eq!(
            left_out,
            [LeftOut { lines: (1, 4), reason: "preamble" }, LeftOut { lines: (8, 10), reason: "separator" }]
        );
    }

    #[test]
    fn lines_that_nobody_claimed_are_left_out_and_claims_past_the_end_are_void() {
        let mut ledger = Ledger::default();
        ledger.leave_out(9, "preamble");
        let (_, left_out) = ledger.close(2, "a.md");
        assert_eq!(left_out, [LeftOut { lines: (1, 2), reason: "nothing to read" }]);
    }

    #[test]
    fn a_story_wins_the_line_that_it_shares() {
        let mut ledger = Ledger::default();
        ledger.leave_out(1, "brackets");
        ledger.story(1, Found::from(Story::new("A")));
        ledger.story(1, Found::from(Story::new("B")));
        ledger.leave_out(1, "brackets");
        let (stories, left_out) = ledger.close(1, "a.json");
        assert_eq!(stories.iter().map(|found| found.lines).collect::<Vec<_>>(), [(1, 1), (1, 1)]);
        assert!(left_out.is_empty());
    }
}
