//! What a line means that was typed: a word or a key of the keymap, a number of a row, or a text.

use std::iter::repeat_n;

use super::keys::{self, Word};
use super::list::{AT_ONCE, List};
use crate::app::App;
use crate::app::action::Action;
use crate::app::key::{Code, Key};
use crate::app::keymap::Context;
use crate::app::message::Message;
use crate::app::text_area::{Stroke, TextArea};
use crate::app::text_input::Edit;

const ENTER: Key = Key::plain(Code::Enter);

/// What a line means.
pub(super) enum Meaning {
    /// Something is to be done.
    Messages(Vec<Message>),
    /// One of the words that are understood everywhere.
    Word(Word),
    /// What can be typed is asked for.
    Help,
    /// Nothing that can be done here.
    Nothing,
}

/// What a line means where one is, before this list.
pub(super) fn meaning(line: &str, app: &App, list: Option<&List>) -> Meaning {
    let hearing = Hearing { app, context: app.context(), list };
    if !hearing.context.is_typed() || line.is_empty() {
        return hearing.command(line.strip_prefix(':').unwrap_or(line));
    }
    match line.strip_prefix(':') {
        // Two colons type one.
        Some(text) if text.starts_with(':') => Meaning::Messages(hearing.typed(text)),
        Some(said) => hearing.command(said),
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
            // Pages are for the eye.
            Some((Action::NextText | Action::PreviousText, _)) => Meaning::Word(Word::Text),
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
        let list = self.list?;
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
        self.room().into_iter().chain([Message::Pasted(text.to_owned())]).chain(enter).collect()
    }

    /// What makes room for a text: what is typed already goes, but where a part has several lines it comes below.
    fn room(&self) -> Vec<Message> {
        let press = |action| self.press(action);
        let Some(writing) = self.app.writing() else {
            return [Edit::End, Edit::DeleteToStart].map(Action::Edit).into_iter().filter_map(press).collect();
        };
        let text = writing.area().map(TextArea::text).unwrap_or_default();
        let below = match writing.field().is_line() {
            true => press(Action::Stroke(Stroke::DeleteToStart)),
            false => press(Action::BreakLine).filter(|_| !text.is_empty() && !text.ends_with('\n')),
        };
        press(Action::Stroke(Stroke::TextEnd)).into_iter().chain(below).collect()
    }
}
