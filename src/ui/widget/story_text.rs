//! All of a story, to be read.

use jiff::civil::Date;

use crate::domain::appointment::Appointment;
use crate::domain::appointments::Appointments;
use crate::domain::check::{Finding, Part, Rule};
use crate::domain::day;
use crate::domain::story::{Story, StoryId};
use crate::ui::line::Line;
use crate::ui::{text, theme};

/// The lines of a story, `width` columns wide. `marks` gives the places of the characters to mark in a line of a beat.
pub(in crate::ui) fn lines(story: &Story, width: usize, marks: impl Fn(&str) -> Vec<usize>) -> Vec<Line<'static>> {
    checked_lines(story, Vec::new(), &[], width, marks)
}

/// The same with where the story was told, and what there is to say of it, each under the part that it is about.
pub(in crate::ui) fn checked_lines(
    story: &Story,
    told: Vec<Line<'static>>,
    findings: &[Finding],
    width: usize,
    marks: impl Fn(&str) -> Vec<usize>,
) -> Vec<Line<'static>> {
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
    if story.flagged {
        say("⚑ Flagged, to be corrected later.", theme::ACCENT);
    }
    if story.is_draft() {
        say(&format!("A draft: {}.", story.missing().join(", ")), theme::DIM);
    }
    for (_, wrong) in story.locked_fields() {
        say(&format!("Locked: {wrong}."), theme::ALERT);
    }
    lines.extend(told);
    let is_about_all = |part: &Part| matches!(part, Part::Story | Part::Title | Part::Skills | Part::Silenced);
    // A draft has said already that it has no outcome.
    for finding in findings.iter().filter(|finding| is_about_all(&finding.part) && finding.rule != Rule::NoOutcome) {
        lines.extend(mark_lines(finding, width));
    }
    let beats = story.beats.iter().map(|(beat, words)| (Part::Beat(beat), beat.name(), words));
    let extras = story.extras.iter().enumerate();
    let extras = extras.map(|(place, extra)| (Part::Extra(place), extra.label.as_str(), extra.text.as_str()));
    for (part, name, words) in beats.chain(extras) {
        lines.push(Line::default());
        lines.push(Line::styled(text::shorten(name.to_owned(), width), theme::ACCENT));
        for line in text::wrap(words, width) {
            let places = marks(&line);
            lines.push(Line::from(text::marked(line, &places, theme::TOLD)));
        }
        for finding in findings.iter().filter(|finding| finding.part == part) {
            lines.extend(mark_lines(finding, width));
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

/// At which interviews a story was told, and a warning if one of those companies comes again soon.
pub(in crate::ui) fn told_lines(
    appointments: &Appointments,
    story: &StoryId,
    today: Date,
    width: usize,
) -> Vec<Line<'static>> {
    let told = appointments.told(story);
    if told.is_empty() {
        return Vec::new();
    }
    let told: Vec<String> = told.into_iter().map(Appointment::telling).collect();
    let mut lines: Vec<Line<'_>> = text::wrap(format!("Told {}.", told.join(", ")), width)
        .into_iter()
        .map(|line| Line::styled(line, theme::DIM))
        .collect();
    if let Some(again) = appointments.next_in_loop(story, today) {
        let words =
            format!("! {} comes again on {}: they would hear it twice.", again.company, day::in_words(again.on));
        lines.extend(text::wrap(words, width).into_iter().map(|line| Line::styled(line, theme::ALERT)));
    }
    lines
}

/// A finding in quiet lines.
fn mark_lines(finding: &Finding, width: usize) -> Vec<Line<'static>> {
    let lines = text::wrap(finding.mark(), width.saturating_sub(2));
    let lead = |place: usize| if place == 0 { "! " } else { "  " };
    lines.iter().enumerate().map(|(place, line)| Line::styled(format!("{}{line}", lead(place)), theme::DIM)).collect()
}
