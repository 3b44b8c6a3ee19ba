//! Asks the terminal for the color of its background, and keeps the answer from being taken for keys.
//!
//! Nobody waits for the answer. It comes among the keys, which crossterm reads it as, and changes the theme when it is
//! there. Crates that ask read the terminal themselves until they know, which loses what is typed meanwhile.

use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

use super::input::message_of;
use crate::app::message::Message;
use crate::domain::looks::Rgb;
use crate::domain::time::Millis;

/// The question: OSC 11 of xterm. BEL ends it, and so its answer too, since some terminals answer the other end wrongly.
pub(super) const QUESTION: &[u8] = b"\x1b]11;?\x07";

/// What an answer starts with, behind ESC.
const ANSWER: &str = "]11;";

/// So long at most is an answer. What isn't over by then is no answer, and no keys either.
const LONGEST: usize = 40;

/// A question that was asked, and whether its answer has come.
#[derive(Debug)]
pub(super) struct Question {
    heard: Receiver<()>,
    /// How long an answer takes at most.
    patience: Millis,
    /// When it has come or won't come any more.
    end: Millis,
}

/// What listens for the answer.
#[derive(Debug)]
pub(super) struct Ear {
    heard: Sender<()>,
    /// What may be an answer, as far as it has come.
    begun: String,
    /// The keys that it was, if it is none.
    held: Vec<Message>,
    was_esc: bool,
}

/// A question whose answer takes so long at most, and what listens for it.
pub(super) fn question(patience: Millis) -> (Question, Ear) {
    let (sender, heard) = mpsc::channel();
    let ear = Ear { heard: sender, begun: String::new(), held: Vec::new(), was_esc: false };
    (Question { heard, patience, end: Millis::ZERO }, ear)
}

impl Question {
    /// It is asked with the next frame.
    pub(super) fn ask(&mut self, now: Millis) {
        self.end = now + self.patience;
    }

    /// Waits until no answer can come any more that would be taken for something typed by whoever has the terminal next.
    /// But for the moments behind the question that is so already.
    pub(super) fn hear_out(&self, now: Millis) {
        let _ = self.heard.recv_timeout(Duration::from_millis(self.end.saturating_sub(now).0));
    }
}

impl Ear {
    /// What has happened, unless it belongs to an answer, and the answer when it is whole.
    pub(super) fn hear(&mut self, event: Event) -> Vec<Message> {
        let letter = letter_of(&event);
        // Where ESC came by itself, it was taken for a key.
        let was_esc = std::mem::replace(&mut self.was_esc, letter == Letter::Esc);
        let message = message_of(event);
        match letter {
            Letter::None => vec![message],
            Letter::AltBracket => self.begin(message),
            Letter::Plain(']') if was_esc => self.begin(message),
            Letter::End if self.is_sure() => self.answer(),
            Letter::Plain(c) if self.goes_on_with(c) => {
                self.begun.push(c);
                self.held.push(message);
                Vec::new()
            }
            _ => self.give_up().into_iter().chain([message]).collect(),
        }
    }

    /// Whether what has come may be keys as well as the start of an answer.
    pub(super) fn is_unsure(&self) -> bool {
        !self.begun.is_empty() && !self.is_sure()
    }

    /// No answer comes: what has come were keys, unless nobody types so.
    pub(super) fn give_up(&mut self) -> Vec<Message> {
        let is_sure = self.is_sure();
        self.begun.clear();
        let held = std::mem::take(&mut self.held);
        if is_sure { Vec::new() } else { held }
    }

    fn begin(&mut self, message: Message) -> Vec<Message> {
        let before = self.give_up();
        self.begun.push(']');
        self.held.push(message);
        before
    }

    fn is_sure(&self) -> bool {
        self.begun.starts_with(ANSWER)
    }

    fn goes_on_with(&self, c: char) -> bool {
        match ANSWER.strip_prefix(&*self.begun) {
            Some("") | None => self.is_sure() && self.begun.len() < LONGEST,
            Some(rest) => self.is_unsure() && rest.starts_with(c),
        }
    }

    fn answer(&mut self) -> Vec<Message> {
        let color = self.begun.strip_prefix(ANSWER).and_then(color_of);
        self.give_up();
        // Nobody may be left who waits for it.
        let _ = self.heard.send(());
        color.map(Message::Background).into_iter().collect()
    }
}

/// What a key is for an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Letter {
    /// ESC and what an answer starts with.
    AltBracket,
    /// ESC by itself.
    Esc,
    /// Any letter.
    Plain(char),
    /// What ends it: BEL, or ESC and a backslash.
    End,
    /// Another key.
    Other,
    /// No key.
    None,
}

fn letter_of(event: &Event) -> Letter {
    let Event::Key(KeyEvent { code, modifiers, .. }) = event else { return Letter::None };
    match (code, *modifiers - KeyModifiers::SHIFT) {
        (KeyCode::Char(']'), KeyModifiers::ALT) => Letter::AltBracket,
        (KeyCode::Char('\\'), KeyModifiers::ALT) | (KeyCode::Char('g'), KeyModifiers::CONTROL) => Letter::End,
        (KeyCode::Char(c), KeyModifiers::NONE) => Letter::Plain(*c),
        (KeyCode::Esc, KeyModifiers::NONE) => Letter::Esc,
        _ => Letter::Other,
    }
}

/// The color in an answer such as `rgb:1e1e/1e1e/1e1e`, whose parts have one to four digits.
fn color_of(answer: &str) -> Option<Rgb> {
    let parts = answer.strip_prefix("rgb:").or_else(|| answer.strip_prefix("rgba:"))?;
    let part = |digits: &str| {
        let most = (1_u32 << (4 * u32::try_from(digits.len()).ok().filter(|count| (1..=4).contains(count))?)) - 1;
        u8::try_from(u32::from_str_radix(digits, 16).ok()? * 255 / most).ok()
    };
    let mut parts = parts.split('/').map(part);
    Some(Rgb(parts.next()??, parts.next()??, parts.next()??))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::key::{Code, Key};

    /// What crossterm makes of bytes that a terminal sends.
    fn events(bytes: &str) -> Vec<Event> {
        let mut events = Vec::new();
        let mut modifiers = KeyModifiers::NONE;
        let mut bytes = bytes.chars().peekable();
        while let Some(c) = bytes.next() {
            let code = match c {
                '\x1b' if bytes.peek().is_some() => {
                    modifiers = KeyModifiers::ALT;
                    continue;
                }
                '\x1b' => KeyCode::Esc,
                '\x07' => {
                    modifiers = KeyModifiers::CONTROL;
                    KeyCode::Char('g')
                }
                c => KeyCode::Char(c),
            };
            events.push(Event::Key(KeyEvent::new(code, std::mem::replace(&mut modifiers, KeyModifiers::NONE))));
        }
        events
    }

    /// What is made of what arrives in these pieces: keys as they are typed, `{1e1e1e}` for an answer.
    fn heard(pieces: &[&str]) -> String {
        let (_question, mut ear) = question(Millis::ZERO);
        let mut told = String::new();
        for event in pieces.iter().flat_map(|piece| events(piece)) {
            for message in ear.hear(event) {
                told.push_str(&match message {
                    Message::Key(Key { code: Code::Char(c), has_alt: false, has_ctrl: false }) => c.to_string(),
                    Message::Key(key) => format!("<{key}>"),
                    Message::Background(Rgb(red, green, blue)) => format!("{{{red:02x}{green:02x}{blue:02x}}}"),
                    other => format!("{other:?}"),
                });
            }
        }
        let rest = ear.give_up();
        format!("{told}{}", if rest.is_empty() { String::new() } else { format!(" and {} held", rest.len()) })
    }

    #[test]
    fn an_answer_is_heard_and_never_taken_for_keys() {
        for (pieces, told) in [
            (&["\x1b]11;rgb:1e1e/2020/ffff\x07"][..], "{1e20ff}"),
            (&["\x1b]11;rgb:1E/20/FF\x1b\\"], "{1e20ff}"),
            (&["\x1b]11;rgba:f/0/8/f\x07"], "{ff0088}"),
            (&["re", "\x1b]11;rgb:0000/0000/0000\x07", "dis"], "re{000000}dis"),
            (&["a\x1b]1", "1;rgb:0000/", "0000/0000\x07b"], "a{000000}b"),
            (&["\x1b", "]11;rgb:0000/0000/0000\x07b"], "<esc>{000000}b"),
            (&["\x1b]11;rgb:0000/0000/0000\x07\x1b]11;rgb:ffff/ffff/ffff\x07"], "{000000}{ffffff}"),
            (&["\x1b]11;what is this\x07a"], "a"),
            (&["\x1b]11;rgb:0000/0000/0000"], ""),
        ] {
            assert_eq!(heard(pieces), told, "{pieces:?}");
        }
    }

    #[test]
    fn keys_are_never_taken_for_an_answer() {
        for (pieces, told) in [
            (&["]11;rgb:0000/0000/0000"][..], "]11;rgb:0000/0000/0000"),
            (&["\x1b]a"], "<alt-]>a"),
            (&["\x1b]1a"], "<alt-]>1a"),
            (&["\x1b]\x1b]"], "<alt-]> and 1 held"),
            (&["\x1b", "]", "x"], "<esc>]x"),
            (&["\x1b\\\x07"], "<alt-\\><ctrl-g>"),
        ] {
            assert_eq!(heard(pieces), told, "{pieces:?}");
        }
    }

    #[test]
    fn what_arrives_without_an_end_holds_no_keys_for_long() {
        let endless = format!("\x1b]11;{}told", "a".repeat(LONGEST));
        assert!(heard(&[&endless]).ends_with("told"), "{}", heard(&[&endless]));
    }

    #[test]
    fn a_window_that_changes_its_size_meanwhile_changes_nothing() {
        let (question, mut ear) = question(Millis::ZERO);
        let mut told = Vec::new();
        for event in events("\x1b]11;rgb:0000/00") {
            told.extend(ear.hear(event));
        }
        told.extend(ear.hear(Event::Resize(80, 24)));
        for event in events("00/0000\x07") {
            told.extend(ear.hear(event));
        }
        assert_eq!(told, [Message::Woke, Message::Background(Rgb(0, 0, 0))]);
        assert!(question.heard.try_recv().is_ok());
    }
}
