//! The program while it runs, whatever face it shows: what happens to it, and what it asks of the world.

use std::io;
use std::mem::ManuallyDrop;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use super::finder::Finding;
use super::worker::{self, Job};
use super::{Arrival, End, signals, window};
use crate::app::key::Key;
use crate::app::message::{Effect, Message};
use crate::app::{App, Opening};
use crate::clock::Clock;
use crate::domain::problem::Problem;
use crate::domain::story::Story;
use crate::storage::unfinished::UnderWay;
use crate::storage::{Folders, appointments, takes};

/// The program, and the world that it asks things of.
pub(super) struct Program<'a> {
    /// Left to the system, which takes the memory of the process back at once: to free each text of a large library takes
    /// longer than a person who leaves should wait.
    pub(super) app: ManuallyDrop<App>,
    pub(super) clock: &'a Clock,
    pub(super) folders: &'a Folders,
    under_way: &'a UnderWay,
    pub(super) arrivals: Receiver<Arrival>,
    /// What was typed and not yet taken in. Keys that come faster than they are answered are answered together.
    pub(super) typed: Vec<Key>,
    jobs: Sender<Job>,
    finding: Finding,
    /// The story that is to go to the person's own editor.
    pub(super) to_edit: Option<Box<Story>>,
    /// The page that was taken over from the editor, until its change is asked for.
    pub(super) edited: Option<PathBuf>,
    /// Changes of the library that were asked for and not yet told of.
    changes: usize,
    /// Answers that were asked for and have not come yet.
    awaited: usize,
    /// Whether the person knows that something can't be kept and wants to leave.
    is_warned: bool,
    pub(super) is_left: bool,
    pub(super) end: End,
}

impl<'a> Program<'a> {
    /// Opens it, and has the library read.
    ///
    /// # Errors
    /// When there can be no more threads.
    pub(super) fn open(
        opening: Opening,
        clock: &'a Clock,
        folders: &'a Folders,
        under_way: &'a UnderWay,
        (sender, arrivals): (Sender<Arrival>, Receiver<Arrival>),
    ) -> io::Result<Self> {
        // The lexicon is needed as soon as the stories are read, and can be read beside them.
        let vocabulary = opening.vocabulary;
        thread::Builder::new().name("lexicon".to_owned()).spawn(vocabulary.lexicon)?;
        let jobs = worker::start(folders.clone(), clock.now().wall, sender.clone())?;
        Ok(Self {
            app: ManuallyDrop::new(App::new(opening, clock.now().wall)),
            clock,
            folders,
            under_way,
            arrivals,
            typed: Vec::new(),
            jobs,
            finding: Finding::new(vocabulary, sender),
            to_edit: None,
            edited: None,
            changes: 0,
            awaited: 0,
            is_warned: false,
            is_left: false,
            end: End { problems: Vec::new(), signal: None },
        })
    }

    /// Waits for something to happen, or for this time to pass.
    ///
    /// # Errors
    /// When nothing can happen any more.
    pub(super) fn wait(&self, time: Option<Duration>) -> io::Result<Arrival> {
        let waited = match time {
            Some(time) => self.arrivals.recv_timeout(time),
            None => self.arrivals.recv().map_err(RecvTimeoutError::from),
        };
        match waited {
            Err(RecvTimeoutError::Timeout) => Ok(Arrival::Messages(vec![Message::Woke])),
            waited => waited.map_err(io::Error::other),
        }
    }

    /// The file of the take under way.
    pub(super) const fn under_way(&self) -> &UnderWay {
        self.under_way
    }

    /// Whether something that was asked for is still to come.
    pub(super) fn awaits_answer(&self) -> bool {
        self.changes > 0 || self.awaited > 0 || self.app.awaits_library()
    }

    /// Whether a change of the library is being made.
    pub(super) const fn awaits_change(&self) -> bool {
        self.changes > 0
    }

    /// Has the last press outlast a power cut, and says whether there is something to tell of it.
    pub(super) fn settle(&mut self) -> bool {
        let refused = self.under_way.settle().err();
        refused.map(|problem| self.app.update(Message::Failed(problem), self.clock.now())).is_some()
    }

    /// Waits until all changes that were asked for are made, and remembers what of them could not be. What is typed
    /// meanwhile is left out.
    fn finish_changes(&mut self) {
        self.settle();
        let mut not_done = std::mem::take(&mut self.end.problems);
        while self.changes > 0
            && let Ok(arrival) = self.arrivals.recv()
        {
            let messages = match arrival {
                Arrival::Messages(messages) => messages,
                Arrival::Ended(signal) => {
                    self.end.signal = Some(signal);
                    continue;
                }
                Arrival::Clicked(_)
                | Arrival::Line(_)
                | Arrival::Large
                | Arrival::Lost(_)
                | Arrival::Edited(_)
                | Arrival::Suspended
                | Arrival::Continued => continue,
            };
            for message in messages {
                if let Message::Changed { problems, .. } = &message {
                    not_done.extend(problems.iter().cloned());
                }
                if matches!(message, Message::Changed { .. } | Message::Loaded(_) | Message::Filters(_)) {
                    self.update(message);
                }
            }
        }
        self.end.problems = not_done;
    }

    /// A signal ends the program.
    pub(super) fn end_by(&mut self, signal: i32) {
        self.update(Message::Ended);
        self.end.signal = Some(signal);
    }

    /// The process is about to be stopped.
    pub(super) fn suspend(&mut self) {
        self.update(Message::Suspended);
        // A stopped program would keep other windows from saving.
        self.finish_changes();
    }

    /// Leaves it when all is kept, or as well as it goes where its face is lost for this reason.
    ///
    /// # Errors
    /// That reason.
    pub(super) fn leave(mut self, lost: Option<io::Error>) -> io::Result<End> {
        if lost.is_some() {
            self.update(Message::Ended);
        }
        self.finish_changes();
        lost.map_or(Ok(self.end), Err)
    }

    pub(super) fn take_in_typed(&mut self) {
        let keys = std::mem::take(&mut self.typed);
        if !keys.is_empty() {
            self.update(Message::Typed(keys));
        }
    }

    pub(super) fn update(&mut self, message: Message) {
        // What was typed before comes first.
        self.take_in_typed();
        // Who is told from outside to end isn't asked.
        self.is_warned |= message == Message::Ended;
        if matches!(message, Message::Changed { .. }) {
            self.changes -= 1;
        }
        if is_answer(&message) {
            self.awaited = self.awaited.saturating_sub(1);
        }
        let is_key = matches!(message, Message::Key(_) | Message::Typed(_));
        let effects = self.app.update(message, self.clock.now());
        // Whoever presses another key is asked again.
        self.is_warned &= !is_key || effects.contains(&Effect::Quit);
        self.end.problems.clear();
        self.perform_all(effects);
    }

    pub(super) fn perform_all(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            if let Err(problem) = self.perform(effect) {
                self.end.problems.push(problem.clone());
                self.app.update(Message::Failed(problem), self.clock.now());
            }
        }
    }

    /// Tells that something could not be kept, which is to be tried again.
    fn refuse(&mut self, effect: Effect, problem: Problem) {
        self.end.problems.push(problem.clone());
        self.app.update(Message::NotKept(effect, problem), self.clock.now());
    }

    fn ask(&self, job: Job) {
        // The worker lives as long as the loop; a panic of it would have ended the process.
        let _ = self.jobs.send(job);
    }

    /// Does what the program asks for.
    fn perform(&mut self, effect: Effect) -> Result<(), Problem> {
        self.awaited += usize::from(has_answer(&effect));
        match effect {
            Effect::KeepTake(take) => match takes::append(self.folders, &take) {
                Ok(()) => return self.under_way.forget_take(&take),
                Err(problem) => self.refuse(Effect::KeepTake(take), problem),
            },
            Effect::KeepAppointment(appointment) => {
                if let Err(problem) = appointments::append(self.folders, &appointment) {
                    self.refuse(Effect::KeepAppointment(appointment), problem);
                }
            }
            Effect::KeepUnfinished(take) => return self.under_way.jot(&take),
            Effect::ForgetUnfinished => return self.under_way.forget(),
            Effect::KeepWritten(written) => return self.under_way.unkept().jot(&written),
            Effect::ForgetWritten => return self.under_way.unkept().forget(),
            Effect::Edit(story) => self.to_edit = Some(story),
            Effect::Ring => window::ring(),
            Effect::Suspend => {
                if let Err(why) = signals::suspend() {
                    self.app.update(Message::NotSuspended(why), self.clock.now());
                }
            }
            Effect::Reload => self.ask(Job::Reload),
            Effect::KeepFilter { name, query, said } => {
                self.changes += 1;
                self.ask(Job::KeepFilter { name, query, said });
            }
            Effect::KeepQuestion(question) => {
                self.changes += 1;
                self.ask(Job::KeepQuestion(question));
            }
            Effect::KeepQuery(query) => self.ask(Job::KeepQuery(query)),
            Effect::Find(search) => self.finding.find(*search).map_err(no_thread)?,
            Effect::ReadEvidence(catalog) => self.finding.read_evidence(catalog).map_err(no_thread)?,
            Effect::ReadTexts(catalog) => self.finding.read_texts(catalog).map_err(no_thread)?,
            Effect::Change { change, said } => {
                self.changes += 1;
                let page = self.edited.take();
                self.ask(Job::Change { change, said, page });
            }
            Effect::Undo => {
                self.changes += 1;
                self.ask(Job::Undo);
            }
            Effect::ListVersions(id) => self.ask(Job::ListVersions(id)),
            Effect::ListTrash => self.ask(Job::ListTrash),
            Effect::ReadDocument(number, name, asked) => self.ask(Job::ReadDocument(number, name, asked)),
            Effect::ListPaths(begun) => self.ask(Job::ListPaths(begun)),
            Effect::Quit if self.end.problems.is_empty() || self.is_warned => self.is_left = true,
            Effect::Quit => {
                self.is_warned = true;
                self.app.update(Message::NotLeft, self.clock.now());
            }
        }
        Ok(())
    }
}

/// Whether one message will come of it, and nothing but that.
const fn has_answer(effect: &Effect) -> bool {
    matches!(
        effect,
        Effect::ListVersions(_)
            | Effect::ListTrash
            | Effect::ListPaths(_)
            | Effect::ReadDocument(..)
            | Effect::ReadEvidence(_)
            | Effect::ReadTexts(_)
    )
}

const fn is_answer(message: &Message) -> bool {
    matches!(
        message,
        Message::Versions(..) | Message::Trash(..) | Message::Paths(..) | Message::Document(_) | Message::Known(_)
    )
}

#[expect(clippy::needless_pass_by_value, reason = "it is what errors are mapped by")]
fn no_thread(error: io::Error) -> Problem {
    Problem::new("finding", error.to_string(), "Close other programs, and try again.")
}
