//! How screens look: themes, colors, marks.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "this is test code")]

mod common;

use common::{Stage, opening, story};
use insta::assert_snapshot;
use ratatui::style::Color;
use retell::app::message::Message;
use retell::domain::beat::Beat;
use retell::domain::library::{Library, Origin};
use retell::domain::looks::{Looks, Marks, Rgb, Theme};

fn stage_with(looks: Looks) -> Stage {
    let told = story(
        "Wait… what",
        &["Redis", "on call"],
        &[(Beat::Problem, "It said “né”…\n\n- one → two"), (Beat::Outcome, "It is on time.")],
    );
    let mut start = opening(Library::new(vec![told], Origin::Own));
    start.looks = looks;
    Stage::open(start)
}

/// The colors of what is drawn, each once.
fn colors(stage: &Stage) -> Vec<Color> {
    let mut colors = Vec::new();
    for cell in stage.buffer(80, 24).content() {
        for color in [cell.fg, cell.bg].into_iter().filter(|color| *color != Color::Reset) {
            if !colors.contains(&color) {
                colors.push(color);
            }
        }
    }
    colors
}

#[test]
fn the_theme_follows_the_background_when_the_terminal_tells_it() {
    let mut stage = stage_with(Looks::default());
    let unknown = colors(&stage);
    stage.app.update(Message::Background(Rgb::hex(0xff_ff_ff)), stage.now);
    let light = colors(&stage);
    stage.app.update(Message::Background(Rgb::hex(0x10_10_10)), stage.now);
    let dark = colors(&stage);
    assert!(unknown != light && light != dark && dark != unknown, "{unknown:?} {light:?} {dark:?}");
    let chosen = stage_with(Looks { theme: Theme::Light, ..Looks::default() });
    assert_eq!(colors(&chosen), light);
}

#[test]
fn a_background_is_painted_over_the_whole_window_or_nowhere() {
    for theme in Theme::ALL {
        let stage = stage_with(Looks { theme, ..Looks::default() });
        for (width, height) in [(80, 24), (30, 5)] {
            let buffer = stage.buffer(width, height);
            let background = buffer.content()[0].bg;
            assert!(buffer.content().iter().all(|cell| cell.bg == background), "{theme:?}");
            let is_painted = matches!(theme, Theme::HighContrast | Theme::ColorBlind);
            assert_eq!(background != Color::Reset, is_painted, "{theme:?}");
        }
    }
}

#[test]
fn with_ascii_marks_a_story_is_told_in_its_own_letters() {
    let mut stage = stage_with(Looks { marks: Marks::Ascii, ..Looks::default() });
    assert_snapshot!("ascii_library", stage.screen(80, 24));
    stage.keys("<enter><space>").wait(9.0).keys("<space>").wait(4.0).keys("h");
    assert_snapshot!("ascii_telling", stage.screen(80, 24));
    let help = stage.keys("?").screen(80, 60);
    assert!(stage.screen(60, 20).contains(" up down  page 1 of "), "{}", stage.screen(60, 20));
    assert!(help.contains(" space enter right ") && help.contains(" down j "), "{help}");
}
