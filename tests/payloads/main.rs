//! Nothing foreign ever reaches the terminal, and nothing stands in another column than it was drawn in.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "this is test code")]
#![allow(clippy::disallowed_methods, reason = "the tests make the files that are read, and wait for a real program")]

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/program.rs"]
mod program;

mod aloud;
mod commands;
mod files;
mod real;
mod setting;
mod sharing;
mod table;
mod window;

use std::thread;

use common::wire::{Wire, foreign, is_showable};
use common::{is_thorough, rounds};
use proptest::prelude::*;
use ratatui::buffer::{Buffer, CellWidth};
use ratatui::widgets::Paragraph;
use retell::domain::safe::Safe;
use setting::{PLACES, SCREENS, USUAL};
use table::{Payload, payloads};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};
use window::{Window, Windows};

/// Words that stand at the right of a row, whatever stands at its left. How a story stands is one word of several.
const RIGHT_WORDS: &[&str] = &["2 problems", " of 2", "quit", "take 1", "21:05", "draft", "new"];

/// The rows and columns where the words at the right end: in the two rows at the top, in the lists, and in the last row.
fn right_ends(buffer: &Buffer) -> Vec<(u16, usize)> {
    let last = buffer.area.height - 1;
    let mut ends = Vec::new();
    for y in (0..6).chain([last]) {
        let mut row = String::new();
        let mut columns = vec![0];
        for x in 0..buffer.area.width {
            row.push_str(buffer[(x, y)].symbol());
            columns.resize(row.len() + 1, usize::from(x) + 1);
        }
        let words = RIGHT_WORDS.iter().flat_map(|word| row.match_indices(word));
        ends.extend(words.map(|(start, word)| (y, columns[start + word.len()])));
    }
    ends
}

#[test]
fn every_payload_in_every_place_leaves_every_screen_safe_and_aligned() {
    let payloads = payloads();
    let mut plain = Windows::default();
    let drawn: Vec<Buffer> = SCREENS.iter().map(|scene| plain.show(scene, "plain").0).collect();
    for (place, scene) in SCREENS.iter().enumerate() {
        assert!(!drawn[..place].contains(&drawn[place]), "{} looks as a screen before it does", scene.name);
    }
    let expected: Vec<_> = drawn.iter().map(right_ends).collect();
    let check = |payload: &Payload| {
        let mut wrong = Vec::new();
        let mut windows = Windows::default();
        for (place, (scene, expected)) in SCREENS.iter().zip(&expected).enumerate() {
            if is_left_out(place, payload) {
                continue;
            }
            let (drawn, mut found) = windows.show(scene, &payload.text);
            let ends = right_ends(&drawn);
            let has_list = scene.name.starts_with("library") || scene.name.starts_with("skill");
            let missing = expected.iter().filter(|end| !ends.contains(end) && (has_list || !(2..6).contains(&end.0)));
            found.extend(missing.map(|(row, column)| format!("nothing ends at {column} in row {row}")));
            wrong.extend(found.iter().map(|what| format!("{} in {}: {what}", payload.name, scene.name)));
        }
        wrong
    };
    let wrong = in_two_threads(&payloads, check);
    let (payloads, places, screens) = (payloads.len(), PLACES.len(), SCREENS.len());
    let part = if is_thorough() { "" } else { ", a third of them" };
    println!(
        "payloads: {payloads} × {places} places × {screens} screens{part}: {} foreign or out of place",
        wrong.len()
    );
    assert!(wrong.is_empty(), "{}", first_of(&wrong));
}

/// Whether a payload doesn't come to this place: in an ordinary run each comes to a third of the places, and each place
/// sees a third of the payloads.
pub(crate) fn is_left_out(place: usize, payload: &Payload) -> bool {
    !is_thorough() && !(place + payload.name.len()).is_multiple_of(3)
}

fn in_two_threads(payloads: &[Payload], check: impl Fn(&Payload) -> Vec<String> + Sync) -> Vec<String> {
    let check_all = |payloads: &[Payload]| payloads.iter().flat_map(&check).collect::<Vec<_>>();
    let (left, right) = payloads.split_at(payloads.len() / 2);
    thread::scope(|scope| {
        let left = scope.spawn(|| check_all(left));
        let mut wrong = check_all(right);
        wrong.extend(left.join().unwrap());
        wrong
    })
}

pub(crate) fn first_of(wrong: &[String]) -> String {
    format!("{} wrong, such as\n{}", wrong.len(), wrong[..wrong.len().min(20)].join("\n"))
}

#[test]
fn a_careless_writer_is_found_out() {
    for Payload { name, text, is_foreign } in payloads() {
        for wire in [Wire::Lines, Wire::Window(USUAL)] {
            assert!(!is_foreign || !foreign(text.as_bytes(), wire).is_empty(), "{name} was sent and not found");
        }
    }
    assert!(!foreign(b"\xff", Wire::Lines).is_empty() && !foreign(b"a\x9b31m", Wire::Lines).is_empty());

    // Ratatui keeps control characters to itself. What it lets through, and where its columns are not the terminal's:
    let found = |text: &str| {
        let mut window = Window::new(USUAL);
        #[expect(clippy::disallowed_methods, reason = "this is the careless writer")]
        let mut draw = |text: String| window.draw(|frame| frame.render_widget(Paragraph::new(text), frame.area())).1;
        let mut found = draw(format!("{text} {text}"));
        found.extend(draw("x".to_owned()));
        !found.is_empty()
    };
    let names: Vec<_> = payloads().iter().filter(|payload| found(&payload.text)).map(|payload| payload.name).collect();
    for name in ["a joiner among Latin letters", "interlinear annotations", "joined emoji", "skin tones", "Khmer"] {
        assert!(names.contains(&name), "{name} was drawn and not found: {names:?}");
    }
    for name in ["halfwidth and fullwidth", "Devanagari", "two hundred marks on one letter"] {
        assert!(names.contains(&name), "{name} was drawn and not found: {names:?}");
    }
}

fn cases() -> u32 {
    rounds().try_into().unwrap()
}

/// Texts of any characters, with many that are in the payloads.
fn texts() -> impl Strategy<Value = String> {
    let known: Vec<char> = payloads().iter().flat_map(|payload| payload.text.chars()).collect();
    let whole: Vec<String> = payloads().into_iter().map(|payload| payload.text).collect();
    let piece = prop_oneof![
        3 => any::<char>().prop_map(String::from),
        6 => prop::sample::select(known).prop_map(String::from),
        1 => prop::sample::select(whole),
    ];
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3 * cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn safe_text_is_safe_however_it_is_looked_at(text in texts()) {
        let safe = Safe::from(&text);
        prop_assert_eq!(&Safe::from(&*safe), &safe, "made safe once is made safe");
        let shown: Vec<char> = safe.chars().collect();
        for (place, &c) in shown.iter().enumerate() {
            prop_assert!(c == '\n' || is_showable(c, &shown[..place]), "{c:?} at {place} in {safe:?}");
        }

        let line = safe.clone().on_one_line();
        let by_letters: usize = line.graphemes(true).map(UnicodeWidthStr::width).sum();
        let by_cells: u16 = line.cells().map(|(_, width)| width).sum();
        prop_assert_eq!((line.width(), usize::from(by_cells)), (by_letters, by_letters), "{:?}", &line);
        prop_assert!(line.cells().all(|(symbol, width)| symbol.cell_width() == width), "as ratatui counts: {:?}", &line);
        prop_assert_eq!(line.cells().map(|(symbol, _)| symbol).collect::<String>(), &*line);
        let most: usize = text.chars().map(|c| c.width().unwrap_or(1).max(1)).sum();
        prop_assert!(line.width() <= most, "it never grows");
        for width in [0, 1, 7] {
            prop_assert!(line.starts_with(line.start(width)) && Safe::from(line.start(width)).width() <= width);
            prop_assert!(line.ends_with(line.end(width)) && Safe::from(line.end(width)).width() <= width);
        }

        let json = serde_json::to_string(&text).unwrap();
        let shown = Safe::json(&json);
        prop_assert_eq!(&Safe::from(&*shown), &shown);
        prop_assert_eq!(serde_json::from_str::<String>(&shown).unwrap(), text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases() / 2, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_texts_leave_screens_drawn_over_each_other_safe_and_aligned(
        texts in prop::collection::vec((texts(), 0..SCREENS.len()), 1..4)
    ) {
        let mut windows = Windows::default();
        for (text, place) in texts {
            let (_, wrong) = windows.show(&SCREENS[place], &text);
            prop_assert!(wrong.is_empty(), "{} with {text:?}:\n{}", SCREENS[place].name, first_of(&wrong));
        }
    }
}
