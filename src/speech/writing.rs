//! A story as it is written: one part after another, each with what belongs there.

use super::{Speech, numbered, story, without_dots};
use crate::app::App;
use crate::app::action::Action;
use crate::app::screen::writing::WritingScreen;
use crate::app::text_area::TextArea;
use crate::app::writing::Length;
use crate::domain::check::Finding;
use crate::domain::text::count;
use crate::domain::written::Field;

/// How a line of a part is changed.
pub(super) const REWRITING: &str =
    "Type :2 and new words to rewrite line 2, :change lyne to line for a word of it, :drop 2 to drop it.";

pub(super) fn say(app: &App, screen: &WritingScreen) -> Speech {
    let field = screen.field();
    let prompt =
        if screen.is_locked() { "What the file has here can't be read, and stays as it is." } else { field.prompt() };
    let lines: Vec<String> = screen.area().into_iter().flat_map(TextArea::lines).map(str::to_owned).collect();
    let is_empty = lines.is_empty().then(|| said_of(field, "empty."));
    let is_line = field.is_line();
    let so_far = lines.first().filter(|_| is_line).map(|line| said_of(field, line));
    let length = match field {
        Field::Beat(beat) => Some(in_words(app.length_of(beat))),
        _ => None,
    };
    let (number, count) = (screen.place() + 1, screen.areas().len());
    let part = format!("{}, part {number} of {count}: {prompt}", field.name());
    let title = screen.story().title.trim();
    let story = (field != Field::Title && !title.is_empty()).then(|| format!("The story is “{title}”."));
    let hint = format!(
        "Title, skills and target take one line; elsewhere each line is another one of the part, until :next. \
         {REWRITING} :{} keeps all and leaves; help names the rest.",
        app.key(Action::Leave)
    );
    let whole = || [vec![in_words(app.length_of_story())], story::lines(screen.story(), app.findings())].concat();
    Speech {
        taken: taken(screen),
        news: [part]
            .into_iter()
            .chain(so_far)
            .chain(is_empty)
            .chain(length)
            .chain(aid(app, screen))
            .chain(app.findings_in_field().map(mark))
            .collect(),
        body: story.into_iter().chain([hint]).collect(),
        text: if is_line || lines.is_empty() { whole() } else { numbered(&lines).collect() },
        lines: if is_line { Vec::new() } else { lines },
        ..Speech::titled(if screen.base().is_some() { "Editing a story" } else { "A new story" })
    }
}

/// What the parts of a line say.
fn taken(screen: &WritingScreen) -> Vec<String> {
    let has_bad_target = screen.written().has_bad_target();
    let lines = screen.areas().iter().filter(|(field, _)| field.is_line());
    let lines = lines.filter(|(field, _)| *field != Field::Target || !has_bad_target);
    lines.filter_map(|(field, area)| Some(said_of(*field, area.lines().next()?))).collect()
}

fn said_of(field: Field, line: &str) -> String {
    format!("{}: {line}", field.name())
}

/// What helps to fill in a part that is one line.
fn aid(app: &App, screen: &WritingScreen) -> Option<String> {
    match screen.field() {
        Field::Skills => match app.skills_begun().as_slice() {
            [] if screen.story().suggested_skills.is_empty() => None,
            [] => Some(format!("Found in the text: {}.", screen.story().suggested_skills.join(", "))),
            [first, ..] => {
                let begun = screen.begun_skill().map_or("", |(_, begun)| begun.trim_end());
                Some(format!("{begun}: {first}? :next takes it, an empty line leaves {begun} as it is."))
            }
        },
        Field::Target if screen.written().has_bad_target() => Some("It can't be read.".to_owned()),
        _ => None,
    }
}

fn mark(finding: &Finding) -> String {
    format!("Remark: {}. {} {}", finding.mark(), finding.rule.why(), finding.rule.hint())
}

fn in_words(length: Length) -> String {
    without_dots(&format!("{} · {} of {}.", count(length.words, "word", "words"), length.said, length.budget))
}
