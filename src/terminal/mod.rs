//! The screen's loop: draw, wait, update, perform.

use std::io::{self, IsTerminal};
use std::mem::ManuallyDrop;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use ratatui::Frame;
use ratatui::style::Color;

use crate::app::key::Key;
use crate::app::message::{Effect, Message};
use crate::app::{App, Opening};
use crate::clock::Clock;
use crate::domain::problem::Problem;
use crate::domain::time::{Millis, Now};
use crate::storage::unfinished::UnderWay;
use crate::storage::{Folders, appointments, takes};
use crate::ui;

mod finder;
mod first_frame;
mod input;
#[cfg_attr(not(unix), path = "no_signals.rs")]
mod signals;
pub mod window;
mod worker;

use finder::Finding;
use window::Window;
use worker::Job;

/// How long a frame waits for an answer, and a program that was continued in the background to hear why.
const MOMENT: Duration = Duration::from_millis(40);

/// The keys that work in a window that is too small to show anything.
const WAYS_OUT: [Key; 2] = [Key::ctrl('c'), Key::ctrl('z')];

/// What reaches the loop from the threads that wait for it.
#[derive(Debug)]
#[cfg_attr(not(unix), expect(dead_code, reason = "signals bring some of them"))]
enum Arrival {
    /// All that was typed, pasted or done to the window since the last time, or what a job came to.
    Messages(Vec<Message>),
    /// The library is too large for the first frame to wait for it.
    Large,
    /// The terminal can't be read any more.
    Lost(io::Error),
    /// A signal or, as SIGHUP, the hang-up of the terminal ends the program.
    Ended(i32),
    /// A signal stops the program.
    Suspended,
    /// The program was stopped, by whatever, and goes on.
    Continued,
}

/// How the program was left.
#[derive(Debug)]
pub struct End {
    /// What went wrong while it was left.
    pub problems: Vec<Problem>,
    /// The signal that ended it.
    pub signal: Option<i32>,
}

/// Shows the program until it is left.
///
/// # Errors
/// When standard output is no terminal, or the terminal is gone. The take under way is saved by then.
pub fn run(opening: Opening, clock: &Clock, folders: &Folders, under_way: &UnderWay) -> io::Result<End> {
    let (sender, arrivals) = mpsc::channel();
    // The lexicon is needed as soon as the stories are read, and can be read beside them.
    let vocabulary = opening.vocabulary;
    thread::Builder::new().name("lexicon".to_owned()).spawn(vocabulary.lexicon)?;
    let jobs = worker::start(folders.clone(), clock.now().wall, sender.clone())?;
    let mut app = App::new(opening, clock.now().wall);
    let window = if io::stdout().is_terminal() {
        signals::listen(sender.clone())?;
        Some(Window::open(under_way.path().to_owned())?)
    } else {
        None
    };
    // Without a terminal nobody waits for a first frame.
    let patience = if window.is_some() { first_frame::PATIENCE } else { Millis::MAX };
    let effects = first_frame::wait_for_stories(&mut app, (&sender, &arrivals), clock, patience);
    let Some(window) = window else {
        return Err(io::Error::other("its screen needs a terminal. Without one, use retell list or retell import"));
    };
    let has_color = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let end = End { problems: Vec::new(), signal: None };
    let mut session = Session {
        app: ManuallyDrop::new(app),
        clock,
        folders,
        under_way,
        window,
        arrivals,
        typed: Vec::new(),
        jobs,
        finding: Finding::new(vocabulary, sender.clone()),
        changes: 0,
        has_color,
        is_warned: false,
        is_left: false,
        end,
    };
    session.perform_all(effects);
    let lost = session.run(sender).err();
    if lost.is_some() {
        session.update(Message::Ended);
    }
    session.finish_changes();
    if let Some(error) = lost {
        return Err(error);
    }
    Ok(session.end)
}

/// Ends the process as this signal would have ended it.
pub fn end_by(signal: i32) -> ! {
    signals::end_by(signal)
}

/// The program while it is shown.
struct Session<'a> {
    /// Left to the system, which takes the memory of the process back at once: to free each text of a large library takes
    /// longer than a person who leaves should wait.
    app: ManuallyDrop<App>,
    clock: &'a Clock,
    folders: &'a Folders,
    under_way: &'a UnderWay,
    window: Window,
    arrivals: Receiver<Arrival>,
    /// What was typed and not yet taken in. Keys that come faster than they are answered are answered together.
    typed: Vec<Key>,
    jobs: Sender<Job>,
    finding: Finding,
    /// Changes of the library that were asked for and not yet told of.
    changes: usize,
    has_color: bool,
    /// Whether the person knows that something can't be kept and wants to leave.
    is_warned: bool,
    is_left: bool,
    end: End,
}

impl Session<'_> {
    fn run(&mut self, sender: Sender<Arrival>) -> io::Result<()> {
        let mut drawn = self.clock.now();
        self.draw(drawn)?;
        // What is typed waits for this thread, so that the first frame doesn't have to.
        input::listen(sender)?;
        loop {
            // What has arrived already is taken in before the next frame; one by one, since an arrival may wait for the next.
            let mut arrival = Some(self.wait(drawn)?);
            while let Some(next) = arrival {
                self.take_in(next)?;
                arrival = if self.is_left { None } else { self.arrivals.try_recv().ok() };
            }
            self.take_in_typed();
            self.wait_for_answer()?;
            if self.is_left {
                return Ok(());
            }
            drawn = self.clock.now();
            self.draw(drawn)?;
            if self.settle() {
                self.draw(drawn)?;
            }
        }
    }

    /// Waits a moment for an answer that is looked for elsewhere: most come before anybody sees that they were missing.
    fn wait_for_answer(&mut self) -> io::Result<()> {
        let screen = self.app.library_screen();
        if self.is_left || !screen.is_waiting() || screen.is_question() {
            return Ok(());
        }
        if let Ok(arrival) = self.arrivals.recv_timeout(MOMENT) {
            self.take_in(arrival)?;
            self.take_in_typed();
        }
        Ok(())
    }

    /// Has the last press outlast a power cut, and says whether there is something to tell of it.
    fn settle(&mut self) -> bool {
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
                Arrival::Lost(_) | Arrival::Suspended | Arrival::Continued | Arrival::Large => continue,
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

    fn draw(&mut self, now: Now) -> io::Result<()> {
        self.window.draw(|frame| {
            ui::draw(&self.app, now, frame);
            if !self.has_color {
                remove_color(frame);
            }
        })
    }

    /// Waits for something to happen, or for the time to look again at what was drawn.
    fn wait(&self, drawn: Now) -> io::Result<Arrival> {
        let waited = match self.app.wake_after(drawn).filter(|_| self.window.is_taken()) {
            Some(time) => self.arrivals.recv_timeout(time),
            None => self.arrivals.recv().map_err(RecvTimeoutError::from),
        };
        match waited {
            Err(RecvTimeoutError::Timeout) => Ok(Arrival::Messages(vec![Message::Woke])),
            waited => waited.map_err(io::Error::other),
        }
    }

    fn take_in(&mut self, arrival: Arrival) -> io::Result<()> {
        match arrival {
            Arrival::Messages(messages) => {
                for message in messages {
                    // Nobody should press keys blindly.
                    let is_blind = matches!(message, Message::Key(key) if !WAYS_OUT.contains(&key))
                        && !ui::fits(self.window.drawn());
                    match message {
                        _ if is_blind || self.is_left => {}
                        Message::Key(key) if self.app.is_typing(key) => self.typed.push(key),
                        message => self.update(message),
                    }
                }
            }
            Arrival::Large => {}
            Arrival::Lost(error) => return Err(error),
            Arrival::Ended(signal) => {
                self.update(Message::Ended);
                self.end.signal = Some(signal);
            }
            Arrival::Suspended => {
                self.update(Message::Suspended);
                // A stopped program would keep other windows from saving.
                self.finish_changes();
                self.window.give_back();
                signals::stop();
            }
            Arrival::Continued if signals::is_in_foreground() => {
                self.window.take_again()?;
                // An editor may have been at work; terminals don't tell of focus that they never lost.
                self.update(Message::Focused);
            }
            // In the background a screen can't be shown, so it stops again; unless it was continued to be ended.
            Arrival::Continued => match self.arrivals.recv_timeout(MOMENT) {
                Ok(next) => self.take_in(next)?,
                Err(_) => signals::stop(),
            },
        }
        Ok(())
    }

    fn take_in_typed(&mut self) {
        let keys = std::mem::take(&mut self.typed);
        if !keys.is_empty() {
            self.update(Message::Typed(keys));
        }
    }

    fn update(&mut self, message: Message) {
        // What was typed before comes first.
        self.take_in_typed();
        // Who is told from outside to end isn't asked.
        self.is_warned |= message == Message::Ended;
        if matches!(message, Message::Changed { .. }) {
            self.changes -= 1;
        }
        let is_key = matches!(message, Message::Key(_) | Message::Typed(_));
        let effects = self.app.update(message, self.clock.now());
        // Whoever presses another key is asked again.
        self.is_warned &= !is_key || effects.contains(&Effect::Quit);
        self.end.problems.clear();
        self.perform_all(effects);
    }

    fn perform_all(&mut self, effects: Vec<Effect>) {
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
            Effect::Ring => self.window.ring(),
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
                self.ask(Job::Change { change, said });
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

#[expect(clippy::needless_pass_by_value, reason = "it is what errors are mapped by")]
fn no_thread(error: io::Error) -> Problem {
    Problem::new("finding", error.to_string(), "Close other programs, and try again.")
}

/// Leaves marks, bold and underlines, which say the same. Left to crossterm, `NO_COLOR` takes those away too.
#[expect(clippy::disallowed_methods, reason = "it draws nothing")]
fn remove_color(frame: &mut Frame<'_>) {
    for cell in &mut frame.buffer_mut().content {
        cell.set_fg(Color::Reset).set_bg(Color::Reset);
    }
}
