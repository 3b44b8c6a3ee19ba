//! All of a story, as it is read aloud.

use crate::app::App;
use crate::domain::appointment::Appointment;
use crate::domain::check::{Finding, Part, Rule};
use crate::domain::day;
use crate::domain::story::{Story, StoryId};
use crate::domain::text::{Block, blocks};

/// The lines of a story, with what there is to say of each part behind it.
pub(super) fn lines(story: &Story, findings: &[Finding]) -> Vec<String> {
    let mut lines = vec![story.title.clone()];
    let skills = story.shown_skills();
    if !skills.is_empty() {
        lines.push(format!("Skills: {}", skills.join(", ")));
    }
    if !story.suggested_skills.is_empty() {
        lines.push("Skills with a question mark were found in the text.".to_owned());
    }
    if story.title_made_up {
        lines.push("The title was made up from the text.".to_owned());
    }
    if story.flagged {
        lines.push("Flagged, to be corrected later.".to_owned());
    }
    if story.is_draft() {
        lines.push(format!("A draft: {}.", story.missing().join(", ")));
    }
    lines.extend(story.locked_fields().into_iter().map(|(_, wrong)| format!("Locked: {wrong}.")));
    let is_about_all = |part: &Part| matches!(part, Part::Story | Part::Title | Part::Skills | Part::Silenced);
    // A draft has said already that it has no outcome.
    let about_all = findings.iter().filter(|it| is_about_all(&it.part) && it.rule != Rule::NoOutcome);
    lines.extend(about_all.map(mark));
    let beats = story.beats.iter().map(|(beat, words)| (Part::Beat(beat), beat.name(), words));
    let extras = story.extras.iter().enumerate();
    let extras = extras.map(|(place, extra)| (Part::Extra(place), extra.label.as_str(), extra.text.as_str()));
    for (part, name, words) in beats.chain(extras) {
        lines.push(format!("{name}:"));
        lines.extend(paragraphs(words));
        lines.extend(findings.iter().filter(|finding| finding.part == part).map(mark));
    }
    lines.extend(story.questions.iter().map(|question| format!("Answers: “{question}”")));
    lines
}

/// At which interviews a story was told, and a warning if one of those companies comes again soon.
pub(super) fn told(app: &App, story: &StoryId) -> Vec<String> {
    let told: Vec<String> = app.appointments().told(story).into_iter().map(Appointment::telling).collect();
    if told.is_empty() {
        return Vec::new();
    }
    let again = app.appointments().next_in_loop(story, app.today()).map(|again| {
        format!("Careful: {} comes again on {}: they would hear it twice.", again.company, day::in_words(again.on))
    });
    [format!("Told {}.", told.join(", "))].into_iter().chain(again).collect()
}

/// The paragraphs and bullets of a text.
pub(super) fn paragraphs(words: &str) -> impl Iterator<Item = String> {
    blocks(words).map(|block| match block {
        Block::Paragraph(words) => words.to_owned(),
        Block::Bullet(words) => format!("- {words}"),
    })
}

fn mark(finding: &Finding) -> String {
    format!("Remark: {}", finding.mark())
}
