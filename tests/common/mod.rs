//! A stage to play Retell on: keys and seconds in, a screen out, with no terminal, disk or clock.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part of the stage")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::string_slice, reason = "this is test code")]

use std::sync::LazyLock;

use jiff::{Timestamp, tz};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Size};
use retell::app::key::{Code, Key};
use retell::app::keymap::Keymap;
use retell::app::message::{Effect, Loaded, Message, Reading};
use retell::app::vocabulary::Vocabulary;
use retell::app::{App, Opening};
use retell::domain::appointments::Appointments;
use retell::domain::beat::Beat;
use retell::domain::check::Silenced;
use retell::domain::competency::Competencies;
use retell::domain::habits::Habits;
use retell::domain::history::History;
use retell::domain::lexicon::Lexicon;
use retell::domain::library::{Library, Origin};
use retell::domain::looks::{Background, Looks};
use retell::domain::queries::Filters;
use retell::domain::story::Story;
use retell::domain::take::Take;
use retell::domain::time::{Millis, Now, Stamp};
use retell::search::catalog::Catalog;
use retell::storage::{competencies, lexicon, questions, samples};
use retell::ui;
use unicode_width::UnicodeWidthStr;

pub mod ears;
pub mod wire;

/// How many rounds a test plays that plays rounds: `RETELL_ROUNDS`, or a hundred.
pub fn rounds() -> usize {
    std::env::var("RETELL_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(100)
}

/// Whether nothing is to be left out to save time.
pub fn is_thorough() -> bool {
    std::env::var_os("RETELL_ROUNDS").is_some()
}

/// The samples, read once.
pub static SAMPLES: LazyLock<Vec<Story>> = LazyLock::new(samples::stories);

/// Everything that interviewers probe, with a few phrases for all but one, so that stories can show that.
static FEW_PHRASES: LazyLock<Competencies> = LazyLock::new(|| {
    let mut few = competencies::competencies().clone();
    for competency in few.competencies.iter_mut().filter(|competency| competency.name != "deadlines") {
        competency.asked.truncate(3);
        competency.told.truncate(3);
    }
    few
});

/// A library of these stories as it is read again, with nothing beside them.
pub fn loaded(stories: Vec<Story>) -> Loaded {
    Loaded {
        catalog: Catalog::new(Library::new(stories, Origin::Own), lexicon::lexicon()),
        history: History::default(),
        appointments: Appointments::default(),
        filters: Filters::default(),
        queries: Vec::new(),
        problems: Vec::new(),
        undoable: None,
    }
}

/// A few skills.
static FEW_SKILLS: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::from_json(r#"[{ "group": "databases", "skills": [["Redis"], ["PostgreSQL", "postgres"]] }]"#).unwrap()
});

/// Not many words: for tests that open hundreds of stages, and have what stories show read on each.
pub fn few_words() -> Vocabulary {
    Vocabulary { lexicon: || &FEW_SKILLS, competencies: || &FEW_PHRASES, questions: questions::bank }
}

/// The evening on which every test plays.
const EVENING: &str = "2026-03-14T21:05:00+01:00";

pub struct Stage {
    pub app: App,
    pub now: Now,
    /// Everything asked of the world so far.
    pub effects: Vec<Effect>,
}

impl Stage {
    /// Retell as a new user opens it.
    pub fn with_samples() -> Self {
        Self::open(opening(Library::new(SAMPLES.clone(), Origin::Samples)))
    }

    /// Retell with a library of these stories.
    pub fn with_stories(stories: Vec<Story>) -> Self {
        Self::open(opening(Library::new(stories, Origin::Own)))
    }

    pub fn open(opening: Opening) -> Self {
        let now = Now { wall: stamp(EVENING), monotonic: Millis::ZERO };
        Self { app: App::new(opening, now.wall), now, effects: Vec::new() }
    }

    /// Types keys: characters as they are, others as `<enter>`, `<c-w>`, `<a-b>`, `<lt>`. Where the person has chosen other keys,
    /// those are typed that do the same.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        for key in parse_keys(keys) {
            let context = self.app.context();
            let keymap = self.app.keymap();
            let meant = Keymap::default().action_of(context, key);
            let chosen = meant.filter(|_| keymap.action_of(context, key) != meant);
            let key = chosen.and_then(|action| keymap.key_of(context, action)).unwrap_or(key);
            self.press(key);
        }
        self
    }

    /// Presses a key, and returns what that asks of the world.
    pub fn press(&mut self, key: Key) -> Vec<Effect> {
        let effects = self.app.update(Message::Key(key), self.now);
        self.effects.extend(effects.clone());
        effects
    }

    /// Types keys that all edit the query line, so fast that they come at once.
    pub fn keys_at_once(&mut self, keys: &str) -> &mut Self {
        let keys = parse_keys(keys);
        assert!(keys.iter().all(|&key| self.app.is_typing(key)), "{keys:?} do more than edit the query line");
        let effects = self.app.update(Message::Typed(keys), self.now);
        self.effects.extend(effects);
        self
    }

    /// Has a document read as the worker does, on the way that the person takes.
    pub fn read_document(&mut self, name: &str, text: &str) -> &mut Self {
        let is_importing = matches!(self.app.screen(), retell::app::Screen::Importing(_));
        self.keys(if is_importing { "i" } else { "<esc>i" }).keys(name).keys("<enter>");
        self.answer(name, text.as_bytes())
    }

    /// Answers as the worker does that a document was read, to whoever asked for it last under that name.
    pub fn answer(&mut self, name: &str, bytes: &[u8]) -> &mut Self {
        let number = self.effects.iter().rev().find_map(|effect| match effect {
            Effect::ReadDocument(number, asked, _) if asked == name => Some(*number),
            _ => None,
        });
        let reading = self.reading_of(number.unwrap_or(0), name, bytes);
        let effects = self.app.update(reading, self.now);
        self.effects.extend(effects);
        self
    }

    /// What the worker answers to a request of this number.
    pub fn reading_of(&self, number: u64, name: &str, bytes: &[u8]) -> Message {
        let import = retell::import::read(name, bytes, &["Redis"]);
        let lines = retell::import::document::lines_of(bytes);
        let library = std::sync::Arc::new(self.app.library().clone());
        let shelf = retell::import::shelf::Shelf::new(library, std::collections::HashSet::new()).into();
        Message::Document(Box::new(Reading { number, asked: name.to_owned(), import, lines, shelf }))
    }

    /// Presses the mouse in a window of this size, on the first letter of this text.
    pub fn click(&mut self, text: &str, (width, height): (u16, u16)) -> &mut Self {
        let screen = self.screen(width, height);
        let found = screen.lines().zip(0..).find_map(|(line, y)| Some((line.split_once(text)?.0.width(), y)));
        let (x, y) = found.unwrap_or_else(|| panic!("{text} is not there:\n{screen}"));
        let place = Position::new(u16::try_from(x).unwrap(), y);
        if let Some(pointed) = ui::pointed_at(&self.app, self.now, Size::new(width, height), place) {
            let effects = self.app.update(Message::Pointed(pointed), self.now);
            self.effects.extend(effects);
        }
        self
    }

    pub fn paste(&mut self, text: &str) -> &mut Self {
        let effects = self.app.update(Message::Pasted(text.to_owned()), self.now);
        self.effects.extend(effects);
        self
    }

    /// Lets both clocks run.
    pub fn wait(&mut self, seconds: f64) -> &mut Self {
        self.now.monotonic += Millis((seconds * 1000.0).round() as u64);
        let second = EVENING.parse::<Timestamp>().unwrap().as_second() + self.now.monotonic.seconds() as i64;
        self.now.wall = Stamp::new(Timestamp::from_second(second).unwrap(), tz::offset(1));
        self
    }

    /// The screen as text, spaces at the ends of lines cut off.
    pub fn screen(&self, width: u16, height: u16) -> String {
        text_of(&self.buffer(width, height))
    }

    pub fn buffer(&self, width: u16, height: u16) -> Buffer {
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        terminal.draw(|frame| ui::draw(&self.app, self.now, frame)).unwrap();
        terminal.backend().buffer().clone()
    }

    /// The column of the cursor.
    pub fn cursor(&self, width: u16, height: u16) -> u16 {
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        terminal.draw(|frame| ui::draw(&self.app, self.now, frame)).unwrap();
        terminal.get_cursor_position().unwrap().x
    }

    /// The line to the person, above the keys.
    pub fn notice(&self) -> String {
        self.screen(250, 40).lines().nth(38).unwrap_or("").trim().to_owned()
    }

    /// The takes kept so far.
    pub fn kept_takes(&self) -> Vec<&Take> {
        let mut takes = Vec::new();
        for effect in &self.effects {
            if let Effect::KeepTake(take) = effect {
                takes.push(take);
            }
        }
        takes
    }
}

pub fn opening(library: Library) -> Opening {
    Opening {
        library,
        vocabulary: Vocabulary {
            lexicon: lexicon::lexicon,
            competencies: competencies::competencies,
            questions: questions::bank,
        },
        history: History::default(),
        appointments: Appointments::default(),
        unfinished: None,
        written: None,
        problems: Vec::new(),
        query: String::new(),
        filters: Filters::default(),
        own_questions: Vec::new(),
        silenced: Silenced::default(),
        habits: Habits::default(),
        looks: Looks { background: Background::Dark, ..Looks::default() },
        keymap: Keymap::default(),
        set: None,
        awaits_library: false,
        is_sharing: false,
        documents: Vec::new(),
    }
}

pub fn stamp(text: &str) -> Stamp {
    Stamp::try_from(text.to_owned()).unwrap()
}

/// A story with these beats.
pub fn story(title: &str, skills: &[&str], beats: &[(Beat, &str)]) -> Story {
    let mut story = Story::new(title);
    story.skills = skills.iter().map(|&skill| skill.to_owned()).collect();
    for &(beat, text) in beats {
        story.beats.insert(beat, text);
    }
    story
}

/// One about a queue.
pub fn queue() -> Story {
    let text = [
        (Beat::Problem, "Orders stood in a queue for 40 minutes."),
        (Beat::Insight, "One poisoned message was tried again and again."),
        (Beat::Outcome, "The queue is empty within 2 s today."),
    ];
    story("The queue that stood still", &["RabbitMQ"], &text)
}

pub fn text_of(buffer: &Buffer) -> String {
    let row_text = |row: &[Cell]| {
        let mut text = String::new();
        let mut column = 0;
        while let Some(cell) = row.get(column) {
            text.push_str(cell.symbol());
            column += cell.symbol().width().max(1);
        }
        text.trim_end().to_owned()
    };
    buffer.content().chunks(usize::from(buffer.area.width)).map(row_text).collect::<Vec<String>>().join("\n")
}

pub fn parse_keys(keys: &str) -> Vec<Key> {
    let mut parsed = Vec::new();
    let mut rest = keys;
    while let Some(c) = rest.chars().next() {
        let name = rest.strip_prefix('<').and_then(|rest| rest.split_once('>'));
        let Some((name, after)) = name else {
            parsed.push(Key::char(c));
            rest = &rest[c.len_utf8()..];
            continue;
        };
        rest = after;
        let (has_ctrl, name) = name.strip_prefix("c-").map_or((false, name), |name| (true, name));
        let (has_alt, name) = name.strip_prefix("a-").map_or((false, name), |name| (true, name));
        let key = match name {
            "enter" => Key::plain(Code::Enter),
            "esc" => Key::plain(Code::Esc),
            "tab" => Key::plain(Code::Tab),
            "s-tab" => Key::plain(Code::BackTab),
            "space" => Key::char(' '),
            "bs" => Key::plain(Code::Backspace),
            "del" => Key::plain(Code::Delete),
            "up" => Key::plain(Code::Up),
            "down" => Key::plain(Code::Down),
            "left" => Key::plain(Code::Left),
            "right" => Key::plain(Code::Right),
            "home" => Key::plain(Code::Home),
            "end" => Key::plain(Code::End),
            "pgup" => Key::plain(Code::PageUp),
            "pgdn" => Key::plain(Code::PageDown),
            "f1" => Key::plain(Code::F(1)),
            "f5" => Key::plain(Code::F(5)),
            "lt" => Key::char('<'),
            name => match name.chars().next() {
                Some(c) if name.len() == c.len_utf8() && (has_ctrl || has_alt) => Key::char(c),
                _ => panic!("no key <{name}>"),
            },
        };
        parsed.push(Key { has_ctrl, has_alt, ..key });
    }
    parsed
}
