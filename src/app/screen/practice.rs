//! The practice screen: one take of one story, from ready to its grade.

use jiff::civil::Date;

use crate::app::action::Action;
use crate::app::pressing::SLIPPED;
use crate::app::saying::Saying;
use crate::domain::beat::Beat;
use crate::domain::habits::{Feedback, Habits};
use crate::domain::history::History;
use crate::domain::offer::Offer;
use crate::domain::practice::{Missed, Phase, Plan, Practice};
use crate::domain::story::Story;
use crate::domain::take::{self, Grade, Take};
use crate::domain::time::{Millis, Now, Stamp};
use crate::domain::unfinished::Unfinished;

/// What is known of a story when it is put before its teller.
#[derive(Debug, Default)]
pub struct Background {
    /// The question that it is to answer.
    pub question: Option<String>,
    /// What was left out when it was last told.
    pub missed: Vec<Missed>,
    /// The cue words of each rung, once they were needed.
    pub cues: Vec<Vec<String>>,
    /// How many words the teller says in a minute.
    pub words_a_minute: u64,
}

/// What the practice screen remembers.
#[derive(Debug)]
pub struct PracticeScreen {
    practice: Practice,
    title: String,
    background: Background,
    started: Option<Stamp>,
    /// The sentence or bullet of the open rung that the mark would go to.
    piece: usize,
    has_rung: bool,
    /// The verdict that the teller has marked, or given before.
    marked: Option<Grade>,
}

impl PracticeScreen {
    /// A story put before its teller.
    pub fn ready(story: &Story, plan: Plan, background: Background, now: Now) -> Self {
        Self {
            practice: Practice::ready(story, plan, now.monotonic),
            title: story.title.clone(),
            background,
            started: None,
            piece: 0,
            has_rung: false,
            marked: None,
        }
    }

    /// A take that was set aside, its clock still stopped.
    pub fn resumed(unfinished: Unfinished, background: Background) -> Self {
        // Its bell has rung by then.
        let has_rung = unfinished.elapsed() >= unfinished.practice.target();
        let background = Background { question: unfinished.question, ..background };
        Self {
            practice: unfinished.practice,
            title: unfinished.title,
            background,
            started: Some(unfinished.at),
            piece: 0,
            has_rung,
            marked: None,
        }
    }

    /// Puts another question with the story.
    pub fn put_question(&mut self, question: String) {
        self.background.question = Some(question);
    }

    /// Forgets the cue words, where others are to see the story or not any more.
    pub fn forget_cues(&mut self) {
        self.background.cues.clear();
    }

    /// The take as it stands.
    pub const fn practice(&self) -> &Practice {
        &self.practice
    }

    /// The takes before this one that can be compared with it, oldest first.
    pub fn before<'a>(&'a self, history: &'a History) -> impl DoubleEndedIterator<Item = &'a Take> + Clone {
        let id = self.started.map(|at| take::id(at, self.practice.story()));
        history.like(self.practice.division()).filter(move |take| Some(&take.id) != id.as_ref())
    }

    /// The question put with the story, if it has one, as it is said.
    pub fn question(&self) -> Option<&str> {
        self.background.question.as_deref()
    }

    /// What was known of the story before.
    pub const fn background(&self) -> &Background {
        &self.background
    }

    /// The story's title as it is said.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The cue words of the rung being told, as far as they may be seen.
    pub fn cues(&self) -> &[String] {
        let rung = self.practice.current().filter(|_| self.practice.shows_cues());
        rung.and_then(|rung| self.background.cues.get(rung)).map(Vec::as_slice).unwrap_or_default()
    }

    /// The sentence or bullet of the open rung that the mark would go to.
    pub const fn piece(&self) -> usize {
        self.piece
    }

    /// The sentences and bullets of the open rung.
    pub fn pieces<'a>(&self, story: Option<&'a Story>) -> Vec<(Beat, &'a str)> {
        let rung = self.practice.open().and_then(|rung| self.practice.rungs().get(rung));
        rung.zip(story).map(|(rung, story)| rung.pieces(story)).unwrap_or_default()
    }

    /// The verdict that the take is offered for how it went.
    pub fn offer(&self) -> Offer {
        Offer::of(&self.practice.splits_at(Millis::ZERO), self.practice.target())
    }

    /// The verdict that is marked: the one that the teller chose, or else the one that is offered.
    pub fn marked(&self) -> Grade {
        self.marked.unwrap_or_else(|| self.offer().grade)
    }

    /// The days on which the story comes back for each verdict; none where the take leaves that open.
    pub fn choices(&self, history: &History) -> Option<[Date; 4]> {
        let plan = self.practice.plan();
        let started = self.started.filter(|_| !plan.is_free && plan.only.is_none())?;
        let story = self.practice.story();
        Some(history.choices(story, &take::id(started, story), started.day()))
    }

    /// What has to be kept of the take, once it has been started.
    pub fn unfinished(&self, now: Now) -> Option<Unfinished> {
        let is_under_way = matches!(self.practice.phase(), Phase::Telling | Phase::Grading);
        let started = self.started.filter(|_| is_under_way)?;
        Some(Unfinished::of(&self.practice, &self.title, self.question(), started, now))
    }

    /// Takes the teller's verdict, or none, and returns the record of the take.
    pub fn finish(&mut self, grade: Option<Grade>, now: Now) -> Take {
        self.practice.grade(grade, now.monotonic);
        self.take(now)
    }

    /// Writes a note on the take, and returns the record of it.
    pub fn annotate(&mut self, note: &str, now: Now) -> Take {
        self.practice.annotate(note);
        self.take(now)
    }

    /// Takes back the verdict.
    pub fn take_back_grade(&mut self, now: Millis) {
        if self.practice.phase() == Phase::Graded {
            self.marked = self.practice.verdict().or(self.marked);
            self.practice.undo(now);
        }
    }

    fn take(&self, now: Now) -> Take {
        Take::of(&self.practice, &self.title, self.question(), self.started.unwrap_or(now.wall), now.monotonic)
    }

    /// Brings back a take that was restarted and not begun again.
    pub fn bring_back(&mut self, now: Millis) {
        if self.practice.phase() == Phase::Ready {
            self.practice.undo(now);
        }
    }

    /// Brings the take up to date with its story, which was edited.
    pub fn revise(&mut self, story: &Story, now: Millis) {
        self.practice.revise(story, now);
        self.title.clone_from(&story.title);
        self.background.cues.clear();
        self.piece = 0;
    }

    /// Stops the clock until the teller comes back, and also the one that would run on if the grading were undone.
    pub fn pause(&mut self, now: Millis) {
        self.practice.set_aside(now);
    }

    /// Plans the take anew, before it starts.
    pub fn plan_anew(&mut self, story: &Story, plan: Plan) {
        self.practice.plan_anew(story, plan);
        self.title.clone_from(&story.title);
        self.background.cues.clear();
    }

    /// Learns the cue words of each rung.
    pub fn learn_cues(&mut self, cues: Vec<Vec<String>>) {
        self.background.cues = cues;
    }

    /// Does what an action asks for and returns what to tell the teller. Actions of other screens do nothing.
    pub fn act(&mut self, action: Action, story: Option<&Story>, now: Now) -> Option<Saying> {
        let at = now.monotonic;
        match action {
            Action::NextPiece => self.piece += 1,
            Action::PreviousPiece => self.piece -= 1,
            Action::MarkMissed => {
                let piece = self.pieces(story).get(self.piece).map(|&(beat, words)| (beat, words.to_owned()));
                if let Some((beat, words)) = piece {
                    self.practice.mark_missed(beat, &words);
                }
            }
            Action::Start => {
                self.practice.start(at);
                self.started = Some(now.wall);
            }
            Action::Reveal => {
                self.piece = 0;
                if !self.practice.reveal(at) {
                    return Some(SLIPPED.into());
                }
            }
            Action::Hide => {
                self.piece = 0;
                self.practice.hide();
            }
            Action::Hint => {
                self.practice.help(at);
                // Where a text has no cue words, it is the next best thing.
                if self.practice.shows_cues() && self.cues().is_empty() {
                    self.practice.help(at);
                }
            }
            Action::Pause => self.practice.pause_or_continue(at),
            Action::Undo => {
                self.piece = 0;
                self.practice.undo(at);
            }
            Action::AddSeconds => self.practice.add_seconds(at),
            Action::TakeSeconds => self.practice.take_seconds(at),
            Action::RestartRung => self.practice.restart_rung(at),
            Action::RestartTake => {
                self.practice.restart(at);
                self.marked = None;
                self.has_rung = false;
                return Some(("The take starts again. Press {} to have the last one back.", &[Action::Undo]).into());
            }
            Action::NextGrade => self.marked = Some(self.marked().below()),
            Action::SwitchInFull => self.practice.switch_in_full(),
            _ => {}
        }
        None
    }

    /// Whether the bell is to ring: the target has come, and it hasn't rung yet.
    pub fn rings(&mut self, now: Millis) -> bool {
        let is_over = self.practice.is_running() && self.practice.elapsed(now) >= self.practice.target();
        is_over && !std::mem::replace(&mut self.has_rung, true)
    }

    /// How long until the picture changes by itself, or the bell rings.
    pub fn wake_after(&self, habits: Habits, now: Millis) -> Option<Millis> {
        if !self.practice.is_running() {
            return None;
        }
        let elapsed = self.practice.elapsed(now);
        if habits.feedback != Feedback::None {
            return Some(elapsed.until_next_second());
        }
        // Who wants to be told of nothing still hears the bell and the interviewer.
        let bell = Some(self.practice.target()).filter(|_| habits.has_bell);
        let cut_in = self.practice.plan().curveball.map(|ball| ball.at);
        let next = bell.into_iter().chain(cut_in).filter(|&at| at > elapsed).min()?;
        Some(next.saturating_sub(elapsed))
    }
}
