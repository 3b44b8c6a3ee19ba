//! The practice screen: one take of one story, from ready to its grade.

use crate::app::action::Action;
use crate::domain::ladder::Ladder;
use crate::domain::practice::{Phase, Practice, Style};
use crate::domain::story::Story;
use crate::domain::take::{Grade, Take};
use crate::domain::time::{Millis, Now, Stamp};
use crate::domain::unfinished::Unfinished;

/// What the practice screen remembers.
#[derive(Debug)]
pub struct PracticeScreen {
    practice: Practice,
    title: String,
    question: Option<String>,
    started: Option<Stamp>,
    page: isize,
}

impl PracticeScreen {
    /// A story put before its teller. Of its questions, take number `takes` gets the next in turn.
    pub fn ready(story: &Story, takes: usize, ladder: Ladder, style: Style, now: Now) -> Self {
        Self {
            practice: Practice::ready(story, ladder, style, now.monotonic),
            title: story.title.clone(),
            question: story.questions.get(takes % story.questions.len().max(1)).cloned(),
            started: None,
            page: 0,
        }
    }

    /// A take that was set aside, its clock still stopped.
    pub fn resumed(unfinished: Unfinished) -> Self {
        Self {
            practice: unfinished.practice,
            title: unfinished.title,
            question: unfinished.question,
            started: Some(unfinished.at),
            page: 0,
        }
    }

    /// The take as it stands.
    pub const fn practice(&self) -> &Practice {
        &self.practice
    }

    /// The question put with the story, if it has one.
    pub fn question(&self) -> Option<&str> {
        self.question.as_deref()
    }

    /// The story's title.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The page of the revealed text to show; pages go round, so any number is one.
    pub const fn page(&self) -> isize {
        self.page
    }

    /// What has to be kept of the take, once it has been started.
    pub fn unfinished(&self, now: Now) -> Option<Unfinished> {
        let is_under_way = matches!(self.practice.phase(), Phase::Telling | Phase::Grading);
        let started = self.started.filter(|_| is_under_way)?;
        Some(Unfinished::of(&self.practice, &self.title, self.question(), started, now))
    }

    /// Takes the teller's verdict, or none, and returns the record of the take.
    pub fn finish(&mut self, grade: Option<Grade>, now: Now) -> Take {
        self.practice.grade(grade);
        Take::of(&self.practice, &self.title, self.started.unwrap_or(now.wall), now.monotonic)
    }

    /// Brings back a take that was restarted and not begun again.
    pub fn bring_back(&mut self, now: Millis) {
        if self.practice.phase() == Phase::Ready {
            self.practice.undo(now);
        }
    }

    /// Stops the clock until the teller comes back, and also the one that would run on if the grading were undone.
    pub fn pause(&mut self, now: Millis) {
        self.practice.set_aside(now);
    }

    /// Does what an action asks for and returns what to tell the teller. Actions of other screens do nothing.
    pub fn act(&mut self, action: Action, story: Option<&Story>, now: Now) -> Option<&'static str> {
        let at = now.monotonic;
        match action {
            Action::NextText => self.page += 1,
            Action::PreviousText => self.page -= 1,
            Action::Start => {
                self.practice.start(at);
                self.started = Some(now.wall);
            }
            Action::Reveal => {
                self.page = 0;
                if !self.practice.reveal(at) {
                    return Some("Pressed twice within 0.3 s. The second press was left out.");
                }
            }
            Action::Hide => {
                self.page = 0;
                self.practice.hide();
            }
            Action::Pause => self.practice.pause_or_continue(at),
            Action::Undo => {
                self.page = 0;
                self.practice.undo(at);
            }
            Action::AddSeconds => self.practice.add_seconds(at),
            Action::TakeSeconds => self.practice.take_seconds(at),
            Action::RestartRung => self.practice.restart_rung(at),
            Action::RestartTake => {
                self.practice.restart(at);
                return Some("The take starts again. Press u to have the last one back.");
            }
            Action::NextLadder => self.divide(story, self.practice.ladder().next(), self.practice.style()),
            Action::SwitchStyle => {
                let style = match self.practice.style() {
                    Style::Recall => Style::Prompted,
                    Style::Prompted => Style::Recall,
                };
                self.divide(story, self.practice.ladder(), style);
            }
            _ => {}
        }
        None
    }

    fn divide(&mut self, story: Option<&Story>, ladder: Ladder, style: Style) {
        if let Some(story) = story {
            self.practice.divide(story, ladder, style);
        }
    }

    /// How long until the picture changes by itself.
    pub fn wake_after(&self, now: Millis) -> Option<Millis> {
        self.practice.is_running().then(|| self.practice.elapsed(now).until_next_second())
    }
}
