//! What is shown to a teller who is stuck: the cue words of some samples, on every beat and on every rung of the outline.
#![allow(clippy::unwrap_used, reason = "this is test code")]

use std::fmt::Write;

use insta::assert_snapshot;
use retell::domain::cues::cue_words;
use retell::domain::ladder::Ladder;
use retell::search::texts::Texts;
use retell::storage::samples;

const SHOWN: [&str; 6] = [
    "a-column-that-locked-the-table",
    "a-pattern-behind-the-one-offs",
    "cache-key-without-its-tenant",
    "connections-outlive-requests",
    "deleting-more-than-i-meant",
    "everything-expires-at-nine",
];

#[test]
fn cue_words_of_samples() {
    let stories = samples::stories();
    let texts = Texts::new(&stories);
    let mut shown = String::new();
    for story in stories.iter().filter(|story| SHOWN.contains(&story.id.as_str())) {
        writeln!(shown, "{}", story.title).unwrap();
        for (ladder, sign) in [(Ladder::Beats, "  "), (Ladder::Outline, "▸ ")] {
            for rung in ladder.rungs(story, story.target()) {
                let cues = cue_words(story, &rung.beats, &[], |word| texts.stories_with(word));
                writeln!(shown, "{sign}{:14}{}", rung.name, cues.join(" · ")).unwrap();
            }
        }
        shown.push('\n');
    }
    assert_snapshot!("samples", shown);
}

#[test]
fn every_beat_of_every_sample_has_cues() {
    let stories = samples::stories();
    let texts = Texts::new(&stories);
    for story in &stories {
        for (beat, text) in story.beats.iter() {
            let cues = cue_words(story, &[beat], &[], |word| texts.stories_with(word));
            assert!(cues.len() >= 2, "{}: {cues:?} for {text}", story.title);
        }
    }
}
