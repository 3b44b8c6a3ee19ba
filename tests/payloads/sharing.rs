//! While others look at the screen, no confidential word is on it, wherever it came from.

use crate::setting::{LARGE, SCREENS, SMALL, USUAL, stage};

/// A word, marked and unmarked.
const TEXT: &str = "{{client: Zyxxel Corp | a firm}} ZYXXEL-CORP ";

#[test]
fn no_screen_that_others_look_at_shows_a_confidential_word() {
    let mut seen = 0;
    for scene in SCREENS {
        for is_shared_first in [true, false] {
            let mut stage = stage(TEXT);
            stage.keys(if is_shared_first { "S" } else { "" });
            (scene.go)(&mut stage, TEXT);
            if !is_shared_first {
                if stage.app.context().is_typed() {
                    continue;
                }
                seen += usize::from(leaks(&stage.screen(LARGE.width, LARGE.height)));
                stage.keys("S");
            }
            assert!(stage.app.is_sharing(), "{}", scene.name);
            for size in [SMALL, USUAL, LARGE] {
                let screen = stage.screen(size.width, size.height);
                assert!(!leaks(&screen), "{}:\n{screen}", scene.name);
                assert!(screen.lines().next().unwrap().contains("sharing"), "{}:\n{screen}", scene.name);
            }
        }
    }
    assert!(seen > 30, "the word was planted where it could be seen on {seen} screens only");
}

fn leaks(screen: &str) -> bool {
    let screen = screen.to_lowercase();
    ["zyx", "xel", "corp"].iter().any(|part| screen.contains(part))
}
