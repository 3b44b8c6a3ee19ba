//! What a line means that was typed: a word or a key of the keymap, a number of a row, or a text.

use std::iter::repeat_n;

use super::in_line;
use super::keys::{self, Word};
use super::list::{AT_ONCE, List};
use super::writing::REWRITING;
use crate::app::App;
use crate::app::action::Action;
use crate::app::key::{Code, Key};
use crate::app::keymap::Context;
use crate::app::message::Message;
use crate::app::text_input::Edit;
use crate::domain::text::count;

const ENTER: Key = Key::plain(Code::Enter);

const ESCAPE: char = '\u{1b}';

/// What terminals send for keys that can't be part of a line, and the names of those.
const SENT: [(&str, &str); 5] =
    [("\u{1b}", "esc"), ("\u{1b}[A", "up"), ("\u{1b}[B", "down"), ("\u{1b}[C", "right"), ("\u{1b}[D", "left")];

/// What a line means.
pub(super) enum Meaning {
    /// Something is to be done.
    Messages(Vec<Message>),
    /// One of the words that are understood everywhere.
    Word(Word),
    /// What can be typed is asked for.
    Help,
    /// Something that is answered in these words.
    Said(String),
    /// Nothing that can be done here.
    Nothing,
}

/// What a line means where one is, before this list.
pub(super) fn meaning(line: &str, app: &App, list: Option<&List>) -> Meaning {
    let hearing = Hearing { app, context: app.context(), list };
    if line.contains(ESCAPE) {
        let key = SENT.iter().find(|(sent, _)| *sent == line).map(|(_, name)| hearing.command(name));
        return key.unwrap_or_else(|| Meaning::Said("Type the name of a key, such as up or esc.".to_owned()));
    }
    if !hearing.context.is_typed() || line.is_empty() {
        return hearing.command(line.strip_prefix(':').unwrap_or(line));
    }
    match line.strip_prefix(':') {
        // Two colons type one.
        Some(text) if text.starts_with(':') => Meaning::Messages(hearing.typed(text)),
        Some(said) => hearing.of_line(said).unwrap_or_else(|| hearing.command(said)),
        None if app.writing().is_some() && is_word(line) => hearing.command(line),
        None => {
            let row = hearing.to_row(line).filter(|_| hearing.narrows_list());
            Meaning::Messages(row.unwrap_or_else(|| hearing.typed(line)))
        }
    }
}

/// Where a line is heard.
struct Hearing<'a> {
    app: &'a App,
    context: Context,
    list: Option<&'a List>,
}

impl Hearing<'_> {
    fn command(&self, said: &str) -> Meaning {
        let of_keymap = if said.is_empty() {
            self.on_enter().map(|action| (action, ENTER))
        } else {
            keys::meant(self.app, self.context, said)
        };
        match of_keymap {
            Some((Action::ShowHelp, _)) => Meaning::Help,
            Some((action, _)) if keys::is_for_the_eye(self.context, action) => {
                Meaning::Said(format!("{said} goes by a cursor that only the screen shows. {REWRITING}"))
            }
            // Pages are for the eye, and so is what a narrow window shows.
            Some((Action::NextText | Action::PreviousText | Action::ShowDocument, _)) => Meaning::Word(Word::Text),
            Some((_, key)) => Meaning::Messages(vec![Message::Key(key)]),
            None => Word::said(said)
                .map(Meaning::Word)
                .or_else(|| self.to_row(said).map(Meaning::Messages))
                .unwrap_or(Meaning::Nothing),
        }
    }

    fn on_enter(&self) -> Option<Action> {
        self.app.keymap().action_of(self.context, ENTER)
    }

    /// The key that does this here.
    fn press(&self, action: Action) -> Option<Message> {
        let binding = self.app.keymap().bindings_of(self.context).find(|binding| binding.action == action)?;
        binding.keys.first().map(|&key| Message::Key(key))
    }

    /// The presses that lead to the row of this number, if there is one.
    fn to_row(&self, said: &str) -> Option<Vec<Message>> {
        let list = self.list.filter(|_| keys::has_numbers(self.app))?;
        let row = said.parse::<usize>().ok()?.checked_sub(1).filter(|row| *row < list.count)?;
        let (one, ten) =
            if row < list.cursor { (Action::Up, Action::PageUp) } else { (Action::Down, Action::PageDown) };
        let distance = row.abs_diff(list.cursor);
        let (one, ten) = (self.press(one)?, self.press(ten));
        let tens = ten.as_ref().map_or(0, |_| distance / AT_ONCE);
        let presses = ten.into_iter().flat_map(|ten| repeat_n(ten, tens));
        Some(presses.chain(repeat_n(one, distance - tens * AT_ONCE)).collect())
    }

    /// Whether what is typed here narrows a list, of which one is chosen then.
    fn narrows_list(&self) -> bool {
        matches!(self.on_enter(), Some(Action::ChooseStory | Action::PickStory | Action::Keep))
    }

    /// What is to become of a line of the part that is written.
    fn of_line(&self, said: &str) -> Option<Meaning> {
        let lines: Vec<&str> = self.app.writing()?.area()?.lines().collect();
        let (word, words) = said.split_once(' ').unwrap_or((said, ""));
        if let Some((old, new)) = words.split_once(" to ").filter(|_| word.eq_ignore_ascii_case("change")) {
            return Some(changed(&lines, old, new));
        }
        let is_dropped = word.eq_ignore_ascii_case("drop");
        let number = match (is_dropped, words) {
            (true, "") => lines.len(),
            (true, number) => number.trim().parse().ok()?,
            (false, _) => word.parse().ok()?,
        };
        let Some((place, line)) = lines.iter().enumerate().find(|(place, _)| place + 1 == number) else {
            let lines = count(lines.len(), "line", "lines");
            return Some(Meaning::Said(format!("This part has {lines}, and none of that number.")));
        };
        let words = words.trim();
        Some(match (is_dropped, words) {
            (true, _) => Meaning::Messages(vec![Message::Rewritten(place, String::new())]),
            (false, "") => Meaning::Said(in_line(number, line)),
            (false, words) => Meaning::Messages(vec![Message::Rewritten(place, words.to_owned())]),
        })
    }

    /// Types a text in the place of what is typed already, and enters it. Where it narrows a list, that is heard first.
    fn typed(&self, text: &str) -> Vec<Message> {
        let enter = match self.on_enter() {
            _ if self.narrows_list() => None,
            // What is found is to be heard before it is told.
            Some(Action::Practice) => self.press(Action::StopTyping),
            // A skill that may be another one is asked about first.
            _ if self.app.completes_skill(text) => None,
            _ => Some(Message::Key(ENTER)),
        };
        let Some(writing) = self.app.writing() else {
            let room =
                [Edit::End, Edit::DeleteToStart].map(Action::Edit).into_iter().filter_map(|edit| self.press(edit));
            return room.chain([Message::Pasted(text.to_owned())]).chain(enter).collect();
        };
        let is_line = writing.field().is_line();
        let below = writing.area().map_or(0, |area| area.lines().count());
        let rewritten = Message::Rewritten(if is_line { 0 } else { below }, text.to_owned());
        // Where nothing can be written it is said why, and that is not to be followed by something else.
        [rewritten].into_iter().chain(enter.filter(|_| is_line && !writing.is_locked())).collect()
    }
}

/// What changes words of some lines, if they are there once.
fn changed(lines: &[&str], old: &str, new: &str) -> Meaning {
    let mut found = lines.iter().enumerate().filter(|(_, line)| line.contains(old));
    match (found.next(), lines.iter().map(|line| line.matches(old).count()).sum::<usize>()) {
        (Some((place, line)), 1) => Meaning::Messages(vec![Message::Rewritten(place, line.replacen(old, new, 1))]),
        (Some(_), times) => {
            Meaning::Said(format!("“{old}” is here {times} times. Type more of the words around the one you mean."))
        }
        (None, _) => Meaning::Said(format!("“{old}” isn't in this part.")),
    }
}

/// Whether a line is one of the words that are understood everywhere, which is no text of a story.
fn is_word(line: &str) -> bool {
    line.eq_ignore_ascii_case("help") || Word::said(line).is_some()
}
