//! A story as it is written: one part after another, each with what belongs there.

use super::{Speech, story, without_dots};
use crate::app::App;
use crate::app::action::Action;
use crate::app::screen::writing::WritingScreen;
use crate::app::writing::Length;
use crate::domain::check::Finding;
use crate::domain::text::count;
use crate::domain::written::Field;

pub(super) fn say(app: &App, screen: &WritingScreen) -> Speech {
    let field = screen.field();
    let prompt =
        if screen.is_locked() { "What the file has here can't be read, and stays as it is." } else { field.prompt() };
    let text = screen.area().map(|area| area.text().trim()).unwrap_or_default();
    let so_far = (!text.is_empty()).then(|| format!("So far: {text}"));
    let empty = if text.is_empty() { " It is empty." } else { "" };
    let length = match field {
        Field::Beat(beat) => Some(in_words(app.length_of(beat))),
        _ => None,
    };
    let (number, count) = (screen.place() + 1, screen.areas().len());
    let part = format!("{}, part {number} of {count}: {prompt}{empty}", field.name());
    let leave = app.key(Action::Leave);
    Speech {
        news: [part]
            .into_iter()
            .chain(so_far)
            .chain(length)
            .chain(hint(app, screen))
            .chain(app.findings_in_field().map(mark))
            .collect(),
        body: vec![format!(
            "Title, skills and target take one line; elsewhere each line is another one of the part, until :next. \
             :{leave} keeps all and leaves."
        )],
        text: [vec![in_words(app.length_of_story())], story::lines(screen.story(), app.findings())].concat(),
        ..Speech::titled(if screen.base().is_some() { "Editing a story" } else { "A new story" })
    }
}

/// What helps to fill in a part that is one line.
fn hint(app: &App, screen: &WritingScreen) -> Option<String> {
    match screen.field() {
        Field::Skills => match app.skills_begun().as_slice() {
            [] if screen.story().suggested_skills.is_empty() => None,
            [] => Some(format!("Found in the text: {}.", screen.story().suggested_skills.join(", "))),
            [first, ..] => {
                let begun = screen.begun_skill().map_or("", |(_, begun)| begun.trim_end());
                Some(format!("{begun}: {first}? :next takes it, an empty line leaves {begun} as it is."))
            }
        },
        Field::Target if screen.written().has_bad_target() => {
            Some("It can't be read: write it as 1:30 or 90.".to_owned())
        }
        _ => None,
    }
}

fn mark(finding: &Finding) -> String {
    format!("Remark: {}. {} {}", finding.mark(), finding.rule.why(), finding.rule.hint())
}

fn in_words(length: Length) -> String {
    without_dots(&format!("{} · {} of {}.", count(length.words, "word", "words"), length.said, length.budget))
}
