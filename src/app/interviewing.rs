//! Drills with an interviewer: questions are put, stories found for them in the library's list, and told.

use super::action::Action;
use super::keymap::Context;
use super::message::Effect;
use super::screen::page::Page;
use super::screen::rehearse::{What, Wishes};
use super::{App, Screen};
use crate::domain::fit::Fit;
use crate::domain::interview::follow_up::follow_ups_for;
use crate::domain::interview::mock::{self, MockInterview};
use crate::domain::interview::retrieval::{self, Retrieval, Round};
use crate::domain::interview::{Interview, StoryFit};
use crate::domain::question::{Question, QuestionBank};
use crate::domain::take::Take;
use crate::domain::time::{Millis, Now};

/// An interview under way, and what comes back when it is over.
#[derive(Debug)]
pub(super) struct Interviewing {
    interview: Interview,
    /// How many follow-ups come after each story.
    follow_ups: usize,
    seed: u64,
    /// What the library was asked for before.
    earlier: String,
}

impl App {
    /// The interview under way.
    pub fn interview(&self) -> Option<&Interview> {
        self.interviewing.as_ref().map(|interviewing| &interviewing.interview)
    }

    fn interview_mut(&mut self) -> Option<&mut Interview> {
        self.interviewing.as_mut().map(|interviewing| &mut interviewing.interview)
    }

    /// The questions that may be put: those that ship with Retell and the person's own.
    pub fn questions(&self) -> QuestionBank {
        (self.vocabulary.questions)().clone().with_own(self.own_questions.clone())
    }

    /// Begins to ask.
    pub(super) fn begin_interview(&mut self, wishes: Wishes, now: Now) {
        let bank = self.questions();
        let packs: Vec<&str> =
            wishes.pack.and_then(|pack| bank.packs.get(pack)).map(|pack| pack.key.as_str()).into_iter().collect();
        let count = if wishes.what == What::Retrieval { retrieval::QUESTIONS } else { wishes.questions };
        let seed = wishes.set.seed;
        let drawn: Vec<Question> = bank.draw(&packs, count, seed).into_iter().cloned().collect();
        let interview = if wishes.what == What::Retrieval {
            let rounds: Vec<Round> = drawn.into_iter().map(|question| self.round(question)).collect();
            Interview::Retrieval(Retrieval::start(rounds, now.monotonic))
        } else {
            Interview::Mock(MockInterview::start(drawn, now.monotonic))
        };
        let earlier = self.library_screen.as_query();
        self.set = None;
        self.interviewing = Some(Interviewing { interview, follow_ups: wishes.follow_ups, seed, earlier });
        self.show_interview();
    }

    /// A question, and the story that answers it best.
    fn round(&self, question: Question) -> Round {
        let answers = self.catalog.evidence().map(|evidence| evidence.answer(&question.text, &self.history));
        let best = answers.as_ref().and_then(|answers| answers.matches.first()).and_then(|best| {
            let story = self.catalog.stories().get(best.place)?;
            Some(StoryFit { story: story.id.clone(), title: story.title.clone(), fit: best.fit })
        });
        Round { question, best }
    }

    /// The story under the cursor, and how well it answers the question that is put.
    fn chosen(&self) -> Option<StoryFit> {
        let story = self.story_at_hand()?;
        let question = self.interview()?.question()?;
        let answers = self.catalog.evidence()?.answer(&question.text, &self.history);
        let is_it = |place: usize| self.catalog.stories().get(place).is_some_and(|other| other.id == story.id);
        let fit = answers.matches.iter().find(|found| is_it(found.place)).map_or(Fit::Gap, |found| found.fit);
        Some(StoryFit { story: story.id.clone(), title: story.title.clone(), fit })
    }

    /// Answers the question with the story under the cursor.
    pub(super) fn choose_story(&mut self, now: Now) -> Vec<Effect> {
        let Some(chosen) = self.chosen() else {
            return Vec::new();
        };
        let general = (self.vocabulary.questions)().follow_ups.as_slice();
        let own = self.story_at_hand().map(|story| story.follow_ups.clone()).unwrap_or_default();
        let Some(interviewing) = &mut self.interviewing else {
            return Vec::new();
        };
        let (count, seed) = (interviewing.follow_ups, interviewing.seed);
        let story = chosen.story.clone();
        let (is_chosen, is_told) = match &mut interviewing.interview {
            Interview::Retrieval(retrieval) => (retrieval.choose(chosen, now.monotonic), false),
            Interview::Mock(mock) => {
                let seed = seed.wrapping_add(u64::try_from(mock.number()).unwrap_or(0));
                let follow_ups = follow_ups_for(&own, general, count, seed);
                (mock.choose(chosen, follow_ups, now.monotonic), true)
            }
        };
        if !is_chosen {
            self.tell_slip();
            return Vec::new();
        }
        if !is_told {
            self.show_interview();
            return Vec::new();
        }
        self.in_library(|library, known| library.act(Action::GoToStories, known));
        // The clock has run since the question was put, so that what was spent on finding is the think time.
        let looked_for = self.interview().map_or(Millis::ZERO, |mock| mock.elapsed(now.monotonic));
        let asked_at = now.monotonic.saturating_sub(looked_for);
        self.practice(&story, None, Now { monotonic: asked_at, ..now });
        let question = self.interview().and_then(Interview::question).map(|question| question.text.clone());
        if let (Screen::Practice(screen), Some(question)) = (&mut self.screen, question) {
            screen.put_question(question);
        }
        self.act_on_take(Action::Start, now)
    }

    /// Takes the interview a step further, unless the press for it was a slip.
    pub(super) fn go_on_with_interview(&mut self, step: fn(&mut Interview, Millis) -> bool, now: Now) {
        if self.interview_mut().is_some_and(|interview| step(interview, now.monotonic)) {
            self.show_interview();
        } else {
            self.tell_slip();
        }
    }

    /// Stops the clock of the interview, or lets it go on.
    pub(super) fn pause_interview(&mut self, now: Now) {
        if let Some(Interview::Mock(mock)) = self.interview_mut() {
            mock.pause_or_continue(now.monotonic);
        }
    }

    /// Stops the clock of the interview, if it can be stopped and runs.
    pub(super) fn stop_interview(&mut self, now: Now) {
        if self.interview().is_some_and(Interview::is_running) {
            self.pause_interview(now);
        }
    }

    /// The take that answers the question is told, or was left.
    pub(super) fn answered(&mut self, take: Option<Take>, now: Now) -> bool {
        match self.interview_mut() {
            Some(Interview::Mock(mock)) if matches!(mock.phase(), mock::Phase::Telling { .. }) => {
                let is_left = take.is_none();
                mock.told(take, now.monotonic);
                if is_left {
                    mock.end(now.monotonic);
                }
                self.show_interview();
                true
            }
            _ => false,
        }
    }

    /// Takes over another record of a take that the interview has.
    pub(super) fn keep_in_interview(&mut self, take: &Take) {
        if let Some(Interview::Mock(mock)) = self.interview_mut() {
            mock.keep(take);
        }
    }

    /// Ends the interview: what came of it is shown, if anything was answered.
    pub(super) fn end_interview(&mut self, now: Now) {
        if let Some(interview) = self.interview_mut() {
            interview.end(now.monotonic);
        }
        if self.interview().is_some_and(|interview| interview.number() > 0) {
            self.show_interview();
        } else {
            self.leave_interview();
        }
    }

    /// Goes back to the library as it was.
    pub(super) fn leave_interview(&mut self) {
        if let Some(interviewing) = self.interviewing.take() {
            self.in_library(|library, known| {
                library.ask(&interviewing.earlier, known);
                library.act(Action::GoToStories, known);
            });
        }
        self.screen = Screen::Library;
    }

    /// Where keys go in an interview.
    pub(super) fn interview_context(&self) -> Context {
        match self.interview() {
            Some(Interview::Retrieval(retrieval)) => match retrieval.phase() {
                retrieval::Phase::Asking { .. } => Context::Asking,
                retrieval::Phase::Answered(_) => Context::Answered,
                retrieval::Phase::Over => Context::Report,
            },
            Some(Interview::Mock(mock)) => match mock.phase() {
                mock::Phase::Asking { .. } => Context::Asking,
                mock::Phase::Telling { .. } | mock::Phase::FollowingUp { .. } => Context::FollowUp,
                mock::Phase::Over => Context::Report,
            },
            None => Context::Report,
        }
    }

    /// Looks whether the time for a question is up.
    pub(super) fn tick(&mut self, now: Now) {
        if let (Screen::Interview(_), Some(interviewing)) = (&self.screen, &mut self.interviewing)
            && let Interview::Retrieval(retrieval) = &mut interviewing.interview
            && retrieval.is_running()
        {
            retrieval.tick(now.monotonic);
            if !retrieval.is_running() {
                self.show_interview();
            }
        }
    }

    /// Shows where the interview stands. A question is put to a list with every story.
    fn show_interview(&mut self) {
        let is_asking = self.interview_context() == Context::Asking;
        self.in_library(|library, known| {
            if is_asking {
                library.ask("", known);
                library.act(Action::Find, known);
            } else {
                library.act(Action::GoToStories, known);
            }
        });
        self.screen = Screen::Interview(Page::default());
    }
}
