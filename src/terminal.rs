//! The screen's loop: the only place that talks to a terminal.

use std::io::{self, BufWriter, IsTerminal, Stdout, Write};
use std::time::Duration;

use crossterm::event::{self, DisableBracketedPaste, EnableBracketedPaste, Event, KeyCode, KeyEvent, KeyModifiers};
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use crossterm::{cursor, execute};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use ratatui::style::Color;

use crate::app::App;
use crate::app::key::{Code, Key};
use crate::app::message::{Effect, Message};
use crate::clock::Clock;
use crate::domain::problem::Problem;
use crate::storage::unfinished::UnderWay;
use crate::storage::{Folders, takes};
use crate::ui;

/// Big enough for every frame, so that each is one write.
const FRAME_BYTES: usize = 64 << 10;

/// Shows the program until it is left, and returns what went wrong while it was left.
///
/// # Errors
/// When standard output is no terminal, or the terminal is gone.
pub fn run(mut app: App, clock: &Clock, folders: &Folders, under_way: &UnderWay) -> io::Result<Vec<Problem>> {
    if !io::stdout().is_terminal() {
        return Err(io::Error::other("its screen needs a terminal. Without one, use retell list or retell import"));
    }
    let has_color = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let mut window = Window::open()?;
    loop {
        let now = clock.now();
        window.terminal.draw(|frame| {
            ui::draw(&app, now, frame);
            if !has_color {
                remove_color(frame.buffer_mut());
            }
        })?;
        let mut message = next_message(app.wake_after(now))?;
        loop {
            // Nobody should press keys blindly.
            let is_blind = !ui::fits(window.terminal.size()?);
            if is_blind && matches!(message, Message::Key(key) if key != Key::ctrl('c')) {
                message = Message::Woke;
            }
            let (goes_on, problems) = perform(app.update(message, clock.now()), &mut app, clock, folders, under_way);
            if !goes_on {
                return Ok(problems);
            }
            // Keys that wait already are taken in before the next frame.
            if !event::poll(Duration::ZERO)? {
                break;
            }
            message = next_message(None)?;
        }
    }
}

/// Leaves marks, bold and underlines, which say the same. Left to crossterm, `NO_COLOR` takes those away too.
fn remove_color(screen: &mut Buffer) {
    for cell in &mut screen.content {
        cell.set_fg(Color::Reset).set_bg(Color::Reset);
    }
}

/// Waits for something to happen, or for the time to look again.
fn next_message(wake_after: Option<Duration>) -> io::Result<Message> {
    if let Some(wait) = wake_after
        && !event::poll(wait)?
    {
        return Ok(Message::Woke);
    }
    Ok(match event::read()? {
        Event::Key(event) => key_of(event).map_or(Message::Woke, Message::Key),
        Event::Paste(text) => Message::Pasted(text),
        _ => Message::Woke,
    })
}

/// Does what the program asks for. Returns whether it goes on, and what went wrong.
fn perform(
    effects: Vec<Effect>,
    app: &mut App,
    clock: &Clock,
    folders: &Folders,
    under_way: &UnderWay,
) -> (bool, Vec<Problem>) {
    let (mut goes_on, mut problems) = (true, Vec::new());
    for effect in effects {
        let done: Result<(), Problem> = match effect {
            Effect::KeepTake(take) => match takes::append(folders, &take) {
                Ok(()) => under_way.forget_take(&take),
                Err(problem) => {
                    problems.push(problem.clone());
                    app.update(Message::NotKept(take, problem), clock.now());
                    Ok(())
                }
            },
            Effect::KeepUnfinished(take) => under_way.keep(&take),
            Effect::ForgetUnfinished => under_way.forget(),
            Effect::Quit => {
                goes_on = false;
                Ok(())
            }
        };
        if let Err(problem) = done {
            problems.push(problem.clone());
            app.update(Message::Failed(problem), clock.now());
        }
    }
    (goes_on, problems)
}

/// The terminal while Retell has it. Dropping it gives it back as it was.
struct Window {
    terminal: Terminal<CrosstermBackend<BufWriter<Stdout>>>,
}

impl Window {
    fn open() -> io::Result<Self> {
        let previous = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            give_back();
            previous(panic);
        }));
        enable_raw_mode()?;
        let mut output = BufWriter::with_capacity(FRAME_BYTES, io::stdout());
        execute!(output, EnterAlternateScreen, EnableBracketedPaste, cursor::Hide).inspect_err(|_| give_back())?;
        let terminal = Terminal::new(CrosstermBackend::new(output)).inspect_err(|_| give_back())?;
        Ok(Self { terminal })
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        give_back();
    }
}

/// Gives the terminal back. Nothing can be done about a terminal that refuses it.
fn give_back() {
    let mut output = io::stdout();
    let _ = execute!(output, DisableBracketedPaste, LeaveAlternateScreen, cursor::Show);
    let _ = output.flush();
    let _ = disable_raw_mode();
}

/// The key of an event, unless it is a release or a key that Retell doesn't know.
fn key_of(event: KeyEvent) -> Option<Key> {
    if event.is_release() {
        return None;
    }
    let code = match event.code {
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab => Code::Tab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::F(1) => Code::F1,
        _ => return None,
    };
    Some(Key {
        code,
        has_ctrl: event.modifiers.contains(KeyModifiers::CONTROL),
        has_alt: event.modifiers.contains(KeyModifiers::ALT),
    })
}
