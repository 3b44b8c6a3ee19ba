//! The person's own editor: it has the terminal for as long as it runs, and gets a story as a page of Markdown.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread;

use serde_json::{Map, Value};

use super::program::Program;
use super::{Arrival, Session, input, signals};
use crate::app::Notice;
use crate::app::message::{Edited, Message};
use crate::domain::problem::{Problem, Remedy};
use crate::domain::story::Story;
use crate::domain::time::Millis;
use crate::export::markdown;
use crate::import;
use crate::storage::editing;

/// What a shell, and `env`, end with where a command can't be run, or isn't there.
const NOT_EXECUTABLE: i32 = 126;
const NOT_FOUND: i32 = 127;

/// So many characters tell a line from others.
const QUOTED: usize = 24;

/// An editor that ends sooner didn't wait for anybody to type.
const TOO_SOON: Millis = Millis(1000);

/// Whether an editor has the terminal. The thread for signals has to know, since those of the keyboard are the editor's.
static IS_AT_WORK: AtomicBool = AtomicBool::new(false);

/// Whether an editor has the terminal.
pub(super) fn is_at_work() -> bool {
    IS_AT_WORK.load(Ordering::SeqCst)
}

/// A story in the editor.
#[derive(Debug)]
pub(super) struct Editing {
    was: Box<Story>,
    page: String,
    /// What of the story its page doesn't say.
    unsaid: Map<String, Value>,
    file: PathBuf,
    command: String,
    process: u32,
    since: Millis,
}

impl Editing {
    /// Starts the editor on a story when the terminal is lent to it. Who lent it takes it back where it can't be started.
    pub(super) fn begin(
        story: Box<Story>,
        program: &Program<'_>,
        arrivals: Sender<Arrival>,
        lend: impl FnOnce() -> bool,
    ) -> Result<Self, Problem> {
        let Some(command) = command() else {
            let hint = "Set EDITOR to the command of yours, such as EDITOR=nano, and start Retell again.";
            return Err(Problem::new("EDITOR", "no editor is named in VISUAL or EDITOR", hint));
        };
        let text = markdown::page(&story).0;
        let editing::Page { file, was, text: page } =
            editing::begin(program.folders, program.under_way().path(), *story, text)?;
        let unsaid = markdown::page(&was).1;
        let failed = |reason: &str| Problem::new(&command, reason, "Set EDITOR to another command.");
        if !lend() {
            let reason = "Retell can't lend its terminal to a program here";
            return Err(Problem::new(&command, reason, "Use retell export, and retell import behind it."));
        }
        IS_AT_WORK.store(true, Ordering::SeqCst);
        let process = spawn(&command, &file, arrivals).map_err(|error| {
            IS_AT_WORK.store(false, Ordering::SeqCst);
            failed(&error.to_string())
        })?;
        Ok(Self { was: Box::new(was), page, unsaid, file, command, process, since: program.clock.now().monotonic })
    }

    /// Takes over what was written. The terminal is no longer the editor's.
    pub(super) fn take_over(self, ended: io::Result<ExitStatus>, program: &mut Program<'_>) {
        IS_AT_WORK.store(false, Ordering::SeqCst);
        let file = self.file.clone();
        let edited = self.read(ended, program.clock.now().monotonic);
        program.update(Message::Focused);
        if matches!(edited, Edited::Story { .. }) {
            program.edited = Some(file);
        }
        program.update(Message::Edited(edited));
    }

    /// Ends the editor. Its text stays in the file.
    pub(super) fn end(&self) {
        signals::end_process(self.process);
    }

    /// What became of the story.
    fn read(self, ended: io::Result<ExitStatus>, now: Millis) -> Edited {
        let unreadable = |reason: String, hint: &str| {
            let remedy = Remedy::Edit(self.was.id.clone());
            Edited::Unreadable(Problem { remedy, ..Problem::new(self.file.display().to_string(), reason, hint) })
        };
        let text = match editing::read(&self.file) {
            Ok(text) => text,
            Err(problem) => return unreadable(problem.reason, &problem.hint),
        };
        if text == self.page || text.trim().is_empty() {
            editing::forget(&self.file);
            let is_too_soon = now.saturating_sub(self.since) < TOO_SOON;
            return Edited::Not(Notice::Info(match &ended {
                Ok(status) if matches!(status.code(), Some(NOT_EXECUTABLE | NOT_FOUND)) => {
                    format!("“{}” can't be started. Set EDITOR to another command.", self.command)
                }
                Ok(status) if !status.success() => "The editor ended with an error. Nothing was changed.".to_owned(),
                _ if text != self.page => "The page was empty. Nothing was changed.".to_owned(),
                _ if is_too_soon => {
                    "Nothing was changed. If the editor has a window of its own, set EDITOR=\"… --wait\".".to_owned()
                }
                _ => "Nothing was changed.".to_owned(),
            }));
        }
        if !ended.is_ok_and(|status| status.success()) {
            return unreadable("the editor ended with an error, so nothing was changed".to_owned(), "");
        }
        match import::read_page("", &text, self.unsaid) {
            Ok(story) if story == *self.was => {
                editing::forget(&self.file);
                Edited::Not(Notice::Info("Nothing was changed.".to_owned()))
            }
            Ok(story) => Edited::Story { was: self.was, story: Box::new(story) },
            Err(problem) => {
                let line = problem.line.map(|line| format!("line {line}{}: ", quoted(&text, line))).unwrap_or_default();
                unreadable(format!("{line}{}", problem.reason), &problem.hint)
            }
        }
    }
}

/// What there is to say where no editor could be started. Who asks again is told again, so it is in no list.
pub(super) fn refusal(problem: &Problem) -> Message {
    Message::Edited(Edited::Not(Notice::from(problem)))
}

/// The beginning of a line, counted from 1, to know it by.
fn quoted(text: &str, line: usize) -> String {
    let line = text.lines().nth(line.saturating_sub(1)).unwrap_or_default().trim();
    let begin: String = line.chars().take(QUOTED).collect();
    match begin.len() {
        0 => String::new(),
        length if length < line.len() => format!(", “{begin}…”"),
        _ => format!(", “{begin}”"),
    }
}

impl Session<'_> {
    /// Gives the terminal to the editor, if the program asks for it.
    pub(super) fn edit_if_asked(&mut self) {
        if let Some(story) = self.program.to_edit.take()
            && let Err(problem) = self.begin_editing(story)
        {
            self.program.update(refusal(&problem));
        }
    }

    fn begin_editing(&mut self, story: Box<Story>) -> Result<(), Problem> {
        let (window, question, now) = (&self.window, &mut self.question, self.program.clock.now().monotonic);
        let lend = || {
            let is_free = input::rest();
            if is_free {
                question.hear_out(now);
                window.give_back();
            }
            is_free
        };
        let begun = Editing::begin(story, &self.program, self.sender.clone(), lend);
        if begun.is_err() && !self.window.is_taken() {
            let gone = |error: io::Error| Problem::new("EDITOR", error.to_string(), "Set EDITOR to another command.");
            self.take_terminal_again().map_err(gone)?;
        }
        self.editing = Some(begun?);
        Ok(())
    }

    /// Takes the terminal again, and what was written.
    pub(super) fn end_editing(&mut self, ended: io::Result<ExitStatus>) -> io::Result<()> {
        let Some(editing) = self.editing.take() else { return Ok(()) };
        self.take_terminal_again()?;
        editing.take_over(ended, &mut self.program);
        Ok(())
    }

    fn take_terminal_again(&mut self) -> io::Result<()> {
        input::go_on();
        self.question.ask(self.program.clock.now().monotonic);
        self.window.take_again()
    }
}

/// The command that the person named for it, or vi, which every Unix has, as with other programs.
fn command() -> Option<String> {
    let named = ["VISUAL", "EDITOR"].into_iter().filter_map(|name| std::env::var(name).ok());
    let named = named.map(|command| command.trim().to_owned()).find(|command| !command.is_empty());
    named.or_else(|| {
        let folders = std::env::var_os("PATH")?;
        std::env::split_paths(&folders).any(|folder| folder.join("vi").is_file()).then(|| "vi".to_owned())
    })
}

/// Starts the editor, and a thread that tells when it ends. The command can have arguments and quotes, which a shell reads.
fn spawn(command: &str, file: &Path, arrivals: Sender<Arrival>) -> io::Result<u32> {
    let mut editor = Command::new("sh").arg("-c").arg(script(command)).arg(command).arg(file).spawn()?;
    let process = editor.id();
    let waiting = move || drop(arrivals.send(Arrival::Edited(editor.wait())));
    thread::Builder::new().name("editor".to_owned()).spawn(waiting)?;
    Ok(process)
}

/// What the shell does. The editor takes its place, so that a signal to end reaches it; `env` sets variables that may stand
/// before it. A shell that has more to do than one command stays, and outlives a ctrl-c that is meant for the editor.
fn script(command: &str) -> String {
    if command.contains([';', '&', '|', '\n']) {
        format!("trap : INT QUIT; {command} \"$@\"")
    } else {
        format!("exec env {command} \"$@\"")
    }
}
