//! The mouse: clicks, and the wheel.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "this is test code, and waits for a real program"
)]

mod common;
#[path = "common/program.rs"]
mod program;

use common::{SAMPLES, Stage, opening};
use program::Program;
use ratatui::layout::{Position, Size};
use retell::app::Screen;
use retell::app::keymap::{Context, Keymap};
use retell::app::message::Message;
use retell::app::pointing::{Pointed, Spot};
use retell::domain::library::{Library, Origin};
use retell::domain::rebinding::{Rebinding, Word};
use retell::domain::take::Grade;
use retell::ui;
use unicode_width::UnicodeWidthStr;

const SIZES: [(u16, u16); 4] = [(60, 20), (80, 24), (120, 40), (200, 60)];

#[test]
fn a_click_goes_to_a_story_and_a_second_one_tells_it() {
    for size in SIZES {
        let mut stage = Stage::with_samples();
        stage.click("A dict shared", size);
        let title = stage.app.library_screen().selected(stage.app.library()).unwrap().title.clone();
        assert!(title.starts_with("A dict shared"), "{size:?}: {title}");
        stage.click("▌ A dict shared", size);
        assert_eq!(stage.app.context(), Context::Ready, "{size:?}");
    }
}

#[test]
fn every_story_that_is_shown_is_where_it_is_clicked_wherever_the_list_stands() {
    let mut stage = Stage::with_samples();
    for keys in ["", "<end>", "<pgup>", "/the<esc><end>", "/<c-u>?failure<esc>", "<tab>"] {
        stage.keys(keys);
        let found = stage.app.library_screen().found(stage.app.library());
        let titles: Vec<&str> = found.map(|story| story.title.as_str()).collect();
        for (width, height) in SIZES {
            let mut shown = 0;
            for (y, line) in (0..).zip(stage.screen(width, height).lines()) {
                let Some(title) = titles.iter().find(|title| line.contains(&format!(" {title} "))) else { continue };
                let x = line.split_once(title).unwrap().0.width();
                let place = Position::new(u16::try_from(x).unwrap(), y);
                let cursor = stage.app.library_screen().cursor();
                match ui::pointed_at(&stage.app, stage.now, Size::new(width, height), place) {
                    Some(Pointed(Spot::Story, by)) => {
                        let row = cursor.checked_add_signed(by.into()).unwrap();
                        assert_eq!(titles[row], *title, "{keys} {width} {place}");
                    }
                    // Its title stands above its text too.
                    other => assert_eq!((other, *title), (None, titles[cursor])),
                }
                shown += 1;
            }
            assert!(shown > 2, "{keys} {width}: {}", stage.screen(width, height));
        }
    }
}

#[test]
fn a_click_on_a_skill_asks_for_it_and_one_on_the_query_line_types() {
    for size in [(80, 24), (120, 40), (200, 60)] {
        let mut stage = Stage::with_samples();
        let all = stage.app.library_screen().count();
        stage.click("incident response", size);
        assert!(stage.app.library_screen().count() < all, "{size:?}");
        assert_eq!(stage.app.context(), Context::Skills);
        stage.click("Press / to find", size).keys("red");
        assert_eq!(
            (stage.app.context(), stage.app.library_screen().input().text()),
            (Context::Typing, "red".to_owned())
        );
    }
}

#[test]
fn a_key_in_the_footer_can_be_clicked() {
    for size in SIZES {
        let mut stage = Stage::with_samples();
        stage.click("? help", size);
        assert_eq!(stage.app.context(), Context::Help, "{size:?}");
        stage.click("esc close", size).click("↵ tell", size);
        assert_eq!(stage.app.context(), Context::Ready, "{size:?}");
        stage.click("start  ", size).wait(2.0).click("reveal  ", size);
        assert!(matches!(stage.app.screen(), Screen::Practice(screen) if screen.practice().splits().len() == 1));
    }
}

#[test]
fn a_click_gives_a_grade_and_marks_a_sentence_as_left_out() {
    for size in SIZES {
        let mut stage = Stage::with_samples();
        for keys in "<enter> ~ ~ ~ ".split('~') {
            stage.keys(keys).wait(1.0);
        }
        assert_eq!(stage.app.context(), Context::Grading);
        let row = |stage: &Stage, mark: &str| {
            let screen = stage.screen(size.0, size.1);
            screen.lines().find_map(|line| line.split_once(mark)).map(|(_, words)| words.to_owned())
        };
        let first = row(&stage, "› · ").unwrap();
        let second = row(&stage, "    · ").unwrap();
        stage.click(&second, size);
        assert_eq!(row(&stage, "› · "), Some(second.clone()), "{size:?}");
        stage.click(&second, size);
        assert_eq!(row(&stage, "› ✗ "), Some(second.clone()), "{size:?}");
        stage.click(&second, size).click(&first, size);
        assert_eq!(row(&stage, "› · "), Some(first), "{size:?}");
        stage.click("told in full", size);
        assert!(stage.screen(size.0, size.1).contains("✓ told in full"), "{size:?}");
        stage.click("hard ", size);
        assert_eq!(stage.kept_takes().last().unwrap().grade, Some(Grade::Hard), "{size:?}");
    }
}

#[test]
fn a_second_click_does_with_a_row_what_is_done_there() {
    let size = (80, 24);
    let mut stage = Stage::with_samples();
    stage.keys("/#redis<esc>@scache<enter><esc><esc>@").click("@cache", size);
    assert_eq!(
        (stage.app.context(), stage.app.library_screen().input().text()),
        (Context::Library, "@cache".to_owned())
    );
    stage.keys("<esc>C").click("leadership", size);
    assert_eq!(stage.app.context(), Context::Coverage);
    stage.click("leadership", size);
    assert_eq!(stage.app.context(), Context::Library);
    assert!(stage.app.library_screen().count() < 44, "{}", stage.screen(80, 24));
    stage.keys("<esc>r").click("due first", size);
    assert!(stage.screen(80, 24).contains("▸ Order       ‹ due first ›"), "{}", stage.screen(80, 24));
    stage.click("due first", size);
    assert!(!stage.screen(80, 24).contains("due first"), "{}", stage.screen(80, 24));
}

#[test]
fn a_click_anywhere_else_does_nothing() {
    for (width, height) in [(60, 20), (120, 40)] {
        for (keys, has_more) in [("", true), ("<enter>", true), ("<enter><space>", false), ("?", false), ("p", false)] {
            let mut stage = Stage::with_samples();
            stage.keys(keys);
            for (x, y) in (0..height - 1).step_by(4).flat_map(|y| (0..width).step_by(13).map(move |x| (x, y))) {
                let pointed = ui::pointed_at(&stage.app, stage.now, Size::new(width, height), Position::new(x, y));
                assert!(has_more || pointed.is_none(), "{keys} {x} {y}: {pointed:?}");
                assert!(y != 0 || pointed.is_none(), "the title is no key");
            }
        }
    }
    let stage = Stage::with_samples();
    assert_eq!(ui::pointed_at(&stage.app, stage.now, Size::new(30, 7), Position::new(2, 4)), None);
}

fn wheel(stage: &mut Stage, pointed: Pointed) {
    let effects = stage.app.update(Message::Pointed(pointed), stage.now);
    stage.effects.extend(effects);
}

#[test]
fn the_wheel_goes_through_lists_and_turns_pages_whatever_the_keys_are() {
    let mut start = opening(Library::new(SAMPLES.clone(), Origin::Samples));
    let word = |text: &str| Word { text: text.to_owned(), ..Word::default() };
    let rebound = Rebinding { place: None, action: word("up"), keys: vec![word("w")] };
    let (keymap, problems) = Keymap::new(&[rebound]);
    assert_eq!(problems, []);
    start.keymap = keymap;
    let mut stage = Stage::open(start);
    wheel(&mut stage, Pointed::BELOW);
    wheel(&mut stage, Pointed::BELOW);
    wheel(&mut stage, Pointed::ABOVE);
    assert_eq!(stage.app.library_screen().cursor(), 1);
    wheel(&mut stage, Pointed::ABOVE);
    wheel(&mut stage, Pointed::ABOVE);
    assert_eq!(stage.app.library_screen().cursor(), 0);
    assert!(!stage.notice().contains("first one"), "{}", stage.notice());
    stage.keys("?");
    let first = stage.screen(80, 24);
    wheel(&mut stage, Pointed::BELOW);
    assert_ne!(stage.screen(80, 24), first);
    wheel(&mut stage, Pointed::ABOVE);
    assert_eq!(stage.screen(80, 24), first);
}

#[test]
fn the_wheel_types_no_earlier_query_and_leaves_no_part_that_is_written() {
    let mut stage = Stage::with_samples();
    stage.keys("/redis<enter><esc><esc>/<c-u>pool");
    wheel(&mut stage, Pointed::ABOVE);
    assert_eq!(stage.app.library_screen().input().text(), "pool");
    wheel(&mut stage, Pointed::BELOW);
    assert_eq!(stage.app.library_screen().cursor(), 1);
    stage.keys("<esc>e");
    wheel(&mut stage, Pointed::BELOW);
    assert_eq!(stage.app.writing().unwrap().place(), 0);
}

#[test]
fn the_real_program_hears_clicks_and_the_wheel_and_gives_the_mouse_back() {
    let home = tempfile::tempdir().unwrap();
    let mut program = Program::start(home.path(), &[]);
    program.wait_for("44 sample stories");
    // The wheel goes down, twice; then somebody clicks on the key of help, and lets it go.
    program.press("\x1b[<65;40;10M\x1b[<65;40;10M");
    program.wait_for("▌ A file read that froze everyone");
    program.press("\x1b[<0;2;24M\x1b[<0;2;24m");
    program.wait_for("Show the keys of where you are");
    program.press("\x03");
    assert!(program.wait_for_end().success());
    assert_eq!(program.faults(), [""; 0]);
}

#[test]
fn who_wants_no_mouse_keeps_the_terminals_own() {
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join("config.toml"), "[screen]\nmouse = false\n").unwrap();
    let program = Program::start(home.path(), &[]);
    program.wait_for("44 sample stories");
    assert!(!program.written().windows(7).any(|bytes| bytes == b"\x1b[?1000"));
}
