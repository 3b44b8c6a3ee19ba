//! How long the work between start and first frame takes, and that between a key and its frame.
#![allow(clippy::unwrap_used, reason = "this is a benchmark")]

use divan::{Bencher, black_box};
use jiff::{Timestamp, tz};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use retell::app::key::Key;
use retell::app::keymap::Keymap;
use retell::app::message::Message;
use retell::app::vocabulary::Vocabulary;
use retell::app::{App, Opening};
use retell::domain::appointments::Appointments;
use retell::domain::check::{Checker, Silenced};
use retell::domain::habits::Habits;
use retell::domain::history::History;
use retell::domain::library::{Library, Origin};
use retell::domain::looks::Looks;
use retell::domain::queries::Filters;
use retell::domain::time::{Millis, Now, Stamp};
use retell::storage::competencies::competencies;
use retell::storage::lexicon::lexicon;
use retell::storage::samples;
use retell::ui;

fn main() {
    divan::main();
}

fn now() -> Now {
    Now { wall: Stamp::new(Timestamp::UNIX_EPOCH, tz::Offset::UTC), monotonic: Millis::ZERO }
}

fn open() -> App {
    let opening = Opening {
        vocabulary: Vocabulary { lexicon, competencies, questions: retell::storage::questions::bank },
        library: Library::new(samples::stories(), Origin::Samples),
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
        looks: Looks::default(),
        keymap: Keymap::default(),
        set: None,
        awaits_library: false,
        is_sharing: false,
        documents: Vec::new(),
    };
    App::new(opening, now().wall)
}

#[divan::bench]
fn read_the_samples() {
    black_box(samples::stories());
}

#[divan::bench]
fn open_on_the_samples() {
    black_box(open());
}

#[divan::bench(args = [(60, 20), (80, 24), (120, 40)])]
fn draw_the_library(bencher: Bencher<'_, '_>, size: (u16, u16)) {
    let app = open();
    let now = now();
    let mut terminal = Terminal::new(TestBackend::new(size.0, size.1)).unwrap();
    bencher.bench_local(|| {
        terminal.draw(|frame| ui::draw(&app, now, frame)).unwrap();
    });
}

/// What is done when the cursor goes to another story.
#[divan::bench]
fn check_a_story(bencher: Bencher<'_, '_>) {
    let stories = samples::stories();
    let silenced = Silenced::default();
    let checker = Checker::new(lexicon(), &silenced);
    bencher
        .counter(divan::counter::ItemsCount::new(stories.len()))
        .bench(|| stories.iter().map(|story| checker.check(black_box(story)).len()).sum::<usize>());
}

/// Types a word and takes it back, a frame for each of the seven keys.
#[divan::bench(args = [(60, 20), (80, 24), (120, 40)])]
fn answer_a_word(bencher: Bencher<'_, '_>, size: (u16, u16)) {
    let (mut app, now) = (open(), now());
    let mut terminal = Terminal::new(TestBackend::new(size.0, size.1)).unwrap();
    app.update(Message::Key(Key::char('/')), now);
    bencher.counter(divan::counter::ItemsCount::new(7_u32)).bench_local(|| {
        for key in "memory".chars().map(Key::char).chain([Key::ctrl('u')]) {
            app.update(Message::Key(key), now);
            terminal.draw(|frame| ui::draw(&app, now, frame)).unwrap();
        }
    });
}
