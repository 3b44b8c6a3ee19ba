//! The screen's loop: draw, wait, update, perform.

use std::io::{self, IsTerminal};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::style::Color;

use crate::app::App;
use crate::app::key::Key;
use crate::app::message::{Effect, Message};
use crate::clock::Clock;
use crate::domain::problem::Problem;
use crate::domain::time::Now;
use crate::storage::unfinished::UnderWay;
use crate::storage::{Folders, takes};
use crate::ui;

mod input;
#[cfg_attr(not(unix), path = "no_signals.rs")]
mod signals;
pub mod window;

use window::Window;

/// How long a program that was continued in the background waits to hear why.
const MOMENT: Duration = Duration::from_millis(50);

/// The keys that work in a window that is too small to show anything.
const WAYS_OUT: [Key; 2] = [Key::ctrl('c'), Key::ctrl('z')];

/// What reaches the loop from the threads that wait for it.
#[derive(Debug)]
#[cfg_attr(not(unix), expect(dead_code, reason = "signals bring some of them"))]
enum Arrival {
    /// All that was typed, pasted or done to the window since the last time.
    Input(Vec<Message>),
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
pub fn run(app: App, clock: &Clock, folders: &Folders, under_way: &UnderWay) -> io::Result<End> {
    if !io::stdout().is_terminal() {
        return Err(io::Error::other("its screen needs a terminal. Without one, use retell list or retell import"));
    }
    let (sender, arrivals) = mpsc::channel();
    signals::listen(sender.clone())?;
    let window = Window::open(under_way.path().to_owned())?;
    input::listen(sender)?;
    let has_color = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let end = End { problems: Vec::new(), signal: None };
    let mut session = Session { app, clock, folders, under_way, window, arrivals, has_color, is_left: false, end };
    if let Err(error) = session.run() {
        session.update(Message::Ended);
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
    app: App,
    clock: &'a Clock,
    folders: &'a Folders,
    under_way: &'a UnderWay,
    window: Window,
    arrivals: Receiver<Arrival>,
    has_color: bool,
    is_left: bool,
    end: End,
}

impl Session<'_> {
    fn run(&mut self) -> io::Result<()> {
        while !self.is_left {
            let now = self.clock.now();
            self.draw(now)?;
            let mut arrival = Some(self.wait(now)?);
            // What has arrived already is taken in before the next frame.
            while let Some(next) = arrival.filter(|_| !self.is_left) {
                self.take_in(next)?;
                arrival = self.arrivals.try_recv().ok();
            }
        }
        Ok(())
    }

    fn draw(&mut self, now: Now) -> io::Result<()> {
        self.window.draw(|frame| {
            ui::draw(&self.app, now, frame);
            if !self.has_color {
                remove_color(frame.buffer_mut());
            }
        })
    }

    /// Waits for something to happen, or for the time to look again.
    fn wait(&self, now: Now) -> io::Result<Arrival> {
        let waited = match self.app.wake_after(now).filter(|_| self.window.is_taken()) {
            Some(time) => self.arrivals.recv_timeout(time),
            None => self.arrivals.recv().map_err(RecvTimeoutError::from),
        };
        match waited {
            Err(RecvTimeoutError::Timeout) => Ok(Arrival::Input(vec![Message::Woke])),
            waited => waited.map_err(io::Error::other),
        }
    }

    fn take_in(&mut self, arrival: Arrival) -> io::Result<()> {
        match arrival {
            Arrival::Input(messages) => {
                for message in messages {
                    // Nobody should press keys blindly.
                    let is_blind = matches!(message, Message::Key(key) if !WAYS_OUT.contains(&key))
                        && !ui::fits(self.window.size()?);
                    if !is_blind && !self.is_left {
                        self.update(message);
                    }
                }
            }
            Arrival::Lost(error) => return Err(error),
            Arrival::Ended(signal) => {
                self.update(Message::Ended);
                self.end.signal = Some(signal);
            }
            Arrival::Suspended => {
                self.update(Message::Suspended);
                self.window.give_back();
                signals::stop();
            }
            Arrival::Continued if signals::is_in_foreground() => self.window.take_again()?,
            // In the background a screen can't be shown, so it stops again; unless it was continued to be ended.
            Arrival::Continued => match self.arrivals.recv_timeout(MOMENT) {
                Ok(next) => self.take_in(next)?,
                Err(_) => signals::stop(),
            },
        }
        Ok(())
    }

    fn update(&mut self, message: Message) {
        let effects = self.app.update(message, self.clock.now());
        self.end.problems.clear();
        for effect in effects {
            if let Err(problem) = self.perform(effect) {
                self.end.problems.push(problem.clone());
                self.app.update(Message::Failed(problem), self.clock.now());
            }
        }
    }

    /// Does what the program asks for.
    fn perform(&mut self, effect: Effect) -> Result<(), Problem> {
        match effect {
            Effect::KeepTake(take) => match takes::append(self.folders, &take) {
                Ok(()) => return self.under_way.forget_take(&take),
                Err(problem) => {
                    self.end.problems.push(problem.clone());
                    self.app.update(Message::NotKept(take, problem), self.clock.now());
                }
            },
            Effect::KeepUnfinished(take) => return self.under_way.keep(&take),
            Effect::ForgetUnfinished => return self.under_way.forget(),
            Effect::Suspend => {
                if let Err(why) = signals::suspend() {
                    self.app.update(Message::NotSuspended(why), self.clock.now());
                }
            }
            Effect::Quit => self.is_left = true,
        }
        Ok(())
    }
}

/// Leaves marks, bold and underlines, which say the same. Left to crossterm, `NO_COLOR` takes those away too.
fn remove_color(screen: &mut Buffer) {
    for cell in &mut screen.content {
        cell.set_fg(Color::Reset).set_bg(Color::Reset);
    }
}
