//! The screen's loop: draw, wait, update, perform.

use std::io::{self, IsTerminal};
use std::process::ExitStatus;
use std::sync::mpsc::{self, Sender};
use std::time::Duration;

use ratatui::layout::Position;

use crate::app::Opening;
use crate::app::key::Key;
use crate::app::message::Message;
use crate::clock::Clock;
use crate::domain::problem::Problem;
use crate::domain::time::{Millis, Now};
use crate::storage::Folders;
use crate::storage::unfinished::UnderWay;
use crate::ui;

mod background;
mod editor;
mod finder;
mod first_frame;
mod input;
mod mouse;
mod plain;
mod program;
#[cfg_attr(not(unix), path = "no_signals.rs")]
mod signals;
mod surroundings;
pub mod window;
mod worker;

use background::{Ear, Question};
use editor::Editing;
use program::Program;
pub use surroundings::looks;
use window::{Wants, Window};

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
    /// The mouse was pressed here.
    Clicked(Position),
    /// A line that was typed where the program is read aloud; none when that has ended.
    Line(Option<String>),
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
    /// The editor has ended.
    Edited(io::Result<ExitStatus>),
}

/// How the program was left.
#[derive(Debug)]
pub struct End {
    /// What went wrong while it was left.
    pub problems: Vec<Problem>,
    /// The signal that ended it.
    pub signal: Option<i32>,
}

/// How the program shows itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// On a screen of its own.
    Screen,
    /// In lines that are read aloud.
    Plain,
}

/// Shows the program until it is left.
///
/// # Errors
/// When a screen is to be shown and standard output is no terminal that can, or when the terminal is gone. The take under
/// way is saved by then.
pub fn run(opening: Opening, face: Face, clock: &Clock, folders: &Folders, under_way: &UnderWay) -> io::Result<End> {
    let (sender, arrivals) = mpsc::channel();
    let (answer_time, has_mouse) = (surroundings::answer_time(&opening.looks), opening.looks.has_mouse);
    let mut program = Program::open(opening, clock, folders, under_way, (sender.clone(), arrivals))?;
    if face == Face::Plain {
        return plain::run(program, sender);
    }
    let window = if io::stdout().is_terminal() && std::env::var_os("TERM").is_none_or(|term| term != "dumb") {
        signals::listen(sender.clone())?;
        Some(Window::open(under_way.path().to_owned(), Wants { answer: answer_time.is_some(), mouse: has_mouse })?)
    } else {
        None
    };
    // Without a terminal nobody waits for a first frame.
    let patience = if window.is_some() { first_frame::PATIENCE } else { Millis::MAX };
    let effects = first_frame::wait_for_stories(&mut program.app, (&sender, &program.arrivals), clock, patience);
    let Some(window) = window else {
        return Err(io::Error::other(if io::stdout().is_terminal() {
            "this terminal calls itself dumb (TERM=dumb), and can't show the screen. Use retell --plain, which says all in \
             lines"
        } else {
            "its screen needs a terminal. Without one, use retell --plain, retell list or retell import"
        }));
    };
    program.perform_all(effects);
    let (question, ear) = background::question(answer_time.unwrap_or(Millis::ZERO));
    let mut session = Session { program, window, question, sender: sender.clone(), editing: None };
    let lost = session.run(sender, ear).err();
    let is_hurried = lost.is_some() || session.program.end.signal.is_some();
    let end = session.program.leave(lost);
    if !is_hurried {
        session.question.hear_out(clock.now().monotonic);
    }
    end
}

/// Ends the process as this signal would have ended it.
pub fn end_by(signal: i32) -> ! {
    signals::end_by(signal)
}

/// The program while it is shown.
struct Session<'a> {
    program: Program<'a>,
    window: Window,
    question: Question,
    /// For the threads that are started later.
    sender: Sender<Arrival>,
    /// The story in the editor.
    editing: Option<Editing>,
}

impl Session<'_> {
    fn run(&mut self, sender: Sender<Arrival>, ear: Ear) -> io::Result<()> {
        let mut drawn = self.program.clock.now();
        self.question.ask(drawn.monotonic);
        self.draw(drawn)?;
        // What is typed waits for this thread, so that the first frame doesn't have to.
        input::listen(sender, ear)?;
        loop {
            // What has arrived already is taken in before the next frame; one by one, since an arrival may wait for the next.
            let mut arrival = Some(self.wait(drawn)?);
            while let Some(next) = arrival {
                self.take_in(next)?;
                arrival = if self.program.is_left { None } else { self.program.arrivals.try_recv().ok() };
            }
            self.program.take_in_typed();
            self.wait_for_answer()?;
            self.edit_if_asked();
            if self.program.is_left {
                return Ok(());
            }
            drawn = self.program.clock.now();
            self.draw(drawn)?;
            if self.program.settle() {
                self.draw(drawn)?;
            }
        }
    }

    /// Waits a moment for an answer that is looked for elsewhere: most come before anybody sees that they were missing.
    fn wait_for_answer(&mut self) -> io::Result<()> {
        let screen = self.program.app.library_screen();
        if self.program.is_left || !screen.is_waiting() || screen.is_question() {
            return Ok(());
        }
        if let Ok(arrival) = self.program.arrivals.recv_timeout(MOMENT) {
            self.take_in(arrival)?;
            self.program.take_in_typed();
        }
        Ok(())
    }

    fn draw(&mut self, now: Now) -> io::Result<()> {
        self.window.draw(|frame| ui::draw(&self.program.app, now, frame))
    }

    /// Waits for something to happen, or for the time to look again at what was drawn.
    fn wait(&self, drawn: Now) -> io::Result<Arrival> {
        self.program.wait(self.program.app.wake_after(drawn).filter(|_| self.window.is_taken()))
    }

    fn take_in(&mut self, arrival: Arrival) -> io::Result<()> {
        let program = &mut self.program;
        match arrival {
            Arrival::Messages(messages) => {
                for message in messages {
                    // Nobody should press keys blindly.
                    let is_blind = match message {
                        Message::Key(key) => !WAYS_OUT.contains(&key),
                        Message::Pointed(_) => true,
                        _ => false,
                    } && !ui::fits(self.window.drawn());
                    match message {
                        _ if is_blind || program.is_left => {}
                        Message::Key(key) if program.app.is_typing(key) => program.typed.push(key),
                        message => program.update(message),
                    }
                }
            }
            Arrival::Clicked(place) => {
                let size = self.window.drawn();
                let pointed =
                    ui::pointed_at(&program.app, program.clock.now(), size, place).filter(|_| !program.is_left);
                pointed.into_iter().for_each(|pointed| program.update(Message::Pointed(pointed)));
            }
            Arrival::Large | Arrival::Line(_) => {}
            Arrival::Lost(error) => return Err(error),
            Arrival::Edited(ended) => self.end_editing(ended)?,
            Arrival::Ended(signal) => {
                self.editing.iter().for_each(Editing::end);
                program.end_by(signal);
            }
            Arrival::Suspended => {
                program.suspend();
                self.question.hear_out(program.clock.now().monotonic);
                self.window.give_back();
                signals::stop();
            }
            Arrival::Continued if editor::is_at_work() => {}
            Arrival::Continued if signals::is_in_foreground() => {
                self.window.take_again()?;
                self.question.ask(program.clock.now().monotonic);
                // An editor may have been at work; terminals don't tell of focus that they never lost.
                program.update(Message::Focused);
            }
            // In the background a screen can't be shown, so it stops again; unless it was continued to be ended.
            Arrival::Continued => match program.arrivals.recv_timeout(MOMENT) {
                Ok(next) => self.take_in(next)?,
                Err(_) => signals::stop(),
            },
        }
        Ok(())
    }
}
