//! The reader: remembers what was said, says what is new since, and answers lines.

use std::borrow::Cow;
use std::collections::HashMap;

use super::hearing::{self, Meaning};
use super::keys::{self, Word};
use super::list::{AT_ONCE, List};
use super::{Speech, in_line, numbered, practice, say};
use crate::app::action::Action;
use crate::app::keymap::Context;
use crate::app::message::Message;
use crate::app::screen::writing::WritingScreen;
use crate::app::text_area::Stroke;
use crate::app::{App, Notice, Screen};
use crate::domain::habits::Feedback;
use crate::domain::time::Now;

/// Between a person and the program.
#[derive(Debug, Default)]
pub struct Reader {
    last: Option<Speech>,
    /// What was said last in the place before.
    before: Option<Speech>,
    /// The line to the person that was said.
    notice: Option<Notice>,
    /// The list that was read last in each place.
    lists: HashMap<String, String>,
    /// What is left of what is read ten lines at a time.
    left: Vec<String>,
    /// The row of the list that is read next.
    next_row: usize,
    /// Whether a line was heard and nothing said to it yet.
    owes_answer: bool,
    /// What the last line takes back, if it takes something back.
    taken_back: Option<&'static str>,
}

/// What a line comes to.
#[derive(Debug, Clone, PartialEq)]
pub enum Heard {
    /// It is to be done.
    Messages(Vec<Message>),
    /// It is answered by these lines.
    Answer(Vec<String>),
}

impl Reader {
    /// What is new since the last time, in a few words. All is read where one has come to another place.
    pub fn news(&mut self, app: &App, now: Now) -> Vec<String> {
        let speech = say(app, now, None);
        let greeting = self.last.is_none().then(|| "Retell. Type help to hear what you can type.".to_owned());
        let mut said: Vec<String> = greeting.into_iter().collect();
        if app.notice() != self.notice.as_ref() {
            self.notice = app.notice().cloned();
            said.extend(app.notice().map(words_of));
        }
        match self.last.take() {
            Some(last) if last.title == speech.title => said.extend(self.difference(app, &last, &speech)),
            last => {
                // Who comes back at once knows what is said there.
                let known = std::mem::replace(&mut self.before, last).filter(|it| it.title == speech.title);
                said.extend(self.read(app, &speech, &known.unwrap_or_default().body));
            }
        }
        self.last = Some(speech);
        self.owes_answer &= said.is_empty();
        for_onlookers(app, said)
    }

    /// What is said to a line that has changed nothing that can be heard, when nothing more is to come of it.
    pub fn answer(&mut self, app: &App, now: Now) -> Option<String> {
        if !std::mem::take(&mut self.owes_answer) {
            return None;
        }
        let taken_back = self.taken_back.map(|what| format!("Taken back: {what}."));
        // Whoever wants to be told of no time isn't told of it here.
        let clock = match app.screen() {
            Screen::Practice(screen) if app.habits().feedback == Feedback::Full => {
                Some(practice::clock(screen.practice(), now.monotonic))
            }
            _ => None,
        };
        // Another text may come to the same.
        let same = self.last.as_ref().and_then(|last| last.news.first()).filter(|_| app.context().is_typed()).cloned();
        Some(match (taken_back, clock) {
            (Some(taken_back), Some(clock)) => format!("{taken_back} {clock}"),
            (taken_back, clock) => taken_back.or(clock).or(same).unwrap_or_else(|| "Done.".to_owned()),
        })
    }

    /// What a line comes to that was typed.
    pub fn hear(&mut self, line: &str, app: &App, now: Now) -> Heard {
        match self.comes_to(line.trim(), app, now) {
            Heard::Answer(lines) => Heard::Answer(for_onlookers(app, lines)),
            heard @ Heard::Messages(_) => heard,
        }
    }

    fn comes_to(&mut self, line: &str, app: &App, now: Now) -> Heard {
        let list = self.last.as_ref().and_then(|last| last.list.as_ref());
        match hearing::meaning(line, app, list) {
            // It is the row where one is.
            Meaning::Messages(messages) if messages.is_empty() => {
                Heard::Answer(list.map(List::here).into_iter().collect())
            }
            Meaning::Messages(messages) => {
                self.owes_answer = true;
                self.taken_back = messages.first().and_then(|message| taken_back(message, app));
                // The same line to the person is said again to who does the same again.
                self.notice = None;
                Heard::Messages(messages)
            }
            Meaning::Said(words) => Heard::Answer(vec![words]),
            Meaning::Word(word) => Heard::Answer(self.answer_word(word, app, now)),
            Meaning::Help => {
                self.left = keys::help(app, app.context());
                Heard::Answer(self.more(app, now))
            }
            Meaning::Nothing => {
                let what = if line.is_empty() { "An empty line" } else { line.trim_start_matches(':') };
                let words = format!("{what}: nothing here. {}", keys::words(app, app.context()));
                let grades = match app.screen() {
                    Screen::Practice(screen) if app.context() == Context::Grading => practice::grades(app, screen, now),
                    _ => Vec::new(),
                };
                Heard::Answer([words].into_iter().chain(grades).collect())
            }
        }
    }

    fn answer_word(&mut self, word: Word, app: &App, now: Now) -> Vec<String> {
        match word {
            Word::Where => {
                let speech = say(app, now, None);
                let mut lines = self.read(app, &speech, &[]);
                lines.extend(speech.details);
                let list = speech.list.filter(|list| list.count > 1);
                lines.extend(list.map(|_| format!("{}more reads the list.", keys::colon(app.context()))));
                lines
            }
            Word::More => self.more(app, now),
            Word::Text => match say(app, now, None).text {
                text if text.is_empty() => vec!["There is no text here.".to_owned()],
                text => text,
            },
        }
    }

    /// What there is to say of a place, but for its text and for what is known.
    fn read(&mut self, app: &App, speech: &Speech, known: &[String]) -> Vec<String> {
        (self.left, self.next_row) = (Vec::new(), 0);
        let mut lines = vec![speech.title.clone()];
        lines.extend(app.is_sharing().then(|| "Sharing: confidential words are covered.".to_owned()));
        lines.extend(speech.news.clone());
        lines.extend(numbered(&speech.lines));
        lines.extend(speech.body.iter().filter(|line| !known.contains(line)).cloned());
        match &speech.list {
            Some(list) if self.lists.get(&speech.title) == Some(&list.name) => lines.push(list.here()),
            _ => lines.extend(self.rows_of(app, speech)),
        }
        lines
    }

    fn rows_of(&mut self, app: &App, speech: &Speech) -> Vec<String> {
        self.next_row = 0;
        let Some(list) = speech.list.as_ref().filter(|list| !list.is_for_who_asks) else { return Vec::new() };
        self.next_row = list.end();
        self.lists.insert(speech.title.clone(), list.name.clone());
        let mut lines = list.lines(app);
        // The row itself was read just now.
        let at = list.cursor + 1;
        lines.push(match keys::has_numbers(app) {
            true => format!("You are at {at}."),
            false => format!("You are at {at} of {}; down goes on.", list.count),
        });
        lines
    }

    /// What is other in a place than it was.
    fn difference(&mut self, app: &App, last: &Speech, speech: &Speech) -> Vec<String> {
        let is_new = |line: &&String| !last.news.contains(line) && !last.details.contains(line);
        let mut lines = rewritten(last, speech);
        let is_other = |line: &&String| is_new(line) && !lines.contains(line);
        let news: Vec<String> = speech.news.iter().chain(&speech.details).filter(is_other).cloned().collect();
        lines.extend(news);
        if !is_same_text(last, speech) {
            lines.extend(numbered(&speech.lines));
        }
        match (&last.list, &speech.list) {
            (before, Some(list)) if before.as_ref().is_none_or(|before| before.name != list.name) => {
                lines.extend(self.rows_of(app, speech));
            }
            (Some(before), Some(list)) if before.cursor != list.cursor || before.under_cursor != list.under_cursor => {
                lines.push(list.here());
            }
            _ => {}
        }
        lines
    }

    /// The next ten lines of what is read, or the next ten rows of the list.
    fn more(&mut self, app: &App, now: Now) -> Vec<String> {
        if !self.left.is_empty() {
            let rest = self.left.split_off(self.left.len().min(AT_ONCE));
            let mut lines = std::mem::replace(&mut self.left, rest);
            let left = self.left.len();
            lines.extend((left > 0).then(|| format!("{left} more lines; more reads on.")));
            return lines;
        }
        let count = self.last.as_ref().and_then(|last| last.list.as_ref()).map_or(0, |list| list.count);
        let from = if self.next_row < count { self.next_row } else { 0 };
        match say(app, now, Some(from)).list {
            Some(list) => {
                self.next_row = list.end();
                list.lines(app)
            }
            None => vec!["There is no more.".to_owned()],
        }
    }
}

/// What of a text that is written has become another one.
fn rewritten(last: &Speech, speech: &Speech) -> Vec<String> {
    let taken = speech.taken.iter().filter(|line| !last.taken.contains(line)).cloned();
    if !is_same_text(last, speech) {
        return taken.collect();
    }
    let is_less = speech.lines.len() < last.lines.len();
    let gone = last.lines.iter().filter(|line| is_less && !speech.lines.contains(line));
    let gone = gone.map(|line| format!("Gone: {line}"));
    let lines = (1..).zip(&speech.lines).filter(|(_, line)| !last.lines.contains(line));
    taken.chain(gone).chain(lines.map(|(number, line)| in_line(number, line))).collect()
}

/// Whether the lines are of one text.
fn is_same_text(last: &Speech, speech: &Speech) -> bool {
    last.news.first() == speech.news.first()
}

/// What a message takes back, if it takes something back of which the screen says nothing else.
fn taken_back(message: &Message, app: &App) -> Option<&'static str> {
    let Message::Key(key) = message else { return None };
    match (app.keymap().action_of(app.context(), *key)?, app.screen()) {
        (Action::Undo, Screen::Practice(screen)) => screen.practice().last_step(),
        (Action::Undo | Action::Stroke(Stroke::Undo), _) => Some("the last step"),
        _ => None,
    }
}

/// What waits for the next start.
pub fn waiting(app: &App) -> Vec<String> {
    let waits = |what: &str| format!("{what} waits for the next start.");
    let story = app.writing().is_some_and(WritingScreen::is_changed).then(|| waits("What you have written"));
    let take = app.unfinished().map(|_| waits("The take"));
    story.into_iter().chain(take).collect()
}

/// Whether a line asks for something that changes the story at hand.
pub fn changes_story(line: &str, app: &App) -> bool {
    let meant = keys::meant(app, app.context(), line.trim().trim_start_matches(':'));
    meant.is_some_and(|(action, _)| matches!(action, Action::SwitchFlag | Action::EditOutside | Action::EditStory))
}

/// The lines as they may be heard by others, where others listen. A name may go on in the next one.
fn for_onlookers(app: &App, lines: Vec<String>) -> Vec<String> {
    let text = lines.join("\n");
    match app.words_to_cover().map(|words| words.covered(&text)) {
        Some(Cow::Owned(covered)) => covered.split('\n').map(str::to_owned).collect(),
        _ => lines,
    }
}

/// The line to the person, with its keys by names that can be said and typed.
fn words_of(notice: &Notice) -> String {
    let words = match notice {
        Notice::Info(words) => words.clone(),
        Notice::Error(words) => format!("Problem: {words}"),
    };
    let arrows = [("←", "left"), ("→", "right"), ("↑", "up"), ("↓", "down")];
    arrows.into_iter().fold(words, |words, (arrow, name)| words.replace(arrow, name))
}
