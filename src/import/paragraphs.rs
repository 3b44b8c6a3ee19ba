//! Paragraphs, one incident each: what the teller did or met becomes a draft, the rest is left out.

use super::labels::{Label, Meaning, Words};
use super::ledger::Ledger;
use super::plain::bullet;
use super::row::{Kind, Row};
use super::story_builder::StoryBuilder;
use super::{Found, incident, question};
use crate::domain::beat::Beat;
use crate::domain::story::Story;

/// From this many words on, a line is prose even without a period.
const PROSE_WORDS: usize = 20;

/// A text whose lines are no longer than this was wrapped by its editor, in characters.
const WIDEST_WRAPPED: usize = 100;

/// Why a story without labels is doubtful.
pub(super) const UNLABELED: &str = "no labels: all of it was taken as the problem";

/// A paragraph or list item.
pub(super) struct Paragraph {
    /// Its first line.
    pub(super) first: usize,
    pub(super) text: String,
    is_item: bool,
}

/// Reads paragraphs. In an essay nothing is an incident.
pub(super) fn read(paragraphs: &[Paragraph], is_essay: bool, ledger: &mut Ledger) {
    if question::are_mostly(paragraphs.iter().map(|paragraph| paragraph.text.as_str())) {
        ledger.leave_out(1, "question list");
        return;
    }
    // One item of a list that otherwise tells nothing is a note.
    let items = || paragraphs.iter().filter(|paragraph| paragraph.is_item);
    let told = items().filter(|item| incident::is_told(&item.text)).count();
    let are_notes = told * 3 < items().count();
    for Paragraph { first, text, is_item } in paragraphs {
        if is_menu(text) {
            ledger.leave_out(*first, "menu or heading");
        } else if *is_item && are_notes {
            ledger.leave_out(*first, "list of notes");
        } else if ledger.is_full() {
            ledger.story_beyond(*first);
        } else if !is_essay
            && incident::is_told(text)
            && let Some(story) = draft(None, [(*first, text.as_str())])
        {
            ledger.story(*first, story);
        } else {
            ledger.leave_out(*first, "essay: nothing in it happened to the teller");
        }
    }
}

/// A story of which only the problem is known, block by block with its lines, and perhaps the title. None when there is
/// no text.
pub(super) fn draft<'a>(title: Option<&str>, problem: impl IntoIterator<Item = (usize, &'a str)>) -> Option<Found> {
    let mut builder = StoryBuilder::new(None);
    builder.label("", Label::new(Meaning::Beat(Beat::Problem), Words::Dropped));
    for (line, text) in problem {
        builder.at(line);
        builder.paragraph(text);
    }
    let found = builder.finish().ok()?;
    let found = Found { doubt: Some(UNLABELED), ..found };
    Some(match title {
        Some(title) => titled(found, title.to_owned(), false),
        None => found,
    })
}

/// The same story with this title, as it is.
pub(super) fn titled(found: Found, title: String, title_made_up: bool) -> Found {
    let story = Story { id: Story::new(title.as_str()).id, title, title_made_up, ..found.story };
    Found { story, ..found }
}

/// Whether a text has no sentence: a menu, a heading, a button.
pub(super) fn is_menu(text: &str) -> bool {
    let ends = text.trim_end_matches(['"', '”', ')', '’', '\'']).ends_with(['.', '!', '?', '…', ':']);
    let words = text.split_whitespace().count();
    words < 3 || (!ends && words < PROSE_WORDS)
}

/// The paragraphs among rows of Markdown, with their first lines. Headings and bullets stand alone; code is no prose.
pub(super) fn of_rows(rows: &[Row]) -> Vec<Paragraph> {
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    for row in rows.iter().filter(|row| !matches!(row.kind, Kind::Code | Kind::Rule)) {
        match paragraphs.last_mut() {
            Some(before) if row.continues => {
                before.text.push(' ');
                before.text.push_str(&row.text);
            }
            _ => paragraphs.push(Paragraph {
                first: row.first,
                text: row.text.clone(),
                is_item: row.kind == Kind::Bullet,
            }),
        }
    }
    paragraphs
}

/// The paragraphs of a plain text, with their first lines. Bullets stand alone, and so do long lines.
pub(super) fn of_lines(lines: &[&str]) -> Vec<Paragraph> {
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let numbered: Vec<(usize, &str)> = lines.iter().copied().enumerate().collect();
    for group in numbered.split(|(_, line)| line.trim().is_empty()) {
        let was_wrapped = was_wrapped(group);
        for (position, &(index, line)) in group.iter().enumerate() {
            let item = bullet(line);
            let text = item.unwrap_or(line.trim());
            match paragraphs.last_mut() {
                Some(before) if position > 0 && was_wrapped && item.is_none() => {
                    before.text.push(' ');
                    before.text.push_str(text);
                }
                _ => paragraphs.push(Paragraph { first: index + 1, text: text.to_owned(), is_item: item.is_some() }),
            }
        }
    }
    paragraphs
}

/// Whether the lines of a group are one paragraph: none is wide, some are as long as a wrapped line, and most break
/// off in the middle of a sentence.
fn was_wrapped(group: &[(usize, &str)]) -> bool {
    let Some((_, all_but_last)) = group.split_last() else { return false };
    let longest = group.iter().map(|(_, line)| line.chars().count()).max().unwrap_or(0);
    let unfinished = all_but_last.iter().filter(|(_, line)| !line.trim_end().ends_with(['.', '!', '?'])).count();
    (WIDEST_WRAPPED / 3..=WIDEST_WRAPPED).contains(&longest) && unfinished * 2 >= all_but_last.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrapped_paragraph_is_one_and_long_lines_are_one_each() {
        let wrapped = [
            "We had a queue that never drained,",
            "and nobody knew why. Then",
            "I looked at the",
            "",
            "- One",
            "- Two",
        ];
        let first_lines = |lines: &[&str]| of_lines(lines).iter().map(|paragraph| paragraph.first).collect::<Vec<_>>();
        assert_eq!(first_lines(&wrapped), [1, 5, 6]);
        let long =
            "We had a queue that never drained, and nobody knew why, until I looked at the logs of the last two years.";
        assert_eq!(first_lines(&[long, "Blog", long]), [1, 2, 3]);
        assert_eq!(first_lines(&["Home", "Blog", "About"]), [1, 2, 3]);
    }
}
