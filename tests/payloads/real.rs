//! The real program in real pseudo-terminals, in step with the stage.

use std::path::Path;
use std::time::{Duration, Instant};
use std::{fs, thread};

use ratatui::layout::Size;
use retell::app::Opening;
use retell::commands::gather;
use retell::domain::history::History;
use retell::storage::{Folders, questions, takes};

use crate::common::wire::{self, Wire, differences, foreign};
use crate::common::{Stage, opening};
use crate::files::hostile_home;
use crate::first_of;
use crate::program::{PATIENCE, Program, breathe, retell};
use crate::setting::{LARGE, SMALL, USUAL};
use crate::table::{odd_payloads, payloads};
use crate::window::reader_of;

/// The real program, the stage that it must be in step with, and a terminal that reads what it writes.
struct Pair {
    stage: Stage,
    program: Program,
    size: Size,
    reader: vt100::Parser,
    /// How many bytes the terminal has read.
    read: usize,
}

impl Pair {
    fn start(home: &Path, size: Size) -> Self {
        let folders = Folders::locate(Some(home.to_owned())).unwrap();
        let (own_questions, mut problems) = questions::own(&folders);
        let (library, bad_stories) = gather::library(&folders);
        let (takes, bad_takes) = takes::load(&folders.practice);
        problems.extend(bad_stories.into_iter().chain(bad_takes));
        let stage = Stage::open(Opening { problems, own_questions, history: History::new(takes), ..opening(library) });
        let program = Program::run_in(retell(home), size.width, size.height);
        Self { stage, program, size, reader: reader_of(size), read: 0 }
    }

    /// Presses keys, as a terminal sends them and as the stage takes them, and waits until both show the same.
    fn press(&mut self, sent: &str, keys: &str) {
        self.program.press(sent);
        self.stage.keys(keys);
        self.wait(keys);
    }

    /// Waits until the terminal shows exactly what the stage shows.
    fn wait(&mut self, what: &str) {
        let drawn = self.stage.buffer(self.size.width, self.size.height);
        let started = Instant::now();
        loop {
            let written = self.program.written();
            let rest = &written[self.read..];
            // The last character may not be whole.
            let whole = std::str::from_utf8(rest).map_or_else(|error| error.valid_up_to(), str::len);
            wire::read(&mut self.reader, &rest[..whole]);
            self.read += whole;
            let wrong = differences(&drawn, self.reader.screen());
            if wrong.is_empty() {
                return;
            }
            assert!(started.elapsed() < PATIENCE, "{what}: {}\n{}", first_of(&wrong), self.program.text());
            thread::sleep(Duration::from_millis(2));
        }
    }
}

/// Walks through the real program. Returns how many bytes were written.
fn play(size: Size) -> usize {
    let home = hostile_home();
    let mut pair = Pair::start(home.path(), size);
    pair.wait("the library");
    // All of them in one window, a few in the others.
    let few = if size == USUAL { usize::MAX } else { 9 };
    for _ in 0..few.min(payloads().len() - 1) {
        pair.press("j", "j");
    }
    let tour = [("\t", "<tab>"), ("j", "j"), ("\t", "<tab>"), ("?", "?"), ("?", "?"), ("!", "!"), ("\x1b[B", "<down>")];
    for (sent, keys) in tour.into_iter().chain([("G", "G"), ("\x1b", "<esc>"), ("/", "/")]) {
        pair.press(sent, keys);
    }
    for (name, text) in odd_payloads().into_iter().take(few) {
        pair.program.press(&format!("\x1b[200~{text}\x1b[201~"));
        pair.stage.paste(&text);
        pair.wait(name);
        pair.press("\x15", "<c-u>");
    }
    pair.press("told\r", "told<enter>");
    let Pair { mut program, .. } = pair;
    program.press(" ");
    for words in ["part 1 of 3", "part 2 of 3", "part 3 of 3", "How did it go?"] {
        program.wait_for(words);
        breathe();
        program.press(" ");
    }
    program.press("3");
    program.wait_for("Graded good.");
    program.press("\x03");
    assert!(program.wait_for_end().success());
    // Beside a file for each payload and the one of whole takes there is the one of this take.
    assert_eq!(fs::read_dir(home.path().join("practice")).unwrap().count(), payloads().len() + 2, "the take is kept");
    let bytes = program.written();
    let wrong = foreign(&bytes, Wire::Window(size));
    assert!(wrong.is_empty(), "{}", first_of(&wrong));
    bytes.len()
}

#[test]
fn the_real_program_sends_nothing_foreign_and_its_terminal_shows_what_was_drawn() {
    let bytes: usize = thread::scope(|scope| {
        let plays = [SMALL, USUAL, LARGE].map(|size| scope.spawn(move || play(size)));
        plays.into_iter().map(|play| play.join().unwrap()).sum()
    });
    println!("payloads: {bytes} bytes to real terminals, 0 foreign");
}
