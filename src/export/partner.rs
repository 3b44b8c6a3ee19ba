//! A partner's sheet: for each story a page to ask by, to listen by, and to be filled in.

use std::fmt::Write;

use super::Selection;
use crate::domain::cues::cue_words;
use crate::domain::exported::SHEET as READ_BACK;
use crate::domain::ladder::Ladder;
use crate::domain::safe::Safe;
use crate::domain::score::Criterion;
use crate::domain::sheet::{BLANK, BY, DAY, NOTE, PARTNER, SHEET, seal};
use crate::domain::story::Story;
use crate::domain::time::Millis;

/// How wide a sheet is, and how much of each list it holds, so that it has room on one page.
const WIDTH: usize = 76;
const ROWS: usize = 3;
const FOLLOW_UPS: usize = 5;
const NEEDS: usize = 3;

/// What a partner is told beside a story.
#[derive(Debug, Clone, Default)]
pub struct Hearing {
    /// The number of the sheet, by which it is told from others of the same story.
    pub sheet: String,
    /// What may be asked where the story has no question of its own.
    pub question: Option<String>,
    /// The competencies that the story shows, and what a story that shows them needs.
    pub needs: Vec<(String, String)>,
}

/// The stories, a sheet each.
pub fn write(selection: Selection<'_>) -> String {
    let mut text = String::new();
    for (place, story) in selection.stories.iter().enumerate() {
        text.push_str(if place > 0 { "\n\n" } else { "" });
        let hearing = selection.needs.get(place).cloned().unwrap_or_default();
        text.push_str(&sheet(story, &hearing));
    }
    text
}

/// A sheet. Its number ends with its seal.
fn sheet(story: &Story, hearing: &Hearing) -> String {
    let mut text = String::new();
    let _ = writeln!(text, "{}\n", short(&format!("“{}”, to be told in {}", story.title, story.target()), WIDTH));
    write_blanks(&mut text, story, hearing);
    let seal = seal(text.lines());
    let number = Some(format!("{}-{seal}", hearing.sheet)).filter(|_| !hearing.sheet.is_empty()).unwrap_or(seal);
    format!("{}\n{SHEET}: {} {number}\n{text}", "=".repeat(WIDTH), story.id)
}

fn write_blanks(text: &mut String, story: &Story, hearing: &Hearing) {
    let _ = writeln!(text, "What you fill in behind the colons {READ_BACK}");
    let _ = writeln!(text, "What stays open counts for nothing.\n");
    let _ = writeln!(text, "{DAY}:       {BLANK}   such as 2026-12-05\n{PARTNER}:   {BLANK}\n\nASK");
    match story.questions.first().or(hearing.question.as_ref()) {
        Some(question) => text.push_str(&wrapped(&format!("“{question}”"))),
        None => text.push_str("“Tell me about something that you did at work and remember well.”\n"),
    }
    text.push_str("\nLISTEN, a stopwatch running from the first word: when did each part end?\n");
    let mut until = Millis::ZERO;
    for rung in Ladder::Outline.rungs(story, story.target()) {
        until += rung.budget;
        let cues = cue_words(story, &rung.beats, &[], |_| 0).join(" · ");
        let line = format!("{:<10} ______   {BY}{until}   {cues}", format!("{}:", rung.name));
        let _ = writeln!(text, "{}", short(&line, WIDTH));
    }
    for (name, need) in hearing.needs.iter().take(NEEDS) {
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
    let options = textwrap::Options::new(WIDTH).subsequent_indent("  ");
    textwrap::wrap(&text, options).iter().take(ROWS).map(|line| format!("{line}\n")).collect()
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
        let hearing = Hearing { sheet: "1".to_owned(), needs, ..Hearing::default() };
        let sheet = write(Selection { stories: &[&story], needs: &[hearing], ..Selection::default() });
        assert!(sheet.lines().count() <= 55, "{} lines:\n{sheet}", sheet.lines().count());
        // The id is as long as it is.
        let wide: Vec<&str> = sheet.lines().skip(2).filter(|line| Safe::from(*line).width() > WIDTH).collect();
        assert_eq!(wide, [""; 0]);
    }
}
