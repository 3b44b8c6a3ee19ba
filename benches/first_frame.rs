//! How long the work between start and first frame takes: reading the samples, the index, the drawing.
#![allow(clippy::unwrap_used, reason = "this is a benchmark")]

use divan::{Bencher, black_box};
use jiff::{Timestamp, tz};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use retell::app::vocabulary::Vocabulary;
use retell::app::{App, Awaited, Opening};
use retell::domain::history::History;
use retell::domain::library::{Library, Origin};
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
        vocabulary: Vocabulary { lexicon, competencies },
        library: Library::new(samples::stories(), Origin::Samples),
        history: History::default(),
        unfinished: None,
        problems: Vec::new(),
        query: String::new(),
        filters: Filters::default(),
        awaited: Awaited::Nothing,
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
