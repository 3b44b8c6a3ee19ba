//! The loop of a program that is read aloud: lines in, lines out, and nothing is ever drawn over.

use std::io::{self, BufRead, IsTerminal, Read, Stdout};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use super::editor::Editing;
use super::program::Program;
use super::{Arrival, End, editor, first_frame, signals, window};
use crate::app::Screen;
use crate::app::message::Message;
use crate::commands::output::Printer;
use crate::domain::time::{Millis, Now};
use crate::speech;
use crate::speech::reader::{self, Heard, Reader};

/// How long a line waits for what the one before asked for, so that a script needs no pauses.
const PATIENCE: Millis = Millis::from_seconds(10);

/// How long what a line comes to may take before it is said that it is looked for.
const SOON: Millis = Millis(300);

/// The most bytes that are taken for one line.
const LONGEST_LINE: u64 = 64 * 1024;

/// Reads the program aloud until it is left.
///
/// # Errors
/// When nobody can hear it any more. The take under way is saved by then.
pub(super) fn run(mut program: Program<'_>, sender: Sender<Arrival>) -> io::Result<End> {
    window::end_at_a_panic(program.under_way().path().to_owned());
    signals::listen(sender.clone())?;
    let arrivals = (&sender, &program.arrivals);
    let effects = first_frame::wait_for_stories(&mut program.app, arrivals, program.clock, Millis::MAX);
    program.perform_all(effects);
    let (asks, asked) = mpsc::channel();
    listen(asked, sender.clone())?;
    let mut session = Session {
        heard: program.clock.now().monotonic,
        program,
        reader: Reader::default(),
        printer: Printer::results(),
        asks,
        is_asked: false,
        typed: None,
        sender,
        editing: None,
        has_prompt: io::stdin().is_terminal(),
        is_prompted: false,
    };
    let lost = session.run().err();
    session.program.leave(lost)
}

/// Starts the thread that reads a line each time it is asked for one, and sleeps until there is one. Between two lines an
/// editor can have the terminal, and input without end doesn't fill the memory.
fn listen(asked: Receiver<()>, arrivals: Sender<Arrival>) -> io::Result<()> {
    let listening = move || {
        // Nobody is left to ask when the loop is gone.
        while asked.recv().is_ok() {
            let mut line = Vec::new();
            let read = io::stdin().lock().take(LONGEST_LINE).read_until(b'\n', &mut line);
            // What can't be read has ended.
            let line = read.is_ok_and(|bytes| bytes > 0).then(|| String::from_utf8_lossy(&line).into_owned());
            let _ = arrivals.send(Arrival::Line(line));
        }
    };
    thread::Builder::new().name("input".to_owned()).spawn(listening).map(drop)
}

/// The program while it is read aloud.
struct Session<'a> {
    program: Program<'a>,
    reader: Reader,
    printer: Printer<Stdout>,
    /// Asks for a line.
    asks: Sender<()>,
    is_asked: bool,
    /// The line that was typed and not yet heard; its text is none at the end of all lines.
    typed: Option<Option<String>>,
    /// For the threads that are started later.
    sender: Sender<Arrival>,
    /// The story in the editor.
    editing: Option<Editing>,
    /// When the last line was heard.
    heard: Millis,
    /// Whether a person types, who waits for a prompt.
    has_prompt: bool,
    /// Whether the prompt stands at the end of what was printed.
    is_prompted: bool,
}

impl Session<'_> {
    fn run(&mut self) -> io::Result<()> {
        loop {
            // The terminal is the editor's.
            if self.editing.is_some() && !self.program.is_left {
                self.wait(None)?;
                continue;
            }
            let now = self.program.clock.now();
            let waited = now.monotonic.saturating_sub(self.heard);
            let is_busy = self.is_busy();
            if is_busy && waited < SOON {
                self.wait(Some(SOON.saturating_sub(waited)))?;
                continue;
            }
            if self.program.is_left {
                return Ok(());
            }
            self.speak(now, is_busy)?;
            if self.program.settle() {
                self.speak(now, is_busy)?;
            }
            let is_held = is_busy || self.waits_for_change();
            if let Some(line) = self.typed.take_if(|_| !is_held || waited >= PATIENCE) {
                self.hear(line.as_deref(), now)?;
                self.edit_if_asked();
                continue;
            }
            self.ask();
            self.prompt()?;
            let patience = self.typed.is_some().then(|| PATIENCE.saturating_sub(waited));
            let time = speech::wake_after(&self.program.app, now).map(millis).into_iter().chain(patience).min();
            self.wait(time)?;
        }
    }

    /// Whether something that was asked for is still to come. While a clock runs no line waits for it.
    fn is_busy(&self) -> bool {
        let app = &self.program.app;
        let is_timed = matches!(app.screen(), Screen::Practice(_) | Screen::Interview(_));
        !self.program.is_left && (app.library_screen().is_waiting() || !is_timed && self.program.awaits_answer())
    }

    /// Whether the line that was typed changes a story while another change is still being made. It can wait, whatever
    /// clock runs.
    fn waits_for_change(&self) -> bool {
        let line = self.typed.as_ref().and_then(Option::as_deref);
        self.program.awaits_change() && line.is_some_and(|line| reader::changes_story(line, &self.program.app))
    }

    /// Says what is new.
    fn speak(&mut self, now: Now, is_busy: bool) -> io::Result<()> {
        let mut lines = self.reader.news(&self.program.app, now);
        // While a clock runs too, what a change comes to is the better answer.
        if lines.is_empty() && !is_busy && !self.program.awaits_change() {
            lines.extend(self.reader.answer(&self.program.app, now));
        }
        self.print(lines)
    }

    fn print(&mut self, lines: Vec<String>) -> io::Result<()> {
        if !lines.is_empty() && std::mem::take(&mut self.is_prompted) {
            self.printer.line("")?;
        }
        lines.into_iter().try_for_each(|line| self.printer.line(line))
    }

    fn prompt(&mut self) -> io::Result<()> {
        if self.has_prompt && !std::mem::replace(&mut self.is_prompted, true) {
            self.printer.prompt()?;
        }
        Ok(())
    }

    /// Asks for the next line, unless one is there or was asked for.
    fn ask(&mut self) {
        if self.typed.is_none() && !std::mem::replace(&mut self.is_asked, true) {
            // The thread lives as long as the loop.
            let _ = self.asks.send(());
        }
    }

    /// Lends the terminal to the editor, if the program asks for it. Nobody reads it until the next line is asked for.
    fn edit_if_asked(&mut self) {
        let Some(story) = self.program.to_edit.take() else { return };
        // From a script its next lines would go to the editor.
        match Editing::begin(story, &self.program, self.sender.clone(), || self.has_prompt) {
            Ok(editing) => self.editing = Some(editing),
            Err(problem) => self.program.update(editor::refusal(&problem)),
        }
    }

    /// Does what a line means, and at the end of all lines what a signal to end does.
    fn hear(&mut self, line: Option<&str>, now: Now) -> io::Result<()> {
        self.heard = now.monotonic;
        // Whoever typed it has ended the line of the prompt.
        self.is_prompted = false;
        let Some(line) = line else {
            self.program.update(Message::Ended);
            // What could not be kept is told of when the program is left.
            let is_kept = self.program.end.problems.is_empty();
            return self.print(if is_kept { reader::waiting(&self.program.app) } else { Vec::new() });
        };
        match self.reader.hear(line, &self.program.app, now) {
            Heard::Answer(lines) => self.print(lines),
            Heard::Messages(messages) => {
                messages.into_iter().for_each(|message| self.program.update(message));
                Ok(())
            }
        }
    }

    /// Waits for something to happen, or for this time to pass, and takes it in.
    fn wait(&mut self, time: Option<Millis>) -> io::Result<()> {
        let mut arrival = self.program.wait(time.map(|Millis(ms)| Duration::from_millis(ms)))?;
        loop {
            match arrival {
                Arrival::Messages(messages) => messages.into_iter().for_each(|message| self.program.update(message)),
                Arrival::Line(line) => (self.typed, self.is_asked) = (Some(line), false),
                Arrival::Large | Arrival::Clicked(_) => {}
                Arrival::Lost(error) => return Err(error),
                Arrival::Edited(ended) => {
                    if let Some(editing) = self.editing.take() {
                        editing.take_over(ended, &mut self.program);
                        // However long it took, what it came to is still being kept.
                        self.heard = self.program.clock.now().monotonic;
                    }
                }
                Arrival::Ended(signal) => {
                    self.editing.iter().for_each(Editing::end);
                    self.program.end_by(signal);
                }
                Arrival::Suspended => {
                    self.program.suspend();
                    signals::stop();
                }
                Arrival::Continued if editor::is_at_work() => {}
                // An editor may have been at work elsewhere.
                Arrival::Continued => self.program.update(Message::Focused),
            }
            match self.program.arrivals.try_recv() {
                Ok(next) if !self.program.is_left => arrival = next,
                _ => return Ok(()),
            }
        }
    }
}

fn millis(time: Duration) -> Millis {
    Millis(u64::try_from(time.as_millis()).unwrap_or(u64::MAX))
}
