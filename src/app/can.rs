//! Whether an action can be done now, and if not, why: footer, help and dispatch all ask here.

use super::action::Action;
use super::rehearsing::NOT_READ_YET;
use super::saying::Saying;
use super::screen::filters::FiltersScreen;
use super::screen::kept::{KeptScreen, Of};
use super::screen::library::LibraryScreen;
use super::screen::library::pane::Place;
use super::screen::practice::PracticeScreen;
use super::screen::rehearse::{What, Wishes};
use super::{App, Screen};
use crate::domain::help::Help;
use crate::domain::practice::Phase;
use crate::domain::problem::Remedy;
use crate::domain::story::Story;
use crate::search::complete::Named;
use crate::search::index::Index;

pub(in crate::app) fn unless(is_fine: bool, why: impl Into<Saying>) -> Result<(), Saying> {
    if is_fine { Ok(()) } else { Err(why.into()) }
}

impl App {
    /// Whether an action would do something now.
    ///
    /// # Errors
    /// When it would not, with the reason as a sentence.
    pub fn can(&self, action: Action) -> Result<(), Saying> {
        match action {
            Action::SwitchSharing => Ok(()),
            Action::ShowUnfinished => unless(self.unfinished.is_some(), "No take waits to be resumed."),
            Action::ShowProblems => unless(!self.problems.is_empty(), "There are no problems."),
            Action::ResumeTake => unless(
                self.unfinished
                    .as_ref()
                    .is_some_and(|unfinished| self.catalog.library().get(unfinished.story()).is_some()),
                (
                    "Its story isn't here; it may be in the trash. Press {} to drop the take, {} to keep it.",
                    &[Action::Discard, Action::Close],
                ),
            ),
            Action::EditOutside => self.can_edit_outside(),
            Action::SwitchFlag => self.can_change_story_here(),
            Action::NextScope => self.can_change_scope(),
            Action::NextStory if self.set.is_some() => Ok(()),
            Action::NextStory if matches!(self.screen, Screen::Practice(_)) => {
                Err(("This is no set. Press {} to choose another story.", &[Action::Leave]).into())
            }
            Action::NextStory => unless(self.next_story().is_some(), "This was the last story of the list."),
            Action::BeginRehearsal => match &self.screen {
                Screen::Rehearse(screen) => self.can_rehearse(screen.wishes()),
                _ => Ok(()),
            },
            Action::BeginToday => unless(
                !self.due.is_empty(),
                ("Nothing is due today. Press {} in the library to choose what to rehearse.", &[Action::ShowRehearse]),
            ),
            Action::BeginSet => self.can_rehearse(Wishes { what: What::Set, ..self.wishes }),
            // Pages that lie over a screen can always be turned.
            Action::NextText | Action::PreviousText if self.overlay.is_some() => Ok(()),
            Action::EditStory => self.can_edit(),
            action => match &self.screen {
                Screen::Library => self.can_in_library(action),
                Screen::Practice(screen) => {
                    can_practice(screen, self.catalog.library().get(screen.practice().story()), action)
                }
                Screen::Problems => self.can_in_problems(action),
                Screen::Kept(screen) => self.can_in_kept(action, screen),
                Screen::Filters(screen) => self.can_in_filters(action, screen),
                Screen::Importing(screen) => screen.can(action),
                Screen::Coverage(screen) => self.can_in_coverage(screen, action),
                Screen::Interviews(screen) => self.can_in_interviews(action, screen),
                Screen::Rehearse(screen) => can_move(action, screen.cursor(), screen.rows().len().saturating_sub(1)),
                Screen::Interview(_) => self.can_in_interview(action),
                Screen::Writing { writing, .. } => self.can_in_writing(writing, action),
                Screen::Review(_) | Screen::Summary(_) | Screen::Progress(_) | Screen::Compare(_) => Ok(()),
            },
        }
    }

    fn can_in_interview(&self, action: Action) -> Result<(), Saying> {
        let screen = &self.library_screen;
        match action {
            Action::ChooseStory => {
                let story = self.story_at_hand();
                unless(
                    story.is_some(),
                    ("No story is found. Ask for something else, or press {} for none.", &[Action::PassQuestion]),
                )?;
                unless(self.catalog.evidence().is_some(), NOT_READ_YET)?;
                unless(story.is_some_and(Story::has_text), "This story has no text yet, so there is nothing to tell.")
            }
            Action::Complete => unless(screen.begun().is_some(), "No name is begun that could be completed."),
            Action::Up | Action::PageUp => unless(screen.can_go_up(), "This is the first one."),
            Action::Down | Action::PageDown => unless(screen.can_go_down(), "This is the last one."),
            _ => Ok(()),
        }
    }

    fn can_in_kept(&self, action: Action, screen: &KeptScreen) -> Result<(), Saying> {
        match action {
            Action::SwitchWhole if *screen.of() == Of::Trash => Err("What was deleted is shown as it was.".into()),
            Action::SwitchWhole => unless(
                self.story_of_versions(screen).is_some(),
                "The story can't be read any more, so there is nothing to compare a version with.",
            ),
            action => can_move(action, screen.cursor(), screen.versions().len().saturating_sub(1)),
        }
    }

    fn can_in_problems(&self, action: Action) -> Result<(), Saying> {
        let count = self.problems.len();
        let cursor = self.problems_screen.cursor(count);
        match action {
            Action::Mend => match self.selected_problem().map(|problem| &problem.remedy) {
                Some(Remedy::Edit(_)) => self.can_edit_outside(),
                Some(Remedy::Versions(_) | Remedy::Compare(_)) => Ok(()),
                _ => Err("Retell can't mend this one. The line says what you can do.".into()),
            },
            action => can_move(action, cursor, count.saturating_sub(1)),
        }
    }

    fn can_in_filters(&self, action: Action, screen: &FiltersScreen) -> Result<(), Saying> {
        let count = self.filters.filters.len();
        match action {
            Action::UseFilter | Action::DeleteFilter => unless(count > 0, "No filter is saved yet."),
            Action::NameFilter => unless(
                !screen.query().is_empty(),
                (
                    "Nothing is asked for that could be saved. Press {}, ask for something, and come back.",
                    &[Action::Leave],
                ),
            ),
            action => can_move(action, screen.cursor(count), count.saturating_sub(1)),
        }
    }

    fn can_in_library(&self, action: Action) -> Result<(), Saying> {
        let screen = &self.library_screen;
        let story = screen.selected(self.catalog.library());
        match action {
            Action::Practice => {
                unless(story.is_some(), "No story is chosen.")?;
                unless(story.is_some_and(Story::has_text), "This story has no text yet, so there is nothing to tell.")
            }
            Action::NextText | Action::PreviousText => unless(story.is_some(), "No story is chosen."),
            Action::Up | Action::PageUp | Action::First => unless(screen.can_go_up(), "This is the first one."),
            Action::Down | Action::PageDown | Action::Last => unless(screen.can_go_down(), "This is the last one."),
            Action::Clear => unless(screen.is_filtered(), "Nothing is filtered: all stories are here."),
            Action::Delete | Action::ShowVersions => {
                self.can_change()?;
                unless(story.is_some(), "No story is chosen.")
            }
            Action::AcceptSkills => {
                self.can_change()?;
                can_accept_skills(story)
            }
            Action::Undo => unless(self.undoable.is_some() || self.dropped.is_some(), "There is nothing to undo."),
            Action::Complete if screen.begun() == Some(Named::Filter) => unless(
                !self.filters.filters.is_empty(),
                ("No filter is saved yet. Press {}, then {} to save one.", &[Action::StopTyping, Action::ShowFilters]),
            ),
            Action::Complete if screen.begun().is_some() => Ok(()),
            Action::CycleSkill => unless(
                screen.pane().facet(self.catalog.index()).is_some(),
                ("These skills are in no group. Press {} to open it and choose one.", &[Action::OpenGroup]),
            ),
            Action::OpenGroup | Action::CloseGroup => {
                can_open(screen, action == Action::OpenGroup, self.catalog.index())
            }
            Action::GoToSkills | Action::Complete | Action::SwitchAny | Action::SwitchGroups => {
                unless(!screen.pane().rows().is_empty(), "There are no skills to choose from here.")
            }
            _ => Ok(()),
        }
    }
}

fn can_open(screen: &LibraryScreen, opens: bool, index: &Index) -> Result<(), Saying> {
    let pane = screen.pane();
    unless(pane.is_grouped(), ("Press {} first to see the skills in groups.", &[Action::SwitchGroups]))?;
    match pane.selected().map(|row| row.place) {
        Some(Place::Group(group)) if opens => unless(!pane.is_open(group, index), "This group is open."),
        Some(Place::Group(group)) => unless(pane.is_open(group, index), "This group is closed."),
        _ => unless(!opens, ("This is a skill. Press {} to choose it.", &[Action::CycleSkill])),
    }
}

fn can_accept_skills(story: Option<&Story>) -> Result<(), Saying> {
    let Some(story) = story else {
        return Err("No story is chosen.".into());
    };
    unless(!story.suggested_skills.is_empty(), "No skills are suggested for this story.")?;
    unless(!story.is_read_only(), "This story comes from a newer Retell and can't be changed here.")?;
    unless(
        !story.locked.contains_key("skills"),
        ("The skills of this story can't be read. Press {} to see why.", &[Action::ShowProblems]),
    )
}

pub(super) fn can_move(action: Action, cursor: usize, last: usize) -> Result<(), Saying> {
    match action {
        Action::Up | Action::First => unless(cursor > 0, "This is the first one."),
        Action::Down | Action::Last => unless(cursor < last, "This is the last one."),
        _ => Ok(()),
    }
}

fn can_practice(screen: &PracticeScreen, story: Option<&Story>, action: Action) -> Result<(), Saying> {
    let practice = screen.practice();
    match action {
        Action::Undo => unless(practice.can_undo(), "There is no step of this take to take back."),
        Action::Hide => unless(practice.can_hide(), "No text is shown that could be hidden."),
        Action::Reveal if practice.is_paused() && !practice.has_hidden_rungs() => {
            Err(("The clock is paused. Press {} to go on.", &[Action::Pause]).into())
        }
        Action::Reveal if practice.phase() == Phase::Grading => unless(
            practice.has_hidden_rungs(),
            ("All is told. Press {} to {} to say how it went.", &[Action::Grade(1), Action::Grade(4)]),
        ),
        Action::Hint => match practice.help_now() {
            Some(Help::Text) => Err("The whole text of this part is shown.".into()),
            _ => Ok(()),
        },
        Action::NextPiece | Action::PreviousPiece | Action::MarkMissed => {
            let pieces = screen.pieces(story).len();
            unless(pieces > 0, "No text is revealed yet.")?;
            match action {
                Action::PreviousPiece => unless(screen.piece() > 0, "This is the first sentence."),
                Action::NextPiece => unless(screen.piece() + 1 < pieces, "This is the last sentence."),
                _ => Ok(()),
            }
        }
        Action::Start => unless(!practice.rungs().is_empty(), "This story has no text to tell any more."),
        Action::SwitchInFull => {
            unless(practice.missed().is_empty(), "Something is marked as left out, so not all of it was told.")
        }
        Action::SwitchCurveballs => {
            let has_parts = practice.plan().only.is_none() && practice.rungs().len() > 1;
            unless(has_parts, "This is told in one part, and nobody cuts into that.")
        }
        Action::SwitchFree => unless(
            practice.plan().only.is_none() && practice.plan().target.is_none(),
            "A drill leaves open when the story comes back anyway.",
        ),
        Action::NextLadder => unless(
            practice.plan().only.is_none(),
            ("This drill is of one part. Press {} to tell all of the story.", &[Action::Leave]),
        ),
        _ => Ok(()),
    }
}
