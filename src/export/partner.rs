//! A partner's sheet: for each story a page to ask by, to listen by, and to be filled in.

use std::fmt::Write;

use super::Selection;
use crate::domain::cues::cue_words;
use crate::domain::ladder::Ladder;
use crate::domain::safe::Safe;
use crate::domain::score::Criterion;
use crate::domain::sheet::{BLANK, DAY, NOTE, PARTNER, SHEET};
use crate::domain::story::Story;
use crate::domain::time::Millis;

/// What every sheet says, and hardly another text.
pub const MARK: &str = "is read back by: retell scores FILE";

/// How wide a sheet is, and how much of each list it holds, so that it has room on one page.
const WIDTH: usize = 76;
const ROWS: usize = 3;
const FOLLOW_UPS: usize = 5;
const NEEDS: usize = 3;

/// The stories, a sheet each.
pub fn write(selection: Selection<'_>) -> String {
    let mut text = String::new();
    for (place, story) in selection.stories.iter().enumerate() {
        text.push_str(if place > 0 { "\n\n" } else { "" });
        let needs = selection.needs.get(place).map(Vec::as_slice).unwrap_or_default();
        write_sheet(&mut text, story, needs);
    }
    text
}

fn write_sheet(text: &mut String, story: &Story, needs: &[(String, String)]) {
    let _ = writeln!(text, "{}\n{SHEET}: {}", "=".repeat(WIDTH), story.id);
    let _ = writeln!(text, "{}\n", short(&format!("“{}”, to be told in {}", story.title, story.target()), WIDTH));
    let _ = writeln!(text, "What you fill in behind the colons {MARK}");
    let _ = writeln!(text, "What stays open counts for nothing.\n");
    let _ = writeln!(text, "{DAY}:       {BLANK}   such as 2026-12-05\n{PARTNER}:   {BLANK}\n\nASK");
    match story.questions.first() {
        Some(question) => text.push_str(&wrapped(&format!("“{question}”"))),
        None => text.push_str("“Tell me about it.”\n"),
    }
    text.push_str("\nLISTEN, a stopwatch running from the first word: when did each part end?\n");
    let mut until = Millis::ZERO;
    for rung in Ladder::Outline.rungs(story, story.target()) {
        until += rung.budget;
        let cues = cue_words(story, &rung.beats, &[], |_| 0).join(" · ");
        let line = format!("{:<10} ______   by {until}   {cues}", format!("{}:", rung.name));
        let _ = writeln!(text, "{}", short(&line, WIDTH));
    }
    for (name, need) in needs.iter().take(NEEDS) {
        text.push_str(&wrapped(&format!("- {name} needs {need}")));
    }
    text.push_str("\nSCORE, from 1, not at all, to 5, throughout\n");
    for criterion in Criterion::ALL {
        let _ = writeln!(text, "{:<10} ___   {}", format!("{}:", criterion.name()), criterion.asks());
    }
    text.push_str("\nTHEN ASK\n");
    for follow_up in story.follow_ups.iter().take(FOLLOW_UPS) {
        let _ = writeln!(text, "{}", short(&format!("- {follow_up}"), WIDTH));
    }
    if story.follow_ups.is_empty() {
        text.push_str("- What would you do differently today?\n");
    }
    let _ = writeln!(text, "\n{NOTE}:      {BLANK}");
}

/// A text in as many lines as there is room for.
fn wrapped(text: &str) -> String {
    let text = Safe::from(text).on_one_line();
    textwrap::wrap(&text, WIDTH).iter().take(ROWS).map(|line| format!("{line}\n")).collect()
}

fn short(text: &str, width: usize) -> String {
    let text = Safe::from(text).on_one_line();
    if text.width() <= width { text.to_string() } else { format!("{}…", text.start(width - 1).trim_end()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::beat::Beat;

    #[test]
    fn a_sheet_has_what_a_partner_needs_on_one_page() {
        let mut story = Story::new("The leak ".repeat(30).trim());
        story.questions = vec!["Tell me about a time when it leaked. ".repeat(30)];
        story.follow_ups = (0..30).map(|number| format!("Why {number}? ").repeat(20)).collect();
        for beat in Beat::ALL {
            story.beats.insert(beat, "At 3,000 rows the Pool of PostgreSQL-Connections was empty. ".repeat(50));
        }
        let needs = vec![("debugging".to_owned(), "a cause that was found ".repeat(20)); 9];
        let sheet = write(Selection { stories: &[&story], needs: &[needs] });
        assert!(sheet.lines().count() <= 55, "{} lines:\n{sheet}", sheet.lines().count());
        // The id is as long as it is.
        let wide: Vec<&str> = sheet.lines().skip(2).filter(|line| Safe::from(*line).width() > WIDTH).collect();
        assert_eq!(wide, [""; 0]);
    }
}
