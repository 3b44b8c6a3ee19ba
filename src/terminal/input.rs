//! What is typed, pasted or done to the window: a thread reads it and tells the loop.

use std::io;
use std::sync::mpsc::Sender;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyModifiers};

use super::background::Ear;
use super::{Arrival, mouse, signals};
use crate::app::key::{Code, Key};
use crate::app::message::Message;

/// So many messages are told at once at most, so that input without end doesn't keep the screen from being drawn.
const MOST_AT_ONCE: usize = 1024;

/// So long no two bytes of one answer of a terminal are apart.
const APART: Duration = Duration::from_millis(50);

/// How long to wait for the thread to look up from its read.
const PATIENCE: Duration = Duration::from_secs(1);

/// Starts the thread. It sleeps until there is something to read.
pub(super) fn listen(arrivals: Sender<Arrival>, mut ear: Ear) -> io::Result<()> {
    let listening = move || {
        // A window that changed its size before anybody listened is seen by looking again.
        let _ = event::poll(Duration::ZERO);
        let _ = arrivals.send(Arrival::Messages(vec![Message::Woke]));
        loop {
            let mut arrived = next(&mut ear).unwrap_or_else(|error| vec![Arrival::Lost(error)]).into_iter();
            if !arrived.all(|arrival| arrivals.send(arrival).is_ok()) {
                break;
            }
            rest_if_asked();
        }
    };
    thread::Builder::new().name("input".to_owned()).spawn(listening).map(drop)
}

/// Whether the thread reads, or lets somebody else read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    Goes,
    IsToRest,
    Rests,
}

static READING: (Mutex<Reading>, Condvar) = (Mutex::new(Reading::Goes), Condvar::new());

fn reading() -> MutexGuard<'static, Reading> {
    READING.0.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Has the thread leave what is typed to somebody else. False when it can't be reached.
pub(super) fn rest() -> bool {
    let mut state = reading();
    *state = Reading::IsToRest;
    if signals::wake_reader() {
        let waited = READING.1.wait_timeout_while(state, PATIENCE, |state| *state == Reading::IsToRest);
        state = waited.map_or_else(|poisoned| poisoned.into_inner().0, |(state, _)| state);
    }
    if *state == Reading::Rests {
        return true;
    }
    *state = Reading::Goes;
    false
}

/// Has it read again.
pub(super) fn go_on() {
    *reading() = Reading::Goes;
    READING.1.notify_all();
}

fn rest_if_asked() {
    let mut state = reading();
    if *state == Reading::IsToRest {
        *state = Reading::Rests;
        READING.1.notify_all();
        drop(READING.1.wait_while(state, |state| *state == Reading::Rests));
    }
}

/// Waits for something, and takes in all that is there by then, up to the next click: it is one frame's worth.
fn next(ear: &mut Ear) -> io::Result<Vec<Arrival>> {
    let (mut messages, mut click) = (Vec::new(), None);
    while messages.is_empty() && click.is_none() {
        loop {
            let event = event::read()?;
            click = mouse::click_of(&event).map(Arrival::Clicked);
            if click.is_none() {
                messages.extend(ear.hear(event));
            }
            let patience = if ear.is_unsure() { APART } else { Duration::ZERO };
            if click.is_some() || messages.len() >= MOST_AT_ONCE || !event::poll(patience)? {
                break;
            }
        }
        if ear.is_unsure() {
            messages.extend(ear.give_up());
        }
    }
    let messages = Some(messages).filter(|messages| !messages.is_empty()).map(Arrival::Messages);
    Ok(messages.into_iter().chain(click).collect())
}

/// What an event means.
pub(super) fn message_of(event: Event) -> Message {
    match event {
        Event::Key(event) => key_of(event).map_or(Message::Woke, Message::Key),
        Event::Paste(text) => Message::Pasted(text),
        Event::FocusGained => Message::Focused,
        Event::Mouse(event) => mouse::wheel_of(&event).map_or(Message::Woke, Message::Pointed),
        _ => Message::Woke,
    }
}

/// The key of an event, unless it is a release or a key that Retell doesn't know.
fn key_of(event: KeyEvent) -> Option<Key> {
    if event.is_release() {
        return None;
    }
    let code = match event.code {
        // One and the same byte, whichever of them is pressed.
        KeyCode::Char('7' | '/') if event.modifiers == KeyModifiers::CONTROL => Code::Char('_'),
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Insert => Code::Insert,
        KeyCode::Delete => Code::Delete,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::F(number @ 1..=12) => Code::F(number),
        _ => return None,
    };
    let (has_ctrl, has_alt) =
        (event.modifiers.contains(KeyModifiers::CONTROL), event.modifiers.contains(KeyModifiers::ALT));
    // Windows has Alt-Gr as both, and what it types is no letter or digit of ASCII.
    let is_typed = has_ctrl && has_alt && matches!(code, Code::Char(c) if !c.is_ascii_alphanumeric());
    Some(if is_typed { Key::plain(code) } else { Key { code, has_ctrl, has_alt } })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_alt_gr_types_in_windows_is_typed() {
        let key = |c, modifiers| key_of(KeyEvent::new(KeyCode::Char(c), modifiers));
        let both = KeyModifiers::CONTROL | KeyModifiers::ALT;
        for c in ['@', '€', '{', 'ą'] {
            assert_eq!(key(c, both), Some(Key::char(c)));
        }
        let held = Key { code: Code::Char('q'), has_ctrl: true, has_alt: true };
        assert_eq!(key('q', both), Some(held));
        assert_eq!(key('c', KeyModifiers::CONTROL), Some(Key::ctrl('c')));
    }

    #[test]
    fn a_key_that_is_let_go_is_no_key() {
        let mut event = KeyEvent::new(KeyCode::Char('q'), KeyModifiers::NONE);
        event.kind = event::KeyEventKind::Release;
        assert_eq!(key_of(event), None);
    }
}
