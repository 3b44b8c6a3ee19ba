//! How what is written is kept: asked for, heard of, and left for where the writing began.

use super::BAD_TARGET;
use crate::app::action::Action;
use crate::app::message::Effect;
use crate::app::screen::writing::{Keeping, Then};
use crate::app::{App, Notice, Screen};
use crate::domain::change::Change;
use crate::domain::confidential::aliased;
use crate::domain::library::Origin;
use crate::domain::problem::{Problem, Remedy};
use crate::domain::story::{Story, StoryId};
use crate::domain::time::Now;
use crate::domain::written::Field;
use crate::import::document::title_for;

impl App {
    /// Keeps what is written, and goes on from there when that is done.
    pub(super) fn keep_writing(&mut self, then: Then, now: Now) -> Vec<Effect> {
        let Some(writing) = self.writing_mut() else { return Vec::new() };
        let written = writing.written();
        if then != Then::Quit && written.has_bad_target() {
            writing.go_to(Field::Target);
            self.tell(BAD_TARGET);
            return Vec::new();
        }
        if let Some(keeping) = &mut writing.keeping {
            keeping.is_asked_again = true;
            keeping.then = keeping.then.max(then);
            return Vec::new();
        }
        match self.begin_keeping(then) {
            Some(change) => {
                self.tell("Keeping it …");
                vec![change]
            }
            None if then == Then::Leave => self.leave_writing(now),
            None => {
                self.tell(if written.is_blank() {
                    "There is nothing to keep yet."
                } else {
                    "It is kept as it stands."
                });
                Vec::new()
            }
        }
    }

    /// Has what is written kept, unless that is done or being done.
    pub(in crate::app) fn begin_keeping(&mut self, then: Then) -> Option<Effect> {
        let undoes = self.undoes();
        let Screen::Writing { writing, below } = &mut self.screen else { return None };
        if !writing.is_changed() || writing.keeping.is_some() {
            return None;
        }
        let mut story = writing.story().clone();
        if story.title.trim().is_empty() {
            story.title = title_for(&story.beats);
            story.title_made_up = true;
            writing.give_title(&story.title);
        }
        let base = writing.base().filter(|_| writing.replaces());
        let is_own = self.catalog.library().origin == Origin::Own;
        if base.is_none() {
            // As with an import, samples go when there is a story.
            let id = if writing.base().is_some() { story.id } else { StoryId::from_title(&aliased(&story.title)) };
            story.id = id.made_unique(|id| is_own && self.catalog.library().get(id).is_some());
        }
        let is_for_library = then == Then::Leave && matches!(**below, Screen::Library);
        let undoes = if is_for_library { undoes } else { String::new() };
        let title = &story.title;
        let said = match (base, writing.base(), is_own) {
            (Some(_), ..) => format!("Kept{undoes}: “{title}”"),
            (None, Some(_), _) => format!("Yours now{undoes}, and the samples are put away: “{title}”"),
            (None, None, true) => format!("Begun{undoes}: “{title}”"),
            (None, None, false) => format!("Your first story{undoes}; the samples are put away: “{title}”"),
        };
        let change = match base {
            Some(base) => Change::edit(base, story.clone()),
            None => Change::addition(story.clone()),
        };
        let effect = Effect::Change { change, said: said.clone() };
        if let Some(writing) = self.writing_mut() {
            writing.keeping = Some(Keeping { story, said, then, is_asked_again: false });
        }
        Some(effect)
    }

    /// Hears what became of a change. Where it was the keeping of what is written, and was refused, the screen stays.
    pub(in crate::app) fn hear_of_keeping(&mut self, said: &str, problems: &[Problem], now: Now) -> Vec<Effect> {
        let stories = self.catalog.library();
        let Screen::Writing { writing, .. } = &mut self.screen else { return Vec::new() };
        let is_it = |keeping: &mut Keeping| keeping.said == said || !problems.is_empty();
        let Some(mut keeping) = writing.keeping.take_if(is_it) else { return Vec::new() };
        // A version that can't take its place is kept beside it.
        if problems.iter().any(|problem| problem.remedy != Remedy::Listed) {
            writing.take_held();
            if keeping.then == Then::Quit {
                writing.is_warned = true;
                let why = problems.first().map(|problem| problem.reason.as_str()).unwrap_or_default();
                let words = format!("It can't be kept: {why}. Press the same key again to leave.");
                self.notice = Some(Notice::Error(words));
            }
            return Vec::new();
        }
        let has_its_text = |story: &&Story| Story { id: story.id.clone(), ..keeping.story.clone() } == **story;
        if let Some(kept) = stories.all_written().find(has_its_text) {
            keeping.story.id = kept.id.clone();
        }
        writing.rebase(keeping.story);
        match (writing.is_changed(), keeping.then) {
            (false, Then::Stay) => Vec::new(),
            (false, Then::Leave) => self.leave_writing(now),
            (false, Then::Quit) => self.leave_writing(now).into_iter().chain(self.quit(now)).collect(),
            (true, Then::Stay) if !keeping.is_asked_again => Vec::new(),
            // What was typed meanwhile.
            (true, then) => self.begin_keeping(then).into_iter().collect(),
        }
    }

    /// Goes back to where the writing began, with the story as it is.
    fn leave_writing(&mut self, now: Now) -> Vec<Effect> {
        let Screen::Writing { mut writing, below } = std::mem::replace(&mut self.screen, Screen::Library) else {
            return Vec::new();
        };
        self.screen = *below;
        let library = self.catalog.library();
        match &mut self.screen {
            Screen::Review(screen) => {
                if let Some(story) = library.as_said(&screen.take().story) {
                    screen.revise(&story, now.monotonic);
                }
            }
            Screen::Library => {
                if let Some(story) = writing.base().map(|story| story.id.clone()) {
                    self.show_in_library(&story);
                }
            }
            _ => {}
        }
        let mut effects = vec![Effect::ForgetWritten];
        effects.extend(self.revise_take(now));
        for key in writing.take_held() {
            effects.extend(self.press(key, now));
        }
        effects
    }

    /// Puts the library's cursor on a story, and takes away what was asked for if that hides it.
    fn show_in_library(&mut self, story: &StoryId) {
        self.in_library(|library, known| {
            let stories = known.catalog.library();
            library.select(story, known);
            let is_hidden = library.selected(stories).is_none_or(|selected| selected.id != *story);
            if is_hidden && stories.get(story).is_some() {
                library.act(Action::Clear, known);
                library.select(story, known);
            }
        });
    }
}
