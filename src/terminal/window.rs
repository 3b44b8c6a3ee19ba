//! The terminal while Retell has it: how it is taken, and how it is given back whatever happens.

use std::cell::RefCell;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::time::Duration;
use std::{panic, process, thread};

use crossterm::event::{DisableBracketedPaste, DisableFocusChange, EnableBracketedPaste, EnableFocusChange};
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use crossterm::{cursor, execute, queue};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::{Position, Rect, Size};
use ratatui::{Frame, Terminal};

use super::{background, mouse, signals};
use crate::domain::safe::Safe;
use crate::storage::unkept::Unkept;

/// How long a program that dies waits for a terminal that may never read again.
const LAST_WORDS: Duration = Duration::from_millis(200);

/// What a panic leaves a program with, in Rust: the process ends with it whichever thread it was.
const PANICKED: i32 = 101;

/// Whether the terminal is Retell's. It is shared, because any thread may have to give the terminal back.
static IS_TAKEN: AtomicBool = AtomicBool::new(false);

/// Whether it shows a frame, and so has to be left.
static IS_SHOWN: AtomicBool = AtomicBool::new(false);

/// The terminal while Retell has it. Dropping it gives it back as it was.
#[derive(Debug)]
pub struct Window {
    terminal: Terminal<CrosstermBackend<WholeFrame>>,
    frame: WholeFrame,
    drawn: Size,
    wants: Wants,
}

/// What is wanted of the terminal when it is taken.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wants {
    /// That it tells what is behind text.
    pub answer: bool,
    /// That it tells of the mouse.
    pub mouse: bool,
}

/// Holds back what is written until the frame is whole, so that each is one write: ratatui flushes several times.
#[derive(Debug, Clone, Default)]
struct WholeFrame(Rc<RefCell<Vec<u8>>>);

impl Write for WholeFrame {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Window {
    /// Takes the terminal, which shows nothing of it before the first frame. From then on a panic on any thread gives it
    /// back, says that the take under way is in the file `unfinished`, if it is there, and ends the process.
    ///
    /// # Errors
    /// When the terminal refuses.
    pub fn open(unfinished: PathBuf, wants: Wants) -> io::Result<Self> {
        end_at_a_panic(unfinished);
        let mut frame = WholeFrame::default();
        take(&mut frame, wants).inspect_err(|_| give_back())?;
        let terminal = Terminal::new(CrosstermBackend::new(frame.clone())).inspect_err(|_| give_back())?;
        Ok(Self { terminal, frame, drawn: Size::default(), wants })
    }

    /// Draws a frame, unless the terminal is given back.
    ///
    /// # Errors
    /// When the terminal can't be written to.
    pub fn draw(&mut self, render: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        if !self.is_taken() {
            return Ok(());
        }
        self.drawn = self.terminal.draw(render)?.area.as_size();
        let mut frame = self.frame.0.borrow_mut();
        let mut output = io::stdout().lock();
        IS_SHOWN.store(true, Ordering::SeqCst);
        output.write_all(&frame)?;
        frame.clear();
        output.flush()
    }

    /// How many columns and rows the last frame had.
    pub const fn drawn(&self) -> Size {
        self.drawn
    }

    fn size(&self) -> io::Result<Size> {
        self.terminal.size()
    }

    /// Whether the terminal is Retell's.
    pub fn is_taken(&self) -> bool {
        IS_TAKEN.load(Ordering::SeqCst)
    }

    /// Gives the terminal back for as long as the process is stopped.
    pub fn give_back(&self) {
        give_back();
    }

    /// Takes the terminal as if for the first time: others had it, and may have set it and written to it.
    ///
    /// # Errors
    /// When the terminal refuses.
    pub fn take_again(&mut self) -> io::Result<()> {
        if self.is_taken() {
            disable_raw_mode()?;
        }
        take(&mut self.frame, self.wants)?;
        // This empties the screen, and with it what the next frame is compared with.
        self.terminal.resize(Rect::from((Position::ORIGIN, self.size()?)))
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        give_back();
    }
}

/// Rings the bell, unless the terminal isn't Retell's. One that can't be written to will be noticed by the next frame.
pub(super) fn ring() {
    if IS_TAKEN.load(Ordering::SeqCst) {
        let mut output = io::stdout().lock();
        let _ = output.write_all(b"\x07").and_then(|()| output.flush());
    }
}

/// Takes the terminal with the next frame. Written by itself, this would wake the program that shows the terminal, which
/// takes the processor and leaves people before an empty screen.
fn take(frame: &mut WholeFrame, wants: Wants) -> io::Result<()> {
    IS_TAKEN.store(true, Ordering::SeqCst);
    enable_raw_mode()?;
    if wants.answer {
        // A terminal that shows it as text shows it where it is gone with the next thing.
        frame.write_all(background::QUESTION)?;
    }
    if wants.mouse {
        mouse::capture(frame)?;
    }
    queue!(frame, EnterAlternateScreen, EnableBracketedPaste, EnableFocusChange, cursor::Hide)
}

/// Gives the terminal back if it is taken. Nothing can be done about a terminal that refuses it.
fn give_back() {
    if IS_TAKEN.swap(false, Ordering::SeqCst) {
        give_back_settings();
        give_back_screen(&mut io::stdout());
    }
}

/// Others have set the terminal as they need it when Retell was stopped and is in the background. To set it from there
/// would stop Retell again.
fn give_back_settings() {
    if signals::is_in_foreground() {
        let _ = disable_raw_mode();
    }
}

fn give_back_screen(output: &mut impl Write) {
    if !IS_SHOWN.swap(false, Ordering::SeqCst) {
        return;
    }
    let _ = mouse::release(output);
    let _ = execute!(output, DisableFocusChange, DisableBracketedPaste, LeaveAlternateScreen, cursor::Show);
}

/// Gives the terminal back from a thread on which the process is about to end. Nothing is drawn after it.
///
/// The screen is left by another thread, since a frame that is stuck in a terminal which nobody reads would hold up
/// this one too.
pub(super) fn give_back_for_good() {
    if !IS_TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    give_back_settings();
    let (done, is_done) = mpsc::channel();
    let leaving = move || {
        let mut output = io::stdout().lock();
        give_back_screen(&mut output);
        let _ = done.send(());
        loop {
            thread::park();
        }
    };
    if thread::Builder::new().spawn(leaving).is_ok() {
        let _ = is_done.recv_timeout(LAST_WORDS);
    }
}

/// Has a panic on any thread end the process, with the terminal given back and a word about the take under way.
pub(super) fn end_at_a_panic(unfinished: PathBuf) {
    panic::set_hook(Box::new(move |panic| {
        give_back_for_good();
        // It may quote a document.
        let words = Safe::from(format!("{panic}\n{}", last_words(&unfinished)));
        let _ = io::stderr().write_all(words.as_bytes());
        process::exit(PANICKED);
    }));
}

fn last_words(unfinished: &Path) -> String {
    let mut words = "retell: this is a mistake in Retell, which has ended.\n".to_owned();
    if unfinished.exists() {
        words.push_str(&format!(
            "retell: the take under way is saved in {} as it was at the last press; Retell offers it when it starts.\n",
            unfinished.display()
        ));
    }
    let written = Unkept::jotted_beside(unfinished);
    if written.exists() {
        words.push_str(&format!(
            "retell: the story being written is saved in {} as it was at the last key; Retell opens it when it starts.\n",
            written.display()
        ));
    }
    words
}
