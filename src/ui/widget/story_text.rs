//! All of a story, to be read.

use crate::domain::story::Story;
use crate::ui::line::Line;
use crate::ui::{text, theme};

/// The lines of a story, `width` columns wide. `marks` gives the places of the characters to mark in a line of a beat.
pub(in crate::ui) fn lines(story: &Story, width: usize, marks: impl Fn(&str) -> Vec<usize>) -> Vec<Line<'static>> {
    let mut lines: Vec<Line<'_>> =
        text::wrap(&story.title, width).into_iter().map(|line| Line::styled(line, theme::STRONG)).collect();
    let mut say = |words: &str, style| {
        lines.extend(text::wrap(words, width).into_iter().map(|line| Line::styled(line, style)));
    };
    // A line may end behind a dot but not start with one.
    say(&story.shown_skills().join("\u{a0}· "), theme::DIM);
    if !story.suggested_skills.is_empty() {
        say("Skills with a ? were found in the text.", theme::DIM);
    }
    if story.title_made_up {
        say("The title was made up from the text.", theme::DIM);
    }
    if story.is_draft() {
        say(&format!("A draft: {}.", story.missing().join(", ")), theme::DIM);
    }
    for (_, wrong) in story.locked_fields() {
        say(&format!("Locked: {wrong}."), theme::ALERT);
    }
    let parts = story.beats.iter().map(|(beat, words)| (beat.name(), words));
    for (name, words) in parts.chain(story.extras.iter().map(|extra| (extra.label.as_str(), extra.text.as_str()))) {
        lines.push(Line::default());
        lines.push(Line::styled(text::shorten(name.to_owned(), width), theme::ACCENT));
        for line in text::wrap(words, width) {
            let places = marks(&line);
            lines.push(Line::from(text::marked(line, &places, theme::PLAIN)));
        }
    }
    if !story.questions.is_empty() {
        lines.push(Line::default());
        lines.push(Line::styled("Answers", theme::ACCENT));
        let questions = story.questions.iter().flat_map(|question| text::wrap(format!("“{question}”"), width));
        lines.extend(questions.map(|line| Line::styled(line, theme::DIM)));
    }
    lines
}
