//! What somebody needs to know who has never told a story, where they need it: one line, two where they begin.

use crate::app::action::Action;
use crate::app::{App, Screen};
use crate::domain::library::Origin;
use crate::domain::practice::{Phase, Practice, Style};

/// What is said while the library is read for the first time.
pub(super) const READING: &str = "Reading your stories …";

/// The lines to somebody who may not know yet what to do here.
pub(super) fn lines(app: &App) -> Vec<String> {
    if app.overlay().is_some() {
        return Vec::new();
    }
    let has_told = app.history().each().next().is_some();
    match app.screen() {
        Screen::Library if app.awaits_library() => vec![READING.to_owned()],
        Screen::Library => in_library(app, has_told),
        Screen::Practice(screen) if !has_told && is_told_from_memory(screen.practice()) => {
            vec![app.say(("Tell this part from memory. Then {} shows its text.", &[Action::Reveal]))]
        }
        Screen::Review(_) if app.history().each().nth(1).is_none() && app.library().origin == Origin::Samples => {
            let keys = &[Action::Leave, Action::WriteStory];
            vec![app.say(("That was a take. For a story of your own: {}, then {}.", keys))]
        }
        _ => Vec::new(),
    }
}

fn is_told_from_memory(practice: &Practice) -> bool {
    practice.phase() == Phase::Telling && !practice.is_paused() && practice.plan().style == Style::Recall
}

fn in_library(app: &App, has_told: bool) -> Vec<String> {
    let own = &[Action::WriteStory, Action::ShowImport];
    match (app.library().origin, has_told) {
        (Origin::Samples, true) => vec![app.say(("These are samples. {} writes your own, {} brings them in.", own))],
        (Origin::Samples, false) => vec![
            app.say(("These are samples. Press {} to tell one aloud.", &[Action::Practice])),
            app.say(("Your own: {} writes a story, {} or a paste brings them in.", own)),
        ],
        (Origin::Own, false) if app.story_at_hand().is_some() => {
            vec![app.say(("Press {} to tell this story aloud.", &[Action::Practice]))]
        }
        (Origin::Own, _) => Vec::new(),
    }
}
