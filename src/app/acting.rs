//! What each action does: those of the whole program here, the others by the screen that shows.

use super::action::Action;
use super::keymap::Context;
use super::message::Effect;
use super::screen::library::Focus;
use super::{App, Overlay, Screen};
use crate::domain::interview::Interview;
use crate::domain::take::Grade;
use crate::domain::time::Now;

impl App {
    pub(super) fn act(&mut self, action: Action, now: Now) -> Vec<Effect> {
        if action == Action::SwitchSharing {
            self.switch_sharing();
            return Vec::new();
        }
        if let Some(effects) = self.act_on_import(action) {
            return effects;
        }
        if let Some(effects) = self.act_on_interviews(action) {
            return effects;
        }
        if let Some(effects) = self.act_on_writing(action, now) {
            return effects;
        }
        match action {
            Action::Quit => return self.quit(now),
            Action::Suspend => return vec![Effect::Suspend],
            Action::ShowHelp => self.show(Overlay::Help(self.context())),
            Action::ShowProblems => self.screen = Screen::Problems,
            Action::ShowVersions => return self.list_versions(),
            Action::ShowTrash => return vec![Effect::ListTrash],
            Action::ShowFilters => self.show_filters(),
            Action::UseFilter => self.use_filter(),
            Action::SaveFilter => return self.save_filter(),
            Action::DeleteFilter => return self.delete_filter(),
            Action::ShowCoverage => self.show_coverage(),
            Action::NextPack => self.cover_next_pack(),
            Action::LookIntoTopic => self.look_into_topic(),
            Action::ProbeTopic => self.probe_topic(),
            Action::BeginStory => self.begin_story(),
            Action::LookAgain => {
                self.tell("Looked for edits made elsewhere.");
                return vec![Effect::Reload];
            }
            Action::Delete => return self.delete(),
            Action::AcceptSkills => return self.accept_skills(),
            Action::SwitchFlag => return self.switch_flag(),
            Action::EditOutside => return self.edit_outside(now),
            Action::Undo if matches!(self.screen, Screen::Library) => {
                return vec![self.bring_back_dropped().unwrap_or(Effect::Undo)];
            }
            Action::Undo if matches!(self.screen, Screen::Review(_)) => return self.take_back_grade(now),
            Action::Mend => return self.mend(now),
            Action::BringBack => return self.bring_back(),
            Action::Choose(choice) => return self.choose(choice),
            Action::ShowUnfinished => self.show(Overlay::Resume),
            Action::Close if self.overlay.is_some() => {
                // Help over the offer to resume goes back to the offer.
                let was_help_on_offer = self.overlay == Some(Overlay::Help(Context::Resume));
                self.overlay = was_help_on_offer.then_some(Overlay::Resume);
            }
            Action::NextText if self.overlay.is_some() => self.overlay_page += 1,
            Action::PreviousText if self.overlay.is_some() => self.overlay_page -= 1,
            Action::Practice => {
                self.practice_selected(now);
                return self.remember_query();
            }
            Action::ShowProgress => self.show_progress(),
            Action::NextScope => self.next_scope(),
            Action::ShowRehearse => self.show_rehearse(now),
            Action::BeginRehearsal => self.begin_rehearsal(now),
            Action::BeginToday => self.begin_today(now),
            Action::BeginSet => self.begin_set(self.wishes.set, now),
            Action::ChooseStory => return self.choose_story(now),
            Action::PassQuestion => self.go_on_with_interview(Interview::pass, now),
            Action::GoOn if matches!(self.screen, Screen::Review(_)) && self.set.is_some() => {
                return self.go_on_with_set(now);
            }
            Action::GoOn if matches!(self.screen, Screen::Review(_)) => return self.leave(now),
            Action::GoOn => self.go_on_with_interview(Interview::go_on, now),
            Action::EndInterview => self.end_interview(now),
            Action::Pause if matches!(self.screen, Screen::Interview(_)) => self.pause_interview(now),
            Action::RepeatSet => self.repeat_set(now),
            Action::NextStory if self.set.is_some() => return self.go_on_with_set(now),
            Action::Again => self.practice_again(now),
            Action::NextStory => self.practice_next(now),
            Action::NextLadder | Action::SwitchStyle | Action::SwitchFree => self.change_plan(action),
            Action::NextFeedback | Action::NextGhost | Action::SwitchBell | Action::SwitchCurveballs => {
                self.change_habit(action, now);
            }
            Action::ResumeTake => self.resume(now),
            Action::Discard => return self.discard(),
            Action::AcceptGrade => return self.accept_grade(now),
            Action::KeepNote => return self.keep_note(now),
            Action::DiscardTake => return self.discard_take(now),
            Action::Grade(number) => return self.finish(Grade::try_from(number).ok(), now),
            Action::SkipGrade => return self.finish(None, now),
            Action::Leave if matches!(self.screen, Screen::Compare(_) | Screen::Kept(_)) => self.go_back(),
            Action::Leave if matches!(self.screen, Screen::Filters(_)) => self.screen = Screen::Library,
            Action::Leave if matches!(self.screen, Screen::Coverage(_)) => self.leave_coverage(),
            Action::Leave if matches!(self.screen, Screen::Interview(_)) => self.leave_interview(),
            Action::Leave if self.ends_set() => return self.end_set(now),
            Action::Leave => return self.leave(now),
            action => return self.act_on_screen(action, now),
        }
        Vec::new()
    }

    fn act_on_screen(&mut self, action: Action, now: Now) -> Vec<Effect> {
        match &mut self.screen {
            Screen::Practice(_) => return self.act_on_take(action, now),
            Screen::Review(screen) => {
                screen.act(action);
                if action == Action::AskToDiscard {
                    self.tell(self.say((
                        "Discard this take for good? {} discards it, {} keeps it.",
                        &[Action::DiscardTake, Action::Close],
                    )));
                }
            }
            Screen::Library => {
                self.in_library(|library, known| library.act(action, known));
                let is_left = matches!(action, Action::StopTyping | Action::GoToSkills)
                    || action == Action::Complete && self.library_screen.focus() == Focus::Skills;
                if action == Action::Complete
                    && let Some(named) = self.library_screen.begun()
                    && !self.library_screen.has_completed()
                {
                    self.tell(format!("No {} starts like this.", named.word()));
                }
                return if is_left { self.remember_query() } else { Vec::new() };
            }
            // They have done what there is to do by now.
            Screen::Importing(_) | Screen::Interviews(_) | Screen::Writing { .. } => {}
            Screen::Problems => self.problems_screen.act(action, self.problems.len()),
            Screen::Compare(screen) => screen.act(action),
            Screen::Kept(screen) => screen.act(action),
            Screen::Rehearse(_) => self.choose_rehearsal(action),
            Screen::Coverage(screen) => screen.act(action),
            Screen::Summary(page) => page.act(action),
            Screen::Progress(screen) => screen.act(action),
            Screen::Interview(page) => {
                page.act(action);
                if self.interview_context() == Context::Asking {
                    self.in_library(|library, known| library.act(action, known));
                }
            }
            Screen::Filters(screen) => screen.act(action, self.filters.filters.len()),
        }
        Vec::new()
    }
}
