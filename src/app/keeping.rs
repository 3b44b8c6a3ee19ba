//! Changes of the library: asked for here, made elsewhere, told when they are made.

use std::sync::Arc;

use super::message::{Effect, Loaded};
use super::saying::Saying;
use super::screen::compare::CompareScreen;
use super::screen::interviews::Focus;
use super::screen::kept::{KeptScreen, Of, View};
use super::screen::library::LibraryScreen;
use super::{App, Notice, Screen};
use crate::domain::change::{Change, Step, Was};
use crate::domain::conflict::Choice;
use crate::domain::library::Origin;
use crate::domain::problem::{Problem, Remedy};
use crate::domain::story::StoryId;
use crate::domain::time::Now;
use crate::domain::version::Version;
use crate::search::catalog::Catalog;

impl App {
    /// Takes over what was read from disk, unless the clock of a take runs.
    pub(super) fn take_over_what_waits(&mut self, now: Now) -> Option<Effect> {
        let is_telling = matches!(&self.screen, Screen::Practice(screen) if screen.practice().is_running());
        let loaded = self.waiting.take_if(|_| !is_telling)?;
        self.take_over(loaded);
        self.put_anew(now)
    }

    fn take_over(&mut self, loaded: Loaded) {
        self.awaits_library = false;
        self.history = loaded.history;
        // What was told here may not have been on disk yet when that was read.
        for take in &self.told {
            self.history.add(take.clone());
        }
        self.checked.learn_pace(&self.history);
        self.appointments = loaded.appointments;
        for record in &self.noted {
            self.appointments.add(record.clone());
        }
        self.filters = loaded.filters;
        self.library_screen.take_earlier(loaded.queries);
        self.show_catalog(if self.is_sharing { self.for_onlookers(loaded.catalog) } else { loaded.catalog });
        if let Some(wanted) = self.wanted.take() {
            self.in_library(|library, known| library.select(&wanted, known));
        }
        self.problems = self.failures.iter().chain(&self.refused).cloned().chain(loaded.problems).collect();
        self.tell_texts_once();
        self.undoable = loaded.undoable;
        self.follow_library();
        self.leave_an_empty_list();
    }

    /// Works out anew what follows from the stories, when others have taken their place.
    pub(super) fn follow_library(&mut self) {
        self.set_agenda();
        if let Screen::Importing(screen) = &mut self.screen {
            screen.put_on(Arc::clone(self.catalog.library()));
        }
        self.arrange_anew();
        self.measure_anew();
        self.cover_anew();
    }

    /// Puts another catalog in the place of this one. What it lacks is looked for elsewhere.
    pub(super) fn show_catalog(&mut self, catalog: Catalog) {
        self.is_reading_evidence = false;
        let before = std::mem::replace(&mut self.catalog, catalog);
        self.in_library(|library, known| library.take_over(&before, known));
        // Of many stories they are read before anybody asks for a word.
        if !self.catalog.has_few() {
            self.errands.push(Effect::ReadTexts(self.catalog.clone()));
        }
    }

    /// Sees to it that what is asked for can be found: the texts are read for words, and what stories show for questions.
    pub(super) fn read_what_is_missing(&mut self) {
        let (lacks_texts, lacks_evidence) = self.lacks();
        if !lacks_texts && !lacks_evidence {
            return;
        }
        if self.catalog.has_few() {
            let (lexicon, competencies) = (self.vocabulary.lexicon, self.vocabulary.competencies);
            let catalog = self.catalog.clone();
            self.catalog =
                if lacks_texts { catalog.with_texts() } else { catalog.with_evidence(competencies(), lexicon()) };
            self.in_library(LibraryScreen::look_further);
        } else if lacks_evidence && !self.is_reading_evidence {
            self.is_reading_evidence = true;
            self.errands.push(Effect::ReadEvidence(self.catalog.clone()));
        }
    }

    /// Whether the texts are missing that words are to be found in, and what the stories show for questions.
    fn lacks(&self) -> (bool, bool) {
        let is_asked = self.library_screen.is_question() || self.interview().is_some();
        let is_choosing = matches!(&self.screen, Screen::Interviews(screen) if matches!(screen.focus, Focus::Debrief(_) | Focus::Stories(..)));
        let may_be_asked = is_asked || is_choosing || matches!(self.screen, Screen::Rehearse(_) | Screen::Coverage(_));
        let lacks_texts = self.library_screen.query().has_words() && self.catalog.texts().is_none();
        (lacks_texts, may_be_asked && self.catalog.evidence().is_none())
    }

    /// Whether the list is all that was asked for.
    pub(super) fn is_answered(&self) -> bool {
        let is_question_open = self.library_screen.is_question() && self.catalog.evidence().is_none();
        !self.awaits_library && !self.library_screen.is_waiting() && !self.lacks().0 && !is_question_open
    }

    fn leave_an_empty_list(&mut self) {
        if matches!(self.screen, Screen::Problems) && self.problems.is_empty() {
            self.screen = Screen::Library;
        }
    }

    /// Tells what became of a change.
    pub(super) fn tell_change(&mut self, said: String, problems: Vec<Problem>, about: Option<&StoryId>) {
        if let Some(about) = about {
            self.in_library(|library, known| library.select(about, known));
        }
        // What nobody has to hear of says nothing of what was told before.
        if said.is_empty() && problems.is_empty() {
            return;
        }
        match problems.first() {
            Some(problem) if said.is_empty() => self.notice = Some(Notice::from(problem)),
            _ => self.tell(said),
        }
        // What was said of an earlier change is over when another is made: both versions it speaks of may be one by now.
        let earlier = std::mem::replace(&mut self.refused, problems);
        self.problems.retain(|problem| !earlier.contains(problem));
        for problem in &self.refused {
            if problem.remedy != Remedy::Listed && !self.problems.contains(problem) {
                self.problems.push(problem.clone());
            }
        }
        self.tell_texts_once();
        self.leave_an_empty_list();
    }

    /// Tells of a text that waits for the editor once: with what is wrong with it, where that is known.
    fn tell_texts_once(&mut self) {
        let refused = &self.refused;
        let is_told = |problem: &Problem| refused.iter().any(|told| told.remedy == problem.remedy && told != problem);
        self.problems.retain(|problem| !matches!(problem.remedy, Remedy::Edit(_)) || !is_told(problem));
    }

    /// Shows the versions of a story, or what is in the trash.
    pub(super) fn show_kept(&mut self, of: Of, versions: Vec<Version>) {
        // The answer may come after the person has gone elsewhere.
        if !matches!(self.screen, Screen::Library | Screen::Problems) {
            return;
        }
        let library = self.catalog.library();
        let there = match &of {
            Of::Story(id) => library.get(id).map(|story| library.as_written(story)),
            Of::Trash => None,
        };
        if versions.iter().all(|version| Some(&version.story) == there) {
            self.tell(match of {
                Of::Trash => "The trash is empty.",
                Of::Story(_) => "No earlier version of this story is kept.",
            });
        } else {
            let view = if there.is_some() { View::Change } else { View::Whole };
            self.screen = Screen::Kept(KeptScreen::new(of, versions, view));
        }
    }

    /// Why the stories at hand can't be changed, if they can't.
    pub(super) fn can_change(&self) -> Result<(), Saying> {
        match self.catalog.library().origin {
            Origin::Own => Ok(()),
            Origin::Samples => Err("This is a sample. Samples go when you import stories of your own.".into()),
        }
    }

    pub(super) fn delete(&self) -> Vec<Effect> {
        let library = self.catalog.library();
        let Some(story) = self.library_screen.selected(library) else {
            return Vec::new();
        };
        let said = format!("Deleted{}: “{}”", self.undoes(), story.title);
        vec![Effect::Change { change: Change::deletion(library.as_written(story)), said }]
    }

    pub(super) fn accept_skills(&self) -> Vec<Effect> {
        let library = self.catalog.library();
        let Some(story) = self.library_screen.selected(library).map(|story| library.as_written(story)) else {
            return Vec::new();
        };
        let mut accepted = story.clone();
        accepted.skills.append(&mut accepted.suggested_skills);
        let said = format!("Skills accepted{}: “{}”", self.undoes(), story.title);
        vec![Effect::Change { change: Change::edit(story, accepted), said }]
    }

    pub(super) fn list_versions(&self) -> Vec<Effect> {
        let story = self.library_screen.selected(self.catalog.library());
        story.map(|story| Effect::ListVersions(story.id.clone())).into_iter().collect()
    }

    /// The problem under the cursor.
    pub fn selected_problem(&self) -> Option<&Problem> {
        match &self.screen {
            Screen::Problems => self.problems.get(self.problems_screen.cursor(self.problems.len())),
            _ => None,
        }
    }

    /// Does about the problem under the cursor what can be done.
    pub(super) fn mend(&mut self, now: Now) -> Vec<Effect> {
        match self.selected_problem().map(|problem| problem.remedy.clone()) {
            Some(Remedy::Versions(id)) => return vec![Effect::ListVersions(id)],
            Some(Remedy::Compare(conflict)) => self.screen = Screen::Compare(CompareScreen::new(*conflict)),
            Some(Remedy::Edit(_)) => return self.edit_outside(now),
            Some(Remedy::None | Remedy::Listed) | None => {}
        }
        Vec::new()
    }

    pub(super) fn choose(&mut self, choice: Choice) -> Vec<Effect> {
        let Screen::Compare(screen) = &self.screen else {
            return Vec::new();
        };
        let conflict = screen.conflict();
        let change = conflict.settle(choice);
        self.wanted = Some(conflict.id().clone());
        let chosen = if choice == Choice::Right { &conflict.right } else { &conflict.left };
        let title = &chosen.story.title;
        let kept = match choice {
            Choice::Left => "Kept version 1",
            Choice::Right => "Kept version 2",
            Choice::Both => "Kept both versions",
        };
        let said = format!("{kept}{}: “{title}”", self.undoes());
        self.screen = Screen::Library;
        vec![Effect::Change { change, said }]
    }

    pub(super) fn bring_back(&mut self) -> Vec<Effect> {
        let Screen::Kept(screen) = &self.screen else {
            return Vec::new();
        };
        let Some(version) = screen.selected() else {
            return Vec::new();
        };
        let title = &version.story.title;
        let said = format!("Brought back{}: “{title}”", self.undoes());
        let (wanted, change) = match screen.of() {
            Of::Trash => (version.story.id.clone(), Change::restoration(version)),
            Of::Story(id) => {
                let library = self.catalog.library();
                let was =
                    library.get(id).map_or(Was::Unreadable, |story| Was::Story(library.as_written(story).clone()));
                let step = Step::Save { story: version.story.clone(), was };
                let change = Change {
                    what: format!("return to an earlier version of “{}”", version.story.title),
                    steps: vec![step],
                };
                (id.clone(), change)
            }
        };
        self.wanted = Some(wanted);
        self.screen = Screen::Library;
        vec![Effect::Change { change, said }]
    }

    /// Where one comes back to from a screen that was opened from the library or from the list of problems.
    pub(super) fn go_back(&mut self) {
        let is_from_problems = match &self.screen {
            Screen::Compare(_) => true,
            Screen::Kept(screen) => matches!(screen.of(), Of::Story(id) if self.catalog.library().get(id).is_none()),
            _ => false,
        };
        self.screen = if is_from_problems && !self.problems.is_empty() { Screen::Problems } else { Screen::Library };
    }
}
